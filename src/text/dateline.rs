//! Datelines before the first sentence (`JAKARTA, KOMPAS —`) and credits after the last (`(abc/def)`).

use super::tokens::{is_blank, tokenize};
use super::{Case, Conventions, Span, Token, TokenKind};

/// Where an article was written and who published it, as told before its first sentence.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Dateline {
    /// All of it, the dash included.
    pub span: Span,
    /// The place: `JAKARTA`.
    pub place: Option<Span>,
    /// The outlet: `KOMPAS`, `Liputan6.com`, `ANTARA`.
    pub outlet: Option<Span>,
}

/// Longest dateline, in bytes.
const LONGEST: usize = 90;
/// Most words of a place without an outlet.
const PLACE_WORDS: usize = 3;
/// Longest credit, in bytes, brackets included.
const LONGEST_CREDIT: usize = 24;

/// The dateline at the beginning of the paragraph `span`, if it has one.
///
/// Its parts stand between commas or in brackets, each of capitalised words or figures, and a dash with white space
/// after it closes them. One part must be an outlet (of the table, a domain, or what stands in brackets); a place
/// alone must be all capitals, or short and followed by a capital.
pub(super) fn find(text: &str, span: Span, conventions: &Conventions) -> Option<Dateline> {
    let mut end = span.range().end.min(span.range().start + LONGEST);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let span = Span::new(span.range().start, end);
    let head = span.of(text);
    if !head.contains(['-', '–', '—', '―', '‒', '−']) {
        return None;
    }
    let mut tokens = Vec::new();
    tokenize(text, span, conventions, &mut tokens);
    let dash = dash(text, &tokens)?;
    let parts = Parts::read(text, &tokens[..dash.0], conventions)?;
    let after = tokens.get(dash.1)?;
    let opens = after.kind == TokenKind::Number
        || after.is_capitalised(text)
        || after.kind == TokenKind::Punct;
    let fits = match (parts.outlet, parts.place) {
        (Some(_), _) => true,
        (None, Some(place)) => {
            let str = place.of(text);
            opens
                // `Jakarta- Prilly` is one, and `Semarang—Solo` none.
                && !(tokens[dash.0].glued && after.glued)
                && str.split_whitespace().count() <= PLACE_WORDS
                && str.chars().any(char::is_alphabetic)
        }
        (None, None) => false,
    };
    let end = tokens[dash.1 - 1].span.end;
    fits.then_some(Dateline {
        span: Span { start: span.start, end },
        place: parts.place,
        outlet: parts.outlet,
    })
}

/// The tokens of the first dash with white space after it: where it begins and what follows it.
fn dash(text: &str, tokens: &[Token]) -> Option<(usize, usize)> {
    let is_dash = |t: &Token| matches!(t.span.of(text), "-" | "–" | "—" | "―" | "‒" | "−");
    let mut start = tokens.iter().position(is_dash)?;
    loop {
        let mut end = start + 1;
        while tokens.get(end).is_some_and(|t| t.glued && is_dash(t)) {
            end += 1;
        }
        let next = tokens.get(end)?;
        let long = tokens[start].span.of(text) != "-" || end > start + 1;
        if start > 0 && (!next.glued || long) {
            return Some((start, end));
        }
        start = end + tokens[end..].iter().position(is_dash)?;
    }
}

struct Parts {
    place: Option<Span>,
    outlet: Option<Span>,
}

impl Parts {
    /// Reads the tokens before the dash; `None` if they are no dateline.
    fn read(text: &str, tokens: &[Token], conventions: &Conventions) -> Option<Self> {
        let mut parts = Parts { place: None, outlet: None };
        let (mut from, mut bracket) = (0, false);
        for at in 0..=tokens.len() {
            let mark = tokens.get(at).map(|t| t.span.of(text));
            let word = tokens.get(at).is_some_and(|t| {
                t.kind == TokenKind::Number
                    || t.kind == TokenKind::Symbol
                    || t.is_word() && (t.case != Case::Lower || is_domain(text, t))
            });
            if word || matches!(mark, Some("/" | "-" | "'")) {
                continue;
            }
            if at > from {
                parts.add(text, tokens[from].span.join(tokens[at - 1].span), bracket, conventions);
            }
            match mark {
                Some("(") => bracket = true,
                Some(")") => bracket = false,
                Some("," | ".") | None => {}
                Some(_) => return None,
            }
            from = at + 1;
        }
        Some(parts)
    }

    fn add(&mut self, text: &str, span: Span, bracket: bool, conventions: &Conventions) {
        let str = span.of(text);
        let outlet = conventions.is_outlet(str)
            || bracket && str.chars().any(char::is_alphabetic)
            || is_domain_name(str);
        if outlet {
            if self.outlet.is_none() {
                self.outlet = Some(span);
            }
        } else if self.place.is_none() && !str.starts_with(|c: char| c.is_numeric()) {
            self.place = Some(span);
        }
    }
}

fn is_domain(text: &str, token: &Token) -> bool {
    is_domain_name(token.span.of(text))
}

/// Whether `str` is a name with an inner point and letters after it: `Liputan6.com`.
fn is_domain_name(str: &str) -> bool {
    str.split_once('.').is_some_and(|(name, end)| {
        name.chars().count() > 2
            && !str.contains(char::is_whitespace)
            && end.len() >= 2
            && end.chars().all(|c| c.is_ascii_alphabetic() || c == '.')
    })
}

/// The reporter's and editor's initials in brackets at the end of the paragraph `span`: `(abc/def)`, `(*)`.
pub(super) fn credit(text: &str, span: Span) -> Option<Span> {
    let str = span.of(text);
    let inner = str.strip_suffix(')')?;
    let open = inner.rfind('(')?;
    let (before, inside) = (str[..open].trim_end_matches(is_blank), &inner[open + 1..]);
    let fits = str.len() - open <= LONGEST_CREDIT
        && !inside.is_empty()
        && inside.chars().all(|c| c.is_alphabetic() || matches!(c, '/' | '*' | '-' | '|' | ' '))
        && super::lines::is_finished(before)
        && (inside.contains(['/', '*', '|']) || inside.len() <= 5);
    fits.then(|| Span::new(span.range().start + open, span.range().end))
}

/// The first byte from `at` on, before `end`, that is not blank.
pub(super) fn skip_blanks(text: &str, at: u32, end: u32) -> u32 {
    super::lines::trim(text, at as usize, end as usize).0 as u32
}

/// The end of `start..end` without the blanks at its end.
pub(super) fn trim_end(text: &str, start: u32, end: u32) -> u32 {
    super::lines::trim(text, start as usize, end as usize).1 as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<(&str, Option<&str>, Option<&str>)> {
        let none: [(&str, super::super::Ending); 0] = [];
        let c = Conventions::new(none, [], [], ["KOMPAS", "ANTARA", "CNN Indonesia"], []);
        let d = find(text, Span::new(0, text.len()), &c)?;
        Some((d.span.of(text), d.place.map(|p| p.of(text)), d.outlet.map(|o| o.of(text))))
    }

    #[test]
    fn place_and_outlet_are_read_in_either_order() {
        let cases = [
            ("JAKARTA, KOMPAS — |Presiden", Some("JAKARTA"), Some("KOMPAS")),
            ("JAKARTA, KOMPAS.com - |Ia", Some("JAKARTA"), Some("KOMPAS.com")),
            ("Pyongyang (ANTARA) - |Ia", Some("Pyongyang"), Some("ANTARA")),
            ("Liputan6.com, Jakarta - |Ia", Some("Jakarta"), Some("Liputan6.com")),
            ("TEMPO.CO, Jakarta - |Ia", Some("Jakarta"), Some("TEMPO.CO")),
            ("KOMPAS.com - |Ia", None, Some("KOMPAS.com")),
            ("Jakarta, CNN Indonesia -- |Ia", Some("Jakarta"), Some("CNN Indonesia")),
            ("Jakarta, 5/3 (ANTARA) - |Ia", Some("Jakarta"), Some("ANTARA")),
            ("Banda Aceh - |Polisi", Some("Banda Aceh"), None),
            ("Jakarta- |Prilly", Some("Jakarta"), None),
        ];
        for (marked, place, outlet) in cases {
            let span = marked.split(" |").next().unwrap_or_default();
            assert_eq!(read(&marked.replace('|', "")), Some((span, place, outlet)), "{marked}");
        }
    }

    #[test]
    fn a_sentence_with_a_dash_is_no_dateline() {
        for text in [
            "Presiden tiba di Jakarta - lalu pergi.",
            "Prabowo-Gibran menang.",
            "Semarang—Solo macet.",
            "Pemimpin itu, KOMPAS menulis, pergi — lama.",
            "Undang-undang itu - yang baru - berlaku.",
            "- Menteri",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn credits_follow_a_finished_sentence() {
        let cut = |text: &'static str| credit(text, Span::new(0, text.len())).map(|s| s.of(text));
        assert_eq!(cut("Selesai. (ygs/mei)"), Some("(ygs/mei)"));
        assert_eq!(cut("Selesai.\" (*)"), Some("(*)"));
        assert_eq!(cut("tersangka SM (DPO)"), None);
        assert_eq!(cut("Selesai. (Ini satu kalimat penuh)"), None);
    }
}
