//! Clauses that ask, order, say whom something is told of, or have no auxiliary of their own; and what depends on one.

use super::arguments::Grammar;
use super::trigger::{Reading, Trigger};
use crate::layers::phrases::{Clause, ClauseKind, Group, GroupKind, Unit, UnitKind};
use crate::morphology::Voice;

/// Untuk *warga kota* tidak mendapat tunjangan: whether a word that leads nouns as well opens a clause with a subject of its own,
/// which hangs on one without a verb.
pub(super) fn is_told_of(g: &Grammar<'_, '_, '_>, clause: &Clause) -> bool {
    let above = clause.parent.map(|p| g.chunks.clause(p));
    let leads = clause.opener.is_some_and(|row| g.cx.tables.lists.get(row, "noun") == "yes");
    // Ia di Tokyo untuk *berobat*: a subject before that word is told to do it.
    let behind = |s: u32| g.chunks.group(s).tokens.start >= clause.tokens.start;
    leads
        && clause.subject.is_some_and(behind)
        && !clause.carried
        && above.is_some_and(|c| c.predicate.is_none() && c.parent.is_none())
}

/// Ia berpendapat jika *mengubah* aturan itu akan sulit: whether a bare active verb without a subject of its own is what the verb
/// behind it is said of.
pub(super) fn is_subject_clause(g: &Grammar<'_, '_, '_>, clause: &Clause) -> bool {
    let Some(predicate) = clause.predicate.filter(|_| clause.subject.is_none() || clause.carried)
    else {
        return false;
    };
    let active = g.chunks.group(predicate).voice.intersects(Voice::ACTIVE);
    let id = g.chunks.group(predicate).clause;
    let told = |c: u32| {
        let inner = g.chunks.clause(c);
        inner.kind == ClauseKind::Complement && !bare(g, inner)
    };
    active && bare(g, clause) && id.is_some_and(|id| g.chunks.children(id).any(told))
}

/// akan membuat aturan yang *mewajibkan* izin: whether a relative clause tells what a thing does that nobody knows yet, so that it
/// is no more real than that.
pub(super) fn is_foreseen(g: &Grammar<'_, '_, '_>, clause: &Clause) -> bool {
    let Some(noun) = clause.subject.filter(|_| clause.carried) else { return false };
    let Some(verb) = clause.predicate.map(|p| g.chunks.group(p)) else { return false };
    let above = clause.parent.map(|p| g.chunks.clause(p));
    let told = above.is_some_and(|c| {
        let parts = c.objects.iter().copied().chain(c.subject);
        parts.into_iter().any(|part| g.chunks.conjuncts(part).any(|p| p == noun))
    });
    let own = g.chunks.group(noun);
    let named = |u: &Unit| {
        matches!(u.kind, UnitKind::Name(..) | UnitKind::Time(_) | UnitKind::Pronoun) || u.nya
    };
    told && bare(g, clause)
        && verb.voice.intersects(Voice::ACTIVE)
        && clause.times.is_empty()
        && !own.animate
        && !own.definite
        && !g.chunks.units_of(own).iter().any(named)
}

/// Rencana kami adalah *memulihkan* sekolah: whether an active verb without a subject is what a copula says that something is, as an
/// aim or a task; a crime is as often what was done (modusnya adalah *menipu*).
pub(super) fn is_aim(g: &Grammar<'_, '_, '_>, trigger: &Trigger) -> bool {
    let group = g.chunks.group(trigger.group);
    let Some(clause) = group.clause.map(|c| g.chunks.clause(c)) else { return false };
    let above = clause.parent.and_then(|p| g.chunks.clause(p).predicate);
    let defines = |row| g.cx.tables.lists.get(row, "defines") == "yes";
    let copula = |u: &Unit| u.row.is_some_and(defines);
    clause.kind == ClauseKind::Complement
        && group.voice.intersects(Voice::ACTIVE)
        && !trigger.frame.kind.harms()
        && (clause.subject.is_none() || clause.carried)
        && above.is_some_and(|a| g.chunks.units_of(g.chunks.group(a)).iter().any(copula))
}

/// Groups behind a trigger within which a question that holds it must end.
const QUESTION: usize = 128;

/// Siapa yang *menyuruh* mereka?: whether the first stop behind a group asks.
pub(super) fn is_asked(g: &Grammar<'_, '_, '_>, group: u32) -> bool {
    let sentence = g.cx.document.sentence_of(g.chunks.group(group).tokens.start);
    let end = sentence.map_or(0, |s| g.cx.document.sentences[s].tokens.end);
    let behind = g.chunks.groups[group as usize + 1..].iter().take_while(|b| b.tokens.start < end);
    let ends = |b: &&Group| matches!(b.kind, GroupKind::Mark(UnitKind::Stop | UnitKind::Quote));
    let stop = behind.take(QUESTION).find(ends);
    stop.is_some_and(|s| g.cx.document.token_text(s.head) == "?")
}

/// "*Cabut* aturan itu": whether a bare verb opens its clause within a quotation, and orders what it tells.
pub(super) fn is_order(g: &Grammar<'_, '_, '_>, trigger: &Trigger) -> bool {
    let group = g.chunks.group(trigger.group);
    let Some(unit) = g.unit_at(group.head) else { return false };
    let before = group.tokens.start.checked_sub(1);
    match trigger.reading {
        Reading::Verb(voice) => {
            let Some(clause) = group.clause.map(|c| g.chunks.clause(c)) else { return false };
            let opens = clause.tokens.start == group.tokens.start
                || before.is_some_and(|t| g.cx.document.token_text(t) == ",");
            voice == Voice::BASE
                && !unit.is_intransitive(&g.cx.tables.lists)
                && clause.quoted
                && clause.subject.is_none()
                && clause.agent.is_none()
                && clause.predicate == Some(trigger.group)
                && opens
        }
        // The grammar takes a bare root for a noun that has what follows.
        Reading::Noun { .. } => {
            // “Bela Rakyat” tolak …: a mark that closes is glued to what stands before it.
            let opens = |t: u32| !g.cx.document.tokens[t as usize].glued;
            let quote =
                |t: u32| opens(t) && g.unit_at(t).is_some_and(|u| u.kind == UnitKind::Quote);
            let next = g.chunks.units_of(group).get(1);
            unit.kind == UnitKind::Root
                && group.head == group.tokens.start
                && trigger.head == group.head
                && next.is_some_and(|u| u.kind != UnitKind::Closer)
                && before.is_some_and(quote)
        }
    }
}

/// Whether a clause's verb has no auxiliary of its own.
pub(super) fn bare(g: &Grammar<'_, '_, '_>, clause: &Clause) -> bool {
    clause.predicate.is_some_and(|p| g.chunks.group(p).head == g.chunks.group(p).tokens.start)
}

/// Whether a noun group is the subject or an object of the clause, or joined to one.
pub(super) fn is_dependent(g: &Grammar<'_, '_, '_>, clause: &Clause, group: u32) -> bool {
    let parts = clause.objects.iter().copied().chain(clause.subject);
    parts.into_iter().any(|part| g.chunks.conjuncts(part).any(|c| c == group))
}
