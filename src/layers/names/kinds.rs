//! The finer type of a name: a place is a state, a natural place or a building.

use super::classes::Classes;
use super::feature::Sort;
use crate::layers::Context;
use crate::record::EntityType;
use crate::rules::{ListId, RowId, Tables};
use std::ops::Range;

impl Classes {
    /// The type of the thing that a row names, if it names one.
    pub fn kind(&self, row: RowId) -> Option<EntityType> {
        // Labels begin with the entity types, in the order of the record.
        EntityType::ALL.get(usize::from(self.label(row)?.0)).copied()
    }
}

/// The lists that tell.
#[derive(Debug)]
pub struct Kinds {
    /// Words that begin (or, as generic nouns, stand before) the names of places.
    head: Option<ListId>,
    /// Words that end the names of places, as in English.
    tail: Option<ListId>,
    /// Abbreviations of generic nouns: a place called by one is a building of that kind.
    common: Option<ListId>,
}

impl Kinds {
    /// Finds the lists.
    pub fn new(tables: &Tables) -> Kinds {
        let find = |name| tables.lists.find(name);
        let (head, tail) = (find("place_head"), find("place_tail"));
        Kinds { head, tail, common: find("common_abbreviation") }
    }

    /// The type of a name of that coarse type, which that row knows.
    pub fn kind(
        &self,
        cx: &Context<'_, '_>,
        classes: &Classes,
        tokens: &Range<u32>,
        sort: Sort,
        row: Option<RowId>,
    ) -> EntityType {
        let known = row.and_then(|row| classes.kind(row));
        match (sort, known) {
            (_, Some(kind)) => kind,
            (Sort::Person, _) => EntityType::Person,
            (Sort::Organization, _) => EntityType::Organization,
            (Sort::Other, _) => EntityType::Product,
            (Sort::Place, _) => self.place(cx, classes, tokens).unwrap_or(EntityType::Gpe),
        }
    }

    fn place(
        &self,
        cx: &Context<'_, '_>,
        classes: &Classes,
        tokens: &Range<u32>,
    ) -> Option<EntityType> {
        let typed = |at: u32, end: Option<u32>, list: Option<ListId>| {
            let hits = cx.document.hits_at(at).iter();
            let fits = hits.filter(|h| Some(h.list) == list);
            fits.filter(|h| end.is_none_or(|end| h.end == end))
                .max_by_key(|h| h.end)
                .and_then(|h| classes.kind(h.row))
        };
        let common = || {
            let entry = cx.document.entry(tokens, self.common?);
            entry.map(|_| EntityType::Facility)
        };
        let before = || {
            (1..=2).find_map(|n| {
                let at = tokens.start.checked_sub(n)?;
                typed(at, Some(tokens.start), self.head)
            })
        };
        typed(tokens.start, None, self.head)
            .or_else(|| typed(tokens.end - 1, Some(tokens.end), self.tail))
            .or_else(before)
            .or_else(common)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::LABELS;

    #[test]
    fn labels_begin_with_the_types_in_their_order() {
        let types: Vec<_> = EntityType::ALL.iter().map(|t| t.as_str()).collect();
        assert_eq!(LABELS[..types.len()], types);
    }
}
