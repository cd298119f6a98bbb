//! The article in six answers.

use super::Context;
use super::phrases::Chunks;
use crate::annotations::Annotations;
use crate::rules::{Errors, Tables};
/// The layer, with its tables resolved.
#[derive(Debug)]
pub struct Summaries;

impl Summaries {
    /// Resolves the layer's tables.
    ///
    /// # Errors
    /// Values that the layer does not know, each at its place.
    pub fn new(_tables: &Tables) -> Result<Summaries, Errors> {
        Ok(Summaries)
    }

    /// Adds what the layer finds.
    pub fn read<'t>(&self, _cx: &Context<'_, 't>, _phrases: &Chunks, _found: &mut Annotations<'t>) {
    }
}
