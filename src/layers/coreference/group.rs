//! Who several are: `kedua negara`, `keduanya`, `mereka`.

use super::entities::Known;
use super::forms::same_group;
use super::reference::{Coordination, Reference};
use super::tables::{Classes, Lexicon, Part};
use crate::layers::Context;
use crate::record::EntityType;
use crate::text::BlockKind;

/// Sentences back in which names set side by side make a group.
const SIDE_BY_SIDE: usize = 1;
/// Sentences back in which names apart from one another do.
const APART: usize = 3;
/// Names that are looked at, however long the sentences.
const NAMES: usize = 40;
/// Groups that are kept in mind.
const KEPT: usize = 8;

/// A group that was spoken of.
#[derive(Clone, Debug)]
struct Bound {
    entities: Vec<u32>,
    kind: Option<EntityType>,
    token: u32,
    sentence: usize,
}

/// The groups of an article, as far as it has been read.
pub(super) struct Groups<'w> {
    lexicon: &'w Lexicon,
    known: &'w Known,
    references: &'w [Reference],
    coordinations: &'w [Coordination],
    bound: Vec<Bound>,
}

impl<'w> Groups<'w> {
    /// No group yet.
    pub fn new(
        lexicon: &'w Lexicon,
        known: &'w Known,
        references: &'w [Reference],
        coordinations: &'w [Coordination],
    ) -> Groups<'w> {
        Groups { lexicon, known, references, coordinations, bound: Vec::new() }
    }

    /// The members of a group of `count` at a token and sentence, `behind` names from the
    /// beginning; none where the text leaves it open.
    pub fn group(
        &mut self,
        cx: &Context<'_, '_>,
        (at, sentence, behind): (u32, usize, usize),
        count: usize,
        kind: Option<EntityType>,
        classes: Classes,
        alone: bool,
    ) -> Vec<u32> {
        let fits = |entity: u32, of: EntityType| {
            kind.is_none_or(|kind| same_group(kind, of))
                && (classes == Classes::ANY || self.known.classes[entity as usize].meets(classes))
        };
        let side_by_side = self
            .coordinations_before(at, sentence)
            .find(|c| c.entities.len() == count && c.entities.iter().all(|&e| fits(e, c.kind)));
        let again = self.bound.iter().rev().find(|b| {
            b.entities.len() == count
                && (b.kind == kind || kind.is_none() || b.kind.is_none())
                && b.entities
                    .iter()
                    .all(|&e| fits(e, b.kind.or(kind).unwrap_or(EntityType::Person)))
        });
        let found = if alone {
            // Without a noun only what stands in plain sight is meant.
            let near = again.filter(|b| b.sentence + SIDE_BY_SIDE >= sentence);
            let group = match (side_by_side, near) {
                (Some(c), Some(b)) if b.token > c.tokens.end => Some((b.entities.clone(), b.token)),
                (Some(c), _) => Some((c.entities.clone(), c.tokens.end)),
                (None, Some(b)) => Some((b.entities.clone(), b.token)),
                (None, None) => self.pair(cx, at, sentence, behind).filter(|_| count == 2),
            };
            group.filter(|&(_, from)| !self.counted(cx, from, at)).map(|(entities, _)| entities)
        } else {
            // Parties without a kind are those that the text sets side by side.
            let apart = |groups: &Self, back| {
                kind.and_then(|_| groups.apart(sentence, behind, back, count, &fits))
            };
            side_by_side
                .map(|c| c.entities.clone())
                .or_else(|| apart(self, 1))
                .or_else(|| again.map(|b| b.entities.clone()))
                .or_else(|| apart(self, APART))
                .or_else(|| apart(self, usize::MAX))
                .or_else(|| self.headline(cx, count).filter(|_| kind.is_none()))
        };
        if let Some(entities) = &found {
            self.bind(entities.clone(), kind, at, sentence);
        }
        found.unwrap_or_default()
    }

    /// Whom `mereka` is for at a token: names set side by side or a group, with no others between.
    pub fn plural(&mut self, cx: &Context<'_, '_>, at: u32, sentence: usize) -> Vec<u32> {
        let joined = self.coordinations_before(at, sentence).find(|c| {
            let person = c.kind == EntityType::Person && c.part != Part::Oblique;
            let actors = matches!(c.kind, EntityType::Gpe | EntityType::Organization);
            person || c.sentence == sentence && (actors || c.kind == EntityType::Person)
        });
        let again = self.bound.last().filter(|b| b.sentence + SIDE_BY_SIDE >= sentence);
        let (entities, from) = match (joined, again) {
            (Some(c), Some(b)) if b.token > c.tokens.end => (b.entities.clone(), b.token + 2),
            (Some(c), _) => (c.entities.clone(), c.tokens.end),
            (None, Some(b)) => (b.entities.clone(), b.token + 2),
            (None, None) => return Vec::new(),
        };
        let document = cx.document;
        let others = (from..at).any(|t| {
            let doubled = document.token_text(t).split_once('-').is_some_and(|(a, b)| a == b);
            doubled || self.lexicon.plurals.has(document, t)
        });
        if others {
            return Vec::new();
        }
        self.bind(entities.clone(), None, at, sentence);
        entities
    }

    fn coordinations_before(
        &self,
        at: u32,
        sentence: usize,
    ) -> impl Iterator<Item = &Coordination> {
        let behind = self.coordinations.partition_point(|c| c.tokens.end <= at);
        let near = move |c: &&Coordination| c.sentence + SIDE_BY_SIDE >= sentence;
        self.coordinations[..behind].iter().rev().take_while(near).take(KEPT)
    }

    /// The only `count` fitting entities that are named within so many sentences back, the window
    /// growing until it holds as many.
    fn apart(
        &self,
        sentence: usize,
        behind: usize,
        back: usize,
        count: usize,
        fits: &impl Fn(u32, EntityType) -> bool,
    ) -> Option<Vec<u32>> {
        let mut entities: Vec<u32> = Vec::new();
        let mut last = sentence;
        let mut names = self.references[..behind].iter().rev().take(NAMES);
        let all = names.by_ref().take_while(|r| r.sentence.saturating_add(back) >= sentence);
        for r in all {
            if r.sentence < last && entities.len() >= count {
                break;
            }
            last = r.sentence;
            if fits(r.entity, r.kind) && !entities.contains(&r.entity) {
                entities.push(r.entity);
            }
        }
        entities.reverse();
        (entities.len() == count).then_some(entities)
    }

    /// The only two persons that the sentence names up to a token, or the sentence before it; and
    /// the token from which on nobody else may be counted.
    fn pair(
        &self,
        cx: &Context<'_, '_>,
        at: u32,
        sentence: usize,
        behind: usize,
    ) -> Option<(Vec<u32>, u32)> {
        let names = self.references[..behind].iter().rev().take(NAMES);
        let near = names.take_while(|r| r.sentence + SIDE_BY_SIDE >= sentence);
        let mut persons: Vec<u32> = Vec::new();
        for r in near.filter(|r| r.kind == EntityType::Person) {
            if !persons.contains(&r.entity) {
                persons.push(r.entity);
            }
        }
        persons.reverse();
        let first = cx.document.sentences[sentence.saturating_sub(SIDE_BY_SIDE)].tokens.start;
        let others = (first..at).any(|t| self.lexicon.plurals.has(cx.document, t));
        (persons.len() == 2 && !others).then_some((persons, first))
    }

    /// The names that stand side by side in the headline: the parties of the whole article.
    fn headline(&self, cx: &Context<'_, '_>, count: usize) -> Option<Vec<u32>> {
        let first = self.coordinations.first()?;
        let block = cx.document.sentences.get(first.sentence)?.block;
        let title = cx.document.layout.blocks[block as usize].kind == BlockKind::Title;
        (title && first.entities.len() == count).then(|| first.entities.clone())
    }

    /// Whether others are counted (`dua unit mobil`) between two tokens.
    fn counted(&self, cx: &Context<'_, '_>, from: u32, to: u32) -> bool {
        (from + 1..to).any(|t| self.lexicon.counts.has(cx.document, t))
    }

    fn bind(&mut self, entities: Vec<u32>, kind: Option<EntityType>, token: u32, sentence: usize) {
        if self.bound.len() == KEPT {
            self.bound.remove(0);
        }
        self.bound.push(Bound { entities, kind, token, sentence });
    }
}
