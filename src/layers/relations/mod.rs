//! Lasting ties between entities: by patterns, by titles, by the gazetteer.

mod place;
mod title;

use super::Context;
use super::coreference::Capitals;
use crate::annotations::{Annotations, Mention, Origin, Relation};
use crate::document::{Match, Scratch};
use crate::record::{EntityType, MentionKind};
use crate::rules::{Errors, Resolved, RuleId, Tables};
use crate::text::Span;
use rustc_hash::FxHashSet;
use std::ops::Range;

/// The layer, with its tables resolved.
#[derive(Debug)]
pub struct Relations {
    rules: Resolved<Tie>,
    offices: title::Offices,
    capitals: Capitals,
    regions: place::Regions,
}

/// What a rule makes.
#[derive(Debug)]
struct Tie {
    subject: usize,
    object: usize,
    /// The types that a party may have; empty for any.
    types: [Vec<EntityType>; 2],
}

impl Tie {
    fn read(tables: &Tables, id: RuleId) -> Result<Tie, Errors> {
        let rule = tables.rule(id);
        let capture = |name: &str| rule.program.capture(name);
        let (Some(subject), Some(object)) = (capture("subject"), capture("object")) else {
            let error = rule.error("type", "a relation captures `subject` and `object`");
            return Err(error.into());
        };
        let mut errors = Vec::new();
        let types = ["subject", "object"].map(|key| {
            let read = rule.texts(key).iter().filter_map(|name| {
                let kind = EntityType::from_name(&name.text);
                if kind.is_none() {
                    let error = rule.error(key, format!("unknown type `{}`", name.text));
                    let known = EntityType::ALL.iter().map(|t| t.as_str());
                    errors.push(error.did_you_mean(&name.text, known));
                }
                kind
            });
            read.collect()
        });
        if errors.is_empty() { Ok(Tie { subject, object, types }) } else { Err(Errors(errors)) }
    }
}

/// Adds relations, each kind between two entities once.
struct Found<'f, 't> {
    all: &'f mut Vec<Relation<'t>>,
    seen: FxHashSet<(&'t str, u32, u32)>,
}

impl<'t> Found<'_, 't> {
    fn add(&mut self, kind: &'t str, (subject, object): (u32, u32), span: Span, origin: Origin) {
        if subject != object && self.seen.insert((kind, subject, object)) {
            self.all.push(Relation { kind, subject, object, span, origin });
        }
    }
}

impl Relations {
    /// Resolves the layer's tables.
    ///
    /// # Errors
    /// Values that the layer does not know, each at its place.
    pub fn new(tables: &Tables) -> Result<Relations, Errors> {
        let rules = Resolved::new(tables, "relations", Tie::read)?;
        let capitals = Capitals::new(tables);
        let regions = place::Regions::new(tables);
        Ok(Relations { rules, offices: title::Offices::new(tables)?, capitals, regions })
    }

    /// Adds what the layer finds, in order of the text.
    pub fn read<'t>(
        &self,
        cx: &Context<'_, 't>,
        scratch: &mut Scratch,
        found: &mut Annotations<'t>,
    ) {
        let mut relations = std::mem::take(&mut found.relations);
        let mut ties = Found { all: &mut relations, seen: FxHashSet::default() };
        let mentions = Mentions::new(cx, &found.mentions);
        self.offices.read(cx, found, &mentions, &mut ties);
        let (matcher, rules) = (cx.matcher(), cx.tables.room("relations"));
        for sentence in &cx.document.sentences {
            matcher.matches(rules, sentence.tokens.clone(), scratch, |one| {
                self.tie(cx, found, &mentions, &one, &mut ties);
            });
        }
        place::within(cx, &self.regions, found, &mentions, &mut ties);
        place::bodies(cx, &self.regions, found, &mentions, &mut ties);
        place::capitals(cx, &self.capitals, found, &mut ties);
        relations.sort_by_key(|r| (r.span.start, r.span.end, r.subject, r.object));
        found.relations = relations;
    }

    fn tie<'t>(
        &self,
        cx: &Context<'_, 't>,
        found: &Annotations<'t>,
        mentions: &Mentions<'_>,
        one: &Match,
        ties: &mut Found<'_, 't>,
    ) {
        let Some(tie) = self.rules.get(cx.tables, one.rule) else { return };
        let Some(kind) = cx.tables.rule(one.rule).text("type") else { return };
        let span = cx.document.span(&one.span);
        let party = |capture: usize, types: &[EntityType]| {
            let entity = mentions.one(&one.capture(capture)?)?;
            let fits = types.is_empty() || types.contains(&found.entities[entity as usize].kind);
            fits.then_some(entity)
        };
        let (subject, object) =
            (party(tie.subject, &tie.types[0]), party(tie.object, &tie.types[1]));
        if let (Some(subject), Some(object)) = (subject, object) {
            ties.add(kind, (subject, object), span, Origin::Rule(one.rule));
        }
    }
}

/// The mentions of an article, found by their first token.
struct Mentions<'m> {
    all: &'m [Mention],
    /// For each token the first mention that begins there.
    first: Vec<u32>,
}

impl<'m> Mentions<'m> {
    fn new(cx: &Context<'_, '_>, all: &'m [Mention]) -> Mentions<'m> {
        let mut first = vec![u32::MAX; cx.document.tokens.len()];
        for (index, mention) in all.iter().enumerate().rev() {
            if let Some(slot) = first.get_mut(mention.tokens.start as usize)
                && !mention.tokens.is_empty()
            {
                *slot = index as u32;
            }
        }
        Mentions { all, first }
    }

    /// The one entity that is mentioned by exactly these tokens: by name, else by what is there.
    fn one(&self, tokens: &Range<u32>) -> Option<u32> {
        let first = *self.first.get(tokens.start as usize)?;
        let here = self.all.get(first as usize..)?.iter();
        let mut same =
            here.take_while(|m| m.tokens.start <= tokens.start).filter(|m| m.tokens == *tokens);
        let one = same.next()?;
        let only = one.kind == MentionKind::Name || same.next().is_none();
        only.then_some(one.entity)
    }
}
