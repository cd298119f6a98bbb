//! Limits of how much may change, as they are written on the command line: `lost>0.5%`.

use std::fmt;
use std::str::FromStr;

use super::facts::Kind;
use super::{Counts, Difference};

/// What is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Measure {
    Lost,
    Gained,
    Changed,
    Failed,
}

/// A limit: more than so many of a measure is too many.
#[derive(Debug, Clone, PartialEq)]
pub struct Limit {
    written: String,
    /// One kind of facts; none for all.
    kind: Option<Kind>,
    measure: Measure,
    most: f64,
    /// Whether `most` is a share of the old facts, in percent.
    percent: bool,
}

/// A limit that can't be understood.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "`{0}` is no limit; write lost>0.5%, events.changed>10 or failed>0 \
     (lost, gained, changed of all facts or of entities, events, …; failed articles)"
)]
pub struct LimitError(String);

impl FromStr for Limit {
    type Err = LimitError;

    fn from_str(written: &str) -> Result<Self, LimitError> {
        let wrong = || LimitError(written.to_owned());
        let (what, most) = written.split_once('>').ok_or_else(wrong)?;
        let (kind, measure) = match what.trim().split_once('.') {
            Some((kind, measure)) => (Some(Kind::from_name(kind).ok_or_else(wrong)?), measure),
            None => (None, what.trim()),
        };
        let measure = match measure {
            "lost" => Measure::Lost,
            "gained" => Measure::Gained,
            "changed" => Measure::Changed,
            "failed" if kind.is_none() => Measure::Failed,
            _ => return Err(wrong()),
        };
        let most = most.trim();
        let (number, percent) = most.strip_suffix('%').map_or((most, false), |n| (n, true));
        let most: f64 = number.trim().parse().map_err(|_| wrong())?;
        if !most.is_finite() || most < 0.0 || percent && measure == Measure::Failed {
            return Err(wrong());
        }
        Ok(Limit { written: written.to_owned(), kind, measure, most, percent })
    }
}

impl Limit {
    /// What exceeds the limit, in words; none if nothing does.
    pub fn exceeded(&self, difference: &Difference) -> Option<String> {
        let counts = match self.kind {
            Some(kind) => difference.counts(kind),
            None => difference.all(),
        };
        let Counts { old, lost, gained, changed, .. } = counts;
        let count = match self.measure {
            Measure::Lost => lost,
            Measure::Gained => gained,
            Measure::Changed => changed,
            Measure::Failed => difference.failed.1,
        };
        let found = match self.percent {
            // Of nothing, anything is too much.
            true if old == 0 => f64::from(u8::from(count > 0)) * f64::INFINITY,
            true => count as f64 * 100.0 / old as f64,
            false => count as f64,
        };
        (found > self.most).then(|| match self.percent {
            true => format!("{self}: {count} of {old}"),
            false => format!("{self}: {count}"),
        })
    }
}

impl fmt::Display for Limit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.written)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn limits_are_read_and_wrong_ones_refused() {
        for right in ["lost>0.5%", "events.changed > 10", "failed>0", "times.gained>3%"] {
            assert!(right.parse::<Limit>().is_ok(), "{right}");
        }
        for wrong in ["", "lost", "lost<1", "lost>x", "lost>-1", "dates.lost>1", "events.failed>1"]
        {
            let error = wrong.parse::<Limit>().unwrap_err().to_string();
            assert!(error.contains("lost>0.5%"), "{error}");
        }
    }

    #[test]
    fn a_share_is_of_the_old_facts() {
        let mut difference = Difference::default();
        *difference.of(Kind::Events) =
            Counts { old: 1000, new: 996, lost: 5, gained: 1, changed: 2 };
        let exceeded = |limit: &str| limit.parse::<Limit>().unwrap().exceeded(&difference);
        assert_eq!(exceeded("lost>0.5%"), None);
        assert_eq!(exceeded("lost>0.4%").unwrap(), "lost>0.4%: 5 of 1000");
        assert_eq!(exceeded("events.changed>1").unwrap(), "events.changed>1: 2");
        assert_eq!(exceeded("times.lost>0%"), None);
        assert_eq!(exceeded("failed>0"), None);
    }
}
