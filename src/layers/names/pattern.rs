//! Patterns of names: rules of the room `names` that say of a span what it names, with a weight.

use super::feature::Sort;
use super::{Seed, seeds_at, sort_of};
use crate::document::Scratch;
use crate::layers::Context;
use crate::record::EntityType;
use crate::rules::{Errors, RuleId, Tables};
use crate::text::BlockKind;
use std::ops::Range;

/// The weight of a rule that names none.
const WEIGHT: f32 = 3.0;

/// What the rules of the room say.
#[derive(Debug, Default)]
pub struct Patterns {
    rules: Vec<(RuleId, EntityType, f32)>,
}

impl Patterns {
    /// Reads the rules' types and weights.
    ///
    /// # Errors
    /// Unknown types, and weights that are no numbers, each at its place.
    pub fn new(tables: &Tables) -> Result<Patterns, Errors> {
        let (mut rules, mut errors) = (Vec::new(), Vec::new());
        for id in tables.room("names").iter() {
            let rule = tables.rule(id);
            let name = rule.text("type").unwrap_or("");
            let weight = rule.text("weight").map_or(Ok(WEIGHT), str::parse);
            match (EntityType::from_name(name), weight) {
                (Some(kind), Ok(weight)) => rules.push((id, kind, weight)),
                (None, _) => errors.push(
                    rule.error("type", format!("unknown type `{name}`"))
                        .did_you_mean(name, EntityType::ALL.iter().map(|t| t.as_str())),
                ),
                (_, Err(_)) => errors.push(rule.error("weight", "a weight is a number")),
            }
        }
        if errors.is_empty() { Ok(Patterns { rules }) } else { Err(Errors(errors)) }
    }

    /// Takes the weights of the rules for other types than the last coarse one.
    pub(super) fn silence(&mut self) {
        for (_, kind, weight) in &mut self.rules {
            *weight = if sort_of(*kind) == Sort::Other { *weight } else { 0.0 };
        }
    }

    /// Adds the spans of a sentence that rules speak of.
    pub(super) fn read(
        &self,
        cx: &Context<'_, '_>,
        tokens: &Range<u32>,
        scratch: &mut Scratch,
        seeds: &mut Vec<Seed>,
    ) {
        if self.rules.is_empty() {
            return;
        }
        let document = cx.document;
        let sentence = document.sentence_of(tokens.start).map(|s| document.sentences[s].block);
        let body = sentence
            .is_none_or(|block| document.layout.blocks[block as usize].kind == BlockKind::Body);
        cx.matcher().matches(cx.tables.room("names"), tokens.clone(), scratch, |found| {
            let known = self.rules.iter().find(|r| r.0 == found.rule);
            // In headlines capitals prove little.
            if let Some(&(id, kind, weight)) = known.filter(|r| body || r.2 > WEIGHT) {
                seeds.push(Seed { span: found.span, kind, weight, rule: Some(id) });
            }
        });
    }
}

/// What a span's seeds say of its type: the weights that they add, and the finer type of each.
pub(super) fn weigh(seeds: &[Seed], span: &Range<u32>, score: &mut [f32; 4]) {
    let mut other = false;
    for seed in seeds_at(seeds, span.start).iter().filter(|s| s.span == *span) {
        let sort = sort_of(seed.kind);
        score[sort as usize] += seed.weight;
        other |= sort == Sort::Other;
    }
    if !other {
        score[Sort::Other as usize] = f32::NEG_INFINITY;
    }
}
