//! Positions told with names: `Presiden` of `Rusia`, held by `Vladimir Putin`.

use crate::annotations::{Annotations, Name, Origin, Title};
use crate::document::Document;
use crate::layers::Context;
use crate::record::EntityType;
use crate::rules::{ListId, RowId, Tables};
use std::ops::Range;

/// The longest title, in tokens.
const LONGEST: u32 = 8;
/// How many titles one name may have before it: `Kapolres Metro Jakarta Selatan Kombes Ade Ary`.
const CHAIN: usize = 3;

/// The lists that tell.
#[derive(Debug)]
pub struct Titles {
    title: Option<ListId>,
    /// `mantan`, `Plt` before a title.
    mark: Option<ListId>,
    /// `selaku`, `sebagai` between a name and its title.
    link: Option<ListId>,
    /// Small words that may stand within a title: `dan`.
    connector: Option<ListId>,
}

/// A title in the text, before it has a holder.
#[derive(Clone, Debug)]
struct Found {
    tokens: Range<u32>,
    of: Option<usize>,
    row: RowId,
}

impl Titles {
    /// Finds the lists.
    pub fn new(tables: &Tables) -> Titles {
        let find = |name| tables.lists.find(name);
        Titles {
            title: find("title"),
            mark: find("title_mark"),
            link: find("title_link"),
            connector: find("connector"),
        }
    }

    /// Adds the titles of the persons among the names.
    pub fn read(&self, cx: &Context<'_, '_>, found: &mut Annotations<'_>) {
        let mut titles: Vec<(u32, Found)> = Vec::new();
        for (index, name) in found.names.iter().enumerate() {
            if name.kind != EntityType::Person {
                continue;
            }
            let Some(sentence) = cx.document.sentence_of(name.tokens.start) else {
                continue;
            };
            let sentence = &cx.document.sentences[sentence];
            let mut end = name.tokens.start;
            for _ in 0..CHAIN {
                let Some(title) = self.before(cx, &found.names, index, end, sentence.tokens.start)
                else {
                    break;
                };
                end = title.tokens.start;
                titles.push((index as u32, title));
            }
            if let Some(title) = self.behind(cx, &found.names, index, sentence.tokens.end) {
                titles.push((index as u32, title));
            }
        }
        titles.sort_by_key(|(holder, title)| (title.tokens.start, *holder));
        found.titles.extend(titles.into_iter().filter(|(_, t)| self.is_position(cx, t.row)).map(
            |(holder, title)| Title {
                holder,
                span: cx.document.span(&title.tokens),
                of: title.of.map(|of| of as u32),
                origin: Origin::Row(title.row),
            },
        ));
    }

    /// Forms of address and of kinship stand like titles, but are no positions.
    fn is_position(&self, cx: &Context<'_, '_>, row: RowId) -> bool {
        !matches!(cx.tables.lists.get(row, "kind"), "honorific" | "family")
    }

    /// The title that ends at token `end`, directly or before the institution that it is of.
    fn before(
        &self,
        cx: &Context<'_, '_>,
        names: &[Name],
        holder: usize,
        end: u32,
        first: u32,
    ) -> Option<Found> {
        if let Some((tokens, row)) = self.ending(cx, end, first) {
            return Some(Found { tokens, of: None, row });
        }
        // Before a comma, only a title with its institution: `pemimpin Korea Utara, Kim Jong Un`.
        let comma = end > first && cx.document.token_text(end - 1) == ",";
        let close = if comma { end - 1 } else { end };
        let before = names[..holder].iter().rposition(|n| n.tokens.end <= close);
        if let Some(of) = before
            && names[of].tokens.end == close
            && names[of].kind != EntityType::Person
            && let Some((tokens, row)) = self.ending(cx, names[of].tokens.start, first)
        {
            return Some(Found { tokens, of: Some(of), row });
        }
        // Words between, capitalised like the title: `Menteri Koordinator Bidang Pangan Zulkifli Hasan`.
        let floor =
            before.map_or(first, |n| names[n].tokens.end).max(close.saturating_sub(LONGEST));
        let mut at = close;
        while at > floor {
            at -= 1;
            let token = &cx.document.tokens[at as usize];
            if let Some((tokens, row)) = self.ending(cx, at, first).filter(|_| at < close) {
                return Some(Found { tokens: tokens.start..close, of: None, row });
            }
            let small = || self.hit(cx, self.connector, at, at + 1).is_some();
            let capital = token.is_word() && token.is_capitalised(cx.document.text);
            if !capital && !small() {
                return None;
            }
        }
        None
    }

    /// The longest entry of titles that ends at `end`, with the marks before it.
    fn ending(&self, cx: &Context<'_, '_>, end: u32, first: u32) -> Option<(Range<u32>, RowId)> {
        let from = end.saturating_sub(LONGEST).max(first);
        let (start, row) =
            (from..end).find_map(|at| Some((at, self.hit(cx, self.title, at, end)?)))?;
        let mut marks = from.max(start.saturating_sub(3))..start;
        let marked = marks.find(|&at| self.hit(cx, self.mark, at, start).is_some());
        let start = marked.unwrap_or(start);
        Some((start..end, row))
    }

    /// The title behind a name: `Budi, Ketua KPK,` or `Budi selaku ketua`.
    fn behind(
        &self,
        cx: &Context<'_, '_>,
        names: &[Name],
        holder: usize,
        stop: u32,
    ) -> Option<Found> {
        let document = cx.document;
        let end = names[holder].tokens.end;
        let mut at = end;
        if at < stop && matches!(document.token_text(at), "," | "(") {
            at += 1;
        }
        let linked = self.longest(document, cx, self.link, at, stop);
        at = linked.map_or(at, |(end, _)| end);
        if at == end {
            return None;
        }
        let start = at;
        at = self.longest(document, cx, self.mark, at, stop).map_or(at, |(end, _)| end);
        let (close, row) = self.longest(document, cx, self.title, at, stop)?;
        let follows = |at: u32| names[holder + 1..].iter().position(|n| n.tokens.start == at);
        let of = follows(close).map(|n| holder + 1 + n);
        // A person behind it holds the title himself.
        let behind = of.map_or(close, |of| names[of].tokens.end);
        let person = |n: usize| names[n].kind == EntityType::Person;
        if of.is_some_and(person) || follows(behind).is_some_and(|n| person(holder + 1 + n)) {
            return None;
        }
        Some(Found { tokens: start..close, of, row })
    }

    fn hit(&self, cx: &Context<'_, '_>, list: Option<ListId>, at: u32, end: u32) -> Option<RowId> {
        cx.document.entry(&(at..end), list?)
    }

    fn longest(
        &self,
        document: &Document<'_>,
        cx: &Context<'_, '_>,
        list: Option<ListId>,
        at: u32,
        stop: u32,
    ) -> Option<(u32, RowId)> {
        let list = list?;
        let hits = if at < stop { document.hits_at(at) } else { &[] };
        let fits = hits.iter().filter(|h| h.end <= stop && cx.tables.lists.list_of(h.row) == list);
        fits.max_by_key(|h| h.end).map(|h| (h.end, h.row))
    }
}
