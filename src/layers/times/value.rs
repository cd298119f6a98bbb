//! What the `value` of a time rule says, parsed once: a template over captures, or one of a few functions.

use super::calendar::Unit;
use super::slots::Slot;
use crate::rules::{Error, Rule};

/// How a rule makes its value.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Value {
    /// `calendar`: the point in time that the captures tell, the rest taken from the reference.
    Calendar,
    /// `duration`: so many units.
    Duration,
    /// `shift(-1, week)`, `shift(-number, unit)`: that far from the reference.
    Shift(By, UnitOf),
    /// `holiday`: the day that the captured holiday falls on.
    Holiday,
    /// `{year}-Q{ordinal}`: text with captures in it.
    Template(Vec<Piece>),
}

/// How far a shift goes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum By {
    /// So many units.
    Fixed(i64),
    /// As many as the capture `number` says, on this side.
    Captured(i64),
    /// One, on the side that the capture `tense` says.
    Tense,
}

/// Which unit a shift counts in.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum UnitOf {
    /// This one.
    Fixed(Unit),
    /// That of the capture `unit`.
    Captured,
}

/// A piece of a template.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Piece {
    /// Stands as it is.
    Text(String),
    /// The value of a capture.
    Slot(Slot),
    /// The century of the capture `ordinal`: 18 for the nineteenth.
    Century,
    /// The decade of the capture `year`: 199 for 1990 and for 90.
    Decade,
}

const FUNCTIONS: [&str; 4] = ["calendar", "duration", "holiday", "shift"];

impl Value {
    /// Reads the key `value` of `rule`.
    ///
    /// # Errors
    /// What is wrong with it, at its place.
    pub(super) fn read(rule: &Rule) -> Result<Value, Error> {
        let text = rule.text("value").unwrap_or_default().trim();
        let value = match text.split_once('(') {
            Some((name, arguments)) => {
                let arguments = arguments.strip_suffix(')').map(|a| a.split(',').map(str::trim));
                let arguments: Vec<_> = arguments.into_iter().flatten().collect();
                match (name.trim(), arguments.as_slice()) {
                    ("shift", [by, unit]) => Value::Shift(by_of(rule, by)?, unit_of(rule, unit)?),
                    ("shift", _) => {
                        let error = rule.error("value", "`shift` takes a number and a unit");
                        return Err(error.help("write shift(-1, week) or shift(-number, unit)"));
                    }
                    (other, _) => {
                        let error = rule.error("value", format!("unknown function `{other}`"));
                        return Err(error.did_you_mean(other, FUNCTIONS));
                    }
                }
            }
            None => match text {
                "calendar" => Value::Calendar,
                "duration" => Value::Duration,
                "holiday" => Value::Holiday,
                _ if text.chars().all(|c| c.is_ascii_lowercase()) => {
                    let error = rule.error("value", format!("unknown function `{text}`"));
                    return Err(error.did_you_mean(text, FUNCTIONS));
                }
                _ => Value::Template(template(rule, text)?),
            },
        };
        Ok(value)
    }
}

fn by_of(rule: &Rule, text: &str) -> Result<By, Error> {
    match text {
        "number" => Ok(By::Captured(1)),
        "-number" => Ok(By::Captured(-1)),
        "tense" => Ok(By::Tense),
        _ => text.parse().map(By::Fixed).map_err(|_| {
            let error = rule.error("value", format!("`{text}` is no distance"));
            error.help("a distance is a whole number, `number`, `-number` or `tense`")
        }),
    }
}

fn unit_of(rule: &Rule, text: &str) -> Result<UnitOf, Error> {
    if text == "unit" {
        return Ok(UnitOf::Captured);
    }
    Unit::named(text).map(UnitOf::Fixed).ok_or_else(|| {
        let error = rule.error("value", format!("unknown unit `{text}`"));
        error.did_you_mean(text, Unit::ALL.iter().map(|(name, _)| *name))
    })
}

fn template(rule: &Rule, text: &str) -> Result<Vec<Piece>, Error> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        if !before.is_empty() {
            pieces.push(Piece::Text(before.to_owned()));
        }
        let Some((name, behind)) = after.split_once('}') else {
            return Err(rule.error("value", "`{` without `}`"));
        };
        pieces.push(match name {
            "century" => Piece::Century,
            "decade" => Piece::Decade,
            _ => Piece::Slot(Slot::named(name).ok_or_else(|| {
                let error = rule.error("value", format!("unknown part `{{{name}}}`"));
                error.did_you_mean(name, Slot::names().chain(["century", "decade"]))
            })?),
        });
        rest = behind;
    }
    if !rest.is_empty() {
        pieces.push(Piece::Text(rest.to_owned()));
    }
    Ok(pieces)
}
