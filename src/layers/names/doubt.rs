//! What the weights took for a name, or for a name of another kind, and the tables know better: common words as persons,
//! foreign bodies as persons or places, a body and its man as one name.

use crate::annotations::{Name, Origin};
use crate::document::Document;
use crate::layers::Context;
use crate::morphology::Voice;
use crate::record::EntityType;
use crate::rules::{ListId, RowId, Tables};
use crate::text::BlockKind;
use std::ops::Range;

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
            title: column("title", "kind"),
            organization: lists.find("organization"),
            head: lists.find("organization_head"),
            tail: lists.find("organization_tail"),
            place_tail: lists.find("place_tail"),
        }
    }

    /// Mends the names of an article.
    pub fn settle(&self, cx: &Context<'_, '_>, names: &mut Vec<Name>) {
        let mut parted: Vec<(usize, Name)> = Vec::new();
        for (index, name) in names.iter_mut().enumerate() {
            if name.row.is_some() || name.origin != WEIGHED {
                continue;
            }
            if name.kind == EntityType::Person {
                name.tokens.start = self.behind_office(cx, &name.tokens);
            }
            if self.is_foreign_body(cx, name) {
                name.kind = EntityType::Organization;
            }
            if let Some((at, row)) = self.parts(cx, name) {
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
        let document = cx.document;
        if document.caseless || !names.iter().any(|name| self.is_common(cx, name)) {
            return;
        }
        // A bare root is a name as well as any other word, where its capital means something.
        let sure = |name: &Name| self.is_inside(cx, name) && !self.is_derived(cx, &name.tokens);
        let told: Vec<&str> =
            names.iter().filter(|n| sure(n)).map(|n| document.slice(&n.tokens)).collect();
        names.retain(|name| {
            !self.is_common(cx, name) || told.contains(&document.slice(&name.tokens))
        });
    }

    /// Whether a person's name is made of common words only, none of them known as a person's.
    fn is_common(&self, cx: &Context<'_, '_>, name: &Name) -> bool {
        let word = |at: u32| cx.document.tokens[at as usize].is_word();
        name.kind == EntityType::Person
            && name.row.is_none()
            && name.origin == WEIGHED
            && name.tokens.clone().all(|at| {
                !word(at) || self.is_common_word(cx, at) && !self.has(cx, at..at + 1, self.person)
            })
            && !self.titled(cx, name.tokens.start)
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
        known || cx.matcher().forms(at).next().is_some()
    }

    /// Whether a title ends before a token.
    fn titled(&self, cx: &Context<'_, '_>, at: u32) -> bool {
        let Some((list, _)) = self.title else { return false };
        (at.saturating_sub(3)..at).any(|from| cx.document.entry(&(from..at), list).is_some())
    }

    /// Where a person's name begins behind the abbreviation of the office that a minister's title
    /// before it is of: Menteri *PU* Sari Wulandari.
    fn behind_office(&self, cx: &Context<'_, '_>, tokens: &Range<u32>) -> u32 {
        let (document, start) = (cx.document, tokens.start);
        let Some((list, kind)) = self.title else { return start };
        let minister = || {
            let from = start.saturating_sub(2);
            let row = (from..start).find_map(|from| document.entry(&(from..start), list));
            row.is_some_and(|row| cx.tables.lists.cell(row, kind) == "minister")
        };
        let letters = document.token_text(start);
        let short =
            SHORT.contains(&letters.len()) && letters.bytes().all(|b| b.is_ascii_uppercase());
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

    /// Whether a name begins as bodies do, perhaps behind one word: *The University of* Somewhere.
    fn begins_body(&self, document: &Document<'_>, start: u32, end: u32) -> bool {
        (start..end.min(start + 2)).any(|at| {
            let mut hits = document.hits_at(at).iter();
            hits.any(|h| Some(h.list) == self.head && h.end < end && h.end > at + 1)
        })
    }

    /// Where a name of a body goes over into that of a person, and the row that knows the body:
    /// KPK | Budi Santoso.
    fn parts(&self, cx: &Context<'_, '_>, name: &Name) -> Option<(u32, RowId)> {
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
            && self.titled(cx, start);
        person.then_some((body.end, body.row))
    }

    fn has(&self, cx: &Context<'_, '_>, tokens: Range<u32>, list: Option<ListId>) -> bool {
        list.is_some_and(|list| cx.document.entry(&tokens, list).is_some())
    }
}
