//! What a layer makes of each rule of its room.

use super::error::Errors;
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
