//! The distinct forms of the names in an article: names that say the same words of the same kind of thing.

use super::tables::{Drop, Lexicon};
use crate::annotations::Name;
use crate::document::Document;
use crate::layers::Context;
use crate::layers::acronym::{self, plain};
use crate::layers::names::bracket;
use crate::record::EntityType;
use crate::rules::{CellId, ListId, RowId, Tables, alternatives};
use crate::text::{Case, Span, TokenKind};
use rustc_hash::FxHashMap;
use std::ops::Range;

/// Types that name one another's things: a city may be a region of its own, a station a place.
pub(super) fn same_group(a: EntityType, b: EntityType) -> bool {
    group(a) == group(b)
}

fn group(kind: EntityType) -> EntityType {
    match kind {
        EntityType::Location | EntityType::Facility => EntityType::Gpe,
        other => other,
    }
}

/// One word of a name, folded.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Part {
    /// Equal for words that are the same within a name.
    pub id: u32,
    /// Its first letter, small.
    pub letter: char,
    /// Whether it is a letter only: an initial.
    pub initial: bool,
}

/// Ids of parts that are no words of the tables count from here; rows of heads and places from there.
const LOCAL: u32 = 1 << 31;
const ROW: u32 = 1 << 30;
/// What heads have beside.
const HEAD: u32 = 1 << 29;

impl Part {
    /// Whether it is a place that the tables know.
    pub fn is_place(self) -> bool {
        self.id & (LOCAL | ROW | HEAD) == ROW
    }
}

/// A distinct form.
#[derive(Clone, Debug)]
pub(super) struct Form {
    /// The type of its first name.
    pub kind: EntityType,
    /// Its words without those that only say what form a body has.
    pub parts: Vec<Part>,
    /// How many words at its beginning are a head that may be left off, and how so.
    pub head: Option<(usize, Drop)>,
    /// Whether it tells what legal form the body has: then it is the whole name of a company.
    pub legal: bool,
    /// Whether it is only the head of a local body's name, and how so.
    pub local: Option<Drop>,
    /// The gazetteer row of the first of its names that has one.
    pub row: Option<RowId>,
    /// Its names, by their places among the names.
    pub names: Vec<u32>,
    /// Whether it is one word all in capitals: perhaps an abbreviation.
    pub acronym: bool,
}

/// The forms of one article.
#[derive(Debug, Default)]
pub(super) struct Forms {
    /// In order of first use.
    pub all: Vec<Form>,
    /// For each name its form.
    pub of: Vec<u32>,
    /// For each form the bytes of its first name.
    pub spans: Vec<Span>,
    /// Forms with a word in brackets inside them, and the word's token.
    pub inner: Vec<(u32, u32)>,
}

/// What the gazetteers say of identity: rows of lists with the same id or codes are one thing.
#[derive(Debug, Default)]
pub(super) struct Gazetteer {
    /// For each list, the columns of Wikidata ids, codes and types, where it has the first two.
    columns: Vec<Option<(usize, usize, Option<usize>)>>,
    /// The lists of states, and of provinces, regencies and cities.
    regions: [Option<ListId>; 2],
}

/// What makes two rows one.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub(super) enum Identity<'t> {
    /// The same id or codes.
    Cell(CellId),
    /// The same canonical form.
    Name(&'t str),
}

impl Gazetteer {
    /// Finds the gazetteers among the lists.
    pub fn new(tables: &Tables) -> Gazetteer {
        let column = |list, name| tables.lists.column(list, name);
        let lists = tables.lists.iter().map(|(list, _)| {
            Some((column(list, "id")?, column(list, "codes")?, column(list, "type")))
        });
        Gazetteer {
            columns: lists.collect(),
            regions: ["country", "region_id"].map(|name| tables.lists.find(name)),
        }
    }

    /// Whether a row is of more than a district.
    pub fn is_region(&self, row: RowId, tables: &Tables) -> bool {
        self.regions.contains(&Some(tables.lists.list_of(row)))
    }

    /// What makes another row the same thing.
    pub fn identity<'t>(&self, row: RowId, tables: &'t Tables) -> Identity<'t> {
        let list = tables.lists.list_of(row).0 as usize;
        if let Some((id, codes, _)) = self.columns.get(list).copied().flatten() {
            let filled = [id, codes].map(|column| tables.lists.cell_id(row, column));
            if let Some(cell) = filled.into_iter().find(|&cell| cell != CellId::EMPTY) {
                return Identity::Cell(cell);
            }
        }
        match tables.lists.get(row, "canonical") {
            "" => Identity::Name(tables.lists.form(row)),
            canonical => Identity::Name(canonical),
        }
    }

    /// The entry of a place within a longer name: its end and what makes it that place.
    fn place(&self, cx: &Context<'_, '_>, at: u32, end: u32) -> Option<(u32, CellId)> {
        let lists = &cx.tables.lists;
        let hits = cx.document.hits_at(at).iter().rev().filter(|h| h.end <= end);
        hits.filter_map(|h| {
            let (_, codes, kind) = (*self.columns.get(h.list.0 as usize)?)?;
            let codes = lists.cell_id(h.row, codes);
            let is_place = lists.cell(h.row, kind?) == EntityType::Gpe.as_str();
            (is_place && codes != CellId::EMPTY).then_some((h.end, codes))
        })
        .next()
    }
}

impl Forms {
    /// Sorts the names of an article by form.
    pub fn read(
        cx: &Context<'_, '_>,
        lexicon: &Lexicon,
        gazetteer: &Gazetteer,
        names: &[Name],
    ) -> Forms {
        let mut forms = Forms { of: Vec::with_capacity(names.len()), ..Forms::default() };
        let mut reader = Reader { cx, lexicon, gazetteer, local: FxHashMap::default() };
        let mut known: FxHashMap<(EntityType, Vec<u32>), u32> = FxHashMap::default();
        for (index, name) in names.iter().enumerate() {
            let (parts, head, legal) = reader.parts(&name.tokens, name.kind);
            let key = (group(name.kind), parts.iter().map(|p| p.id).collect());
            let at = *known.entry(key).or_insert(forms.all.len() as u32);
            if at as usize == forms.all.len() {
                forms.spans.push(bare_span(cx, name));
                let inner = bracket::inside(cx.document, name);
                forms.inner.extend(inner.map(|word| (at, word)));
                let parts_len = parts.len();
                forms.all.push(Form {
                    kind: name.kind,
                    parts,
                    legal,
                    local: head
                        .filter(|&(words, drop)| words == parts_len && drop.is_local())
                        .map(|(_, drop)| drop),
                    head: head.filter(|&(words, _)| words < parts_len),
                    row: name.row,
                    names: Vec::new(),
                    acronym: acronym::is_short(cx.document, &name.tokens),
                });
            }
            let form = &mut forms.all[at as usize];
            form.names.push(index as u32);
            form.row = form.row.or(name.row);
            form.legal |= legal;
            form.acronym &= acronym::is_short(cx.document, &name.tokens);
            forms.of.push(at);
        }
        forms
    }
}

/// The bytes of a name without a clitic that the tables' own form does not have.
pub(super) fn bare_span(cx: &Context<'_, '_>, name: &Name) -> Span {
    let mut span = cx.document.span(&name.tokens);
    if let Some(clitic) = clitic(cx, name) {
        span.end -= clitic as u32;
    }
    span
}

/// The length of the clitic on a name's last word. Many names end like one, so the gazetteer must
/// know the name without it and not the name with it.
fn clitic(cx: &Context<'_, '_>, name: &Name) -> Option<usize> {
    let (row, last) = (name.row?, name.tokens.end.checked_sub(1)?);
    let word = cx.document.words[last as usize];
    let clitic = word.clitic.filter(|c| c.is_pronoun() && !c.is_before())?;
    let shown = cx.document.slice(&name.tokens);
    let forms = alternatives(cx.tables.lists.cell(row, 0));
    let bare = shown.get(..shown.len().checked_sub(clitic.width())?)?;
    let (mut with, mut without) = (false, false);
    for form in forms {
        with |= form.eq_ignore_ascii_case(shown);
        without |= form.eq_ignore_ascii_case(bare);
    }
    (without && !with).then_some(clitic.width())
}

/// Whether every word of a name of several is all in capitals.
pub(super) fn is_shouted(document: &Document<'_>, tokens: &Range<u32>) -> bool {
    let words = || tokens.clone().map(|t| &document.tokens[t as usize]);
    words().filter(|t| t.is_word()).all(|t| t.case == Case::Upper)
}

struct Reader<'r, 'd, 't> {
    cx: &'r Context<'d, 't>,
    lexicon: &'r Lexicon,
    gazetteer: &'r Gazetteer,
    /// Words that no table knows.
    local: FxHashMap<String, u32>,
}

impl Reader<'_, '_, '_> {
    /// The parts of a name, the head that it begins with, and whether it tells its legal form.
    fn parts(
        &mut self,
        tokens: &Range<u32>,
        kind: EntityType,
    ) -> (Vec<Part>, Option<(usize, Drop)>, bool) {
        let document = self.cx.document;
        let (mut parts, mut head, mut at) = (Vec::with_capacity(tokens.len()), None, tokens.start);
        let mut legal = false;
        while at < tokens.end {
            let token = &document.tokens[at as usize];
            if !token.is_word() && token.kind != TokenKind::Number {
                at = self.behind_bracket(at, tokens).unwrap_or(at + 1);
                continue;
            }
            let letter = first_letter(token.span.of(document.text));
            if let Some((end, id, drop)) = self.head(at, tokens, kind) {
                legal |= drop == Drop::Legal;
                if drop != Drop::Legal {
                    if parts.is_empty() {
                        head = Some((1, drop));
                    }
                    parts.push(Part { id, letter, initial: false });
                }
                at = end;
                continue;
            }
            let place = match kind {
                EntityType::Person => None,
                _ => self.gazetteer.place(self.cx, at, tokens.end),
            };
            if let Some((end, codes)) = place {
                parts.push(Part { id: ROW | codes.0, letter, initial: false });
                at = end;
                continue;
            }
            parts.push(self.word(at));
            at += 1;
        }
        if parts.is_empty() {
            parts.extend(tokens.clone().map(|at| self.word(at)));
        }
        (parts, head, legal)
    }

    /// Behind an abbreviation in brackets inside a name, which says no more than the words before it:
    /// `Kejaksaan Negeri (Kejari) Sikka`.
    fn behind_bracket(&self, at: u32, tokens: &Range<u32>) -> Option<u32> {
        let document = self.cx.document;
        let opens = at > tokens.start && document.token_text(at) == "(";
        let close = opens.then(|| (at..tokens.end).find(|&t| document.token_text(t) == ")"))??;
        (close + 1 < tokens.end).then_some(close + 1)
    }

    /// The head of names that stands at a token and takes words of that type: its end, id, and how
    /// it may be left off.
    fn head(&self, at: u32, tokens: &Range<u32>, kind: EntityType) -> Option<(u32, u32, Drop)> {
        let (end, row, &(of, drop)) =
            self.lexicon.heads.longest(self.cx.document, at, tokens.end)?;
        let alone = drop.is_local() || drop == Drop::Nothing;
        let whole = at == tokens.start && end == tokens.end && !alone;
        let fits = of.is_none_or(|of| same_group(of, kind) || kind == EntityType::Facility);
        (fits && !whole).then_some((end, ROW | HEAD | row.0, drop))
    }

    fn word(&mut self, at: u32) -> Part {
        let document = self.cx.document;
        let text = document.token_text(at);
        let word = document.words[at as usize];
        let letter = first_letter(text);
        let mut letters = text.chars().filter(|c| c.is_alphabetic());
        let initial = letters.next().is_some() && letters.next().is_none() && text.len() <= 4;
        if text.is_ascii() && word.id.is_known() && !text.contains('.') {
            return Part { id: word.id.0, letter, initial };
        }
        let folded: String =
            text.chars().filter(|&c| c != '.').flat_map(char::to_lowercase).map(plain).collect();
        let known = self.cx.tables.words.get(&folded);
        if known.is_known() {
            return Part { id: known.0, letter, initial };
        }
        let next = LOCAL | self.local.len() as u32;
        let id = *self.local.entry(folded).or_insert(next);
        Part { id, letter, initial }
    }
}

fn first_letter(text: &str) -> char {
    text.chars().flat_map(char::to_lowercase).map(plain).next().unwrap_or(' ')
}
