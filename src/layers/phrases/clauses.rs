//! Groups put together into clauses: predicates with their subjects, objects and obliques.

mod bounds;
mod verbs;

use super::chunks::{Chunks, Clause, ClauseKind, GroupKind};
use super::lists::WordLists;
use super::units::UnitKind;
use crate::layers::Context;
use crate::morphology::Voice;
use crate::record::{EntityType, QuantityType};
use crate::rules::RowId;
use std::ops::Range;

/// Clauses that may be open one inside the other. No sentence of real news comes near it; a hostile
/// one starts anew, so that nothing is looked for through a nest without end.
const DEEPEST: usize = 64;

/// Groups from a bracket to the one that closes it, at most, where it says what a name is short for.
const BRACKETS: u32 = 6;

/// Reads the clauses of one sentence from its groups, appended to `chunks.clauses`.
pub(super) fn read(
    cx: &Context<'_, '_>,
    lists: &WordLists,
    chunks: &mut Chunks,
    groups: Range<u32>,
    quoted: bool,
) -> bool {
    let first = chunks.clauses.len();
    let mut reader = Reader {
        cx,
        lists,
        chunks,
        open: Vec::new(),
        subjects: Vec::new(),
        first: first as u32,
        previous: None,
        loose: None,
        quoted,
        marks: Vec::new(),
    };
    let mut at = groups.start;
    while at < groups.end {
        at = reader.take(at, groups.end);
    }
    let quoted = reader.quoted;
    reader.resolve();
    quoted
}

/// Where a clause takes its subject from.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Subject {
    /// Its own, or none.
    Own,
    /// The subject of that clause.
    Of(u32),
}

struct Reader<'c, 'd, 't> {
    cx: &'c Context<'d, 't>,
    lists: &'c WordLists,
    chunks: &'c mut Chunks,
    /// The clauses that are open, the innermost last.
    open: Vec<u32>,
    /// Where each clause of the sentence takes its subject from.
    subjects: Vec<Subject>,
    first: u32,
    /// The group taken last, commas included.
    previous: Option<u32>,
    /// A noun group behind a comma, which may be the subject of what follows.
    loose: Option<u32>,
    quoted: bool,
    /// Open clauses outside of each bracket or quotation.
    marks: Vec<(UnitKind, Vec<u32>)>,
}

impl Reader<'_, '_, '_> {
    fn top(&self) -> Option<u32> {
        self.open.last().copied()
    }

    fn clause(&mut self, clause: u32) -> &mut Clause {
        &mut self.chunks.clauses[clause as usize]
    }

    fn kind(&self, group: u32) -> GroupKind {
        self.chunks.groups[group as usize].kind
    }

    fn has_predicate(&self, clause: u32) -> bool {
        self.chunks.clauses[clause as usize].predicate.is_some()
    }

    /// Opens a clause at `group`.
    fn begin(
        &mut self,
        kind: ClauseKind,
        parent: Option<u32>,
        group: u32,
        subject: Subject,
        opener: Option<RowId>,
    ) -> u32 {
        let deep = self.open.len() >= DEEPEST;
        if deep {
            self.open.clear();
        }
        let parent = parent.filter(|_| !deep);
        let place = &self.chunks.groups[group as usize];
        let start = place.lead.as_ref().map_or(place.tokens.start, |l| l.tokens.start);
        let tokens = start..place.tokens.end;
        self.chunks.clauses.push(Clause {
            kind,
            parent,
            tokens,
            predicate: None,
            subject: None,
            carried: false,
            agent: None,
            objects: Vec::new(),
            obliques: Vec::new(),
            times: Vec::new(),
            opener,
            quoted: self.quoted,
        });
        self.subjects.push(subject);
        let clause = self.chunks.clauses.len() as u32 - 1;
        self.open.push(clause);
        clause
    }

    /// The innermost open clause; a new main clause if none is open.
    fn current(&mut self, group: u32) -> u32 {
        match self.top() {
            Some(clause) => clause,
            None => self.begin(ClauseKind::Main, None, group, Subject::Own, None),
        }
    }

    fn put(&mut self, group: u32, clause: u32) {
        self.chunks.groups[group as usize].clause = Some(clause);
        let end = self.chunks.groups[group as usize].tokens.end;
        let own = self.clause(clause);
        own.tokens.end = own.tokens.end.max(end);
    }

    /// Takes the group at `at`; the place of the next to take.
    fn take(&mut self, at: u32, end: u32) -> u32 {
        let mut next = at + 1;
        match self.kind(at) {
            GroupKind::Noun => {
                self.noun(at, end);
                next = self.joined(at);
            }
            GroupKind::Verb => self.verb(at),
            GroupKind::Time => {
                let clause = self.current(at);
                self.put(at, clause);
                let units = self.chunks.groups[at as usize].units.clone();
                if let Some(unit) = self.chunks.units.get(units.end as usize - 1)
                    && let UnitKind::Time(time) = unit.kind
                {
                    self.clause(clause).times.push(time);
                }
            }
            GroupKind::Conjunction(joins) => self.conjunction(at, joins, end),
            GroupKind::Mark(kind) => self.mark(at, kind),
            GroupKind::Aside | GroupKind::Other => {
                let clause = self.current(at);
                self.put(at, clause);
            }
        }
        // A time between two groups does not part them.
        if !matches!(self.kind(at), GroupKind::Time | GroupKind::Other) {
            self.previous = Some(next - 1);
        }
        next
    }

    /// Puts the groups that are joined to `at`, or stand beside it, into its clause; the place behind them.
    fn joined(&mut self, at: u32) -> u32 {
        let clause = self.chunks.groups[at as usize].clause;
        let mut last = at;
        loop {
            let group = &self.chunks.groups[last as usize];
            match group.conjunct.or(group.apposition) {
                Some(next) => {
                    for between in last + 1..=next {
                        if let Some(clause) = clause {
                            self.put(between, clause);
                        }
                    }
                    last = next;
                }
                None => break,
            }
        }
        // The comma behind an apposition ends nothing where the verb of its noun follows.
        let comma = GroupKind::Mark(UnitKind::Comma);
        let closes = last > at
            && self.chunks.groups.get(last as usize + 2).is_some_and(|g| g.kind == GroupKind::Verb)
            && self.kind(last + 1) == comma
            && (at..last).any(|g| self.chunks.groups[g as usize].apposition == Some(last));
        if closes && let Some(clause) = clause {
            self.put(last + 1, clause);
        }
        last + 1 + u32::from(closes)
    }

    fn follows(&self, kind: impl Fn(GroupKind) -> bool) -> bool {
        self.previous.is_some_and(|p| kind(self.kind(p)))
    }

    fn noun(&mut self, at: u32, end: u32) {
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
        let before_verb = verb < end && self.kind(verb) == GroupKind::Verb;
        let lead = self.chunks.groups[at as usize].lead.clone();
        if let Some(lead) = lead {
            // setelah polisi datang: what could be a preposition opens a clause.
            if let (Some(row), true) = (lead.conjunction, before_verb)
                && !self.copula(verb)
                && !(lead.preposition.is_some() && self.subject_waits())
                && !(self.leads_noun(row) && self.has_aspect(verb))
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
            if subject || object {
                match subject {
                    true => self.clause(clause).subject = Some(at),
                    false => self.clause(clause).objects.push(at),
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
                if relative && self.is_adjective(at) {
                    // tata kelola yang buruk turut merusak: the relative clause has its predicate.
                    self.clause(clause).predicate = Some(at);
                } else if relative || (pronoun && before_verb && !after_comma) {
                    self.clause(clause).agent = Some(at);
                } else if before_verb && (verb == after || after_comma) {
                    if !self.continues(at) {
                        self.clause(clause).subject = Some(at);
                    }
                } else if after_comma && !pronoun && !self.continues(at) {
                    // Pantauan di lokasi, massa dari kampus itu tiba.
                    self.loose = Some(at);
                }
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
                if inverted && !(voice.intersects(Voice::PASSIVE) && self.animate(at)) {
                    self.clause(clause).subject = Some(at);
                } else if own.objects.len() < 2
                    && self.near_verb(at, predicate)
                    && !self.is_manner(at, end)
                {
                    self.clause(clause).objects.push(at);
                }
            }
        }
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

    /// Pertemuan X *dengan Y* berlangsung: the noun right before still waits for its verb.
    fn subject_waits(&self) -> bool {
        let own = self.top().map(|c| &self.chunks.clauses[c as usize]);
        own.is_some_and(|c| c.predicate.is_none() && c.subject.is_some())
            && self.follows(|k| k == GroupKind::Noun)
    }

    /// Whether only objects stand between the predicate and the group, or obliques right behind it.
    fn near_verb(&self, at: u32, predicate: u32) -> bool {
        at.saturating_sub(predicate) <= 8
            && (predicate + 1..at).all(|g| {
                matches!(self.kind(g), GroupKind::Noun | GroupKind::Other | GroupKind::Time)
            })
    }

    fn animate(&self, group: u32) -> bool {
        self.chunks.groups[group as usize].animate
    }

    fn is_adjective(&self, group: u32) -> bool {
        let units = self.chunks.groups[group as usize].units.clone();
        self.chunks.units[units.start as usize].kind == UnitKind::Adjective
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
                matches!(starts(at), Some(Organization | Gpe))
                    && !person
                    && subject.is_some_and(|s| self.animate(s))
                    && previous + 1 == at
            }
            GroupKind::Mark(UnitKind::Comma) => {
                let before = previous.checked_sub(1);
                place(at) && before.is_some_and(|b| self.kind(b) == GroupKind::Noun && place(b))
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

    fn is_pronoun(&self, group: u32) -> bool {
        let units = self.chunks.groups[group as usize].units.clone();
        self.chunks.units[units.start as usize].kind == UnitKind::Pronoun
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

    /// Whether the verb group is a copula.
    fn copula(&self, group: u32) -> bool {
        let group = &self.chunks.groups[group as usize];
        let units = &self.chunks.units[group.units.start as usize..group.units.end as usize];
        units.iter().any(|u| u.kind == UnitKind::Copula)
    }

    /// Gives clauses without a subject of their own the subject that they take over, and has every
    /// clause reach as far as those inside it.
    fn resolve(self) {
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
                let subject = self.doer_of(place as u32, other);
                let subject = subject.or_else(|| self.undergoer_of(place as u32, other));
                let subject = subject.or(self.chunks.clauses[other as usize].subject);
                self.chunks.clauses[place].subject = subject;
                self.chunks.clauses[place].carried = true;
            }
        }
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
        if !verb.intersects(Voice::PASSIVE) || !thing || own.kind == ClauseKind::Joined {
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
