//! What the article has already told: which words are names of which type elsewhere in it.

use super::feature::{Feature, Sort, Template};
use crate::document::Document;
use crate::layers::acronym;
use rustc_hash::FxHashMap;
use std::ops::Range;

/// The names of a first reading, by their letters and by their words.
#[derive(Debug, Default)]
pub struct Memory {
    whole: FxHashMap<u64, [u16; 4]>,
    words: FxHashMap<u64, [u16; 4]>,
    spans: Vec<(Range<u32>, Sort)>,
    /// A bit for the first word of each of those names and for each word of one, by its spelling: most
    /// candidates are out by it.
    begins: [u64; BITS / 64],
}

/// Bits in which spellings are noted.
const BITS: usize = 1 << 11;

/// The place of the bit of a spelling.
fn bit(document: &Document<'_>, at: u32) -> (usize, u64) {
    let spelling = document.spellings[at as usize].exact as usize % BITS;
    (spelling / 64, 1 << (spelling % 64))
}

impl Memory {
    /// Keeps a name.
    pub fn add(&mut self, document: &Document<'_>, span: &Range<u32>, sort: Sort) {
        self.whole.entry(key(document, span)).or_default()[sort as usize] += 1;
        self.note(document, span.start);
        if span.end - span.start > 1 {
            for at in span.clone() {
                let capital = document.tokens[at as usize].is_capitalised(document.text);
                if capital {
                    let word = key(document, &(at..at + 1));
                    self.words.entry(word).or_default()[sort as usize] += 1;
                    self.note(document, at);
                }
            }
        }
        self.spans.push((span.clone(), sort));
    }

    fn note(&mut self, document: &Document<'_>, at: u32) {
        let (place, bit) = bit(document, at);
        self.begins[place] |= bit;
    }

    /// What is known of a span, its own earlier reading left out.
    pub fn features(
        &self,
        document: &Document<'_>,
        span: &Range<u32>,
        emit: &mut impl FnMut(Feature),
    ) {
        let (place, bit) = bit(document, span.start);
        if self.begins[place] & bit == 0 {
            return;
        }
        let whole = self.whole.get(&key(document, span)).copied().unwrap_or_default();
        let words = match span.end - span.start {
            1 => self.words.get(&key(document, span)).copied().unwrap_or_default(),
            _ => [0; 4],
        };
        // What the span's own place was read as is no evidence for itself.
        let at = self.spans.partition_point(|(s, _)| s.end <= span.start);
        let own = self.spans.get(at).filter(|(s, _)| s.start <= span.start && s.end >= span.end);
        for &(sort, _) in Sort::ALL {
            let mine = own.filter(|(_, s)| *s == sort);
            if whole[sort as usize] > u16::from(mine.is_some_and(|(s, _)| s == span)) {
                emit(Feature::sort(Template::Same, sort));
            }
            if sort == Sort::Person && whole[0] > 0 && acronym::is_capitals(document, span, ..) {
                emit(Feature::plain(Template::InitialsElsewhere));
            }
            if words[sort as usize] > u16::from(mine.is_some_and(|(s, _)| s != span)) {
                emit(Feature::sort(Template::Shared, sort));
            }
        }
    }
}

/// The letters of a span, as one number.
fn key(document: &Document<'_>, span: &Range<u32>) -> u64 {
    use std::hash::Hasher;
    let mut hasher = rustc_hash::FxHasher::default();
    for at in span.clone() {
        // One more, so that none is 0, which a hash does not see.
        hasher.write_u32(document.spellings[at as usize].exact + 1);
    }
    hasher.finish()
}
