//! How abbreviations are spelt by words, in the ways that names need.
//!
//! From the strictest reading to the loosest: [`initials`] are the first letters of all words;
//! [`spelt_by_first`] takes one letter of each word before the brackets, [`spelt`] up to four of each
//! capitalised one (*Kemendagri*); [`begins`] asks only whether the capitals begin words in order;
//! [`abbreviates_by_initials`] and [`abbreviates`] compare two names of an article that stand apart,
//! by the letters that begin words and by any letters. [`cuts`] is for one word alone (*HER*).

use crate::document::Document;
use crate::rules::ListId;
use crate::text::{Case, TokenKind};
use std::ops::{Range, RangeBounds, RangeInclusive};

/// Letters of an abbreviation.
const LETTERS: RangeInclusive<usize> = 2..=12;
/// Words of what it abbreviates.
const WORDS: usize = 12;
/// Letters that one word may give.
const FROM_WORD: usize = 4;
/// Words between two that give letters, where few things are sure.
const BETWEEN: usize = 3;

/// Whether a name is short and all in capitals, perhaps with a mark in it: `PDI-P`.
pub fn is_short(document: &Document<'_>, tokens: &Range<u32>) -> bool {
    let mut words = (tokens.start..tokens.end).map(|t| &document.tokens[t as usize]);
    words.all(|t| t.case == Case::Upper || t.kind == TokenKind::Punct)
        && tokens.len() <= 3
        && (2..=10).contains(&document.span(tokens).len())
}

/// Whether a name is one word all in capitals, of so many letters.
pub fn is_capitals(
    document: &Document<'_>,
    tokens: &Range<u32>,
    letters: impl RangeBounds<usize>,
) -> bool {
    let token = &document.tokens[tokens.start as usize];
    tokens.len() == 1 && token.case == Case::Upper && letters.contains(&token.span.len())
}

/// The first letters of a name's words.
pub fn initials(document: &Document<'_>, tokens: &Range<u32>) -> String {
    let words = tokens.clone().filter(|&at| document.tokens[at as usize].is_word());
    words.filter_map(|at| document.token_text(at).chars().next()).collect()
}

/// Whether the capitals of the token at `at`, which stands in brackets, begin words before the
/// brackets and behind token `first`, in order.
pub fn begins(document: &Document<'_>, first: u32, at: u32) -> bool {
    let letters = document.token_text(at).chars().rev();
    let mut words = (first..at.saturating_sub(1)).rev();
    let mut found = 0;
    for letter in letters.filter(|c| c.is_uppercase()) {
        let begun = |w| document.token_text(w).chars().next().is_some_and(|c| c == letter);
        if !words.by_ref().take(BETWEEN).any(begun) {
            return false;
        }
        found += 1;
    }
    found >= 2
}

/// Whether the abbreviation at the token `short` is the beginning of the word at `at`: *HER* for
/// Herlambang.
pub fn cuts(document: &Document<'_>, at: u32, short: u32) -> bool {
    let (word, short) = (document.token_text(at), document.token_text(short));
    let begun = word.get(..short.len()).is_some_and(|b| b.eq_ignore_ascii_case(short));
    begun && LETTERS.contains(&short.len()) && word.len() > short.len()
}

/// Where the words begin whose first letters, one each, spell the abbreviation at the token `short`;
/// words of the list `small` may be left out. Three words at least, or two in small letters or before
/// what the lists know.
pub fn spelt_by_first(
    document: &Document<'_>,
    before: &Range<u32>,
    short: u32,
    small: Option<ListId>,
    known: bool,
) -> Option<u32> {
    let (mut at, mut words, mut lower) = (before.end, 0, true);
    for letter in document.token_text(short).chars().rev() {
        let joins =
            |at: u32| small.is_some_and(|list| document.entry(&(at..at + 1), list).is_some());
        let begins = |at: u32| {
            let first = document.token_text(at).chars().next();
            first.is_some_and(|c| c.to_uppercase().eq(letter.to_uppercase()))
        };
        at = at.checked_sub(1).filter(|&at| at >= before.start)?;
        if !begins(at) && joins(at) {
            at = at.checked_sub(1).filter(|&at| at >= before.start)?;
        }
        if !document.tokens[at as usize].is_word() || !begins(at) {
            return None;
        }
        lower &= document.tokens[at as usize].case == Case::Lower;
        words += 1;
    }
    (words > 2 || words == 2 && (lower || known)).then_some(at)
}

/// Where the words begin whose beginnings spell the abbreviation at the token `short`, all of them
/// taking part but those of the list `small`. Two words at least.
pub fn spelt(
    document: &Document<'_>,
    before: &Range<u32>,
    short: u32,
    small: Option<ListId>,
) -> Option<u32> {
    let text = document.token_text(short);
    let letters: Vec<char> = text.chars().flat_map(char::to_lowercase).collect();
    let fits = LETTERS.contains(&letters.len()) && letters.iter().all(|c| c.is_alphabetic());
    fits.then(|| walk(document, before.clone(), &letters, small, (WORDS, 0))).flatten()
}

/// Tries the last word: how many of its letters end what is left of the abbreviation.
fn walk(
    document: &Document<'_>,
    before: Range<u32>,
    letters: &[char],
    small: Option<ListId>,
    (left, words): (usize, usize),
) -> Option<u32> {
    if letters.is_empty() {
        return (words > 1).then_some(before.end);
    }
    if before.is_empty() || left == 0 {
        return None;
    }
    let at = before.end - 1;
    let rest = before.start..at;
    let token = &document.tokens[at as usize];
    if !token.is_word() {
        return None;
    }
    if !token.is_capitalised(document.text) {
        let joins = words > 0 && document.entry(&(at..at + 1), small?).is_some();
        return joins.then(|| walk(document, rest, letters, small, (left - 1, words))).flatten();
    }
    let word: Vec<char> = document.token_text(at).chars().flat_map(char::to_lowercase).collect();
    (1..=word.len().min(letters.len()).min(FROM_WORD)).find_map(|n| {
        let (before, tail) = letters.split_at(letters.len() - n);
        let go_on = || walk(document, rest.clone(), before, small, (left - 1, words + 1));
        (tail == &word[..n]).then(go_on).flatten()
    })
}

/// Whether the letters of the name `short` begin words of the name `long` in order, all but small
/// words.
pub fn abbreviates_by_initials(short: &str, long: &str) -> bool {
    let (short, _) = letters(short);
    let (long, starts) = letters(long);
    if short.len() < 2 || starts.len() < short.len() || starts.len() > short.len() + 2 {
        return false;
    }
    let mut wanted = short.iter().peekable();
    for &start in &starts {
        if wanted.peek() == Some(&&long[start]) {
            wanted.next();
        }
    }
    wanted.next().is_none() && short.first() == long.first()
}

/// Whether the name `short` is made of letters of the name `long` in order, the first of both being
/// the same, and its letters mostly from the beginnings of words: `Kemenkeu`, `Pemprov`, `BPS`.
pub fn abbreviates(short: &str, long: &str) -> bool {
    let (short, _) = letters(short);
    let (long, starts) = letters(long);
    if short.len() < 2 || short.len() >= long.len() || short.first() != long.first() {
        return false;
    }
    let mut rest = long.iter();
    let in_order = short.iter().all(|c| rest.any(|l| l == c));
    let begun = starts.iter().filter(|&&s| short.contains(&long[s])).count();
    in_order && starts.len() > 1 && begun * 2 > starts.len()
}

/// The letters and figures of a name, small and without marks; where its words begin.
fn letters(name: &str) -> (Vec<char>, Vec<usize>) {
    let (mut letters, mut starts) = (Vec::new(), Vec::new());
    let mut inside = false;
    for c in name.chars() {
        if c.is_alphanumeric() {
            if !inside {
                starts.push(letters.len());
            }
            letters.extend(c.to_lowercase().map(plain));
        }
        inside = c.is_alphanumeric();
    }
    (letters, starts)
}

/// The letter without its mark, for the letters of names in Latin script (ISO 8859-1 to -4, -9).
pub fn plain(c: char) -> char {
    match c {
        'à'..='å' | 'ā' | 'ă' | 'ą' => 'a',
        'ç' | 'ć' | 'č' | 'ċ' => 'c',
        'ď' | 'đ' => 'd',
        'è'..='ë' | 'ē' | 'ė' | 'ę' | 'ě' => 'e',
        'ğ' | 'ģ' | 'ġ' => 'g',
        'ì'..='ï' | 'ī' | 'į' | 'ı' => 'i',
        'ķ' => 'k',
        'ł' | 'ļ' | 'ľ' => 'l',
        'ñ' | 'ń' | 'ņ' | 'ň' => 'n',
        'ò'..='ö' | 'ø' | 'ō' | 'ő' => 'o',
        'ř' | 'ŕ' => 'r',
        'ś' | 'ş' | 'š' | 'ș' => 's',
        'ţ' | 'ť' | 'ț' => 't',
        'ù'..='ü' | 'ū' | 'ů' | 'ű' | 'ų' => 'u',
        'ý' | 'ÿ' => 'y',
        'ź' | 'ż' | 'ž' => 'z',
        'ʼ' | '’' => '\'',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::Tables;

    /// Reads a text of one sentence that ends with an abbreviation in brackets; its tokens and where
    /// the brackets open.
    fn bracketed(text: &str, test: impl Fn(&Document<'_>, u32)) {
        let tables = Tables::built_in();
        let document = Document::read(text, &tables);
        let open = (0..document.tokens.len() as u32).find(|&t| document.token_text(t) == "(");
        test(&document, open.unwrap());
    }

    #[test]
    fn words_spell_an_abbreviation_by_their_beginnings() {
        bracketed("Dan Dinas Kesehatan (Dinkes)", |document, open| {
            assert_eq!(spelt(document, &(0..open), open + 1, None), Some(1));
        });
        bracketed("Dan Dinas Kesehatan Kota (DKK)", |document, open| {
            assert!(begins(document, 0, open + 1));
        });
        bracketed("Dan Kementerian Dalam Negeri (PSSI)", |document, open| {
            assert_eq!(spelt(document, &(0..open), open + 1, None), None);
            assert_eq!(spelt_by_first(document, &(0..open), open + 1, None, false), None);
        });
        bracketed("tentang wajib pajak (WP)", |document, open| {
            assert_eq!(spelt_by_first(document, &(0..open), open + 1, None, false), Some(1));
        });
    }

    #[test]
    fn one_word_is_cut_to_its_beginning() {
        bracketed("Saksi Herlambang (HER)", |document, open| {
            assert!(cuts(document, 1, open + 1));
            assert!(!cuts(document, 0, open + 1));
        });
    }

    #[test]
    fn capitals_alone_are_one_word() {
        bracketed("Menurut KPK Budi (BEI)", |document, open| {
            assert!(is_capitals(document, &(1..2), 2..5));
            assert!(!is_capitals(document, &(1..2), 4..));
            assert!(!is_capitals(document, &(2..3), ..));
            assert!(!is_capitals(document, &(1..3), ..));
            assert!(is_short(document, &(open + 1..open + 2)));
            assert_eq!(initials(document, &(1..3)), "KB");
        });
    }

    #[test]
    fn names_that_stand_apart_are_compared_by_their_letters() {
        assert!(abbreviates_by_initials("BPS", "Badan Pusat Statistik"));
        assert!(!abbreviates_by_initials("BPS", "Bank Indonesia"));
        assert!(abbreviates("Kemenkeu", "Kementerian Keuangan"));
        assert!(!abbreviates("Kemenag", "Bank Negara"));
    }
}
