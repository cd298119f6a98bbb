//! The table formats: read, check, compile, overlay, look up.

use std::io;
use std::path::PathBuf;

/// A rule table that can't be used.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A folder or file that can't be read; why is the error's source.
    #[error("{}: cannot be read", path.display())]
    Unreadable {
        /// The folder or file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
}
