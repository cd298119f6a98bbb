//! The index over a folder of pages: what each page says of itself, and the page that searches it.

use std::borrow::Cow;
use std::collections::HashSet;
use std::io::{self, Write};

use askama::Template;
use serde::{Deserialize, Serialize};

use crate::output::{Sheet, calendar};
use crate::record::MentionKind;

const SCRIPT: &str = include_str!("../../../templates/html/index.js");

/// What the index says of one article. The names are short: an index may hold very many.
#[derive(Serialize, Deserialize)]
struct Entry<'e> {
    /// Address of the page, from the index.
    #[serde(default)]
    page: String,
    /// The headline, or the article's name.
    title: Cow<'e, str>,
    /// The day of publication.
    published: Option<String>,
    /// The days that the article speaks of.
    days: Vec<String>,
    /// Its first sentence.
    lead: Cow<'e, str>,
    /// The entities with a name, by salience: name, type, id on the page.
    entities: Vec<(Cow<'e, str>, Cow<'e, str>, String)>,
    /// The types of its events and how many of each.
    events: Vec<(Cow<'e, str>, u32)>,
    /// Who is reported to have said something.
    speakers: Vec<Cow<'e, str>>,
}

#[derive(Template)]
#[template(path = "html/index.html")]
struct Index {
    policy: String,
    style: &'static str,
    script: &'static str,
    data: String,
    count: String,
    generator: String,
}

/// Words that open and close an entry inside its page.
const OPENS: &str = "<script type=\"application/json\" id=\"catalogue\">";
const CLOSES: &str = "</script>";

/// What the index will say of an article, as JSON that may stand in a script element.
pub(super) fn entry(sheet: &Sheet<'_>, name: &str) -> String {
    let record = sheet.record;
    let mut named: Vec<_> = record
        .entities
        .iter()
        .filter(|e| e.mentions.iter().any(|m| m.kind == MentionKind::Name))
        .collect();
    named.sort_by(|a, b| b.salience.total_cmp(&a.salience));
    let mut events: Vec<(Cow<'_, str>, u32)> = Vec::new();
    for kind in record.events.iter().map(|v| v.kind.as_str()) {
        match events.iter_mut().find(|(known, _)| known == kind) {
            Some((_, count)) => *count += 1,
            None => events.push((kind.into(), 1)),
        }
    }
    let (mut speakers, mut known): (Vec<Cow<'_, str>>, HashSet<&str>) = Default::default();
    for speaker in record.statements.iter().filter_map(|q| q.speaker.as_ref()?.entity) {
        if let Some(e) = record.entities.get(speaker.index())
            && known.insert(&*e.name)
        {
            speakers.push(e.name.clone());
        }
    }
    let days = record.times.iter().filter_map(|t| calendar::day(&t.value));
    let mut days: Vec<String> = days.map(|day| day.to_string()).collect();
    days.sort();
    days.dedup();
    let title = &record.document.title;
    let outside = |start: u32| title.as_ref().is_none_or(|title| start >= title.end);
    let lead = record.sentences.iter().find(|s| outside(s.start));
    let entry = Entry {
        page: String::new(),
        title: name.into(),
        published: record.document.published.map(|day| day.to_string()),
        days,
        lead: lead.map_or("".into(), |s| super::model::shortened(&s.text, 220).into()),
        entities: named
            .iter()
            .map(|e| (e.name.clone(), e.kind.as_str().into(), e.id.to_string()))
            .collect(),
        events,
        speakers,
    };
    script_json(&entry)
}

/// JSON that ends no script element and opens no comment in one.
fn script_json(value: &impl Serialize) -> String {
    // Strings, numbers and lists into memory can't fail.
    serde_json::to_string(value).unwrap_or_default().replace('<', "\\u003c")
}

/// Writes the index over pages: for each its address, as the index links to it, and its HTML.
///
/// # Errors
/// Those of `pages` and of `out`; a page that was not written by this program.
pub fn index(
    pages: impl Iterator<Item = io::Result<(String, String)>>,
    out: &mut impl Write,
) -> io::Result<()> {
    let mut entries: Vec<Entry<'static>> = Vec::new();
    for page in pages {
        let (address, html) = page?;
        let entry = html.split_once(OPENS).and_then(|(_, rest)| rest.split_once(CLOSES));
        let entry = entry.and_then(|(json, _)| serde_json::from_str(json).ok());
        let Some(entry): Option<Entry<'static>> = entry else {
            let message = format!("{address} is no page of this program; write the folder anew");
            return Err(io::Error::new(io::ErrorKind::InvalidData, message));
        };
        entries.push(Entry { page: encoded(&address), ..entry });
    }
    let index = Index {
        policy: super::policy(SCRIPT),
        style: super::STYLE,
        script: SCRIPT,
        count: super::count(entries.len(), "article"),
        data: script_json(&entries),
        generator: format!("{} {}", env!("CARGO_PKG_NAME"), env!("CARGO_PKG_VERSION")),
    };
    index.write_into(out)
}

/// A path as a relative address: everything but plain characters and slashes by its bytes.
pub(super) fn encoded(path: &str) -> String {
    let mut address = String::with_capacity(path.len());
    for &byte in path.as_bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                address.push(char::from(byte));
            }
            _ => address.push_str(&format!("%{byte:02X}")),
        }
    }
    address
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_plain_ascii() {
        assert_eq!(encoded("a b/é#?.html"), "a%20b/%C3%A9%23%3F.html");
    }

    #[test]
    fn an_entry_ends_no_script() {
        let json = script_json(&"</script><!--<script>");
        assert!(!json.contains('<'));
        assert_eq!(serde_json::from_str::<String>(&json).unwrap(), "</script><!--<script>");
    }

    #[test]
    fn a_strange_page_is_named() {
        let pages = [Ok(("x.html".to_owned(), "<p>".to_owned()))];
        let error = index(pages.into_iter(), &mut Vec::new()).unwrap_err().to_string();
        assert!(error.contains("x.html"), "{error}");
    }
}
