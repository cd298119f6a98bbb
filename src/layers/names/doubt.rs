//! What the weights took for a name, or for a name of another kind, and the tables know better: common words and academic
//! degrees as names, foreign bodies as persons or places, a body and its man as one name.

use super::heads::Heads;
use super::office::Offices;
use crate::annotations::{Name, Origin};
use crate::layers::Context;
use crate::morphology::Voice;
use crate::record::EntityType;
use crate::rules::{ListId, RowId, Tables};
use crate::text::BlockKind;
use rustc_hash::FxHashSet;
use std::ops::Range;

/// Letters of a degree with its points.
const LONGEST_DEGREE: usize = 12;

/// Letters alone, small.
fn bare(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// The academic degrees of the list of abbreviations.
fn degrees(tables: &Tables) -> FxHashSet<String> {
    let lists = &tables.lists;
    let known = lists.find("abbreviation").into_iter().flat_map(|list| lists.rows(list));
    known
        .filter(|&row| lists.get(row, "kind") == "degree")
        .map(|row| bare(lists.form(row)))
        .collect()
}

/// Kinds of bodies of the state.
const OF_STATE: [&str; 3] = ["ministry", "agency", "court"];
/// What made names that only weights speak for.
pub(super) const WEIGHED: Origin = Origin::Mechanism("names.weight");
/// What made the parts of a name that was two.
const PARTED: Origin = Origin::Mechanism("names.parted");
/// The lists that tell.
#[derive(Debug)]
pub(super) struct Doubts {
    word: Option<(ListId, usize)>,
    person: Option<ListId>,
    organization: Option<ListId>,
    ordinary: Option<ListId>,
    /// Academic degrees in small letters without points.
    degrees: FxHashSet<String>,
}

impl Doubts {
    /// Finds the lists.
    pub fn new(tables: &Tables) -> Doubts {
        let lists = &tables.lists;
        let column = |name, column| {
            let list = lists.find(name)?;
            Some((list, lists.column(list, column)?))
        };
        Doubts {
            word: column("word", "pos"),
            person: lists.find("person_name"),
            organization: lists.find("organization"),
            ordinary: lists.find("ordinary_word"),
            degrees: degrees(tables),
        }
    }

    /// Mends the names of an article.
    pub fn settle(
        &self,
        cx: &Context<'_, '_>,
        offices: &Offices,
        heads: &Heads,
        names: &mut Vec<Name>,
    ) {
        let mut parted: Vec<(usize, Name)> = Vec::new();
        let document = cx.document;
        let begin = |name: &Name| document.token_text(name.tokens.start);
        let full = |name: &&Name| name.kind == EntityType::Person && name.tokens.len() > 1;
        let persons: FxHashSet<&str> = names.iter().filter(full).map(begin).collect();
        names.retain(|name| {
            !(self.is_degree(cx, name)
                || offices.is_office(cx, name)
                || offices.is_purpose(cx, name))
        });
        for (index, name) in names.iter_mut().enumerate() {
            if name.row.is_some() || name.origin != WEIGHED {
                continue;
            }
            if let Some(start) = offices.behind_rank(cx, name, |at| self.is_common_word(cx, at)) {
                (name.tokens.start, name.kind) = (start, EntityType::Person);
            }
            if name.kind == EntityType::Person {
                name.tokens.start = offices.behind_purpose(cx, &name.tokens);
                name.tokens.start = offices.behind_number(cx, &name.tokens);
                name.tokens.start = self.behind_common(cx, offices, &name.tokens);
            }
            if let Some(at) = heads.behind_firm(cx, name) {
                let end = std::mem::replace(&mut name.tokens.end, at);
                let (kind, row, origin) = (EntityType::Person, None, PARTED);
                parted
                    .push((index + 1 + parted.len(), Name { tokens: at..end, kind, row, origin }));
                (name.kind, name.origin) = (EntityType::Organization, PARTED);
                continue;
            }
            if heads.is_mistaken_body(cx, name) {
                name.kind = EntityType::Organization;
            } else if heads.is_mistaken_person(cx, name) {
                name.kind = EntityType::Person;
            }
            if let Some((at, row)) = self.parts(cx, offices, name, &persons) {
                let person = Name {
                    tokens: at..name.tokens.end,
                    kind: EntityType::Person,
                    row: None,
                    origin: PARTED,
                };
                parted.push((index + 1 + parted.len(), person));
                (name.tokens.end, name.row, name.origin) = (at, Some(row), Origin::Row(row));
            }
        }
        for (index, name) in parted {
            names.insert(index, name);
        }
        self.join_places(cx, names);
        if document.caseless || !names.iter().any(|name| self.is_common(cx, offices, heads, name)) {
            return;
        }
        // A bare root is a name as well as any other word, where its capital means something.
        let sure = |name: &Name| self.is_inside(cx, name) && !self.is_derived(cx, &name.tokens);
        let told: FxHashSet<&str> =
            names.iter().filter(|n| sure(n)).map(|n| document.slice(&n.tokens)).collect();
        names.retain(|name| {
            !self.is_common(cx, offices, heads, name) || told.contains(document.slice(&name.tokens))
        });
    }

    /// Makes part of a person's name what stands before it behind a comma and is a place as well:
    /// `…, Boston Siahaan`.
    fn join_places(&self, cx: &Context<'_, '_>, names: &mut Vec<Name>) {
        let document = cx.document;
        names.dedup_by(|second, first| {
            let start = first.tokens.start;
            let comma = || start.checked_sub(1).is_some_and(|at| document.token_text(at) == ",");
            let joins = first.kind == EntityType::Gpe
                && second.kind == EntityType::Person
                && second.origin == WEIGHED
                && first.tokens.end == second.tokens.start
                && first.tokens.len() == 1
                && comma();
            if joins {
                (second.tokens.start, second.row) = (start, None);
                *first = second.clone();
            }
            joins
        });
    }

    /// Where a person's name begins behind the common words that say what the title before it is for:
    /// Direktur *Penyusunan Anggaran* Budi Santoso.
    fn behind_common(&self, cx: &Context<'_, '_>, offices: &Offices, tokens: &Range<u32>) -> u32 {
        let start = tokens.start;
        let given = tokens.clone().find(|&at| self.has(cx, at..at + 1, self.person));
        let Some(given) = given.filter(|&at| at > start) else { return start };
        let common = (start..given).all(|at| self.is_common_word(cx, at));
        if common && offices.before(cx, start).is_some() { given } else { start }
    }

    /// Whether a name is made of common words only, none of them known as a person's or the head of a
    /// body or a place, which have such names; those of bodies and places where capitals mean something.
    fn is_common(
        &self,
        cx: &Context<'_, '_>,
        offices: &Offices,
        heads: &Heads,
        name: &Name,
    ) -> bool {
        let word = |at: u32| cx.document.tokens[at as usize].is_word();
        let doubtful = match name.kind {
            EntityType::Person => true,
            EntityType::Organization | EntityType::Gpe => {
                let start = name.tokens.start;
                !self.is_inside(cx, name)
                    && !heads.begins_body(cx, start)
                    && !heads.is_place(cx, start)
            }
            _ => false,
        };
        doubtful
            && name.row.is_none()
            && name.origin == WEIGHED
            && name.tokens.clone().all(|at| {
                !word(at) || self.is_common_word(cx, at) && !self.has(cx, at..at + 1, self.person)
            })
            && offices.before(cx, name.tokens.start).is_none()
    }

    /// Whether a name stands where its capital means something: within a sentence of the body.
    fn is_inside(&self, cx: &Context<'_, '_>, name: &Name) -> bool {
        let document = cx.document;
        let sentence = document.sentence_of(name.tokens.start).map(|s| &document.sentences[s]);
        sentence.is_some_and(|s| {
            let body = document.layout.blocks[s.block as usize].kind == BlockKind::Body;
            let opens = (s.tokens.start..name.tokens.start)
                .all(|at| !document.tokens[at as usize].is_word());
            body && !opens
        })
    }

    /// Whether a word of a name has affixes.
    fn is_derived(&self, cx: &Context<'_, '_>, tokens: &Range<u32>) -> bool {
        tokens.clone().any(|at| cx.matcher().forms(at).any(|form| form.voice != Voice::BASE))
    }

    /// Whether a word is known as something other than a name.
    pub fn is_common_word(&self, cx: &Context<'_, '_>, at: u32) -> bool {
        let known = self.word.is_some_and(|(list, pos)| {
            let row = cx.document.entry(&(at..at + 1), list);
            row.is_some_and(|row| !matches!(cx.tables.lists.cell(row, pos), "name" | "foreign"))
        });
        known || self.has(cx, at..at + 1, self.ordinary) || cx.matcher().forms(at).next().is_some()
    }

    /// Whether a name is an academic degree behind a comma.
    fn is_degree(&self, cx: &Context<'_, '_>, name: &Name) -> bool {
        let document = cx.document;
        let comma = name.tokens.start.checked_sub(1).filter(|&at| document.token_text(at) == ",");
        let letters = document.slice(&name.tokens);
        comma.is_some()
            && letters.len() <= LONGEST_DEGREE
            && self.degrees.contains(&bare(letters))
            && name.tokens.len() <= 3
    }

    /// Where a name of a body goes over into that of a person, and the row that knows the body:
    /// KPK | Budi Santoso.
    fn parts(
        &self,
        cx: &Context<'_, '_>,
        offices: &Offices,
        name: &Name,
        persons: &FxHashSet<&str>,
    ) -> Option<(u32, RowId)> {
        let Range { start, end } = name.tokens;
        if name.kind != EntityType::Organization || end - start < 2 {
            return None;
        }
        let list = self.organization?;
        let hits = cx.document.hits_at(start).iter();
        let body = hits.filter(|h| h.list == list && h.end < end).max_by_key(|h| h.end)?;
        let name_word = |at: u32| {
            let token = &cx.document.tokens[at as usize];
            token.is_word()
                && token.is_capitalised(cx.document.text)
                && !self.is_common_word(cx, at)
        };
        let given = || {
            self.has(cx, body.end..body.end + 1, self.person)
                && (offices.before(cx, start).is_some()
                    || persons.contains(cx.document.token_text(body.end)))
        };
        // Kementerian Agama | Rudi Hasnandar: what a body of the state is for is no strange word.
        let strange = || {
            let kind = cx.tables.lists.get(body.row, "kind");
            let name = |at: u32| {
                cx.document.hits_at(at).iter().all(|h| Some(h.list) == self.person)
                    && !cx.document.token_text(at).bytes().all(|b| b.is_ascii_uppercase())
            };
            end - body.end > 1
                && body.end - start > 1
                && OF_STATE.contains(&kind)
                && (body.end..end).all(name)
        };
        let person = (body.end..end).all(name_word) && (given() || strange());
        person.then_some((body.end, body.row))
    }

    fn has(&self, cx: &Context<'_, '_>, tokens: Range<u32>, list: Option<ListId>) -> bool {
        list.is_some_and(|list| cx.document.entry(&tokens, list).is_some())
    }
}
