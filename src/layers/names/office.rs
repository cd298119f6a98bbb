//! Titles beside and inside names: which of them are positions, ranks or forms of address, and where a name begins behind one.

use super::doubt::WEIGHED;
use crate::annotations::Name;
use crate::layers::{Context, acronym};
use crate::record::EntityType;
use crate::rules::{CellId, ListId, RowId, Tables};
use std::ops::{Range, RangeInclusive};

/// Letters of an office's abbreviation: the minister's *PU*.
const SHORT: RangeInclusive<usize> = 2..=6;
/// Tokens of the title before a name.
const REACH: u32 = 3;

/// What a kind of title is to names: a column of the list `title_kind`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub(super) enum Quality {
    /// Alone it names nothing.
    Office,
    /// It is no part of the name behind it.
    Position,
    /// It stands before persons, never before bodies.
    Rank,
    /// It is no part of a name of two words.
    Address,
    /// It is abbreviated with a point before the name.
    Pointed,
    /// A person may be called by it and nothing else.
    Alone,
    /// Who has it has a role in the record.
    Role,
    /// What it is for stands behind it.
    Purpose,
}

impl Quality {
    const ALL: [(Quality, &str); 8] = [
        (Quality::Office, "office"),
        (Quality::Position, "position"),
        (Quality::Rank, "rank"),
        (Quality::Address, "address"),
        (Quality::Pointed, "pointed"),
        (Quality::Alone, "alone"),
        (Quality::Role, "role"),
        (Quality::Purpose, "purpose"),
    ];
}

/// The list of titles, and what its kinds are to names.
#[derive(Debug)]
pub(super) struct Offices {
    title: Option<(ListId, usize)>,
    /// The column of that list that tells offices with numbers.
    numbered: Option<usize>,
    /// The kinds that titles have, with a bit for each quality.
    kinds: Vec<(CellId, u8)>,
    person: Option<ListId>,
    head: Option<ListId>,
}

impl Offices {
    /// Finds the lists.
    pub fn new(tables: &Tables) -> Offices {
        let lists = &tables.lists;
        let title = lists.find("title");
        let title = title.and_then(|list| Some((list, lists.column(list, "kind")?)));
        let qualities = |row| {
            let has = |&&(_, name): &&(Quality, &str)| !lists.get(row, name).is_empty();
            Quality::ALL.iter().filter(has).fold(0, |all, (quality, _)| all | 1 << *quality as u8)
        };
        let told = lists.find("title_kind").into_iter().flat_map(|list| lists.rows(list));
        let told: Vec<(&str, u8)> = told.map(|row| (lists.form(row), qualities(row))).collect();
        let mut kinds: Vec<(CellId, u8)> = Vec::new();
        if let Some((list, column)) = title {
            for row in lists.rows(list) {
                let cell = lists.cell_id(row, column);
                if kinds.iter().all(|(kind, _)| *kind != cell) {
                    let known = told.iter().find(|(kind, _)| *kind == lists.text(cell));
                    kinds.push((cell, known.map_or(0, |(_, qualities)| *qualities)));
                }
            }
        }
        Offices {
            title,
            numbered: title.and_then(|(list, _)| lists.column(list, "numbered")),
            kinds,
            person: lists.find("person_name"),
            head: lists.find("organization_head"),
        }
    }

    /// The list of titles.
    pub fn list(&self) -> Option<ListId> {
        self.title.map(|(list, _)| list)
    }

    /// Whether the kind of a title has a quality.
    pub fn is(&self, cx: &Context<'_, '_>, row: RowId, quality: Quality) -> bool {
        let Some((_, column)) = self.title else { return false };
        let kind = cx.tables.lists.cell_id(row, column);
        let known = self.kinds.iter().find(|(known, _)| *known == kind);
        known.is_some_and(|(_, qualities)| qualities >> quality as u8 & 1 == 1)
    }

    /// The title that a span is.
    fn title(&self, cx: &Context<'_, '_>, tokens: &Range<u32>) -> Option<RowId> {
        cx.document.entry(tokens, self.list()?)
    }

    /// The title that ends before a token.
    pub fn before(&self, cx: &Context<'_, '_>, at: u32) -> Option<RowId> {
        (at.saturating_sub(REACH)..at).find_map(|from| self.title(cx, &(from..at)))
    }

    /// Whether the title that ends before a token has a quality.
    fn is_before(&self, cx: &Context<'_, '_>, at: u32, quality: Quality) -> bool {
        self.before(cx, at).is_some_and(|row| self.is(cx, row, quality))
    }

    /// Where the longest title that begins at a token ends, of those that have a quality.
    fn end(&self, cx: &Context<'_, '_>, at: u32, quality: Quality) -> Option<u32> {
        let list = self.list()?;
        let mut titles = cx.document.hits_at(at).iter().rev().filter(|h| h.list == list);
        titles.find(|h| self.is(cx, h.row, quality)).map(|h| h.end)
    }

    /// Where a position ends that begins at a token.
    pub fn position(&self, cx: &Context<'_, '_>, at: u32) -> Option<u32> {
        self.end(cx, at, Quality::Position)
    }

    /// Whether a name of one word is the end of the title before it: Brigjen *TNI*.
    pub fn ends_title(&self, cx: &Context<'_, '_>, tokens: &Range<u32>) -> bool {
        let before = tokens.start.checked_sub(1).filter(|_| tokens.len() == 1);
        before.is_some_and(|at| self.title(cx, &(at..tokens.end)).is_some())
    }

    /// Whether a name is the title of an office and nothing else.
    pub fn is_office(&self, cx: &Context<'_, '_>, name: &Name) -> bool {
        let office = || self.is(cx, self.title(cx, &name.tokens)?, Quality::Office).then_some(());
        name.row.is_none() && name.origin == WEIGHED && office().is_some()
    }

    /// Whether a person's name is a title by which nobody is called alone.
    pub fn is_title(&self, cx: &Context<'_, '_>, name: &Name) -> bool {
        let title = self.title(cx, &name.tokens);
        title.is_some_and(|row| !self.is(cx, row, Quality::Alone))
            && name.row.is_none()
            && self.person.is_none_or(|list| cx.document.entry(&name.tokens, list).is_none())
    }

    /// Whether what was taken for a body's name is what a minister is for: Menteri *Pemuda dan
    /// Olahraga*.
    pub fn is_purpose(&self, cx: &Context<'_, '_>, name: &Name) -> bool {
        let office = match name.kind {
            EntityType::Organization => name.tokens.len() > 2,
            EntityType::Person => acronym::is_capitals(cx.document, &name.tokens, SHORT),
            _ => false,
        };
        office
            && name.row.is_none()
            && name.origin == WEIGHED
            && self.is_before(cx, name.tokens.start, Quality::Purpose)
    }

    /// Where a person's name begins behind the abbreviation of the office that a minister's title
    /// before it is of: Menteri *PU* Sari Wulandari.
    pub fn behind_purpose(&self, cx: &Context<'_, '_>, tokens: &Range<u32>) -> u32 {
        let start = tokens.start;
        let short = acronym::is_capitals(cx.document, &(start..start + 1), SHORT);
        let purpose = || self.is_before(cx, start, Quality::Purpose);
        if short && tokens.len() > 1 && purpose() { start + 1 } else { start }
    }

    /// Where a person's name begins behind the number of the office before it, if the office has
    /// numbers: Asisten *I* Budi, but Bupati *I* Gde; what a given name of several words begins with
    /// stays: *I* Made.
    pub fn behind_number(&self, cx: &Context<'_, '_>, tokens: &Range<u32>) -> u32 {
        let (document, start) = (cx.document, tokens.start);
        let roman = document.token_text(start).bytes().all(|b| matches!(b, b'I' | b'V' | b'X'));
        let numbered =
            |row| self.numbered.is_some_and(|n| !cx.tables.lists.cell(row, n).is_empty());
        let titled = || self.before(cx, start).is_some_and(numbered);
        let given = || {
            let mut hits = document.hits_at(start).iter();
            hits.any(|h| Some(h.list) == self.person && h.end > start + 1)
        };
        if roman && tokens.len() > 1 && titled() && !given() { start + 1 } else { start }
    }

    /// Where the name of a person begins behind a rank or a form of address, if the whole was taken
    /// for a body's; `common` says which words are no names.
    pub fn behind_rank(
        &self,
        cx: &Context<'_, '_>,
        name: &Name,
        common: impl Fn(u32) -> bool,
    ) -> Option<u32> {
        let (document, Range { start, end }) = (cx.document, name.tokens.clone());
        let list = self.list().filter(|_| name.kind == EntityType::Organization)?;
        let hits = document.hits_at(start).iter().filter(|h| h.list == list && h.end < end);
        let ranks = hits.filter(|h| self.is(cx, h.row, Quality::Rank));
        let after = ranks.map(|h| h.end).max()?;
        let after = if document.token_text(after) == "." { after + 1 } else { after };
        let capital = |at: u32| document.tokens[at as usize].is_capitalised(document.text);
        let body = self.head.is_some_and(|l| document.entry(&(start..start + 1), l).is_some());
        let person = after < end && (after..end).all(|at| capital(at) && !common(at)) && !body;
        person.then_some(after)
    }

    /// Where a person's name begins behind the positions that were taken into it, and behind forms of
    /// address before two words; what is a given name too stays.
    pub fn behind_titles(&self, cx: &Context<'_, '_>, tokens: &Range<u32>) -> u32 {
        let mut start = tokens.start;
        let address = |at| self.end(cx, at, Quality::Address).filter(|&end| end + 1 < tokens.end);
        // Prof. Dr. Budi: abbreviations with their points.
        let pointed = |at| {
            let end = self.end(cx, at, Quality::Pointed)?;
            let point = end + 1 < tokens.end && cx.document.token_text(end) == ".";
            point.then_some(end + 1)
        };
        while let Some(end) = (self.position(cx, start).or_else(|| address(start)))
            .or_else(|| pointed(start))
            .filter(|&end| end < tokens.end)
        {
            let capital = cx.document.tokens[end as usize].is_capitalised(cx.document.text);
            if !capital || self.is_given(cx, start) {
                break;
            }
            start = end;
        }
        start
    }

    /// Where a name ends before the title that was taken into it at its end; its end where none was.
    pub fn before_title(&self, cx: &Context<'_, '_>, tokens: &Range<u32>) -> u32 {
        let first = tokens.end.saturating_sub(REACH).max(tokens.start + 1);
        let title = |&from: &u32| self.title(cx, &(from..tokens.end)).is_some();
        (first..tokens.end).find(title).unwrap_or(tokens.end)
    }

    /// Whether a given name begins at a token, of one word or several: `Cut Nyak`.
    fn is_given(&self, cx: &Context<'_, '_>, at: u32) -> bool {
        cx.document.hits_at(at).iter().any(|h| Some(h.list) == self.person)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_title_says_what_it_is_to_names() {
        let tables = Tables::built_in();
        let lists = &tables.lists;
        let (title, kinds) = (tables.need("title").unwrap(), tables.need("title_kind").unwrap());
        let known: Vec<&str> = lists.rows(kinds).map(|row| lists.form(row)).collect();
        for row in lists.rows(title) {
            let kind = lists.get(row, "kind");
            assert!(known.contains(&kind), "{}: {kind}", lists.form(row));
        }
        for (_, name) in Quality::ALL {
            assert!(lists.column(kinds, name).is_some(), "{name}");
        }
    }
}
