//! Verb groups: a verb with the words before it and behind it, and what is no verb though it looks like one.

use super::Grouper;
use crate::layers::phrases::chunks::{Group, GroupKind};
use crate::layers::phrases::units::UnitKind;
use crate::morphology::Voice;
use std::ops::Range;

impl Grouper<'_, '_, '_> {
    /// Auxiliaries with their verb, if a verb group begins here.
    pub(super) fn verb_group(&self, at: usize) -> Option<Group> {
        let (mut head, mut counted) = (at, false);
        loop {
            match self.kind(head) {
                Some(UnitKind::Auxiliary) => {}
                Some(UnitKind::Quantity(..)) if self.is_frequency(head) => counted = true,
                _ => break,
            }
            head += 1;
        }
        let auxiliaries = head > at;
        // dua kali lebih besar: how often is said of what is done, and not of what something is like.
        use UnitKind::{BareVerb, Root, Verb};
        if counted && !matches!(self.kind(head), Some(Verb | BareVerb | Root)) {
            return None;
        }
        // Kunjungan itu *batal*: what stands before verbs and is a predicate as well, where nothing follows.
        if auxiliaries && self.ends(head) && self.is_bare_verb(head - 1) {
            let mut group = self.make(GroupKind::Verb, at..head, self.units[head - 1].tokens.start);
            group.voice = Voice::BASE;
            return Some(group);
        }
        // Pemkab Garut saat ini *intens* berkomunikasi: an adjective right before a verb says how.
        let relative = at > 0 && self.units[at - 1].kind == UnitKind::Relative;
        let manner = self.kind(head) == Some(UnitKind::Adjective)
            && self.kind(head + 1) == Some(UnitKind::Verb)
            && !self.units[head].nya
            && !relative;
        head += usize::from(manner);
        let kind = self.kind(head)?;
        let is_verb = match kind {
            UnitKind::Verb | UnitKind::Copula => true,
            UnitKind::BareVerb => !self.is_attribute(head),
            // akan tangkap; yang kami tangkap
            UnitKind::Root => {
                let pronoun =
                    at.checked_sub(1).is_some_and(|p| self.units[p].kind == UnitKind::Pronoun);
                auxiliaries && (self.headline || !self.are_adverbs(at..head))
                    || pronoun
                    || !auxiliaries && (self.is_headline_verb(head) || self.is_governor(head))
            }
            UnitKind::Adjective => auxiliaries,
            // DPR *Nilai* Pemerintahan On Track: a noun that reports, behind somebody in a headline.
            UnitKind::Noun => !auxiliaries && self.is_headline_report(head),
            _ => false,
        };
        if !is_verb {
            return None;
        }
        let mut end = head + 1;
        while matches!(self.kind(end), Some(UnitKind::Auxiliary))
            && self.verb_behind(end).is_none()
            && self.units[end].preposition.is_none()
            && !self.denies_link(end)
        {
            end += 1;
        }
        let mut group = self.make(GroupKind::Verb, at..end, self.units[head].tokens.start);
        group.voice = match kind {
            UnitKind::Verb => {
                let verbal = Voice::ACTIVE | Voice::PASSIVE | Voice::BER | Voice::TER;
                let voice = self.units[head].voice;
                if voice.intersects(verbal) { voice & verbal } else { voice & Voice::BASE }
            }
            UnitKind::Root | UnitKind::BareVerb | UnitKind::Noun => Voice::BASE,
            _ => Voice::empty(),
        };
        Some(group)
    }

    /// sudah *tiga kali* menolak: whether an amount says how often.
    pub(super) fn is_frequency(&self, at: usize) -> bool {
        let last = self.units[at].tokens.end - 1;
        self.units[at].tokens.len() > 1 && self.lists.is_frequency(self.cx, last)
    }

    /// Whether nothing, or a mark that ends a clause, stands at a place.
    pub(super) fn ends(&self, at: usize) -> bool {
        use UnitKind::{Close, Comma, Quote, Stop};
        self.kind(at).is_none_or(|kind| matches!(kind, Comma | Stop | Quote | Close))
    }

    /// Whether a word is listed as a predicate without prefix, whatever else it is.
    pub(super) fn is_bare_verb(&self, at: usize) -> bool {
        let tokens = &self.units[at].tokens;
        let hits = self.cx.document.hits_at(tokens.start).iter();
        let mut own = hits.filter(|h| h.end == tokens.end);
        own.any(|h| self.lists.kind(self.cx, h.row) == UnitKind::BareVerb)
    }

    /// korban *tolak* membayar: whether a bare root between somebody and a verb governs that verb.
    pub(super) fn is_governor(&self, at: usize) -> bool {
        at > 0
            && self.units[at].kind == UnitKind::Root
            && self.kind(at + 1) == Some(UnitKind::Verb)
            && self.lists.governs(self.cx, self.units[at].tokens.start)
            && self.is_animate(at - 1)
    }

    /// Whether a bare root is the verb of a headline: Polisi *Tangkap* Pelaku. A noun stands before it and, behind it, what may
    /// be its object.
    pub(super) fn is_headline_verb(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1).map(|b| self.units[b].kind) else { return false };
        let nouns = [UnitKind::Noun, UnitKind::Deverbal, UnitKind::Root, UnitKind::Opener];
        let object = self.kind(at + 1).is_some_and(|k| {
            nouns.contains(&k)
                || matches!(k, UnitKind::Name(..) | UnitKind::Quantity(..) | UnitKind::Link)
                // Thailand *Setop* Tembak-menembak, Warga Depok *Minta* Dibantu
                || k == UnitKind::Verb && matches!(before, UnitKind::Name(..))
                // Pemprov *Bangun* 10 Puskesmas
                || k == UnitKind::Number && self.kind(at + 2).is_some_and(|k| nouns.contains(&k))
        });
        let noun =
            nouns.contains(&before) || matches!(before, UnitKind::Name(..) | UnitKind::Number);
        self.headline
            && !self.verb
            && object
            && noun
            && self.units[at].kind == UnitKind::Root
            && self.units[at].voice.intersects(Voice::BASE)
    }

    /// Whether a noun in a headline is the bare root of a verb that reports: it stands between somebody and what is told of.
    pub(super) fn is_headline_report(&self, at: usize) -> bool {
        let unit = &self.units[at];
        use UnitKind::{Deverbal, Name, Noun, Opener, Quantity, Time};
        self.headline
            && !self.verb
            && at > self.start
            && unit.voice.intersects(Voice::BASE)
            && !unit.nya
            && self.is_animate(at - 1)
            && self.kind(at + 1).is_some_and(|k| {
                matches!(k, Noun | Deverbal | Opener | Name(..) | Quantity(..) | Time(_))
            })
            && self.lists.reports(self.cx, unit.tokens.start)
    }

    /// datang *bukan* untuk menyerang: whether a word denies what a conjunction behind it opens.
    pub(super) fn denies_link(&self, at: usize) -> bool {
        let row = self.units[at].row;
        let denies = row.is_some_and(|row| self.cx.tables.lists.get(row, "kind") == "negation");
        denies && self.units.get(at + 1).is_some_and(|u| u.conjunction.is_some())
    }

    /// menampik *mentah-mentah* klaim itu: whether the units are adverbs, which make no verb of a noun.
    pub(super) fn are_adverbs(&self, units: Range<usize>) -> bool {
        let lists = &self.cx.tables.lists;
        self.units[units].iter().all(|u| u.row.is_none_or(|r| lists.get(r, "kind") == "adverb"))
    }

    /// The place of the verb behind the auxiliaries at `at`.
    pub(super) fn verb_behind(&self, at: usize) -> Option<usize> {
        let mut head = at;
        while matches!(self.kind(head), Some(UnitKind::Auxiliary)) {
            head += 1;
        }
        let verbs = [
            UnitKind::Verb,
            UnitKind::BareVerb,
            UnitKind::Root,
            UnitKind::Adjective,
            UnitKind::Copula,
        ];
        let root =
            self.kind(head) == Some(UnitKind::Root) && !self.headline && self.are_adverbs(at..head);
        (!root && self.kind(head).is_some_and(|k| verbs.contains(&k))).then_some(head)
    }

    /// Whether a bare verb describes the noun before it: korban *tewas* mencapai lima orang.
    pub(super) fn is_attribute(&self, at: usize) -> bool {
        let noun = at.checked_sub(1).is_some_and(|before| {
            matches!(self.units[before].kind, UnitKind::Noun | UnitKind::Deverbal)
        });
        // menteri itu sepakat membentuk: the verb behind depends on this one.
        let governs =
            self.units[at].row.is_some_and(|r| self.cx.tables.lists.get(r, "frame") == "control");
        let verb = self.verb_behind(at + 1).unwrap_or(at + 1);
        // menjenguk korban keracunan: the sentence has its verb, and the word is a noun as well.
        let token = self.units[at].tokens.start;
        if noun && self.verb && self.cx.matcher().forms(token).any(|f| f.voice == Voice::RESULT) {
            return true;
        }
        // dugaan bunuh diri siswa itu: a word that is a noun as well, behind a noun for a thing.
        let both = self.units[at].row.is_some_and(|r| self.cx.tables.lists.get(r, "noun") == "yes");
        // pengamanan *unjuk rasa*: so behind a noun of action, whoever is told before it.
        let deed = noun && self.units[at - 1].voice.intersects(Voice::PROCESS);
        if noun && both && !self.units[at - 1].nya && (deed || !self.holds_people(at)) {
            return true;
        }
        // Ia menjadi korban *tewas* pertama: the copula is the predicate.
        if noun && at > 1 && self.units[at - 2].kind == UnitKind::Copula {
            return true;
        }
        noun && !governs
            && match self.kind(verb) {
                Some(UnitKind::Copula) => true,
                Some(UnitKind::Verb) => {
                    self.units[verb].voice.intersects(Voice::ACTIVE | Voice::BER)
                }
                _ => false,
            }
    }

    /// digelar oleh kementerian *bekerja sama* dengan …: whether a bare verb tells what several do.
    pub(super) fn is_of_several(&self, at: usize) -> bool {
        let token = self.units[at].tokens.start;
        let next = self.units.get(at + 1).filter(|_| at + 1 < self.end).and_then(|u| u.preposition);
        next.is_some_and(|row| self.cx.tables.lists.get(row, "kind") == "with")
            && self.cx.matcher().forms(token).any(|f| f.voice.intersects(Voice::BER))
    }

    /// Whether the verb at that token is a word that takes no object: tembus, tiba.
    pub(super) fn is_intransitive(&self, head: u32) -> bool {
        let at = self.units.partition_point(|u| u.tokens.end <= head);
        self.units[at].is_intransitive(&self.cx.tables.lists)
    }
}
