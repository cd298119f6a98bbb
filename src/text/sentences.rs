//! Sentences: where a point, a question or an exclamation mark ends one, told from the tokens around it.

use std::ops::Range;

use super::{Case, Conventions, Ending, Span, Token, TokenKind};

/// One sentence: from its first token to the end of its last, closing quotes and brackets included.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Sentence {
    /// Its bytes.
    pub span: Span,
    /// Its tokens, as indices into the document's.
    pub tokens: Range<u32>,
    /// The block that it stands in, as an index into the layout's.
    pub block: u32,
}

/// Longest number or letter, in characters, that can head a list item (`12.`, `a.`).
const LIST_MARK: usize = 3;

/// Characters from which a word that no table lists is taken for no abbreviation.
const WHOLE_WORD: usize = 4;

/// Most marks before the first word of a sentence.
const OPENING_MARKS: usize = 4;

/// Tokens between an opening and a closing bracket, at most, for the two to be one pair.
const LONGEST_BRACKET: usize = 60;

/// Appends the sentences of one block, whose tokens are `range` of `tokens`, in one pass.
///
/// A quote is not cut, however many sentences it holds: it is one sentence with the words that report it. The tokens
/// at which such inner sentences begin are appended to `breaks`, in order.
pub fn split(
    text: &str,
    tokens: &[Token],
    range: Range<usize>,
    block: u32,
    conventions: &Conventions,
    out: &mut Vec<Sentence>,
    breaks: &mut Vec<u32>,
) {
    let splitter = Splitter { text, tokens: &tokens[..range.end], conventions };
    let mut pairs = splitter.pairs(range.start).into_iter().peekable();
    // The last token of the quote, and the pair of brackets, that the walk is in.
    let (mut quote_end, mut bracket) = (0, Pair::default());
    let (mut start, mut at) = (range.start, range.start);
    while at < range.end {
        while let Some(pair) = pairs.next_if(|pair| pair.open <= at) {
            if pair.quote {
                quote_end = quote_end.max(pair.close);
            } else if pair.close > bracket.close {
                bracket = pair;
            }
        }
        if !splitter.is_terminal(at) {
            at += 1;
            continue;
        }
        let end = splitter.end_of_closers(at + 1, quote_end);
        if splitter.ends_sentence(start, at, end) {
            let in_bracket = at < bracket.close
                && (end <= bracket.close
                    || bracket.open != start && !splitter.is_terminal(end - 1));
            if end <= quote_end {
                breaks.push(end as u32);
            } else if !in_bracket {
                push(tokens, start..end, block, out);
                start = end;
            }
        }
        at = end;
    }
    if start < range.end {
        push(tokens, start..range.end, block, out);
    }
}

fn push(tokens: &[Token], range: Range<usize>, block: u32, out: &mut Vec<Sentence>) {
    let span = tokens[range.start].span.join(tokens[range.end - 1].span);
    out.push(Sentence { span, tokens: range.start as u32..range.end as u32, block });
}

/// Two quote marks or brackets that belong together, as indices of tokens.
#[derive(Clone, Copy, Default)]
struct Pair {
    open: usize,
    close: usize,
    quote: bool,
}

fn is_double_quote(mark: &str) -> bool {
    matches!(mark, "\"" | "“" | "”" | "„" | "‟" | "«" | "»" | "＂" | "``" | "''")
}

fn is_quote(mark: &str) -> bool {
    is_double_quote(mark) || matches!(mark, "'" | "‘" | "’" | "‚" | "‛" | "`" | "´" | "‹" | "›")
}

struct Splitter<'a> {
    text: &'a str,
    /// All tokens up to the end of the block.
    tokens: &'a [Token],
    conventions: &'a Conventions,
}

impl<'a> Splitter<'a> {
    fn str(&self, at: usize) -> &'a str {
        self.tokens[at].span.of(self.text)
    }

    fn is_terminal(&self, at: usize) -> bool {
        self.tokens[at].kind == TokenKind::Punct
            && (self.str(at).ends_with(['.', '?', '!', '…', '‽', '。', '？', '！']))
    }

    /// The pairs of double quote marks and of brackets from token `from` on, by their opening token.
    ///
    /// White space tells an opening mark from a closing one, whatever its glyph; where it doesn't, a mark closes what
    /// is open. An unclosed mark makes no pair.
    fn pairs(&self, from: usize) -> Vec<Pair> {
        let mut pairs = Vec::new();
        let (mut quote, mut brackets) = (None, Vec::new());
        for at in from..self.tokens.len() {
            if self.tokens[at].kind != TokenKind::Punct {
                continue;
            }
            let mark = self.str(at);
            if is_double_quote(mark) {
                let before = at > from && self.tokens[at].glued;
                let after = self.tokens.get(at + 1).is_some_and(|t| t.glued);
                quote = match quote {
                    Some(open) if before || !after => {
                        pairs.push(Pair { open, close: at, quote: true });
                        None
                    }
                    _ if after || !before => Some(at),
                    other => other,
                };
            } else if matches!(mark, "(" | "[") {
                brackets.push(at);
            } else if matches!(mark, ")" | "]") {
                match brackets.pop() {
                    Some(open) if at - open <= LONGEST_BRACKET => {
                        pairs.push(Pair { open, close: at, quote: false });
                    }
                    _ => {}
                }
            }
        }
        pairs.sort_unstable_by_key(|pair| pair.open);
        pairs
    }

    /// The first token from `at` on that is no further terminal, closing quote or closing bracket; `quote_end` is the
    /// mark that closes the quote around, if any.
    fn end_of_closers(&self, mut at: usize, quote_end: usize) -> usize {
        while at < self.tokens.len() && self.tokens[at].glued {
            let mark = self.str(at);
            let closes = self.is_terminal(at)
                || matches!(mark, ")" | "]" | "}")
                || at == quote_end
                || is_quote(mark) && self.ends_word(at + 1);
            if !closes {
                break;
            }
            at += 1;
        }
        at
    }

    /// Whether what stands before token `at` is cut off from it: by white space, the end, or a mark that never opens.
    fn ends_word(&self, at: usize) -> bool {
        match self.tokens.get(at) {
            None => true,
            Some(token) => {
                !token.glued
                    || token.kind == TokenKind::Punct && !matches!(self.str(at), "(" | "[" | "{")
            }
        }
    }

    /// Whether the terminal mark at `mark`, in a sentence that began at `start`, ends it; `next` follows its closers.
    fn ends_sentence(&self, start: usize, mark: usize, next: usize) -> bool {
        let Some(follower) = self.tokens.get(next) else { return true };
        let closed = next > mark + 1;
        let point = self.str(mark) == ".";
        let opener = self.opening(next);
        if follower.glued && !self.may_be_glued(mark, next, closed) {
            return false;
        }
        let Some(opener) = opener else { return false };
        if !point || closed {
            return opener != Opening::Small;
        }
        if mark == start {
            return false;
        }
        let before = self.tokens[mark - 1];
        if !self.tokens[mark].glued {
            return opener != Opening::Small;
        }
        if mark == start + 1 && self.is_list_mark(mark - 1) {
            return false;
        }
        match self.ending(mark - 1, &before) {
            Some(Ending::Never) => false,
            Some(Ending::Number) => opener != Opening::Small && !self.is_numeral(next),
            Some(Ending::Opener) => {
                opener == Opening::Quote
                    || opener == Opening::Capital && self.conventions.opens_sentence(self.str(next))
            }
            Some(Ending::Capital) => {
                opener == Opening::Quote
                    || follower.is_word()
                        && follower.case != Case::Lower
                        && self.ending(next, follower).is_none()
            }
            // A small letter after a whole word and its point is a slip of the pen.
            None => opener != Opening::Small || self.str(mark - 1).chars().count() >= WHOLE_WORD,
        }
    }

    /// Whether token `at` is a number, in figures or by Roman numerals.
    fn is_numeral(&self, at: usize) -> bool {
        self.tokens[at].kind == TokenKind::Number
            || self.str(at).bytes().all(|b| matches!(b, b'I' | b'V' | b'X' | b'L' | b'C'))
    }

    /// Whether a sentence can begin at `next` without white space after the mark.
    fn may_be_glued(&self, mark: usize, next: usize, closed: bool) -> bool {
        let follower = &self.tokens[next];
        let before = mark.checked_sub(1).map(|i| self.tokens[i]);
        let after_word = closed
            || before.is_some_and(|t| t.glued_word_end() && self.ending(mark - 1, &t).is_none());
        let starts = match self.str(next) {
            quote if is_quote(quote) => true,
            _ => follower.is_word() && follower.is_capitalised(self.text),
        };
        after_word && starts
    }

    /// When token `at`, before a point, is an abbreviation: by the table or by its shape.
    fn ending(&self, at: usize, token: &Token) -> Option<Ending> {
        let word = self.str(at);
        if let Some(ending) = self.conventions.abbreviation(word) {
            return Some(ending);
        }
        // `A/T` and `APBN-P` end in a letter that is no initial.
        let joined = token.glued
            && at > 0
            && self.tokens[at - 1].kind == TokenKind::Punct
            && matches!(self.str(at - 1), "/" | "-" | "&");
        let initials = token.case == Case::Upper
            && !joined
            && word.split('.').all(|part| part.chars().take(2).count() == 1);
        initials.then_some(Ending::Opener)
    }

    fn is_list_mark(&self, at: usize) -> bool {
        let word = self.str(at);
        word.len() <= LIST_MARK
            && (self.tokens[at].kind == TokenKind::Number || word.chars().count() == 1)
    }

    /// What kind of beginning token `at` would be, or `None` if no sentence begins with such a mark.
    fn opening(&self, at: usize) -> Option<Opening> {
        let mut quote = false;
        // Quotes, brackets, dashes and bullets before the first word.
        for at in at..at + OPENING_MARKS {
            let token = self.tokens.get(at)?;
            match token.kind {
                TokenKind::Number => {
                    return Some(if quote { Opening::Quote } else { Opening::Number });
                }
                TokenKind::Word | TokenKind::Mixed => {
                    return Some(match token.case {
                        Case::Lower => Opening::Small,
                        _ if quote => Opening::Quote,
                        _ => Opening::Capital,
                    });
                }
                TokenKind::Punct => {
                    let mark = self.str(at);
                    if is_quote(mark) {
                        quote = true;
                    } else if !matches!(
                        mark,
                        "(" | "[" | "-" | "–" | "—" | "*" | "•" | "#" | "@" | "…" | "..." | "·"
                    ) {
                        return None;
                    }
                }
                TokenKind::Symbol => {}
            }
        }
        None
    }
}

/// The beginning of what follows a terminal mark.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Opening {
    /// A small letter: the sentence goes on.
    Small,
    Capital,
    Number,
    /// A quote mark, and a capital or number in it.
    Quote,
}

impl Token {
    /// Whether a point after the token can end a sentence that the next is glued to.
    fn glued_word_end(&self) -> bool {
        self.kind == TokenKind::Number || self.is_word() || self.kind == TokenKind::Punct
    }
}

#[cfg(test)]
mod tests {
    use super::super::tokenize;
    use super::*;

    fn cut(text: &str) -> Vec<&str> {
        let conventions = Conventions::new(
            [
                ("Dr", Ending::Never),
                ("No", Ending::Number),
                ("S.Sos", Ending::Opener),
                ("Tbk", Ending::Capital),
                ("Pte", Ending::Capital),
                ("Ltd", Ending::Capital),
                ("dll", Ending::Capital),
            ],
            ["Selain", "Ia"],
            [],
            [],
            [],
        );
        let (mut tokens, mut out, mut breaks) = (Vec::new(), Vec::new(), Vec::new());
        tokenize(text, Span::new(0, text.len()), &conventions, &mut tokens);
        split(text, &tokens, 0..tokens.len(), 0, &conventions, &mut out, &mut breaks);
        out.iter().map(|s| s.span.of(text)).collect()
    }

    /// Asserts that the text is cut at each ` | ` and nowhere else.
    fn cuts(marked: &str) {
        let expected: Vec<&str> = marked.split(" | ").collect();
        assert_eq!(cut(&marked.replace(" | ", " ")), expected);
    }

    #[test]
    fn abbreviations_titles_and_initials_do_not_end_sentences() {
        cuts("Miranda S. Goeltom hadir. | Ia bersama Dr. Adnan dan R.A. Kartini.");
        cuts("PT Telkom Tbk. di Jakarta dan Encore Pte. Ltd. (Encore) untung. | Selain itu rugi.");
        cuts("Sutrisno, S.Sos. | Ia datang.");
        cuts("Beras, gula, dll. | Harga naik di dll. yang lain.");
    }

    #[test]
    fn numbers_keep_their_sentence() {
        cuts(
            "Rp 13.255.244.538.149 pada pukul 16.00 WIB. | Pasal No. 5 berlaku. | Jawabnya no. | Tidak.",
        );
        cuts("1. Penjualan beras naik. | 20 orang tewas.");
    }

    #[test]
    fn a_quote_stays_with_the_words_that_report_it() {
        cuts("\"Saya senang. Kami menang,\" kata Budi. | \"Ya.\" | Ia pergi.");
        cuts("”Kami menang. Kita juga,” kata Budi. | ”Apa?” tanya dia.");
        cuts("Ia bertanya \"Apa kabar?\" lalu pergi. | “Belum selesai. | Kami menunggu.");
    }

    #[test]
    fn brackets_ellipses_domains_and_glued_sentences() {
        cuts(
            "Bunga (E. hemisphaerica (Bl.) Smith) mekar. | (Ini benar.) | Lihat detik.com hari ini.",
        );
        cuts("Lalu... ia pergi… | Kemudian pulang!");
        cuts("Film Ada Apa? itu laku, kata Yahoo! kemarin.");
        assert_eq!(
            cut("selesai.Kemudian pulang (18/9/2025).Powell pergi"),
            ["selesai.", "Kemudian pulang (18/9/2025).", "Powell pergi"]
        );
    }
}
