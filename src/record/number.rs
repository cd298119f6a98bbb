//! Numbers: whole ones are printed as such.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A finite number. A whole one is printed without a fraction.
#[derive(Clone, Copy, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum Number {
    /// A whole number.
    Integer(i64),
    /// Any other.
    Decimal(f64),
}

/// The first whole number that an `i64` does not hold, two to the power of 63.
const TOO_LARGE: f64 = 9_223_372_036_854_775_808.0;

impl Number {
    /// The number nearest to `value`; none for infinities and what is not a number.
    pub fn new(value: f64) -> Option<Self> {
        match value {
            v if !v.is_finite() => None,
            v if v.fract() == 0.0 && v.abs() < TOO_LARGE => Some(Number::Integer(v as i64)),
            v => Some(Number::Decimal(v)),
        }
    }
}

impl From<i64> for Number {
    fn from(value: i64) -> Self {
        Number::Integer(value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_numbers_have_no_fraction() {
        let print = |v: f64| serde_json::to_string(&Number::new(v)).unwrap();
        assert_eq!(print(13_200_000_000_000.0), "13200000000000");
        assert_eq!(print(5.12), "5.12");
        assert_eq!(print(-0.0), "0");
        assert_eq!(print(f64::INFINITY), "null");
    }
}
