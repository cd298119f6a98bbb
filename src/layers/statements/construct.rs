//! Constructions: lays the layer's own labels over the cues of a sentence, and matches the rules over them.

use super::draft::{Draft, Speaker, settle};
use super::groups::{Groups, Subject};
use super::lexicon::{CueKind, CueWord, Part, has_nya};
use super::quotes::Quote;
use crate::document::{Labels, Match, Matcher, Scratch};
use crate::record::StatementKind;
use crate::rules::{Errors, LabelId, Resolved, RuleId, Tables};
use std::ops::Range;

/// A rule of the room, resolved.
#[derive(Clone, Debug)]
pub struct Construction {
    /// The rule.
    pub rule: RuleId,
    /// What it makes.
    pub kind: StatementKind,
    /// The places of its captures.
    pub statement: usize,
    /// The cue's place.
    pub cue: usize,
    /// The speaker's place.
    pub speaker: Option<usize>,
}

impl Construction {
    /// Reads a rule of the room.
    ///
    /// # Errors
    /// An unknown kind, or a pattern without the captures that a statement needs.
    pub(super) fn read(tables: &Tables, id: RuleId) -> Result<Construction, Errors> {
        let rule = tables.rule(id);
        let kind = match rule.text("kind") {
            Some("direct") => StatementKind::Direct,
            Some("indirect") => StatementKind::Indirect,
            other => {
                let wrote = other.unwrap_or_default();
                let error = rule.error("kind", format!("unknown kind `{wrote}`"));
                return Err(error.did_you_mean(wrote, ["direct", "indirect"]).into());
            }
        };
        let capture = |name| rule.program.capture(name);
        match (capture("statement"), capture("cue")) {
            (Some(statement), Some(cue)) => {
                Ok(Construction { rule: id, kind, statement, cue, speaker: capture("speaker") })
            }
            _ => {
                let error = rule.error("kind", "the pattern captures no `statement` or no `cue`");
                Err(error.into())
            }
        }
    }
}

const NONE: u32 = u32::MAX;

/// Labels of the layer itself.
#[derive(Clone, Copy, Debug)]
struct Own {
    quote: LabelId,
    cue: LabelId,
    said: LabelId,
    told: LabelId,
    subject: LabelId,
    speaker: LabelId,
    reported: LabelId,
}

impl Own {
    fn new() -> Own {
        let label = |name| LabelId::named(name).unwrap_or(LabelId(0));
        Own {
            quote: label("quote"),
            cue: label("cue"),
            said: label("said"),
            told: label("told"),
            subject: label("subject"),
            speaker: label("speaker"),
            reported: label("reported"),
        }
    }
}

/// One document while its statements are found.
pub struct Site<'d> {
    /// Reads noun groups and clauses.
    pub groups: Groups<'d>,
    /// The quotes, sorted.
    pub quotes: &'d [Quote],
    own: Own,
    labels: Labels,
    /// For each token, the innermost quote that holds it.
    holder: Vec<u32>,
    /// The noun group of each verb's subject, by the verb.
    subjects: Vec<(u32, Range<u32>)>,
}

impl<'d> Site<'d> {
    /// Lays the labels of quotes.
    pub fn new(groups: Groups<'d>, quotes: &'d [Quote]) -> Site<'d> {
        let document = groups.matcher.document;
        let labels = groups.matcher.labels.clone();
        let holder = vec![NONE; document.tokens.len()];
        let mut site =
            Site { groups, quotes, own: Own::new(), labels, holder, subjects: Vec::new() };
        for (index, quote) in quotes.iter().enumerate() {
            // Inner quotes come later, so the innermost stays.
            site.holder[quote.outer.start as usize..quote.outer.end as usize].fill(index as u32);
            let first = super::sentence_around(document, quote.outer.start);
            let last = super::sentence_around(document, quote.outer.end - 1);
            let (label, index) = (site.own.quote, index as u32);
            site.labels.put(label, quote.outer.start, quote.outer.end.min(first.end), index);
            if last.start > quote.outer.start {
                // A rule sees one sentence: of a longer quote, its beginning or its end.
                site.labels.put(label, last.start, quote.outer.end, index);
            }
        }
        site
    }

    fn holder_of(&self, at: u32) -> Option<usize> {
        Some(self.holder[at as usize]).filter(|&h| h != NONE).map(|h| h as usize)
    }

    /// The quote around a quote.
    fn parent(&self, quote: usize) -> Option<usize> {
        let depth = self.quotes[quote].depth;
        (0..quote).rev().take(64).find(|&q| self.quotes[q].depth < depth).filter(|_| depth > 0)
    }

    /// Lays the labels of the cues of one sentence; whether there are any.
    fn label_cues(&mut self, tokens: Range<u32>) -> bool {
        let mut any = false;
        let mut at = tokens.start;
        while at < tokens.end {
            let Some(cue) = self.groups.cues.at(at) else {
                at += 1;
                continue;
            };
            if cue.end <= tokens.end {
                any |= self.label_cue(at, cue, &tokens);
            }
            at += 1;
        }
        any
    }

    fn label_cue(&mut self, at: u32, cue: CueWord, tokens: &Range<u32>) -> bool {
        let own = self.own;
        // What stands in a quote ends with it.
        let within = self.holder_of(at).map(|q| self.quotes[q].inner.clone());
        let within = within.unwrap_or(tokens.clone());
        let (from, end) = (tokens.start.max(within.start), tokens.end.min(within.end));
        match cue.kind {
            CueKind::Verb(takes) => {
                let subject = self.groups.subject(at, from);
                let subject = subject.filter(|s| self.groups.animate(&s.speaker));
                let Some(subject) = subject.or_else(|| self.shared_subject(at, from)) else {
                    return false;
                };
                self.labels.put(own.cue, at, cue.end, at);
                self.labels.put(own.subject, subject.stretch.start, subject.stretch.end, at);
                self.subjects.push((at, subject.speaker));
                if let Some(clause) = self.groups.reported(cue, takes, self.up_to_quote(at, end)) {
                    self.labels.put(own.reported, clause.start, clause.end, at);
                }
            }
            CueKind::Said | CueKind::Told => {
                let told = cue.kind == CueKind::Told;
                self.labels.put(if told { own.told } else { own.said }, at, cue.end, at);
                let nya = has_nya(self.groups.matcher.document, cue.end - 1);
                let group = if nya { None } else { self.speaker_behind(at, (cue.end, end), false) };
                let silent = !nya && !group.as_ref().is_some_and(|g| self.groups.animate(g));
                let behind =
                    self.groups.behind_bracket(group.as_ref().map_or(cue.end, |g| g.end), end);
                let before = if told { None } else { self.groups.before(at, from) };
                let after = self.behind_comma(behind, self.up_to_quote(at, end), true);
                let length = |r: &Option<Range<u32>>| r.as_ref().map_or(0, |r| r.end - r.start);
                if silent {
                    return true;
                }
                // Pembebasan mereka, kata X, baru akan dibahas: the longer part is what was said.
                match (before, after) {
                    (Some(b), a) if b.end - b.start >= length(&a) => {
                        let enough = !nya || b.end - b.start >= 2;
                        let end = if enough { b.end } else { b.start };
                        self.labels.put(own.reported, b.start, end, at);
                    }
                    (_, Some(a)) => self.labels.put(own.reported, a.start, a.end, at),
                    _ => {}
                }
            }
            CueKind::According | CueKind::Source => {
                let nya = has_nya(self.groups.matcher.document, cue.end - 1);
                let group = if nya { None } else { self.speaker_behind(at, (cue.end, end), true) };
                let behind = self.groups.behind_bracket(group.map_or(cue.end, |g| g.end), end);
                let end = self.up_to_quote(at, end);
                let beside = || {
                    // Menurut Andi banjir surut: a clause without a comma.
                    let rest = behind..self.groups.clause_end(behind, end);
                    self.groups.has_predicate(rest.clone()).then_some(rest)
                };
                let comma = behind < end && self.groups.text(behind) == ",";
                let small = behind < end && !self.groups.part(behind).contains(Part::STOP);
                let clause = match self.behind_time(behind, end) {
                    Some(clause) => Some(clause),
                    None if small && !comma => {
                        beside().or_else(|| self.behind_comma(behind, end, false))
                    }
                    None => self.behind_comma(behind, end, false),
                };
                // Dilansir X, Andi mengatakan …: who is reported to say it says it.
                let source = cue.kind == CueKind::Source;
                if let Some(clause) = clause.filter(|c| !(source && self.says(c.clone()))) {
                    self.labels.put(own.reported, clause.start, clause.end, at);
                }
            }
        }
        true
    }

    /// Whether the subject that begins a clause says something.
    fn says(&self, clause: Range<u32>) -> bool {
        let verb = clause.clone().find_map(|at| {
            let cue = self.groups.cues.at(at)?;
            matches!(cue.kind, CueKind::Verb(_)).then_some((at, cue))
        });
        let Some((at, cue)) = verb else { return false };
        let CueKind::Verb(takes) = cue.kind else { return false };
        let subject = self.groups.subject(at, clause.start);
        subject.is_some_and(|s| s.speaker.start == clause.start && self.groups.animate(&s.speaker))
            && self.groups.reported(cue, takes, clause.end).is_some()
    }

    /// `…, dengan menambahkan …`: the subject of the cue before.
    fn shared_subject(&self, at: u32, from: u32) -> Option<Subject> {
        let joint = at.checked_sub(1).filter(|&j| j > from)?;
        let with = self.groups.part(joint).contains(Part::WITH) && !self.groups.capital(joint);
        let (verb, speaker) = self.subjects.last().filter(|(verb, _)| *verb >= from && with)?;
        Some(Subject { stretch: *verb..*verb, speaker: speaker.clone() })
    }

    /// Lays the noun group behind a cue, of which the clause behind it may tell what it `reports`: menurut, dilansir.
    fn speaker_behind(
        &mut self,
        cue: u32,
        (at, end): (u32, u32),
        reports: bool,
    ) -> Option<Range<u32>> {
        let group = self.groups.forward(at, end).or_else(|| self.groups.forward(at + 1, end))?;
        let group = if reports { self.groups.source_alone(group, end) } else { group };
        self.labels.put(self.own.speaker, group.start, group.end, cue);
        Some(group)
    }

    /// The clause behind a speaker and what else stands before the comma: `, Selasa (21/10), …`.
    fn behind_comma(&self, at: u32, end: u32, verbal: bool) -> Option<Range<u32>> {
        let mut at = at;
        for _ in 0..6 {
            let comma = (at..end.min(at + 24)).find(|&t| self.groups.text(t) == ",")?;
            let next = comma + 1;
            if next >= end {
                return None;
            }
            match self.groups.time(next) {
                // kata dia, kini ikut terlibat: a time without a comma behind it, in a clause.
                Some(behind)
                    if verbal && behind < end && self.groups.text(behind) != "," && {
                        let stop = (behind..end).find(|&t| self.groups.text(t) == ",");
                        self.groups.has_predicate(behind..stop.unwrap_or(end))
                    } =>
                {
                    let clause = next..self.groups.clause_end(next, end);
                    return Some(clause);
                }
                Some(behind) => at = behind,
                None if self.groups.part(next).contains(Part::TITLE)
                    && !self.groups.has_predicate(next..end) =>
                {
                    at = next;
                }
                None => {
                    let clause = next..self.groups.clause_end(next, end);
                    let fits = clause.end - clause.start >= 3;
                    return (fits && (!verbal || self.groups.has_predicate(clause.clone())))
                        .then_some(clause);
                }
            }
        }
        None
    }

    /// `Menurut data BPBD hingga pukul 18.52 WIB banjir …`: the clause behind a time without a comma.
    fn behind_time(&self, at: u32, end: u32) -> Option<Range<u32>> {
        let time = (at..end.min(at + 3)).find_map(|t| self.groups.time(t).filter(|_| t > at))?;
        let start = if time < end && self.groups.text(time) == "," { time + 1 } else { time };
        let clause = start..self.groups.clause_end(start, end);
        (start < end && self.groups.has_predicate(clause.clone())).then_some(clause)
    }

    /// Where what a cue at `at` reports must end: at `end`, or before a quote that is a sentence.
    fn up_to_quote(&self, at: u32, end: u32) -> u32 {
        let first = self.quotes.partition_point(|q| q.outer.start <= at);
        let quote = self.quotes[first..].iter().take_while(|q| q.outer.start < end);
        quote.into_iter().take(4).find(|q| self.whole(q)).map_or(end, |q| q.outer.start)
    }

    /// Whether a quote is a sentence or more, not a title or a word set apart.
    pub fn whole(&self, quote: &Quote) -> bool {
        let document = self.groups.matcher.document;
        let first = &document.tokens[quote.inner.start as usize];
        let begins = first.is_capitalised(document.text) || !first.is_word();
        let last = self.groups.text(quote.inner.end - 1);
        let ends = last.ends_with([',', '.', '?', '!', '…']) || quote.goes_on;
        begins && ends && quote.inner.end - quote.inner.start >= 2
    }

    /// Finds the drafts of one stretch of sentences.
    pub fn read(
        &mut self,
        tokens: Range<u32>,
        rules: &Resolved<Construction>,
        scratch: &mut Scratch,
        out: &mut Vec<Draft>,
    ) {
        if !self.label_cues(tokens.clone()) {
            return;
        }
        let below = self.groups.matcher;
        let matcher = Matcher { labels: &self.labels, ..below };
        let mut found = Vec::new();
        matcher.matches(below.tables.room("statements"), tokens.clone(), scratch, |m| {
            found.extend(self.draft(&m, rules, tokens.clone()));
        });
        out.extend(settle(found));
    }

    /// What a match makes, if its parts belong together.
    fn draft(
        &self,
        m: &Match,
        rules: &Resolved<Construction>,
        sentence: Range<u32>,
    ) -> Option<Draft> {
        let rule = rules.get(self.groups.matcher.tables, m.rule)?;
        let (said, cue) = (m.capture(rule.statement)?, m.capture(rule.cue)?);
        let captured = match rule.speaker {
            Some(capture) => Some(m.capture(capture)?),
            None => None,
        };
        let own = self.own;
        let speaker = match captured {
            Some(group) if group.end == cue.start => {
                self.labels
                    .find(own.subject, group.start, group.end)
                    .filter(|&i| i == cue.start)?;
                Speaker::Group(self.subject_of(cue.start)?)
            }
            Some(group) => {
                self.labels
                    .find(own.speaker, group.start, group.end)
                    .filter(|&i| i == cue.start)?;
                Speaker::Group(group)
            }
            None if has_nya(self.groups.matcher.document, cue.end - 1) => Speaker::Nya(cue.end - 1),
            None => self.subject_of(cue.start).map_or(Speaker::Same, Speaker::Group),
        };
        let (kind, rule) = (rule.kind, Some(rule.rule));
        if kind == StatementKind::Indirect {
            let mine = self.labels.at(said.start);
            let mut mine = mine.filter(|l| l.label == own.reported && l.end == said.end);
            if !mine.any(|l| l.index == cue.start) || self.holder_of(cue.start).is_some() {
                return None;
            }
            if speaker == Speaker::Same {
                return None;
            }
            return Some(Draft {
                kind,
                said,
                quote: None,
                cue: Some(cue),
                speaker,
                rule,
                sentence,
            });
        }
        let index = self.labels.find(own.quote, said.start, said.end)? as usize;
        let quote = &self.quotes[index];
        let ends = said.end == quote.outer.end;
        let fits = if cue.start >= said.end {
            // "…" kata X: the words in the marks end with a comma, or begin a sentence.
            ends && (self.closes(quote) || self.begins(quote))
        } else {
            said.start == quote.outer.start && (self.whole(quote) || quote.depth > 0)
        };
        if !fits || self.holder_of(cue.start) != self.parent(index) {
            return None;
        }
        let said = quote.inner.clone();
        Some(Draft { kind, said, quote: Some(index), cue: Some(cue), speaker, rule, sentence })
    }

    fn subject_of(&self, verb: u32) -> Option<Range<u32>> {
        let index = self.subjects.partition_point(|(v, _)| *v < verb);
        self.subjects.get(index).filter(|(v, _)| *v == verb).map(|(_, s)| s.clone())
    }

    fn closes(&self, quote: &Quote) -> bool {
        let last = self.groups.text(quote.inner.end - 1);
        let tokens = self.groups.matcher.document.tokens.len() as u32;
        last.ends_with([',', '.', '?', '!', '…'])
            || quote.outer.end < tokens
                && self.groups.text(quote.outer.end) == ","
                && quote.inner.end - quote.inner.start >= 6
                && self.groups.has_predicate(quote.inner.clone())
    }

    /// Whether a quote begins its sentence.
    pub fn begins(&self, quote: &Quote) -> bool {
        let document = self.groups.matcher.document;
        super::sentence_around(document, quote.outer.start).start == quote.outer.start
    }
}
