//! How far a pattern goes where it does not match, and what stopped it: for people who write rules.

use super::matcher::Matcher;
use crate::rules::{Inst, Program};
use rustc_hash::FxHashSet;
use std::ops::Range;

/// Places of a pattern in a sentence that are looked at; more is not worth the wait.
const MOST: usize = 20_000;

/// How far a pattern goes from one token.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Furthest {
    /// The token that it stops at, or the one behind the match.
    pub token: u32,
    /// The step that nothing there fits; none where the pattern matches.
    pub step: Option<usize>,
}

impl Matcher<'_> {
    /// Follows every way through a pattern from token `at`; the longest match if there is one, or
    /// else the way that goes furthest and the step where it ends.
    pub fn furthest(&self, program: &Program, at: u32, sentence: &Range<u32>) -> Furthest {
        let mut far = Furthest { token: at, step: Some(0) };
        match self.follow(program, 0, at, sentence, &mut far) {
            Some(token) => Furthest { token, step: None },
            None => far,
        }
    }

    fn follow(
        &self,
        program: &Program,
        pc: u32,
        at: u32,
        sentence: &Range<u32>,
        far: &mut Furthest,
    ) -> Option<u32> {
        let (mut todo, mut seen) = (vec![(pc, at)], FxHashSet::default());
        let mut matched = None;
        while let Some((pc, at)) = todo.pop() {
            if seen.len() >= MOST || !seen.insert((pc, at)) {
                continue;
            }
            let known = todo.len();
            let accepted = match program.step(pc as usize) {
                Inst::Accept => {
                    matched = matched.max(Some(at));
                    true
                }
                Inst::Jump(there) => {
                    todo.push((there, at));
                    true
                }
                Inst::Split(other) => {
                    todo.extend([(other, at), (pc + 1, at)]);
                    true
                }
                Inst::Not(there) => {
                    let mut inner = Furthest { token: at, step: None };
                    if self.follow(program, pc + 1, at, sentence, &mut inner).is_none() {
                        todo.push((there, at));
                    }
                    todo.len() > known
                }
                step => {
                    todo.extend(self.ends(step, at, sentence).into_iter().map(|end| (pc + 1, end)));
                    todo.len() > known
                }
            };
            if !accepted && (at > far.token || at == far.token && far.step == Some(0)) {
                *far = Furthest { token: at, step: Some(pc as usize) };
            }
        }
        matched
    }

    /// The tokens behind what one step takes at `at`; none if it takes nothing there.
    fn ends(&self, step: Inst, at: u32, sentence: &Range<u32>) -> Vec<u32> {
        let one = |fits: bool, end| if fits { vec![end] } else { Vec::new() };
        match step {
            Inst::Save(_) => vec![at],
            Inst::Start => one(at == sentence.start, at),
            Inst::End => one(at == sentence.end, at),
            _ if at >= sentence.end => Vec::new(),
            Inst::List(list, filter) => self.entry_ends(list, filter, at, sentence).collect(),
            Inst::Label(set) => self.label_ends(set, at, sentence).collect(),
            test => one(self.token_is(test, at), at + 1),
        }
    }
}
