//! Names that share words or letters with other names of the article, and are of their kind.

use super::doubt;
use super::office::Offices;
use crate::annotations::{Name, Origin};
use crate::document::Hit;
use crate::layers::{Context, acronym};
use crate::record::EntityType;
use crate::rules::{ListId, Tables};
use rustc_hash::{FxHashMap, FxHashSet};
use std::ops::Range;

/// What made names of persons by their initials.
const INITIALS: Origin = Origin::Mechanism("names.initials");
/// Letters of a person's initials.
pub(in crate::layers) const LETTERS: Range<usize> = 2..5;
/// The kind of the heads of firms' names.
const COMPANY: &str = "company";
/// The part of a name that only families have.
const FAMILY: &str = "family";

/// The lists that tell.
#[derive(Debug)]
pub(super) struct Shares {
    person: Option<ListId>,
    /// The column of that list that tells given names from those of families.
    part: Option<usize>,
    /// The list of what bodies' names begin with, and the column that tells firms.
    head: Option<(ListId, usize)>,
}

impl Shares {
    /// Finds the lists.
    pub fn new(tables: &Tables) -> Shares {
        let head = tables.lists.find("organization_head");
        let person = tables.lists.find("person_name");
        Shares {
            person,
            part: person.and_then(|list| tables.lists.column(list, "part")),
            head: head.and_then(|list| Some((list, tables.lists.column(list, "kind")?))),
        }
    }

    /// Gives names what they share with others. First persons get all their words, so that they are
    /// compared whole; then firms and bodies take what is theirs by the words of their names, which is
    /// the stronger evidence; persons take what is left, by initials that no body has.
    pub fn complete(&self, cx: &Context<'_, '_>, offices: &Offices, names: &mut [Name]) {
        self.lengthen(cx, names);
        self.give_firms(cx, offices, names);
        give_bodies(cx, names);
        give_persons(cx, names);
    }

    /// Gives firms what the text calls by their names without the legal form: `Rimba Montara` of PT
    /// Rimba Montara. A firm may have its owner's name, so that a person stays one behind a title, by
    /// a given name, and in apposition to the firm: Direktur PT Rudi Hartono, Rudi Hartono.
    fn give_firms(&self, cx: &Context<'_, '_>, offices: &Offices, names: &mut [Name]) {
        let document = cx.document;
        let Some((list, column)) = self.head else { return };
        let plain = |name: &Name| {
            name.row.is_none() && matches!(name.origin, doubt::WEIGHED | super::repeat::REPEATED)
        };
        let firm = |name: &&Name| {
            let head = document.entry(&(name.tokens.start..name.tokens.start + 1), list);
            name.kind == EntityType::Organization
                && name.tokens.len() > 2
                && head.is_some_and(|row| cx.tables.lists.cell(row, column) == COMPANY)
        };
        let rest = |name: &Name| document.slice(&(name.tokens.start + 1..name.tokens.end));
        let firms: FxHashSet<&str> = names.iter().filter(firm).map(rest).collect();
        if firms.is_empty() {
            return;
        }
        let mut last = None;
        for name in names.iter_mut() {
            let Range { start, end } = name.tokens;
            let beside = last.replace(end).is_some_and(|last| last + 1 == start)
                && document.token_text(start - 1) == ",";
            let person = || {
                name.kind == EntityType::Person
                    && (beside || self.is_given(cx, start) || offices.before(cx, start).is_some())
            };
            let told = plain(name) && end - start > 1;
            if told && firms.contains(document.slice(&name.tokens)) && !person() {
                name.kind = EntityType::Organization;
            }
        }
    }

    /// Whether a given name begins at a token.
    fn is_given(&self, cx: &Context<'_, '_>, at: u32) -> bool {
        let given = |h: &Hit| {
            Some(h.list) == self.person
                && self.part.is_some_and(|part| cx.tables.lists.cell(h.row, part) != FAMILY)
        };
        cx.document.hits_at(at).iter().any(given)
    }

    /// Gives a person's name the word before it that stands alone as a person's elsewhere, or with
    /// which a given name of several words begins: *I* Made.
    fn lengthen(&self, cx: &Context<'_, '_>, names: &mut [Name]) {
        let document = cx.document;
        let person = |name: &Name| name.kind == EntityType::Person;
        let alone: FxHashSet<&str> = (names.iter())
            .filter(|n| person(n) && n.tokens.len() == 1)
            .map(|n| document.token_text(n.tokens.start))
            .collect();
        for index in 0..names.len() {
            let name = &names[index];
            let Some(at) = name.tokens.start.checked_sub(1).filter(|_| person(name)) else {
                continue;
            };
            let free = index == 0 || names[index - 1].tokens.end <= at;
            let inside = document.sentence_of(at) == document.sentence_of(name.tokens.start);
            let given = |h: &Hit| Some(h.list) == self.person && h.end > at + 1;
            let known = || document.hits_at(at).iter().any(given);
            let told = || name.tokens.len() == 1 && alone.contains(document.token_text(at));
            if free && inside && name.row.is_none() && (known() || told()) {
                names[index].tokens.start = at;
            }
        }
    }
}

/// Gives persons what was taken for places or bodies: a name that begins with a word which stands
/// alone as a person's, and the initials of the only name that has them.
fn give_persons(cx: &Context<'_, '_>, names: &mut [Name]) {
    let document = cx.document;
    let is_open = |name: &Name| name.row.is_none() && !matches!(name.origin, Origin::Rule(_));
    let is_short =
        |name: &Name| is_open(name) && acronym::is_capitals(document, &name.tokens, LETTERS);
    let long = |name: &Name| name.kind == EntityType::Gpe && is_open(name) && name.tokens.len() > 1;
    if !names.iter().any(|name| is_short(name) || long(name)) {
        return;
    }
    let alone: FxHashSet<&str> = (names.iter())
        .filter(|n| n.kind == EntityType::Person && n.tokens.len() == 1)
        .map(|n| document.token_text(n.tokens.start))
        .filter(|text| text.len() > 2)
        .collect();
    // The names that have some initials; none where a body has them, too.
    let mut bearers: FxHashMap<String, Option<&str>> = FxHashMap::default();
    for name in names.iter().filter(|name| name.tokens.len() > 1) {
        let (text, person) = (document.slice(&name.tokens), name.kind == EntityType::Person);
        let bearer = bearers.entry(acronym::initials(document, &name.tokens)).or_insert(Some(text));
        if !person || *bearer != Some(text) {
            *bearer = None;
        }
    }
    for name in names.iter_mut() {
        if long(name) && alone.contains(document.token_text(name.tokens.start)) {
            name.kind = EntityType::Person;
        }
        let plain = matches!(name.origin, doubt::WEIGHED | super::repeat::REPEATED);
        if plain && name.kind == EntityType::Organization && is_short(name) {
            let text = document.slice(&name.tokens);
            if let Some(Some(_)) = bearers.get(text) {
                (name.kind, name.origin) = (EntityType::Person, INITIALS);
            }
        }
    }
}

/// Gives bodies the short word in capitals that was taken for a person's: `SPR`, where the text names
/// PT SPR; and to products what was taken for a body's name: `Pajero`.
fn give_bodies(cx: &Context<'_, '_>, names: &mut [Name]) {
    let document = cx.document;
    let plain = |name: &Name| {
        name.row.is_none() && matches!(name.origin, doubt::WEIGHED | super::repeat::REPEATED)
    };
    let person = |name: &Name| {
        name.kind == EntityType::Person
            && plain(name)
            && acronym::is_capitals(document, &name.tokens, LETTERS)
    };
    let body = |name: &Name| name.kind == EntityType::Organization && plain(name);
    let products: FxHashSet<&str> = (names.iter())
        .filter(|n| n.kind == EntityType::Product)
        .map(|n| document.slice(&n.tokens))
        .collect();
    // The words of bodies' names.
    let words: FxHashSet<&str> = match names.iter().any(person) {
        true => (names.iter())
            .filter(|n| n.kind == EntityType::Organization && n.tokens.len() > 1)
            .flat_map(|n| n.tokens.clone().map(|at| document.token_text(at)))
            .collect(),
        false => FxHashSet::default(),
    };
    for name in names.iter_mut() {
        let text = document.slice(&name.tokens);
        if person(name) && words.contains(text) {
            name.kind = EntityType::Organization;
        } else if body(name) && products.contains(text) {
            name.kind = EntityType::Product;
        }
    }
}
