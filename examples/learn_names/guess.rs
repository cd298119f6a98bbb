//! Names in texts without tags, guessed with weights already learned: what one place leaves open, all the places where
//! the same words stand decide together.

use crate::{Case, Example};
use rustc_hash::FxHashMap;
use saripati::layers::names::decode::{Decoder, Transitions};
use saripati::layers::names::feature::Sort;
use saripati::layers::names::model::UNIT;
use saripati::layers::names::{Lattice, Memory, Names};
use saripati::rules::Tables;
use std::ops::Range;

/// How much the other places count.
const SHARE: f32 = 1.0;

/// How often words were read as each type.
type Votes = FxHashMap<String, [f32; 4]>;

/// The sentences of the texts with the names that `reader` sees; features are those of `names`.
pub fn examples(tables: &Tables, names: &Names, reader: &Names, raw: &[Case<'_>]) -> Vec<Example> {
    let transitions = Transitions::new(reader.weights());
    let mut votes = Votes::default();
    let mut examples = Vec::new();
    for last in [false, true] {
        let mut next = Votes::default();
        for case in raw {
            let cx = case.context(tables);
            let common = case.article.common.iter();
            let common: Vec<_> = common.map(|&(from, _)| case.document.token_at(from)).collect();
            for mut lattice in reader.lattices(&cx, &Memory::default()) {
                for (span, scores) in lattice.candidates.iter().zip(&mut lattice.scores) {
                    if [span.start, span.end - 1].iter().any(|at| common.contains(at)) {
                        *scores = [f32::NEG_INFINITY; 4];
                    }
                    let told = votes.get(case.document.slice(span));
                    let all = told.map_or(0.0, |v| v.iter().sum());
                    if let Some(told) = told.filter(|_| all >= 2.0) {
                        for (score, told) in scores.iter_mut().zip(told) {
                            *score += UNIT * SHARE * ((told + 0.5) / (all + 2.0) * 4.0).ln();
                        }
                    }
                }
                let truth = decode(&lattice, &transitions);
                if last {
                    examples.push(Example { lattice, truth, file: None });
                    continue;
                }
                for (span, sort) in &truth {
                    next.entry(case.document.slice(span).to_owned()).or_default()
                        [*sort as usize] += 1.0;
                    if *sort == Sort::Person && span.end - span.start > 1 {
                        for at in [span.start, span.end - 1] {
                            let word = case.document.token_text(at).to_owned();
                            next.entry(word).or_default()[*sort as usize] += 0.5;
                        }
                    }
                }
            }
        }
        votes = next;
    }
    // What the learner starts from is what is set by hand.
    let plain =
        raw.iter().flat_map(|case| names.lattices(&case.context(tables), &Memory::default()));
    for (example, plain) in examples.iter_mut().zip(plain) {
        example.lattice.scores = plain.scores;
    }
    examples.iter_mut().for_each(|e| e.truth.retain(|(_, sort)| *sort != Sort::Other));
    examples
}

/// The best names of a sentence.
fn decode(lattice: &Lattice, transitions: &Transitions) -> Vec<(Range<u32>, Sort)> {
    let mut decoder = Decoder::default();
    let Lattice { tokens, candidates, scores, links, .. } = lattice;
    let best = decoder.best(tokens, candidates, scores, links, transitions);
    best.iter().map(|&(at, sort)| (candidates[at as usize].clone(), sort)).collect()
}
