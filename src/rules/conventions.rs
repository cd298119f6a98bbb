//! Fills the text layer's conventions from their lists.

use super::lists::alternatives;
use crate::text::{Conventions, Ending, LONGEST, LineMark, LineMatch};

/// Lists of words that tokens are compared with, which are no longer than [`LONGEST`].
const WORDS: [&str; 7] = [
    "abbreviation",
    "sentence_opener",
    "headline_minor",
    "dateline_outlet",
    "glued_word",
    "joined_name",
    "glued_tail",
];

/// The conventions that the lists of room `text` hold; a list that is missing is an empty one.
///
/// `column` gives the cells of one column of one list, row by row; `fault` is told the list, the
/// row's number and what is wrong with it.
pub(super) fn read<'s>(
    column: impl Fn(&str, &str) -> Vec<&'s str>,
    mut fault: impl FnMut(&str, usize, String),
) -> Conventions {
    let forms = |list: &str| -> Vec<_> {
        column(list, "form").into_iter().flat_map(alternatives).collect()
    };
    let mut abbreviations = Vec::new();
    let rows = column("abbreviation", "form").into_iter().zip(column("abbreviation", "ends"));
    for (row, (form, ends)) in rows.enumerate() {
        match Ending::parse(ends) {
            Some(ending) => abbreviations.extend(alternatives(form).map(|form| (form, ending))),
            None => fault("abbreviation", row, format!("unknown `ends`: `{ends}`")),
        }
    }
    let mut marks = Vec::new();
    let rows = column("boilerplate", "form").into_iter().zip(column("boilerplate", "match"));
    let rows = rows.zip(column("boilerplate", "kind"));
    for (row, ((form, how), kind)) in rows.enumerate() {
        match LineMatch::parse(how) {
            Some(how) => marks.extend(alternatives(form).map(|form| LineMark {
                form,
                how,
                byline: kind == "byline",
            })),
            None => fault("boilerplate", row, format!("unknown `match`: `{how}`")),
        }
    }
    let (openers, minor) = (forms("sentence_opener"), forms("headline_minor"));
    Conventions::new(abbreviations, openers, minor, forms("dateline_outlet"), marks)
        .with_glued(forms("glued_word"), forms("joined_name"))
        .with_tails(forms("glued_tail"))
}

/// Tells `fault` of words that are too long to be looked up; as [`read`].
pub(super) fn check<'s>(
    column: impl Fn(&str, &str) -> Vec<&'s str>,
    mut fault: impl FnMut(&str, usize, String),
) {
    for list in WORDS {
        for (row, cell) in column(list, "form").into_iter().enumerate() {
            if let Some(form) = alternatives(cell).find(|form| form.len() > LONGEST) {
                fault(list, row, format!("`{form}` is too long: at most {LONGEST} bytes"));
            }
        }
    }
}
