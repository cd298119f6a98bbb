//! Who: the parties of the main event, and who tells of it where it names none.

use super::Lead;
use crate::annotations::{Annotations, Attribution, Event, Party};
use crate::layers::Context;
use crate::record::{EntityType, MentionKind, Role};
use crate::rules::{ListId, Tables};
use crate::text::Span;

/// Statements from the beginning among which the teller of the news is looked for.
const FIRST_SAID: usize = 4;

/// The words that stand for a party without telling who it is.
#[derive(Debug)]
pub(super) struct Parties {
    pronouns: Option<ListId>,
}

impl Parties {
    pub(super) fn new(tables: &Tables) -> Parties {
        Parties { pronouns: tables.lists.find("personal_pronoun") }
    }

    /// The parties of the event: who does it, then whom it befalls; what acts or is acted on else.
    /// Where none of them has a name, who tells of it as well.
    pub(super) fn of(
        &self,
        cx: &Context<'_, '_>,
        found: &Annotations<'_>,
        event: &Event<'_>,
        lead: &Lead,
    ) -> Vec<Party> {
        let mut all: Vec<Party> = Vec::new();
        let mut add = |party: Party| {
            if !all.contains(&party) {
                all.push(party);
            }
        };
        // Whether a pronoun stands for who acts, and nothing tells for whom.
        let mut open = false;
        for role in [Role::Actor, Role::Recipient] {
            for argument in event.arguments.iter().filter(|a| a.role == role) {
                match argument.entity.or_else(|| named(found, argument.span)) {
                    Some(entity) => add(Party::Entity(entity)),
                    None if self.stands_in(cx, argument.span) => open |= role == Role::Actor,
                    None => add(Party::Words(argument.span)),
                }
            }
        }
        let is_named = |p: &Party| matches!(p, Party::Entity(_));
        if all.is_empty() {
            let else_named =
                event.arguments.iter().filter(|a| matches!(a.role, Role::Object | Role::Cause));
            all.extend(else_named.filter_map(|a| a.entity).map(Party::Entity));
        }
        if open || !all.iter().any(is_named) {
            let teller = match event.attribution {
                Some(Attribution::Statement(s)) => speaker(found, s as usize),
                Some(Attribution::Entity(entity)) => Some(entity),
                None if open => first_speaker(found),
                None => None,
            };
            let teller = teller.map(Party::Entity).filter(|party| !all.contains(party));
            all.splice(0..0, teller);
        }
        if all.is_empty() {
            all.extend(first_party(found, lead).map(Party::Entity));
        }
        all
    }

    /// -nya or a pronoun that nobody could tie to anybody: it says nothing alone.
    fn stands_in(&self, cx: &Context<'_, '_>, span: Span) -> bool {
        let first = cx.document.token_at(span.start);
        let clitic = cx.document.tokens[first as usize].span.start != span.start;
        let last = cx.document.token_at(span.end.saturating_sub(1));
        let mut hits = cx.document.hits_at(last).iter();
        clitic || hits.any(|h| Some(h.list) == self.pronouns)
    }
}

/// Where no event is told: who speaks first, else who is named first.
pub(super) fn without_event(found: &Annotations<'_>, lead: &Lead) -> Option<Party> {
    first_speaker(found).or_else(|| first_party(found, lead)).map(Party::Entity)
}

fn first_speaker(found: &Annotations<'_>) -> Option<u32> {
    (0..found.statements.len().min(FIRST_SAID)).find_map(|s| speaker(found, s))
}

fn speaker(found: &Annotations<'_>, statement: usize) -> Option<u32> {
    found.statements.get(statement)?.speaker?.1
}

/// mantan Kepala Dinas Pekerjaan Umum *Darmawan Prasetya*: the person whose name closes the words.
fn named(found: &Annotations<'_>, span: Span) -> Option<u32> {
    let mut mentions = found
        .mentions
        .iter()
        .filter(|m| m.span.end == span.end && m.kind == MentionKind::Name && span.contains(m.span));
    let person = |e: u32| found.entities[e as usize].kind == EntityType::Person;
    mentions.find(|m| person(m.entity)).map(|m| m.entity)
}

/// The first person or body that headline or lead names.
fn first_party(found: &Annotations<'_>, lead: &Lead) -> Option<u32> {
    use EntityType::{Organization, Person};
    let mut places = lead.title.into_iter().chain(lead.sentences.first().copied());
    places.find_map(|span| {
        let mut named = found.mentions.iter().filter(|m| {
            span.contains(m.span)
                && m.kind == MentionKind::Name
                && matches!(found.entities[m.entity as usize].kind, Person | Organization)
        });
        named.next().map(|m| m.entity)
    })
}
