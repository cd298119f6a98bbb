//! What the captures of time rules mean: each name is a slot with its list, and fills a part of a reading.

use super::calendar::{Tense, Unit};
use crate::document::{Document, Match};
use crate::layers::numbers::{Amount, Numbers, row_error};
use crate::rules::{Error, Errors, ListId, RowId, Rule, Tables};
use std::ops::Range;

/// A name that a capture of a time rule may have.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Slot {
    Year,
    Month,
    Day,
    Weekday,
    Clock,
    Part,
    Zone,
    Tense,
    Number,
    Unit,
    More,
    MoreUnit,
    Ordinal,
    Holiday,
    ToYear,
    ToMonth,
    ToDay,
    ToClock,
}

const SLOTS: [(&str, Slot); 18] = [
    ("year", Slot::Year),
    ("month", Slot::Month),
    ("day", Slot::Day),
    ("weekday", Slot::Weekday),
    ("clock", Slot::Clock),
    ("part", Slot::Part),
    ("zone", Slot::Zone),
    ("tense", Slot::Tense),
    ("number", Slot::Number),
    ("unit", Slot::Unit),
    ("more", Slot::More),
    ("more_unit", Slot::MoreUnit),
    ("ordinal", Slot::Ordinal),
    ("holiday", Slot::Holiday),
    ("to_year", Slot::ToYear),
    ("to_month", Slot::ToMonth),
    ("to_day", Slot::ToDay),
    ("to_clock", Slot::ToClock),
];

impl Slot {
    /// The slot of that name.
    pub(super) fn named(name: &str) -> Option<Slot> {
        SLOTS.iter().find(|(n, _)| *n == name).map(|&(_, slot)| slot)
    }

    /// The names of all slots.
    pub(super) fn names() -> impl Iterator<Item = &'static str> {
        SLOTS.iter().map(|&(name, _)| name)
    }
}

/// The slots of a rule's captures, in the order of the captures.
pub(super) fn slots_of(rule: &Rule) -> Result<Vec<Slot>, Error> {
    let slot = |name: &str| {
        Slot::named(name).ok_or_else(|| {
            let message = format!("times know no capture `{name}`");
            Error::new(rule.place.clone(), message).did_you_mean(name, Slot::names())
        })
    };
    rule.program.captures.iter().map(|name| slot(name)).collect()
}

/// A point in time as far as the text tells it.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(super) struct Point {
    pub(super) year: Option<i16>,
    pub(super) month: Option<i8>,
    pub(super) day: Option<i8>,
    /// 1 is Monday.
    pub(super) weekday: Option<i8>,
    /// Hour and minute, and the second where it is told.
    pub(super) clock: Option<(i8, i8, Option<i8>)>,
    /// TIMEX3 code of the part of the day: `MO`.
    pub(super) part: Option<&'static str>,
}

/// What the captures of one match say.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(super) struct Read {
    pub(super) from: Point,
    /// Where a range ends.
    pub(super) to: Option<Point>,
    pub(super) zone: Option<RowId>,
    pub(super) tense: Option<Tense>,
    pub(super) number: Option<Amount>,
    pub(super) unit: Option<Unit>,
    pub(super) more: Option<(Amount, Unit)>,
    pub(super) ordinal: Option<i16>,
    pub(super) holiday: Option<RowId>,
}

/// A list with a typed value for each row.
#[derive(Debug)]
struct Coded<T> {
    list: ListId,
    first: u32,
    values: Vec<T>,
}

impl<T: Copy> Coded<T> {
    fn new(
        tables: &Tables,
        list: &str,
        errors: &mut Vec<Error>,
        value: impl Fn(&str) -> Option<T>,
    ) -> Option<Coded<T>> {
        let list = tables.need(list).map_err(|error| errors.push(error)).ok()?;
        let first = tables.lists.rows(list).next().map_or(0, |row| row.0);
        let mut values = Vec::new();
        for row in tables.lists.rows(list) {
            let cell = tables.lists.get(row, "value");
            match value(cell) {
                Some(value) => values.push(value),
                None => {
                    let name = &tables.lists.list(list).name;
                    let message = format!("`{cell}` is no value of the list `{name}`");
                    errors.push(row_error(tables, row, message));
                }
            }
        }
        Some(Coded { list, first, values })
    }

    fn get(&self, document: &Document<'_>, tokens: &Range<u32>) -> Option<T> {
        let row = document.entry(tokens, self.list)?;
        self.values.get((row.0 - self.first) as usize).copied()
    }
}

/// The lists behind the slots.
#[derive(Debug)]
pub(super) struct Slots {
    numbers: Numbers,
    month: Coded<i8>,
    weekday: Coded<i8>,
    part: Coded<&'static str>,
    tense: Coded<Tense>,
    unit: Coded<Unit>,
    ordinal: Coded<i16>,
    zone: ListId,
    holiday: ListId,
}

/// Parts of the day by TIMEX3.
const PARTS: [&str; 6] = ["MO", "MI", "AF", "EV", "NI", "DT"];

fn tense(name: &str) -> Option<Tense> {
    Some(match name {
        "past" => Tense::Past,
        "future" => Tense::Future,
        "this" => Tense::This,
        "that" => Tense::That,
        _ => return None,
    })
}

impl Slots {
    /// Resolves the lists.
    ///
    /// # Errors
    /// Missing lists, values that are none, each at its place.
    pub(super) fn new(tables: &Tables) -> Result<Slots, Errors> {
        let mut errors = Vec::new();
        let within = |low: i8, high: i8| {
            move |cell: &str| cell.parse().ok().filter(|n| (low..=high).contains(n))
        };
        let month = Coded::new(tables, "month", &mut errors, within(1, 12));
        let weekday = Coded::new(tables, "weekday", &mut errors, within(1, 7));
        let part = Coded::new(tables, "day_part", &mut errors, |cell| {
            PARTS.iter().copied().find(|part| *part == cell)
        });
        let tense = Coded::new(tables, "tense", &mut errors, tense);
        let unit = Coded::new(tables, "time_unit", &mut errors, Unit::named);
        let ordinal = Coded::new(tables, "ordinal", &mut errors, |cell| cell.parse().ok());
        let mut need = |list| tables.need(list).map_err(|error| errors.push(error)).ok();
        let (zone, holiday) = (need("zone"), need("holiday"));
        let numbers = Numbers::new(tables).map_err(|more| errors.extend(more.0)).ok();
        if !errors.is_empty() {
            return Err(Errors(errors));
        }
        let all = || {
            Some(Slots {
                numbers: numbers?,
                month: month?,
                weekday: weekday?,
                part: part?,
                tense: tense?,
                unit: unit?,
                ordinal: ordinal?,
                zone: zone?,
                holiday: holiday?,
            })
        };
        all().ok_or_else(|| Errors(Vec::new()))
    }

    /// Reads what the match captured; none if a capture says nothing that its slot can hold.
    pub(super) fn read(
        &self,
        document: &Document<'_>,
        found: &Match,
        slots: &[Slot],
    ) -> Option<Read> {
        let mut read = Read::default();
        let mut more = (None, None);
        for (index, slot) in slots.iter().enumerate() {
            let Some(tokens) = found.capture(index) else { continue };
            let number = || self.numbers.read(document, tokens.clone());
            let small = || i8::try_from(number()?.to_whole()?).ok();
            let month = || {
                let named = self.month.get(document, &tokens);
                named.or_else(|| small().filter(|m| (1..=12).contains(m)))
            };
            let day = || small().filter(|day| (1..=31).contains(day));
            let year = || year(number()?.to_whole()?, tokens.start, document);
            let clock = || self.clock(document, tokens.clone());
            match slot {
                Slot::Year => read.from.year = Some(year()?),
                Slot::Month => read.from.month = Some(month()?),
                Slot::Day => read.from.day = Some(day()?),
                Slot::Weekday => {
                    read.from.weekday = Some(self.weekday.get(document, &tokens)?);
                }
                Slot::Clock => read.from.clock = Some(clock()?),
                Slot::Part => read.from.part = Some(self.part.get(document, &tokens)?),
                Slot::Zone => read.zone = document.entry(&tokens, self.zone),
                Slot::Tense => read.tense = Some(self.tense.get(document, &tokens)?),
                Slot::Number => read.number = Some(number()?),
                Slot::Unit => read.unit = Some(self.unit.get(document, &tokens)?),
                Slot::More => more.0 = Some(number()?),
                Slot::MoreUnit => more.1 = Some(self.unit.get(document, &tokens)?),
                Slot::Ordinal => {
                    let named = self.ordinal.get(document, &tokens);
                    read.ordinal = Some(match named {
                        Some(ordinal) => ordinal,
                        None => i16::try_from(number()?.to_whole()?).ok()?,
                    });
                }
                Slot::Holiday => read.holiday = document.entry(&tokens, self.holiday),
                Slot::ToYear => read.to.get_or_insert_default().year = Some(year()?),
                Slot::ToMonth => read.to.get_or_insert_default().month = Some(month()?),
                Slot::ToDay => read.to.get_or_insert_default().day = Some(day()?),
                Slot::ToClock => read.to.get_or_insert_default().clock = Some(clock()?),
            }
        }
        read.more = more.0.zip(more.1);
        read.afternoon();
        Some(read)
    }

    /// Reads `16.00`, `06:18:30`, `9`, `setengah delapan`.
    fn clock(&self, document: &Document<'_>, tokens: Range<u32>) -> Option<(i8, i8, Option<i8>)> {
        let text = document.slice(&tokens);
        let (hour, minute, second) = if text.starts_with(|c: char| c.is_ascii_digit()) {
            let mut parts = text.split(['.', ':']).map(|part| part.trim().parse::<i8>().ok());
            let hour = parts.next()??;
            let minute = parts.next().map_or(Some(0), |m| m)?;
            (hour, minute, parts.next().map_or(Some(None), |s| s.map(Some))?)
        } else {
            let number = self.numbers.read(document, tokens)?;
            // Half eight is half past seven: the words add the half, the clock takes it off.
            match number.to_whole() {
                Some(hour) => (i8::try_from(hour).ok()?, 0, None),
                None => {
                    let twice = number.times(2)?.to_whole()?;
                    (i8::try_from((twice - 1) / 2 - 1).ok()?, 30, None)
                }
            }
        };
        let fits = (0..=24).contains(&hour) && (0..60).contains(&minute);
        (fits && (hour < 24 || minute == 0)).then_some((hour, minute, second))
    }
}

impl Read {
    /// `pukul 3 sore` is 15.00, `pukul 12 malam` is midnight.
    fn afternoon(&mut self) {
        let Some(part) = self.from.part else { return };
        let fix = |hour: i8| match part {
            "AF" | "EV" | "NI" if (1..12).contains(&hour) && (part != "NI" || hour > 4) => {
                hour + 12
            }
            "MI" if (1..5).contains(&hour) => hour + 12,
            "NI" if hour == 12 => 0,
            _ => hour,
        };
        if let Some(clock) = &mut self.from.clock {
            clock.0 = fix(clock.0);
        }
        if let Some(Some(clock)) = self.to.as_mut().map(|to| &mut to.clock) {
            clock.0 = fix(clock.0);
        }
    }
}

/// A year of two digits is of this century up to 40, of the last one above.
fn year(number: i64, token: u32, document: &Document<'_>) -> Option<i16> {
    let year = i16::try_from(number).ok()?;
    match document.token_text(token).len() {
        2 if year <= 40 => Some(2000 + year),
        2 => Some(1900 + year),
        _ => (1..=2999).contains(&year).then_some(year),
    }
}
