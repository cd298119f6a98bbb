//! Verbs and the clauses that they open: their own, one that another verb governs, one that is joined, one that is reported.

use super::{DEEPEST, Reader, Subject};
use crate::layers::phrases::chunks::{ClauseKind, GroupKind};
use crate::layers::phrases::lists::Joins;
use crate::layers::phrases::units::UnitKind;
use crate::morphology::Voice;

impl Reader<'_, '_, '_> {
    pub(super) fn verb(&mut self, at: u32) {
        let clause = self.current(at);
        if !self.has_predicate(clause) {
            if let Some(subject) = self.loose.take() {
                self.clause(clause).subject = Some(subject);
            }
            return self.predicate(at, clause);
        }
        // Dalam rapat yang sama juga *dibahas* aturan itu: an adjective is all that the relative clause says.
        let own = &self.chunks.clauses[clause as usize];
        let described = own.predicate.is_some_and(|p| self.kind(p) == GroupKind::Noun);
        let verb = &self.chunks.groups[at as usize];
        let first = self.chunks.units[verb.units.start as usize].kind;
        let begins = first == UnitKind::Auxiliary && !verb.voice.is_empty();
        if described && begins && own.kind == ClauseKind::Relative && self.open.len() > 1 {
            self.open.pop();
            return self.verb(at);
        }
        // menargetkan pelaporan surat itu (SPT) *mencapai* 14 juta: what stands in brackets parts nothing.
        let close = |p: u32| self.kind(p) == GroupKind::Mark(UnitKind::Close);
        let previous = self.previous.map(|p| match self.before_brackets(p) {
            Some(noun) if close(p) && self.loose.is_none() => noun,
            _ => p,
        });
        let previous = previous.map(|p| (p, self.kind(p)));
        // A relative clause has ended when its noun still waits for its verb; one with a bare
        // passive (barang yang kami sita) governs no further verb.
        let full = self.chunks.clauses[clause as usize].agent.is_some();
        let governed = match previous {
            Some((_, GroupKind::Verb)) => !full && !self.resumes(at, clause),
            Some((_, GroupKind::Conjunction(_))) => true,
            _ => false,
        };
        if !governed && self.close_relative() {
            return self.verb(at);
        }
        // yang tidak mampu membangun jejaring akan gugur: a relative clause in the place of a noun ends.
        if let Some((_, GroupKind::Noun)) = previous
            && self.close_free_relative(at)
        {
            return self.verb(at);
        }
        if let Some(outer) = self.reporting(clause, previous) {
            return self.reported(at, outer);
        }
        if let Some((_, GroupKind::Conjunction(Joins::Alike))) = previous
            && (self.close_unlike(at) || self.close_hoped(at))
        {
            return self.verb(at);
        }
        match previous {
            Some((before, kind))
                if kind == GroupKind::Noun && self.is_loose(before)
                    || kind == GroupKind::Mark(UnitKind::Close) && self.loose.is_some() =>
            {
                let subject = self.loose.take();
                self.unwind();
                // Dibeli dua karyawan, *ini kasusnya* sudah lama: of a thing that is so, nothing was done before.
                let voice = self.chunks.groups[at as usize].voice;
                let told = !voice.is_empty() || subject.is_some_and(|s| self.animate(s));
                let fronted = self.top().filter(|&top| told && self.is_fronted(top));
                let (parent, opener) = self.top().map_or((None, None), |top| {
                    let top = &self.chunks.clauses[top as usize];
                    (top.parent, top.opener)
                });
                let left = self.open.pop();
                let clause = self.begin(ClauseKind::Main, parent, at, Subject::Own, opener);
                if let Some(fronted) = fronted {
                    self.subjects[(fronted - self.first) as usize] = Subject::Of(clause);
                }
                self.clause(clause).subject = subject;
                if let Some(subject) = subject {
                    self.clause(clause).tokens.start =
                        self.chunks.groups[subject as usize].tokens.start;
                    // hujan lebat di hulu mengguyur …: what is tied to the subject goes with it.
                    for group in subject..at {
                        self.put(group, clause);
                    }
                    if let Some(left) = left {
                        let own = std::mem::take(&mut self.clause(left).obliques);
                        let (tied, stay) = own.iter().partition(|&&o| o > subject);
                        self.clause(left).obliques = stay;
                        self.clause(clause).obliques = tied;
                    }
                }
                self.predicate(at, clause);
            }
            Some((_, GroupKind::Mark(UnitKind::Comma) | GroupKind::Conjunction(Joins::Alike))) => {
                let clause = self.listed(at, clause);
                // Ia menyebut, *tidak perlu melintas* ke sana: who says so is not who does it.
                let verb = self.chunks.clauses[clause as usize].predicate;
                let comma = self.follows(|k| k == GroupKind::Mark(UnitKind::Comma));
                let said = comma && verb.is_some_and(|v| self.is_said(at, v));
                let subject = if said { Subject::Own } else { Subject::Of(clause) };
                let clause = self.begin(ClauseKind::Joined, Some(clause), at, subject, None);
                self.predicate(at, clause);
            }
            _ => {
                let controller = self.controller(at, clause, previous);
                let own = controller.is_some()
                    || self.says_there_is(at, clause)
                    || self.says_what_is_needed(at, clause);
                let subject = if own { Subject::Own } else { Subject::Of(clause) };
                let inner = self.begin(ClauseKind::Complement, Some(clause), at, subject, None);
                self.clause(inner).subject = controller;
                self.clause(inner).carried = controller.is_some() || !own;
                self.predicate(at, inner);
            }
        }
    }

    /// dengan tujuan meningkatkan mutu, *mengurangi biaya*, dan …: the clause that a bare active verb behind a comma
    /// is joined to, one of purpose if that was read last.
    fn listed(&self, at: u32, clause: u32) -> u32 {
        let verb = &self.chunks.groups[at as usize];
        let active = |g: u32| self.chunks.groups[g as usize].voice.intersects(Voice::ACTIVE);
        let mut last = self.chunks.clauses.len() as u32 - 1;
        if verb.units.len() > 1 || !active(at) || last <= clause {
            return clause;
        }
        // Ia mengatakan pajak akan menekan harga, *mendorong investasi*, dan …: nor does who says so do what is said.
        if self.reports_content(clause) && !self.lists.reports(self.cx, verb.head) {
            let up = |&c: &u32| self.chunks.clauses[c as usize].parent.filter(|&p| p > clause);
            let said = std::iter::successors(Some(last), up).take(DEEPEST).last().unwrap_or(last);
            let own = &self.chunks.clauses[said as usize];
            let own = own.kind == ClauseKind::Complement
                && own.parent == Some(clause)
                && own.subject.is_some()
                && !own.carried
                && own.predicate.is_some_and(active);
            if own {
                return said;
            }
        }
        while self.chunks.clauses[last as usize].kind == ClauseKind::Joined {
            match self.chunks.clauses[last as usize].parent {
                Some(parent) if parent > clause => last = parent,
                _ => return clause,
            }
        }
        let own = &self.chunks.clauses[last as usize];
        let purpose =
            own.opener.is_some_and(|row| self.cx.tables.lists.get(row, "relation") == "purpose");
        let listed = purpose && own.parent == Some(clause) && own.predicate.is_some_and(active);
        if listed { last } else { clause }
    }

    /// Polisi yang ditangkap *akan diadili*: behind a relative clause whose noun waits for its verb, an auxiliary
    /// begins that verb, unless the relative clause reports (yang diduga *telah lari*).
    fn resumes(&self, at: u32, clause: u32) -> bool {
        let own = &self.chunks.clauses[clause as usize];
        let units = self.chunks.groups[at as usize].units.clone();
        let auxiliary = self.chunks.units[units.start as usize].kind == UnitKind::Auxiliary;
        let verb = own.predicate.map(|p| &self.chunks.groups[p as usize]);
        auxiliary
            && own.kind == ClauseKind::Relative
            && verb.is_some_and(|v| {
                // benda yang tak ternilai *telah dicuri*: what is so by itself governs nothing.
                let governs = self.lists.governs(self.cx, v.head);
                v.voice == Voice::TER
                    || v.voice == Voice::BER && !governs
                    || self.is_intransitive(v.head)
                    || v.voice.intersects(Voice::PASSIVE | Voice::TER) && !governs
            })
    }

    /// sisa tanah yang belum *laku* akan dilelang: whether the verb is a bare word that takes no object.
    fn is_intransitive(&self, head: u32) -> bool {
        let at = self.chunks.units.partition_point(|u| u.tokens.end <= head);
        self.chunks.units[at].is_intransitive(&self.cx.tables.lists)
    }

    /// memeriksa pelaku yang ditangkap dan *menyita* senjata: an active verb joins the active one outside of a
    /// relative clause that is passive. Closes that clause; whether it did.
    fn close_unlike(&mut self, at: u32) -> bool {
        let voice = |group: u32| self.chunks.groups[group as usize].voice;
        let active = |v: Voice| v.intersects(Voice::ACTIVE);
        let predicate = |c: u32| self.chunks.clauses[c as usize].predicate;
        let relative = |&c: &u32| self.chunks.clauses[c as usize].kind == ClauseKind::Relative;
        let Some(place) = self.open.iter().rposition(relative).filter(|&p| p > 0) else {
            return false;
        };
        let passive = |c: &u32| predicate(*c).is_some_and(|p| voice(p) == Voice::PASSIVE);
        let inside = self.open[place..].iter().all(passive);
        let outside = predicate(self.open[place - 1]).is_some_and(|p| active(voice(p)));
        let unlike = active(voice(at)) && inside && outside;
        if unlike {
            self.open.truncate(place);
        }
        unlike
    }

    /// Ia berharap hal itu tidak terulang dan *meminta* warga waspada: what somebody does is joined to what they do, and not to
    /// what comes about by itself within. Closes that clause; whether it did.
    fn close_hoped(&mut self, at: u32) -> bool {
        let [.., outer, inner] = self.open[..] else { return false };
        let voice = |group: Option<u32>| group.map(|g| self.chunks.groups[g as usize].voice);
        let (outer, inner) =
            (&self.chunks.clauses[outer as usize], &self.chunks.clauses[inner as usize]);
        let by_itself = voice(inner.predicate).is_some_and(|v| {
            v.intersects(Voice::PASSIVE | Voice::TER) && !v.intersects(Voice::ACTIVE)
        });
        // Ia mengatakan hal itu akan menambah utang dan *berjanji* …: what a thing does is not joined to what is said.
        let said = self.lists.reports(self.cx, self.head(at));
        let does = voice(Some(at)).is_some_and(|v| v.intersects(Voice::ACTIVE | Voice::BER));
        let hoped = inner.kind == ClauseKind::Complement
            && (by_itself || said)
            && inner.subject.is_some_and(|s| !self.animate(s))
            && inner.subject != outer.subject
            && outer.subject.is_some_and(|s| self.animate(s))
            && does;
        if hoped {
            self.open.pop();
        }
        hoped
    }

    /// Closes a relative clause that describes no noun, if the verb has an auxiliary of its own; whether it did.
    fn close_free_relative(&mut self, at: u32) -> bool {
        let units = self.chunks.groups[at as usize].units.clone();
        let auxiliary = self.chunks.units[units.start as usize].kind == UnitKind::Auxiliary;
        let free = self.open.iter().rposition(|&c| {
            let own = &self.chunks.clauses[c as usize];
            own.kind == ClauseKind::Relative && own.subject.is_none()
        });
        let outer = free.filter(|&place| auxiliary && place > 0);
        let Some(place) = outer.filter(|&p| !self.has_predicate(self.open[p - 1])) else {
            return false;
        };
        self.open.truncate(place);
        true
    }

    /// *Lahir* di Depok, Budi tumbuh …: a clause that begins with its verb waits for the next one's subject.
    fn is_fronted(&self, clause: u32) -> bool {
        let own = &self.chunks.clauses[clause as usize];
        let group = own.predicate.map(|p| &self.chunks.groups[p as usize]);
        let verb = group.map(|g| g.tokens.start);
        // Tidak *dibawa* ke rumah sakit, bidan datang: what is denied is told for itself.
        let denied = group.is_some_and(|g| {
            let row = self.chunks.units[g.units.start as usize].row;
            row.is_some_and(|row| self.cx.tables.lists.get(row, "kind") == "negation")
        });
        own.subject.is_none()
            && !denied
            && verb == Some(own.tokens.start)
            && self.subjects[(clause - self.first) as usize] == Subject::Own
    }

    /// Whether a noun group is the last of those joined to the loose one, or is tied to it by a preposition.
    pub(super) fn is_loose(&self, group: u32) -> bool {
        self.loose.is_some_and(|first| {
            self.chunks.conjuncts(first).last() == Some(group)
                || (group > first && self.chunks.groups[group as usize].lead.is_some())
        })
    }

    pub(super) fn head(&self, group: u32) -> u32 {
        self.chunks.groups[group as usize].head
    }

    /// kesempatan bagi *warga* membayar pajak, soal *partai* memintanya: who stands behind such a preposition and right
    /// before an active verb does what it tells.
    fn doer_behind(&self, at: u32, clause: u32, previous: Option<(u32, GroupKind)>) -> Option<u32> {
        let (before, _) = previous.filter(|(_, kind)| *kind == GroupKind::Noun)?;
        let first = *self.chunks.clauses[clause as usize].obliques.last()?;
        let group = &self.chunks.groups[first as usize];
        let row = group.lead.as_ref()?.preposition?;
        let kind = self.cx.tables.lists.get(row, "kind");
        let last = self.chunks.conjuncts(first).last() == Some(before);
        // Forum itu digelar oleh *kementerian* bekerja sama dengan Budi
        let does =
            matches!(kind, "receiver" | "topic") || kind == "agent" && self.is_reciprocal(at);
        (last && group.animate && does).then_some(first)
    }

    /// The object of the clause that does what comes next: meminta *polisi* menangkap.
    fn controller(&self, at: u32, clause: u32, previous: Option<(u32, GroupKind)>) -> Option<u32> {
        if let Some(doer) = self.doer_behind(at, clause, previous) {
            return Some(doer);
        }
        let own = &self.chunks.clauses[clause as usize];
        let (predicate, object) = (own.predicate?, *own.objects.last()?);
        let verb = &self.chunks.groups[predicate as usize];
        let active = !verb.voice.intersects(Voice::PASSIVE | Voice::TER);
        let adjacent = previous.is_some_and(|(before, kind)| {
            kind == GroupKind::Noun && self.chunks.conjuncts(object).last() == Some(before)
        });
        let controls = self.lists.controls_by_object(self.cx, verb.head);
        // bertukar janji mengirim bantuan: what is meant does nothing itself.
        let group = &self.chunks.groups[object as usize];
        let meant = self.lists.is_intention(self.cx, group.head) && group.units.len() == 1;
        // Untuk pertama kali diizinkan *negara asing* memiliki lahan: so does the one behind a passive without a subject.
        let own_subject = self.subjects[(clause - self.first) as usize] == Subject::Own;
        let inverted = own.subject.is_none()
            && own_subject
            && adjacent
            && controls
            && own.objects.len() == 1
            && self.animate(object);
        (!meant && (active && (adjacent || controls) || inverted)).then_some(object)
    }

    pub(super) fn predicate(&mut self, at: u32, clause: u32) {
        let voice = self.chunks.groups[at as usize].voice;
        self.put(at, clause);
        let own = self.clause(clause);
        own.predicate = Some(at);
        own.tokens.end = own.tokens.end.max(own.tokens.start);
        // yang mereka sandera: with an affix of its own the verb has its own subject:
        // yang rumahnya dibakar.
        if own.agent.is_some() && !voice.intersects(Voice::BASE) {
            own.subject = own.agent.take();
            own.carried = false;
        }
    }
}
