//! DOT for Graphviz: who takes part in what, and who is tied to whom.
//!
//! Entities are boxes and events ellipses; an edge carries the role, a dashed one the relation.

use std::collections::BTreeSet;
use std::fmt::Display;
use std::io::{self, Write};

use crate::record::{EntityType, Modality, Polarity, Record};

/// Writes one graph; several may follow one another.
pub fn write(record: &Record<'_>, out: &mut impl Write) -> io::Result<()> {
    let document = &record.document;
    let name = document.title.as_ref().map_or(&document.id, |title| &title.text);
    writeln!(out, "digraph {} {{", Quoted(&document.id))?;
    writeln!(out, "  label={}; labelloc=t; rankdir=LR;", Quoted(name))?;
    writeln!(out, "  node [fontname=\"sans-serif\", fontsize=11];")?;
    writeln!(out, "  edge [fontname=\"sans-serif\", fontsize=9, color=\"#666666\"];")?;
    let takes_part = |v: &&crate::record::Event<'_>| v.arguments.iter().any(|a| a.entity.is_some());
    let events: Vec<_> = record.events.iter().filter(takes_part).collect();
    let in_events = events.iter().flat_map(|v| v.arguments.iter().filter_map(|a| a.entity));
    let in_relations = record.relations.iter().flat_map(|r| [r.subject, r.object]);
    let shown: BTreeSet<_> = in_events.chain(in_relations).collect();
    for e in record.entities.iter().filter(|e| shown.contains(&e.id)) {
        let (label, kind, fill) = (Quoted(&e.name), Quoted(e.kind.as_str()), colour(e.kind));
        writeln!(
            out,
            "  {} [label={label}, tooltip={kind}, shape=box, style=\"rounded,filled\", fillcolor=\"{fill}\"];",
            e.id
        )?;
    }
    for v in events {
        let mut label = format!("{}\u{a0}({}", v.trigger.text, v.kind);
        if let Some(mode) = &v.mode {
            label.push_str(&format!(" {mode}"));
        }
        if v.modality != Modality::Actual {
            label.push_str(&format!(", {}", v.modality));
        }
        if v.polarity == Polarity::Negative {
            label.push_str(", negative");
        }
        label.push(')');
        let real = v.modality == Modality::Actual && v.polarity == Polarity::Positive;
        let style = if real { "solid" } else { "dashed" };
        writeln!(out, "  {} [label={}, shape=ellipse, style={style}];", v.id, Quoted(&label))?;
        // An entity that is told twice in one role is one edge.
        let edges: BTreeSet<_> =
            v.arguments.iter().filter_map(|a| Some((a.role, a.entity?))).collect();
        for (role, entity) in edges {
            writeln!(out, "  {} -> {entity} [label={}];", v.id, Quoted(role.as_str()))?;
        }
    }
    for r in &record.relations {
        let label = Quoted(&r.kind);
        writeln!(out, "  {} -> {} [label={label}, style=dashed];", r.subject, r.object)?;
    }
    writeln!(out, "}}")
}

fn colour(kind: EntityType) -> &'static str {
    match kind {
        EntityType::Person => "#dbe8f8",
        EntityType::Organization => "#ecdff3",
        EntityType::Gpe | EntityType::Location | EntityType::Facility => "#d9efe3",
        _ => "#f6ead0",
    }
}

/// A string of the DOT language, taken literally: no escape of labels (`\N`, `\l`) is left in it.
struct Quoted<'t>(&'t str);

impl Display for Quoted<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("\"")?;
        for c in self.0.chars() {
            match c {
                '"' | '\\' => write!(f, "\\{c}")?,
                // Graphviz reads `&…;` as an entity of HTML.
                '&' => f.write_str("&amp;")?,
                c if c.is_control() => f.write_str(" ")?,
                c => write!(f, "{c}")?,
            }
        }
        f.write_str("\"")
    }
}

#[cfg(test)]
mod tests {
    use super::Quoted;

    #[test]
    fn a_string_is_taken_literally() {
        let shown = Quoted("a \"b\" \\N &lt; \n").to_string();
        assert_eq!(shown, r#""a \"b\" \\N &amp;lt;  ""#);
    }
}
