//! Cuts small words off names that they are glued to: Martin|belum, where the text has Martin elsewhere.

use super::{FormId, Vocabulary};
use crate::rules::Tables;
use crate::text::{Case, Segments, Token, TokenKind};
use rustc_hash::FxHashSet;

/// Letters that a name has at least, and a word that is cut off a name which only the tables know; such a
/// name has more.
const LEAST: usize = 4;

/// Cuts the words of `segments` whose ends are words of the conventions, if no table knows the whole. Whether
/// there were any.
pub(super) fn cut(
    segments: &mut Segments,
    forms: &[FormId],
    (vocabulary, text, tables): (&Vocabulary, &str, &Tables),
) -> bool {
    let unknown = |form: FormId| {
        let word = vocabulary.get(form).word;
        !word.id.is_known() && !word.base.is_known() && !word.stem.is_known()
    };
    let is_known = |head: &str| tables.words.get(&head.to_lowercase()).is_known();
    let candidates = segments.tokens.iter().zip(forms).zip(0..).filter(|((token, form), _)| {
        token.kind == TokenKind::Word
            && matches!(token.case, Case::Capital | Case::Inner)
            && unknown(**form)
    });
    let (mut cuts, mut written): (Vec<(u32, u32)>, Option<FxHashSet<&str>>) = (Vec::new(), None);
    for ((token, _), at) in candidates {
        let word = token.span.of(text);
        for (place, tail) in tails(word, tables) {
            let head = &word[..place];
            let written = written.get_or_insert_with(|| names(&segments.tokens, text));
            if written.contains(head) || tail.len() >= LEAST && place > LEAST && is_known(head) {
                cuts.push((at, token.span.start + place as u32));
                break;
            }
        }
    }
    segments.cut(text, &cuts);
    !cuts.is_empty()
}

/// The ends of a word that are words of the conventions, the longest first, each with the byte at which it begins.
fn tails<'w>(word: &'w str, tables: &Tables) -> impl Iterator<Item = (usize, &'w str)> {
    let small = word.bytes().rev().take_while(u8::is_ascii_lowercase).count();
    let first = (word.len() - small).max(LEAST);
    let longest = tables.conventions.longest_tail();
    let places = first.max(word.len().saturating_sub(longest))..word.len();
    let tail = move |place: usize| word.get(place..).map(|tail| (place, tail));
    places.filter_map(tail).filter(|(_, tail)| tables.conventions.is_glued_tail(tail))
}

/// Words that stand in the text with a capital.
fn names<'t>(tokens: &[Token], text: &'t str) -> FxHashSet<&'t str> {
    let capital = tokens.iter().filter(|t| matches!(t.case, Case::Capital | Case::Inner));
    capital.map(|token| token.span.of(text)).collect()
}
