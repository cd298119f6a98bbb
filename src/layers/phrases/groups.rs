//! Units put together into noun groups, verb groups and what stands between them.

mod nouns;

use super::chunks::{Group, GroupKind, Lead};
use super::lists::{Joins, WordLists};
use super::units::{Unit, UnitKind};
use crate::layers::Context;
use crate::morphology::Voice;
use crate::record::EntityType;
use crate::text::TokenKind;
use nouns::NounScan;
use std::ops::Range;

/// Puts the units `range` of one sentence into groups, appended to `groups`.
pub(super) fn group(
    cx: &Context<'_, '_>,
    lists: &WordLists,
    units: &[Unit],
    range: Range<u32>,
    headline: bool,
    groups: &mut Vec<Group>,
) {
    let mut grouper = Grouper { cx, lists, units, end: range.end as usize, headline, verb: false };
    let mut at = range.start as usize;
    while at < grouper.end {
        let group = grouper.next(at);
        at = group.units.end as usize;
        groups.push(group);
    }
}

struct Grouper<'c, 'd, 't> {
    cx: &'c Context<'d, 't>,
    lists: &'c WordLists,
    units: &'c [Unit],
    end: usize,
    headline: bool,
    /// Whether the sentence has had a verb, so that a bare root in a headline is none.
    verb: bool,
}

impl Grouper<'_, '_, '_> {
    fn kind(&self, at: usize) -> Option<UnitKind> {
        (at < self.end).then(|| self.units[at].kind)
    }

    fn make(&self, kind: GroupKind, units: Range<usize>, head: u32) -> Group {
        let tokens = self.units[units.start].tokens.start..self.units[units.end - 1].tokens.end;
        Group {
            kind,
            tokens,
            units: units.start as u32..units.end as u32,
            head,
            lead: None,
            row: None,
            voice: Voice::empty(),
            clause: None,
            conjunct: None,
            apposition: None,
            animate: false,
            definite: false,
        }
    }

    fn next(&mut self, at: usize) -> Group {
        let group = self.group_at(at);
        self.verb |= group.kind == GroupKind::Verb;
        group
    }

    fn group_at(&self, at: usize) -> Group {
        if let Some(verb) = self.verb_group(at) {
            return verb;
        }
        let unit = &self.units[at];
        let single = |kind| self.make(kind, at..at + 1, unit.tokens.start);
        match unit.kind {
            UnitKind::Time(_) => single(GroupKind::Time),
            UnitKind::Relative => {
                Group { row: unit.conjunction, ..single(GroupKind::Conjunction(Joins::Relative)) }
            }
            UnitKind::Aside => single(GroupKind::Aside),
            UnitKind::Comma
            | UnitKind::Quote
            | UnitKind::Open
            | UnitKind::Close
            | UnitKind::Stop => single(GroupKind::Mark(unit.kind)),
            UnitKind::Link => self.link(at),
            UnitKind::Auxiliary if unit.preposition.is_some() => self.link(at),
            // kemarin *ini* dihadiri …: what closes a time is nothing of its own.
            UnitKind::Closer if at > 0 && matches!(self.units[at - 1].kind, UnitKind::Time(_)) => {
                single(GroupKind::Other)
            }
            UnitKind::Auxiliary | UnitKind::Other | UnitKind::Joint => single(GroupKind::Other),
            _ => self.noun_group(at, None).unwrap_or_else(|| single(GroupKind::Other)),
        }
    }

    /// A preposition with its noun group, or a conjunction.
    fn link(&self, at: usize) -> Group {
        let unit = &self.units[at];
        let joins = unit.conjunction.map(|row| self.lists.joins(row));
        // A conjunction that joins or opens a clause leads no noun group; one that may be a preposition does.
        let leads = unit.preposition.is_some() || joins == Some(Joins::Dependent);
        if leads && self.verb_group(at + 1).is_none() {
            let lead = Lead {
                tokens: unit.tokens.clone(),
                preposition: unit.preposition,
                conjunction: unit.conjunction,
            };
            match self.kind(at + 1) {
                // pada Rabu: the preposition adds nothing to a time.
                Some(UnitKind::Time(_)) => {
                    let mut group = self.make(GroupKind::Time, at..at + 2, unit.tokens.start);
                    group.lead = Some(lead);
                    group.head = self.units[at + 1].tokens.start;
                    return group;
                }
                Some(_) => {
                    if let Some(group) = self.noun_group(at + 1, Some(lead)) {
                        return group;
                    }
                }
                None => {}
            }
        }
        let mut group = self.make(GroupKind::Other, at..at + 1, unit.tokens.start);
        // tiga orang sekaligus, …: what joins nothing is an adverb.
        let last = matches!(self.kind(at + 1), None | Some(UnitKind::Comma | UnitKind::Stop));
        if joins == Some(Joins::Alike) && last {
            return group;
        }
        // dalam menghadapi serangan: a preposition before a verb opens a clause.
        if joins.is_none() && unit.preposition.is_some() && self.verb_group(at + 1).is_some() {
            group.kind = GroupKind::Conjunction(Joins::Dependent);
            group.row = unit.preposition;
        } else if let Some(joins) = joins {
            group.kind = GroupKind::Conjunction(joins);
            group.row = unit.conjunction;
        }
        group
    }

    /// Auxiliaries with their verb, if a verb group begins here.
    fn verb_group(&self, at: usize) -> Option<Group> {
        let mut head = at;
        while matches!(self.kind(head), Some(UnitKind::Auxiliary)) {
            head += 1;
        }
        let auxiliaries = head > at;
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
            UnitKind::Root | UnitKind::BareVerb => Voice::BASE,
            _ => Voice::empty(),
        };
        Some(group)
    }

    /// Whether nothing, or a mark that ends a clause, stands at a place.
    fn ends(&self, at: usize) -> bool {
        use UnitKind::{Close, Comma, Quote, Stop};
        self.kind(at).is_none_or(|kind| matches!(kind, Comma | Stop | Quote | Close))
    }

    /// Whether a word is listed as a predicate without prefix, whatever else it is.
    fn is_bare_verb(&self, at: usize) -> bool {
        let tokens = &self.units[at].tokens;
        let hits = self.cx.document.hits_at(tokens.start).iter();
        let mut own = hits.filter(|h| h.end == tokens.end);
        own.any(|h| self.lists.kind(self.cx, h.row) == UnitKind::BareVerb)
    }

    /// korban *tolak* membayar: whether a bare root between somebody and a verb governs that verb.
    fn is_governor(&self, at: usize) -> bool {
        at > 0
            && self.units[at].kind == UnitKind::Root
            && self.kind(at + 1) == Some(UnitKind::Verb)
            && self.lists.governs(self.cx, self.units[at].tokens.start)
            && self.is_animate(at - 1)
    }

    /// Whether a bare root is the verb of a headline: Polisi *Tangkap* Pelaku. A noun stands before it and, behind it, what may
    /// be its object.
    fn is_headline_verb(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1).map(|b| self.units[b].kind) else { return false };
        let nouns = [UnitKind::Noun, UnitKind::Deverbal, UnitKind::Root, UnitKind::Opener];
        let object = self.kind(at + 1).is_some_and(|k| {
            nouns.contains(&k)
                || matches!(k, UnitKind::Name(..) | UnitKind::Quantity(..) | UnitKind::Link)
                // Thailand *Setop* Tembak-menembak, Warga Depok *Minta* Dibantu
                || k == UnitKind::Verb && matches!(before, UnitKind::Name(..))
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

    /// datang *bukan* untuk menyerang: whether a word denies what a conjunction behind it opens.
    fn denies_link(&self, at: usize) -> bool {
        let row = self.units[at].row;
        let denies = row.is_some_and(|row| self.cx.tables.lists.get(row, "kind") == "negation");
        denies && self.units.get(at + 1).is_some_and(|u| u.conjunction.is_some())
    }

    /// menaklukkan Arema *2-0*: whether a number behind a name begins a score.
    fn is_score(&self, at: usize) -> bool {
        let (document, end) = (self.cx.document, self.units[at].tokens.end);
        let named = at.checked_sub(1).map(|b| self.units[b].kind);
        let mut next = (end..).map_while(|t| document.tokens.get(t as usize)).take(2);
        let parts = next.next().is_some_and(|t| t.kind == TokenKind::Punct && t.glued);
        matches!(named, Some(UnitKind::Name(..)))
            && parts
            && next.next().is_some_and(|t| t.kind == TokenKind::Number && t.glued)
    }

    /// menampik *mentah-mentah* klaim itu: whether the units are adverbs, which make no verb of a noun.
    fn are_adverbs(&self, units: Range<usize>) -> bool {
        let lists = &self.cx.tables.lists;
        self.units[units].iter().all(|u| u.row.is_none_or(|r| lists.get(r, "kind") == "adverb"))
    }

    /// The place of the verb behind the auxiliaries at `at`.
    fn verb_behind(&self, at: usize) -> Option<usize> {
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
    fn is_attribute(&self, at: usize) -> bool {
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
    fn is_of_several(&self, at: usize) -> bool {
        let token = self.units[at].tokens.start;
        let next = self.units.get(at + 1).filter(|_| at + 1 < self.end).and_then(|u| u.preposition);
        next.is_some_and(|row| self.cx.tables.lists.get(row, "kind") == "with")
            && self.cx.matcher().forms(token).any(|f| f.voice.intersects(Voice::BER))
    }

    /// Whether a word that stands before verbs describes a noun as well: kegiatan *rutin*.
    fn describes(&self, at: usize) -> bool {
        self.units[at].row.is_some_and(|row| self.cx.tables.lists.get(row, "noun") == "yes")
    }

    /// Whether the unit says whose the noun with -nya before it is: jalannya *aksi*, pentingnya *izin*.
    fn says_whose(&self, at: usize) -> bool {
        let nouns = [UnitKind::Noun, UnitKind::Deverbal, UnitKind::Root];
        self.kind(at).is_some_and(|k| nouns.contains(&k) || matches!(k, UnitKind::Name(..)))
    }

    /// Whether the verb at that token is a word that takes no object: tembus, tiba.
    fn is_intransitive(&self, head: u32) -> bool {
        let at = self.units.partition_point(|u| u.tokens.end <= head);
        self.units[at].is_intransitive(&self.cx.tables.lists)
    }

    /// The noun group that begins here, if one does.
    fn noun_group(&self, at: usize, lead: Option<Lead>) -> Option<Group> {
        let tied = lead.as_ref().is_some_and(|l| l.conjunction.is_none());
        let mut scan = NounScan { tied, ..NounScan::default() };
        let mut next = at;
        while let Some(kind) = self.kind(next) {
            if !scan.takes(self, next, kind, at) {
                break;
            }
            next += 1;
        }
        // A joint at the end joins nothing.
        while next > at && self.units[next - 1].kind == UnitKind::Joint {
            next -= 1;
        }
        let head = scan.head.or(scan.spare)?;
        if next == at {
            return None;
        }
        let tokens = &self.units[head].tokens;
        let token = match self.units[head].kind {
            UnitKind::Quantity(..) => tokens.end - 1,
            _ => tokens.start,
        };
        let mut group = self.make(GroupKind::Noun, at..next, token);
        group.lead = lead;
        group.definite = scan.definite;
        group.animate = self.is_animate(head) || (at..head).any(|u| self.opens_people(u));
        Some(group)
    }

    /// Whether the last word of an amount is a counting word, or a number.
    fn ends_in_counter(&self, at: usize) -> bool {
        let last = self.units[at].tokens.end - 1;
        let counter = self
            .cx
            .document
            .hits_at(last)
            .iter()
            .any(|h| h.end == last + 1 && self.lists.kind(self.cx, h.row) == UnitKind::Counter);
        counter || !self.cx.document.tokens[last as usize].is_word()
    }

    /// Whether somebody is told in the noun group that ends before a unit.
    fn holds_people(&self, end: usize) -> bool {
        use UnitKind::{Adjective, Counter, Deverbal, Joint, Name, Noun, Number, Opener, Quantity};
        let inside = |u: &&Unit| {
            let parts = [Adjective, Counter, Deverbal, Joint, Noun, Number, Opener];
            parts.contains(&u.kind) || matches!(u.kind, Name(..) | Quantity(..))
        };
        let length = self.units[..end].iter().rev().take_while(inside).count();
        (end - length..end).any(|u| self.is_animate(u) || self.opens_people(u))
    }

    /// Whether what stands before the head says that it is people: seorang, para, dua orang.
    fn opens_people(&self, at: usize) -> bool {
        let unit = &self.units[at];
        match unit.kind {
            UnitKind::Quantity(..) => {
                let hits = self.cx.document.hits_at(unit.tokens.end - 1).iter();
                hits.into_iter().any(|h| self.lists.is_of_people(self.cx, h.row))
            }
            _ => unit.row.is_some_and(|row| self.lists.is_of_people(self.cx, row)),
        }
    }

    fn is_animate(&self, head: usize) -> bool {
        match self.units[head].kind {
            UnitKind::Name(_, kind) => matches!(
                kind,
                EntityType::Person | EntityType::Organization | EntityType::Gpe | EntityType::Group
            ),
            UnitKind::Pronoun => true,
            UnitKind::Quantity(..) => {
                let tokens = &self.units[head].tokens;
                let agent = |t: u32| self.cx.matcher().forms(t).any(|f| f.voice == Voice::AGENT);
                // keduanya: a number that is a pronoun.
                let pronoun = |t: u32| {
                    let mut hits = self.cx.document.hits_at(t).iter();
                    hits.any(|h| self.lists.kind(self.cx, h.row) == UnitKind::Pronoun)
                };
                let noun = |t: u32| self.lists.agent_noun(self.cx, t).is_some();
                let own = |t: u32| noun(t) || agent(t) || pronoun(t);
                (tokens.start..tokens.end).any(own)
            }
            _ => {
                let token = self.units[head].tokens.start;
                let pronoun = self.units[head].nya
                    && self.units[head].kind == UnitKind::Opener
                    && self.opens_people(head);
                pronoun
                    || self.lists.is_agent_noun(self.cx, &self.units[head].tokens)
                    || self.cx.matcher().forms(token).any(|f| f.voice == Voice::AGENT)
            }
        }
    }
}
