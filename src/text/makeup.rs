//! What a token is made of: its bytes by class, and the kind and letter case that follow.

use super::tokens::{Case, TokenKind};
use bitflags::bitflags;

bitflags! {
    /// What the bytes of a word are.
    #[derive(Clone, Copy, PartialEq, Eq)]
    pub(super) struct Makeup: u8 {
        const LOWER = 1;
        const UPPER = 2;
        const DIGIT = 4;
        /// A mark at which words may be cut.
        const CUT = 8;
        /// Part of a character outside of ASCII.
        const WIDE = 16;
    }
}

impl Makeup {
    /// Of each byte.
    const BYTES: [u8; 256] = {
        let (mut all, mut byte) = ([0; 256], 0);
        while byte < 256 {
            all[byte] = match byte as u8 {
                b'a'..=b'z' => Makeup::LOWER.bits(),
                b'A'..=b'Z' => Makeup::UPPER.bits(),
                b'0'..=b'9' => Makeup::DIGIT.bits(),
                b'.' | b':' => Makeup::CUT.bits(),
                128.. => Makeup::WIDE.bits(),
                _ => 0,
            };
            byte += 1;
        }
        all
    };

    /// Of one byte.
    #[inline]
    pub fn of_byte(byte: u8) -> Makeup {
        Makeup::from_bits_retain(Makeup::BYTES[byte as usize])
    }

    /// Of a word, all its bytes together.
    pub fn of(word: &str) -> Makeup {
        let bits = word.bytes().fold(0, |all, byte| all | Makeup::BYTES[byte as usize]);
        Makeup::from_bits_truncate(bits)
    }
}

/// Kind and case of the characters of one token.
pub(super) fn shape(word: &str) -> (TokenKind, Case) {
    shape_of(word, Makeup::of(word))
}

/// The same, of a word whose bytes are known.
pub(super) fn shape_of(word: &str, makeup: Makeup) -> (TokenKind, Case) {
    let (mut letters, mut digits, mut upper, mut lower) = (false, false, false, false);
    if !makeup.intersects(Makeup::WIDE) {
        (upper, lower) = (makeup.intersects(Makeup::UPPER), makeup.intersects(Makeup::LOWER));
        (letters, digits) = (upper || lower, makeup.intersects(Makeup::DIGIT));
    } else {
        for c in word.chars() {
            if c.is_alphabetic() {
                letters = true;
                upper |= c.is_uppercase();
                lower |= c.is_lowercase();
            } else {
                digits |= c.is_numeric();
            }
        }
    }
    let kind = match (letters, digits) {
        (true, true) => TokenKind::Mixed,
        (true, false) => TokenKind::Word,
        (false, true) => TokenKind::Number,
        _ if word.chars().next().is_some_and(is_punctuation) => TokenKind::Punct,
        _ => TokenKind::Symbol,
    };
    let case = match (upper, lower) {
        (false, false) => Case::None,
        (false, true) => Case::Lower,
        (true, false) => Case::Upper,
        _ if is_capital(word) => Case::Capital,
        _ => Case::Inner,
    };
    (kind, case)
}

/// Whether a word of both cases begins with a capital and no part of it has a capital further in.
fn is_capital(word: &str) -> bool {
    word.split(['.', '-', '\u{2010}', '\u{2011}']).enumerate().all(|(i, part)| {
        let mut letters = part.chars().filter(|c| c.is_alphabetic());
        let first = letters.next();
        (i > 0 || first.is_some_and(char::is_uppercase)) && !letters.any(char::is_uppercase)
    })
}

/// Whether `c` is in one of Unicode's P categories, as far as news text has them; the backtick counts as a quote mark.
fn is_punctuation(c: char) -> bool {
    match c {
        '$' | '+' | '<' | '=' | '>' | '^' | '|' | '~' => false,
        _ if c.is_ascii() => c.is_ascii_punctuation(),
        '¡' | '§' | '«' | '¶' | '·' | '»' | '¿' | '´' => true,
        '\u{2010}'..='\u{2027}' | '\u{2030}'..='\u{205e}' => c != '\u{2044}' && c != '\u{2052}',
        '\u{3001}'..='\u{3003}' | '\u{3008}'..='\u{3011}' | '\u{3014}'..='\u{301f}' => true,
        '\u{60c}' | '\u{61b}' | '\u{61f}' | '\u{6d4}' | '\u{fe10}'..='\u{fe19}' => true,
        '\u{ff01}'..='\u{ff0f}' | '\u{ff1a}'..='\u{ff20}' => c != '\u{ff04}' && c != '\u{ff0b}',
        _ => false,
    }
}
