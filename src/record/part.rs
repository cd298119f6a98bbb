//! The parts of a record that can be asked for alone (`--only`).

use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::vocabulary::vocabulary;
use super::{Record, Summary};

vocabulary! {
    /// A part of the record, by the name of its field.
    Part {
        /// The sections.
        Sections = "sections",
        /// The sentences.
        Sentences = "sentences",
        /// The entities.
        Entities = "entities",
        /// The relations.
        Relations = "relations",
        /// The events.
        Events = "events",
        /// The statements.
        Statements = "statements",
        /// The times.
        Times = "times",
        /// The quantities.
        Quantities = "quantities",
        /// The summary.
        Summary = "summary",
        /// The warnings.
        Warnings = "warnings",
    }
}

impl Record<'_> {
    /// Empties every part that is not among `parts`. What stays is unchanged: its ids are those
    /// of the whole record and may lead to parts that are now empty.
    pub fn keep(&mut self, parts: &[Part]) {
        for part in Part::ALL.iter().filter(|part| !parts.contains(part)) {
            match part {
                Part::Sections => self.sections.clear(),
                Part::Sentences => self.sentences.clear(),
                Part::Entities => self.entities.clear(),
                Part::Relations => self.relations.clear(),
                Part::Events => self.events.clear(),
                Part::Statements => self.statements.clear(),
                Part::Times => self.times.clear(),
                Part::Quantities => self.quantities.clear(),
                Part::Summary => self.summary = Summary::default(),
                Part::Warnings => self.warnings.clear(),
            }
        }
    }
}
