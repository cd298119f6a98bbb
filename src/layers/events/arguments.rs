//! The arguments of one trigger: what the grammar gives it, each tied to a function.

use super::fitness::{is_capital, is_done_by_somebody};
use super::frame::Function;
use super::mentions::Referents;
use super::roles::Roles;
use super::trigger::{Reading, Trigger};
use crate::annotations::Annotations;
use crate::layers::Context;
use crate::layers::phrases::{Chunks, Clause, ClauseKind, Group, GroupKind, Unit, UnitKind};
use crate::morphology::Voice;
use crate::record::EventType;
use crate::rules::ListId;
use std::ops::Range;

/// What an argument is made of.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Candidate {
    /// What ties it to the trigger.
    pub function: Function,
    /// Its tokens.
    pub tokens: Range<u32>,
    /// Its head.
    pub head: u32,
    /// The group that it is, or is a part of; none for a clause.
    pub group: Option<u32>,
    /// It is a name or noun for somebody who acts.
    pub acts: bool,
    /// It is taken over from another clause.
    pub carried: bool,
}

/// Where arguments are read from.
pub(super) struct Grammar<'c, 'd, 't> {
    pub cx: &'c Context<'d, 't>,
    pub chunks: &'c Chunks,
    pub found: &'c Annotations<'t>,
    pub referents: &'c Referents,
    /// The list of verbs that lend a noun their subject, and the column that says how.
    pub light: (ListId, usize),
    /// The list of nouns that only say that something happens: aksi, peristiwa.
    pub shells: ListId,
    /// What prepositions stand for.
    pub roles: &'c Roles,
}

/// How a light verb shares its subject.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Light {
    /// melakukan: it does it.
    Subject,
    /// mendapat: it undergoes it.
    Object,
    /// terjadi: the noun is the subject.
    Itself,
    /// menewaskan, tewas dalam: the noun harms the verb's object, or its subject where it has none.
    Harms,
}

impl Grammar<'_, '_, '_> {
    /// Everything that the grammar gives a trigger.
    pub(super) fn candidates(&self, trigger: &Trigger) -> Vec<Candidate> {
        let mut all = Vec::new();
        match trigger.reading {
            Reading::Verb(voice) => self.of_verb(trigger, voice, &mut all),
            Reading::Noun { process } => self.of_noun(trigger, process, &mut all),
        }
        all.retain(|c| c.tokens.end <= trigger.span.start || c.tokens.start >= trigger.span.end);
        all
    }

    /// Adds a noun group and those joined to it.
    pub(super) fn add(&self, function: Function, first: u32, all: &mut Vec<Candidate>) {
        for group in self.chunks.conjuncts(first) {
            let own = self.chunks.group(group);
            // isu bilateral dan regional: the second is no thing of its own.
            let kind = self.unit_at(own.head).map(|u| u.kind);
            if group != first && kind == Some(UnitKind::Adjective) {
                continue;
            }
            // gaji guru *dan dosen*: the second shares the first one's noun.
            if group != first
                && let Some(last) = all.last_mut().filter(|l| l.function == function)
                && let Some(before) = last.group.map(|g| self.chunks.group(g))
                && self.shares_noun(before, own)
            {
                last.tokens.end = own.tokens.end;
                continue;
            }
            let candidate = Candidate {
                function,
                tokens: own.tokens.clone(),
                head: own.head,
                group: Some(group),
                acts: own.animate,
                carried: false,
            };
            if !all.contains(&candidate) {
                all.push(candidate);
            }
        }
    }

    /// Whether what is joined to a noun group is joined to the owner in it: who owns is somebody, and so is
    /// what follows, but not the thing that is owned.
    fn shares_noun(&self, group: &Group, next: &Group) -> bool {
        let units = self.chunks.units_of(group);
        let owner = units.iter().rfind(|u| u.tokens.start > group.head);
        !group.animate
            && next.animate
            && next.lead.is_none()
            && owner.is_some_and(|u| self.referents.acts(u) && u.kind != UnitKind::Opener)
    }

    fn of_verb(&self, trigger: &Trigger, voice: Voice, all: &mut Vec<Candidate>) {
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
                match self.described(trigger, subject).filter(|_| relative) {
                    Some(inner) => all.push(inner),
                    None => self.add(Function::Object, subject, all),
                }
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
        // menyampaikan rencananya untuk mendorong …: what a thing said is for is no second thing said.
        let told = all.iter().any(|c| c.function == Function::Object);
        let says = trigger.frame.kind == EventType::State && told;
        let aim = |c: &u32| {
            let row = self.chunks.clause(*c).opener;
            row.is_some_and(|row| self.cx.tables.lists.get(row, "relation") == "purpose")
        };
        if let Some(inner) = self.complement(inner_id).filter(|c| !(says && aim(c))) {
            let mut tokens = self.clause_tokens(inner);
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
            all.push(Candidate { function, tokens, head, group, acts, carried });
            // What is told within the complement, and not taken over from the verb that governs it.
            let inner = self.chunks.clause(inner);
            if let (Some(doer), false) = (inner.subject, inner.carried) {
                self.add(Function::Doer, doer, all);
            }
            // menawarkan untuk menyerahkan warganya *kepada Inggris*: whom the offer is for.
            let offers = matches!(trigger.frame.kind, EventType::Agree | EventType::Threaten);
            for &oblique in inner.obliques.iter().filter(|_| offers) {
                let group = self.chunks.group(oblique);
                let told = all.iter().any(|c| c.function != Function::Subject && c.acts);
                if group.animate && !told && self.roles.marks_recipient(trigger.frame, group) {
                    self.oblique(oblique, all);
                }
            }
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
                && is_done_by_somebody(trigger.frame)
        });
        let doer = doer.and_then(|parent| parent.subject).filter(|&s| self.is_somebody(s));
        let subject = doer.unwrap_or(subject);
        // Untuk mencapai target itu, *permintaan* naik: a figure of another clause does not move in this one.
        let dependent = clause.kind == ClauseKind::Dependent && clause.carried;
        if dependent && trigger.frame.kind == EventType::Indicator && !self.is_somebody(subject) {
            return;
        }
        let before = all.len();
        let relative = clause.kind == ClauseKind::Relative && clause.carried;
        if clause.carried && is_done_by_somebody(trigger.frame) {
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
        });
        let first = behind.into_iter().find(acts).filter(|_| deed && !group.animate)?;
        let (tokens, head) = (first.tokens.start..group.tokens.end, first.tokens.start);
        let (group, acts, carried) = (Some(thing), true, false);
        Some(Candidate { function, tokens, head, group, acts, carried })
    }

    /// pengembalian *fosil* yang dibawa, kabar *sosok* yang dilantik: what a relative clause describes within a noun
    /// group, if its first noun can't be what undergoes the verb.
    fn described(&self, trigger: &Trigger, noun: u32) -> Option<Candidate> {
        use EventType::{Aid, Build, Crime, Move, Trade, Transfer};
        let group = self.chunks.group(noun);
        if group.definite || group.animate || group.conjunct.is_some() {
            return None;
        }
        let units = self.chunks.units_of(group).iter();
        let mut behind = units.filter(|u| u.tokens.start > group.head);
        let first = if trigger.frame.harms_somebody() {
            behind.find(|u| self.referents.acts(u))
        } else {
            let kind = trigger.frame.kind;
            let deed = self.unit_at(group.head).is_some_and(|u| u.voice.intersects(Voice::PROCESS));
            let thing = matches!(kind, Aid | Build | Crime | Move | Trade | Transfer);
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

    /// ditangkap *polisi*; diberi *hadiah*; ditandatanganinya *perjanjian*.
    fn passive_objects(
        &self,
        trigger: &Trigger,
        clause: &Clause,
        objects: &[u32],
        all: &mut Vec<Candidate>,
    ) {
        let nominal = self.unit_at(trigger.head).is_some_and(|u| u.nya);
        // dikritik kinerjanya oleh Sari: the agent is told elsewhere.
        let marked = |&o: &u32| self.roles.marks_agent(self.chunks.group(o));
        let marked = clause.obliques.iter().any(marked);
        for (place, &object) in objects.iter().enumerate() {
            let adjacent = clause.predicate == Some(object.wrapping_sub(1));
            // perlu dibentuk lembaga khusus: without a subject before it, what follows is the one.
            let inverted = clause.subject.is_none() && place == 0 && trigger.frame.gives();
            let own = self.chunks.group(object);
            // KPM itu dicabut *izinnya*: what is owned undergoes it, and its owner is the subject.
            let owned = place == 0 && adjacent && !own.animate && self.is_owned(own);
            if owned && !trigger.frame.has(Function::Second) {
                all.retain(|c| c.function != Function::Object);
            }
            let unheld = nominal && (clause.subject.is_none() || clause.carried);
            let function = if inverted || unheld || owned && !trigger.frame.has(Function::Second) {
                Function::Object
            } else if place == 0 && adjacent && !marked && own.animate {
                Function::Subject
            } else {
                Function::Second
            };
            self.add(function, object, all);
        }
    }

    /// Whether a name or noun for somebody who acts stands within an argument.
    pub(super) fn holds_somebody(&self, c: &Candidate) -> bool {
        let Some(group) = c.group.map(|g| self.chunks.group(g)) else { return false };
        let mut inside = self.chunks.units_of(group).iter();
        inside.any(|u| u.kind != UnitKind::Opener && self.referents.acts(u))
    }

    /// Whether a noun group ends in -nya.
    fn is_owned(&self, group: &Group) -> bool {
        self.chunks.units_of(group).last().is_some_and(|u| u.nya)
    }

    fn is_somebody(&self, group: u32) -> bool {
        let group = self.chunks.group(group);
        group.animate || is_capital(self, group.head)
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
        let Some(last) = self.chunks.group_of(trigger.span.end - 1) else { return };
        let group = self.chunks.group(last);
        if group.kind != GroupKind::Noun || group.tokens.end <= trigger.span.end {
            return;
        }
        let mut rest: Vec<&Unit> = self.chunks.units_of(group).iter().collect();
        rest.retain(|u| u.tokens.start >= trigger.span.end && u.kind != UnitKind::Joint);
        let owned = trigger.span.contains(&group.head);
        let function = match (owned, passive) {
            (true, _) if trigger.frame.has(Function::Possessor) => Function::Possessor,
            (true, true) => return,
            (_, false) => Function::Object,
            (false, true) if group.animate => Function::Subject,
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

    /// Whether a group with a preposition depends on the verb: it stands behind it, or before the subject and not
    /// right behind another noun (dalam rapat *bersama panitia*).
    fn belongs(&self, oblique: u32, trigger: &Trigger, clause: &Clause) -> bool {
        if oblique > trigger.group {
            return !self.is_of_topic(oblique, trigger.group);
        }
        let before = oblique.checked_sub(1).map(|b| self.chunks.group(b));
        let of_noun = before.is_some_and(|b| {
            let lead = self.chunks.group(oblique).lead.as_ref();
            b.kind == GroupKind::Noun && lead.is_some_and(|l| l.tokens.start == b.tokens.end)
        });
        let free = !of_noun || self.roles.marks_place(self.chunks.group(oblique));
        free && clause.subject.is_none_or(|s| oblique < s || clause.carried)
    }

    /// Whether a group stands right behind one that says what something is about: aturan tentang hubungan *antara
    /// pusat dan daerah*.
    fn is_of_topic(&self, oblique: u32, verb: u32) -> bool {
        let mut at = oblique;
        while let Some(before) = at.checked_sub(1).filter(|&b| b > verb) {
            let (own, group) = (self.chunks.group(at), self.chunks.group(before));
            let start = own.lead.as_ref().map_or(own.tokens.start, |l| l.tokens.start);
            if group.kind != GroupKind::Noun || group.tokens.end != start {
                return false;
            }
            if self.roles.marks_topic(group) && !self.roles.marks_topic(own) {
                return !self.roles.marks_place(own);
            }
            at = before;
        }
        false
    }

    pub(super) fn oblique(&self, group: u32, all: &mut Vec<Candidate>) {
        let Some(lead) = &self.chunks.group(group).lead else { return };
        if let Some(row) = lead.preposition.or(lead.conjunction) {
            self.add(Function::Link(row), group, all);
        }
    }

    /// The clause that says what is asked, said or planned.
    fn complement(&self, clause: u32) -> Option<u32> {
        self.chunks.children(clause).find(|&c| {
            let inner = self.chunks.clause(c);
            let relation = inner.opener.map(|row| self.cx.tables.lists.get(row, "relation"));
            // diminta presiden karena sumbangannya *cukup tinggi*: an adjective with a subject of another clause is
            // what is asked only right behind the verb.
            let adjacent = inner.predicate == self.chunks.clause(clause).predicate.map(|p| p + 1);
            let copula = |u: &Unit| u.kind == UnitKind::Copula;
            let verbal = |p: u32| {
                let group = self.chunks.group(p);
                !group.voice.is_empty() || self.chunks.units_of(group).iter().any(copula)
            };
            let told = inner.predicate.is_some_and(verbal) || adjacent || !inner.carried;
            inner.predicate.is_some()
                && match inner.kind {
                    ClauseKind::Complement => told,
                    ClauseKind::Dependent => matches!(relation, Some("purpose" | "content")),
                    _ => false,
                }
        })
    }

    /// From a clause's first word, without its conjunction, to its last.
    fn clause_tokens(&self, clause: u32) -> Range<u32> {
        let clause = self.chunks.clause(clause);
        let mut end = clause.tokens.end;
        while end > clause.tokens.start + 1
            && self.chunks.group_of(end - 1).is_some_and(|g| {
                matches!(self.chunks.group(g).kind, GroupKind::Mark(_) | GroupKind::Conjunction(_))
            })
        {
            end -= 1;
        }
        let mut start = clause.tokens.start;
        if let Some(group) = self.chunks.group_of(start)
            && matches!(self.chunks.group(group).kind, GroupKind::Conjunction(_))
        {
            start = self.chunks.group(group).tokens.end;
        }
        start..end.max(start + 1)
    }

    pub(super) fn unit_at(&self, token: u32) -> Option<&Unit> {
        let group = self.chunks.group(self.chunks.group_of(token)?);
        self.chunks.units_of(group).iter().find(|u| u.tokens.contains(&token))
    }
}

/// The head of the units of a noun group: not what opens it, of an amount what is counted.
pub(super) fn first_noun(units: &[&Unit]) -> u32 {
    match units {
        [first, ..] if matches!(first.kind, UnitKind::Quantity(..)) => first.tokens.end - 1,
        [first, second, ..] if matches!(first.kind, UnitKind::Opener | UnitKind::Number) => {
            second.tokens.start
        }
        [first, ..] => first.tokens.start,
        [] => 0,
    }
}
