//! The arguments of verbs: subjects, objects and agents of active and passive ones, and what their triggers leave of a noun group.

use super::arguments::{Candidate, Grammar, first_noun};
use super::frame::Function;
use super::trigger::Trigger;
use crate::layers::phrases::{Clause, ClauseKind, Group, GroupKind, Unit, UnitKind};
use crate::morphology::Voice;
use crate::record::{EntityType, EventType};

impl Grammar<'_, '_, '_> {
    pub(super) fn of_verb(&self, trigger: &Trigger, voice: Voice, all: &mut Vec<Candidate>) {
        let Some(clause_id) = self.chunks.group(trigger.group).clause else { return };
        let clause = self.chunks.clause(clause_id);
        if clause.predicate != Some(trigger.group) {
            return;
        }
        // A pair of verb and noun (memutus hubungan) has taken its object.
        let taken = |g: &u32| {
            let tokens = &self.chunks.group(*g).tokens;
            tokens.start < trigger.span.end && trigger.span.start < tokens.end
        };
        let inner_id = self.last_clause(trigger, clause_id);
        let inner = self.chunks.clause(inner_id);
        let mut objects: Vec<u32> = inner.objects.iter().copied().filter(|g| !taken(g)).collect();
        if inner_id != clause_id {
            objects.extend(clause.objects.iter().copied().filter(|g| !taken(g)));
        }
        let bare_passive = clause.agent.is_some();
        let passive = voice.intersects(Voice::PASSIVE) || bare_passive;
        self.rest(trigger, passive, all);
        if passive {
            // ditandatanganinya perjanjian: a noun of its own, with its object behind it.
            let nominal = self.unit_at(trigger.head).is_some_and(|u| u.nya);
            if let (Some(subject), false) = (clause.subject, nominal && clause.carried) {
                let relative = clause.kind == ClauseKind::Relative && clause.carried;
                let inner = self.described(trigger, subject);
                // munculnya nama *Budi* akan dilantik: a deed is not sworn in.
                let own = !clause.carried || clause.kind == ClauseKind::Complement;
                let person = |c: &Candidate| match self.unit_at(c.head).map(|u| u.kind) {
                    Some(UnitKind::Name(_, kind)) => kind == EntityType::Person,
                    _ => true,
                };
                let people = trigger.frame.kind.is_of_one_person()
                    && !self.roles.suffers(self, self.chunks.group(subject).head)
                    && inner.as_ref().is_some_and(person);
                let deed = (own && self.is_what_happens(subject) || people)
                    && trigger.frame.harms_somebody();
                let before = all.len();
                match inner.filter(|_| relative || deed) {
                    Some(inner) => all.push(inner),
                    None => self.add(Function::Object, subject, all),
                }
                let taken = clause.carried && !relative;
                all[before..].iter_mut().for_each(|c| c.carried = taken);
            }
            if let Some(agent) = clause.agent {
                self.add(Function::Subject, agent, all);
            }
            self.passive_objects(trigger, clause, &objects, all);
        } else {
            let function = match voice.intersects(Voice::TER) && trigger.frame.has(Function::Object)
            {
                true => Function::Object,
                false => Function::Subject,
            };
            if let Some(subject) = clause.subject {
                self.subject(trigger, clause, function, subject, all);
                if function == Function::Subject && self.is_somebody(subject) {
                    self.companion(trigger, clause, subject, all);
                }
            }
            // tercatat 151 film: of what comes about by itself, the noun behind the verb is what undergoes it.
            if let (None, Function::Object, Some(&object)) =
                (clause.subject, function, objects.first())
            {
                self.add(function, object, all);
            }
            match objects[..] {
                // menyerahkan kasus ini sepenuhnya: who is given something can take it.
                [first, second]
                    if trigger.frame.has(Function::Second) && self.is_somebody(first) =>
                {
                    self.add(Function::Second, first, all);
                    self.add(Function::Object, second, all);
                }
                [first, ..] if function == Function::Subject => {
                    self.add(Function::Object, first, all);
                }
                _ => {}
            }
        }
        for &oblique in &clause.obliques {
            // mundur oleh oposisi, mendorong penggunaan mobil oleh menteri: an active verb has no agent.
            let governed = clause.kind == ClauseKind::Complement;
            let foreign = !passive
                && (governed || voice.intersects(Voice::ACTIVE))
                && self.roles.stands_for_subject(trigger.frame, self.chunks.group(oblique));
            if self.belongs(oblique, trigger, clause) && !taken(&oblique) && !foreign {
                self.oblique(oblique, all);
            }
        }
        if inner_id != clause_id {
            for &oblique in inner.obliques.iter().filter(|g| !taken(g)) {
                self.oblique(oblique, all);
            }
        }
        self.whole_topic(trigger, &objects, all);
        self.quoted_topic(trigger, all);
        // menyampaikan rencananya untuk mendorong …, mengusulkan penambahan ahli untuk memastikan …: what a thing said
        // or asked for is for is no second one.
        let told = |c: &Candidate| c.function == Function::Object;
        let says = match trigger.frame.kind {
            EventType::State => passive || all.iter().any(told),
            EventType::Request => {
                let mut asked = all.iter().filter(|c| told(c)).peekable();
                asked.peek().is_some() && asked.all(|c| !c.acts)
            }
            _ => false,
        };
        let aim = |c: &u32| {
            let row = self.chunks.clause(*c).opener;
            row.is_some_and(|row| self.cx.tables.lists.get(row, "relation") == "purpose")
        };
        if let Some(inner) = self.complement(inner_id).filter(|c| !(says && aim(c))) {
            let mut tokens = self.clause_tokens(inner);
            tokens.end = self.listed_end(tokens.end);
            tokens.end = self.contrast_end(&tokens);
            // didesak mundur oleh oposisi
            let own = self.chunks.clause(inner);
            let verb = own.predicate.map_or(Voice::empty(), |p| self.chunks.group(p).voice);
            if passive && !verb.intersects(Voice::PASSIVE) {
                let marks = |g: &&u32| self.roles.marks_agent(self.chunks.group(**g));
                if let Some(&agent) = own.obliques.iter().find(marks) {
                    self.add(Function::Subject, agent, all);
                    let lead = &self.chunks.group(agent).lead;
                    let start = lead.as_ref().map_or(tokens.end, |l| l.tokens.start);
                    if start > tokens.start {
                        tokens.end = tokens.end.min(start);
                    }
                }
            }
            let head = tokens.start;
            let function = Function::Complement;
            let (group, acts, carried) = (None, false, false);
            // menyampaikan pihaknya sudah memeriksa warga untuk …: it is a part of what is said as a whole.
            let within = |c: &Candidate| {
                c.function == function
                    && c.group.is_none()
                    && c.tokens.start <= tokens.start
                    && tokens.end <= c.tokens.end
            };
            if all.iter().any(within) {
                return;
            }
            all.push(Candidate { function, tokens, head, group, acts, carried });
            // What is told within the complement, and not taken over from the verb that governs it.
            let inner = self.chunks.clause(inner);
            if let (Some(doer), false) = (inner.subject, inner.carried) {
                self.add(Function::Doer, doer, all);
            }
            // menawarkan untuk menyerahkan warganya *kepada Inggris*: whom the offer is for.
            let offers = trigger.frame.kind.is_offer();
            for &oblique in inner.obliques.iter().filter(|_| offers) {
                let group = self.chunks.group(oblique);
                let told = all.iter().any(|c| c.function != Function::Subject && c.acts);
                if group.animate && !told && self.roles.marks_recipient(trigger.frame, group) {
                    self.oblique(oblique, all);
                }
            }
        }
    }

    /// DPR *bersama pemerintah* menyepakati …: adds who stands with the subject, right behind it, and does what it does.
    fn companion(
        &self,
        trigger: &Trigger,
        clause: &Clause,
        subject: u32,
        all: &mut Vec<Candidate>,
    ) {
        let last = self.chunks.conjuncts(subject).last().unwrap_or(subject);
        let Some(next) = self.chunks.groups.get(last as usize + 1) else { return };
        let lists = &self.cx.tables.lists;
        // dengan alone says as often by what, or with whom one speaks.
        let together = |row| lists.get(row, "kind") == "with" && !lists.get(row, "like").is_empty();
        let with = next.lead.as_ref().and_then(|l| l.preposition).is_some_and(together);
        let before = next.tokens.end <= trigger.span.start;
        if with && before && next.animate && clause.obliques.contains(&(last + 1)) {
            self.add(Function::Subject, last + 1, all);
        }
    }

    /// Adds the subject of an active verb.
    fn subject(
        &self,
        trigger: &Trigger,
        clause: &Clause,
        function: Function,
        subject: u32,
        all: &mut Vec<Candidate>,
    ) {
        // massa membawa papan menyerukan …: a thing that is carried calls for nothing.
        let doer = clause.parent.map(|p| self.chunks.clause(p)).filter(|_| {
            clause.kind == ClauseKind::Complement
                && clause.carried
                && !self.is_somebody(subject)
                && self.owner(function, subject).is_none()
                && trigger.frame.is_done_by_somebody()
        });
        let doer = doer.and_then(|parent| parent.subject).filter(|&s| self.is_somebody(s));
        let subject = doer.unwrap_or(subject);
        // kematian dalam bentrokan saat *unjuk rasa*: a word that is a noun as well takes nobody over.
        let verb = clause.predicate.and_then(|p| self.unit_at(self.chunks.group(p).head));
        let noun = verb.and_then(|u| u.row.filter(|_| u.kind == UnitKind::BareVerb));
        let noun = noun.is_some_and(|row| self.cx.tables.lists.get(row, "noun") == "yes");
        if noun && clause.carried && clause.kind == ClauseKind::Dependent {
            return;
        }
        // Untuk mencapai target itu, *permintaan* naik: a figure of another clause does not move in this one.
        let dependent = clause.kind == ClauseKind::Dependent && clause.carried;
        // Bank itu mencatat laba, *meningkat* 9 persen: nor does who has it.
        // Strategi untuk *memenuhi* target, perusahaan itu …: nor who means to reach it.
        let joined = (clause.kind == ClauseKind::Joined && clause.carried) || dependent;
        let figure = trigger.frame.kind == EventType::Indicator
            && trigger.frame.choices(Function::Subject).is_some_and(|choices| {
                choices.iter().any(|c| c.role == Some(crate::record::Role::Object))
            });
        // melalui bank itu, yang mencapai Rp 3 juta: nor a body behind a preposition.
        let led = clause.kind == ClauseKind::Relative
            && clause.carried
            && self.chunks.group(subject).lead.is_some();
        if led && figure && self.is_somebody(subject) {
            return;
        }
        if dependent && trigger.frame.kind == EventType::Indicator && !self.is_somebody(subject)
            || joined && figure && self.is_somebody(subject)
        {
            return;
        }
        let before = all.len();
        let relative = clause.kind == ClauseKind::Relative && clause.carried;
        // serangan *geng* yang memukul, kabar *mahasiswa* yang bunuh diri
        let kind = trigger.frame.kind;
        let somebody = relative && (kind == EventType::Assault || kind.is_of_one_person());
        // kasus *guru itu* menganiaya murid: nor does what only says that something happens.
        let shell = self.is_shell(self.chunks.group(subject).head) && kind.strikes_things();
        if clause.carried && (trigger.frame.is_done_by_somebody() || somebody) || shell {
            all.extend(self.owner(function, subject));
        }
        if all.len() == before {
            self.add(function, subject, all);
        }
        for candidate in &mut all[before..] {
            candidate.carried = clause.carried && !relative && !candidate.acts;
        }
    }

    /// putusan *hakim itu* yang membebaskan, rencana *Trump* untuk membeli: who acts through a thing.
    fn owner(&self, function: Function, thing: u32) -> Option<Candidate> {
        let group = self.chunks.group(thing);
        let units = self.chunks.units_of(group);
        let acts = |u: &&Unit| u.kind != UnitKind::Opener && self.referents.acts(u);
        let behind = units.iter().filter(|u| u.tokens.start > group.head);
        let deed = self.unit_at(group.head).is_some_and(|u| {
            matches!(u.kind, UnitKind::Deverbal | UnitKind::Root)
                || u.voice.intersects(Voice::KE)
                || self.roles.is_intention(self, group.head)
                || self.is_shell(group.head)
        });
        let first = behind.into_iter().find(acts).filter(|_| deed && !group.animate)?;
        let (tokens, head) = (first.tokens.start..group.tokens.end, first.tokens.start);
        let (group, acts, carried) = (Some(thing), true, false);
        Some(Candidate { function, tokens, head, group, acts, carried })
    }

    /// pengembalian *fosil* yang dibawa, kabar *sosok* yang dilantik: what a relative clause describes within a noun
    /// group, if its first noun can't be what undergoes the verb.
    fn described(&self, trigger: &Trigger, noun: u32) -> Option<Candidate> {
        let group = self.chunks.group(noun);
        if group.definite || group.animate || group.conjunct.is_some() {
            return None;
        }
        let units = self.chunks.units_of(group).iter();
        let mut behind = units.filter(|u| u.tokens.start > group.head);
        let first = if trigger.frame.harms_somebody() {
            behind.find(|u| self.referents.acts(u))
        } else {
            let deed = self.unit_at(group.head).is_some_and(|u| u.voice.intersects(Voice::PROCESS));
            let thing = trigger.frame.kind.moves_things();
            behind.find(|u| {
                use UnitKind::{Name, Noun, Opener, Quantity};
                deed && thing
                    && (matches!(u.kind, Name(..) | Quantity(..) | Noun) || u.kind == Opener)
            })
        }?;
        let (tokens, head) = (first.tokens.start..group.tokens.end, first.tokens.start);
        let head =
            if matches!(first.kind, UnitKind::Quantity(..)) { first.tokens.end - 1 } else { head };
        let (function, acts) = (Function::Object, self.referents.acts(first));
        Some(Candidate { function, tokens, head, group: Some(noun), acts, carried: false })
    }

    /// Whether a noun group is headed by a noun of action, a verb or adjective with -nya, or a noun for what causes.
    fn is_what_happens(&self, group: u32) -> bool {
        let head = self.chunks.group(group).head;
        self.unit_at(head)
            .is_some_and(|u| u.kind == UnitKind::Deverbal || u.nya && u.kind != UnitKind::Noun)
            || self.is_shell(head)
    }

    /// Whether a noun says only that something happens: kasus, peristiwa.
    pub(super) fn is_shell(&self, token: u32) -> bool {
        self.cx.document.entry(&(token..token + 1), self.shells).is_some()
    }

    /// ditangkap *polisi*; diberi *hadiah*; ditandatanganinya *perjanjian*.
    fn passive_objects(
        &self,
        trigger: &Trigger,
        clause: &Clause,
        objects: &[u32],
        all: &mut Vec<Candidate>,
    ) {
        let nominal = self.unit_at(trigger.head).is_some_and(|u| u.nya);
        // dikritik kinerjanya oleh Sari: the agent is told elsewhere, behind the verb (penangkapan oleh polisi dikritik Sari).
        let marked = |&o: &u32| {
            clause.predicate.is_some_and(|p| p < o) && self.roles.marks_agent(self.chunks.group(o))
        };
        let marked = clause.obliques.iter().any(marked);
        for (place, &object) in objects.iter().enumerate() {
            let adjacent = clause.predicate == Some(object.wrapping_sub(1));
            // perlu dibentuk lembaga khusus, telah ditangkap seorang warga, Budi, oleh polisi: without a subject
            // before it, what follows is the one.
            let own = self.chunks.group(object);
            let inverted = clause.subject.is_none()
                && place == 0
                && (trigger.frame.gives()
                    || marked
                    // saya perintahkan *dinas itu*: who does it is told before the verb.
                    || clause.agent.is_some()
                    || self.does_more(object, clause));
            // KPM itu dicabut *izinnya*: what is owned undergoes it, and its owner is the subject.
            let owned = place == 0 && adjacent && !own.animate && self.is_owned(own);
            if owned && !trigger.frame.has(Function::Second) {
                all.retain(|c| c.function != Function::Object);
            }
            let unheld = nominal && (clause.subject.is_none() || clause.carried);
            let function = if inverted || unheld || owned && !trigger.frame.has(Function::Second) {
                Function::Object
            } else if place == 0 && adjacent && !marked && own.animate && clause.agent.is_none() {
                Function::Subject
            } else {
                Function::Second
            };
            self.add(function, object, all);
        }
    }

    /// Untuk pertama kali diizinkan *negara asing* memiliki lahan: whether a verb right behind an object tells what it does.
    fn does_more(&self, object: u32, clause: &Clause) -> bool {
        let last = self.chunks.conjuncts(object).last().unwrap_or(object);
        let next = self.chunks.groups.get(last as usize + 1);
        clause.predicate == Some(object.wrapping_sub(1))
            && next.is_some_and(|g| {
                let inner = g.clause.map(|c| self.chunks.clause(c));
                g.voice.intersects(Voice::ACTIVE | Voice::BER)
                    && inner.is_some_and(|c| c.subject == Some(object))
            })
    }

    /// Whether a noun group ends in -nya or a pronoun.
    fn is_owned(&self, group: &Group) -> bool {
        self.chunks.units_of(group).last().is_some_and(|u| u.nya || u.kind == UnitKind::Pronoun)
    }

    /// The clause of the last verb in the trigger: mengancam *mengusir*.
    fn last_clause(&self, trigger: &Trigger, own: u32) -> u32 {
        let last = self.chunks.group_of(trigger.span.end - 1).unwrap_or(trigger.group);
        let mut verbs = (trigger.group + 1..=last).rev().map(|g| (g, self.chunks.group(g)));
        let inner = verbs.find_map(|(at, g)| {
            let clause = g.clause.filter(|_| g.kind == GroupKind::Verb)?;
            (self.chunks.clause(clause).predicate == Some(at)).then_some(clause)
        });
        inner.unwrap_or(own)
    }

    /// What is left of the noun group in which a verb's trigger ends: menolak imbauan *PBB*,
    /// menyambut baik *peluncuran itu*.
    fn rest(&self, trigger: &Trigger, passive: bool, all: &mut Vec<Candidate>) {
        let Some(last_group) = self.chunks.group_of(trigger.span.end - 1) else { return };
        let (last, group) = (last_group, self.chunks.group(last_group));
        // dipercaya sebagai *ketua*: behind a preposition of the trigger nobody acts.
        let led = trigger.span.end <= group.tokens.start;
        if group.kind != GroupKind::Noun || group.tokens.end <= trigger.span.end {
            return;
        }
        let mut rest: Vec<&Unit> = self.chunks.units_of(group).iter().collect();
        rest.retain(|u| u.tokens.start >= trigger.span.end && u.kind != UnitKind::Joint);
        let owned = trigger.span.contains(&group.head);
        // Perusahaan itu ditetapkan sebagai tersangka *korporasi*: who undergoes it is told before.
        let clause = self.chunks.group(trigger.group).clause.map(|c| self.chunks.clause(c));
        let told = passive && clause.is_some_and(|c| c.subject.is_some());
        let function = match (owned, passive) {
            (true, _) if told => return,
            (true, _) if trigger.frame.has(Function::Possessor) => Function::Possessor,
            (true, true) => return,
            (_, false) => Function::Object,
            (false, true) if group.animate && !led => Function::Subject,
            (false, true) => return,
        };
        // menarik artileri berat: what describes the trigger's noun is no argument.
        if owned {
            let attribute = |u: &&Unit| matches!(u.kind, UnitKind::Adjective | UnitKind::Auxiliary);
            if rest.iter().all(attribute) {
                return;
            }
            // menolak imbauan keras PBB: whose it is acts; menutup paksa kantor media itu: a whole object.
            let owner = function == Function::Possessor && !trigger.frame.possessor_undergoes();
            // menerima sertifikat elektronik, mengganti pejabat publik: the trigger's noun is what is given, with
            // what says of which kind it is.
            let plain = |u: &&Unit| {
                let nouns =
                    [UnitKind::Noun, UnitKind::Adjective, UnitKind::Root, UnitKind::Deverbal];
                nouns.contains(&u.kind) && !u.nya
            };
            let indicator = trigger.frame.kind == EventType::Indicator;
            if function == Function::Object && !indicator && rest.iter().all(plain) {
                if let Some(last) = rest.last() {
                    let (tokens, head) = (group.head..last.tokens.end, group.head);
                    let (group, acts, carried) = (Some(last_group), false, false);
                    all.push(Candidate { function, tokens, head, group, acts, carried });
                }
                return;
            }
            let starts = |u: &&Unit| if owner { self.referents.acts(u) } else { !attribute(u) };
            let from = rest.iter().position(starts).unwrap_or(0);
            rest.drain(..from);
            rest.retain(|u| u.kind != UnitKind::Closer);
        }
        let (Some(first), Some(end)) = (rest.first(), rest.last()) else { return };
        let tokens = first.tokens.start..end.tokens.end;
        let head = if tokens.contains(&group.head) { group.head } else { first_noun(&rest) };
        let acts = self.referents.acts(first);
        let (group_id, carried) = (Some(last), false);
        all.push(Candidate { function, tokens, head, group: group_id, acts, carried });
        if let Some(next) = group.conjunct {
            self.add(function, next, all);
        }
    }
}
