//! CoNLL: a token a line with its offsets and its BIO tag, a blank line behind each sentence.
//!
//! The columns are token, start, end and tag, parted by tabs; an article begins with the line
//! `-DOCSTART-` of CoNLL-2003. A tag is `B-TYPE` or `I-TYPE` inside a mention by name, else `O`.
//! A token is cut where a mention begins or ends inside it, so that no mention is lost.

use std::io::{self, Write};

use super::Sheet;
use crate::record::MentionKind;
use crate::text::{Offsets, Segments, Span};

/// Writes one article.
pub fn write(sheet: &Sheet<'_>, out: &mut impl Write) -> io::Result<()> {
    let text = sheet.article.text.as_str();
    let Segments { layout, tokens, sentences, .. } = Segments::new(text, &sheet.tables.conventions);
    let names = names(sheet);
    let (offsets, measure) = (Offsets::new(text), sheet.unit.measure(text));
    let (mut name, mut sentence, mut block) = (0, 0, 0);
    let mut last = None;
    let line = |out: &mut dyn Write, start: u32, end: u32, tag: &str, kind: &str| {
        let (from, to) = (measure.at(start), measure.at(end));
        let token = Span { start, end }.of(text);
        writeln!(out, "{token}\t{from}\t{to}\t{tag}{kind}")
    };
    writeln!(out, "-DOCSTART-\t0\t0\tO")?;
    for token in &tokens {
        let span = token.span;
        while sentences.get(sentence).is_some_and(|s| s.span.end <= span.start) {
            sentence += 1;
        }
        while layout.blocks.get(block).is_some_and(|b| b.span.end <= span.start) {
            block += 1;
        }
        // What stands outside every sentence is apart by its block.
        let inside = sentences.get(sentence).is_some_and(|s| s.span.start <= span.start);
        let place = (block, inside.then_some(sentence));
        if last != Some(place) {
            writeln!(out)?;
            last = Some(place);
        }
        let mut at = span.start;
        while at < span.end {
            let point = offsets.code_points(at);
            while names.get(name).is_some_and(|&(_, end, _)| end <= point) {
                name += 1;
            }
            let end_point = offsets.code_points(span.end);
            let (stop, tag, kind) = match names.get(name) {
                Some(&(start, end, kind)) if start <= point => {
                    (end.min(end_point), if start == point { "B-" } else { "I-" }, kind)
                }
                Some(&(start, ..)) => (start.min(end_point), "O", ""),
                None => (end_point, "O", ""),
            };
            let stop = at + bytes(&text[at as usize..], stop - point);
            line(out, at, stop, tag, kind)?;
            at = stop;
        }
    }
    writeln!(out)
}

/// The mentions by name, in order: start, end, type.
fn names(sheet: &Sheet<'_>) -> Vec<(u32, u32, &'static str)> {
    let mut names: Vec<_> = sheet
        .record
        .entities
        .iter()
        .flat_map(|e| e.mentions.iter().map(move |m| (m, e.kind.as_str())))
        .filter(|(m, _)| m.kind == MentionKind::Name)
        .map(|(m, kind)| (m.start, m.end, kind))
        .collect();
    names.sort();
    names
}

/// The bytes of the first so many code points.
fn bytes(text: &str, points: u32) -> u32 {
    text.chars().take(points as usize).map(|c| c.len_utf8() as u32).sum()
}
