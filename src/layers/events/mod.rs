//! What happened.

use super::Context;
use super::phrases::Chunks;
use crate::annotations::Annotations;
use crate::document::Scratch;
use crate::rules::{Errors, Tables};
/// The layer, with its tables resolved.
#[derive(Debug)]
pub struct Events;

impl Events {
    /// Resolves the layer's tables.
    ///
    /// # Errors
    /// Values that the layer does not know, each at its place.
    pub fn new(_tables: &Tables) -> Result<Events, Errors> {
        Ok(Events)
    }

    /// Adds what the layer finds.
    pub fn read<'t>(
        &self,
        _cx: &Context<'_, 't>,
        _scratch: &mut Scratch,
        _phrases: &Chunks,
        _found: &mut Annotations<'t>,
    ) {
    }
}
