//! The manifest of an output folder: a line for every input, what came of it and by what it was made.

use std::collections::HashMap;
use std::fs::File;
use std::io::{self, BufRead, BufReader};
use std::path::Path;

use serde::{Deserialize, Serialize};

/// Name of the manifest in its folder.
pub const FILE: &str = "manifest.jsonl";

/// Name of what a run writes as it goes, which becomes the manifest at its end.
pub const JOURNAL: &str = "manifest.jsonl.part";

/// One line of the manifest.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// The file or the stream.
    pub path: String,
    /// The article's id; null for an input that could not be read so far.
    pub id: Option<String>,
    /// Number of the line in a JSONL stream; null for a file that is an article.
    pub line: Option<u64>,
    /// SHA-256 of the article's bytes, as in its record; null where it could not be read.
    pub sha256: Option<String>,
    /// SHA-256 of the program's version, the rules and the options that shape a record.
    pub made_with: String,
    /// Path of the record below the folder; null where there is none.
    pub record: Option<String>,
    /// Length of the record in bytes.
    pub bytes: Option<u64>,
    /// What came of it.
    pub status: Status,
    /// Why it failed; null where it did not.
    pub reason: Option<String>,
}

/// What came of an input.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// Its record is there.
    Done,
    /// It has no record, for a reason.
    Failed,
    /// The input is no longer there; its record is.
    Gone,
}

/// What tells an input from every other: where it comes from, and its id or line.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Key(Box<str>);

impl Key {
    /// The key of an input. One that has an id is known by it on whatever line it stands.
    pub fn new(path: &str, id: Option<&str>, line: Option<u64>) -> Key {
        Key(match (id, line) {
            (Some(id), _) => format!("{path}\0{id}").into(),
            (None, Some(line)) => format!("{path}\0\0{line}").into(),
            (None, None) => path.into(),
        })
    }

    /// The key of a line of the manifest.
    pub fn of(entry: &Entry) -> Key {
        Key::new(&entry.path, entry.id.as_deref(), entry.line)
    }
}

/// What former runs left: their entries, in the order of the manifest.
#[derive(Debug, Default)]
pub struct Known {
    entries: Vec<Entry>,
    places: HashMap<Key, usize>,
}

impl Known {
    /// Reads the manifest of `folder`, and what a run that was broken off had done since.
    ///
    /// # Errors
    /// When one of them can't be read, or the manifest is none.
    pub fn read(folder: &Path) -> io::Result<Known> {
        let mut known = Known::default();
        known.add(&folder.join(FILE), true)?;
        known.add(&folder.join(JOURNAL), false)?;
        Ok(known)
    }

    /// The entry of an input.
    pub fn get(&self, key: &Key) -> Option<&Entry> {
        self.places.get(key).map(|&place| &self.entries[place])
    }

    /// All entries.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    fn add(&mut self, path: &Path, whole: bool) -> io::Result<()> {
        let mut lines = match File::open(path) {
            Ok(file) => BufReader::new(file),
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
            Err(error) => return Err(error),
        };
        let mut line = Vec::new();
        while lines.read_until(b'\n', &mut line)? > 0 {
            match serde_json::from_slice(&line) {
                Ok(entry) if line.ends_with(b"\n") => self.put(entry),
                // A run that is killed may leave half a line behind.
                _ if !whole => {}
                _ => {
                    let what = format!("{} holds lines that no manifest has", path.display());
                    return Err(io::Error::new(io::ErrorKind::InvalidData, what));
                }
            }
            line.clear();
        }
        Ok(())
    }

    fn put(&mut self, entry: Entry) {
        let key = Key::of(&entry);
        match self.places.get(&key) {
            // A second article of the same id fails, and leaves the first its record.
            Some(&place)
                if entry.status == Status::Failed && self.entries[place].status == Status::Done => {
            }
            Some(&place) => self.entries[place] = entry,
            None => {
                self.places.insert(key, self.entries.len());
                self.entries.push(entry);
            }
        }
    }
}
