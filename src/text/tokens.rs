//! Tokens: the words of UAX #29, cut anew where Indonesian news wants it.

use unicode_segmentation::UnicodeSegmentation;

use super::makeup::{Makeup, shape, shape_of};
use super::{Conventions, Span};

/// One word, number, mark or symbol of the text; white space and control characters are in none.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Token {
    /// Its bytes.
    pub span: Span,
    /// What it is made of.
    pub kind: TokenKind,
    /// How its letters are cased.
    pub case: Case,
    /// No white space stands between it and the token before it.
    pub glued: bool,
}

/// What a token is made of.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum TokenKind {
    /// Letters and no digit: `kata`, `anak-anaknya`, `S.H`, `detik.com`.
    Word,
    /// Digits and no letter: `2014`, `16.00`, `13.255.244`.
    Number,
    /// Letters and digits: `Rp13`, `QZ8501`.
    Mixed,
    /// One punctuation mark, or a group of points.
    Punct,
    /// Anything else: `+`, `©`, an emoji.
    Symbol,
}

/// The letter case of a token.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Case {
    /// `jakarta`
    Lower,
    /// `Jakarta`, `Anak-anak`, `M.Si`
    Capital,
    /// `KPK`, `A`
    Upper,
    /// `mPaspor`, `McDonald`, `KOMPAS.com`
    Inner,
    /// No letter that has a case.
    None,
}

impl Token {
    /// Whether its first letter is a capital.
    pub fn is_capitalised(&self, text: &str) -> bool {
        match self.case {
            Case::Capital | Case::Upper => true,
            Case::Inner => self.span.of(text).chars().next().is_some_and(char::is_uppercase),
            Case::Lower | Case::None => false,
        }
    }

    /// Whether the token is a word with letters.
    pub fn is_word(&self) -> bool {
        matches!(self.kind, TokenKind::Word | TokenKind::Mixed)
    }
}

/// Appends the tokens of `span` to `out`, in order, in one pass.
///
/// Besides the cuts of UAX #29: `selesai.Kemudian` is three tokens and `H.Ahmad` too, but `S.Sos` (an abbreviation
/// of the table), `S.H`, `detik.com` and `16.00` are one; a colon always cuts; `undang-undang`, `anak-anaknya` and
/// `berlari-lari` are one; points that follow one another are one; a small word of the table is cut off the name that
/// it is glued to.
pub fn tokenize(text: &str, span: Span, conventions: &Conventions, out: &mut Vec<Token>) {
    let text = &text[..span.end as usize];
    let (mut at, mut glued, first) = (span.start as usize, false, out.len());
    while let Some(&byte) = text.as_bytes().get(at) {
        if byte == b' ' {
            (at, glued) = (at + 1, false);
            continue;
        }
        let (end, makeup) = plain_word(text, at).unwrap_or_else(|| {
            let end = word_end(text, at);
            (end, Makeup::of(&text[at..end]))
        });
        let word = &text[at..end];
        let plain = makeup.intersects(Makeup::LOWER | Makeup::UPPER | Makeup::DIGIT);
        if !plain && word.chars().all(is_blank) {
            glued = false;
        } else if word.len() > 1 && makeup.intersects(Makeup::CUT) {
            push_cut(text, at, end, glued, conventions, out);
            glued = true;
        } else if makeup.contains(Makeup::LOWER | Makeup::UPPER)
            && let Some(cut) = glued_name(word, conventions)
        {
            push(text, at, at + cut, glued, out);
            push(text, at + cut, end, true, out);
            glued = true;
        } else {
            let (kind, case) = shape_of(word, makeup);
            out.push(Token { span: Span::new(at, end), kind, case, glued });
            if glued {
                join_last(text, first, out);
            }
            glued = true;
        }
        at = end;
    }
}

/// The end and the makeup of the word that starts at `at`, if it is made of letters and figures of ASCII and what
/// stands behind it surely ends it. Most words are such.
fn plain_word(text: &str, at: usize) -> Option<(usize, Makeup)> {
    let rest = &text.as_bytes()[at..];
    let (mut length, mut makeup) = (0, Makeup::empty());
    let next = loop {
        let Some(&byte) = rest.get(length) else { break b' ' };
        let of_byte = Makeup::of_byte(byte);
        if !of_byte.intersects(Makeup::LOWER | Makeup::UPPER | Makeup::DIGIT) {
            break byte;
        }
        makeup |= of_byte;
        length += 1;
    };
    let joins = !next.is_ascii() || matches!(next, b'.' | b'\'' | b',' | b';' | b'_');
    let ends = !joins && rest.get(length + 1).is_none_or(u8::is_ascii);
    (length > 0 && ends).then_some((at + length, makeup))
}

/// Letters of a word that opens a sentence, at least, for which a capital inside tells that a name is
/// glued to it; shorter ones begin names: `SatuSehat`.
const OPENER: usize = 8;

/// Where the name begins that a small word of the table is glued to: 2 in `diMuseum`; or a word that
/// opens sentences: 9 in `SementaraMuseum`.
fn glued_name(word: &str, conventions: &Conventions) -> Option<usize> {
    let bytes = word.as_bytes();
    let opens = bytes[0].is_ascii_uppercase();
    let first = usize::from(opens);
    let cut = first + bytes[first..].iter().position(|b| !b.is_ascii_lowercase())?;
    let capital = bytes[cut].is_ascii_uppercase() && word.len() > cut + 1;
    if opens {
        let opener = capital && cut >= OPENER && conventions.opens_sentence(&word[..cut]);
        return opener.then_some(cut);
    }
    capital.then(|| conventions.glued_until(&word[..cut])).flatten()
}

/// Whether `c` separates tokens: white space, controls (NUL too) and invisible spaces.
pub(super) fn is_blank(c: char) -> bool {
    c.is_whitespace() || c.is_control() || matches!(c, '\u{200b}' | '\u{2060}' | '\u{feff}')
}

/// The end of the UAX #29 word that starts at `at`: ASCII by hand, the rest by the crate.
fn word_end(text: &str, at: usize) -> usize {
    let bytes = text.as_bytes();
    let mut end = at + 1;
    if bytes[at].is_ascii_alphanumeric() || bytes[at] == b'_' {
        while let Some(&b) = bytes.get(end) {
            let last = bytes[end - 1];
            if b.is_ascii_alphanumeric() || b == b'_' {
                end += 1;
                continue;
            }
            let next = bytes.get(end + 1).copied().unwrap_or(b' ');
            let joins = match b {
                b'.' | b'\'' => {
                    last.is_ascii_alphabetic() && next.is_ascii_alphabetic()
                        || last.is_ascii_digit() && next.is_ascii_digit()
                }
                b',' | b';' => last.is_ascii_digit() && next.is_ascii_digit(),
                _ => false,
            };
            if joins {
                end += 2;
            } else if b.is_ascii() && next.is_ascii() {
                return end;
            } else {
                return word_end_by_crate(text, at);
            }
        }
        end
    } else if bytes[at].is_ascii() && bytes.get(end).is_none_or(u8::is_ascii) {
        end
    } else {
        word_end_by_crate(text, at)
    }
}

fn word_end_by_crate(text: &str, at: usize) -> usize {
    text[at..].split_word_bounds().next().map_or(text.len(), |w| at + w.len())
}

/// Pushes the word `start..end`, which holds points or colons, cut where a sentence or a name is glued on.
fn push_cut(
    text: &str,
    start: usize,
    end: usize,
    glued: bool,
    conventions: &Conventions,
    out: &mut Vec<Token>,
) {
    let word = &text[start..end];
    let listed = conventions.abbreviation(word).is_some();
    let (mut from, mut glued) = (start, glued);
    for (i, mark) in word.char_indices().filter(|&(_, c)| c == '.' || c == ':') {
        let at = start + i;
        let right = text[at + 1..end].split('.').next().unwrap_or("");
        if at == from || right.is_empty() {
            continue;
        }
        if mark == ':' || !listed && starts_anew(&text[from..at], right) {
            push(text, from, at, glued, out);
            push(text, at, at + 1, true, out);
            (from, glued) = (at + 1, true);
        }
    }
    push(text, from, end, glued, out);
}

/// Whether `right` begins a sentence or a name of its own after `left` and a point.
fn starts_anew(left: &str, right: &str) -> bool {
    let mut chars = right.chars();
    let (head, next) = (chars.next(), chars.next());
    if !head.is_some_and(char::is_uppercase) {
        return false;
    }
    match next {
        Some(c) if c.is_lowercase() => true,
        Some(_) => left.chars().count() > 1 && left.chars().all(char::is_lowercase),
        None => false,
    }
}

fn push(text: &str, start: usize, end: usize, glued: bool, out: &mut Vec<Token>) {
    let (kind, case) = shape(&text[start..end]);
    out.push(Token { span: Span::new(start, end), kind, case, glued });
}

/// A word cut in two at byte `at` of the text.
pub(super) fn halves(token: Token, at: u32, text: &str) -> Vec<Token> {
    let (start, end) = (token.span.start as usize, token.span.end as usize);
    let mut halves = Vec::with_capacity(2);
    push(text, start, at as usize, token.glued, &mut halves);
    push(text, at as usize, end, true, &mut halves);
    halves
}

/// Joins the last tokens if they are a reduplicated word, a domain or a row of points; `first` is where this call began.
fn join_last(text: &str, first: usize, out: &mut Vec<Token>) {
    let n = out.len();
    if n < first + 2 {
        return;
    }
    let (before, last) = (out[n - 2], out[n - 1]);
    if before.kind == TokenKind::Punct
        && last.span.of(text) == "."
        && before.span.of(text).ends_with('.')
    {
        out[n - 2].span = before.span.join(last.span);
        out.pop();
    } else if n >= first + 3
        && before.glued
        && (is_domain_end(text, out[n - 3], before, last)
            || last.kind == TokenKind::Word
                && out[n - 3].kind == TokenKind::Word
                && matches!(before.span.of(text), "-" | "\u{2010}" | "\u{2011}")
                && is_reduplication(out[n - 3].span.of(text), last.span.of(text)))
    {
        let span = out[n - 3].span.join(last.span);
        out.truncate(n - 2);
        if let Some(token) = out.last_mut() {
            token.span = span;
            token.case = shape(span.of(text)).1;
        }
    }
}

/// Whether `name`, a point and `end` are a domain whose name ends in a figure: `Liputan6.com`.
fn is_domain_end(text: &str, name: Token, point: Token, end: Token) -> bool {
    name.kind == TokenKind::Mixed
        && end.kind == TokenKind::Word
        && end.case == Case::Lower
        && point.span.of(text) == "."
}

/// Whether `left-right` repeats a word: `undang-undang`, `anak-anaknya`, `berlari-lari`, `tarik-menarik`.
fn is_reduplication(left: &str, right: &str) -> bool {
    let (left, right) = (left.as_bytes(), right.as_bytes());
    let starts =
        |stem: &[u8]| right.len() >= stem.len() && stem.eq_ignore_ascii_case(&right[..stem.len()]);
    if left.len() >= 2 && starts(left) {
        return true;
    }
    // A prefix before either half has two to five letters, and what is repeated at least four (three without its
    // first letter, which a nasal prefix may swallow).
    if (2..=5).any(|p| left.len() >= p + 4 && starts(&left[p..])) {
        return true;
    }
    left.len() >= 4
        && (left.len() + 2..=left.len() + 5).contains(&right.len())
        && left[1..].eq_ignore_ascii_case(&right[right.len() - left.len() + 1..])
}

#[cfg(test)]
mod tests {
    use super::super::Ending;
    use super::*;
    use proptest::prelude::*;

    fn conventions() -> Conventions {
        let none: [&str; 0] = [];
        Conventions::new([("S.Sos", Ending::Opener)], none, none, none, [])
    }

    fn words(text: &str) -> Vec<&str> {
        let mut out = Vec::new();
        tokenize(text, Span::new(0, text.len()), &conventions(), &mut out);
        out.iter().map(|t| t.span.of(text)).collect()
    }

    fn cases(text: &str) -> Vec<Case> {
        let mut out = Vec::new();
        tokenize(text, Span::new(0, text.len()), &conventions(), &mut out);
        out.iter().map(|t| t.case).collect()
    }

    #[test]
    fn numbers_keep_their_points_and_dates_fall_apart() {
        assert_eq!(
            words("Rp 13.255.244.538.149 (16.00 WIB)."),
            ["Rp", "13.255.244.538.149", "(", "16.00", "WIB", ")", "."]
        );
        assert_eq!(words("25/9/2014"), ["25", "/", "9", "/", "2014"]);
        assert_eq!(words("1,5-1,6%"), ["1,5", "-", "1,6", "%"]);
    }

    #[test]
    fn glued_sentences_are_cut_and_abbreviations_are_not() {
        assert_eq!(words("selesai.Kemudian"), ["selesai", ".", "Kemudian"]);
        assert_eq!(words("Sutrisno, S.Sos."), ["Sutrisno", ",", "S.Sos", "."]);
        assert_eq!(words("S.H. detik.com"), ["S.H", ".", "detik.com"]);
        assert_eq!(words("Liputan6.com QZ8501."), ["Liputan6.com", "QZ8501", "."]);
        assert_eq!(words("R.A.Kartini H.Ahmad"), ["R.A", ".", "Kartini", "H", ".", "Ahmad"]);
        assert_eq!(words("Prabowo:Menang"), ["Prabowo", ":", "Menang"]);
        assert_eq!(words("lalu... pergi.."), ["lalu", "...", "pergi", ".."]);
    }

    #[test]
    fn reduplication_is_one_word_and_other_hyphens_are_not() {
        assert_eq!(words("undang-undang anak-anaknya"), ["undang-undang", "anak-anaknya"]);
        assert_eq!(
            words("berlari-lari seolah-olah tarik-menarik"),
            ["berlari-lari", "seolah-olah", "tarik-menarik"]
        );
        assert_eq!(
            words("Jumat-Sabtu sayur-mayur"),
            ["Jumat", "-", "Sabtu", "sayur", "-", "mayur"]
        );
    }

    #[test]
    fn case_tells_names_from_words() {
        use Case::*;
        assert_eq!(
            cases(
                "jakarta Jakarta KPK A mPaspor McDonald KOMPAS.com Undang-Undang Jum'at 12 S.Sos"
            ),
            [Lower, Capital, Upper, Upper, Inner, Inner, Inner, Capital, Capital, None, Capital]
        );
    }

    #[test]
    fn quotes_emoji_and_controls_are_safe() {
        assert_eq!(
            words("“Ya,” ‘itu’\u{a0}\0👨‍👩‍👧 e\u{301}a"),
            ["“", "Ya", ",", "”", "‘", "itu", "’", "👨‍👩‍👧", "e\u{301}a"]
        );
    }

    proptest! {
        #[test]
        fn words_by_hand_agree_with_the_crate(text in "[a-zA-Z0-9 .,;'_\"()é’\u{301}👍-]{0,40}") {
            let mut at = 0;
            for word in text.split_word_bounds() {
                if word.contains(' ') {
                    at += word.len();
                    continue;
                }
                prop_assert_eq!(word_end(&text, at), at + word.len());
                at += word.len();
            }
        }

        #[test]
        fn tokens_are_in_order_and_hold_all_but_blanks(text in any::<String>()) {
            let mut out = Vec::new();
            tokenize(&text, Span::new(0, text.len()), &conventions(), &mut out);
            let mut at = 0;
            for token in &out {
                prop_assert!(!token.span.is_empty() && token.span.start as usize >= at);
                prop_assert!(text[at..token.span.start as usize].chars().all(is_blank));
                prop_assert!(token.glued || at == 0 || token.span.start as usize > at);
                at = token.span.range().end;
                prop_assert!(text.is_char_boundary(at));
            }
            prop_assert!(text[at..].chars().all(is_blank));
        }
    }
}
