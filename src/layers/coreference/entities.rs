//! Entities from linked names: the fullest name, the others, the gazetteer row, the titles.

use super::forms::{Forms, Gazetteer, bare_span, is_shouted};
use super::link::Sets;
use super::person::title_head;
use super::tables::{Classes, Drop, Lexicon};
use crate::annotations::{Annotations, Entity, HeldRole, Mention, Name, Origin};
use crate::layers::Context;
use crate::record::{EntityType, MentionKind};
use crate::rules::{ListId, RowId, RuleId};
use crate::text::has_byte;
use rustc_hash::FxHashMap;
use std::borrow::Cow;
use std::cmp::Reverse;

/// Words that are looked at before a name for what it is called: `perusahaan teknologi asal …`.
const DESCRIBED_WITHIN: u32 = 2;

/// What later steps need to know of the entities, beside what goes into the record.
#[derive(Debug, Default)]
pub(super) struct Known {
    /// For each name its entity.
    pub of_name: Vec<u32>,
    /// For each entity the classes of nouns that the text or the tables use for it.
    pub classes: Vec<Classes>,
    /// Persons by the noun that heads one of their titles.
    pub holders: FxHashMap<RowId, Vec<u32>>,
}

/// Makes an entity of each set of forms, in order of first use, with its names as mentions.
pub(super) fn build<'t>(
    cx: &Context<'_, 't>,
    gazetteer: &Gazetteer,
    names: &Forms,
    sets: &Sets,
    (decided, defined): (&FxHashMap<u32, u32>, &FxHashMap<u32, RuleId>),
    found: &mut Annotations<'t>,
) -> Known {
    let mut known = Known::default();
    let mut entity_of: FxHashMap<u32, u32> = FxHashMap::default();
    let mut members: Vec<Vec<u32>> = Vec::new();
    for (index, &form) in names.of.iter().enumerate() {
        let set = decided.get(&(index as u32)).map_or_else(|| sets.find(form), |&s| sets.find(s));
        let entity = *entity_of.entry(set).or_insert(members.len() as u32);
        if entity as usize == members.len() {
            members.push(Vec::new());
        }
        members[entity as usize].push(index as u32);
        known.of_name.push(entity);
    }
    let country = cx.tables.lists.find("country");
    for (entity, members) in members.iter().enumerate() {
        let made = entity_from(cx, gazetteer, country, names, members, &found.names);
        found.entities.push(made.0);
        for &index in members {
            let name = &found.names[index as usize];
            let same = names.of[index as usize] == names.of[made.1 as usize];
            let by_row = name.row.is_some() && name.row == found.entities[entity].row;
            let origin = match defined.get(&index) {
                Some(&rule) => Origin::Rule(rule),
                None if same || by_row => name.origin,
                None => LINKED,
            };
            found.mentions.push(Mention {
                entity: entity as u32,
                tokens: name.tokens.clone(),
                span: bare_span(cx, name),
                kind: MentionKind::Name,
                origin,
            });
        }
    }
    known.classes = vec![Classes::default(); found.entities.len()];
    known
}

const LINKED: Origin = Origin::Mechanism("coreference.short_name");

/// The entity of these names, and which of them it is called by.
fn entity_from<'t>(
    cx: &Context<'_, 't>,
    gazetteer: &Gazetteer,
    country: Option<ListId>,
    names: &Forms,
    members: &[u32],
    all: &[Name],
) -> (Entity<'t>, u32) {
    let document = cx.document;
    let shown = |index: u32| in_one_line(bare_span(cx, &all[index as usize]).of(document.text));
    // States have fancy names; the first form of the table is the plain one.
    let plain = |index: u32| {
        let row = all[index as usize].row.filter(|&r| Some(cx.tables.lists.list_of(r)) == country);
        row.is_some_and(|row| {
            let own = cx.tables.lists.get(row, "canonical").is_empty();
            own && cx.tables.lists.form(row).eq_ignore_ascii_case(&shown(index))
        })
    };
    let fullness = |index: u32| {
        let tokens = &all[index as usize].tokens;
        let words = tokens.clone().filter(|&t| document.tokens[t as usize].is_word());
        let full = words.filter(|&t| document.tokens[t as usize].span.len() > 2).count();
        let count = tokens.len();
        (plain(index), full, !is_shouted(document, tokens), count, shown(index).len())
    };
    let best = match *members {
        [only] => only,
        _ => members.iter().copied().max_by_key(|&i| (fullness(i), Reverse(i))).unwrap_or(0),
    };
    let name = shown(best);
    let mut aliases: Vec<Cow<'t, str>> = Vec::new();
    let mut seen: Vec<String> = Vec::new();
    // Most are written as the name is, or as one of those before.
    for &index in members.iter().filter(|&&index| index != best) {
        let alias = shown(index);
        if alias == name || aliases.contains(&alias) {
            continue;
        }
        if seen.is_empty() {
            seen.push(name.to_lowercase());
        }
        let folded = alias.to_lowercase();
        if !seen.contains(&folded) {
            seen.push(folded);
            aliases.push(alias);
        }
    }
    let kind = kind(members, all);
    let form_of = |index: u32| &names.all[names.of[index as usize] as usize];
    let own = form_of(best).row;
    // A person's short name is many persons' in the tables; any other name is as good as the full.
    let row = own.or_else(|| {
        let mut rows = members.iter().filter_map(|&i| form_of(i).row);
        let first = rows.next().filter(|_| kind != EntityType::Person)?;
        let identity = |row| gazetteer.identity(row, cx.tables);
        rows.all(|row| identity(row) == identity(first)).then_some(first)
    });
    (Entity { kind, name, aliases, row, roles: Vec::new(), salience: 0.0 }, best)
}

/// The type that most of the names have; of equal ones the first.
fn kind(members: &[u32], all: &[Name]) -> EntityType {
    let mut counts: Vec<(EntityType, usize)> = Vec::new();
    for &index in members {
        let kind = all[index as usize].kind;
        match counts.iter_mut().find(|(k, _)| *k == kind) {
            Some((_, count)) => *count += 1,
            None => counts.push((kind, 1)),
        }
    }
    let most = counts.iter().map(|&(_, count)| count).max();
    let first = counts.iter().find(|&&(_, count)| Some(count) == most);
    first.map_or(EntityType::Person, |&(kind, _)| kind)
}

/// The text with each run of white space as one space.
pub(super) fn in_one_line(text: &str) -> Cow<'_, str> {
    // A blank outside of ASCII begins with such a byte.
    let odd = |byte: u8| matches!(byte, b'\n' | b'\r' | b'\t' | 0xc2);
    let bytes = text.as_bytes();
    if has_byte(text, odd) && text.contains(['\n', '\r', '\t', '\u{a0}'])
        || bytes.windows(2).any(|pair| pair == b"  ")
    {
        Cow::Owned(text.split_whitespace().collect::<Vec<_>>().join(" "))
    } else {
        Cow::Borrowed(text)
    }
}

/// Gives entities their roles, and notes by which nouns each may be spoken of.
pub(super) fn titles(
    cx: &Context<'_, '_>,
    lexicon: &Lexicon,
    found: &mut Annotations<'_>,
    known: &mut Known,
) {
    for title in &found.titles {
        let entity = known.of_name[title.holder as usize];
        let of = title.of.map(|name| known.of_name[name as usize]);
        let text = title.span.of(cx.document.text);
        let roles = &mut found.entities[entity as usize].roles;
        let told = roles.iter().any(|role| {
            let same = role.title.of(cx.document.text).eq_ignore_ascii_case(text);
            same && (role.of == of || of.is_none())
        });
        if !told {
            roles.push(HeldRole { title: title.span, of, origin: title.origin });
        }
        if let Some((row, _)) = title_head(cx, lexicon, title) {
            let holders = known.holders.entry(row).or_default();
            if !holders.contains(&entity) {
                holders.push(entity);
            }
            if let Some(noun) = lexicon.nouns.get(row) {
                add(&mut known.classes, entity, noun.classes);
            }
        }
    }
}

fn add(classes: &mut [Classes], entity: u32, more: Classes) {
    classes[entity as usize] = classes[entity as usize].with(more);
}

/// Notes what names and the words before them say that things are.
pub(super) fn described(
    cx: &Context<'_, '_>,
    lexicon: &Lexicon,
    found: &Annotations<'_>,
    known: &mut Known,
) {
    let document = cx.document;
    let country = cx.tables.lists.find("country");
    for (name, &entity) in found.names.iter().zip(&known.of_name) {
        let tokens = &name.tokens;
        if let Some((_, _, noun)) = lexicon.nouns.longest(document, tokens.start, tokens.end) {
            add(&mut known.classes, entity, noun.classes);
        }
        if name.kind == EntityType::Organization
            && tokens.clone().any(|at| {
                let head = lexicon.heads.longest(document, at, tokens.end);
                head.is_some_and(|(_, _, &(_, drop))| drop == Drop::Legal)
            })
        {
            add(&mut known.classes, entity, lexicon.company);
        }
        let row = name.row.filter(|&row| Some(cx.tables.lists.list_of(row)) == country);
        if row.is_some() {
            add(&mut known.classes, entity, lexicon.country);
        }
        if let Some(row) = name.row.filter(|_| name.kind == EntityType::Organization) {
            let kind = lexicon.kind(cx.tables.lists.get(row, "kind"));
            add(&mut known.classes, entity, kind);
        }
        // `perusahaan tambang X`: the nearest noun straight before, over small letters only.
        let sentence = &document.sentences[document.sentence_of(tokens.start).unwrap_or_default()];
        let from = tokens.start.saturating_sub(1 + DESCRIBED_WITHIN).max(sentence.tokens.start);
        for at in (from..tokens.start).rev() {
            let token = &document.tokens[at as usize];
            if !token.is_word() || lexicon.before.has(document, at) {
                break;
            }
            let noun = lexicon.nouns.longest(document, at, tokens.start);
            if let Some((_, _, noun)) = noun.filter(|(_, _, n)| n.kind == name.kind) {
                add(&mut known.classes, entity, noun.classes);
                break;
            }
        }
    }
}
