//! Which forms of names are of one thing: the same gazetteer entry, a definition in the text, a
//! name without its head or its rest, an abbreviation by its letters.

use super::forms::{Form, Forms, Gazetteer, Identity, same_group};
use super::tables::{Action, Drop, Lexicon};
use crate::document::{Document, Match};
use crate::layers::{Context, acronym};
use crate::record::EntityType;
use crate::rules::RuleId;
use rustc_hash::FxHashMap;
use std::collections::hash_map::Entry;

/// Forms put together: each points to another of its set, or to itself.
#[derive(Debug)]
pub(super) struct Sets {
    parent: Vec<u32>,
}

impl Sets {
    /// Every form by itself.
    pub fn new(forms: usize) -> Sets {
        Sets { parent: (0..forms as u32).collect() }
    }

    /// The form that stands for the set of `form`: the one used first.
    pub fn find(&self, form: u32) -> u32 {
        let mut at = form;
        while self.parent[at as usize] != at {
            at = self.parent[at as usize];
        }
        at
    }

    /// Puts two sets together.
    pub fn join(&mut self, a: u32, b: u32) {
        let (a, b) = (self.find(a), self.find(b));
        let (first, second) = (a.min(b), a.max(b));
        self.parent[second as usize] = first;
        // One step of path compression keeps later look-ups short.
        for form in [a, b] {
            self.parent[form as usize] = first;
        }
    }
}

/// No more forms than this share a word that is looked up; a text that has more is no article.
pub(super) const MOST: usize = 32;

/// Forms by the ids of the words in them.
pub(super) struct ByWord {
    /// Words, each with a form that it stands in, in order.
    all: Vec<(u32, u32)>,
}

/// Forms by their words.
pub(super) fn by_word(forms: &[Form]) -> ByWord {
    let parts = (0..).zip(forms).flat_map(|(at, form)| form.parts.iter().map(move |p| (p.id, at)));
    let mut all: Vec<(u32, u32)> = parts.collect();
    all.sort_unstable();
    all.dedup();
    ByWord { all }
}

impl ByWord {
    /// The forms that a word stands in, in order, the first [`MOST`] of them.
    pub fn get(&self, word: u32) -> impl ExactSizeIterator<Item = u32> + Clone + '_ {
        let from = &self.all[self.all.partition_point(|&(id, _)| id < word)..];
        let count = from.iter().take(MOST).take_while(|&&(id, _)| id == word).count();
        from[..count].iter().map(|&(_, form)| form)
    }
}

/// Joins the forms that one gazetteer entry knows.
pub(super) fn by_row(cx: &Context<'_, '_>, gazetteer: &Gazetteer, forms: &[Form], sets: &mut Sets) {
    let mut known: FxHashMap<Identity<'_>, u32> = FxHashMap::default();
    for (at, form) in forms.iter().enumerate() {
        let Some(row) = form.row else { continue };
        match known.entry(gazetteer.identity(row, cx.tables)) {
            Entry::Vacant(free) => drop(free.insert(at as u32)),
            Entry::Occupied(first) => {
                if same_group(forms[*first.get() as usize].kind, form.kind) {
                    sets.join(*first.get(), at as u32);
                }
            }
        }
    }
}

/// Joins what the text defines: `Badan Pusat Statistik (BPS)`, `yang akrab disapa`. For each name
/// that is so brought in, the rule.
pub(super) fn by_definition(
    cx: &Context<'_, '_>,
    lexicon: &Lexicon,
    matches: &[(u32, Match)],
    names: &Forms,
    name_at: &[u32],
    sets: &mut Sets,
) -> FxHashMap<u32, RuleId> {
    let forms = &names.all;
    let mut rules = FxHashMap::default();
    // What stands for more than one thing stands for the first.
    let mut defined = vec![false; forms.len()];
    for (sentence, found) in matches {
        let Some(rule) = lexicon.rule(found.rule) else { continue };
        if !matches!(rule.action, Action::Alias | Action::Abbreviation | Action::Nickname) {
            continue;
        }
        let form = |capture: Option<usize>| {
            let tokens = found.capture(capture?)?;
            let name = *name_at.get(tokens.start as usize)?;
            Some((*names.of.get(name as usize)?, name))
        };
        let Some((short, name)) = form(rule.short) else { continue };
        let full = match rule.action {
            Action::Nickname => {
                person_before(cx, forms, names, name_at, found.span.start, *sentence)
            }
            _ => form(rule.full).map(|(full, _)| full),
        };
        let Some(full) = full else { continue };
        let (long, brief) = (&forms[full as usize], &forms[short as usize]);
        if full == short || !same_group(long.kind, brief.kind) || defined[short as usize] {
            continue;
        }
        // Gedung Bursa Efek Indonesia (BEI): what is known as another kind of thing is no second name.
        if long.kind != brief.kind && brief.row.is_some_and(|row| long.row != Some(row)) {
            continue;
        }
        let told = |form| text(cx.document, names, form);
        let fits = matches!(rule.action, Action::Alias | Action::Nickname)
            || acronym::abbreviates(told(short), told(full))
            || acronym::abbreviates(told(full), told(short))
            || (brief.kind == EntityType::Person
                && brief.parts.iter().any(|p| !p.initial && long.parts.contains(p)))
            || (in_brackets(cx.document, found)
                && brief.acronym
                && brief.parts.len() == 1
                && long.parts.iter().any(|part| part.letter == brief.parts[0].letter)
                && long.parts.len() > 1);
        if fits {
            defined[short as usize] = true;
            sets.join(full, short);
            rules.insert(name, found.rule);
        }
    }
    by_inner_brackets(cx.document, names, &defined, sets);
    rules
}

/// Joins what stands in brackets inside a name with it: `Kejari` with `Kejaksaan Negeri (Kejari) Sikka`.
fn by_inner_brackets(document: &Document<'_>, names: &Forms, defined: &[bool], sets: &mut Sets) {
    let inner: Vec<(u32, &str)> =
        (names.inner.iter()).map(|&(form, word)| (form, document.token_text(word))).collect();
    for (short, form) in names.all.iter().enumerate() {
        if inner.is_empty() || defined[short] || form.parts.len() != 1 {
            continue;
        }
        let text = names.spans[short].of(document.text);
        let mut longs = inner.iter().filter(|(long, word)| {
            *word == text && same_group(names.all[*long as usize].kind, form.kind)
        });
        if let (Some(&(long, _)), None) = (longs.next(), longs.next()) {
            sets.join(long, short as u32);
        }
    }
}

/// Whether what was matched ends in a closing bracket.
fn in_brackets(document: &Document<'_>, found: &Match) -> bool {
    found.span.end.checked_sub(1).is_some_and(|at| document.token_text(at) == ")")
}

/// Sentences back in which the bearer of a nickname is named.
const NAMED_BEFORE: usize = 2;

/// The only person who is named in the sentence before a token, or in the nearest before it that
/// names one.
fn person_before(
    cx: &Context<'_, '_>,
    forms: &[Form],
    names: &Forms,
    name_at: &[u32],
    at: u32,
    sentence: u32,
) -> Option<u32> {
    let from = (sentence as usize).saturating_sub(NAMED_BEFORE);
    let sentences = cx.document.sentences.get(from..=sentence as usize)?.iter().rev();
    for sentence in sentences {
        let tokens = sentence.tokens.start..sentence.tokens.end.min(at);
        let named = name_at.get(tokens.start as usize..tokens.end as usize)?;
        let mut persons = named.iter().filter_map(|&name| {
            let form = *names.of.get(name as usize)?;
            (forms[form as usize].kind == EntityType::Person).then_some(form)
        });
        if let Some(person) = persons.next() {
            return persons.all(|other| other == person).then_some(person);
        }
    }
    None
}

/// Joins a form with the only longer one that it can be short for, and abbreviations with the only
/// form whose words begin with their letters. Persons have rules of their own.
pub(super) fn by_words(
    cx: &Context<'_, '_>,
    gazetteer: &Gazetteer,
    names: &Forms,
    index: &ByWord,
    sets: &mut Sets,
) {
    let forms = &names.all;
    let mut initials: FxHashMap<char, Vec<u32>> = FxHashMap::default();
    for (at, form) in forms.iter().enumerate() {
        if form.parts.len() > 1 && form.kind != EntityType::Person {
            let list = initials.entry(form.parts[0].letter).or_default();
            if list.len() < MOST {
                list.push(at as u32);
            }
        }
    }
    for (at, short) in forms.iter().enumerate() {
        let at = at as u32;
        if short.kind == EntityType::Person {
            continue;
        }
        let longer = index.get(short.parts[0].id);
        let longer = longer.filter(|&long| {
            // Of a body that there is without a place, too, the branch must be named first.
            // Of two companies with their legal forms, too: `PT Timah` and `PT Timah Industri`.
            let whole = short.local == Some(Drop::Branch)
                || short.legal && forms[long as usize].legal && short.head.is_none();
            long != at
                && (!whole || long < at)
                && short_for(cx, gazetteer, short, &forms[long as usize])
        });
        if let Some(long) = the_only(longer, sets) {
            sets.join(at, long);
        } else if short.acronym && short.parts.len() == 1 && short.kind == EntityType::Organization
        {
            let spelt = initials.get(&short.parts[0].letter).into_iter().flatten().copied();
            let spelt = spelt.filter(|&long| {
                forms[long as usize].kind == short.kind
                    && acronym::abbreviates_by_initials(
                        text(cx.document, names, at),
                        text(cx.document, names, long),
                    )
            });
            if let Some(long) = the_only(spelt, sets) {
                sets.join(at, long);
            }
        }
    }
}

/// The set of all these forms, if it is one.
fn the_only(mut forms: impl Iterator<Item = u32>, sets: &Sets) -> Option<u32> {
    let first = forms.next()?;
    let set = sets.find(first);
    forms.all(|other| sets.find(other) == set).then_some(first)
}

/// Whether the one form may be a shorter name for the other.
fn short_for(cx: &Context<'_, '_>, gazetteer: &Gazetteer, short: &Form, long: &Form) -> bool {
    let (few, many) = (short.parts.len(), long.parts.len());
    if few >= many || !same_group(short.kind, long.kind) {
        return false;
    }
    let same = |from: usize| short.parts.iter().zip(&long.parts[from..]).all(|(a, b)| a.id == b.id);
    // Without its head: `Bogor` for `Kabupaten Bogor`, `Golkar` for `Partai Golkar`.
    if let Some((head, drop)) = long.head
        && few + head == many
        && same(head)
    {
        return match drop {
            Drop::Admin | Drop::Head | Drop::Seat => true,
            Drop::Ward => short.row.is_none_or(|row| !gazetteer.is_region(row, cx.tables)),
            Drop::Natural => short.row.is_none() || same_row(cx, gazetteer, short, long),
            Drop::Legal | Drop::Local | Drop::Branch | Drop::Nothing => false,
        };
    }
    // The head alone: `Polres` for `Polres Bogor`.
    if short.local.is_some() && same(0) {
        return true;
    }
    // Without its end: `Persib` for `Persib Bandung`. What the tables know as a body of its own is
    // not short for its local branch; nor is a place's beginning the place.
    let body = short.kind == EntityType::Organization && long.kind == EntityType::Organization;
    if !body || !same(0) {
        return false;
    }
    // Without its town: `Universitas Brawijaya` for `Universitas Brawijaya Malang`.
    if short.head.is_some_and(|(_, drop)| drop == Drop::Seat) {
        let seat = long.parts[few..].iter().all(|part| part.is_place());
        return seat && (short.row.is_none() || long.row.is_none());
    }
    short.row.is_none() && short.head.is_none()
}

fn same_row(cx: &Context<'_, '_>, gazetteer: &Gazetteer, a: &Form, b: &Form) -> bool {
    let identity = |form: &Form| form.row.map(|row| gazetteer.identity(row, cx.tables));
    identity(a).is_some() && identity(a) == identity(b)
}

/// The text of a form's first name.
fn text<'t>(document: &Document<'t>, names: &Forms, form: u32) -> &'t str {
    names.spans.get(form as usize).map_or("", |span| span.of(document.text))
}
