//! The article in six answers: the main event of the lead, with who, when, where, why and how.

mod answers;

use super::Context;
use super::phrases::{Chunks, ClauseKind, GroupKind};
use crate::annotations::{Annotations, Event};
use crate::record::{EventType, Modality};
use crate::rules::{Error, Errors, Place, RowId, Tables};
use crate::text::{BlockKind, Span};
use answers::Answers;

/// The layer, with its tables resolved.
#[derive(Debug)]
pub struct Summaries {
    /// What speaks for and against a type.
    weights: Vec<(EventType, i32)>,
    answers: Answers,
}

/// Sentences of the body that may hold the lead's event.
const LEAD: usize = 3;

impl Summaries {
    /// Resolves the layer's tables.
    ///
    /// # Errors
    /// Types, fields and numbers that the layer does not know, each at its place.
    pub fn new(tables: &Tables) -> Result<Summaries, Errors> {
        let list = tables.need("event_weight").map_err(|e| Errors(vec![e]))?;
        let mut errors = Vec::new();
        let mut weights = Vec::new();
        for row in tables.lists.rows(list) {
            let kind = EventType::from_name(tables.lists.form(row));
            match (kind, tables.lists.get(row, "weight").parse()) {
                (Some(kind), Ok(weight)) => weights.push((kind, weight)),
                _ => errors.push(fault(tables, row, "a type of event and a whole number")),
            }
        }
        let answers = Answers::new(tables, &mut errors)?;
        if errors.is_empty() { Ok(Summaries { weights, answers }) } else { Err(Errors(errors)) }
    }

    /// Fills the summary from the events of the headline and the lead.
    pub fn read<'t>(&self, cx: &Context<'_, 't>, phrases: &Chunks, found: &mut Annotations<'t>) {
        let lead = Lead::new(cx);
        let titled: Vec<EventType> =
            found.events.iter().filter(|e| lead.titles(e)).map(|e| e.kind).collect();
        let mut best: Option<(i32, usize)> = None;
        for (index, event) in found.events.iter().enumerate() {
            let Some(mut score) = lead.score(cx, phrases, event) else { continue };
            let weight = self.weights.iter().find(|w| w.0 == event.kind);
            score += weight.map_or(0, |w| w.1);
            // The headline tells in other words what the lead tells.
            if !lead.titles(event) && titled.contains(&event.kind) {
                score += 4;
            }
            // Of equals the earlier is the main event.
            if best.is_none_or(|(top, _)| score > top) {
                best = Some((score, index));
            }
        }
        let Some((_, main)) = best else { return };
        found.summary = self.answers.of(cx, phrases, found, main, &lead);
    }
}

fn fault(tables: &Tables, row: RowId, what: &str) -> Error {
    let lists = &tables.lists;
    let file = lists.list(lists.list_of(row)).file.to_string().into();
    let place = Place { file, line: lists.line_of(row), column: 1 };
    Error::new(place, format!("not {what}"))
}

/// How a trigger stands in its sentence.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Standing {
    /// The verb of the main clause.
    Main,
    /// What the main clause reports.
    Inner,
    /// The head of its subject or object.
    Part,
    /// Anything else.
    Aside,
}

/// Where headline and lead stand.
struct Lead {
    title: Option<Span>,
    sentences: Vec<Span>,
}

impl Lead {
    fn new(cx: &Context<'_, '_>) -> Lead {
        let kind = |block: u32| cx.document.layout.blocks[block as usize].kind;
        let sentences = cx.document.sentences.iter();
        let body = sentences.filter(|s| kind(s.block) == BlockKind::Body);
        let sentences = body.take(LEAD).map(|s| s.span).collect();
        Lead { title: cx.document.layout.title, sentences }
    }

    /// Whether the headline tells the event.
    fn titles(&self, event: &Event<'_>) -> bool {
        tellings(event).any(|t| self.title.is_some_and(|title| title.contains(t)))
    }

    /// The sentence of the lead that tells the event first.
    fn sentence(&self, event: &Event<'_>) -> Option<(usize, Span)> {
        let mut places = self.sentences.iter().enumerate();
        places.find_map(|(place, s)| Some((place, tellings(event).find(|t| s.contains(*t))?)))
    }

    /// How much speaks for an event: told by the main clause of the lead's first sentence before all,
    /// then by the headline, then how often and how fully it is told. None if neither tells it.
    fn score(&self, cx: &Context<'_, '_>, phrases: &Chunks, event: &Event<'_>) -> Option<i32> {
        let told = self.sentence(event);
        let titled = self.titles(event);
        if told.is_none() && !titled {
            return None;
        }
        let mut score = if titled { 5 } else { 0 };
        if let Some((place, trigger)) = told {
            let standing = standing(cx, phrases, trigger);
            score += match (standing, place) {
                (Standing::Main, 0) => 9,
                (Standing::Inner, 0) => 6,
                (Standing::Main, 1) => 5,
                (Standing::Part, 0) => 5,
                (Standing::Aside, 0) | (Standing::Inner, 1) => 3,
                (Standing::Main, _) => 2,
                _ => 1,
            };
        }
        score += event.also.len().min(3) as i32;
        score += i32::from(event.arguments.iter().any(|a| a.entity.is_some()));
        score += i32::from(event.time.is_some());
        score += i32::from(event.modality == Modality::Actual);
        Some(score)
    }
}

fn tellings(event: &Event<'_>) -> impl Iterator<Item = Span> {
    std::iter::once(event.trigger).chain(event.also.iter().copied())
}

/// How a trigger stands in its sentence.
fn standing(cx: &Context<'_, '_>, phrases: &Chunks, trigger: Span) -> Standing {
    let first = cx.document.token_at(trigger.start);
    let Some(place) = phrases.group_of(first) else { return Standing::Aside };
    let group = phrases.group(place);
    let Some(mut clause) = group.clause else { return Standing::Aside };
    let own = phrases.clause(clause);
    let mut standing = match group.kind {
        GroupKind::Verb => Standing::Main,
        GroupKind::Noun if own.objects.contains(&place) || own.subject == Some(place) => {
            if group.head < first {
                return Standing::Aside;
            }
            Standing::Part
        }
        _ => return Standing::Aside,
    };
    for _ in 0..4 {
        let own = phrases.clause(clause);
        let relation = own.opener.map(|row| cx.tables.lists.get(row, "relation"));
        match (own.kind, own.parent) {
            (ClauseKind::Main, None) => break,
            (ClauseKind::Main | ClauseKind::Joined, Some(parent)) => clause = parent,
            (ClauseKind::Dependent, _) if relation != Some("content") => return Standing::Aside,
            (ClauseKind::Complement | ClauseKind::Dependent, Some(parent)) => {
                clause = parent;
                if standing == Standing::Main {
                    standing = Standing::Inner;
                }
            }
            _ => return Standing::Aside,
        }
    }
    standing
}
