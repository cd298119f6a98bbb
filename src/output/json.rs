//! JSON for people: indented by two spaces.

use std::io::{self, Write};

use crate::record::Record;

/// Writes one record over several lines.
pub fn write(record: &Record<'_>, out: &mut impl Write) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *out, record)?;
    out.write_all(b"\n")
}
