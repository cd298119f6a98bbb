//! Persons told by their initials one after another: the suspects DP, MN, AK dan SU.

use crate::annotations::{Name, Origin};
use crate::document::Hit;
use crate::layers::Context;
use crate::record::EntityType;
use crate::rules::{ListId, Tables};
use crate::text::Case;
use rustc_hash::FxHashSet;
use std::ops::Range;

/// What made the names that this step adds.
pub(super) const LISTED: Origin = Origin::Mechanism("names.initials_listed");
/// Letters of a person's initials.
const LETTERS: Range<usize> = 1..5;
/// Tokens between brackets behind initials: an age.
const BRACKETED: u32 = 3;

/// The lists that tell.
#[derive(Debug)]
pub(super) struct Listed {
    /// Words for people whom the press calls by their initials.
    hidden: Option<ListId>,
    /// Words between the last two.
    joiner: Option<ListId>,
    organization: Option<ListId>,
    /// Abbreviations that name nothing.
    common: Option<ListId>,
    person: Option<ListId>,
}

impl Listed {
    /// Finds the lists.
    pub fn new(tables: &Tables) -> Listed {
        let find = |name| tables.lists.find(name);
        Listed {
            hidden: find("hidden_person"),
            joiner: find("coordinator"),
            organization: find("organization"),
            common: find("common_abbreviation"),
            person: find("person_name"),
        }
    }

    /// Makes persons of the members of such lists, keeping the order of the text.
    pub fn complete(&self, cx: &Context<'_, '_>, names: &mut Vec<Name>) {
        let document = cx.document;
        let mut added: Vec<Range<u32>> = Vec::new();
        for sentence in &document.sentences {
            let mut at = sentence.tokens.start;
            while at < sentence.tokens.end {
                let end = sentence.tokens.end;
                let members = match self.is_initials(cx, at, end) {
                    true => self.members(cx, at, end),
                    false => Vec::new(),
                };
                let Some(&last) = members.last() else {
                    at += 1;
                    continue;
                };
                if members.len() > 1 && self.are_persons(cx, names, &members, &sentence.tokens) {
                    added.extend(members.iter().map(|&at| at..at + 1));
                }
                at = last + 1;
            }
        }
        if added.is_empty() {
            return;
        }
        let listed: FxHashSet<u32> = added.iter().map(|tokens| tokens.start).collect();
        names.retain(|name| !listed.contains(&name.tokens.start));
        names.extend(added.into_iter().map(|tokens| Name {
            tokens,
            kind: EntityType::Person,
            row: None,
            origin: LISTED,
        }));
        names.sort_by_key(|name| name.tokens.start);
    }

    /// Whether a token is a few capital letters that stand as one word.
    fn is_initials(&self, cx: &Context<'_, '_>, at: u32, end: u32) -> bool {
        let document = cx.document;
        let token = &document.tokens[at as usize];
        at < end
            && token.case == Case::Upper
            && token.is_word()
            && LETTERS.contains(&token.span.len())
            && token.span.of(document.text).bytes().all(|b| b.is_ascii_uppercase())
    }

    /// The members of the list that begins at a token, of which the last has its joiner; only commas
    /// between them make no list of them.
    fn members(&self, cx: &Context<'_, '_>, first: u32, end: u32) -> Vec<u32> {
        let text = |at: u32| if at < end { cx.document.token_text(at) } else { "" };
        let (mut members, mut at, mut whole) = (vec![first], first + 1, false);
        loop {
            if text(at) == "(" {
                let close = (at + 2..at + 2 + BRACKETED).find(|&at| text(at) == ")");
                at = close.map_or(at, |close| close + 1);
            }
            let comma = text(at) == ",";
            let after = at + u32::from(comma);
            let joined = after < end && self.has(cx, after, self.joiner);
            let next = after + u32::from(joined);
            if !(comma || joined) || next >= end || !self.is_initials(cx, next, end) {
                return if whole { members } else { vec![*members.last().unwrap_or(&first)] };
            }
            whole = joined;
            members.push(next);
            at = next + 1;
        }
    }

    /// Whether the members are people: the sentence speaks of such as are told by their initials, or one
    /// of them is a person elsewhere; hardly any is known as something else.
    fn are_persons(
        &self,
        cx: &Context<'_, '_>,
        names: &[Name],
        members: &[u32],
        sentence: &Range<u32>,
    ) -> bool {
        let document = cx.document;
        let count = |list| members.iter().filter(|&&at| self.has(cx, at, list)).count();
        let other = |h: &Hit| h.list != self.person.unwrap_or(h.list);
        let strange = |at: &&u32| !document.hits_at(**at).iter().any(other);
        let strange = members.iter().filter(strange).count();
        let told = || {
            let hidden = |at: u32| document.hits_at(at).iter().any(|h| Some(h.list) == self.hidden);
            sentence.clone().any(hidden)
                || names.iter().any(|name| {
                    name.kind == EntityType::Person
                        && name.row.is_none()
                        && name.tokens.len() == 1
                        && members.iter().any(|&at| {
                            document.token_text(at) == document.token_text(name.tokens.start)
                        })
                })
        };
        let long = |name: &Name| {
            name.tokens.len() > 1 && members.iter().any(|at| name.tokens.contains(at))
        };
        2 * (count(self.common) + count(self.organization)) < members.len()
            && (members.len() > 2 && strange > 0 || 2 * strange >= members.len())
            && told()
            && !names.iter().any(long)
    }

    fn has(&self, cx: &Context<'_, '_>, at: u32, list: Option<ListId>) -> bool {
        list.is_some_and(|list| cx.document.entry(&(at..at + 1), list).is_some())
    }
}
