//! Names and their types.
//!
//! Every span that looks like a name or stands in a list is a candidate; features of the span and of what stands
//! around it weigh it as a person, a place, an organisation or another thing; the best set of candidates that do not
//! overlap wins, sentence by sentence. A second reading of the article knows what the first one found.

pub(in crate::layers) mod bracket;
pub mod casing;
pub mod decode;
mod define;
mod doubt;
pub mod evidence;
mod facts;
mod fill;
mod heads;
mod initials;
mod kinds;
mod lattice;
mod memory;
mod office;
mod order;
mod owners;
mod pattern;
mod readings;
mod repeat;
mod seeds;
pub(in crate::layers) mod share;
mod sums;
#[cfg(test)]
mod tests;
mod titles;
mod trim;
mod verdict;

pub use crate::weights::{classes, feature, model};
pub use facts::Facts;
pub use lattice::Lattice;
pub use memory::Memory;
pub use sums::Sums;
pub use verdict::Verdict;

use super::Context;
use crate::annotations::{Annotations, Name, Origin};
use crate::document::Scratch;
use crate::record::EntityType;
use crate::rules::{Errors, ListId, RowId, RuleId, Tables};
use crate::text::Sentence;
use crate::weights::{self, Weighing};
use casing::Casing;
use classes::{ClassId, Classes};
use decode::{Decoder, Transitions};
use evidence::Ground;
use feature::Sort;
use kinds::Kinds;
use model::Weights;
use pattern::Patterns;
use readings::{Reading, Readings};
use seeds::{Seed, seeds_at};
use std::ops::Range;
use titles::Titles;

/// The layer, with its tables resolved.
#[derive(Debug)]
pub struct Names {
    classes: Classes,
    weights: Weights,
    transitions: Transitions,
    kinds: Kinds,
    /// Lists whose rows come after those of others.
    late: Vec<(ListId, u32)>,
    patterns: Patterns,
    trims: trim::Trims,
    doubts: doubt::Doubts,
    definitions: define::Definitions,
    repeats: repeat::Repeats,
    titles: Titles,
    fills: fill::Fills,
    shares: share::Shares,
    ends: heads::Heads,
    listed: initials::Listed,
    connector: ClassId,
    joiner: ClassId,
    tail: ClassId,
    initials: ClassId,
    heads: Vec<ClassId>,
    /// The list of states.
    state: Option<ListId>,
    /// Lists of the user's own, of which no weight has learned anything.
    own: Vec<ListId>,
}

/// A name by its coarse type, with what a rule says of its finer one.
type Spotted = (Range<u32>, Sort, Option<(EntityType, RuleId)>);

impl Names {
    /// Resolves the layer's tables.
    ///
    /// # Errors
    /// Values that the layer does not know, each at its place.
    pub fn new(tables: &Tables) -> Result<Names, Errors> {
        let weighing = match tables.is_built_in() {
            true => Weighing::built_in(),
            false => Weighing::compile(tables, weights::LISTS)?,
        };
        Names::weighed(tables, weighing)
    }

    /// The same, with other lists of weights.
    ///
    /// # Errors
    /// Values that the layer does not know, each at its place.
    pub fn weighed_by(tables: &Tables, lists: &[&str]) -> Result<Names, Errors> {
        Names::weighed(tables, Weighing::compile(tables, lists)?)
    }

    fn weighed(tables: &Tables, weighing: Weighing) -> Result<Names, Errors> {
        let Weighing { classes, weights } = weighing;
        let class = |name| classes.named(name).unwrap_or_default();
        Ok(Names {
            transitions: Transitions::new(&weights),
            connector: class("connector"),
            joiner: class("joiner"),
            tail: class("name_tail"),
            initials: class("initial_mark"),
            heads: ["GPE", "LOCATION", "FACILITY"]
                .iter()
                .filter_map(|kind| classes.named(&format!("place_head.{kind}")))
                .collect(),
            kinds: Kinds::new(tables),
            late: order::late(tables)?,
            own: order::own(tables),
            patterns: Patterns::new(tables)?,
            trims: trim::Trims::new(tables),
            doubts: doubt::Doubts::new(tables),
            definitions: define::Definitions::new(tables),
            repeats: repeat::Repeats::new(tables),
            titles: Titles::new(tables),
            fills: fill::Fills::new(tables),
            shares: share::Shares::new(tables),
            ends: heads::Heads::new(tables),
            listed: initials::Listed::new(tables),
            state: tables.lists.find("country"),
            weights,
            classes,
        })
    }

    /// Silences the rules that speak for a learned type, so that weights are learned as if there were
    /// none: where a rule and the tagged texts disagree, the weights should not outbid the rule.
    pub fn silence_rules(&mut self) {
        self.patterns.silence();
    }

    /// Puts other weights in force.
    pub fn set_weights(&mut self, weights: Weights) {
        self.transitions = Transitions::new(&weights);
        self.weights = weights;
    }

    /// The weights in force.
    pub fn weights(&self) -> &Weights {
        &self.weights
    }

    /// The classes of list entries, which features speak of.
    pub fn classes(&self) -> &Classes {
        &self.classes
    }

    /// Adds what the layer finds.
    ///
    /// `sums` must have been used with these weights only.
    pub fn read(
        &self,
        cx: &Context<'_, '_>,
        scratch: &mut Scratch,
        sums: &mut Sums,
        found: &mut Annotations<'_>,
    ) {
        let spotted = self.spot(cx, scratch, sums);
        found.names.extend(spotted.into_iter().map(|spotted| self.name(cx, spotted)));
        let (offices, ends) = (&self.titles.offices, &self.ends);
        self.doubts.settle(cx, offices, ends, &mut found.names);
        self.trims.clean(cx, &self.classes, offices, ends, &mut found.names);
        let common = self.definitions.complete(cx, &mut found.names);
        self.join_brackets(cx, &mut found.names);
        self.listed.complete(cx, &mut found.names);
        self.repeats.complete(cx, &mut found.names);
        self.trims.clean(cx, &self.classes, offices, ends, &mut found.names);
        self.fill(cx, &common, &mut found.names);
        trim::unify(cx, &mut found.names);
        self.shares.complete(cx, offices, &mut found.names);
        self.titles.read(cx, found);
    }

    /// The names of the article by their coarse types.
    pub fn spans(&self, cx: &Context<'_, '_>) -> Vec<(Range<u32>, Sort)> {
        let spotted = self.spot(cx, &mut Scratch::default(), &mut Sums::default());
        spotted.into_iter().map(|(span, sort, _)| (span, sort)).collect()
    }

    /// Reads the article twice: the second reading knows what the first one found.
    fn spot(&self, cx: &Context<'_, '_>, scratch: &mut Scratch, sums: &mut Sums) -> Vec<Spotted> {
        let mut readings = self.remembered(cx, scratch, sums);
        let found = self.decide(&mut readings, &mut sums.decoder);
        sums.readings = readings;
        found
    }

    /// The second reading.
    fn remembered(&self, cx: &Context<'_, '_>, scratch: &mut Scratch, sums: &mut Sums) -> Readings {
        let mut readings = self.readings(cx, scratch, sums);
        let mut memory = Memory::default();
        for (span, sort, _) in self.decide(&mut readings, &mut sums.decoder) {
            memory.add(cx.document, &span, sort);
        }
        let weights = self.weights.sums();
        let Readings { all, candidates, scores, .. } = &mut readings;
        for Reading { candidates: own, open, .. } in all {
            for (span, score) in candidates[own.clone()].iter().zip(&mut scores[own.clone()]) {
                memory.features(cx.document, span, &mut |feature| {
                    weights.add(feature, score);
                    *open = true;
                });
            }
        }
        readings
    }

    /// The sentences that have candidates, weighed.
    fn readings(&self, cx: &Context<'_, '_>, scratch: &mut Scratch, sums: &mut Sums) -> Readings {
        sums.open(cx.document);
        let Sums { facts, scored, seen, evidence, readings, .. } = sums;
        self.learn(cx.document, facts);
        let mut readings = std::mem::take(readings);
        readings.open(cx.document);
        let casing = Casing::read(cx.document, seen);
        let (mut seeds, ground) = (Vec::new(), self.ground(cx, &casing, facts));
        let memory = Memory::default();
        for Sentence { tokens, .. } in &cx.document.sentences {
            self.seeds(cx, facts, tokens, scratch, &mut seeds);
            if !evidence.read(&ground, tokens.clone(), &seeds) {
                continue;
            }
            let first = (readings.candidates.len(), readings.seeds.len());
            self.score(&ground, evidence, &seeds, &memory, scored, &mut readings.scores);
            readings.candidates.extend_from_slice(&evidence.candidates);
            readings.seeds.append(&mut seeds);
            for at in tokens.clone() {
                readings.links[at as usize] = evidence.link(at);
            }
            readings.all.push(Reading {
                tokens: tokens.clone(),
                candidates: first.0..readings.candidates.len(),
                seeds: first.1..readings.seeds.len(),
                best: 0..0,
                open: true,
            });
        }
        readings
    }

    /// The best names of every sentence. A sentence that has not changed since is not decided again.
    fn decide(&self, readings: &mut Readings, decoder: &mut Decoder) -> Vec<Spotted> {
        let mut found = Vec::with_capacity(readings.best.len());
        let before = std::mem::take(&mut readings.best);
        let mut best = std::mem::take(&mut readings.former);
        best.clear();
        let mut all = std::mem::take(&mut readings.all);
        for reading in &mut all {
            let (own, first) = (reading.candidates.clone(), best.len());
            let candidates = &readings.candidates[own.clone()];
            if std::mem::take(&mut reading.open) {
                let (scores, links) = (&readings.scores[own], readings.links(reading));
                let Reading { tokens, .. } = reading;
                let new = decoder.best(tokens, candidates, scores, links, &self.transitions);
                best.extend_from_slice(new);
            } else {
                best.extend_from_slice(&before[reading.best.clone()]);
            }
            reading.best = first..best.len();
            let seeds = &readings.seeds[reading.seeds.clone()];
            found.extend(best[first..].iter().map(|&(index, sort)| {
                let span = candidates[index as usize].clone();
                let told = seeds_at(seeds, span.start).iter();
                let told = told.filter(|s| s.span == span && sort_of(s.kind) == sort);
                let rule = told.filter_map(|s| Some((s.kind, s.rule?))).next();
                (span, sort, rule)
            }));
        }
        (readings.all, readings.best, readings.former) = (all, best, before);
        found
    }

    fn ground<'d>(
        &'d self,
        cx: &Context<'d, '_>,
        casing: &'d Casing,
        facts: &'d Facts,
    ) -> Ground<'d> {
        Ground {
            document: cx.document,
            casing,
            facts,
            classes: &self.classes,
            conventions: &cx.tables.conventions,
            labels: cx.labels,
            connector: self.connector,
            tail: self.tail,
            initials: self.initials,
            heads: &self.heads,
        }
    }

    /// How late a row's list comes among those that know one name.
    fn order(&self, cx: &Context<'_, '_>, row: RowId) -> u32 {
        let list = cx.tables.lists.list_of(row);
        self.late.iter().find(|(late, _)| *late == list).map_or(0, |&(_, order)| order)
    }

    /// The row of a list that knows these words, several of them, as an organisation.
    fn body(&self, cx: &Context<'_, '_>, tokens: &Range<u32>) -> Option<(RowId, EntityType)> {
        let hits = cx.document.hits_at(tokens.start).iter();
        let whole = hits.filter(|h| h.end == tokens.end && tokens.len() > 1);
        let kinds = whole.filter_map(|h| Some((h.row, self.classes.kind(h.row)?)));
        kinds.filter(|(_, kind)| *kind == EntityType::Organization).min_by_key(|(row, _)| *row)
    }

    /// A name with its finer type and the row or rule that knows it.
    fn name(&self, cx: &Context<'_, '_>, (tokens, sort, rule): Spotted) -> Name {
        // The name of a state is that of the state, whatever acts there for it; nobody is called by
        // several words of it.
        let is_state = |row: RowId| Some(cx.tables.lists.list_of(row)) == self.state;
        let state = (sort == Sort::Organization || sort == Sort::Person && tokens.len() > 1)
            && rule.is_none()
            && (cx.document.hits_at(tokens.start).iter())
                .any(|h| h.end == tokens.end && is_state(h.row));
        let sort = if state { Sort::Place } else { sort };
        let fits = |row: &RowId| self.classes.kind(*row).is_some_and(|kind| sort_of(kind) == sort);
        let hits = cx.document.hits_at(tokens.start).iter().filter(|h| h.end == tokens.end);
        let row = hits.map(|h| h.row).filter(fits).min_by_key(|&row| (self.order(cx, row), row));
        if let Some((row, kind)) = self
            .body(cx, &tokens)
            .filter(|_| row.is_none() && rule.is_none() && sort == Sort::Place)
        {
            return Name { tokens, kind, row: Some(row), origin: Origin::Row(row) };
        }
        let known = self.kinds.kind(cx, &self.classes, &tokens, sort, row);
        let (kind, origin) = match (row, rule) {
            (None, Some((kind, rule))) => (kind, Origin::Rule(rule)),
            (Some(_), Some((_, rule))) => (known, Origin::Rule(rule)),
            (row, None) => (known, row.map_or(doubt::WEIGHED, Origin::Row)),
        };
        Name { tokens, kind, row, origin }
    }
}

/// The coarse type of a type.
pub fn sort_of(kind: EntityType) -> Sort {
    match kind {
        EntityType::Person => Sort::Person,
        EntityType::Gpe | EntityType::Location | EntityType::Facility => Sort::Place,
        EntityType::Organization => Sort::Organization,
        _ => Sort::Other,
    }
}
