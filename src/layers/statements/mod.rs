//! Who said what: direct quotes and reported clauses, with cue, speaker, place and time.
//!
//! Quote marks are paired paragraph by paragraph (`quotes`); cues, the noun groups of speakers
//! (`groups`) and the clauses that belong to cues (`reported`) are laid as labels, over which the
//! rules of the room tell the constructions (`construct`); then speakers are tied to entities
//! (`speakers`).

mod construct;
mod draft;
mod groups;
mod lexicon;
mod quotes;
mod reported;
mod speakers;
#[cfg(test)]
mod tests;

use super::Context;
use crate::annotations::{Annotations, Origin, Statement};
use crate::document::{Document, Scratch};
use crate::record::StatementKind;
use crate::rules::{Errors, Resolved, Tables};
use crate::text::{BlockKind, Span};
use construct::{Construction, Site};
use draft::{Draft, Speaker};
use groups::Groups;
pub use lexicon::KnownCues;
use lexicon::{CueKind, Lexicon};
use std::ops::Range;

/// The layer, with its tables resolved.
#[derive(Debug)]
pub struct Statements {
    lexicon: Lexicon,
    rules: Resolved<Construction>,
}

impl Statements {
    /// Resolves the layer's tables.
    ///
    /// # Errors
    /// Values that the layer does not know, each at its place.
    pub fn new(tables: &Tables) -> Result<Statements, Errors> {
        let rules = Resolved::new(tables, "statements", Construction::read)?;
        Ok(Statements { lexicon: Lexicon::new(tables)?, rules })
    }

    /// Adds what the layer finds.
    pub fn read(
        &self,
        cx: &Context<'_, '_>,
        scratch: &mut Scratch,
        known: &mut KnownCues,
        found: &mut Annotations<'_>,
    ) {
        let drafts = self.drafts(cx, scratch, known, found);
        let statements = speakers::finish(&cx.matcher(), &self.lexicon, &drafts, found);
        found.statements = statements;
    }

    fn drafts(
        &self,
        cx: &Context<'_, '_>,
        scratch: &mut Scratch,
        known: &mut KnownCues,
        found: &Annotations<'_>,
    ) -> Vec<Draft> {
        let (document, matcher) = (cx.document, cx.matcher());
        let cues = self.lexicon.cues(&matcher, known);
        let said = |at: u32| cues.at(at).is_some_and(|cue| matches!(cue.kind, CueKind::Said));
        let quotes = quotes::find(document, said);
        let groups = Groups::new(matcher, &self.lexicon, &cues, found);
        let mut site = Site::new(groups, &quotes);
        let mut drafts = Vec::new();
        for tokens in stretches(document, &quotes, said) {
            site.read(tokens, &self.rules, scratch, &mut drafts);
        }
        going_on(&site, &mut drafts);
        drafts.sort_by_key(|d| (d.said.start, std::cmp::Reverse(d.said.end)));
        without_crossings(&mut drafts);
        drafts
    }
}

/// Leaves out what begins within a statement and ends behind it: broken quote marks make such. The
/// drafts stand in order, the longer of two before the shorter.
fn without_crossings(drafts: &mut Vec<Draft>) {
    let mut open: Vec<u32> = Vec::new();
    drafts.retain(|draft| {
        while open.last().is_some_and(|&end| end <= draft.said.start) {
            open.pop();
        }
        let fits = open.last().is_none_or(|&end| draft.said.end <= end);
        if fits {
            open.push(draft.said.end);
        }
        fits
    });
}

/// The sentences of the article's body; one that begins with a cue goes with the quote before it.
fn stretches(
    document: &Document<'_>,
    quotes: &[quotes::Quote],
    said: impl Fn(u32) -> bool,
) -> Vec<Range<u32>> {
    let mut found: Vec<Range<u32>> = Vec::new();
    let mut quote = 0;
    for sentence in &document.sentences {
        if document.layout.blocks[sentence.block as usize].kind != BlockKind::Body {
            continue;
        }
        let start = sentence.tokens.start;
        while quotes.get(quote).is_some_and(|q| q.outer.end < start) {
            quote += 1;
        }
        let behind = quotes.get(quote).is_some_and(|q| q.outer.end == start) && said(start);
        match found.last_mut() {
            Some(last) if behind && last.end == start => last.end = sentence.tokens.end,
            _ => found.push(sentence.tokens.clone()),
        }
    }
    found
}

/// Adds the quotes without a cue that are sentences by themselves: somebody goes on speaking.
fn going_on(site: &Site<'_>, drafts: &mut Vec<Draft>) {
    let document = site.groups.matcher.document;
    let mut claimed = vec![false; site.quotes.len()];
    drafts.iter().filter_map(|d| d.quote).for_each(|q| claimed[q] = true);
    for (index, quote) in site.quotes.iter().enumerate() {
        if claimed[index] || quote.depth > 0 || !site.begins(quote) || !site.whole(quote) {
            continue;
        }
        let last = sentence_around(document, quote.outer.end - 1);
        let rest = site.groups.trim(quote.outer.end..last.end);
        let words = quote.inner.clone().filter(|&t| document.tokens[t as usize].is_word()).count();
        if !rest.is_empty() || words < 3 {
            continue;
        }
        drafts.push(Draft {
            kind: StatementKind::Direct,
            said: quote.inner.clone(),
            quote: Some(index),
            cue: None,
            speaker: if quote.goes_on { Speaker::Next } else { Speaker::Same },
            rule: None,
            sentence: quote.outer.clone(),
        });
    }
}

/// A statement from its draft, the speaker apart.
fn statement(document: &Document<'_>, draft: &Draft) -> Statement {
    Statement {
        kind: draft.kind,
        span: document.span(&draft.said),
        speaker: None,
        cue: draft.cue.as_ref().map(|cue| document.span(cue)),
        place: None,
        time: None,
        origin: draft.rule.map_or(Origin::Mechanism("statements.continued"), Origin::Rule),
    }
}

/// The tokens of the sentence that holds token `at`; the token alone where none does.
fn sentence_around(document: &Document<'_>, at: u32) -> Range<u32> {
    let sentence = document.sentence_of(at).map(|s| document.sentences[s].tokens.clone());
    sentence.unwrap_or(at..at + 1)
}

/// The bytes of the -nya at the end of a token.
fn nya(document: &Document<'_>, at: u32) -> Span {
    let span = document.tokens[at as usize].span;
    let text = document.token_text(at);
    let from = text.len().saturating_sub(3);
    // A word with -nya ends with those three letters, in whatever letter case.
    if text.is_char_boundary(from) {
        Span { start: span.start + from as u32, ..span }
    } else {
        span
    }
}
