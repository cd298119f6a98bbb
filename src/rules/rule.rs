//! Compiled rules, and for each room the index that finds the rules worth trying at a token.

use super::error::{Error, Place};
use super::file::{Located, Value};
use super::flat::{Flat, Groups, PairMap, Reader, Writer};
use super::labels::LabelId;
use super::lists::ListId;
use super::program::{Inst, Program};
use super::roots::RootId;
use super::shapes::ShapeId;
use super::words::WordId;
use std::borrow::Cow;

/// A rule, by its place among all rules.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct RuleId(pub u32);

/// A compiled rule.
#[derive(Clone, Debug)]
pub struct Rule {
    /// Dotted path.
    pub id: Cow<'static, str>,
    /// Where its id stands.
    pub place: Place,
    /// Its pattern.
    pub program: Program,
    /// Sentences with the span that it must make. Only tables that were compiled from their files
    /// have them; those that ship compiled leave them behind.
    pub yes: Vec<Located>,
    /// Sentences in which it must make nothing; kept like `yes`.
    pub no: Vec<Located>,
    pub(super) fields: Vec<(Cow<'static, str>, Value)>,
}

impl Rule {
    pub(super) fn write(&self, to: &mut Writer) {
        to.text(&self.id);
        self.place.write(to);
        let steps: Vec<u32> = self.program.steps.iter().flat_map(|step| step.pack()).collect();
        to.numbers(&steps);
        to.text(&self.program.captures.join(" "));
        to.numbers(&[self.fields.len() as u32]);
        for (key, value) in &self.fields {
            to.text(key);
            value.write(to);
        }
    }

    pub(super) fn read(from: &mut Reader) -> Rule {
        let (id, place) = (from.text(), Place::read(from));
        let steps = from.numbers();
        let steps = steps.chunks_exact(3).map(|s| Inst::unpack([s[0], s[1], s[2]])).collect();
        let captures = from.text();
        let captures = captures.split_whitespace().map(|c| Cow::Owned(c.to_owned())).collect();
        let count = from.numbers().first().copied().unwrap_or_default();
        let fields = (0..count).map(|_| (from.text(), Value::read(from))).collect();
        let program = Program { steps, captures };
        Rule { id, place, program, yes: Vec::new(), no: Vec::new(), fields }
    }

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

/// What a rule's first token may be looked up by.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum First {
    Word(WordId),
    List(ListId),
    Root(RootId),
    RootOf(ListId),
    Label(LabelId),
    Shape(ShapeId),
}

impl First {
    fn key(self) -> (u32, u32) {
        match self {
            First::Word(word) => (0, word.0),
            First::List(list) => (1, u32::from(list.0)),
            First::Root(root) => (2, u32::from(root.0)),
            First::RootOf(list) => (3, u32::from(list.0)),
            First::Label(label) => (4, u32::from(label.0)),
            First::Shape(shape) => (5, u32::from(shape.0)),
        }
    }
}

/// The rules of one room, indexed by what their first token may be.
#[derive(Clone, Debug)]
pub struct RuleSet {
    /// The room's rules are numbers in a row: the first, and one past the last.
    rules: (u32, u32),
    /// From a key to the number of its group.
    index: PairMap,
    groups: Groups,
    shapes: Flat,
}

impl Default for RuleSet {
    fn default() -> Self {
        let groups = Groups::new::<1>(0, Vec::new());
        RuleSet { rules: (0, 0), index: PairMap::default(), groups, shapes: Flat::default() }
    }
}

impl RuleSet {
    /// Indexes the rules of one room, which are numbered from `first`.
    pub(super) fn index(first: u32, rules: &[Rule]) -> RuleSet {
        let (mut index, mut items) = (PairMap::default(), Vec::new());
        let (mut groups, mut shapes) = (0, Vec::new());
        for (id, rule) in (first..).zip(rules) {
            for step in rule.program.firsts() {
                for key in firsts(step) {
                    let (a, b) = key.key();
                    let group = index.get(a, b).unwrap_or_else(|| {
                        groups += 1;
                        index.insert(a, b, groups);
                        if let First::Shape(shape) = key {
                            shapes.push(u32::from(shape.0));
                        }
                        groups
                    });
                    items.push((group, [id]));
                }
            }
        }
        items.sort_unstable();
        items.dedup();
        let groups = Groups::new(groups as usize + 1, items);
        RuleSet { rules: (first, first + rules.len() as u32), index, groups, shapes: shapes.into() }
    }

    /// The rules that can begin with such a token.
    pub(crate) fn beginning(&self, first: First) -> impl Iterator<Item = RuleId> + '_ {
        let (a, b) = first.key();
        let group = self.index.get(a, b);
        group.into_iter().flat_map(|group| self.groups.get(group)).map(|rule| RuleId(rule[0]))
    }

    /// The shapes with which rules of the room begin.
    pub(crate) fn shapes(&self) -> impl Iterator<Item = ShapeId> + '_ {
        self.shapes.iter().map(|&shape| ShapeId(shape as u16))
    }

    /// The rules, in the order of their files and places.
    pub fn iter(&self) -> impl Iterator<Item = RuleId> + use<> {
        (self.rules.0..self.rules.1).map(RuleId)
    }

    /// Whether the room has no rules.
    pub fn is_empty(&self) -> bool {
        self.rules.0 == self.rules.1
    }

    pub(super) fn write(&self, to: &mut Writer) {
        to.numbers(&[self.rules.0, self.rules.1]);
        self.index.write(to);
        self.groups.write(to);
        to.numbers(&self.shapes);
    }

    pub(super) fn read(from: &mut Reader) -> RuleSet {
        let rules = from.numbers();
        let rules = (rules.first().copied().unwrap_or(0), rules.get(1).copied().unwrap_or(0));
        let (index, groups) = (PairMap::read(from), Groups::read(from, 1));
        RuleSet { rules, index, groups, shapes: from.numbers() }
    }
}

/// What the first token of a match may be looked up by, if `step` takes it.
fn firsts(step: &Inst) -> Vec<First> {
    match *step {
        Inst::Word(word) | Inst::Exact(word, _) => vec![First::Word(word)],
        Inst::List(list, _) => vec![First::List(list)],
        Inst::Root(root, _) => vec![First::Root(root)],
        Inst::RootOf(list, _) => vec![First::RootOf(list)],
        Inst::Label(set) => set.iter().map(First::Label).collect(),
        Inst::Shape(shape) => vec![First::Shape(shape)],
        _ => Vec::new(),
    }
}
