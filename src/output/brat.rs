//! Brat standoff: the article's text as it is, and beside it an `.ann` file of annotations over it.
//!
//! Offsets are code points, as brat counts them, whatever unit is asked for. A span over a line
//! break is given in pieces, as brat wants. Text-bound annotations (`T`) are mentions, times,
//! quantities, triggers, quotations, and arguments that are none of these; events (`E`) have roles;
//! relations (`R`) tie first mentions; mentions of one entity are equivalent (`*`).

use std::collections::{BTreeSet, HashMap};
use std::fs;
use std::io::{self, Write};
use std::path::Path;

use super::Sheet;
use crate::record::*;

/// Type of an argument that is no mention, time or quantity.
const PHRASE: &str = "PHRASE";
/// Type of a statement's words.
const QUOTATION: &str = "QUOTATION";

/// Writes the `.ann` file of one article.
pub fn write(sheet: &Sheet<'_>, out: &mut impl Write) -> io::Result<()> {
    let mut standoff =
        Standoff { chars: sheet.article.text.chars().collect(), spans: HashMap::new(), count: 0 };
    let record = sheet.record;
    let mut first: Vec<Option<usize>> = vec![None; record.entities.len()];
    let mut notes = Notes::default();
    for (e, first) in record.entities.iter().zip(&mut first) {
        let mut chain = Vec::new();
        for m in &e.mentions {
            let Some(t) = standoff.text(m.start, m.end, e.kind.as_str(), out)? else { continue };
            chain.push(format!("T{t}"));
            if m.kind != MentionKind::Name {
                notes.attribute(&format!("Mention T{t} {}", m.kind), out)?;
            }
            notes.note(&format!("T{t}"), &m.rule, out)?;
            let better = first.is_none() || m.kind == MentionKind::Name && m.text == e.name;
            if better {
                *first = Some(t);
            }
        }
        if chain.len() > 1 {
            writeln!(out, "*\tEquiv {}", chain.join(" "))?;
        }
        if let (Some(id), Some(t)) = (&e.wikidata, first) {
            notes.reference(&format!("T{t} Wikidata:{id}\t{}", clean(&e.name)), out)?;
        }
    }
    let mut times = Vec::new();
    for t in &record.times {
        let id = standoff.text(t.start, t.end, t.kind.as_str(), out)?;
        times.push(id);
        if let Some(id) = id {
            notes.note(&format!("T{id}"), &t.value, out)?;
        }
    }
    for n in &record.quantities {
        let kind = n.kind.as_str().to_uppercase();
        if let Some(id) = standoff.text(n.start, n.end, &kind, out)? {
            let value = n.amount();
            let unit = n.unit.as_deref().unwrap_or_default();
            notes.note(&format!("T{id}"), &format!("{value} {unit}"), out)?;
        }
    }
    let mut relations = 0;
    let mut relate = |kind: &str, from: usize, to: usize, out: &mut dyn Write| {
        relations += 1;
        writeln!(out, "R{relations}\t{kind} Arg1:T{from} Arg2:T{to}")
    };
    for r in &record.relations {
        let at = |id: EntityId| first.get(id.index()).copied().flatten();
        if let (Some(from), Some(to)) = (at(r.subject), at(r.object)) {
            relate(&r.kind, from, to, out)?;
        }
    }
    for q in &record.statements {
        let Some(quotation) = standoff.text(q.start, q.end, QUOTATION, out)? else { continue };
        notes.attribute(&format!("Quotation T{quotation} {}", q.kind), out)?;
        notes.note(&format!("T{quotation}"), &q.rule, out)?;
        if let Some(s) = &q.speaker
            && let Some(speaker) = standoff.known(s.start, s.end, out)?
        {
            relate("said_by", quotation, speaker, out)?;
        }
    }
    let mut events = 0;
    for v in &record.events {
        let trigger = (v.trigger.start, v.trigger.end);
        let Some(t) = standoff.text(trigger.0, trigger.1, v.kind.as_str(), out)? else { continue };
        events += 1;
        let mut line = format!("E{events}\t{}:T{t}", v.kind);
        let mut seen: HashMap<&str, u32> = HashMap::new();
        let mut add = |role: &'static str, t: usize| {
            let count = seen.entry(role).or_default();
            *count += 1;
            // The second argument of a role is `actor2`.
            line.push_str(&match *count {
                1 => format!(" {role}:T{t}"),
                n => format!(" {role}{n}:T{t}"),
            });
        };
        for a in &v.arguments {
            if let Some(t) = standoff.known(a.start, a.end, out)? {
                add(a.role.as_str(), t);
            }
        }
        if let Some(t) = v.time.and_then(|t| times.get(t.index()).copied().flatten()) {
            add("time", t);
        }
        writeln!(out, "{line}")?;
        if v.modality != Modality::Actual {
            notes.attribute(&format!("Modality E{events} {}", v.modality), out)?;
        }
        if v.polarity == Polarity::Negative {
            notes.attribute(&format!("Negation E{events}"), out)?;
        }
        notes.note(&format!("E{events}"), &v.rule, out)?;
    }
    Ok(())
}

/// Writes the folder's `annotation.conf`, which names every type in it, and so that nothing that
/// brat is to show is unknown to it.
///
/// # Errors
/// When a file can't be read or written.
pub fn finish(folder: &Path, parts: impl Iterator<Item = impl AsRef<Path>>) -> io::Result<()> {
    let mut relations = BTreeSet::from(["said_by".to_owned()]);
    for part in parts {
        let ann = fs::read_to_string(folder.join(part.as_ref()))?;
        let kinds = ann.lines().filter(|line| line.starts_with('R'));
        let kind = |line: &str| Some(line.split_once('\t')?.1.split_once(' ')?.0.to_owned());
        relations.extend(kinds.filter_map(kind));
    }
    let mut conf = String::from("[entities]\n");
    let quantities = QuantityType::ALL.iter().map(|kind| kind.as_str().to_uppercase());
    let entities = EntityType::ALL.iter().map(|kind| kind.as_str().to_owned());
    let times = TimeType::ALL.iter().map(|kind| kind.as_str().to_owned());
    let more = [PHRASE.to_owned(), QUOTATION.to_owned()];
    for kind in entities.chain(times).chain(quantities).chain(more) {
        conf.push_str(&format!("{kind}\n"));
    }
    conf.push_str(
        "\n[relations]\nEquiv\tArg1:<ENTITY>, Arg2:<ENTITY>, <REL-TYPE>:symmetric-transitive\n",
    );
    for kind in relations {
        conf.push_str(&format!("{kind}\tArg1:<ENTITY>, Arg2:<ENTITY>\n"));
    }
    conf.push_str("\n[events]\n");
    let roles: Vec<String> = Role::ALL
        .iter()
        .map(|role| format!("{role}*:<ENTITY>"))
        .chain(["time*:<ENTITY>".to_owned()])
        .collect();
    for kind in EventType::ALL {
        conf.push_str(&format!("{kind}\t{}\n", roles.join(", ")));
    }
    let values = |names: Vec<&str>| names.join("|");
    let modalities = Modality::ALL.iter().map(|m| m.as_str()).collect();
    let mentions = MentionKind::ALL.iter().map(|m| m.as_str()).collect();
    let statements = StatementKind::ALL.iter().map(|m| m.as_str()).collect();
    conf.push_str(&format!(
        "\n[attributes]\nNegation\tArg:<EVENT>\nModality\tArg:<EVENT>, Value:{}\n\
         Mention\tArg:<ENTITY>, Value:{}\nQuotation\tArg:<ENTITY>, Value:{}\n",
        values(modalities),
        values(mentions),
        values(statements),
    ));
    fs::write(folder.join("annotation.conf"), conf)
}

/// Writes text-bound annotations.
struct Standoff {
    chars: Vec<char>,
    /// The first annotation of a span.
    spans: HashMap<(u32, u32), usize>,
    count: usize,
}

impl Standoff {
    /// Annotates a span; none where it holds nothing but blanks.
    fn text(
        &mut self,
        start: u32,
        end: u32,
        kind: &str,
        out: &mut impl Write,
    ) -> io::Result<Option<usize>> {
        let pieces = self.pieces(start as usize, end as usize);
        if pieces.is_empty() {
            return Ok(None);
        }
        self.count += 1;
        let offsets: Vec<String> = pieces.iter().map(|(from, to)| format!("{from} {to}")).collect();
        let text = |&(from, to): &(usize, usize)| self.chars[from..to].iter().collect::<String>();
        let texts: Vec<String> = pieces.iter().map(text).collect();
        writeln!(out, "T{}\t{kind} {}\t{}", self.count, offsets.join(";"), texts.join(" "))?;
        self.spans.entry((start, end)).or_insert(self.count);
        Ok(Some(self.count))
    }

    /// The annotation of a span, a new one if it has none.
    fn known(&mut self, start: u32, end: u32, out: &mut impl Write) -> io::Result<Option<usize>> {
        match self.spans.get(&(start, end)) {
            Some(&t) => Ok(Some(t)),
            None => self.text(start, end, PHRASE, out),
        }
    }

    /// The lines of a span, without the blanks around them.
    fn pieces(&self, start: usize, end: usize) -> Vec<(usize, usize)> {
        let mut pieces = Vec::new();
        let mut from = start;
        for at in start..=end {
            if at < end && !is_line_break(self.chars[at]) {
                continue;
            }
            let line = &self.chars[from..at];
            let blank = |c: &char| c.is_whitespace();
            if let Some(first) = line.iter().position(|c| !blank(c)) {
                let last = line.iter().rposition(|c| !blank(c)).unwrap_or(first);
                pieces.push((from + first, from + last + 1));
            }
            from = at + 1;
        }
        pieces
    }
}

/// Numbers what is said of annotations.
#[derive(Default)]
struct Notes {
    attributes: u32,
    notes: u32,
    references: u32,
}

impl Notes {
    fn attribute(&mut self, text: &str, out: &mut impl Write) -> io::Result<()> {
        self.attributes += 1;
        writeln!(out, "A{}\t{text}", self.attributes)
    }

    fn note(&mut self, of: &str, text: &str, out: &mut impl Write) -> io::Result<()> {
        self.notes += 1;
        writeln!(out, "#{}\tAnnotatorNotes {of}\t{}", self.notes, clean(text))
    }

    fn reference(&mut self, text: &str, out: &mut impl Write) -> io::Result<()> {
        self.references += 1;
        writeln!(out, "N{}\tReference {text}", self.references)
    }
}

/// Text that stays on its line and in its column.
fn clean(text: &str) -> String {
    text.replace(|c: char| c == '\t' || is_line_break(c), " ")
}
