//! Looks every token up once: word ids, clitics, and the entries of all lists that stand in the text.

use super::Document;
use crate::morphology::{Clitic, strip_clitics};
use crate::rules::{Entry, LetterCase, ListId, RowId, RuleId, Signature, Tables, WordId};
use crate::text::{Case, Token};

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

/// Looks up the words of all tokens.
pub(super) fn words(text: &str, tokens: &[Token], tables: &Tables) -> Vec<Word> {
    let mut buffer = String::with_capacity(LONGEST);
    tokens
        .iter()
        .map(|token| {
            let surface = token.span.of(text);
            if surface.len() > LONGEST {
                return Word::default();
            }
            buffer.clear();
            if surface.is_ascii() {
                buffer.push_str(surface);
                buffer.make_ascii_lowercase();
            } else {
                buffer.extend(surface.chars().flat_map(char::to_lowercase));
            }
            let word = word(&buffer, token, tables);
            let is_form = |id: &WordId| tables.roots.forms(*id).len() > 0;
            let stem = [word.id, word.base].into_iter().find(is_form).unwrap_or_default();
            Word { stem, ..word }
        })
        .collect()
}

fn word(lower: &str, token: &Token, tables: &Tables) -> Word {
    let id = tables.words.get(lower);
    let plain = Word { id, base: id, ..Word::default() };
    // Names are never stemmed, nor are words that a table or the dictionary knows as they stand,
    // but for -nya, which dictionaries of forms are full of.
    if !token.is_word() || matches!(token.case, Case::Upper | Case::Inner) {
        return plain;
    }
    if id.is_known() && !lower.contains("nya") {
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

/// Finds every entry of every list: the hits, by token and then by length, and the index over them.
pub(super) fn hits(document: &Document<'_>, tables: &Tables) -> (Vec<Hit>, Vec<u32>) {
    let (mut hits, mut index) = (Vec::new(), Vec::with_capacity(document.tokens.len() + 1));
    let mut reach = 0;
    for sentence in document.sentences.iter().map(|s| s.tokens.clone()).chain([last(document)]) {
        // What lies between two sentences (a dateline, a byline) is looked up by itself.
        for range in [reach..sentence.start, sentence.clone()] {
            for at in range.clone() {
                index.push(hits.len() as u32);
                walk(document, tables, at, range.end, &mut hits);
            }
        }
        reach = sentence.end;
    }
    index.push(hits.len() as u32);
    (hits, index)
}

/// The empty range behind the last token.
fn last(document: &Document<'_>) -> std::ops::Range<u32> {
    let end = document.tokens.len() as u32;
    end..end
}

/// Walks the trie from token `at`. The last word of an entry may carry a clitic.
fn walk(document: &Document<'_>, tables: &Tables, at: u32, end: u32, hits: &mut Vec<Hit>) {
    let words = &document.words;
    let mut node = None;
    for next in at..end {
        let word = words[next as usize];
        let step = |id: WordId| match node {
            None => tables.lists.enter(id),
            Some(node) => tables.lists.step(node, id),
        };
        let here = id_step(word.id, step);
        let bare = if word.base == word.id { None } else { id_step(word.base, step) };
        for found in here.into_iter().chain(bare) {
            for entry in tables.lists.entries(found) {
                let list = tables.lists.list_of(entry.row);
                if cased(document, tables, &entry, list, at, next + 1) {
                    hits.push(Hit { end: next + 1, row: entry.row, list });
                }
            }
        }
        match here {
            Some(further) => node = Some(further),
            None => return,
        }
    }
}

fn id_step(id: WordId, step: impl Fn(WordId) -> Option<u32>) -> Option<u32> {
    if id.is_known() { step(id) } else { None }
}

/// Whether the letters of the text stand as the entry's list wants them.
fn cased(
    document: &Document<'_>,
    tables: &Tables,
    entry: &Entry,
    list: ListId,
    start: u32,
    end: u32,
) -> bool {
    match tables.lists.list(list).case {
        LetterCase::Fold => true,
        LetterCase::Name if document.caseless => true,
        LetterCase::Name => (start..end).enumerate().all(|(i, at)| {
            let bit = 1u16.checked_shl(i as u32).unwrap_or(0);
            let case = document.tokens[at as usize].case;
            if entry.uppers & bit != 0 {
                matches!(case, Case::Upper | Case::Inner)
            } else {
                entry.capitals & bit == 0
                    || matches!(case, Case::Capital | Case::Upper | Case::Inner)
            }
        }),
        LetterCase::Exact => {
            let span = document.span(&(start..end)).of(document.text);
            tables.lists.cell(entry.row, 0).split(" | ").any(|form| form.trim() == span)
        }
    }
}

/// For each token what a step of a pattern can tell it by, and the rules that can begin with it: the
/// rules of all tokens in a row, in order and without doubles, and where each token's begin.
pub(super) fn beginnings(
    document: &Document<'_>,
    tables: &Tables,
) -> (Vec<Signature>, Vec<RuleId>, Vec<u32>) {
    let index = tables.index();
    let (mut rules, mut starts) = (Vec::new(), Vec::with_capacity(document.tokens.len() + 1));
    let mut at_token = Vec::new();
    let signature = |(at, (token, word)): (usize, (&Token, &Word))| {
        let mut signature = Signature::looks(token) | Signature::word(word.id);
        starts.push(rules.len() as u32);
        at_token.extend(index.of_word(word.id));
        if word.stem.is_known() {
            let roots = tables.roots.forms(word.stem).map(|form| index.signature(form.root));
            signature = roots.fold(signature, |all, root| all | root);
            at_token.extend(index.of_forms(word.stem));
        }
        for hit in document.hits_at(at as u32) {
            signature |= Signature::list(hit.list);
            at_token.extend(index.of_list(hit.list));
        }
        let shapes = index.shapes(token.kind).filter(|&shape| match signature.of_built_in(shape) {
            Some(is) => is,
            None => tables.shapes.is(shape, token, document.text),
        });
        at_token.extend(shapes.flat_map(|shape| index.of_shape(shape)));
        at_token.sort_unstable();
        at_token.dedup();
        rules.append(&mut at_token);
        signature
    };
    let signatures = document.tokens.iter().zip(&document.words).enumerate().map(signature);
    let signatures = signatures.collect();
    starts.push(rules.len() as u32);
    (signatures, rules, starts)
}
