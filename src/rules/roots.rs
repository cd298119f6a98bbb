//! The derived forms of all roots, found by word.

use super::flat::{Groups, Reader, Texts, Writer};
use super::lists::{ListId, RowId};
use super::words::{WordId, Words};
use crate::morphology::{Morphology, Root, Suffix, Voice};

/// A root, by its place in the root table.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct RootId(pub u16);

impl RootId {
    /// So many roots there may be.
    pub(super) const MOST: usize = u16::MAX as usize;
}

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
#[derive(Clone, Debug)]
pub struct Roots {
    /// The names, from number 1: root `r` is text `r + 1`.
    names: Texts,
    /// For each word, the forms that it is: root, voice and suffix in one number.
    forms: Groups,
    /// For each root, the lists that it is in, each with the row.
    lists: Groups,
}

impl Default for Roots {
    fn default() -> Self {
        let empty = || Groups::new::<1>(0, Vec::new());
        Roots { names: Texts::default(), forms: empty(), lists: Groups::new::<2>(0, Vec::new()) }
    }
}

impl RootForm {
    const SUFFIXES: [Suffix; 5] = [Suffix::None, Suffix::Kan, Suffix::I, Suffix::An, Suffix::Nya];

    /// Root, voice and suffix in one number.
    fn pack(self) -> u32 {
        let suffix = Self::SUFFIXES.iter().position(|&s| s == self.suffix).unwrap_or(0) as u32;
        u32::from(self.root.0) << 16 | u32::from(self.voice.bits()) << 3 | suffix
    }

    fn unpack(packed: u32) -> RootForm {
        RootForm {
            root: RootId((packed >> 16) as u16),
            voice: Voice::from_bits_truncate((packed >> 3 & 0x1FFF) as u16),
            suffix: Self::SUFFIXES.get((packed & 7) as usize).copied().unwrap_or(Suffix::None),
        }
    }
}

impl Roots {
    /// Derives the forms of `roots` and interns them. Compounds are looked up as phrases, not here.
    pub(super) fn derive(morphology: &Morphology, roots: &[Root], words: &mut Words) -> Roots {
        let mut names = Texts::default();
        let (mut forms, mut buffer) = (Vec::new(), String::new());
        for root in roots {
            let id = RootId(names.push(root.form()) as u16 - 1);
            morphology.for_each_form(root, &mut buffer, |text, affix| {
                if !text.contains(' ') {
                    let affix = morphology.affix(affix);
                    let form = RootForm { root: id, voice: affix.voice, suffix: affix.suffix };
                    forms.push((words.intern(text).0, [form.pack()]));
                }
            });
        }
        // Of a word's readings the root that stands first in its table comes first.
        forms.dedup();
        let forms = Groups::new(words.bound(), forms);
        Roots { names, forms, ..Roots::default() }
    }

    /// Notes which rows of which lists the roots are.
    pub(super) fn put(&mut self, rows: Vec<(RootId, ListId, RowId)>) {
        let rows = rows
            .into_iter()
            .map(|(root, list, row)| (u32::from(root.0), [u32::from(list.0), row.0]));
        self.lists = Groups::new(self.names.len(), rows.collect());
    }

    /// The root of that name.
    pub(super) fn named(&self, name: &str, words: &Words) -> Option<RootId> {
        // Nearly every root is a form of itself.
        let mut forms = self.forms(words.get(name)).map(|form| form.root);
        forms
            .find(|&root| self.name(root) == name)
            .or_else(|| self.names().position(|known| known == name).map(|i| RootId(i as u16)))
    }

    /// The root's name.
    pub fn name(&self, root: RootId) -> &str {
        self.names.get(u32::from(root.0) + 1)
    }

    /// The names of all roots, in the order of their table.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        (1..self.names.len() as u32).map(|i| self.names.get(i))
    }

    /// The readings of `word` as a form of a root.
    pub fn forms(&self, word: WordId) -> impl ExactSizeIterator<Item = RootForm> + '_ {
        self.forms.get(word.0).map(|packed| RootForm::unpack(packed[0]))
    }

    /// The lists of roots that `root` is in.
    pub fn lists_of(&self, root: RootId) -> impl Iterator<Item = ListId> + '_ {
        self.lists.get(u32::from(root.0)).map(|pair| ListId(pair[0] as u16))
    }

    /// The row by which `root` is in `list`.
    pub fn row(&self, root: RootId, list: ListId) -> Option<RowId> {
        let mut rows = self.lists.get(u32::from(root.0));
        rows.find(|pair| pair[0] == u32::from(list.0)).map(|pair| RowId(pair[1]))
    }

    pub(super) fn write(&self, to: &mut Writer) {
        self.names.write(to);
        self.forms.write(to);
        self.lists.write(to);
    }

    pub(super) fn read(from: &mut Reader) -> Roots {
        Roots {
            names: Texts::read(from),
            forms: Groups::read(from, 1),
            lists: Groups::read(from, 2),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_survives_packing() {
        for suffix in RootForm::SUFFIXES {
            let form = RootForm { root: RootId(2520), voice: Voice::KE | Voice::BASE, suffix };
            assert_eq!(RootForm::unpack(form.pack()), form);
        }
    }
}
