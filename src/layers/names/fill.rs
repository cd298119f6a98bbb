//! Names that lists know for certain and the weights passed over: those of several words, unmistakable abbreviations, and
//! places whose one word is no other.

use super::Names;
use crate::annotations::{Name, Origin};
use crate::layers::Context;
use crate::record::EntityType;
use crate::rules::{ListId, RowId, Tables};
use crate::text::{BlockKind, Case};
use rustc_hash::FxHashSet;
use std::cell::LazyCell;
use std::ops::Range;

/// Letters of an abbreviation that is no other word.
const LETTERS: usize = 4;
/// Lists of what a name begins with: such words alone name nothing.
const HEADS: [&str; 4] = ["organization_head", "place_head", "title", "common_abbreviation"];

/// Lists of places whose names of one word are sure, where they are marked as no other word.
const PLACES: [&str; 2] = ["city", "region_id"];

/// The lists that tell.
#[derive(Debug)]
pub(super) struct Fills {
    heads: Vec<ListId>,
    places: Vec<ListId>,
    bodies: Option<ListId>,
    body_head: Option<ListId>,
    title: Option<ListId>,
    tail: Option<ListId>,
}

impl Fills {
    /// Finds the lists.
    pub fn new(tables: &Tables) -> Fills {
        let find = |names: &[&str]| names.iter().filter_map(|n| tables.lists.find(n)).collect();
        Fills {
            heads: find(&HEADS),
            places: find(&PLACES),
            bodies: tables.lists.find("organization"),
            body_head: tables.lists.find("organization_head"),
            title: tables.lists.find("title"),
            tail: tables.lists.find("organization_tail"),
        }
    }
}

impl Names {
    /// Adds, where nothing is named, what the lists know there, but for the abbreviations that the text
    /// has for what is no name.
    pub(super) fn fill(
        &self,
        cx: &Context<'_, '_>,
        common: &FxHashSet<&str>,
        names: &mut Vec<Name>,
    ) {
        let document = cx.document;
        if document.caseless {
            return;
        }
        let mut named = vec![false; document.tokens.len()];
        for name in names.iter() {
            named[name.tokens.start as usize..name.tokens.end as usize].fill(true);
        }
        // The first words of each name, as many as there are but the last.
        let beginnings = LazyCell::new(|| -> FxHashSet<&str> {
            let texts = names.iter().map(|name| document.slice(&name.tokens));
            texts.flat_map(|text| text.match_indices(' ').map(|(at, _)| &text[..at])).collect()
        });
        let mut added = Vec::new();
        for sentence in &document.sentences {
            let mut at = sentence.tokens.start;
            let body = document.layout.blocks[sentence.block as usize].kind == BlockKind::Body;
            let alone = |at: u32| {
                let capital = |t: u32| document.tokens[t as usize].is_capitalised(document.text);
                let first = sentence.tokens.start;
                let opener = |at| at == first && self.doubts.is_common_word(cx, at);
                body && at > first
                    && (!capital(at - 1) || opener(at - 1))
                    && document.token_text(at - 1) != "-"
                    && (at + 1 == sentence.tokens.end
                        || !capital(at + 1) && document.token_text(at + 1) != "-")
            };
            let titled =
                |at: u32| !body && self.stands_in_headline(cx, &sentence.tokens, &named, at);
            while at < sentence.tokens.end {
                if named[at as usize] {
                    at += 1;
                    continue;
                }
                let capital = document.tokens[at as usize].is_capitalised(document.text);
                let hits = if capital { document.hits_at(at) } else { &[] };
                let free =
                    |end: u32| end <= sentence.tokens.end && (at..end).all(|t| !named[t as usize]);
                let sure = |row: RowId, end: u32| -> Option<EntityType> {
                    let kind = self.classes.kind(row).filter(|_| free(end))?;
                    let body = end == at + 1
                        && self.is_sure_body(cx, row)
                        && !common.contains(document.token_text(at))
                        && (titled(at)
                            || body && self.stands_free(cx, &sentence.tokens, names, at));
                    let head = |list| {
                        self.fills.heads.contains(&list)
                            && !(body && Some(list) == self.fills.body_head)
                    };
                    if hits.iter().any(|h| h.end == end && head(h.list)) {
                        return None;
                    }
                    if body {
                        return Some(kind);
                    }
                    let sure = self.is_sure(cx, row, kind, at, end)
                        || end == at + 1
                            && self.is_sure_place(cx, row)
                            && (alone(at) || titled(at));
                    sure.then_some(kind)
                };
                let known = hits.iter().filter_map(|h| Some((h.end, h.row, sure(h.row, h.end)?)));
                let longest = known.max_by_key(|&(end, row, _)| (end, std::cmp::Reverse(row)));
                let Some((end, row, kind)) = longest else {
                    at += 1;
                    continue;
                };
                // A longer name of a body that the list does not know.
                let goes_on = kind == EntityType::Organization
                    && end < sentence.tokens.end
                    && !named[end as usize]
                    && self.goes_on(cx, end);
                // Short for what the text names in full, which may be another's.
                let text = document.slice(&(at..end));
                let short = || beginnings.contains(text);
                if !goes_on && !short() {
                    let (tokens, origin) = (at..end, Origin::Row(row));
                    added.push(Name { tokens, kind, row: Some(row), origin });
                }
                at = end;
            }
        }
        drop(beginnings);
        if !added.is_empty() {
            names.append(&mut added);
            names.sort_by_key(|name| name.tokens.start);
        }
    }

    /// Whether a word is like the rest of a body's name: capitalised, and known as the end of such or
    /// not at all.
    fn goes_on(&self, cx: &Context<'_, '_>, at: u32) -> bool {
        let token = &cx.document.tokens[at as usize];
        let mut hits = cx.document.hits_at(at).iter();
        token.is_word()
            && token.is_capitalised(cx.document.text)
            && (cx.document.hits_at(at).is_empty() || hits.any(|h| Some(h.list) == self.fills.tail))
    }

    /// Whether a row is that of a body whose name is no other word.
    fn is_sure_body(&self, cx: &Context<'_, '_>, row: RowId) -> bool {
        Some(cx.tables.lists.list_of(row)) == self.fills.bodies
            && cx.tables.lists.get(row, "flag").is_empty()
    }

    /// Whether a word within a sentence has no capitals beside it but those of titles before it, and of
    /// titles and persons behind it: Rektor *Unair* Prof.
    fn stands_free(
        &self,
        cx: &Context<'_, '_>,
        sentence: &Range<u32>,
        names: &[Name],
        at: u32,
    ) -> bool {
        let document = cx.document;
        let capital = |t: u32| document.tokens[t as usize].is_capitalised(document.text);
        let titled = |from: u32, end: Option<u32>| {
            let mut hits = document.hits_at(from).iter();
            hits.any(|h| Some(h.list) == self.fills.title && end.is_none_or(|end| h.end == end))
        };
        let dash = |t: u32| matches!(document.token_text(t), "-" | "/" | "(");
        let before = at > sentence.start
            && !self.titles.offices.ends_title(cx, &(at..at + 1))
            && (document.tokens[at as usize - 1].is_word() || document.token_text(at - 1) == ",")
            && (!capital(at - 1)
                || (at.saturating_sub(3).max(sentence.start)..at).any(|t| titled(t, Some(at))));
        let person = |t: u32| {
            let index = names.partition_point(|n| n.tokens.start < t);
            let name = names.get(index).filter(|n| n.tokens.start == t);
            name.is_some_and(|n| n.kind == EntityType::Person)
        };
        let next = at + 1;
        let behind = next >= sentence.end
            || !dash(next) && (!capital(next) || person(next) || titled(next, None));
        before && behind
    }

    /// Whether a word of a headline, where most have capitals, is no other word, and those beside it are: Warga *Jatim* Puas.
    fn stands_in_headline(
        &self,
        cx: &Context<'_, '_>,
        sentence: &Range<u32>,
        named: &[bool],
        at: u32,
    ) -> bool {
        let document = cx.document;
        let common = |t: u32| self.doubts.is_common_word(cx, t);
        let apart = |t: u32| {
            let token = &document.tokens[t as usize];
            match token.is_word() && token.is_capitalised(document.text) {
                true => common(t) || named[t as usize],
                false => !matches!(document.token_text(t), "-" | "/" | "&"),
            }
        };
        let head = |t: u32| {
            let heads = |list| self.fills.heads.contains(&list) && Some(list) != self.fills.title;
            document.hits_at(t).iter().any(|h| h.end == t + 1 && heads(h.list))
        };
        !common(at)
            && (at == sentence.start || apart(at - 1) && (named[at as usize - 1] || !head(at - 1)))
            && (at + 1 == sentence.end || apart(at + 1))
    }

    /// Whether a row is that of a place whose name is no other word.
    fn is_sure_place(&self, cx: &Context<'_, '_>, row: RowId) -> bool {
        let list = cx.tables.lists.list_of(row);
        self.fills.places.contains(&list) && cx.tables.lists.get(row, "flag").is_empty()
    }

    /// Whether a row names what stands at these tokens whatever stands beside it.
    fn is_sure(
        &self,
        cx: &Context<'_, '_>,
        row: RowId,
        kind: EntityType,
        at: u32,
        end: u32,
    ) -> bool {
        use EntityType::{Gpe, Organization, Person};
        let document = cx.document;
        let capital = |at: u32| {
            let token = &document.tokens[at as usize];
            !token.is_word() || token.is_capitalised(document.text)
        };
        let plain = cx.tables.lists.get(row, "flag").is_empty()
            && matches!(kind, Organization | Person | Gpe)
            && (at..end).filter(|&t| !capital(t)).count() <= 1;
        let token = &document.tokens[at as usize];
        let short = token.case == Case::Upper && token.span.len() >= LETTERS;
        plain && (end - at > 1 || short && kind == Organization)
    }
}
