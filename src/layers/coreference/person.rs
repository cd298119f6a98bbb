//! Short names of persons: which full name in the article each is of.

use super::forms::{Form, Forms, Gazetteer, Part};
use super::link::{ByWord, MOST, Sets};
use super::tables::Lexicon;
use crate::annotations::{Name, Title};
use crate::layers::names::share;
use crate::layers::{Context, acronym};
use crate::record::EntityType;
use crate::rules::RowId;
use rustc_hash::FxHashMap;

/// How far back, in sentences, an ambiguous short name looks for its bearer.
const WINDOW: usize = 1;

/// Joins short names with the only full name that has their words; for names that two persons
/// share, says for each use which person it is of: `Some(form)`, where the text tells.
pub(super) fn link(
    cx: &Context<'_, '_>,
    lexicon: &Lexicon,
    gazetteer: &Gazetteer,
    names: &Forms,
    (all, titles): (&[Name], &[Title]),
    index: &ByWord,
    sets: &mut Sets,
) -> FxHashMap<u32, u32> {
    let forms = &names.all;
    by_initials(cx, names, all, sets);
    let persons = (0..forms.len() as u32)
        .filter(|&f| is_person(&forms[f as usize]) || is_stray(&forms[f as usize]));
    let mut order: Vec<u32> = persons.collect();
    // The longest first, so that a short name meets sets that are complete.
    order.sort_by_key(|&f| (std::cmp::Reverse(weight(&forms[f as usize])), f));
    let mut shared: Vec<(u32, Vec<u32>)> = Vec::new();
    for &at in &order {
        let short = &forms[at as usize];
        let mut bearers: Vec<u32> = Vec::new();
        for long in candidates(short, index) {
            let full = &forms[long as usize];
            if long != at
                && is_person(full)
                && (is_short_for(short, full) && may_be(cx, gazetteer, short, full)
                    || is_variant(cx, names, at, long))
                && !joined(cx, lexicon, all, short, full)
                && !known_before(cx, all, short, full)
            {
                let set = sets.find(long);
                if !bearers.contains(&set) {
                    bearers.push(set);
                }
            }
        }
        match bearers[..] {
            [] => {}
            [one] => sets.join(one, at),
            _ => shared.push((at, bearers)),
        }
    }
    shared.retain_mut(|(at, bearers)| {
        // Sets grow while shorter names are read; what was two may be one by now.
        bearers.iter_mut().for_each(|set| *set = sets.find(*set));
        bearers.sort_unstable();
        bearers.dedup();
        if let [one] = bearers[..] {
            sets.join(one, *at);
        }
        bearers.len() > 1
    });
    if shared.is_empty() {
        return FxHashMap::default();
    }
    decide(cx, lexicon, names, (all, titles), &shared, sets)
}

/// Joins the initials of a person with the only name that has them: `RK` with `Ridwan Kamil`.
fn by_initials(cx: &Context<'_, '_>, names: &Forms, all: &[Name], sets: &mut Sets) {
    let first = |form: &Form| form.names.first().map(|&name| &all[name as usize]);
    let capitals = |name: &&Name| acronym::is_capitals(cx.document, &name.tokens, share::LETTERS);
    let brief = |form: &Form| {
        let person = is_person(form) && form.row.is_none();
        first(form).filter(|name| person && capitals(name))
    };
    if !names.all.iter().any(|form| brief(form).is_some()) {
        return;
    }
    // The names that have some initials; none where two have them.
    let mut bearers: FxHashMap<String, Option<u32>> = FxHashMap::default();
    for (at, form) in names.all.iter().enumerate().filter(|(_, form)| is_person(form)) {
        if let Some(full) = first(form).filter(|name| name.tokens.len() > 1) {
            let initials = acronym::initials(cx.document, &full.tokens);
            let bearer = bearers.entry(initials).or_insert(Some(at as u32));
            *bearer = bearer.filter(|&other| other == at as u32);
        }
    }
    for (at, short) in names.all.iter().enumerate() {
        let text = brief(short).map(|name| cx.document.slice(&name.tokens));
        if let Some(&Some(full)) = text.and_then(|text| bearers.get(text)) {
            sets.join(full, at as u32);
        }
    }
}

fn is_person(form: &Form) -> bool {
    form.kind == EntityType::Person
}

/// Whether a name that was taken for something else may be a person's short name after all: one
/// word that no gazetteer knows and that abbreviates nothing.
fn is_stray(form: &Form) -> bool {
    form.parts.len() == 1 && form.row.is_none() && !form.acronym && form.head.is_none()
}

/// Longer names have more words; of two equal ones that with fewer initials is longer.
fn weight(form: &Form) -> (usize, usize) {
    (form.parts.len(), form.parts.iter().filter(|p| !p.initial).count())
}

/// Forms that share a word with a short one that is no initial: the rarest; another spelling of it
/// may share the other words only.
fn candidates(short: &Form, index: &ByWord) -> Vec<u32> {
    let full = short.parts.iter().filter(|p| !p.initial);
    let lists = full.map(|p| index.get(p.id)).filter(|list| list.len() > 0);
    let rarest = lists.clone().min_by_key(|list| list.len());
    let mut found: Vec<u32> = rarest.into_iter().flatten().collect();
    if found.len() == 1 {
        found = lists.flatten().take(MOST).collect();
        found.sort_unstable();
        found.dedup();
    }
    found
}

/// Whether all parts of the short name stand in the full one, in order, initials by their letters.
fn is_short_for(short: &Form, full: &Form) -> bool {
    let fewer = weight(short) < weight(full);
    let mut rest = full.parts.iter();
    let fits = |a: &Part, b: &Part| a.id == b.id || a.initial && !b.initial && a.letter == b.letter;
    fewer && short.parts.iter().all(|a| rest.any(|b| fits(a, b)))
}

/// Whether the gazetteer lets the short name be the person's: it does not, if it knows the short
/// name of several words as somebody whom it does not know by the full one.
fn may_be(cx: &Context<'_, '_>, gazetteer: &Gazetteer, short: &Form, full: &Form) -> bool {
    let identity = |row: RowId| gazetteer.identity(row, cx.tables);
    match (short.row.map(identity), full.row.map(identity)) {
        (Some(a), Some(b)) => a == b,
        (Some(_), None) => short.parts.len() == 1,
        _ => true,
    }
}

/// Whether a well-known short name is used before, or in one sentence with, the full name of somebody unknown whose
/// first word it is not: *Prabowo* before `Angga Raka Prabowo`.
fn known_before(cx: &Context<'_, '_>, all: &[Name], short: &Form, full: &Form) -> bool {
    let first = |form: &Form| {
        let name = &all[*form.names.first()? as usize];
        cx.document.sentence_of(name.tokens.start)
    };
    short.row.is_some()
        && full.row.is_none()
        && short.parts.first() != full.parts.first()
        && first(short) <= first(full)
}

/// Whether the first words of two names are the same but for the spelling of one long word.
fn is_variant(cx: &Context<'_, '_>, names: &Forms, a: u32, b: u32) -> bool {
    let (short, long) = (&names.all[a as usize], &names.all[b as usize]);
    if short.parts.len() < 2 || short.parts.len() > long.parts.len() {
        return false;
    }
    let pairs = || short.parts.iter().zip(&long.parts);
    if pairs().filter(|(a, b)| a.id != b.id).count() != 1 {
        return false;
    }
    let words = |form: u32| names.spans[form as usize].of(cx.document.text).split_whitespace();
    let differ = words(a).zip(words(b)).find(|(x, y)| !x.eq_ignore_ascii_case(y));
    differ.is_some_and(|(x, y)| {
        let (x, y) = (x.to_lowercase(), y.to_lowercase());
        x.chars().count().min(y.chars().count()) >= 6
            && x.chars().next() == y.chars().next()
            && strsim::damerau_levenshtein(&x, &y) == 1
    })
}

/// Whether the text sets the two names side by side: then they are two persons.
fn joined(cx: &Context<'_, '_>, lexicon: &Lexicon, all: &[Name], a: &Form, b: &Form) -> bool {
    // Only first uses are looked at; a pair is named as one when it is brought in.
    let few = |form: &Form| form.names.iter().take(4).copied().collect::<Vec<u32>>();
    let (a, b) = (few(a), few(b));
    a.iter().any(|&a| {
        b.iter().any(|&b| {
            let (left, right) = (&all[a.min(b) as usize].tokens, &all[a.max(b) as usize].tokens);
            left.end < right.start
                && right.start - left.end <= 3
                && (left.end..right.start).any(|t| lexicon.coordinators.has(cx.document, t))
        })
    })
}

/// Decides each use of the names that several persons share, in order of the text.
fn decide(
    cx: &Context<'_, '_>,
    lexicon: &Lexicon,
    names: &Forms,
    (all, titles): (&[Name], &[Title]),
    shared: &[(u32, Vec<u32>)],
    sets: &Sets,
) -> FxHashMap<u32, u32> {
    let mut bearers = vec![None; names.all.len()];
    for (index, (form, _)) in shared.iter().enumerate() {
        bearers[*form as usize] = Some(index);
    }
    let heads = title_heads(cx, lexicon, titles);
    // Title heads of each set, and the sentence of its last use.
    let mut held: FxHashMap<u32, Vec<RowId>> = FxHashMap::default();
    let mut last: FxHashMap<u32, usize> = FxHashMap::default();
    let mut decided = FxHashMap::default();
    for (name, (this, &form)) in all.iter().zip(&names.of).enumerate() {
        let name = name as u32;
        let sentence = cx.document.sentence_of(this.tokens.start).unwrap_or_default();
        let set = match bearers[form as usize] {
            None => sets.find(form),
            Some(index) => {
                let sets = &shared[index].1;
                let titled = sets.iter().filter(|set| {
                    let of = held.get(set);
                    heads.get(&name).is_some_and(|h| of.is_some_and(|of| of.contains(h)))
                });
                let near = sets
                    .iter()
                    .filter(|set| last.get(set).is_some_and(|&s| s + WINDOW >= sentence));
                let known = sets.iter().filter(|set| last.contains_key(set));
                let Some(set) = one(titled).or_else(|| one(known)).or_else(|| one(near)) else {
                    continue;
                };
                decided.insert(name, set);
                set
            }
        };
        last.insert(set, sentence);
        if let Some(&head) = heads.get(&name) {
            held.entry(set).or_default().push(head);
        }
    }
    decided
}

fn one<'s>(mut sets: impl Iterator<Item = &'s u32>) -> Option<u32> {
    let first = sets.next()?;
    sets.next().is_none().then_some(*first)
}

/// For each titled name the noun that heads its first title.
pub(super) fn title_heads(
    cx: &Context<'_, '_>,
    lexicon: &Lexicon,
    titles: &[Title],
) -> FxHashMap<u32, RowId> {
    let mut heads = FxHashMap::default();
    for title in titles {
        if let Some((row, _)) = title_head(cx, lexicon, title) {
            heads.entry(title.holder).or_insert(row);
        }
    }
    heads
}

/// The first noun of a title that the table knows, and its last token's end.
pub(super) fn title_head(
    cx: &Context<'_, '_>,
    lexicon: &Lexicon,
    title: &Title,
) -> Option<(RowId, u32)> {
    let (start, end) =
        (cx.document.token_at(title.span.start), cx.document.token_at(title.span.end));
    (start..end).find_map(|at| {
        let (stop, row, _) = lexicon.nouns.longest(cx.document, at, end)?;
        Some((row, stop))
    })
}
