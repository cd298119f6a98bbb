//! Patterns of names: rules of the room `names` that say of a span what it names, with a weight.

use super::feature::Sort;
use super::model::{Scores, UNIT};
use super::{Seed, seeds_at, sort_of};
use crate::document::Scratch;
use crate::layers::Context;
use crate::record::EntityType;
use crate::rules::{Errors, Resolved, RuleId, Tables};
use crate::text::BlockKind;
use std::ops::Range;

/// The weight of a rule that names none.
const WEIGHT: f32 = 3.0;

/// What the rules of the room say.
#[derive(Debug)]
pub struct Patterns {
    rules: Resolved<(EntityType, f32)>,
    silent: bool,
}

impl Patterns {
    /// Reads the rules' types and weights.
    ///
    /// # Errors
    /// Unknown types, and weights that are no numbers, each at its place.
    pub fn new(tables: &Tables) -> Result<Patterns, Errors> {
        Ok(Patterns { rules: Resolved::new(tables, "names", read)?, silent: false })
    }

    /// Takes the weights of the rules for other types than the last coarse one.
    pub(super) fn silence(&mut self) {
        self.silent = true;
    }

    /// The type that a rule tells, and its weight.
    fn rule(&self, tables: &Tables, id: RuleId) -> Option<(EntityType, f32)> {
        let &(kind, weight) = self.rules.get(tables, id)?;
        let silent = self.silent && sort_of(kind) != Sort::Other;
        Some((kind, if silent { 0.0 } else { weight }))
    }

    /// Adds the spans of a sentence that rules speak of.
    pub(super) fn read(
        &self,
        cx: &Context<'_, '_>,
        tokens: &Range<u32>,
        scratch: &mut Scratch,
        seeds: &mut Vec<Seed>,
    ) {
        if cx.tables.room("names").is_empty() {
            return;
        }
        let document = cx.document;
        let sentence = document.sentence_of(tokens.start).map(|s| document.sentences[s].block);
        let body = sentence
            .is_none_or(|block| document.layout.blocks[block as usize].kind == BlockKind::Body);
        cx.matcher().matches(cx.tables.room("names"), tokens.clone(), scratch, |found| {
            let known = self.rule(cx.tables, found.rule);
            // In headlines capitals prove little.
            if let Some((kind, weight)) = known.filter(|r| body || r.1 > WEIGHT) {
                seeds.push(Seed { span: found.span, kind, weight, rule: Some(found.rule) });
            }
        });
    }
}

/// The type and the weight that a rule tells.
fn read(tables: &Tables, id: RuleId) -> Result<(EntityType, f32), Errors> {
    let rule = tables.rule(id);
    let name = rule.text("type").unwrap_or("");
    let weight = rule.text("weight").map_or(Ok(WEIGHT), str::parse);
    match (EntityType::from_name(name), weight) {
        (Some(kind), Ok(weight)) => Ok((kind, weight)),
        (None, _) => {
            let error = rule.error("type", format!("unknown type `{name}`"));
            Err(error.did_you_mean(name, EntityType::ALL.iter().map(|t| t.as_str())).into())
        }
        (_, Err(_)) => Err(rule.error("weight", "a weight is a number").into()),
    }
}

/// What a span's seeds say of its type: the weights that they add, and the finer type of each.
pub(super) fn weigh(seeds: &[Seed], span: &Range<u32>, score: &mut Scores) {
    let mut other = false;
    for seed in seeds_at(seeds, span.start).iter().filter(|s| s.span == *span) {
        let sort = sort_of(seed.kind);
        score[sort as usize] += (seed.weight * UNIT).round();
        other |= sort == Sort::Other;
    }
    if !other {
        score[Sort::Other as usize] = f32::NEG_INFINITY;
    }
}
