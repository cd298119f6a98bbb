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
    rules: Resolved<Told>,
    silent: bool,
}

/// What a rule says of a span.
#[derive(Clone, Copy, Debug)]
struct Told {
    kind: EntityType,
    weight: f32,
    /// Whether headlines count, where capitals prove little.
    headlines: bool,
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

    /// What a rule says.
    fn rule(&self, tables: &Tables, id: RuleId) -> Option<Told> {
        let told = *self.rules.get(tables, id)?;
        let silent = self.silent && sort_of(told.kind) != Sort::Other;
        Some(Told { weight: if silent { 0.0 } else { told.weight }, ..told })
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
            if let Some(Told { kind, weight, .. }) = known.filter(|told| body || told.headlines) {
                seeds.push(Seed { span: found.span, kind, weight, rule: Some(found.rule) });
            }
        });
    }
}

/// What a rule says.
fn read(tables: &Tables, id: RuleId) -> Result<Told, Errors> {
    let rule = tables.rule(id);
    let name = rule.text("type").unwrap_or("");
    let weight = rule.text("weight").map_or(Ok(WEIGHT), str::parse);
    let headlines = match rule.text("where") {
        None => weight.as_ref().is_ok_and(|&weight| weight > WEIGHT),
        Some("body") => false,
        Some(_) => return Err(rule.error("where", "only `body` can be told").into()),
    };
    match (EntityType::from_name(name), weight) {
        (Some(kind), Ok(weight)) => Ok(Told { kind, weight, headlines }),
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
