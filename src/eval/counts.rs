//! True positives, predicted and gold totals, and the figures that they make.

use std::fmt;

/// The counts of one label.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Row {
    /// Predicted and in the gold.
    pub tp: u64,
    /// Predicted.
    pub predicted: u64,
    /// In the gold.
    pub gold: u64,
}

impl Row {
    /// Precision; 0 where nothing is predicted.
    pub fn precision(self) -> f64 {
        share(self.tp, self.predicted)
    }

    /// Recall; 0 where the gold has nothing.
    pub fn recall(self) -> f64 {
        share(self.tp, self.gold)
    }

    /// The harmonic mean of both.
    pub fn f1(self) -> f64 {
        let (p, r) = (self.precision(), self.recall());
        if p + r > 0.0 { 2.0 * p * r / (p + r) } else { 0.0 }
    }
}

/// `part / whole`, 0 of nothing.
pub(super) fn share(part: u64, whole: u64) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}

/// Counts by label; written as a table, labels sorted, the micro average last.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Counts(Vec<(String, Row)>);

impl Counts {
    /// The counts of a label, made where there are none yet.
    pub fn row(&mut self, label: &str) -> &mut Row {
        let at = self.0.binary_search_by(|(known, _)| known.as_str().cmp(label));
        let at = at.unwrap_or_else(|at| {
            self.0.insert(at, (label.to_owned(), Row::default()));
            at
        });
        &mut self.0[at].1
    }

    /// The counts of a label.
    pub fn get(&self, label: &str) -> Row {
        self.iter().find(|(known, _)| *known == label).map_or(Row::default(), |(_, row)| row)
    }

    /// All labels, sorted, with their counts.
    pub fn iter(&self) -> impl Iterator<Item = (&str, Row)> {
        self.0.iter().map(|(label, row)| (label.as_str(), *row))
    }

    /// The sum of all labels.
    pub fn total(&self) -> Row {
        self.iter().fold(Row::default(), |sum, (_, row)| Row {
            tp: sum.tp + row.tp,
            predicted: sum.predicted + row.predicted,
            gold: sum.gold + row.gold,
        })
    }

    /// Whether nothing was counted.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl fmt::Display for Counts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (label, row) in self.iter().chain([("micro", self.total())]) {
            writeln!(
                f,
                "  {label:<24} P {:.4}  R {:.4}  F1 {:.4}  (tp {}, predicted {}, gold {})",
                row.precision(),
                row.recall(),
                row.f1(),
                row.tp,
                row.predicted,
                row.gold
            )?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_shares_and_their_mean() {
        let row = Row { tp: 3, predicted: 4, gold: 6 };
        assert_eq!((row.precision(), row.recall()), (0.75, 0.5));
        assert!((row.f1() - 0.6).abs() < 1e-12);
        assert_eq!(Row::default().f1(), 0.0);
    }

    #[test]
    fn labels_are_sorted_and_summed() {
        let mut counts = Counts::default();
        counts.row("b").gold += 2;
        counts.row("a").gold += 1;
        counts.row("b").tp += 1;
        let labels: Vec<&str> = counts.iter().map(|(label, _)| label).collect();
        assert_eq!((labels, counts.total().gold, counts.get("b").tp), (vec!["a", "b"], 3, 1));
        assert!(counts.to_string().ends_with("(tp 1, predicted 0, gold 3)\n"));
    }
}
