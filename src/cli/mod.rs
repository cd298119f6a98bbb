//! The command line: what was typed, checked options, a run.

mod coverage;
mod diff;
mod draw;
mod eval;
mod extract;
mod options;
mod progress;
mod rules;
mod scaffold;
mod schema;
mod shell;
mod typed;
mod why;

use std::ffi::OsString;
use std::io::{self, Write};

use clap::Parser;
use saripati::Error;
use saripati::rules::Errors;

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
        Command::Completions(shell) => shell::completions(shell),
        Command::Man(job) => shell::man(&job),
        Command::Why(why) => why::run(&why),
        Command::WhyNot(why) => why::not(&why),
        Command::Eval(eval) => eval::run(&eval),
        Command::Calibrate(calibrate) => eval::calibrate(&calibrate),
        Command::RulesCoverage(coverage) => coverage::run(&coverage),
        Command::RulesCheck { folder, strict } => rules::check(&folder, strict),
        Command::RulesNew(folder) => scaffold::run(&folder),
        Command::RulesList(rules) => rules::list(&rules),
    }
}

/// An error that ends the run, as standard error tells it: faults of rule tables are drawn.
pub fn told(error: &anyhow::Error) -> String {
    match error.downcast_ref::<Error>() {
        Some(Error::Rules(Errors(faults))) => {
            draw::faults(faults, draw::Grade::Error, &io::stderr())
        }
        _ => format!("extract: {error:#}\n"),
    }
}

/// Writes to standard output all at once.
fn print(bytes: &[u8]) -> anyhow::Result<Outcome> {
    let mut out = io::stdout().lock();
    out.write_all(bytes).and_then(|()| out.flush()).map_err(Error::Output)?;
    Ok(Outcome::default())
}
