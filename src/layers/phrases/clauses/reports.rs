//! Verbs that report, and the clauses of what they report.

use super::{Reader, Subject};
use crate::layers::phrases::chunks::{ClauseKind, GroupKind};
use crate::layers::phrases::units::UnitKind;
use crate::morphology::Voice;

/// Members of a list that are asked whether they are the one described.
const MEMBERS: usize = 16;

/// Brackets between somebody and what is told of them, at most.
const ASIDES: u32 = 2;

impl Reader<'_, '_, '_> {
    /// Whether a clause has an active verb that reports.
    pub(super) fn reports_content(&self, clause: u32) -> bool {
        let verb = self.chunks.clauses[clause as usize].predicate;
        verb.is_some_and(|v| {
            let group = &self.chunks.groups[v as usize];
            group.voice.intersects(Voice::ACTIVE) && self.lists.reports(self.cx, group.head)
        })
    }

    /// The clause that reports what the verb says of its object: menyebut *polisi itu*, yang lari,
    /// telah ditahan; menyampaikan *korps* dalam upaya ini mengedepankan …
    pub(super) fn reporting(&self, clause: u32, previous: Option<(u32, GroupKind)>) -> Option<u32> {
        let (before, kind) = previous?;
        let outer = match kind {
            GroupKind::Noun if self.is_loose(before) => return None,
            GroupKind::Noun => {
                let relative = self.open.iter().rev().find(|&&c| self.is_of_report(c));
                match relative {
                    Some(&c) => self.chunks.clauses[c as usize].parent?,
                    // menegaskan beberapa prinsip, mulai dari kewajiban *membayar*: the comma ends what could be said.
                    None => {
                        let object = *self.chunks.clauses[clause as usize].objects.last()?;
                        let comma = GroupKind::Mark(UnitKind::Comma);
                        if (object..before).any(|g| self.kind(g) == comma) {
                            return None;
                        }
                        clause
                    }
                }
            }
            GroupKind::Mark(UnitKind::Comma) => {
                let last = self.chunks.clauses.len() as u32 - 1;
                let up = |&c: &u32| self.chunks.clauses[c as usize].parent;
                let mut closed = std::iter::successors(Some(last), up).take_while(|&c| c > clause);
                if closed.find(|&c| self.is_of_report(c)).is_none() && !self.tells_of(clause, last)
                {
                    return None;
                }
                clause
            }
            _ => return None,
        };
        self.reports(outer).then_some(outer)
    }

    /// menyebut *pemilik toko* (62) di Depok, melanggar aturan: whether nothing but brackets stands behind a clause with an
    /// active verb, and somebody is all that it tells.
    pub(super) fn tells_of(&self, clause: u32, last: u32) -> bool {
        let own = &self.chunks.clauses[clause as usize];
        let aside = |c: u32| self.chunks.clauses[c as usize].kind == ClauseKind::Aside;
        let somebody = own.objects.last().is_some_and(|&o| self.animate(o));
        let verb = own.predicate.map_or(Voice::empty(), |p| self.chunks.groups[p as usize].voice);
        somebody
            && verb.intersects(Voice::ACTIVE)
            && last - clause <= ASIDES
            && (clause + 1..=last).all(aside)
    }

    /// Whether a relative clause describes the object of a clause that reports.
    pub(super) fn is_of_report(&self, clause: u32) -> bool {
        let own = &self.chunks.clauses[clause as usize];
        own.kind == ClauseKind::Relative
            && own.parent.is_some_and(|p| {
                let object = self.chunks.clauses[p as usize].objects.last().copied();
                let described =
                    |o: u32| self.chunks.conjuncts(o).take(MEMBERS).any(|g| Some(g) == own.subject);
                object.is_some_and(described) && self.reports(p)
            })
    }

    /// Whether a clause has an active verb that reports, and one object.
    pub(super) fn reports(&self, clause: u32) -> bool {
        let own = &self.chunks.clauses[clause as usize];
        let Some(verb) = own.predicate.map(|p| &self.chunks.groups[p as usize]) else {
            return false;
        };
        // Disimpulkan *pemilik toko* telah melanggar aturan: a passive without a subject reports as well.
        let own_subject = self.subjects[(clause - self.first) as usize] == Subject::Own;
        let free = own.subject.is_none() && own_subject;
        // mengingatkan politik uang menjadi ancaman: a thing is told nothing.
        let told = |o: u32| self.animate(o) && self.lists.controls_by_object(self.cx, verb.head);
        // mengungkap *alasan* belum menahan: who has a reason does it, not the reason.
        let alone = |o: u32| self.chunks.groups[o as usize].units.len() == 1;
        let meant = |o: u32| alone(o) && self.lists.is_intention(self.cx, self.head(o));
        matches!(own.objects[..], [object] if !told(object) && !meant(object))
            && (free || !verb.voice.intersects(Voice::PASSIVE | Voice::TER))
            && self.lists.reports(self.cx, verb.head)
    }

    /// Opens the clause that is reported: the object of the clause that reports is its subject.
    pub(super) fn reported(&mut self, at: u32, outer: u32) {
        while self.top().is_some_and(|top| top != outer) {
            self.open.pop();
        }
        let Some(subject) = self.clause(outer).objects.pop() else { return };
        let inner = self.begin(ClauseKind::Complement, Some(outer), subject, Subject::Own, None);
        let own = std::mem::take(&mut self.clause(outer).obliques);
        let (behind, before) = own.iter().partition(|&&o| o > subject);
        self.clause(outer).obliques = before;
        self.clause(inner).obliques = behind;
        self.clause(inner).subject = Some(subject);
        self.put(subject, inner);
        self.predicate(at, inner);
    }

    /// Ia menyebut *tak ada* pembicaraan: whether the verb says whether there is something, and the one outside reports it.
    pub(super) fn says_there_is(&self, at: u32, clause: u32) -> bool {
        let outer = self.chunks.clauses[clause as usize].predicate;
        let reports = outer.is_some_and(|p| self.lists.reports(self.cx, self.head(p)));
        reports && self.lists.is_existential(self.cx, self.head(at))
    }

    /// Ia menambahkan *perlu* juga memberikan izin: whether what is reported begins with a word that says that it must be, of
    /// nobody in particular.
    pub(super) fn says_what_is_needed(&self, at: u32, clause: u32) -> bool {
        let outer = &self.chunks.clauses[clause as usize];
        let verb = outer.predicate.map(|p| &self.chunks.groups[p as usize]);
        let reports = verb.is_some_and(|v| {
            v.voice.intersects(Voice::ACTIVE)
                && v.tokens.end == self.chunks.groups[at as usize].tokens.start
                && self.lists.reports(self.cx, v.head)
        });
        let first = self.chunks.groups[at as usize].units.start as usize;
        let needs = |row| self.cx.tables.lists.get(row, "kind") == "need";
        reports && self.chunks.units[first].row.is_some_and(needs)
    }
}
