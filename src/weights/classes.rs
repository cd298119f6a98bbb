//! Classes of list entries: to a feature, `Jakarta` and `Bandung` are both an entry of `city`.
//!
//! A row's class is its list's name, then what its first column of `kind`, `part`, `pos`, `class` or `type` says,
//! then `~` where the row is marked as an ordinary word too: `organization.party`, `person_name.given~`.

use crate::rules::flat::{Flat, Reader, Writer};
use crate::rules::{LabelId, ListKind, RowId, Tables};
use rustc_hash::FxHashMap;
use std::borrow::Cow;

/// A class of entries; 0 is none.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Default)]
pub struct ClassId(pub u16);

/// The columns that tell classes of one list apart; the first that a list has counts.
const COLUMNS: &[&str] = &["kind", "part", "pos", "class", "type"];

/// The folders whose lists say something about names.
const ROOMS: &[&str] = &["gazetteer", "lexicon", "names", "times", "quantities"];

/// The class of every row of every list.
#[derive(Debug, Default)]
pub struct Classes {
    /// For each row its class, and above it one more than the label of what it names.
    of_row: Flat,
    names: Vec<Cow<'static, str>>,
}

impl Classes {
    /// Reads the lists in force.
    pub(super) fn new(tables: &Tables) -> Classes {
        let (mut names, mut by_name) = (Vec::new(), FxHashMap::default());
        let mut intern = |name: String| {
            *by_name.entry(name).or_insert_with_key(|name| {
                names.push(Cow::Owned(name.clone()));
                ClassId(names.len() as u16 - 1)
            })
        };
        // The class of what no list knows has a name too.
        intern("none".to_owned());
        let (lists, mut of_row) = (&tables.lists, Vec::new());
        for (id, list) in lists.iter() {
            let room = list.file.rsplit('/').nth(1).unwrap_or("");
            if list.kind != ListKind::Phrases || !ROOMS.contains(&room) {
                continue;
            }
            let column = COLUMNS.iter().find_map(|name| lists.column(id, name));
            let (flag, typed) = (lists.column(id, "flag"), lists.column(id, "type"));
            let cell = |row, column: Option<usize>| column.map_or("", |c| lists.cell(row, c));
            for row in lists.rows(id) {
                let mut name = list.name.to_string();
                let kind = cell(row, column);
                if !kind.is_empty() {
                    name.push('.');
                    name.push_str(&kind.replace(' ', "_"));
                }
                if cell(row, flag).contains("word") {
                    name.push('~');
                }
                let label = LabelId::named(cell(row, typed)).map_or(0, |l| u32::from(l.0) + 1);
                of_row.resize(row.0 as usize + 1, 0);
                of_row[row.0 as usize] = u32::from(intern(name).0) | label << 16;
            }
        }
        Classes { of_row: of_row.into(), names }
    }

    /// The class of a row, if it has one.
    pub fn of(&self, row: RowId) -> Option<ClassId> {
        let class = *self.of_row.get(row.0 as usize)? as u16;
        (class != 0).then_some(ClassId(class))
    }

    /// The label of the thing that a row names, if it names one.
    pub fn label(&self, row: RowId) -> Option<LabelId> {
        let label = *self.of_row.get(row.0 as usize)? >> 16;
        Some(LabelId(label.checked_sub(1)? as u8))
    }

    /// The name of a class.
    pub fn name(&self, class: ClassId) -> &str {
        &self.names[class.0 as usize]
    }

    /// The class of that name.
    pub fn named(&self, name: &str) -> Option<ClassId> {
        self.names.iter().position(|n| n == name).map(|at| ClassId(at as u16))
    }

    /// All classes by their names.
    pub(super) fn by_name(&self) -> FxHashMap<&str, ClassId> {
        self.names.iter().enumerate().map(|(at, name)| (&**name, ClassId(at as u16))).collect()
    }

    pub(super) fn write(&self, to: &mut Writer) {
        to.numbers(&self.of_row);
        to.text(&self.names.join("\n"));
    }

    pub(super) fn read(from: &mut Reader) -> Classes {
        let of_row = from.numbers();
        let names = match from.text() {
            Cow::Borrowed(text) => text.lines().map(Cow::Borrowed).collect(),
            Cow::Owned(text) => text.lines().map(|name| Cow::Owned(name.to_owned())).collect(),
        };
        Classes { of_row, names }
    }
}
