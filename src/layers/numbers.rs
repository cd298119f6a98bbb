//! Numbers as the news writes them: `13.255.244`, `5,12`, `2,5 juta`, `dua puluh lima`, `belasan ribu`.

use crate::document::Document;
use crate::record::Number;
use crate::rules::{Error, Errors, ListId, RowId, Tables};
use crate::text::TokenKind;
use rustc_hash::FxHashMap;
use std::ops::Range;

/// A number in billionths, so that `13,2 triliun` is exact.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Default)]
pub struct Amount(i128);

/// What one is in an [`Amount`].
const ONE: i128 = 1_000_000_000;

/// Digits behind the decimal mark that an [`Amount`] keeps.
const PLACES: usize = 9;

impl Amount {
    /// The whole number.
    pub fn whole(value: i64) -> Amount {
        Amount(i128::from(value) * ONE)
    }

    /// `self` times a whole number; none if it is too large to be meant.
    pub fn times(self, factor: i64) -> Option<Amount> {
        self.0.checked_mul(i128::from(factor)).map(Amount)
    }

    /// The sum.
    pub fn plus(self, other: Amount) -> Amount {
        Amount(self.0.saturating_add(other.0))
    }

    /// The whole number, if it is one.
    pub fn to_whole(self) -> Option<i64> {
        (self.0 % ONE == 0).then(|| i64::try_from(self.0 / ONE).ok()).flatten()
    }

    /// The number of the record.
    pub fn to_number(self) -> Number {
        match self.to_whole() {
            Some(whole) => whole.into(),
            None => {
                let value = self.0 as f64 / ONE as f64;
                Number::new(value).unwrap_or(Number::Integer(0))
            }
        }
    }

    /// As TIMEX3 writes it: `2`, `1.5`.
    pub fn to_text(self) -> String {
        match self.to_whole() {
            Some(whole) => whole.to_string(),
            None => {
                let fraction = format!("{:09}", self.0 % ONE);
                format!("{}.{}", self.0 / ONE, fraction.trim_end_matches('0'))
            }
        }
    }

    /// Reads digits with Indonesian marks: points between thousands, a comma before decimals. A
    /// point that cannot part thousands (`3.5`) is a decimal mark, and so are the commas of
    /// `1,250,000` marks of thousands.
    pub fn parse(digits: &str) -> Option<Amount> {
        let (points, commas) = (digits.matches('.').count(), digits.matches(',').count());
        let (whole, decimals, mark) = match (points, commas) {
            (0, 0) => (digits, "", '.'),
            (_, 1) => digits.split_once(',').map(|(whole, decimals)| (whole, decimals, '.'))?,
            (_, 0) if is_grouped(digits, '.') => (digits, "", '.'),
            (1, 0) => digits.split_once('.').map(|(whole, decimals)| (whole, decimals, ','))?,
            (0, _) => (digits, "", ','),
            (1, _) => digits.split_once('.').map(|(whole, decimals)| (whole, decimals, ','))?,
            _ => return None,
        };
        if whole.contains(mark) && !is_grouped(whole, mark) {
            return None;
        }
        let mut value: i128 = 0;
        for c in whole.chars().filter(|&c| c != mark) {
            value = value.checked_mul(10)?.checked_add(i128::from(c.to_digit(10)?))?;
        }
        value = value.checked_mul(ONE)?;
        let mut unit = ONE;
        for c in decimals.chars().take(PLACES) {
            unit /= 10;
            value = value.checked_add(unit * i128::from(c.to_digit(10)?))?;
        }
        Some(Amount(value))
    }
}

/// Whether `digits` is groups of three parted by `mark`, the first one shorter and not zero.
fn is_grouped(digits: &str, mark: char) -> bool {
    let mut groups = digits.split(mark);
    let head = groups.next().is_some_and(|head| (1..=3).contains(&head.len()) && head != "0");
    head && groups.all(|group| group.len() == 3)
}

/// What a word does to the number that it stands in.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Step {
    /// A number from 1 to 9.
    Unit(i64),
    /// A whole number of its own below a thousand: `sebelas`, `seratus`, `puluhan`.
    Whole(i64),
    /// Adds ten to the unit before it.
    Teen,
    /// Multiplies the unit before it.
    Times(i64),
    /// Multiplies everything below it.
    Scale(i64),
    /// A fraction, in billionths, alone or on top of what stands before it.
    Fraction(i128),
    /// Divides the unit before it.
    Divide(i128),
}

/// Reads numbers in digits and words.
#[derive(Debug)]
pub struct Numbers {
    lists: [ListId; 2],
    steps: FxHashMap<RowId, Step>,
}

impl Numbers {
    /// Resolves the lists `number_word` and `money_scale` with their columns `step` and `value`.
    ///
    /// # Errors
    /// A missing list, an unknown step, a value that is no number.
    pub fn new(tables: &Tables) -> Result<Numbers, Errors> {
        let lists = [tables.need("number_word")?, tables.need("money_scale")?];
        let mut steps = FxHashMap::default();
        let mut errors = Vec::new();
        for row in lists.into_iter().flat_map(|list| tables.lists.rows(list)) {
            let (step, value) = (tables.lists.get(row, "step"), tables.lists.get(row, "value"));
            let amount = Amount::parse(value);
            let whole = amount.and_then(Amount::to_whole);
            let read = match (step, whole) {
                ("unit", Some(n)) => Some(Step::Unit(n)),
                ("whole", Some(n)) => Some(Step::Whole(n)),
                ("teen", _) => Some(Step::Teen),
                ("times", Some(n)) => Some(Step::Times(n)),
                ("scale", Some(n)) => Some(Step::Scale(n)),
                ("fraction", _) => amount.map(|a| Step::Fraction(a.0)),
                ("divide", Some(n)) if n != 0 => Some(Step::Divide(i128::from(n))),
                _ => None,
            };
            match read {
                Some(read) => {
                    steps.insert(row, read);
                }
                None => errors.push(
                    row_error(tables, row, format!("`{step}` of `{value}` is no number step"))
                        .help("steps are unit, whole, teen, times, scale, fraction, divide"),
                ),
            }
        }
        if errors.is_empty() { Ok(Numbers { lists, steps }) } else { Err(Errors(errors)) }
    }

    /// The number that `tokens` write, in digits, words or both; none if they write none. What
    /// stands in brackets (`1 (satu)`) only repeats it.
    pub fn read(&self, document: &Document<'_>, tokens: Range<u32>) -> Option<Amount> {
        let mut sum = Sum::default();
        let mut at = tokens.start;
        while at < tokens.end {
            let token = &document.tokens[at as usize];
            if matches!(token.kind, TokenKind::Number | TokenKind::Mixed) {
                // `Rp13,2` carries its currency.
                let text = document.token_text(at);
                let digits = text.trim_start_matches(|c: char| c.is_alphabetic() || c == '.');
                let text = |at: u32| (at < tokens.end).then(|| document.token_text(at));
                // 1.549, 22: the decimals behind a blank.
                let blank = text(at + 1) == Some(",");
                match text(at + 2).filter(|_| blank) {
                    Some(decimals) => sum.digits(Amount::parse(&[digits, decimals].join(","))?)?,
                    None => sum.digits(Amount::parse(digits)?)?,
                }
                at += if blank { 3 } else { 1 };
                continue;
            }
            let hits = document.hits_at(at).iter().rev();
            let known = hits
                .filter(|h| h.end <= tokens.end && self.lists.contains(&h.list))
                .find_map(|h| self.steps.get(&h.row).map(|step| (h.end, *step)));
            match known {
                Some((end, step)) => {
                    sum.step(step)?;
                    at = end;
                }
                None if document.token_text(at) == "(" => break,
                None => return None,
            }
        }
        sum.total()
    }

    /// What the scale words in `tokens` multiply by: 1000000 for `juta`.
    pub fn scale(&self, document: &Document<'_>, tokens: Range<u32>) -> Option<i64> {
        tokens.into_iter().try_fold(1i64, |product, at| {
            let hits = document.hits_at(at).iter().filter(|h| h.end == at + 1);
            let step = hits.filter_map(|h| self.steps.get(&h.row)).next();
            match step {
                Some(Step::Scale(n)) => product.checked_mul(*n),
                _ => None,
            }
        })
    }
}

/// A number while its words are read.
#[derive(Default)]
struct Sum {
    /// What has its scale already.
    total: Amount,
    /// Below the next scale.
    group: Amount,
    /// A unit that waits for `belas`, `puluh`, `ratus`.
    unit: Option<i64>,
    seen: bool,
}

impl Sum {
    fn digits(&mut self, amount: Amount) -> Option<()> {
        if self.seen {
            return None;
        }
        self.seen = true;
        self.group = amount;
        Some(())
    }

    fn step(&mut self, step: Step) -> Option<()> {
        match step {
            Step::Unit(n) => {
                if self.unit.replace(n).is_some() {
                    return None;
                }
            }
            Step::Whole(n) => self.add(Amount::whole(n))?,
            Step::Teen => {
                let unit = self.unit.take()?;
                self.add(Amount::whole(10 + unit))?;
            }
            Step::Times(n) => {
                let unit = self.unit.take()?;
                self.add(Amount::whole(unit).times(n)?)?;
            }
            Step::Fraction(part) => self.add(Amount(part))?,
            Step::Divide(n) => {
                let unit = self.unit.take().unwrap_or(1);
                self.add(Amount(i128::from(unit) * ONE / n))?;
            }
            Step::Scale(n) => {
                let below = self.below();
                if below == Amount::default() && self.seen {
                    self.total = self.total.times(n)?;
                } else if self.seen {
                    self.total = self.total.plus(below.times(n)?);
                } else {
                    return None;
                }
            }
        }
        self.seen = true;
        Some(())
    }

    fn add(&mut self, amount: Amount) -> Option<()> {
        self.group = self.below().plus(amount);
        Some(())
    }

    fn below(&mut self) -> Amount {
        let unit = Amount::whole(self.unit.take().unwrap_or(0));
        std::mem::take(&mut self.group).plus(unit)
    }

    fn total(mut self) -> Option<Amount> {
        let below = self.below();
        self.seen.then(|| self.total.plus(below))
    }
}

/// A fault in a row of a list, at its line.
pub(super) fn row_error(tables: &Tables, row: RowId, message: impl Into<String>) -> Error {
    Error::new(tables.lists.place_of(row), message)
}

#[cfg(test)]
mod tests;
