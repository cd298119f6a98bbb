//! Indonesian word forms: every form of a root with its voice, and root and voice back from a form.
//!
//! The affixes, the irregular forms and the roots are rows of tables
//! (`rules/morphology/{affix,exception,root}.tsv`); only sound changes are code. The module stands
//! on nothing else of the crate, so the table compiler may use it too.

mod affix;
mod analyse;
mod clitic;
mod root;
mod sound;
#[cfg(test)]
mod tests;

pub use affix::{Affix, AffixId, AffixRow, Shape, Suffix, Voice};
pub use analyse::Analysis;
pub use clitic::{Clitic, strip_clitics};
pub use root::{AffixSet, Root, RootRow};
pub use sound::{Initial, Joint};

use rustc_hash::FxHashMap;
use sound::{Onset, onset};

/// A table row that cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MorphologyError {
    /// A cell holds something that its column does not know.
    #[error("{form}: unknown {what} `{cell}`")]
    Cell {
        /// Column 1 of the row.
        form: Box<str>,
        /// What the column holds.
        what: &'static str,
        /// The cell.
        cell: Box<str>,
    },
    /// More affixes than a set of them can hold.
    #[error("{form}: more than {} affixes", AffixSet::CAPACITY)]
    Full {
        /// Column 1 of the first row too many.
        form: Box<str>,
    },
}

/// One row of the exception table, as plain cells.
#[derive(Clone, Copy, Debug)]
pub struct ExceptionRow<'a> {
    /// The irregular form.
    pub form: &'a str,
    /// Its root.
    pub root: &'a str,
    /// Pattern of the affix whose meaning the form has.
    pub affix: &'a str,
    /// `instead` of the regular form, `also` beside it, or `never` (the form is another word).
    pub kind: &'a str,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Instead,
    Also,
    Never,
}

#[derive(Clone, Debug)]
struct Exception {
    form: Box<str>,
    root: Box<str>,
    affix: AffixId,
    kind: Kind,
}

/// A form of a root.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Form {
    /// The form, lower case; a compound root keeps its blank unless prefix and suffix enclose it.
    pub text: String,
    /// The affix that made it.
    pub affix: AffixId,
    /// The affix's voice.
    pub voice: Voice,
    /// The affix's suffix.
    pub suffix: Suffix,
}

/// The tables of affixes and exceptions, compiled.
#[derive(Clone, Debug, Default)]
pub struct Morphology {
    affixes: Vec<Affix>,
    bare: Option<AffixId>,
    exceptions: Vec<Exception>,
    by_root: FxHashMap<Box<str>, Vec<u32>>,
    by_form: FxHashMap<Box<str>, Vec<u32>>,
}

impl Morphology {
    /// Compiles the two tables; an error names the row and the cell.
    pub fn new<'a>(
        affixes: impl IntoIterator<Item = AffixRow<'a>>,
        exceptions: impl IntoIterator<Item = ExceptionRow<'a>>,
    ) -> Result<Self, MorphologyError> {
        let mut made = Self::default();
        for row in affixes {
            if made.affixes.len() == AffixSet::CAPACITY {
                return Err(MorphologyError::Full { form: row.form.into() });
            }
            made.affixes.push(Affix::new(&row)?);
        }
        made.bare = made.ids().find(|&id| made.affix(id).is_bare());
        for row in exceptions {
            made.except(&row)?;
        }
        Ok(made)
    }

    fn except(&mut self, row: &ExceptionRow<'_>) -> Result<(), MorphologyError> {
        let bad = |what, cell: &str| MorphologyError::Cell {
            form: row.form.into(),
            what,
            cell: cell.into(),
        };
        let kind = match row.kind {
            "instead" => Kind::Instead,
            "also" => Kind::Also,
            "never" => Kind::Never,
            other => return Err(bad("kind", other)),
        };
        let affix = self.affix_of(row.affix).ok_or_else(|| bad("affix", row.affix))?;
        let place = self.exceptions.len() as u32;
        self.by_root.entry(row.root.into()).or_default().push(place);
        if kind != Kind::Never {
            self.by_form.entry(row.form.into()).or_default().push(place);
        }
        let (form, root) = (row.form.into(), row.root.into());
        self.exceptions.push(Exception { form, root, affix, kind });
        Ok(())
    }

    /// The affix of this id.
    pub fn affix(&self, id: AffixId) -> &Affix {
        &self.affixes[usize::from(id.0)]
    }

    /// The affix with this pattern, as `meN-…-kan`.
    pub fn affix_of(&self, pattern: &str) -> Option<AffixId> {
        self.ids().find(|&id| &*self.affix(id).pattern == pattern)
    }

    /// Every affix's id, in the table's order.
    pub fn ids(&self) -> impl Iterator<Item = AffixId> + use<> {
        (0..self.affixes.len() as u8).map(AffixId)
    }

    /// Every form of `root`, the root first, in the order of the affix table.
    pub fn generate(&self, root: &Root) -> Vec<Form> {
        let mut forms = Vec::new();
        self.for_each_form(root, &mut String::new(), |text, affix| {
            let Affix { voice, suffix, .. } = *self.affix(affix);
            forms.push(Form { text: text.into(), affix, voice, suffix });
        });
        forms
    }

    /// Calls `found` with every form of `root`, written into `buffer`: no allocation per form.
    pub fn for_each_form(
        &self,
        root: &Root,
        buffer: &mut String,
        mut found: impl FnMut(&str, AffixId),
    ) {
        let exceptions = self.exceptions_of(root.form());
        for id in self.ids() {
            let affix = self.affix(id);
            let regular = root.affixes().contains(id)
                && !exceptions.clone().any(|e| e.affix == id && e.kind != Kind::Also);
            if regular && fits(affix, root.form()) {
                let initial = root.initial();
                spell(affix, root.form(), initial == Initial::Stays, initial, buffer);
                found(buffer, id);
                if initial == Initial::Both && affix.joint == Joint::Nasal {
                    let melted = buffer.len();
                    spell(affix, root.form(), true, initial, buffer);
                    // The two differ only where a sound was dropped.
                    if buffer.len() != melted || melts(root.form()) {
                        found(buffer, id);
                    }
                }
            }
            for exception in exceptions.clone() {
                if exception.affix == id && exception.kind != Kind::Never {
                    found(&exception.form, id);
                }
            }
        }
    }

    fn exceptions_of(&self, root: &str) -> impl Iterator<Item = &Exception> + Clone {
        let places = self.by_root.get(root).map_or(&[][..], Vec::as_slice);
        places.iter().map(|&place| &self.exceptions[place as usize])
    }
}

/// Whether the two treatments of the first sound give two spellings.
fn melts(root: &str) -> bool {
    onset(Joint::Nasal, root, false, false) != onset(Joint::Nasal, root, true, false)
}

/// Whether the affix can stand on the root at all: no -i after i, no doubling of a compound.
fn fits(affix: &Affix, root: &str) -> bool {
    let doubled_i = affix.suffix == Suffix::I && root.ends_with('i');
    !doubled_i && (affix.shape == Shape::Once || !root.contains(' '))
}

/// Writes one regular form into `out`.
fn spell(affix: &Affix, root: &str, stays: bool, initial: Initial, out: &mut String) {
    let Onset { infix, dropped } = onset(affix.joint, root, stays, initial == Initial::LosesR);
    let stem = &root[dropped..];
    out.clear();
    if affix.shape == Shape::Echo {
        out.push_str(root);
        out.push('-');
    }
    out.push_str(&affix.prefix);
    out.push_str(infix);
    // A compound is written as one word when prefix and suffix enclose it (EYD V, II.A).
    if !affix.prefix.is_empty() && affix.suffix != Suffix::None && stem.contains(' ') {
        out.extend(stem.split(' '));
    } else {
        out.push_str(stem);
    }
    if affix.shape == Shape::Twice {
        out.push('-');
        // What melted stays melted in the copy (memukul-mukul), what did not is not copied.
        if dropped > 0 {
            out.push_str(infix);
        }
        out.push_str(stem);
    }
    out.push_str(affix.suffix.as_str());
}
