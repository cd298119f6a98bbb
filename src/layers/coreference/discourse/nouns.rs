//! Nouns that refer to somebody or something named before: *gubernur itu*, *pria kelahiran Bandung itu*.

use super::super::forms::same_group;
use super::super::reference::{Reference, part};
use super::super::tables::{Action, MentionRule, Noun, Part, Use};
use super::Subject;
use super::Walk;
use crate::annotations::Annotations;
use crate::document::Match;
use crate::record::EntityType;
use crate::rules::RowId;
use std::ops::Range;

/// Sentences back in which a noun with a demonstrative finds what it points to.
const POINTS_BACK: usize = 3;
/// Sentences back in which the subject is whom a longer description is of.
const DESCRIBED_WITHIN: usize = 2;

impl Walk<'_, '_, '_> {
    /// A noun for a person may be the subject as a name may.
    pub(super) fn spoken_of(&mut self, entity: u32, sentence: usize, at: u32) {
        let first = self.cx.document.sentences[sentence].tokens.start;
        let leads = part(self.cx.document, self.lexicon, at, first) != Part::Oblique;
        if leads && !self.quoted {
            (self.subject, self.other) =
                (Some(Subject { entity, sentence, token: at, quiet: false }), None);
        }
    }

    /// The entity that a noun alone or with a demonstrative refers to.
    pub(super) fn noun(
        &mut self,
        one: &Match,
        rule: &MentionRule,
        sentence: usize,
        found: &Annotations<'_>,
    ) -> Option<u32> {
        let document = self.cx.document;
        let head = rule_head(rule, one);
        let (_, row, noun) = self.lexicon.nouns.longest(document, head.start, head.end)?;
        let bare = rule.action == Action::Bare;
        let of = rule.of.and_then(|of| one.capture(of)).and_then(|of| {
            let earlier = &self.references[self.next.saturating_sub(1)..];
            earlier.iter().take(4).find(|r| r.tokens == of).map(|r| r.entity)
        });
        // What marks a former office belongs to the description.
        let marked = rule.action == Action::Described;
        let group = if marked { one.span.start..head.end } else { head.clone() };
        if !self.may_refer(&group, one.span.end, noun, bare) {
            return None;
        }
        if rule.action == Action::Described {
            return self.described(one, row, sentence);
        }
        let with_of = |entity: &u32| {
            let roles = &found.entities[*entity as usize].roles;
            of.is_none_or(|of| roles.iter().any(|role| role.of == Some(of)))
        };
        if noun.kind == EntityType::Person {
            let empty = Vec::new();
            let holders = self.known.holders.get(&row).unwrap_or(&empty);
            let mut fit = holders.iter().copied().filter(with_of);
            let (first, second) = (fit.next(), fit.next());
            if bare || first.is_some() {
                return match (first, second) {
                    (only, None) => only,
                    _ => self
                        .nearest(sentence, |r| holders.contains(&r.entity) && with_of(&r.entity)),
                };
            }
            if of.is_some() {
                return self.described(one, row, sentence).filter(|_| !self.quoted);
            }
        } else if of.is_some() || self.quoted {
            return None;
        }
        let fits = |r: &Reference| {
            let classes = self.known.classes[r.entity as usize];
            same_group(r.kind, noun.kind) && classes.meets(noun.class) && with_of(&r.entity)
        };
        self.nearest(sentence, fits)
    }

    /// The person in mind, where a noun with more to it is a subject: *pria berusia 54 tahun itu*. Who is
    /// known to hold the office is meant before.
    pub(super) fn described(&self, one: &Match, row: RowId, sentence: usize) -> Option<u32> {
        let at = one.span.start;
        let first = self.cx.document.sentences[sentence].tokens.start;
        if part(self.cx.document, self.lexicon, at, first) == Part::Oblique {
            return None;
        }
        let subject = self.subject.filter(|s| s.sentence + DESCRIBED_WITHIN >= sentence)?;
        let alone = self.other.is_none_or(|other| other.token < subject.token);
        let holders = self.known.holders.get(&row);
        let fits = holders.is_none_or(|holders| holders.contains(&subject.entity));
        (alone && fits).then_some(subject.entity)
    }

    /// Whether what stands around a noun lets it refer to something spoken of before.
    pub(super) fn may_refer(&self, head: &Range<u32>, end: u32, noun: &Noun, bare: bool) -> bool {
        let document = self.cx.document;
        let tokens =
            &document.sentences[document.sentence_of(head.start).unwrap_or_default()].tokens;
        let before = head.start.checked_sub(1).filter(|&at| at >= tokens.start);
        if before.is_some_and(|at| self.lexicon.indefinites.has(document, at)) {
            return false;
        }
        if !bare {
            return noun.when != Use::Never;
        }
        // Alone, an office has a capital and no capitals around it that make a name of it.
        let capital = |at: u32| document.tokens[at as usize].is_capitalised(document.text);
        let named_before = before.is_some_and(|at| at > tokens.start && capital(at));
        let named_after = end < tokens.end && capital(end);
        capital(head.start) && !document.caseless && !named_before && !named_after
    }

    /// The only entity that fits in the nearest sentence that has one, or its subject.
    pub(super) fn nearest(
        &self,
        sentence: usize,
        fits: impl Fn(&Reference) -> bool,
    ) -> Option<u32> {
        let behind = self.references[..self.next].iter().rev();
        let mut found: Option<(usize, u32)> = None;
        for r in behind.take_while(|r| r.sentence + POINTS_BACK >= sentence) {
            if found.is_some_and(|(s, _)| r.sentence < s) {
                break;
            }
            if fits(r) {
                match found {
                    None => found = Some((r.sentence, r.entity)),
                    Some((_, entity)) if entity == r.entity => {}
                    Some(_) => return None,
                }
            }
        }
        found.map(|(_, entity)| entity)
    }
}

/// The first token of the noun: its rest may begin a name (kepala *Badan* Pusat Statistik).
pub(super) fn first_of(rule: &MentionRule, one: &Match) -> Range<u32> {
    let head = rule_head(rule, one);
    head.start..head.start + 1
}

pub(super) fn rule_head(rule: &MentionRule, one: &Match) -> Range<u32> {
    rule.head.and_then(|head| one.capture(head)).unwrap_or_else(|| one.span.clone())
}
