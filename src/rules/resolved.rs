//! What a layer makes of each rule of its room, and of each row of a list.

use super::error::{Error, Errors};
use super::lists::{ListId, RowId};
use super::rule::RuleId;
use super::tables::Tables;
use std::sync::OnceLock;

/// Something that is read from each rule of a room: of the tables that ship with the binary, which
/// were checked when it was built, when it is first asked for; of a user's, at once.
#[derive(Debug)]
pub struct Resolved<T> {
    first: u32,
    cells: Box<[OnceLock<Option<Box<T>>>]>,
    read: fn(&Tables, RuleId) -> Result<T, Errors>,
}

impl<T> Resolved<T> {
    /// What `read` makes of the rules of `room`.
    ///
    /// # Errors
    /// Those of `read`, for all rules, unless the tables are the built-in ones.
    pub fn new(
        tables: &Tables,
        room: &str,
        read: fn(&Tables, RuleId) -> Result<T, Errors>,
    ) -> Result<Resolved<T>, Errors> {
        let rules = tables.room(room).iter();
        let resolved = Resolved {
            first: rules.clone().next().map_or(0, |rule| rule.0),
            cells: rules.clone().map(|_| OnceLock::new()).collect(),
            read,
        };
        let mut errors = Vec::new();
        if !tables.is_built_in() {
            for (rule, cell) in rules.zip(&resolved.cells) {
                match read(tables, rule) {
                    Ok(value) => drop(cell.set(Some(Box::new(value)))),
                    Err(Errors(more)) => errors.extend(more),
                }
            }
        }
        if errors.is_empty() { Ok(resolved) } else { Err(Errors(errors)) }
    }

    /// What was made of a rule; none for a rule of another room.
    pub fn get(&self, tables: &Tables, rule: RuleId) -> Option<&T> {
        let cell = self.cells.get(rule.0.checked_sub(self.first)? as usize)?;
        cell.get_or_init(|| (self.read)(tables, rule).ok().map(Box::new)).as_deref()
    }
}

/// Something that is read from each row of a list, when it is first asked for or at once, as with
/// [`Resolved`].
#[derive(Debug)]
pub struct ResolvedRows<T> {
    first: u32,
    cells: Box<[OnceLock<Option<T>>]>,
    read: fn(&Tables, RowId) -> Result<T, Error>,
}

impl<T> ResolvedRows<T> {
    /// What `read` makes of the rows of `list`.
    ///
    /// # Errors
    /// Those of `read`, for all rows, unless the tables are the built-in ones.
    pub fn new(
        tables: &Tables,
        list: ListId,
        read: fn(&Tables, RowId) -> Result<T, Error>,
    ) -> Result<ResolvedRows<T>, Errors> {
        let rows = || tables.lists.rows(list);
        let resolved = ResolvedRows {
            first: rows().next().map_or(0, |row| row.0),
            cells: rows().map(|_| OnceLock::new()).collect(),
            read,
        };
        let mut errors = Vec::new();
        if !tables.is_built_in() {
            for (row, cell) in rows().zip(&resolved.cells) {
                match read(tables, row) {
                    Ok(value) => drop(cell.set(Some(value))),
                    Err(error) => errors.push(error),
                }
            }
        }
        if errors.is_empty() { Ok(resolved) } else { Err(Errors(errors)) }
    }

    /// What was made of a row; none for a row of another list.
    pub fn get(&self, tables: &Tables, row: RowId) -> Option<&T> {
        let cell = self.cells.get(row.0.checked_sub(self.first)? as usize)?;
        cell.get_or_init(|| (self.read)(tables, row).ok()).as_ref()
    }
}
