//! Statements in the making, and which of them stands where two claim the same words.

use crate::record::StatementKind;
use crate::rules::RuleId;
use std::ops::Range;

/// A statement before entities and times are looked up.
#[derive(Clone, PartialEq, Debug)]
pub struct Draft {
    /// Direct or indirect.
    pub kind: StatementKind,
    /// The tokens of what was said.
    pub said: Range<u32>,
    /// The quote, by its place, of a direct one.
    pub quote: Option<usize>,
    /// The cue's tokens.
    pub cue: Option<Range<u32>>,
    /// The speaker.
    pub speaker: Speaker,
    /// What made it; none for a quote that goes on.
    pub rule: Option<RuleId>,
    /// The tokens of the sentences that it was told in.
    pub sentence: Range<u32>,
}

/// How a statement tells its speaker.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Speaker {
    /// By a noun group.
    Group(Range<u32>),
    /// By the -nya of the word at this token.
    Nya(u32),
    /// Not at all: who spoke before.
    Same,
    /// Not at all: who speaks in the next quote.
    Next,
}

/// Drafts back that one is compared with, so that the time stays linear in the sentence's length.
const NEAR: usize = 64;

/// Of drafts that claim one quote, one cue or crossing stretches, the one whose rule stands first.
pub(super) fn settle(mut found: Vec<Draft>) -> Vec<Draft> {
    found.sort_by_key(|d| {
        let cue = d.cue.as_ref().map(|c| c.start);
        let indirect = d.kind == StatementKind::Indirect;
        // Of direct ones the first rule wins, of indirect ones the first cue.
        (indirect, d.rule.filter(|_| !indirect), cue, d.rule)
    });
    let mut kept: Vec<Draft> = Vec::new();
    for mut draft in found {
        let crosses = kept.iter().rev().take(NEAR).any(|k| {
            let apart = draft.said.end <= k.said.start || k.said.end <= draft.said.start;
            let inside = draft.kind == StatementKind::Direct
                && k.quote != draft.quote
                && (within(&draft.said, &k.said) || within(&k.said, &draft.said));
            !apart && !inside
        });
        if crosses {
            continue;
        }
        let shared = kept.iter().rev().take(NEAR).any(|k| k.cue.is_some() && k.cue == draft.cue);
        if shared {
            if draft.kind == StatementKind::Indirect {
                continue;
            }
            // "…," kata X, "…": the second goes on.
            draft.cue = None;
        }
        kept.push(draft);
    }
    kept
}

fn within(inner: &Range<u32>, outer: &Range<u32>) -> bool {
    outer.start <= inner.start && inner.end <= outer.end
}
