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

    /// What a state says of each type of a name that follows.
    fn of(&self, state: usize, link: Option<Link>) -> &Scores {
        const NOTHING: &Scores = &[0.0; 4];
        match (state, link) {
            (1..5, _) => &self.follows[state - 1],
            (5.., Some(link)) => &self.joined[state - 5][link as usize],
            _ => NOTHING,
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

/// What stands where no path has come to; never looked at.
const NONE: Cell = Cell { score: f32::NEG_INFINITY, by: None, from: (0, 0) };

/// Memory that is used again from sentence to sentence.
#[derive(Debug, Default)]
pub struct Decoder {
    cells: Vec<[Cell; STATES]>,
    /// Of each token, a bit for each state that a path has reached: mostly one.
    alive: Vec<u16>,
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
        self.cells.resize(self.cells.len().max(length + 1), [NONE; STATES]);
        self.alive.clear();
        self.alive.resize(length + 1, 0);
        self.reach(0, 0, Cell { score: 0.0, ..NONE });
        let mut next = 0;
        for at in 0..length {
            let before = at.checked_sub(1).and_then(|b| links[b]);
            let begins = |candidate: &Range<u32>| candidate.start - tokens.start == at as u32;
            let names = candidates.get(next).is_some_and(begins);
            // The best way to each type is the same for all candidates that begin here: sums of whole
            // hundredths do not depend on their order.
            let mut ways = [(f32::NEG_INFINITY, 0); Sort::ALL.len()];
            for state in states(self.alive[at]) {
                let score = self.cells[at][state].score;
                let from = (at as u32, state as u8);
                self.reach(at + 1, skip(state, links[at]), Cell { score, by: None, from });
                if names {
                    for (way, more) in ways.iter_mut().zip(transitions.of(state, before)) {
                        if score + more > way.0 {
                            *way = (score + more, state as u8);
                        }
                    }
                }
            }
            while let Some(candidate) = candidates.get(next).filter(|c| begins(c)) {
                let end = (candidate.end - tokens.start) as usize;
                for (sort, &(way, state)) in ways.iter().enumerate() {
                    let score = way + scores[next][sort];
                    let by = Some((next as u32, sort as u8));
                    let from = (at as u32, state);
                    self.reach(end, behind(Sort::ALL[sort].0), Cell { score, by, from });
                }
                next += 1;
            }
        }
        self.trace(length);
        &self.best
    }

    fn reach(&mut self, at: usize, state: usize, cell: Cell) {
        let (old, alive) = (&mut self.cells[at][state], &mut self.alive[at]);
        let known = *alive >> state & 1 == 1;
        if cell.score > if known { old.score } else { f32::NEG_INFINITY } {
            *old = cell;
            *alive |= 1 << state;
        }
    }

    fn trace(&mut self, length: usize) {
        self.best.clear();
        let last = &self.cells[length];
        let mut best = (f32::NEG_INFINITY, 0);
        for state in states(self.alive[length]) {
            if last[state].score > best.0 {
                best = (last[state].score, state);
            }
        }
        let mut state = best.1;
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

/// The numbers of the bits that are set.
fn states(mut alive: u16) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let state = alive.trailing_zeros() as usize;
        alive &= alive.checked_sub(1)?;
        Some(state)
    })
}
