//! TIMEX3 expressions.
//!
//! A rule's captures are slots with fixed names (`day`, `month`, `unit` …); its `value` says how a
//! value is made of them. What the text leaves out is taken from the day of publication, from the
//! day last named, or left open; never from a clock.

mod calendar;
mod resolve;
mod slots;
mod value;

use super::Context;
use crate::annotations::{Annotations, Origin, Time, Warning};
use crate::document::{Hit, Match, Scratch};
use crate::record::TimeType;
use crate::rules::{Errors, ListId, Resolved, RuleId, Tables};
use crate::text::{Case, TokenKind};
use jiff::civil::Date;
use resolve::Anchors;
use slots::{Read, Slot, Slots};
use value::Value;

/// The layer, with its tables resolved.
#[derive(Debug)]
pub struct Times {
    slots: Slots,
    rules: Resolved<TimeRule>,
    /// Words by which a day lies ahead, and roots of verbs of speech.
    planned: Option<ListId>,
    speech: Option<ListId>,
    /// Words before a date that make a name of it.
    before_name: [Option<ListId>; 3],
}

#[derive(Debug)]
struct TimeRule {
    /// None for a rule of type `none`: what it spans only looks like a time.
    kind: Option<TimeType>,
    value: Value,
    slots: Vec<Slot>,
    /// Whether the rule counts from the day last named, not from the day of publication.
    from_named: bool,
}

/// A match with what it says, not yet resolved.
struct Reading {
    found: Match,
    read: Read,
    sentence: usize,
}

const NONE: &str = "none";

/// Tokens before a day within which a word says that it is still to come.
const PLANNED_WITHIN: u32 = 60;

impl TimeRule {
    fn read(tables: &Tables, id: RuleId) -> Result<TimeRule, Errors> {
        let rule = tables.rule(id);
        let name = rule.text("type").unwrap_or_default();
        let kind = TimeType::from_name(name);
        if kind.is_none() && name != NONE {
            let names = TimeType::ALL.iter().map(|t| t.as_str()).chain([NONE]);
            let error = rule.error("type", format!("unknown type of time `{name}`"));
            return Err(error.did_you_mean(name, names).into());
        }
        let from_named = match rule.text("from") {
            None | Some("published") => false,
            Some("named") => true,
            Some(other) => {
                let error = rule.error("from", format!("unknown reference `{other}`"));
                return Err(error.did_you_mean(other, ["published", "named"]).into());
            }
        };
        let (value, slots) = (Value::read(rule)?, slots::slots_of(rule)?);
        Ok(TimeRule { kind, value, slots, from_named })
    }
}

impl Times {
    /// Resolves the layer's tables.
    ///
    /// # Errors
    /// Values that the layer does not know, each at its place.
    pub fn new(tables: &Tables) -> Result<Times, Errors> {
        let rules = Resolved::new(tables, "times", TimeRule::read);
        match (Slots::new(tables), rules) {
            (Ok(slots), Ok(rules)) => {
                let find = |name| tables.lists.find(name);
                Ok(Times {
                    slots,
                    rules,
                    planned: find("planned_word"),
                    speech: find("speech"),
                    before_name: ["number_word", "organization_head", "place_head"].map(find),
                })
            }
            (slots, rules) => Err(Errors::joined([slots.err(), rules.err()])),
        }
    }

    /// Adds what the layer finds: times, warnings, and the day of publication where only the text
    /// tells it.
    pub fn read(&self, cx: &Context<'_, '_>, scratch: &mut Scratch, found: &mut Annotations<'_>) {
        let readings = self.readings(cx, scratch);
        // News tell their day as a week-day with the full date; the first one that does, with the
        // week-day right, is the day of publication for want of a better.
        let told = readings.iter().find_map(|reading| {
            let from = reading.read.from;
            let date = Date::new(from.year?, from.month?, from.day?).ok()?;
            let right = from.weekday? == date.weekday().to_monday_one_offset();
            (right && !self.lies_ahead(cx, reading)).then_some(date)
        });
        found.published = cx.published.or(told);
        let mut anchors = Anchors { published: found.published, ..Anchors::default() };
        for reading in &readings {
            anchors.sentence = reading.sentence;
            self.resolve(cx, reading, &mut anchors, found);
        }
    }

    /// Whether the clause says that the day is still to come: a word for it stands before, and neither a
    /// verb of speech nor a quotation mark between.
    fn lies_ahead(&self, cx: &Context<'_, '_>, reading: &Reading) -> bool {
        let document = cx.document;
        let first = document.sentences[reading.sentence].tokens.start;
        let said = |at: u32| {
            let matcher = cx.matcher();
            let speech = |root| self.speech.and_then(|list| cx.tables.roots.row(root, list));
            matcher.forms(at).any(|form| speech(form.root).is_some())
        };
        let quote = |at: u32| matches!(document.token_text(at), "\"" | "”" | "“" | ";");
        let start = reading.found.span.start;
        let before = (first.max(start.saturating_sub(PLANNED_WITHIN))..start).rev();
        let mut ahead = false;
        for at in before.take_while(|&at| !said(at) && !quote(at)) {
            let hits = document.hits_at(at).iter();
            for hit in hits.filter(|hit| Some(hit.list) == self.planned) {
                if cx.tables.lists.get(hit.row, "day") == "told" {
                    return false;
                }
                ahead = true;
            }
        }
        ahead
    }

    /// Whether the word before a date makes a name of it: Universitas Sebelas *Maret*, Jalan *10 November*.
    fn is_named(&self, cx: &Context<'_, '_>, first: u32, start: u32) -> bool {
        let behind = |at: u32| at.checked_sub(1).filter(|&at| at >= first);
        let is_number = |&at: &u32| cx.document.tokens[at as usize].kind == TokenKind::Number;
        // The day belongs to the name as well as the month.
        let day = behind(start).filter(is_number);
        let start = day.unwrap_or(start);
        let Some(before) = behind(start) else { return false };
        let token = &cx.document.tokens[before as usize];
        let hits = cx.document.hits_at(before).iter().filter(|h| h.end == start);
        let named = |h: &Hit| self.before_name.contains(&Some(h.list));
        token.is_word() && token.case == Case::Capital && hits.into_iter().any(named)
    }

    fn readings(&self, cx: &Context<'_, '_>, scratch: &mut Scratch) -> Vec<Reading> {
        let (mut readings, rules) = (Vec::new(), cx.tables.room("times"));
        for (sentence, span) in cx.document.sentences.iter().enumerate() {
            let read = |found: &Match| {
                let slots = &self.rules.get(cx.tables, found.rule)?.slots;
                let read = self.slots.read(cx.document, found, slots)?;
                let named = read.from.month.is_some() && read.from.weekday.is_none();
                let named = named && self.is_named(cx, span.tokens.start, found.span.start);
                (!named).then_some(read)
            };
            let selected = cx.matcher().select_by(rules, span.tokens.clone(), scratch, read);
            readings.extend(selected.into_iter().map(|(found, read)| Reading {
                found,
                read,
                sentence,
            }));
        }
        readings
    }

    fn resolve(
        &self,
        cx: &Context<'_, '_>,
        reading: &Reading,
        anchors: &mut Anchors,
        found: &mut Annotations<'_>,
    ) {
        let Some(rule) = self.rules.get(cx.tables, reading.found.rule) else { return };
        let read = &reading.read;
        let Some(kind) = rule.kind else { return };
        let tokens = reading.found.span.clone();
        let span = cx.document.span(&tokens);
        if !resolve::is_possible(read) {
            let text = cx.document.slice(&tokens);
            let message = format!("`{text}` is no day of the calendar");
            found.warnings.push(Warning { code: "impossible_date", message, span });
            return;
        }
        let resolved = resolve::resolve(&rule.value, rule.from_named, read, anchors, cx.tables);
        let Some((value, date)) = resolved else { return };
        if let Some(date) = date {
            anchors.named = Some((date, reading.sentence));
            let real = date.weekday().to_monday_one_offset();
            if let Some(told) = read.from.weekday
                && told != real
            {
                let message = format!(
                    "the text tells week-day {told} (1 is Monday) of {date}, which is {real}"
                );
                let code = "weekday_contradicts_date";
                found.warnings.push(Warning { code, message, span });
            }
        }
        let of_day = read.from.clock.is_some() || read.from.part.is_some();
        let kind = if kind == TimeType::Date && of_day { TimeType::Time } else { kind };
        let offset = read.zone.map(|row| cx.tables.lists.get(row, "value").to_owned());
        let origin = Origin::Rule(reading.found.rule);
        found.times.push(Time { tokens, span, kind, value, offset, origin });
    }
}

#[cfg(test)]
mod tests;
