//! When and where: the main event's own day and place, else what the lead tells of them, else the
//! day and place at which it was told.

use super::{Lead, Leaning, NEAR};
use crate::annotations::{Annotations, Event, Mention, Time};
use crate::layers::Context;
use crate::layers::phrases::Chunks;
use crate::record::{EntityType, Role, TimeType};

/// The event's own day; else the day that the lead tells; else what the event has of a time; else
/// the day on which the first dated statement was made. The hour is the event's to tell.
pub(super) fn when(
    found: &Annotations<'_>,
    event: Option<&Event<'_>>,
    (lead, leaning): (&Lead, Leaning),
) -> Option<String> {
    let dated = |t: &&Time| matches!(t.kind, TimeType::Date | TimeType::Time);
    let whole = |t: &&Time| !t.value.ends_with("_REF") && !t.value.starts_with("XXXX-W");
    let exact =
        |t: &&Time| whole(t) && !t.value.starts_with('X') && t.value.len() >= "2024-06-19".len();
    let own = event.and_then(|e| e.time).map(|t| &found.times[t as usize]).filter(dated);
    let told = event.and_then(|e| lead.sentence(e)).map_or(0, |(place, _)| place);
    let in_lead = |place: usize| {
        let span = lead.sentences.get(place).copied();
        found.times.iter().filter(move |t| span.is_some_and(|s| s.contains(t.span)))
    };
    let near = || (0..=told).rev().find_map(|p| in_lead(p).filter(dated).find(exact));
    // Selasa, of no known week: another day is not that one.
    let other = own.filter(|t| t.value.starts_with("XXXX-W")).is_none();
    let said = || {
        let times = found.statements.iter().filter_map(|s| s.time).filter(|_| other);
        times.map(|t| &found.times[t as usize]).find(|t| !leaning.other_day && dated(t) && exact(t))
    };
    let best = own.filter(exact).or_else(near).or(own.filter(whole)).or_else(said);
    best.filter(whole).map(|t| {
        let hour = t.value.find('T').filter(|_| !t.value.contains('/'));
        t.value[..hour.unwrap_or(t.value.len())].to_owned()
    })
}

/// The place that the event has; else one that the lead's sentence about it tells; else that of the
/// dateline; else where the first dated statement was made.
pub(super) fn place(
    cx: &Context<'_, '_>,
    chunks: &Chunks,
    found: &Annotations<'_>,
    event: Option<&Event<'_>>,
    (lead, leaning): (&Lead, Leaning),
) -> Option<u32> {
    let arguments = event.map_or(&[][..], |e| &e.arguments[..]);
    let own = |role: Role| arguments.iter().filter(move |a| a.role == role);
    let told = [Role::Place, Role::Destination].into_iter().flat_map(own).find_map(|a| a.entity);
    let near = || {
        let (place, _) = lead.sentence(event?)?;
        let span = lead.sentences[place];
        let mut mentions = found.mentions.iter().filter(|m| span.contains(m.span));
        let located = |m: &&Mention| {
            use EntityType::{Facility, Gpe, Location};
            let kind = found.entities[m.entity as usize].kind;
            let group = chunks.group_of(m.tokens.start).map(|g| chunks.group(g));
            let row = group.and_then(|g| g.lead.as_ref()?.preposition);
            matches!(kind, Facility | Gpe | Location)
                && group.is_some_and(|g| g.tokens.start == m.tokens.start)
                && row.is_some_and(|row| cx.tables.lists.get(row, "kind") == "place")
        };
        mentions.find(located).map(|m| m.entity)
    };
    let dateline = || {
        let span = cx.document.layout.dateline.as_ref()?.place?;
        found.mentions.iter().find(|m| span.contains(m.span)).map(|m| m.entity)
    };
    let said = || {
        let mut near = found.statements.iter().take(NEAR);
        near.find(|s| s.time.is_some()).and_then(|s| s.place).filter(|_| !leaning.other_place)
    };
    told.or_else(near).or_else(dateline).or_else(said)
}
