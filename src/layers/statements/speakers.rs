//! Ties speakers to entities, and statements to the place and time that their cue's clause tells.

use super::draft::{Draft, Speaker};
use super::lexicon::{Lexicon, Part, Party, has_nya};
use super::{nya, statement};
use crate::annotations::{Annotations, Mention, Statement};
use crate::document::{Document, Matcher};
use crate::record::{EntityType, MentionKind, StatementKind};
use crate::text::{Span, TokenKind};
use std::ops::Range;

/// Longest ordinal behind its first token.
const ORDINAL: usize = 2;
/// Who spoke last, and was named, goes on speaking within so many bytes.
const NEAR: u32 = 500;

/// Where a speaker is told, and who it is.
type Told = (Span, Option<u32>);

/// Who spoke last.
#[derive(Default)]
struct Floor {
    last: Option<Told>,
    /// Who was quoted last.
    quoted: Option<Told>,
}

impl Floor {
    /// Who goes on speaking: who spoke last; if that one is named in what was `said`
    /// in marks, who was quoted last.
    fn holder(&self, found: &Annotations<'_>, said: Option<Span>) -> Option<Told> {
        let of_himself = |told: &Told| told.1.is_some_and(|entity| is_named(found, said, entity));
        match self.last {
            Some(last) if of_himself(&last) => {
                self.quoted.filter(|told| !of_himself(told)).or(Some(last))
            }
            last => last,
        }
    }
}

/// Whether a person is named in what was said: who speaks says saya, or tells an office.
fn is_named(found: &Annotations<'_>, said: Option<Span>, entity: u32) -> bool {
    let person = found.entities[entity as usize].kind == EntityType::Person;
    let mentions = said.filter(|_| person).map(|said| overlapping(&found.mentions, said));
    let named = |m: &Mention| m.entity == entity && m.kind == MentionKind::Name;
    mentions.is_some_and(|mentions| mentions.iter().any(named))
}

/// The statements of these drafts, in order.
pub fn finish(
    matcher: &Matcher<'_>,
    lexicon: &Lexicon,
    drafts: &[Draft],
    found: &Annotations<'_>,
) -> Vec<Statement> {
    let document = matcher.document;
    let mut made: Vec<Statement> = Vec::with_capacity(drafts.len());
    let mut floor = Floor::default();
    // How speakers were told, and who they were.
    let mut told: Vec<(Option<u32>, &str)> = Vec::new();
    for draft in drafts {
        let mut one = statement(document, draft);
        let said = Some(one.span).filter(|_| one.kind == StatementKind::Direct);
        let last = floor.holder(found, said);
        one.speaker = match &draft.speaker {
            Speaker::Group(group) => {
                let group = &titled(document, found, group);
                let span = document.span(group);
                let part = lexicon.part(matcher, group.start);
                let party = lexicon.party(matcher, group);
                // A name that no layer knows is who spoke before only where it is a part of
                // how that one was told: Presiden Direktur Parwati Surjaudaja, then Parwati.
                let refers = part.contains(Part::PRONOUN)
                    || points(document, lexicon, matcher, group) && !part.contains(Part::SEVERAL);
                // Perusahaan asal *Korea Selatan*, Ketua *PHRI*, politikus *Golkar* ini, Lembaga X *Surabaya*:
                // whose or of where somebody is does not speak.
                let of_it = |m: &Mention, kind: EntityType| {
                    let Some(before) = m.tokens.start.checked_sub(1).filter(|&t| t >= group.start)
                    else {
                        return false;
                    };
                    let head = group.start..m.tokens.start.min(group.start + 2);
                    let head = lexicon.party(matcher, &head);
                    let somebody = part.contains(Part::TITLE) || head == Some(Party::Person);
                    let linked = lexicon.part(matcher, before).contains(Part::LINK);
                    let named = document.tokens[before as usize].is_capitalised(document.text);
                    let place = kind == EntityType::Gpe;
                    somebody || refers || place && (linked || named && head.is_none())
                };
                let entity = named(found, span, of_it);
                // laporan *itu*: what is a thing is nobody who spoke before.
                let fits = |&entity: &u32| {
                    let person = found.entities[entity as usize].kind == EntityType::Person;
                    match party {
                        Some(Party::Body) => !person,
                        Some(Party::Person) => true,
                        // pihaknya: whose it is speaks.
                        None if has_nya(document, group.end - 1) => true,
                        None => part.intersects(Part::PRONOUN | Part::HUMAN | Part::TITLE),
                    }
                };
                let name = span.of(document.text).starts_with(char::is_uppercase);
                let again = || {
                    let told = told.iter().filter(|_| name);
                    told.rev().take(8).find(|(_, text)| text.contains(span.of(document.text)))
                };
                let entity = match entity {
                    None if refers => spoke(found, span, last, said).filter(fits),
                    None => again().and_then(|&(entity, _)| entity),
                    known => known,
                };
                told.push((entity, span.of(document.text)));
                Some((span, entity))
            }
            Speaker::Nya(at) => {
                let span = nya(document, *at);
                Some((span, spoke(found, span, last, said)))
            }
            Speaker::Same => last,
            Speaker::Next => None,
        };
        one.time = time(document, draft, found);
        one.place = place(matcher, lexicon, draft, found);
        if let Some((span, entity)) = one.speaker
            && draft.speaker != Speaker::Same
        {
            // A speaker that nobody can tie to an entity is still who spoke last.
            floor.last = Some((span, entity));
            if said.is_some() {
                floor.quoted = floor.last;
            }
        }
        made.push(one);
    }
    // A quote that the next paragraph goes on with has the speaker of what follows.
    for index in (0..made.len().saturating_sub(1)).rev() {
        if drafts[index].speaker == Speaker::Next {
            made[index].speaker = made[index + 1].speaker;
        }
    }
    made
}

/// Whether a group points at who was told of: politikus *itu*, Ketua MPR ke-15 *ini*.
fn points(
    document: &Document<'_>,
    lexicon: &Lexicon,
    matcher: &Matcher<'_>,
    group: &Range<u32>,
) -> bool {
    let deictic = |at: u32| lexicon.part(matcher, at).contains(Part::DEICTIC);
    // ke-15: the tokens of an ordinal are written as one.
    let rest = document.tokens.get(group.end as usize + 1..).unwrap_or_default();
    let glued = rest.iter().take_while(|t| t.glued).take(ORDINAL).count();
    let ordinal = rest[..glued].iter().any(|t| t.kind == TokenKind::Number);
    let behind = group.end + 1 + glued as u32;
    deictic(group.end - 1)
        || ordinal && (behind as usize) < document.tokens.len() && deictic(behind)
}

/// A group with the name whose title it begins with: Anggota DPR dari Fraksi A, *Sari*, mengatakan.
fn titled(document: &Document<'_>, found: &Annotations<'_>, group: &Range<u32>) -> Range<u32> {
    let start = document.span(group).start;
    let from = found.titles.partition_point(|t| t.span.start < start);
    let title = found.titles.get(from).filter(|t| t.span.start == start);
    let holder = title.and_then(|t| found.names.get(t.holder as usize));
    let end = holder.map_or(group.end, |name| name.tokens.end.max(group.end));
    group.start..end
}

/// The entity that a noun group names: a person's name before an institution's, a later before an
/// earlier one; else what coreference says of the group. Nothing that the group is only `of_it`.
fn named(
    found: &Annotations<'_>,
    span: Span,
    of_it: impl Fn(&Mention, EntityType) -> bool,
) -> Option<u32> {
    let mentions = overlapping(&found.mentions, span);
    let rank = |m: &&Mention| {
        let kind = found.entities.get(m.entity as usize).map(|e| e.kind);
        match (m.kind, kind) {
            (MentionKind::Name, Some(EntityType::Person)) => 4,
            (MentionKind::Nominal, _) if m.span == span => 3,
            (MentionKind::Name, Some(kind)) if of_it(m, kind) => 0,
            (MentionKind::Pronoun, _) => 0,
            (MentionKind::Name, Some(EntityType::Organization | EntityType::Gpe)) => 2,
            _ => 1,
        }
    };
    let best = mentions.iter().max_by_key(|m| (rank(m), m.span.start))?;
    (rank(&best) > 0).then_some(best.entity)
}

/// Mentions that begin within a span, in order.
fn overlapping(mentions: &[Mention], span: Span) -> &[Mention] {
    let from = mentions.partition_point(|m| m.span.start < span.start);
    let to = mentions.partition_point(|m| m.span.start < span.end);
    &mentions[from..to.max(from)]
}

/// Who a pronoun or -nya at a cue stands for: who was just named as speaker; else what
/// coreference says, who spoke last, or the last person named. Nobody who is named in what was `said`.
fn spoke(
    found: &Annotations<'_>,
    span: Span,
    last: Option<Told>,
    said: Option<Span>,
) -> Option<u32> {
    let other = |entity: u32| !is_named(found, said, entity);
    let mentions = overlapping(&found.mentions, span);
    let corefers = mentions.iter().rev().find(|m| m.kind != MentionKind::Name).map(|m| m.entity);
    let corefers = corefers.filter(|&e| other(e));
    let person_before = || {
        let end = found.mentions.partition_point(|m| m.span.start < span.start);
        let mut before = found.mentions[..end].iter().rev().take(64);
        before.find(|m| {
            let kind = found.entities.get(m.entity as usize).map(|e| e.kind);
            m.kind == MentionKind::Name && kind == Some(EntityType::Person) && other(m.entity)
        })
    };
    let by_name = |&(told, entity): &(Span, u32)| {
        let mentions = overlapping(&found.mentions, told);
        let near = span.start.saturating_sub(told.end) < NEAR;
        near && mentions.iter().any(|m| m.entity == entity && m.kind == MentionKind::Name)
    };
    let spoke = last.and_then(|(told, entity)| Some((told, entity?)));
    let named = spoke.filter(by_name).map(|(_, entity)| entity);
    let any = spoke.map(|(_, entity)| entity);
    let person = |e: &u32| found.entities[*e as usize].kind == EntityType::Person;
    let known = named.filter(person).or(corefers).or(any).filter(|&e| other(e));
    known.or_else(|| person_before().map(|m| m.entity))
}

/// The time that the cue's sentence tells outside of what was said: the first behind the cue, else
/// the last before it.
fn time(document: &Document<'_>, draft: &Draft, found: &Annotations<'_>) -> Option<u32> {
    let cue = draft.cue.as_ref()?;
    let sentence = super::sentence_around(document, cue.start);
    let outside = |start: u32, end: u32| end <= draft.said.start || draft.said.end <= start;
    let first = found.times.partition_point(|t| t.tokens.start < sentence.start);
    let mut best = None;
    for (index, time) in found.times.iter().enumerate().skip(first) {
        if time.tokens.start >= sentence.end {
            break;
        }
        if outside(time.tokens.start, time.tokens.end) {
            best = Some(index as u32);
            if time.tokens.start >= cue.end {
                break;
            }
        }
    }
    best
}

/// The place or building behind a preposition of place in the cue's sentence, outside of what was
/// said and of the speaker's own group.
fn place(
    matcher: &Matcher<'_>,
    lexicon: &Lexicon,
    draft: &Draft,
    found: &Annotations<'_>,
) -> Option<u32> {
    let document = matcher.document;
    let cue = draft.cue.as_ref()?;
    let sentence = super::sentence_around(document, cue.start);
    let from = found.mentions.partition_point(|m| m.tokens.start < sentence.start);
    let mentions = found.mentions[from..].iter().take_while(|m| m.tokens.start < sentence.end);
    mentions.into_iter().find_map(|m| {
        let (start, end) = (m.tokens.start, m.tokens.end);
        let outside = end <= draft.said.start || draft.said.end <= start;
        let speaks = matches!(&draft.speaker, Speaker::Group(g) if g.start < end && start < g.end);
        let kind = found.entities.get(m.entity as usize)?.kind;
        let placed = matches!(kind, EntityType::Gpe | EntityType::Facility | EntityType::Location);
        let at = start.checked_sub(1).filter(|&p| p >= sentence.start)?;
        let fits = outside && !speaks && placed && lexicon.part(matcher, at).contains(Part::AT);
        fits.then_some(m.entity)
    })
}
