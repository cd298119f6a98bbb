//! What a candidate for an argument is by its own words: an amount, a number, a name, an opener.

use super::arguments::{Candidate, Grammar};
use crate::layers::phrases::{Unit, UnitKind};
use crate::record::{EntityType, QuantityType};
use crate::rules::ListId;

impl Candidate {
    /// para, banyak, ketiga, setiap: whether nothing stands behind what opens a noun group, which tells nobody and nothing.
    pub(super) fn is_opener(&self, g: &Grammar<'_, '_, '_>) -> bool {
        let opener = |u: &Unit| u.kind == UnitKind::Opener && u.tokens == self.tokens && !u.nya;
        self.head_is(g, opener)
    }

    /// Survei ya-atau-tidak *itu*, (Jabar) *itu*: whether it closes a noun group that is told elsewhere.
    pub(super) fn is_closer(&self, g: &Grammar<'_, '_, '_>) -> bool {
        self.head_is(g, |u| u.kind == UnitKind::Closer)
    }

    /// Whether it is an amount of money, a share or a measure, and no noun that has one.
    pub(super) fn is_amount(&self, g: &Grammar<'_, '_, '_>) -> bool {
        use QuantityType::{Measure, Money, Percent};
        let amount = |u: &Unit| matches!(u.kind, UnitKind::Quantity(_, Measure | Money | Percent));
        self.head_is(g, amount) && g.unit_at(self.tokens.start).is_some_and(amount)
    }

    /// Whether it begins with a number of things or people.
    pub(super) fn is_quantity(&self, g: &Grammar<'_, '_, '_>) -> bool {
        let quantity = |u: &Unit| matches!(u.kind, UnitKind::Quantity(..));
        g.unit_at(self.tokens.start).is_some_and(quantity)
    }

    /// Pasal 48 ayat 1, menang 1-0: whether it is a number alone.
    pub(super) fn is_number(&self, g: &Grammar<'_, '_, '_>) -> bool {
        self.head_is(g, |u| u.kind == UnitKind::Number)
    }

    /// Whether a noun group is a number of those told before: 12 lainnya.
    pub(super) fn is_count(&self, g: &Grammar<'_, '_, '_>) -> bool {
        let counted = |u: &Unit| match u.kind {
            UnitKind::Number => true,
            UnitKind::Quantity(_, QuantityType::Count) => u.tokens.len() == 1,
            _ => false,
        };
        self.head_is(g, counted) && g.unit_at(self.tokens.start).is_some_and(counted)
    }

    /// ketiga *kalinya*: how often.
    pub(super) fn is_counted(&self, g: &Grammar<'_, '_, '_>) -> bool {
        self.head_is(g, |u| matches!(u.kind, UnitKind::Number | UnitKind::Counter))
    }

    /// UU 1/*2024* yang diserang: whether it is written as a year is.
    pub(super) fn is_like_year(&self, g: &Grammar<'_, '_, '_>) -> bool {
        let text = g.cx.document.slice(&self.tokens);
        text.len() == 4 && text.bytes().all(|b| b.is_ascii_digit())
    }

    /// Whether it is one word with a capital that is no noun.
    pub(super) fn is_like_name(&self, g: &Grammar<'_, '_, '_>) -> bool {
        self.head_is(g, |u| u.kind == UnitKind::Root)
            && self.tokens.len() == 1
            && g.cx.document.token_text(self.head).starts_with(char::is_uppercase)
    }

    /// Whether it names states, regions or towns only.
    pub(super) fn names_states(&self, g: &Grammar<'_, '_, '_>) -> bool {
        self.names_only(g, |t| t == EntityType::Gpe)
    }

    /// Whether it names bodies or states only.
    pub(super) fn names_bodies(&self, g: &Grammar<'_, '_, '_>) -> bool {
        self.names_only(g, |t| matches!(t, EntityType::Organization | EntityType::Gpe))
    }

    fn names_only(&self, g: &Grammar<'_, '_, '_>, kind: impl Fn(EntityType) -> bool) -> bool {
        let types = g.referents.types(g.cx, g.chunks, g.found, self);
        !types.is_empty() && types.iter().all(|&t| kind(t))
    }

    /// Whether its head is a noun of action, or a noun that says only that something happens.
    pub(super) fn is_deed(&self, g: &Grammar<'_, '_, '_>) -> bool {
        let head = self.head..self.head + 1;
        self.head_is(g, |u| u.kind == UnitKind::Deverbal)
            || g.cx.document.entry(&head, g.shells).is_some()
    }

    /// naik *tajam*, tampil *di depan umum*: an adjective alone says how, and is nobody and nothing.
    pub(super) fn says_how(&self, g: &Grammar<'_, '_, '_>) -> bool {
        let Some(group) = self.group.map(|group| g.chunks.group(group)) else { return false };
        let own = &self.tokens;
        let inside = |u: &&Unit| own.start <= u.tokens.start && u.tokens.end <= own.end;
        let mut units = g.chunks.units_of(group).iter().filter(inside);
        units.all(|u| !u.nya && matches!(u.kind, UnitKind::Adjective | UnitKind::Auxiliary))
    }

    /// Whether the unit of its head is so.
    pub(super) fn head_is(&self, g: &Grammar<'_, '_, '_>, so: impl Fn(&Unit) -> bool) -> bool {
        g.unit_at(self.head).is_some_and(so)
    }
}

/// Whether a word is an entry of one of the lists.
pub(super) fn on(g: &Grammar<'_, '_, '_>, lists: &[ListId], token: u32) -> bool {
    let hits = g.cx.document.hits_at(token).iter();
    hits.into_iter().any(|h| lists.contains(&h.list))
}

/// Whether a word is written like a name that no layer below knows: within a sentence any word with a capital, at its
/// beginning one that no table knows either.
pub(super) fn is_capital(g: &Grammar<'_, '_, '_>, token: u32) -> bool {
    let document = g.cx.document;
    // “Putusan hakim …”: a quotation begins with a capital as a sentence does.
    let quote = |t: u32| g.unit_at(t).is_some_and(|u| u.kind == UnitKind::Quote);
    let starts = token.checked_sub(1).is_some_and(quote)
        || document.sentences.binary_search_by_key(&token, |s| s.tokens.start).is_ok();
    let known = document.words[token as usize].base.is_known();
    (!starts || !known) && document.token_text(token).starts_with(char::is_uppercase)
}
