//! What the weights took for a name, or for a name of another kind, and the tables know better: common words and academic
//! degrees as names, foreign bodies as persons or places, a body and its man as one name.

use crate::annotations::{Name, Origin};
use crate::document::{Document, Hit};
use crate::layers::Context;
use crate::morphology::Voice;
use crate::record::EntityType;
use crate::rules::{ListId, RowId, Tables};
use crate::text::BlockKind;
use rustc_hash::FxHashSet;
use std::ops::Range;

/// Letters of a degree with its points.
const LONGEST_DEGREE: usize = 12;

/// Whether a word is the abbreviation of an office.
fn is_letters(word: &str) -> bool {
    SHORT.contains(&word.len()) && word.bytes().all(|b| b.is_ascii_uppercase())
}

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

/// What made names that only weights speak for.
pub(super) const WEIGHED: Origin = Origin::Mechanism("names.weight");
/// What made the parts of a name that was two.
const PARTED: Origin = Origin::Mechanism("names.parted");
/// Letters of an office's abbreviation: the minister's *PU*.
const SHORT: std::ops::RangeInclusive<usize> = 2..=6;

/// The lists that tell.
#[derive(Debug)]
pub(super) struct Doubts {
    word: Option<(ListId, usize)>,
    person: Option<ListId>,
    title: Option<(ListId, usize)>,
    organization: Option<ListId>,
    head: Option<ListId>,
    tail: Option<ListId>,
    place_tail: Option<ListId>,
    ordinary: Option<ListId>,
    direction: Option<ListId>,
    /// Lists of places, and of what their names begin and end with.
    places: Vec<ListId>,
    /// Academic degrees in small letters without points.
    degrees: FxHashSet<String>,
}

/// Lists of places, and of what their names begin and end with.
const PLACES: [&str; 8] = [
    "country",
    "region_id",
    "district_id",
    "city",
    "location",
    "facility",
    "place_head",
    "place_tail",
];

/// Kinds of titles that name nothing when they stand alone.
const OFFICES: [&str; 5] = ["minister", "police", "military", "governor", "official"];

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
            title: column("title", "kind"),
            organization: lists.find("organization"),
            head: lists.find("organization_head"),
            tail: lists.find("organization_tail"),
            place_tail: lists.find("place_tail"),
            ordinary: lists.find("ordinary_word"),
            direction: lists.find("name_tail"),
            places: PLACES.iter().filter_map(|name| lists.find(name)).collect(),
            degrees: degrees(tables),
        }
    }

    /// Mends the names of an article.
    pub fn settle(&self, cx: &Context<'_, '_>, names: &mut Vec<Name>) {
        let mut parted: Vec<(usize, Name)> = Vec::new();
        let document = cx.document;
        let begin = |name: &Name| document.token_text(name.tokens.start);
        let full = |name: &&Name| name.kind == EntityType::Person && name.tokens.len() > 1;
        let persons: FxHashSet<&str> = names.iter().filter(full).map(begin).collect();
        names.retain(|name| {
            !(self.is_degree(cx, name) || self.is_office(cx, name) || self.is_of_office(cx, name))
        });
        for (index, name) in names.iter_mut().enumerate() {
            if name.row.is_some() || name.origin != WEIGHED {
                continue;
            }
            if let Some(start) = self.behind_rank(cx, name) {
                (name.tokens.start, name.kind) = (start, EntityType::Person);
            }
            if name.kind == EntityType::Person {
                name.tokens.start = self.behind_office(cx, &name.tokens);
            }
            if self.is_foreign_body(cx, name) || self.ends_in_body(cx, name) {
                name.kind = EntityType::Organization;
            } else if self.is_named_like_person(cx, name) {
                name.kind = EntityType::Person;
            }
            if let Some((at, row)) = self.parts(cx, name, &persons) {
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
        if document.caseless || !names.iter().any(|name| self.is_common(cx, name)) {
            return;
        }
        // A bare root is a name as well as any other word, where its capital means something.
        let sure = |name: &Name| self.is_inside(cx, name) && !self.is_derived(cx, &name.tokens);
        let told: FxHashSet<&str> =
            names.iter().filter(|n| sure(n)).map(|n| document.slice(&n.tokens)).collect();
        names.retain(|name| {
            !self.is_common(cx, name) || told.contains(document.slice(&name.tokens))
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

    /// Whether a name is made of common words only, none of them known as a person's or the head of a
    /// body or a place, which have such names; those of bodies and places where capitals mean something.
    fn is_common(&self, cx: &Context<'_, '_>, name: &Name) -> bool {
        let word = |at: u32| cx.document.tokens[at as usize].is_word();
        let doubtful = match name.kind {
            EntityType::Person => true,
            EntityType::Organization | EntityType::Gpe => {
                let start = name.tokens.start;
                !self.is_inside(cx, name)
                    && !self.has(cx, start..start + 1, self.head)
                    && !self.is_place(cx, start)
            }
            _ => false,
        };
        doubtful
            && name.row.is_none()
            && name.origin == WEIGHED
            && name.tokens.clone().all(|at| {
                !word(at) || self.is_common_word(cx, at) && !self.has(cx, at..at + 1, self.person)
            })
            && self.title_before(cx, name.tokens.start).is_none()
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
    fn is_common_word(&self, cx: &Context<'_, '_>, at: u32) -> bool {
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

    /// Whether a name is the title of an office and nothing else.
    fn is_office(&self, cx: &Context<'_, '_>, name: &Name) -> bool {
        let office = || {
            let (list, kind) = self.title?;
            let row = cx.document.entry(&name.tokens, list)?;
            Some(OFFICES.contains(&cx.tables.lists.cell(row, kind)))
        };
        name.row.is_none() && name.origin == WEIGHED && office() == Some(true)
    }

    /// Whether what was taken for a body's name is what a minister is for: Menteri *Pemuda dan
    /// Olahraga*.
    fn is_of_office(&self, cx: &Context<'_, '_>, name: &Name) -> bool {
        let letters = cx.document.slice(&name.tokens);
        let office = match name.kind {
            EntityType::Organization => name.tokens.len() > 2,
            EntityType::Person => is_letters(letters),
            _ => false,
        };
        office
            && name.row.is_none()
            && name.origin == WEIGHED
            && self.title_before(cx, name.tokens.start) == Some("minister")
    }

    /// The kind of the title that ends before a token.
    fn title_before<'t>(&self, cx: &Context<'_, 't>, at: u32) -> Option<&'t str> {
        let (list, kind) = self.title?;
        let before = at.saturating_sub(3)..at;
        let row = before.into_iter().find_map(|from| cx.document.entry(&(from..at), list))?;
        Some(cx.tables.lists.cell(row, kind))
    }

    /// Where the name of a person begins behind a rank or a form of address, if the whole was taken
    /// for a body's.
    fn behind_rank(&self, cx: &Context<'_, '_>, name: &Name) -> Option<u32> {
        let (document, Range { start, end }) = (cx.document, name.tokens.clone());
        let (list, kind) = self.title.filter(|_| name.kind == EntityType::Organization)?;
        let hits = document.hits_at(start).iter().filter(|h| h.list == list && h.end < end);
        let rank = |h: &&Hit| {
            matches!(cx.tables.lists.cell(h.row, kind), "honorific" | "police" | "military")
        };
        let after = hits.filter(rank).map(|h| h.end).max()?;
        let after = if document.token_text(after) == "." { after + 1 } else { after };
        let capital = |at: u32| document.tokens[at as usize].is_capitalised(document.text);
        let person = after < end
            && (after..end).all(|at| capital(at) && !self.is_common_word(cx, at))
            && !self.has(cx, start..start + 1, self.head);
        person.then_some(after)
    }

    /// Where a person's name begins behind the abbreviation of the office that a minister's title
    /// before it is of: Menteri *PU* Sari Wulandari.
    fn behind_office(&self, cx: &Context<'_, '_>, tokens: &Range<u32>) -> u32 {
        let (document, start) = (cx.document, tokens.start);
        let minister = || self.title_before(cx, start) == Some("minister");
        let letters = document.token_text(start);
        let short = is_letters(letters);
        if short && tokens.len() > 1 && minister() { start + 1 } else { start }
    }

    /// Whether a name that is no person's and no place's ends, or begins, as bodies abroad do.
    fn is_foreign_body(&self, cx: &Context<'_, '_>, name: &Name) -> bool {
        use EntityType::{Facility, Gpe, Location, Person};
        let Range { start, end } = name.tokens;
        matches!(name.kind, Person | Gpe | Location | Facility)
            && end - start > 1
            && (self.has(cx, end - 1..end, self.tail)
                && !self.has(cx, end - 1..end, self.place_tail)
                && !self.has(cx, start..start + 1, self.person)
                || name.kind == Gpe && self.begins_body(cx.document, start, end))
    }

    /// Whether what was taken for a place, though no list and no head of places knows it, ends with a
    /// body: *NTMC Polri*.
    fn ends_in_body(&self, cx: &Context<'_, '_>, name: &Name) -> bool {
        let Range { start, end } = name.tokens;
        name.kind == EntityType::Gpe
            && end - start > 1
            && self.has(cx, end - 1..end, self.organization)
            && !(start..end).any(|at| self.is_place(cx, at))
    }

    /// Whether what was taken for a place, though no word of it is known as one, begins with a given
    /// name, perhaps behind an initial: *I Gusti Ngurah* Wirata.
    fn is_named_like_person(&self, cx: &Context<'_, '_>, name: &Name) -> bool {
        let Range { start, end } = name.tokens;
        let initial = cx.document.token_text(start).len() == 1;
        let first = if initial { start + 1 } else { start };
        let given = || {
            let row = cx.document.entry(&(first..first + 1), self.person?)?;
            Some(cx.tables.lists.get(row, "flag").is_empty())
        };
        name.kind == EntityType::Gpe
            && end - start > 1
            && (start..end)
                .all(|at| cx.document.tokens[at as usize].is_capitalised(cx.document.text))
            && !(start..first + 1).any(|at| self.is_place(cx, at))
            && !(start..end)
                .any(|at| self.has(cx, at..at + 1, self.tail) || self.is_direction(cx, at))
            && !self.has(cx, end - 1..end, self.place_tail)
            && given() == Some(true)
    }

    /// Whether a word ends names of places: *utara*.
    fn is_direction(&self, cx: &Context<'_, '_>, at: u32) -> bool {
        self.has(cx, at..at + 1, self.direction)
    }

    /// Whether a word is a place, or begins or ends the names of places.
    fn is_place(&self, cx: &Context<'_, '_>, at: u32) -> bool {
        let mut hits = cx.document.hits_at(at).iter().filter(|h| h.end == at + 1);
        hits.any(|h| self.places.contains(&h.list))
    }

    /// Whether a name begins as bodies do, perhaps behind one word: *The University of* Somewhere.
    fn begins_body(&self, document: &Document<'_>, start: u32, end: u32) -> bool {
        (start..end.min(start + 2)).any(|at| {
            let mut hits = document.hits_at(at).iter();
            hits.any(|h| Some(h.list) == self.head && h.end < end && h.end > at + 1)
        })
    }

    /// Where a name of a body goes over into that of a person, and the row that knows the body:
    /// KPK | Budi Santoso.
    fn parts(
        &self,
        cx: &Context<'_, '_>,
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
        let person = self.has(cx, body.end..body.end + 1, self.person)
            && (body.end..end).all(name_word)
            && (self.title_before(cx, start).is_some()
                || persons.contains(cx.document.token_text(body.end)));
        person.then_some((body.end, body.row))
    }

    fn has(&self, cx: &Context<'_, '_>, tokens: Range<u32>, list: Option<ListId>) -> bool {
        list.is_some_and(|list| cx.document.entry(&tokens, list).is_some())
    }
}
