//! Grammar below the clause: noun groups, verb groups, prepositional groups.

use super::Context;
use crate::annotations::Annotations;
use crate::document::{Labels, Scratch};
use crate::rules::{Errors, Tables};

/// The layer, with its tables resolved.
#[derive(Debug)]
pub struct Phrases;

/// The groups of one document.
#[derive(Debug, Default)]
pub struct Chunks;

impl Chunks {
    /// Labels the groups for patterns.
    pub fn label(&self, _labels: &mut Labels) {}
}

impl Phrases {
    /// Resolves the layer's tables.
    ///
    /// # Errors
    /// Values that the layer does not know, each at its place.
    pub fn new(_tables: &Tables) -> Result<Phrases, Errors> {
        Ok(Phrases)
    }

    /// Finds the groups of the document.
    pub fn read<'t>(
        &self,
        _cx: &Context<'_, 't>,
        _scratch: &mut Scratch,
        _found: &Annotations<'t>,
    ) -> Chunks {
        Chunks
    }
}
