//! The article in six answers: the main event of the lead, with who, when, where, why and how.

mod answers;
mod parties;
mod setting;
#[cfg(test)]
mod tests;

use super::Context;
use super::phrases::{Chunks, ClauseKind, GroupKind};
use crate::annotations::{Annotations, Attribution, Event, Summary};
use crate::record::{EventType, Modality, StatementKind};
use crate::rules::{Error, Errors, ListId, RowId, Tables};
use crate::text::{BlockKind, Span};
use answers::Answers;
use parties::Parties;

/// The layer, with its tables resolved.
#[derive(Debug)]
pub struct Summaries {
    leanings: Vec<(EventType, Leaning)>,
    /// Nouns behind which the noun that tells the event stands: *aksi* pencurian.
    shells: ListId,
    answers: Answers,
    parties: Parties,
}

/// What is known of a type of event as the main event.
#[derive(Clone, Copy, Debug, Default)]
struct Leaning {
    /// What speaks for it or against it.
    weight: i32,
    /// Its aim is what is asked, promised or said, and no reason.
    content: bool,
    /// What it is about is the reason for it.
    topic: bool,
    /// The day on which it is told is hardly its own.
    other_day: bool,
    /// The place at which it is told is hardly its own.
    other_place: bool,
}

/// Sentences of the body that may hold the lead's event.
const LEAD: usize = 4;
/// Sentences of the body that make the lead proper.
const NEAR: usize = 3;
/// What speaks for the event that the headline's first verb tells.
const FIRST: i32 = 2;
/// What speaks against an event that is told in quotation marks.
const QUOTED: i32 = 3;
/// What must speak for an event: less has what is told by the way, or behind the lead proper.
const FLOOR: i32 = 4;

impl Summaries {
    /// Resolves the layer's tables.
    ///
    /// # Errors
    /// Types, fields and numbers that the layer does not know, each at its place.
    pub fn new(tables: &Tables) -> Result<Summaries, Errors> {
        let need = |name: &str| tables.need(name).map_err(|e| Errors(vec![e]));
        let mut errors = Vec::new();
        let mut leanings = Vec::new();
        let lists = &tables.lists;
        for row in lists.rows(need("event_weight")?) {
            let kind = EventType::from_name(lists.form(row));
            match (kind, lists.get(row, "weight").parse()) {
                (Some(kind), Ok(weight)) => {
                    let content = lists.get(row, "aim") == "content";
                    let topic = lists.get(row, "topic") == "why";
                    let told = lists.get(row, "told");
                    let (other_day, other_place) = (told == "apart", !told.is_empty());
                    let leaning = Leaning { weight, content, topic, other_day, other_place };
                    leanings.push((kind, leaning));
                }
                _ => errors.push(fault(tables, row, "a type of event and a whole number")),
            }
        }
        let answers = Answers::new(tables, &mut errors)?;
        let (shells, parties) = (need("shell_noun")?, Parties::new(tables));
        if errors.is_empty() {
            Ok(Summaries { leanings, shells, answers, parties })
        } else {
            Err(Errors(errors))
        }
    }

    fn leaning(&self, kind: EventType) -> Leaning {
        self.leanings.iter().find(|l| l.0 == kind).map_or_else(Leaning::default, |l| l.1)
    }

    /// Fills the summary from the events of the headline and the lead.
    pub fn read<'t>(&self, cx: &Context<'_, 't>, phrases: &Chunks, found: &mut Annotations<'t>) {
        let lead = Lead::new(cx);
        let main = self.main(cx, phrases, found, &lead);
        let event = main.map(|index| &found.events[index]);
        let leaning = event.map_or_else(Leaning::default, |e| self.leaning(e.kind));
        let (why, how) = event.map_or((None, None), |event| {
            self.answers.of(cx, phrases, found, event, (&lead, leaning))
        });
        let who = match event {
            Some(event) => self.parties.of(cx, phrases, found, event, &lead),
            None => parties::without_event(cx, phrases, found, &lead).into_iter().collect(),
        };
        let what = main.zip(event).map(|(index, event)| (index as u32, words(event, &lead)));
        let when = setting::when(found, event, (&lead, leaning));
        let place = setting::place(cx, phrases, found, event, (&lead, leaning));
        found.summary = Summary { who, what, when, place, why, how };
    }

    /// The event that headline and lead are about.
    fn main(
        &self,
        cx: &Context<'_, '_>,
        phrases: &Chunks,
        found: &Annotations<'_>,
        lead: &Lead,
    ) -> Option<usize> {
        let titled: Vec<EventType> =
            found.events.iter().filter(|e| lead.titles(e)).map(|e| e.kind).collect();
        // Mahasiswa *Demo* Peringati …: what the headline tells first.
        let first = found.events.iter().flat_map(|e| lead.told_by_title(e)).min_by_key(|t| t.start);
        let mut best: Option<(i32, usize)> = None;
        for (index, event) in found.events.iter().enumerate() {
            let standing = |trigger| standing(cx, phrases, self.shells, trigger);
            let Some(mut score) = lead.score(event, standing) else { continue };
            // If the lead tells it at all, it does so with a verb, too.
            let verb = |t| matches!(standing(t), Standing::Main | Standing::Inner);
            let heads = |t| Some(t) == first && standing(t) == Standing::Main;
            let led = lead.sentence(event).is_none_or(|(_, telling)| verb(telling));
            if led && lead.told_by_title(event).any(heads) {
                score += FIRST;
            }
            score += self.leaning(event.kind).weight;
            if is_quoted(found, event) {
                score -= QUOTED;
            }
            // The headline tells in other words what the lead tells.
            if !lead.titles(event) && titled.contains(&event.kind) {
                let aside = |t| matches!(standing(t), Standing::Aside | Standing::Before);
                score += if tellings(event).all(aside) { 2 } else { 4 };
            }
            // Of equals the earlier is the main event.
            if score >= FLOOR && best.is_none_or(|(top, _)| score > top) {
                best = Some((score, index));
            }
        }
        best.map(|(_, main)| main)
    }
}

/// Whether somebody tells the event in his own words.
fn is_quoted(found: &Annotations<'_>, event: &Event<'_>) -> bool {
    let Some(Attribution::Statement(statement)) = event.attribution else { return false };
    found.statements[statement as usize].kind == StatementKind::Direct
}

/// The words that tell the event in the lead's first sentence; else those that tell it in full.
fn words(event: &Event<'_>, lead: &Lead) -> Span {
    let first = lead.sentence(event).filter(|(place, _)| *place == 0);
    first.map_or(event.trigger, |(_, telling)| telling)
}

fn fault(tables: &Tables, row: RowId, what: &str) -> Error {
    Error::new(tables.lists.place_of(row), format!("not {what}"))
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
    /// What went before: setelah *penangkapan* itu.
    Before,
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
        self.told_by_title(event).next().is_some()
    }

    /// The words of the headline that tell the event.
    fn told_by_title(&self, event: &Event<'_>) -> impl Iterator<Item = Span> {
        tellings(event).filter(|&telling| self.title.is_some_and(|title| title.contains(telling)))
    }

    /// The sentence of the lead that tells the event first.
    fn sentence(&self, event: &Event<'_>) -> Option<(usize, Span)> {
        let mut places = self.sentences.iter().enumerate();
        places.find_map(|(place, s)| Some((place, tellings(event).find(|t| s.contains(*t))?)))
    }

    /// How much speaks for an event: told by the main clause of the lead's first sentence before all,
    /// then by the headline, then how often and how fully it is told. None if neither tells it.
    fn score(&self, event: &Event<'_>, standing: impl Fn(Span) -> Standing) -> Option<i32> {
        let told = self.sentence(event);
        if told.is_none() && !self.titles(event) {
            return None;
        }
        // Siap Dongkrak *Ekspor*: what the headline's verb is about is hardly the news itself.
        let aside = |t| matches!(standing(t), Standing::Aside | Standing::Before);
        let mut score = match self.titles(event) {
            true if told.is_none() && self.told_by_title(event).all(aside) => 1,
            titled => 5 * i32::from(titled),
        };
        if let Some((place, trigger)) = told {
            score += match (standing(trigger), place) {
                (Standing::Main, 0) => 9,
                (Standing::Inner, 0) => 6,
                (Standing::Main, 1) => 5,
                (Standing::Part, 0) => 5,
                (Standing::Aside, 0) | (Standing::Inner, 1) => 3,
                (Standing::Main, 2) => 2,
                (Standing::Before, 0..NEAR) => 0,
                (_, 0..NEAR) => 1,
                (Standing::Main, _) => -3,
                _ => -4,
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
fn standing(cx: &Context<'_, '_>, phrases: &Chunks, shells: ListId, trigger: Span) -> Standing {
    let lists = &cx.tables.lists;
    let first = cx.document.token_at(trigger.start);
    let Some(place) = phrases.group_of(first) else { return Standing::Aside };
    let group = phrases.group(place);
    let after = |row: Option<RowId>| row.is_some_and(|row| lists.get(row, "relation") == "time");
    // Setelah *penangkapan* itu; setelah lima hari *pertempuran*.
    let opener = (0..place).rev().map(|g| phrases.group(g)).find(|g| g.kind != GroupKind::Time);
    let opener = opener.filter(|g| matches!(g.kind, GroupKind::Conjunction(_)));
    if after(opener.and_then(|g| g.row)) || after(group.lead.as_ref().and_then(|l| l.conjunction)) {
        return Standing::Before;
    }
    let Some(mut clause) = group.clause else { return Standing::Aside };
    let own = phrases.clause(clause);
    let mut standing = match group.kind {
        GroupKind::Verb => Standing::Main,
        GroupKind::Noun if own.objects.contains(&place) || own.subject == Some(place) => {
            let shell = || cx.document.hits_at(group.head).iter().any(|h| h.list == shells);
            if group.head < first && !shell() {
                return Standing::Aside;
            }
            Standing::Part
        }
        _ => return Standing::Aside,
    };
    for _ in 0..4 {
        let own = phrases.clause(clause);
        let content = |row: RowId| lists.get(row, "relation") == "content";
        match (own.kind, own.parent) {
            (ClauseKind::Main, None) => break,
            (ClauseKind::Main | ClauseKind::Joined, Some(parent)) => clause = parent,
            (ClauseKind::Dependent, _) if after(own.opener) => return Standing::Before,
            (ClauseKind::Dependent, _) if !own.opener.is_some_and(content) => {
                return Standing::Aside;
            }
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
