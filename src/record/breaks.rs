//! Line breaks, which a record shows as spaces.

use crate::text::has_byte;
use std::borrow::Cow;
use std::ops::Range;

/// Bytes of a text that are searched at once.
const CHUNK: usize = 32;

/// Whether a character is one of the line breaks that a record's `text` shows as a space.
pub fn is_line_break(c: char) -> bool {
    matches!(c, '\n'..='\r' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// Whether a line break may begin with this byte; most texts have none such.
fn may_begin(byte: u8) -> bool {
    matches!(byte, b'\n'..=b'\r' | 0xC2 | 0xE2)
}

/// Whether a line-break character stands in the text.
pub(super) fn has_line_break(text: &str) -> bool {
    has_byte(text, may_begin) && text.contains(is_line_break)
}

/// The text as a record shows it: each line-break character replaced by one space.
pub fn in_one_line(text: &str) -> Cow<'_, str> {
    match has_line_break(text) {
        true => Cow::Owned(text.replace(is_line_break, " ")),
        false => Cow::Borrowed(text),
    }
}

/// Where the line breaks of a text are, so that its slices need not be searched one by one.
#[derive(Debug)]
pub(crate) struct LineBreaks<'t> {
    text: &'t str,
    /// The first byte of each, in order.
    places: Vec<u32>,
}

impl<'t> LineBreaks<'t> {
    /// Searches `text` once.
    pub fn new(text: &'t str) -> Self {
        let mut places = Vec::new();
        for (index, chunk) in text.as_bytes().chunks(CHUNK).enumerate() {
            // Few chunks have one, and those are told without a look at each byte.
            if !chunk.iter().fold(false, |any, &byte| any | may_begin(byte)) {
                continue;
            }
            let candidates = (index * CHUNK..).zip(chunk).filter(|(_, byte)| may_begin(**byte));
            let is_break = |at: &usize| text[*at..].starts_with(is_line_break);
            places.extend(candidates.map(|(at, _)| at).filter(is_break).map(|at| at as u32));
        }
        LineBreaks { text, places }
    }

    /// The slice of these bytes, as [`in_one_line`] shows it.
    pub fn in_one_line(&self, bytes: Range<usize>) -> Cow<'t, str> {
        let next = self.places.partition_point(|&at| (at as usize) < bytes.start);
        let any = self.places.get(next).is_some_and(|&at| (at as usize) < bytes.end);
        let slice = &self.text[bytes];
        if any { Cow::Owned(slice.replace(is_line_break, " ")) } else { Cow::Borrowed(slice) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_slice_is_shown_alike() {
        let line = "Kata\r\nsatu é\u{2028}dua\u{85}tiga \u{2014} empat\n";
        let text = format!("{line}{}{line}", "panjang ".repeat(9));
        let breaks = LineBreaks::new(&text);
        let places: Vec<_> = (0..=text.len()).filter(|&at| text.is_char_boundary(at)).collect();
        for (nth, &start) in places.iter().enumerate() {
            for &end in &places[nth..] {
                assert_eq!(breaks.in_one_line(start..end), in_one_line(&text[start..end]));
            }
        }
    }
}
