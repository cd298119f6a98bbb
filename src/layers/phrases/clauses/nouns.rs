//! Noun groups in their clause: subject, object, agent, or tied by a preposition.

use super::{BRACKETS, Reader, Subject};
use crate::layers::phrases::chunks::{ClauseKind, GroupKind};
use crate::layers::phrases::lists::Joins;
use crate::layers::phrases::units::UnitKind;
use crate::morphology::{Suffix, Voice};
use crate::record::{EntityType, QuantityType};
use crate::rules::RowId;

impl Reader<'_, '_, '_> {
    pub(super) fn noun(&mut self, at: u32, end: u32) {
        let (mut behind, mut beside) = (at, false);
        loop {
            let group = &self.chunks.groups[behind as usize];
            let Some(next) = group.conjunct.or(group.apposition) else { break };
            beside = group.conjunct.is_none();
            behind = next;
        }
        // Presiden Turkmenistan, Serdar Berdimuhamedow, tertawa: the comma closes the apposition.
        let comma = GroupKind::Mark(UnitKind::Comma);
        let closing = beside && behind + 1 < end && self.kind(behind + 1) == comma;
        let mut after = behind + 1 + u32::from(closing);
        // saat Kejaksaan Agung (Kejagung) menyerahkan uang: what stands in brackets parts nothing.
        let led = self.chunks.groups[at as usize].lead.is_some();
        if led && after < end && self.kind(after) == GroupKind::Mark(UnitKind::Open) {
            let close = GroupKind::Mark(UnitKind::Close);
            let closes = (after + 1..end.min(after + BRACKETS)).find(|&g| self.kind(g) == close);
            after = closes.map_or(after, |c| c + 1);
        }
        // setelah kudeta 30 Juni menggulingkan pemerintah: a time does not part the noun from its verb.
        let mut verb = after;
        while verb < end && self.kind(verb) == GroupKind::Time {
            verb += 1;
        }
        // dengan perputaran uang di desa mencapai …: nor does the place where it is.
        let opens = |g: u32| self.chunks.groups[g as usize].lead.as_ref();
        let place = |row: RowId| self.cx.tables.lists.get(row, "kind") == "place";
        let with = |row: RowId| self.cx.tables.lists.get(row, "kind") == "with";
        let conjunction =
            opens(at).is_some_and(|l| l.conjunction.is_some() && l.preposition.is_some_and(with));
        if conjunction
            && verb + 1 < end
            && self.kind(verb) == GroupKind::Noun
            && opens(verb).and_then(|l| l.preposition).is_some_and(place)
            && self.kind(verb + 1) == GroupKind::Verb
        {
            verb += 1;
        }
        let before_verb = verb < end && self.kind(verb) == GroupKind::Verb;
        let lead = self.chunks.groups[at as usize].lead.clone();
        if let Some(lead) = lead {
            // setelah polisi datang: what could be a preposition opens a clause.
            if let (Some(row), true) = (lead.conjunction, before_verb)
                && !(lead.preposition.is_some() && (self.copula(verb) || self.subject_waits()))
                && !self.is_partner(at)
                && !(self.leads_noun(row) && (self.has_aspect(verb) || self.is_for_it(at, verb)))
            {
                self.dependent(at, row);
                let clause = self.current(at);
                self.clause(clause).subject = Some(at);
                self.put(at, clause);
                return;
            }
            // agar *perusahaan itu*, yang …, dipanggil: what is no preposition opens a clause even so.
            if let (Some(row), None) = (lead.conjunction, lead.preposition)
                && !self.leads_noun(row)
                && matches!(self.cx.tables.lists.get(row, "relation"), "purpose" | "content")
                && self.is_described(behind, end)
            {
                self.dependent(at, row);
                let clause = self.current(at);
                self.clause(clause).subject = Some(at);
                self.put(at, clause);
                return;
            }
            let clause = self.current(at);
            self.put(at, clause);
            // Sebanyak 500 orang mengungsi, sekitar 4.500 buruh mogok: an amount in the subject's
            // place is the subject.
            let own = &self.chunks.clauses[clause as usize];
            let free = own.predicate.is_none() && own.subject.is_none();
            let lists = &self.cx.tables.lists;
            let amount = |row: RowId| lists.get(row, "kind") == "amount";
            let rough = self.is_rough_count(at);
            let counted = lead.preposition.is_some_and(amount);
            let subject =
                free && (before_verb && (counted || rough) || counted && self.animate(at));
            // menangkap sekitar 40 orang
            let adjacent = own.predicate.is_some() && self.previous == own.predicate;
            let object = adjacent && (rough || self.is_count_of_things(at));
            // Dilansir AFP, sebanyak tujuh ribu orang mengikuti demo: it waits for its own verb.
            let comma = self.follows(|k| k == GroupKind::Mark(UnitKind::Comma));
            let waits = own.predicate.is_some() && comma && before_verb && (counted || rough);
            let loose = waits && self.animate(at) && !self.continues(at);
            if subject || object || loose {
                match (loose, subject) {
                    (true, _) => self.loose = Some(at),
                    (_, true) => self.clause(clause).subject = Some(at),
                    _ => self.clause(clause).objects.push(at),
                }
                let group = &mut self.chunks.groups[at as usize];
                group.tokens.start = lead.tokens.start;
                group.lead = None;
            } else {
                self.clause(clause).obliques.push(at);
            }
            return;
        }
        let after_comma = self.follows(|k| k == GroupKind::Mark(UnitKind::Comma));
        let clause = self.current(at);
        self.put(at, clause);
        let own = &self.chunks.clauses[clause as usize];
        match (own.predicate, own.subject) {
            // harus kami bahas: a pronoun between auxiliary and verb is the agent of a bare passive.
            (None, _) if before_verb && self.is_inner_agent(at) => {
                self.clause(clause).agent = Some(at);
            }
            (None, None) => self.clause(clause).subject = Some(at),
            (None, Some(_)) => {
                // Hasilnya, polisi menangkap …: the group before the verb is its subject.
                let relative = own.kind == ClauseKind::Relative;
                let pronoun = self.is_pronoun(at);
                if relative && self.is_also(at, clause) {
                    // Budi yang juga *pengurus partai itu* turut mengundang: the noun is all that is said.
                    self.open.pop();
                } else if relative && self.is_adjective(at) {
                    // tata kelola yang buruk turut merusak: the relative clause has its predicate.
                    self.clause(clause).predicate = Some(at);
                } else if relative || (pronoun && before_verb && !after_comma) {
                    self.clause(clause).agent = Some(at);
                } else if before_verb && (verb == after || after_comma) {
                    if !self.continues(at)
                        && !self.is_joined_behind(at, clause)
                        && !self.names_the_last(at, clause)
                        && !self.is_told_in_manner(at)
                    {
                        self.clause(clause).subject = Some(at);
                    }
                } else if self.names_subject(at, clause) {
                    // Presiden Indonesia (RI) *Budi Santoso* dan Perdana Menteri (PM) Andi Wijaya
                    self.clause(clause).subject = Some(at);
                } else if self.is_before_brackets(at, end) && self.is_joined_behind(at, clause) {
                    // Badan Gizi (BG) dan *Badan Pangan* (BP) sepakat: it is one of the subjects.
                } else if after_comma && !pronoun && !self.continues(at) {
                    // Pantauan di lokasi, massa dari kampus itu tiba.
                    self.loose = Some(at);
                }
            }
            // Ia menjelaskan, *pemkab* saat ini intens berkomunikasi …: what is said begins behind the comma.
            (Some(verb), _) if after_comma && self.is_said(at, verb) => {
                self.unwind();
                self.open.pop();
                let said = self.begin(ClauseKind::Main, Some(clause), at, Subject::Own, None);
                self.clause(said).subject = Some(at);
                self.put(at, said);
            }
            // Ia mengingatkan jangan sampai *warga* lengah: so it does behind words that say how it is told.
            (Some(verb), _) if self.is_warned(at, end, verb) => {
                let said = self.begin(ClauseKind::Complement, Some(clause), at, Subject::Own, None);
                self.clause(said).subject = Some(at);
                self.put(at, said);
                let start = self.chunks.groups[at as usize - 1].tokens.start;
                self.clause(said).tokens.start = start;
            }
            (Some(_), _) if after_comma => {
                if !self.continues(at) {
                    self.loose = Some(at);
                }
            }
            (Some(predicate), subject) => {
                let voice = self.chunks.groups[predicate as usize].voice;
                // Meskipun telah diberlakukan *aturan itu*, pemprov …: what the verb comes before is its subject,
                // if no other is known yet.
                let free = match self.subjects[(clause - self.first) as usize] {
                    Subject::Own => true,
                    Subject::Of(main) => {
                        let main = &self.chunks.clauses[main as usize];
                        voice == Voice::PASSIVE
                            && main.subject.is_none()
                            && main.predicate.is_none()
                    }
                };
                let inverted = free
                    && subject.is_none()
                    && own.objects.is_empty()
                    && !voice.intersects(Voice::ACTIVE)
                    && !self.copula(predicate);
                let passive = voice.intersects(Voice::PASSIVE);
                if inverted && !(passive && self.animate(at) || self.takes_object(predicate)) {
                    self.clause(clause).subject = Some(at);
                } else if own.objects.len() < 2
                    && self.near_verb(at, predicate)
                    && !self.is_of_period(at)
                    && !self.is_manner(at, end)
                {
                    self.clause(clause).objects.push(at);
                }
            }
        }
    }

    /// *Janjikan* kemudahan, pengembang …: whether a bare verb has a suffix that gives it an object.
    fn takes_object(&self, verb: u32) -> bool {
        let group = &self.chunks.groups[verb as usize];
        group.voice == Voice::BASE
            && self.cx.matcher().forms(group.head).any(|f| f.suffix == Suffix::Kan)
    }

    fn is_before_brackets(&self, at: u32, end: u32) -> bool {
        at + 1 < end && self.kind(at + 1) == GroupKind::Mark(UnitKind::Open)
    }

    /// Whether only *yang* and one adverb of its own stand before a noun for somebody in a relative clause.
    fn is_also(&self, at: u32, clause: u32) -> bool {
        let start = self.chunks.clauses[clause as usize].tokens.start;
        let adverb = at.checked_sub(1).map(|b| &self.chunks.groups[b as usize]);
        self.animate(at)
            && !self.is_pronoun(at)
            && self.open.len() > 1
            && adverb.is_some_and(|g| {
                let units = g.units.clone();
                g.kind == GroupKind::Other
                    && g.tokens.start == start + 1
                    && units.len() == 1
                    && self.chunks.units[units.start as usize].kind == UnitKind::Auxiliary
            })
    }

    /// Whether a relative clause follows the group, behind a comma or not.
    fn is_described(&self, at: u32, end: u32) -> bool {
        let comma = GroupKind::Mark(UnitKind::Comma);
        let next = at + 1 + u32::from(at + 1 < end && self.kind(at + 1) == comma);
        next < end && self.kind(next) == GroupKind::Conjunction(Joins::Relative)
    }

    /// Whether only words that open what is said part the group from an active verb that reports, and it has a verb of its own.
    fn is_warned(&self, at: u32, end: u32, verb: u32) -> bool {
        let group = &self.chunks.groups[verb as usize];
        let Some(between) = at.checked_sub(1).filter(|&b| b == verb + 1) else { return false };
        let opens = &self.chunks.groups[between as usize];
        let row = self.chunks.units[opens.units.start as usize].row;
        let last = self.chunks.conjuncts(at).last().unwrap_or(at);
        row.is_some_and(|row| self.cx.tables.lists.get(row, "where") == "opening")
            && last + 1 < end
            && self.kind(last + 1) == GroupKind::Verb
            && group.voice.intersects(Voice::ACTIVE)
            && self.lists.reports(self.cx, group.head)
    }

    /// Whether only a comma parts the group from an active verb that reports.
    pub(super) fn is_said(&self, at: u32, verb: u32) -> bool {
        let group = &self.chunks.groups[verb as usize];
        verb + 2 == at
            && group.voice.intersects(Voice::ACTIVE)
            && self.lists.reports(self.cx, group.head)
    }

    /// Whether the group is a pronoun with an auxiliary before it and a bare verb behind it.
    fn is_inner_agent(&self, at: u32) -> bool {
        let units = &self.chunks.units;
        let before = at.checked_sub(1).map(|b| &self.chunks.groups[b as usize]);
        let auxiliary =
            before.is_some_and(|g| units[g.units.start as usize].kind == UnitKind::Auxiliary);
        let voice = self.chunks.groups[at as usize + 1].voice;
        auxiliary && self.is_pronoun(at) && voice.intersects(Voice::BASE)
    }

    /// *Sekitar 4.500 buruh* berunjuk rasa: the preposition makes the number a rough one, and no oblique.
    fn is_rough_count(&self, at: u32) -> bool {
        let group = &self.chunks.groups[at as usize];
        let lead = group.lead.as_ref();
        let lists = &self.cx.tables.lists;
        let amount = |row: RowId| lists.get(row, "kind") == "amount";
        // menculik hingga 16 orang
        let up_to = |row: RowId| lists.get(row, "end") == "yes";
        let units = &self.chunks.units[group.units.start as usize..group.units.end as usize];
        group.animate
            && lead.is_some_and(|l| {
                l.preposition.is_some_and(amount) || l.conjunction.is_some_and(up_to)
            })
            && matches!(
                units[0].kind,
                UnitKind::Quantity(_, QuantityType::Count) | UnitKind::Number
            )
    }

    /// menyuplai *sekitar 140 ton daging*
    fn is_count_of_things(&self, at: u32) -> bool {
        let group = &self.chunks.groups[at as usize];
        let row = group.lead.as_ref().and_then(|l| l.preposition);
        let units = &self.chunks.units[group.units.start as usize..group.units.end as usize];
        row.is_some_and(|row| self.cx.tables.lists.get(row, "kind") == "amount")
            && units.len() > 1
            && matches!(
                units[0].kind,
                UnitKind::Quantity(_, QuantityType::Count | QuantityType::Measure)
            )
    }

    /// Dinas itu bekerja sama *dengan Budi* meluncurkan program: who stands right behind a verb of the clause takes part
    /// in what both do.
    fn is_partner(&self, at: u32) -> bool {
        let row = self.chunks.groups[at as usize].lead.as_ref().and_then(|l| l.preposition);
        let with = row.is_some_and(|row| self.cx.tables.lists.get(row, "kind") == "with");
        let own = self.top().map(|c| &self.chunks.clauses[c as usize]);
        // bekerja *sama* dengan Budi: a word behind the verb says how.
        let before = self.previous.map(|p| match self.kind(p) {
            GroupKind::Noun if p > 0 && self.is_adjective(p) => p - 1,
            _ => p,
        });
        let adjacent = own.is_some_and(|c| c.predicate.is_some() && c.predicate == before);
        let reciprocal =
            adjacent && own.and_then(|c| c.predicate).is_some_and(|p| self.is_reciprocal(p));
        with && reciprocal && self.animate(at)
    }

    /// Whether a verb has the prefix of what several do: berkolaborasi, bekerja sama.
    pub(super) fn is_reciprocal(&self, verb: u32) -> bool {
        let group = &self.chunks.groups[verb as usize];
        let ber = |token| self.cx.matcher().forms(token).any(|f| f.voice.intersects(Voice::BER));
        group.voice.intersects(Voice::BER) || group.voice == Voice::BASE && ber(group.head)
    }

    /// Pertemuan X *dengan Y* berlangsung: the noun right before still waits for its verb.
    fn subject_waits(&self) -> bool {
        let own = self.top().map(|c| &self.chunks.clauses[c as usize]);
        own.is_some_and(|c| c.predicate.is_none() && c.subject.is_some())
            && self.follows(|k| k == GroupKind::Noun)
    }

    /// Dana untuk *korban banjir* disalurkan pemerintah: whether a noun right behind one that waits for its verb says what that
    /// is for, as nobody in it can do what an active verb tells.
    fn is_for_it(&self, at: u32, verb: u32) -> bool {
        let does = !self.chunks.groups[verb as usize].voice.intersects(Voice::PASSIVE);
        self.subject_waits() && !(self.animate(at) && does)
    }

    /// Laba secara bulanan *Bank Melati* naik: whether only how something is told parts the group from one without a verb yet.
    fn is_told_in_manner(&self, at: u32) -> bool {
        let manner = |row| self.cx.tables.lists.get(row, "kind") == "manner";
        let before = at.checked_sub(1).map(|b| &self.chunks.groups[b as usize]);
        let lead = before.and_then(|g| g.lead.as_ref()).and_then(|l| l.preposition);
        lead.is_some_and(manner)
    }

    /// berbicara di rapat setahun *pemerintahannya*: whether a time parts the group from one with a preposition.
    fn is_of_period(&self, at: u32) -> bool {
        let before = at.checked_sub(2).map(|b| &self.chunks.groups[b as usize]);
        before.is_some_and(|g| g.kind == GroupKind::Noun && g.lead.is_some())
            && self.kind(at - 1) == GroupKind::Time
            && self.chunks.groups[at as usize - 1].lead.is_none()
    }

    /// Whether only objects stand between the predicate and the group, or obliques right behind it.
    fn near_verb(&self, at: u32, predicate: u32) -> bool {
        at.saturating_sub(predicate) <= 8
            && (predicate + 1..at).all(|g| {
                matches!(self.kind(g), GroupKind::Noun | GroupKind::Other | GroupKind::Time)
            })
    }

    /// Mahkamah Kehormatan (MKD) *DPR RI* meminta …, sekolah di Jalan Melati, *Kecamatan Serpong ini* menampung …: a
    /// name that goes on with what stood before a bracket, or with a chain of places, is no subject of its own.
    fn continues(&self, at: u32) -> bool {
        use EntityType::{Facility, Gpe, Location, Organization};
        let starts = |g: u32| {
            let group = &self.chunks.groups[g as usize];
            match self.chunks.units[group.units.start as usize].kind {
                UnitKind::Name(_, kind) => Some(kind),
                _ => None,
            }
        };
        let Some(previous) = self.previous else { return false };
        let place = |g: u32| matches!(starts(g), Some(Gpe | Location | Facility));
        match self.kind(previous) {
            GroupKind::Mark(UnitKind::Close) => {
                let group = &self.chunks.groups[at as usize];
                let last = self.chunks.units[group.units.end as usize - 1].kind;
                let person = matches!(last, UnitKind::Name(_, EntityType::Person));
                let subject = self.top().and_then(|c| self.chunks.clauses[c as usize].subject);
                // mantan direktur (dirut) *salah satu BUMD*
                let opened = matches!(last, UnitKind::Name(_, Organization | Gpe));
                (opened || matches!(starts(at), Some(Organization | Gpe)))
                    && !person
                    && subject.is_some_and(|s| self.animate(s))
                    && previous + 1 == at
            }
            GroupKind::Mark(UnitKind::Comma) => {
                let before = previous.checked_sub(1);
                // di Lapas Kelas I, *Kabupaten Melati*
                let there = |row: RowId| self.cx.tables.lists.get(row, "kind") == "place";
                let placed = |g: u32| {
                    let lead = self.chunks.groups[g as usize].lead.as_ref();
                    lead.and_then(|l| l.preposition).is_some_and(there)
                };
                // Polres Barru, *Sulawesi Selatan* kini memeriksa …
                let seat = |b: u32| starts(b) == Some(Organization) && starts(at) == Some(Gpe);
                let named = |b: u32| place(b) || placed(b) && starts(b).is_some() || seat(b);
                place(at) && before.is_some_and(|b| self.kind(b) == GroupKind::Noun && named(b))
            }
            _ => false,
        }
    }

    /// mengusut *tuntas* kasus itu: a mere adjective between a verb and a noun.
    fn is_manner(&self, at: u32, end: u32) -> bool {
        let units = self.chunks.groups[at as usize].units.clone();
        let noun = at + 1 < end && self.kind(at + 1) == GroupKind::Noun;
        noun && units.len() == 1
            && self.is_adjective(at)
            && !self.chunks.units[units.start as usize].nya
            && self.chunks.groups[at as usize + 1].lead.is_none()
    }

    fn leads_noun(&self, row: RowId) -> bool {
        self.cx.tables.lists.get(row, "noun") == "yes"
    }

    /// Untuk Pulau Sumbawa *sudah* diusulkan: whether the verb is told to be, which no purpose is.
    fn has_aspect(&self, group: u32) -> bool {
        let group = &self.chunks.groups[group as usize];
        let first = &self.chunks.units[group.units.start as usize];
        first.row.is_some_and(|row| self.cx.tables.lists.get(row, "kind") == "aspect")
    }
}
