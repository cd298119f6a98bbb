//! Saripati reads an Indonesian news article and writes a structured knowledge record.

pub mod record;
pub mod text;
