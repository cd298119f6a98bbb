//! Looks every token up once: word ids, clitics, and the entries of all lists that stand in the text.

use super::Document;
use super::vocabulary::{Form, Vocabulary, is_form};
use crate::morphology::{Clitic, strip_clitics};
use crate::rules::{
    Entry, LetterCase, ListId, RowId, RuleSet, ShapeSet, Signature, StartId, Tables, WordId,
};
use crate::text::{Case, Token};
use std::ops::Range;

/// What the tables know of one token.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Word {
    /// The lower-cased token itself.
    pub id: WordId,
    /// The token without its clitic; the same as `id` where there is none.
    pub base: WordId,
    /// The clitic that was taken off.
    pub clitic: Option<Clitic>,
    /// What of the two is a form of a root; unknown where neither is.
    pub stem: WordId,
    /// The shapes that the token has.
    pub shapes: ShapeSet,
}

/// An entry of a list that stands in the text; which token it begins at is told by where it is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hit {
    /// One past its last token.
    pub end: u32,
    /// The row.
    pub row: RowId,
    /// The row's list.
    pub list: ListId,
}

/// Longest token that is looked up, in bytes; longer ones are no words.
const LONGEST: usize = 64;

/// Entries that begin at a token, about, for room to be made at once.
const HITS: usize = 4;

/// What the tables know of a token as a word.
pub(super) fn word_of(token: &Token, text: &str, tables: &Tables) -> Word {
    let surface = token.span.of(text);
    let shapes = tables.shapes.of(token, text);
    if surface.len() > LONGEST {
        return Word { shapes, ..Word::default() };
    }
    let lower = match surface.is_ascii() {
        true => surface.to_ascii_lowercase(),
        false => surface.chars().flat_map(char::to_lowercase).collect(),
    };
    let word = word(&lower, token, tables);
    let is_form = |id: &WordId| tables.roots.forms(*id).len() > 0;
    let stem = [word.id, word.base].into_iter().find(is_form).unwrap_or_default();
    Word { stem, shapes, ..word }
}

fn word(lower: &str, token: &Token, tables: &Tables) -> Word {
    let id = tables.words.get(lower);
    let plain = Word { id, base: id, ..Word::default() };
    // Names are never stemmed, nor are words that a table or the dictionary knows as they stand,
    // but for -nya, which dictionaries of forms are full of; verbs as they stand (tanya) are in none.
    if !token.is_word() || matches!(token.case, Case::Upper | Case::Inner) {
        return plain;
    }
    let verb = || tables.roots.forms(id).len() > 0;
    if id.is_known() && (!lower.contains("nya") || verb()) {
        return plain;
    }
    for (base, clitic) in strip_clitics(lower).skip(1) {
        let Some(clitic) = clitic else { continue };
        if id.is_known() && clitic != Clitic::Nya {
            continue;
        }
        let base = tables.words.get(base);
        if base.is_known() {
            return Word { id, base, clitic: Some(clitic), ..plain };
        }
    }
    plain
}

/// What is looked up of a document's tokens.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// By token and then by length.
    pub hits: Vec<Hit>,
    /// For each token, the first hit that begins there or later; then their number.
    pub hit_index: Vec<u32>,
    /// For each token what a step of a pattern can tell it by.
    pub signatures: Vec<Signature>,
    /// What can begin where, room by room.
    pub rooms: Vec<Beginnings>,
    /// The starts of entries of several words at the token that is being looked at.
    starts: Vec<StartId>,
    /// What stands in each sentence and in what lies between two, in order of text.
    pub stretches: Vec<Stretch>,
    /// The sets of needs that each stretch meets, so many numbers each.
    pub needs: Vec<u64>,
    pub needs_width: usize,
}

/// The tokens with which rules of one room can begin, each with the start; in order of token and start,
/// without doubles.
#[derive(Debug)]
pub(super) struct Beginnings {
    /// The numbers of the room's starts.
    pub starts: Range<u32>,
    pub all: Vec<(u32, StartId)>,
}

/// A sentence, or what lies between two.
#[derive(Debug)]
pub(super) struct Stretch {
    /// One past its last token.
    pub end: u32,
}

/// Finds every entry of every list, and every rule that can begin somewhere.
pub(super) fn find(document: &Document<'_>, vocabulary: &Vocabulary, tables: &Tables) -> Found {
    let (mut found, forms) = (Found::default(), &document.forms);
    found.hit_index.reserve(forms.len() + 1);
    let room = |rules: &RuleSet| Beginnings {
        starts: rules.starts(),
        all: Vec::with_capacity(forms.len() / 2),
    };
    found.rooms.extend(tables.rooms().iter().map(room));
    found.signatures.reserve(forms.len());
    found.hits.reserve(HITS * forms.len());
    found.needs_width = tables.index().needs_width();
    found.needs.reserve(found.needs_width * (document.sentences.len() + 2));
    let mut reach = 0;
    for sentence in document.sentences.iter().map(|s| s.tokens.clone()).chain([last(document)]) {
        // What lies between two sentences (a dateline, a byline) is looked up by itself.
        for range in [reach..sentence.start, sentence.clone()] {
            if range.is_empty() {
                continue;
            }
            found.open(range.end);
            for at in range.clone() {
                let form = vocabulary.get(forms[at as usize]);
                let starts = vocabulary.starts(form);
                found.begin(form, vocabulary, at);
                if form.node != 0 && walk(document, tables, form.node, at..range.end, &mut found) {
                    let mut all = std::mem::take(&mut found.starts);
                    all.extend_from_slice(starts);
                    all.sort_unstable();
                    all.dedup();
                    found.end(at, &all);
                    all.clear();
                    found.starts = all;
                } else {
                    found.end(at, starts);
                }
            }
        }
        reach = sentence.end;
    }
    found.hit_index.push(found.hits.len() as u32);
    found
}

/// The empty range behind the last token.
fn last(document: &Document<'_>) -> Range<u32> {
    let end = document.tokens.len() as u32;
    end..end
}

impl Found {
    /// Begins a stretch that ends before token `end`.
    fn open(&mut self, end: u32) {
        self.stretches.push(Stretch { end });
        // The first need is that of rules without.
        self.needs.extend((0..self.needs_width).map(|place| u64::from(place == 0)));
    }

    /// Notes needs that a token of the last stretch meets.
    fn meet(&mut self, needs: impl Iterator<Item = u32>) {
        let first = self.needs.len() - self.needs_width;
        let met = &mut self.needs[first..];
        needs.for_each(|need| met[need as usize / 64] |= 1 << (need % 64));
    }

    /// The sets of needs that the stretches of these tokens meet, so many numbers each.
    pub fn needs(&self, tokens: &Range<u32>) -> impl Iterator<Item = &[u64]> {
        let first = self.stretches.partition_point(|stretch| stretch.end <= tokens.start);
        let held = self.stretches[first..].iter().take_while(|s| s.end < tokens.end).count();
        let sets = self.needs.chunks_exact(self.needs_width.max(1));
        sets.skip(first).take(held + 1)
    }

    /// Notes what is known of a token by its form.
    fn begin(&mut self, form: &Form, vocabulary: &Vocabulary, at: u32) {
        self.hit_index.push(self.hits.len() as u32);
        self.signatures.push(form.signature);
        let hits = vocabulary.hits(form).iter();
        self.hits.extend(hits.map(|&(row, list)| Hit { end: at + 1, row, list }));
        self.meet(vocabulary.needs(form).iter().copied());
    }

    /// Notes an entry of more than one word that begins with the last token.
    fn lengthen(&mut self, hit: Hit, tables: &Tables) {
        self.hits.push(hit);
        if let Some(signature) = self.signatures.last_mut() {
            *signature |= Signature::list(hit.list);
        }
        self.starts.extend(tables.index().starts.of_list(hit.list).map(StartId));
        self.meet(tables.index().needs.of_list(hit.list));
    }

    /// Puts the starts of a token to those of their rooms, whose numbers follow one another.
    fn end(&mut self, at: u32, starts: &[StartId]) {
        let mut rooms = self.rooms.iter_mut();
        let Some(mut room) = rooms.next() else { return };
        for &start in starts {
            while start.0 >= room.starts.end {
                let Some(next) = rooms.next() else { return };
                room = next;
            }
            room.all.push((at, start));
        }
    }
}

/// Walks the trie on from the node of the first of `tokens`. The last word of an entry may carry a
/// clitic. Whether any was found.
fn walk(
    document: &Document<'_>,
    tables: &Tables,
    node: u32,
    tokens: Range<u32>,
    found: &mut Found,
) -> bool {
    let (mut node, many) = (node, found.hits.len());
    for next in tokens.start + 1..tokens.end {
        let word = document.words[next as usize];
        let step = |id: WordId| if id.is_known() { tables.lists.step(node, id) } else { None };
        let here = step(word.id);
        let bare = if word.base == word.id { None } else { step(word.base) };
        for found_node in here.into_iter().chain(bare) {
            for entry in tables.lists.entries(found_node) {
                let list = tables.lists.list_of(entry.row);
                if is_cased(document, tables, &entry, list, tokens.start..next + 1) {
                    found.lengthen(Hit { end: next + 1, row: entry.row, list }, tables);
                }
            }
        }
        match here {
            Some(further) if tables.lists.goes_on(further) => node = further,
            _ => break,
        }
    }
    found.hits.len() > many
}

/// Whether the letters of the text stand as the entry's list wants them.
fn is_cased(
    document: &Document<'_>,
    tables: &Tables,
    entry: &Entry,
    list: ListId,
    tokens: Range<u32>,
) -> bool {
    match tables.lists.list(list).case {
        LetterCase::Fold => true,
        LetterCase::Name if document.caseless => true,
        LetterCase::Name => {
            let all = &document.tokens[tokens.start as usize..tokens.end as usize];
            (0..).zip(all).all(|(i, token)| entry.is_cased(i, token.case))
        }
        LetterCase::Exact => is_form(tables, entry, document.slice(&tokens)),
    }
}
