//! What the first and the last words of a name say of its type: bodies, places and persons have words of their own there.

use crate::annotations::Name;
use crate::layers::Context;
use crate::record::EntityType;
use crate::rules::{ListId, Tables};
use std::ops::Range;

/// Lists of places, and of what their names begin and end with.
const PLACES: [&str; 8] = [
    "country",
    "region_id",
    "district_id",
    "city",
    "location",
    "facility",
    "place_head",
    "place_tail",
];

/// The lists that tell.
#[derive(Debug)]
pub(super) struct Heads {
    organization: Option<ListId>,
    head: Option<ListId>,
    tail: Option<ListId>,
    place_head: Option<ListId>,
    place_tail: Option<ListId>,
    person: Option<ListId>,
    direction: Option<ListId>,
    /// Lists of places, and of what their names begin and end with.
    places: Vec<ListId>,
}

impl Heads {
    /// Finds the lists.
    pub fn new(tables: &Tables) -> Heads {
        let lists = &tables.lists;
        Heads {
            organization: lists.find("organization"),
            head: lists.find("organization_head"),
            tail: lists.find("organization_tail"),
            place_head: lists.find("place_head"),
            place_tail: lists.find("place_tail"),
            person: lists.find("person_name"),
            direction: lists.find("name_tail"),
            places: PLACES.iter().filter_map(|name| lists.find(name)).collect(),
        }
    }

    /// Whether a name begins with what only bodies' names begin with: `Universitas`, `BRI`.
    pub fn is_body(&self, cx: &Context<'_, '_>, tokens: &Range<u32>) -> bool {
        let heads = || {
            let hits = cx.document.hits_at(tokens.start).iter().filter(|h| h.end < tokens.end);
            hits.map(|h| Some(h.list))
        };
        heads().any(|list| list == self.organization || list == self.head)
            && !heads().any(|list| list == self.place_head)
    }

    /// Whether a name that was taken for a person's or a place's is a body's by its ends.
    pub fn is_mistaken_body(&self, cx: &Context<'_, '_>, name: &Name) -> bool {
        self.is_foreign_body(cx, name) || self.ends_in_body(cx, name)
    }

    /// Where a person's name begins that was taken for one with the firm's before it: Nusa Financial
    /// Futures | Leo Tanaka.
    pub fn behind_firm(&self, cx: &Context<'_, '_>, name: &Name) -> Option<u32> {
        let Range { start, end } = name.tokens;
        let person = name.kind == EntityType::Person && end - start > 3;
        let tail = |at: &u32| has(cx, *at, self.tail) && !has(cx, *at, self.person);
        let last = (start + 1..end - 1).rev().find(tail).filter(|_| person)?;
        Some(last + 1)
    }

    /// Whether a name that is no person's and no place's ends, or begins, as bodies abroad do.
    fn is_foreign_body(&self, cx: &Context<'_, '_>, name: &Name) -> bool {
        use EntityType::{Facility, Gpe, Location, Person};
        let Range { start, end } = name.tokens;
        matches!(name.kind, Person | Gpe | Location | Facility)
            && end - start > 1
            && (has(cx, end - 1, self.tail)
                && !has(cx, end - 1, self.place_tail)
                && !has(cx, start, self.person)
                || name.kind == Gpe && self.begins_foreign_body(cx, start, end))
    }

    /// Whether what was taken for a place, though no list and no head of places knows it, ends with a
    /// body: *NTMC Polri*.
    fn ends_in_body(&self, cx: &Context<'_, '_>, name: &Name) -> bool {
        let Range { start, end } = name.tokens;
        name.kind == EntityType::Gpe
            && end - start > 1
            && has(cx, end - 1, self.organization)
            && !(start..end).any(|at| self.is_place(cx, at))
    }

    /// Whether a name begins as bodies do, perhaps behind one word: *The University of* Somewhere.
    fn begins_foreign_body(&self, cx: &Context<'_, '_>, start: u32, end: u32) -> bool {
        (start..end.min(start + 2)).any(|at| {
            let mut hits = cx.document.hits_at(at).iter();
            hits.any(|h| Some(h.list) == self.head && h.end < end && h.end > at + 1)
        })
    }

    /// Whether what was taken for a place, though no word of it is known as one, begins with a given
    /// name, perhaps behind an initial: *I Gusti Ngurah* Wirata.
    pub fn is_mistaken_person(&self, cx: &Context<'_, '_>, name: &Name) -> bool {
        let Range { start, end } = name.tokens;
        let initial = cx.document.token_text(start).len() == 1;
        let first = if initial { start + 1 } else { start };
        let given = || {
            let row = cx.document.entry(&(first..first + 1), self.person?)?;
            Some(cx.tables.lists.get(row, "flag").is_empty())
        };
        name.kind == EntityType::Gpe
            && end - start > 1
            && (start..end)
                .all(|at| cx.document.tokens[at as usize].is_capitalised(cx.document.text))
            && !(start..first + 1).any(|at| self.is_place(cx, at))
            && !(start..end).any(|at| has(cx, at, self.tail) || has(cx, at, self.direction))
            && !has(cx, end - 1, self.place_tail)
            && given() == Some(true)
    }

    /// Whether a word begins the names of bodies.
    pub fn begins_body(&self, cx: &Context<'_, '_>, at: u32) -> bool {
        has(cx, at, self.head)
    }

    /// Whether a word is a place, or begins or ends the names of places.
    pub fn is_place(&self, cx: &Context<'_, '_>, at: u32) -> bool {
        let mut hits = cx.document.hits_at(at).iter().filter(|h| h.end == at + 1);
        hits.any(|h| self.places.contains(&h.list))
    }
}

/// Whether a list knows a word.
fn has(cx: &Context<'_, '_>, at: u32, list: Option<ListId>) -> bool {
    list.is_some_and(|list| cx.document.entry(&(at..at + 1), list).is_some())
}
