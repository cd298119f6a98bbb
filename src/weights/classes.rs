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

/// So many groups fit into the sets that features hold.
const MOST_GROUPS: usize = 32;

/// The class of every row of every list.
#[derive(Debug, Default)]
pub struct Classes {
    /// For each row its class, and above it one more than the label of what it names.
    of_row: Flat,
    names: Vec<Cow<'static, str>>,
    /// The letters of the groups; the earlier wins over the later.
    groups: Cow<'static, str>,
    /// Those of them that are groups of common words.
    common: Cow<'static, str>,
    /// For each class one more than the place of its group in `groups`, or 0.
    group_of: Flat,
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
        let of_row = of_row.into();
        let mut classes = Classes { of_row, names, ..Classes::default() };
        classes.read_groups(tables);
        classes
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

    /// The group of a class, if it has one: lower numbers win over higher ones.
    pub fn group(&self, class: ClassId) -> Option<u8> {
        let group = self.group_of.get(class.0 as usize).copied().unwrap_or(0);
        group.checked_sub(1).map(|group| group as u8)
    }

    /// The letter of a group.
    pub fn letter(&self, group: u8) -> u8 {
        self.groups.as_bytes().get(group as usize).copied().unwrap_or(b'?')
    }

    /// Whether a class is of common words, with which a sentence may begin in capitals.
    pub fn is_common(&self, class: ClassId) -> bool {
        let letter = self.group(class).map(|group| self.letter(group));
        letter.is_some_and(|letter| self.common.as_bytes().contains(&letter))
    }

    /// The group of a letter.
    pub fn group_named(&self, letter: u8) -> Option<u8> {
        self.groups.bytes().position(|l| l == letter).map(|at| at as u8)
    }

    /// Reads which group each class is in: that of the longest beginning of its name.
    fn read_groups(&mut self, tables: &Tables) {
        let Some(list) = tables.lists.find("class_group") else { return };
        let rows = || tables.lists.rows(list);
        let letter = |row| tables.lists.get(row, "group").chars().next();
        let rank = |row| tables.lists.get(row, "rank").parse().unwrap_or(u32::MAX);
        let mut ranked: Vec<_> = rows().filter_map(|row| Some((rank(row), letter(row)?))).collect();
        ranked.sort_unstable();
        ranked.dedup();
        let letters = ranked.into_iter().map(|(_, letter)| letter).filter(char::is_ascii);
        let groups: String = letters.take(MOST_GROUPS).collect();
        let group = |name: &Cow<'static, str>| {
            let fits = rows().filter(|&row| name.starts_with(tables.lists.form(row)));
            let best = fits.max_by_key(|&row| tables.lists.form(row).len())?;
            groups.find(letter(best)?).map(|at| at as u32 + 1)
        };
        self.group_of = self.names.iter().map(|name| group(name).unwrap_or(0)).collect();
        let common = rows().filter(|&row| !tables.lists.get(row, "common").is_empty());
        let common: String = common.filter_map(letter).collect();
        self.common = groups.chars().filter(|&letter| common.contains(letter)).collect();
        self.groups = groups.into();
    }

    pub(super) fn write(&self, to: &mut Writer) {
        to.numbers(&self.of_row);
        to.text(&self.names.join("\n"));
        to.text(&self.groups);
        to.text(&self.common);
        to.numbers(&self.group_of);
    }

    pub(super) fn read(from: &mut Reader) -> Classes {
        let of_row = from.numbers();
        let names = match from.text() {
            Cow::Borrowed(text) => text.lines().map(Cow::Borrowed).collect(),
            Cow::Owned(text) => text.lines().map(|name| Cow::Owned(name.to_owned())).collect(),
        };
        let (groups, common, group_of) = (from.text(), from.text(), from.numbers());
        Classes { of_row, names, groups, common, group_of }
    }
}
