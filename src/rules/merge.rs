//! Lays the lists of all layers over one another: one list for each name, rows of one form replaced.

use super::error::{Error, Errors, Place};
use super::lists::alternatives;
use super::source::Source;
use super::tsv::{self, Closed, LetterCase, ListKind};
use rustc_hash::FxHashMap;

/// One list of all layers.
#[derive(Clone, Debug)]
pub(super) struct Merged<'s> {
    /// The file's stem.
    pub name: &'s str,
    /// The file of the lowest layer, for messages.
    pub shown: &'s str,
    pub case: LetterCase,
    pub kind: ListKind,
    pub columns: Vec<&'s str>,
    /// The columns of closed vocabularies, as the lowest layer names them.
    closed: Vec<Closed<'s>>,
    pub rows: Vec<MergedRow<'s>>,
}

/// One row, with its cells in the order of the merged header.
#[derive(Clone, Debug)]
pub(super) struct MergedRow<'s> {
    pub file: &'s str,
    pub line: u32,
    pub cells: Vec<&'s str>,
}

impl<'s> Merged<'s> {
    /// The cells of one column, row by row.
    pub fn rows_of(&self, column: &str) -> Vec<&'s str> {
        self.rows.iter().map(|row| row.get(self, column)).collect()
    }
}

impl<'s> MergedRow<'s> {
    /// The cell of that column; empty where the list has no such column.
    pub fn get(&self, list: &Merged<'_>, column: &str) -> &'s str {
        list.columns.iter().position(|&c| c == column).map_or("", |i| self.cells[i])
    }

    /// The alternatives of the first cell.
    pub fn forms(&self) -> impl Iterator<Item = &'s str> {
        alternatives(self.cells[0])
    }

    pub fn place(&self) -> Place {
        Place { file: self.file.to_owned().into(), line: self.line, column: 1 }
    }
}

/// Reads and merges every list of every layer, in the order of the lowest layer's files.
pub(super) fn lists<'s>(layers: &'s [Vec<Source>], errors: &mut Vec<Error>) -> Vec<Merged<'s>> {
    let mut merged: Vec<(Merged<'s>, &'s Source, FxHashMap<&'s str, usize>)> = Vec::new();
    let mut places: FxHashMap<&'s str, usize> = FxHashMap::default();
    for source in layers.iter().flatten().filter(|s| s.name.ends_with(".tsv")) {
        let list = match tsv::read(source) {
            Ok(list) => list,
            Err(Errors(more)) => {
                errors.extend(more);
                continue;
            }
        };
        let place = match places.get(source.stem()) {
            Some(&place) if merged[place].1.name != source.name => {
                let message = format!(
                    "the list `{}` already stands in {}",
                    source.stem(),
                    merged[place].1.shown
                );
                errors.push(Error::new(source.place(0), message).help("name the file differently"));
                continue;
            }
            Some(&place) => place,
            None => {
                let (name, shown) = (source.stem(), &*source.shown);
                let (case, kind) = (list.case(), list.kind());
                let (columns, closed) = (list.columns.clone(), list.closed.clone());
                let empty = Merged { name, shown, case, kind, columns, closed, rows: Vec::new() };
                merged.push((empty, source, FxHashMap::default()));
                places.insert(name, merged.len() - 1);
                merged.len() - 1
            }
        };
        let (target, _, known) = &mut merged[place];
        let Some(order) = order(&list, target, errors) else { continue };
        errors.extend(otherwise(&list, target));
        let mut here: FxHashMap<&str, u32> = FxHashMap::default();
        for row in list.rows {
            let (form, line, file) = (row.cells[0], row.line, &*source.shown);
            if let Some(first) = here.insert(form, line) {
                let message = format!("`{form}` already stands on line {first}");
                errors.push(Error::new(
                    Place { file: file.to_owned().into(), line, column: 1 },
                    message,
                ));
                continue;
            }
            let cells = order.iter().map(|&i| i.map_or("", |i| row.cells[i])).collect();
            let row = MergedRow { file, line, cells };
            errors.extend(strangers(target, &row));
            match known.get(form) {
                Some(&old) => target.rows[old] = row,
                None => {
                    known.insert(form, target.rows.len());
                    target.rows.push(row);
                }
            }
        }
    }
    merged.into_iter().map(|(list, _, _)| list).collect()
}

/// What stands in a cell of a closed vocabulary and does not belong to it.
fn strangers(list: &Merged<'_>, row: &MergedRow<'_>) -> Vec<Error> {
    let error = |closed: &Closed<'_>| {
        let wrote = closed.stranger(row.get(list, closed.column))?;
        let message = format!("unknown {} `{wrote}`", closed.column);
        let error = Error::new(row.place(), message);
        let error = error.help(format!("it may be {}, or nothing", closed.values.join(", ")));
        Some(error.did_you_mean(wrote, closed.values.iter().copied()))
    };
    list.closed.iter().filter_map(error).collect()
}

/// The directives of a file that say something else than those of the list's first file.
fn otherwise(list: &tsv::RawList<'_>, target: &Merged<'_>) -> Vec<Error> {
    let case = list.case.filter(|(case, _)| *case != target.case).map(|(_, line)| line);
    let kind = list.kind.filter(|(kind, _)| *kind != target.kind).map(|(_, line)| line);
    let same = |one: &Closed<'_>, other: &Closed<'_>| {
        let all = |values: &[&str], others: &[&str]| values.iter().all(|v| others.contains(v));
        one.column == other.column
            && all(&one.values, &other.values)
            && all(&other.values, &one.values)
    };
    let closed = list.closed.iter().filter(|c| !target.closed.iter().any(|known| same(c, known)));
    let lines = case.into_iter().chain(kind).chain(closed.map(|closed| closed.line));
    let error = |line| {
        let place = Place { file: list.source.shown.clone().into(), line, column: 1 };
        let message = format!("the list's first file, {}, does not say so", target.shown);
        Error::new(place, message).help("leave the directive out, or write the same one")
    };
    lines.map(error).collect()
}

/// For each column of the merged header, which column of `list` fills it.
fn order(
    list: &tsv::RawList<'_>,
    target: &Merged<'_>,
    errors: &mut Vec<Error>,
) -> Option<Vec<Option<usize>>> {
    for column in &list.columns {
        if !target.columns.contains(column) {
            let message = format!("list `{}` has no column `{column}`", target.name);
            let error = Error::new(list.source.place(0), message);
            errors.push(error.did_you_mean(column, target.columns.iter().copied()));
            return None;
        }
    }
    Some(target.columns.iter().map(|c| list.columns.iter().position(|l| l == c)).collect())
}
