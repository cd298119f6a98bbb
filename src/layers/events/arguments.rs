//! The arguments of one trigger: what the grammar gives it, each tied to a function.

use super::candidate::is_capital;
use super::frame::Function;
use super::mentions::Referents;
use super::roles::Roles;
use super::trigger::{Reading, Trigger};
use crate::annotations::Annotations;
use crate::layers::Context;
use crate::layers::phrases::{
    Chunks, Clause, ClauseKind, Group, GroupKind, Joins, Lead, Unit, UnitKind,
};
use crate::morphology::Voice;
use crate::record::EntityType;
use crate::rules::ListId;
use crate::text::BlockKind;
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
    /// Roots of verbs by which somebody is reported to speak.
    pub speech: ListId,
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

/// Groups from a bracket to the one that closes it, at most.
const BRACKETS: u32 = 6;

/// Tokens before the end of what is said within which a word that denies is looked for.
const DENIED: u32 = 32;

/// Groups of a list behind what is said, at most.
const LISTED: usize = 24;

/// Tokens from a bracket to the one that closes it, at most.
const BRACKET_TOKENS: u32 = 16;

/// Noun groups tied to one another by prepositions that are looked through for what one of them depends on.
const TIED: u32 = 16;

impl Grammar<'_, '_, '_> {
    /// Everything that the grammar gives a trigger.
    pub(super) fn candidates(&self, trigger: &Trigger) -> Vec<Candidate> {
        let mut all = Vec::new();
        match trigger.reading {
            Reading::Verb(voice) => self.of_verb(trigger, voice, &mut all),
            Reading::Noun { process } => self.of_noun(trigger, process, &mut all),
        }
        // menerima *sertifikat elektronik*: the noun of the trigger, if more is told of it.
        let own = |c: &Candidate| {
            c.function == Function::Object
                && trigger.span.contains(&c.head)
                && c.head > trigger.head
                && c.tokens.end > trigger.span.end
        };
        let apart = |c: &Candidate| {
            c.tokens.end <= trigger.span.start || c.tokens.start >= trigger.span.end
        };
        all.retain(|c| apart(c) || own(c));
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
            // Menteri Bidang Infrastruktur *dan Pembangunan Wilayah*: a name goes on behind the conjunction.
            if group != first
                && let Some(last) = all.last_mut().filter(|l| l.function == function)
                && self.goes_on(last, own)
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
            // Otorita Ibu Kota (OIK) *dan PT Melati*: what has a short form of its own is whole.
            && next.tokens.start <= group.tokens.end + 2
            && owner.is_some_and(|u| self.referents.acts(u) && u.kind != UnitKind::Opener)
    }

    /// Whether what stands behind a conjunction goes on with the title or name before it, and is nobody of its own.
    fn goes_on(&self, before: &Candidate, next: &Group) -> bool {
        let document = self.cx.document;
        let sentence = document.sentence_of(before.head).map(|s| &document.sentences[s]);
        let body = sentence
            .is_some_and(|s| document.layout.blocks[s.block as usize].kind == BlockKind::Body);
        let inner = |u: &Unit| {
            use UnitKind::{Adjective, Deverbal, Noun, Root};
            matches!(u.kind, Noun | Deverbal | Root | Adjective)
        };
        let units = self.chunks.units_of(next);
        let last = self.unit_at(before.tokens.end - 1);
        // Kepala Biro Umum *dan Informasi Kementerian*, Budi Santoso, …
        let named = next.apposition.map(|a| self.chunks.units_of(self.chunks.group(a)));
        let beside = named.and_then(|units| units.first()).is_some_and(|u| {
            matches!(u.kind, UnitKind::Name(_, EntityType::Person)) && before.acts
        });
        let goes_on = beside || last.is_some_and(inner);
        if !body || next.lead.is_some() || before.tokens.len() < 2 || !goes_on {
            return false;
        }
        let [first, .., holder] = units else { return self.is_part_of_name(before, next, inner) };
        // Menteri Bidang Industri *dan Perdagangan Budi Santoso*, pengamat kebijakan publik *dan politik nasional Sari*:
        // up to the name of who holds the title.
        let person = beside || matches!(holder.kind, UnitKind::Name(_, EntityType::Person));
        let titled = before.acts && person && inner(first) && !self.referents.acts(first);
        titled || self.is_part_of_name(before, next, inner)
    }

    /// Badan Pengawasan Keuangan *dan Pembangunan*: whether capitals behind a conjunction are of the name before it: words
    /// that are known, and name nobody.
    fn is_part_of_name(
        &self,
        before: &Candidate,
        next: &Group,
        inner: impl Fn(&Unit) -> bool,
    ) -> bool {
        let capital = |t: u32| self.cx.document.token_text(t).starts_with(char::is_uppercase);
        let known = |t: u32| self.cx.document.words[t as usize].base.is_known();
        !next.animate
            && before.tokens.clone().all(capital)
            && next.tokens.clone().all(|t| capital(t) && known(t))
            && self.chunks.units_of(next).iter().all(inner)
    }

    /// Whether a name or noun for somebody who acts stands within an argument.
    pub(super) fn holds_somebody(&self, c: &Candidate) -> bool {
        let Some(group) = c.group.map(|g| self.chunks.group(g)) else { return false };
        let mut inside = self.chunks.units_of(group).iter();
        inside.any(|u| u.kind != UnitKind::Opener && self.referents.acts(u))
    }

    pub(super) fn is_somebody(&self, group: u32) -> bool {
        let group = self.chunks.group(group);
        group.animate || is_capital(self, group.head)
    }

    /// Whether a group with a preposition depends on the verb: it stands behind it, or before the subject and not
    /// right behind another noun (dalam rapat *bersama panitia*).
    pub(super) fn belongs(&self, oblique: u32, trigger: &Trigger, clause: &Clause) -> bool {
        if oblique > trigger.group {
            return !self.is_of_topic(oblique, trigger.group);
        }
        let led = self.chunks.group(oblique).lead.is_some();
        let of_noun = led && self.noun_before(oblique).is_some();
        let free = !of_noun || self.roles.marks_place(self.chunks.group(oblique));
        free && clause.subject.is_none_or(|s| oblique < s || clause.carried)
    }

    /// The noun group that stands right before a group, or before the preposition that leads it.
    pub(super) fn noun_before(&self, group: u32) -> Option<u32> {
        let own = self.chunks.group(group);
        let start = own.lead.as_ref().map_or(own.tokens.start, |l| l.tokens.start);
        let before = group.checked_sub(1).filter(|&b| self.chunks.group(b).tokens.end == start)?;
        let kind = |g: u32| self.chunks.group(g).kind;
        // pemberian Izin Usaha (IU) *kepada warga*: what stands in brackets parts nothing.
        let noun = match kind(before) {
            GroupKind::Mark(UnitKind::Close) => {
                let inside = (before.saturating_sub(BRACKETS)..before).rev();
                let open = inside.into_iter().find(|&g| kind(g) == GroupKind::Mark(UnitKind::Open));
                open?.checked_sub(1)?
            }
            _ => before,
        };
        (kind(noun) == GroupKind::Noun).then_some(noun)
    }

    /// Whether a group stands right behind one that says what something is about: aturan tentang hubungan *antara
    /// pusat dan daerah*.
    fn is_of_topic(&self, oblique: u32, verb: u32) -> bool {
        let mut at = oblique;
        let first = verb.max(oblique.saturating_sub(TIED));
        while let Some(before) = self.noun_before(at).filter(|&b| b > first) {
            let (own, group) = (self.chunks.group(at), self.chunks.group(before));
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
    pub(super) fn complement(&self, clause: u32) -> Option<u32> {
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
            // *Dalam rangka menutup tahun*, ia menegaskan …: what is said stands behind the verb.
            inner.predicate > self.chunks.clause(clause).predicate
                && match inner.kind {
                    ClauseKind::Complement => told,
                    ClauseKind::Dependent => {
                        // membenarkan *jika polisi menangkap pelaku*
                        let said = relation == Some("condition") && !inner.carried;
                        let verb =
                            self.chunks.clause(clause).predicate.map(|p| self.chunks.group(p));
                        matches!(relation, Some("purpose" | "content"))
                            || said
                                && inner.subject.is_some()
                                && verb.is_some_and(|v| v.tokens.end == inner.tokens.start)
                    }
                    // Ia menegaskan, *kebijakan itu akan dinilai*.
                    ClauseKind::Main => !inner.carried,
                    _ => false,
                }
        })
    }

    /// From a clause's first word, without its conjunction, to its last.
    pub(super) fn clause_tokens(&self, clause: u32) -> Range<u32> {
        let (id, clause) = (clause, self.chunks.clause(clause));
        let mut end = clause.tokens.end;
        let ends_nothing = |token: u32| {
            self.chunks.group_of(token).is_some_and(|g| match self.chunks.group(g).kind {
                // … ujaran kebencian (DFK): a bracket that closes one within belongs to it.
                GroupKind::Mark(UnitKind::Close) => !self.opens_before(token, clause.tokens.start),
                kind => matches!(kind, GroupKind::Mark(_) | GroupKind::Conjunction(_)),
            })
        };
        while end > clause.tokens.start + 1 && ends_nothing(end - 1) {
            end -= 1;
        }
        let mut start = clause.tokens.start;
        // menegaskan, *setelah tahu hal itu, ia pulang*: a conjunction that opens a clause within is said with it.
        if let Some(group) = self.chunks.group_of(start)
            && matches!(self.chunks.group(group).kind, GroupKind::Conjunction(_))
            && (self.chunks.group(group).clause == Some(id) || clause.kind != ClauseKind::Main)
        {
            start = self.chunks.group(group).tokens.end;
        }
        // mengingatkan *jangan sampai jaksa bermain-main*: words that deny what they open are said with it.
        let before = start.checked_sub(1).and_then(|t| self.chunks.group_of(t));
        if let Some(before) = before.map(|b| self.chunks.group(b))
            && self
                .chunks
                .units_of(before)
                .first()
                .and_then(|u| u.row)
                .is_some_and(|row| self.cx.tables.lists.get(row, "where") == "opening")
        {
            start = before.tokens.start;
        }
        start..end.max(start + 1)
    }

    /// memastikan *pupuk tersedia, terjangkau, dan murah*: where a list that a comma begins behind what is said ends, if all of
    /// it is nouns and adjectives.
    pub(super) fn listed_end(&self, end: u32) -> u32 {
        let Some(first) = self.chunks.group_of(end) else { return end };
        let comma = GroupKind::Mark(UnitKind::Comma);
        if self.chunks.group(first).kind != comma {
            return end;
        }
        let behind = self.chunks.groups[first as usize..].iter().take(LISTED);
        let (mut last, mut open, mut joined) = (end, false, false);
        for group in behind {
            match group.kind {
                GroupKind::Mark(UnitKind::Comma) if !open => open = true,
                GroupKind::Conjunction(Joins::Alike) => (open, joined) = (true, true),
                // tersedia, *terjangkau*, dan murah: what is so by itself is as good as an adjective.
                GroupKind::Verb if open && group.voice == Voice::TER => {
                    (open, last) = (false, group.tokens.end);
                }
                GroupKind::Noun if open || group.lead.is_some() => {
                    joined |= group.lead.as_ref().is_some_and(|l| self.is_up_to(l));
                    open = false;
                    last = group.tokens.end;
                }
                // … seluruh proses audiensi, sosialisasi, dan diskusi *rampung*: what they all do ends it.
                GroupKind::Verb if joined && !open => last = group.tokens.end,
                GroupKind::Mark(UnitKind::Stop | UnitKind::Quote) if !open && joined => {
                    return last;
                }
                _ => break,
            }
        }
        end
    }

    /// tidak hanya memperkuat posisi itu, *tetapi juga membawa dampak*: where the other half of what is denied ends.
    pub(super) fn contrast_end(&self, tokens: &Range<u32>) -> u32 {
        let end = tokens.end;
        let Some(comma) = self.chunks.group_of(end) else { return end };
        let [first, conjunction, next, ..] = &self.chunks.groups[comma as usize..] else {
            return end;
        };
        let lists = &self.cx.tables.lists;
        let negation = |row| lists.get(row, "kind") == "negation";
        let denies = |t: u32| self.unit_at(t).is_some_and(|u| u.row.is_some_and(negation));
        let contrast = conjunction.row.is_some_and(|row| lists.get(row, "relation") == "contrast");
        let first_unit = self.chunks.units_of(next).first().map(|u| u.kind);
        let goes_on = match next.kind {
            GroupKind::Verb => first_unit == Some(UnitKind::Auxiliary),
            GroupKind::Noun => next.lead.is_some(),
            _ => false,
        };
        let long = tokens.len() as u32 > DENIED;
        let start = if long { end - DENIED } else { tokens.start };
        if first.kind != GroupKind::Mark(UnitKind::Comma)
            || conjunction.kind != GroupKind::Conjunction(Joins::Clauses)
            || !(contrast && goes_on && (start..end).any(denies))
        {
            return end;
        }
        let behind = self.chunks.groups[comma as usize + 2..].iter().take(LISTED);
        let stop = behind.into_iter().find(|g| {
            matches!(g.kind, GroupKind::Mark(UnitKind::Comma | UnitKind::Stop | UnitKind::Quote))
        });
        stop.map_or(end, |stop| stop.tokens.start)
    }

    /// konsep, kebijakan, *hingga* penerapan: whether a preposition leads what a list comes to at last.
    fn is_up_to(&self, lead: &Lead) -> bool {
        let row = lead.conjunction.or(lead.preposition);
        row.is_some_and(|row| self.cx.tables.lists.get(row, "end") == "yes")
    }

    /// Whether a bracket stands not far before a token, behind `start`.
    fn opens_before(&self, token: u32, start: u32) -> bool {
        let mut before = (start.max(token.saturating_sub(BRACKET_TOKENS))..token).rev();
        let kind = |t: u32| self.chunks.group_of(t).map(|g| self.chunks.group(g).kind);
        before.any(|t| kind(t) == Some(GroupKind::Mark(UnitKind::Open)))
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
