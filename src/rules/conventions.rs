//! Fills the text layer's conventions from their lists.

use super::error::Error;
use super::merge::{Merged, MergedRow};
use crate::text::{Conventions, Ending, LineMark, LineMatch};

/// The conventions that the lists of room `text` hold; a list that is missing is an empty one.
pub(super) fn read(merged: &[Merged<'_>], errors: &mut Vec<Error>) -> Conventions {
    let find = |name: &str| merged.iter().find(|list| list.name == name);
    let forms = |name: &str| {
        let rows = find(name).into_iter().flat_map(|list| &list.rows);
        rows.flat_map(MergedRow::forms).collect::<Vec<_>>()
    };
    let mut cell = |list: &Merged<'_>, row: &MergedRow<'_>, column: &str| {
        let wrote = row.get(list, column);
        errors.push(Error::new(row.place(), format!("unknown {column} `{wrote}`")));
    };
    let mut abbreviations = Vec::new();
    if let Some(list) = find("abbreviation") {
        for row in &list.rows {
            match Ending::parse(row.get(list, "ends")) {
                Some(ending) => abbreviations.extend(row.forms().map(|form| (form, ending))),
                None => cell(list, row, "ends"),
            }
        }
    }
    let mut marks = Vec::new();
    if let Some(list) = find("boilerplate") {
        for row in &list.rows {
            match LineMatch::parse(row.get(list, "match")) {
                Some(how) => marks.extend(row.forms().map(|form| LineMark {
                    form: form.into(),
                    how,
                    byline: row.get(list, "kind") == "byline",
                })),
                None => cell(list, row, "match"),
            }
        }
    }
    let (openers, minor) = (forms("sentence_opener"), forms("headline_minor"));
    Conventions::new(abbreviations, openers, minor, forms("dateline_outlet"), marks)
}
