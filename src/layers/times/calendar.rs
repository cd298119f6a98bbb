//! Calendar arithmetic: which Monday, which June, which week is meant.

use jiff::Span;
use jiff::civil::Date;

/// On which side of the reference a thing lies, as the text tells it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Tense {
    /// Behind it: `lalu`.
    Past,
    /// Ahead of it: `depan`.
    Future,
    /// Around it: `ini`.
    This,
    /// The one named before: `itu`.
    That,
}

/// The grain of a point in time, and the unit of a duration.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Unit {
    /// Seconds.
    Second,
    /// Minutes.
    Minute,
    /// Hours.
    Hour,
    /// Days.
    Day,
    /// Weeks.
    Week,
    /// Months.
    Month,
    /// Quarters of a year.
    Quarter,
    /// Halves of a year.
    Half,
    /// Years.
    Year,
    /// Spans of eight years.
    Octad,
    /// Decades.
    Decade,
    /// Centuries.
    Century,
}

impl Unit {
    /// The unit of that name, as tables and values write it.
    pub(super) fn named(name: &str) -> Option<Unit> {
        Unit::ALL.iter().find(|(n, _)| *n == name).map(|&(_, unit)| unit)
    }

    /// All units with their names.
    pub(super) const ALL: [(&'static str, Unit); 12] = [
        ("second", Unit::Second),
        ("minute", Unit::Minute),
        ("hour", Unit::Hour),
        ("day", Unit::Day),
        ("week", Unit::Week),
        ("month", Unit::Month),
        ("quarter", Unit::Quarter),
        ("half", Unit::Half),
        ("year", Unit::Year),
        ("octad", Unit::Octad),
        ("decade", Unit::Decade),
        ("century", Unit::Century),
    ];
}

/// `date` moved by `n` days, weeks, months or years; none beyond the calendar's ends. A day that
/// the month does not have becomes its last.
pub(super) fn shift(date: Date, n: i64, unit: Unit) -> Option<Date> {
    let n = i32::try_from(n).ok()?;
    let span = match unit {
        Unit::Second | Unit::Minute | Unit::Hour => return None,
        Unit::Day => Span::new().try_days(n),
        Unit::Week => Span::new().try_weeks(n),
        Unit::Month => Span::new().try_months(n),
        Unit::Quarter => Span::new().try_months(n.checked_mul(3)?),
        Unit::Half => Span::new().try_months(n.checked_mul(6)?),
        Unit::Year => Span::new().try_years(n),
        Unit::Octad => Span::new().try_years(n.checked_mul(8)?),
        Unit::Decade => Span::new().try_years(n.checked_mul(10)?),
        Unit::Century => Span::new().try_years(n.checked_mul(100)?),
    };
    date.checked_add(span.ok()?).ok()
}

/// The TIMEX3 value of the unit of the calendar around `date`: `2024-06-20`, `2024-W25`, `2024-06`,
/// `2024-Q2`, `2024-H1`, `2024`, `202`, `20`.
pub(super) fn value(date: Date, unit: Unit) -> String {
    let (year, month) = (date.year(), date.month());
    match unit {
        Unit::Week => {
            let week = date.iso_week_date();
            format!("{:04}-W{:02}", week.year(), week.week())
        }
        Unit::Month => format!("{year:04}-{month:02}"),
        Unit::Quarter => format!("{year:04}-Q{}", (month + 2) / 3),
        Unit::Half => format!("{year:04}-H{}", (month + 5) / 6),
        Unit::Year | Unit::Octad => format!("{year:04}"),
        Unit::Decade => format!("{:03}", year / 10),
        Unit::Century => format!("{:02}", year / 100),
        _ => date.to_string(),
    }
}

/// The day of the week (1 is Monday) that a text of that day means: today or the last one before,
/// unless the text says which side.
pub(super) fn weekday(reference: Date, day: i8, tense: Option<Tense>) -> Option<Date> {
    let today = reference.weekday().to_monday_one_offset();
    let back = i64::from((today - day).rem_euclid(7));
    let days = match tense {
        Some(Tense::Past) if back == 0 => -7,
        Some(Tense::Future) if back == 0 => 7,
        Some(Tense::Future) => 7 - back,
        // Of this week: the one that is nearer, so that a preview on Friday may say `Minggu ini`.
        Some(Tense::This) if back > 3 => 7 - back,
        _ => -back,
    };
    shift(reference, days, Unit::Day)
}

/// The year of a month that is told without one.
pub(super) fn year_of_month(reference: Date, month: i8, tense: Option<Tense>) -> i16 {
    let (year, now) = (reference.year(), reference.month());
    match tense {
        Some(Tense::This) => year,
        Some(Tense::Past) => year - i16::from(month >= now),
        Some(Tense::Future) => year + i16::from(month <= now),
        // The nearest; half a year away it is the one behind.
        _ if month - now > 5 => year - 1,
        _ if now - month > 6 => year + 1,
        _ => year,
    }
}

/// The day that is told without its year: the nearest such day, or the nearest on the side that
/// the text tells; one that falls on `weekday` before all others.
pub(super) fn day_of_year(
    reference: Date,
    (month, day): (i8, i8),
    weekday: Option<i8>,
    tense: Option<Tense>,
) -> Option<Date> {
    let years = (-4..=4).filter_map(|n| reference.year().checked_add(n));
    let distance = |date: Date| {
        let days = (date - reference).get_days();
        let wrong_side = match tense {
            Some(Tense::Past) => days > 0,
            Some(Tense::Future) => days < 0,
            _ => false,
        };
        // A week-day decides between two years, not between ten.
        let wrong_day =
            days.abs() > 550 || weekday.is_some_and(|w| date.weekday().to_monday_one_offset() != w);
        (wrong_side, wrong_day, days.abs())
    };
    years.filter_map(|year| Date::new(year, month, day).ok()).min_by_key(|&date| distance(date))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

    /// A Thursday.
    const DAY: Date = date(2024, 6, 20);

    #[test]
    fn a_weekday_lies_behind_unless_the_text_says_otherwise() {
        assert_eq!(weekday(DAY, 1, None), Some(date(2024, 6, 17)));
        assert_eq!(weekday(DAY, 4, None), Some(DAY));
        assert_eq!(weekday(DAY, 4, Some(Tense::Past)), Some(date(2024, 6, 13)));
        assert_eq!(weekday(DAY, 4, Some(Tense::Future)), Some(date(2024, 6, 27)));
        assert_eq!(weekday(DAY, 1, Some(Tense::Future)), Some(date(2024, 6, 24)));
        assert_eq!(weekday(DAY, 7, Some(Tense::This)), Some(date(2024, 6, 23)));
    }

    #[test]
    fn a_month_without_year_is_the_nearest() {
        assert_eq!(year_of_month(DAY, 1, None), 2024);
        assert_eq!(year_of_month(DAY, 12, None), 2023);
        assert_eq!(year_of_month(date(2025, 9, 18), 1, None), 2026);
        assert_eq!(year_of_month(date(2025, 9, 18), 12, Some(Tense::Past)), 2024);
        assert_eq!(year_of_month(DAY, 6, Some(Tense::Future)), 2025);
    }

    #[test]
    fn a_day_without_year_is_the_nearest_with_its_weekday() {
        assert_eq!(day_of_year(DAY, (6, 19), None, None), Some(date(2024, 6, 19)));
        assert_eq!(day_of_year(date(2025, 1, 2), (12, 30), None, None), Some(date(2024, 12, 30)));
        assert_eq!(day_of_year(DAY, (2, 29), None, None), Some(date(2024, 2, 29)));
        assert_eq!(day_of_year(DAY, (2, 31), None, None), None);
        assert_eq!(day_of_year(DAY, (6, 20), Some(2), None), Some(date(2023, 6, 20)));
        assert_eq!(day_of_year(DAY, (6, 19), None, Some(Tense::Future)), Some(date(2025, 6, 19)));
    }

    #[test]
    fn shifts_keep_to_the_calendar() {
        assert_eq!(shift(date(2024, 3, 31), -1, Unit::Month), Some(date(2024, 2, 29)));
        assert_eq!(shift(DAY, i64::MAX, Unit::Year), None);
        assert_eq!(shift(DAY, 99_999_999, Unit::Year), None);
        assert_eq!(value(date(2014, 12, 29), Unit::Week), "2015-W01");
        assert_eq!(value(DAY, Unit::Quarter), "2024-Q2");
        assert_eq!(value(date(2024, 7, 1), Unit::Half), "2024-H2");
    }

    proptest! {
        #[test]
        fn a_weekday_is_at_most_a_week_away(days in -9000i64..9000, day in 1i8..8) {
            let from = shift(DAY, days, Unit::Day).unwrap();
            for tense in [None, Some(Tense::Past), Some(Tense::Future), Some(Tense::This)] {
                let found = weekday(from, day, tense).unwrap();
                prop_assert_eq!(found.weekday().to_monday_one_offset(), day);
                prop_assert!((found - from).get_days().abs() <= 7);
            }
        }
    }
}
