//! TIMEX3 expressions.

use super::Context;
use crate::annotations::Annotations;
use crate::document::Scratch;
use crate::rules::{Errors, Tables};

/// The layer, with its tables resolved.
#[derive(Debug)]
pub struct Times;

impl Times {
    /// Resolves the layer's tables.
    ///
    /// # Errors
    /// Values that the layer does not know, each at its place.
    pub fn new(_tables: &Tables) -> Result<Times, Errors> {
        Ok(Times)
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
