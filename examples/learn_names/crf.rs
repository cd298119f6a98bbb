//! The likelihood of the tagged names under weights, and how it changes with them: a semi-Markov conditional random
//! field over the lattices of the layer.

use rustc_hash::FxHashMap;
use saripati::layers::names::Lattice;
use saripati::layers::names::decode::{STATES, behind, skip, transition};
use saripati::layers::names::feature::{Feature, Sort};
use std::ops::Range;

/// The types that weights are learned for; the last coarse type keeps what is set by hand.
pub const LEARNED: usize = 3;

/// One sentence, its features by number, and what is true of it.
#[derive(Debug)]
pub struct Sentence {
    length: usize,
    /// First token, one past the last, what is fixed for each type, the features.
    candidates: Vec<(usize, usize, [f32; 4], Vec<u32>)>,
    links: Vec<Option<saripati::layers::names::feature::Link>>,
    /// For each candidate and type, whether the truth allows it.
    allowed: Vec<[bool; 4]>,
    /// Tokens that must be in a name.
    named: Vec<bool>,
    /// How much it counts.
    weight: f64,
}

/// Numbers for features.
#[derive(Debug, Default)]
pub struct Index {
    /// The number of each feature.
    pub ids: FxHashMap<Feature, u32>,
    /// The features by number.
    pub features: Vec<Feature>,
}

impl Index {
    /// The number of a feature, new ones being added.
    pub fn add(&mut self, feature: Feature) -> u32 {
        *self.ids.entry(feature).or_insert_with(|| {
            self.features.push(feature);
            self.features.len() as u32 - 1
        })
    }

    /// All features of transitions get a number.
    pub fn add_transitions(&mut self) {
        for state in 1..STATES {
            for link in saripati::layers::names::feature::Link::ALL {
                if let Some(feature) = transition(state, Some(link.0)) {
                    self.add(feature);
                }
            }
        }
    }
}

impl Sentence {
    /// Numbers the features of a lattice. `truth` holds the names in it by tokens; a candidate with
    /// one of the features in `open` may be a place although the truth does not say so.
    pub fn new(
        lattice: &Lattice,
        truth: &[(Range<u32>, Sort)],
        open: &[Feature],
        index: &Index,
        weight: f64,
    ) -> Sentence {
        let shift = lattice.tokens.start;
        let mut named = vec![false; (lattice.tokens.end - shift) as usize];
        let reachable: Vec<_> =
            truth.iter().filter(|(span, _)| lattice.candidates.contains(span)).collect();
        for (span, _) in &reachable {
            for at in span.clone() {
                named[(at - shift) as usize] = true;
            }
        }
        let mut sentence = Sentence {
            length: named.len(),
            candidates: Vec::new(),
            links: lattice.links.clone(),
            allowed: Vec::new(),
            named,
            weight,
        };
        for ((span, features), fixed) in
            lattice.candidates.iter().zip(&lattice.features).zip(&lattice.scores)
        {
            let ids = features.iter().filter_map(|f| index.ids.get(f).copied()).collect();
            let range = (span.start - shift) as usize..(span.end - shift) as usize;
            let free = !sentence.named[range.clone()].contains(&true);
            let is = |sort| reachable.iter().any(|(s, k)| s == span && *k == sort);
            sentence.allowed.push([
                is(Sort::Person),
                is(Sort::Place) || (free && features.iter().any(|f| open.contains(f))),
                is(Sort::Organization),
                free,
            ]);
            sentence.candidates.push((range.start, range.end, *fixed, ids));
        }
        sentence
    }

    /// The log-likelihood of the truth; adds its gradient to `gradient`.
    pub fn likelihood(&self, index: &Index, weights: &[f64], gradient: &mut [f64]) -> f64 {
        let scores: Vec<[f64; 4]> = self.candidates.iter().map(|c| score(c, weights)).collect();
        let all = self.pass(index, weights, &scores, false, -self.weight, gradient);
        let truth = self.pass(index, weights, &scores, true, self.weight, gradient);
        self.weight * (truth - all)
    }

    /// Forward and backward over all paths, or over those that the truth allows. Adds the expected
    /// features, times `sign`, to `gradient`; the log of the sum over the paths.
    fn pass(
        &self,
        index: &Index,
        weights: &[f64],
        scores: &[[f64; 4]],
        truth: bool,
        sign: f64,
        gradient: &mut [f64],
    ) -> f64 {
        const DEAD: f64 = f64::NEG_INFINITY;
        let mut forward = vec![[DEAD; STATES]; self.length + 1];
        forward[0][0] = 0.0;
        let free =
            |c: usize, sort: usize| scores[c][sort] > DEAD && (!truth || self.allowed[c][sort]);
        let link = |at: usize| at.checked_sub(1).and_then(|b| self.links[b]);
        let step = |state: usize, at: usize, sort: usize| match transition(state, link(at)) {
            Some(feature) if sort < LEARNED => match index.ids.get(&feature) {
                Some(&id) => (weights[id as usize * LEARNED + sort], Some(id)),
                None => (0.0, None),
            },
            _ => (0.0, None),
        };
        let mut next = 0;
        for at in 0..self.length {
            let here = forward[at];
            if !(truth && self.named[at]) {
                for state in 0..STATES {
                    let to = &mut forward[at + 1][skip(state, self.links[at])];
                    *to = sum(*to, here[state]);
                }
            }
            while next < self.candidates.len() && self.candidates[next].0 == at {
                for &(sort, _) in Sort::ALL {
                    if free(next, sort as usize) {
                        let own = scores[next][sort as usize];
                        for (state, &reach) in here.iter().enumerate() {
                            if reach > DEAD {
                                let through = reach + own + step(state, at, sort as usize).0;
                                let to = &mut forward[self.candidates[next].1][behind(sort)];
                                *to = sum(*to, through);
                            }
                        }
                    }
                }
                next += 1;
            }
        }
        let total = forward[self.length].iter().fold(DEAD, |all, &one| sum(all, one));
        let mut backward = vec![[DEAD; STATES]; self.length + 1];
        backward[self.length] = [0.0; STATES];
        for at in (0..self.length).rev() {
            let mut here = [DEAD; STATES];
            if !(truth && self.named[at]) {
                for state in 0..STATES {
                    here[state] = backward[at + 1][skip(state, self.links[at])];
                }
            }
            while next > 0 && self.candidates[next - 1].0 == at {
                next -= 1;
                let candidate = &self.candidates[next];
                for &(sort, _) in Sort::ALL {
                    let behind = backward[candidate.1][behind(sort)];
                    if !free(next, sort as usize) || behind == DEAD {
                        continue;
                    }
                    let own = scores[next][sort as usize];
                    let mut mass = 0.0;
                    for state in 0..STATES {
                        let (weight, id) = step(state, at, sort as usize);
                        here[state] = sum(here[state], own + weight + behind);
                        let before = forward[at][state];
                        if before > DEAD {
                            let share = (before + own + weight + behind - total).exp();
                            mass += share;
                            if let Some(id) = id {
                                gradient[id as usize * LEARNED + sort as usize] += sign * share;
                            }
                        }
                    }
                    if (sort as usize) < LEARNED && mass > 0.0 {
                        for &id in &candidate.3 {
                            gradient[id as usize * LEARNED + sort as usize] += sign * mass;
                        }
                    }
                }
            }
            backward[at] = here;
        }
        total
    }
}

fn score(candidate: &(usize, usize, [f32; 4], Vec<u32>), weights: &[f64]) -> [f64; 4] {
    let mut score = candidate.2.map(f64::from);
    for &id in &candidate.3 {
        let at = id as usize * LEARNED;
        for sort in 0..LEARNED {
            score[sort] += weights[at + sort];
        }
    }
    score
}

/// The log of the sum of two numbers given by their logs.
fn sum(a: f64, b: f64) -> f64 {
    let (low, high) = if a < b { (a, b) } else { (b, a) };
    if low == f64::NEG_INFINITY { high } else { high + (low - high).exp().ln_1p() }
}
