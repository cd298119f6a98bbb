//! Reads a flat list: tab-separated rows under a header, comments, and `#!` directives.

use super::error::{Error, Errors, Place};
use super::lists::alternatives;
use super::source::Source;

/// How the letters of an entry must stand in a text.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum LetterCase {
    /// Any letter case will do.
    #[default]
    Fold,
    /// The text must be capitalised where the entry is.
    Name,
    /// Letter by letter.
    Exact,
}

impl LetterCase {
    /// All of them, in order.
    pub(super) const ALL: [LetterCase; 3] = [LetterCase::Fold, LetterCase::Name, LetterCase::Exact];
    /// Their names in directives, in the same order.
    pub(super) const NAMES: [&str; 3] = ["fold", "name", "exact"];
}

/// What a list is for.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum ListKind {
    /// Phrases that are looked up in texts.
    #[default]
    Phrases,
    /// Verbal roots, whose forms are derived and looked up as well.
    Roots,
    /// Knowledge that is read by its column names and never looked up in texts.
    Plain,
    /// Features and their weights: what stands behind `=` in a form are words that texts are asked for.
    Weights,
}

impl ListKind {
    /// All of them, in order.
    pub(super) const ALL: [ListKind; 4] =
        [ListKind::Phrases, ListKind::Roots, ListKind::Plain, ListKind::Weights];
    /// Their names in directives, in the same order.
    pub(super) const NAMES: [&str; 4] = ["phrases", "roots", "plain", "weights"];
}

/// So many columns a list may have: patterns keep a column's place in a byte.
const COLUMNS: usize = 1 << u8::BITS;

/// One row as read.
#[derive(Clone, Debug)]
pub struct RawRow<'s> {
    /// Line of the file, from 1.
    pub line: u32,
    /// One cell for each column of the header; missing ones at the end are empty.
    pub cells: Vec<&'s str>,
}

/// A column of a closed vocabulary.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Closed<'s> {
    /// The column's name.
    pub column: &'s str,
    /// What a cell may hold, beside nothing: one of them, or several between ` | `.
    pub values: Vec<&'s str>,
    /// Line of the directive, from 1.
    pub line: u32,
}

impl Closed<'_> {
    /// The first thing in a cell that may not stand there.
    pub fn stranger<'c>(&self, cell: &'c str) -> Option<&'c str> {
        let mut parts = alternatives(cell).filter(|part| !part.is_empty());
        parts.find(|part| !self.values.contains(part))
    }
}

/// A list as read.
#[derive(Clone, Debug)]
pub struct RawList<'s> {
    /// The file that it came from.
    pub source: &'s Source,
    /// Directive `#! case = fold|name|exact`, and its line.
    pub case: Option<(LetterCase, u32)>,
    /// Directive `#! kind = phrases|roots|plain|weights`, and its line.
    pub kind: Option<(ListKind, u32)>,
    /// Directives `#! column NAME = a | b`: columns whose cells hold nothing but these, and where it says so.
    pub closed: Vec<Closed<'s>>,
    /// The header.
    pub columns: Vec<&'s str>,
    /// The rows in file order.
    pub rows: Vec<RawRow<'s>>,
}

/// Reads one TSV file.
///
/// # Errors
/// Every fault in the file: an unknown directive, a missing header, a row with too many cells or
/// an empty form, a form that stands twice.
pub fn read(source: &Source) -> Result<RawList<'_>, Errors> {
    let mut list = RawList {
        source,
        case: None,
        kind: None,
        closed: Vec::new(),
        columns: Vec::new(),
        rows: Vec::new(),
    };
    let mut errors = Vec::new();
    for (index, line) in source.text.lines().enumerate() {
        let number = index as u32 + 1;
        let error = |column: usize, message: String| {
            let place =
                Place { file: source.shown.clone().into(), line: number, column: column as u32 };
            Error::new(place, message)
        };
        if let Some(directive) = line.strip_prefix("#!") {
            match list.direct(directive, number) {
                Ok(None) => {}
                Ok(Some(first)) => {
                    let key = directive.split('=').next().unwrap_or(directive).trim();
                    errors.push(error(3, format!("`{key}` is already told on line {first}")));
                }
                Err((column, [])) => {
                    errors.push(error(
                        3,
                        format!("column `{column}` is told nothing that it may hold"),
                    ));
                }
                Err((wrote, allowed)) => {
                    let fault = error(3, format!("unknown directive `{}`", directive.trim()));
                    errors.push(fault.did_you_mean(wrote, allowed.iter().copied()));
                }
            }
        } else if line.starts_with('#') || line.trim().is_empty() {
            continue;
        } else if list.columns.is_empty() {
            list.columns = line.split('\t').map(str::trim).collect();
            if list.columns.len() > COLUMNS {
                let has = list.columns.len();
                errors.push(error(1, format!("{has} columns, and a list may have {COLUMNS}")));
            }
            if list.columns[0] != "form" {
                errors.push(
                    error(1, format!("the first column is `{}`, not `form`", list.columns[0]))
                        .help("begin the file with a header line: form, then the other columns"),
                );
            }
        } else {
            let mut cells: Vec<&str> = line.split('\t').map(str::trim).collect();
            if cells.len() > list.columns.len() {
                let (has, may) = (cells.len(), list.columns.len());
                errors.push(error(1, format!("{has} cells in a table of {may} columns")));
            }
            cells.resize(list.columns.len(), "");
            if alternatives(cells[0]).any(str::is_empty) {
                errors.push(error(1, "an empty form".to_owned()));
            }
            list.rows.push(RawRow { line: number, cells });
        }
    }
    if list.columns.is_empty() {
        errors.push(Error::new(source.place(0), "no header line"));
    }
    for Closed { column, line, .. } in &list.closed {
        if !list.columns.contains(column) {
            let place = Place { file: source.shown.clone().into(), line: *line, column: 3 };
            let error = Error::new(place, format!("no column `{column}`"));
            errors.push(error.did_you_mean(column, list.columns.iter().copied()));
        }
    }
    if errors.is_empty() { Ok(list) } else { Err(Errors(errors)) }
}

impl<'s> RawList<'s> {
    /// How the letters of its entries must stand.
    pub fn case(&self) -> LetterCase {
        self.case.map_or(LetterCase::default(), |(case, _)| case)
    }

    /// What it is for.
    pub fn kind(&self) -> ListKind {
        self.kind.map_or(ListKind::default(), |(kind, _)| kind)
    }

    /// Takes one directive. The line of an earlier one of its kind, if there is one; on failure,
    /// what was written and what may be.
    fn direct(
        &mut self,
        directive: &'s str,
        line: u32,
    ) -> Result<Option<u32>, (&'s str, &'static [&'static str])> {
        let (key, value) = directive.split_once('=').unwrap_or((directive, ""));
        if let Some(column) = key.trim().strip_prefix("column ") {
            let values: Vec<_> =
                value.split('|').map(str::trim).filter(|v| !v.is_empty()).collect();
            if values.is_empty() {
                return Err((column.trim(), &[]));
            }
            let column = column.trim();
            let first = self.closed.iter().find(|c| c.column == column).map(|c| c.line);
            self.closed.push(Closed { column, values, line });
            return Ok(first);
        }
        let value = value.trim();
        Ok(match key.trim() {
            "case" => {
                let place = LetterCase::NAMES.iter().position(|&name| name == value);
                let place = place.ok_or((value, &LetterCase::NAMES[..]))?;
                self.case.replace((LetterCase::ALL[place], line)).map(|(_, first)| first)
            }
            "kind" => {
                let place = ListKind::NAMES.iter().position(|&name| name == value);
                let place = place.ok_or((value, &ListKind::NAMES[..]))?;
                self.kind.replace((ListKind::ALL[place], line)).map(|(_, first)| first)
            }
            other => return Err((other, &["case", "column", "kind"])),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::borrow::Cow;

    fn source(text: &str) -> Source {
        Source {
            name: "times/month.tsv".into(),
            shown: "rules/times/month.tsv".into(),
            text: Cow::Owned(text.to_owned()),
        }
    }

    #[test]
    fn rows_stand_under_their_header() {
        let source = source("#! case = name\n# a remark\nform\tvalue\nMei\t05\nAgustus | Agu\n");
        let list = read(&source).unwrap();
        assert_eq!(list.case, Some((LetterCase::Name, 1)));
        assert_eq!(list.columns, ["form", "value"]);
        assert_eq!(list.rows[0].cells, ["Mei", "05"]);
        assert_eq!((list.rows[1].line, list.rows[1].cells[1]), (5, ""));
    }

    #[test]
    fn faults_are_named_with_their_line_and_a_suggestion() {
        let source = source("#! case = nme\nform\tvalue\nMei\t05\t06\n\t07\n");
        let errors = read(&source).unwrap_err().0;
        let shown: Vec<_> = errors.iter().map(ToString::to_string).collect();
        assert_eq!(
            shown,
            [
                "rules/times/month.tsv:1:3: unknown directive `case = nme`\n  help: did you mean `name`?",
                "rules/times/month.tsv:3:1: 3 cells in a table of 2 columns",
                "rules/times/month.tsv:4:1: an empty form",
            ]
        );
    }

    #[test]
    fn a_closed_column_is_one_of_the_list() {
        let source = source("#! column vlaue = a | b\nform\tvalue\nMei\ta\n");
        let errors = read(&source).unwrap_err().0;
        let wanted = "rules/times/month.tsv:1:3: no column `vlaue`\n  help: did you mean `value`?";
        assert_eq!(errors.iter().map(ToString::to_string).collect::<Vec<_>>(), [wanted]);
        let closed = Closed { column: "value", values: vec!["a", "b"], line: 1 };
        assert_eq!(closed.stranger(""), None);
        assert_eq!(closed.stranger("b | a"), None);
        assert_eq!(closed.stranger("a | c"), Some("c"));
    }
}
