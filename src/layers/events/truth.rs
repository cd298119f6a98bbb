//! How real an event is: modality and polarity from its verb group, what governs it, and its clause's conjunction.

mod nouns;

use super::arguments::Grammar;
use super::effects::{Effect, Told, effects};
use super::mood::{bare, is_aim, is_asked, is_foreseen, is_order, is_subject_clause, is_told_of};
use super::trigger::{Reading, Trigger};
use crate::document::Hit;
use crate::layers::phrases::{Clause, ClauseKind, Group, GroupKind, Unit, UnitKind};
use crate::morphology::Voice;
use crate::record::{EventType, Modality, Polarity};
use crate::rules::{Errors, ListId, RootId, RowId, Tables};
use rustc_hash::FxHashMap;
use std::ops::Range;

/// The lists of words that tell how real an event is.
#[derive(Debug)]
pub(super) struct Truth {
    words: ListId,
    word_effects: FxHashMap<RowId, Effect>,
    /// Conjunctions and prepositions by their own rows.
    link_effects: FxHashMap<RowId, Effect>,
    governors: ListId,
    root_effects: FxHashMap<RootId, Effect>,
    /// Nouns that no root makes and that tell how real what hangs on them is: opsi, peluang.
    nouns: ListId,
    noun_effects: FxHashMap<RowId, Effect>,
    /// Roots of verbs that report: mengungkapkan *jika* is no condition.
    pub(super) speech: ListId,
    /// Roots of verbs that bring something about: menyebabkan.
    bringing: ListId,
    prepositions: ListId,
}

/// Governors that are followed upwards: deeper nesting than this tells nothing more.
const DEEPEST: usize = 6;

/// How far into a clause a word may stand that colours all of it.
const OPENING: u32 = 6;

impl Truth {
    pub(super) fn new(tables: &Tables) -> Result<Truth, Errors> {
        let need = |name: &str| tables.need(name).map_err(|e| Errors(vec![e]));
        let (words, governors) = (need("modality")?, need("governor")?);
        let (nouns, speech) = (need("governing_noun")?, need("speech")?);
        let mut errors = Vec::new();
        let (mut word_effects, mut root_effects) = (FxHashMap::default(), FxHashMap::default());
        let mut by_form = FxHashMap::default();
        for (row, effect) in effects(tables, words, &mut errors) {
            word_effects.insert(row, effect);
            if !effect.before {
                by_form.insert(tables.lists.form(row), effect);
            }
        }
        for (row, effect) in effects(tables, governors, &mut errors) {
            if let Some(root) = tables.root(tables.lists.form(row)) {
                root_effects.insert(root, effect);
            }
        }
        let noun_effects = effects(tables, nouns, &mut errors).collect();
        let mut link_effects = FxHashMap::default();
        for list in [need("preposition")?, need("conjunction")?] {
            for row in tables.lists.rows(list) {
                if let Some(&effect) = by_form.get(tables.lists.form(row)) {
                    link_effects.insert(row, effect);
                }
            }
        }
        let truth = Truth {
            words,
            word_effects,
            link_effects,
            governors,
            root_effects,
            nouns,
            noun_effects,
            speech,
            bringing: need("bringing")?,
            prepositions: need("preposition")?,
        };
        if errors.is_empty() { Ok(truth) } else { Err(Errors(errors)) }
    }

    /// The modality and polarity of a trigger.
    pub(super) fn of(&self, g: &Grammar<'_, '_, '_>, trigger: &Trigger) -> (Modality, Polarity) {
        let kind = trigger.frame.kind;
        let (saying, figure) = (kind.is_claim(), kind == EventType::Indicator);
        let mut told = Told { saying, figure, ..Told::default() };
        let group = g.chunks.group(trigger.group);
        match trigger.reading {
            Reading::Verb(_) => {
                self.verb_group(g, group, &mut told);
                self.before_agent(g, trigger.group, &mut told);
                self.governing_noun(g, trigger.group, figure, &mut told);
                if let Some(clause) = group.clause {
                    self.upwards(g, clause, &mut told);
                }
            }
            Reading::Noun { .. } => self.noun(g, trigger, group, &mut told),
        }
        if told.modality.is_none() && matches!(trigger.reading, Reading::Verb(_)) && !told.saying {
            let asked = is_asked(g, trigger.group).then_some(Modality::Possible);
            told.modality = asked;
        }
        if told.modality.or(told.weak).is_none() && is_aim(g, trigger) {
            told.modality = Some(Modality::Planned);
        }
        if told.modality.or(told.weak).is_none()
            && !told.negative
            && self.is_only_spoken_of(g, trigger)
        {
            told.modality = Some(Modality::Possible);
        }
        if told.modality.is_none() && is_order(g, trigger) {
            told.modality = Some(Modality::Demanded);
        }
        let frame = trigger.frame;
        let negative = match frame.polarity {
            Some(Polarity::Positive) => false, // the negation is part of what the rule reads: *tidak setuju*
            Some(Polarity::Negative) => !told.negative,
            None => told.negative,
        };
        let modality = frame.modality.or(told.modality).or(told.weak).unwrap_or(Modality::Actual);
        (modality, if negative { Polarity::Negative } else { Polarity::Positive })
    }

    /// belum berpikir soal *menambah* anggaran: whether a bare active verb stands right behind a preposition that says what is
    /// spoken or thought of.
    fn is_only_spoken_of(&self, g: &Grammar<'_, '_, '_>, trigger: &Trigger) -> bool {
        let group = g.chunks.group(trigger.group);
        let bare = group.tokens.start == group.head && group.voice.intersects(Voice::ACTIVE);
        let Some(before) = group.tokens.start.checked_sub(1).filter(|_| bare) else { return false };
        let lists = &g.cx.tables.lists;
        let topic = |row| lists.get(row, "kind") == "topic";
        let ends = |h: &&Hit| h.end == group.tokens.start && h.list == self.prepositions;
        matches!(trigger.reading, Reading::Verb(_))
            && g.cx.document.hits_at(before).iter().filter(ends).any(|h| topic(h.row))
    }

    /// Whether an auxiliary says that what a verb tells has been done: *sudah* naik.
    pub(super) fn is_done(&self, g: &Grammar<'_, '_, '_>, trigger: &Trigger) -> bool {
        let group = g.chunks.group(trigger.group);
        let lists = &g.cx.tables.lists;
        let done = |u: &Unit| u.row.is_some_and(|row| lists.get(row, "tense") == "past");
        matches!(trigger.reading, Reading::Verb(_)) && g.chunks.units_of(group).iter().any(done)
    }

    /// Auxiliaries of a verb group.
    fn verb_group(&self, g: &Grammar<'_, '_, '_>, group: &Group, told: &mut Told) {
        let before = group.tokens.start.saturating_sub(1);
        let hits = g.cx.document.hits_at(before).iter();
        let verbal = group.voice.intersects(Voice::ACTIVE);
        for hit in hits.filter(|h| verbal && h.end == group.tokens.start) {
            if let Some(effect) = self.word_effects.get(&hit.row).filter(|e| e.before) {
                told.meant(*effect);
            }
        }
        for unit in g.chunks.units_of(group).iter().filter(|u| u.row.is_some()) {
            if let Some(row) = g.cx.document.entry(&unit.tokens, self.words)
                && let Some(&effect) = self.word_effects.get(&row)
                && colours_verb(effect, unit.tokens.start > group.head, told.figure)
            {
                told.add(effect);
            }
        }
    }

    /// *tidak* kami beli, *akan* dia jual: auxiliaries before the agent of a bare passive.
    fn before_agent(&self, g: &Grammar<'_, '_, '_>, verb: u32, told: &mut Told) {
        let Some(agent) = verb.checked_sub(1) else { return };
        let pronoun = |u: &Unit| u.kind == UnitKind::Pronoun;
        if !g.chunks.units_of(g.chunks.group(agent)).iter().all(pronoun) {
            return;
        }
        if let Some(before) = agent.checked_sub(1).map(|b| g.chunks.group(b))
            && before.tokens.end == g.chunks.group(agent).tokens.start
            && before.kind != GroupKind::Noun
        {
            self.verb_group(g, before, told);
        }
    }

    /// rencana besar *membangun* pembangkit; mendukung rencana pemerintah *membangun* tanggul: a noun
    /// before the verb that says that what the verb tells is only thought of.
    fn governing_noun(&self, g: &Grammar<'_, '_, '_>, verb: u32, figure: bool, told: &mut Told) {
        let group = g.chunks.group(verb);
        let Some(before) = verb.checked_sub(1).map(|b| g.chunks.group(b)) else { return };
        let adjacent = before.kind == GroupKind::Noun && before.tokens.end == group.tokens.start;
        if !adjacent || before.definite || group.voice.intersects(Voice::PASSIVE | Voice::TER) {
            return;
        }
        let units = g.chunks.units_of(before);
        let behind = units.iter().filter(|u| u.tokens.start > before.head);
        let bare = behind.clone().all(|u| u.kind == UnitKind::Adjective);
        let clause = before.clause.map(|c| g.chunks.clause(c));
        let subject = clause.is_some_and(|c| c.subject == Some(verb - 1) && !c.carried);
        let head = before.head..before.head + 1;
        if let Some(effect) = self.noun_entry(g, &head) {
            // kecil kemungkinan orang lain *melakukan* perundungan: whoever owns what is only possible.
            let possible = effect.modality == Some(Modality::Possible) && !figure;
            if possible || bare && group.units.len() == 1 || !bare && !subject {
                told.add(effect);
            }
        }
    }

    /// diberi kesempatan untuk *mengawasi*, memiliki hak untuk *menolak*: a noun right before a clause of purpose that says that
    /// it is only possible.
    fn chance(&self, g: &Grammar<'_, '_, '_>, clause: &Clause, told: &mut Told) {
        let before = clause.tokens.start.checked_sub(1).and_then(|t| g.chunks.group_of(t));
        let Some(noun) = before.map(|b| g.chunks.group(b)) else { return };
        let own = clause.subject.is_some() && !clause.carried;
        let effect = self.noun_entry(g, &(noun.head..noun.head + 1));
        if let Some(effect) = effect.filter(|e| !own && e.modality == Some(Modality::Possible)) {
            told.add(effect);
        }
    }

    fn noun_entry(&self, g: &Grammar<'_, '_, '_>, tokens: &Range<u32>) -> Option<Effect> {
        let row = g.cx.document.entry(tokens, self.nouns)?;
        self.noun_effects.get(&row).copied()
    }

    /// Semoga polisi segera menangkap pelaku: words that colour all of the clause that they open.
    fn opening(&self, g: &Grammar<'_, '_, '_>, clause: &Clause, told: &mut Told) {
        let Some(predicate) = clause.predicate else { return };
        let end = g.chunks.group(predicate).tokens.start.min(clause.tokens.start + OPENING);
        for token in clause.tokens.start..end {
            for hit in g.cx.document.hits_at(token) {
                if let Some(&effect) = self.word_effects.get(&hit.row)
                    && effect.clause
                {
                    told.add(effect);
                    return;
                }
            }
        }
    }

    /// Jika tarif naik, *rupiah melemah*: a clause on which a condition hangs.
    fn conditioned(&self, g: &Grammar<'_, '_, '_>, clause: u32, told: &mut Told) {
        let is_condition = |c: u32| {
            let child = g.chunks.clause(c);
            let effect = child.opener.and_then(|row| self.link_effects.get(&row));
            child.kind == ClauseKind::Dependent
                && effect.is_some_and(|e| e.modality == Some(Modality::Conditional))
                && !self.reports(g, child)
        };
        // A condition behind what is told as a fact is one of something else: memastikan pihaknya siap jika …
        let real = told.modality.is_none() && told.weak.is_none();
        let verb = g.chunks.clause(clause).predicate.map(|p| g.chunks.group(p).tokens.start);
        let counts = |c: &u32| !real || verb.is_none_or(|v| g.chunks.clause(*c).tokens.start < v);
        if g.chunks.children(clause).filter(counts).any(is_condition) {
            told.add(Effect { modality: Some(Modality::Conditional), ..Effect::default() });
        }
    }

    /// mengungkapkan *jika* …: what looks like a condition is what is said.
    fn reports(&self, g: &Grammar<'_, '_, '_>, clause: &Clause) -> bool {
        let above = clause.parent.and_then(|p| g.chunks.clause(p).predicate);
        if is_subject_clause(g, clause) {
            return false;
        }
        above.map(|p| g.chunks.group(p)).is_some_and(|verb| {
            verb.tokens.end == clause.tokens.start
                && g.cx
                    .matcher()
                    .forms(verb.head)
                    .any(|f| g.cx.tables.roots.row(f.root, self.speech).is_some())
        })
    }

    /// What governs a clause, and what opens it.
    fn upwards(&self, g: &Grammar<'_, '_, '_>, clause: u32, told: &mut Told) {
        let mut at = clause;
        for _ in 0..DEEPEST {
            let own = g.chunks.clause(at);
            self.opening(g, own, told);
            self.conditioned(g, at, told);
            let lists = &g.cx.tables.lists;
            let relation = own.opener.map(|row| lists.get(row, "relation"));
            let opener = own.opener.and_then(|row| self.link_effects.get(&row));
            match opener {
                Some(e) if e.modality == Some(Modality::Conditional) && self.reports(g, own) => {}
                // Untuk warga kota tidak mendapat tunjangan: with a subject of its own and nothing that it hangs on, the
                // clause says whom it is told of.
                Some(_) if relation == Some("purpose") && is_told_of(g, own) => {}
                // untuk says that it is meant; the verb that it hangs on says more of how.
                Some(effect) if relation == Some("purpose") => {
                    told.meant(*effect);
                    // Ia datang *bukan* untuk menyerang.
                    told.negative ^= self.is_denied(g, own);
                }
                Some(&effect) => told.add(effect),
                // Ia sakit *bukan* karena keracunan.
                None if relation == Some("cause") => told.negative ^= self.is_denied(g, own),
                None => {}
            }
            let Some(parent) = own.parent else { return };
            let above = g.chunks.clause(parent);
            let verb = above.predicate.map(|p| g.chunks.group(p));
            match own.kind {
                ClauseKind::Complement => self.governed(g, verb, false, told),
                ClauseKind::Dependent => {
                    match relation {
                        Some("purpose") => {
                            self.chance(g, own, told);
                            self.governed(g, verb, true, told);
                        }
                        Some("content") => self.governed(g, verb, false, told),
                        // diatasi dengan *menambah* pasokan: the means is as real as the end.
                        Some("means") if bare(g, own) => {
                            let mut end = Told::default();
                            if let Some(verb) = verb {
                                self.verb_group(g, verb, &mut end);
                            }
                            told.weak = told.weak.or(end.modality);
                        }
                        _ if self.reports(g, own) => self.governed(g, verb, false, told),
                        // Setelah disetujui, aturan itu *akan* diserahkan: what comes before is still to come.
                        Some("time") if bare(g, own) && own.times.is_empty() => {
                            let mut end = Told::default();
                            if let Some(verb) = verb {
                                self.verb_group(g, verb, &mut end);
                            }
                            // Ia perlu diperiksa sebelum *ditahan*: nor has come what must wait for that.
                            let first = |row| lists.get(row, "order") == "before";
                            let waits = end.modality == Some(Modality::Demanded)
                                && own.opener.is_some_and(first);
                            // Pajak ditunda hingga *ekonomi tumbuh*: nor what something is put off for.
                            let put_off =
                                own.opener.is_some_and(|row| lists.get(row, "end") == "yes")
                                    && verb.and_then(|v| self.root(g, v.head)).is_some_and(|e| {
                                        e.modality == Some(Modality::Planned) && !e.purpose
                                    });
                            let planned =
                                end.modality == Some(Modality::Planned) || waits || put_off;
                            told.weak = told.weak.or(planned.then_some(Modality::Planned));
                            return;
                        }
                        // A clause of cause does not share how real its main clause is.
                        _ => return,
                    }
                }
                // akan menangkap pelaku dan menyita barang: what is joined shares the auxiliary.
                ClauseKind::Joined => match verb {
                    // What a joined verb asks for is its own: … dan mendesak India *meneken* pakta.
                    Some(verb) if at == clause && bare(g, own) => {
                        told.joined = true;
                        self.verb_group(g, verb, told);
                        if let Some(verb) = above.predicate {
                            self.before_agent(g, verb, told);
                            // komitmen pemerintah berhemat dan *mengalokasikan* dana
                            self.governing_noun(g, verb, told.figure, told);
                        }
                        // berpotensi menjadi pusat energi, *mengekspor* listrik
                        let governs = g.complement(parent).is_some_and(|inner| inner < at);
                        let raised = self.root(g, verb.head).and_then(|e| e.modality);
                        if governs && raised == Some(Modality::Possible) {
                            told.weak = told.weak.or(raised);
                        }
                    }
                    _ => return,
                },
                ClauseKind::Main => {}
                ClauseKind::Relative => {
                    if at == clause && is_foreseen(g, own) {
                        let mut end = Told::default();
                        if let Some(verb) = verb {
                            self.verb_group(g, verb, &mut end);
                        }
                        self.upwards(g, parent, &mut end);
                        told.weak = told.weak.or(end.modality);
                    }
                    let there = verb.filter(|v| v.tokens.end <= own.tokens.start);
                    let there = there.filter(|v| self.root(g, v.head).is_some_and(|e| e.exists));
                    if let Some(there) = there {
                        self.verb_group(g, there, told);
                        // jika ada warga yang *menyerang* polisi: a condition holds for what there is.
                        let mut outer = Told::default();
                        self.upwards(g, parent, &mut outer);
                        let condition = outer.modality == Some(Modality::Conditional);
                        told.modality = outer.modality.filter(|_| condition).or(told.modality);
                    }
                    return;
                }
                ClauseKind::Aside => return,
            }
            at = parent;
        }
    }

    /// Whether a word that denies stands alone right before a clause.
    fn is_denied(&self, g: &Grammar<'_, '_, '_>, clause: &Clause) -> bool {
        let before = clause.tokens.start.checked_sub(1).and_then(|t| g.chunks.group_of(t));
        let Some(before) = before.map(|b| g.chunks.group(b)) else { return false };
        let row = g.cx.document.entry(&before.tokens, self.words);
        before.kind == GroupKind::Other
            && before.tokens.end == clause.tokens.start
            && row.and_then(|row| self.word_effects.get(&row)).is_some_and(|e| e.negative)
    }

    /// What a governing verb, with its own auxiliaries, does.
    fn governed(
        &self,
        g: &Grammar<'_, '_, '_>,
        verb: Option<&Group>,
        purpose: bool,
        told: &mut Told,
    ) {
        let Some(verb) = verb else { return };
        // Kunjungan itu *batal*: a predicate that is a word of the list as well says it once.
        let word = g.unit_at(verb.head).is_some_and(|u| {
            u.row.is_some() && g.cx.document.entry(&u.tokens, self.words).is_some()
        });
        if let Some(effect) = self.root(g, verb.head).filter(|_| !word)
            && (purpose || !effect.purpose)
            && !(effect.deed && told.saying && told.joined)
        {
            told.add(effect);
        }
        self.verb_group(g, verb, told);
    }

    fn root(&self, g: &Grammar<'_, '_, '_>, token: u32) -> Option<Effect> {
        g.cx.matcher().forms(token).find_map(|f| {
            g.cx.tables.roots.row(f.root, self.governors)?;
            self.root_effects.get(&f.root).copied()
        })
    }
}

/// Whether a word in a verb group says how real the verb is; `behind` it, it may count or be an object.
fn colours_verb(effect: Effect, behind: bool, figure: bool) -> bool {
    // menewaskan *hampir* 200 orang counts, and denies nothing; menampik *kemungkinan* doubts nothing.
    let other = behind && (effect.negative || effect.modality == Some(Modality::Possible));
    !(other || effect.before || effect.deed && figure)
}
