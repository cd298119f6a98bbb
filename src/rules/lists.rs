//! The compiled lists: rows with their cells, and one trie that finds every entry of every list.

use super::error::Place;
use super::flat::{Flat, Groups, PairMap, Reader, Texts, Writer};
use super::tsv::{LetterCase, ListKind};
use super::words::WordId;
use rustc_hash::FxHashMap;
use std::borrow::Cow;

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
    pub name: Cow<'static, str>,
    /// The header.
    pub columns: Vec<Cow<'static, str>>,
    /// How letters must stand.
    pub case: LetterCase,
    /// What it is for.
    pub kind: ListKind,
    /// The file, for messages.
    pub file: Cow<'static, str>,
    /// The first of its rows, and one past the last.
    pub(super) rows: (u32, u32),
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

/// Numbers that make a row: its list, its line, its first cell.
const ROW: usize = 3;

/// All lists of the tables in force.
#[derive(Clone, Debug)]
pub struct Lists {
    lists: Vec<List>,
    /// The numbers of the lists in order of their names.
    by_name: Flat,
    rows: Flat,
    cells: Flat,
    texts: Texts,
    /// The texts by their letters, while tables are being compiled.
    by_text: FxHashMap<Box<str>, CellId>,
    trie: Trie,
    /// For each row of weights, the words that its form speaks of.
    words: Groups,
}

/// Finds every entry of every list, word by word. Node 0 is none.
#[derive(Clone, Debug)]
struct Trie {
    /// The node that a word leads to from the root, by word id.
    first: Flat,
    /// The node that a word leads to from another node.
    next: PairMap,
    /// For each node the entries that end there: the row, and both sets of letter-case bits.
    ends: Groups,
    /// A bit for each node from which a word leads on.
    inner: Flat,
}

/// Lists while they are being filled.
#[derive(Debug, Default)]
pub(super) struct Filling {
    ends: Vec<(u32, [u32; 2])>,
    nodes: u32,
}

impl Default for Lists {
    fn default() -> Self {
        let ends = Groups::new::<2>(0, Vec::new());
        let empty = || Cow::Borrowed(&[][..]);
        let trie = Trie { first: empty(), next: PairMap::default(), ends, inner: empty() };
        let words = Groups::new::<1>(0, Vec::new());
        let texts = Texts::default();
        let by_text = FxHashMap::default();
        let (lists, by_name) = (Vec::new(), empty());
        Lists { lists, by_name, rows: empty(), cells: empty(), texts, by_text, trie, words }
    }
}

impl Lists {
    /// Adds a list without rows; rows are always added to the last list.
    pub(super) fn add_list(&mut self, mut list: List) -> ListId {
        list.rows = (self.row_count(), self.row_count());
        let (at, number) = (self.place_of_name(&list.name), self.lists.len());
        self.by_name.to_mut().insert(at, number as u32);
        self.lists.push(list);
        ListId(number as u16)
    }

    /// The place of a name in the order of names, whether there is such a list or not.
    fn place_of_name(&self, name: &str) -> usize {
        self.by_name.partition_point(|&list| *self.lists[list as usize].name < *name)
    }

    fn row_count(&self) -> u32 {
        (self.rows.len() / ROW) as u32
    }

    pub(super) fn add_row<'c>(&mut self, line: u32, cells: impl Iterator<Item = &'c str>) -> RowId {
        let first_cell = self.cells.len() as u32;
        for cell in cells {
            let id = self.intern_text(cell);
            self.cells.to_mut().push(id.0);
        }
        let list = self.lists.len() as u32 - 1;
        self.rows.to_mut().extend([list, line, first_cell]);
        let end = self.row_count();
        self.lists[list as usize].rows.1 = end;
        RowId(end - 1)
    }

    /// Makes the phrase of `words` lead to `entry`.
    pub(super) fn add_phrase(&mut self, words: &[WordId], entry: Entry, filling: &mut Filling) {
        let Some((&head, tail)) = words.split_first() else { return };
        let first = self.trie.first.to_mut();
        if first.len() <= head.0 as usize {
            first.resize(head.0 as usize + 1, 0);
        }
        let mut fresh = || {
            filling.nodes += 1;
            filling.nodes
        };
        let node = &mut first[head.0 as usize];
        if *node == 0 {
            *node = fresh();
        }
        let mut node = *node;
        for &word in tail {
            node = match self.trie.next.get(node, word.0) {
                Some(next) => next,
                None => {
                    let next = fresh();
                    self.trie.next.insert(node, word.0, next);
                    next
                }
            };
        }
        let cases = u32::from(entry.capitals) << 16 | u32::from(entry.uppers);
        filling.ends.push((node, [entry.row.0, cases]));
    }

    /// Ends the filling: phrases are found from now on.
    /// `words` are those that rows of weights speak of.
    pub(super) fn seal(&mut self, filling: Filling, words: Vec<(u32, [u32; 1])>) {
        self.words = Groups::new(self.row_count() as usize, words);
        self.trie.ends = Groups::new(filling.nodes as usize + 1, filling.ends);
        let mut inner = vec![0; filling.nodes as usize / 32 + 1];
        for (node, _) in self.trie.next.keys() {
            inner[node as usize / 32] |= 1 << (node % 32);
        }
        self.trie.inner = inner.into();
    }

    /// The trie node that `word` leads to from the root.
    pub fn enter(&self, word: WordId) -> Option<u32> {
        self.trie.first.get(word.0 as usize).copied().filter(|&node| node != 0)
    }

    /// The trie node that `word` leads to from `node`.
    pub fn step(&self, node: u32, word: WordId) -> Option<u32> {
        self.trie.next.get(node, word.0)
    }

    /// Whether any word leads on from `node`.
    pub fn goes_on(&self, node: u32) -> bool {
        self.trie.inner.get(node as usize / 32).is_some_and(|bits| bits >> (node % 32) & 1 == 1)
    }

    /// The entries whose phrase ends at `node`.
    pub fn entries(&self, node: u32) -> impl Iterator<Item = Entry> + '_ {
        self.trie.ends.get(node).map(|end| Entry {
            row: RowId(end[0]),
            capitals: (end[1] >> 16) as u16,
            uppers: end[1] as u16,
        })
    }

    /// The list of that name.
    pub fn find(&self, name: &str) -> Option<ListId> {
        let list = ListId(*self.by_name.get(self.place_of_name(name))? as u16);
        (self.list(list).name == name).then_some(list)
    }

    /// What is known of a list.
    pub fn list(&self, id: ListId) -> &List {
        &self.lists[id.0 as usize]
    }

    /// All lists, in the order of their files.
    pub fn iter(&self) -> impl Iterator<Item = (ListId, &List)> {
        self.lists.iter().enumerate().map(|(i, list)| (ListId(i as u16), list))
    }

    fn row(&self, row: RowId) -> [u32; ROW] {
        let at = row.0 as usize * ROW;
        [self.rows[at], self.rows[at + 1], self.rows[at + 2]]
    }

    /// The list that a row belongs to.
    pub fn list_of(&self, row: RowId) -> ListId {
        ListId(self.row(row)[0] as u16)
    }

    /// Where a row stands: its file and line.
    pub fn place_of(&self, row: RowId) -> Place {
        let file = self.list(self.list_of(row)).file.clone();
        Place { file, line: self.row(row)[1], column: 1 }
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
        let [list, _, first_cell] = self.row(row);
        debug_assert!(column < self.lists[list as usize].columns.len());
        CellId(self.cells[first_cell as usize + column])
    }

    /// The text of the cell in the column of that name; empty where the list has no such column.
    pub fn get(&self, row: RowId, column: &str) -> &str {
        self.column(self.list_of(row), column).map_or("", |c| self.cell(row, c))
    }

    /// The text behind a cell's id.
    pub fn text(&self, cell: CellId) -> &str {
        self.texts.get(cell.0)
    }

    /// The id of a cell's text, if any cell holds it; only tables that are being compiled can tell.
    pub(super) fn find_text(&self, text: &str) -> Option<CellId> {
        if text.is_empty() { Some(CellId::EMPTY) } else { self.by_text.get(text).copied() }
    }

    /// The id of a text, added if no cell holds it.
    pub(super) fn intern_text(&mut self, text: &str) -> CellId {
        self.find_text(text).unwrap_or_else(|| {
            let id = CellId(self.texts.push(text));
            self.by_text.insert(text.into(), id);
            id
        })
    }

    /// Ends the compiling: texts are found by their ids alone.
    pub(super) fn forget_texts(&mut self) {
        self.by_text = FxHashMap::default();
    }

    /// The rows of one list, in the order in which they were read.
    pub fn rows(&self, list: ListId) -> impl Iterator<Item = RowId> + use<> {
        let (start, end) = self.list(list).rows;
        (start..end).map(RowId)
    }

    /// The words that a row of weights speaks of, in order: those behind `=` in its form.
    pub fn words_of(&self, row: RowId) -> impl Iterator<Item = WordId> + '_ {
        self.words.get(row.0).map(|word| WordId(word[0]))
    }

    /// The first alternative of a row's form: what the row is called.
    pub fn form(&self, row: RowId) -> &str {
        alternatives(self.cell(row, 0)).next().unwrap_or_default()
    }

    pub(super) fn write(&self, to: &mut Writer) {
        to.numbers(&[self.lists.len() as u32]);
        for list in &self.lists {
            to.text(&list.name);
            to.text(&list.columns.join("\t"));
            to.text(&list.file);
            to.numbers(&[list.case as u32, list.kind as u32, list.rows.0, list.rows.1]);
        }
        for numbers in [&self.by_name, &self.rows, &self.cells, &self.trie.first] {
            to.numbers(numbers);
        }
        self.texts.write(to);
        self.trie.next.write(to);
        self.trie.ends.write(to);
        to.numbers(&self.trie.inner);
        self.words.write(to);
    }

    pub(super) fn read(from: &mut Reader) -> Lists {
        let count = from.numbers().first().copied().unwrap_or_default();
        let lists = (0..count).map(|_| read_list(from)).collect();
        let (by_name, rows) = (from.numbers(), from.numbers());
        let (cells, first) = (from.numbers(), from.numbers());
        let texts = Texts::read(from);
        let (next, ends) = (PairMap::read(from), Groups::read(from, 2));
        let trie = Trie { first, next, ends, inner: from.numbers() };
        let words = Groups::read(from, 1);
        let by_text = FxHashMap::default();
        Lists { lists, by_name, rows, cells, texts, by_text, trie, words }
    }
}

/// The alternatives of a cell, which ` | ` parts, without white space around them.
pub fn alternatives(cell: &str) -> impl Iterator<Item = &str> {
    let mut rest = Some(cell);
    std::iter::from_fn(move || {
        let text = rest?;
        // One byte is found sooner than three, and few cells have it.
        let mut bars = text.bytes().enumerate().filter(|&(_, byte)| byte == b'|').map(|(at, _)| at);
        let bar = bars.find(|&at| text[..at].ends_with(' ') && text[at + 1..].starts_with(' '));
        rest = bar.map(|bar| &text[bar + 2..]);
        Some(bar.map_or(text, |bar| &text[..bar - 1]).trim())
    })
}

fn read_list(from: &mut Reader) -> List {
    let (name, columns, file) = (from.text(), from.text(), from.text());
    let numbers = from.numbers();
    let number = |i: usize| numbers.get(i).copied().unwrap_or_default();
    List {
        name,
        columns: match columns {
            Cow::Borrowed(columns) => columns.split('\t').map(Cow::Borrowed).collect(),
            Cow::Owned(columns) => columns.split('\t').map(|c| c.to_owned().into()).collect(),
        },
        case: LetterCase::ALL[number(0) as usize % LetterCase::ALL.len()],
        kind: ListKind::ALL[number(1) as usize % ListKind::ALL.len()],
        file,
        rows: (number(2), number(3)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_between_blanks_part_alternatives() {
        for cell in
            ["", "a", "a | b", "a|b | c", " a  |  b ", "a | | b", "|", " | ", "a |", "é | | | x"]
        {
            let split: Vec<_> = cell.split(" | ").map(str::trim).collect();
            assert_eq!(alternatives(cell).collect::<Vec<_>>(), split, "{cell:?}");
        }
    }
}
