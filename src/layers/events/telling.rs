//! A telling of an event: what one match of a rule says, with its arguments, time and truth.

use super::Events;
use super::arguments::{Candidate, Grammar};
use super::trigger::{self, Reading, Trigger};
use crate::annotations::{Annotations, Argument, Attribution, Event, Origin, Time};
use crate::document::Match;
use crate::layers::Context;
use crate::layers::phrases::{ClauseKind, GroupKind, Joins, Unit, UnitKind};
use crate::morphology::Voice;
use crate::record::{EventType, Modality, Polarity, Role, TimeType};
use crate::rules::RootId;
use crate::text::Span;
use rustc_hash::{FxHashMap, FxHashSet};
use std::ops::Range;

/// One telling of an event, before it is known which tellings are of one event.
#[derive(Clone, Debug)]
pub(super) struct Telling<'t> {
    pub(super) event: Event<'t>,
    /// For each argument the word at its head, lower-cased.
    pub(super) heads: Vec<Box<str>>,
    pub(super) root: Option<RootId>,
    /// Told by a noun.
    pub(super) noun: bool,
    /// The noun is closed by ini, itu, tersebut.
    pub(super) definite: bool,
    /// Told in a headline or heading.
    pub(super) headline: bool,
    /// It says enough to be an event of its own.
    pub(super) stands_alone: bool,
    /// It says little, but that it happens: *demo* akan digelar.
    pub(super) asserted: bool,
}

impl Events {
    /// The telling that a match makes, if the grammar makes it one and the rule's needs are met.
    pub(super) fn telling<'t>(
        &self,
        grammar: &Grammar<'_, '_, 't>,
        found: Match,
        (sentence, headline, bare): (&Range<u32>, bool, &[u32]),
    ) -> Option<Telling<'t>> {
        let cx = grammar.cx;
        let frame = self.frames.get(cx.tables, found.rule)?;
        let trigger = trigger::read(cx, grammar.chunks, frame, found, bare)?;
        if !self.occurrence.occurs(grammar, &trigger, sentence, headline) {
            return None;
        }
        let candidates = grammar.candidates(&trigger);
        if !self.has_what_it_needs(grammar, &trigger, &candidates) {
            return None;
        }
        let (modality, polarity) = self.truth.of(grammar, &trigger);
        if frame.only.is_some_and(|only| only != modality) {
            return None;
        }
        let (arguments, heads) = self.arguments(grammar, &trigger, &candidates);
        let (time, modality) = self.when(grammar, &trigger, modality);
        let rule = cx.tables.rule(trigger.rule);
        let span = cx.document.span(&trigger.span);
        let noun = matches!(trigger.reading, Reading::Noun { .. });
        // Tawon itu bisa menyerang: what nobody does to nobody, and only may happen, is what is so in general.
        let may_happen = matches!(modality, Modality::Possible | Modality::Conditional);
        // saat malam tiba: where nobody comes, the time does.
        let comes = frame.kind == EventType::Move;
        if (may_happen || comes) && !noun && arguments.is_empty() {
            return None;
        }
        let group = grammar.chunks.group(trigger.group);
        // meluapnya sungai is as much of an event as sungai meluap.
        let nominal = grammar
            .unit_at(trigger.head)
            .is_some_and(|u| u.nya && !u.voice.intersects(Voice::NOUN));
        let definite = group.definite && trigger.span.contains(&group.head);
        // Terjadi bentrokan; akan digelar demo: what a verb says to happen is an event.
        let kind_only = noun && is_kind_only(grammar, &trigger, &arguments) && time.is_none();
        // What tells neither who nor what nor when retells something, or nothing.
        let untold = arguments.is_empty() && time.is_none() && !frame.bare;
        let empty = !noun && untold && frame.kind.needs_arguments();
        let stands_alone =
            !kind_only && !empty && (!noun || nominal || frame.bare || told_enough(&arguments));
        let asserted =
            !empty && polarity == Polarity::Positive && !definite && grammar.is_asserted(&trigger);
        Some(Telling {
            root: trigger.root,
            noun,
            definite,
            headline,
            stands_alone,
            asserted,
            heads,
            event: Event {
                kind: frame.kind,
                mode: rule.text("mode"),
                cameo: rule.text("cameo"),
                trigger: span,
                arguments,
                time,
                modality,
                polarity,
                attribution: attribution(grammar.found, grammar.referents.reach(), span),
                also: Vec::new(),
                origin: Origin::Rule(trigger.rule),
            },
        })
    }

    /// Whether a time lies behind the day of publication, where that is known, or is told to: pekan *depan*.
    fn is_ahead(&self, cx: &Context<'_, '_>, time: &Time) -> bool {
        let value = &time.value;
        let (tense, tells, from) = self.tense;
        if value.starts_with('X') {
            let row = cx.document.entry(&(time.tokens.end - 1..time.tokens.end), tense);
            let lists = &cx.tables.lists;
            return row.is_some_and(|row| {
                lists.cell(row, tells) == "future" && lists.cell(row, from).is_empty()
            });
        }
        let Some(published) = cx.published else { return value == "FUTURE_REF" };
        let digits = value.starts_with(|c: char| c.is_ascii_digit()) && !value.contains('/');
        let day = published.to_string();
        let length = value.len().min(day.len());
        let point = matches!(length, 4 | 7 | 10)
            && value.as_bytes()[..length].iter().all(|b| b.is_ascii_digit() || *b == b'-');
        digits && point && value[..length] > day[..length]
    }

    /// Whether what the rule asks of its arguments is so.
    fn has_what_it_needs(
        &self,
        grammar: &Grammar<'_, '_, '_>,
        trigger: &Trigger,
        candidates: &[Candidate],
    ) -> bool {
        trigger.frame.needs.iter().all(|(function, condition)| {
            let same = self.roles.resolved(trigger, candidates, *function);
            let mut own = same.filter(|c| !trigger.span.contains(&c.head)).peekable();
            match own.peek() {
                None => grammar.meets(condition, None),
                Some(_) if condition.not => own.all(|c| grammar.meets(condition, Some(c))),
                Some(_) => own.any(|c| grammar.meets(condition, Some(c))),
            }
        })
    }

    /// The arguments, each told once, with the words by which tellings are compared.
    fn arguments(
        &self,
        grammar: &Grammar<'_, '_, '_>,
        trigger: &Trigger,
        candidates: &[Candidate],
    ) -> (Vec<Argument>, Vec<Box<str>>) {
        let document = grammar.cx.document;
        let (mut arguments, mut heads) = (Vec::new(), Vec::new());
        let mut seen = FxHashSet::default();
        for (argument, head) in self.roles.assign(grammar, trigger, candidates) {
            if seen.insert((argument.role, argument.entity, argument.span)) {
                // Of an amount all of it counts: two figures are two events.
                let head = match argument.role {
                    Role::Amount => argument.span.of(document.text),
                    _ => document.token_text(head),
                };
                heads.push(head.to_lowercase().into());
                arguments.push(argument);
            }
        }
        tell_once(&mut arguments, &mut heads);
        (arguments, heads)
    }

    /// The time of a trigger, and its modality beside that time: what is told as a fact of a time to come is planned.
    fn when(
        &self,
        grammar: &Grammar<'_, '_, '_>,
        trigger: &Trigger,
        modality: Modality,
    ) -> (Option<u32>, Modality) {
        let time = self.time(grammar, trigger);
        let ahead = modality == Modality::Actual
            && time.is_some_and(|t| self.is_ahead(grammar.cx, &grammar.found.times[t as usize]));
        // Memberi tenggat sampai 5 Desember, memangkas anggaran 2026: what is said or ruled is said before its time.
        let kind = trigger.frame.kind;
        let said = kind.is_speech_act() || kind == EventType::Policy;
        if !ahead {
            (time, modality)
        } else if said || self.truth.is_done(grammar, trigger) {
            // Di masa mendatang, ia menegaskan, …: the time is one of what is said.
            // Kasus itu sudah naik, sebentar lagi …: nor is what has been done ahead.
            (None, modality)
        } else {
            (time, Modality::Planned)
        }
    }

    /// The time of the trigger's clause; of a noun, the one right behind it.
    fn time(&self, grammar: &Grammar<'_, '_, '_>, trigger: &Trigger) -> Option<u32> {
        let chunks = grammar.chunks;
        let clause = chunks.group(trigger.group).clause;
        let point = |time: u32| {
            let kind = grammar.found.times.get(time as usize).map(|t| t.kind);
            matches!(kind, Some(TimeType::Date | TimeType::Time))
        };
        let own = |c: u32| {
            let mut times = chunks.clause(c).times.iter().copied();
            times.find(|&t| point(t) && !grammar.is_of_noun(t))
        };
        if let Reading::Noun { .. } = trigger.reading
            && grammar.light(trigger).is_none()
        {
            let next = chunks.conjuncts(trigger.group).last()? + 1;
            let behind = chunks.groups.get(next as usize)?;
            let units = chunks.units_of(behind);
            return match units.last()?.kind {
                UnitKind::Time(time) if behind.clause == clause && point(time) => Some(time),
                _ => None,
            };
        }
        // Perbaikan jalan direncanakan *dimulai* Januari: the verb that it hangs on may hold another.
        let clause = clause?;
        let inner = |&c: &u32| {
            let noun = matches!(trigger.reading, Reading::Noun { .. });
            noun && chunks.clause(c).kind == ClauseKind::Complement
        };
        own(clause).or_else(|| chunks.children(clause).filter(inner).find_map(own))
    }
}

/// pembangunan *infrastruktur*, penjualan *mobil*: a noun of action with one plain noun behind it only, which no light
/// verb says to happen, tells what is done in general.
fn is_kind_only(grammar: &Grammar<'_, '_, '_>, trigger: &Trigger, arguments: &[Argument]) -> bool {
    if is_growth(grammar, trigger, arguments) {
        return true;
    }
    let thing = |a: &Argument| a.role == Role::Object && a.entity.is_none();
    if arguments.is_empty() || !arguments.iter().all(thing) {
        return false;
    }
    let group = grammar.chunks.group(trigger.group);
    let units = grammar.chunks.units_of(group);
    let behind = units.iter().filter(|u| u.tokens.start >= trigger.span.end);
    // pembangunan jembatan *di sini*, *yang dilakukan pengembang*: more is told of this one.
    let next = grammar.chunks.groups.get(trigger.group as usize + 1);
    let told = next.is_some_and(|g| match g.kind {
        GroupKind::Noun => g.lead.is_some(),
        kind => kind == GroupKind::Conjunction(Joins::Relative),
    });
    let noun = |u: &Unit| matches!(u.kind, UnitKind::Noun | UnitKind::Deverbal | UnitKind::Root);
    trigger.frame.kind.is_line_of_work()
        && !told
        && !group.definite
        && (1..=PLAIN).contains(&behind.clone().filter(|u| noun(u)).count())
        && behind.into_iter().all(|u| (noun(u) || u.kind == UnitKind::Adjective) && !u.nya)
        && grammar.light(trigger).is_none()
}

/// Plain nouns behind a noun of action that still say of what kind it is: pembangunan *infrastruktur desa*.
const PLAIN: usize = 2;

/// pengelolaan limbah, *peningkatan* investasi: a figure that is raised, of which nothing is said, is an aim as
/// often as a fact.
fn is_growth(grammar: &Grammar<'_, '_, '_>, trigger: &Trigger, arguments: &[Argument]) -> bool {
    let group = grammar.chunks.group(trigger.group);
    let clause = group.clause.map(|c| grammar.chunks.clause(c));
    let process = grammar.unit_at(trigger.head).is_some_and(|u| u.voice.intersects(Voice::PROCESS));
    let rises = grammar.cx.tables.rule(trigger.rule).text("mode") == Some("rise");
    trigger.frame.kind == EventType::Indicator
        && rises
        && process
        && arguments.iter().all(|a| a.role == Role::Object)
        && !group.definite
        && clause
            .is_none_or(|c| c.subject != Some(trigger.group) && !c.objects.contains(&trigger.group))
        && grammar.light(trigger).is_none()
}

/// Leaves out who is told twice in one role: kunjungan *Putin* … antara *kedua pemimpin*, the group of which he is one
/// says more.
fn tell_once(arguments: &mut Vec<Argument>, heads: &mut Vec<Box<str>>) {
    let mut told: FxHashMap<(Role, Span), usize> = FxHashMap::default();
    for a in arguments.iter() {
        *told.entry((a.role, a.span)).or_default() += 1;
    }
    // The span that tells an entity of a role best: the one that tells most; of equals, the first.
    let mut best: FxHashMap<(Role, u32), (usize, Span)> = FxHashMap::default();
    for a in arguments.iter() {
        let Some(entity) = a.entity else { continue };
        let size = told[&(a.role, a.span)];
        let own = best.entry((a.role, entity)).or_insert((size, a.span));
        if size > own.0 {
            *own = (size, a.span);
        }
    }
    let kept = |a: &Argument| a.entity.is_none_or(|e| best[&(a.role, e)].1 == a.span);
    let mut keep = arguments.iter().map(kept).collect::<Vec<_>>().into_iter();
    heads.retain(|_| keep.next().unwrap_or(true));
    arguments.retain(kept);
}

/// Whether a noun has arguments that make it an event and not a kind of event.
fn told_enough(arguments: &[Argument]) -> bool {
    use Role::{Actor, Amount, Object, Recipient};
    arguments.iter().any(|a| matches!(a.role, Actor | Amount | Object | Recipient))
}

/// The smallest statement that holds the trigger; of equals, the first. `reach` is, for each
/// statement, how far it and those before it reach.
fn attribution(found: &Annotations<'_>, reach: &[u32], trigger: Span) -> Option<Attribution> {
    let behind = found.statements.partition_point(|s| s.span.start <= trigger.start);
    let near = (0..behind).rev().take_while(|&s| reach[s] >= trigger.end);
    let length = |s: usize| found.statements[s].span.end - found.statements[s].span.start;
    let holding = near.filter(|&s| found.statements[s].span.contains(trigger));
    let smallest = holding.min_by_key(|&s| (length(s), s));
    smallest.map(|index| Attribution::Statement(index as u32))
}
