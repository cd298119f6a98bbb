//! Ties speakers to entities, and statements to the place and time that their cue's clause tells.

use super::construct::{Draft, Speaker};
use super::lexicon::{Lexicon, Part};
use super::{nya, statement};
use crate::annotations::{Annotations, Mention, Statement};
use crate::document::Document;
use crate::record::{EntityType, MentionKind};
use crate::text::Span;

/// The statements of these drafts, in order.
pub fn finish(
    document: &Document<'_>,
    lexicon: &Lexicon,
    drafts: &[Draft],
    found: &Annotations<'_>,
) -> Vec<Statement> {
    let mut made: Vec<Statement> = Vec::with_capacity(drafts.len());
    // Who spoke last: where that is told, and who it is.
    let mut last: Option<(Span, Option<u32>)> = None;
    for draft in drafts {
        let mut one = statement(document, draft);
        one.speaker = match &draft.speaker {
            Speaker::Group(group) => {
                let span = document.span(group);
                Some((span, named(found, span).or_else(|| spoke(found, span, last))))
            }
            Speaker::Nya(at) => {
                let span = nya(document, *at);
                Some((span, spoke(found, span, last)))
            }
            Speaker::Same => last,
            Speaker::Next => None,
        };
        one.time = time(document, draft, found);
        one.place = place(document, lexicon, draft, found);
        if let Some((span, entity)) = one.speaker
            && draft.speaker != Speaker::Same
        {
            // A speaker that nobody can tie to an entity is still who spoke last.
            last = Some((span, entity));
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

/// The entity that a noun group names: a person's name before an institution's, a later before an
/// earlier one; else what coreference says of the group.
fn named(found: &Annotations<'_>, span: Span) -> Option<u32> {
    let mentions = overlapping(&found.mentions, span);
    let rank = |m: &&Mention| {
        let kind = found.entities.get(m.entity as usize).map(|e| e.kind);
        match (m.kind, kind) {
            (MentionKind::Name, Some(EntityType::Person)) => 4,
            (MentionKind::Nominal, _) if m.span == span => 3,
            (MentionKind::Name, Some(EntityType::Organization | EntityType::Gpe)) => 2,
            (MentionKind::Name, _) => 1,
            _ => 0,
        }
    };
    let best = mentions.iter().max_by_key(|m| (rank(m), m.span.start))?;
    (best.kind != MentionKind::Pronoun).then_some(best.entity)
}

/// Mentions that begin within a span, in order.
fn overlapping(mentions: &[Mention], span: Span) -> &[Mention] {
    let from = mentions.partition_point(|m| m.span.start < span.start);
    let to = mentions.partition_point(|m| m.span.start < span.end);
    &mentions[from..to.max(from)]
}

/// Who a pronoun or -nya at a cue stands for: who spoke last, unless somebody else is the subject
/// since; where nobody spoke, what coreference says, or the last person named.
fn spoke(found: &Annotations<'_>, span: Span, last: Option<(Span, Option<u32>)>) -> Option<u32> {
    let mentions = overlapping(&found.mentions, span);
    let corefers = mentions.iter().rev().find(|m| m.kind != MentionKind::Name).map(|m| m.entity);
    let person = || {
        let end = found.mentions.partition_point(|m| m.span.start < span.start);
        let mut before = found.mentions[..end].iter().rev().take(64);
        before.find(|m| {
            let kind = found.entities.get(m.entity as usize).map(|e| e.kind);
            m.kind == MentionKind::Name && kind == Some(EntityType::Person)
        })
    };
    corefers.or_else(|| last.and_then(|(_, entity)| entity)).or_else(|| person().map(|m| m.entity))
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
    document: &Document<'_>,
    lexicon: &Lexicon,
    draft: &Draft,
    found: &Annotations<'_>,
) -> Option<u32> {
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
        let fits = outside && !speaks && placed && lexicon.part(document, at).contains(Part::AT);
        fits.then_some(m.entity)
    })
}
