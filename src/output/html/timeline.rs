//! The events on a timeline: those whose time is a point or a span of the calendar, in its order.

use std::collections::HashMap;

use jiff::civil::Date;

use super::model::Link;
use crate::output::calendar::{Point, last_day, point, told};
use crate::output::words::{count, heading};
use crate::record::Record;

/// A stop of the timeline.
pub struct Moment {
    /// The time in words.
    pub when: String,
    /// The time as a machine reads it (HTML `datetime`); empty where HTML has no such value.
    pub machine: String,
    /// How long after the stop before; empty for soon.
    pub gap: String,
    /// What happens: the kind of event and a link to it.
    pub events: Vec<(String, Link)>,
    /// Whether it is the day of publication.
    pub published: bool,
}

/// A stop before it is put into words.
struct Stop {
    point: Point,
    value: String,
    events: Vec<(String, Link)>,
    published: bool,
}

/// The stops, in order of time.
pub fn moments(record: &Record<'_>) -> Vec<Moment> {
    let mut stops: Vec<Stop> = Vec::new();
    let mut places: HashMap<&str, usize> = HashMap::new();
    for v in &record.events {
        let Some(time) = v.time.and_then(|t| record.times.get(t.index())) else { continue };
        let Some(point) = point(&time.value) else { continue };
        let place = *places.entry(&*time.value).or_insert(stops.len());
        if place == stops.len() {
            let value = time.value.to_string();
            stops.push(Stop { point, value, events: Vec::new(), published: false });
        }
        let link = Link { to: v.id.to_string(), text: v.trigger.text.to_string() };
        stops[place].events.push((heading(v.kind.as_str()), link));
    }
    if stops.is_empty() {
        return Vec::new();
    }
    if let Some(day) = record.document.published {
        let value = day.to_string();
        match stops.iter_mut().find(|stop| stop.value == value) {
            Some(stop) => stop.published = true,
            None => {
                let point = Point { day, grain: 3, minute: 24 * 60 };
                stops.push(Stop { point, value, events: Vec::new(), published: true });
            }
        }
    }
    stops.sort_by_key(|stop| stop.point);
    let mut before: Option<Date> = None;
    let moment = |Stop { point, value, events, published }: Stop| {
        let gap = before.map_or(String::new(), |before| gap(before, point.day));
        before = Some(last_day(point));
        Moment { when: told(&value), machine: machine(&value), gap, events, published }
    };
    stops.into_iter().map(moment).collect()
}

/// The days between two stops, in words, if they are many.
fn gap(from: Date, to: Date) -> String {
    let days = from.duration_until(to).as_hours() / 24;
    match days {
        ..45 => String::new(),
        45..700 => format!("{} later", count((days as usize + 15) / 30, "month")),
        _ => format!("{} later", count((days as usize + 182) / 365, "year")),
    }
}

/// Values of HTML's `time` are days, months, years and minutes.
fn machine(value: &str) -> String {
    let plain = value.bytes().all(|b| b.is_ascii_digit() || b"-:T".contains(&b));
    let known = matches!(value.len(), 4 | 7 | 10 | 16);
    if plain && known { value.to_owned() } else { String::new() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_gaps_are_told() {
        let day = |text: &str| text.parse::<Date>().unwrap();
        assert_eq!(gap(day("2024-01-01"), day("2024-01-20")), "");
        assert_eq!(gap(day("2024-01-01"), day("2024-07-01")), "6 months later");
        assert_eq!(gap(day("2000-01-01"), day("2024-01-01")), "24 years later");
    }
}
