//! The arguments of one trigger: what the grammar gives it, each tied to a function.

use super::frame::{Condition, Function, Test};
use super::mentions::Referents;
use super::roles::Roles;
use super::trigger::{Reading, Trigger};
use crate::annotations::Annotations;
use crate::layers::Context;
use crate::layers::phrases::{Chunks, Clause, ClauseKind, Group, GroupKind, Unit, UnitKind};
use crate::morphology::Voice;
use crate::record::QuantityType;
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
}

/// Where arguments are read from.
pub(super) struct Grammar<'c, 'd, 't> {
    pub cx: &'c Context<'d, 't>,
    pub chunks: &'c Chunks,
    pub found: &'c Annotations<'t>,
    pub referents: &'c Referents,
    /// The list of verbs that lend a noun their subject, and the column that says how.
    pub light: (ListId, usize),
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
    fn add(&self, function: Function, first: u32, all: &mut Vec<Candidate>) {
        for group in self.chunks.conjuncts(first) {
            let own = self.chunks.group(group);
            // isu bilateral dan regional: the second is no thing of its own.
            let kind = self.unit_at(own.head).map(|u| u.kind);
            if group != first && kind == Some(UnitKind::Adjective) {
                continue;
            }

            let candidate = Candidate {
                function,
                tokens: own.tokens.clone(),
                head: own.head,
                group: Some(group),
                acts: own.animate,
            };
            if !all.contains(&candidate) {
                all.push(candidate);
            }
        }
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
                self.add(Function::Object, subject, all);
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
                self.add(function, subject, all);
            }
            match objects[..] {
                [first, second] if trigger.frame.has(Function::Second) => {
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
            // mundur oleh oposisi: no agent of an active verb, which another verb governs.
            let foreign = !passive
                && clause.kind == ClauseKind::Complement
                && self.roles.marks_agent(self.chunks.group(oblique));
            if self.belongs(oblique, trigger, clause) && !taken(&oblique) && !foreign {
                self.oblique(oblique, all);
            }
        }
        if inner_id != clause_id {
            for &oblique in inner.obliques.iter().filter(|g| !taken(g)) {
                self.oblique(oblique, all);
            }
        }
        if let Some(inner) = self.complement(inner_id) {
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
            all.push(Candidate { function, tokens, head, group: None, acts: false });
            // What is told within the complement, and not taken over from the verb that governs it.
            let inner = self.chunks.clause(inner);
            if let (Some(doer), false) = (inner.subject, inner.carried) {
                self.add(Function::Doer, doer, all);
            }
        }
        self.of_pair(trigger, clause, all);
    }

    /// What belongs to the further words of a trigger: menolak mengerahkan *pasukan*; menolak
    /// permintaan *warga*.
    fn of_pair(&self, trigger: &Trigger, clause: &Clause, all: &mut Vec<Candidate>) {
        let Some(last) = self.chunks.group_of(trigger.span.end - 1) else { return };
        if last == trigger.group {
            return;
        }
        let group = self.chunks.group(last);
        let inner = group.clause.map(|c| self.chunks.clause(c));
        match (group.kind, inner) {
            (GroupKind::Verb, Some(inner)) if inner.predicate == Some(last) => {
                for &object in inner.objects.iter().take(1) {
                    self.add(Function::Object, object, all);
                }
                for &oblique in inner.obliques.iter().filter(|&&o| o > last) {
                    self.oblique(oblique, all);
                }
            }
            (GroupKind::Noun, _) if clause.objects.contains(&last) => {
                self.possessor(trigger, group, last, false, all);
            }
            _ => {}
        }
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
        for (place, &object) in objects.iter().enumerate() {
            let adjacent = clause.predicate == Some(object.wrapping_sub(1));
            let function = if nominal && (clause.subject.is_none() || clause.carried) {
                Function::Object
            } else if place == 0 && adjacent && self.bare_agent(trigger, object) {
                Function::Subject
            } else {
                Function::Second
            };
            self.add(function, object, all);
        }
    }

    /// Whether a noun group right behind a passive is its agent: one that acts, or whose owner is told
    /// by -nya where the frame has no second object.
    fn bare_agent(&self, trigger: &Trigger, group: u32) -> bool {
        let group = self.chunks.group(group);
        let owned = self.chunks.units_of(group).last().is_some_and(|u| u.nya);
        group.animate || (owned && !trigger.frame.has(Function::Second))
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
        if owned {
            let acts = |u: &&Unit| self.referents.acts(u);
            let from = rest.iter().position(acts).unwrap_or(0);
            rest.drain(..from);
            rest.retain(|u| u.kind != UnitKind::Closer);
        }
        let (Some(first), Some(end)) = (rest.first(), rest.last()) else { return };
        let tokens = first.tokens.start..end.tokens.end;
        let head = if tokens.contains(&group.head) { group.head } else { first_noun(&rest) };
        let acts = self.referents.acts(first);
        all.push(Candidate { function, tokens, head, group: Some(last), acts });
        if let Some(next) = group.conjunct {
            self.add(function, next, all);
        }
    }

    /// Whether a group with a preposition depends on the verb: it stands behind it, or before the subject.
    fn belongs(&self, oblique: u32, trigger: &Trigger, clause: &Clause) -> bool {
        oblique > trigger.group || clause.subject.is_none_or(|s| oblique < s || clause.carried)
    }

    fn oblique(&self, group: u32, all: &mut Vec<Candidate>) {
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
            inner.predicate.is_some()
                && match inner.kind {
                    ClauseKind::Complement => true,
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

    fn unit_at(&self, token: u32) -> Option<&Unit> {
        let group = self.chunks.group(self.chunks.group_of(token)?);
        self.chunks.units_of(group).iter().find(|u| u.tokens.contains(&token))
    }

    fn of_noun(&self, trigger: &Trigger, process: bool, all: &mut Vec<Candidate>) {
        let group = self.chunks.group(trigger.group);
        self.possessor(trigger, group, trigger.group, process, all);
        // Groups with a preposition right behind the noun are its own.
        let last = self.chunks.group_of(trigger.span.end - 1).unwrap_or(trigger.group);
        let mut next = last.max(trigger.group) + 1;
        while let Some(follows) = self.chunks.groups.get(next as usize) {
            let linked = follows.kind == GroupKind::Noun && follows.lead.is_some();
            if !(linked || matches!(follows.kind, GroupKind::Time))
                || follows.clause != group.clause
            {
                break;
            }
            if linked {
                self.oblique(next, all);
            }
            next = self.chunks.conjuncts(next).last().unwrap_or(next) + 1;
        }
        if let Some((light, clause)) = self.light(trigger) {
            self.of_light(trigger, light, clause, all);
        }
    }

    /// The light verb that the noun hangs on, and its clause.
    pub(super) fn light(&self, trigger: &Trigger) -> Option<(Light, u32)> {
        let group = self.chunks.group(trigger.group);
        let clause_id = group.clause?;
        let clause = self.chunks.clause(clause_id);
        let predicate = clause.predicate?;
        let part = clause.subject.into_iter().chain(clause.objects.iter().copied());
        let part = part.chain(clause.obliques.iter().copied().filter(|&o| o == predicate + 1));
        let mut part = part.flat_map(|g| self.chunks.conjuncts(g));
        // The noun heads its group: melakukan penangkapan, not melakukan rapat penangkapan.
        if !part.any(|g| g == trigger.group) || !self.heads(trigger, group) {
            return None;
        }
        let head = self.chunks.group(predicate).head;
        let (list, column) = self.light;
        let root =
            self.cx.matcher().forms(head).find_map(|f| self.cx.tables.roots.row(f.root, list))?;
        let light = match self.cx.tables.lists.cell(root, column) {
            "subject" => Light::Subject,
            "object" => Light::Object,
            _ => Light::Itself,
        };
        Some((light, clause_id))
    }

    fn heads(&self, trigger: &Trigger, group: &Group) -> bool {
        trigger.span.contains(&group.head)
    }

    fn of_light(&self, trigger: &Trigger, light: Light, clause: u32, all: &mut Vec<Candidate>) {
        let clause = self.chunks.clause(clause);
        let is_subject =
            clause.subject.is_some_and(|s| self.chunks.conjuncts(s).any(|g| g == trigger.group));
        let known = |function, all: &[Candidate]| all.iter().any(|c| c.function == function);
        let function = match light {
            Light::Subject => Function::Subject,
            Light::Object => Function::Object,
            Light::Itself => Function::Subject,
        };
        if let (false, Some(subject)) = (is_subject, clause.subject)
            && light != Light::Itself
            && !known(function, all)
        {
            self.add(function, subject, all);
        }
        if let (true, Some(agent)) = (is_subject, clause.agent) {
            self.add(Function::Subject, agent, all);
        }
        // serangan dilakukan kelompok itu
        let predicate = clause.predicate.map(|p| self.chunks.group(p).voice);
        if is_subject && light == Light::Subject && predicate.is_some_and(|v| v == Voice::PASSIVE) {
            for &object in clause.objects.iter().take(1) {
                if self.chunks.group(object).animate {
                    self.add(Function::Subject, object, all);
                }
            }
        }
        // memberikan Kim dukungan: the receiver stands between.
        if let ([receiver, gift], false) = (&clause.objects[..], is_subject)
            && *gift == trigger.group
        {
            self.add(Function::Object, *receiver, all);
        }
        for &oblique in &clause.obliques {
            if clause.predicate.is_some_and(|p| oblique > p) && oblique != trigger.group {
                self.oblique(oblique, all);
            }
        }
    }

    /// The part of a noun group behind its trigger.
    fn possessor(
        &self,
        trigger: &Trigger,
        group: &Group,
        id: u32,
        process: bool,
        all: &mut Vec<Candidate>,
    ) {
        let units = self.chunks.units_of(group);
        let behind: Vec<&Unit> =
            units.iter().filter(|u| u.tokens.start >= trigger.span.end).collect();
        let owner = units.iter().find(|u| u.tokens.contains(&(trigger.span.end - 1)));
        let content = |u: &&Unit| !matches!(u.kind, UnitKind::Closer | UnitKind::Joint);
        let mut rest: Vec<&Unit> = behind.into_iter().filter(content).collect();
        if !process {
            // kunjungan kerja Presiden X: who does it begins with the first word for somebody who acts.
            let acts = |u: &&Unit| self.referents.acts(u);
            let from = rest.iter().position(acts).unwrap_or(rest.len());
            rest.drain(..from);
        } else {
            while rest.first().is_some_and(|u| u.kind == UnitKind::Adjective) {
                rest.remove(0);
            }
        }
        if let (Some(first), Some(last)) = (rest.first(), rest.last()) {
            let tokens = first.tokens.start..last.tokens.end;
            let head = first_noun(&rest);
            let acts = self.referents.acts(first);
            let (function, group_id) = (Function::Possessor, Some(id));
            all.push(Candidate { function, tokens, head, group: group_id, acts });
            if let Some(next) = group.conjunct
                && !self.has_deverbal_head(next)
            {
                self.add(Function::Possessor, next, all);
            }
        } else if let Some(owner) = owner.filter(|u| u.nya) {
            // penangkapannya: -nya stands for the possessor.
            let head = owner.tokens.end - 1;
            let tokens = head..head + 1;
            if self.referents.clitic(head).is_some() {
                let function = Function::Possessor;
                all.push(Candidate { function, tokens, head, group: None, acts: true });
            }
        }
    }

    fn has_deverbal_head(&self, group: u32) -> bool {
        let group = self.chunks.group(group);
        self.unit_at(group.head).is_some_and(|u| u.kind == UnitKind::Deverbal)
    }

    /// Whether the candidate (or its absence) meets a condition.
    pub(super) fn meets(&self, condition: &Condition, candidate: Option<&Candidate>) -> bool {
        let any = condition.tests.iter().any(|test| self.passes(test, candidate));
        any != condition.not
    }

    fn passes(&self, test: &Test, candidate: Option<&Candidate>) -> bool {
        let Some(c) = candidate else { return *test == Test::None };
        match test {
            Test::Any => true,
            Test::None => false,
            Test::Clause => c.function == Function::Complement,
            Test::Entity(kind) => {
                self.referents.types(self.cx, self.chunks, self.found, c).contains(kind)
            }
            Test::Quantity(kind) => self.quantity(&c.tokens, *kind),
            Test::List(list) => {
                let hits = self.cx.document.hits_at(c.head).iter();
                let mut own = hits.filter(|h| self.cx.tables.lists.list_of(h.row) == *list);
                let matcher = self.cx.matcher();
                let mut forms = matcher.forms(c.head);
                // pendukung: a form of a root that is somebody who does it.
                let agent =
                    *list == self.referents.agent_list && forms.any(|f| f.voice == Voice::AGENT);
                own.any(|h| h.end <= c.tokens.end) || agent
            }
            Test::Word(word) => {
                let base = self.cx.document.words[c.head as usize].base;
                self.cx.document.token_text(c.head).to_lowercase() == **word
                    || (base.is_known() && self.cx.tables.words.text(base) == &**word)
            }
        }
    }

    /// Whether an amount of that type begins or stands within these tokens.
    pub(super) fn quantity(&self, tokens: &Range<u32>, kind: QuantityType) -> bool {
        let quantities = &self.found.quantities;
        let from = quantities.partition_point(|q| q.tokens.end <= tokens.start);
        let inside = quantities[from..].iter().take_while(|q| q.tokens.start < tokens.end);
        inside.into_iter().any(|q| q.kind == kind)
    }
}

/// The head of the units of a noun group: not what opens it, of an amount what is counted.
fn first_noun(units: &[&Unit]) -> u32 {
    match units {
        [first, ..] if matches!(first.kind, UnitKind::Quantity(..)) => first.tokens.end - 1,
        [first, second, ..] if matches!(first.kind, UnitKind::Opener | UnitKind::Number) => {
            second.tokens.start
        }
        [first, ..] => first.tokens.start,
        [] => 0,
    }
}
