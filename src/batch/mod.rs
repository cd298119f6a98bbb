//! Batches: many inputs to records, in order, by several workers, each input on its own.

mod manifest;
mod name;
mod order;
mod queue;
mod store;
mod tasks;
mod walk;

use std::any::Any;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};

use serde::Serialize;
use serde_json::Value;

use crate::Extractor;
use crate::calibration::Calibration;
use crate::input::{self, Article, Reading, sha256};
use crate::output::{Form, Sheet};
use crate::record::{Extra, OffsetUnit, Part, Unproved};

pub use manifest::{Entry, Key, Known, Status};
pub use order::{Weighed, in_order};
pub use store::{Closed, Former, Store};
pub use tasks::{Finding, Input, Kind, STDIN, Source, Task, Tasks};
pub use walk::{Globs, Wanted, walk};

/// A record has up to about so many bytes for each of its article, indented.
const BYTES_PER_BYTE: usize = 16;

/// Bytes of an article for which room is made; a longer one's record finds it as it grows.
const MOST_AT_ONCE: usize = 1 << 17;

/// What to do with each input.
#[derive(Debug)]
pub struct Plan<'p> {
    /// Who makes the records.
    pub extractor: &'p Extractor,
    /// How the inputs are read.
    pub reading: Reading,
    /// How the records are written.
    pub form: Form,
    /// What offsets count.
    pub unit: OffsetUnit,
    /// The parts to keep; none for all.
    pub only: Option<&'p [Part]>,
    /// Whether the further fields of an input line go into its record.
    pub keep_input: bool,
    /// Whether to tell the rule behind each fact.
    pub explain: bool,
    /// How often each rule was right on gold, to be told at each fact.
    pub calibration: Option<&'p Calibration>,
    /// What former runs made, which need not be made again.
    pub former: Option<Former>,
}

/// What came of one input.
#[derive(Debug, Default)]
pub struct Done {
    /// What to call the input in a message.
    pub name: String,
    /// The input, as a manifest knows it.
    pub origin: Origin,
    /// Bytes of the input; 0 where not known.
    pub size: u64,
    /// What to write in its place: the whole record, the error of a line, or nothing.
    pub bytes: Vec<u8>,
    /// The article's text, for a form that has it in a file of its own.
    pub text: Option<String>,
    /// Whether its record stands already as it would be made, so that there is none here.
    pub unchanged: bool,
    /// The rules behind the facts, if asked for.
    pub explanation: Vec<u8>,
    /// Why it failed, if it did.
    pub failure: Option<Failure>,
}

/// An input, as a manifest knows it.
#[derive(Debug, Clone, Default)]
pub struct Origin {
    /// The file or the stream.
    pub path: String,
    /// The article's id, where it has been read so far.
    pub id: Option<String>,
    /// Number of the line in a stream.
    pub line: Option<u64>,
    /// SHA-256 of the article's bytes, where they have been read.
    pub sha256: Option<String>,
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
    /// Its record can't be put into the output folder.
    #[error("its record cannot be written: {0}")]
    Record(#[source] io::Error),
    /// Another input of the run has the same file for its record.
    #[error(
        "another input of this run has the record {0} already; give them different ids or names"
    )]
    Taken(String),
    /// The program broke down over it.
    #[error("internal error: {0}; please report it with this input")]
    Panic(String),
}

impl Plan<'_> {
    /// What shapes a record besides its article, as one fingerprint: the program's version, the
    /// rules and the options.
    pub fn made_with(&self) -> String {
        #[derive(Serialize)]
        struct With<'w> {
            version: &'w str,
            rules: &'w str,
            form: String,
            offsets: &'static str,
            only: Option<Vec<&'w str>>,
            keep_input: bool,
            encoding: Option<&'w str>,
            date: Option<jiff::civil::Date>,
            max_bytes: usize,
            #[serde(skip_serializing_if = "Option::is_none")]
            calibration: Option<&'w Calibration>,
        }
        let with = With {
            version: env!("CARGO_PKG_VERSION"),
            rules: self.extractor.tables().hash(),
            form: format!("{:?}", self.form),
            offsets: self.unit.as_str(),
            only: self.only.map(|parts| parts.iter().map(|part| part.as_str()).collect()),
            keep_input: self.keep_input,
            encoding: self.reading.encoding.map(|encoding| encoding.name()),
            date: self.reading.date,
            max_bytes: self.reading.max_bytes,
            calibration: self.calibration,
        };
        // Strings and numbers into memory can't fail.
        sha256(&serde_json::to_vec(&with).unwrap_or_default())
    }

    /// Does one task. Never panics, whatever the extractor does.
    pub fn run(&self, task: Task) -> Done {
        let mut done = Done { size: task.size, ..Default::default() };
        let input = match task.input {
            Ok(input) => input,
            Err(failure) => {
                done.name.clone_from(&failure.name);
                done.origin.path.clone_from(&failure.name);
                done.failure = Some(failure);
                return done;
            }
        };
        done.name = input.name();
        (done.origin.path, done.origin.line) = (input.path(), input.line());
        let attempt = catch_unwind(AssertUnwindSafe(|| self.attempt(&input, &mut done)));
        let reason = match attempt {
            Ok(Ok(())) => return done,
            Ok(Err(reason)) => reason,
            Err(panic) => Reason::Panic(message(panic.as_ref())),
        };
        (done.bytes, done.explanation) = Default::default();
        match &input {
            // A line of a stream is answered in its place.
            Input::Line { line, .. } => {
                let id = line.id(self.reading);
                done.origin.id = match &id {
                    Value::String(id) => Some(id.clone()),
                    Value::Number(id) => Some(id.to_string()),
                    _ => None,
                };
                done.bytes = bad_line(line.number, id, &reason);
            }
            Input::File { id, .. } => done.origin.id = Some(id.clone()),
            Input::Stdin => {}
        }
        done.failure = Some(Failure { name: done.name.clone(), reason });
        done
    }

    fn attempt(&self, input: &Input, done: &mut Done) -> Result<(), Reason> {
        let article = input.article(self.reading)?;
        done.origin.id = Some(article.id.clone());
        done.origin.sha256 = Some(article.sha256.clone());
        if let Some(former) = &self.former {
            let key = Key::new(&done.origin.path, Some(&article.id), done.origin.line);
            done.unchanged = former.has(&key, &article.id, &article.sha256);
        }
        if !done.unchanged {
            self.record(&article, done)?;
        }
        Ok(())
    }

    fn record(&self, article: &Article, done: &mut Done) -> Result<(), Reason> {
        let mut record = self.extractor.extract(article);
        record.prove(&article.text)?;
        if let Some(calibration) = self.calibration {
            calibration.fill(&mut record);
        }
        if let Some(parts) = self.only {
            record.keep(parts);
        }
        if self.keep_input && done.origin.line.is_some() {
            record.input = Some(Extra(article.extra.clone()));
        }
        let home = self.former.as_ref().and_then(|former| former.home(&article.id));
        let sheet = Sheet {
            record: &record,
            article,
            tables: self.extractor.tables(),
            unit: self.unit,
            home: home.as_deref(),
        };
        // Room for most records at once; what is not filled costs nothing.
        done.bytes.reserve(article.text.len().min(MOST_AT_ONCE) * BYTES_PER_BYTE);
        self.form.write(&sheet, &mut done.bytes)?;
        if self.former.is_some() && self.form.text_ending().is_some() {
            done.text = Some(article.text.clone());
        }
        if self.explain {
            self.extractor.explain(article, &record, &mut done.explanation)?;
        }
        Ok(())
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
