//! JSON for people: indented by two spaces.

use std::io::{self, Write};

use super::serializer;
use crate::record::Record;

/// Writes one record over several lines.
pub fn write(record: &Record<'_>, out: &mut impl Write) -> io::Result<()> {
    match record.input {
        // Fields that are carried through unread are known to serde_json alone.
        Some(_) => serde_json::to_writer_pretty(&mut *out, record)?,
        None => serializer::indented(record, out)?,
    }
    out.write_all(b"\n")
}
