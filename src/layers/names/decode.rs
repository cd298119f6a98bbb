//! The best set of candidates of one sentence that do not overlap, by dynamic programming.
//!
//! A path walks over the tokens; at each it stands in one of nine states: nothing before, directly behind a name of
//! one of the four coarse types, or behind such a name and one link (a comma, `dan`).

use super::feature::{Feature, Link, Sort};
use super::model::{Scores, Weights};
use std::ops::Range;

/// States of a path.
pub const STATES: usize = 9;

/// The state directly behind a name.
pub fn behind(sort: Sort) -> usize {
    1 + sort as usize
}

/// The state that a token outside of names leads to.
pub fn skip(state: usize, link: Option<Link>) -> usize {
    if (1..5).contains(&state) && link.is_some() { state + 4 } else { 0 }
}

/// What the state says about a name that follows; `link` is that of the token before.
pub fn transition(state: usize, link: Option<Link>) -> Option<Feature> {
    let sort = |index: usize| Sort::ALL[index].0;
    match state {
        1..5 => Some(Feature::sort(super::feature::Template::Follows, sort(state - 1))),
        5.. => link.map(|link| Feature::joined(sort(state - 5), link)),
        _ => None,
    }
}

/// Weights of transitions, looked up once.
#[derive(Clone, Debug)]
pub struct Transitions {
    follows: [Scores; 4],
    joined: [[Scores; 5]; 4],
}

impl Transitions {
    /// Looks them up.
    pub fn new(weights: &Weights) -> Transitions {
        let get = |feature| weights.scored(feature).map_or([0.0; 4], |(scores, _)| scores);
        let of = |state| transition(state, None).map_or([0.0; 4], get);
        let joined = |s: usize, l: usize| get(Feature::joined(Sort::ALL[s].0, Link::ALL[l].0));
        Transitions {
            follows: std::array::from_fn(|s| of(s + 1)),
            joined: std::array::from_fn(|s| std::array::from_fn(|l| joined(s, l))),
        }
    }

    /// What the state says of a name of each type that follows.
    fn scores(&self, state: usize, link: Option<Link>) -> Scores {
        match (state, link) {
            (1..5, _) => self.follows[state - 1],
            (5.., Some(link)) => self.joined[state - 5][link as usize],
            _ => Scores::default(),
        }
    }

    /// The best scores with which names of each type can begin where paths have these, and for each type
    /// the first state that has it.
    fn ways(&self, scores: &[f32; STATES], link: Option<Link>) -> (Scores, [u8; 4]) {
        let (mut best, mut from) = ([f32::NEG_INFINITY; 4], [0; 4]);
        let reached = |(_, score): &(usize, &f32)| **score > f32::NEG_INFINITY;
        for (state, score) in scores.iter().enumerate().filter(reached) {
            let more = self.scores(state, link);
            for sort in 0..best.len() {
                let sum = score + more[sort];
                if sum > best[sort] {
                    (best[sort], from[sort]) = (sum, state as u8);
                }
            }
        }
        (best, from)
    }
}

/// How a path came to a state.
#[derive(Clone, Copy, Debug, Default)]
struct Way {
    /// The candidate that led here; [`OUTSIDE`] for a token outside of names.
    by: u32,
    /// The token and state from which, and the type of the candidate.
    from: u32,
    state: u8,
    sort: u8,
}

/// No candidate.
const OUTSIDE: u32 = u32::MAX;

/// Memory that is used again from sentence to sentence.
#[derive(Clone, Debug, Default)]
pub struct Decoder {
    /// For each token the best score of each state; minus infinity where no path has reached it.
    scores: Vec<[f32; STATES]>,
    /// For each token and state the way to it; of states that no path has reached, what was there before.
    ways: Vec<[Way; STATES]>,
    best: Vec<(u32, Sort)>,
}

impl Decoder {
    /// The best set of candidates of a sentence: their indices and types, in order.
    ///
    /// `candidates` stand in order of their first token; `scores` are theirs; `links` has one entry
    /// for each token of `tokens`.
    pub fn best(
        &mut self,
        tokens: &Range<u32>,
        candidates: &[Range<u32>],
        scores: &[Scores],
        links: &[Option<Link>],
        transitions: &Transitions,
    ) -> &[(u32, Sort)] {
        let length = (tokens.end - tokens.start) as usize;
        self.scores.clear();
        self.scores.resize(length + 1, [f32::NEG_INFINITY; STATES]);
        if self.ways.len() <= length {
            self.ways.resize(length + 1, Default::default());
        }
        self.scores[0][0] = 0.0;
        // Behind this token paths stand in their first state, until the next name.
        let (mut next, mut last) = (0, 0);
        for at in 0..length {
            let from = at as u32;
            let begins = |candidate: &Range<u32>| candidate.start - tokens.start == from;
            let names = candidates.get(next).is_some_and(begins);
            if at > last && !names {
                let way = Way { by: OUTSIDE, from, state: 0, sort: 0 };
                self.reach(at + 1, 0, self.scores[at][0], way);
                continue;
            }
            let here = self.scores[at];
            // Outside of names a link keeps what stood before it in mind; all other ways lead to one state.
            let linked = if links[at].is_some() { 1..5 } else { 0..0 };
            let way = |state: usize| Way { by: OUTSIDE, from, state: state as u8, sort: 0 };
            let mut first = 0;
            for state in linked.end.max(1)..STATES {
                if here[state] > here[first] {
                    first = state;
                }
            }
            self.reach(at + 1, 0, here[first], way(first));
            for state in linked {
                self.reach(at + 1, skip(state, links[at]), here[state], way(state));
            }
            if !names {
                continue;
            }
            let before = at.checked_sub(1).and_then(|b| links[b]);
            // The best way to each type is the same for all candidates that begin here: sums of whole
            // hundredths do not depend on their order.
            let (ways, states) = transitions.ways(&here, before);
            while let Some(candidate) = candidates.get(next).filter(|c| begins(c)) {
                let end = (candidate.end - tokens.start) as usize;
                last = last.max(end + 1);
                for &(sort, _) in Sort::ALL {
                    let score = ways[sort as usize] + scores[next][sort as usize];
                    let state = states[sort as usize];
                    let way = Way { by: next as u32, from, state, sort: sort as u8 };
                    self.reach(end, behind(sort), score, way);
                }
                next += 1;
            }
        }
        self.trace(length);
        &self.best
    }

    /// Takes a way to a state that is better than those before it.
    fn reach(&mut self, at: usize, state: usize, score: f32, way: Way) {
        if score > self.scores[at][state] {
            self.scores[at][state] = score;
            self.ways[at][state] = way;
        }
    }

    fn trace(&mut self, length: usize) {
        self.best.clear();
        let last = &self.scores[length];
        let mut state = 0;
        for other in 1..STATES {
            if last[other] > last[state] {
                state = other;
            }
        }
        let mut at = length;
        while at > 0 {
            let way = self.ways[at][state];
            if way.by != OUTSIDE {
                self.best.push((way.by, Sort::ALL[way.sort as usize].0));
            }
            (at, state) = (way.from as usize, way.state as usize);
        }
        self.best.reverse();
    }
}
