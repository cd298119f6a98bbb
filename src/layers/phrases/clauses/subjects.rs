//! Subjects that clauses without one of their own take over from another.

use super::{Reader, Subject};
use crate::layers::phrases::chunks::{Clause, ClauseKind, GroupKind};
use crate::layers::phrases::units::{Unit, UnitKind};
use crate::morphology::Voice;
use crate::record::EntityType;

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
            // saat malam *tiba*: the time is what comes.
            if self.is_of_time(place as u32) {
                continue;
            }
            if let Subject::Of(other) = self.subjects[index]
                && self.chunks.clauses[place].subject.is_none()
            {
                // A clause before its main clause finds the subject there, though it came later.
                if self.has_own_object(place as u32, other)
                    || self.says_of_none(place as u32, other)
                    || self.is_nobodys(place as u32, other)
                {
                    continue;
                }
                let means = self.is_means(place as u32, other);
                let subject = self.doer_of(place as u32, other, means);
                if subject.is_none() && means {
                    continue;
                }
                let subject = subject.or_else(|| self.undergoer_of(place as u32, other));
                let subject = subject.or(self.chunks.clauses[other as usize].subject);
                self.chunks.clauses[place].subject = subject;
                self.chunks.clauses[place].carried = true;
            }
        }
    }

    /// Whether only a time stands between a clause's conjunction of time and its verb.
    fn is_of_time(&self, clause: u32) -> bool {
        let own = &self.chunks.clauses[clause as usize];
        let time = |row| self.cx.tables.lists.get(row, "relation") == "time";
        let Some(verb) = own.predicate.filter(|_| own.opener.is_some_and(time)) else {
            return false;
        };
        let before = verb.checked_sub(1).map(|b| &self.chunks.groups[b as usize]);
        let bare = self.chunks.groups[verb as usize].voice == Voice::BASE;
        bare && before
            .is_some_and(|g| g.kind == GroupKind::Time && g.tokens.start >= own.tokens.start)
    }

    /// Korban ditipu pelaku dengan *menawarkan* kerja; kartu diperoleh dengan *mengunjungi* kantor: whether an active verb says
    /// by what a passive one is done, which who undergoes that does not do.
    fn is_means(&self, clause: u32, main: u32) -> bool {
        let (own, main) =
            (&self.chunks.clauses[clause as usize], &self.chunks.clauses[main as usize]);
        let voice =
            |g: Option<u32>| g.map_or(Voice::empty(), |g| self.chunks.groups[g as usize].voice);
        own.opener.is_some_and(|row| self.cx.tables.lists.get(row, "relation") == "means")
            && voice(own.predicate).intersects(Voice::ACTIVE)
            && voice(main.predicate) == Voice::PASSIVE
    }

    /// Selain patut diapresiasi, ada *empat alasan*: what there is undergoes nothing of the clause before.
    fn says_of_none(&self, clause: u32, main: u32) -> bool {
        let (own, main) =
            (&self.chunks.clauses[clause as usize], &self.chunks.clauses[main as usize]);
        let verb = main.predicate.map(|p| &self.chunks.groups[p as usize]);
        verb.is_some_and(|v| {
            own.kind == ClauseKind::Dependent
                && own.tokens.start < v.tokens.start
                && main
                    .subject
                    .is_some_and(|s| self.chunks.groups[s as usize].tokens.start >= v.tokens.end)
                && self.lists.is_existential(self.cx, v.head)
        })
    }

    /// Whether nobody can tell whether a clause behind another has the subject of that one.
    fn is_nobodys(&self, clause: u32, main: u32) -> bool {
        let (own, main) =
            (&self.chunks.clauses[clause as usize], &self.chunks.clauses[main as usize]);
        let lists = &self.cx.tables.lists;
        let group = |g: u32| &self.chunks.groups[g as usize];
        let Some(verb) = main.predicate.filter(|&v| group(v).tokens.end <= own.tokens.start) else {
            return false;
        };
        let active = group(verb).voice.intersects(Voice::ACTIVE);
        let receiver = |&o: &u32| {
            let row = group(o).lead.as_ref().and_then(|l| l.preposition);
            verb < o
                && group(o).animate
                && group(o).tokens.end <= own.tokens.start
                && row.is_some_and(|row| lists.get(row, "kind") == "receiver")
        };
        match own.opener.map(|row| lists.get(row, "relation")) {
            // berterima kasih kepada Presiden karena *bersedia* hadir
            Some("cause") => main.obliques.last().is_some_and(receiver),
            Some("time") => {
                let passive = own.predicate.is_some_and(|p| group(p).voice == Voice::PASSIVE);
                // Hal itu disampaikannya saat *menerima* tamu: who is told by -nya does both.
                let units = group(verb).units.start as usize..group(verb).units.end as usize;
                let head = |u: &&Unit| u.tokens.contains(&group(verb).head);
                let told = self.chunks.units[units].iter().find(head).is_some_and(|u| u.nya);
                if told && group(verb).voice == Voice::PASSIVE {
                    return true;
                }
                // membatalkan status tersangka Budi setelah *dilaporkan*
                let part = |&o: &u32| self.names_person(o) && !self.animate(o);
                // menembak Budi setelah *diserang* warga: who attacks is told, so that either may have been attacked.
                let either = |&o: &u32| self.agent_of(own).is_some() && self.animate(o);
                active && passive && main.objects.iter().any(|o| part(o) || either(o))
            }
            // menyampaikan tujuan bantuan itu untuk *menjaga* daya beli: what a thing that is told of is for.
            Some("purpose") => {
                let object = main.objects.last().filter(|&&o| !self.animate(o));
                let before = object.is_some_and(|&o| group(o).tokens.end <= own.tokens.start);
                active && before && self.lists.reports(self.cx, group(verb).head)
            }
            _ => false,
        }
    }

    /// Whether a person is named in a noun group.
    fn names_person(&self, group: u32) -> bool {
        let own = &self.chunks.groups[group as usize];
        let units = &self.chunks.units[own.units.start as usize..own.units.end as usize];
        units.iter().any(|u| matches!(u.kind, UnitKind::Name(_, EntityType::Person)))
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
            // mengolah *minyak* agar tidak terbuang
            Some("purpose") => {
                inner == Voice::PASSIVE || inner == Voice::TER && !self.animate(object)
            }
            Some("cause") => behind && self.animate(object),
            Some("time") if own.opener.is_some_and(|row| lists.get(row, "end") == "yes") => {
                behind && self.animate(object) && (inner | Voice::BASE) == Voice::BASE
            }
            // menahan *bupati* setelah ditetapkan sebagai tersangka
            Some("time") => behind && self.animate(object) && inner == Voice::PASSIVE,
            _ => false,
        };
        undergoes.then_some(object)
    }

    /// Aksi itu digelar *mahasiswa* untuk menuntut …: what is done to a thing, its agent does for a purpose, and `means` by
    /// which something is done are its agent's.
    fn doer_of(&self, clause: u32, main: u32, means: bool) -> Option<u32> {
        let (own, main) =
            (&self.chunks.clauses[clause as usize], &self.chunks.clauses[main as usize]);
        let verb = main.predicate.map(|p| self.chunks.groups[p as usize].voice)?;
        let thing = main.subject.is_none_or(|s| !self.animate(s));
        // RUU diprediksi *para ahli* akan menambah utang: who thinks so does not do it.
        let raised = matches!(own.kind, ClauseKind::Joined | ClauseKind::Complement);
        // RUU itu dikritik Sari karena *menaikkan* utang: nor does who judges it.
        let relation = own.opener.map_or("", |row| self.cx.tables.lists.get(row, "relation"));
        if !verb.intersects(Voice::PASSIVE) || !(thing || means) || raised || relation == "cause" {
            return None;
        }
        self.agent_of(main)
    }

    /// By whom a passive clause says that it is done, with a preposition or without one.
    fn agent_of(&self, clause: &Clause) -> Option<u32> {
        let bare = clause.objects.first().copied().filter(|&o| self.animate(o));
        let marked = |&o: &u32| {
            let lead = self.chunks.groups[o as usize].lead.as_ref();
            let row = lead.and_then(|l| l.preposition);
            row.is_some_and(|row| self.cx.tables.lists.get(row, "kind") == "agent")
        };
        clause.agent.or(bare).or_else(|| clause.obliques.iter().copied().find(marked))
    }
}
