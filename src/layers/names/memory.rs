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
}

impl Memory {
    /// Forgets everything.
    pub fn clear(&mut self) {
        self.whole.clear();
        self.words.clear();
        self.spans.clear();
    }

    /// Whether nothing is known.
    pub fn is_empty(&self) -> bool {
        self.spans.is_empty()
    }

    /// Keeps a name.
    pub fn add(&mut self, document: &Document<'_>, span: &Range<u32>, sort: Sort) {
        self.whole.entry(key(document, span)).or_default()[sort as usize] += 1;
        if span.end - span.start > 1 {
            for at in span.clone() {
                let capital = document.tokens[at as usize].is_capitalised(document.text);
                if capital {
                    let word = key(document, &(at..at + 1));
                    self.words.entry(word).or_default()[sort as usize] += 1;
                }
            }
        }
        self.spans.push((span.clone(), sort));
    }

    /// What is known of a span, its own earlier reading left out.
    pub fn features(
        &self,
        document: &Document<'_>,
        span: &Range<u32>,
        emit: &mut impl FnMut(Feature),
    ) {
        if self.is_empty() {
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
