//! Who: the parties of the main event, and who tells of it where it names none.

use super::Lead;
use crate::annotations::{Annotations, Attribution, Event, Mention, Party};
use crate::layers::Context;
use crate::layers::phrases::{Chunks, Group};
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
        chunks: &Chunks,
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
            // revisi *Undang-Undang Pemilu*: a law or a programme is no party.
            let acts = |&e: &u32| {
                use EntityType::{Facility, Gpe, Group, Organization, Person};
                let kind = found.entities[e as usize].kind;
                matches!(kind, Person | Organization | Gpe | Group | Facility)
            };
            all.extend(else_named.filter_map(|a| a.entity).filter(acts).map(Party::Entity));
        }
        if open || !all.iter().any(is_named) {
            let teller = match event.attribution {
                Some(Attribution::Statement(s)) => speaker(found, s as usize),
                Some(Attribution::Entity(entity)) => Some(entity),
                None if open => first_speaker(cx, found),
                None => None,
            };
            let teller = teller.filter(|&entity| !is_outlet(cx, found, entity));
            let teller = teller.map(Party::Entity).filter(|party| !all.contains(party));
            all.splice(0..0, teller);
        }
        if all.is_empty() {
            let about = lead_subject(cx, chunks, lead)
                .and_then(|(group, verb)| named_subject(cx, found, chunks.group(group), verb));
            all.extend(about.or_else(|| first_party(cx, found, lead)).map(Party::Entity));
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

/// Where no event is told: whom the lead's first clause is about, else whom the headline names, else who speaks first;
/// where nobody has a name, who acts in the lead's first clause.
pub(super) fn without_event(
    cx: &Context<'_, '_>,
    chunks: &Chunks,
    found: &Annotations<'_>,
    lead: &Lead,
) -> Option<Party> {
    let subject = lead_subject(cx, chunks, lead);
    let about = || named_subject(cx, found, chunks.group(subject?.0), subject?.1);
    // Sekjen *Golkar*: …; puji kinerja *Prabowo*: whose somebody or something is does not do it.
    let head = |m: &Mention| {
        let group = chunks.group_of(m.tokens.start).map(|group| chunks.group(group));
        let person = found.entities[m.entity as usize].kind == EntityType::Person;
        group.is_some_and(|g| m.tokens.contains(&g.head) || person && g.animate)
    };
    let titled = || party_in(cx, found, lead.title?, head);
    let party = about().or_else(titled).or_else(|| first_speaker(cx, found));
    let unnamed = || {
        let group = chunks.group(subject?.0);
        group.animate.then(|| Party::Words(cx.document.span(&group.tokens)))
    };
    let party = party.map(Party::Entity).or_else(unnamed);
    party.or_else(|| first_party(cx, found, lead).map(Party::Entity))
}

/// The subject of the lead's first clause, a noun group, and the token where its verb begins.
fn lead_subject(cx: &Context<'_, '_>, chunks: &Chunks, lead: &Lead) -> Option<(u32, u32)> {
    let first = cx.document.token_at(lead.sentences.first()?.start);
    let clause = chunks.clause(chunks.clause_of(first)?);
    let subject = clause.subject.filter(|_| !clause.quoted)?;
    let end = chunks.group(subject).tokens.end;
    Some((subject, clause.predicate.map_or(end, |p| chunks.group(p).tokens.start)))
}

/// Whom a subject names: *Pemerintah Kota Malang* menjaga …; Wakil Ketua MPR dari Fraksi PAN, *Eddy Soeparno*,
/// mengatakan ….
fn named_subject(
    cx: &Context<'_, '_>,
    found: &Annotations<'_>,
    group: &Group,
    verb: u32,
) -> Option<u32> {
    use EntityType::{Organization, Person};
    let from = found.mentions.partition_point(|m| m.tokens.start < group.tokens.start);
    let before = found.mentions[from..].iter().take_while(|m| m.tokens.start < verb);
    let mut names = before.filter(|m| m.kind == MentionKind::Name);
    let head = |m: &Mention| m.tokens.contains(&group.head);
    let subject = names.find(|m| match found.entities[m.entity as usize].kind {
        Person => head(m) || group.animate,
        Organization => head(m),
        _ => false,
    });
    subject.map(|m| m.entity).filter(|&e| !is_outlet(cx, found, e))
}

/// Whether an entity is known to be a medium: as a source it tells the news and is not in it.
fn is_outlet(cx: &Context<'_, '_>, found: &Annotations<'_>, entity: u32) -> bool {
    let row = found.entities[entity as usize].row;
    row.is_some_and(|row| cx.tables.lists.get(row, "kind") == "media")
}

fn first_speaker(cx: &Context<'_, '_>, found: &Annotations<'_>) -> Option<u32> {
    let mut speakers =
        (0..found.statements.len().min(FIRST_SAID)).filter_map(|s| speaker(found, s));
    speakers.find(|&entity| !is_outlet(cx, found, entity))
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
fn first_party(cx: &Context<'_, '_>, found: &Annotations<'_>, lead: &Lead) -> Option<u32> {
    let mut places = lead.title.into_iter().chain(lead.sentences.first().copied());
    places.find_map(|span| party_in(cx, found, span, |_| true))
}

/// The first person or body that a span names, of those that will do.
fn party_in(
    cx: &Context<'_, '_>,
    found: &Annotations<'_>,
    span: Span,
    will_do: impl Fn(&Mention) -> bool,
) -> Option<u32> {
    use EntityType::{Organization, Person};
    let mut named = found.mentions.iter().filter(|m| {
        span.contains(m.span)
            && m.kind == MentionKind::Name
            && matches!(found.entities[m.entity as usize].kind, Person | Organization)
            && !is_outlet(cx, found, m.entity)
            && will_do(m)
    });
    named.next().map(|m| m.entity)
}
