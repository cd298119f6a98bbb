//! Reads a rule file: `[define]` and an array of `[[rule]]`, every key with its place.

use super::error::{Error, Errors, Place};
use super::flat::{Reader as FlatReader, Writer};
use super::room::{KeyKind, Room};
use super::source::Source;
use std::borrow::Cow;
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// A string with its place in the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Located {
    /// The string, escapes undone.
    pub text: Cow<'static, str>,
    /// Where its first character stands.
    pub place: Place,
}

/// What stands behind a key of the room's own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// One string, or a number or flag as it is written.
    Text(Located),
    /// Several strings.
    Texts(Vec<Located>),
    /// `{ name = "…", … }`, in the order of the file.
    Table(Vec<(Located, Located)>),
}

impl Located {
    fn write(&self, to: &mut Writer) {
        to.text(&self.text);
        self.place.write(to);
    }

    fn read(from: &mut FlatReader) -> Located {
        Located { text: from.text(), place: Place::read(from) }
    }
}

impl Value {
    pub(super) fn write(&self, to: &mut Writer) {
        match self {
            Value::Text(text) => {
                to.numbers(&[0, 1]);
                text.write(to);
            }
            Value::Texts(texts) => {
                to.numbers(&[1, texts.len() as u32]);
                texts.iter().for_each(|text| text.write(to));
            }
            Value::Table(table) => {
                to.numbers(&[2, table.len() as u32]);
                for (name, text) in table {
                    name.write(to);
                    text.write(to);
                }
            }
        }
    }

    pub(super) fn read(from: &mut FlatReader) -> Value {
        let head = from.numbers();
        let count = head.get(1).copied().unwrap_or_default();
        match head.first() {
            Some(0) => Value::Text(Located::read(from)),
            Some(1) => Value::Texts((0..count).map(|_| Located::read(from)).collect()),
            _ => {
                let pair = |_| (Located::read(from), Located::read(from));
                Value::Table((0..count).map(pair).collect())
            }
        }
    }
}

/// A rule as read.
#[derive(Clone, Debug)]
pub struct RawRule {
    /// Dotted path, beginning with the room's name.
    pub id: Located,
    /// The pattern.
    pub pattern: Located,
    /// Sentences with the span that the rule must make.
    pub yes: Vec<Located>,
    /// Sentences in which it must make nothing.
    pub no: Vec<Located>,
    /// The room's own keys.
    pub fields: Vec<(String, Value)>,
}

/// A rule file as read.
#[derive(Clone, Debug, Default)]
pub struct RawFile {
    /// Named patterns for use as `&name`.
    pub defines: Vec<(String, Located)>,
    /// The rules, in file order.
    pub rules: Vec<RawRule>,
}

/// Keys that every rule has or may have, before those of its room.
const COMMON: [&str; 5] = ["id", "match", "yes", "no", "note"];

/// Reads one rule file of `room`.
///
/// # Errors
/// Every fault in the file: what TOML does not allow, unknown and missing keys, wrong kinds of value.
pub fn read(source: &Source, room: &Room) -> Result<RawFile, Errors> {
    let table = DeTable::parse(&source.text).map_err(|error| {
        let place = source.place(error.span().map_or(0, |s| s.start));
        Error::new(place, format!("not TOML: {}", error.message().trim()))
    })?;
    let mut reader = Reader { source, room, errors: Vec::new() };
    let mut file = RawFile::default();
    for (key, value) in table.get_ref().iter() {
        match (key.get_ref().as_ref(), value.get_ref()) {
            ("define", DeValue::Table(defines)) => {
                for (name, pattern) in defines.iter() {
                    if let Some(pattern) = reader.text(pattern) {
                        file.defines.push((name.get_ref().to_string(), pattern));
                    }
                }
            }
            ("rule", DeValue::Array(rules)) => {
                for rule in rules.iter() {
                    file.rules.extend(reader.rule(rule));
                }
            }
            (other, _) => reader.unknown(key.span(), other, &["define", "rule"]),
        }
    }
    if reader.errors.is_empty() { Ok(file) } else { Err(Errors(reader.errors)) }
}

struct Reader<'s> {
    source: &'s Source,
    room: &'s Room,
    errors: Vec<Error>,
}

impl Reader<'_> {
    fn fault(&mut self, span: Range<usize>, message: impl Into<String>) {
        self.errors.push(Error::new(self.source.place(span.start), message));
    }

    fn unknown(&mut self, span: Range<usize>, key: &str, known: &[&str]) {
        let error = Error::new(self.source.place(span.start), format!("unknown key `{key}`"));
        self.errors.push(error.did_you_mean(key, known.iter().copied()));
    }

    /// The place of a string's first character: behind its opening quotes.
    fn located(&self, span: Range<usize>, text: &str) -> Located {
        let raw = &self.source.text[span.clone()];
        let quotes = if raw.starts_with("'''") || raw.starts_with("\"\"\"") { 3 } else { 1 };
        let quotes = if raw.starts_with(['\'', '"']) { quotes } else { 0 };
        Located { text: Cow::Owned(text.to_owned()), place: self.source.place(span.start + quotes) }
    }

    fn text(&mut self, value: &Spanned<DeValue<'_>>) -> Option<Located> {
        match value.get_ref() {
            DeValue::String(text) => Some(self.located(value.span(), text)),
            DeValue::Integer(_) | DeValue::Float(_) | DeValue::Boolean(_) => {
                let raw = self.source.text[value.span()].to_owned();
                Some(self.located(value.span(), &raw))
            }
            other => {
                self.fault(value.span(), format!("a string is wanted, not {}", other.type_str()));
                None
            }
        }
    }

    fn texts(&mut self, value: &Spanned<DeValue<'_>>) -> Vec<Located> {
        match value.get_ref() {
            DeValue::Array(items) => items.iter().filter_map(|item| self.text(item)).collect(),
            _ => self.text(value).into_iter().collect(),
        }
    }

    fn field(&mut self, kind: KeyKind, value: &Spanned<DeValue<'_>>) -> Option<Value> {
        match (kind, value.get_ref()) {
            (KeyKind::Text, _) => self.text(value).map(Value::Text),
            (KeyKind::Texts, _) => Some(Value::Texts(self.texts(value))),
            (KeyKind::Table, DeValue::Table(table)) => {
                let mut entries: Vec<_> = table.iter().collect();
                entries.sort_by_key(|(key, _)| key.span().start);
                let mut read = Vec::new();
                for (key, value) in entries {
                    let name = self.located(key.span(), key.get_ref());
                    read.extend(self.text(value).map(|text| (name, text)));
                }
                Some(Value::Table(read))
            }
            (KeyKind::Table, other) => {
                self.fault(value.span(), format!("a table is wanted, not {}", other.type_str()));
                None
            }
        }
    }

    fn rule(&mut self, value: &Spanned<DeValue<'_>>) -> Option<RawRule> {
        let DeValue::Table(table) = value.get_ref() else {
            self.fault(value.span(), "a rule is a table: write [[rule]]");
            return None;
        };
        let (mut id, mut pattern) = (None, None);
        let (mut yes, mut no, mut fields) = (Vec::new(), Vec::new(), Vec::new());
        for (key, value) in table.iter() {
            match key.get_ref().as_ref() {
                "id" => id = self.text(value),
                "match" => pattern = self.text(value),
                "yes" => yes = self.texts(value),
                "no" => no = self.texts(value),
                "note" => drop(self.text(value)),
                own => match self.room.keys.iter().find(|k| k.name == own) {
                    Some(known) => {
                        let value = self.field(known.kind, value);
                        fields.extend(value.map(|value| (own.to_owned(), value)));
                    }
                    None => {
                        let own_keys = self.room.keys.iter().map(|k| k.name);
                        let known: Vec<&str> = COMMON.into_iter().chain(own_keys).collect();
                        self.unknown(key.span(), own, &known);
                    }
                },
            }
        }
        let missing = |what: &str| format!("a rule without `{what}`");
        for (what, absent) in [
            ("id", id.is_none()),
            ("match", pattern.is_none()),
            ("yes", yes.is_empty()),
            ("no", no.is_empty()),
        ] {
            if absent {
                self.fault(value.span(), missing(what));
            }
        }
        for key in self.room.keys.iter().filter(|k| k.required) {
            if !fields.iter().any(|(name, _)| name == key.name) {
                self.fault(value.span(), missing(key.name));
            }
        }
        let (id, pattern) = (id?, pattern?);
        let room = self.room.name;
        if id.text.split('.').next() != Some(room) {
            let error =
                Error::new(id.place.clone(), format!("`{}` lies in room `{room}`", id.text));
            self.errors.push(error.help(format!("begin the id with `{room}.`")));
        }
        Some(RawRule { id, pattern, yes, no, fields })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::room::Key;

    const ROOM: Room = Room {
        name: "times",
        keys: &[
            Key { name: "type", kind: KeyKind::Text, required: true },
            Key { name: "value", kind: KeyKind::Text, required: false },
        ],
        reads_bare_roots: false,
    };

    fn read_text(text: &str) -> Result<RawFile, Errors> {
        let source = Source {
            name: "times/date.toml".into(),
            shown: "rules/times/date.toml".into(),
            text: Cow::Owned(text.to_owned()),
        };
        read(&source, &ROOM)
    }

    #[test]
    fn a_rule_is_read_with_the_place_of_its_pattern() {
        let file = read_text(
            "[define]\nday = '<day>'\n[[rule]]\nid = \"times.day\"\nmatch = '&day'\ntype = \"DATE\"\n\
             yes = [\"[12]\"]\nno = \"dua\"\n",
        )
        .unwrap();
        assert_eq!(file.defines[0].0, "day");
        let rule = &file.rules[0];
        assert_eq!(rule.pattern.place.to_string(), "rules/times/date.toml:5:10");
        assert_eq!((rule.yes.len(), &*rule.no[0].text), (1, "dua"));
    }

    #[test]
    fn unknown_and_missing_keys_are_refused_with_their_place() {
        let errors = read_text("[[rule]]\nid = 'time.x'\nmatch = 'a'\nvalu = '1'\nyes = ['[a]']\n");
        let shown = errors.unwrap_err().to_string();
        assert!(
            shown.contains(":4:1: unknown key `valu`\n  help: did you mean `value`?"),
            "{shown}"
        );
        assert!(shown.contains(":1:1: a rule without `no`"), "{shown}");
        assert!(shown.contains(":1:1: a rule without `type`"), "{shown}");
        assert!(shown.contains("`time.x` lies in room `times`"), "{shown}");
    }
}
