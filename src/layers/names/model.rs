//! The weights of features: how much each speaks for each coarse type.

use super::classes::Classes;
use super::feature::{Feature, Sort};
use crate::rules::{Error, Errors, Place, RowId, Tables};
use rustc_hash::FxHashMap;

/// One number for each coarse type, in the order of [`Sort::ALL`].
pub type Scores = [f32; 4];

/// The weights in force.
#[derive(Clone, Debug, Default)]
pub struct Weights {
    by_feature: FxHashMap<Feature, (Scores, RowId)>,
}

impl Weights {
    /// Reads lists of weights: features under `form`, a column for each coarse type; of lists that
    /// weigh one feature, the sum counts.
    ///
    /// # Errors
    /// Unknown templates and cells that are no numbers, each at its place.
    pub fn read(tables: &Tables, classes: &Classes, lists: &[&str]) -> Result<Weights, Errors> {
        let (mut weights, mut errors) = (Weights::default(), Vec::new());
        let mut last = 0;
        for list in lists.iter().filter_map(|name| tables.lists.find(name)) {
            let columns = Sort::ALL.iter().map(|(_, name)| tables.lists.column(list, name));
            let columns: Vec<_> = columns.collect();
            let rows = tables.lists.rows(list);
            weights.by_feature.reserve(rows.size_hint().0);
            for row in rows {
                let error = |message: String| {
                    let file = tables.lists.list(list).file.to_string();
                    Error::new(
                        Place { file: file.into(), line: tables.lists.line_of(row), column: 1 },
                        message,
                    )
                };
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
                let entry = weights.by_feature.entry(feature).or_insert(([0.0; 4], row));
                for (score, column) in entry.0.iter_mut().zip(&columns) {
                    match column.map_or("", |c| tables.lists.cell(row, c)) {
                        "" => {}
                        cell => match number(cell) {
                            Some(weight) => *score += weight,
                            None => errors.push(error(format!("`{cell}` is no weight"))),
                        },
                    }
                }
            }
        }
        if errors.is_empty() { Ok(weights) } else { Err(Errors(errors)) }
    }

    /// Sets a feature's weights.
    pub fn set(&mut self, feature: Feature, scores: Scores) {
        self.by_feature.insert(feature, (scores, RowId(u32::MAX)));
    }

    /// Adds a feature's weights, if it has any.
    pub fn add(&self, feature: Feature, scores: &mut Scores) {
        if let Some((weights, _)) = self.by_feature.get(&feature) {
            for (score, weight) in scores.iter_mut().zip(weights) {
                *score += weight;
            }
        }
    }

    /// A feature's weights, and the row that gives them.
    pub fn get(&self, feature: Feature) -> Option<(Scores, RowId)> {
        self.by_feature.get(&feature).copied()
    }

    /// How many features have weights.
    pub fn len(&self) -> usize {
        self.by_feature.len()
    }

    /// Whether no feature has.
    pub fn is_empty(&self) -> bool {
        self.by_feature.is_empty()
    }
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
