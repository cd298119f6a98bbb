//! Weighs candidates, with sums of weights that come again and again kept from article to article.

use super::decode::Decoder;
use super::evidence::{Evidence, Ground, Part, Row, Shape};
use super::model::Scores;
use super::{Facts, Memory, Names, Readings, Seed, pattern};
use crate::document::{Document, FormId};
use rustc_hash::FxHashMap;

/// Shapes of candidates that are kept before all are forgotten; those of some hundred articles.
const SHAPES: usize = 1 << 14;

/// What is kept from article to article.
#[derive(Clone, Debug, Default)]
pub struct Sums {
    pub(super) facts: Facts,
    pub(super) scored: Scored,
    /// Memory of [`Casing::read`](super::casing::Casing::read).
    pub(super) seen: Vec<u8>,
    /// Memory for the reading of sentences and for choosing among their candidates.
    pub(super) evidence: Evidence,
    pub(super) decoder: Decoder,
    pub(super) readings: Readings,
}

impl Sums {
    /// Makes ready for a document.
    pub fn open(&mut self, document: &Document<'_>) {
        self.scored.open(document);
    }
}

/// What the weights in force say of written forms in each part of a candidate, and of shapes of
/// candidates. All of it follows from the weights and the vocabulary of the document: names are the
/// same whatever was read before.
#[derive(Clone, Debug, Default)]
pub struct Scored {
    /// The vocabulary that the forms are of.
    vocabulary: u64,
    forms: Vec<Form>,
    shapes: FxHashMap<Shape, Scores>,
    /// Memory for what the ends of a sentence's candidates say: each, and of candidates of two tokens and
    /// more.
    ends: Vec<Option<[Scores; 2]>>,
}

/// What is known of one form: a bit for each part that was summed.
#[derive(Clone, Copy, Debug, Default)]
struct Form {
    known: u8,
    scores: [Scores; Part::COUNT],
}

impl Scored {
    /// Makes ready for a document.
    fn open(&mut self, document: &Document<'_>) {
        if self.vocabulary != document.vocabulary {
            self.vocabulary = document.vocabulary;
            self.forms.clear();
        }
        // Room for all at once: a short run then copies and touches less memory.
        let bound = document.forms.iter().max().map_or(0, |form| form.0 as usize + 1);
        if bound > self.forms.len() {
            self.forms.resize(bound, Form::default());
        }
        if self.shapes.len() > SHAPES {
            self.shapes.clear();
        }
    }

    /// The sum of a form of the document in a part of a candidate; `sum` makes it.
    pub fn form(&mut self, form: FormId, part: Part, sum: impl FnOnce(&mut Scores)) -> Scores {
        let known = &mut self.forms[form.0 as usize];
        let scores = &mut known.scores[part as usize];
        if known.known >> part as u8 & 1 == 0 {
            known.known |= 1 << part as u8;
            sum(scores);
        }
        *scores
    }

    /// The sum of a shape; `sum` makes it.
    pub fn shape(&mut self, shape: Shape, sum: impl FnOnce(&mut Scores)) -> Scores {
        let known = self.shapes.entry(shape);
        *known.or_insert_with(|| {
            let mut scores = Scores::default();
            sum(&mut scores);
            scores
        })
    }
}

impl Names {
    /// Weighs every candidate.
    pub(super) fn score(
        &self,
        ground: &Ground<'_>,
        evidence: &Evidence,
        seeds: &[Seed],
        memory: &Memory,
        sums: &mut Scored,
        scores: &mut Vec<Scores>,
    ) {
        let weights = self.weights.sums();
        let add = |to: &mut Scores, more: Scores| {
            to.iter_mut().zip(more).for_each(|(to, more)| *to += more);
        };
        // What a token says by its form alone is summed once for all articles.
        let form = |sums: &mut Scored, part, at: u32| {
            let sum =
                |to: &mut Scores| evidence.form(part, ground, at, &mut |f| weights.add(f, to));
            if evidence.holds(at) {
                return sums.form(ground.document.forms[at as usize], part, sum);
            }
            let mut edge = Scores::default();
            sum(&mut edge);
            edge
        };
        // What does not depend on the other end is summed once for all candidates; beside it, what
        // only those of two tokens and more have.
        let (mut from, mut start) = (u32::MAX, [Scores::default(); 2]);
        let (mut inside, mut row) = ((Scores::default(), 0), Row::default());
        let mut ends = std::mem::take(&mut sums.ends);
        ends.clear();
        ends.resize(evidence.tokens().len() + 1, None);
        for span in &evidence.candidates {
            if span.start != from {
                from = span.start;
                let [all, longer] = &mut start;
                let before = from.wrapping_sub(1);
                *all = form(sums, evidence.part_before(before), before);
                add(all, form(sums, Part::First, from));
                evidence.around_start(ground, from, &mut |f| weights.add(f, all));
                *longer = Scores::default();
                evidence.longer_start(ground, from, &mut |f| weights.add(f, longer));
                (inside, row) = ((Scores::default(), from), Row::default());
            }
            for at in inside.1..span.end {
                add(&mut inside.0, form(sums, Part::Within, at));
                evidence.value(ground, at, &mut |f| weights.add(f, &mut inside.0));
                evidence.lengthen(&mut row, at);
            }
            inside.1 = span.end;
            let end = &mut ends[(span.end - evidence.tokens().start) as usize];
            let end = end.get_or_insert_with(|| {
                let mut all = form(sums, Part::Last, span.end - 1);
                add(&mut all, form(sums, Part::After, span.end));
                evidence.around_end(ground, span.end, &mut |f| weights.add(f, &mut all));
                let mut longer = Scores::default();
                evidence.longer_end(ground, span.end, &mut |f| weights.add(f, &mut longer));
                [all, longer]
            });
            let mut score = sums.shape(evidence.shape(span, &row), |to| {
                evidence.shaped(span, &mut |f| weights.add(f, to));
            });
            let parts = match span.end - span.start {
                1 => [start[0], inside.0, end[0], form(sums, Part::Only, from), Scores::default()],
                _ => [start[0], inside.0, end[0], start[1], end[1]],
            };
            parts.into_iter().for_each(|part| add(&mut score, part));
            evidence.own(ground, span, &mut |f| weights.add(f, &mut score));
            memory.features(ground.document, span, &mut |f| weights.add(f, &mut score));
            pattern::weigh(seeds, span, &mut score);
            scores.push(score);
        }
        sums.ends = ends;
    }
}
