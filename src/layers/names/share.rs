//! Names that share words or letters with the full names of the article's persons, and are theirs.

use super::doubt;
use crate::annotations::{Name, Origin};
use crate::document::Document;
use crate::layers::Context;
use crate::record::EntityType;
use crate::text::Case;
use rustc_hash::FxHashMap;
use std::ops::Range;

/// What made names of persons by their initials.
pub(in crate::layers) const INITIALS: Origin = Origin::Mechanism("names.initials");
/// Letters of a person's initials.
const LETTERS: Range<usize> = 2..5;

/// Gives persons what was taken for places or bodies: a name that begins with a word which stands
/// alone as a person's, and the initials of the only name that has them.
pub(super) fn complete(cx: &Context<'_, '_>, names: &mut [Name]) {
    let document = cx.document;
    let is_open = |name: &Name| name.row.is_none() && !matches!(name.origin, Origin::Rule(_));
    let is_short = |name: &Name| is_open(name) && is_initials(document, &name.tokens);
    let long = |name: &Name| name.kind == EntityType::Gpe && is_open(name) && name.tokens.len() > 1;
    if !names.iter().any(|name| is_short(name) || long(name)) {
        return;
    }
    let alone: Vec<&str> = (names.iter())
        .filter(|n| n.kind == EntityType::Person && n.tokens.len() == 1)
        .map(|n| document.token_text(n.tokens.start))
        .filter(|text| text.len() > 2)
        .collect();
    // The names that have some initials; none where a body has them, too.
    let mut bearers: FxHashMap<String, Option<&str>> = FxHashMap::default();
    for name in names.iter().filter(|name| name.tokens.len() > 1) {
        let (text, person) = (document.slice(&name.tokens), name.kind == EntityType::Person);
        let bearer = bearers.entry(initials(document, &name.tokens)).or_insert(Some(text));
        if !person || *bearer != Some(text) {
            *bearer = None;
        }
    }
    for name in names.iter_mut() {
        if long(name) && alone.contains(&document.token_text(name.tokens.start)) {
            name.kind = EntityType::Person;
        }
        let plain = matches!(name.origin, doubt::WEIGHED | super::repeat::REPEATED);
        if plain && name.kind == EntityType::Organization && is_short(name) {
            let text = document.slice(&name.tokens);
            if let Some(Some(_)) = bearers.get(text) {
                (name.kind, name.origin) = (EntityType::Person, INITIALS);
            }
        }
    }
}

/// Whether a name is one short word in capitals.
fn is_initials(document: &Document<'_>, tokens: &Range<u32>) -> bool {
    let token = &document.tokens[tokens.start as usize];
    tokens.len() == 1 && token.case == Case::Upper && LETTERS.contains(&token.span.len())
}

/// The first letters of a name's words.
pub(in crate::layers) fn initials(document: &Document<'_>, tokens: &Range<u32>) -> String {
    let words = tokens.clone().filter(|&at| document.tokens[at as usize].is_word());
    words.filter_map(|at| document.token_text(at).chars().next()).collect()
}
