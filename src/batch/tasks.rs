//! Tasks: what was named on the call, taken apart into single articles, in order and as needed.

use std::fs::File;
use std::io::{self, BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::walk::{ends_in, walk};
use super::{Failure, Reason};
use crate::input::{self, Article, Error, Line, Lines, Reading};

/// What an input holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// One article, plain text.
    Text,
    /// An article a line.
    Jsonl,
}

impl Kind {
    /// Endings of files of this kind.
    pub fn endings(self) -> &'static [&'static str] {
        match self {
            Kind::Text => &["txt"],
            Kind::Jsonl => &["jsonl", "ndjson"],
        }
    }
}

/// Where articles come from, as named on the call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    /// Standard input.
    Stdin,
    /// A file, or a folder of files.
    Path(PathBuf),
}

/// One article to be read.
#[derive(Debug)]
pub enum Input {
    /// A file of plain text.
    File {
        /// Where it is.
        path: PathBuf,
        /// Name of the article.
        id: String,
    },
    /// Standard input, plain text.
    Stdin,
    /// A line of a JSONL stream.
    Line {
        /// Name of the stream.
        stream: Arc<str>,
        /// The line.
        line: Line,
    },
}

/// An article to be read, or something named on the call that could not be opened or listed.
pub type Task = Result<Input, Failure>;

const STDIN: &str = "standard input";

impl Input {
    /// What to call the input in a message.
    pub fn name(&self) -> String {
        match self {
            Input::File { path, .. } => path.display().to_string(),
            Input::Stdin => STDIN.to_owned(),
            Input::Line { stream, line } => format!("{stream} line {}", line.number),
        }
    }

    /// Reads the article.
    ///
    /// # Errors
    /// When it can't be read or is no article.
    pub fn article(&self, reading: Reading) -> Result<Article, Error> {
        match self {
            Input::File { path, id } => input::read_file(path, id.clone(), reading),
            Input::Stdin => input::read_stream(io::stdin().lock(), "stdin".to_owned(), reading),
            Input::Line { line, .. } => line.article(reading),
        }
    }
}

fn failed(name: impl Into<String>, error: impl Into<Error>) -> Task {
    Err(Failure { name: name.into(), reason: Reason::Input(error.into()) })
}

/// The tasks of a run, made as they are asked for: a folder is listed, and a stream read, only
/// when its turn comes.
pub struct Tasks {
    sources: std::vec::IntoIter<Source>,
    kind: Option<Kind>,
    current: Box<dyn Iterator<Item = Task> + Send>,
}

impl Tasks {
    /// The tasks of `sources`, in their order. Without a `kind`, a file whose ending is that of
    /// JSONL is read as JSONL and all else as plain text.
    pub fn new(sources: Vec<Source>, kind: Option<Kind>) -> Self {
        Tasks { sources: sources.into_iter(), kind, current: Box::new(std::iter::empty()) }
    }

    /// Whether the sources are just one article, however it may turn out.
    pub fn is_single(sources: &[Source], kind: Option<Kind>) -> bool {
        match sources {
            [Source::Stdin] => kind != Some(Kind::Jsonl),
            [Source::Path(path)] => kind_of(path, kind) == Kind::Text && !path.is_dir(),
            _ => false,
        }
    }

    fn open(&self, source: Source) -> Box<dyn Iterator<Item = Task> + Send> {
        match source {
            Source::Stdin if self.kind == Some(Kind::Jsonl) => {
                lines(STDIN.into(), BufReader::new(io::stdin()))
            }
            Source::Stdin => one(Ok(Input::Stdin)),
            Source::Path(path) if path.is_dir() => folder(path, self.kind.unwrap_or(Kind::Text)),
            Source::Path(path) => file(path, self.kind),
        }
    }
}

impl Iterator for Tasks {
    type Item = Task;

    fn next(&mut self) -> Option<Task> {
        loop {
            if let Some(task) = self.current.next() {
                return Some(task);
            }
            let source = self.sources.next()?;
            self.current = self.open(source);
        }
    }
}

fn kind_of(path: &Path, kind: Option<Kind>) -> Kind {
    kind.unwrap_or(match ends_in(path, Kind::Jsonl.endings()) {
        true => Kind::Jsonl,
        false => Kind::Text,
    })
}

fn one(task: Task) -> Box<dyn Iterator<Item = Task> + Send> {
    Box::new(std::iter::once(task))
}

/// A file named on the call: its id is its name without the ending.
fn file(path: PathBuf, kind: Option<Kind>) -> Box<dyn Iterator<Item = Task> + Send> {
    if kind_of(&path, kind) == Kind::Text {
        let id = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        return one(Ok(Input::File { path, id }));
    }
    let name = path.display().to_string();
    match File::open(path) {
        Ok(stream) => lines(name.into(), BufReader::new(stream)),
        Err(error) => one(failed(name, error)),
    }
}

/// The files of a folder: the id is the path below the folder without the ending, so that no two
/// of a folder are alike.
fn folder(root: PathBuf, kind: Kind) -> Box<dyn Iterator<Item = Task> + Send> {
    let found = walk(&root, kind.endings());
    if found.is_empty() {
        let error = Error::EmptyFolder(kind.endings()[0]);
        return one(failed(root.display().to_string(), error));
    }
    Box::new(found.into_iter().flat_map(move |(path, read)| match (read, kind) {
        (Err(error), _) => one(failed(path.display().to_string(), error)),
        (Ok(()), Kind::Jsonl) => file(path, Some(kind)),
        (Ok(()), Kind::Text) => {
            let below = path.strip_prefix(&root).unwrap_or(&path).with_extension("");
            let id = below.to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/");
            one(Ok(Input::File { path, id }))
        }
    }))
}

fn lines(
    stream: Arc<str>,
    reader: impl BufRead + Send + 'static,
) -> Box<dyn Iterator<Item = Task> + Send> {
    Box::new(Lines::new(reader).map(move |line| match line {
        Ok(line) => Ok(Input::Line { stream: Arc::clone(&stream), line }),
        Err(error) => failed(&*stream, error),
    }))
}
