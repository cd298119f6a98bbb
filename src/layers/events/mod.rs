//! What happened: triggers by rules, arguments by grammar, truth by what governs them, one entry an event.

mod arguments;
mod charges;
mod conditions;
mod content;
mod effects;
mod fitness;
mod frame;
mod kinds;
mod law;
mod listing;
mod mentions;
mod merge;
mod mood;
mod nouns;
mod occurrence;
mod roles;
#[cfg(test)]
mod tests;
mod trigger;
mod truth;
mod verbs;

use super::Context;
use super::phrases::Chunks;
use crate::annotations::{Annotations, Argument, Attribution, Event, Origin};
use crate::document::{Match, Scratch};
use crate::morphology::Voice;
use crate::record::{EventType, Modality, Polarity, Role, TimeType};
use crate::rules::{Errors, ListId, Resolved, RootId, Tables};
use crate::text::{BlockKind, Span};
use arguments::Grammar;
use frame::{Frame, Links};
use mentions::Referents;
use occurrence::Occurrence;
use roles::Roles;
use rustc_hash::{FxHashMap, FxHashSet};
use std::ops::Range;
use trigger::{Reading, Trigger};
use truth::Truth;

/// The layer, with its tables resolved.
#[derive(Debug)]
pub struct Events {
    frames: Resolved<Frame>,
    roles: Roles,
    truth: Truth,
    occurrence: Occurrence,
    light: (ListId, usize),
    /// The list of nouns for somebody who acts, and its columns of owners and kinds.
    agent_nouns: (ListId, usize, usize),
    shells: ListId,
}

/// One telling of an event, before it is known which tellings are of one event.
#[derive(Clone, Debug)]
pub(super) struct Telling<'t> {
    event: Event<'t>,
    /// For each argument the word at its head, lower-cased.
    heads: Vec<Box<str>>,
    root: Option<RootId>,
    /// Told by a noun.
    noun: bool,
    /// The noun is closed by ini, itu, tersebut.
    definite: bool,
    /// Told in a headline or heading.
    headline: bool,
    /// It says enough to be an event of its own.
    stands_alone: bool,
    /// It says little, but that it happens: *demo* akan digelar.
    asserted: bool,
}

impl Events {
    /// Resolves the layer's tables.
    ///
    /// # Errors
    /// Values that the layer does not know, each at its place.
    pub fn new(tables: &Tables) -> Result<Events, Errors> {
        let list = |name: &str, column: &str| {
            let list = tables.need(name).map_err(|e| Errors(vec![e]))?;
            Ok::<_, Errors>((list, tables.lists.column(list, column).unwrap_or(0)))
        };
        let (agents, owned) = list("agent_noun", "name")?;
        Ok(Events {
            frames: Resolved::new(tables, "events", Frame::read)?,
            roles: Roles::new(tables, &Links(tables))?,
            truth: Truth::new(tables)?,
            occurrence: Occurrence::new(tables)?,
            light: list("light", "subject")?,
            agent_nouns: (agents, owned, list("agent_noun", "kind")?.1),
            shells: list("shell_noun", "form")?.0,
        })
    }

    /// Adds what the layer finds.
    pub fn read<'t>(
        &self,
        cx: &Context<'_, 't>,
        scratch: &mut Scratch,
        phrases: &Chunks,
        found: &mut Annotations<'t>,
    ) {
        let rules = cx.tables.room("events");
        let referents = Referents::new(cx, found, phrases, self.agent_nouns);
        let mut tellings = Vec::new();
        let (light, shells, roles) = (self.light, self.shells, &self.roles);
        let grammar =
            Grammar { cx, chunks: phrases, found, referents: &referents, light, shells, roles };
        for sentence in &cx.document.sentences {
            let block = cx.document.layout.blocks[sentence.block as usize].kind;
            let headline = matches!(block, BlockKind::Title | BlockKind::Heading);
            if self.occurrence.is_law(cx, sentence.tokens.clone()) {
                continue;
            }
            let mut matches: Vec<Match> = Vec::new();
            cx.matcher().matches(rules, sentence.tokens.clone(), scratch, |m| matches.push(m));
            // The longest first; of equal ones, a rule with needs before one without, then a
            // political type, which says more, before one of general news.
            matches.sort_by_cached_key(|m| {
                let frame = self.frames.get(cx.tables, m.rule);
                let needs = frame.is_some_and(|f| !f.needs.is_empty());
                let political = frame.is_some_and(|f| f.kind.is_political());
                (m.span.start, std::cmp::Reverse(m.span.end), !needs, !political)
            });
            let (mut reach, first) = (0, tellings.len());
            for found in matches {
                let (start, end) = (found.span.start, found.span.end);
                if start < reach {
                    continue;
                }
                let place = (&sentence.tokens, headline);
                if let Some(telling) = self.telling(&grammar, found, place) {
                    reach = end;
                    tellings.push(telling);
                }
            }
            charges::link(&mut tellings[first..]);
        }
        found.events = merge::merge(tellings);
    }

    /// The telling that a match makes, if the grammar makes it one and the rule's needs are met.
    fn telling<'t>(
        &self,
        grammar: &Grammar<'_, '_, 't>,
        found: Match,
        (sentence, headline): (&Range<u32>, bool),
    ) -> Option<Telling<'t>> {
        let cx = grammar.cx;
        let frame = self.frames.get(cx.tables, found.rule)?;
        let trigger = trigger::read(cx, grammar.chunks, frame, found)?;
        if !self.occurrence.occurs(grammar, &trigger, sentence, headline) {
            return None;
        }
        let candidates = grammar.candidates(&trigger);
        let met = frame.needs.iter().all(|(function, condition)| {
            let same = self.roles.resolved(&trigger, &candidates, *function);
            let mut own = same.filter(|c| !trigger.span.contains(&c.head)).peekable();
            match own.peek() {
                None => grammar.meets(condition, None),
                Some(_) if condition.not => own.all(|c| grammar.meets(condition, Some(c))),
                Some(_) => own.any(|c| grammar.meets(condition, Some(c))),
            }
        });
        if !met {
            return None;
        }
        let (modality, polarity) = self.truth.of(grammar, &trigger);
        if frame.only.is_some_and(|only| only != modality) {
            return None;
        }
        let mut arguments = Vec::new();
        let mut heads = Vec::new();
        let mut seen = FxHashSet::default();
        for (argument, head) in self.roles.assign(grammar, &trigger, &candidates) {
            if seen.insert((argument.role, argument.entity, argument.span)) {
                // Of an amount all of it counts: two figures are two events.
                let head = match argument.role {
                    Role::Amount => argument.span.of(cx.document.text),
                    _ => cx.document.token_text(head),
                };
                heads.push(head.to_lowercase().into());
                arguments.push(argument);
            }
        }
        tell_once(&mut arguments, &mut heads);
        let rule = cx.tables.rule(trigger.rule);
        let span = cx.document.span(&trigger.span);
        let mut time = self.time(grammar, &trigger);
        // Memberi tenggat sampai 5 Desember, memangkas anggaran 2026: what is said or ruled is said before its time.
        let said = frame.kind.is_speech_act() || frame.kind == EventType::Policy;
        let ahead = modality == Modality::Actual
            && time.is_some_and(|t| is_ahead(cx, &grammar.found.times[t as usize].value));
        // Kasus itu sudah naik, sebentar lagi …: what has been done is not ahead.
        let done = ahead && !said && self.truth.is_done(grammar, &trigger);
        let still_to_come = ahead && !said && !done;
        if ahead && (said || done) {
            // Di masa mendatang, ia menegaskan, …: the time is one of what is said.
            time = None;
        }
        let modality = if still_to_come { Modality::Planned } else { modality };
        let noun = matches!(trigger.reading, Reading::Noun { .. });
        // Tawon itu bisa menyerang: what nobody does to nobody, and only may happen, is what is so in general.
        let general = matches!(modality, Modality::Possible | Modality::Conditional);
        // saat malam tiba: where nobody comes, the time does.
        let general = general || frame.kind == EventType::Move;
        if general && !noun && arguments.is_empty() {
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
        let stands_alone =
            !kind_only && (!noun || nominal || frame.bare || told_enough(&arguments));
        let asserted = polarity == Polarity::Positive && !definite && grammar.is_asserted(&trigger);
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
                super::phrases::UnitKind::Time(time) if behind.clause == clause && point(time) => {
                    Some(time)
                }
                _ => None,
            };
        }
        // Perbaikan jalan direncanakan *dimulai* Januari: the verb that it hangs on may hold another.
        let clause = clause?;
        let inner = |&c: &u32| {
            let noun = matches!(trigger.reading, Reading::Noun { .. });
            noun && chunks.clause(c).kind == super::phrases::ClauseKind::Complement
        };
        own(clause).or_else(|| chunks.children(clause).filter(inner).find_map(own))
    }
}

/// pembangunan *infrastruktur*, penjualan *mobil*: a noun of action with one plain noun behind it only, which no light
/// verb says to happen, tells what is done in general.
fn is_kind_only(grammar: &Grammar<'_, '_, '_>, trigger: &Trigger, arguments: &[Argument]) -> bool {
    use super::phrases::{GroupKind, Joins, UnitKind};
    use EventType::{Build, Trade, Transfer};
    if is_growth(grammar, trigger, arguments) {
        return true;
    }
    let [argument] = arguments else { return false };
    let group = grammar.chunks.group(trigger.group);
    let units = grammar.chunks.units_of(group);
    let behind = units.iter().filter(|u| u.tokens.start >= trigger.span.end);
    // pembangunan jembatan *di sini*, *yang dilakukan pengembang*: more is told of this one.
    let next = grammar.chunks.groups.get(trigger.group as usize + 1);
    let told = next.is_some_and(|g| match g.kind {
        GroupKind::Noun => g.lead.is_some(),
        kind => kind == GroupKind::Conjunction(Joins::Relative),
    });
    matches!(trigger.frame.kind, Build | Trade | Transfer)
        && !told
        && argument.role == Role::Object
        && argument.entity.is_none()
        && !group.definite
        && group.conjunct.is_none()
        && behind.clone().filter(|u| u.kind == UnitKind::Noun).count() == 1
        && behind
            .into_iter()
            .all(|u| matches!(u.kind, UnitKind::Noun | UnitKind::Adjective) && !u.nya)
        && grammar.light(trigger).is_none()
}

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

/// Whether a time lies behind the day of publication, where that is known.
fn is_ahead(cx: &Context<'_, '_>, value: &str) -> bool {
    let Some(published) = cx.published else { return value == "FUTURE_REF" };
    let digits = value.starts_with(|c: char| c.is_ascii_digit()) && !value.contains('/');
    let day = published.to_string();
    let length = value.len().min(day.len());
    let point = matches!(length, 4 | 7 | 10)
        && value.as_bytes()[..length].iter().all(|b| b.is_ascii_digit() || *b == b'-');
    digits && point && value[..length] > day[..length]
}

/// Whether a noun has arguments that make it an event and not a kind of event.
fn told_enough(arguments: &[Argument]) -> bool {
    use crate::record::Role::{Actor, Amount, Object, Recipient};
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
