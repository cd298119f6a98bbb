//! Classes of list entries: to a feature, `Jakarta` and `Bandung` are both an entry of `city`.
//!
//! A row's class is its list's name, then what its first column of `kind`, `part`, `pos`, `class` or `type` says,
//! then `~` where the row is marked as an ordinary word too: `organization.party`, `person_name.given~`.

use crate::record::EntityType;
use crate::rules::{CellId, ListKind, RowId, Tables};
use rustc_hash::FxHashMap;

/// A class of entries; 0 is none.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Default)]
pub struct ClassId(pub u16);

/// The columns that tell classes of one list apart; the first that a list has counts.
const COLUMNS: &[&str] = &["kind", "part", "pos", "class", "type"];

/// The folders whose lists say something about names.
const ROOMS: &[&str] = &["gazetteer", "lexicon", "names", "times", "quantities"];

/// So many groups fit into the sets that features hold.
const MOST_GROUPS: usize = 32;

/// The class of every row of every list.
#[derive(Debug, Default)]
pub struct Classes {
    of_row: Vec<(ClassId, Option<EntityType>)>,
    names: Vec<String>,
    by_name: FxHashMap<String, ClassId>,
    /// The letters of the groups; the earlier wins over the later.
    groups: Vec<u8>,
    /// The group of every class, by its place in `groups`.
    group_of: Vec<Option<u8>>,
}

impl Classes {
    /// Reads the lists in force.
    pub fn new(tables: &Tables) -> Classes {
        let mut classes = Classes::default();
        // The class of what no list knows has a name too.
        classes.intern("none".to_owned());
        let lists = &tables.lists;
        for (id, list) in lists.iter() {
            let room = list.file.rsplit('/').nth(1).unwrap_or("");
            if list.kind != ListKind::Phrases || !ROOMS.contains(&room) {
                continue;
            }
            let column = COLUMNS.iter().find_map(|name| lists.column(id, name));
            let (flag, typed) = (lists.column(id, "flag"), lists.column(id, "type"));
            let (mut seen, mut last) = (FxHashMap::default(), (CellId::EMPTY, None));
            let mut before = ((Some(CellId(u32::MAX)), None), ClassId(0));
            for row in lists.rows(id) {
                let kind = column.map(|c| lists.cell_id(row, c));
                let marks = flag.map(|c| lists.cell_id(row, c));
                // Most rows are of the class of the row before them.
                if before.0 != (kind, marks) {
                    before.0 = (kind, marks);
                    before.1 = *seen.entry((kind, marks)).or_insert_with(|| {
                        let word = marks.is_some_and(|m| lists.text(m).contains("word"));
                        let mut name = list.name.to_string();
                        if let Some(kind) = kind.map(|k| lists.text(k)).filter(|k| !k.is_empty()) {
                            name.push('.');
                            name.push_str(&kind.replace(' ', "_"));
                        }
                        if word {
                            name.push('~');
                        }
                        classes.intern(name)
                    });
                }
                let class = before.1;
                let at = row.0 as usize;
                if classes.of_row.len() <= at {
                    classes.of_row.resize(at + 1, (ClassId(0), None));
                }
                let kind = typed.and_then(|c| match lists.cell_id(row, c) {
                    cell if cell == last.0 => last.1,
                    cell => {
                        last = (cell, EntityType::from_name(lists.text(cell)));
                        last.1
                    }
                });
                classes.of_row[at] = (class, kind);
            }
        }
        classes.read_groups(tables);
        classes
    }

    /// Reads which group each class is in: that of the longest beginning of its name.
    fn read_groups(&mut self, tables: &Tables) {
        let Some(list) = tables.lists.find("class_group") else { return };
        let rows = || tables.lists.rows(list);
        let letter = |row| tables.lists.get(row, "group").as_bytes().first().copied();
        for letter in rows().filter_map(letter) {
            if !self.groups.contains(&letter) && self.groups.len() < MOST_GROUPS {
                self.groups.push(letter);
            }
        }
        let group = |name: &String| {
            let fits = rows().filter(|&row| name.starts_with(tables.lists.form(row)));
            let best = fits.max_by_key(|&row| tables.lists.form(row).len())?;
            let letter = letter(best)?;
            self.groups.iter().position(|l| *l == letter).map(|at| at as u8)
        };
        self.group_of = self.names.iter().map(group).collect();
    }

    /// The group of a class, if it has one: lower numbers win over higher ones.
    pub fn group(&self, class: ClassId) -> Option<u8> {
        self.group_of.get(class.0 as usize).copied().flatten()
    }

    /// The letter of a group.
    pub fn letter(&self, group: u8) -> u8 {
        self.groups.get(group as usize).copied().unwrap_or(b'?')
    }

    /// The group of a letter.
    pub fn group_named(&self, letter: u8) -> Option<u8> {
        self.groups.iter().position(|l| *l == letter).map(|at| at as u8)
    }

    fn intern(&mut self, name: String) -> ClassId {
        if let Some(&known) = self.by_name.get(&name) {
            return known;
        }
        let id = ClassId(self.names.len() as u16);
        self.names.push(name.clone());
        self.by_name.insert(name, id);
        id
    }

    /// The class of a row, if it has one.
    pub fn of(&self, row: RowId) -> Option<ClassId> {
        self.of_row.get(row.0 as usize).map(|(class, _)| *class).filter(|c| c.0 != 0)
    }

    /// The type of the thing that a row names, if it names one.
    pub fn kind(&self, row: RowId) -> Option<EntityType> {
        self.of_row.get(row.0 as usize).and_then(|(_, kind)| *kind)
    }

    /// The name of a class.
    pub fn name(&self, class: ClassId) -> &str {
        &self.names[class.0 as usize]
    }

    /// The class of that name.
    pub fn named(&self, name: &str) -> Option<ClassId> {
        self.by_name.get(name).copied()
    }
}
