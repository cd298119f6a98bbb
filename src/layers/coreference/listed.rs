//! Lists whose rows are resolved to values once.

use crate::document::Document;
use crate::record::EntityType;
use crate::rules::{CellId, Error, Errors, ListId, Place, RowId, Tables};

/// A list whose rows are resolved to values.
#[derive(Debug)]
pub(super) struct Listed<T> {
    list: ListId,
    first: u32,
    values: Vec<T>,
}

impl<T> Listed<T> {
    /// Resolves the rows of `list`; `read` is given the columns of these names, in their order.
    ///
    /// # Errors
    /// When there is no such list, or a row that `read` does not take.
    pub fn new<const N: usize>(
        tables: &Tables,
        list: &str,
        columns: [&'static str; N],
        mut read: impl FnMut(Row<'_>, [Column; N]) -> Result<T, Error>,
    ) -> Result<Listed<T>, Errors> {
        let list = tables.need(list)?;
        let columns = columns.map(|name| Column { name, at: tables.lists.column(list, name) });
        let rows = tables.lists.rows(list);
        let (mut first, mut errors) = (None, Vec::new());
        let mut values = Vec::with_capacity(rows.size_hint().0);
        for row in rows {
            first.get_or_insert(row.0);
            match read(Row { tables, row }, columns) {
                Ok(value) => values.push(value),
                Err(error) => errors.push(error),
            }
        }
        let listed = Listed { list, first: first.unwrap_or(0), values };
        if errors.is_empty() { Ok(listed) } else { Err(Errors(errors)) }
    }

    /// What a row says, if it is of this list.
    pub fn get(&self, row: RowId) -> Option<&T> {
        self.values.get(row.0.checked_sub(self.first)? as usize)
    }

    /// The longest entry that begins at token `at` and ends by `end`: its end, row and value.
    pub fn longest(&self, document: &Document<'_>, at: u32, end: u32) -> Option<(u32, RowId, &T)> {
        if !document.may_be(at, self.list) {
            return None;
        }
        let hits = document.hits_at(at).iter().rev();
        let mut fits = hits.filter(|h| h.end <= end);
        fits.find_map(|h| Some((h.end, h.row, self.get(h.row)?)))
    }

    /// Whether an entry begins at token `at`.
    pub fn has(&self, document: &Document<'_>, at: u32) -> bool {
        document.may_be(at, self.list)
            && document.hits_at(at).iter().any(|h| self.get(h.row).is_some())
    }
}

/// A column of a list, looked up once for all rows.
#[derive(Clone, Copy)]
pub(super) struct Column {
    name: &'static str,
    /// None where the list has no such column.
    at: Option<usize>,
}

/// A row while it is resolved.
#[derive(Clone, Copy)]
pub(super) struct Row<'t> {
    tables: &'t Tables,
    row: RowId,
}

impl<'t> Row<'t> {
    /// The cell in a column.
    pub fn cell(self, column: Column) -> &'t str {
        self.tables.lists.text(self.cell_id(column))
    }

    /// Its id; that of the empty cell where the list has no such column.
    pub fn cell_id(self, column: Column) -> CellId {
        column.at.map_or(CellId::EMPTY, |at| self.tables.lists.cell_id(self.row, at))
    }

    /// The value that `known` gives for a cell's text.
    pub fn one_of<T: Copy>(self, column: Column, known: &[(&str, T)]) -> Result<T, Error> {
        let wrote = self.cell(column);
        match known.iter().find(|(name, _)| *name == wrote) {
            Some(&(_, value)) => Ok(value),
            None => {
                let error = Error::new(self.place(), format!("unknown {} `{wrote}`", column.name));
                Err(error.did_you_mean(wrote, known.iter().map(|(name, _)| *name)))
            }
        }
    }

    /// The entity type in a column; none where the cell is empty.
    pub fn entity_type(self, column: Column) -> Result<Option<EntityType>, Error> {
        match self.cell(column) {
            "" => Ok(None),
            name => EntityType::from_name(name).map(Some).ok_or_else(|| {
                let error = Error::new(self.place(), format!("unknown type `{name}`"));
                error.did_you_mean(name, EntityType::ALL.iter().map(|t| t.as_str()))
            }),
        }
    }

    /// Where the row stands.
    pub fn place(self) -> Place {
        self.tables.lists.place_of(self.row)
    }
}
