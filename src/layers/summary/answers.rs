//! What the main event's words and the lead answer: who, when, where, why, how.

use super::{Lead, fault, tellings};
use crate::annotations::{Annotations, Event, Party, Summary};
use crate::layers::Context;
use crate::layers::phrases::{Chunks, ClauseKind, GroupKind};
use crate::record::{EntityType, MentionKind, Role, TimeType};
use crate::rules::{Error, Errors, RowId, Tables};
use crate::text::Span;
use rustc_hash::FxHashMap;
use std::ops::Range;

/// What a conjunction or preposition answers.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Field {
    Why,
    How,
}

/// What stands behind a word answers.
#[derive(Clone, Copy, Debug)]
struct Link {
    field: Field,
    /// Of several the least counts.
    rank: u8,
    /// Only a clause answers: untuk *membahas batas laut*, not untuk *pertama kali*.
    clause: bool,
}

/// The words behind which reasons and manners stand.
#[derive(Debug)]
pub(super) struct Answers {
    links: FxHashMap<RowId, Link>,
}

impl Answers {
    pub(super) fn new(tables: &Tables, errors: &mut Vec<Error>) -> Result<Answers, Errors> {
        let need = |name: &str| tables.need(name).map_err(|e| Errors(vec![e]));
        let lists = &tables.lists;
        let mut fields = FxHashMap::default();
        for row in lists.rows(need("answer")?) {
            let field = match lists.get(row, "field") {
                "why" => Some(Field::Why),
                "how" => Some(Field::How),
                _ => None,
            };
            match (field, lists.get(row, "rank").parse()) {
                (Some(field), Ok(rank)) => {
                    let clause = lists.get(row, "takes") == "clause";
                    fields.insert(lists.form(row), Link { field, rank, clause });
                }
                _ => errors.push(fault(tables, row, "`why` or `how` and a rank")),
            }
        }
        let mut links = FxHashMap::default();
        for list in [need("preposition")?, need("conjunction")?] {
            for row in lists.rows(list) {
                if let Some(&link) = fields.get(lists.form(row)) {
                    links.insert(row, link);
                }
            }
        }
        Ok(Answers { links })
    }

    /// The summary that makes the event `main` the main event.
    pub(super) fn of(
        &self,
        cx: &Context<'_, '_>,
        chunks: &Chunks,
        found: &Annotations<'_>,
        main: usize,
        lead: &Lead,
    ) -> Summary {
        let event = &found.events[main];
        let cause = event.arguments.iter().find(|a| a.role == Role::Cause).map(|a| a.span);
        let instrument = event.arguments.iter().find(|a| a.role == Role::Instrument);
        Summary {
            who: who(cx, found, event, lead),
            what: Some((main as u32, words(event, lead))),
            when: when(found, event, lead),
            place: place(cx, chunks, found, event, lead),
            why: cause.or_else(|| self.behind(cx, chunks, event, lead, Field::Why)),
            how: self.behind(cx, chunks, event, lead, Field::How).or(instrument.map(|a| a.span)),
        }
    }

    /// The clause or noun group that a link of the field ties to the clause of the event, in the lead.
    fn behind(
        &self,
        cx: &Context<'_, '_>,
        chunks: &Chunks,
        event: &Event<'_>,
        lead: &Lead,
        field: Field,
    ) -> Option<Span> {
        let in_lead = |t: &Span| lead.sentences.iter().any(|s| s.contains(*t));
        let mut best: Option<(u8, Span)> = None;
        let mut offer = |row: RowId, tokens: Range<u32>, clause: bool| {
            if let Some(link) = self.links.get(&row)
                && link.field == field
                && (clause || !link.clause)
                && !tokens.is_empty()
                && best.as_ref().is_none_or(|(least, _)| link.rank < *least)
            {
                best = Some((link.rank, cx.document.span(&tokens)));
            }
        };
        for trigger in tellings(event).filter(in_lead) {
            let Some(id) = chunks.clause_of(cx.document.token_at(trigger.start)) else { continue };
            let clause = chunks.clause(id);
            for &oblique in &clause.obliques {
                let group = chunks.group(oblique);
                let lead = group.lead.as_ref();
                if let Some(row) = lead.and_then(|l| l.preposition.or(l.conjunction)) {
                    offer(row, whole(chunks, oblique), false);
                }
            }
            for child in chunks.children(id) {
                let own = chunks.clause(child);
                if let (ClauseKind::Dependent, Some(row)) = (own.kind, own.opener) {
                    let mut tokens = own.tokens.clone();
                    let opener = chunks.group_of(tokens.start).map(|g| chunks.group(g));
                    if let Some(group) = opener {
                        match (group.kind, &group.lead) {
                            (GroupKind::Conjunction(_), _) => tokens.start = group.tokens.end,
                            (_, Some(lead)) => tokens.start = lead.tokens.end,
                            _ => {}
                        }
                    }
                    while tokens.end > tokens.start
                        && chunks
                            .group_of(tokens.end - 1)
                            .is_some_and(|g| matches!(chunks.group(g).kind, GroupKind::Mark(_)))
                    {
                        tokens.end -= 1;
                    }
                    offer(row, tokens, own.predicate.is_some());
                }
            }
        }
        best.map(|(_, span)| span)
    }
}

/// A noun group with what is joined to it and what says more of it in relative clauses behind it.
fn whole(chunks: &Chunks, group: u32) -> Range<u32> {
    let start = chunks.group(group).tokens.start;
    let last = chunks.conjuncts(group).last().unwrap_or(group);
    let mut end = chunks.group(last).tokens.end;
    if let Some(clause) = chunks.group(group).clause {
        let relative = chunks.children(clause).map(|c| chunks.clause(c)).find(|c| {
            c.kind == ClauseKind::Relative && c.subject == Some(last) && c.tokens.start == end
        });
        end = relative.map_or(end, |c| c.tokens.end);
    }
    start..end
}

/// The words that tell the event in the lead's first sentence; else those that tell it in full.
fn words(event: &Event<'_>, lead: &Lead) -> Span {
    let first = lead.sentence(event).filter(|(place, _)| *place == 0);
    first.map_or(event.trigger, |(_, telling)| telling)
}

/// The parties of the event: who does it, then whom it befalls; what acts or is acted on else.
fn who(
    cx: &Context<'_, '_>,
    found: &Annotations<'_>,
    event: &Event<'_>,
    lead: &Lead,
) -> Vec<Party> {
    let mut all: Vec<Party> = Vec::new();
    for role in [Role::Actor, Role::Recipient] {
        for argument in event.arguments.iter().filter(|a| a.role == role) {
            let party = match argument.entity {
                Some(entity) => Party::Entity(entity),
                None if clitic(cx, argument.span) => continue,
                None => {
                    named(found, argument.span).map_or(Party::Words(argument.span), Party::Entity)
                }
            };
            if !all.contains(&party) {
                all.push(party);
            }
        }
    }
    if all.is_empty() {
        let named = event.arguments.iter().filter(|a| matches!(a.role, Role::Object | Role::Cause));
        all.extend(named.filter_map(|a| a.entity).map(Party::Entity));
    }
    if all.is_empty() {
        all.extend(first_party(found, lead).map(Party::Entity));
    }
    all
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

/// -nya, which says nothing alone.
fn clitic(cx: &Context<'_, '_>, span: Span) -> bool {
    let token = cx.document.token_at(span.start);
    cx.document.tokens[token as usize].span.start != span.start
}

/// Where the main event names no party: the first person or body that headline or lead names.
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

/// The event's own day; else the day that the lead tells; else what the event has of a time.
fn when(found: &Annotations<'_>, event: &Event<'_>, lead: &Lead) -> Option<String> {
    let dated = |t: &&crate::annotations::Time| matches!(t.kind, TimeType::Date | TimeType::Time);
    let exact = |t: &&crate::annotations::Time| t.value.len() >= "2024-06-19".len();
    let own = event.time.map(|t| &found.times[t as usize]).filter(dated);
    let told = lead.sentence(event).map_or(0, |(place, _)| place);
    let in_lead = |place: usize| {
        let span = lead.sentences.get(place).copied();
        found.times.iter().filter(move |t| span.is_some_and(|s| s.contains(t.span)))
    };
    let near = || (0..=told).rev().find_map(|p| in_lead(p).filter(dated).find(exact));
    let best = own.filter(exact).or_else(near).or(own);
    best.filter(|t| !t.value.ends_with("_REF")).map(|t| t.value.clone())
}

/// The place that the event has; else one that the lead's sentence about it tells; else that of the dateline.
fn place(
    cx: &Context<'_, '_>,
    chunks: &Chunks,
    found: &Annotations<'_>,
    event: &Event<'_>,
    lead: &Lead,
) -> Option<u32> {
    let own = |role: Role| event.arguments.iter().filter(move |a| a.role == role);
    let told = [Role::Place, Role::Destination].into_iter().flat_map(own).find_map(|a| a.entity);
    let near = || {
        let (place, _) = lead.sentence(event)?;
        let span = lead.sentences[place];
        let mut mentions = found.mentions.iter().filter(|m| span.contains(m.span));
        let located = |m: &&crate::annotations::Mention| {
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
    told.or_else(near).or_else(dateline)
}
