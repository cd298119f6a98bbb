//! Spans that lists and rules know as things of a type, which propose candidates of names.

use super::{Facts, Names};
use crate::document::{Document, Scratch};
use crate::layers::Context;
use crate::record::EntityType;
use crate::rules::RuleId;
use std::ops::Range;

/// What a row of the user's own weighs: more than what speaks against most names.
pub(super) const OWN: f32 = 10.0;

/// From so many words on an entry of a list does not stand in a text by chance, and what that weighs
/// where nothing beside it may belong to a longer name.
const LONG_ENTRY: (usize, f32) = (3, 3.0);

/// A span that a list or a rule knows as a thing of a type.
#[derive(Clone, Debug)]
pub(super) struct Seed {
    pub span: Range<u32>,
    pub kind: EntityType,
    pub weight: f32,
    pub rule: Option<RuleId>,
}

impl Names {
    /// Collects the spans of a sentence that lists and rules know by type.
    pub(super) fn seeds(
        &self,
        cx: &Context<'_, '_>,
        facts: &Facts,
        tokens: &Range<u32>,
        scratch: &mut Scratch,
        seeds: &mut Vec<Seed>,
    ) {
        seeds.clear();
        let document = cx.document;
        for at in tokens.clone() {
            let Some(fact) = facts.of(document, at) else { continue };
            let one = |&(kind, weight)| Seed { span: at..at + 1, kind, weight, rule: None };
            seeds.extend(facts.seeds(fact).iter().map(one));
            for hit in &document.hits_at(at)[fact.entries as usize..] {
                if let Some(kind) = self.classes.kind(hit.row) {
                    let span = at..hit.end;
                    // Names begin with a capital; only `bahasa Jawa` keeps its noun.
                    let capital =
                        |at: u32| document.tokens[at as usize].is_capitalised(document.text);
                    let named = match kind {
                        EntityType::Language => span.clone().any(capital),
                        _ => capital(at),
                    };
                    if named || document.caseless {
                        let (words, most) = LONG_ENTRY;
                        let long = span.len() >= words && stands_free(document, tokens, &span);
                        let least = if long { most } else { 0.0 };
                        let weight = self.weight_of_list(hit.list).max(least);
                        seeds.push(Seed { span, kind, weight, rule: None });
                    }
                }
            }
        }
        self.patterns.read(cx, tokens, scratch, seeds);
        // In order of their first tokens, so that those of a candidate are found at once.
        seeds.sort_by_key(|seed| seed.span.start);
    }
}

/// Whether no capital stands beside a span, over one small word or mark at most, so that it is no part of a longer name.
fn stands_free(document: &Document<'_>, sentence: &Range<u32>, span: &Range<u32>) -> bool {
    let capital = |at: u32| {
        let token = sentence.contains(&at).then(|| document.tokens.get(at as usize)).flatten();
        token.is_some_and(|t| t.is_word() && t.is_capitalised(document.text))
    };
    let comma = sentence.contains(&span.end) && document.token_text(span.end) == ",";
    let bracket = sentence.contains(&span.end) && document.token_text(span.end) == "(";
    let behind = match (comma, bracket) {
        (true, _) => false,
        (_, true) => capital(span.end + 3),
        _ => capital(span.end) || capital(span.end + 1),
    };
    let before = span.start.checked_sub(1).filter(|at| sentence.contains(at));
    !behind && !before.is_some_and(|at| capital(at) || document.token_text(at) == ")")
}

/// Of the seeds of a sentence, those that begin at a token.
pub(super) fn seeds_at(seeds: &[Seed], start: u32) -> &[Seed] {
    let from = seeds.partition_point(|s| s.span.start < start);
    let length = seeds[from..].iter().take_while(|s| s.span.start == start).count();
    &seeds[from..from + length]
}
