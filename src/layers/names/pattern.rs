//! Patterns of names: rules of the room `names` that say of a span what it names, with a weight.

use super::feature::Sort;
use super::model::{Scores, UNIT};
use super::seeds::{Seed, seeds_at};
use super::sort_of;
use crate::document::{Document, Scratch};
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
    place: Place,
}

/// Where a rule speaks.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Place {
    /// Everywhere.
    All,
    /// Not in headlines, where capitals prove little.
    Body,
    /// Nor behind another capitalised word, unless that begins the sentence.
    Alone,
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
            let fits = |told: &Told| match told.place {
                Place::All => true,
                Place::Body => body,
                Place::Alone => body && is_alone(document, tokens.start, found.span.start),
            };
            if let Some(Told { kind, weight, .. }) = known.filter(fits) {
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
    let place = match rule.text("where") {
        None if weight.as_ref().is_ok_and(|&weight| weight > WEIGHT) => Place::All,
        None | Some("body") => Place::Body,
        Some("alone") => Place::Alone,
        Some(_) => return Err(rule.error("where", "`body` or `alone` is wanted").into()),
    };
    match (EntityType::from_name(name), weight) {
        (Some(kind), Ok(weight)) => Ok(Told { kind, weight, place }),
        (None, _) => {
            let error = rule.error("type", format!("unknown type `{name}`"));
            Err(error.did_you_mean(name, EntityType::ALL.iter().map(|t| t.as_str())).into())
        }
        (_, Err(_)) => Err(rule.error("weight", "a weight is a number").into()),
    }
}

/// Whether no capitalised word stands before a token but the first of the sentence.
fn is_alone(document: &Document<'_>, first: u32, at: u32) -> bool {
    let capital = |at: u32| document.tokens[at as usize].is_capitalised(document.text);
    at <= first + 1 || !capital(at - 1)
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
