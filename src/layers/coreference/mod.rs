//! Entities: which mentions speak of one thing.
//!
//! Names are sorted by form and forms are linked (`forms`, `link`, `person`), each set becomes an
//! entity (`entities`), and one walk through the text binds nouns and pronouns to them (`reference`,
//! `discourse`, `group`, `apposition`). Unnamed things (`thing`), capitals that stand for states and the dateline
//! (`place`) follow, and all is weighed (`salience`). Precision comes before recall throughout: what
//! the text leaves open is left open.

mod apposition;
mod discourse;
mod entities;
mod forms;
mod group;
mod link;
mod listed;
mod person;
mod place;
mod reference;
mod salience;
mod tables;
#[cfg(test)]
mod tests;
mod thing;

use super::Context;
use super::phrases::Chunks;
use crate::annotations::Annotations;
use crate::document::{Match, Scratch};
use crate::rules::{Errors, Tables};
use forms::{Forms, Gazetteer};
use link::Sets;
pub(super) use place::Capitals;

/// The layer, with its tables resolved.
#[derive(Debug)]
pub struct Coreference {
    lexicon: tables::Lexicon,
    gazetteer: Gazetteer,
    capitals: Capitals,
}

impl Coreference {
    /// Resolves the layer's tables.
    ///
    /// # Errors
    /// Values that the layer does not know, each at its place.
    pub fn new(tables: &Tables) -> Result<Coreference, Errors> {
        Ok(Coreference {
            lexicon: tables::Lexicon::new(tables)?,
            gazetteer: Gazetteer::new(tables),
            capitals: Capitals::new(tables),
        })
    }

    /// Adds the entities and all their mentions, in order of the text.
    pub fn read<'t>(
        &self,
        cx: &Context<'_, 't>,
        scratch: &mut Scratch,
        phrases: &Chunks,
        found: &mut Annotations<'t>,
    ) {
        let matches = matches(cx, scratch);
        let known = self.named(cx, &matches, found);
        let (mut references, coordinations) = reference::read(cx, &self.lexicon, found, &known);
        let described = apposition::read(cx, &self.lexicon, phrases, &mut references);
        let clauses = (&references[..], &coordinations[..]);
        let known = (&known, phrases);
        discourse::read(cx, &self.lexicon, known, clauses, &matches, found);
        found.mentions.extend(described);
        thing::read(cx, &self.lexicon, found);
        place::metonyms(cx, &self.capitals, &references, &coordinations, found);
        place::dateline(cx, found);
        found.mentions.sort_by_key(|m| (m.span.start, m.span.end, m.kind, m.entity));
        salience::weigh(cx.document, found);
    }

    /// The entities that have names.
    fn named<'t>(
        &self,
        cx: &Context<'_, 't>,
        matches: &[(u32, Match)],
        found: &mut Annotations<'t>,
    ) -> entities::Known {
        let (lexicon, gazetteer) = (&self.lexicon, &self.gazetteer);
        let names = Forms::read(cx, lexicon, gazetteer, &found.names);
        let mut sets = Sets::new(names.all.len());
        link::by_row(cx, gazetteer, &names.all, &mut sets);
        let mut name_at = vec![u32::MAX; cx.document.tokens.len()];
        for (index, name) in found.names.iter().enumerate() {
            name_at[name.tokens.start as usize] = index as u32;
        }
        let defined = link::by_definition(cx, lexicon, matches, &names, &name_at, &mut sets);
        let index = link::by_word(&names.all);
        link::by_words(cx, gazetteer, &names, &index, &mut sets);
        let text = (&found.names[..], &found.titles[..]);
        let decided = person::link(cx, lexicon, gazetteer, &names, text, &index, &mut sets);
        let mut known = entities::build(cx, gazetteer, &names, &sets, (&decided, &defined), found);
        entities::titles(cx, lexicon, found, &mut known);
        entities::described(cx, lexicon, found, &mut known);
        known
    }
}

/// What the room's rules match, in order of the text, each with its sentence.
fn matches(cx: &Context<'_, '_>, scratch: &mut Scratch) -> Vec<(u32, Match)> {
    let (matcher, rules) = (cx.matcher(), cx.tables.room("coreference"));
    let mut all = Vec::new();
    for (index, sentence) in cx.document.sentences.iter().enumerate() {
        let found = matcher.select(rules, sentence.tokens.clone(), scratch);
        all.extend(found.into_iter().map(|one| (index as u32, one)));
    }
    all
}
