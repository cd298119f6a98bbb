//! Names that lists know for certain and the weights passed over: those of several words, and unmistakable abbreviations.

use super::Names;
use crate::annotations::{Name, Origin};
use crate::layers::Context;
use crate::record::EntityType;
use crate::rules::{ListId, RowId};
use crate::text::Case;
use rustc_hash::FxHashSet;
use std::cell::LazyCell;

/// Letters of an abbreviation that is no other word.
const LETTERS: usize = 4;
/// Lists of what a name begins with: such words alone name nothing.
const HEADS: [&str; 4] = ["organization_head", "place_head", "title", "common_abbreviation"];

impl Names {
    /// Adds, where nothing is named, what the lists know there.
    pub(super) fn fill(&self, cx: &Context<'_, '_>, names: &mut Vec<Name>) {
        let document = cx.document;
        if document.caseless {
            return;
        }
        let mut named = vec![false; document.tokens.len()];
        for name in names.iter() {
            named[name.tokens.start as usize..name.tokens.end as usize].fill(true);
        }
        let heads: Vec<ListId> =
            HEADS.iter().filter_map(|name| cx.tables.lists.find(name)).collect();
        // The first words of each name, as many as there are but the last.
        let beginnings = LazyCell::new(|| -> FxHashSet<&str> {
            let texts = names.iter().map(|name| document.slice(&name.tokens));
            texts.flat_map(|text| text.match_indices(' ').map(|(at, _)| &text[..at])).collect()
        });
        let mut added = Vec::new();
        for sentence in &document.sentences {
            let mut at = sentence.tokens.start;
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
                    if hits.iter().any(|h| h.end == end && heads.contains(&h.list)) {
                        return None;
                    }
                    (self.is_sure(cx, row, kind, at, end)).then_some(kind)
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
        let tail = cx.tables.lists.find("organization_tail");
        let mut hits = cx.document.hits_at(at).iter();
        token.is_word()
            && token.is_capitalised(cx.document.text)
            && (cx.document.hits_at(at).is_empty() || hits.any(|h| Some(h.list) == tail))
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
