//! Money, percentages, counts and measures.
//!
//! A rule's captures are slots: `number` and, for a range, `to`; `scale` multiplies both; `unit`
//! and `per` are an entry of a list with a `value`, or the noun as it is written.

use super::Context;
use super::numbers::{Amount, Numbers};
use crate::annotations::{Annotations, Origin, Quantity};
use crate::document::{Match, Scratch};
use crate::record::{Number, QuantityType};
use crate::rules::{Error, Errors, ListId, Resolved, RuleId, Tables};

/// The layer, with its tables resolved.
#[derive(Debug)]
pub struct Quantities {
    numbers: Numbers,
    /// Lists that give a unit another name than the text does, with the column that does.
    units: Vec<(ListId, usize)>,
    rules: Resolved<QuantityRule>,
}

/// A part of a quantity rule's unit.
#[derive(Clone, PartialEq, Eq, Debug)]
enum Piece {
    Text(String),
    Capture(usize),
}

#[derive(Debug)]
struct QuantityRule {
    /// None for a rule of type `none`: what it spans only looks like a quantity.
    kind: Option<QuantityType>,
    /// A number that the rule tells itself.
    fixed: Option<Amount>,
    number: Option<usize>,
    to: Option<usize>,
    scale: Option<usize>,
    unit: Vec<Piece>,
}

const NONE: &str = "none";
const UNIT_LISTS: [&str; 5] =
    ["currency", "currency_word", "measure_unit", "measure_symbol", "percent_word"];
const CAPTURES: [&str; 5] = ["number", "to", "scale", "unit", "per"];

impl QuantityRule {
    fn read(tables: &Tables, id: RuleId) -> Result<QuantityRule, Errors> {
        let rule = tables.rule(id);
        let name = rule.text("type").unwrap_or_default();
        let kind = QuantityType::from_name(name);
        if kind.is_none() && name != NONE {
            let names = QuantityType::ALL.iter().map(|t| t.as_str()).chain([NONE]);
            let error = rule.error("type", format!("unknown type of quantity `{name}`"));
            return Err(error.did_you_mean(name, names).into());
        }
        if let Some(other) = rule.program.captures.iter().find(|c| !CAPTURES.contains(&&***c)) {
            let message = format!("quantities know no capture `{other}`");
            let error = Error::new(rule.place.clone(), message);
            return Err(error.did_you_mean(other, CAPTURES).into());
        }
        let capture = |name: &str| rule.program.capture(name);
        let fixed = match rule.text("value").unwrap_or_default() {
            "number" => None,
            text => Some(Amount::parse(text).ok_or_else(|| {
                rule.error("value", format!("`{text}` is neither `number` nor a number"))
            })?),
        };
        if kind.is_some() && fixed.is_none() && capture("number").is_none() {
            return Err(rule.error("value", "the pattern captures no `number`").into());
        }
        let mut unit = Vec::new();
        let mut rest = rule.text("unit").unwrap_or_default();
        while let Some((before, after)) = rest.split_once('{') {
            let (name, behind) = after.split_once('}').unwrap_or((after, ""));
            let index = capture(name)
                .ok_or_else(|| rule.error("unit", format!("the pattern captures no `{name}`")))?;
            unit.extend([Piece::Text(before.to_owned()), Piece::Capture(index)]);
            rest = behind;
        }
        unit.push(Piece::Text(rest.to_owned()));
        unit.retain(|piece| *piece != Piece::Text(String::new()));
        let (number, to, scale) = (capture("number"), capture("to"), capture("scale"));
        Ok(QuantityRule { kind, fixed, number, to, scale, unit })
    }
}

impl Quantities {
    /// Resolves the layer's tables.
    ///
    /// # Errors
    /// Values that the layer does not know, each at its place.
    pub fn new(tables: &Tables) -> Result<Quantities, Errors> {
        let mut errors = Vec::new();
        let mut units = Vec::new();
        for name in UNIT_LISTS {
            match tables.need(name) {
                Ok(list) => units.extend(tables.lists.column(list, "value").map(|c| (list, c))),
                Err(error) => errors.push(error),
            }
        }
        let rules = Resolved::new(tables, "quantities", QuantityRule::read);
        match (Numbers::new(tables), rules) {
            (Ok(numbers), Ok(rules)) if errors.is_empty() => {
                Ok(Quantities { numbers, units, rules })
            }
            (numbers, rules) => {
                Err(Errors::joined([Some(Errors(errors)), numbers.err(), rules.err()]))
            }
        }
    }

    /// Adds what the layer finds.
    pub fn read(&self, cx: &Context<'_, '_>, scratch: &mut Scratch, found: &mut Annotations<'_>) {
        let rules = cx.tables.room("quantities");
        for sentence in &cx.document.sentences {
            let times = &found.times;
            let selected = cx.matcher().select_by(rules, sentence.tokens.clone(), scratch, |m| {
                // A time is never a quantity as well.
                let next = times.partition_point(|time| time.tokens.end <= m.span.start);
                let free = times.get(next).is_none_or(|time| time.tokens.start >= m.span.end);
                free.then(|| self.value(cx, m)).flatten()
            });
            for (m, value) in selected {
                let Some(rule) = self.rules.get(cx.tables, m.rule) else { continue };
                let (Some(kind), Some((value, to))) = (rule.kind, value) else { continue };
                found.quantities.push(Quantity {
                    tokens: m.span.clone(),
                    span: cx.document.span(&m.span),
                    kind,
                    value,
                    to,
                    unit: self.unit(cx, rule, &m),
                    origin: Origin::Rule(m.rule),
                });
            }
        }
    }

    /// The amount of a match, and where a range ends; `Some(None)` where the rule only keeps others away.
    fn value(
        &self,
        cx: &Context<'_, '_>,
        found: &Match,
    ) -> Option<Option<(Number, Option<Number>)>> {
        let rule = self.rules.get(cx.tables, found.rule)?;
        if rule.kind.is_none() {
            return Some(None);
        }
        if let Some(fixed) = rule.fixed {
            return Some(Some((fixed.to_number(), None)));
        }
        let capture = |index: Option<usize>| found.capture(index?);
        let read = |tokens| self.numbers.read(cx.document, tokens);
        let scale = match capture(rule.scale) {
            // A scale needs something to multiply.
            Some(tokens) => self.numbers.scale(cx.document, tokens)?,
            None => 1,
        };
        let number = read(capture(rule.number)?)?.times(scale)?;
        let Some(to) = capture(rule.to) else { return Some(Some((number.to_number(), None))) };
        let to = read(to)?.times(scale)?;
        let (low, high) = if number <= to { (number, to) } else { (to, number) };
        Some(Some((low.to_number(), Some(high.to_number()))))
    }

    fn unit(&self, cx: &Context<'_, '_>, rule: &QuantityRule, found: &Match) -> Option<String> {
        let mut unit = String::new();
        for piece in &rule.unit {
            match piece {
                Piece::Text(text) => unit.push_str(text),
                Piece::Capture(index) => {
                    let tokens = found.capture(*index)?;
                    let listed = self.units.iter().find_map(|&(list, column)| {
                        let row = cx.document.entry(&tokens, list)?;
                        Some(cx.tables.lists.cell(row, column)).filter(|cell| !cell.is_empty())
                    });
                    match listed {
                        Some(name) => unit.push_str(name),
                        None => unit.push_str(&cx.document.slice(&tokens).to_lowercase()),
                    }
                }
            }
        }
        (!unit.is_empty()).then_some(unit)
    }
}
