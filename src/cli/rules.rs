//! `extract rules` and `extract --version`: the rule tables in force.

use std::path::{Path, PathBuf};

use saripati::{Error, Tables};

use super::{Outcome, print};

/// The built-in tables under the user's own.
pub fn tables(folders: &[PathBuf]) -> Result<Tables, Error> {
    match folders {
        [] => Ok(Tables::built_in()),
        folders => Ok(Tables::with_overlays(folders)?),
    }
}

/// Reads a folder of tables; what is wrong with it is the error.
pub fn check(folder: &Path) -> anyhow::Result<Outcome> {
    tables(&[folder.to_owned()])?;
    print(format!("{}: no errors\n", folder.display()).as_bytes())
}

/// Prints the id of every rule in force, one a line.
pub fn list(folders: &[PathBuf]) -> anyhow::Result<Outcome> {
    let mut bytes = Vec::new();
    tables(folders)?.list(&mut bytes)?;
    print(&bytes)
}

/// Prints the versions of the program and of the rules in force.
pub fn version(folders: &[PathBuf]) -> anyhow::Result<Outcome> {
    let (version, tables) = (env!("CARGO_PKG_VERSION"), tables(folders)?);
    print(format!("extract {version} (rules {})\n", tables.hash()).as_bytes())
}
