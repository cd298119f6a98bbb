//! The errors that end a whole run, and the exit code of each.

use std::io;
use std::path::PathBuf;

use crate::rules;

/// Why a run ended. What is wrong with one input ends only that input: see
/// [`batch::Failure`](crate::batch::Failure).
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The call asks for something that can't be done.
    #[error("{0}")]
    Call(String),
    /// A rule table is wrong.
    #[error(transparent)]
    Rules(#[from] rules::Errors),
    /// The output folder can't be used.
    #[error("--out {}: {source}", folder.display())]
    Folder {
        /// The folder.
        folder: PathBuf,
        /// What is wrong with it.
        source: io::Error,
    },
    /// The result can't be written.
    #[error("cannot write the result: {0}")]
    Output(#[source] io::Error),
}

impl Error {
    /// The exit code: 2 when the call, a rule table or the output folder is wrong and nothing
    /// was read, 1 when the
    /// result can't be written, 0 when its reader has seen enough and closed the pipe.
    pub fn exit_code(&self) -> u8 {
        match self {
            Error::Call(_) | Error::Rules(_) | Error::Folder { .. } => 2,
            Error::Output(error) if error.kind() == io::ErrorKind::BrokenPipe => 0,
            Error::Output(_) => 1,
        }
    }
}
