//! What a verb of saying says, where nothing but a noun group opens it: memastikan *dana itu tidak menganggur*.

use super::arguments::{Candidate, Grammar};
use super::frame::Function;
use super::trigger::Trigger;
use crate::layers::phrases::{Group, GroupKind, Joins, Unit, UnitKind};
use crate::record::EventType;

/// Groups behind a verb within which what it says must end.
const CONTENT: usize = 64;

/// Groups from a quotation mark behind a noun to the one that closes it, at most.
const QUOTED: usize = 8;

/// How what is said of a noun goes on behind it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Said {
    /// With what it is or does.
    So,
    /// With a relative clause, which may only say which one is meant.
    Described,
}

impl Grammar<'_, '_, '_> {
    /// memastikan *Gunung Lawu tidak termasuk wilayah itu*: what is said is all that follows, where the noun behind the
    /// verb is said to be so.
    pub(super) fn whole_topic(&self, trigger: &Trigger, objects: &[u32], all: &mut Vec<Candidate>) {
        if trigger.frame.kind != EventType::State || !trigger.frame.has(Function::Complement) {
            return;
        }
        let mut parts = objects.iter().filter_map(|&o| Some((o, self.said_of(o)?)));
        let Some((object, said)) = parts.next() else { return };
        let place = self.chunks.group(object).tokens.clone();
        let own = |c: &Candidate| c.function == Function::Object && c.tokens == place;
        let Some(first) = all.iter().position(own) else { return };
        let Some(end) = self.content_end(object, said) else { return };
        let (function, tokens, head) = (Function::Complement, place.start..end, place.start);
        all[first] = Candidate { function, tokens, head, group: None, acts: false, carried: false };
        all.retain(|c| c.tokens.start < place.end || c.tokens.start >= end);
    }

    /// menekankan pentingnya “*swasembada*”: a noun with -nya goes on with what the quotation marks behind it hold.
    pub(super) fn quoted_topic(&self, trigger: &Trigger, all: &mut [Candidate]) {
        let quote = |g: &Group| g.kind == GroupKind::Mark(UnitKind::Quote);
        for c in all.iter_mut().filter(|_| trigger.frame.kind == EventType::State) {
            let last = self.unit_at(c.tokens.end - 1).is_some_and(|u| u.nya);
            let Some(group) = c.group.filter(|_| last && c.function == Function::Object) else {
                continue;
            };
            let behind = &self.chunks.groups[group as usize + 1..];
            let behind = &behind[..behind.len().min(QUOTED)];
            if behind.first().is_some_and(quote)
                && let Some(close) = behind.iter().skip(1).find(|g| quote(g))
            {
                c.tokens.end = close.tokens.end;
            }
        }
    }

    /// How a clause about a noun group goes on right behind it, if it does.
    fn said_of(&self, object: u32) -> Option<Said> {
        let behind = self.last_joined(object) as usize + 1;
        let mut next = self.chunks.groups.get(behind)?;
        // menegaskan *pelat di mobil itu palsu*: where it is does not part what it is from the noun.
        let so = |g: &Group| {
            let first = self.chunks.units_of(g).first().map(|u| u.kind);
            g.kind == GroupKind::Noun && g.lead.is_none() && first == Some(UnitKind::Adjective)
        };
        if self.roles.marks_place(next)
            && let Some(after) = self.chunks.groups.get(behind + 1).filter(|g| so(g))
        {
            next = after;
        }
        let units = self.chunks.units_of(next);
        match next.kind {
            GroupKind::Noun if next.lead.is_none() => {
                let adjective = units.first().is_some_and(|u| u.kind == UnitKind::Adjective);
                adjective.then_some(Said::So)
            }
            // menegaskan *saldo daerah hanya Rp 990 miliar*: a rough amount says how much it is.
            GroupKind::Noun => {
                let amount = |u: &Unit| matches!(u.kind, UnitKind::Quantity(..));
                let rough = |row| self.cx.tables.lists.get(row, "kind") == "amount";
                let lead = next.lead.as_ref().and_then(|l| l.preposition);
                (lead.is_some_and(rough) && units.iter().any(amount)).then_some(Said::So)
            }
            GroupKind::Other => {
                units.iter().any(|u| u.kind == UnitKind::Auxiliary).then_some(Said::So)
            }
            // menyampaikan *rencana mempercepat pembayaran*
            GroupKind::Verb => {
                let start = self.chunks.group(object).tokens.start;
                self.roles.is_intention(self, start).then_some(Said::So)
            }
            // memastikan *dana yang tersimpan bukan dana menganggur*
            GroupKind::Conjunction(Joins::Relative) => Some(Said::Described),
            _ => None,
        }
    }

    /// Where what is said of a noun group ends, in tokens; none where it does not end near, or only describes the noun.
    fn content_end(&self, object: u32, said: Said) -> Option<u32> {
        let described = said == Said::Described;
        let behind = &self.chunks.groups[self.last_joined(object) as usize + 1..];
        let behind = &behind[..behind.len().min(CONTENT)];
        let ends = |g: &&Group| match g.kind {
            GroupKind::Mark(UnitKind::Comma) => described,
            kind => matches!(kind, GroupKind::Mark(UnitKind::Stop | UnitKind::Quote)),
        };
        let mut end = behind.iter().find(ends)?.tokens.start;
        // “… sesuai aturan,” katanya: the comma before the mark is not said.
        let mark = |t: u32| self.unit_at(t).is_some_and(|u| u.kind == UnitKind::Comma);
        end -= u32::from(mark(end - 1));
        // paket yang mencakup bantuan: one verb only describes the noun.
        let verb = |g: &&Group| matches!(g.kind, GroupKind::Verb | GroupKind::Other);
        let verbs = behind.iter().take_while(|g| g.tokens.start < end).filter(verb).count();
        let told = !described || verbs > 1;
        (told && end > self.chunks.group(object).tokens.end).then_some(end)
    }

    /// The last of the noun groups joined to one.
    fn last_joined(&self, group: u32) -> u32 {
        self.chunks.conjuncts(group).last().unwrap_or(group)
    }
}
