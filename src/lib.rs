//! Saripati reads an Indonesian news article and writes a structured knowledge record.

pub mod morphology;
pub mod text;
