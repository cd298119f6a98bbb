//! What is worded like an event and is none: part of a name, wording of a law, a custom, a kind of thing.

use super::arguments::Grammar;
use super::trigger::{Reading, Trigger};
use crate::layers::Context;
use crate::layers::phrases::{Clause, GroupKind};
use crate::record::EventType;
use crate::rules::{Errors, ListId, Tables};
use std::ops::Range;

/// The lists that tell what does not occur.
#[derive(Debug)]
pub(super) struct Occurrence {
    /// Words of customs, of laws, and before what is true of each.
    general: ListId,
    scope: usize,
    /// Nouns before which another noun only says of what kind they are: sistem *pembayaran*.
    kinds: ListId,
}

/// How far into a clause a word of custom may stand.
const OPENING: u32 = 12;

impl Occurrence {
    pub(super) fn new(tables: &Tables) -> Result<Occurrence, Errors> {
        let need = |name: &str| tables.need(name).map_err(|e| Errors(vec![e]));
        let (general, kinds) = (need("general_word")?, need("kind_noun")?);
        Ok(Occurrence { general, scope: tables.lists.column(general, "scope").unwrap_or(0), kinds })
    }

    /// Whether a word of that scope stands within the tokens.
    fn holds(&self, cx: &Context<'_, '_>, tokens: Range<u32>, scope: &str) -> bool {
        let lists = &cx.tables.lists;
        let mut hits = tokens.flat_map(|t| cx.document.hits_at(t));
        hits.any(|h| h.list == self.general && lists.cell(h.row, self.scope) == scope)
    }

    /// Whether the sentence is the wording of a law: barang siapa …, sebagaimana dimaksud pada ayat (1).
    pub(super) fn is_law(&self, cx: &Context<'_, '_>, sentence: Range<u32>) -> bool {
        self.holds(cx, sentence, "law")
    }

    /// Whether the trigger tells something that occurs, or may.
    pub(super) fn occurs(
        &self,
        g: &Grammar<'_, '_, '_>,
        trigger: &Trigger,
        sentence: &Range<u32>,
        headline: bool,
    ) -> bool {
        let noun = matches!(trigger.reading, Reading::Noun { .. });
        let alone = noun && trigger.span.len() == 1;
        let named = !headline && named(g.cx, trigger.span.start, sentence.start, alone);
        let before = trigger.span.start.saturating_sub(1);
        let titled = !headline
            && g.cx.document.token_text(trigger.span.start).starts_with(char::is_uppercase)
            && self.holds(g.cx, before..before + 1, "title");
        let kind = noun && self.is_kind(g, trigger);
        !(named || titled || kind || self.is_general(g, trigger))
    }

    /// *sistem* pembayaran, *izin* impor: the head is a thing, and the trigger says of what kind.
    fn is_kind(&self, g: &Grammar<'_, '_, '_>, trigger: &Trigger) -> bool {
        let group = g.chunks.group(trigger.group);
        let mut before = g.chunks.units_of(group).iter().rev();
        let before = before.find(|u| u.tokens.end <= trigger.span.start);
        before.is_some_and(|unit| g.cx.document.entry(&unit.tokens, self.kinds).is_some())
    }

    /// *Biasanya* menteri dilantik di Istana; *setiap* pengunjung membayar tiket.
    fn is_general(&self, g: &Grammar<'_, '_, '_>, trigger: &Trigger) -> bool {
        let group = g.chunks.group(trigger.group);
        let Some(clause) = group.clause.map(|c| g.chunks.clause(c)) else { return false };
        let end = trigger.span.start.min(clause.tokens.start + OPENING);
        let custom =
            clause.tokens.start < end && self.holds(g.cx, clause.tokens.start..end, "custom");
        // What is told to each (setiap kader diwajibkan) may be told today.
        let told = matches!(
            trigger.frame.kind,
            EventType::Request | EventType::Policy | EventType::State | EventType::Aid
        );
        custom || !told && self.each(g, clause)
    }

    fn each(&self, g: &Grammar<'_, '_, '_>, clause: &Clause) -> bool {
        let Some(subject) = clause.subject.map(|s| g.chunks.group(s)) else { return false };
        subject.kind == GroupKind::Noun
            && self.holds(g.cx, subject.tokens.start..subject.tokens.start + 1, "each")
    }
}

/// Gerakan *Penanaman* Pohon: in a text that is not all in capitals, a capital within the sentence
/// behind another capital is within a name.
fn named(cx: &Context<'_, '_>, token: u32, sentence: u32, alone: bool) -> bool {
    let text = |t: u32| cx.document.token_text(t);
    let capital = |t: u32| text(t).starts_with(char::is_uppercase);
    let Some(before) = token.checked_sub(1).filter(|&b| b > sentence) else { return false };
    let opens = text(before - 1).chars().all(|c| !c.is_alphanumeric() && c != ',');
    // (*Topan*), itu *Topan* di jalan Melati: a noun with a capital and no name behind it. PHK is no name.
    let next = token + 1;
    let followed = (next as usize) < cx.document.tokens.len() && capital(next);
    let follows = text(before) == "(" || text(before).chars().all(char::is_alphabetic);
    let single = alone && !followed && follows && text(token).contains(char::is_lowercase);
    capital(token) && (capital(before) && !opens || single)
}
