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

    fn score(&self, state: usize, link: Option<Link>, sort: usize) -> f32 {
        match (state, link) {
            (1..5, _) => self.follows[state - 1][sort],
            (5.., Some(link)) => self.joined[state - 5][link as usize][sort],
            _ => 0.0,
        }
    }

    /// The best score with which a name of a type can begin behind these cells, and the first state that
    /// has it.
    fn way(&self, cells: &[Cell; STATES], link: Option<Link>, sort: usize) -> (f32, u8) {
        let mut best = (f32::NEG_INFINITY, 0);
        for (state, cell) in cells.iter().enumerate() {
            let score = cell.score + self.score(state, link, sort);
            if score > best.0 {
                best = (score, state as u8);
            }
        }
        best
    }
}

#[derive(Clone, Copy, Debug)]
struct Cell {
    score: f32,
    /// The candidate that led here; [`OUTSIDE`] for a token outside of names.
    by: u32,
    /// The token and state from which, and the type of the candidate.
    from: u32,
    state: u8,
    sort: u8,
}

/// No candidate.
const OUTSIDE: u32 = u32::MAX;

const DEAD: Cell = Cell { score: f32::NEG_INFINITY, by: OUTSIDE, from: 0, state: 0, sort: 0 };

/// Memory that is used again from sentence to sentence.
#[derive(Debug, Default)]
pub struct Decoder {
    cells: Vec<[Cell; STATES]>,
    best: Vec<(u32, Sort)>,
}

impl Decoder {
    /// A decoder of sentences of up to so many tokens.
    pub fn for_length(tokens: usize) -> Decoder {
        Decoder { cells: Vec::with_capacity(tokens + 1), ..Decoder::default() }
    }

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
        self.cells.clear();
        self.cells.resize(length + 1, [DEAD; STATES]);
        self.cells[0][0].score = 0.0;
        let mut next = 0;
        for at in 0..length {
            let begins = |candidate: &Range<u32>| candidate.start - tokens.start == at as u32;
            let names = candidates.get(next).is_some_and(begins);
            // Far from names a path stands in its first state, and most tokens are.
            if !names && self.cells[at][1..].iter().all(|cell| cell.score == f32::NEG_INFINITY) {
                let score = self.cells[at][0].score;
                self.reach(at + 1, 0, Cell { score, from: at as u32, ..DEAD });
                continue;
            }
            let before = at.checked_sub(1).and_then(|b| links[b]);
            for state in 0..STATES {
                let score = self.cells[at][state].score;
                if score > f32::NEG_INFINITY {
                    let to = skip(state, links[at]);
                    let cell = Cell { score, from: at as u32, state: state as u8, ..DEAD };
                    self.reach(at + 1, to, cell);
                }
            }
            if !names {
                continue;
            }
            // The best way to each type is the same for all candidates that begin here: sums of whole
            // hundredths do not depend on their order.
            let ways: [_; Sort::ALL.len()] =
                std::array::from_fn(|sort| transitions.way(&self.cells[at], before, sort));
            while let Some(candidate) = candidates.get(next).filter(|c| begins(c)) {
                let end = (candidate.end - tokens.start) as usize;
                for (sort, &(way, state)) in ways.iter().enumerate() {
                    let score = way + scores[next][sort];
                    let (by, from) = (next as u32, at as u32);
                    let cell = Cell { score, by, from, state, sort: sort as u8 };
                    self.reach(end, behind(Sort::ALL[sort].0), cell);
                }
                next += 1;
            }
        }
        self.trace(length);
        &self.best
    }

    fn reach(&mut self, at: usize, state: usize, cell: Cell) {
        let old = &mut self.cells[at][state];
        if cell.score > old.score {
            *old = cell;
        }
    }

    fn trace(&mut self, length: usize) {
        self.best.clear();
        let last = &self.cells[length];
        let mut state = 0;
        for other in 1..STATES {
            if last[other].score > last[state].score {
                state = other;
            }
        }
        let mut at = length;
        while at > 0 {
            let cell = self.cells[at][state];
            if cell.by != OUTSIDE {
                self.best.push((cell.by, Sort::ALL[cell.sort as usize].0));
            }
            (at, state) = (cell.from as usize, cell.state as usize);
        }
        self.best.reverse();
    }
}
