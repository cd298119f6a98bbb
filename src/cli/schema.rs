//! `extract schema`: the JSON Schema of the record.

use saripati::record;

use super::{Outcome, print};

/// Prints the schema.
pub fn run() -> anyhow::Result<Outcome> {
    let mut bytes = serde_json::to_vec_pretty(&record::schema())?;
    bytes.push(b'\n');
    print(&bytes)
}
