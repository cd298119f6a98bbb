//! Why and how: what conjunctions and prepositions tie to the main event.

use super::{Lead, Leaning, fault, tellings};
use crate::annotations::{Annotations, Event};
use crate::layers::Context;
use crate::layers::phrases::{Chunks, ClauseKind, GroupKind};
use crate::record::{EntityType, MentionKind, Role};
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
    /// Only a verb right behind it answers: untuk *membahas batas laut*, not untuk *pertama kali*.
    clause: bool,
    /// Behind a deed that is a word about a deed it says which, and not why: meminta … untuk *mundur*.
    aim: bool,
}

/// What a sentence that takes the main event up again is known by.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Again {
    /// *Langkah* ini …
    Subject,
    /// … *dilakukan* untuk …
    Verb,
}

/// The words behind which reasons and manners stand.
#[derive(Debug)]
pub(super) struct Answers {
    links: FxHashMap<RowId, Link>,
    again: FxHashMap<RowId, Again>,
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
                    let clause = lists.get(row, "takes") == "verb";
                    let aim = lists.get(row, "aim") == "aim";
                    fields.insert(lists.form(row), Link { field, rank, clause, aim });
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
        let mut again = FxHashMap::default();
        for row in lists.rows(need("taken_up")?) {
            let part = match lists.get(row, "part") {
                "verb" => Again::Verb,
                _ => Again::Subject,
            };
            again.insert(row, part);
        }
        Ok(Answers { links, again })
    }

    /// Why and how the event came about, as far as headline and lead say.
    pub(super) fn of(
        &self,
        cx: &Context<'_, '_>,
        chunks: &Chunks,
        found: &Annotations<'_>,
        event: &Event<'_>,
        (lead, leaning): (&Lead, Leaning),
    ) -> (Option<Span>, Option<Span>) {
        let argument = |role: Role| event.arguments.iter().find(|a| a.role == role).map(|a| a.span);
        let clauses = self.clauses(cx, chunks, event, lead);
        let behind = |field| self.behind(cx, chunks, found, (&clauses, field, leaning));
        // Terkait kasus suap: a topic that a preposition brings in.
        let topic = || {
            let span = argument(Role::Topic).filter(|_| leaning.topic)?;
            let group = chunks.group_of(cx.document.token_at(span.start))?;
            chunks.group(group).lead.as_ref()?.preposition.map(|_| span)
        };
        // A single word (karena *munculnya*, terkait *kasus*) answers nothing.
        let told = |span: &Span| {
            let end = cx.document.token_at(span.end.saturating_sub(1));
            cx.document.token_at(span.start) < end
        };
        let why = argument(Role::Cause).filter(told).or_else(|| behind(Field::Why).filter(told));
        (why.or_else(|| topic().filter(told)), behind(Field::How))
    }

    /// The clauses whose verb or whose subject or object tells the event in the lead; and that of a
    /// sentence right behind which takes it up: *Langkah ini diambil* karena …
    fn clauses(
        &self,
        cx: &Context<'_, '_>,
        chunks: &Chunks,
        event: &Event<'_>,
        lead: &Lead,
    ) -> Vec<u32> {
        let in_lead = |t: &Span| lead.sentences.iter().any(|s| s.contains(*t));
        let mut clauses = Vec::new();
        for trigger in tellings(event).filter(in_lead) {
            let Some(at) = chunks.group_of(cx.document.token_at(trigger.start)) else { continue };
            let Some(id) = chunks.group(at).clause else { continue };
            let clause = chunks.clause(id);
            let told = clause.predicate == Some(at) || clause.objects.contains(&at);
            if told && !clause.quoted {
                clauses.push(id);
            }
        }
        let behind = lead.sentence(event).and_then(|(place, _)| lead.sentences.get(place + 1));
        clauses.extend(behind.and_then(|&sentence| self.taken_up(cx, chunks, sentence)));
        clauses
    }

    fn taken_up(&self, cx: &Context<'_, '_>, chunks: &Chunks, sentence: Span) -> Option<u32> {
        let again = |at: u32, part: Again| {
            cx.document.hits_at(at).iter().any(|h| self.again.get(&h.row) == Some(&part))
        };
        let id = chunks.clause_of(cx.document.token_at(sentence.start))?;
        let clause = chunks.clause(id);
        let subject = chunks.group(clause.subject?);
        let verb = chunks.group(clause.predicate?);
        let fits = subject.definite
            && !clause.carried
            && again(subject.head, Again::Subject)
            && again(verb.head, Again::Verb);
        fits.then_some(id)
    }

    /// The clause or noun group that a link of the field ties to one of the clauses.
    fn behind(
        &self,
        cx: &Context<'_, '_>,
        chunks: &Chunks,
        found: &Annotations<'_>,
        (clauses, field, leaning): (&[u32], Field, Leaning),
    ) -> Option<Span> {
        let mut best: Option<(u8, Span)> = None;
        let mut offer = |row: RowId, tokens: Range<u32>, verb: bool| {
            let Some(link) = self.links.get(&row).filter(|l| l.field == field) else { return };
            let fits = (verb || !link.clause) && !(link.aim && leaning.content);
            if fits && !tokens.is_empty() && best.as_ref().is_none_or(|b| link.rank < b.0) {
                best = Some((link.rank, cx.document.span(&tokens)));
            }
        };
        for &id in clauses {
            let clause = chunks.clause(id);
            for &oblique in &clause.obliques {
                let group = chunks.group(oblique);
                let lead = group.lead.as_ref();
                // Melalui Kementerian Sosial: somebody is no manner.
                if field == Field::How && somebody(found, cx.document.span(&group.tokens)) {
                    continue;
                }
                if let Some(row) = lead.and_then(|l| l.preposition.or(l.conjunction)) {
                    offer(row, whole(chunks, oblique), false);
                }
            }
            for child in chunks.children(id) {
                let own = chunks.clause(child);
                if let (ClauseKind::Dependent, Some(row)) = (own.kind, own.opener) {
                    let tokens = unopened(chunks, own.tokens.clone());
                    let verb = own.predicate.map(|p| chunks.group(p).tokens.start);
                    offer(row, tokens.clone(), verb == Some(tokens.start));
                }
            }
        }
        best.map(|(_, span)| span)
    }
}

/// A clause without the words that open it and the marks that close it.
fn unopened(chunks: &Chunks, mut tokens: Range<u32>) -> Range<u32> {
    if let Some(group) = chunks.group_of(tokens.start).map(|g| chunks.group(g)) {
        match (group.kind, &group.lead) {
            (GroupKind::Conjunction(_), _) => tokens.start = group.tokens.end,
            (_, Some(lead)) => tokens.start = lead.tokens.end,
            _ => {}
        }
    }
    let mark = |at: u32| {
        let group = chunks.group_of(at).map(|g| chunks.group(g));
        group.is_some_and(|g| matches!(g.kind, GroupKind::Mark(_)))
    };
    while tokens.end > tokens.start && mark(tokens.end - 1) {
        tokens.end -= 1;
    }
    tokens
}

/// Whether the words name a person or body.
fn somebody(found: &Annotations<'_>, span: Span) -> bool {
    let from = found.mentions.partition_point(|m| m.span.start < span.start);
    let mut inside = found.mentions[from..].iter().take_while(|m| m.span.start < span.end);
    inside.any(|m| {
        let kind = found.entities[m.entity as usize].kind;
        m.kind == MentionKind::Name && matches!(kind, EntityType::Person | EntityType::Organization)
    })
}

/// Noun groups tied to one by prepositions, one behind the other, that are told with it.
const TIED: usize = 16;

/// A noun group with what is joined to it, what says more of it behind a preposition, and a
/// relative clause behind it.
fn whole(chunks: &Chunks, group: u32) -> Range<u32> {
    let start = chunks.group(group).tokens.start;
    let clause = chunks.group(group).clause;
    let mut last = chunks.conjuncts(group).last().unwrap_or(group);
    let mut end = chunks.group(last).tokens.end;
    for next in chunks.groups.iter().skip(last as usize + 1).take(TIED) {
        let lead = next.lead.as_ref().filter(|l| l.preposition.is_some() && l.tokens.start == end);
        if next.kind != GroupKind::Noun || next.clause != clause || lead.is_none() {
            break;
        }
        (last, end) = (last + 1, next.tokens.end);
    }
    if let Some(clause) = clause {
        let relative = chunks.children(clause).map(|c| chunks.clause(c)).find(|c| {
            c.kind == ClauseKind::Relative && c.subject == Some(last) && c.tokens.start == end
        });
        end = relative.map_or(end, |c| c.tokens.end);
    }
    start..end
}
