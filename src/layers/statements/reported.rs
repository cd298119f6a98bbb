//! The reported clause: where it begins behind or before a cue, where it ends, and whether it is one.

use super::groups::Groups;
use super::lexicon::{CueKind, CueWord, Part, Takes, has_nya};
use crate::text::Case;
use std::ops::Range;

/// How far behind a verb its clause may begin, in tokens.
const GAP: u32 = 24;
/// Longest reported clause, in tokens.
const LONGEST: u32 = 200;
/// How many tokens are searched for a predicate.
const SEARCH: u32 = 60;

impl Groups<'_> {
    /// The clause that a verb of speech takes, up to `end` at most; none if it is no cue here.
    pub fn reported(&self, cue: CueWord, takes: Takes, end: u32) -> Option<Range<u32>> {
        let (start, marked) = self.begin(cue.end, end)?;
        let clause = start..self.clause_end(start, end);
        if clause.is_empty() || self.refers_back(start) {
            return None;
        }
        let predicate = self.has_predicate(clause.clone());
        let fits = match takes {
            Takes::Clause => marked || predicate,
            Takes::Weak => marked && predicate,
            Takes::Any => marked || predicate || clause.end - clause.start >= 2,
            Takes::Request => predicate,
        };
        fits.then_some(clause)
    }

    /// Where the clause behind a verb begins, and whether a comma, a colon or a conjunction marks it.
    fn begin(&self, at: u32, end: u32) -> Option<(u32, bool)> {
        if at >= end {
            return None;
        }
        match self.text(at) {
            "," | ":" if at + 1 < end && self.time(at + 1).is_none() => Some((at + 1, true)),
            "," | ":" => None,
            _ if self.part(at).contains(Part::THAT) => Some((at + 1, true)),
            _ if self.part(at).contains(Part::ABOUT) => Some((at + 1, false)),
            // membeberkan *berdasarkan hasil audit*, kerugian mencapai …
            _ if self.source(at) => Some((at, false)),
            _ if self.part(at).contains(Part::STOP) && !self.part(at).contains(Part::AIM) => {
                self.behind_gap(at, end)
            }
            _ => Some((at, false)),
        }
        .filter(|&(start, _)| start < end)
    }

    /// The clause behind the words that begin with a preposition at `at`: `kepada wartawan, …`.
    fn behind_gap(&self, at: u32, end: u32) -> Option<(u32, bool)> {
        let to = self.part(at).contains(Part::TO);
        for mark in at + 1..end.min(at + GAP) {
            let part = self.part(mark);
            if part.contains(Part::THAT) {
                return Some((mark + 1, true));
            }
            if to && part.contains(Part::AIM) {
                return Some((mark, true));
            }
            if to && self.text(mark) == "," {
                return self.time(mark + 1).is_none().then_some((mark + 1, true));
            }
        }
        None
    }

    /// `hal itu`, `hal tersebut`: what was said stands elsewhere.
    fn refers_back(&self, at: u32) -> bool {
        let tokens = self.matcher.document.tokens.len() as u32;
        let ends = |at: u32| {
            at >= tokens
                || self.part(at).intersects(Part::STOP | Part::LINK)
                    && !self.part(at).contains(Part::PREDICATE)
                || self.text(at) == ","
                || self.text(at) == "."
        };
        for next in at..tokens.min(at + 3) {
            let part = self.part(next);
            if part.contains(Part::DEICTIC) || next == at && part.contains(Part::THING) {
                return ends(next + 1)
                    || part.contains(Part::THING) && self.part(next + 1).contains(Part::DEICTIC);
            }
            if self.lexicon.is_verb(&self.matcher, next) || part.contains(Part::PREDICATE) {
                return false;
            }
        }
        false
    }

    /// Where a clause that begins at `start` ends: before another cue, an occasion, a time at the end.
    pub fn clause_end(&self, start: u32, end: u32) -> u32 {
        let end = end.min(start + LONGEST);
        let stop = (start..end).find(|&at| {
            let comma = self.text(at) == "," && at + 1 < end;
            comma
                && (self.source(at + 1)
                    || self.closing_time(at + 1, end)
                    || self.turns(at + 1, end))
        });
        self.trim(start..stop.unwrap_or(end)).end
    }

    /// Whether a cue that tells where it was said begins at `at`.
    fn source(&self, at: u32) -> bool {
        let cue = self.cues.at(at);
        cue.is_some_and(|c| match c.kind {
            CueKind::Source => true,
            CueKind::Said => !self.lexicon.is_verb(&self.matcher, at),
            _ => false,
        })
    }

    /// Whether a clause that is no longer reported begins at `at`: `, tetapi Thailand …`, `, dengan
    /// menambahkan …`.
    fn turns(&self, at: u32, end: u32) -> bool {
        let part = self.part(at);
        if at + 1 >= end || !part.contains(Part::CONTRAST) {
            return false;
        }
        let verb = || {
            let cue = self.cues.at(at + 1);
            cue.is_some_and(|c| matches!(c.kind, CueKind::Verb(_)))
        };
        if part.contains(Part::WITH) { verb() } else { self.capital(at + 1) }
    }

    /// Whether nothing but a time stands between `at` and the end.
    fn closing_time(&self, at: u32, end: u32) -> bool {
        self.time(at).is_some_and(|t| self.trim(t..end).is_empty())
    }

    /// The tokens without the marks that end a sentence.
    pub fn trim(&self, tokens: Range<u32>) -> Range<u32> {
        let mut end = tokens.end;
        while end > tokens.start
            && matches!(
                self.text(end - 1),
                "." | "," | ";" | ":" | "!" | "?" | "…" | "..." | "-" | "–" | "—"
            )
        {
            end -= 1;
        }
        tokens.start..end
    }

    /// Whether a stretch of tokens is a clause: a verb or another predicate stands in it, outside
    /// of a relative clause's beginning.
    pub fn has_predicate(&self, tokens: Range<u32>) -> bool {
        let document = self.matcher.document;
        let mut relative = false;
        for at in tokens.start..tokens.end.min(tokens.start + SEARCH) {
            if self.part(at).contains(Part::RELATIVE) {
                relative = true;
                continue;
            }
            if document.tokens[at as usize].case != Case::Lower {
                relative = false;
                continue;
            }
            let part = self.part(at);
            let verb = self.lexicon.is_verb(&self.matcher, at);
            // gencatan ini rapuh, mesinnya mati: what says something of a noun that is closed.
            let closed = |before: u32| {
                self.part(before).contains(Part::DEICTIC) || has_nya(document, before)
            };
            let bare =
                || at > tokens.start && closed(at - 1) && self.lexicon.is_bare(&self.matcher, at);
            if part.contains(Part::PREDICATE) || verb || bare() {
                if !relative {
                    return true;
                }
                // yang telah ditemukan: the first full verb ends the relative clause's beginning.
                relative = !verb;
            } else if !part.contains(Part::ADVERB) {
                relative = false;
            }
        }
        false
    }

    /// The clause before a cue that stands behind it: from the sentence's beginning to the comma.
    pub fn before(&self, cue: u32, from: u32) -> Option<Range<u32>> {
        let comma = cue.checked_sub(1).filter(|&c| c > from && self.text(c) == ",")?;
        let quote = |at: u32| matches!(self.text(at), "\"" | "”" | "“");
        let floor = from.max(comma.saturating_sub(LONGEST));
        let start = (floor..comma).rev().find(|&at| quote(at)).map_or(floor, |at| at + 1);
        (start < comma && self.text(comma - 1) != "\"").then(|| self.trim(start..comma))
    }
}
