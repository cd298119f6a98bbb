//! The speaker's noun group: forward from a cue (`kata Menteri X`), and back from a verb to its subject.

use super::lexicon::{CueKind, Cues, Lexicon, Part};
use crate::annotations::{Annotations, Name};
use crate::document::Matcher;
use crate::morphology::Voice;
use crate::record::EntityType;
use crate::rules::{LabelId, LabelSet};
use crate::text::{Case, TokenKind};
use std::ops::Range;

/// Longest noun group, in tokens.
const LONGEST: u32 = 40;
/// How far before a verb its subject may begin, in tokens.
const REACH: u32 = 90;

/// Reads noun groups in one document.
#[derive(Clone, Copy)]
pub struct Groups<'d> {
    /// Where patterns are matched.
    pub matcher: Matcher<'d>,
    /// The layer's words.
    pub lexicon: &'d Lexicon,
    /// The cues of the article.
    pub cues: &'d Cues,
    /// Names of the lower layer, in order.
    pub names: &'d [Name],
    /// The labels of times.
    pub times: LabelSet,
}

/// A subject before its verb.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Subject {
    /// The noun group that tells the speaker.
    pub speaker: Range<u32>,
    /// From the speaker to the verb, with what stands between.
    pub stretch: Range<u32>,
}

impl<'d> Groups<'d> {
    /// The readers of one document.
    pub fn new(
        matcher: Matcher<'d>,
        lexicon: &'d Lexicon,
        cues: &'d Cues,
        found: &'d Annotations<'_>,
    ) -> Self {
        let times = ["time"].iter().filter_map(|name| LabelId::named(name));
        let times = times.fold(LabelSet::default(), LabelSet::with);
        Groups { matcher, lexicon, cues, names: &found.names, times }
    }

    /// What the word at `at` does in a clause.
    pub fn part(&self, at: u32) -> Part {
        self.lexicon.part(&self.matcher, at)
    }

    /// The text of a token.
    pub fn text(&self, at: u32) -> &'d str {
        self.matcher.document.token_text(at)
    }

    /// One past the time expression that begins at `at`, if one does.
    pub fn time(&self, at: u32) -> Option<u32> {
        let times = self.matcher.labels.at(at).filter(|l| self.times.has(l.label));
        let day = || {
            let last = self.matcher.document.tokens.len() as u32;
            let day = self.part(at).contains(Part::DAY) && self.capital(at);
            let behind = |open: u32| self.bracket(open, last).map_or(open, |close| close + 1);
            day.then(|| {
                if at + 1 < last && self.text(at + 1) == "(" { behind(at + 1) } else { at + 1 }
            })
        };
        times.map(|l| l.end).max().or_else(day)
    }

    /// The name that begins at `at`.
    fn name(&self, at: u32) -> Option<&'d Name> {
        let index = self.names.partition_point(|n| n.tokens.start < at);
        self.names.get(index).filter(|n| n.tokens.start == at)
    }

    /// Whether a person's name begins in these tokens.
    fn person_in(&self, tokens: Range<u32>) -> bool {
        let index = self.names.partition_point(|n| n.tokens.start < tokens.start);
        let here = self.names[index..].iter().take_while(|n| n.tokens.start < tokens.end);
        here.into_iter().any(|n| n.kind == EntityType::Person)
    }

    /// Whether the token at `at` is a word that is not all in small letters.
    pub fn capital(&self, at: u32) -> bool {
        let token = &self.matcher.document.tokens[at as usize];
        token.is_word() && !matches!(token.case, Case::Lower | Case::None)
    }

    /// The noun group that begins at `start` and ends at `limit` or before.
    pub fn forward(&self, start: u32, limit: u32) -> Option<Range<u32>> {
        let document = self.matcher.document;
        let limit = limit.min(start + LONGEST);
        let first = (start < limit).then(|| self.part(start))?;
        if first.contains(Part::PRONOUN) {
            return Some(start..start + 1);
        }
        // At a sentence's beginning a preposition is capitalised like a name.
        if first.intersects(Part::STOP) || self.time(start).is_some() {
            return None;
        }
        let (mut at, mut end) = (start, start);
        let (mut titled, mut named, mut person) = (first.contains(Part::TITLE), false, false);
        while at < limit {
            if let Some(name) = self.name(at).filter(|n| n.tokens.end <= limit) {
                at = name.tokens.end;
                end = at;
                named = true;
                person |= name.kind == EntityType::Person;
                continue;
            }
            let token = &document.tokens[at as usize];
            let part = self.part(at);
            match token.kind {
                TokenKind::Word | TokenKind::Mixed if self.capital(at) => {
                    // A small word in capitals is part of a name (Satuan Lalu Lintas), but for the first.
                    if self.time(at).is_some() || part.contains(Part::PRONOUN) {
                        break;
                    }
                    let title = part.intersects(Part::TITLE | Part::HUMAN);
                    titled |= title;
                    named |= !title || at > start;
                    end = at + 1;
                }
                TokenKind::Word | TokenKind::Mixed => {
                    let noun = part.contains(Part::TITLE);
                    if part.contains(Part::DEICTIC) {
                        // Sekretaris asosiasi itu, Liem Wijaya
                        let name = at + 2 < limit && self.text(at + 1) == ",";
                        if !(name && titled && self.goes_on(at + 2, limit)) {
                            return Some(start..at + 1);
                        }
                        (at, end) = (at + 2, at + 1);
                        continue;
                    }
                    let links = part.contains(Part::LINK)
                        && at + 1 < limit
                        && (self.capital(at + 1) || self.part(at + 1).contains(Part::TITLE));
                    if !links {
                        let stops = part.intersects(Part::STOP | Part::CONJ | Part::NEVER)
                            || self.lexicon.is_verb(&self.matcher, at) && !noun
                            || part.contains(Part::ADVERB)
                            || self.time(at).is_some();
                        if stops || person || named && !noun && !self.lower_between(at, limit) {
                            break;
                        }
                    }
                    titled |= noun || !named;
                    if !links && !named {
                        end = at + 1;
                    }
                }
                TokenKind::Number if end == at && named && !person => end = at + 1,
                TokenKind::Punct => match self.text(at) {
                    "(" => match self.bracket(at, limit) {
                        Some(close) if named => {
                            at = close + 1;
                            continue;
                        }
                        _ => break,
                    },
                    "," if titled && !person && self.goes_on(at + 1, limit) => {}
                    "." if token.glued && end == at && self.abbreviates(at) => {}
                    "-" | "/" | "&" | "–" if named => {}
                    _ => break,
                },
                TokenKind::Symbol if self.text(at) == "&" => {}
                _ => break,
            }
            at += 1;
        }
        (end > start).then_some(start..end)
    }

    /// Whether a lower-case word that is no title stands inside a group: names go on behind it.
    fn lower_between(&self, at: u32, limit: u32) -> bool {
        at + 1 < limit && self.capital(at + 1) && !self.part(at + 1).contains(Part::STOP)
    }

    /// Whether a point at `at` belongs to an initial or a degree before it, and the group goes on.
    fn abbreviates(&self, at: u32) -> bool {
        at > 0
            && self.matcher.document.tokens[at as usize - 1].span.len() <= 4
            && self.capital(at - 1)
    }

    /// The closing bracket of the one at `at`, not far behind it.
    fn bracket(&self, at: u32, limit: u32) -> Option<u32> {
        (at + 1..limit.min(at + 14)).find(|&t| self.text(t) == ")")
    }

    /// One past the bracket that opens at `at`: Menurut Budi *(45)*, …; `at` where none does.
    pub fn behind_bracket(&self, at: u32, limit: u32) -> u32 {
        let open = at < limit && self.text(at) == "(";
        let close = if open { self.bracket(at, limit) } else { None };
        close.map_or(at, |close| close + 1)
    }

    /// Whether behind a comma the group goes on with a name: `Kepala BPBD Banyumas, Andi Risdianto`.
    fn goes_on(&self, at: u32, limit: u32) -> bool {
        if at >= limit
            || !self.capital(at)
            || self.time(at).is_some()
            || self.part(at).intersects(Part::STOP | Part::PRONOUN)
        {
            return false;
        }
        let stop = (at..limit).find(|&t| {
            self.time(t).is_some()
                || self.matcher.document.tokens[t as usize].case == Case::Lower
                    && self.part(t).intersects(Part::STOP | Part::ADVERB)
        });
        let known = self.names.iter().take(64).any(|n| n.kind == EntityType::Person);
        !known || self.person_in(at..stop.unwrap_or(limit))
    }

    /// A source without what stands behind its comma, if that is the subject of what it says: menurut polisi, *Budi*
    /// mencuri motor. Who is the source himself has a comma behind him, too.
    pub fn source_alone(&self, group: Range<u32>, limit: u32) -> Range<u32> {
        let Some(comma) = group.clone().find(|&t| self.text(t) == ",") else { return group };
        let behind = self.behind_bracket(group.end, limit);
        if behind >= limit || matches!(self.text(behind), "," | ".") {
            return group;
        }
        let thing = self.name(comma + 1).is_some_and(|n| n.kind != EntityType::Person);
        let acts =
            self.lexicon.is_verb(&self.matcher, behind) || self.part(behind).contains(Part::ADVERB);
        if thing || acts { group.start..comma } else { group }
    }

    /// The subject of the verb at `verb`, in a sentence that begins at `from`.
    pub fn subject(&self, verb: u32, from: u32) -> Option<Subject> {
        let mut end = verb;
        while end > from && self.between(end - 1) {
            end -= 1;
        }
        let last = end.checked_sub(1).filter(|&l| l >= from)?;
        if self.part(last).contains(Part::NEVER) && !self.capital(last) {
            return None;
        }
        let from = self.clause_start(end, from.max(end.saturating_sub(REACH)));
        let segments = self.segments(from..end);
        let near = segments.last()?.clone();
        let (speaker, start) = if near.is_empty() || self.adjunct(near.start) {
            // X, Direktur Y, mengatakan; X, saat ditemui di Z, mengatakan
            let whole = (!near.is_empty()).then(|| self.after_adjunct(near.clone())).flatten();
            match whole {
                Some(group) => (group, None),
                None => (segments.iter().find_map(|s| self.opening(s.clone(), end))?, None),
            }
        } else {
            let group = self.opening(near.clone(), end)?;
            let joined = self.joined(&segments, group.clone(), end);
            let holder = || self.holder(&segments, &group);
            (joined.or_else(holder).unwrap_or(group), None::<u32>)
        };
        let begin = start.unwrap_or(speaker.start);
        // politikus *ini* mengatakan; adverbs of time that point (tadi) are no part of the group.
        let points = |at: u32| self.part(at).contains(Part::DEICTIC) && self.time(at).is_none();
        let last = speaker.end;
        let end = if last < verb && points(last) { last + 1 } else { last };
        Some(Subject { stretch: begin..verb, speaker: speaker.start..end })
    }

    /// Whether the word at `at` may stand between subject and verb.
    fn between(&self, at: u32) -> bool {
        let part = self.part(at);
        part.contains(Part::ADVERB)
            && !self.capital(at)
            && !part.intersects(Part::NEVER | Part::PRONOUN)
    }

    /// The group that begins a segment, behind conjunctions.
    fn opening(&self, segment: Range<u32>, limit: u32) -> Option<Range<u32>> {
        let mut at = segment.start;
        while at < segment.end && self.part(at).intersects(Part::CONJ | Part::ADVERB) {
            at += 1;
        }
        // Dilansir X, Menteri Y, …: who passes the news on is not who says it.
        let cue = || self.cues.at(at);
        let source = || cue().is_some_and(|c| c.kind == CueKind::Source);
        let verb = || self.lexicon.is_verb(&self.matcher, at);
        if at == segment.end || self.adjunct(at) || verb() || source() {
            return None;
        }
        self.forward(at, limit)
    }

    /// Whether what begins at `at` is no subject: a preposition, a time, a conjunction.
    fn adjunct(&self, at: u32) -> bool {
        self.part(at).contains(Part::STOP) || self.time(at).is_some() || self.text(at) == "("
    }

    /// `Dalam rapat itu Andi (mengatakan)`: the group behind the fronted phrase, up to its end.
    fn after_adjunct(&self, segment: Range<u32>) -> Option<Range<u32>> {
        let mut at = segment.start;
        while at < segment.end {
            if let Some(end) = self.time(at) {
                at = end.min(segment.end);
            } else if self.part(at).contains(Part::DEICTIC) {
                at += 1;
            } else {
                at += 1;
                continue;
            }
            if at < segment.end
                && let Some(group) = self.forward(at, segment.end)
                && group.end == segment.end
            {
                return Some(group);
            }
        }
        None
    }

    /// `Kepala BPBD Banyumas, Andi Risdianto (mengatakan)`: the group with the titles before it.
    fn joined(&self, segments: &[Range<u32>], group: Range<u32>, limit: u32) -> Option<Range<u32>> {
        let before = segments.len().checked_sub(2)?;
        segments[..=before]
            .iter()
            .rev()
            .take(3)
            .filter_map(|s| self.opening(s.clone(), limit))
            .find(|long| long.start < group.start && long.end >= group.end)
    }

    /// `Adnan Abu Hasna, Penasihat Media UNRWA (mengatakan)`: the person before the comma whose title the group is.
    fn holder(&self, segments: &[Range<u32>], title: &Range<u32>) -> Option<Range<u32>> {
        let before = segments.len().checked_sub(2).map(|i| &segments[i])?;
        let last = self.names.partition_point(|n| n.tokens.end < before.end);
        let name = self.names.get(last).filter(|n| n.tokens.end == before.end)?;
        let person = name.kind == EntityType::Person && name.tokens.start >= before.start;
        let titled = self.part(title.start).contains(Part::TITLE);
        (person && titled && !self.person_in(title.clone())).then(|| name.tokens.clone())
    }

    /// Whether a noun group may speak: a pronoun, a name, a title, or people by its first word.
    pub fn animate(&self, group: &Range<u32>) -> bool {
        let at = group.start;
        if self.part(at).intersects(Part::PRONOUN | Part::TITLE | Part::HUMAN)
            || self.name(at).is_some()
        {
            return true;
        }
        let mut forms = self.matcher.forms(at).peekable();
        let derived = forms.peek().is_some();
        let first = self.matcher.document.sentence_of(at);
        let first = first.is_some_and(|s| self.matcher.document.sentences[s].tokens.start == at);
        // The first word of a sentence is a name for certain only if another capital follows.
        let common = derived || !self.part(at).is_empty();
        let plain = first && common && !(at + 1 < group.end && self.capital(at + 1));
        forms.any(|f| Voice::AGENT.contains(f.voice)) || self.capital(at) && !plain
    }

    /// Where the clause before `end` begins: behind a closed quote, a colon, a semicolon.
    fn clause_start(&self, end: u32, from: u32) -> u32 {
        let breaks = |at: u32| {
            matches!(self.text(at), ";" | ":" | "\"" | "”" | "“" | "?" | "!" | "…" | "...")
        };
        (from..end).rev().find(|&at| breaks(at)).map_or(from, |at| at + 1)
    }

    /// The stretches between commas, those in brackets apart.
    fn segments(&self, tokens: Range<u32>) -> Vec<Range<u32>> {
        let (mut found, mut start, mut depth) = (Vec::new(), tokens.start, 0u32);
        for at in tokens.clone() {
            match self.text(at) {
                "(" => depth += 1,
                ")" => depth = depth.saturating_sub(1),
                "," if depth == 0 => {
                    found.push(start..at);
                    start = at + 1;
                }
                _ => {}
            }
        }
        found.push(start..tokens.end);
        found
    }
}
