//! `extract rules` and `extract --version`: the rule tables in force.

use std::path::{Path, PathBuf};

use saripati::rules::{Errors, RuleId};
use saripati::{Error, Extractor, Tables, examples};

use super::{Outcome, print};

/// The built-in tables under the user's own.
pub fn tables(folders: &[PathBuf]) -> Result<Tables, Error> {
    match folders {
        [] => Ok(Tables::built_in()),
        folders => Ok(Tables::with_overlays(folders)?),
    }
}

/// Reads a folder of tables and runs the examples of its rules; what is wrong with it is the error.
pub fn check(folder: &Path) -> anyhow::Result<Outcome> {
    let extractor = extractor(&[folder.to_owned()])?;
    let checked = examples::check(&extractor, |rule| folder_holds(folder, &rule.place.file));
    if !checked.faults.is_empty() {
        return Err(Error::Rules(Errors(checked.faults)).into());
    }
    let (folder, count) = (folder.display(), checked.examples);
    print(format!("{folder}: no errors, {count} examples hold\n").as_bytes())
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
