//! TIMEX3 values as people read them, and their place in the calendar.

use jiff::civil::{Date, ISOWeekDate, Weekday};

/// Where a time lies.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Point {
    /// Its first day.
    pub day: Date,
    /// What it is smaller or larger than on the same day: years before months before days.
    pub grain: u8,
    /// Minutes into the day.
    pub minute: u16,
}

const WEEKDAYS: [&str; 7] =
    ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// A TIMEX3 value in words; one that has none stays as it is.
pub fn told(value: &str) -> String {
    match value {
        "PAST_REF" => return "in the past".to_owned(),
        "PRESENT_REF" => return "now".to_owned(),
        "FUTURE_REF" => return "in the future".to_owned(),
        _ => {}
    }
    if let Some(day) = value.strip_prefix("XXXX-WXX-").and_then(|day| day.parse::<usize>().ok())
        && let Some(day) = day.checked_sub(1).and_then(|day| WEEKDAYS.get(day))
    {
        return format!("a {day}");
    }
    if let Some(length) = value.strip_prefix('P').and_then(length_told) {
        return length;
    }
    if let Some((from, to)) = value.split_once('/') {
        return format!("{} – {}", told(from), told(to));
    }
    let (date, time) = split(value);
    let Some(date) = date_told(date) else { return value.to_owned() };
    match time.map(part_of_day) {
        Some(time) => format!("{date}, {time}"),
        None => date,
    }
}

/// A length of time: what stands behind the `P` of a duration.
fn length_told(length: &str) -> Option<String> {
    let (mut parts, mut number, mut clock) = (Vec::new(), String::new(), false);
    for c in length.chars() {
        let unit = match (c, clock) {
            ('0'..='9' | '.', _) => {
                number.push(c);
                continue;
            }
            ('T', false) if number.is_empty() => {
                clock = true;
                continue;
            }
            ('Y', false) => "year",
            ('M', false) => "month",
            ('W', false) => "week",
            ('D', false) => "day",
            ('H', true) => "hour",
            ('M', true) => "minute",
            ('S', true) => "second",
            _ => return None,
        };
        let plural = if number == "1" { "" } else { "s" };
        parts.push(format!("{} {unit}{plural}", Some(&number).filter(|n| !n.is_empty())?));
        number.clear();
    }
    (!parts.is_empty() && number.is_empty()).then(|| parts.join(", "))
}

fn split(value: &str) -> (&str, Option<&str>) {
    value.split_once('T').map_or((value, None), |(date, time)| (date, Some(time)))
}

fn date_told(date: &str) -> Option<String> {
    if !date.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-') {
        return None;
    }
    let mut parts = date.splitn(3, '-');
    let (year, middle, rest) = (parts.next()?, parts.next(), parts.next());
    let number = year.parse::<u32>().ok()?;
    let Some(middle) = middle else {
        return Some(match year.len() {
            2 => format!("{number}00s"),
            3 => format!("{number}0s"),
            _ => year.to_owned(),
        });
    };
    if let Ok(month) = middle.parse::<usize>() {
        let month = MONTHS.get(month.checked_sub(1)?)?;
        return match rest {
            Some(day) => Some(format!("{} {month} {year}", day.parse::<u32>().ok()?)),
            None => Some(format!("{month} {year}")),
        };
    }
    let (kind, n) = middle.split_at_checked(1)?;
    let what = match (kind, rest) {
        ("W", None) => format!("week {}", n.parse::<u32>().ok()?),
        ("W", Some("WE")) => format!("weekend of week {}", n.parse::<u32>().ok()?),
        ("Q", None) => format!("quarter {n}"),
        ("H", None) => format!("half-year {n}"),
        _ => match middle {
            "SP" => "spring".to_owned(),
            "SU" => "summer".to_owned(),
            "FA" => "autumn".to_owned(),
            "WI" => "winter".to_owned(),
            _ => return None,
        },
    };
    Some(format!("{what}, {year}"))
}

fn part_of_day(time: &str) -> String {
    match time {
        "MO" => "morning",
        "MI" => "midday",
        "AF" => "afternoon",
        "EV" => "evening",
        "NI" => "night",
        "DT" => "daytime",
        other => other,
    }
    .to_owned()
}

/// The place of a value; none for what is no point or span of the calendar.
pub fn point(value: &str) -> Option<Point> {
    let value = value.split('/').next()?;
    let (date, time) = split(value);
    let (day, grain) = first_day(date)?;
    let minute = match time {
        None => 0,
        Some("MO") => 6 * 60,
        Some("MI" | "DT") => 12 * 60,
        Some("AF") => 15 * 60,
        Some("EV") => 18 * 60,
        Some("NI") => 20 * 60,
        Some(clock) => {
            let (hour, minute) = clock.split_once(':').unwrap_or((clock, "0"));
            let minute = minute.get(..2).unwrap_or(minute);
            hour.parse::<u16>().ok()?.min(24) * 60 + minute.parse::<u16>().unwrap_or(0).min(59)
        }
    };
    Some(Point { day, grain, minute })
}

/// The first day of a date, and how fine it is: 0 for years to 3 for days.
fn first_day(date: &str) -> Option<(Date, u8)> {
    let mut parts = date.splitn(3, '-');
    let (year, middle, rest) = (parts.next()?, parts.next(), parts.next());
    let digits = year.len();
    if !(2..=4).contains(&digits) || !year.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let year = year.parse::<i16>().ok()? * [100, 10, 1][digits - 2];
    let Some(middle) = middle else { return Some((Date::new(year, 1, 1).ok()?, 0)) };
    if let Ok(month) = middle.parse::<i8>() {
        return match rest {
            Some(day) => Some((Date::new(year, month, day.parse().ok()?).ok()?, 3)),
            None => Some((Date::new(year, month, 1).ok()?, 1)),
        };
    }
    let (kind, n) = middle.split_at_checked(1)?;
    let month = match (kind, n.parse::<i8>()) {
        ("W", Ok(week)) => {
            let week = ISOWeekDate::new(year, week, Weekday::Monday).ok()?;
            return Some((week.date(), 2));
        }
        ("Q", Ok(quarter)) => 3 * quarter.checked_sub(1)? + 1,
        ("H", Ok(half)) => 6 * half.checked_sub(1)? + 1,
        _ => match middle {
            "SP" => 3,
            "SU" => 6,
            "FA" => 9,
            "WI" => 12,
            _ => return None,
        },
    };
    Some((Date::new(year, month, 1).ok()?, 1))
}

/// A time in words for a reader who sees its text beside it; none where that says as much.
pub fn resolved(value: &str) -> Option<String> {
    point(value).map(|_| told(value))
}

/// The day that a value is, or is a part of; none for what is no day.
pub fn day(value: &str) -> Option<Date> {
    let (day, grain) = first_day(split(value).0)?;
    (grain == 3).then_some(day)
}

/// The last day of a year, a month, a day.
pub fn last_day(point: Point) -> Date {
    match point.grain {
        0 => point.day.last_of_year(),
        1 => point.day.last_of_month(),
        _ => point.day,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_told_in_words() {
        for (value, words) in [
            ("2024-06-19", "19 June 2024"),
            ("2024-06", "June 2024"),
            ("2024", "2024"),
            ("197", "1970s"),
            ("2024-W25", "week 25, 2024"),
            ("2025-Q3", "quarter 3, 2025"),
            ("2026-01-16TMO", "16 January 2026, morning"),
            ("2026-01-17T06:30", "17 January 2026, 06:30"),
            ("2025-01/2025-09", "January 2025 – September 2025"),
            ("XXXX-WXX-3", "a Wednesday"),
            ("XXXX-WXX-0", "XXXX-WXX-0"),
            ("XXXX-WXX-8", "XXXX-WXX-8"),
            ("P3W", "3 weeks"),
            ("P4Y6M", "4 years, 6 months"),
            ("PT1H30M", "1 hour, 30 minutes"),
            ("P4.5Y", "4.5 years"),
            ("PXD", "PXD"),
            ("P", "P"),
            ("P5", "P5"),
            ("PAST_REF", "in the past"),
            ("2024-13-01", "2024-13-01"),
            ("<b>", "<b>"),
            ("", ""),
        ] {
            assert_eq!(told(value), words);
        }
    }

    #[test]
    fn points_are_in_order_of_the_calendar() {
        let order = [
            "197",
            "2011",
            "2024",
            "2024-06",
            "2024-W25",
            "2024-06-19",
            "2024-06-19TMO",
            "2024-06-19T16:00",
            "2024-Q3",
            "2025-01/2025-09",
        ];
        let points: Vec<_> = order.iter().map(|value| point(value).unwrap()).collect();
        assert!(points.is_sorted(), "{points:?}");
        for none in ["P1D", "PAST_REF", "XXXX-WXX-3", "", "2024-99", "T09:00", "2024-Q9", "é"] {
            assert_eq!(point(none), None, "{none}");
        }
    }
}
