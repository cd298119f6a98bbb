//! Byte offsets to code points, the unit of the record.

use super::Span;

/// Bytes between two checkpoints.
const STRIDE: usize = 128;

/// Converts byte offsets into one text to code-point offsets: at once for ASCII text, otherwise by counting at most
/// 127 bytes from a checkpoint.
#[derive(Clone, Debug)]
pub struct Offsets<'a> {
    text: &'a str,
    /// Code points that begin before each multiple of [`STRIDE`]; empty for ASCII text.
    checkpoints: Vec<u32>,
}

impl<'a> Offsets<'a> {
    /// Reads `text` once.
    pub fn new(text: &'a str) -> Self {
        let mut checkpoints = Vec::new();
        if !text.is_ascii() {
            checkpoints.reserve(text.len() / STRIDE + 1);
            let mut count = 0;
            for chunk in text.as_bytes().chunks(STRIDE) {
                checkpoints.push(count);
                count += starts(chunk);
            }
        }
        Offsets { text, checkpoints }
    }

    /// The number of code points before byte `at`, which is on a character boundary; the text's own number past its end.
    pub fn code_points(&self, at: u32) -> u32 {
        let at = (at as usize).min(self.text.len());
        if self.checkpoints.is_empty() {
            return at as u32;
        }
        // A text of whole strides has no checkpoint for its end: count from the last.
        let index = (at / STRIDE).min(self.checkpoints.len() - 1);
        self.checkpoints[index] + starts(&self.text.as_bytes()[index * STRIDE..at])
    }

    /// Start and end of `span` in code points.
    pub fn span(&self, span: Span) -> (u32, u32) {
        (self.code_points(span.start), self.code_points(span.end))
    }
}

/// How many code points begin in `bytes`.
fn starts(bytes: &[u8]) -> u32 {
    bytes.iter().filter(|&&b| b & 0xC0 != 0x80).count() as u32
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn agrees(text: &str) -> bool {
        let offsets = Offsets::new(text);
        let by_count = |at: usize| text[..at].chars().count() as u32;
        (0..=text.len())
            .filter(|&i| text.is_char_boundary(i))
            .all(|i| offsets.code_points(i as u32) == by_count(i))
    }

    #[test]
    fn whole_strides_and_wide_characters_agree_with_counting() {
        assert!(agrees(""));
        assert!(agrees(&"a".repeat(3 * STRIDE)));
        assert!(agrees(&"👨‍👩‍👧é".repeat(40)));
        assert!(agrees(&"é".repeat(STRIDE / 2)));
        assert!(agrees(&format!("{}é", "a".repeat(STRIDE - 1))));
        assert_eq!(Offsets::new("“a”").span(Span::new(3, 4)), (1, 2));
    }

    proptest! {
        #[test]
        fn any_text_agrees_with_counting(text in ".{0,300}", emoji in "[a👍\u{301}é]{0,200}") {
            prop_assert!(agrees(&text));
            prop_assert!(agrees(&emoji));
            prop_assert!(agrees(&(text + &emoji)));
        }
    }
}
