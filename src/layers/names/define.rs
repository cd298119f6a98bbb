//! Names that the text itself defines: capitalised words whose beginnings spell the abbreviation in brackets behind them.

use crate::annotations::{Name, Origin};
use crate::layers::{Context, acronym};
use crate::record::EntityType;
use crate::rules::{ListId, Tables, alternatives};
use crate::text::Case;
use rustc_hash::FxHashSet;
use std::ops::Range;

/// Whether things of a type are made by people, and called by what they are for.
fn is_made(kind: EntityType) -> bool {
    matches!(kind, EntityType::Organization | EntityType::Law | EntityType::Event)
}

/// What made the names that this step adds.
pub(super) const DEFINED: Origin = Origin::Mechanism("names.defined");

/// The lists that say what a name is by its first word.
#[derive(Debug)]
pub(super) struct Definitions {
    organization: Option<ListId>,
    /// Bodies that are known.
    known: Option<ListId>,
    place: Option<(ListId, usize)>,
    connector: Option<ListId>,
    title: Option<ListId>,
    /// Abbreviations of bodies that are those of other things, where one of these texts stands in the article.
    senses: Vec<(String, Vec<String>)>,
}

impl Definitions {
    /// Finds the lists.
    pub fn new(tables: &Tables) -> Definitions {
        let lists = &tables.lists;
        let place = lists.find("place_head");
        Definitions {
            organization: lists.find("organization_head"),
            known: lists.find("organization"),
            place: place.and_then(|list| Some((list, lists.column(list, "type")?))),
            connector: lists.find("connector"),
            title: lists.find("title"),
            senses: lists.find("other_sense").map_or_else(Vec::new, |list| {
                let near = |row| alternatives(lists.get(row, "near")).map(str::to_owned).collect();
                lists.rows(list).map(|row| (lists.form(row).to_owned(), near(row))).collect()
            }),
        }
    }

    /// Adds the abbreviations that stand for other things in this article.
    fn other_senses<'d>(&self, cx: &Context<'d, '_>, common: &mut FxHashSet<&'d str>) {
        let text = cx.document.text;
        for (form, near) in &self.senses {
            if let Some(at) = text.find(form)
                && near.iter().any(|near| text.contains(near))
            {
                common.insert(&text[at..at + form.len()]);
            }
        }
    }

    /// Adds what brackets define, and lets what they define take the place of parts of it; the
    /// abbreviations of what is no name, as the text defines them.
    pub fn complete<'d>(&self, cx: &Context<'d, '_>, names: &mut Vec<Name>) -> FxHashSet<&'d str> {
        let document = cx.document;
        let (mut defined, mut common) = (Vec::<Name>::new(), FxHashSet::default());
        for sentence in &document.sentences {
            let Range { start, end } = sentence.tokens;
            for open in start + 1..end.saturating_sub(2).max(start + 1) {
                let closed = document.token_text(open) == "("
                    && document.token_text(open + 2) == ")"
                    && matches!(
                        document.tokens[open as usize + 1].case,
                        Case::Upper | Case::Capital
                    );
                if closed {
                    self.define(cx, names, start..open, &mut defined);
                    if self.is_common(cx, names, start..open) {
                        common.insert(document.token_text(open + 1));
                    }
                }
            }
        }
        self.other_senses(cx, &mut common);
        let named = |name: &Name| {
            name.tokens.len() > 1
                || matches!(name.kind, EntityType::Law | EntityType::Event | EntityType::Product)
        };
        names.retain(|name| named(name) || !common.contains(document.slice(&name.tokens)));
        if defined.is_empty() {
            return common;
        }
        let meets = |name: &Name| {
            let at = defined.partition_point(|d| d.tokens.end <= name.tokens.start);
            defined.get(at).is_some_and(|d| d.tokens.start < name.tokens.end)
        };
        names.retain(|name| !meets(name));
        names.append(&mut defined);
        names.sort_by_key(|name| name.tokens.start);
        common
    }

    /// What the brackets behind `before` define, if its last words spell it.
    fn define(
        &self,
        cx: &Context<'_, '_>,
        names: &[Name],
        before: Range<u32>,
        defined: &mut Vec<Name>,
    ) {
        let document = cx.document;
        let (open, short) = (before.end, before.end + 1..before.end + 2);
        let at = names.partition_point(|n| n.tokens.start < short.start);
        // Brackets inside a name, or with the name's own end behind them, define no whole.
        if names[..at].last().is_some_and(|n| n.tokens.end > open) || self.goes_on(cx, names, open)
        {
            return;
        }
        let named = names.get(at).filter(|n| n.tokens == short);
        // A person by the letters of the name that stands there.
        let upper = document.tokens[short.start as usize].case == Case::Upper;
        if let Some(last) = names[..at].last().filter(|n| n.tokens.end == open)
            && last.kind == EntityType::Person
        {
            let spelt = upper
                && (acronym::spelt(document, &last.tokens, short.start, self.connector).is_some()
                    || acronym::cuts(document, last.tokens.start, short.start));
            if spelt && named.is_none_or(|n| n.kind != EntityType::Person) {
                let tokens = short.clone();
                defined.push(Name { tokens, kind: last.kind, row: None, origin: DEFINED });
            }
            return;
        }
        let Some(start) = acronym::spelt(document, &before, short.start, self.connector) else {
            // A body's other name, by whatever letters: `The University of Leeds (ULeeds)`.
            let body = names[..at].last().filter(|n| n.tokens.end == open);
            if let Some(body) = body.filter(|n| n.kind == EntityType::Organization)
                && named.is_some_and(|n| n.row.is_none() && n.kind != body.kind)
            {
                let (kind, tokens) = (body.kind, short);
                defined.push(Name { tokens, kind, row: None, origin: DEFINED });
            }
            return;
        };
        let long = start..open;
        // Known as it stands, and the abbreviation too: nothing to add.
        let whole = names[..at].iter().rev().find(|n| n.tokens == long);
        if let (Some(whole), Some(named)) = (whole, named)
            && whole.kind == named.kind
        {
            return;
        }
        // A longer name that ends here knows better where it begins.
        let cut = names[..at].iter().rev().find(|n| n.tokens.end > start);
        let ending = cut.filter(|n| n.tokens.end == open).map(|n| n.kind);
        if cut.is_some_and(|n| n.tokens.start < start) {
            // Gedung Bursa Efek Indonesia (BEI): the building is called by the body that it is of.
            let row = self.known.and_then(|list| document.entry(&long, list));
            let place = ending.is_some_and(|kind| !is_made(kind) && kind != EntityType::Person);
            if let (true, Some(row)) = (place, row) {
                if named.is_none_or(|n| n.row.is_none()) {
                    let kind = EntityType::Organization;
                    defined.push(Name { tokens: short, kind, row: Some(row), origin: DEFINED });
                }
                return;
            }
            if let Some(kind) = ending
                && named.is_some_and(|n| n.kind != kind && n.row.is_none())
            {
                defined.push(Name { tokens: short, kind, row: None, origin: DEFINED });
            }
            return;
        }
        // `Menteri Lingkungan Hidup (LH)`: an office, no place.
        let titled = self.title.is_some_and(|list| {
            (start.saturating_sub(3).max(before.start)..start)
                .any(|from| document.entry(&(from..start), list).is_some())
        });
        let head = self.head(cx, start, open);
        if titled && head != Some(EntityType::Organization) {
            return;
        }
        let kind = (head.or(whole.map(|n| n.kind)))
            .or(named.map(|n| n.kind).filter(|&kind| kind != EntityType::Person))
            .or(ending.filter(|&kind| is_made(kind)));
        let Some(kind) = kind else { return };
        let row = |name: Option<&Name>| name.filter(|n| n.kind == kind).and_then(|n| n.row);
        let (full, brief) = (row(whole), row(named));
        defined.push(Name { tokens: long, kind, row: full, origin: DEFINED });
        defined.push(Name { tokens: short, kind, row: brief, origin: DEFINED });
    }

    /// Whether the brackets behind `before` abbreviate what is no name: `wajib pajak (WP)`, or not what
    /// the lists know by these letters: `Pajak Kendaraan Bermotor (PKB)`.
    fn is_common(&self, cx: &Context<'_, '_>, names: &[Name], before: Range<u32>) -> bool {
        let (document, open) = (cx.document, before.end);
        if document.tokens[open as usize + 1].case != Case::Upper {
            return false;
        }
        let at = names.partition_point(|n| n.tokens.end < open);
        let ends = names.get(at).is_some_and(|n| n.tokens.end >= open && n.tokens.start <= open);
        let short = names[at..].iter().find(|n| n.tokens.start > open);
        let row = short.filter(|n| n.tokens == (open + 1..open + 2)).and_then(|n| n.row);
        let spelt =
            || acronym::spelt_by_first(document, &before, open + 1, self.connector, row.is_some());
        let Some(start) = (!ends).then(spelt).flatten() else { return false };
        let told = |row| cx.tables.lists.cell(row, 0).to_lowercase();
        let long = document.slice(&(start..open)).to_lowercase();
        self.head(cx, start, open).is_none()
            && !row.is_some_and(|row| alternatives(&told(row)).any(|form| form == long))
    }

    /// Whether a capitalised word follows the brackets that begins no place.
    fn goes_on(&self, cx: &Context<'_, '_>, names: &[Name], open: u32) -> bool {
        let (document, behind) = (cx.document, open + 3);
        let Some(token) = document.tokens.get(behind as usize) else { return false };
        let index = names.partition_point(|n| n.tokens.start < behind);
        let place = names.get(index).filter(|n| n.tokens.start == behind).is_some_and(|n| {
            matches!(n.kind, EntityType::Gpe | EntityType::Location | EntityType::Person)
        });
        token.is_word() && token.is_capitalised(document.text) && !place
    }

    /// The type that the first word tells.
    fn head(&self, cx: &Context<'_, '_>, start: u32, end: u32) -> Option<EntityType> {
        let lists = &cx.tables.lists;
        let hits = cx.document.hits_at(start).iter().filter(|h| h.end < end);
        let mut rows = hits.rev().map(|h| (h.list, h.row));
        rows.find_map(|(list, row)| match self.place {
            _ if Some(list) == self.organization => Some(EntityType::Organization),
            Some((place, kind)) if list == place => EntityType::from_name(lists.cell(row, kind)),
            _ => None,
        })
    }
}
