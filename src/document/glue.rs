//! Cuts small words off names that they are glued to: Martin|belum, where the text has Martin elsewhere.

use super::{FormId, Vocabulary};
use crate::rules::Tables;
use crate::text::{Case, Segments, Token, TokenKind};
use rustc_hash::FxHashMap;

/// Bytes that a name has at least; one that only the tables know has more.
const NAME: usize = 4;
/// Bytes that a word has at least which is cut off a name that only the tables know.
const TAIL: usize = 4;

/// Cuts the words of `segments` whose ends are words of the conventions, if no table knows the whole and the
/// text has it once. Tells whether there were any.
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
    let (mut cuts, mut written): (Vec<(u32, u32)>, Option<Counts<'_>>) = (Vec::new(), None);
    for ((token, _), at) in candidates {
        let word = token.span.of(text);
        for (place, tail) in tails(word, tables) {
            let head = &word[..place];
            let written = written.get_or_insert_with(|| names(&segments.tokens, text));
            // Who is called so twice is called so.
            if written[word] > 1 {
                break;
            }
            if written.contains_key(head) || tail.len() >= TAIL && place > NAME && is_known(head) {
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
    let first = (word.len() - small).max(NAME);
    let longest = tables.conventions.longest_tail();
    let places = first.max(word.len().saturating_sub(longest))..word.len();
    let tail = move |place: usize| word.get(place..).map(|tail| (place, tail));
    places.filter_map(tail).filter(|(_, tail)| tables.conventions.is_glued_tail(tail))
}

/// How often each word stands in a text with a capital.
type Counts<'t> = FxHashMap<&'t str, u32>;

fn names<'t>(tokens: &[Token], text: &'t str) -> Counts<'t> {
    let mut counts = Counts::default();
    for token in tokens.iter().filter(|t| matches!(t.case, Case::Capital | Case::Inner)) {
        *counts.entry(token.span.of(text)).or_default() += 1;
    }
    counts
}
