//! Names against tokens with BIO tags: a name counts if start, end and type agree.
//!
//! A line is a token, any columns, a tag; an empty line ends a sentence. PERSON counts as PER;
//! ORGANIZATION as ORG; GPE, LOCATION and FACILITY as LOC; other types are left out. Twelve sentences
//! make a document, each a paragraph of its own.

use std::collections::BTreeSet;
use std::path::Path;

use super::{Error, Evaluation, text};
use crate::record::{EntityType, MentionKind, Record};
use crate::{Article, Extractor};

/// Sentences of one document.
const SENTENCES: usize = 12;

/// Code points around a fault that are shown.
const AROUND: usize = 40;

/// First and last code point, and type.
type Name = (u32, u32, &'static str);

/// Evaluates the names of these files.
pub(super) fn evaluate(
    extractor: &Extractor,
    files: &[&Path],
    name: &str,
) -> Result<Evaluation, Error> {
    let mut evaluation = Evaluation::default();
    let mut documents = 0;
    for file in files {
        let source = text(file)?;
        let sentences = sentences(&source);
        if sentences.is_empty() {
            return Err(Error::new(file, "no tokens; a line is a token, any columns, and a tag"));
        }
        for part in sentences.chunks(SENTENCES) {
            document(extractor, part, &format!("d{documents}"), &mut evaluation);
            documents += 1;
        }
    }
    evaluation.title = format!("entities, {name}: {documents} documents");
    evaluation.summary = vec![("F1", evaluation.counts.total().f1())];
    Ok(evaluation)
}

fn document(
    extractor: &Extractor,
    sentences: &[Vec<(&str, &str)>],
    id: &str,
    evaluation: &mut Evaluation,
) {
    let (mut body, mut length, mut gold) = (String::new(), 0, BTreeSet::new());
    for sentence in sentences {
        let (text, spans) = detokenize(sentence.iter().map(|(token, _)| *token));
        let tags: Vec<&str> = sentence.iter().map(|(_, tag)| *tag).collect();
        for tag in tags.iter().filter(|tag| **tag != "O" && label(tag.get(2..)).is_none()) {
            evaluation.skipped.push(format!("{id}: no such type is scored: {tag}"));
        }
        gold.extend(names(&tags, &spans).into_iter().map(|(s, e, k)| (s + length, e + length, k)));
        length += text.chars().count() as u32 + 2;
        body.push_str(&text);
        body.push_str("\n\n");
    }
    let article = Article::new(id, body);
    let record = extractor.extract(&article);
    let ours = predicted(&record);
    let points: Vec<char> = article.text.chars().collect();
    let piece = |from: u32, to: u32| -> String {
        let to = points.len().min(to as usize);
        points[(from as usize).min(to)..to].iter().collect::<String>().replace('\n', " ")
    };
    let told = |&(s, e, k): &Name| {
        let around = piece(s.saturating_sub(AROUND as u32), e + AROUND as u32);
        format!("{k} [{}] … {around}", piece(s, e))
    };
    let mut faults = Vec::new();
    for name in &gold {
        evaluation.counts.row(name.2).gold += 1;
        if !ours.iter().any(|(n, _)| n == name) {
            faults.push((name.0, "missed", told(name), None));
        }
    }
    for (name, rule) in &ours {
        let right = gold.contains(name);
        let row = evaluation.counts.row(name.2);
        row.predicted += 1;
        row.tp += u64::from(right);
        evaluation.judge(rule, right);
        if !right {
            faults.push((name.0, "spurious", told(name), Some(rule)));
        }
    }
    faults.sort_by_key(|(at, kind, ..)| (*at, *kind));
    for (_, kind, told, rule) in faults {
        evaluation.fault(kind, id, told, rule.map(String::as_str));
    }
}

/// The names of a record; where some overlap, the longest of those that begin first.
fn predicted(record: &Record<'_>) -> Vec<(Name, String)> {
    let mut all = Vec::new();
    for entity in &record.entities {
        let Some(kind) = kind(entity.kind) else { continue };
        let names = entity.mentions.iter().filter(|m| m.kind == MentionKind::Name);
        all.extend(names.map(|m| ((m.start, m.end, kind), m.rule.to_string())));
    }
    all.sort_by(|(a, _), (b, _)| (a.0, b.1, a.2).cmp(&(b.0, a.1, b.2)));
    let mut reach = 0;
    all.retain(|((start, end, _), _)| {
        let free = *start >= reach;
        reach = if free { *end } else { reach };
        free
    });
    all
}

fn kind(kind: EntityType) -> Option<&'static str> {
    match kind {
        EntityType::Person => Some("PER"),
        EntityType::Organization => Some("ORG"),
        EntityType::Gpe | EntityType::Location | EntityType::Facility => Some("LOC"),
        _ => None,
    }
}

/// The type of a tag without its prefix.
fn label(name: Option<&str>) -> Option<&'static str> {
    match name? {
        "PER" | "PERSON" => Some("PER"),
        "LOC" | "PLACE" | "LOCATION" | "GPE" | "FACILITY" => Some("LOC"),
        "ORG" | "ORGANISATION" | "ORGANIZATION" => Some("ORG"),
        _ => None,
    }
}

fn sentences(source: &str) -> Vec<Vec<(&str, &str)>> {
    let (mut all, mut current) = (Vec::new(), Vec::new());
    for line in source.lines().chain([""]) {
        let mut fields = line.split_whitespace();
        match (fields.next(), fields.next_back()) {
            (Some(token), Some(tag)) if token != "-DOCSTART-" => current.push((token, tag)),
            _ if current.is_empty() => {}
            _ => all.push(std::mem::take(&mut current)),
        }
    }
    all
}

fn names(tags: &[&str], spans: &[(u32, u32)]) -> Vec<Name> {
    let (mut found, mut open): (Vec<Name>, Option<Name>) = (Vec::new(), None);
    for (tag, &(start, end)) in tags.iter().zip(spans).chain([(&"O", &(0, 0))]) {
        let kind = label(tag.get(2..).filter(|_| *tag != "O"));
        if open.is_some_and(|(.., of)| !tag.starts_with("I-") || kind != Some(of)) {
            found.extend(open.take());
        }
        if let Some(kind) = kind {
            let from = open.map_or(start, |(from, ..)| from);
            open = Some((from, end, open.map_or(kind, |(.., of)| of)));
        }
    }
    found
}

/// Joins tokens to a text as one writes it; the code points of each.
fn detokenize<'t>(tokens: impl Iterator<Item = &'t str>) -> (String, Vec<(u32, u32)>) {
    const CLOSE: &[&str] =
        &[",", ".", ";", ":", "!", "?", ")", "]", "}", "%", "”", "’", "…", "..."];
    const OPEN: &[&str] = &["(", "[", "{", "“", "‘"];
    let (mut text, mut spans, mut length) = (String::new(), Vec::new(), 0);
    let (mut quoted, mut glue) = (false, true);
    for token in tokens {
        let attach = match token {
            "\"" => glue || quoted,
            _ => glue || CLOSE.contains(&token),
        };
        if !attach {
            text.push(' ');
            length += 1;
        }
        let points = token.chars().count() as u32;
        spans.push((length, length + points));
        text.push_str(token);
        length += points;
        glue = OPEN.contains(&token);
        if token == "\"" {
            quoted = !quoted;
            glue = quoted;
        }
    }
    (text, spans)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_are_joined_as_they_are_written() {
        let (text, spans) = detokenize(["Kata", "\"", "ya", "\"", ",", "(", "ia", ")"].into_iter());
        assert_eq!(text, "Kata \"ya\", (ia)");
        assert_eq!(spans[2], (6, 8));
    }

    #[test]
    fn a_name_ends_where_another_begins_or_the_type_changes() {
        let spans = [(0, 1), (2, 3), (4, 5), (6, 7), (8, 9)];
        let tags = ["B-PER", "I-PER", "B-PER", "I-ORG", "O"];
        let expected = [(0, 3, "PER"), (4, 5, "PER"), (6, 7, "ORG")];
        assert_eq!(names(&tags, &spans), expected);
        assert_eq!(names(&["I-PLACE", "B-EVT"], &spans), [(0, 1, "LOC")]);
    }
}
