//! `extract completions` and `extract man`: the command line for shells and for `man`.

use clap::CommandFactory;
use clap_complete::Shell;

use super::typed::Typed;
use super::{Outcome, print};

/// Prints the completions for a shell.
pub fn completions(shell: Shell) -> anyhow::Result<Outcome> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Typed::command(), "extract", &mut script);
    print(&script)
}

/// Prints the manual page, or that of a side job such as `rules check`.
pub fn man(job: &[String]) -> anyhow::Result<Outcome> {
    let mut command = Typed::command();
    command.build();
    for name in job {
        let known = command.find_subcommand(name).cloned();
        command = known.ok_or_else(|| {
            saripati::Error::Call(format!("man: `{}` is no side job", job.join(" ")))
        })?;
    }
    let mut page = Vec::new();
    clap_mangen::Man::new(command).render(&mut page)?;
    print(&page)
}
