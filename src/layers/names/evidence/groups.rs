//! What each token of a sentence is to a name: groups of word classes, and lists of initials.

use super::{Entry, Evidence, Ground, NO_GROUP};
use crate::layers::names::feature::Look;
use std::ops::Range;

impl Evidence {
    /// Follows lists of initials: behind the word that opens one come capitals, commas, joining words
    /// and brackets with what is told of each person.
    pub(super) fn read_initials(&mut self, ground: &Ground<'_>) {
        self.initials.clear();
        let is = |entry: &Entry| entry.class == ground.initials;
        let (mut from, mut inside) = (self.entries.iter().filter(|e| is(e)).map(|e| e.end), false);
        let Some(first) = from.next() else { return };
        let mut found = Vec::new();
        let mut reached = 0;
        for start in std::iter::once(first).chain(from) {
            // What another opening word has led to is not read again.
            for at in start.max(reached)..self.tokens.end {
                reached = at + 1;
                match self.look(at) {
                    Look::Open => inside = true,
                    Look::Close => inside = false,
                    _ if inside => {}
                    Look::Upper | Look::Letter => found.push(at),
                    Look::Comma | Look::Stop | Look::Mark => {}
                    Look::Lower if self.classes_of(at).any(|c| c == ground.joiner) => {}
                    _ => break,
                }
            }
        }
        self.initials = found;
    }

    /// What each token is to a name. A longer entry that holds the token says more of it than the token
    /// by itself.
    pub(super) fn read_groups(&mut self, ground: &Ground<'_>) {
        self.best.clear();
        self.best.resize(if self.long.is_empty() { 0 } else { self.looks.len() }, NO_GROUP);
        for entry in &self.long {
            let Some(group) = ground.classes.group(entry.class) else { continue };
            for at in entry.start..entry.end {
                let index = (at - self.tokens.start) as usize;
                self.groups[index].0 |= 1 << group;
                self.best[index] = self.best[index].min(group);
            }
        }
        for ((_, group), best) in self.groups.iter_mut().zip(&self.best) {
            if *best != NO_GROUP {
                *group = *best;
            }
        }
        for ((_, letter), look) in self.groups.iter_mut().zip(&self.looks) {
            let known = (*letter != NO_GROUP).then(|| ground.classes.letter(*letter));
            *letter = match (look, known) {
                (Look::Lower, letter) => letter.unwrap_or(b'x'),
                (look, Some(letter)) if look.is_name() => letter.to_ascii_uppercase(),
                (Look::Letter, None) => b'I',
                (Look::Upper, None) => b'Z',
                (look, None) if look.is_name() => b'X',
                (look, _) => look.mark(),
            };
        }
    }

    /// The groups of a token and its letter; those of an edge outside of the sentence.
    pub(super) fn group(&self, at: u32) -> (u32, u8) {
        let index = at.wrapping_sub(self.tokens.start) as usize;
        self.groups.get(index).copied().unwrap_or((0, Look::Edge.mark()))
    }

    /// The letter of the token before a candidate: one that opens the sentence is as it is within.
    pub(super) fn letter_before(&self, at: u32) -> u8 {
        let letter = self.group(at).1;
        if self.opens(at) { letter.to_ascii_lowercase() } else { letter }
    }

    /// The letters of the tokens of a span, runs of one letter taken together.
    pub(super) fn letters(&self, span: Range<u32>) -> impl Iterator<Item = u8> {
        let mut last = 0;
        span.map(|at| self.group(at).1).filter(move |&l| std::mem::replace(&mut last, l) != l)
    }
}
