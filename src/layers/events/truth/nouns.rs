//! How real an event is that a noun tells: by what stands within its group, by what it hangs on, by the verb that lends it a subject.

use super::super::arguments::{Grammar, Light};
use super::super::effects::{Effect, Told};
use super::super::mood::is_dependent;
use super::super::trigger::{Reading, Trigger};
use super::Truth;
use crate::layers::phrases::{Group, Unit, UnitKind};
use crate::morphology::Voice;
use crate::record::{EventType, Modality};
use crate::rules::RootId;

impl Truth {
    /// upaya penanganan *banjir*: whether what is only meant is what another noun tells, between its word and what befalls.
    fn is_of_other(
        &self,
        g: &Grammar<'_, '_, '_>,
        trigger: &Trigger,
        group: &Group,
        word: &Unit,
        effect: Effect,
    ) -> bool {
        let meant = matches!(effect.modality, Some(Modality::Planned | Modality::Demanded));
        let deed = |u: &Unit| {
            u.tokens.start > word.tokens.start
                && u.tokens.end <= trigger.span.start
                && u.voice.intersects(Voice::PROCESS)
                && self.root(g, u.tokens.start).is_none()
        };
        meant
            && !effect.negative
            && trigger.frame.kind.befalls()
            && g.chunks.units_of(group).iter().any(deed)
    }

    /// rencana *kunjungan*; membatalkan *kunjungan*; akan melakukan *kunjungan*.
    pub(super) fn noun(
        &self,
        g: &Grammar<'_, '_, '_>,
        trigger: &Trigger,
        group: &Group,
        told: &mut Told,
    ) {
        for unit in g.chunks.units_of(group) {
            if unit.tokens.start >= trigger.span.start {
                break;
            }
            let root = self.root(g, unit.tokens.start);
            let root = root.filter(|e| !(e.purpose || e.deed && trigger.frame.kind.is_claim()));
            if let Some(effect) = root.or_else(|| self.noun_entry(g, &unit.tokens))
                && !self.is_of_other(g, trigger, group, unit, effect)
            {
                told.add(effect);
            }
        }
        let lead = group.lead.as_ref().and_then(|l| l.conjunction.or(l.preposition));
        if let Some(effect) = lead.and_then(|row| self.link_effects.get(&row)) {
            // terima kasih untuk kunjungan says nothing of how real it is; untuk pembangunan jembatan,
            // tanpa kunjungan, jika serangan do.
            let process = matches!(trigger.reading, Reading::Noun { process: true });
            if effect.negative || effect.modality == Some(Modality::Conditional) {
                told.add(*effect);
            } else if process && g.heads(trigger, group) {
                // untuk pelaku pencurian: whom it is for is no purpose.
                told.meant(*effect);
            }
        }
        // angin kencang yang *bisa terjadi*: so does a verb that says of it that it happens.
        if let Some(happens) = g.happening_behind(trigger) {
            self.verb_group(g, happens, told);
        }
        let Some(clause_id) = group.clause else { return };
        let clause = g.chunks.clause(clause_id);
        // Kami belum *audiensi* dengan bupati: a noun in the place of the verb.
        if let Some((words, _)) = g.in_place_of_verb(trigger) {
            self.verb_group(g, words, told);
            self.upwards(g, clause_id, told);
        }
        let Some(predicate) = clause.predicate.map(|p| g.chunks.group(p)) else { return };
        // membuka kemungkinan *naiknya iuran*: a word behind the verb that doubts its object.
        if clause.objects.contains(&trigger.group) {
            let behind = |u: &&Unit| u.tokens.start > predicate.head && u.row.is_some();
            for unit in g.chunks.units_of(predicate).iter().filter(behind) {
                let row = g.cx.document.entry(&unit.tokens, self.words);
                let effect = row.and_then(|row| self.word_effects.get(&row));
                if let Some(&effect) = effect.filter(|e| e.modality == Some(Modality::Possible)) {
                    told.add(effect);
                }
            }
        }
        // Salah satu gagasan adalah *pembukaan kantor*: what is thought of is named behind a copula.
        let copula = |u: &Unit| u.kind == UnitKind::Copula;
        let subject = clause.subject.filter(|_| clause.objects.contains(&trigger.group));
        if let Some(subject) = subject.map(|s| g.chunks.group(s))
            && g.chunks.units_of(predicate).iter().any(copula)
            && let Some(effect) = self.noun_entry(g, &(subject.head..subject.head + 1))
        {
            told.add(effect);
        }
        // Kenaikan itu tidak akan menjadi isu: what it becomes says nothing of whether it happens.
        let active = predicate.voice.intersects(Voice::ACTIVE);
        match g.light(trigger).filter(|(light, _)| !(active && *light == Light::Itself)) {
            Some((Light::Subject | Light::Object | Light::Itself, _)) => {
                if let Some(verb) = clause.predicate {
                    self.governing_noun(g, verb, told.figure, told);
                }
                self.governed(g, Some(predicate), false, told);
                self.upwards(g, clause_id, told);
            }
            None if is_dependent(g, clause, trigger.group) => {
                // What a verb of that kind does (pembangunan membutuhkan biaya) is as real as ever.
                let subject = clause.subject == Some(trigger.group);
                let does = subject && predicate.voice.intersects(Voice::ACTIVE | Voice::BER);
                if let Some(effect) = self.root(g, predicate.head)
                    && g.heads(trigger, group)
                    && !(effect.purpose
                        || does
                        || effect.verb && subject
                        || effect.deed && trigger.frame.kind.is_claim())
                {
                    told.add(effect);
                }
                // berpotensi menyebabkan *kecelakaan*: what a verb brings about is as real as the verb.
                let kind = trigger.frame.kind;
                let befalls =
                    kind.befalls() || matches!(kind, EventType::Crime | EventType::Indicator);
                let object = |&o: &u32| g.chunks.conjuncts(o).any(|o| o == trigger.group);
                let brings = |f: RootId| g.cx.tables.roots.row(f, self.bringing).is_some();
                let brought = g.cx.matcher().forms(predicate.head).any(|f| brings(f.root));
                if befalls && brought && clause.objects.iter().any(object) {
                    self.verb_group(g, predicate, told);
                    self.upwards(g, clause_id, told);
                }
            }
            // Hujan lebat *akan melanda* Bogor: it is yet to come. An attack that does not kill is an attack all the same.
            Some((Light::Harms, _)) if clause.subject == Some(trigger.group) => {
                let mut harm = Told::default();
                self.verb_group(g, predicate, &mut harm);
                if harm.modality == Some(Modality::Planned) && !harm.negative {
                    told.modality = told.modality.or(harm.modality);
                }
            }
            Some((Light::Harms, _)) | None => {}
        }
    }
}
