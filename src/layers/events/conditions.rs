//! Conditions of the rules put to the test on arguments.

use super::arguments::{Candidate, Grammar};
use super::frame::{Condition, Function, Test};
use crate::layers::phrases::UnitKind;
use crate::morphology::Voice;
use crate::record::{EntityType, QuantityType};
use std::cell::OnceCell;
use std::ops::Range;

/// Whether a text is the word in whatever letter case; `word` is in small letters.
fn is_small(text: &str, word: &str) -> bool {
    match text.is_ascii() {
        true => text.eq_ignore_ascii_case(word),
        false => text.to_lowercase() == word,
    }
}

impl Grammar<'_, '_, '_> {
    /// Whether the candidate (or its absence) meets a condition.
    pub(super) fn meets(&self, condition: &Condition, candidate: Option<&Candidate>) -> bool {
        // The candidate's types, which several tests ask for.
        let types = OnceCell::new();
        let any = condition.tests.iter().any(|test| self.passes(test, candidate, &types));
        any != condition.not
    }

    fn passes(
        &self,
        test: &Test,
        candidate: Option<&Candidate>,
        types: &OnceCell<Vec<EntityType>>,
    ) -> bool {
        let Some(c) = candidate else { return *test == Test::None };
        match test {
            Test::Any => true,
            Test::None => false,
            Test::Clause => c.function == Function::Complement,
            Test::Entity(kind) => {
                let types =
                    types.get_or_init(|| self.referents.types(self.cx, self.chunks, self.found, c));
                // ia, mereka without a name before them in the text
                let pronoun = || self.unit_at(c.head).is_some_and(|u| u.kind == UnitKind::Pronoun);
                types.contains(kind)
                    || (types.is_empty() && *kind == EntityType::Person && pronoun())
            }
            Test::Quantity(kind) => self.quantity(&c.tokens, *kind),
            Test::List(list) => {
                let hits = self.cx.document.hits_at(c.head).iter();
                let mut own = hits.filter(|h| h.list == *list);
                let matcher = self.cx.matcher();
                let mut forms = matcher.forms(c.head);
                // pendukung: a form of a root that is somebody who does it.
                let agent =
                    *list == self.referents.agent_list && forms.any(|f| f.voice == Voice::AGENT);
                own.any(|h| h.end <= c.tokens.end) || agent
            }
            Test::Word(word, id) => {
                let own = self.cx.document.words[c.head as usize];
                if id.is_known() && (own.id == *id || own.base == *id) {
                    return true;
                }
                // benda-benda are benda.
                let text = self.cx.document.token_text(c.head);
                let twice = text.len() == 2 * word.len() + 1 || !text.is_ascii();
                let halves = if twice { text.split_once('-') } else { None };
                let is_twice = |(a, b)| is_small(a, word) && is_small(b, word);
                // A word that no table knows is compared by its letters.
                !id.is_known() && is_small(text, word) || halves.is_some_and(is_twice)
            }
        }
    }

    /// Whether a number or an amount stands within these tokens.
    pub(super) fn has_number(&self, tokens: &Range<u32>) -> bool {
        let quantities = &self.found.quantities;
        let from = quantities.partition_point(|q| q.tokens.end <= tokens.start);
        let amount = quantities.get(from).is_some_and(|q| q.tokens.start < tokens.end);
        let digits = |t: u32| self.cx.document.token_text(t).bytes().any(|b| b.is_ascii_digit());
        amount || tokens.clone().any(digits)
    }

    /// Whether an amount of that type begins or stands within these tokens.
    pub(super) fn quantity(&self, tokens: &Range<u32>, kind: QuantityType) -> bool {
        let quantities = &self.found.quantities;
        let from = quantities.partition_point(|q| q.tokens.end <= tokens.start);
        let inside = quantities[from..].iter().take_while(|q| q.tokens.start < tokens.end);
        inside.into_iter().any(|q| q.kind == kind)
    }
}
