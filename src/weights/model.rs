//! The weights of features: how much each speaks for each coarse type.

use super::classes::Classes;
use super::feature::{Feature, Sort};
use crate::rules::flat::{Flat, Reader, Writer};
use crate::rules::{Error, Errors, RowId, Tables};
use rustc_hash::FxHashMap;

/// One number for each coarse type, in the order of [`Sort::ALL`]: sums of weights, in hundredths.
///
/// Tables write weights with two decimals. Their hundredths are whole numbers, which f32 adds without
/// loss up to 2^24, so that a sum is the same in whatever order and whatever parts it is made.
pub type Scores = [f32; 4];

/// The hundredths that make a weight of 1.
pub const UNIT: f32 = 100.0;

/// The weights in force, by feature: an open-addressing table that holds them beside the features, so
/// that one look-up touches one line of the cache.
#[derive(Clone, Debug, Default)]
pub struct Weights {
    /// A power of two of slots: a feature in two halves, and its weights, two in a number.
    slots: Flat,
    /// For each slot, the row that gives its weights.
    rows: Flat,
    /// A power of two of bits, set where the hash of a feature falls: most features have no weight, and
    /// this little is always near at hand.
    filter: Flat,
}

/// Numbers that make a slot.
const SLOT: usize = 4;

/// The second half of no feature, in a free slot.
const FREE: u32 = u32::MAX;

/// The largest weight of a table, either way. Sums of three such fit 16 bits, in hundredths.
const MOST: f32 = 100.0;

impl Weights {
    /// Reads lists of weights: features under `form`, a column for each coarse type; of lists that
    /// weigh one feature, the sum counts.
    ///
    /// # Errors
    /// Unknown templates and cells that are no numbers, each at its place.
    pub(super) fn compile(
        tables: &Tables,
        classes: &Classes,
        lists: &[&str],
    ) -> Result<Weights, Errors> {
        let (mut weights, mut errors) = (FxHashMap::default(), Vec::new());
        let mut last = 0;
        for list in lists.iter().filter_map(|name| tables.lists.find(name)) {
            let columns = Sort::ALL.iter().map(|(_, name)| tables.lists.column(list, name));
            let columns: Vec<_> = columns.collect();
            let rows = tables.lists.rows(list);
            for row in rows {
                let error = |message: String| Error::new(tables.lists.place_of(row), message);
                let form = tables.lists.cell(row, 0);
                let feature =
                    match Feature::parse(form, tables.lists.words_of(row), classes, &mut last) {
                        Ok(Some(feature)) => feature,
                        // Another set of lists is in force than the one that the weights were made for.
                        Ok(None) => continue,
                        Err(name) => {
                            let fault = error(format!("unknown template `{name}`"));
                            errors.push(fault.did_you_mean(name, Feature::templates()));
                            continue;
                        }
                    };
                let entry = weights.entry(feature).or_insert(([0.0; 4], row));
                for (score, column) in entry.0.iter_mut().zip(&columns) {
                    match column.map_or("", |c| tables.lists.cell(row, c)) {
                        "" => {}
                        cell => match number(cell) {
                            Some(weight) if !weight.is_finite() || weight.abs() > MOST => {
                                errors.push(error(format!(
                                    "`{cell}` is more than {MOST}, or no number"
                                )));
                            }
                            Some(weight) => *score += (weight * UNIT).round(),
                            None => errors.push(error(format!("`{cell}` is no weight"))),
                        },
                    }
                }
                if entry.0.iter().any(|score| score.abs() > f32::from(i16::MAX)) {
                    errors
                        .push(error("its weights in all lists together are too large".to_owned()));
                }
            }
        }
        if errors.is_empty() { Ok(weights.into_iter().collect()) } else { Err(Errors(errors)) }
    }

    /// The weights, for many look-ups.
    #[inline]
    pub fn sums(&self) -> Lookup<'_> {
        Lookup { slots: self.slots.as_chunks::<SLOT>().0, filter: &self.filter }
    }

    /// These weights with others added to them, as a table writes weights; what only the others weigh
    /// has no row.
    pub fn plus(&self, others: impl IntoIterator<Item = (Feature, [f32; 4])>) -> Weights {
        let taken = self.slots.chunks_exact(SLOT).filter(|slot| slot[1] != FREE);
        let feature = |slot: &[u32]| Feature(u64::from(slot[0]) | u64::from(slot[1]) << 32);
        let mut all: FxHashMap<_, _> =
            taken.map(feature).filter_map(|f| Some((f, self.scored(f)?))).collect();
        for (feature, scores) in others {
            let (sum, _) = all.entry(feature).or_insert(([0.0; 4], RowId(u32::MAX)));
            sum.iter_mut().zip(scores).for_each(|(sum, score)| *sum += (score * UNIT).round());
        }
        all.into_iter().collect()
    }

    /// A feature's weights, as the table writes them, and the row that gives them.
    pub fn get(&self, feature: Feature) -> Option<([f32; 4], RowId)> {
        self.scored(feature).map(|(scores, row)| (scores.map(|score| score / UNIT), row))
    }

    /// What a feature adds to scores, and the row that gives it.
    pub fn scored(&self, feature: Feature) -> Option<(Scores, RowId)> {
        let (at, scores) = self.sums().entry(feature)?;
        Some((scores, RowId(self.rows[at])))
    }

    /// How many features have weights.
    pub fn len(&self) -> usize {
        self.slots.chunks_exact(SLOT).filter(|slot| slot[1] != FREE).count()
    }

    /// Whether no feature has.
    pub fn is_empty(&self) -> bool {
        self.slots.is_empty()
    }

    pub(super) fn write(&self, to: &mut Writer) {
        to.numbers(&self.slots);
        to.numbers(&self.rows);
        to.numbers(&self.filter);
    }

    pub(super) fn read(from: &mut Reader) -> Weights {
        Weights { slots: from.numbers(), rows: from.numbers(), filter: from.numbers() }
    }
}

/// Weights at hand, for many look-ups.
#[derive(Clone, Copy, Debug)]
pub struct Lookup<'w> {
    slots: &'w [[u32; SLOT]],
    filter: &'w [u32],
}

impl Lookup<'_> {
    /// Adds a feature's weights, if it has any. Most have none, and are out by one bit.
    #[inline]
    pub fn add(self, feature: Feature, scores: &mut Scores) {
        let (word, bit) = filtered(feature, self.filter.len());
        if self.filter.get(word).is_some_and(|bits| bits & bit != 0) {
            self.add_entry(feature, scores);
        }
    }

    fn add_entry(self, feature: Feature, scores: &mut Scores) {
        if let Some((_, more)) = self.entry(feature) {
            (0..scores.len()).for_each(|i| scores[i] += more[i]);
        }
    }

    /// The place of a feature's slot, and its weights.
    fn entry(self, feature: Feature) -> Option<(usize, Scores)> {
        if self.slots.is_empty() {
            return None;
        }
        let at = self.slot(feature);
        let [_, high, a, b] = self.slots[at];
        (high != FREE).then(|| (at, unpack([a, b])))
    }

    /// The place of a feature's slot, or of the free one where it would stand.
    fn slot(self, feature: Feature) -> usize {
        let last = self.slots.len() - 1;
        let mut at = (mix(feature) >> 40) as usize & last;
        let (low, high) = (feature.0 as u32, (feature.0 >> 32) as u32);
        loop {
            match self.slots[at] {
                [_, FREE, ..] => return at,
                [l, h, ..] if l == low && h == high => return at,
                _ => at = (at + 1) & last,
            }
        }
    }
}

/// The place of the bit of a feature in a filter of so many numbers.
#[inline]
fn filtered(feature: Feature, length: usize) -> (usize, u32) {
    let bit = (mix(feature) >> 20) as usize & (length * 32).wrapping_sub(1);
    (bit / 32, 1 << (bit % 32))
}

impl FromIterator<(Feature, (Scores, RowId))> for Weights {
    /// The weights of these features, each of which comes once.
    fn from_iter<I: IntoIterator<Item = (Feature, (Scores, RowId))>>(all: I) -> Weights {
        let mut all: Vec<_> = all.into_iter().collect();
        if all.is_empty() {
            return Weights::default();
        }
        all.sort_unstable_by_key(|(feature, _)| *feature);
        let slots = (all.len() * 2).next_power_of_two();
        let mut weights = Weights {
            slots: [0, FREE, 0, 0].repeat(slots).into(),
            rows: vec![0; slots].into(),
            filter: vec![0; slots.div_ceil(4)].into(),
        };
        for (feature, (scores, row)) in all {
            let (word, bit) = filtered(feature, weights.filter.len());
            weights.filter.to_mut()[word] |= bit;
            let at = weights.sums().slot(feature);
            let [a, b] = pack(scores);
            let slot = [feature.0 as u32, (feature.0 >> 32) as u32, a, b];
            weights.slots.to_mut()[SLOT * at..][..SLOT].copy_from_slice(&slot);
            weights.rows.to_mut()[at] = row.0;
        }
        weights
    }
}

/// Four weights in two numbers, 16 bits each.
fn pack(scores: Scores) -> [u32; 2] {
    let [a, b, c, d] = scores.map(|score| u32::from(score as i16 as u16));
    [a | b << 16, c | d << 16]
}

fn unpack([a, b]: [u32; 2]) -> Scores {
    [a, a >> 16, b, b >> 16].map(|half| f32::from(half as u16 as i16))
}

/// The template stands in the highest bits, which a product alone would not spread.
#[inline]
fn mix(feature: Feature) -> u64 {
    (feature.0 ^ feature.0 >> 36).wrapping_mul(0x9E37_79B9_7F4A_7C15)
}

/// Reads a weight. Most have two decimals, and the general reader is slow.
fn number(cell: &str) -> Option<f32> {
    let (sign, digits) = cell.strip_prefix('-').map_or((1, cell), |rest| (-1, rest));
    match digits.as_bytes() {
        [a, b'.', b, c] if [a, b, c].iter().all(|d| d.is_ascii_digit()) => {
            let value = |d: &u8| i32::from(*d - b'0');
            Some((sign * (value(a) * 100 + value(b) * 10 + value(c))) as f32 / 100.0)
        }
        _ => cell.parse().ok(),
    }
}
