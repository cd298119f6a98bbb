//! The article in six answers: the main event of the lead, with who, when, where and why.

use super::Context;
use super::phrases::Chunks;
use crate::annotations::{Annotations, Event, Summary};
use crate::record::{EventType, MentionKind, Modality, Role};
use crate::rules::{Errors, Tables};
use crate::text::{BlockKind, Span};

/// The layer; it needs no tables.
#[derive(Debug)]
pub struct Summaries;

/// Sentences of the body that may hold the lead's event.
const LEAD: usize = 3;

impl Summaries {
    /// Resolves the layer's tables.
    ///
    /// # Errors
    /// None so far.
    pub fn new(_tables: &Tables) -> Result<Summaries, Errors> {
        Ok(Summaries)
    }

    /// Fills the summary from the events of the headline and the lead.
    pub fn read<'t>(&self, cx: &Context<'_, 't>, _phrases: &Chunks, found: &mut Annotations<'t>) {
        let places = Places::new(cx);
        let mut best: Option<(u32, usize)> = None;
        for (index, event) in found.events.iter().enumerate() {
            let score = places.score(event);
            // Of equals the earlier is the main event.
            if score > 0 && best.is_none_or(|(top, _)| score > top) {
                best = Some((score, index));
            }
        }
        let Some((_, main)) = best else { return };
        found.summary = answers(cx, found, main, &places);
    }
}

/// Where headline and lead stand.
struct Places {
    title: Option<Span>,
    lead: Vec<Span>,
}

impl Places {
    fn new(cx: &Context<'_, '_>) -> Places {
        let kind = |block: u32| cx.document.layout.blocks[block as usize].kind;
        let sentences = cx.document.sentences.iter();
        let body = sentences.filter(|s| kind(s.block) == BlockKind::Body);
        let lead = body.take(LEAD).map(|s| s.span).collect();
        Places { title: cx.document.layout.title, lead }
    }

    /// How much speaks for an event: told in the lead's first sentence before all, then in the
    /// headline, then how often and how fully it is told.
    fn score(&self, event: &Event<'_>) -> u32 {
        let tellings = || std::iter::once(event.trigger).chain(event.also.iter().copied());
        let mut score = 0;
        if self.title.is_some_and(|title| tellings().any(|t| title.contains(t))) {
            score += 6;
        }
        for (place, sentence) in self.lead.iter().enumerate() {
            if tellings().any(|t| sentence.contains(t)) {
                score += [6, 2, 1][place.min(2)];
                break;
            }
        }
        if score == 0 {
            return 0;
        }
        score += event.also.len().min(3) as u32;
        score += u32::from(event.arguments.iter().any(|a| a.entity.is_some()));
        score += u32::from(event.modality == Modality::Actual);
        score - u32::from(event.kind == EventType::State)
    }
}

/// Where the main event names no party: the first person or body that headline or lead names.
fn first_party(found: &Annotations<'_>, places: &Places) -> Vec<u32> {
    use crate::record::EntityType::{Organization, Person};
    let lead = places.title.into_iter().chain(places.lead.first().copied());
    let mut spans = lead.filter_map(|span| {
        let mut named = found.mentions.iter().filter(|m| {
            span.contains(m.span)
                && m.kind == MentionKind::Name
                && matches!(found.entities[m.entity as usize].kind, Person | Organization)
        });
        named.next().map(|m| m.entity)
    });
    spans.next().into_iter().collect()
}

fn answers(cx: &Context<'_, '_>, found: &Annotations<'_>, main: usize, places: &Places) -> Summary {
    let event = &found.events[main];
    let entities = |role: Role| {
        let mut all: Vec<u32> = Vec::new();
        for entity in event.arguments.iter().filter(|a| a.role == role).filter_map(|a| a.entity) {
            if !all.contains(&entity) {
                all.push(entity);
            }
        }
        all
    };
    let by_role = [Role::Actor, Role::Recipient, Role::Object].map(entities);
    let by_role = by_role.into_iter().find(|all| !all.is_empty());
    let who = by_role.unwrap_or_else(|| first_party(found, places));
    let told_in = |span: Span| places.lead.iter().find(|s| s.contains(span));
    let lead = told_in(event.trigger).or(places.lead.first());
    let time = event.time.map(|t| &found.times[t as usize]).or_else(|| {
        use crate::record::TimeType::{Date, Time};
        let mut own = found.times.iter().filter(|t| lead.is_some_and(|s| s.contains(t.span)));
        own.find(|t| matches!(t.kind, Date | Time) && !t.value.ends_with("_REF"))
    });
    let place = [Role::Place, Role::Destination]
        .into_iter()
        .find_map(|role| entities(role).first().copied());
    let dateline = || {
        let span = cx.document.layout.dateline.as_ref()?.place?;
        found.mentions.iter().find(|m| span.contains(m.span)).map(|m| m.entity)
    };
    let cause = event.arguments.iter().find(|a| a.role == Role::Cause).map(|a| a.span);
    Summary {
        who,
        what: Some(main as u32),
        when: time.map(|t| t.value.clone()),
        place: place.or_else(dateline),
        why: cause,
        how: None,
    }
}
