//! Batches: many inputs to records, in order, by several workers, each input on its own.

mod order;
mod queue;
mod tasks;
mod walk;

use std::any::Any;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};

use serde::Serialize;
use serde_json::Value;

use crate::Extractor;
use crate::input::{self, Article, Reading};
use crate::output::Form;
use crate::record::{Part, Unproved};

pub use order::in_order;
pub use tasks::{Input, Kind, Source, Task, Tasks};
pub use walk::walk;

/// What to do with each input.
#[derive(Debug)]
pub struct Plan<'p> {
    /// Who makes the records.
    pub extractor: &'p Extractor,
    /// How the inputs are read.
    pub reading: Reading,
    /// How the records are written.
    pub form: Form,
    /// The parts to keep; none for all.
    pub only: Option<&'p [Part]>,
    /// Whether to tell the rule behind each fact.
    pub explain: bool,
}

/// What came of one input.
#[derive(Debug, Default)]
pub struct Done {
    /// What to write in its place: the whole record, the error of a line, or nothing.
    pub bytes: Vec<u8>,
    /// The rules behind the facts, if asked for.
    pub explanation: Vec<u8>,
    /// Why it failed, if it did.
    pub failure: Option<Failure>,
}

/// An input that failed: its name and the reason.
#[derive(Debug, thiserror::Error)]
#[error("{name}: {reason}")]
pub struct Failure {
    /// The path, or the stream and the line.
    pub name: String,
    /// What is wrong and what to do.
    pub reason: Reason,
}

/// Why an input failed.
#[derive(Debug, thiserror::Error)]
pub enum Reason {
    /// It is no article.
    #[error(transparent)]
    Input(#[from] input::Error),
    /// Its record is wrong.
    #[error(transparent)]
    Unproved(#[from] Unproved),
    /// Its record can't be put into the form asked for.
    #[error("cannot be written: {0}")]
    Form(#[from] io::Error),
    /// The program broke down over it.
    #[error("internal error: {0}; please report it with this input")]
    Panic(String),
}

impl Plan<'_> {
    /// Does one task. Never panics, whatever the extractor does.
    pub fn run(&self, task: Task) -> Done {
        let input = match task {
            Ok(input) => input,
            Err(failure) => return Done { failure: Some(failure), ..Default::default() },
        };
        let attempt = catch_unwind(AssertUnwindSafe(|| {
            let article = input.article(self.reading)?;
            self.record(&article)
        }));
        let reason = match attempt {
            Ok(Ok(done)) => return done,
            Ok(Err(reason)) => reason,
            Err(panic) => Reason::Panic(message(panic.as_ref())),
        };
        let bytes = match &input {
            // A line of a stream is answered in its place.
            Input::Line { line, .. } => bad_line(line.number, line.id(self.reading), &reason),
            Input::File { .. } | Input::Stdin => Vec::new(),
        };
        Done { bytes, failure: Some(Failure { name: input.name(), reason }), ..Default::default() }
    }

    fn record(&self, article: &Article) -> Result<Done, Reason> {
        let mut record = self.extractor.extract(article);
        record.prove(&article.text)?;
        if let Some(parts) = self.only {
            record.keep(parts);
        }
        let mut done = Done::default();
        self.form.write(&record, &mut done.bytes)?;
        if self.explain {
            self.extractor.explain(article, &record, &mut done.explanation)?;
        }
        Ok(done)
    }
}

/// The line that stands in for a record: `{"id":…,"error":{"line":…,"reason":…}}`.
fn bad_line(line: u64, id: Value, reason: &Reason) -> Vec<u8> {
    #[derive(Serialize)]
    struct BadLine {
        id: Value,
        error: LineError,
    }
    #[derive(Serialize)]
    struct LineError {
        line: u64,
        reason: String,
    }
    let bad = BadLine { id, error: LineError { line, reason: reason.to_string() } };
    // Strings and numbers into memory can't fail.
    let mut bytes = serde_json::to_vec(&bad).unwrap_or_default();
    bytes.push(b'\n');
    bytes
}

/// The words of a panic.
fn message(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<&str>().copied();
    text.or_else(|| panic.downcast_ref::<String>().map(String::as_str))
        .unwrap_or("panic")
        .to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bad_line_is_answered_by_number_and_id() {
        let reason = Reason::Panic("x".into());
        let line = String::from_utf8(bad_line(3, "a".into(), &reason)).unwrap();
        assert_eq!(
            line,
            "{\"id\":\"a\",\"error\":{\"line\":3,\"reason\":\"internal error: x; \
             please report it with this input\"}}\n"
        );
    }

    #[test]
    fn a_panic_keeps_its_words() {
        let caught = catch_unwind(|| panic!("at {}", 3)).unwrap_err();
        assert_eq!(message(caught.as_ref()), "at 3");
    }
}
