//! Titles around persons' names: `Presiden [Rusia] Vladimir Putin`, `pemimpin [Korea Utara], Kim Jong Un`,
//! `Kim Jong Un, pemimpin [Korea Utara]`.

use super::tables::{Lexicon, Use};
use crate::annotations::{Annotations, Name, Origin, Title};
use crate::layers::Context;
use crate::record::EntityType;
use crate::rules::{ListId, RowId, Tables};
use crate::text::Span;

/// Tokens that a title, with the words that say of what, has at most.
const LONGEST: u32 = 8;
/// Tokens that a bracket behind a title has at most.
const BRACKET: u32 = 6;
/// Kinds of the list `title` that are no offices.
const NO_OFFICE: [&str; 2] = ["family", "honorific"];

/// The lists of titles and of what is said of them.
#[derive(Debug)]
pub(super) struct Titles {
    title: Option<(ListId, usize)>,
    mark: Option<ListId>,
}

impl Titles {
    /// Finds the lists `title` (column `kind`) and `title_mark`, if there.
    pub fn new(tables: &Tables) -> Titles {
        let lists = &tables.lists;
        let title = lists.find("title").and_then(|list| Some((list, lists.column(list, "kind")?)));
        Titles { title, mark: lists.find("title_mark") }
    }

    /// Adds the titles of persons that have none yet, in order of the text.
    pub fn read(&self, cx: &Context<'_, '_>, lexicon: &Lexicon, found: &mut Annotations<'_>) {
        let tokens = cx.document.tokens.len();
        let (mut begins, mut ends) = (vec![u32::MAX; tokens + 1], vec![u32::MAX; tokens + 1]);
        for (index, name) in found.names.iter().enumerate() {
            begins[name.tokens.start as usize] = index as u32;
            ends[name.tokens.end as usize] = index as u32;
        }
        let mut titled = vec![false; found.names.len()];
        found.titles.iter().for_each(|title| titled[title.holder as usize] = true);
        let reader = Reader { cx, lexicon, titles: self, names: &found.names, begins, ends };
        let mut added = Vec::new();
        for (index, name) in found.names.iter().enumerate() {
            if name.kind == EntityType::Person && !titled[index] {
                let title = reader.before(name).or_else(|| reader.behind(name));
                added.extend(title.map(|(span, of, row)| Title {
                    holder: index as u32,
                    span,
                    of,
                    origin: Origin::Row(row),
                }));
            }
        }
        found.titles.append(&mut added);
        found.titles.sort_by_key(|title| (title.span.start, title.holder));
    }
}

type Told = (Span, Option<u32>, RowId);

struct Reader<'r, 'd, 't> {
    cx: &'r Context<'d, 't>,
    lexicon: &'r Lexicon,
    titles: &'r Titles,
    names: &'r [Name],
    /// For each token the name that begins or ends there.
    begins: Vec<u32>,
    ends: Vec<u32>,
}

impl Reader<'_, '_, '_> {
    fn is(&self, at: u32, mark: &str) -> bool {
        self.cx.document.token_text(at) == mark
    }

    /// The institution or place whose name ends before a token.
    fn body(&self, end: u32) -> Option<(u32, u32)> {
        let index = *self.ends.get(end as usize)?;
        let name = self.names.get(index as usize)?;
        let fits = matches!(
            name.kind,
            EntityType::Gpe | EntityType::Organization | EntityType::Location
        );
        fits.then_some((index, name.tokens.start))
    }

    /// The start of a short bracket that ends before a token.
    fn bracket(&self, end: u32, first: u32) -> Option<u32> {
        if end <= first || !self.is(end - 1, ")") {
            return None;
        }
        let from = end.saturating_sub(BRACKET).max(first);
        (from..end - 1).rev().find(|&at| self.is(at, "("))
    }

    /// The title before a name.
    fn before(&self, name: &Name) -> Option<Told> {
        let document = self.cx.document;
        let first = document.sentences[document.sentence_of(name.tokens.start)?].tokens.start;
        let mut at = name.tokens.start;
        let comma = at > first && self.is(at - 1, ",");
        at -= u32::from(comma);
        at = self.bracket(at, first).unwrap_or(at);
        let mut of = None;
        while let Some((index, start)) = self.body(at).filter(|&(_, start)| start >= first) {
            (of, at) = (Some(index), start);
            // `Ketua DPRD Bantaeng, Sulawesi Selatan`: the first of an address is meant.
            let more = at > first + 1 && self.is(at - 1, ",") && self.body(at - 1).is_some();
            at -= u32::from(more);
        }
        if comma && of.is_none() {
            return None;
        }
        at = self.bracket(at, first).unwrap_or(at);
        let (start, row) = self.title(first, at)?;
        Some((document.span(&(start..at)), of, row))
    }

    /// The longest title that ends before a token, capitals and small words that say of what
    /// counted in; with what is said of it (`mantan`).
    fn title(&self, first: u32, end: u32) -> Option<(u32, RowId)> {
        let document = self.cx.document;
        let from = end.saturating_sub(LONGEST).max(first);
        for at in from..end {
            let Some((stop, row)) = self.entry(at, end) else { continue };
            let capital = |t: u32| document.tokens[t as usize].is_capitalised(document.text);
            let rest = (stop..end).all(|t| {
                let free = document.tokens[t as usize].is_word();
                free && (capital(t) || self.lexicon.coordinators.has(document, t))
            });
            if stop == end || rest && capital(at) {
                return Some((self.marked(at, first), row));
            }
        }
        None
    }

    fn marked(&self, at: u32, first: u32) -> u32 {
        let before = at.checked_sub(1).filter(|&before| before >= first);
        let marked = before.filter(|&before| {
            let hits = self.cx.document.hits_at(before).iter();
            let lists = &self.cx.tables.lists;
            hits.filter(|h| h.end == at).any(|h| Some(lists.list_of(h.row)) == self.titles.mark)
        });
        marked.unwrap_or(at)
    }

    /// The longest office at a token.
    fn entry(&self, at: u32, end: u32) -> Option<(u32, RowId)> {
        let lists = &self.cx.tables.lists;
        let hits = self.cx.document.hits_at(at).iter().rev().filter(|h| h.end <= end);
        hits.filter(|h| match self.titles.title {
            Some((list, kind)) if lists.list_of(h.row) == list => {
                !NO_OFFICE.contains(&lists.cell(h.row, kind))
            }
            _ => self.lexicon.nouns.get(h.row).is_some_and(|noun| {
                noun.kind == EntityType::Person && noun.when != Use::Never
            }),
        })
        .map(|h| (h.end, h.row))
        .next()
    }

    /// The title that stands behind a name and a comma, with the name of what it is of.
    fn behind(&self, name: &Name) -> Option<Told> {
        let document = self.cx.document;
        let last = document.sentences[document.sentence_of(name.tokens.start)?].tokens.end;
        let at = name.tokens.end + 1;
        if at >= last || !self.is(name.tokens.end, ",") {
            return None;
        }
        let (stop, row) = self.entry(at, last)?;
        let of = *self.begins.get(stop as usize)?;
        let body = self.names.get(of as usize)?;
        let closed = body.tokens.end >= last || !document.tokens[body.tokens.end as usize].is_word();
        let fits = matches!(body.kind, EntityType::Gpe | EntityType::Organization) && closed;
        fits.then(|| (document.span(&(at..stop)), Some(of), row))
    }
}
