//! From a reading to a TIMEX3 value: what the text leaves out comes from the day of publication or the day last named.

use super::calendar::{self, Tense, Unit};
use super::slots::{Point, Read, Slot};
use super::value::{By, Piece, UnitOf, Value};
use crate::rules::{RowId, Tables};
use jiff::civil::Date;

/// What relative expressions are resolved against.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Anchors {
    /// The day of publication.
    pub(super) published: Option<Date>,
    /// The day last named in the text, and the sentence that names it.
    pub(super) named: Option<(Date, usize)>,
    /// The sentence at hand.
    pub(super) sentence: usize,
}

/// How many sentences a named day serves for a clock time without a day.
const MEMORY: usize = 4;

/// A resolved value: its text, and the day if it is one.
pub(super) type Resolved = (String, Option<Date>);

impl Anchors {
    /// The day that a time of day without a day belongs to.
    fn day(&self) -> Option<Date> {
        let recent = self.named.filter(|&(_, sentence)| self.sentence - sentence <= MEMORY);
        recent.map(|(date, _)| date).or(self.published).or(self.named.map(|(date, _)| date))
    }

    /// What `tense` counts from: the day named before, or the day of publication.
    fn reference(&self, tense: Option<Tense>, from_named: bool) -> Option<Date> {
        let named = self.named.map(|(date, _)| date);
        if from_named || tense == Some(Tense::That) {
            named.or(self.published)
        } else {
            self.published
        }
    }
}

/// Whether the days that `read` tells in full exist.
pub(super) fn is_possible(read: &Read) -> bool {
    let exists = |point: &Point| match (point.month, point.day) {
        // 2024 has every day that some year has.
        (Some(month), Some(day)) => Date::new(point.year.unwrap_or(2024), month, day).is_ok(),
        _ => true,
    };
    let (from, to) = ends(read);
    exists(&from) && to.is_none_or(|to| exists(&to))
}

/// Both ends, each with what only the other one tells.
fn ends(read: &Read) -> (Point, Option<Point>) {
    let (mut from, Some(mut to)) = (read.from, read.to) else { return (read.from, None) };
    from.year = from.year.or(to.year);
    to.year = to.year.or(from.year);
    if from.day.is_some() {
        from.month = from.month.or(to.month);
    }
    if to.day.is_some() || to.month.is_none() {
        to.month = to.month.or(from.month);
    }
    if to.clock.is_some() {
        to = Point { clock: to.clock, ..from };
    }
    (from, Some(to))
}

/// The value of a reading; none if nothing can be said.
pub(super) fn resolve(
    value: &Value,
    from_named: bool,
    read: &Read,
    anchors: &Anchors,
    tables: &Tables,
) -> Option<Resolved> {
    match value {
        Value::Calendar => {
            let (from, to) = ends(read);
            let start = point(&from, read.tense, from_named, anchors)?;
            let Some(to) = to else { return Some(start) };
            let end = point(&to, read.tense, from_named, anchors)?;
            Some((format!("{}/{}", start.0, end.0), start.1))
        }
        Value::Duration => duration(read).map(|text| (text, None)),
        Value::Shift(by, unit) => {
            let unit = match unit {
                UnitOf::Fixed(unit) => *unit,
                UnitOf::Captured => read.unit?,
            };
            let by = match by {
                By::Fixed(by) => *by,
                By::Captured(side) => read.number?.to_whole()?.checked_mul(*side)?,
                By::Tense => match read.tense? {
                    Tense::Past => -1,
                    Tense::Future => 1,
                    Tense::This | Tense::That => 0,
                },
            };
            let reference = anchors.reference(read.tense, from_named);
            Some(shifted(reference, by, unit, &read.from))
        }
        Value::Holiday => holiday(read, anchors, tables),
        Value::Template(pieces) => Some((template(pieces, read, anchors)?, None)),
    }
}

/// The clock time or part of the day, as it stands behind the date.
fn time_of_day(point: &Point) -> String {
    match (point.clock, point.part) {
        (Some((hour, minute, Some(second))), _) => format!("T{hour:02}:{minute:02}:{second:02}"),
        (Some((hour, minute, None)), _) => format!("T{hour:02}:{minute:02}"),
        (None, Some(part)) => format!("T{part}"),
        (None, None) => String::new(),
    }
}

fn point(p: &Point, tense: Option<Tense>, from_named: bool, anchors: &Anchors) -> Option<Resolved> {
    let time = time_of_day(p);
    let reference = anchors.reference(tense, from_named);
    let date = match (p.year, p.month, p.day, p.weekday) {
        (Some(year), Some(month), Some(day), _) => Some(Date::new(year, month, day).ok()?),
        (None, Some(month), Some(day), weekday) => match reference {
            Some(reference) => {
                Some(calendar::day_of_year(reference, (month, day), weekday, tense)?)
            }
            None => return Some((format!("XXXX-{month:02}-{day:02}{time}"), None)),
        },
        (Some(year), Some(month), None, _) => return Some((format!("{year:04}-{month:02}"), None)),
        (Some(year), None, ..) => return Some((format!("{year:04}"), None)),
        (None, Some(month), None, _) => {
            let year = reference.map(|r| calendar::year_of_month(r, month, tense));
            let year = year.map_or("XXXX".into(), |year| format!("{year:04}"));
            return Some((format!("{year}-{month:02}"), None));
        }
        (None, None, Some(day), _) => {
            // A day alone is one of the month of the reference.
            let Some(reference) = anchors.day() else {
                return Some((format!("XXXX-XX-{day:02}{time}"), None));
            };
            Some(Date::new(reference.year(), reference.month(), day).ok()?)
        }
        (None, None, None, Some(weekday)) => match reference {
            Some(reference) => Some(calendar::weekday(reference, weekday, tense)?),
            None => return Some((format!("XXXX-WXX-{weekday}{time}"), None)),
        },
        (None, None, None, None) => {
            let day = if tense == Some(Tense::This) { anchors.published } else { anchors.day() };
            match day {
                Some(date) => Some(date),
                None if p.clock.is_some() => return Some((time, None)),
                None => return Some((format!("XXXX-XX-XX{time}"), None)),
            }
        }
    };
    date.map(|date| (format!("{date}{time}"), Some(date)))
}

fn shifted(reference: Option<Date>, by: i64, unit: Unit, point: &Point) -> Resolved {
    let time = time_of_day(point);
    if unit < Unit::Day {
        // The day of publication has no clock to count from.
        let text = if by < 0 { "PAST_REF" } else { "FUTURE_REF" };
        return (text.to_owned(), None);
    }
    match reference.and_then(|date| calendar::shift(date, by, unit)) {
        Some(date) if unit == Unit::Day => (format!("{date}{time}"), Some(date)),
        Some(date) => (calendar::value(date, unit), None),
        None => {
            let text = match unit {
                Unit::Week => "XXXX-WXX",
                Unit::Month => "XXXX-XX",
                Unit::Quarter => "XXXX-QX",
                Unit::Half => "XXXX-HX",
                Unit::Year | Unit::Octad => "XXXX",
                Unit::Decade => "XXX",
                Unit::Century => "XX",
                _ => "XXXX-XX-XX",
            };
            (format!("{text}{time}"), None)
        }
    }
}

/// `P3D`, `PT40M`, `P1Y6M`, `PXY`.
fn duration(read: &Read) -> Option<String> {
    let mut text = String::from("P");
    let mut in_time = false;
    let first = (read.number.map_or_else(|| "X".to_owned(), |n| n.to_text()), read.unit?);
    let more = read.more.map(|(n, unit)| (n.to_text(), unit));
    for (mut number, unit) in std::iter::once(first).chain(more) {
        let letter = match unit {
            Unit::Second => "S",
            Unit::Minute => "M",
            Unit::Hour => "H",
            Unit::Day => "D",
            Unit::Week => "W",
            Unit::Month => "M",
            Unit::Quarter => "Q",
            Unit::Half => "H",
            Unit::Year => "Y",
            Unit::Octad => {
                let years = read.number.and_then(|n| n.times(8));
                number = years.map_or(number, |n| n.to_text());
                "Y"
            }
            Unit::Decade => "DE",
            Unit::Century => "CE",
        };
        if unit < Unit::Day && !in_time {
            text.push('T');
            in_time = true;
        }
        text.push_str(&number);
        text.push_str(letter);
    }
    // Half an hour is thirty minutes.
    Some(if text == "PT0.5H" { "PT30M".into() } else { text })
}

/// The day of a holiday: the same every year, or by the table of years.
fn holiday(read: &Read, anchors: &Anchors, tables: &Tables) -> Option<Resolved> {
    let row = read.holiday?;
    let time = time_of_day(&read.from);
    let explicit = read.from.year;
    let reference = anchors.reference(read.tense, false);
    let value = tables.lists.get(row, "value");
    if let Some((month, day)) = value.split_once('-') {
        let point =
            Point { month: month.parse().ok(), day: day.parse().ok(), year: explicit, ..read.from };
        return self::point(&point, read.tense, false, anchors);
    }
    let years = match (explicit, reference) {
        (Some(year), _) => year..=year,
        (None, Some(r)) => r.year().checked_sub(1)?..=r.year().checked_add(1)?,
        (None, None) => return None,
    };
    let found = years.filter_map(|year| movable(tables, value, year));
    let distance = |date: &Date| reference.map_or(0, |r| (*date - r).get_days().abs());
    match found.min_by_key(distance) {
        Some(date) => Some((format!("{date}{time}"), Some(date))),
        None => explicit.map(|year| (format!("{year:04}"), None)),
    }
}

/// The day of a movable holiday in a year, if the table tells it.
fn movable(tables: &Tables, key: &str, year: i16) -> Option<Date> {
    let list = tables.lists.find("holiday_year")?;
    let column = tables.lists.column(list, key)?;
    let year = format!("{year:04}");
    let is_year = |row: &RowId| tables.lists.cell(*row, 0) == year;
    let row = tables.lists.rows(list).find(is_year)?;
    tables.lists.cell(row, column).parse().ok()
}

fn template(pieces: &[Piece], read: &Read, anchors: &Anchors) -> Option<String> {
    let mut text = String::new();
    let from = &read.from;
    let two = |n: Option<i8>| n.map_or("XX".to_owned(), |n| format!("{n:02}"));
    for piece in pieces {
        let part = match piece {
            Piece::Text(fixed) => fixed.clone(),
            Piece::Century => format!("{:02}", read.ordinal?.checked_sub(1)?),
            Piece::Decade => format!("{:03}", from.year? / 10),
            Piece::Slot(Slot::Year) => {
                let side = match read.tense {
                    Some(Tense::Past) => -1,
                    Some(Tense::Future) => 1,
                    _ => 0,
                };
                let near = || Some(anchors.reference(read.tense, false)?.year() + side);
                from.year.or_else(near).map_or("XXXX".to_owned(), |year| format!("{year:04}"))
            }
            Piece::Slot(Slot::Month) => two(from.month),
            Piece::Slot(Slot::Day) => two(from.day),
            Piece::Slot(Slot::Weekday) => from.weekday?.to_string(),
            Piece::Slot(Slot::Clock | Slot::Part) => time_of_day(from),
            Piece::Slot(Slot::Number) => read.number?.to_text(),
            Piece::Slot(Slot::Ordinal) => read.ordinal?.to_string(),
            Piece::Slot(_) => return None,
        };
        text.push_str(&part);
    }
    Some(text)
}
