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
}

#[derive(Clone, Copy, Debug)]
struct Cell {
    score: f32,
    /// The candidate and type that led here, or none for a token outside of names.
    by: Option<(u32, u8)>,
    /// The token and state from which.
    from: (u32, u8),
}

const DEAD: Cell = Cell { score: f32::NEG_INFINITY, by: None, from: (0, 0) };

/// Memory that is used again from sentence to sentence.
#[derive(Debug, Default)]
pub struct Decoder {
    cells: Vec<[Cell; STATES]>,
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
        self.cells.clear();
        self.cells.resize(length + 1, [DEAD; STATES]);
        self.cells[0][0].score = 0.0;
        let mut next = 0;
        for at in 0..length {
            let here = self.cells[at];
            let before = at.checked_sub(1).and_then(|b| links[b]);
            for (state, cell) in here.iter().enumerate() {
                if cell.score > f32::NEG_INFINITY {
                    let to = skip(state, links[at]);
                    let from = (at as u32, state as u8);
                    self.reach(at + 1, to, Cell { score: cell.score, by: None, from });
                }
            }
            while let Some(candidate) = candidates.get(next) {
                if candidate.start - tokens.start != at as u32 {
                    break;
                }
                let end = (candidate.end - tokens.start) as usize;
                for &(sort, _) in Sort::ALL {
                    let own = scores[next][sort as usize];
                    if own == f32::NEG_INFINITY {
                        continue;
                    }
                    for (state, cell) in here.iter().enumerate() {
                        if cell.score == f32::NEG_INFINITY {
                            continue;
                        }
                        let score =
                            cell.score + own + transitions.score(state, before, sort as usize);
                        let by = Some((next as u32, sort as u8));
                        let from = (at as u32, state as u8);
                        self.reach(end, behind(sort), Cell { score, by, from });
                    }
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
            if let Some((candidate, sort)) = cell.by {
                self.best.push((candidate, Sort::ALL[sort as usize].0));
            }
            (at, state) = (cell.from.0 as usize, cell.from.1 as usize);
        }
        self.best.reverse();
    }
}
