//! Clauses that ask, order, or only say whom something is told of.

use super::arguments::Grammar;
use super::trigger::{Reading, Trigger};
use crate::layers::phrases::{Clause, Group, GroupKind, UnitKind};
use crate::morphology::Voice;

/// Whether a clause has a subject of its own, and hangs on one without a verb.
pub(super) fn is_told_of(g: &Grammar<'_, '_, '_>, clause: &Clause) -> bool {
    let above = clause.parent.map(|p| g.chunks.clause(p));
    clause.subject.is_some()
        && !clause.carried
        && above.is_some_and(|c| c.predicate.is_none() && c.parent.is_none())
}

/// Groups behind a trigger within which a question that holds it must end.
const QUESTION: usize = 128;

/// Siapa yang *menyuruh* mereka?: whether the first stop behind a group asks.
pub(super) fn is_asked(g: &Grammar<'_, '_, '_>, group: u32) -> bool {
    let behind = &g.chunks.groups[group as usize + 1..];
    let ends = |b: &&Group| matches!(b.kind, GroupKind::Mark(UnitKind::Stop | UnitKind::Quote));
    let stop = behind.iter().take(QUESTION).find(ends);
    stop.is_some_and(|s| g.cx.document.token_text(s.head) == "?")
}

/// "*Cabut* aturan itu": whether a bare verb opens its clause within a quotation, and orders what it tells.
pub(super) fn is_order(g: &Grammar<'_, '_, '_>, trigger: &Trigger) -> bool {
    let group = g.chunks.group(trigger.group);
    let Some(clause) = group.clause.map(|c| g.chunks.clause(c)) else { return false };
    let bare = matches!(trigger.reading, Reading::Verb(voice) if voice == Voice::BASE);
    let lists = &g.cx.tables.lists;
    let intransitive = g.unit_at(group.head).is_some_and(|u| u.is_intransitive(lists));
    bare && !intransitive
        && clause.quoted
        && clause.subject.is_none()
        && clause.agent.is_none()
        && clause.predicate == Some(trigger.group)
        && (clause.tokens.start == group.tokens.start
            || g.cx.document.token_text(group.tokens.start - 1) == ",")
}
