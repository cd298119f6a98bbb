//! Grammar below and at the clause: noun groups, verb groups, prepositional groups, and the clauses that they make.

mod chunks;
mod clauses;
mod coordination;
mod few;
mod groups;
mod lists;
#[cfg(test)]
mod tests;
mod units;

pub use chunks::{Chunks, Clause, ClauseKind, Group, GroupKind, Lead};
pub use lists::Joins;
pub use units::{KnownUnits, Unit, UnitKind};

use super::Context;
use crate::annotations::Annotations;
use crate::rules::{Errors, RowId, Tables};
use crate::text::BlockKind;
use lists::WordLists;

/// The layer, with its tables resolved.
#[derive(Debug)]
pub struct Phrases {
    lists: WordLists,
}

impl Phrases {
    /// Resolves the layer's tables.
    ///
    /// # Errors
    /// Values that the layer does not know, each at its place.
    pub fn new(tables: &Tables) -> Result<Phrases, Errors> {
        Ok(Phrases { lists: WordLists::new(tables)? })
    }

    /// Finds the groups and clauses of the document, from the labels of names, times and amounts.
    /// One pass over the tokens; a sentence does not look at another, but for a quotation that
    /// goes on.
    pub fn read(
        &self,
        cx: &Context<'_, '_>,
        known: &mut KnownUnits,
        found: &Annotations<'_>,
    ) -> Chunks {
        let document = cx.document;
        let mut chunks =
            Chunks { of_token: vec![u32::MAX; document.tokens.len()], ..Chunks::default() };
        // Most units are a token, and most groups two or three.
        chunks.units.reserve(document.tokens.len());
        chunks.groups.reserve(document.tokens.len() * 2 / 3);
        chunks.clauses.reserve(document.tokens.len() / 6);
        let (mut quoted, mut block) = (false, u32::MAX);
        for sentence in &document.sentences {
            let kind = document.layout.blocks[sentence.block as usize].kind;
            if sentence.block != block {
                (quoted, block) = (false, sentence.block);
            }
            let first_unit = chunks.units.len() as u32;
            let headline = matches!(kind, BlockKind::Title | BlockKind::Heading);
            units::cut(
                cx,
                &self.lists,
                found,
                sentence.tokens.clone(),
                headline,
                known,
                &mut chunks.units,
            );
            let range = first_unit..chunks.units.len() as u32;
            let first = chunks.groups.len();
            chunks.sentence_groups.push(first as u32);
            groups::group(cx, &self.lists, &chunks.units, range, headline, &mut chunks.groups);
            let governs = |verb: &Group| {
                self.lists.reports(cx, verb.head) || self.lists.controls_by_object(cx, verb.head)
            };
            let (units, groups) = (&chunks.units, &mut chunks.groups[first..]);
            let comes_to = |lead: &Lead| {
                let row = lead.conjunction.or(lead.preposition);
                row.is_some_and(|row| cx.tables.lists.get(row, "end") == "yes")
            };
            coordination::join(units, groups, first as u32, governs, comes_to);
            let groups = first as u32..chunks.groups.len() as u32;
            for group in groups.clone() {
                let own = &chunks.groups[group as usize];
                let start = own.lead.as_ref().map_or(own.tokens.start, |l| l.tokens.start);
                for token in start..own.tokens.end {
                    chunks.of_token[token as usize] = group;
                }
            }
            quoted = clauses::read(cx, &self.lists, &mut chunks, groups, quoted);
        }
        chunks.sentence_groups.push(chunks.groups.len() as u32);
        chunks
    }

    /// How a conjunction joins.
    pub fn joins(&self, row: RowId) -> Joins {
        self.lists.joins(row)
    }

    /// Whether a noun for somebody who acts begins at this token; and if so, whether a name behind
    /// it is whose it is (istri Budi) and not its own (tersangka Budi).
    pub fn agent_noun(&self, cx: &Context<'_, '_>, token: u32) -> Option<bool> {
        self.lists.agent_noun(cx, token)
    }
}
