//! The vocabulary of forms: voices, suffixes, and an affix read from its pattern.

use bitflags::bitflags;

use super::{Joint, MorphologyError};

bitflags! {
    /// What a form does with its root's participants; a set, so that a pattern can ask for several.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub struct Voice: u16 {
        /// The root itself, or with a suffix only: bare verb, imperative, the passive of `kami …`.
        const BASE = 1;
        /// The subject is the actor: meN-, memper-, member-.
        const ACTIVE = 1 << 1;
        /// The subject is acted on: di-, diper-, and the short passives ku- and kau-.
        const PASSIVE = 1 << 2;
        /// Accidental, stative or able (ter-); superlative on an adjective.
        const TER = 1 << 3;
        /// Middle, possessive or reciprocal: ber-, ber-…-an, tolong-menolong.
        const BER = 1 << 4;
        /// The noun of the action: peN-…-an, per-…-an, pember-…-an.
        const PROCESS = 1 << 5;
        /// The noun of who or what acts: peN-, pe-.
        const AGENT = 1 << 6;
        /// The noun of what comes of it, or of the state: -an, ke-…-an.
        const RESULT = 1 << 7;
        /// Measure and sameness: se-.
        const SE = 1 << 8;
        /// Ordinal or group of a numeral: ke-.
        const KE = 1 << 9;
        /// No form has it. With [`Voice::BASE`] beside it, a pattern that asks for the active takes the bare root as well, where
        /// the grammar reads that as a verb: Polisi *Tangkap* Pelaku.
        const BARE = 1 << 10;
        /// Any form.
        const FORM = Self::NOUN.bits() | Self::VERB.bits() | Self::SE.bits() | Self::KE.bits();
        /// Any noun made from the root.
        const NOUN = Self::PROCESS.bits() | Self::AGENT.bits() | Self::RESULT.bits();
        /// Any form used as a verb.
        const VERB = Self::BASE.bits() | Self::ACTIVE.bits() | Self::PASSIVE.bits()
            | Self::TER.bits() | Self::BER.bits();
    }
}

/// Names of voices in tables and patterns.
const VOICES: [(&str, Voice); 12] = [
    ("base", Voice::BASE),
    ("active", Voice::ACTIVE),
    ("passive", Voice::PASSIVE),
    ("ter", Voice::TER),
    ("ber", Voice::BER),
    ("noun.process", Voice::PROCESS),
    ("noun.agent", Voice::AGENT),
    ("noun.result", Voice::RESULT),
    ("se", Voice::SE),
    ("ke", Voice::KE),
    ("noun", Voice::NOUN),
    ("verb", Voice::VERB),
];

impl Voice {
    /// The voice, or set of voices, of this name (`active`, `noun.process`, `noun`).
    pub fn named(name: &str) -> Option<Self> {
        VOICES.iter().find(|(known, _)| *known == name).map(|&(_, voice)| voice)
    }

    /// The name that [`Voice::named`] reads, or `None` for a set without a name.
    pub fn name(self) -> Option<&'static str> {
        VOICES.iter().find(|&&(_, voice)| voice == self).map(|&(name, _)| name)
    }

    /// Every name that [`Voice::named`] knows, for suggestions.
    pub fn names() -> impl Iterator<Item = &'static str> {
        VOICES.iter().map(|&(name, _)| name)
    }
}

/// The suffix of a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Suffix {
    /// No suffix.
    None,
    /// `-kan`: causative or for someone; the object is what is moved or made.
    Kan,
    /// `-i`: locative or repeated; the object is the place or the person reached.
    I,
    /// `-an`: a noun, or a reciprocal with ber-.
    An,
    /// `-nya` of adverbs with se-.
    Nya,
}

impl Suffix {
    fn named(name: &str) -> Option<Self> {
        Some(match name {
            "" => Self::None,
            "kan" => Self::Kan,
            "i" => Self::I,
            "an" => Self::An,
            "nya" => Self::Nya,
            _ => return None,
        })
    }

    /// The suffix's letters.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::None => "",
            Self::Kan => "kan",
            Self::I => "i",
            Self::An => "an",
            Self::Nya => "nya",
        }
    }
}

/// How often and where the root stands in a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// Once (`meN-…`).
    Once,
    /// Twice after the prefix (`beR-…=…`).
    Twice,
    /// Bare, then once more with the prefix (`…=meN-…`).
    Echo,
}

/// Position of an affix in the affix table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AffixId(pub(super) u8);

/// One row of the affix table, as plain cells.
#[derive(Clone, Copy, Debug)]
pub struct AffixRow<'a> {
    /// The pattern: `…` is the root, `=` the hyphen of reduplication, N and R the changing sounds.
    pub form: &'a str,
    /// The class by which a root names the affix; several affixes share one.
    pub class: &'a str,
    /// A name of [`Voice`].
    pub voice: &'a str,
    /// Letters of the parts of speech that take the affix by default (`vna`), or nothing.
    pub roots: &'a str,
    /// 1 common, 2 usual, 3 rare: decides between analyses.
    pub rank: &'a str,
}

/// An affix: its letters, how they join, and what they mean.
#[derive(Clone, Debug)]
pub struct Affix {
    /// The pattern as written in the table.
    pub pattern: Box<str>,
    /// The class by which roots name it.
    pub class: Box<str>,
    /// What the form does.
    pub voice: Voice,
    /// The suffix.
    pub suffix: Suffix,
    /// Whether and how the root is doubled.
    pub shape: Shape,
    /// How common it is, 1 (common) to 3 (rare).
    pub rank: u8,
    pub(super) prefix: Box<str>,
    pub(super) joint: Joint,
    pub(super) roots: Box<str>,
}

impl Affix {
    pub(super) fn new(row: &AffixRow<'_>) -> Result<Self, MorphologyError> {
        let bad = |what, cell: &str| MorphologyError::Cell {
            form: row.form.into(),
            what,
            cell: cell.into(),
        };
        let pattern = || bad("pattern", row.form);
        let (before, after) = row.form.split_once('…').ok_or_else(pattern)?;
        let (shape, prefix, tail) = match after.split_once('…') {
            None => (Shape::Once, before, after),
            Some(("=", tail)) => (Shape::Twice, before, tail),
            Some((middle, tail)) if before.is_empty() => {
                (Shape::Echo, middle.strip_prefix('=').ok_or_else(pattern)?, tail)
            }
            Some(_) => return Err(pattern()),
        };
        let prefix = match prefix {
            "" => "",
            _ => prefix.strip_suffix('-').ok_or_else(pattern)?,
        };
        let suffix = match tail {
            "" => "",
            _ => tail.strip_prefix('-').ok_or_else(pattern)?,
        };
        let (prefix, joint) = match (prefix.strip_suffix('N'), prefix.strip_suffix('R')) {
            (Some(stem), _) => (stem, Joint::Nasal),
            (_, Some(stem)) => (stem, Joint::R),
            _ => (prefix, Joint::Plain),
        };
        if !prefix.bytes().all(|b| b.is_ascii_lowercase()) {
            return Err(pattern());
        }
        Ok(Self {
            pattern: row.form.into(),
            class: row.class.into(),
            voice: Voice::named(row.voice).ok_or_else(|| bad("voice", row.voice))?,
            suffix: Suffix::named(suffix).ok_or_else(|| bad("suffix", suffix))?,
            shape,
            rank: row.rank.parse().map_err(|_| bad("rank", row.rank))?,
            prefix: prefix.into(),
            joint,
            roots: row.roots.into(),
        })
    }

    /// Whether this is the root alone.
    pub fn is_bare(&self) -> bool {
        self.prefix.is_empty() && self.suffix == Suffix::None && self.shape == Shape::Once
    }
}
