//! Spans of tokens that layers have labelled, for the patterns of the layers above.

use crate::rules::{LabelId, LabelSet, Signature};
use std::ops::Range;

/// A labelled span of tokens.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Labelled {
    /// The label.
    pub label: LabelId,
    /// First token.
    pub start: u32,
    /// One past the last token.
    pub end: u32,
    /// Which of its layer's things it is.
    pub index: u32,
}

const NONE: u32 = u32::MAX;

/// The labelled spans of one document, found by their first token.
#[derive(Clone, Debug, Default)]
pub struct Labels {
    heads: Vec<u32>,
    /// For each token, the labels of the spans that begin there.
    sets: Vec<LabelSet>,
    /// What steps of patterns can tell those spans by.
    signatures: Vec<Signature>,
    all: Vec<(Labelled, u32)>,
}

impl Labels {
    /// No labels over `tokens` tokens.
    pub fn new(tokens: usize) -> Labels {
        Labels {
            heads: vec![NONE; tokens],
            sets: vec![LabelSet::default(); tokens],
            signatures: vec![Signature::default(); tokens],
            all: Vec::new(),
        }
    }

    /// Puts a label on tokens `start..end`; an empty span is left out.
    pub fn put(&mut self, label: LabelId, start: u32, end: u32, index: u32) {
        if start >= end {
            return;
        }
        let head = &mut self.heads[start as usize];
        self.all.push((Labelled { label, start, end, index }, *head));
        *head = self.all.len() as u32 - 1;
        let set = &mut self.sets[start as usize];
        *set = set.with(label);
        self.signatures[start as usize] |= Signature::labels(LabelSet::default().with(label));
    }

    /// The labels of the spans that begin at `token`.
    pub fn set_at(&self, token: u32) -> LabelSet {
        self.sets.get(token as usize).copied().unwrap_or_default()
    }

    /// What steps of patterns can tell the spans by that begin at `token`.
    pub fn signature_at(&self, token: u32) -> Signature {
        self.signatures.get(token as usize).copied().unwrap_or_default()
    }

    /// The first of `tokens` at which a span with one of those labels begins.
    pub fn next(&self, labels: LabelSet, tokens: Range<u32>) -> Option<u32> {
        if labels.is_empty() {
            return None;
        }
        let sets = self.sets.get(tokens.start as usize..tokens.end as usize)?;
        let place = sets.iter().position(|set| !set.intersection(labels).is_empty())?;
        Some(tokens.start + place as u32)
    }

    /// The labelled spans that begin at `token`, the latest first.
    pub fn at(&self, token: u32) -> impl Iterator<Item = Labelled> + '_ {
        let mut next = self.heads.get(token as usize).copied().unwrap_or(NONE);
        std::iter::from_fn(move || {
            let &(labelled, following) = self.all.get(next as usize)?;
            next = following;
            Some(labelled)
        })
    }

    /// The thing with that label that spans exactly `start..end`.
    pub fn find(&self, label: LabelId, start: u32, end: u32) -> Option<u32> {
        self.at(start).find(|l| l.label == label && l.end == end).map(|l| l.index)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_found_where_they_begin() {
        let (person, time) = (LabelId::named("PERSON").unwrap(), LabelId::named("time").unwrap());
        let mut labels = Labels::new(5);
        labels.put(person, 1, 3, 7);
        labels.put(time, 1, 2, 0);
        labels.put(time, 4, 4, 1);
        assert_eq!(labels.at(1).map(|l| l.end).collect::<Vec<_>>(), [2, 3]);
        assert_eq!(labels.find(person, 1, 3), Some(7));
        assert_eq!(labels.at(4).count() + labels.at(99).count(), 0);
    }
}
