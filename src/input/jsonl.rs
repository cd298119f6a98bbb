//! JSONL: every line is an article, `{"id","text","title"?,"date"?}`; further fields are kept unread.

use std::fmt;
use std::io::{self, BufRead, Read};

use serde::Deserialize;
use serde::de::{self, Deserializer, IgnoredAny, MapAccess, Visitor};
use serde_json::Value;
use serde_json::value::RawValue;

use super::decode::view;
use super::{Article, Error, Reading, day, sha256};
use crate::record::PublishedFrom;

/// One line of a JSONL stream.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Its number, from 1; blank lines count.
    pub number: u64,
    /// Its bytes without the line end; of a line that is too long, only its first part.
    pub bytes: Vec<u8>,
}

impl Line {
    /// Reads the article.
    ///
    /// `date` may be a day or a time stamp that starts with one. A field that is null counts as
    /// absent; an `id` that is a whole number is taken as its digits.
    ///
    /// # Errors
    /// When the line is too long, is not JSON, or lacks `id` or `text`.
    pub fn article(&self, reading: Reading) -> Result<Article, Error> {
        if self.bytes.len() > reading.max_bytes {
            return Err(Error::TooLarge(reading.max_bytes));
        }
        let sha256 = sha256(&self.bytes);
        let line = view(&self.bytes, reading.encoding)?;
        let fields: Fields = serde_json::from_str(&line).map_err(|e| Error::Line(reason(&e)))?;
        let (date, date_from) = match (reading.date, fields.date) {
            (Some(date), _) => (Some(date), Some(PublishedFrom::Option)),
            (None, Some(date)) => (Some(published(&date)?), Some(PublishedFrom::Input)),
            (None, None) => (None, None),
        };
        Ok(Article {
            id: fields.id,
            source: None,
            text: fields.text,
            title: fields.title.filter(|title| !title.is_empty()),
            date,
            date_from,
            sha256,
            extra: fields.extra,
        })
    }

    /// The line's `id`, for a line that is no article: null where it can't be told. What is wrong
    /// behind the id, or cut off, does not matter.
    pub fn id(&self, reading: Reading) -> Value {
        let text = view(&self.bytes, reading.encoding).unwrap_or_default();
        let bytes = if text.is_empty() { &self.bytes } else { text.as_bytes() };
        let mut id = Value::Null;
        // An error ends the reading, and the id is there or not.
        let _ = serde_json::Deserializer::from_slice(bytes).deserialize_map(IdVisitor(&mut id));
        id
    }
}

/// Reads the fields up to the first fault for the sake of one of them.
struct IdVisitor<'i>(&'i mut Value);

impl<'de> Visitor<'de> for IdVisitor<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<(), M::Error> {
        while let Some(key) = map.next_key::<String>()? {
            if key != "id" {
                map.next_value::<IgnoredAny>()?;
            } else if let id @ (Value::String(_) | Value::Number(_)) = map.next_value()? {
                *self.0 = id;
            }
        }
        Ok(())
    }
}

/// The day of a `date` field: its first ten characters, if nothing or a time follows.
fn published(date: &str) -> Result<jiff::civil::Date, Error> {
    let time = |rest: &str| rest.is_empty() || rest.starts_with(['T', 't', ' ']);
    let stamp = date.split_at_checked(10).filter(|(_, rest)| time(rest));
    let read = day(stamp.map_or(date, |(day, _)| day));
    read.map_err(|e| Error::Line(format!("`date`: {e}")))
}

/// What the JSON reader says, without its own line number, which is always 1.
fn reason(error: &serde_json::Error) -> String {
    let whole = error.to_string();
    let place = format!(" at line {} column {}", error.line(), error.column());
    match whole.strip_suffix(&place) {
        Some(what) => format!("{what} at column {}", error.column()),
        None => whole,
    }
}

/// The fields of a line.
struct Fields {
    id: String,
    text: String,
    title: Option<String>,
    date: Option<String>,
    extra: Vec<(String, Box<RawValue>)>,
}

impl<'de> Deserialize<'de> for Fields {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(FieldsVisitor)
    }
}

/// Reads the fields in one pass, without the copy that a flattened map would make of the text.
struct FieldsVisitor;

impl<'de> Visitor<'de> for FieldsVisitor {
    type Value = Fields;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object with `id` and `text`")
    }

    fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<Fields, M::Error> {
        let (mut id, mut text, mut title, mut date) = (None, None, None, None);
        let mut extra = Vec::new();
        while let Some(key) = map.next_key::<String>()? {
            match key.as_str() {
                "id" => once("id", &mut id, map.next_value::<Option<Id>>()?)?,
                "text" => once("text", &mut text, map.next_value()?)?,
                "title" => once("title", &mut title, map.next_value()?)?,
                "date" => once("date", &mut date, map.next_value()?)?,
                _ => extra.push((key, map.next_value()?)),
            }
        }
        let Id(id) = id.flatten().ok_or_else(|| de::Error::missing_field("id"))?;
        let text = text.flatten().ok_or_else(|| de::Error::missing_field("text"))?;
        Ok(Fields { id, text, title: title.flatten(), date: date.flatten(), extra })
    }
}

/// Fills a field that may come once only.
fn once<T, E: de::Error>(
    name: &'static str,
    field: &mut Option<Option<T>>,
    value: Option<T>,
) -> Result<(), E> {
    match field.replace(value) {
        None => Ok(()),
        Some(_) => Err(E::duplicate_field(name)),
    }
}

/// An id: a string, or a whole number by its digits.
struct Id(String);

impl<'de> Deserialize<'de> for Id {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(untagged, expecting = "`id` must be a string")]
        enum Either {
            Text(String),
            Natural(u64),
            Integer(i64),
        }
        Ok(Id(match Either::deserialize(deserializer)? {
            Either::Text(id) => id,
            Either::Natural(id) => id.to_string(),
            Either::Integer(id) => id.to_string(),
        }))
    }
}

/// The lines of a stream, blank ones left out, each held in memory only as far as it is read.
#[derive(Debug)]
pub struct Lines<R> {
    stream: R,
    max_bytes: usize,
    number: u64,
    ended: bool,
}

impl<R: BufRead> Lines<R> {
    /// The lines of `stream`; of one with more than `max_bytes`, the rest is skipped.
    pub fn new(stream: R, max_bytes: usize) -> Self {
        Lines { stream, max_bytes, number: 0, ended: false }
    }

    /// The next line, blank or not; none at the end.
    fn read(&mut self) -> io::Result<Option<Line>> {
        let mut bytes = Vec::new();
        let most = self.max_bytes as u64 + 3;
        if (&mut self.stream).take(most).read_until(b'\n', &mut bytes)? == 0 {
            return Ok(None);
        }
        self.number += 1;
        if bytes.last() == Some(&b'\n') {
            bytes.pop();
            if bytes.last() == Some(&b'\r') {
                bytes.pop();
            }
        } else if bytes.len() as u64 == most {
            self.stream.skip_until(b'\n')?;
        }
        bytes.truncate(self.max_bytes + 1);
        Ok(Some(Line { number: self.number, bytes }))
    }
}

impl<R: BufRead> Iterator for Lines<R> {
    type Item = io::Result<Line>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.ended {
            let line = self.read();
            // A stream that fails once is not asked again.
            self.ended = !matches!(line, Ok(Some(_)));
            match line {
                Ok(Some(line)) if line.bytes.trim_ascii().is_empty() => {}
                other => return other.transpose(),
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn article(json: &str) -> Result<Article, Error> {
        Line { number: 1, bytes: json.into() }.article(Reading::default())
    }

    #[test]
    fn a_line_is_an_article() {
        let read = article(
            r#"{"text":"Isi.\u0000\n","url":{"a": 1},"id":7,"title":"Judul","date":"2024-06-20T07:00:00+07:00"}"#,
        )
        .unwrap();
        assert_eq!((read.id.as_str(), read.text.as_str()), ("7", "Isi.\0\n"));
        assert_eq!(read.title.as_deref(), Some("Judul"));
        assert_eq!(read.date.unwrap().to_string(), "2024-06-20");
        assert_eq!(read.date_from, Some(PublishedFrom::Input));
        assert_eq!((read.extra[0].0.as_str(), read.extra[0].1.get()), ("url", r#"{"a": 1}"#));
    }

    #[test]
    fn null_is_absent_and_the_call_s_date_wins() {
        let bytes = r#"{"id":"a","text":"","title":null,"date":"2024-06-20"}"#.into();
        let reading = Reading { date: Some(day("2020-01-01").unwrap()), ..Default::default() };
        let read = Line { number: 1, bytes }.article(reading).unwrap();
        assert_eq!(read.title, None);
        assert_eq!(read.date, reading.date);
        assert_eq!(read.date_from, Some(PublishedFrom::Option));
    }

    #[test]
    fn a_bad_line_says_why() {
        let cases = [
            ("{", "EOF while parsing an object at column 1"),
            ("[1]", "an object with `id` and `text`"),
            (r#"{"id":"a"}"#, "missing field `text`"),
            (r#"{"text":"a"}"#, "missing field `id`"),
            (r#"{"id":null,"text":"a"}"#, "missing field `id`"),
            (r#"{"id":{},"text":"a"}"#, "`id` must be a string"),
            (r#"{"id":"a","text":"a","text":"b"}"#, "duplicate field `text`"),
            (r#"{"id":"a","text":"a","date":"20 Juni"}"#, "`20 Juni` is not a day"),
            (r#"{"id":"a","text":"\ud800"}"#, "hex escape"),
        ];
        for (line, expected) in cases {
            let message = article(line).unwrap_err().to_string();
            assert!(message.contains(expected), "{line}: {message}");
        }
        let deep = article(&"[".repeat(100_000)).unwrap_err();
        assert!(matches!(deep, Error::Line(_)));
    }

    #[test]
    fn a_bad_line_keeps_its_id() {
        let id = |json: &str| Line { number: 1, bytes: json.into() }.id(Reading::default());
        assert_eq!(id(r#"{"id":"a"}"#), "a");
        assert_eq!(id(r#"{"id":3}"#), 3);
        assert_eq!(id(r#"{"id":[3]}"#), Value::Null);
        assert_eq!(id("{"), Value::Null);
        assert_eq!(id(r#"{"id":"a","text":"cut o"#), "a");
    }

    #[test]
    fn lines_are_numbered_and_blank_ones_left_out() {
        let stream = "\u{FEFF}{}\r\n\n  \r\n[]".as_bytes();
        let lines: Vec<Line> = Lines::new(stream, 100).map(Result::unwrap).collect();
        assert_eq!(lines[0], Line { number: 1, bytes: "\u{FEFF}{}".into() });
        assert_eq!(lines[1], Line { number: 4, bytes: "[]".into() });
        assert_eq!(lines.len(), 2);
    }

    #[test]
    fn a_line_too_long_is_cut_and_the_next_one_read() {
        let reading = Reading { max_bytes: 1000, ..Default::default() };
        for (length, end) in [(1001, "\n"), (1002, "\r\n"), (1003, "\n"), (5000, "\r\n")] {
            let stream = format!("{}{end}b\n", "a".repeat(length));
            let lines: Vec<Line> =
                Lines::new(stream.as_bytes(), 1000).map(Result::unwrap).collect();
            assert_eq!(lines[0].bytes.len(), 1001);
            assert_eq!(lines[1], Line { number: 2, bytes: b"b".to_vec() });
            assert!(matches!(lines[0].article(reading), Err(Error::TooLarge(1000))));
        }
        let whole = format!("{}\r\n", "a".repeat(1000));
        let line = Lines::new(whole.as_bytes(), 1000).next().unwrap().unwrap();
        assert_eq!(line.bytes.len(), 1000);
    }
}
