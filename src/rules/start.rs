//! Ways into rules: what can take the first token of a match, and what must stand behind it.

use super::labels::LabelSet;
use super::program::{Inst, Program};
use super::signature::Signature;
use std::collections::VecDeque;

/// A way into a rule, by its place among those of all rules, which stand rule by rule.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct StartId(pub u32);

/// So many needs of a start are kept.
pub(super) const NEEDS: usize = 2;

/// More than this in a need, as [`Start::all`] is told to count, and most sentences meet it.
const MOST: u32 = 400;

/// A way into a rule.
#[derive(Clone, Debug)]
pub(super) struct Start {
    /// The number of the rule.
    pub rule: u32,
    /// The steps that can take the first token.
    pub firsts: Vec<Inst>,
    /// What the second token must have: if the first element takes one token, and whatever it takes.
    pub seconds: [Signature; 2],
    /// Sets of steps; of each one must take a token behind the first, wherever.
    pub needs: Vec<Vec<Inst>>,
    /// Labels that spans behind the first token must have, each of them.
    pub labels: LabelSet,
}

impl Start {
    /// The ways into a rule. `weigh` tells how often a step is met, in no unit; none where too often
    /// to be asked for.
    pub fn all(rule: u32, program: &Program, weigh: &impl Fn(Inst) -> Option<u32>) -> Vec<Start> {
        let mut all: Vec<Start> = Vec::new();
        for (at, first) in program.first_steps() {
            let one = program.code().ahead(at + 1);
            let any = match first {
                Inst::List(..) | Inst::Label(_) => Signature::ALL,
                _ => one,
            };
            let (needs, labels) = needs(program, at + 1, weigh);
            let start = Start { rule, firsts: vec![first], seconds: [one, any], needs, labels };
            let same = |known: &&mut Start| {
                known.seconds == start.seconds
                    && known.needs == start.needs
                    && known.labels == start.labels
            };
            match all.iter_mut().find(same) {
                Some(known) => known.firsts.push(first),
                None => all.push(start),
            }
        }
        all
    }
}

/// Steps that can follow a step.
fn next(program: &Program, at: usize) -> [Option<usize>; 2] {
    match program.step(at) {
        Inst::Accept => [None, None],
        Inst::Split(other) => [Some(at + 1), Some(other as usize)],
        Inst::Jump(there) | Inst::Not(there) => [Some(there as usize), None],
        _ => [Some(at + 1), None],
    }
}

/// The way of fewest steps from `from` to `Accept` that leaves out `without`, if there is one.
fn way(program: &Program, from: usize, without: Option<usize>) -> Option<Vec<usize>> {
    let mut before = vec![usize::MAX; program.len()];
    let mut todo = VecDeque::from([from]);
    before[from] = from;
    while let Some(at) = todo.pop_front() {
        if program.step(at) == Inst::Accept {
            let back = std::iter::successors(Some(at), |&at| Some(before[at]).filter(|&b| b != at));
            return Some(back.collect());
        }
        for to in next(program, at).into_iter().flatten() {
            if before[to] == usize::MAX && Some(to) != without {
                before[to] = at;
                todo.push_back(to);
            }
        }
    }
    None
}

/// The steps of which one takes the next token at `from`; none if a match can end there.
fn takers(program: &Program, from: usize) -> Option<Vec<Inst>> {
    let (mut found, mut todo, mut seen) = (Vec::new(), vec![from], vec![false; program.len()]);
    while let Some(at) = todo.pop() {
        if std::mem::replace(&mut seen[at], true) {
            continue;
        }
        match program.step(at) {
            Inst::Accept => return None,
            Inst::Split(_) | Inst::Jump(_) | Inst::Not(_) => {
                todo.extend(next(program, at).into_iter().flatten());
            }
            Inst::Save(_) | Inst::Start | Inst::End => todo.push(at + 1),
            taking => found.push(taking),
        }
    }
    found.sort_unstable_by_key(|step| step.pack());
    found.dedup();
    Some(found)
}

/// What every match that goes on at `from` must take somewhere: the rarest few, each a set of steps that
/// all ways to the end must pass; and labels, each of which they must.
fn needs(
    program: &Program,
    from: usize,
    weigh: &impl Fn(Inst) -> Option<u32>,
) -> (Vec<Vec<Inst>>, LabelSet) {
    let (mut found, mut labels): (Vec<(u32, Vec<Inst>)>, _) = (Vec::new(), LabelSet::default());
    for at in way(program, from, None).unwrap_or_default() {
        let Some(steps) = takers(program, at) else { continue };
        let label = match steps[..] {
            [Inst::Label(set)] if set.iter().count() == 1 => set,
            _ => LabelSet::default(),
        };
        let weight = steps.iter().try_fold(0u32, |sum, &step| Some(sum + weigh(step)?));
        let weight = weight.filter(|&weight| weight <= MOST);
        if weight.is_none() && label.is_empty() {
            continue;
        }
        if at != from && way(program, from, Some(at)).is_some() {
            continue;
        }
        labels = labels.union(label);
        if let Some(weight) = weight.filter(|_| !found.iter().any(|(_, same)| *same == steps)) {
            found.push((weight, steps));
        }
    }
    found.sort_by_key(|(weight, _)| *weight);
    (found.into_iter().take(NEEDS).map(|(_, steps)| steps).collect(), labels)
}
