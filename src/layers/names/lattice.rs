//! What was there to choose and what spoke for it: for the program that learns the weights, and for people.

use super::casing::Casing;
use super::evidence::{Evidence, Ground};
use super::feature::{Feature, Link, Sort};
use super::model::Scores;
use super::{Facts, Memory, Names, Sums};
use crate::document::Scratch;
use crate::layers::Context;
use crate::rules::RowId;
use std::ops::Range;

/// One sentence as the learner sees it: what can be chosen, and what speaks for it.
#[derive(Debug, Default)]
pub struct Lattice {
    /// Its tokens.
    pub tokens: Range<u32>,
    /// In order of their first tokens.
    pub candidates: Vec<Range<u32>>,
    /// Of each token, what all candidates have that begin there.
    pub starts: Vec<Vec<Feature>>,
    /// Of each token, what all candidates have that it ends.
    pub ends: Vec<Vec<Feature>>,
    /// Of each token, what all candidates have that hold it.
    pub inside: Vec<Vec<Feature>>,
    /// Of each candidate, what it alone has.
    pub own: Vec<Vec<Feature>>,
    /// What the weights in force say of each candidate.
    pub scores: Vec<Scores>,
    /// Of each token, whether it links names.
    pub links: Vec<Option<Link>>,
}

impl Lattice {
    /// All features of the candidate of that number.
    pub fn features(&self, index: usize) -> impl Iterator<Item = Feature> + '_ {
        let at = |token: u32| (token - self.tokens.start) as usize;
        let span = &self.candidates[index];
        let inside = self.inside[at(span.start)..at(span.end)].iter().flatten();
        let ends = self.starts[at(span.start)].iter().chain(&self.ends[at(span.end - 1)]);
        ends.chain(inside).chain(&self.own[index]).copied()
    }

    /// The features of all candidates, each as often as it is kept.
    pub fn all_features(&self) -> impl Iterator<Item = Feature> + '_ {
        let kept = [&self.starts, &self.ends, &self.inside, &self.own];
        kept.into_iter().flatten().flatten().copied()
    }
}

impl Names {
    /// The sentences of the article as the learner sees them; those without candidates are left out.
    pub fn lattices(&self, cx: &Context<'_, '_>, memory: &Memory) -> Vec<Lattice> {
        let (mut evidence, mut lattices) = (Evidence::default(), Vec::new());
        let casing = Casing::read(cx.document, &mut Vec::new());
        let (mut scratch, mut seeds) = (Scratch::default(), Vec::new());
        let mut sums = Sums::default();
        sums.open(cx.document);
        let Sums { facts, scored, .. } = &mut sums;
        self.learn(cx.document, facts);
        let ground = self.ground(cx, &casing, facts);
        for sentence in &cx.document.sentences {
            self.seeds(cx, facts, &sentence.tokens, &mut scratch, &mut seeds);
            if !evidence.read(&ground, sentence.tokens.clone(), &seeds) {
                continue;
            }
            let mut scores = Vec::new();
            self.score(&ground, &evidence, &seeds, memory, scored, &mut scores);
            let mut lattice = Lattice {
                tokens: sentence.tokens.clone(),
                candidates: evidence.candidates.clone(),
                scores,
                links: sentence.tokens.clone().map(|at| evidence.link(at)).collect(),
                ..Lattice::default()
            };
            let length = sentence.tokens.len();
            let nothing = || vec![Vec::new(); length];
            (lattice.starts, lattice.ends, lattice.inside) = (nothing(), nothing(), nothing());
            let at = |token: u32| (token - sentence.tokens.start) as usize;
            for span in &evidence.candidates {
                let starts = &mut lattice.starts[at(span.start)];
                if starts.is_empty() {
                    evidence.start(&ground, span.start, &mut |f| starts.push(f));
                }
                let ends = &mut lattice.ends[at(span.end - 1)];
                if ends.is_empty() {
                    evidence.end(&ground, span.end, &mut |f| ends.push(f));
                }
                for token in span.clone() {
                    let inside = &mut lattice.inside[at(token)];
                    if inside.is_empty() {
                        evidence.inside(&ground, token, &mut |f| inside.push(f));
                    }
                }
                let mut own = Vec::new();
                evidence.whole(&ground, span, memory, &mut |f| own.push(f));
                lattice.own.push(own);
            }
            lattices.push(lattice);
        }
        lattices
    }

    /// What decided that a span is a name of that type: features with their weights and the rows
    /// that give them, the weightiest first.
    pub fn explain(
        &self,
        cx: &Context<'_, '_>,
        span: &Range<u32>,
        sort: Sort,
    ) -> Vec<(String, f32, RowId)> {
        let (mut evidence, mut seeds) = (Evidence::default(), Vec::new());
        let (casing, memory) = (Casing::read(cx.document, &mut Vec::new()), Memory::default());
        let mut facts = Facts::default();
        self.learn(cx.document, &mut facts);
        let ground = self.ground(cx, &casing, &facts);
        let sentence = cx.document.sentences.iter().find(|s| s.tokens.contains(&span.start));
        let Some(sentence) = sentence else { return Vec::new() };
        self.seeds(cx, &facts, &sentence.tokens, &mut Scratch::default(), &mut seeds);
        evidence.read(&ground, sentence.tokens.clone(), &seeds);
        let mut rows: Vec<_> = features(&evidence, &ground, span, &memory)
            .into_iter()
            .filter_map(|feature| {
                let (scores, row) = self.weights.get(feature)?;
                let weight = scores[sort as usize];
                (weight != 0.0).then(|| (feature.text(cx.tables, &self.classes), weight, row))
            })
            .collect();
        rows.sort_by(|a, b| b.1.abs().total_cmp(&a.1.abs()).then_with(|| a.0.cmp(&b.0)));
        rows
    }
}

/// All features of a candidate.
fn features(
    evidence: &Evidence,
    ground: &Ground<'_>,
    span: &Range<u32>,
    memory: &Memory,
) -> Vec<Feature> {
    let mut features = Vec::new();
    let mut emit = |feature| features.push(feature);
    evidence.start(ground, span.start, &mut emit);
    evidence.end(ground, span.end, &mut emit);
    for at in span.clone() {
        evidence.inside(ground, at, &mut emit);
    }
    evidence.whole(ground, span, memory, &mut emit);
    features
}
