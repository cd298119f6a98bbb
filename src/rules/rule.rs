//! Compiled rules, and for each room the index that finds the rules worth trying at a token.

use super::error::{Error, Place};
use super::file::{Located, Value};
use super::labels::LabelId;
use super::lists::ListId;
use super::program::{Inst, Program};
use super::roots::RootId;
use super::shapes::ShapeId;
use super::words::WordId;
use rustc_hash::FxHashMap;

/// A rule, by its place among all rules.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct RuleId(pub u32);

/// A compiled rule.
#[derive(Clone, Debug)]
pub struct Rule {
    /// Dotted path.
    pub id: Box<str>,
    /// Where its id stands.
    pub place: Place,
    /// Its pattern.
    pub program: Program,
    /// Sentences with the span that it must make.
    pub yes: Vec<Located>,
    /// Sentences in which it must make nothing.
    pub no: Vec<Located>,
    pub(super) fields: Vec<(String, Value)>,
}

impl Rule {
    /// The text behind a key of the room's own, if the rule has the key.
    pub fn text(&self, key: &str) -> Option<&str> {
        match self.field(key)? {
            Value::Text(located) => Some(&located.text),
            Value::Texts(_) | Value::Table(_) => None,
        }
    }

    /// The texts behind a key; none if the rule has no such key.
    pub fn texts(&self, key: &str) -> &[Located] {
        match self.field(key) {
            Some(Value::Texts(texts)) => texts,
            _ => &[],
        }
    }

    /// The entries of the table behind a key, in the order of the file.
    pub fn table(&self, key: &str) -> &[(Located, Located)] {
        match self.field(key) {
            Some(Value::Table(entries)) => entries,
            _ => &[],
        }
    }

    /// What stands behind a key.
    pub fn field(&self, key: &str) -> Option<&Value> {
        self.fields.iter().find(|(name, _)| name == key).map(|(_, value)| value)
    }

    /// A fault in what stands behind `key`, at its place.
    pub fn error(&self, key: &str, message: impl Into<String>) -> Error {
        let place = match self.field(key) {
            Some(Value::Text(text)) => &text.place,
            Some(Value::Texts(texts)) => texts.first().map_or(&self.place, |t| &t.place),
            Some(Value::Table(table)) => table.first().map_or(&self.place, |(k, _)| &k.place),
            None => &self.place,
        };
        Error::new(place.clone(), message)
    }
}

/// The rules of one room, indexed by what their first token may be.
#[derive(Clone, Debug, Default)]
pub struct RuleSet {
    pub(crate) rules: Vec<RuleId>,
    pub(crate) by_word: FxHashMap<WordId, Vec<RuleId>>,
    pub(crate) by_exact: FxHashMap<Box<str>, Vec<RuleId>>,
    pub(crate) by_list: FxHashMap<ListId, Vec<RuleId>>,
    pub(crate) by_root: FxHashMap<RootId, Vec<RuleId>>,
    pub(crate) by_root_list: FxHashMap<ListId, Vec<RuleId>>,
    pub(crate) by_label: FxHashMap<LabelId, Vec<RuleId>>,
    pub(crate) by_shape: Vec<(ShapeId, Vec<RuleId>)>,
}

impl RuleSet {
    pub(super) fn add(&mut self, id: RuleId, program: &Program) {
        self.rules.push(id);
        for first in program.firsts() {
            match first {
                Inst::Word(word) => put(self.by_word.entry(*word).or_default(), id),
                Inst::Exact(text) => put(self.by_exact.entry(text.clone()).or_default(), id),
                Inst::List(list, _) => put(self.by_list.entry(*list).or_default(), id),
                Inst::Root(root, _) => put(self.by_root.entry(*root).or_default(), id),
                Inst::RootOf(list, _) => put(self.by_root_list.entry(*list).or_default(), id),
                Inst::Label(set) => {
                    for label in set.iter() {
                        put(self.by_label.entry(label).or_default(), id);
                    }
                }
                Inst::Shape(shape) => {
                    match self.by_shape.iter_mut().find(|(known, _)| known == shape) {
                        Some((_, rules)) => put(rules, id),
                        None => self.by_shape.push((*shape, vec![id])),
                    }
                }
                _ => {}
            }
        }
    }

    /// The rules, in the order of their files and places.
    pub fn iter(&self) -> impl Iterator<Item = RuleId> + '_ {
        self.rules.iter().copied()
    }

    /// Whether the room has no rules.
    pub fn is_empty(&self) -> bool {
        self.rules.is_empty()
    }
}

fn put(rules: &mut Vec<RuleId>, id: RuleId) {
    if rules.last() != Some(&id) {
        rules.push(id);
    }
}
