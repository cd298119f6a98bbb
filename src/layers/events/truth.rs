//! How real an event is: modality and polarity from its verb group, what governs it, and its clause's conjunction.

use super::arguments::{Grammar, Light};
use super::trigger::{Reading, Trigger};
use crate::layers::phrases::{Clause, ClauseKind, Group};
use crate::record::{Modality, Polarity};
use crate::rules::{Error, Errors, ListId, Place, RootId, RowId, Tables};
use rustc_hash::FxHashMap;

/// What a word does to an event.
#[derive(Clone, Copy, Default, Debug)]
struct Effect {
    modality: Option<Modality>,
    negative: bool,
}

/// The lists of words that tell how real an event is.
#[derive(Debug)]
pub(super) struct Truth {
    words: ListId,
    word_effects: FxHashMap<RowId, Effect>,
    /// Conjunctions and prepositions by their own rows.
    link_effects: FxHashMap<RowId, Effect>,
    governors: ListId,
    root_effects: FxHashMap<RootId, Effect>,
}

/// Governors that are followed upwards: deeper nesting than this tells nothing more.
const DEEPEST: usize = 6;

impl Truth {
    pub(super) fn new(tables: &Tables) -> Result<Truth, Errors> {
        let need = |name: &str| tables.need(name).map_err(|e| Errors(vec![e]));
        let (words, governors) = (need("modality")?, need("governor")?);
        let mut errors = Vec::new();
        let (mut word_effects, mut root_effects) = (FxHashMap::default(), FxHashMap::default());
        let mut by_form = FxHashMap::default();
        for row in tables.lists.rows(words) {
            let effect = effect(tables, row, &mut errors);
            word_effects.insert(row, effect);
            by_form.insert(tables.lists.form(row), effect);
        }
        for row in tables.lists.rows(governors) {
            let effect = effect(tables, row, &mut errors);
            if let Some(root) = tables.root(tables.lists.form(row)) {
                root_effects.insert(root, effect);
            }
        }
        let mut link_effects = FxHashMap::default();
        for list in [need("preposition")?, need("conjunction")?] {
            for row in tables.lists.rows(list) {
                if let Some(&effect) = by_form.get(tables.lists.form(row)) {
                    link_effects.insert(row, effect);
                }
            }
        }
        let truth = Truth { words, word_effects, link_effects, governors, root_effects };
        if errors.is_empty() { Ok(truth) } else { Err(Errors(errors)) }
    }

    /// The modality and polarity of a trigger.
    pub(super) fn of(&self, g: &Grammar<'_, '_, '_>, trigger: &Trigger) -> (Modality, Polarity) {
        let mut told = Told::default();
        let group = g.chunks.group(trigger.group);
        match trigger.reading {
            Reading::Verb(_) => {
                self.verb_group(g, group, &mut told);
                if let Some(clause) = group.clause {
                    self.upwards(g, clause, &mut told);
                }
            }
            Reading::Noun { .. } => self.noun(g, trigger, group, &mut told),
        }
        let frame = trigger.frame;
        let negative = told.negative != (frame.polarity == Some(Polarity::Negative));
        let modality = frame.modality.or(told.modality).unwrap_or(Modality::Actual);
        (modality, if negative { Polarity::Negative } else { Polarity::Positive })
    }

    /// Auxiliaries of a verb group.
    fn verb_group(&self, g: &Grammar<'_, '_, '_>, group: &Group, told: &mut Told) {
        for unit in g.chunks.units_of(group).iter().filter(|u| u.row.is_some()) {
            if let Some(row) = g.cx.document.entry(&unit.tokens, self.words)
                && let Some(&effect) = self.word_effects.get(&row)
            {
                told.add(effect);
            }
        }
    }

    /// What governs a clause, and what opens it.
    fn upwards(&self, g: &Grammar<'_, '_, '_>, clause: u32, told: &mut Told) {
        let mut at = clause;
        for _ in 0..DEEPEST {
            let own = g.chunks.clause(at);
            let opener = own.opener.and_then(|row| self.link_effects.get(&row));
            if let Some(&effect) = opener {
                told.add(effect);
            }
            let Some(parent) = own.parent else { return };
            let above = g.chunks.clause(parent);
            let verb = above.predicate.map(|p| g.chunks.group(p));
            match own.kind {
                ClauseKind::Complement => self.governed(g, verb, told),
                ClauseKind::Dependent => {
                    let relation = own.opener.map(|row| g.cx.tables.lists.get(row, "relation"));
                    match relation {
                        Some("content" | "purpose") => self.governed(g, verb, told),
                        // A clause of time or cause does not share how real its main clause is.
                        _ => return,
                    }
                }
                // akan menangkap pelaku dan menyita barang: what is joined shares the auxiliary.
                ClauseKind::Joined => {
                    let bare = own.predicate.is_some_and(|p| g.chunks.group(p).units.len() == 1);
                    match verb {
                        Some(verb) if bare => self.verb_group(g, verb, told),
                        _ => return,
                    }
                }
                ClauseKind::Main => {}
                ClauseKind::Relative | ClauseKind::Aside => return,
            }
            at = parent;
        }
    }

    /// What a governing verb, with its own auxiliaries, does.
    fn governed(&self, g: &Grammar<'_, '_, '_>, verb: Option<&Group>, told: &mut Told) {
        let Some(verb) = verb else { return };
        if let Some(effect) = self.root(g, verb.head) {
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

    /// rencana *kunjungan*; membatalkan *kunjungan*; akan melakukan *kunjungan*.
    fn noun(&self, g: &Grammar<'_, '_, '_>, trigger: &Trigger, group: &Group, told: &mut Told) {
        for unit in g.chunks.units_of(group) {
            if unit.tokens.start >= trigger.span.start {
                break;
            }
            if let Some(effect) = self.root(g, unit.tokens.start) {
                told.add(effect);
            }
        }
        let lead = group.lead.as_ref().and_then(|l| l.conjunction.or(l.preposition));
        if let Some(effect) = lead.and_then(|row| self.link_effects.get(&row)) {
            // untuk penangkapan says nothing of how real it is; tanpa kunjungan, jika serangan do.
            if effect.negative || effect.modality == Some(Modality::Conditional) {
                told.add(*effect);
            }
        }
        let Some(clause_id) = group.clause else { return };
        let clause = g.chunks.clause(clause_id);
        let Some(predicate) = clause.predicate.map(|p| g.chunks.group(p)) else { return };
        match g.light(trigger) {
            Some((Light::Subject | Light::Object | Light::Itself, _)) => {
                self.governed(g, Some(predicate), told);
                self.upwards(g, clause_id, told);
            }
            None if self.is_dependent(clause, trigger.group) => {
                if let Some(effect) = self.root(g, predicate.head)
                    && trigger.span.contains(&group.head)
                {
                    told.add(effect);
                }
            }
            // An attack that does not kill is an attack all the same.
            Some((Light::Harms, _)) | None => {}
        }
    }

    fn is_dependent(&self, clause: &Clause, group: u32) -> bool {
        clause.objects.contains(&group) || clause.subject == Some(group)
    }
}

/// What has been told of an event so far; what stands nearest counts, a condition before all.
#[derive(Default)]
struct Told {
    modality: Option<Modality>,
    negative: bool,
}

impl Told {
    fn add(&mut self, effect: Effect) {
        match effect.modality {
            Some(Modality::Conditional) => self.modality = Some(Modality::Conditional),
            Some(modality) => {
                self.modality.get_or_insert(modality);
            }
            None => {}
        }
        self.negative ^= effect.negative;
    }
}

fn effect(tables: &Tables, row: RowId, errors: &mut Vec<Error>) -> Effect {
    let lists = &tables.lists;
    let (modality, polarity) = (lists.get(row, "modality"), lists.get(row, "polarity"));
    let mut fault = |what: &str, text: &str, known: Vec<&str>| {
        let file = lists.list(lists.list_of(row)).file.to_string().into();
        let place = Place { file, line: lists.line_of(row), column: 1 };
        let error = Error::new(place, format!("unknown {what} `{text}`"));
        errors.push(error.did_you_mean(text, known));
    };
    if !modality.is_empty() && Modality::from_name(modality).is_none() {
        fault("modality", modality, Modality::ALL.iter().map(|m| m.as_str()).collect());
    }
    if !polarity.is_empty() && Polarity::from_name(polarity).is_none() {
        fault("polarity", polarity, Polarity::ALL.iter().map(|p| p.as_str()).collect());
    }
    Effect {
        modality: Modality::from_name(modality),
        negative: Polarity::from_name(polarity) == Some(Polarity::Negative),
    }
}
