//! The lines of a text: their bounds, the blank lines between them, and what a line alone tells of itself.

use super::tokens::is_blank;
use super::{Conventions, LineMark, LineMatch, Span};

/// One line that is not blank, without the white space around it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line {
    pub span: Span,
    /// A blank line, or the text's beginning, stands before it.
    pub apart: bool,
    pub kind: LineKind,
    /// Its characters.
    pub len: usize,
    /// The characters of its first word, up to white space.
    pub first_word: usize,
    /// Whether it ends as sentences end.
    pub finished: bool,
    /// What its first letter or figure is.
    pub head: Head,
}

/// Longest line, in bytes, that is told by a mark; a longer one has text of the article in it.
const LONGEST_MARKED: usize = 320;

/// Whether a line belongs to the article.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum LineKind {
    Text,
    Byline,
    Boilerplate,
}

/// How a line begins.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Head {
    Small,
    Capital,
    Number,
    Quote,
    Bullet,
    Other,
}

/// The lines of `text` that are not blank, in order.
pub(super) fn lines(text: &str, conventions: &Conventions) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut apart = true;
    let mut at = 0;
    while at < text.len() {
        let end = next_break(text, at);
        let (start, stop) = trim(text, at, end);
        if start < stop {
            lines.push(line(text, Span::new(start, stop), apart, conventions));
            apart = false;
        } else {
            apart = true;
        }
        let mark = text[end..].chars().next();
        at = end + mark.map_or(0, char::len_utf8);
        if mark == Some('\r') && text[at..].starts_with('\n') {
            at += 1;
        }
        apart |= mark == Some('\u{2029}') || mark == Some('\u{c}');
    }
    lines
}

/// Where the line of `at` ends: bytes first, for most are no part of a break.
fn next_break(text: &str, mut at: usize) -> usize {
    let may_be = |b: &u8| matches!(b, b'\n'..=b'\r' | 0xE2);
    while let Some(ahead) = text.as_bytes()[at..].iter().position(may_be) {
        at += ahead;
        match text[at..].chars().next() {
            Some(c) if !is_break(c) => at += c.len_utf8(),
            _ => return at,
        }
    }
    text.len()
}

/// Whether `c` ends a line.
pub(super) fn is_break(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{2028}' | '\u{2029}')
}

/// The bounds of `start..end` without blanks at either side.
pub(super) fn trim(text: &str, start: usize, end: usize) -> (usize, usize) {
    let inner = text[start..end].trim_start_matches(is_blank);
    let start = end - inner.len();
    (start, start + inner.trim_end_matches(is_blank).len())
}

fn line(text: &str, span: Span, apart: bool, conventions: &Conventions) -> Line {
    let str = span.of(text);
    Line {
        span,
        apart,
        kind: kind(str, conventions),
        len: str.chars().count(),
        first_word: str.chars().take_while(|c| !c.is_whitespace()).count(),
        finished: is_finished(str),
        head: head(str),
    }
}

/// Whether `str` ends as sentences end, before closing marks.
pub(super) fn is_finished(str: &str) -> bool {
    str.trim_end_matches(|c| is_blank(c) || is_closer(c)).ends_with(['.', '!', '?', '…', '。'])
}

fn is_closer(c: char) -> bool {
    matches!(c, '"' | '\'' | '”' | '’' | '»' | ')' | ']' | '“' | '*')
}

fn head(str: &str) -> Head {
    match str.chars().next() {
        Some(c) if c.is_lowercase() => Head::Small,
        Some(c) if c.is_alphabetic() => Head::Capital,
        Some(c) if c.is_numeric() => Head::Number,
        Some('"' | '“' | '”' | '„' | '«' | '‘' | '\'' | '`') => Head::Quote,
        Some('-' | '–' | '—' | '•' | '*' | '·' | '●' | '▪' | '◦' | '‣' | '>' | '+') => {
            Head::Bullet
        }
        _ => Head::Other,
    }
}

fn kind(str: &str, conventions: &Conventions) -> LineKind {
    if !str.chars().any(char::is_alphanumeric) {
        return LineKind::Boilerplate;
    }
    if str.len() > LONGEST_MARKED {
        return LineKind::Text;
    }
    let bare = str.trim_start_matches(|c: char| is_frame(c) || c == '*' || c == '-');
    let whole = bare.trim_end_matches(|c: char| is_frame(c) || matches!(c, '*' | ':' | '.' | '-'));
    let found = |mark: &LineMark<'_>| match mark.how {
        LineMatch::Prefix => starts_with(bare, mark.form),
        LineMatch::Line => whole.len() == mark.form.len() && starts_with(whole, mark.form),
        LineMatch::Contains => str.contains(mark.form),
    };
    // Most lines are told from most forms by the first byte.
    let marks = conventions.line_marks(bare.bytes().next().unwrap_or_default());
    match marks.filter(|(_, mark)| found(mark)).min_by_key(|(place, _)| *place) {
        Some((_, mark)) if mark.byline => LineKind::Byline,
        Some(_) => LineKind::Boilerplate,
        None => LineKind::Text,
    }
}

fn is_frame(c: char) -> bool {
    c.is_whitespace()
        || matches!(
            c,
            '(' | '['
                | ')'
                | ']'
                | '{'
                | '}'
                | '"'
                | '“'
                | '”'
                | '\''
                | '‘'
                | '’'
                | '>'
                | '<'
                | '→'
                | '»'
        )
}

/// Whether `str` begins with the whole words `form`, ASCII letters in either case.
fn starts_with(str: &str, form: &str) -> bool {
    str.get(..form.len()).is_some_and(|s| s.eq_ignore_ascii_case(form))
        && (!form.ends_with(char::is_alphanumeric)
            || !str[form.len()..].starts_with(char::is_alphanumeric))
}

#[cfg(test)]
mod tests {
    use super::super::LineMark;
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn line_breaks_of_every_kind_are_seen() {
        let text = "a\r\nb\rc\u{2028}d\n\u{a0}\t\ne\u{c}f\u{2029}g";
        let lines = lines(text, &Conventions::default());
        let found: String = lines.iter().map(|l| l.span.of(text)).collect();
        assert_eq!(found, "abcdefg");
        let apart: Vec<bool> = lines.iter().map(|l| l.apart).collect();
        assert_eq!(apart, [true, false, false, false, true, true, true]);
    }

    proptest! {
        #[test]
        fn a_line_ends_at_the_first_character_that_ends_lines(
            text in "[a€… \n\r\u{b}\u{c}\u{85}\u{2026}\u{2028}\u{2029}]{0,12}"
        ) {
            let expected = text.find(is_break).unwrap_or(text.len());
            prop_assert_eq!(next_break(&text, 0), expected);
        }
    }

    #[test]
    fn line_marks_stand_at_the_start_alone_or_anywhere() {
        let none: [&str; 0] = [];
        let mark = |form, how, byline| LineMark { form, how, byline };
        let c = Conventions::new(
            [("x", super::super::Ending::Never)],
            none,
            none,
            none,
            [
                mark("Baca juga", LineMatch::Prefix, false),
                mark("ADVERTISEMENT", LineMatch::Line, false),
                mark("[Gambas:", LineMatch::Contains, false),
                mark("Penulis:", LineMatch::Prefix, true),
            ],
        );
        assert_eq!(kind("(Baca juga: Harga Naik)", &c), LineKind::Boilerplate);
        assert_eq!(kind("BACA JUGA Harga Naik", &c), LineKind::Boilerplate);
        assert_eq!(kind("Baca jugalah", &c), LineKind::Text);
        assert_eq!(kind("Advertisement:", &c), LineKind::Boilerplate);
        assert_eq!(kind("Advertisement itu mahal.", &c), LineKind::Text);
        assert_eq!(kind("x [Gambas:Video 20detik]", &c), LineKind::Boilerplate);
        assert_eq!(kind("Penulis: Budi", &c), LineKind::Byline);
        assert_eq!(kind("-------", &c), LineKind::Boilerplate);
        assert_eq!(kind(&format!("Baca juga {}", "kata ".repeat(100)), &c), LineKind::Text);
    }
}
