//! The likelihood of the tagged names under weights, and how it changes with them: a semi-Markov conditional random
//! field over the lattices of the layer.

use rustc_hash::FxHashMap;
use saripati::layers::names::Lattice;
use saripati::layers::names::decode::{STATES, behind, skip, transition};
use saripati::layers::names::feature::{Feature, Sort};
use saripati::layers::names::model::UNIT;
use std::ops::Range;

/// The types that weights are learned for; the last coarse type keeps what is set by hand.
pub const LEARNED: usize = 3;

/// One sentence, its features by number, and what is true of it.
#[derive(Debug)]
pub struct Sentence {
    length: usize,
    candidates: Vec<Candidate>,
    links: Vec<Option<saripati::layers::names::feature::Link>>,
    /// Of each token, the features of all candidates that begin there, that it ends, that hold it.
    shared: [Vec<Vec<u32>>; 3],
    /// Tokens that must be in a name.
    named: Vec<bool>,
    /// How much it counts.
    weight: f64,
}

/// A span that may be a name.
#[derive(Debug)]
struct Candidate {
    span: Range<usize>,
    /// What is fixed for each type.
    fixed: [f32; 4],
    /// The features that it alone has.
    own: Vec<u32>,
    /// For each type, whether the truth allows it.
    allowed: [bool; 4],
}

/// A number for each learned type.
type Triple = [f64; LEARNED];

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
        let ids = |features: &Vec<Feature>| -> Vec<u32> {
            features.iter().filter_map(|f| index.ids.get(f).copied()).collect()
        };
        let candidate = |(at, span): (usize, &Range<u32>)| {
            let range = (span.start - shift) as usize..(span.end - shift) as usize;
            let free = !named[range.clone()].contains(&true);
            let is = |sort| reachable.iter().any(|(s, k)| s == span && *k == sort);
            let untold = || free && lattice.features(at).any(|f| open.contains(&f));
            let place = is(Sort::Place) || (!open.is_empty() && untold());
            Candidate {
                span: range,
                fixed: lattice.scores[at].map(|score| score / UNIT),
                own: ids(&lattice.own[at]),
                allowed: [is(Sort::Person), place, is(Sort::Organization), free],
            }
        };
        let candidates = lattice.candidates.iter().enumerate().map(candidate).collect();
        let shared = [&lattice.starts, &lattice.ends, &lattice.inside];
        Sentence {
            length: named.len(),
            candidates,
            links: lattice.links.clone(),
            shared: shared.map(|of| of.iter().map(ids).collect()),
            named,
            weight,
        }
    }

    /// The log-likelihood of the truth; adds its gradient to `gradient`.
    pub fn likelihood(&self, index: &Index, weights: &[f64], gradient: &mut [f64]) -> f64 {
        let scores = self.scores(weights);
        let mut mass = vec![[0.0; LEARNED]; self.candidates.len()];
        let all = self.pass(index, weights, &scores, false, -self.weight, &mut mass, gradient);
        let truth = self.pass(index, weights, &scores, true, self.weight, &mut mass, gradient);
        self.spread(&mass, gradient);
        self.weight * (truth - all)
    }

    /// What the weights say of each candidate.
    fn scores(&self, weights: &[f64]) -> Vec<[f64; 4]> {
        let sums = |ids: &Vec<u32>| {
            let mut sum = [0.0; LEARNED];
            for &id in ids {
                add(&mut sum, &weights[id as usize * LEARNED..]);
            }
            sum
        };
        let shared = self.shared.each_ref().map(|of| of.iter().map(sums).collect::<Vec<_>>());
        let score = |candidate: &Candidate| {
            let span = &candidate.span;
            let mut sum = sums(&candidate.own);
            add(&mut sum, &shared[0][span.start]);
            add(&mut sum, &shared[1][span.end - 1]);
            shared[2][span.clone()].iter().for_each(|inside| add(&mut sum, inside));
            let mut score = candidate.fixed.map(f64::from);
            add(&mut score, &sum);
            score
        };
        self.candidates.iter().map(score).collect()
    }

    /// Adds what is expected of the candidates to the gradient of their features.
    fn spread(&self, mass: &[Triple], gradient: &mut [f64]) {
        let mut shared = self.shared.each_ref().map(|of| vec![[0.0; LEARNED]; of.len()]);
        let mut give = |ids: &[u32], mass: &Triple| {
            for &id in ids.iter().filter(|_| mass.iter().any(|m| *m != 0.0)) {
                add(&mut gradient[id as usize * LEARNED..][..LEARNED], mass);
            }
        };
        for (candidate, mass) in self.candidates.iter().zip(mass) {
            let span = &candidate.span;
            give(&candidate.own, mass);
            add(&mut shared[0][span.start], mass);
            add(&mut shared[1][span.end - 1], mass);
            shared[2][span.clone()].iter_mut().for_each(|inside| add(inside, mass));
        }
        for (ids, mass) in self.shared.iter().flatten().zip(shared.iter().flatten()) {
            give(ids, mass);
        }
    }

    /// Forward and backward over all paths, or over those that the truth allows. Adds what is expected
    /// of each candidate, times `sign`, to `mass`, and that of transitions to `gradient`; the log of
    /// the sum over the paths.
    #[allow(clippy::too_many_arguments)]
    fn pass(
        &self,
        index: &Index,
        weights: &[f64],
        scores: &[[f64; 4]],
        truth: bool,
        sign: f64,
        mass: &mut [Triple],
        gradient: &mut [f64],
    ) -> f64 {
        let free = |c: usize, sort: usize| {
            scores[c][sort] > DEAD && (!truth || self.candidates[c].allowed[sort])
        };
        let link = |at: usize| at.checked_sub(1).and_then(|b| self.links[b]);
        let step = |state: usize, at: usize, sort: usize| match transition(state, link(at)) {
            Some(feature) if sort < LEARNED => match index.ids.get(&feature) {
                Some(&id) => (weights[id as usize * LEARNED + sort], Some(id)),
                None => (0.0, None),
            },
            _ => (0.0, None),
        };
        let skips = |at: usize| !(truth && self.named[at]);
        // What reaches each token in each state, and as a name of each type that begins there.
        let mut forward = vec![[DEAD; STATES]; self.length + 1];
        let mut begin = vec![[DEAD; 4]; self.length];
        forward[0][0] = 0.0;
        let mut next = 0;
        for at in 0..self.length {
            let here = forward[at];
            if skips(at) {
                for state in (0..STATES).filter(|&s| here[s] > DEAD) {
                    let to = &mut forward[at + 1][skip(state, self.links[at])];
                    *to = sum(*to, here[state]);
                }
            }
            let from = next;
            while self.candidates.get(next).is_some_and(|c| c.span.start == at) {
                next += 1;
            }
            for sort in (0..4).filter(|&sort| (from..next).any(|c| free(c, sort))) {
                for state in (0..STATES).filter(|&s| here[s] > DEAD) {
                    begin[at][sort] = sum(begin[at][sort], here[state] + step(state, at, sort).0);
                }
                for c in (from..next).filter(|&c| free(c, sort)) {
                    let end = self.candidates[c].span.end;
                    let to = &mut forward[end][behind(Sort::ALL[sort].0)];
                    *to = sum(*to, begin[at][sort] + scores[c][sort]);
                }
            }
        }
        let total = forward[self.length].iter().fold(DEAD, |all, &one| sum(all, one));
        let mut backward = vec![[DEAD; STATES]; self.length + 1];
        backward[self.length] = [0.0; STATES];
        for at in (0..self.length).rev() {
            let last = next;
            while next > 0 && self.candidates[next - 1].span.start == at {
                next -= 1;
            }
            let mut ahead = [DEAD; 4];
            for sort in 0..4 {
                for c in (next..last).filter(|&c| free(c, sort)) {
                    let end = self.candidates[c].span.end;
                    let behind = backward[end][behind(Sort::ALL[sort].0)];
                    let through = scores[c][sort] + behind;
                    ahead[sort] = sum(ahead[sort], through);
                    if sort < LEARNED && begin[at][sort] > DEAD && through > DEAD {
                        mass[c][sort] += sign * (begin[at][sort] + through - total).exp();
                    }
                }
            }
            for state in (0..STATES).filter(|&s| forward[at][s] > DEAD) {
                let mut here = DEAD;
                if skips(at) {
                    here = backward[at + 1][skip(state, self.links[at])];
                }
                for sort in (0..4).filter(|&sort| ahead[sort] > DEAD) {
                    let (weight, id) = step(state, at, sort);
                    here = sum(here, weight + ahead[sort]);
                    if let Some(id) = id {
                        let share = (forward[at][state] + weight + ahead[sort] - total).exp();
                        gradient[id as usize * LEARNED + sort] += sign * share;
                    }
                }
                backward[at][state] = here;
            }
        }
        total
    }
}

/// The log of nothing.
const DEAD: f64 = f64::NEG_INFINITY;

fn add(sum: &mut [f64], more: &[f64]) {
    sum.iter_mut().zip(&more[..LEARNED]).for_each(|(sum, more)| *sum += more);
}

/// The log of the sum of two numbers given by their logs.
fn sum(a: f64, b: f64) -> f64 {
    let (low, high) = if a < b { (a, b) } else { (b, a) };
    if low == DEAD { high } else { high + (low - high).exp().ln_1p() }
}
