//! The record's JSON Schema (draft 2020-12), made from its Rust types.

use std::borrow::Cow;

use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{self, Deserialize, Deserializer};
use serde::{Serialize, Serializer};
use serde_json::{Map, Value};

use super::Record;

/// The schema's `$id`: a name, not a place to fetch it from.
pub const SCHEMA_ID: &str = "urn:saripati:record:1";

/// The version of the format: always 1; any other is refused on reading.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct SchemaVersion;

impl SchemaVersion {
    /// The number written.
    pub const NUMBER: u32 = 1;
}

impl Serialize for SchemaVersion {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_u32(Self::NUMBER)
    }
}

impl<'de> Deserialize<'de> for SchemaVersion {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match u32::deserialize(deserializer)? {
            Self::NUMBER => Ok(SchemaVersion),
            other => Err(de::Error::custom(format_args!(
                "schema_version is {other}, this program reads {}",
                Self::NUMBER
            ))),
        }
    }
}

impl JsonSchema for SchemaVersion {
    fn schema_name() -> Cow<'static, str> {
        "SchemaVersion".into()
    }

    fn inline_schema() -> bool {
        true
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "const": Self::NUMBER })
    }
}

/// The JSON Schema of a record as it is written: every field required, none besides.
pub fn schema() -> Schema {
    let settings = SchemaSettings::draft2020_12().for_serialize();
    let mut schema = settings.into_generator().into_root_schema_for::<Record<'static>>();
    let about = schema.get("description").cloned();
    let mut whole = json_schema!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": SCHEMA_ID,
        "title": "Saripati knowledge record, version 1",
    });
    if let Some(about) = about {
        whole.insert("description".into(), about);
    }
    for key in ["$schema", "title", "description"] {
        schema.remove(key);
    }
    for (key, value) in std::mem::take(schema.ensure_object()) {
        whole.insert(key, value);
    }
    join_lines(whole.ensure_object());
    whole
}

/// Joins the lines of a paragraph in every description: doc comments are wrapped for their source.
fn join_lines(fields: &mut Map<String, Value>) {
    for (key, value) in fields {
        match value {
            Value::String(text) if key == "description" => {
                let joined = text.split("\n\n").map(|paragraph| paragraph.replace('\n', " "));
                *text = joined.collect::<Vec<_>>().join("\n\n");
            }
            Value::Object(fields) => join_lines(fields),
            Value::Array(items) => {
                items.iter_mut().filter_map(Value::as_object_mut).for_each(join_lines);
            }
            _ => {}
        }
    }
}
