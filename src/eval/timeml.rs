//! Times against TimeML files: TIMEX3 elements of the TEXT, by the day of the document's creation.
//!
//! `strict` is the same start and end, `relaxed` an overlap, `value` an overlap with the same value.

use std::path::Path;

use roxmltree::{Document, Node};

use super::{Error, Evaluation, text};
use crate::input::day;
use crate::{Article, Extractor};

/// An expression: code points and TIMEX3 value.
type Timex = (u32, u32, String);

/// Evaluates the times of these files.
pub(super) fn evaluate(
    extractor: &Extractor,
    files: &[&Path],
    name: &str,
) -> Result<Evaluation, Error> {
    let mut evaluation = Evaluation::default();
    for file in files {
        let (article, gold) = read(file)?;
        document(extractor, &article, &gold, &mut evaluation);
    }
    evaluation.title = format!("times, {name}: {} documents", files.len());
    let f1 = |label| evaluation.counts.get(label).f1();
    let [strict, relaxed, value] = ["strict", "relaxed", "value"].map(f1);
    evaluation.summary = vec![("strict F1", strict), ("relaxed F1", relaxed), ("value F1", value)];
    Ok(evaluation)
}

fn document(extractor: &Extractor, article: &Article, gold: &[Timex], evaluation: &mut Evaluation) {
    let record = extractor.extract(article);
    let ours = &record.times;
    let overlap = |g: &Timex, o: &crate::record::Time<'_>| o.start < g.1 && g.0 < o.end;
    let mut right = Vec::new();
    let mut near = Vec::new();
    for label in ["strict", "relaxed", "value"] {
        let (mut used, mut found) = (vec![false; ours.len()], vec![false; gold.len()]);
        for (at, g) in gold.iter().enumerate() {
            let same = |o: &crate::record::Time<'_>| match label {
                "strict" => (g.0, g.1) == (o.start, o.end),
                "relaxed" => overlap(g, o),
                _ => overlap(g, o) && g.2 == o.value,
            };
            if let Some(k) = (0..ours.len()).find(|&k| !used[k] && same(&ours[k])) {
                (used[k], found[at]) = (true, true);
            }
        }
        let row = evaluation.counts.row(label);
        row.tp += used.iter().filter(|used| **used).count() as u64;
        row.predicted += ours.len() as u64;
        row.gold += gold.len() as u64;
        if label == "relaxed" {
            near.clone_from(&used);
        }
        if label == "value" {
            for (o, used) in ours.iter().zip(&used) {
                evaluation.judge(&o.rule, *used);
            }
            right = found;
        }
    }
    let points: Vec<char> = article.text.chars().collect();
    for (g, _) in gold.iter().zip(right).filter(|(_, right)| !right) {
        let got: Vec<String> = (ours.iter().filter(|o| overlap(g, o)))
            .map(|o| format!("{:?} {}", o.text, o.value))
            .collect();
        let text: String = points[g.0 as usize..g.1 as usize].iter().collect();
        let told = format!("{text:?} {} got [{}]", g.2, got.join(", "));
        evaluation.fault("missed", &article.id, told, None);
    }
    for (o, _) in ours.iter().zip(near).filter(|(_, used)| !used) {
        let told = format!("{:?} {}", o.text, o.value);
        evaluation.fault("spurious", &article.id, told, Some(&o.rule));
    }
}

fn read(path: &Path) -> Result<(Article, Vec<Timex>), Error> {
    let source = text(path)?;
    let xml = Document::parse(&source).map_err(|e| Error::new(path, e))?;
    let named = |name: &str| xml.descendants().find(|node| node.has_tag_name(name));
    let body = named("TEXT").ok_or_else(|| Error::new(path, "no element TEXT"))?;
    let (mut text, mut gold) = (String::new(), Vec::new());
    read_node(body, &mut text, &mut gold);
    let created = xml.descendants().find(|node| {
        node.has_tag_name("TIMEX3") && node.attribute("functionInDocument") == Some("CREATION_TIME")
    });
    let created = created.and_then(|node| node.attribute("value")?.get(..10));
    let id = path.file_stem().unwrap_or_default().to_string_lossy();
    let mut article = Article::new(id, text);
    article.date = created.and_then(|value| day(value).ok());
    Ok((article, gold))
}

fn read_node(node: Node<'_, '_>, text: &mut String, gold: &mut Vec<Timex>) {
    for child in node.children() {
        match child.text().filter(|_| child.is_text()) {
            // The line break behind <TEXT> is the file's.
            Some(piece) if text.is_empty() => {
                text.push_str(piece.strip_prefix('\n').unwrap_or(piece))
            }
            Some(piece) => text.push_str(piece),
            None if child.has_tag_name("TIMEX3") => {
                let start = text.chars().count() as u32;
                read_node(child, text, &mut Vec::new());
                let value = child.attribute("value").unwrap_or_default().to_owned();
                gold.push((start, text.chars().count() as u32, value));
            }
            None => read_node(child, text, gold),
        }
    }
}
