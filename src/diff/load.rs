//! A set of records: a JSONL file, a JSON file, or a folder of them, plain or compressed.

use std::io::{self, BufReader};
use std::path::{Path, PathBuf};

use serde_json::{Deserializer, Value};

use crate::batch::{Wanted, walk};
use crate::input;

/// Endings of files of records.
const ENDINGS: &[&str] = &["json", "jsonl", "ndjson"];

/// Why a set of records can't be compared.
#[derive(Debug, thiserror::Error)]
#[error("{}: {reason}", path.display())]
pub struct LoadError {
    path: PathBuf,
    reason: String,
}

/// Hands every record at `path` to `take`; the number of articles that have an error in a record's
/// place. A folder's manifest is no record.
///
/// # Errors
/// What can't be read, and what is neither a record nor an error line.
pub fn records(path: &Path, mut take: impl FnMut(Value)) -> Result<u64, LoadError> {
    let fault = |path: &Path, reason: String| LoadError { path: path.to_owned(), reason };
    let mut failed = 0;
    let files: Box<dyn Iterator<Item = _>> = match path.is_dir() {
        true => Box::new(walk(path.to_owned(), Wanted::Endings(ENDINGS))),
        false => Box::new(std::iter::once(Ok(path.to_owned()))),
    };
    for file in files {
        let file = file.map_err(|(path, error)| fault(&path, error.to_string()))?;
        let name = file.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        if path.is_dir() && name.starts_with("manifest.jsonl") {
            continue;
        }
        let told = |error: &dyn std::fmt::Display| fault(&file, error.to_string());
        let stream = input::open(&file).map_err(|error: io::Error| told(&error))?;
        for record in Deserializer::from_reader(BufReader::new(stream)).into_iter::<Value>() {
            let record = record.map_err(|error| told(&error))?;
            match (record["document"]["id"].is_string(), record.get("error")) {
                (true, _) => take(record),
                (false, Some(_)) => failed += 1,
                (false, None) => return Err(told(&"holds what is no record of this program")),
            }
        }
    }
    Ok(failed)
}
