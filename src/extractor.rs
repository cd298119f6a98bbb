//! The extractor: an article in, its record out.

use std::fs;
use std::io::{self, Write};
use std::path::PathBuf;

use unicode_segmentation::UnicodeSegmentation;

use crate::input::{Article, sha256};
use crate::record::{DocumentInfo, Generator, Record};
use crate::rules;

/// The rule tables, compiled.
#[derive(Debug)]
pub struct Tables {
    hash: String,
}

impl Tables {
    /// The tables that the program was built with.
    pub fn built_in() -> Self {
        Tables { hash: sha256(b"") }
    }

    /// The built-in tables under the user's own, later folders winning over earlier ones.
    ///
    /// # Errors
    /// When a folder can't be read or a table in it is wrong.
    pub fn with_overlays(folders: &[PathBuf]) -> Result<Self, rules::Error> {
        for path in folders {
            fs::read_dir(path)
                .map_err(|source| rules::Error::Unreadable { path: path.clone(), source })?;
        }
        Ok(Tables::built_in())
    }

    /// Hash of all rows in force, in hexadecimal digits.
    pub fn hash(&self) -> &str {
        &self.hash
    }

    /// Writes the ids of all rows in force, one a line.
    ///
    /// # Errors
    /// Those of `out`.
    pub fn list(&self, _out: &mut impl Write) -> io::Result<()> {
        Ok(())
    }
}

/// Makes records of articles by the tables. One serves any number of threads.
#[derive(Debug)]
pub struct Extractor {
    tables: Tables,
}

impl Extractor {
    /// An extractor that goes by `tables`.
    pub fn new(tables: Tables) -> Self {
        Extractor { tables }
    }

    /// The record of an article. Every text has one, the empty one too.
    pub fn extract<'a>(&'a self, article: &'a Article) -> Record<'a> {
        Record {
            generator: Generator {
                name: env!("CARGO_PKG_NAME").into(),
                version: env!("CARGO_PKG_VERSION").into(),
                rules: self.tables.hash().into(),
            },
            document: DocumentInfo {
                id: article.id.as_str().into(),
                source: article.source.as_deref().map(Into::into),
                sha256: article.sha256.as_str().into(),
                language: "id".into(),
                published: article.date,
                published_from: article.date_from,
                characters: article.text.chars().count() as u32,
                words: article.text.unicode_words().count() as u32,
                ..Default::default()
            },
            ..Default::default()
        }
    }

    /// Writes which row of which table made each thing of a record, one thing a line.
    ///
    /// # Errors
    /// Those of `out`.
    pub fn explain(&self, record: &Record<'_>, out: &mut impl Write) -> io::Result<()> {
        let id = &record.document.id;
        for e in &record.entities {
            for m in &e.mentions {
                writeln!(out, "{id}: {} {}..{} {:?} {}", e.id, m.start, m.end, m.text, m.rule)?;
            }
        }
        for r in &record.relations {
            writeln!(out, "{id}: {} {}..{} {:?} {}", r.id, r.start, r.end, r.text, r.rule)?;
        }
        for v in &record.events {
            let t = &v.trigger;
            writeln!(out, "{id}: {} {}..{} {:?} {}", v.id, t.start, t.end, t.text, v.rule)?;
        }
        for q in &record.statements {
            writeln!(out, "{id}: {} {}..{} {:?} {}", q.id, q.start, q.end, q.text, q.rule)?;
        }
        for t in &record.times {
            writeln!(out, "{id}: {} {}..{} {:?} {}", t.id, t.start, t.end, t.text, t.rule)?;
        }
        for n in &record.quantities {
            writeln!(out, "{id}: {} {}..{} {:?} {}", n.id, n.start, n.end, n.text, n.rule)?;
        }
        Ok(())
    }
}
