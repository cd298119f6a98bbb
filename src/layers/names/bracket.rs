//! Names with their abbreviation in brackets inside them: `Badan Penyelenggara Jaminan Sosial (BPJS) Kesehatan`.

use super::Names;
use crate::annotations::{Name, Origin};
use crate::document::Document;
use crate::layers::Context;
use crate::record::EntityType;
use crate::rules::RowId;
use std::ops::Range;

/// Words before the brackets, and behind them.
const REACH: u32 = 8;

/// The one word that stands in brackets inside the name of a body, before the name's end: `Kejari` in
/// `Kejaksaan Negeri (Kejari) Sikka`.
pub(in crate::layers) fn inside(document: &Document<'_>, name: &Name) -> Option<u32> {
    if name.kind != EntityType::Organization || name.tokens.len() < 5 {
        return None;
    }
    let mut opens = name.tokens.start + 1..name.tokens.end - 3;
    let word = opens.find(|&at| document.token_text(at) == "(")? + 1;
    let told = document.token_text(word + 1) == ")" && document.tokens[word as usize].is_word();
    told.then_some(word)
}

impl Names {
    /// Puts what a list knows without the brackets in the place of its parts.
    pub(super) fn join_brackets(&self, cx: &Context<'_, '_>, names: &mut Vec<Name>) {
        let document = cx.document;
        for sentence in &document.sentences {
            let Range { start, end } = sentence.tokens;
            for open in start + 1..end.saturating_sub(3).max(start + 1) {
                let one = document.tokens[open as usize].span.len() == 1;
                let bracket = one
                    && document.token_text(open) == "("
                    && document.token_text(open + 2) == ")"
                    && document.tokens[open as usize + 3].is_capitalised(document.text);
                let known = || self.around(cx, start.max(open.saturating_sub(REACH))..end, open);
                if let Some((tokens, row)) = bracket.then(known).flatten() {
                    let longer =
                        |n: &Name| n.tokens.start <= tokens.start && n.tokens.end >= tokens.end;
                    if names.iter().any(longer) {
                        continue;
                    }
                    names.retain(|n| n.tokens.end <= tokens.start || n.tokens.start >= tokens.end);
                    let at = names.partition_point(|n| n.tokens.start < tokens.start);
                    let kind = EntityType::Organization;
                    names.insert(
                        at,
                        Name { tokens, kind, row: Some(row), origin: Origin::Row(row) },
                    );
                }
            }
        }
    }

    /// The longest body that a list knows, of words on both sides of the brackets at `open`.
    fn around(
        &self,
        cx: &Context<'_, '_>,
        within: Range<u32>,
        open: u32,
    ) -> Option<(Range<u32>, RowId)> {
        let (document, lists) = (cx.document, &cx.tables.lists);
        let word = |at: u32| document.words[at as usize].id;
        let capital = |at: u32| document.tokens[at as usize].is_capitalised(document.text);
        (within.start..open).filter(|&at| capital(at)).find_map(|start| {
            let mut node = lists.enter(word(start))?;
            for at in start + 1..open {
                node = lists.step(node, word(at))?;
            }
            let (mut at, mut best) = (open + 3, None);
            while at < within.end.min(open + 3 + REACH) {
                let Some(next) = lists.step(node, word(at)) else { break };
                (node, at) = (next, at + 1);
                let body = |row: &RowId| self.classes.kind(*row) == Some(EntityType::Organization);
                best = lists
                    .entries(node)
                    .map(|entry| entry.row)
                    .find(body)
                    .map(|row| (start..at, row))
                    .or(best);
            }
            best
        })
    }
}
