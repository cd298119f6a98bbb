//! JSONL for programs: one record a line.

use std::io::{self, Write};

use super::serializer;
use crate::record::Record;

/// Writes one record and a line feed.
pub fn write(record: &Record<'_>, out: &mut impl Write) -> io::Result<()> {
    match record.input {
        // Fields that are carried through unread are known to serde_json alone.
        Some(_) => serde_json::to_writer(&mut *out, record)?,
        None => serializer::compact(record, out)?,
    }
    out.write_all(b"\n")
}
