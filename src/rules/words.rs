//! Every word that a table knows, once, under a small number.

use super::flat::{Flat, Reader, Texts, Writer};
use rustc_hash::FxHasher;
use std::borrow::Cow;
use std::hash::Hasher;

/// A word of the tables, lower-cased. Ids are dense and count from 1.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Default)]
pub struct WordId(pub u32);

impl WordId {
    /// The id of every word that no table knows.
    pub const UNKNOWN: WordId = WordId(0);

    /// Whether some table knows the word.
    pub fn is_known(self) -> bool {
        self.0 != 0
    }
}

/// The words themselves, and an open-addressing index over them: a look-up touches two cache lines.
#[derive(Clone, Debug)]
pub struct Words {
    texts: Texts,
    /// A power of two of slots holding ids; 0 is free.
    slots: Flat,
}

impl Default for Words {
    fn default() -> Self {
        Words { texts: Texts::default(), slots: Cow::Owned(vec![0; 64]) }
    }
}

impl Words {
    /// The id of `word`, which must be lower-cased; [`WordId::UNKNOWN`] if no table holds it.
    pub fn get(&self, word: &str) -> WordId {
        let mask = self.slots.len() - 1;
        let mut at = hash(word) & mask;
        loop {
            match self.slots[at] {
                0 => return WordId::UNKNOWN,
                id if self.text(WordId(id)) == word => return WordId(id),
                _ => at = (at + 1) & mask,
            }
        }
    }

    /// The id of `word`, which must be lower-cased, added if it is new.
    pub fn intern(&mut self, word: &str) -> WordId {
        let known = self.get(word);
        if known.is_known() || word.is_empty() {
            return known;
        }
        if (self.texts.len() + 1) * 2 > self.slots.len() {
            self.slots = Cow::Owned(vec![0; self.slots.len() * 2]);
            (1..self.texts.len() as u32).for_each(|id| self.place(id));
        }
        let id = self.texts.push(word);
        self.place(id);
        WordId(id)
    }

    /// The word behind an id; empty for [`WordId::UNKNOWN`].
    pub fn text(&self, id: WordId) -> &str {
        self.texts.get(id.0)
    }

    /// One more than the largest id.
    pub fn bound(&self) -> usize {
        self.texts.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.texts.len() == 1
    }

    fn place(&mut self, id: u32) {
        let mask = self.slots.len() - 1;
        let mut at = hash(self.text(WordId(id))) & mask;
        let slots = self.slots.to_mut();
        while slots[at] != 0 {
            at = (at + 1) & mask;
        }
        slots[at] = id;
    }

    pub(crate) fn write(&self, to: &mut Writer) {
        self.texts.write(to);
        to.numbers(&self.slots);
    }

    pub(crate) fn read(from: &mut Reader) -> Words {
        Words { texts: Texts::read(from), slots: from.numbers() }
    }
}

fn hash(word: &str) -> usize {
    let mut hasher = FxHasher::default();
    hasher.write(word.as_bytes());
    hasher.finish() as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_keeps_its_id_while_the_table_grows() {
        let mut words = Words::default();
        let ids: Vec<_> = (0..1000).map(|i| words.intern(&format!("kata{i}"))).collect();
        assert_eq!(ids[0], WordId(1));
        for (i, id) in ids.iter().enumerate() {
            assert_eq!(words.get(&format!("kata{i}")), *id);
            assert_eq!(words.text(*id), format!("kata{i}"));
        }
        assert_eq!(words.get("lain"), WordId::UNKNOWN);
        assert_eq!(words.intern(""), WordId::UNKNOWN);
    }
}
