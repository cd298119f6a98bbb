//! Roots, and the affixes that each one takes.

use super::{AffixId, Initial, Morphology, MorphologyError};

/// A set of affixes of one [`Morphology`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct AffixSet(u128);

impl AffixSet {
    /// How many affixes a table may hold.
    pub const CAPACITY: usize = 128;

    /// Whether the affix is in the set.
    pub fn contains(self, id: AffixId) -> bool {
        self.0 >> id.0 & 1 == 1
    }

    fn set(&mut self, id: AffixId, on: bool) {
        match on {
            true => self.0 |= 1 << id.0,
            false => self.0 &= !(1 << id.0),
        }
    }
}

/// One row of the root table, as plain cells.
#[derive(Clone, Copy, Debug)]
pub struct RootRow<'a> {
    /// The root, lower case; a compound has a blank (`tanda tangan`).
    pub form: &'a str,
    /// Parts of speech, a letter each: `v` verb, `n` noun, `a` adjective, `q` numeral.
    pub pos: &'a str,
    /// Affix classes by blanks: names (these only), or `-name` and `+name` (changes to the default
    /// of the part of speech). Empty: the default.
    pub affixes: &'a str,
    /// What the first consonant does: empty (melts), `stays`, `both`, `loses-r`.
    pub initial: &'a str,
}

/// A root and what it takes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Root {
    form: Box<str>,
    affixes: AffixSet,
    initial: Initial,
}

impl Root {
    /// The root's letters, with the blank of a compound.
    pub fn form(&self) -> &str {
        &self.form
    }

    /// The affixes that it takes.
    pub fn affixes(&self) -> AffixSet {
        self.affixes
    }

    /// What its first consonant does behind a prefix.
    pub fn initial(&self) -> Initial {
        self.initial
    }
}

impl Morphology {
    /// Reads a row of the root table; an error names the cell.
    pub fn root(&self, row: &RootRow<'_>) -> Result<Root, MorphologyError> {
        let bad = |what, cell: &str| MorphologyError::Cell {
            form: row.form.into(),
            what,
            cell: cell.into(),
        };
        let initial = match row.initial {
            "" => Initial::Melts,
            "stays" => Initial::Stays,
            "both" => Initial::Both,
            "loses-r" => Initial::LosesR,
            other => return Err(bad("initial", other)),
        };
        if row.pos.is_empty() || !row.pos.chars().all(|letter| "vnaq".contains(letter)) {
            return Err(bad("part of speech", row.pos));
        }
        let named = |class: &str| self.ids().any(|id| &*self.affix(id).class == class);
        let mut affixes = AffixSet::default();
        let only = row.affixes.split_whitespace().any(|class| !class.starts_with(['-', '+']));
        for id in self.ids() {
            let affix = self.affix(id);
            let default = affix.roots.chars().any(|letter| row.pos.contains(letter));
            affixes.set(id, affix.is_bare() || default && !only);
        }
        for cell in row.affixes.split_whitespace() {
            let (class, on) = match cell.strip_prefix('-') {
                Some(class) => (class, false),
                None => (cell.strip_prefix('+').unwrap_or(cell), true),
            };
            if !named(class) || only && cell.starts_with(['-', '+']) {
                return Err(bad("affix class", cell));
            }
            for id in self.ids().filter(|&id| &*self.affix(id).class == class) {
                affixes.set(id, on);
            }
        }
        Ok(Root { form: row.form.into(), affixes, initial })
    }
}
