//! Names that stand behind what brackets put in: Otorita (OIK) dan *PT Melati*, Perdana Menteri (PM) *Budi Santoso*.

use super::{BRACKETS, Reader};
use crate::layers::phrases::chunks::GroupKind;
use crate::layers::phrases::lists::Joins;
use crate::layers::phrases::units::UnitKind;
use crate::record::EntityType;

impl Reader<'_, '_, '_> {
    /// produksi dari petani maupun *petambak* mencapai …, Otorita (OIN) dan *PT Melati* menandatangani …: whether the
    /// group is joined to what stands between the waiting subject and it, or to that subject, if both act.
    pub(super) fn is_joined_behind(&mut self, at: u32, clause: u32) -> bool {
        if !self.follows(|k| k == GroupKind::Conjunction(Joins::Alike)) {
            return false;
        }
        let Some(before) = at.checked_sub(2) else { return false };
        let subject = self.chunks.clauses[clause as usize].subject;
        // Otorita Ibu Kota (OIK) dan *PT Melati*: a noun with its short form in brackets is a name.
        let close = self.kind(before) == GroupKind::Mark(UnitKind::Close);
        let named = |s: u32| {
            let group = &self.chunks.groups[s as usize];
            let (token, first) = (group.tokens.start, group.units.start as usize);
            let deed = self.chunks.units[first].kind == UnitKind::Deverbal;
            close && !deed && self.cx.document.token_text(token).starts_with(char::is_uppercase)
        };
        let both = subject.filter(|&s| (self.animate(s) || named(s)) && self.animate(at));
        match (self.kind(before), both) {
            (GroupKind::Mark(UnitKind::Close), Some(subject)) => {
                let last = self.chunks.conjuncts(subject).last().unwrap_or(subject);
                self.chunks.groups[last as usize].conjunct = Some(at);
                true
            }
            (GroupKind::Noun, _) => self.chunks.groups[before as usize].lead.is_some(),
            _ => false,
        }
    }

    /// Presiden Ali dan Perdana Menteri (PM) *Budi Santoso* bertemu: whether the group names the last of those joined
    /// to the waiting subject; it takes that one's place.
    pub(super) fn names_the_last(&mut self, at: u32, clause: u32) -> bool {
        if !self.follows(|k| k == GroupKind::Mark(UnitKind::Close)) {
            return false;
        }
        let Some(subject) = self.chunks.clauses[clause as usize].subject else { return false };
        let open = GroupKind::Mark(UnitKind::Open);
        let start = (at.saturating_sub(BRACKETS)..at).rev().find(|&g| self.kind(g) == open);
        let Some(last) = start.and_then(|s| s.checked_sub(1)) else { return false };
        let before = self
            .chunks
            .conjuncts(subject)
            .find(|&g| self.chunks.groups[g as usize].conjunct == Some(last));
        let Some(before) = before.filter(|_| self.animate(last) && self.animate(at)) else {
            return false;
        };
        self.chunks.groups[before as usize].conjunct = Some(at);
        true
    }

    /// Whether the group begins with a person's name, is joined to another, and stands behind the brackets that close the title
    /// that waits as the subject.
    pub(super) fn names_subject(&self, at: u32, clause: u32) -> bool {
        let first = self.chunks.groups[at as usize].units.start as usize;
        let person = matches!(self.chunks.units[first].kind, UnitKind::Name(_, EntityType::Person));
        let joined = self.chunks.groups[at as usize].conjunct.is_some();
        let close = self.previous.filter(|&p| self.kind(p) == GroupKind::Mark(UnitKind::Close));
        let title = close.and_then(|c| self.before_brackets(c));
        let subject = self.chunks.clauses[clause as usize].subject;
        person
            && joined
            && title.is_some()
            && title == subject
            && subject.is_some_and(|s| self.animate(s))
    }
}
