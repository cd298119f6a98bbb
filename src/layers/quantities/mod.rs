//! Money, percentages, counts and measures.

use super::Context;
use crate::annotations::Annotations;
use crate::document::Scratch;
use crate::rules::{Errors, Tables};

/// The layer, with its tables resolved.
#[derive(Debug)]
pub struct Quantities;

impl Quantities {
    /// Resolves the layer's tables.
    ///
    /// # Errors
    /// Values that the layer does not know, each at its place.
    pub fn new(_tables: &Tables) -> Result<Quantities, Errors> {
        Ok(Quantities)
    }

    /// Adds what the layer finds.
    pub fn read<'t>(
        &self,
        _cx: &Context<'_, 't>,
        _scratch: &mut Scratch,
        _found: &mut Annotations<'t>,
    ) {
    }
}
