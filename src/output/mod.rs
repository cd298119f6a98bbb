//! Output forms: a record to a writer, one file a form.

pub mod html;
mod json;
mod jsonl;

use std::io::{self, Write};

use crate::input::Article;
use crate::record::Record;
use crate::rules::Tables;

/// The form in which records are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// JSON, indented; several records follow one another.
    Json,
    /// JSON, one record a line.
    Jsonl,
    /// A page to look at.
    Html,
}

/// What a form is written from.
#[derive(Debug, Clone, Copy)]
pub struct Sheet<'s> {
    /// The record, proved against the article's text.
    pub record: &'s Record<'s>,
    /// The article.
    pub article: &'s Article,
    /// The tables that made the record.
    pub tables: &'s Tables,
    /// Address of the index over the folder that a page stands in, from the page; none for a page
    /// that stands alone.
    pub home: Option<&'s str>,
}

impl Form {
    /// Writes one record, with its line end.
    ///
    /// # Errors
    /// Those of `out`.
    pub fn write(self, sheet: &Sheet<'_>, out: &mut impl Write) -> io::Result<()> {
        match self {
            Form::Json => json::write(sheet.record, out),
            Form::Jsonl => jsonl::write(sheet.record, out),
            Form::Html => html::write(sheet, out),
        }
    }
}
