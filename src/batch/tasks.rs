//! Tasks: what was named on the call, taken apart into single articles, in order and as needed.

use std::fs;
use std::io::{self, BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::order::Weighed;
use super::walk::{Globs, Wanted, walk};
use super::{Failure, Reason};
use crate::input::{self, Article, Error, Line, Lines, Reading, ends_in, unpacked_name};

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

/// One step of a run.
#[derive(Debug)]
pub struct Task {
    /// An article to be read, or something named on the call that could not be opened or listed.
    pub input: Result<Input, Failure>,
    /// Bytes of the file or of the line with its end; 0 where not known.
    pub size: u64,
}

impl Weighed for Task {
    fn weight(&self) -> u64 {
        self.size
    }
}

/// What standard input is called in messages and in the manifest.
pub const STDIN: &str = "standard input";

impl Input {
    /// What to call the input in a message.
    pub fn name(&self) -> String {
        match self {
            Input::File { path, .. } => path.display().to_string(),
            Input::Stdin => STDIN.to_owned(),
            Input::Line { stream, line } => format!("{stream} line {}", line.number),
        }
    }

    /// The file or the stream that the input comes from.
    pub fn path(&self) -> String {
        match self {
            Input::File { path, .. } => path.to_string_lossy().into_owned(),
            Input::Stdin => STDIN.to_owned(),
            Input::Line { stream, .. } => stream.to_string(),
        }
    }

    /// Number of the line, where the input is one.
    pub fn line(&self) -> Option<u64> {
        match self {
            Input::Line { line, .. } => Some(line.number),
            Input::File { .. } | Input::Stdin => None,
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

type Steps = Box<dyn Iterator<Item = Task> + Send>;

fn failed(name: impl Into<String>, error: impl Into<Error>) -> Task {
    let failure = Failure { name: name.into(), reason: Reason::Input(error.into()) };
    Task { input: Err(failure), size: 0 }
}

fn one(task: Task) -> Steps {
    Box::new(std::iter::once(task))
}

/// How the inputs named on the call are taken apart.
#[derive(Debug, Clone)]
pub struct Finding {
    /// What the inputs hold. None to tell by their endings: a file whose ending is that of JSONL is
    /// read as JSONL and all else as plain text.
    pub kind: Option<Kind>,
    /// Which files of a folder are read; none for those with the ending of their kind.
    pub globs: Option<Globs>,
    /// The most bytes of a line that are held.
    pub max_bytes: usize,
}

impl Finding {
    /// Whether the sources are just one article, however it may turn out.
    pub fn is_single(&self, sources: &[Source]) -> bool {
        match sources {
            [Source::Stdin] => self.kind != Some(Kind::Jsonl),
            [Source::Path(path)] => self.kind_of(path) == Kind::Text && !path.is_dir(),
            _ => false,
        }
    }

    /// The bytes of all inputs, as far as they can be told before reading them; none where they
    /// can't, because of a stream that is piped in or compressed.
    pub fn size(&self, sources: &[Source]) -> Option<u64> {
        let of_file = |path: &Path| match self.kind_of(path) {
            Kind::Jsonl if input::is_packed(path) => None,
            _ => Some(size(path)),
        };
        let of_source = |source: &Source| match source {
            Source::Stdin => None,
            Source::Path(path) if path.is_dir() => {
                let files = walk(path.clone(), self.wanted());
                files.map(|file| file.map_or(Some(0), |path| of_file(&path))).sum()
            }
            Source::Path(path) => of_file(path),
        };
        sources.iter().map(of_source).sum()
    }

    fn kind_of(&self, path: &Path) -> Kind {
        self.kind.unwrap_or(match ends_in(&unpacked_name(path), Kind::Jsonl.endings()) {
            true => Kind::Jsonl,
            false => Kind::Text,
        })
    }

    fn wanted(&self) -> Wanted {
        match &self.globs {
            Some(globs) => Wanted::Globs(globs.clone()),
            None => Wanted::Endings(self.kind.unwrap_or(Kind::Text).endings()),
        }
    }

    fn open(&self, source: Source) -> Steps {
        match source {
            Source::Stdin if self.kind == Some(Kind::Jsonl) => {
                self.lines(STDIN.into(), BufReader::new(io::stdin()))
            }
            Source::Stdin => one(Task { input: Ok(Input::Stdin), size: 0 }),
            Source::Path(path) if path.is_dir() => self.folder(path),
            Source::Path(path) => {
                let name = unpacked_name(&path);
                let id = name.file_stem().unwrap_or_default().to_string_lossy().into_owned();
                self.file(path, id)
            }
        }
    }

    /// A file: one article, or a stream of them.
    fn file(&self, path: PathBuf, id: String) -> Steps {
        if self.kind_of(&path) == Kind::Text {
            return one(Task { size: size(&path), input: Ok(Input::File { path, id }) });
        }
        let name = path.to_string_lossy().into_owned();
        match input::open(&path) {
            Ok(stream) => self.lines(name.into(), BufReader::new(stream)),
            Err(error) => one(failed(name, error)),
        }
    }

    /// The files of a folder: the id is the path below the folder without the ending, so that no
    /// two of a folder are alike.
    fn folder(&self, root: PathBuf) -> Steps {
        let finding = self.clone();
        Box::new(walk(root.clone(), self.wanted()).flat_map(move |found| match found {
            Ok(path) => {
                let below = unpacked_name(path.strip_prefix(&root).unwrap_or(&path));
                let id = below.with_extension("").to_string_lossy().into_owned();
                finding.file(path, id.replace(std::path::MAIN_SEPARATOR, "/"))
            }
            Err((path, error)) => one(failed(path.to_string_lossy(), error)),
        }))
    }

    fn lines(&self, stream: Arc<str>, reader: impl BufRead + Send + 'static) -> Steps {
        Box::new(Lines::new(reader, self.max_bytes).map(move |line| match line {
            Ok(line) => {
                let size = line.bytes.len() as u64 + 1;
                Task { input: Ok(Input::Line { stream: Arc::clone(&stream), line }), size }
            }
            Err(error) => failed(&*stream, error),
        }))
    }
}

/// The bytes of a file; 0 for one that can't be asked, which reading it will tell.
fn size(path: &Path) -> u64 {
    fs::metadata(path).map_or(0, |file| file.len())
}

/// The tasks of a run, made as they are asked for: a folder is listed, and a stream read, only
/// when its turn comes.
pub struct Tasks {
    sources: std::vec::IntoIter<Source>,
    finding: Finding,
    current: Steps,
}

impl Tasks {
    /// The tasks of `sources`, in their order.
    pub fn new(sources: Vec<Source>, finding: Finding) -> Self {
        Tasks { sources: sources.into_iter(), finding, current: Box::new(std::iter::empty()) }
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
            self.current = self.finding.open(source);
        }
    }
}
