//! What happened: triggers by rules, arguments by grammar, truth by what governs them, one entry an event.

mod arguments;
mod candidate;
mod charges;
mod conditions;
mod content;
mod effects;
mod fitness;
mod frame;
mod kinds;
mod law;
mod listing;
mod mentions;
mod merge;
mod mood;
mod nouns;
mod occurrence;
mod roles;
mod telling;
#[cfg(test)]
mod tests;
mod trigger;
mod truth;
mod verbs;

use super::Context;
use super::phrases::Chunks;
use crate::annotations::Annotations;
use crate::document::{Match, Matcher, Scratch};
use crate::rules::{Errors, ListId, Resolved, Tables};
use crate::text::BlockKind;
use arguments::Grammar;
use frame::{Frame, Links};
use mentions::Referents;
use occurrence::Occurrence;
use roles::Roles;
use truth::Truth;

/// The layer, with its tables resolved.
#[derive(Debug)]
pub struct Events {
    frames: Resolved<Frame>,
    roles: Roles,
    truth: Truth,
    occurrence: Occurrence,
    light: (ListId, usize),
    /// The list of nouns for somebody who acts, and its columns of owners and kinds.
    agent_nouns: (ListId, usize, usize),
    shells: ListId,
    /// The list of words that tell on which side of the reference a time lies, and its columns of sides and references.
    tense: (ListId, usize, usize),
}

impl Events {
    /// Resolves the layer's tables.
    ///
    /// # Errors
    /// Values that the layer does not know, each at its place.
    pub fn new(tables: &Tables) -> Result<Events, Errors> {
        let list = |name: &str, column: &str| {
            let list = tables.need(name).map_err(|e| Errors(vec![e]))?;
            Ok::<_, Errors>((list, tables.lists.column(list, column).unwrap_or(0)))
        };
        let (agents, owned) = list("agent_noun", "name")?;
        Ok(Events {
            frames: Resolved::new(tables, "events", Frame::read)?,
            roles: Roles::new(tables, &Links::new(tables))?,
            truth: Truth::new(tables)?,
            occurrence: Occurrence::new(tables)?,
            light: list("light", "subject")?,
            agent_nouns: (agents, owned, list("agent_noun", "kind")?.1),
            shells: list("shell_noun", "form")?.0,
            tense: (list("tense", "value")?.0, list("tense", "value")?.1, list("tense", "from")?.1),
        })
    }

    /// Adds what the layer finds.
    pub fn read<'t>(
        &self,
        cx: &Context<'_, 't>,
        scratch: &mut Scratch,
        phrases: &Chunks,
        found: &mut Annotations<'t>,
    ) {
        let rules = cx.tables.room("events");
        let referents = Referents::new(cx, found, phrases, self.agent_nouns);
        let mut tellings = Vec::new();
        let (light, shells, roles) = (self.light, self.shells, &self.roles);
        let grammar =
            Grammar { cx, chunks: phrases, found, referents: &referents, light, shells, roles };
        let bare = trigger::bare_verbs(cx, phrases);
        let matcher = Matcher { bare: &bare, ..cx.matcher() };
        for sentence in &cx.document.sentences {
            let block = cx.document.layout.blocks[sentence.block as usize].kind;
            let headline = matches!(block, BlockKind::Title | BlockKind::Heading);
            if self.occurrence.is_law(cx, sentence.tokens.clone()) {
                continue;
            }
            let mut matches: Vec<Match> = Vec::new();
            matcher.matches(rules, sentence.tokens.clone(), scratch, |m| matches.push(m));
            // The longest first; of equal ones, a rule with needs before one without, then a
            // political type, which says more, before one of general news.
            matches.sort_by_cached_key(|m| {
                let frame = self.frames.get(cx.tables, m.rule);
                let needs = frame.is_some_and(|f| !f.needs.is_empty());
                let political = frame.is_some_and(|f| f.kind.is_political());
                (m.span.start, std::cmp::Reverse(m.span.end), !needs, !political)
            });
            let (mut reach, first) = (0, tellings.len());
            for found in matches {
                let (start, end) = (found.span.start, found.span.end);
                if start < reach {
                    continue;
                }
                let place = (&sentence.tokens, headline, &bare[..]);
                if let Some(telling) = self.telling(&grammar, found, place) {
                    reach = end;
                    tellings.push(telling);
                }
            }
            charges::link(&mut tellings[first..]);
        }
        found.events = merge::merge(tellings);
    }
}
