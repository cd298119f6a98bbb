//! Subjects that clauses without one of their own take over from another.

use super::{Reader, Subject};
use crate::layers::phrases::chunks::{Clause, ClauseKind};
use crate::morphology::Voice;

impl Reader<'_, '_, '_> {
    /// Gives clauses without a subject of their own the subject that they take over, and has every
    /// clause reach as far as those inside it.
    pub(super) fn resolve(self) {
        // A clause stands behind the one it is in.
        for place in (self.first as usize..self.chunks.clauses.len()).rev() {
            let Clause { parent, ref tokens, .. } = self.chunks.clauses[place];
            if let (Some(parent), end) = (parent, tokens.end) {
                let outer = &mut self.chunks.clauses[parent as usize].tokens;
                outer.end = outer.end.max(end);
            }
        }
        for index in 0..self.subjects.len() {
            let place = self.first as usize + index;
            if let Subject::Of(other) = self.subjects[index]
                && self.chunks.clauses[place].subject.is_none()
            {
                // A clause before its main clause finds the subject there, though it came later.
                if self.has_own_object(place as u32, other) {
                    continue;
                }
                let subject = self.doer_of(place as u32, other);
                let subject = subject.or_else(|| self.undergoer_of(place as u32, other));
                let subject = subject.or(self.chunks.clauses[other as usize].subject);
                self.chunks.clauses[place].subject = subject;
                self.chunks.clauses[place].carried = true;
            }
        }
    }

    /// menulis surat agar diberikan *sanksi*: what is to be done, with the object behind its verb, is done to nothing of
    /// the clause before.
    fn has_own_object(&self, clause: u32, main: u32) -> bool {
        let (own, main) =
            (&self.chunks.clauses[clause as usize], &self.chunks.clauses[main as usize]);
        let voice = |group: Option<u32>| {
            group.map_or(Voice::empty(), |g| self.chunks.groups[g as usize].voice)
        };
        let purpose = |row| self.cx.tables.lists.get(row, "relation") == "purpose";
        own.opener.is_some_and(purpose)
            && voice(own.predicate) == Voice::PASSIVE
            && voice(main.predicate).intersects(Voice::ACTIVE)
            && own.objects.first().is_some_and(|&o| !self.animate(o))
    }

    /// Polisi membawa *korban* untuk diperiksa: what is done for a purpose is done to the object. So is what comes
    /// of it (menganiaya *korban* hingga tewas), and who is dismissed for a deed has done it (memecat *pegawai* karena mencuri).
    fn undergoer_of(&self, clause: u32, main: u32) -> Option<u32> {
        let (own, main) =
            (&self.chunks.clauses[clause as usize], &self.chunks.clauses[main as usize]);
        let voice = |group: Option<u32>| group.map(|g| self.chunks.groups[g as usize].voice);
        let verb = main.predicate?;
        let active = voice(Some(verb)).is_some_and(|v| v.intersects(Voice::ACTIVE | Voice::BASE));
        let object = main.objects.last().copied().filter(|_| active)?;
        let lists = &self.cx.tables.lists;
        let inner = voice(own.predicate)?;
        let behind = own.tokens.start > self.chunks.groups[object as usize].tokens.start;
        let undergoes = match own.opener.map(|row| lists.get(row, "relation")) {
            Some("purpose") => inner == Voice::PASSIVE,
            Some("cause") => behind && self.animate(object),
            Some("time") if own.opener.is_some_and(|row| lists.get(row, "end") == "yes") => {
                behind && self.animate(object) && (inner | Voice::BASE) == Voice::BASE
            }
            _ => false,
        };
        undergoes.then_some(object)
    }

    /// Aksi itu digelar *mahasiswa* untuk menuntut …: what is done to a thing, its agent does for a purpose.
    fn doer_of(&self, clause: u32, main: u32) -> Option<u32> {
        let (own, main) =
            (&self.chunks.clauses[clause as usize], &self.chunks.clauses[main as usize]);
        let verb = main.predicate.map(|p| self.chunks.groups[p as usize].voice)?;
        let thing = main.subject.is_none_or(|s| !self.animate(s));
        // RUU diprediksi *para ahli* akan menambah utang: who thinks so does not do it.
        let raised = matches!(own.kind, ClauseKind::Joined | ClauseKind::Complement);
        if !verb.intersects(Voice::PASSIVE) || !thing || raised {
            return None;
        }
        let bare = main.objects.first().copied().filter(|&o| self.animate(o));
        let marked = |&o: &u32| {
            let lead = self.chunks.groups[o as usize].lead.as_ref();
            let row = lead.and_then(|l| l.preposition);
            row.is_some_and(|row| self.cx.tables.lists.get(row, "kind") == "agent")
        };
        main.agent.or(bare).or_else(|| main.obliques.iter().copied().find(marked))
    }
}
