//! One article as the layers see it: text, layout, sentences, tokens, and what the tables know of them.

mod by_form;
mod furthest;
mod glue;
mod labels;
mod lookup;
mod matcher;
#[cfg(test)]
mod tests;
mod vocabulary;

pub use by_form::ByForm;
pub use furthest::Furthest;
pub use labels::{Labelled, Labels};
pub use lookup::{Hit, Word};
pub use matcher::{Match, Matcher, Scratch};
pub use vocabulary::{FormId, Spelling, Vocabulary};

use crate::rules::{ListId, RowId, RuleSet, Signature, StartId, Tables};
use crate::text::{Layout, Segments, Sentence, Span, Token};
use lookup::Found;
use std::ops::Range;

/// One article, read once. Everything that layers find is a span into `text` or a range of `tokens`.
#[derive(Debug)]
pub struct Document<'t> {
    /// The article's text, as read.
    pub text: &'t str,
    /// Title, dateline, blocks and sections.
    pub layout: Layout,
    /// Sentences in order of text; headlines and headings are sentences too.
    pub sentences: Vec<Sentence>,
    /// Tokens that begin a further sentence inside the quote of a sentence, in order.
    pub breaks: Vec<u32>,
    /// The tokens of all blocks, in order of text; those of datelines, bylines and advertising are
    /// in no sentence.
    pub tokens: Vec<Token>,
    /// For each token, what the tables know of it as a word.
    pub words: Vec<Word>,
    /// Whether the text uses no capitals (or hardly any), so that letter case says nothing.
    pub caseless: bool,
    /// For each token, its written form in the vocabulary with which the document was read.
    pub forms: Vec<FormId>,
    /// For each token, which others have the same letters.
    pub spellings: Vec<Spelling>,
    /// The number of that vocabulary, which no other has.
    pub vocabulary: u64,
    found: Found,
}

impl<'t> Document<'t> {
    /// Reads `text` with the knowledge of `tables`.
    pub fn read(text: &'t str, tables: &Tables) -> Document<'t> {
        Document::read_with(text, tables, &mut Vocabulary::default())
    }

    /// The same, with what was looked up before; `vocabulary` must be of the same tables.
    pub fn read_with(text: &'t str, tables: &Tables, vocabulary: &mut Vocabulary) -> Document<'t> {
        let mut segments = Segments::new(text, &tables.conventions);
        let caseless = !segments.tokens.iter().any(|t| t.is_word() && t.is_capitalised(text));
        vocabulary.open(caseless);
        let forms_of = |tokens: &[Token], vocabulary: &mut Vocabulary| -> Vec<_> {
            tokens.iter().map(|t| vocabulary.form(t, text, tables)).collect()
        };
        let mut forms = forms_of(&segments.tokens, vocabulary);
        if glue::cut(&mut segments, &forms, (vocabulary, text, tables)) {
            forms = forms_of(&segments.tokens, vocabulary);
        }
        let Segments { layout, tokens, sentences, breaks } = segments;
        let words = forms.iter().map(|&form| vocabulary.get(form).word).collect();
        let spellings = forms.iter().map(|&form| vocabulary.get(form).spelling).collect();
        let mut document = Document {
            text,
            layout,
            sentences,
            breaks,
            tokens,
            words,
            caseless,
            forms,
            spellings,
            vocabulary: vocabulary.number(),
            found: Found::default(),
        };
        document.found = lookup::find(&document, vocabulary, tables);
        document
    }

    /// The entries of lists that begin at token `at`, the shortest first.
    pub fn hits_at(&self, at: u32) -> &[Hit] {
        let index =
            |i: usize| self.found.hit_index.get(i).map_or(self.found.hits.len(), |&i| i as usize);
        &self.found.hits[index(at as usize)..index(at as usize + 1)]
    }

    /// The tokens of `tokens` with which rules of a room can begin, each with the start, in order; but
    /// for rules that begin with a label.
    pub(crate) fn beginnings(&self, rules: &RuleSet, tokens: &Range<u32>) -> &[(u32, StartId)] {
        let range = rules.starts();
        let room = self.found.rooms.iter().find(|room| room.starts == range);
        let all = room.map_or(&[][..], |room| &room.all);
        let from = all.partition_point(|&(at, _)| at < tokens.start);
        // They are few.
        let held = all[from..].iter().take_while(|&&(at, _)| at < tokens.end).count();
        &all[from..from + held]
    }

    /// What needs of rules these tokens meet, or the sentences that they lie in; of several sentences
    /// they are put together in `met`.
    pub(crate) fn needs<'m>(&'m self, tokens: &Range<u32>, met: &'m mut Vec<u64>) -> &'m [u64] {
        let mut sets = self.found.needs(tokens);
        let (first, second) = (sets.next().unwrap_or_default(), sets.next());
        let Some(second) = second else { return first };
        met.clear();
        met.extend_from_slice(first);
        for set in std::iter::once(second).chain(sets) {
            met.iter_mut().zip(set).for_each(|(met, more)| *met |= more);
        }
        met
    }

    /// What steps of patterns can tell token `at` by.
    pub(crate) fn signature(&self, at: u32) -> Signature {
        self.found.signatures[at as usize]
    }

    /// Whether an entry of `list` may begin at token `at`, told by a bit that others share: most tokens
    /// are out without a look at their entries.
    pub fn may_be(&self, at: u32, list: ListId) -> bool {
        let signature = self.found.signatures.get(at as usize);
        signature.is_some_and(|signature| signature.meets(Signature::list(list)))
    }

    /// The entry of `list` that stands on exactly these tokens; of several, the first row.
    pub fn entry(&self, tokens: &Range<u32>, list: ListId) -> Option<RowId> {
        if !self.may_be(tokens.start, list) {
            return None;
        }
        let hits = self.hits_at(tokens.start).iter();
        hits.filter(|h| h.end == tokens.end && h.list == list).map(|h| h.row).min()
    }

    /// The bytes from the first to the last of these tokens; empty at the end of the text if there
    /// are none.
    pub fn span(&self, tokens: &Range<u32>) -> Span {
        match self.tokens.get(tokens.start as usize..tokens.end as usize) {
            Some([first, .., last]) => first.span.join(last.span),
            Some([only]) => only.span,
            _ => Span::new(self.text.len(), self.text.len()),
        }
    }

    /// The text of these tokens, with whatever stands between them.
    pub fn slice(&self, tokens: &Range<u32>) -> &'t str {
        self.span(tokens).of(self.text)
    }

    /// The text of one token.
    pub fn token_text(&self, at: u32) -> &'t str {
        self.tokens[at as usize].span.of(self.text)
    }

    /// The sentence that holds token `at`, if one does.
    pub fn sentence_of(&self, at: u32) -> Option<usize> {
        let index = self.sentences.partition_point(|s| s.tokens.end <= at);
        self.sentences.get(index).filter(|s| s.tokens.contains(&at)).map(|_| index)
    }

    /// The first token that ends behind byte `offset`: the token at the offset, or the next.
    pub fn token_at(&self, offset: u32) -> u32 {
        self.tokens.partition_point(|t| t.span.end <= offset) as u32
    }
}
