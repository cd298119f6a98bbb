//! The derived forms of all roots, found by word.

use super::lists::{ListId, RowId};
use super::words::{WordId, Words};
use crate::morphology::{Morphology, Root, Suffix, Voice};
use rustc_hash::FxHashMap;

/// A root, by its place in the root table.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct RootId(pub u16);

/// A word read as a form of a root.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct RootForm {
    /// The root.
    pub root: RootId,
    /// The voice that the form tells.
    pub voice: Voice,
    /// The form's suffix.
    pub suffix: Suffix,
}

/// All roots, their forms, and the lists that they are in.
#[derive(Clone, Debug, Default)]
pub struct Roots {
    names: Vec<Box<str>>,
    by_name: FxHashMap<Box<str>, RootId>,
    /// `index[w]..index[w + 1]` are the forms that word `w` is.
    index: Vec<u32>,
    forms: Vec<RootForm>,
    /// Lists of roots that each root is in, with the row.
    lists: Vec<Vec<(ListId, RowId)>>,
}

impl Roots {
    /// Derives the forms of `roots` and interns them. Compounds are looked up as phrases, not here.
    pub(super) fn derive(morphology: &Morphology, roots: &[Root], words: &mut Words) -> Roots {
        let mut made = Roots { lists: vec![Vec::new(); roots.len()], ..Roots::default() };
        let (mut forms, mut buffer) = (Vec::new(), String::new());
        for root in roots {
            let id = RootId(made.names.len() as u16);
            made.names.push(root.form().into());
            made.by_name.insert(root.form().into(), id);
            morphology.for_each_form(root, &mut buffer, |text, affix| {
                if !text.contains(' ') {
                    let affix = morphology.affix(affix);
                    let form = RootForm { root: id, voice: affix.voice, suffix: affix.suffix };
                    forms.push((words.intern(text), form));
                }
            });
        }
        // Stable, so that of a word's readings the root that stands first in its table comes first.
        forms.sort_by_key(|&(word, _)| word);
        forms.dedup();
        made.index = vec![0; words.bound() + 1];
        for (word, _) in &forms {
            made.index[word.0 as usize + 1] += 1;
        }
        for w in 1..made.index.len() {
            made.index[w] += made.index[w - 1];
        }
        made.forms = forms.into_iter().map(|(_, form)| form).collect();
        made
    }

    /// Notes that `root` is a row of `list`.
    pub(super) fn put(&mut self, root: RootId, list: ListId, row: RowId) {
        self.lists[root.0 as usize].push((list, row));
    }

    /// The root of that name.
    pub fn named(&self, name: &str) -> Option<RootId> {
        self.by_name.get(name).copied()
    }

    /// The root's name.
    pub fn name(&self, root: RootId) -> &str {
        &self.names[root.0 as usize]
    }

    /// The names of all roots, in the order of their table.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.names.iter().map(|name| &**name)
    }

    /// The readings of `word` as a form of a root.
    pub fn forms(&self, word: WordId) -> &[RootForm] {
        let at = word.0 as usize;
        match self.index.get(at..at + 2) {
            Some(&[start, end]) => &self.forms[start as usize..end as usize],
            _ => &[],
        }
    }

    /// The lists of roots that `root` is in.
    pub fn lists_of(&self, root: RootId) -> impl Iterator<Item = ListId> + '_ {
        self.lists[root.0 as usize].iter().map(|&(list, _)| list)
    }

    /// The row by which `root` is in `list`.
    pub fn row(&self, root: RootId, list: ListId) -> Option<RowId> {
        self.lists[root.0 as usize].iter().find(|(l, _)| *l == list).map(|&(_, row)| row)
    }
}
