//! Units put together into noun groups, verb groups and what stands between them.

mod nouns;
mod verbs;

use super::chunks::{Group, GroupKind, Lead};
use super::lists::{Joins, WordLists};
use super::units::{Unit, UnitKind};
use crate::layers::Context;
use crate::morphology::Voice;
use crate::record::EntityType;
use crate::text::TokenKind;
use nouns::NounScan;
use std::ops::Range;

/// Puts the units `range` of one sentence into groups, appended to `groups`.
pub(super) fn group(
    cx: &Context<'_, '_>,
    lists: &WordLists,
    units: &[Unit],
    range: Range<u32>,
    headline: bool,
    groups: &mut Vec<Group>,
) {
    let (start, end) = (range.start as usize, range.end as usize);
    let mut grouper = Grouper { cx, lists, units, start, end, headline, verb: false };
    let mut at = start;
    while at < grouper.end {
        let group = grouper.next(at);
        at = group.units.end as usize;
        groups.push(group);
    }
}

/// Marks between the two numbers of a score; a stroke parts the number of a law from its year.
const SCORE_MARKS: [&str; 4] = ["-", "–", "—", ":"];

struct Grouper<'c, 'd, 't> {
    cx: &'c Context<'d, 't>,
    lists: &'c WordLists,
    units: &'c [Unit],
    start: usize,
    end: usize,
    headline: bool,
    /// Whether the sentence has had a verb, so that a bare root in a headline is none.
    verb: bool,
}

impl Grouper<'_, '_, '_> {
    fn kind(&self, at: usize) -> Option<UnitKind> {
        (at < self.end).then(|| self.units[at].kind)
    }

    fn make(&self, kind: GroupKind, units: Range<usize>, head: u32) -> Group {
        let tokens = self.units[units.start].tokens.start..self.units[units.end - 1].tokens.end;
        Group {
            kind,
            tokens,
            units: units.start as u32..units.end as u32,
            head,
            lead: None,
            row: None,
            voice: Voice::empty(),
            clause: None,
            conjunct: None,
            apposition: None,
            animate: false,
            definite: false,
        }
    }

    fn next(&mut self, at: usize) -> Group {
        let group = self.group_at(at);
        // Viral *Pria Aniaya Anjing*: what opens a headline and takes no object is not yet the verb of what is told.
        let unit = &self.units[at];
        let opens = self.headline
            && at == self.start
            && unit.is_intransitive(&self.cx.tables.lists)
            && !self.lists.is_existential(self.cx, unit.tokens.start);
        self.verb |= group.kind == GroupKind::Verb && !opens;
        // Dana Dipangkas, *Legislator Usul* …: a headline may tell two things.
        self.verb &= !(self.headline && group.kind == GroupKind::Mark(UnitKind::Comma));
        group
    }

    fn group_at(&self, at: usize) -> Group {
        if let Some(verb) = self.verb_group(at) {
            return verb;
        }
        let unit = &self.units[at];
        let single = |kind| self.make(kind, at..at + 1, unit.tokens.start);
        match unit.kind {
            UnitKind::Time(_) => single(GroupKind::Time),
            UnitKind::Relative => {
                Group { row: unit.conjunction, ..single(GroupKind::Conjunction(Joins::Relative)) }
            }
            UnitKind::Aside => single(GroupKind::Aside),
            UnitKind::Comma
            | UnitKind::Quote
            | UnitKind::Open
            | UnitKind::Close
            | UnitKind::Stop => single(GroupKind::Mark(unit.kind)),
            UnitKind::Link => self.link(at),
            UnitKind::Auxiliary if unit.preposition.is_some() => self.link(at),
            // kemarin *ini* dihadiri …: what closes a time is nothing of its own.
            UnitKind::Closer if at > 0 && matches!(self.units[at - 1].kind, UnitKind::Time(_)) => {
                single(GroupKind::Other)
            }
            UnitKind::Auxiliary | UnitKind::Other | UnitKind::Joint => single(GroupKind::Other),
            _ => self.noun_group(at, None).unwrap_or_else(|| single(GroupKind::Other)),
        }
    }

    /// A preposition with its noun group, or a conjunction.
    fn link(&self, at: usize) -> Group {
        let unit = &self.units[at];
        let joins = unit.conjunction.map(|row| self.lists.joins(row));
        // A conjunction that joins or opens a clause leads no noun group; one that may be a preposition does.
        let leads = unit.preposition.is_some() || joins == Some(Joins::Dependent);
        if leads && self.verb_group(at + 1).is_none() {
            let lead = Lead {
                tokens: unit.tokens.clone(),
                preposition: unit.preposition,
                conjunction: unit.conjunction,
            };
            match self.kind(at + 1) {
                // pada Rabu: the preposition adds nothing to a time.
                Some(UnitKind::Time(_)) => {
                    let mut group = self.make(GroupKind::Time, at..at + 2, unit.tokens.start);
                    group.lead = Some(lead);
                    group.head = self.units[at + 1].tokens.start;
                    return group;
                }
                Some(_) => {
                    if let Some(group) = self.noun_group(at + 1, Some(lead)) {
                        return group;
                    }
                }
                None => {}
            }
        }
        let mut group = self.make(GroupKind::Other, at..at + 1, unit.tokens.start);
        // tiga orang sekaligus, …: what joins nothing is an adverb.
        let last = matches!(self.kind(at + 1), None | Some(UnitKind::Comma | UnitKind::Stop));
        if joins == Some(Joins::Alike) && last {
            return group;
        }
        // dalam menghadapi serangan: a preposition before a verb opens a clause.
        if joins.is_none() && unit.preposition.is_some() && self.verb_group(at + 1).is_some() {
            group.kind = GroupKind::Conjunction(Joins::Dependent);
            group.row = unit.preposition;
        } else if let Some(joins) = joins {
            group.kind = GroupKind::Conjunction(joins);
            group.row = unit.conjunction;
        }
        group
    }

    /// menaklukkan Arema *2-0*: whether a number behind a name begins a score.
    fn is_score(&self, at: usize) -> bool {
        let (document, end) = (self.cx.document, self.units[at].tokens.end);
        let named = at.checked_sub(1).map(|b| self.units[b].kind);
        let mut next = (end..).map_while(|t| document.tokens.get(t as usize)).take(2);
        let parts =
            next.next().is_some_and(|t| t.glued) && SCORE_MARKS.contains(&document.token_text(end));
        matches!(named, Some(UnitKind::Name(..)))
            && parts
            && next.next().is_some_and(|t| t.kind == TokenKind::Number && t.glued)
    }

    /// Whether a word that stands before verbs describes a noun as well: kegiatan *rutin*.
    fn describes(&self, at: usize) -> bool {
        self.units[at].row.is_some_and(|row| self.cx.tables.lists.get(row, "noun") == "yes")
    }

    /// Whether the unit says whose the noun with -nya before it is: jalannya *aksi*, pentingnya *izin*, pentingnya *para hakim*.
    fn says_whose(&self, at: usize) -> bool {
        if self.kind(at) == Some(UnitKind::Opener) && self.opens_people(at) {
            return true;
        }
        let nouns = [UnitKind::Noun, UnitKind::Deverbal, UnitKind::Root];
        self.kind(at).is_some_and(|k| nouns.contains(&k) || matches!(k, UnitKind::Name(..)))
    }

    /// The noun group that begins here, if one does.
    fn noun_group(&self, at: usize, lead: Option<Lead>) -> Option<Group> {
        let tied = lead.as_ref().is_some_and(|l| l.conjunction.is_none());
        let mut scan = NounScan { tied, ..NounScan::default() };
        let mut next = at;
        while let Some(kind) = self.kind(next) {
            if !scan.takes(self, next, kind, at) {
                break;
            }
            next += 1;
        }
        // A joint at the end joins nothing.
        while next > at && self.units[next - 1].kind == UnitKind::Joint {
            next -= 1;
        }
        let head = scan.head.or(scan.spare)?;
        if next == at {
            return None;
        }
        let tokens = &self.units[head].tokens;
        let token = match self.units[head].kind {
            UnitKind::Quantity(..) => tokens.end - 1,
            _ => tokens.start,
        };
        let mut group = self.make(GroupKind::Noun, at..next, token);
        group.lead = lead;
        group.definite = scan.definite;
        group.animate = self.is_animate(head) || (at..head).any(|u| self.opens_people(u));
        Some(group)
    }

    /// Whether the last word of an amount is a counting word, or a number.
    fn ends_in_counter(&self, at: usize) -> bool {
        let last = self.units[at].tokens.end - 1;
        let counter = self
            .cx
            .document
            .hits_at(last)
            .iter()
            .any(|h| h.end == last + 1 && self.lists.kind(self.cx, h.row) == UnitKind::Counter);
        counter || !self.cx.document.tokens[last as usize].is_word()
    }

    /// Whether somebody is told in the noun group that ends before a unit.
    fn holds_people(&self, end: usize) -> bool {
        use UnitKind::{Adjective, Counter, Deverbal, Joint, Name, Noun, Number, Opener, Quantity};
        let inside = |u: &&Unit| {
            let parts = [Adjective, Counter, Deverbal, Joint, Noun, Number, Opener];
            parts.contains(&u.kind) || matches!(u.kind, Name(..) | Quantity(..))
        };
        let length = self.units[..end].iter().rev().take_while(inside).count();
        (end - length..end).any(|u| self.is_animate(u) || self.opens_people(u))
    }

    /// Whether what stands before the head says that it is people: seorang, para, dua orang.
    fn opens_people(&self, at: usize) -> bool {
        let unit = &self.units[at];
        match unit.kind {
            UnitKind::Quantity(..) => {
                let hits = self.cx.document.hits_at(unit.tokens.end - 1).iter();
                hits.into_iter().any(|h| self.lists.is_of_people(self.cx, h.row))
            }
            _ => unit.row.is_some_and(|row| self.lists.is_of_people(self.cx, row)),
        }
    }

    fn is_animate(&self, head: usize) -> bool {
        match self.units[head].kind {
            UnitKind::Name(_, kind) => matches!(
                kind,
                EntityType::Person | EntityType::Organization | EntityType::Gpe | EntityType::Group
            ),
            UnitKind::Pronoun => true,
            UnitKind::Quantity(..) => {
                let tokens = &self.units[head].tokens;
                let agent = |t: u32| self.cx.matcher().forms(t).any(|f| f.voice == Voice::AGENT);
                let noun = |t: u32| self.lists.agent_noun(self.cx, t).is_some();
                let own = |t: u32| noun(t) || agent(t);
                (tokens.start..tokens.end).any(own)
            }
            _ => {
                let token = self.units[head].tokens.start;
                let pronoun = self.units[head].nya
                    && self.units[head].kind == UnitKind::Opener
                    && self.opens_people(head);
                pronoun
                    || self.lists.is_agent_noun(self.cx, &self.units[head].tokens)
                    || self.cx.matcher().forms(token).any(|f| f.voice == Voice::AGENT)
            }
        }
    }
}
