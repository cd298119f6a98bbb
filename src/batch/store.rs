//! An output folder: a file a record, each there whole or not at all, beside a manifest that a later run goes by.

use std::collections::HashSet;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::manifest::{Entry, FILE, JOURNAL, Key, Known, Status};
use super::name::record_file;
use super::{Done, Failure, Reason, STDIN};
use crate::input;
use crate::output::Form;

/// What a record is written under until it is whole.
const TEMPORARY: &str = ".extract-record.tmp";

/// Held by the run that writes to the folder.
const LOCK: &str = ".extract.lock";

/// What former runs made, for telling whether an article must be read again.
#[derive(Debug, Clone)]
pub struct Former {
    folder: Arc<Path>,
    known: Arc<Known>,
    made_with: Arc<str>,
    form: Form,
}

impl Former {
    /// Whether the record of this very text, by the same rules and options, stands in its file.
    pub fn has(&self, key: &Key, id: &str, sha256: &str) -> bool {
        self.known.get(key).is_some_and(|entry| {
            let same = entry.status == Status::Done
                && entry.sha256.as_deref() == Some(sha256)
                && *entry.made_with == *self.made_with;
            let Some(record) = entry.record.as_deref().filter(|_| same) else { return false };
            let there = || fs::metadata(self.folder.join(record)).map(|file| file.len()).ok();
            let text = text_file(self.form, record).map(|text| self.folder.join(text));
            record == file(self.form, id)
                && entry.bytes == there()
                && text.is_none_or(|text| text.exists())
        })
    }

    /// Address of the folder's index from the file of article `id`; none where it has no index.
    pub fn home(&self, id: &str) -> Option<String> {
        let index = self.form.index()?;
        let depth = file(self.form, id).matches('/').count();
        Some("../".repeat(depth) + index)
    }
}

/// What became of the records whose articles are no longer there.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Closed {
    /// The records whose input is gone, by their paths below the folder.
    pub gone: Vec<String>,
    /// Whether they have been removed.
    pub pruned: bool,
}

/// The folder that a run writes to, held by that run alone.
#[derive(Debug)]
pub struct Store {
    folder: Arc<Path>,
    former: Former,
    /// Held until the run ends, in whatever way.
    _lock: File,
    journal: File,
    /// Length of the journal up to its last whole line.
    written: u64,
    /// Lines that the journal could not take so far.
    owed: Vec<u8>,
    /// The record files of this run.
    names: HashSet<String>,
    met: HashSet<Key>,
    /// Streams that have been read to their end, so that what is not met in them is gone.
    streams: HashSet<String>,
    broken: HashSet<String>,
}

impl Store {
    /// Makes or opens the folder and takes up what former runs left, broken off or not.
    ///
    /// # Errors
    /// When the folder can't be written to, another run is at it, or its manifest is none.
    pub fn open(folder: &Path, made_with: String, form: Form) -> io::Result<Store> {
        fs::create_dir_all(folder)?;
        let lock = File::create(folder.join(LOCK))?;
        lock.try_lock().map_err(|error| match error {
            TryLockError::WouldBlock => io::Error::other("another run is writing to this folder"),
            TryLockError::Error(error) => error,
        })?;
        let known = Known::read(folder)?;
        if folder.join(JOURNAL).exists() {
            replace(folder, FILE, &lines(known.entries())?)?;
        }
        let journal = OpenOptions::new()
            .write(true)
            .create(true)
            .truncate(true)
            .open(folder.join(JOURNAL))?;
        let folder: Arc<Path> = folder.into();
        let former = Former {
            folder: Arc::clone(&folder),
            known: Arc::new(known),
            made_with: made_with.into(),
            form,
        };
        Ok(Store {
            folder,
            former,
            _lock: lock,
            journal,
            written: 0,
            owed: Vec::new(),
            names: HashSet::new(),
            met: HashSet::new(),
            streams: HashSet::new(),
            broken: HashSet::new(),
        })
    }

    /// What former runs made, for the workers.
    pub fn former(&self) -> Former {
        self.former.clone()
    }

    /// Puts the record of one input into its file, and a line into the journal. What fails is the
    /// input's failure, and the run can go on.
    pub fn put(&mut self, done: &mut Done) {
        let mut entry = Entry {
            path: done.origin.path.clone(),
            id: done.origin.id.clone(),
            line: done.origin.line,
            sha256: done.origin.sha256.clone(),
            made_with: self.former.made_with.to_string(),
            record: None,
            bytes: None,
            status: Status::Failed,
            reason: None,
        };
        let key = Key::of(&entry);
        if done.failure.is_none() {
            match self.record(&key, &entry, done) {
                Ok((record, bytes)) => {
                    (entry.record, entry.bytes) = (Some(record), Some(bytes));
                    entry.status = Status::Done;
                }
                Err(reason) => done.failure = Some(Failure { name: done.name.clone(), reason }),
            }
        }
        if let Some(Failure { reason, .. }) = &done.failure {
            entry.reason = Some(reason.to_string());
            // What can't be read or written now may be tomorrow; its last record is kept.
            if matches!(reason, Reason::Record(_) | Reason::Input(input::Error::Unreadable(_))) {
                let former = self.former.known.get(&key).filter(|f| f.record.is_some());
                (entry.record, entry.bytes) =
                    former.map_or((None, None), |f| (f.record.clone(), f.bytes));
            }
        }
        self.forget(&key, &entry);
        match entry.line {
            Some(_) => drop(self.streams.insert(entry.path.clone())),
            None if done.failure.is_some() => drop(self.broken.insert(entry.path.clone())),
            None => {}
        }
        self.met.insert(key);
        self.note(&entry);
    }

    /// Writes the record, unless it stands there already; its name and length.
    fn record(&mut self, key: &Key, entry: &Entry, done: &Done) -> Result<(String, u64), Reason> {
        let record = file(self.former.form, entry.id.as_deref().unwrap_or_default());
        if !self.names.insert(record.clone()) {
            return Err(Reason::Taken(record));
        }
        if done.unchanged {
            let bytes = self.former.known.get(key).and_then(|entry| entry.bytes);
            return Ok((record, bytes.unwrap_or_default()));
        }
        if let (Some(file), Some(text)) = (text_file(self.former.form, &record), &done.text) {
            self.text(&entry.path, &file, text).map_err(Reason::Record)?;
        }
        replace(&self.folder, &record, &done.bytes).map_err(Reason::Record)?;
        Ok((record, done.bytes.len() as u64))
    }

    /// Writes the text beside a record, but never over the input itself: a folder may be annotated
    /// where it stands.
    fn text(&self, input: &str, file: &str, text: &str) -> io::Result<()> {
        let target = self.folder.join(file);
        if !is_same(&target, Path::new(input)) {
            return replace(&self.folder, file, text.as_bytes());
        }
        match fs::read(&target)? {
            bytes if bytes == text.as_bytes() => Ok(()),
            _ => Err(io::Error::other("its text would be written over the input itself")),
        }
    }

    /// Removes the record that a former run made of the same input, if it now has another or none.
    fn forget(&self, key: &Key, entry: &Entry) {
        let former = self.former.known.get(key).and_then(|former| former.record.as_deref());
        if let Some(record) = former.filter(|&r| entry.record.as_deref() != Some(r))
            && !self.names.contains(record)
        {
            self.remove(record, &entry.path);
        }
    }

    /// Removes a record, and its text where that has a file, unless it is the input itself.
    fn remove(&self, record: &str, input: &str) {
        remove(&self.folder, record);
        if let Some(text) = text_file(self.former.form, record)
            && !is_same(&self.folder.join(&text), Path::new(input))
        {
            remove(&self.folder, &text);
        }
    }

    /// Adds a line to the journal. What it can't take now is owed until it can.
    fn note(&mut self, entry: &Entry) {
        let owed = self.owed.len();
        if serde_json::to_writer(&mut self.owed, entry).is_err() {
            self.owed.truncate(owed);
        }
        self.owed.push(b'\n');
        match self.journal.write_all(&self.owed) {
            Ok(()) => {
                self.written += self.owed.len() as u64;
                self.owed.clear();
            }
            Err(_) => {
                // No half line stays; where even that fails, reading leaves the half line out.
                let _ = self.journal.set_len(self.written);
                let _ = io::Seek::seek(&mut self.journal, io::SeekFrom::Start(self.written));
            }
        }
    }

    /// Ends the run: the journal becomes the manifest, with what former runs know of other inputs.
    /// After a run that was `complete`, records whose input is gone are told, or removed by `prune`,
    /// and what the form has to say of the folder as a whole is written.
    ///
    /// # Errors
    /// When the manifest can't be written; the next run then goes by what there is.
    pub fn close(mut self, complete: bool, prune: bool) -> io::Result<Closed> {
        self.journal.write_all(&self.owed)?;
        let mut closed = Closed { gone: Vec::new(), pruned: prune && complete };
        let mut others = Vec::new();
        for entry in self.former.known.entries() {
            let replaced = entry.record.as_ref().is_some_and(|r| self.names.contains(r));
            if self.met.contains(&Key::of(entry)) || replaced {
                continue;
            }
            if !complete || !self.is_gone(entry) {
                others.push(entry.clone());
            } else if let Some(record) = &entry.record {
                closed.gone.push(record.clone());
                if prune {
                    self.remove(record, &entry.path);
                } else {
                    others.push(Entry { status: Status::Gone, ..entry.clone() });
                }
            }
        }
        self.journal.write_all(&lines(&others)?)?;
        self.journal.sync_all()?;
        drop(self.journal);
        fs::rename(self.folder.join(JOURNAL), self.folder.join(FILE))?;
        if complete {
            let form = self.former.form;
            let known = Known::read(&self.folder)?;
            let done = known.entries().iter().filter(|entry| entry.status == Status::Done);
            // A folder may hold records that a former run wrote in another form.
            let same = |record: &&str| {
                let name =
                    record.strip_prefix(form.room()).and_then(|r| r.strip_suffix(form.ending()));
                name.is_some_and(|name| name.ends_with('.'))
            };
            let records = done.filter_map(|entry| entry.record.as_deref()).filter(same);
            form.finish(&self.folder, records)?;
        }
        Ok(closed)
    }

    /// Whether an input that was not met exists no longer. One that this run was not told to read
    /// is not gone, and of standard input nobody knows.
    fn is_gone(&self, entry: &Entry) -> bool {
        let path = &entry.path;
        let read = self.streams.contains(path) && !self.broken.contains(path);
        *path != STDIN && (entry.line.is_some() && read || !Path::new(path).exists())
    }
}

/// Whether two paths lead to one file.
fn is_same(a: &Path, b: &Path) -> bool {
    let place = |path: &Path| path.canonicalize().ok();
    place(a).is_some_and(|a| place(b) == Some(a))
}

/// The file of an article's record below the folder.
fn file(form: Form, id: &str) -> String {
    let name = record_file(id, form.ending());
    match form.index() {
        // The index's own name is taken.
        Some(index) if name == index => format!("%{:02X}{}", index.as_bytes()[0], &index[1..]),
        _ => format!("{}{name}", form.room()),
    }
}

/// The file of an article's text, beside its record, where the form has one.
fn text_file(form: Form, record: &str) -> Option<String> {
    let ending = form.text_ending()?;
    Some(format!("{}{ending}", record.strip_suffix(form.ending())?))
}

fn lines(entries: &[Entry]) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    for entry in entries {
        serde_json::to_writer(&mut bytes, entry)?;
        bytes.push(b'\n');
    }
    Ok(bytes)
}

/// Puts a file into the folder in one step, under another name until it is whole.
fn replace(folder: &Path, name: &str, bytes: &[u8]) -> io::Result<()> {
    let (temporary, path) = (folder.join(TEMPORARY), folder.join(name));
    if let Some(parent) = path.parent() {
        fs::create_dir_all(parent)?;
    }
    let placed = fs::write(&temporary, bytes).and_then(|()| fs::rename(&temporary, &path));
    if placed.is_err() {
        let _ = fs::remove_file(&temporary);
    }
    placed
}

/// Removes a record, and the folders that it leaves empty. One that is not there is no matter.
fn remove(folder: &Path, record: &str) {
    let path = folder.join(record);
    let _ = fs::remove_file(&path);
    let mut parent: Option<PathBuf> = path.parent().map(Path::to_owned);
    while let Some(above) = parent.filter(|p| p != folder && p.starts_with(folder)) {
        if fs::remove_dir(&above).is_err() {
            return;
        }
        parent = above.parent().map(Path::to_owned);
    }
}
