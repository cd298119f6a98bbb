//! Output forms: a record to a writer, one file a form.

mod json;
mod jsonl;

use std::io::{self, Write};

use crate::record::Record;

/// The form in which records are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// JSON, indented; several records follow one another.
    Json,
    /// JSON, one record a line.
    Jsonl,
}

impl Form {
    /// The ending of a file that holds one record in this form.
    pub fn ending(self) -> &'static str {
        match self {
            Form::Json => "json",
            Form::Jsonl => "jsonl",
        }
    }

    /// Writes one record, with its line end.
    ///
    /// # Errors
    /// Those of `out`.
    pub fn write(self, record: &Record<'_>, out: &mut impl Write) -> io::Result<()> {
        match self {
            Form::Json => json::write(record, out),
            Form::Jsonl => jsonl::write(record, out),
        }
    }
}
