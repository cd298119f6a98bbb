//! The compiled lists: rows with their cells, and one trie that finds every entry of every list.

use super::tsv::{LetterCase, ListKind};
use super::words::WordId;
use rustc_hash::FxHashMap;

/// A list, by its place among all lists.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct ListId(pub u16);

/// A row of some list, by its place among all rows.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct RowId(pub u32);

/// A cell's text; equal ids are equal texts, and [`CellId::EMPTY`] is the empty one.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct CellId(pub u32);

impl CellId {
    /// The cell with nothing in it.
    pub const EMPTY: CellId = CellId(0);
}

/// What is known of one list.
#[derive(Clone, Debug)]
pub struct List {
    /// Name, as patterns write it after `@`.
    pub name: Box<str>,
    /// The header.
    pub columns: Vec<Box<str>>,
    /// How letters must stand.
    pub case: LetterCase,
    /// What it is for.
    pub kind: ListKind,
    /// The file, for messages.
    pub file: Box<str>,
}

#[derive(Clone, Copy, Debug)]
struct Row {
    list: ListId,
    line: u32,
    first_cell: u32,
}

/// An entry of a list that a phrase stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The row.
    pub row: RowId,
    /// Bit `i`: token `i` of the phrase is capitalised in the table.
    pub capitals: u16,
    /// Bit `i`: token `i` of the phrase is written all in capitals in the table.
    pub uppers: u16,
}

/// All lists of the tables in force.
#[derive(Clone, Debug, Default)]
pub struct Lists {
    lists: Vec<List>,
    rows: Vec<Row>,
    cells: Vec<CellId>,
    texts: Vec<Box<str>>,
    /// Trie: the node that a word leads to from the root, by word id; 0 is none.
    first: Vec<u32>,
    /// Trie: the node that a word leads to from another node.
    next: FxHashMap<(u32, WordId), u32>,
    /// Entries that end at each node.
    ends: Vec<Vec<Entry>>,
}

impl Lists {
    /// No lists, ready to be filled.
    pub(super) fn new() -> Self {
        Lists { texts: vec!["".into()], ends: vec![Vec::new()], ..Lists::default() }
    }

    pub(super) fn add_list(&mut self, list: List) -> ListId {
        self.lists.push(list);
        ListId(self.lists.len() as u16 - 1)
    }

    pub(super) fn add_row<'c>(
        &mut self,
        list: ListId,
        line: u32,
        cells: impl Iterator<Item = &'c str>,
        known: &mut FxHashMap<Box<str>, CellId>,
    ) -> RowId {
        let first_cell = self.cells.len() as u32;
        for cell in cells {
            let id = match known.get(cell) {
                _ if cell.is_empty() => CellId::EMPTY,
                Some(&id) => id,
                None => {
                    let id = CellId(self.texts.len() as u32);
                    self.texts.push(cell.into());
                    known.insert(cell.into(), id);
                    id
                }
            };
            self.cells.push(id);
        }
        self.rows.push(Row { list, line, first_cell });
        RowId(self.rows.len() as u32 - 1)
    }

    /// Makes the phrase of `words` lead to `entry`.
    pub(super) fn add_phrase(&mut self, words: &[WordId], entry: Entry) {
        let Some((&head, tail)) = words.split_first() else { return };
        if self.first.len() <= head.0 as usize {
            self.first.resize(head.0 as usize + 1, 0);
        }
        let mut node = self.first[head.0 as usize];
        if node == 0 {
            node = self.new_node();
            self.first[head.0 as usize] = node;
        }
        for &word in tail {
            node = match self.next.get(&(node, word)) {
                Some(&next) => next,
                None => {
                    let next = self.new_node();
                    self.next.insert((node, word), next);
                    next
                }
            };
        }
        self.ends[node as usize].push(entry);
    }

    fn new_node(&mut self) -> u32 {
        self.ends.push(Vec::new());
        self.ends.len() as u32 - 1
    }

    /// The trie node that `word` leads to from the root.
    pub fn enter(&self, word: WordId) -> Option<u32> {
        self.first.get(word.0 as usize).copied().filter(|&node| node != 0)
    }

    /// The trie node that `word` leads to from `node`.
    pub fn step(&self, node: u32, word: WordId) -> Option<u32> {
        self.next.get(&(node, word)).copied()
    }

    /// The entries whose phrase ends at `node`.
    pub fn entries(&self, node: u32) -> &[Entry] {
        &self.ends[node as usize]
    }

    /// The list of that name.
    pub fn find(&self, name: &str) -> Option<ListId> {
        self.lists.iter().position(|l| &*l.name == name).map(|i| ListId(i as u16))
    }

    /// What is known of a list.
    pub fn list(&self, id: ListId) -> &List {
        &self.lists[id.0 as usize]
    }

    /// All lists, in the order of their files.
    pub fn iter(&self) -> impl Iterator<Item = (ListId, &List)> {
        self.lists.iter().enumerate().map(|(i, list)| (ListId(i as u16), list))
    }

    /// The list that a row belongs to.
    pub fn list_of(&self, row: RowId) -> ListId {
        self.rows[row.0 as usize].list
    }

    /// The line of its file that a row stands on, from 1.
    pub fn line_of(&self, row: RowId) -> u32 {
        self.rows[row.0 as usize].line
    }

    /// The place of column `name` in `list`, to be asked once and kept.
    pub fn column(&self, list: ListId, name: &str) -> Option<usize> {
        self.list(list).columns.iter().position(|c| &**c == name)
    }

    /// The text of one cell; columns count from 0, the form.
    pub fn cell(&self, row: RowId, column: usize) -> &str {
        self.text(self.cell_id(row, column))
    }

    /// The id of one cell.
    pub fn cell_id(&self, row: RowId, column: usize) -> CellId {
        let row = self.rows[row.0 as usize];
        debug_assert!(column < self.list(row.list).columns.len());
        self.cells[row.first_cell as usize + column]
    }

    /// The text of the cell in the column of that name; empty where the list has no such column.
    pub fn get(&self, row: RowId, column: &str) -> &str {
        self.column(self.list_of(row), column).map_or("", |c| self.cell(row, c))
    }

    /// The text behind a cell's id.
    pub fn text(&self, cell: CellId) -> &str {
        &self.texts[cell.0 as usize]
    }

    /// The id of a cell's text, if any cell holds it.
    pub(super) fn find_text(&self, text: &str) -> Option<CellId> {
        self.texts.iter().position(|t| &**t == text).map(|i| CellId(i as u32))
    }

    /// The rows of one list, in the order in which they were read.
    pub fn rows(&self, list: ListId) -> impl Iterator<Item = RowId> + '_ {
        let all = self.rows.iter().enumerate();
        all.filter(move |(_, row)| row.list == list).map(|(i, _)| RowId(i as u32))
    }

    /// The first alternative of a row's form: what the row is called.
    pub fn form(&self, row: RowId) -> &str {
        let cell = self.cell(row, 0);
        cell.split(" | ").next().unwrap_or(cell).trim()
    }
}
