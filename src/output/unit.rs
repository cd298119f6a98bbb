//! Units of offsets: the record's own code points, bytes of UTF-8, or code units of UTF-16.

use crate::record::*;

impl OffsetUnit {
    /// A measure of places in `text`.
    pub(super) fn measure(self, text: &str) -> Measure {
        let mut sum = 0;
        let mut places = vec![0; text.len() + 1];
        for (at, c) in text.char_indices() {
            places[at] = sum;
            sum += self.length(c);
        }
        places[text.len()] = sum;
        Measure { places }
    }

    fn length(self, c: char) -> u32 {
        match self {
            OffsetUnit::Char => 1,
            OffsetUnit::Byte => c.len_utf8() as u32,
            OffsetUnit::Utf16 => c.len_utf16() as u32,
        }
    }

    /// Counts the offsets of a record in this unit, and says so in it. Its spans must be those of
    /// `text` in code points.
    pub fn apply(self, record: &mut Record<'_>, text: &str) {
        if self == OffsetUnit::Char {
            return;
        }
        let mut sum = 0;
        let mut places: Vec<u32> = Vec::with_capacity(text.len() + 1);
        for c in text.chars() {
            places.push(sum);
            sum += self.length(c);
        }
        places.push(sum);
        let last = places.len() - 1;
        record.document.offsets = self;
        spans(record, &mut |start, end| {
            for place in [start, end] {
                *place = places[(*place as usize).min(last)];
            }
        });
    }
}

/// Places in a text by their byte.
pub(super) struct Measure {
    places: Vec<u32>,
}

impl Measure {
    /// The place of a byte, which is the first of a character or the text's end.
    pub fn at(&self, byte: u32) -> u32 {
        self.places[byte as usize]
    }
}

/// Shows every span of a record to `change`, each once.
fn spans(record: &mut Record<'_>, change: &mut impl FnMut(&mut u32, &mut u32)) {
    let Record { document, sections, sentences, entities, relations, events, .. } = record;
    let mut slice = |slice: &mut Option<Slice<'_>>| {
        if let Some(slice) = slice {
            change(&mut slice.start, &mut slice.end);
        }
    };
    slice(&mut document.title);
    sections.iter_mut().for_each(|x| slice(&mut x.heading));
    record.statements.iter_mut().for_each(|q| slice(&mut q.cue));
    slice(&mut record.summary.why);
    slice(&mut record.summary.how);
    document.dateline.iter_mut().for_each(|d| change(&mut d.start, &mut d.end));
    sections.iter_mut().for_each(|x| change(&mut x.start, &mut x.end));
    sentences.iter_mut().for_each(|s| change(&mut s.start, &mut s.end));
    let mentions = entities.iter_mut().flat_map(|e| &mut e.mentions);
    mentions.for_each(|m| change(&mut m.start, &mut m.end));
    relations.iter_mut().for_each(|r| change(&mut r.start, &mut r.end));
    for v in events {
        change(&mut v.trigger.start, &mut v.trigger.end);
        v.arguments.iter_mut().for_each(|a| change(&mut a.start, &mut a.end));
        v.also.iter_mut().for_each(|t| change(&mut t.start, &mut t.end));
    }
    for q in &mut record.statements {
        change(&mut q.start, &mut q.end);
        q.speaker.iter_mut().for_each(|s| change(&mut s.start, &mut s.end));
    }
    record.times.iter_mut().for_each(|t| change(&mut t.start, &mut t.end));
    record.quantities.iter_mut().for_each(|n| change(&mut n.start, &mut n.end));
    record.warnings.iter_mut().for_each(|w| change(&mut w.start, &mut w.end));
}
