//! The rules behind the facts of a page: each once, with its place and its row.

use std::borrow::Cow;
use std::collections::HashMap;

use crate::embedded;
use crate::output::Sheet;
use crate::rules::{Place, Source, Tables};

/// A rule or row that made facts of the page.
pub struct Rule {
    /// Its id on the page, `u1`.
    pub id: String,
    /// Its name, as facts carry it.
    pub name: String,
    /// File and line; none for a mechanism of the program.
    pub place: Option<String>,
    /// The cells of a row by column, those with something in them.
    pub cells: Vec<(String, String)>,
    /// The lines of a rule; empty for a row.
    pub lines: String,
    /// How many facts of the page it made.
    pub facts: usize,
}

/// Collects the rules of a page, in order of first use.
pub struct Rules<'s> {
    tables: &'s Tables,
    index: HashMap<String, usize>,
    rules: Vec<Rule>,
}

impl<'s> Rules<'s> {
    /// None so far.
    pub fn new(sheet: &Sheet<'s>) -> Self {
        Rules { tables: sheet.tables, index: HashMap::new(), rules: Vec::new() }
    }

    /// The page's id of a rule, by its name.
    pub fn id(&mut self, name: &str) -> String {
        let next = self.rules.len();
        let index = *self.index.entry(name.to_owned()).or_insert(next);
        if index == next {
            self.rules.push(Rule {
                id: format!("u{}", next + 1),
                name: name.to_owned(),
                place: None,
                cells: Vec::new(),
                lines: String::new(),
                facts: 0,
            });
        }
        self.rules[index].facts += 1;
        self.rules[index].id.clone()
    }

    /// All of them, with their places and their text.
    pub fn finish(mut self) -> Vec<Rule> {
        let sources = embedded::sources();
        for rule in &mut self.rules {
            let Some(place) = self.tables.place_of(&rule.name) else { continue };
            rule.place = Some(place.to_string());
            let Some(file) = text(&sources, &place) else { continue };
            if place.file.ends_with(".tsv") {
                rule.cells = cells(&file, place.line);
            } else {
                rule.lines = lines(&file, place.line);
            }
        }
        self.rules
    }
}

/// The file that a place is in: built in, or the user's, which may have gone since it was read.
fn text<'f>(sources: &'f [Source], place: &Place) -> Option<Cow<'f, str>> {
    match sources.iter().find(|source| *source.shown == *place.file) {
        Some(source) => Some(Cow::Borrowed(&source.text)),
        None => std::fs::read_to_string(&*place.file).ok().map(Cow::Owned),
    }
}

/// The row at a line (from 1) under the names of its columns.
fn cells(file: &str, line: u32) -> Vec<(String, String)> {
    let header = file.lines().find(|line| !line.starts_with('#')).unwrap_or_default();
    let row = file.lines().nth(line.saturating_sub(1) as usize).unwrap_or_default();
    let cells = header.split('\t').zip(row.split('\t'));
    let cells = cells.filter(|(_, cell)| !cell.is_empty());
    cells.map(|(column, cell)| (column.to_owned(), cell.to_owned())).collect()
}

/// The rule around a line (from 1), without its examples.
fn lines(file: &str, line: u32) -> String {
    let lines: Vec<&str> = file.lines().collect();
    let at = (line.saturating_sub(1) as usize).min(lines.len().saturating_sub(1));
    fn opens(line: &&str) -> bool {
        line.starts_with("[[")
    }
    let start = lines[..at].iter().rposition(opens).unwrap_or(at);
    let end = lines[at..].iter().position(opens).map_or(lines.len(), |n| at + n);
    let mut kept: Vec<&str> = Vec::new();
    let mut in_examples = false;
    for line in &lines[start..end] {
        in_examples |= line.starts_with("yes =") || line.starts_with("no =");
        if !in_examples && !line.starts_with('#') {
            kept.push(line);
        }
        in_examples &= !line.trim_end().ends_with(']');
    }
    kept.join("\n").trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_is_shown_under_its_columns() {
        let file = "# Negara.\n#! case = name\nform\ttype\tid\nRusia\tGPE\t\n";
        let row = cells(file, 4);
        assert_eq!(row, [("form".into(), "Rusia".into()), ("type".into(), "GPE".into())]);
        assert!(cells("", 9).is_empty());
    }

    #[test]
    fn a_rule_is_shown_without_its_examples() {
        let file = "[[rule]]\nid = \"a\"\nyes = [\n \"x [y]\",\n]\nno = []\nweight = 2\n\n# Next.\n[[rule]]\nid = \"b\"\n";
        assert_eq!(lines(file, 2), "[[rule]]\nid = \"a\"\nweight = 2");
        assert_eq!(lines(file, 11), "[[rule]]\nid = \"b\"");
        assert_eq!(lines("", 1), "");
    }
}
