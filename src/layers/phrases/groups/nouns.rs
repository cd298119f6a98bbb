//! How far a noun group reaches: which units it takes, one after another.

use super::Grouper;
use crate::layers::phrases::units::UnitKind;
use crate::morphology::Voice;
use crate::record::{EntityType, QuantityType};

/// The longest noun group, in units: what a text without end makes of one stays a bounded work.
const LONGEST: usize = 64;

/// How far a noun group has come.
#[derive(Default)]
pub(super) struct NounScan {
    pub(super) head: Option<usize>,
    /// What is the head if no noun comes: a number, a counter, a word of quantity.
    pub(super) spare: Option<usize>,
    /// ini, itu, tersebut, a pronoun or -nya has closed it.
    pub(super) closed: bool,
    pub(super) definite: bool,
    /// A preposition stands before it, so that a bare verb within says what it is like.
    pub(super) tied: bool,
}

impl NounScan {
    /// Whether unit `at` belongs to the group that began at `start`; takes it if so.
    pub(super) fn takes(
        &mut self,
        g: &Grouper<'_, '_, '_>,
        at: usize,
        kind: UnitKind,
        start: usize,
    ) -> bool {
        if at - start >= LONGEST {
            return false;
        }
        let before = (at > start).then(|| g.units[at - 1].kind);
        // perhatian utama *para pembuat kebijakan*
        let after_deverbal = matches!(before, Some(UnitKind::Deverbal))
            || (matches!(before, Some(UnitKind::Adjective))
                && at > start + 1
                && g.units[at - 2].kind == UnitKind::Deverbal);
        match kind {
            UnitKind::Closer if self.head.is_some() || self.spare.is_some() => {
                (self.closed, self.definite) = (true, true);
            }
            UnitKind::Closer if matches!(g.kind(at + 1), Some(UnitKind::Relative)) => return false,
            UnitKind::Closer => (self.spare, self.closed, self.definite) = (Some(at), true, true),
            _ if self.closed => return false,
            UnitKind::Joint => {
                // Perpres *110/2025*: the number of a law and its year.
                let numbers = before == Some(UnitKind::Number)
                    && matches!(g.kind(at + 1), Some(UnitKind::Number | UnitKind::Time(_)));
                return self.head.is_some()
                    && (numbers
                        || matches!(
                            g.kind(at + 1),
                            Some(UnitKind::Noun | UnitKind::Name(..) | UnitKind::Deverbal)
                        ));
            }
            UnitKind::Time(_) | UnitKind::Number if before == Some(UnitKind::Joint) => {}
            UnitKind::Opener | UnitKind::Quantity(..) | UnitKind::Number | UnitKind::Counter => {
                return self.takes_amount(g, at, kind, after_deverbal);
            }
            UnitKind::Pronoun => {
                // saya terima: the agent of a bare passive is no possessor.
                let verb = matches!(g.kind(at + 1), Some(UnitKind::Root))
                    || g.verb_group(at + 1)
                        .is_some_and(|v| v.voice == Voice::BASE && !g.is_intransitive(v.head));
                // Ya *benar* kami menangkapnya: an adjective is not of the pronoun behind it.
                let said = self.head.is_none() && before == Some(UnitKind::Adjective);
                if self.head.is_some() && verb || said {
                    return false;
                }
                self.head.get_or_insert(at);
                self.closed = true;
            }
            UnitKind::Name(_, kind) => {
                let person = matches!(before, Some(UnitKind::Name(_, EntityType::Person)));
                if person && kind != EntityType::Organization {
                    return false;
                }
                // (Sekjen) MPR RI *Siti Fauziah*: what is left of a title before a person's name.
                let title = start > 0
                    && g.units[start - 1].kind == UnitKind::Close
                    && matches!(before, Some(UnitKind::Name(_, k)) if k != EntityType::Person);
                if title && kind == EntityType::Person && self.head == Some(at - 1) {
                    self.head = Some(at);
                }
                self.head.get_or_insert(at);
            }
            UnitKind::Noun if self.head.is_some() && g.is_headline_report(at) => return false,
            UnitKind::Noun | UnitKind::Deverbal => {
                if matches!(before, Some(UnitKind::Name(_, EntityType::Person))) {
                    return false;
                }
                // mengusut tuntas *kasus itu*: an adjective before a noun says how something is done.
                if self.head.is_none()
                    && before == Some(UnitKind::Adjective)
                    && !g.units[at - 1].nya
                {
                    return false;
                }
                self.head.get_or_insert(at);
                // Kabarnya Budi pergi: a name behind a plain noun with -nya is no owner.
                let name = matches!(g.kind(at + 1), Some(UnitKind::Name(..)));
                let plain = kind == UnitKind::Noun && name;
                self.closed = g.units[at].nya && (plain || !g.says_whose(at + 1));
            }
            // dirilis BMKG *penting* dilakukan: no name is described by an adjective alone.
            UnitKind::Adjective
                if matches!(before, Some(UnitKind::Name(..)))
                    && !g.units[at].nya
                    && g.verb_group(at + 1).is_some() =>
            {
                return false;
            }
            // memvonis Budi *bebas*: a person's name is not described by what stands behind it.
            UnitKind::Adjective
                if matches!(before, Some(UnitKind::Name(_, EntityType::Person)))
                    && !g.units[at].nya =>
            {
                return false;
            }
            UnitKind::Adjective => {
                self.spare.get_or_insert(at);
                self.closed = g.units[at].nya && !g.says_whose(at + 1);
            }
            UnitKind::Root => {
                // menentang keras *undang-undang itu*
                let verb = start > 0 && g.units[start - 1].kind == UnitKind::Verb;
                let manner = verb
                    && self.head.is_none()
                    && before == Some(UnitKind::Adjective)
                    && !g.units[at - 1].nya;
                if manner || self.head.is_some() && (g.is_headline_verb(at) || g.is_governor(at)) {
                    return false;
                }
                self.head.get_or_insert(at);
                self.closed = g.units[at].nya;
            }
            // korban tewas
            UnitKind::BareVerb
                if self.head.is_some()
                    && (self.tied && g.verb && !g.is_of_several(at) || g.is_attribute(at)) => {}
            // perjanjian baru, rapat rutin: what stands before verbs and describes nouns, where no verb follows.
            UnitKind::Auxiliary if self.head.is_some() && g.describes(at) => {
                // Tim *langsung* kami kerahkan: before the agent of a bare passive it is the verb's.
                return g.verb_behind(at).is_none()
                    && g.kind(at + 1) != Some(UnitKind::Pronoun)
                    && !(g.units[at].preposition.is_some()
                        && matches!(
                            g.kind(at + 1),
                            Some(UnitKind::Noun | UnitKind::Name(..) | UnitKind::Opener)
                        ));
            }
            _ => return false,
        }
        true
    }

    /// Numbers and what opens a group: before the head, or behind a noun of action.
    fn takes_amount(
        &mut self,
        g: &Grouper<'_, '_, '_>,
        at: usize,
        kind: UnitKind,
        after_deverbal: bool,
    ) -> bool {
        let noun_next = matches!(
            g.kind(at + 1),
            Some(
                UnitKind::Noun
                    | UnitKind::Counter
                    | UnitKind::Deverbal
                    | UnitKind::Quantity(..)
                    | UnitKind::Opener
            )
        );
        use QuantityType::{Measure, Money, Percent};
        match (self.head.is_some(), kind) {
            // Uang Rp 5 juta itu disita: an amount that is closed like a noun belongs to the noun.
            (true, UnitKind::Quantity(_, Money | Percent | Measure))
                if g.kind(at + 1) == Some(UnitKind::Closer) =>
            {
                true
            }
            // 25 ton beras: what is measured is the head.
            (false, UnitKind::Quantity(_, Measure)) if noun_next && self.spare.is_none() => {
                self.spare = Some(at);
                true
            }
            (false, UnitKind::Quantity(_, Money | Percent | Measure)) => {
                // An amount of money or a share is a group of its own.
                let first = self.spare.is_none();
                self.head = Some(at);
                self.closed = true;
                first || matches!(g.units[at - 1].kind, UnitKind::Opener)
            }
            // dua pelaku pencurian: the amount holds the noun that is counted; in dua orang pelaku
            // it holds the counting word only.
            (false, UnitKind::Quantity(..)) if !g.ends_in_counter(at) => {
                self.head = Some(at);
                true
            }
            (false, _) => {
                self.spare = Some(at);
                true
            }
            (true, UnitKind::Number) if g.is_score(at) => false,
            // lantai *4* gedung itu: a number that counts nothing is the noun's.
            (true, UnitKind::Number) if at > 0 && g.units[at - 1].kind == UnitKind::Noun => true,
            // Pasal 5; kunjungan kedua
            (true, UnitKind::Number | UnitKind::Opener) if !noun_next && !after_deverbal => {
                kind == UnitKind::Number
                    || g.cx.matcher().forms(g.units[at].tokens.start).any(|f| f.voice == Voice::KE)
            }
            (true, UnitKind::Counter) => {
                !matches!(g.units[at - 1].kind, UnitKind::Name(_, EntityType::Person))
            }
            // rumah para korban
            (true, UnitKind::Opener)
                if g.opens_people(at) && g.units[at - 1].kind != UnitKind::Root =>
            {
                true
            }
            (true, _) => after_deverbal,
        }
    }
}
