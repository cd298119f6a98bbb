//! Quote marks paired into quotes, one pass over each paragraph, with recovery where a mark is lost.

use crate::document::Document;
use crate::text::{BlockKind, Token, TokenKind};
use std::ops::Range;

/// What stands inside of a pair of marks.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Quote {
    /// The tokens inside; never none.
    pub inner: Range<u32>,
    /// The tokens with the marks that are there.
    pub outer: Range<u32>,
    /// How many quotes it stands in.
    pub depth: u32,
    /// Whether the closing mark is missing because the next paragraph goes on with an opening one.
    pub goes_on: bool,
}

/// More quotes than this inside of one another are taken for lost marks.
const DEEPEST: usize = 3;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Side {
    Opens,
    Closes,
    Either,
}

#[derive(Clone, Copy, Debug)]
struct Mark {
    token: u32,
    single: bool,
    side: Side,
    /// What was said ends here: a cue follows.
    cued: bool,
}

/// Finds the quotes of all paragraphs, in order of their opening marks. `said(at)` tells whether a
/// cue that follows what was said stands at a token.
pub fn find(document: &Document<'_>, said: impl Fn(u32) -> bool) -> Vec<Quote> {
    let mut finder = Finder { document, said, open: Vec::new(), found: Vec::new(), reach: 0 };
    let paragraphs = paragraphs(document);
    for (index, tokens) in paragraphs.iter().enumerate() {
        let marks = finder.marks(tokens.clone());
        finder.pair(&marks);
        let next = paragraphs.get(index + 1).cloned();
        finder.end(tokens.clone(), next);
    }
    finder.found.sort_by_key(|q| (q.outer.start, std::cmp::Reverse(q.outer.end)));
    nest(&mut finder.found);
    finder.found
}

/// The token ranges of the paragraphs.
fn paragraphs(document: &Document<'_>) -> Vec<Range<u32>> {
    let mut found: Vec<(u32, Range<u32>)> = Vec::new();
    for sentence in &document.sentences {
        if document.layout.blocks[sentence.block as usize].kind != BlockKind::Body {
            continue;
        }
        match found.last_mut() {
            Some((block, tokens)) if *block == sentence.block => tokens.end = sentence.tokens.end,
            _ => found.push((sentence.block, sentence.tokens.clone())),
        }
    }
    found.into_iter().map(|(_, tokens)| tokens).collect()
}

struct Finder<'d, 't, F> {
    document: &'d Document<'t>,
    said: F,
    /// Marks that are open, the outermost first.
    open: Vec<Mark>,
    found: Vec<Quote>,
    /// One past the last token of the quotes that are closed.
    reach: u32,
}

impl<F: Fn(u32) -> bool> Finder<'_, '_, F> {
    fn token(&self, at: u32) -> Option<&Token> {
        self.document.tokens.get(at as usize)
    }

    fn marks(&self, tokens: Range<u32>) -> Vec<Mark> {
        tokens.clone().filter_map(|at| self.mark(at, &tokens)).collect()
    }

    /// The quote mark at `at`, and to which side it looks: told by its glyph where that is told, by
    /// the blanks around it, and by a cue behind it.
    fn mark(&self, at: u32, within: &Range<u32>) -> Option<Mark> {
        let token = &self.document.tokens[at as usize];
        if token.kind != TokenKind::Punct {
            return None;
        }
        let text = self.document.token_text(at);
        let single = match text {
            "\"" | "“" | "”" | "„" | "‟" | "«" | "»" | "＂" | "``" | "''" => false,
            "'" | "‘" | "’" | "‚" | "‛" | "`" | "´" | "‹" | "›" => true,
            _ => return None,
        };
        let after = (at + 1 < within.end).then(|| at + 1);
        let before = (at > within.start).then(|| at - 1);
        let blank_before = before.is_none_or(|b| !token.glued || self.opens_bracket(b));
        let blank_after =
            after.is_none_or(|a| !self.token(a).is_some_and(|t| t.glued) || self.closing(a));
        let comma = before.is_some_and(|b| {
            matches!(self.document.token_text(b), "," | "." | "?" | "!" | "…" | "...")
        });
        let cued = after.is_some_and(|a| {
            (self.said)(a) || self.document.token_text(a) == "," && (self.said)(a + 1)
        });
        let side = match (text, blank_before, blank_after) {
            _ if comma && cued && !single => Side::Closes,
            ("“" | "„" | "«" | "‘" | "‚", _, false) => Side::Opens,
            (_, true, false) => Side::Opens,
            (_, false, true) => Side::Closes,
            _ => Side::Either,
        };
        Some(Mark { token: at, single, side, cued: cued && comma })
    }

    fn opens_bracket(&self, at: u32) -> bool {
        matches!(self.document.token_text(at), "(" | "[" | "{" | "—" | "–" | "\"" | "“" | "”" | "‘")
    }

    /// Whether the token at `at` is a mark that can stand glued behind a closing quote mark.
    fn closing(&self, at: u32) -> bool {
        let marks = [",", ".", ";", ":", "?", "!", ")", "]", "\"", "”", "’", "-", "–", "—", "/"];
        marks.contains(&self.document.token_text(at))
    }

    fn pair(&mut self, marks: &[Mark]) {
        for (index, &mark) in marks.iter().enumerate() {
            let partner = self.open.iter().rposition(|open| open.single == mark.single);
            match (mark.side, partner) {
                (Side::Opens, _) => self.push(mark),
                (Side::Closes | Side::Either, Some(depth)) => self.close(depth, mark),
                (Side::Either, None) if !mark.single => self.push(mark),
                (Side::Closes, None) if !mark.single => {
                    let next = marks[index + 1..].iter().find(|m| !m.single);
                    if mark.cued {
                        self.recover_opening(mark);
                    } else if next.is_some_and(|n| n.cued) {
                        // Blanks on the wrong sides: the next mark closes for certain.
                        self.push(mark);
                    }
                }
                _ => {}
            }
        }
    }

    fn push(&mut self, mark: Mark) {
        if self.open.len() == DEEPEST {
            let lost = self.open.remove(0);
            self.recover_closing(lost, mark.token, false);
        }
        self.open.push(mark);
    }

    fn close(&mut self, depth: usize, mark: Mark) {
        let open = self.open[depth];
        self.open.truncate(depth);
        self.put(open.token + 1..mark.token, open.token..mark.token + 1, false);
    }

    fn put(&mut self, inner: Range<u32>, outer: Range<u32>, goes_on: bool) {
        if inner.start < inner.end {
            self.reach = self.reach.max(outer.end);
            self.found.push(Quote { inner, outer, depth: 0, goes_on });
        }
    }

    /// A closing mark with a cue behind it and nothing open: what was said began with its sentence.
    fn recover_opening(&mut self, mark: Mark) {
        let sentence = super::sentence_around(self.document, mark.token);
        let start = sentence.start.max(self.reach);
        self.put(start..mark.token, start..mark.token + 1, false);
    }

    /// An opening mark whose partner is lost: what was said ends before the first cue behind a
    /// comma; without one, and with `rest`, it is the rest of the paragraph.
    fn recover_closing(&mut self, open: Mark, end: u32, rest: bool) {
        if open.single {
            return;
        }
        let text = |at: u32| self.document.token_text(at);
        let cue = (open.token + 1..end.saturating_sub(1))
            .find(|&at| matches!(text(at), "," | "?" | "!") && (self.said)(at + 1));
        match cue {
            Some(comma) => self.put(open.token + 1..comma + 1, open.token..comma + 1, false),
            None if rest => self.put(open.token + 1..end, open.token..end, false),
            None => {}
        }
    }

    /// What is open at the end of a paragraph: the next one goes on with it, or a mark is lost.
    fn end(&mut self, tokens: Range<u32>, next: Option<Range<u32>>) {
        let Some(&open) = self.open.first() else { return };
        let sides = next.into_iter().flat_map(|next| {
            let first = next.start;
            self.marks(next).into_iter().filter(|m| !m.single).take(1).map(move |m| {
                let starts = m.token == first;
                (m.side, starts)
            })
        });
        let begins = self.begins_sentence(open.token);
        let next = sides.last();
        let inside = self.found.iter().rev().take_while(|q| q.outer.end > open.token);
        let inside = inside.map(|q| q.outer.start).filter(|&s| s > open.token).min();
        match (next, inside) {
            (Some((Side::Opens | Side::Either, true)), None) if !open.single && begins => {
                self.put(open.token + 1..tokens.end, open.token..tokens.end, true);
            }
            // Closed in the next paragraph: stays open.
            (Some((Side::Closes, false)), None) if !open.single => {
                self.open.truncate(1);
                return;
            }
            (_, inside) => {
                let lost = std::mem::take(&mut self.open);
                for (i, &open) in lost.iter().enumerate() {
                    let end = lost.get(i + 1).map_or(tokens.end, |next| next.token);
                    let first = if i == 0 { inside } else { None };
                    let end = first.map_or(end, |inside| end.min(inside));
                    let rest = begins && lost.len() == 1 && inside.is_none();
                    self.recover_closing(open, end, rest && tokens.contains(&open.token));
                }
            }
        }
        self.open.clear();
    }

    /// Whether a sentence begins with the mark at `at`.
    fn begins_sentence(&self, at: u32) -> bool {
        super::sentence_around(self.document, at).start == at
    }
}

/// Numbers the depth of sorted quotes, and drops what crosses another.
fn nest(quotes: &mut Vec<Quote>) {
    let mut ends: Vec<u32> = Vec::new();
    quotes.retain_mut(|quote| {
        while ends.last().is_some_and(|&end| end <= quote.outer.start) {
            ends.pop();
        }
        let crosses = ends.last().is_some_and(|&end| end < quote.outer.end);
        if !crosses {
            quote.depth = ends.len() as u32;
            ends.push(quote.outer.end);
        }
        !crosses
    });
}
