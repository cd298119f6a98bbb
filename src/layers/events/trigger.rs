//! Triggers: matches of rules, read as verbs or as nouns by the grammar around them.

use super::frame::{Frame, Function, RootOrList};
use crate::document::Match;
use crate::layers::Context;
use crate::layers::phrases::{Chunks, Group, GroupKind, Unit, UnitKind};
use crate::morphology::{Suffix, Voice};
use crate::rules::{RootId, RuleId};
use crate::text::BlockKind;
use std::ops::Range;

/// How a trigger is read.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Reading {
    /// As a verb of that voice.
    Verb(Voice),
    /// As a noun; `process` if what stands behind it is its object (penangkapan *pelaku*).
    Noun { process: bool },
}

/// A match that may be an event.
#[derive(Clone, Debug)]
pub(super) struct Trigger<'f> {
    pub rule: RuleId,
    pub frame: &'f Frame,
    /// The trigger's tokens.
    pub span: Range<u32>,
    /// The token that decides the reading.
    pub head: u32,
    /// The group of the head.
    pub group: u32,
    pub reading: Reading,
    /// The root of the head, where the rule names one.
    pub root: Option<RootId>,
    /// Arguments that the pattern itself has captured.
    pub captured: Vec<(crate::record::Role, Range<u32>)>,
}

/// Reads a match by the grammar around it, with the [`bare_verbs`] of the article; `None` if it is no trigger there.
pub(super) fn read<'f>(
    cx: &Context<'_, '_>,
    chunks: &Chunks,
    frame: &'f Frame,
    found: Match,
    bare: &[u32],
) -> Option<Trigger<'f>> {
    let (head, form) = head(cx, frame, &found.span, bare);
    let group = chunks.group_of(head)?;
    let own = chunks.group(group);
    let unit = chunks.units_of(own).iter().find(|u| u.tokens.contains(&head))?;
    if matches!(unit.kind, UnitKind::Name(..) | UnitKind::Time(_))
        && unit.tokens.end > found.span.end
    {
        return None;
    }
    // tak *kunjung* tiba: part of a word before the verb.
    if unit.kind == UnitKind::Auxiliary && unit.tokens.len() > found.span.len() {
        return None;
    }
    // sangat *mendesak*: part of a predicate of several words.
    if unit.kind == UnitKind::BareVerb && unit.tokens.start < found.span.start {
        return None;
    }
    if matches!(unit.kind, UnitKind::Name(..)) && form.is_some() {
        return None;
    }
    let (root, voice) = form.map_or((None, Voice::empty()), |(root, voice)| (Some(root), voice));
    let reading = match own.kind {
        GroupKind::Verb if form.is_some() || found.span.contains(&own.head) => {
            let verbal = voice & Voice::VERB;
            if form.is_some() && verbal.is_empty() {
                return None;
            }
            Reading::Verb(if verbal.is_empty() { own.voice } else { verbal })
        }
        GroupKind::Noun => {
            // daya tangkap: a bare root within a noun group is no verb and no noun of action.
            if unit.kind == UnitKind::Root && form.is_some() && own.head != head {
                return None;
            }
            // meluapnya sungai: a verb that -nya makes a noun.
            let nominal = unit.kind == UnitKind::Deverbal && unit.nya;
            if form.is_some() && !nominal && !voice.intersects(Voice::NOUN | Voice::BASE) {
                return None;
            }
            // What stands behind penangkapan is its object, if the frame has one; a pair
            // (pertukaran hadiah) has taken it. The rule may say that it undergoes the noun.
            let object = frame.has(Function::Object) || frame.has(Function::Possessor);
            let undergone = if nominal { Voice::ACTIVE } else { Voice::PROCESS };
            let alone = head + 1 == found.span.end;
            let process =
                object && alone && voice.intersects(undergone) || frame.possessor_undergoes();
            Reading::Noun { process: process && !frame.reciprocal }
        }
        // A verb in a place where the grammar sees no group: read as it looks.
        _ => return None,
    };
    let captures = frame.captures.iter();
    let captured = captures.filter_map(|&(i, role)| Some((role, found.capture(i)?))).collect();
    Some(Trigger {
        rule: found.rule,
        frame,
        span: found.span,
        head,
        group,
        reading,
        root,
        captured,
    })
}

/// A form of a root and the voice that it tells.
type RootVoice = (RootId, Voice);

/// The first token of the span that is a form of the rule's roots, with its root and voice; else
/// the first token: a form that the rule spells out is its trigger in whatever voice it stands.
fn head(
    cx: &Context<'_, '_>,
    frame: &Frame,
    span: &Range<u32>,
    bare: &[u32],
) -> (u32, Option<RootVoice>) {
    for token in span.clone() {
        for form in cx.matcher().forms(token) {
            for &(root, allowed) in &frame.roots {
                let same = match root {
                    RootOrList::Root(root) => root == form.root,
                    RootOrList::List(list) => cx.tables.roots.row(form.root, list).is_some(),
                };
                // memasuki masa pensiun: a bare root inside a spelled-out trigger does not lead it.
                let leads = token == span.start || form.voice != Voice::BASE;
                // gelar perkara: what the rule spells out is no form of its root.
                let spelt = form.voice == Voice::BASE
                    && allowed.contains(Voice::BARE)
                    && bare.binary_search(&token).is_err();
                if same && leads && !spelt && allowed.intersects(form.voice) {
                    return (token, Some((form.root, form.voice & allowed)));
                }
            }
        }
    }
    (span.start, None)
}

/// Roots without a prefix that are verbs, as a rule may mean by their active forms: in headlines behind somebody (Polisi *Tangkap*
/// Pelaku, but Biaya *Bangun* Rumah), with a suffix anywhere (kami *usulkan*). daya *tangkap*, saya *ingat*: elsewhere a root is
/// a noun or says something else as often.
pub(super) fn bare_verbs(cx: &Context<'_, '_>, chunks: &Chunks) -> Vec<u32> {
    let document = cx.document;
    let headline = |token: u32| {
        let sentence = document.sentence_of(token).map(|s| document.sentences[s].block);
        let block = sentence.map(|block| document.layout.blocks[block as usize].kind);
        matches!(block, Some(BlockKind::Title | BlockKind::Heading))
    };
    let matcher = cx.matcher();
    let suffixed = |token| {
        let mut forms = matcher.forms(token).peekable();
        forms.peek().is_some() && forms.all(|f| f.suffix != Suffix::None)
    };
    let is_root = |group: &Group| {
        let root = |u: &Unit| matches!(u.kind, UnitKind::Root | UnitKind::Verb);
        chunks.units_of(group).iter().any(|u| u.tokens.start == group.head && root(u))
    };
    // Names, known bodies, and words that no table knows may be somebody.
    let bodies = cx.tables.lists.find("organization");
    let body = |at: u32| bodies.is_some_and(|list| document.entry(&(at..at + 1), list).is_some());
    let somebody = |place: usize, start: u32| {
        let before = place.checked_sub(1).map(|b| &chunks.groups[b]);
        let before = before.filter(|b| b.kind == GroupKind::Noun && b.tokens.end == start);
        let named = |u: &Unit| matches!(u.kind, UnitKind::Name(..) | UnitKind::Root);
        before.is_none_or(|b| b.animate || body(b.head) || chunks.units_of(b).iter().any(named))
    };
    let groups = chunks.groups.iter().enumerate();
    let verbs = groups.filter(|(_, g)| g.kind == GroupKind::Verb && g.voice == Voice::BASE);
    let bare = verbs.filter(|(place, group)| {
        is_root(group)
            && (suffixed(group.head)
                || headline(group.head) && somebody(*place, group.tokens.start))
    });
    bare.map(|(_, group)| group.head).collect()
}
