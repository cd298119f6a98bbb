//! The project's own gold: what a careful reader finds in one article, as JSON (fixtures/README.md).

use std::collections::BTreeMap;
use std::path::Path;

use jiff::civil::Date;
use serde::Deserialize;
use serde_json::Value as Json;

use super::{Error, text};
use crate::record::Number;

/// The gold of one article.
#[derive(Debug, Deserialize)]
pub(super) struct Gold {
    pub id: String,
    pub published: Option<Date>,
    #[serde(default)]
    pub entities: Vec<Entity>,
    #[serde(default)]
    pub statements: Vec<Statement>,
    #[serde(default)]
    pub events: Vec<Event>,
    #[serde(default)]
    pub relations: Vec<Vec<String>>,
    #[serde(default)]
    pub times: Vec<Valued>,
    #[serde(default)]
    pub quantities: Vec<Valued>,
    #[serde(default)]
    pub summary: Summary,
}

#[derive(Debug, Deserialize)]
pub(super) struct Entity {
    pub key: String,
    #[serde(rename = "type")]
    pub kind: String,
    pub name: String,
    #[serde(default)]
    pub aliases: Vec<String>,
}

#[derive(Debug, Deserialize)]
pub(super) struct Statement {
    pub kind: String,
    pub text: String,
    pub speaker: Option<String>,
    pub speaker_text: Option<String>,
}

#[derive(Debug, Deserialize)]
pub(super) struct Event {
    #[serde(rename = "type")]
    pub kind: String,
    pub mode: Option<String>,
    pub trigger: String,
    #[serde(default)]
    pub context: String,
    #[serde(default)]
    pub args: Vec<Json>,
    #[serde(default)]
    pub also: Vec<String>,
    #[serde(default)]
    pub key: bool,
}

/// A time or a quantity.
#[derive(Debug, Deserialize)]
pub(super) struct Valued {
    pub text: String,
    #[serde(rename = "type")]
    pub kind: Option<String>,
    pub value: Json,
}

#[derive(Debug, Default, Deserialize)]
pub(super) struct Summary {
    #[serde(default)]
    pub who: Vec<String>,
    pub what: Option<String>,
}

impl Gold {
    pub fn read(path: &Path) -> Result<Gold, Error> {
        serde_json::from_str(&text(path)?).map_err(|error| Error::new(path, error))
    }

    /// The names of each entity, normalised, by its key.
    pub fn names(&self) -> BTreeMap<&str, Vec<String>> {
        let names = |e: &Entity| {
            let all = [&e.name].into_iter().chain(&e.aliases);
            all.map(|name| norm(name)).collect()
        };
        self.entities.iter().map(|e| (e.key.as_str(), names(e))).collect()
    }
}

impl Event {
    /// The arguments of a role that are told, by the key of an entity or in words.
    pub fn arguments(&self) -> impl Iterator<Item = (&str, &str)> {
        self.args.iter().filter_map(|arg| Some((arg.get(0)?.as_str()?, arg.get(1)?.as_str()?)))
    }
}

impl Valued {
    /// Both ends of a range of amounts.
    pub fn range(&self) -> Option<&[Json; 2]> {
        self.value.as_array()?.as_slice().try_into().ok()
    }

    /// The values of a time that are right.
    pub fn values(&self) -> &[Json] {
        self.value.as_array().map_or(std::slice::from_ref(&self.value), Vec::as_slice)
    }
}

/// A name for comparison: words in small letters with one blank between.
pub(super) fn norm(name: &str) -> String {
    let words = name.split(|c: char| !(c.is_alphanumeric() || c == '_'));
    let words: Vec<String> = words.filter(|w| !w.is_empty()).map(str::to_lowercase).collect();
    words.join(" ")
}

/// Every place of `piece` in `text`, in bytes; those may overlap.
pub(super) fn places(text: &str, piece: &str) -> Vec<(usize, usize)> {
    let (mut found, mut from) = (Vec::new(), 0);
    if piece.is_empty() {
        return found;
    }
    while let Some(at) = text[from..].find(piece).map(|at| at + from) {
        found.push((at, at + piece.len()));
        from = at + text[at..].chars().next().map_or(1, char::len_utf8);
    }
    found
}

/// Whether a number is the gold's, within one percent.
pub(super) fn agrees(ours: &Number, gold: &Json) -> bool {
    let same = |ours: f64, gold: f64| (ours - gold).abs() <= 0.01 * gold.abs();
    match (serde_json::to_value(ours).ok().and_then(|v| v.as_f64()), gold.as_f64()) {
        (Some(ours), Some(gold)) => same(ours, gold),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_compared_without_case_and_marks() {
        assert_eq!(norm(" PT  Kereta-Api (Persero) "), "pt kereta api persero");
        assert_eq!(places("anana", "ana"), [(0, 3), (2, 5)]);
        assert_eq!(places("x", ""), []);
    }
}
