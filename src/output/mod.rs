//! Output forms: a record to a writer, one file a form.

mod brat;
mod calendar;
mod conll;
mod csv;
mod dot;
mod html;
mod json;
mod jsonl;
mod jsonld;
mod serializer;
mod unit;
mod view;
mod words;

use std::borrow::Cow;
use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::Path;

use crate::input::Article;
use crate::record::{OffsetUnit, Record};
use crate::rules::Tables;

pub use view::View;

/// The form in which records are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// JSON, indented; several records follow one another.
    Json,
    /// JSON, one record a line.
    Jsonl,
    /// JSON-LD in the words of schema.org, indented.
    Jsonld,
    /// One table a kind, over a folder.
    Csv,
    /// Tokens with BIO tags.
    Conll,
    /// Standoff annotations beside the text.
    Brat,
    /// A page to look at; over a folder, with an index.
    Html,
    /// A graph for Graphviz.
    Dot,
    /// A summary for a terminal.
    View(View),
}

/// What a form is written from.
#[derive(Debug, Clone, Copy)]
pub struct Sheet<'s> {
    /// The record, proved against the article's text, its offsets in code points.
    pub record: &'s Record<'s>,
    /// The article.
    pub article: &'s Article,
    /// The tables that made the record.
    pub tables: &'s Tables,
    /// What offsets are to count.
    pub unit: OffsetUnit,
    /// Address of the index over the folder that a page stands in, from the page; none for a page
    /// that stands alone.
    pub home: Option<&'s str>,
}

impl Sheet<'_> {
    /// The record with its offsets in the unit asked for.
    fn counted(&self) -> Cow<'_, Record<'_>> {
        match self.unit {
            OffsetUnit::Char => Cow::Borrowed(self.record),
            unit => {
                let mut record = self.record.clone();
                unit.apply(&mut record, &self.article.text);
                Cow::Owned(record)
            }
        }
    }
}

impl Form {
    /// The ending of a file that holds one article in this form.
    pub fn ending(self) -> &'static str {
        match self {
            Form::Json => "json",
            Form::Jsonl => "jsonl",
            Form::Jsonld => "jsonld",
            Form::Csv => "csv",
            Form::Conll => "conll",
            Form::Brat => "ann",
            Form::Html => "html",
            Form::Dot => "dot",
            Form::View(_) => "view.txt",
        }
    }

    /// The ending of a second file, beside that one, that holds the article's text.
    pub fn text_ending(self) -> Option<&'static str> {
        (self == Form::Brat).then_some("txt")
    }

    /// Where the files of single articles stand below an output folder: a folder's name and a
    /// slash, or nothing.
    pub fn room(self) -> &'static str {
        match self {
            Form::Csv => ".rows/",
            _ => "",
        }
    }

    /// The file over a folder that no article's file may replace, and that pages link to.
    pub fn index(self) -> Option<&'static str> {
        (self == Form::Html).then_some("index.html")
    }

    /// Whether several articles in this form can follow one another in one stream.
    pub fn streams(self) -> bool {
        !matches!(self, Form::Html | Form::Brat | Form::Csv)
    }

    /// Writes one article, with its line end.
    ///
    /// # Errors
    /// Those of `out`.
    pub fn write(self, sheet: &Sheet<'_>, out: &mut impl Write) -> io::Result<()> {
        match self {
            Form::Json => json::write(&sheet.counted(), out),
            Form::Jsonl => jsonl::write(&sheet.counted(), out),
            Form::Jsonld => jsonld::write(sheet.record, out),
            Form::Csv => csv::write(&sheet.counted(), out),
            Form::Conll => conll::write(sheet, out),
            Form::Brat => brat::write(sheet, out),
            Form::Html => html::write(sheet, out),
            Form::Dot => dot::write(sheet.record, out),
            Form::View(view) => view::write(sheet.record, view, out),
        }
    }

    /// Writes what tells of a folder as a whole, behind the files of its articles, which `files`
    /// names below it, parted by slashes: tables, an index, a configuration.
    ///
    /// # Errors
    /// When a file can't be read or written, or is not what this program writes.
    pub fn finish<'f>(self, folder: &Path, files: impl Iterator<Item = &'f str>) -> io::Result<()> {
        match self {
            Form::Html => {
                let mut out = BufWriter::new(File::create(folder.join("index.html"))?);
                let page =
                    |file: &str| Ok((file.to_owned(), std::fs::read_to_string(folder.join(file))?));
                html::index(files.map(page), &mut out)?;
                out.flush()
            }
            Form::Csv => csv::finish(folder, files),
            Form::Brat => brat::finish(folder, files),
            _ => Ok(()),
        }
    }
}
