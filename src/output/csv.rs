//! CSV: one table a kind over a whole folder, by RFC 4180, with a header and the article's id first.
//!
//! A folder's tables are put together from a file for each article, which holds the article's rows
//! of all tables, each behind its table's name; so a run that is repeated makes anew only what has
//! changed.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::Path;

use csv::{ReaderBuilder, StringRecord, Writer, WriterBuilder};

use crate::record::*;

/// A table: its name and its columns behind the article's id.
type Table = (&'static str, &'static [&'static str]);

const ARTICLES: Table = (
    "articles",
    &["title", "published", "published_from", "source", "sha256", "characters", "words", "offsets"],
);
const SECTIONS: Table = ("sections", &["id", "heading", "start", "end"]);
const SENTENCES: Table = ("sentences", &["id", "section", "start", "end", "text"]);
const ENTITIES: Table =
    ("entities", &["id", "type", "name", "aliases", "wikidata", "codes", "salience", "mentions"]);
const MENTIONS: Table =
    ("mentions", &["entity", "sentence", "start", "end", "text", "kind", "rule"]);
const ROLES: Table = ("roles", &["entity", "title", "of", "sentence"]);
const RELATIONS: Table =
    ("relations", &["id", "type", "subject", "object", "sentence", "start", "end", "text", "rule"]);
const EVENTS: Table = (
    "events",
    &[
        "id",
        "type",
        "mode",
        "cameo",
        "trigger",
        "start",
        "end",
        "sentence",
        "time",
        "modality",
        "polarity",
        "attribution",
        "also",
        "rule",
    ],
);
const ARGUMENTS: Table = ("arguments", &["event", "role", "entity", "start", "end", "text"]);
const STATEMENTS: Table = (
    "statements",
    &[
        "id",
        "kind",
        "start",
        "end",
        "text",
        "sentence",
        "speaker",
        "speaker_text",
        "cue",
        "place",
        "time",
        "rule",
    ],
);
const TIMES: Table = ("times", &["id", "type", "value", "offset", "start", "end", "text", "rule"]);
const QUANTITIES: Table =
    ("quantities", &["id", "type", "value", "to", "unit", "start", "end", "text", "rule"]);
const WARNINGS: Table = ("warnings", &["code", "message", "start", "end"]);

const TABLES: [Table; 13] = [
    ARTICLES, SECTIONS, SENTENCES, ENTITIES, MENTIONS, ROLES, RELATIONS, EVENTS, ARGUMENTS,
    STATEMENTS, TIMES, QUANTITIES, WARNINGS,
];

/// Writes the rows of one article, each behind its table's name.
pub fn write(record: &Record<'_>, out: &mut impl Write) -> io::Result<()> {
    let mut writer = WriterBuilder::new().flexible(true).from_writer(out);
    let mut rows = Rows { writer: &mut writer, article: &record.document.id };
    document(record, &mut rows)?;
    entities(record, &mut rows)?;
    events(record, &mut rows)?;
    values(record, &mut rows)?;
    writer.flush()
}

/// Puts the tables of a folder together from the rows of its articles, the files `parts`.
///
/// # Errors
/// When a file can't be read or written, or holds no rows of this program.
pub fn finish(folder: &Path, parts: impl Iterator<Item = impl AsRef<Path>>) -> io::Result<()> {
    let mut tables = Vec::new();
    for (name, columns) in TABLES {
        let path = folder.join(format!("{name}.csv"));
        let mut table = Writer::from_writer(BufWriter::new(File::create(path)?));
        table.write_field("article")?;
        table.write_record(columns)?;
        tables.push(table);
    }
    let mut row = StringRecord::new();
    for part in parts {
        let bytes = fs::read(folder.join(part.as_ref()))?;
        let mut rows =
            ReaderBuilder::new().has_headers(false).flexible(true).from_reader(&bytes[..]);
        while rows.read_record(&mut row)? {
            let table = TABLES.iter().position(|(name, _)| row.get(0) == Some(name));
            let table = table.filter(|&i| row.len() == TABLES[i].1.len() + 2);
            let Some(table) = table.and_then(|i| tables.get_mut(i)) else {
                let message = format!("{} is no file of this program", part.as_ref().display());
                return Err(io::Error::new(io::ErrorKind::InvalidData, message));
            };
            table.write_record(row.iter().skip(1))?;
        }
    }
    tables.iter_mut().try_for_each(Writer::flush)
}

/// Writes rows.
struct Rows<'r, W: Write> {
    writer: &'r mut Writer<W>,
    article: &'r str,
}

impl<W: Write> Rows<'_, W> {
    fn add<const N: usize>(&mut self, table: Table, cells: [String; N]) -> io::Result<()> {
        debug_assert_eq!(table.1.len(), N, "{}", table.0);
        self.writer.write_field(table.0)?;
        self.writer.write_field(self.article)?;
        Ok(self.writer.write_record(&cells)?)
    }
}

/// A cell; empty for what is not known.
fn maybe(value: Option<impl ToString>) -> String {
    value.map_or(String::new(), |value| value.to_string())
}

fn document(record: &Record<'_>, rows: &mut Rows<'_, impl Write>) -> io::Result<()> {
    let d = &record.document;
    rows.add(
        ARTICLES,
        [
            maybe(d.title.as_ref().map(|t| &t.text)),
            maybe(d.published),
            maybe(d.published_from),
            maybe(d.source.as_ref()),
            d.sha256.to_string(),
            d.characters.to_string(),
            d.words.to_string(),
            d.offsets.to_string(),
        ],
    )?;
    for x in &record.sections {
        let heading = maybe(x.heading.as_ref().map(|h| &h.text));
        let cells = [x.id.to_string(), heading, x.start.to_string(), x.end.to_string()];
        rows.add(SECTIONS, cells)?;
    }
    for s in &record.sentences {
        let (start, end, text) = (s.start.to_string(), s.end.to_string(), s.text.to_string());
        rows.add(SENTENCES, [s.id.to_string(), s.section.to_string(), start, end, text])?;
    }
    for w in &record.warnings {
        let (start, end) = (w.start.to_string(), w.end.to_string());
        rows.add(WARNINGS, [w.code.to_string(), w.message.to_string(), start, end])?;
    }
    Ok(())
}

fn entities(record: &Record<'_>, rows: &mut Rows<'_, impl Write>) -> io::Result<()> {
    for e in &record.entities {
        let codes: Vec<String> = e.codes.iter().map(|(k, v)| format!("{k}={v}")).collect();
        rows.add(
            ENTITIES,
            [
                e.id.to_string(),
                e.kind.to_string(),
                e.name.to_string(),
                e.aliases.join("; "),
                maybe(e.wikidata.as_ref()),
                codes.join(" "),
                e.salience.to_string(),
                e.mentions.len().to_string(),
            ],
        )?;
        for m in &e.mentions {
            rows.add(
                MENTIONS,
                [
                    e.id.to_string(),
                    maybe(m.sentence),
                    m.start.to_string(),
                    m.end.to_string(),
                    m.text.to_string(),
                    m.kind.to_string(),
                    m.rule.to_string(),
                ],
            )?;
        }
        for role in &e.roles {
            let cells =
                [e.id.to_string(), role.title.to_string(), maybe(role.of), maybe(role.sentence)];
            rows.add(ROLES, cells)?;
        }
    }
    for r in &record.relations {
        rows.add(
            RELATIONS,
            [
                r.id.to_string(),
                r.kind.to_string(),
                r.subject.to_string(),
                r.object.to_string(),
                maybe(r.sentence),
                r.start.to_string(),
                r.end.to_string(),
                r.text.to_string(),
                r.rule.to_string(),
            ],
        )?;
    }
    Ok(())
}

fn events(record: &Record<'_>, rows: &mut Rows<'_, impl Write>) -> io::Result<()> {
    for v in &record.events {
        rows.add(
            EVENTS,
            [
                v.id.to_string(),
                v.kind.to_string(),
                maybe(v.mode.as_ref()),
                maybe(v.cameo.as_ref()),
                v.trigger.text.to_string(),
                v.trigger.start.to_string(),
                v.trigger.end.to_string(),
                maybe(v.sentence),
                maybe(v.time),
                v.modality.to_string(),
                v.polarity.to_string(),
                maybe(v.attribution),
                v.also.len().to_string(),
                v.rule.to_string(),
            ],
        )?;
        for a in &v.arguments {
            rows.add(
                ARGUMENTS,
                [
                    v.id.to_string(),
                    a.role.to_string(),
                    maybe(a.entity),
                    a.start.to_string(),
                    a.end.to_string(),
                    a.text.to_string(),
                ],
            )?;
        }
    }
    Ok(())
}

fn values(record: &Record<'_>, rows: &mut Rows<'_, impl Write>) -> io::Result<()> {
    for q in &record.statements {
        let speaker = q.speaker.as_ref();
        rows.add(
            STATEMENTS,
            [
                q.id.to_string(),
                q.kind.to_string(),
                q.start.to_string(),
                q.end.to_string(),
                q.text.to_string(),
                maybe(q.sentence),
                maybe(speaker.and_then(|s| s.entity)),
                maybe(speaker.map(|s| &s.text)),
                maybe(q.cue.as_ref().map(|c| &c.text)),
                maybe(q.place),
                maybe(q.time),
                q.rule.to_string(),
            ],
        )?;
    }
    for t in &record.times {
        rows.add(
            TIMES,
            [
                t.id.to_string(),
                t.kind.to_string(),
                t.value.to_string(),
                maybe(t.offset.as_ref()),
                t.start.to_string(),
                t.end.to_string(),
                t.text.to_string(),
                t.rule.to_string(),
            ],
        )?;
    }
    for n in &record.quantities {
        rows.add(
            QUANTITIES,
            [
                n.id.to_string(),
                n.kind.to_string(),
                number(n.value),
                n.to.map(number).unwrap_or_default(),
                maybe(n.unit.as_ref()),
                n.start.to_string(),
                n.end.to_string(),
                n.text.to_string(),
                n.rule.to_string(),
            ],
        )?;
    }
    Ok(())
}

fn number(number: Number) -> String {
    match number {
        Number::Integer(n) => n.to_string(),
        Number::Decimal(n) => n.to_string(),
    }
}
