//! JSONL for programs: one record a line.

use std::io::{self, Write};

use crate::record::Record;

/// Writes one record and a line feed.
pub fn write(record: &Record<'_>, out: &mut impl Write) -> io::Result<()> {
    serde_json::to_writer(&mut *out, record)?;
    out.write_all(b"\n")
}
