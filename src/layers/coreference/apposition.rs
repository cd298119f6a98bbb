//! Persons described before they are named: *Terdakwa kasus suap di Cirebon*, Slamet, …; *seorang guru* bernama Yuli.

use super::reference::Reference;
use super::tables::{Lexicon, Part};
use crate::annotations::{Mention, Origin};
use crate::layers::Context;
use crate::layers::phrases::{Chunks, GroupKind};
use crate::record::{EntityType, MentionKind};
use std::ops::Range;

const ORIGIN: Origin = Origin::Mechanism("coreference.apposition");

/// Groups between a noun and the word behind which its bearer is named.
const BETWEEN: u32 = 10;

/// Binds such descriptions, and makes the names behind them the subjects that the descriptions are.
pub(super) fn read(
    cx: &Context<'_, '_>,
    lexicon: &Lexicon,
    chunks: &Chunks,
    references: &mut [Reference],
) -> Vec<Mention> {
    let mut found = Vec::new();
    for index in 0..references.len() {
        let this = &references[index];
        let titled = this.start < this.tokens.start;
        if this.kind != EntityType::Person || this.joined || titled {
            continue;
        }
        let Some(before) = this.start.checked_sub(1) else { continue };
        let described = if cx.document.token_text(before) == "," {
            subject_of(cx, chunks, this)
        } else if lexicon.naming.has(cx.document, before) {
            noun_before(cx, chunks, (this, references), before)
        } else {
            None
        };
        let Some(group) = described.filter(|&g| fits(cx, chunks, references, index, g)) else {
            continue;
        };
        let clause = chunks.group(group).clause.map(|c| chunks.clause(c));
        if clause.is_some_and(|c| c.subject == Some(group) && !c.carried) {
            references[index].part = Part::Subject;
        }
        let tokens = chunks.group(group).tokens.clone();
        found.push(Mention {
            entity: references[index].entity,
            span: cx.document.span(&tokens),
            tokens,
            kind: MentionKind::Nominal,
            origin: ORIGIN,
        });
    }
    found
}

/// The subject whose name stands between commas, or a comma and the verb: `Terdakwa …, Slamet, (menolak)`.
fn subject_of(cx: &Context<'_, '_>, chunks: &Chunks, this: &Reference) -> Option<u32> {
    let own = chunks.group_of(this.tokens.start)?;
    let stop = chunks.groups_of_sentence(this.sentence).end;
    // The verb follows at once, but for a comma and what is in brackets.
    let verb = (own + 1..stop.min(own + BETWEEN)).find(|&g| {
        !matches!(chunks.group(g).kind, GroupKind::Mark(_)) && !in_brackets(cx, chunks, own, g)
    })?;
    let clause = chunks.group(verb).clause.map(|c| chunks.clause(c))?;
    let group = clause.subject.filter(|_| clause.predicate == Some(verb) && !clause.carried)?;
    (chunks.group(group).tokens.end < this.start).then_some(group)
}

fn in_brackets(cx: &Context<'_, '_>, chunks: &Chunks, own: u32, group: u32) -> bool {
    let tokens = chunks.group(own).tokens.end..chunks.group(group).tokens.start;
    let text = |at: u32| cx.document.token_text(at);
    tokens.clone().any(|at| text(at) == "(") && !tokens.into_iter().any(|at| text(at) == ")")
}

/// The noun before `bernama`, over what says where.
fn noun_before(
    cx: &Context<'_, '_>,
    chunks: &Chunks,
    (this, references): (&Reference, &[Reference]),
    naming: u32,
) -> Option<u32> {
    let first = chunks.groups_of_sentence(this.sentence).start;
    let at = chunks.group_of(naming)?;
    let mut groups = (first..=at).rev().filter(|&g| chunks.group(g).tokens.end <= naming);
    let nearest = groups.find(|&g| {
        let group = chunks.group(g);
        let before = group.tokens.start.checked_sub(1).map(|at| cx.document.token_text(at));
        let preposition = group.lead.as_ref().is_some_and(|lead| lead.preposition.is_some());
        // Where: di Palembang, Sumatera Selatan (Sumsel), bernama …; and yang bernama ….
        let place = || {
            let at = references.partition_point(|r| r.tokens.end < group.tokens.end);
            references.get(at).is_some_and(|r| r.tokens == group.tokens && is_place(r.kind))
        };
        let aside = before == Some("(") || before == Some(",") && place();
        let relative = matches!(group.kind, GroupKind::Conjunction(_)) && g + 1 == at;
        let mark = matches!(group.kind, GroupKind::Mark(_));
        !(preposition || aside || relative || mark)
    });
    nearest.filter(|&g| g + BETWEEN >= at && chunks.group(g).kind == GroupKind::Noun)
}

fn is_place(kind: EntityType) -> bool {
    matches!(kind, EntityType::Gpe | EntityType::Location | EntityType::Facility)
}

/// Whether the group is of one person who is not named in it.
fn fits(
    cx: &Context<'_, '_>,
    chunks: &Chunks,
    references: &[Reference],
    index: usize,
    group: u32,
) -> bool {
    let own = chunks.group(group);
    let tokens: &Range<u32> = &own.tokens;
    let from = references.partition_point(|r| r.tokens.end <= tokens.start);
    let named = references[from..index].iter().take_while(|r| r.tokens.start < tokens.end);
    let person =
        named.into_iter().any(|r| r.kind == EntityType::Person || r.tokens.contains(&own.head));
    let beside = own.apposition.map(|g| chunks.group(g));
    let own_name = beside.is_none_or(|g| g.tokens.contains(&references[index].tokens.start));
    // Obed Atalaka-Abdul Gani are two.
    let pair = cx.document.tokens.get(references[index].tokens.end as usize);
    let pair = pair.is_some_and(|t| t.span.of(cx.document.text) == "-");
    own.animate && !pair && own.conjunct.is_none() && own_name && !person
}
