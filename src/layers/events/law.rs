//! Titles of laws: what stands in one, or behind the number of one, is what the law is about, and did not happen.

use super::arguments::{Candidate, Grammar};
use super::candidate::is_capital;
use super::occurrence::Occurrence;
use super::trigger::Trigger;
use crate::layers::Context;
use crate::layers::phrases::Group;
use crate::record::EventType;
use crate::text::TokenKind;

/// How long the title of a law may be, or what it is called by before, in tokens.
const TITLE: u32 = 20;

/// What stands right before the preposition of a noun group.
enum Before {
    /// A number: Undang-Undang Nomor 7 Tahun *2014* tentang …
    Number,
    /// A short title in capitals: Pasal 378 *KUHP* tentang …
    Capitals,
    Else,
}

fn before(cx: &Context<'_, '_>, group: &Group) -> Before {
    let lead = group.lead.as_ref().and_then(|l| l.tokens.start.checked_sub(1));
    let Some(text) = lead.map(|t| cx.document.token_text(t)) else { return Before::Else };
    if text.starts_with(|c: char| c.is_ascii_digit()) {
        Before::Number
    } else if text.chars().all(char::is_uppercase) {
        Before::Capitals
    } else {
        Before::Else
    }
}

/// Undang-Undang Nomor 7 Tahun 2014 *tentang Perdagangan*: whether an argument is the subject in the title of a law.
pub(super) fn is_law_title(g: &Grammar<'_, '_, '_>, c: &Candidate) -> bool {
    let group = c.group.map(|group| g.chunks.group(group));
    let Some(own) = group.filter(|_| is_capital(g, c.head)) else { return false };
    // pada 20 Mei 2025 *tentang Gaza*: the number must be that of a law.
    let lead = own.lead.as_ref().map_or(own.tokens.start, |lead| lead.tokens.start);
    let mut called = (lead.saturating_sub(TITLE)..lead).rev();
    matches!(before(g.cx, own), Before::Number) && called.any(|t| g.roles.is_law(g, t))
}

impl Occurrence {
    /// Pasal 378 KUHP *tentang penipuan*: a crime that a law is about.
    pub(super) fn is_article(&self, g: &Grammar<'_, '_, '_>, trigger: &Trigger) -> bool {
        let group = g.chunks.group(trigger.group);
        let lead = group.lead.as_ref().filter(|_| trigger.frame.kind == EventType::Crime);
        lead.is_some_and(|lead| {
            !matches!(before(g.cx, group), Before::Else)
                && self.holds(g.cx, lead.tokens.clone(), "title")
        })
    }

    /// Perda tentang Pengawasan, Penertiban, serta *Penjualan* Minuman: whether a capital stands in the title of a
    /// law, among capitals and words that join them.
    pub(super) fn is_titled(&self, cx: &Context<'_, '_>, token: u32, sentence: u32) -> bool {
        let capital = |t: u32| cx.document.token_text(t).starts_with(char::is_uppercase);
        if !capital(token) {
            return false;
        }
        let joins = |t: u32| {
            let mark = cx.document.tokens[t as usize].kind == TokenKind::Punct;
            let comma = mark && cx.document.token_text(t) == ",";
            let hits = || cx.document.hits_at(t).iter().map(|h| h.list);
            comma || !mark && hits().any(|list| Some(list) == self.conjunctions)
        };
        for at in (sentence.max(token.saturating_sub(TITLE))..token).rev() {
            if self.holds(cx, at..at + 1, "title") {
                return true;
            }
            if !capital(at) && !joins(at) {
                return false;
            }
        }
        false
    }
}
