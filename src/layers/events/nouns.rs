//! The arguments of nouns: their owners, what prepositions tie to them, and what light verbs lend them.

use super::arguments::{Candidate, Grammar, Light, first_noun};
use super::frame::Function;
use super::trigger::Trigger;
use crate::layers::phrases::{Clause, ClauseKind, Group, GroupKind, Joins, Unit, UnitKind};
use crate::morphology::Voice;
use crate::record::EventType;

impl Grammar<'_, '_, '_> {
    /// Adds what a trigger that is a noun has: its owner, what is tied to it by prepositions, and the subject
    /// of a light verb.
    pub(super) fn of_noun(&self, trigger: &Trigger, process: bool, all: &mut Vec<Candidate>) {
        let group = self.chunks.group(trigger.group);
        self.possessor(trigger, group, trigger.group, process, all);
        self.described_by(trigger, group, all);
        if let Some((_, subject)) = self.in_place_of_verb(trigger) {
            self.add(Function::Subject, subject, all);
        }
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
            // Undang-Undang tentang hubungan *antara pusat dan daerah*: what follows a subject is a part of it.
            if self.roles.marks_topic(follows) {
                break;
            }
            next = self.chunks.conjuncts(next).last().unwrap_or(next) + 1;
        }
        if let Some((light, clause)) = self.light(trigger) {
            self.of_light(trigger, light, clause, all);
        } else {
            self.speaker_at(trigger, group, all);
        }
    }

    /// kami sudah sempat *audiensi* dengan bupati: of a noun in the place of the verb, right behind words that stand before
    /// verbs, those words and who does what it tells.
    pub(super) fn in_place_of_verb(&self, trigger: &Trigger) -> Option<(&Group, u32)> {
        let group = self.chunks.group(trigger.group);
        let clause = group.clause.map(|c| self.chunks.clause(c))?;
        let words = trigger.group.checked_sub(1).map(|b| self.chunks.group(b))?;
        let verbal = |u: &Unit| {
            let row = u.row.filter(|_| u.kind == UnitKind::Auxiliary);
            row.is_some_and(|row| self.cx.tables.lists.get(row, "kind") != "adverb")
        };
        let subject = clause.subject.filter(|&s| s < trigger.group && self.is_somebody(s))?;
        let alone = clause.predicate.is_none()
            && group.lead.is_none()
            && words.kind == GroupKind::Other
            && words.tokens.end == group.tokens.start
            && group.head == group.tokens.start
            && trigger.head == group.head;
        (alone && self.chunks.units_of(words).iter().any(verbal)).then_some((words, subject))
    }

    /// laporan *korban* tewas, kasus *siswa* keracunan: whom a word that is a predicate as well describes within a noun group.
    fn described_by(&self, trigger: &Trigger, group: &Group, all: &mut Vec<Candidate>) {
        let units = self.chunks.units_of(group);
        let Some(at) = units.iter().position(|u| u.tokens.contains(&trigger.head)) else { return };
        let Some(before) = at.checked_sub(1).map(|b| &units[b]) else { return };
        // penyebab keracunan: who or what does something to others is not struck.
        let agent = before.voice.intersects(Voice::AGENT);
        let described =
            units[at].kind == UnitKind::BareVerb && trigger.frame.kind.befalls() && !agent;
        if described && self.referents.acts(before) && !all.iter().any(|c| c.acts) {
            let (tokens, head) = (before.tokens.clone(), before.tokens.start);
            let (function, group, acts) = (Function::Subject, Some(trigger.group), true);
            all.push(Candidate { function, tokens, head, group, acts, carried: false });
        }
    }

    /// “…,” ujar *menteri itu* dalam rapat kabinet: who says something at a meeting takes part in it.
    fn speaker_at(&self, trigger: &Trigger, group: &Group, all: &mut Vec<Candidate>) {
        let led = group.lead.as_ref().and_then(|l| l.preposition);
        let kind = led.map_or("", |row| self.cx.tables.lists.get(row, "kind"));
        let meets = matches!(kind, "place" | "other") && trigger.frame.kind == EventType::Consult;
        let clause = group.clause.map(|c| self.chunks.clause(c));
        let Some(clause) = clause.filter(|_| meets && !all.iter().any(|c| c.acts)) else { return };
        if !clause.obliques.contains(&trigger.group) {
            return;
        }
        // memperingati masa pemerintahannya: the object of an active verb does not speak.
        let active = |p: u32| self.chunks.group(p).voice.intersects(Voice::ACTIVE);
        let objects = clause.objects.iter().filter(|_| !clause.predicate.is_some_and(active));
        let mut parts = clause.subject.into_iter().chain(objects.copied());
        match clause.predicate {
            Some(verb) if self.reports(self.chunks.group(verb).head) => {
                if let Some(speaker) = parts.find(|&part| self.is_somebody(part)) {
                    self.add(Function::Subject, speaker, all);
                }
            }
            // ujar, kata: the grammar takes a bare root for a noun that has what follows.
            None => {
                let said = parts.find(|&part| self.reports(self.chunks.group(part).head));
                let units =
                    said.map_or(&[][..], |part| self.chunks.units_of(self.chunks.group(part)));
                if let (Some(said), Some(who)) =
                    (said, units.get(1).filter(|u| self.referents.acts(u)))
                {
                    let own = self.chunks.group(said);
                    let (tokens, head) = (who.tokens.start..own.tokens.end, who.tokens.start);
                    let (function, group) = (Function::Subject, Some(said));
                    all.push(Candidate {
                        function,
                        tokens,
                        head,
                        group,
                        acts: true,
                        carried: false,
                    });
                }
            }
            Some(_) => {}
        }
    }

    /// Whether a word is a form of a verb by which somebody is reported to speak.
    fn reports(&self, token: u32) -> bool {
        let row = |root| self.cx.tables.roots.row(root, self.speech);
        self.cx.matcher().forms(token).any(|f| row(f.root).is_some())
    }

    /// Whether a time says of which years the noun before it is, and not when something happens: kasus
    /// suap *2019-2021*, anggaran *tahun 2026*.
    pub(super) fn is_of_noun(&self, time: u32) -> bool {
        let Some(time) = self.found.times.get(time as usize) else { return false };
        let year = !time.value.contains("-") || time.value.contains('/');
        let Some(group) = self.chunks.group_of(time.tokens.start) else { return false };
        let own = self.chunks.group(group);
        let before = group.checked_sub(1).map(|g| self.chunks.group(g));
        year && own.lead.is_none()
            && time.value.starts_with(|c: char| c.is_ascii_digit())
            && before.is_some_and(|b| b.kind == GroupKind::Noun && b.tokens.end == own.tokens.start)
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
        // terjadi serangan, ada pertemuan: a verb without affix lends nobody.
        let bare = self.unit_at(head).is_some_and(|u| u.kind == UnitKind::BareVerb);
        let light = match self.cx.tables.lists.cell(root, column) {
            // menegaskan dukungan lends a subject; menegaskan pentingnya penyusunan aturan does not.
            "speech" if !trigger.frame.kind.is_speech_act() => return None,
            "speech" => Light::Subject,
            "subject" | "part" if bare => Light::Itself,
            // mengikuti unjuk rasa; mengikuti penyidikan: who takes part in a case is the one that it is about.
            "part" if trigger.frame.kind.is_of_case() => Light::Object,
            "part" => Light::Subject,
            "subject" => Light::Subject,
            "object" => Light::Object,
            "harms" => Light::Harms,
            _ => Light::Itself,
        };
        // maraknya keracunan membuat warga takut: what an active verb's subject does, is not done to it.
        let own =
            clause.subject.is_some_and(|s| self.chunks.conjuncts(s).any(|g| g == trigger.group));
        let voice = self.chunks.group(predicate).voice;
        let does = own
            && voice.intersects(Voice::ACTIVE)
            && matches!(light, Light::Subject | Light::Object);
        (!does).then_some((light, clause_id))
    }

    /// angin kencang yang *bisa terjadi*: the light verb of a relative clause right behind a noun, which says that it happens.
    pub(super) fn happening_behind(&self, trigger: &Trigger) -> Option<&Group> {
        let next = self.chunks.groups.get(trigger.group as usize + 1)?;
        let relative = next.clause.map(|c| self.chunks.clause(c)).filter(|c| {
            next.kind == GroupKind::Conjunction(Joins::Relative)
                && c.kind == ClauseKind::Relative
                && c.subject == Some(trigger.group)
        })?;
        let verb = self.chunks.group(relative.predicate?);
        let (list, column) = self.light;
        if verb.voice.intersects(Voice::ACTIVE) {
            return None;
        }
        let roots = &self.cx.tables.roots;
        let row = self.cx.matcher().forms(verb.head).find_map(|f| roots.row(f.root, list))?;
        let itself = !matches!(
            self.cx.tables.lists.cell(row, column),
            "speech" | "subject" | "object" | "harms"
        );
        (itself && self.heads(trigger, self.chunks.group(trigger.group))).then_some(verb)
    }

    /// Whether a light verb says of a noun that it happens: terjadi bentrokan; akan digelar demo. What
    /// something becomes (menjadi pembahasan) does not happen.
    pub(super) fn is_asserted(&self, trigger: &Trigger) -> bool {
        let Some((light, clause)) = self.light(trigger) else { return false };
        let predicate = self.chunks.clause(clause).predicate.map(|p| self.chunks.group(p));
        let active = predicate.is_some_and(|p| p.voice.intersects(Voice::ACTIVE));
        !(active && light == Light::Itself)
    }

    /// Whether the trigger heads its group, or stands behind a head that says no more than it.
    pub(super) fn heads(&self, trigger: &Trigger, group: &Group) -> bool {
        let shell = || {
            group.head + 1 == trigger.span.start
                && (self.cx.document).entry(&(group.head..group.head + 1), self.shells).is_some()
        };
        trigger.span.contains(&group.head) || shell()
    }

    fn of_light(&self, trigger: &Trigger, light: Light, clause: u32, all: &mut Vec<Candidate>) {
        let clause = self.chunks.clause(clause);
        let is_subject =
            clause.subject.is_some_and(|s| self.chunks.conjuncts(s).any(|g| g == trigger.group));
        // Ia membuat kasus keracunan terjadi: nobody does what befalls people.
        let lends = !(light == Light::Subject && trigger.frame.kind.befalls());
        let known = |function, all: &[Candidate]| all.iter().any(|c| c.function == function);
        let function = match light {
            Light::Subject => Function::Subject,
            // menerima pelimpahan berkas: whom something is done to by giving is no thing.
            Light::Object if trigger.frame.gives() => Function::Second,
            Light::Object | Light::Harms => Function::Object,
            Light::Itself => Function::Subject,
        };
        if let (true, Light::Harms, Some(&harmed)) = (is_subject, light, clause.objects.first())
            && !known(function, all)
        {
            self.add(function, harmed, all);
        }
        if let (false, Some(subject)) = (is_subject, clause.subject)
            && light != Light::Itself
            && lends
            // Korban disiksa ataupun *dilakukan* penganiayaan: what is done to the noun is done by somebody else.
            && !(light == Light::Subject && self.is_done(clause))
            && !known(function, all)
        {
            let before = all.len();
            self.add(function, subject, all);
            // hasil survei menunjukkan pungutan liar: a thing lends a noun no subject.
            all[before..].iter_mut().for_each(|c| c.carried = true);
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
        // Kunjungan ini menjadi penyemangat *bagi warga*: what it becomes has arguments of its own.
        let becomes = light == Light::Itself
            && predicate.is_some_and(|v| v.is_empty() || v.intersects(Voice::ACTIVE));
        for &oblique in clause.obliques.iter().filter(|_| !becomes) {
            let behind = clause.predicate.is_some_and(|p| oblique > p)
                && !self.is_amount_of_other(trigger, oblique);
            if behind && oblique != trigger.group && !self.is_doer_of_other(trigger, oblique) {
                self.oblique(oblique, all);
            }
        }
    }

    /// ada pembangunan jalan dan pembangunan bendungan *sebanyak 15 unit*: whether an amount behind what is joined to the
    /// trigger's group says how much of that there is.
    fn is_amount_of_other(&self, trigger: &Trigger, oblique: u32) -> bool {
        let row = self.chunks.group(oblique).lead.as_ref().and_then(|l| l.preposition);
        let amount = row.is_some_and(|row| self.cx.tables.lists.get(row, "kind") == "amount");
        let mut joined = self.chunks.conjuncts(trigger.group).skip(1);
        amount && joined.any(|g| g < oblique)
    }

    /// Whether a clause's verb tells what is done and not who does it.
    fn is_done(&self, clause: &Clause) -> bool {
        clause.predicate.is_some_and(|p| self.chunks.group(p).voice == Voice::PASSIVE)
    }

    /// Kunjungan itu ditandai dengan pertukaran hadiah *antara kedua pemimpin*, kematiannya menjadi bahan ejekan *oleh
    /// teman*: whether who acts behind another noun does what that one tells.
    fn is_doer_of_other(&self, trigger: &Trigger, oblique: u32) -> bool {
        let group = self.chunks.group(oblique);
        let led = group.lead.is_some() && self.roles.marks_agent(group);
        let before = self.noun_before(oblique).filter(|&b| led && b != trigger.group);
        before.is_some_and(|b| {
            trigger.span.end <= self.chunks.group(b).tokens.start
                && !self.chunks.conjuncts(trigger.group).any(|g| g == b)
        })
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
        let pair = trigger.span.len() > 1;
        if !process {
            // pertemuan ketiga *berturut-turut*: how it is done is nobody.
            while rest.last().is_some_and(|u| u.kind == UnitKind::Auxiliary) {
                rest.pop();
            }
            // kunjungan kerja Presiden X: who does it begins with the first word for somebody who acts.
            // pertemuan ketiga: a numeral with nothing behind it is nobody.
            let last = rest.len().saturating_sub(1);
            let from = (0..rest.len()).find(|&at| {
                let numeral = at == last && rest[at].kind == UnitKind::Opener && !rest[at].nya;
                self.referents.acts(rest[at]) && !numeral
            });
            let from = from.unwrap_or(rest.len());
            // penerapan standar kesehatan *jemaah*: between a thing done and who does it stands one word at most.
            let things = rest[..from].iter().filter(|u| u.kind != UnitKind::Adjective).count();
            // tudingan ijazah palsu *Budi*: of what is said of a thing, its owner is not who says so.
            let claim = trigger.frame.kind == EventType::Accuse && things > 0;
            let from = if claim || pair && things > 0 || things > 2 { rest.len() } else { from };
            rest.drain(..from);
        } else {
            let manner = |u: &&Unit| matches!(u.kind, UnitKind::Adjective | UnitKind::Auxiliary);
            while rest.first().is_some_and(|u| manner(u) && !u.nya) {
                rest.remove(0);
            }
        }
        // penyalahgunaan *anggaran desa*: the noun of the trigger with what describes it.
        let end = trigger.span.end - 1;
        let plain = |u: &&Unit| {
            matches!(
                u.kind,
                UnitKind::Noun | UnitKind::Adjective | UnitKind::Root | UnitKind::Deverbal
            )
        };
        let named = pair && end > trigger.head && process && trigger.frame.gives();
        let noun = self.unit_at(end).is_some_and(|u| u.kind == UnitKind::Noun);
        if let (true, Some(last)) = (named && noun, rest.last())
            && rest.iter().all(plain)
        {
            let (tokens, head) = (end..last.tokens.end, end);
            let (function, carried, acts) = (Function::Object, false, false);
            all.push(Candidate { function, tokens, head, group: Some(id), acts, carried });
            return;
        }
        if let (Some(first), Some(last)) = (rest.first(), rest.last()) {
            let tokens = first.tokens.start..last.tokens.end;
            let head = first_noun(&rest);
            let acts = self.referents.acts(first);
            let (function, group_id, carried) = (Function::Possessor, Some(id), false);
            all.push(Candidate { function, tokens, head, group: group_id, acts, carried });
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
                let (function, group, carried) = (Function::Possessor, None, false);
                all.push(Candidate { function, tokens, head, group, acts: true, carried });
            }
        }
    }

    fn has_deverbal_head(&self, group: u32) -> bool {
        let group = self.chunks.group(group);
        self.unit_at(group.head).is_some_and(|u| u.kind == UnitKind::Deverbal)
    }
}
