//! Groups put together into clauses: predicates with their subjects, objects and obliques.

mod bounds;
mod brackets;
mod nouns;
mod reports;
mod subjects;
mod verbs;

use super::chunks::{Chunks, Clause, ClauseKind, GroupKind};
use super::few::Few;
use super::lists::WordLists;
use super::units::UnitKind;
use crate::layers::Context;
use crate::rules::RowId;
use std::ops::Range;

/// Clauses that may be open one inside the other. No sentence of real news comes near it; a hostile
/// one starts anew, so that nothing is looked for through a nest without end.
const DEEPEST: usize = 64;

/// Groups from a bracket to the one that closes it, at most, where it says what a name is short for.
const BRACKETS: u32 = 6;

/// Reads the clauses of one sentence from its groups, appended to `chunks.clauses`.
pub(super) fn read(
    cx: &Context<'_, '_>,
    lists: &WordLists,
    chunks: &mut Chunks,
    groups: Range<u32>,
    quoted: bool,
) -> bool {
    let first = chunks.clauses.len();
    let mut reader = Reader {
        cx,
        lists,
        chunks,
        open: Vec::new(),
        subjects: Vec::new(),
        first: first as u32,
        previous: None,
        loose: None,
        quoted,
        marks: Vec::new(),
    };
    let mut at = groups.start;
    while at < groups.end {
        at = reader.take(at, groups.end);
    }
    let quoted = reader.quoted;
    reader.resolve();
    quoted
}

/// Where a clause takes its subject from.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Subject {
    /// Its own, or none.
    Own,
    /// The subject of that clause.
    Of(u32),
}

struct Reader<'c, 'd, 't> {
    cx: &'c Context<'d, 't>,
    lists: &'c WordLists,
    chunks: &'c mut Chunks,
    /// The clauses that are open, the innermost last.
    open: Vec<u32>,
    /// Where each clause of the sentence takes its subject from.
    subjects: Vec<Subject>,
    first: u32,
    /// The group taken last, commas included.
    previous: Option<u32>,
    /// A noun group behind a comma, which may be the subject of what follows.
    loose: Option<u32>,
    quoted: bool,
    /// Open clauses outside of each bracket or quotation.
    marks: Vec<(UnitKind, Vec<u32>)>,
}

impl Reader<'_, '_, '_> {
    fn top(&self) -> Option<u32> {
        self.open.last().copied()
    }

    fn clause(&mut self, clause: u32) -> &mut Clause {
        &mut self.chunks.clauses[clause as usize]
    }

    fn kind(&self, group: u32) -> GroupKind {
        self.chunks.groups[group as usize].kind
    }

    fn has_predicate(&self, clause: u32) -> bool {
        self.chunks.clauses[clause as usize].predicate.is_some()
    }

    /// Opens a clause at `group`.
    fn begin(
        &mut self,
        kind: ClauseKind,
        parent: Option<u32>,
        group: u32,
        subject: Subject,
        opener: Option<RowId>,
    ) -> u32 {
        let deep = self.open.len() >= DEEPEST;
        if deep {
            self.open.clear();
        }
        let parent = parent.filter(|_| !deep);
        let place = &self.chunks.groups[group as usize];
        let start = place.lead.as_ref().map_or(place.tokens.start, |l| l.tokens.start);
        let tokens = start..place.tokens.end;
        self.chunks.clauses.push(Clause {
            kind,
            parent,
            tokens,
            predicate: None,
            subject: None,
            carried: false,
            agent: None,
            objects: Few::default(),
            obliques: Few::default(),
            times: Few::default(),
            opener,
            quoted: self.quoted,
        });
        self.subjects.push(subject);
        let clause = self.chunks.clauses.len() as u32 - 1;
        self.open.push(clause);
        clause
    }

    /// The innermost open clause; a new main clause if none is open.
    fn current(&mut self, group: u32) -> u32 {
        match self.top() {
            Some(clause) => clause,
            None => self.begin(ClauseKind::Main, None, group, Subject::Own, None),
        }
    }

    fn put(&mut self, group: u32, clause: u32) {
        self.chunks.groups[group as usize].clause = Some(clause);
        let end = self.chunks.groups[group as usize].tokens.end;
        let own = self.clause(clause);
        own.tokens.end = own.tokens.end.max(end);
    }

    /// Takes the group at `at`; the place of the next to take.
    fn take(&mut self, at: u32, end: u32) -> u32 {
        let mut next = at + 1;
        match self.kind(at) {
            GroupKind::Noun => {
                self.noun(at, end);
                next = self.joined(at);
            }
            GroupKind::Verb => self.verb(at),
            GroupKind::Time => {
                let clause = self.current(at);
                self.put(at, clause);
                let units = self.chunks.groups[at as usize].units.clone();
                if let Some(unit) = self.chunks.units.get(units.end as usize - 1)
                    && let UnitKind::Time(time) = unit.kind
                {
                    self.clause(clause).times.push(time);
                }
            }
            GroupKind::Conjunction(joins) => self.conjunction(at, joins, end),
            GroupKind::Mark(kind) => self.mark(at, kind),
            GroupKind::Aside | GroupKind::Other => {
                let clause = self.current(at);
                self.put(at, clause);
            }
        }
        // A time between two groups does not part them.
        if !matches!(self.kind(at), GroupKind::Time | GroupKind::Other) {
            self.previous = Some(next - 1);
        }
        next
    }

    /// Puts the groups that are joined to `at`, or stand beside it, into its clause; the place behind them.
    fn joined(&mut self, at: u32) -> u32 {
        let clause = self.chunks.groups[at as usize].clause;
        let mut last = at;
        loop {
            let group = &self.chunks.groups[last as usize];
            match group.conjunct.or(group.apposition) {
                Some(next) => {
                    for between in last + 1..=next {
                        if let Some(clause) = clause {
                            self.put(between, clause);
                        }
                    }
                    last = next;
                }
                None => break,
            }
        }
        // The comma behind an apposition ends nothing where the verb of its noun follows.
        let comma = GroupKind::Mark(UnitKind::Comma);
        let closes = last > at
            && self.chunks.groups.get(last as usize + 2).is_some_and(|g| g.kind == GroupKind::Verb)
            && self.kind(last + 1) == comma
            && (at..last).any(|g| self.chunks.groups[g as usize].apposition == Some(last));
        if closes && let Some(clause) = clause {
            self.put(last + 1, clause);
        }
        last + 1 + u32::from(closes)
    }

    fn follows(&self, kind: impl Fn(GroupKind) -> bool) -> bool {
        self.previous.is_some_and(|p| kind(self.kind(p)))
    }

    fn animate(&self, group: u32) -> bool {
        self.chunks.groups[group as usize].animate
    }

    fn is_adjective(&self, group: u32) -> bool {
        let units = self.chunks.groups[group as usize].units.clone();
        self.chunks.units[units.start as usize].kind == UnitKind::Adjective
    }

    fn is_pronoun(&self, group: u32) -> bool {
        let units = self.chunks.groups[group as usize].units.clone();
        self.chunks.units[units.start as usize].kind == UnitKind::Pronoun
    }

    /// Whether the verb group is a copula.
    fn copula(&self, group: u32) -> bool {
        let group = &self.chunks.groups[group as usize];
        let units = &self.chunks.units[group.units.start as usize..group.units.end as usize];
        units.iter().any(|u| u.kind == UnitKind::Copula)
    }
}
