//! The labels that patterns may ask for: what lower layers put on spans of tokens.

use super::error::Error;

/// A label's number: its place in [`LABELS`].
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct LabelId(pub u8);

/// Every label that a pattern may write between braces: entity types in capitals, the rest by layer.
pub const LABELS: &[&str] = &[
    // names
    "PERSON",
    "ORGANIZATION",
    "GPE",
    "LOCATION",
    "FACILITY",
    "PRODUCT",
    "EVENT",
    "LAW",
    "WORK",
    "GROUP",
    "SPECIES",
    "LANGUAGE",
    // times
    "time",
    "date",
    "clock",
    "duration",
    "set",
    // quantities
    "quantity",
    "money",
    "percent",
    "count",
    "measure",
    // phrases
    "np",
    "pp",
    "vp",
    "clause",
    // statements
    "quote",
    "statement",
    "cue",
    "said",
    "told",
    "subject",
    "speaker",
    "reported",
    // coreference
    "pronoun",
    "nominal",
];

impl LabelId {
    /// The label of that name.
    pub fn named(name: &str) -> Option<LabelId> {
        LABELS.iter().position(|&l| l == name).map(|i| LabelId(i as u8))
    }
}

/// A set of labels.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct LabelSet(u64);

impl LabelSet {
    /// The set with `label` in it.
    pub fn with(self, label: LabelId) -> LabelSet {
        LabelSet(self.0 | 1 << label.0)
    }

    /// Whether `label` is in the set.
    pub fn has(self, label: LabelId) -> bool {
        self.0 >> label.0 & 1 == 1
    }

    /// Whether no label is in the set.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The labels that are in both sets.
    pub fn intersection(self, other: LabelSet) -> LabelSet {
        LabelSet(self.0 & other.0)
    }

    /// The labels that are in either set.
    pub fn union(self, other: LabelSet) -> LabelSet {
        LabelSet(self.0 | other.0)
    }

    /// Whether all labels of another set are in this one.
    pub fn contains(self, other: LabelSet) -> bool {
        other.0 & !self.0 == 0
    }

    /// The set as bits, the label's number each.
    pub(super) fn bits(self) -> u64 {
        self.0
    }

    /// The set of those bits.
    pub(super) fn from_bits(bits: u64) -> LabelSet {
        LabelSet(bits)
    }

    /// The labels in the set, in the order of [`LABELS`].
    pub fn iter(self) -> impl Iterator<Item = LabelId> {
        let mut rest = self.0;
        std::iter::from_fn(move || {
            let label = LabelId(rest.trailing_zeros() as u8);
            rest &= rest.checked_sub(1)?;
            Some(label)
        })
    }

    /// The labels of those names.
    ///
    /// # Errors
    /// The first name that is no label; `at` makes the error at its place.
    pub fn named(names: &[String], at: impl Fn(String) -> Error) -> Result<LabelSet, Error> {
        names.iter().try_fold(LabelSet::default(), |set, name| match LabelId::named(name) {
            Some(label) => Ok(set.with(label)),
            None => {
                Err(at(format!("unknown label `{name}`"))
                    .did_you_mean(name, LABELS.iter().copied()))
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_label_has_a_bit() {
        assert!(LABELS.len() <= 64);
        let time = LabelId::named("time").unwrap();
        assert!(LabelSet::default().with(time).has(time));
        assert!(!LabelSet::default().has(time));
    }
}
