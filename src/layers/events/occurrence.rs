//! What is worded like an event and is none: part of a name, wording of a law, a custom, a kind of thing.

use super::arguments::Grammar;
use super::mood::is_asked;
use super::trigger::{Reading, Trigger};
use crate::layers::Context;
use crate::layers::phrases::{Clause, ClauseKind, GroupKind, Unit, UnitKind};
use crate::morphology::Voice;
use crate::record::{EntityType, EventType};
use crate::rules::{Errors, ListId, Tables};
use std::ops::Range;

/// The lists that tell what does not occur.
#[derive(Debug)]
pub(super) struct Occurrence {
    /// Words of customs, of laws, and before what is true of each.
    general: ListId,
    scope: usize,
    /// Nouns before which another noun only says of what kind they are: sistem *pembayaran*.
    kinds: ListId,
    /// Roots of verbs that say what is so in general: membutuhkan.
    predicates: ListId,
    /// Roots of verbs that make a figure another: menambah *defisit* sebesar ….
    changes: ListId,
    pub(super) conjunctions: Option<ListId>,
}

/// Clauses that may be joined, one to another, to one that only says of which kind something is.
const JOINED: usize = 4;

/// How far into a clause a word of custom may stand.
const OPENING: u32 = 12;

impl Occurrence {
    pub(super) fn new(tables: &Tables) -> Result<Occurrence, Errors> {
        let need = |name: &str| tables.need(name).map_err(|e| Errors(vec![e]));
        let (general, kinds) = (need("general_word")?, need("kind_noun")?);
        let scope = tables.lists.column(general, "scope").unwrap_or(0);
        let (predicates, changes) = (need("general_predicate")?, need("changing")?);
        let conjunctions = tables.lists.find("conjunction");
        Ok(Occurrence { general, scope, kinds, predicates, changes, conjunctions })
    }

    /// Whether a word of that scope stands within the tokens.
    pub(super) fn holds(&self, cx: &Context<'_, '_>, tokens: Range<u32>, scope: &str) -> bool {
        let lists = &cx.tables.lists;
        let may_be = |t: &u32| cx.document.may_be(*t, self.general);
        let mut hits = tokens.filter(may_be).flat_map(|t| cx.document.hits_at(t));
        hits.any(|h| h.list == self.general && lists.cell(h.row, self.scope) == scope)
    }

    /// Whether the sentence is the wording of a law: barang siapa …, sebagaimana dimaksud pada ayat (1).
    pub(super) fn is_law(&self, cx: &Context<'_, '_>, sentence: Range<u32>) -> bool {
        self.holds(cx, sentence, "law")
    }

    /// Whether the trigger tells something that occurs, or may.
    pub(super) fn occurs(
        &self,
        g: &Grammar<'_, '_, '_>,
        trigger: &Trigger,
        sentence: &Range<u32>,
        headline: bool,
    ) -> bool {
        let noun = matches!(trigger.reading, Reading::Noun { .. });
        let alone = noun && trigger.span.len() == 1;
        let named = !headline && named(g, trigger.span.start, sentence.start, alone);
        let titled = !headline && self.is_titled(g.cx, trigger.span.start, sentence.start)
            || noun && self.is_article(g, trigger);
        let kind = noun
            && (self.is_kind(g, trigger)
                || is_defined(g, trigger)
                || is_part(g, trigger, self.changes)
                || is_spoken_of(g, trigger, self.predicates));
        let thought = !noun
            && (is_thought_of(g, trigger, sentence.start)
                || is_epithet(g, trigger)
                || self.is_anybodys(g, trigger)
                || is_of_a_kind(g, trigger));
        !(named || titled || kind || thought || self.is_general(g, trigger, sentence.start))
    }

    /// *sistem* pembayaran, *izin* impor: the head is a thing, and the trigger says of what kind.
    fn is_kind(&self, g: &Grammar<'_, '_, '_>, trigger: &Trigger) -> bool {
        let group = g.chunks.group(trigger.group);
        let units = g.chunks.units_of(group).iter();
        let mut before = units.rev().filter(|u| u.tokens.end <= trigger.span.start).peekable();
        // daerah rawan banjir/*longsor*: so is what is joined to another.
        while before.next_if(|u| u.kind == UnitKind::Joint).is_some() {
            before.next();
        }
        let kind = |unit: &Unit| g.cx.document.entry(&unit.tokens, self.kinds).is_some();
        // daerah yang rawan *banjir*: so does an adjective in a group of its own.
        let beside = || {
            let led = group.lead.is_some() || trigger.span.start != group.tokens.start;
            let last = trigger.span.start.checked_sub(1).filter(|_| !led);
            let adjective = |u: &&Unit| u.kind == UnitKind::Adjective;
            last.and_then(|t| g.unit_at(t)).filter(adjective).is_some_and(kind)
        };
        before.next().map_or_else(beside, kind)
    }

    /// *Biasanya* menteri dilantik di Istana; *setiap* pengunjung membayar tiket.
    fn is_general(&self, g: &Grammar<'_, '_, '_>, trigger: &Trigger, sentence: u32) -> bool {
        // Biasanya korban baru sadar setelah *membayar*: what opens the sentence holds for all of it.
        if sentence < trigger.span.start && self.holds(g.cx, sentence..sentence + 1, "custom") {
            return true;
        }
        let group = g.chunks.group(trigger.group);
        let Some(clause) = group.clause.map(|c| g.chunks.clause(c)) else { return false };
        let end = trigger.span.start.min(clause.tokens.start + OPENING);
        // Pencairan bantuan *biasanya* dilakukan berkala: up to the verb of which the noun is the subject.
        let subject = clause.subject == Some(trigger.group);
        let verb = clause.predicate.filter(|_| subject).map(|p| g.chunks.group(p).head);
        let end = verb.map_or(end, |verb| verb.min(clause.tokens.start + OPENING).max(end));
        let custom =
            clause.tokens.start < end && self.holds(g.cx, clause.tokens.start..end, "custom");
        let told = trigger.frame.kind.is_told_to_each();
        // Siapa yang *menyuruh* mereka? asks for somebody.
        let whoever = || self.whoever(g, clause) && !is_asked(g, trigger.group);
        custom || !told && (self.each(g, clause) || whoever())
    }

    /// siapa pun yang (terbukti) *menimbun* beras: whether a clause tells what somebody does of whom nothing else is told.
    fn whoever<'a>(&self, g: &'a Grammar<'_, '_, '_>, mut clause: &'a Clause) -> bool {
        for _ in 0..JOINED {
            let inner = matches!(clause.kind, ClauseKind::Joined | ClauseKind::Complement);
            let Some(above) = clause.parent.filter(|_| inner) else { break };
            clause = g.chunks.clause(above);
        }
        let noun = clause.subject.map(|s| g.chunks.group(s).tokens.end);
        let start = clause.tokens.start;
        clause.kind == ClauseKind::Relative
            && noun.is_none_or(|end| end <= start)
            && self.holds(g.cx, start.saturating_sub(2)..start, "each")
    }

    /// orang yang *berutang* wajib membayar: what whoever is meant does, of whom nothing else is told.
    fn is_anybodys(&self, g: &Grammar<'_, '_, '_>, trigger: &Trigger) -> bool {
        let group = g.chunks.group(trigger.group);
        let Some(clause) = group.clause.map(|c| g.chunks.clause(c)) else { return false };
        let Some(noun) = clause.subject.map(|s| g.chunks.group(s)) else { return false };
        clause.kind == ClauseKind::Relative
            && clause.carried
            && clause.predicate == Some(trigger.group)
            && clause.times.is_empty()
            && group.head == group.tokens.start
            && group.voice.intersects(Voice::ACTIVE | Voice::BER)
            && noun.units.len() == 1
            && noun.conjunct.is_none()
            && self.holds(g.cx, noun.tokens.start..noun.tokens.start + 1, "anybody")
    }

    fn each(&self, g: &Grammar<'_, '_, '_>, clause: &Clause) -> bool {
        let Some(subject) = clause.subject.map(|s| g.chunks.group(s)) else { return false };
        subject.kind == GroupKind::Noun
            && self.holds(g.cx, subject.tokens.start..subject.tokens.start + 1, "each")
    }
}

/// pembayaran bunga *utang* sebesar …: a figure told of another noun; menambah *defisit* sebesar …: or by how much a verb changes it.
fn is_part(g: &Grammar<'_, '_, '_>, trigger: &Trigger, changes: ListId) -> bool {
    let group = g.chunks.group(trigger.group);
    let level = g.cx.tables.rule(trigger.rule).text("mode") == Some("level");
    // angka *inflasi*: the head says no more than that it is a figure.
    let process = g.unit_at(group.head).is_some_and(|u| u.kind == UnitKind::Deverbal);
    let figure = group.head + 1 == trigger.span.start && !process;
    let clause = group.clause.map(|c| g.chunks.clause(c));
    let object = clause.filter(|c| c.objects.contains(&trigger.group));
    let verb = object.and_then(|c| c.predicate).map(|p| g.chunks.group(p).head);
    let row = |root| g.cx.tables.roots.row(root, changes);
    let changed =
        verb.is_some_and(|verb| g.cx.matcher().forms(verb).any(|f| row(f.root).is_some()));
    level
        && trigger.frame.kind == EventType::Indicator
        && (changed || !(g.heads(trigger, group) || figure))
}

/// *Pembangunan* infrastruktur membutuhkan biaya: a noun of action, of nobody and nothing in particular, of which
/// something is said in general.
fn is_spoken_of(g: &Grammar<'_, '_, '_>, trigger: &Trigger, list: ListId) -> bool {
    let group = g.chunks.group(trigger.group);
    let Some(clause) = group.clause.map(|c| g.chunks.clause(c)) else { return false };
    let Some(predicate) = clause.predicate.map(|p| g.chunks.group(p)) else { return false };
    let own = g.chunks.units_of(group);
    let named = |u: &Unit| {
        use UnitKind::{Name, Number, Opener, Pronoun, Quantity, Time};
        matches!(u.kind, Name(..) | Quantity(..) | Time(_) | Number | Opener | Pronoun) || u.nya
    };
    let process = |u: &Unit| u.voice.intersects(Voice::PROCESS);
    // telah, akan, sedang: what has been, is being or will be done is no custom.
    let aspect = g.chunks.units_of(predicate).iter().any(|u| u.kind == UnitKind::Auxiliary);
    let row = |root| g.cx.tables.roots.row(root, list);
    let general = predicate.voice.is_empty()
        || g.cx.matcher().forms(predicate.head).any(|f| row(f.root).is_some());
    if !trigger.frame.kind.is_often_a_kind() {
        return false;
    }
    clause.subject.is_some_and(|s| g.chunks.conjuncts(s).any(|c| c == trigger.group))
        && !clause.carried
        && clause.times.is_empty()
        && group.lead.is_none()
        && !group.definite
        && trigger.span.contains(&group.head)
        && g.unit_at(group.head).is_some_and(process)
        && !own.iter().any(named)
        && general
        && !aspect
        && g.light(trigger).is_none()
        && !clause.obliques.iter().any(|&o| {
            let group = g.chunks.group(o);
            g.roles.marks_agent(group) || g.roles.marks_place(group)
        })
}

/// Perusahaan itu merupakan pabrik yang *memproduksi* kaca; sebagai komoditas yang *diperdagangkan*: what is done by or
/// to each thing of a kind, behind a noun that only says of which kind something is.
fn is_of_a_kind(g: &Grammar<'_, '_, '_>, trigger: &Trigger) -> bool {
    let group = g.chunks.group(trigger.group);
    let Some(mut clause) = group.clause.map(|c| g.chunks.clause(c)) else { return false };
    let bare = group.head == group.tokens.start && clause.times.is_empty();
    // Utang adalah urusan yang diperbolehkan: nobody is told to have done it.
    let marks = |&o: &u32| g.roles.marks_agent(g.chunks.group(o));
    let undone = group.voice == Voice::PASSIVE
        && clause.objects.is_empty()
        && clause.agent.is_none()
        && !clause.obliques.iter().any(marks);
    let kind = trigger.frame.kind;
    if !bare || !(kind.is_often_a_kind() || undone && !kind.harms()) {
        return false;
    }
    // … yang diproduksi, *diperdagangkan*, dan dikonsumsi
    for _ in 0..JOINED {
        let (ClauseKind::Joined, Some(above)) = (clause.kind, clause.parent) else { break };
        clause = g.chunks.clause(above);
    }
    let Some(noun) =
        clause.subject.filter(|_| clause.kind == ClauseKind::Relative && clause.carried)
    else {
        return false;
    };
    let outer = clause.parent.map(|p| g.chunks.clause(p));
    // terowongan atau *jalan* yang dibangun: the noun may be the last of several.
    let told = |c: &&Clause| c.objects.iter().any(|&o| g.chunks.conjuncts(o).any(|o| o == noun));
    let said = outer.filter(told).and_then(|c| c.predicate);
    let copula = |u: &Unit| u.kind == UnitKind::Copula;
    let said = said.is_some_and(|p| g.chunks.units_of(g.chunks.group(p)).iter().any(copula));
    let own = g.chunks.group(noun);
    let named = |u: &Unit| {
        matches!(u.kind, UnitKind::Name(..) | UnitKind::Quantity(..) | UnitKind::Pronoun)
    };
    (said || g.roles.marks_kind(g.cx, own))
        && !own.definite
        && !g.chunks.units_of(own).iter().any(named)
}

/// presiden *terpilih*: a verb of state right behind a noun for an office says which one is meant.
fn is_epithet(g: &Grammar<'_, '_, '_>, trigger: &Trigger) -> bool {
    let group = g.chunks.group(trigger.group);
    let Some(clause) = group.clause.map(|c| g.chunks.clause(c)) else { return false };
    let Some(subject) = clause.subject.map(|s| g.chunks.group(s)) else { return false };
    let named = |u: &Unit| matches!(u.kind, UnitKind::Name(_, EntityType::Person)) || u.nya;
    trigger.frame.kind == EventType::Personnel
        && group.voice == Voice::TER
        && group.units.len() == 1
        && (subject.tokens.end == group.tokens.start
            // wakil rakyat *yang terpilih*
            || clause.kind == ClauseKind::Relative && clause.carried && clause.obliques.is_empty())
        && subject.animate
        && !subject.definite
        && !g.chunks.units_of(subject).iter().any(|u| named(u) || u.kind == UnitKind::Pronoun)
}

/// *Menutup* semua tambang bukanlah solusi: a verb without a subject, of which a copula says what it is.
fn is_thought_of(g: &Grammar<'_, '_, '_>, trigger: &Trigger, sentence: u32) -> bool {
    let group = g.chunks.group(trigger.group);
    let Some(id) = group.clause else { return false };
    let clause = g.chunks.clause(id);
    // *Membaca* putusan itu jangan dipenggal: so is one with another verb that is told to be, or not to be.
    let lists = &g.cx.tables.lists;
    let meant = |row| {
        matches!(lists.get(row, "kind"), "future" | "must" | "need" | "negation" | "possible")
    };
    let copula = |c: u32| {
        let inner = g.chunks.clause(c);
        let verb = inner.predicate.map(|p| g.chunks.units_of(g.chunks.group(p)));
        let told = |u: &Unit| u.kind == UnitKind::Copula;
        inner.kind == ClauseKind::Complement
            && verb.is_some_and(|units| units.iter().any(told) || units[0].row.is_some_and(meant))
    };
    clause.subject.is_none()
        && group.tokens.start == sentence
        && group.voice.intersects(Voice::ACTIVE)
        && g.chunks.children(id).any(copula)
}

/// *Pencemaran lingkungan* adalah masuknya zat …: a noun that a copula explains is a kind of event, if nobody and no
/// place is named with it.
fn is_defined(g: &Grammar<'_, '_, '_>, trigger: &Trigger) -> bool {
    let group = g.chunks.group(trigger.group);
    if !trigger.frame.kind.is_explained() {
        return false;
    }
    let Some(clause) = group.clause.map(|c| g.chunks.clause(c)) else { return false };
    let subject = clause.subject == Some(trigger.group) && group.lead.is_none();
    let own = g.chunks.units_of(group);
    let named = |u: &Unit| matches!(u.kind, UnitKind::Name(..) | UnitKind::Quantity(..)) || u.nya;
    let copula = clause.predicate.is_some_and(|p| {
        let defines = |row| g.cx.tables.lists.get(row, "defines") == "yes";
        g.chunks.units_of(g.chunks.group(p)).iter().all(|u| u.row.is_some_and(defines))
    });
    subject
        && copula
        && !group.definite
        && trigger.span.contains(&group.head)
        && !own.iter().any(named)
}

/// Gerakan *Penanaman* Pohon: in a text that is not all in capitals, a capital within the sentence
/// behind another capital is within a name.
fn named(g: &Grammar<'_, '_, '_>, token: u32, sentence: u32, alone: bool) -> bool {
    let (cx, agents) = (g.cx, g.referents.agent_list);
    let text = |t: u32| cx.document.token_text(t);
    let capital = |t: u32| text(t).starts_with(char::is_uppercase);
    let Some(before) = token.checked_sub(1).filter(|&b| b > sentence) else {
        // *Direktur Penyusunan* Anggaran Budi Santoso berkata …: a title opens the sentence.
        return alone
            && token == sentence + 1
            && capital(token)
            && cx.document.hits_at(sentence).iter().any(|h| h.list == agents);
    };
    let opens = text(before - 1).chars().all(|c| !c.is_alphanumeric() && c != ',');
    // (*Topan*), itu *Topan* di jalan Melati: a noun with a capital and no name behind it. PHK is no name.
    let next = token + 1;
    let followed = (next as usize) < cx.document.tokens.len() && capital(next);
    let follows = text(before) == "(" || text(before).chars().all(char::is_alphabetic);
    let single = alone && !followed && follows && text(token).contains(char::is_lowercase);
    capital(token) && (capital(before) && !opens || single)
}
