//! Compiled rules, and the rules of a room.

use super::error::{Error, Place};
use super::file::{Located, Value};
use super::flat::{Flat, Groups, Reader, Writer};
use super::labels::{LABELS, LabelId, LabelSet};
use super::program::{Inst, Program};
use super::start::{Start, StartId};
use std::borrow::Cow;
use std::ops::Range;
use std::sync::OnceLock;

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
    pub(super) fields: Fields,
}

/// What stands behind the keys of a rule's room: read, or still packed, since few are asked for.
#[derive(Clone, Debug)]
pub(super) struct Fields {
    packed: Option<Reader>,
    read: OnceLock<Vec<(Cow<'static, str>, Value)>>,
}

impl From<Vec<(Cow<'static, str>, Value)>> for Fields {
    fn from(fields: Vec<(Cow<'static, str>, Value)>) -> Fields {
        Fields { packed: None, read: OnceLock::from(fields) }
    }
}

impl Fields {
    fn get(&self) -> &[(Cow<'static, str>, Value)] {
        self.read.get_or_init(|| {
            let Some(mut from) = self.packed else { return Vec::new() };
            let count = from.numbers().first().copied().unwrap_or_default();
            (0..count).map(|_| (from.text(), Value::read(&mut from))).collect()
        })
    }
}

/// All rules by their numbers. Of those that ship with the binary, each is read when it is first asked
/// for: an article needs few of them.
#[derive(Clone, Debug, Default)]
pub(super) struct Shelf {
    packed: Reader,
    /// Where each rule begins.
    places: Flat,
    read: Box<[OnceLock<Box<Rule>>]>,
}

impl From<Vec<Rule>> for Shelf {
    fn from(rules: Vec<Rule>) -> Shelf {
        let read = rules.into_iter().map(|rule| OnceLock::from(Box::new(rule)));
        Shelf { read: read.collect(), ..Shelf::default() }
    }
}

impl Shelf {
    pub fn get(&self, id: RuleId) -> &Rule {
        let read = || {
            let place = self.places.get(id.0 as usize).copied().unwrap_or(u32::MAX);
            Box::new(Rule::read(&mut self.packed.behind(place)))
        };
        self.read[id.0 as usize].get_or_init(read)
    }

    pub fn len(&self) -> usize {
        self.read.len()
    }

    pub fn iter(&self) -> impl Iterator<Item = &Rule> {
        (0..self.len() as u32).map(|id| self.get(RuleId(id)))
    }

    pub fn write(&self, to: &mut Writer) {
        let mut places = Vec::with_capacity(self.len());
        to.nested(|to| {
            for rule in self.iter() {
                places.push(to.place());
                rule.write(to);
            }
        });
        to.numbers(&places);
    }

    pub fn read(from: &mut Reader) -> Shelf {
        let (packed, places) = (from.nested(), from.numbers());
        let read = places.iter().map(|_| OnceLock::new()).collect();
        Shelf { packed, places, read }
    }
}

impl Rule {
    fn write(&self, to: &mut Writer) {
        to.text(&self.id);
        self.place.write(to);
        self.program.write(to);
        let fields = self.fields.get();
        to.numbers(&[fields.len() as u32]);
        for (key, value) in fields {
            to.text(key);
            value.write(to);
        }
    }

    fn read(from: &mut Reader) -> Rule {
        let (id, place) = (from.text(), Place::read(from));
        let program = Program::read(from);
        let fields = Fields { packed: Some(*from), read: OnceLock::new() };
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
        self.fields.get().iter().find(|(name, _)| name == key).map(|(_, value)| value)
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

/// The rules of one room, which are numbered in a row, as are the ways into them.
#[derive(Clone, Debug, Default)]
pub struct RuleSet {
    /// The first rule, and one past the last.
    rules: (u32, u32),
    /// The first of the ways into them, and one past the last.
    starts: (u32, u32),
    /// For each label, the starts that can take a span that has it.
    labels: Groups,
    /// The labels for which there are such starts.
    begins: LabelSet,
}

impl RuleSet {
    /// The rules of one room; its starts are numbered from `first`.
    pub(super) fn new(rules: Range<u32>, first: u32, starts: &[Start]) -> RuleSet {
        let mut items = Vec::new();
        for (id, start) in (first..).zip(starts) {
            for step in &start.firsts {
                if let Inst::Label(set) = step {
                    items.extend(set.iter().map(|label| (u32::from(label.0), [id])));
                }
            }
        }
        items.sort_unstable();
        items.dedup();
        let label = |item: &(u32, [u32; 1])| LabelId(item.0 as u8);
        let begins = items.iter().map(label).fold(LabelSet::default(), LabelSet::with);
        let labels = Groups::new(LABELS.len(), items);
        let starts = (first, first + starts.len() as u32);
        RuleSet { rules: (rules.start, rules.end), starts, labels, begins }
    }

    /// The labels with which rules can begin.
    pub(crate) fn begins(&self) -> LabelSet {
        self.begins
    }

    /// The starts that can take a span that has this label.
    pub(crate) fn labelled(&self, label: LabelId) -> impl Iterator<Item = StartId> + '_ {
        self.labels.get(u32::from(label.0)).map(|start| StartId(start[0]))
    }

    /// The rules, in the order of their files and places.
    pub fn iter(&self) -> impl Iterator<Item = RuleId> + Clone + use<> {
        (self.rules.0..self.rules.1).map(RuleId)
    }

    /// The number of the first start, and one more than that of the last.
    pub(crate) fn starts(&self) -> Range<u32> {
        self.starts.0..self.starts.1
    }

    /// Whether the room has no rules.
    pub fn is_empty(&self) -> bool {
        self.rules.0 == self.rules.1
    }

    pub(super) fn write(&self, to: &mut Writer) {
        let (begins, rules, starts) = (self.begins.bits(), self.rules, self.starts);
        to.numbers(&[rules.0, rules.1, starts.0, starts.1, begins as u32, (begins >> 32) as u32]);
        self.labels.write(to);
    }

    pub(super) fn read(from: &mut Reader) -> RuleSet {
        let numbers = from.numbers();
        let number = |i: usize| numbers.get(i).copied().unwrap_or(0);
        let begins = LabelSet::from_bits(u64::from(number(4)) | u64::from(number(5)) << 32);
        let (rules, starts) = ((number(0), number(1)), (number(2), number(3)));
        RuleSet { rules, starts, labels: Groups::read(from, 1), begins }
    }
}
