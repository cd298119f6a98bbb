//! The weights that decide between names: features, classes of list entries, and the table of both.
//!
//! Which tables are read, and the form of their rows, is told in rules/README.md; what emits the
//! features is the layer of names. Like the rules themselves, the weights are compiled when the crate is built, and so
//! this room depends on the rooms of rules and text alone.

pub mod classes;
pub mod feature;
mod look;
pub mod model;

pub use classes::{ClassId, Classes};
pub use model::Weights;

use crate::rules::flat::{Reader, Writer};
use crate::rules::{Errors, Tables};

/// The lists of weights in force, unless a caller wants others.
pub const LISTS: &[&str] = &["weight", "prior", "tilt"];

/// Classes and weights, as they are kept with the compiled tables.
#[derive(Debug, Default)]
pub struct Weighing {
    /// The classes of list entries.
    pub classes: Classes,
    /// The weights of features.
    pub weights: Weights,
}

impl Weighing {
    /// Reads `lists` of the tables.
    ///
    /// # Errors
    /// Unknown templates and cells that are no numbers, each at its place.
    pub fn compile(tables: &Tables, lists: &[&str]) -> Result<Weighing, Errors> {
        let classes = Classes::new(tables);
        let weights = Weights::compile(tables, &classes, lists)?;
        Ok(Weighing { classes, weights })
    }

    /// Writes both, to be read back by [`Weighing::read`].
    pub fn write(&self, to: &mut Writer) {
        self.classes.write(to);
        self.weights.write(to);
    }

    /// Reads both back, in place.
    pub fn read(mut from: Reader) -> Weighing {
        let from = &mut from;
        Weighing { classes: Classes::read(from), weights: Weights::read(from) }
    }
}
