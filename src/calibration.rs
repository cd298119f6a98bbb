//! Measured precision: how often each rule was right on gold, and the facts that carry it.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::eval::{Evaluation, Tally};
use crate::record::Record;

/// Facts that must have been judged before a share says something.
const LEAST: u64 = 10;

/// How often the rules were right on gold.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Calibration {
    /// Hash of the rule tables that were measured.
    pub tables: String,
    /// What they were measured on.
    pub gold: Vec<String>,
    /// Facts of a rule that must have been judged for its precision to be told.
    pub least: u64,
    /// For each rule how many of its facts were right, and how many were judged.
    pub rules: BTreeMap<String, Tally>,
}

/// How often the rule of a fact was right on gold.
#[derive(Clone, Copy, PartialEq, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Calibrated {
    /// The share of the rule's facts in the gold articles that the gold has too, 0 to 1; null where
    /// there were too few of them.
    #[schemars(range(min = 0, max = 1))]
    pub precision_seen: Option<f64>,
    /// How many of its facts were judged.
    pub n: u64,
}

impl Calibration {
    /// The tallies of all these evaluations together.
    pub fn new(tables: &str, evaluations: &[Evaluation]) -> Calibration {
        let mut rules: BTreeMap<String, Tally> = BTreeMap::new();
        for (rule, tally) in evaluations.iter().flat_map(|evaluation| &evaluation.rules) {
            let sum = rules.entry(rule.clone()).or_default();
            (sum.right, sum.n) = (sum.right + tally.right, sum.n + tally.n);
        }
        let gold = evaluations.iter().map(|evaluation| evaluation.title.clone()).collect();
        Calibration { tables: tables.to_owned(), gold, least: LEAST, rules }
    }

    /// Reads what `extract calibrate` wrote.
    ///
    /// # Errors
    /// A file that cannot be read or has another form, as words for people.
    pub fn read(path: &Path) -> Result<Calibration, String> {
        let told = |error: &dyn std::fmt::Display| format!("{}: {error}", path.display());
        let text = fs::read_to_string(path).map_err(|error| told(&error))?;
        serde_json::from_str(&text).map_err(|error| told(&error))
    }

    /// How many rules have been judged often enough.
    pub fn known(&self) -> usize {
        self.rules.values().filter(|tally| tally.n >= self.least).count()
    }

    /// What is known of a rule.
    pub fn of(&self, rule: &str) -> Calibrated {
        let Tally { right, n } = self.rules.get(rule).copied().unwrap_or_default();
        // Three decimals say all that such counts can.
        let share = |right: u64| (right as f64 / n as f64 * 1000.0).round() / 1000.0;
        let enough = n >= self.least.max(1);
        Calibrated { precision_seen: enough.then(|| share(right.min(n))), n }
    }

    /// Gives every fact of the record what is known of its rule.
    pub fn fill(&self, record: &mut Record<'_>) {
        for mention in record.entities.iter_mut().flat_map(|entity| &mut entity.mentions) {
            mention.calibration = Some(self.of(&mention.rule));
        }
        macro_rules! fill {
            ($($facts:ident)*) => {
                $(for fact in &mut record.$facts {
                    fact.calibration = Some(self.of(&fact.rule));
                })*
            };
        }
        fill!(relations events statements times quantities);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_of_few_is_not_told() {
        let tally = |right, n| Tally { right, n };
        let rules = [("often".to_owned(), tally(8, 12)), ("seldom".to_owned(), tally(9, 9))];
        let (tables, gold) = (String::new(), Vec::new());
        let calibration = Calibration { tables, gold, least: LEAST, rules: rules.into() };
        assert_eq!(calibration.of("often"), Calibrated { precision_seen: Some(0.667), n: 12 });
        assert_eq!(calibration.of("seldom"), Calibrated { precision_seen: None, n: 9 });
        assert_eq!(calibration.of("never"), Calibrated { precision_seen: None, n: 0 });
        assert_eq!(calibration.known(), 1);
    }
}
