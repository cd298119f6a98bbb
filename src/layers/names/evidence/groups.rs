//! What each token of a sentence is to a name: groups of word classes, and lists of initials.

use super::{Entry, Evidence, Ground};
use crate::layers::names::facts::{Traits, letter};
use crate::layers::names::feature::Look;
use std::ops::Range;

impl Evidence {
    /// Follows lists of initials: behind the word that opens one come capitals, commas, joining words
    /// and brackets with what is told of each person.
    pub(super) fn read_initials(&mut self, ground: &Ground<'_>) {
        self.initials.clear();
        let told = |entry: &Entry| entry.class == ground.initials;
        if !self.traits.contains(Traits::INITIALS) && !self.long.iter().any(told) {
            return;
        }
        let entries = self.tokens.clone().flat_map(|at| self.entries_at(ground, at));
        let from: Vec<u32> = entries.filter(told).map(|e| e.end).collect();
        let mut inside = false;
        let mut found = Vec::new();
        let mut reached = 0;
        for start in from {
            // What another opening word has led to is not read again.
            for at in start.max(reached)..self.tokens.end {
                reached = at + 1;
                match self.look(at) {
                    Look::Open => inside = true,
                    Look::Close => inside = false,
                    _ if inside => {}
                    Look::Upper | Look::Letter => found.push(at),
                    Look::Comma | Look::Stop | Look::Mark => {}
                    Look::Lower if self.known(at).traits.contains(Traits::JOINER) => {}
                    _ => break,
                }
            }
        }
        self.initials = found;
    }

    /// What each token of an entry of several words is to a name: the longer entry says more of it than
    /// the token by itself.
    pub(super) fn read_groups(&mut self, ground: &Ground<'_>) {
        let Evidence { best, long, known, tokens, .. } = self;
        best.clear();
        if long.is_empty() {
            return;
        }
        best.resize(known.len(), u8::MAX);
        for entry in long {
            let Some(group) = ground.classes.group(entry.class) else { continue };
            for at in entry.start..entry.end {
                let index = (at - tokens.start) as usize;
                known[index].groups |= 1 << group;
                best[index] = best[index].min(group);
            }
        }
        for (known, &best) in known.iter_mut().zip(&*best) {
            if best != u8::MAX {
                known.letter = letter(ground.classes, known.look, Some(best));
            }
        }
    }

    /// The letter of the token before a candidate: one that opens the sentence is as it is within.
    pub(super) fn letter_before(&self, at: u32) -> u8 {
        let letter = self.known(at).letter;
        if self.opens(at) { letter.to_ascii_lowercase() } else { letter }
    }

    /// The letters of the tokens of a span, runs of one letter taken together.
    pub(super) fn letters(&self, span: Range<u32>) -> impl Iterator<Item = u8> {
        let mut last = 0;
        span.map(|at| self.known(at).letter).filter(move |&l| std::mem::replace(&mut last, l) != l)
    }
}
