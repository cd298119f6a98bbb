//! The command line: what was typed, checked options, a run.

mod diff;
mod extract;
mod options;
mod progress;
mod rules;
mod schema;
mod typed;

use std::ffi::OsString;
use std::io::{self, Write};

use clap::Parser;
use saripati::Error;

use options::{Command, Options};
use typed::Typed;

/// What came of a run that went to its end.
#[derive(Debug, Default)]
pub struct Outcome {
    /// Number of inputs that failed; each has been named on standard error.
    pub failed: u64,
    /// Whether Ctrl-C ended it.
    pub interrupted: bool,
}

impl Outcome {
    /// The exit code: 0 all done, 1 some inputs failed, 130 stopped by Ctrl-C.
    pub fn exit_code(&self) -> u8 {
        match self {
            Outcome { interrupted: true, .. } => extract::INTERRUPTED,
            Outcome { failed: 0, .. } => 0,
            Outcome { .. } => 1,
        }
    }
}

/// Does what the arguments ask for. `--help` and arguments that clap refuses end the process.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> anyhow::Result<Outcome> {
    match Options::command(Typed::parse_from(arguments))? {
        Command::Extract(options) => extract::run(options),
        Command::Version(rules) => rules::version(&rules),
        Command::Diff { old, new, limits, show } => diff::run(&old, &new, &limits, show),
        Command::Schema => schema::run(),
        Command::RulesCheck(folder) => rules::check(&folder),
        Command::RulesList(rules) => rules::list(&rules),
    }
}

/// Writes to standard output all at once.
fn print(bytes: &[u8]) -> anyhow::Result<Outcome> {
    let mut out = io::stdout().lock();
    out.write_all(bytes).and_then(|()| out.flush()).map_err(Error::Output)?;
    Ok(Outcome::default())
}
