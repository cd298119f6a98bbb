//! HTML for people: one page an article, whole in one file, that fetches nothing.
//!
//! The page is made from the templates in `templates/html`; every text goes through their escaping.
//! Its script may run because its hash stands in the page's own security policy; no other may.

mod catalogue;
mod facts;
mod graph;
mod model;
mod rules;
mod text;
mod timeline;

use std::io::{self, Write};

use askama::Template;
use sha2::{Digest, Sha256};

use super::Sheet;
use super::words::count;
use facts::Facts;
use graph::Graph;
use model::{Answer, Doubt, Group, Value, Voice};
use rules::Rule;
use text::{Block, Piece};
use timeline::Moment;

pub use catalogue::index;

const STYLE: &str = include_str!("../../templates/html/style.css");
const PAGE_SCRIPT: &str = include_str!("../../templates/html/page.js");

#[derive(Template)]
#[template(path = "html/page.html")]
struct Page<'s> {
    policy: String,
    style: &'static str,
    script: &'static str,
    catalogue: String,
    /// The headline, or the article's name.
    name: String,
    headline: Vec<Piece<'s>>,
    facts_of_page: Vec<String>,
    source: Option<String>,
    published: Option<(String, String)>,
    home: Option<String>,
    answers: Vec<Answer>,
    doubts: Vec<Doubt>,
    blocks: Vec<Block<'s>>,
    groups: Vec<Group>,
    events: Vec<model::Event>,
    moments: Vec<Moment>,
    undated: String,
    graph: Option<Graph>,
    voices: Vec<Voice>,
    /// Times and amounts, those lists that hold something.
    values: Vec<(&'static str, Vec<Value>)>,
    rules: Vec<Rule>,
    generator: String,
    tables: String,
    sha256: String,
}

/// Writes the page of one article.
pub fn write(sheet: &Sheet<'_>, out: &mut impl Write) -> io::Result<()> {
    let record = sheet.record;
    let document = &record.document;
    let mut facts = Facts::new(sheet);
    let mut blocks = text::blocks(sheet);
    let title = blocks.iter().position(|block| block.kind == "title");
    let headline = title.map_or(Vec::new(), |at| blocks.remove(at).pieces);
    let name = document.title.as_ref().map_or(&document.id, |title| &title.text).to_string();
    let (answers, doubts, groups) = (facts.answers(), facts.doubts(), facts.groups());
    let (events, voices) = (facts.events(), facts.voices());
    let values = [("time", facts.times()), ("amount", facts.amounts())];
    let moments = timeline::moments(record);
    let dated: usize = moments.iter().map(|m| m.events.len()).sum();
    let page = Page {
        policy: policy(PAGE_SCRIPT),
        style: STYLE,
        script: PAGE_SCRIPT,
        catalogue: catalogue::entry(sheet, &name),
        facts_of_page: vec![
            count(document.words as usize, "word"),
            count(record.entities.len(), "entity").replace("entitys", "entities"),
            count(record.events.len(), "event"),
            count(record.statements.len(), "statement"),
        ],
        name,
        headline,
        source: document.source.as_ref().map(|path| path.to_string()),
        published: document
            .published
            .map(|day| (day.to_string(), super::calendar::told(&day.to_string()))),
        home: sheet.home.map(str::to_owned),
        answers,
        doubts,
        blocks,
        groups,
        undated: count(events.len().saturating_sub(dated), "event"),
        events,
        moments,
        graph: graph::graph(record),
        voices,
        values: values.into_iter().filter(|(_, list)| !list.is_empty()).collect(),
        rules: facts.rules.finish(),
        generator: format!("{} {}", record.generator.name, record.generator.version),
        tables: record.generator.rules.chars().take(12).collect(),
        sha256: document.sha256.to_string(),
    };
    page.write_into(out)
}

/// The page's content security policy: nothing is fetched, and only this script runs.
fn policy(script: &str) -> String {
    let hash = base64(&Sha256::digest(script.as_bytes()));
    format!(
        "default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{hash}'; \
         base-uri 'none'; form-action 'none'"
    )
}

/// Base64 of RFC 4648, as the policy wants hashes.
fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for group in bytes.chunks(3) {
        let byte = |i: usize| u32::from(group.get(i).copied().unwrap_or_default());
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for i in 0..4 {
            match i <= group.len() {
                true => text.push(char::from(DIGITS[(bits >> (18 - 6 * i)) as usize & 63])),
                false => text.push('='),
            }
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_is_the_standard_one() {
        for (bytes, text) in
            [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg==")]
        {
            assert_eq!(base64(bytes.as_bytes()), text);
        }
    }
}
