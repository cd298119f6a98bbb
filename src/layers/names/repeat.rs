//! Names told again: what an article names once with certainty it names wherever the same letters stand free.

use crate::annotations::{Name, Origin};
use crate::document::Document;
use crate::layers::Context;
use crate::record::EntityType;
use crate::rules::{ListId, RowId, Tables};
use crate::text::{BlockKind, Case};
use rustc_hash::FxHashMap;
use std::ops::Range;

/// Forms that may begin with one word, at most.
const MOST: usize = 16;
/// What made the names that this step adds.
pub(super) const REPEATED: Origin = Origin::Mechanism("names.repeated");

/// The lists that say what a word is beside a name.
#[derive(Debug)]
pub(super) struct Repeats {
    word: Option<(ListId, usize)>,
    title: Option<ListId>,
    heads: Vec<ListId>,
}

/// A form that is looked for.
#[derive(Clone, Debug)]
struct Form {
    tokens: Range<u32>,
    kind: EntityType,
    row: Option<RowId>,
    /// Whether it is only one word of a person's name.
    part: bool,
}

impl Repeats {
    /// Finds the lists.
    pub fn new(tables: &Tables) -> Repeats {
        let lists = &tables.lists;
        let word = lists.find("word").and_then(|list| Some((list, lists.column(list, "pos")?)));
        let heads = ["organization_head", "place_head"].iter().filter_map(|name| lists.find(name));
        Repeats { word, title: lists.find("title"), heads: heads.collect() }
    }

    /// Adds the names that are told again, keeping the order of the text.
    pub fn complete(&self, cx: &Context<'_, '_>, names: &mut Vec<Name>) {
        let document = cx.document;
        if document.caseless || names.is_empty() {
            return;
        }
        let mut named = vec![false; document.tokens.len()];
        for name in names.iter() {
            named[name.tokens.start as usize..name.tokens.end as usize].fill(true);
        }
        let forms = forms(document, names);
        let mut added = Vec::new();
        for sentence in &document.sentences {
            let body = document.layout.blocks[sentence.block as usize].kind == BlockKind::Body;
            let mut at = sentence.tokens.start;
            while at < sentence.tokens.end {
                let place = Place { names: &named, sentence: &sentence.tokens, body };
                let fits = |form: &&Form| self.stands(cx, form, at, &place);
                let here = (!named[at as usize])
                    .then(|| forms.get(&key(document, at)))
                    .flatten()
                    .and_then(|forms| forms.iter().find(fits));
                let Some(form) = here else {
                    at += 1;
                    continue;
                };
                let tokens = at..at + form.tokens.len() as u32;
                named[tokens.start as usize..tokens.end as usize].fill(true);
                at = tokens.end;
                added.push(Name { tokens, kind: form.kind, row: form.row, origin: REPEATED });
            }
        }
        if !added.is_empty() {
            names.append(&mut added);
            names.sort_by_key(|name| name.tokens.start);
        }
    }

    /// Whether a form stands at a token, and nothing beside it makes another name of it.
    fn stands(&self, cx: &Context<'_, '_>, form: &Form, at: u32, place: &Place<'_>) -> bool {
        let document = cx.document;
        let end = at + form.tokens.len() as u32;
        let free = end <= place.sentence.end
            && (at..end).all(|t| !place.names[t as usize])
            && form
                .tokens
                .clone()
                .zip(at..end)
                .all(|(a, b)| document.token_text(a) == document.token_text(b));
        if !free {
            return false;
        }
        if form.part && self.is_in_title(document, at, place.sentence.start) {
            return false;
        }
        let first = at == place.sentence.start;
        let one = form.tokens.len() == 1;
        let upper = document.tokens[at as usize].case == Case::Upper;
        // At the beginning of a sentence and in headlines a capital says nothing.
        if one && !upper && (first || !place.body) && self.is_common(cx, at) {
            return false;
        }
        let capital = |t: u32| {
            let token = &document.tokens[t as usize];
            token.is_word() && token.is_capitalised(document.text) && !place.names[t as usize]
        };
        if end < place.sentence.end && (one || form.kind == EntityType::Person) {
            let person = form.kind == EntityType::Person && place.body;
            let grows = capital(end) && (person || !self.is_common(cx, end));
            let joined = matches!(document.token_text(end), "-" | "&" | ".")
                && end + 1 < place.sentence.end
                && capital(end + 1);
            if grows || joined && form.part {
                return false;
            }
        }
        let Some(before) = at.checked_sub(1).filter(|&b| b >= place.sentence.start) else {
            return true;
        };
        // The sentence's first word has its capital for that.
        let opens = before == place.sentence.start && self.is_common(cx, before);
        if !one || !capital(before) || opens && !self.is_head(document, before) {
            return true;
        }
        match form.kind {
            EntityType::Person => self.ends_title(document, before, place.sentence.start),
            _ if upper => !self.is_head(document, before),
            // Rektor Unair
            EntityType::Organization if self.ends_title(document, before, place.sentence.start) => {
                true
            }
            // In a headline the word before has its capital for that: Warga Jatim.
            _ => !place.body && self.is_common(cx, before) && !self.is_head(document, before),
        }
    }

    /// Whether a word is known as something other than a name.
    fn is_common(&self, cx: &Context<'_, '_>, at: u32) -> bool {
        let known = self.word.is_some_and(|(list, pos)| {
            let hits = cx.document.hits_at(at).iter().filter(|h| h.end == at + 1);
            let mut rows = hits.map(|h| h.row).filter(|&r| cx.tables.lists.list_of(r) == list);
            rows.any(|row| !matches!(cx.tables.lists.cell(row, pos), "name" | "foreign"))
        });
        known || cx.matcher().forms(at).next().is_some()
    }

    fn ends_title(&self, document: &Document<'_>, at: u32, first: u32) -> bool {
        let from = at.saturating_sub(3).max(first);
        (from..=at).any(|start| {
            let mut hits = document.hits_at(start).iter();
            hits.any(|h| h.end == at + 1 && Some(h.list) == self.title)
        })
    }

    /// Whether a word belongs to a title of several: Jaksa *Agung*.
    fn is_in_title(&self, document: &Document<'_>, at: u32, first: u32) -> bool {
        let from = at.saturating_sub(3).max(first);
        (from..=at).any(|start| {
            let mut hits = document.hits_at(start).iter();
            hits.any(|h| h.end > at && h.end - start > 1 && Some(h.list) == self.title)
        })
    }

    fn is_head(&self, document: &Document<'_>, at: u32) -> bool {
        let mut hits = document.hits_at(at).iter();
        hits.any(|h| h.end == at + 1 && self.heads.contains(&h.list))
    }
}

/// Where a form is looked for.
struct Place<'p> {
    /// Which tokens belong to names.
    names: &'p [bool],
    sentence: &'p Range<u32>,
    body: bool,
}

/// The letters of a token, as one number.
fn key(document: &Document<'_>, at: u32) -> u32 {
    document.spellings[at as usize].exact
}

/// The forms by their first words, the longest first; of equal ones that of the commonest type.
fn forms(document: &Document<'_>, names: &[Name]) -> FxHashMap<u32, Vec<Form>> {
    let mut types: FxHashMap<(&str, EntityType), usize> = FxHashMap::default();
    for name in names {
        *types.entry((document.slice(&name.tokens), name.kind)).or_default() += 1;
    }
    let mut forms: FxHashMap<u32, Vec<Form>> = FxHashMap::default();
    let mut add = |form: Form| {
        let list = forms.entry(key(document, form.tokens.start)).or_default();
        let text = document.slice(&form.tokens);
        let count = |form: &Form| types.get(&(text, form.kind)).copied().unwrap_or_default();
        match list.iter().position(|other| document.slice(&other.tokens) == text) {
            Some(other) if count(&list[other]) < count(&form) => list[other] = form,
            None if list.len() < MOST => list.push(form),
            _ => {}
        }
    };
    for name in names {
        let (tokens, kind, row) = (name.tokens.clone(), name.kind, name.row);
        let letters = document.token_text(tokens.start).chars().count();
        let capital = document.tokens[tokens.start as usize].is_capitalised(document.text);
        if capital && (tokens.len() > 1 || letters > 1) {
            add(Form { tokens, kind, row, part: false });
        }
    }
    for name in names {
        if let Some(at) = super::bracket::inside(document, name) {
            add(Form { tokens: at..at + 1, kind: name.kind, row: None, part: false });
        }
    }
    for name in names.iter().filter(|n| n.kind == EntityType::Person && n.tokens.len() > 1) {
        for at in name.tokens.clone() {
            let token = &document.tokens[at as usize];
            let dotted = at + 1 < name.tokens.end && document.token_text(at + 1) == ".";
            if token.case == Case::Capital && token.span.len() > 2 && !dotted {
                add(Form { tokens: at..at + 1, kind: name.kind, row: None, part: true });
            }
        }
    }
    for list in forms.values_mut() {
        list.sort_by_key(|form| (std::cmp::Reverse(form.tokens.len()), form.part));
    }
    forms
}
