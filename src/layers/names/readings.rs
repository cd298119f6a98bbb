//! Sentences that have candidates of names, and the best names of each, in memory that is kept from article to article.

use super::feature::{Link, Sort};
use super::model::Scores;
use super::seeds::Seed;
use crate::document::Document;
use std::ops::Range;

/// The sentences of an article that have candidates, and those weighed.
#[derive(Clone, Debug, Default)]
pub(super) struct Readings {
    pub all: Vec<Reading>,
    pub candidates: Vec<Range<u32>>,
    pub scores: Vec<Scores>,
    /// What stands between names, for each token of the article.
    pub links: Vec<Option<Link>>,
    pub seeds: Vec<Seed>,
    /// The best names of the sentences, one sentence after the other, by their candidates.
    pub best: Vec<(u32, Sort)>,
    /// Memory for those of the reading before.
    pub former: Vec<(u32, Sort)>,
}

/// A sentence that has candidates: where its own are in those of the article.
#[derive(Clone, Debug)]
pub(super) struct Reading {
    pub tokens: Range<u32>,
    pub candidates: Range<usize>,
    pub seeds: Range<usize>,
    pub best: Range<usize>,
    /// Whether the scores are others than those by which these are the best.
    pub open: bool,
}

impl Readings {
    /// Makes ready for a document.
    pub fn open(&mut self, document: &Document<'_>) {
        self.all.clear();
        self.all.reserve(document.sentences.len());
        self.candidates.clear();
        self.scores.clear();
        self.links.clear();
        self.links.resize(document.tokens.len(), None);
        self.seeds.clear();
        self.best.clear();
    }

    /// What stands between names at the tokens of a sentence.
    pub fn links(&self, reading: &Reading) -> &[Option<Link>] {
        &self.links[reading.tokens.start as usize..reading.tokens.end as usize]
    }
}
