//! `extract rules` and `extract --version`: the rule tables in force.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use saripati::rules::{self, Errors, RuleId, lint};
use saripati::{Error, Extractor, Tables, embedded, examples};

use super::{Outcome, draw, print};

/// The built-in tables under the user's own.
pub fn tables(folders: &[PathBuf]) -> Result<Tables, Error> {
    match folders {
        [] => Ok(Tables::built_in()),
        folders => Ok(Tables::with_overlays(folders)?),
    }
}

/// Reads a folder of tables, runs the examples of its rules and looks for what can't be meant; what
/// is wrong is the error, and doubts are told on standard error. `strict` takes doubts for errors.
pub fn check(folder: &Path, strict: bool) -> anyhow::Result<Outcome> {
    let own = rules::folder(folder).map_err(|error| Error::Rules(error.into()))?;
    let (below, extractor) = (embedded::sources(), extractor(&[folder.to_owned()])?);
    let checked = examples::check(&extractor, |rule| folder_holds(folder, &rule.place.file));
    let doubts = lint::lint(extractor.tables(), &below, &own);
    if !checked.faults.is_empty() || strict && !doubts.is_empty() {
        let faults = checked.faults.into_iter().chain(doubts).collect();
        return Err(Error::Rules(Errors(faults)).into());
    }
    if !doubts.is_empty() {
        let drawn = draw::faults(&doubts, draw::Grade::Warning, &io::stderr());
        io::stderr().write_all(drawn.as_bytes()).map_err(Error::Output)?;
    }
    let (folder, count) = (folder.display(), checked.examples);
    let mut told = format!("{folder}: no errors, {count} examples hold");
    match doubts.len() {
        0 => {}
        1 => told.push_str(", 1 warning"),
        many => told.push_str(&format!(", {many} warnings")),
    }
    match lint::replaced(&below, &own) {
        0 => {}
        replaced => told.push_str(&format!("; {replaced} built-in rows and rules replaced")),
    }
    print((told + "\n").as_bytes())
}

/// Whether a rule file lies in the folder, or the folder is the one that is built in.
fn folder_holds(folder: &Path, file: &str) -> bool {
    Path::new(file).starts_with(folder)
}

/// An extractor by the built-in tables under the user's own.
pub fn extractor(folders: &[PathBuf]) -> Result<Extractor, Error> {
    Ok(Extractor::new(tables(folders)?)?)
}

/// Prints the id of every rule in force and its place, one a line, a tab between.
pub fn list(folders: &[PathBuf]) -> anyhow::Result<Outcome> {
    let tables = tables(folders)?;
    let mut lines = String::new();
    for rule in (0..tables.rule_count() as u32).map(|id| tables.rule(RuleId(id))) {
        lines.push_str(&format!("{}\t{}\n", rule.id, rule.place));
    }
    print(lines.as_bytes())
}

/// Prints the versions of the program and of the rules in force.
pub fn version(folders: &[PathBuf]) -> anyhow::Result<Outcome> {
    let (version, tables) = (env!("CARGO_PKG_VERSION"), tables(folders)?);
    print(format!("extract {version} (rules {})\n", tables.hash()).as_bytes())
}
