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
/// Tokens between the word for people and the first of them: tersangka lain, yakni *DP*.
const BETWEEN: u32 = 5;

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
    /// Words that name nothing: yakni, lain.
    function: Option<ListId>,
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
            function: find("function"),
        }
    }

    /// Makes persons of the members of such lists, keeping the order of the text.
    pub fn complete(&self, cx: &Context<'_, '_>, names: &mut Vec<Name>) {
        let document = cx.document;
        let mut added: Vec<Range<u32>> = Vec::new();
        let short = |name: &&Name| {
            name.kind == EntityType::Person && name.row.is_none() && name.tokens.len() == 1
        };
        let known = names.iter().filter(short).map(|name| document.token_text(name.tokens.start));
        let known: FxHashSet<&str> = known.collect();
        for sentence in &document.sentences {
            let mut at = sentence.tokens.start;
            while at < sentence.tokens.end {
                let end = sentence.tokens.end;
                let members = match self.is_initials(cx, at) {
                    true => self.members(cx, at, end),
                    false => Vec::new(),
                };
                let Some(&last) = members.last() else {
                    at += 1;
                    continue;
                };
                if members.len() > 1
                    && self.are_persons(cx, names, &known, &members, &sentence.tokens)
                {
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
    fn is_initials(&self, cx: &Context<'_, '_>, at: u32) -> bool {
        let document = cx.document;
        let token = &document.tokens[at as usize];
        token.case == Case::Upper
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
            if !(comma || joined) || next >= end || !self.is_initials(cx, next) {
                return if whole { members } else { vec![*members.last().unwrap_or(&first)] };
            }
            whole = joined;
            members.push(next);
            at = next + 1;
        }
    }

    /// Whether the members are people: a word for such as are told by their initials stands before or behind them, or one of
    /// them is `known` as a person elsewhere; hardly any is known as something else. kelas X, XI, dan XII are numbers.
    fn are_persons(
        &self,
        cx: &Context<'_, '_>,
        names: &[Name],
        known: &FxHashSet<&str>,
        members: &[u32],
        sentence: &Range<u32>,
    ) -> bool {
        let document = cx.document;
        let (Some(&first), Some(&last)) = (members.first(), members.last()) else { return false };
        let count = |list| members.iter().filter(|&&at| self.has(cx, at, list)).count();
        let other = |h: &Hit| h.list != self.person.unwrap_or(h.list);
        let strange = |at: &&u32| !document.hits_at(**at).iter().any(other);
        let strange = members.iter().filter(strange).count();
        let text = |&at: &u32| document.token_text(at);
        let roman = |at: &u32| text(at).bytes().all(|b| matches!(b, b'I' | b'V' | b'X'));
        let told = || members.iter().any(|at| known.contains(text(at)));
        let overlapping = names.partition_point(|name| name.tokens.end <= first);
        let mut overlapping =
            names[overlapping..].iter().take_while(|name| name.tokens.start <= last);
        2 * (count(self.common) + count(self.organization)) < members.len()
            && (members.len() > 2 && strange > 0 || 2 * strange >= members.len())
            && !members.iter().all(roman)
            && (told() || self.is_led(cx, sentence, (first, last)))
            && !overlapping.any(|name| name.tokens.len() > 1)
    }

    /// Whether a word for people stands before the members or behind them (DP dan MN sebagai *tersangka*), with words that name
    /// nothing between.
    fn is_led(
        &self,
        cx: &Context<'_, '_>,
        sentence: &Range<u32>,
        (first, last): (u32, u32),
    ) -> bool {
        let document = cx.document;
        let hidden = |at: u32| document.hits_at(at).iter().any(|h| Some(h.list) == self.hidden);
        let empty =
            |at: u32| !document.tokens[at as usize].is_word() || self.has(cx, at, self.function);
        let mut before = (first.saturating_sub(BETWEEN).max(sentence.start)..first).rev();
        let mut behind = last + 1..(last + 1 + BETWEEN).min(sentence.end);
        let is_told = |at: Option<u32>| at.is_some_and(hidden);
        is_told(before.find(|&at| hidden(at) || !empty(at)))
            || is_told(behind.find(|&at| hidden(at) || !empty(at)))
    }

    fn has(&self, cx: &Context<'_, '_>, at: u32, list: Option<ListId>) -> bool {
        list.is_some_and(|list| cx.document.entry(&(at..at + 1), list).is_some())
    }
}
