//! Why a span is no name of a type: what it would have weighed, and what outweighs it.

use super::decode::{self, Decoder};
use super::{Context, Facts, Names, Sums, sort_of};
use crate::document::Scratch;
use crate::rules::RuleId;
use crate::weights::feature::{Link, Sort};
use crate::weights::model::{Scores, UNIT};
use std::ops::Range;

/// So much makes any candidate win, and still adds without loss.
const FORCE: f32 = 1.0e6;

/// What the weights say of a span as a name of one type.
#[derive(Debug, Clone, PartialEq)]
pub enum Verdict {
    /// It is never weighed: it does not look like a name and no list or rule knows it.
    NoCandidate {
        /// The candidates of the sentence that overlap it.
        instead: Vec<Range<u32>>,
    },
    /// It is weighed.
    Weighed {
        /// What speaks for the span as this type, all weights together.
        own: f32,
        /// What the sentence's names weigh together with this one among them.
        with: f32,
        /// What those that were chosen weigh together.
        chosen: f32,
        /// The chosen names that overlap the span: tokens, type and own weight.
        instead: Vec<(Range<u32>, Sort, f32)>,
    },
}

/// A sentence with its candidates, and what stands between names at its tokens.
struct Site<'r> {
    tokens: Range<u32>,
    candidates: &'r [Range<u32>],
    links: &'r [Option<Link>],
}

impl Names {
    /// Weighs a span as a name of a type against what was chosen in its sentence.
    pub fn verdict(&self, cx: &Context<'_, '_>, span: &Range<u32>, sort: Sort) -> Verdict {
        let readings = self.remembered(cx, &mut Scratch::default(), &mut Sums::default());
        let reading = readings.all.iter().find(|r| r.tokens.contains(&span.start));
        let overlaps = |c: &Range<u32>| c.start < span.end && span.start < c.end;
        let Some(reading) = reading else { return Verdict::NoCandidate { instead: Vec::new() } };
        let site = Site {
            tokens: reading.tokens.clone(),
            candidates: &readings.candidates[reading.candidates.clone()],
            links: readings.links(reading),
        };
        let scores = &readings.scores[reading.candidates.clone()];
        let Some(index) = site.candidates.iter().position(|c| c == span) else {
            let instead = site.candidates.iter().filter(|c| overlaps(c)).cloned().collect();
            return Verdict::NoCandidate { instead };
        };
        let chosen = self.path(&site, scores);
        let mut forced = scores.to_vec();
        forced[index][sort as usize] += FORCE;
        let with = self.path(&site, &forced);
        let weight = |&(at, sort): &(u32, Sort)| scores[at as usize][sort as usize] / UNIT;
        let name = |choice: &(u32, Sort)| {
            (site.candidates[choice.0 as usize].clone(), choice.1, weight(choice))
        };
        let instead = chosen.iter().map(name).filter(|(tokens, ..)| overlaps(tokens)).collect();
        Verdict::Weighed {
            own: scores[index][sort as usize] / UNIT,
            with: self.weight_of(&site, scores, &with),
            chosen: self.weight_of(&site, scores, &chosen),
            instead,
        }
    }

    /// What rows of the user's own lists and rules add to a span as a name of that type: each rule, or
    /// none for a row, and its weight.
    pub fn proposed(
        &self,
        cx: &Context<'_, '_>,
        span: &Range<u32>,
        sort: Sort,
    ) -> Vec<(Option<RuleId>, f32)> {
        let sentence = cx.document.sentences.iter().find(|s| s.tokens.contains(&span.start));
        let Some(sentence) = sentence else { return Vec::new() };
        let (mut facts, mut seeds) = (Facts::default(), Vec::new());
        self.learn(cx.document, &mut facts);
        self.seeds(cx, &facts, &sentence.tokens, &mut Scratch::default(), &mut seeds);
        seeds.retain(|s| s.span == *span && sort_of(s.kind) == sort && s.weight != 0.0);
        seeds.into_iter().map(|seed| (seed.rule, seed.weight)).collect()
    }

    fn path(&self, site: &Site<'_>, scores: &[Scores]) -> Vec<(u32, Sort)> {
        let Site { tokens, candidates, links } = site;
        Decoder::default().best(tokens, candidates, scores, links, &self.transitions).to_vec()
    }

    /// What a choice of candidates weighs: their own weights and those of their neighbourhood.
    fn weight_of(&self, site: &Site<'_>, scores: &[Scores], path: &[(u32, Sort)]) -> f32 {
        let Site { tokens, candidates, links } = site;
        let (mut at, mut state, mut sum) = (tokens.start, 0, 0.0);
        let link = |at: u32| -> Option<Link> { links.get((at - tokens.start) as usize).copied()? };
        for &(index, sort) in path {
            let span = &candidates[index as usize];
            while at < span.start {
                (state, at) = (decode::skip(state, link(at)), at + 1);
            }
            let before = at.checked_sub(1).filter(|&b| b >= tokens.start).and_then(link);
            let joined = decode::transition(state, before).and_then(|f| self.weights.scored(f));
            sum += scores[index as usize][sort as usize];
            sum += joined.map_or(0.0, |(scores, _)| scores[sort as usize]);
            (state, at) = (decode::behind(sort), span.end);
        }
        sum / UNIT
    }
}
