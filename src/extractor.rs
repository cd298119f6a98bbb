//! The extractor: an article in, its record out.

use crate::assemble::{self, Frame};
use crate::document::{Document, Vocabulary};
use crate::input::Article;
use crate::layers::{self, Layers};
use crate::record::{DocumentInfo, Generator, Record};
use crate::rules::{Errors, Tables};
use std::io::{self, Write};
use std::sync::{Mutex, PoisonError};

/// The rule of names that weights decided.
const WEIGHED: &str = "names.weight";

/// Makes records of articles by the tables. One serves any number of threads.
#[derive(Debug)]
pub struct Extractor {
    tables: Tables,
    layers: Layers,
    /// What no thread uses at present; never more than threads at once have asked for.
    memories: Mutex<Vec<Memory>>,
}

/// What is kept from article to article, for speed alone: no record depends on it.
#[derive(Debug, Default)]
struct Memory {
    vocabulary: Vocabulary,
    layers: layers::Memory,
}

impl Extractor {
    /// An extractor that goes by `tables`.
    ///
    /// # Errors
    /// Rows and rules whose values their layer does not know, each at its place.
    pub fn new(tables: Tables) -> Result<Self, Errors> {
        let layers = Layers::new(&tables)?;
        Ok(Extractor { tables, layers, memories: Mutex::default() })
    }

    /// The tables in force.
    pub fn tables(&self) -> &Tables {
        &self.tables
    }

    /// The layers, with their tables resolved.
    pub(crate) fn layers(&self) -> &Layers {
        &self.layers
    }

    /// The record of an article. Every text has one, the empty one too.
    pub fn extract<'a>(&'a self, article: &'a Article) -> Record<'a> {
        let mut memory = self.memories().pop().unwrap_or_default();
        let Memory { vocabulary, layers } = &mut memory;
        let document = Document::read_with(&article.text, &self.tables, vocabulary);
        let found = self.layers.read(&document, &self.tables, article.date, layers);
        // Where a layer panics its memory is lost with it.
        self.memories().push(memory);
        assemble::record(self.frame(article), &document, found, &self.tables)
    }

    fn memories(&self) -> std::sync::MutexGuard<'_, Vec<Memory>> {
        self.memories.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn frame<'a>(&'a self, article: &'a Article) -> Frame<'a> {
        Frame {
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
                ..Default::default()
            },
        }
    }

    /// Writes which row of which table made each thing of a record, one thing a line: the article,
    /// the thing's id, its code points, its text, the row, and the row's file and line. Where weights
    /// decided, the weightiest follow.
    ///
    /// # Errors
    /// Those of `out`.
    pub fn explain(
        &self,
        article: &Article,
        record: &Record<'_>,
        out: &mut impl Write,
    ) -> io::Result<()> {
        let id = &record.document.id;
        let why = self.layers.reasons(&article.text, &self.tables);
        let mut line =
            |thing: &dyn std::fmt::Display, (start, end): (u32, u32), text: &str, rule: &str| {
                let place = self.tables.place_of(rule).map_or(String::new(), |p| format!(" ({p})"));
                writeln!(out, "{id}: {thing} {start}..{end} {text:?} {rule}{place}")
            };
        for e in &record.entities {
            for m in &e.mentions {
                line(&e.id, (m.start, m.end), &m.text, &m.rule)?;
                if let Some(reasons) = why.get(&(m.start, m.end)).filter(|_| m.rule == WEIGHED) {
                    line(&e.id, (m.start, m.end), &m.text, reasons)?;
                }
            }
        }
        for r in &record.relations {
            line(&r.id, (r.start, r.end), &r.text, &r.rule)?;
        }
        for v in &record.events {
            line(&v.id, (v.trigger.start, v.trigger.end), &v.trigger.text, &v.rule)?;
        }
        for q in &record.statements {
            line(&q.id, (q.start, q.end), &q.text, &q.rule)?;
        }
        for t in &record.times {
            line(&t.id, (t.start, t.end), &t.text, &t.rule)?;
        }
        for n in &record.quantities {
            line(&n.id, (n.start, n.end), &n.text, &n.rule)?;
        }
        Ok(())
    }
}
