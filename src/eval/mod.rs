//! Records against gold: precision, recall and F1 by kind and type, what is wrong, and which rule made it.
//!
//! Three kinds of gold are read: tokens with BIO tags (CoNLL), TimeML, and whole records in the
//! project's own JSON. What counts as right is told at each of them.

mod articles;
mod conll;
mod counts;
mod gold;
mod timeml;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::Extractor;
use crate::input::ends_in;

pub use counts::{Counts, Row};

/// What came of an evaluation.
#[derive(Debug, Default)]
pub struct Evaluation {
    /// What was measured, for a heading.
    pub title: String,
    /// True positives, predicted and gold totals, by kind.
    pub counts: Counts,
    /// The same by kind and type, where they are told apart.
    pub by_type: Counts,
    /// Shares that are no precision or recall: name, how many are right, of how many.
    pub shares: Vec<(&'static str, u64, u64)>,
    /// The figures that sum it up: name and value.
    pub summary: Vec<(&'static str, f64)>,
    /// What is wrong, one fault each, in the order of the articles.
    pub faults: Vec<Fault>,
    /// Parts of the gold that could not be found in the text or are of a type that is not scored,
    /// each told; they count for nothing.
    pub skipped: Vec<String>,
    /// For each rule how many of its facts are right, and how many it made.
    pub rules: BTreeMap<String, Tally>,
}

/// A difference between the records and the gold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// What it is: `missed`, `spurious`, `event missed`.
    pub kind: &'static str,
    /// The article.
    pub article: String,
    /// What is missing or too much.
    pub told: String,
    /// The rule that made what is too much.
    pub rule: Option<String>,
}

/// How many facts of a rule were right.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tally {
    /// Facts that the gold has too.
    pub right: u64,
    /// Facts that were judged.
    pub n: u64,
}

/// Why gold can't be evaluated against.
#[derive(Debug, thiserror::Error)]
#[error("{}: {reason}", path.display())]
pub struct Error {
    /// The file or folder.
    pub path: PathBuf,
    /// What is wrong with it.
    pub reason: String,
}

impl Error {
    fn new(path: &Path, reason: impl ToString) -> Error {
        Error { path: path.to_owned(), reason: reason.to_string() }
    }
}

impl Evaluation {
    /// Counts a fact of a rule as right or wrong.
    fn judge(&mut self, rule: &str, right: bool) {
        let tally = self.rules.entry(rule.to_owned()).or_default();
        tally.n += 1;
        tally.right += u64::from(right);
    }

    fn fault(&mut self, kind: &'static str, article: &str, told: String, rule: Option<&str>) {
        let (article, rule) = (article.to_owned(), rule.map(str::to_owned));
        self.faults.push(Fault { kind, article, told, rule });
    }
}

/// Evaluates the extractor on `gold`: a `.conll` file, a `.tml` or `.xml` file in TimeML, a `.json`
/// file in the project's form, or a folder of files of one of these. Of JSON the articles are
/// `articles/ID.txt`, or where none is named those of the folder `articles` or `texts` beside.
///
/// # Errors
/// Gold that cannot be read or is not in its form, or whose article is missing.
pub fn evaluate(
    extractor: &Extractor,
    gold: &Path,
    articles: Option<&Path>,
) -> Result<Evaluation, Error> {
    let files = files(gold)?;
    let name = gold.file_name().unwrap_or(gold.as_os_str()).to_string_lossy().into_owned();
    let of = |endings: &[&str]| -> Vec<&Path> {
        files.iter().map(PathBuf::as_path).filter(|path| ends_in(path, endings)).collect()
    };
    let (json, timeml, conll) = (of(&["json"]), of(&["tml", "xml"]), of(&["conll", "bio", "iob"]));
    match (&json[..], &timeml[..], &conll[..]) {
        ([_, ..], [], []) => articles::evaluate(extractor, &json, articles),
        ([], [_, ..], []) => timeml::evaluate(extractor, &timeml, &name),
        ([], [], [_, ..]) => conll::evaluate(extractor, &conll, &name),
        ([], [], []) => {
            Err(Error::new(gold, "no gold here: a *.conll, *.tml, *.xml or *.json file is wanted"))
        }
        _ => Err(Error::new(gold, "gold of several kinds; evaluate them one by one")),
    }
}

/// The file, or the files of the folder in the order of their names.
fn files(path: &Path) -> Result<Vec<PathBuf>, Error> {
    if !path.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let entries = fs::read_dir(path).map_err(|e| Error::new(path, e))?;
    let files: Result<Vec<_>, _> = entries.map(|entry| entry.map(|e| e.path())).collect();
    let mut files = files.map_err(|e| Error::new(path, e))?;
    files.sort();
    Ok(files)
}

/// The text of a gold file: UTF-8, or windows-1252 where it is not.
fn text(path: &Path) -> Result<String, Error> {
    let bytes = fs::read(path).map_err(|e| Error::new(path, e))?;
    Ok(String::from_utf8(bytes).unwrap_or_else(|error| {
        encoding_rs::WINDOWS_1252.decode_without_bom_handling(error.as_bytes()).0.into_owned()
    }))
}
