//! Saripati reads an Indonesian news article and writes a structured knowledge record.

pub mod annotations;
mod assemble;
pub mod document;
mod extractor;
pub mod layers;
pub mod morphology;
pub mod record;
pub mod rules;
pub mod text;

pub use extractor::Extractor;
