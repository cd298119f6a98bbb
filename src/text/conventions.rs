//! What the text layer must know of a language and its press; filled from tables by the extractor.

use rustc_hash::{FxHashMap, FxHashSet};

/// When the point of an abbreviation may end a sentence as well.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Ending {
    /// It never does: a name or a number always follows (a title, a street).
    Never,
    /// It doesn't before a number; elsewhere the word is an ordinary one.
    Number,
    /// Only where a word that opens sentences, or a quote, follows.
    Opener,
    /// Wherever a capital follows.
    Capital,
}

impl Ending {
    /// The value of the `ends` column: `never`, `number`, `opener` or `capital`.
    pub fn parse(cell: &str) -> Option<Self> {
        Some(match cell {
            "never" => Ending::Never,
            "number" => Ending::Number,
            "opener" => Ending::Opener,
            "capital" => Ending::Capital,
            _ => return None,
        })
    }
}

/// How the form of a [`LineMark`] is sought in a line.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum LineMatch {
    /// The line begins with it, after opening brackets, bullets or stars.
    Prefix,
    /// The line is nothing else, but for brackets and marks around it.
    Line,
    /// It stands anywhere in the line, letter by letter.
    Contains,
}

impl LineMatch {
    /// The value of the `match` column: `prefix`, `line` or `contains`.
    pub fn parse(cell: &str) -> Option<Self> {
        Some(match cell {
            "prefix" => LineMatch::Prefix,
            "line" => LineMatch::Line,
            "contains" => LineMatch::Contains,
            _ => return None,
        })
    }
}

/// A form that tells a line of the page from a line of the article.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LineMark {
    /// The form; ASCII letters match in either case, but for [`LineMatch::Contains`].
    pub form: Box<str>,
    /// Where in the line it stands.
    pub how: LineMatch,
    /// Whether it marks a byline (who wrote, edited, owns) and not advertising or navigation.
    pub byline: bool,
}

/// The language and press knowledge of the text layer. An empty one is valid: it splits by shapes alone.
#[derive(Clone, Default, Debug)]
pub struct Conventions {
    abbreviations: FxHashMap<Box<str>, Ending>,
    openers: FxHashSet<Box<str>>,
    minor_words: FxHashSet<Box<str>>,
    outlets: FxHashSet<Box<str>>,
    line_marks: Vec<LineMark>,
    /// Of each of them the byte that a line begins with which it marks; [`ANY`] for one that stands
    /// anywhere.
    mark_starts: Vec<u8>,
    glued: FxHashSet<Box<str>>,
    joined: FxHashSet<Box<str>>,
    tails: FxHashSet<Box<str>>,
    longest_tail: usize,
}

impl Conventions {
    /// Builds the conventions from the rows of the tables.
    ///
    /// * `abbreviations`: forms without their final point, and when they may end a sentence;
    /// * `openers`: words that begin sentences and are no part of a name;
    /// * `minor_words`: words that keep a small letter in a headline;
    /// * `outlets`: names of the media that sign a dateline;
    /// * `line_marks`: what tells advertising, navigation and bylines.
    pub fn new<S: AsRef<str>>(
        abbreviations: impl IntoIterator<Item = (S, Ending)>,
        openers: impl IntoIterator<Item = S>,
        minor_words: impl IntoIterator<Item = S>,
        outlets: impl IntoIterator<Item = S>,
        line_marks: impl IntoIterator<Item = LineMark>,
    ) -> Self {
        let lower = |form: S| form.as_ref().to_lowercase().into_boxed_str();
        let line_marks: Vec<LineMark> = line_marks.into_iter().collect();
        let start = |mark: &LineMark| match mark.how {
            LineMatch::Contains => ANY,
            _ => mark.form.bytes().next().map_or(NEVER, |byte| byte.to_ascii_lowercase()),
        };
        Conventions {
            mark_starts: line_marks.iter().map(start).collect(),
            abbreviations: abbreviations.into_iter().map(|(f, e)| (lower(f), e)).collect(),
            openers: openers.into_iter().map(lower).collect(),
            minor_words: minor_words.into_iter().map(lower).collect(),
            outlets: outlets.into_iter().map(lower).collect(),
            line_marks,
            glued: FxHashSet::default(),
            joined: FxHashSet::default(),
            tails: FxHashSet::default(),
            longest_tail: 0,
        }
    }

    /// The same, with small words that the press glues to the name behind them, and beginnings of
    /// names in small letters, which are not cut off.
    pub fn with_glued<S: AsRef<str>>(
        mut self,
        words: impl IntoIterator<Item = S>,
        names: impl IntoIterator<Item = S>,
    ) -> Self {
        let lower = |form: S| form.as_ref().to_lowercase().into_boxed_str();
        self.glued.extend(words.into_iter().map(lower));
        self.joined.extend(names.into_iter().map(lower));
        self
    }

    /// The same, with words in small letters that the press glues to the name before them.
    pub fn with_tails<S: AsRef<str>>(mut self, words: impl IntoIterator<Item = S>) -> Self {
        self.tails.extend(words.into_iter().map(|word| word.as_ref().into()));
        self.longest_tail = self.tails.iter().map(|tail| tail.len()).max().unwrap_or(0);
        self
    }

    /// Whether `word`, in small letters, may be glued by mistake to the name before it.
    pub fn is_glued_tail(&self, word: &str) -> bool {
        self.tails.contains(word)
    }

    /// The bytes of the longest word that may be.
    pub fn longest_tail(&self) -> usize {
        self.longest_tail
    }

    /// Whether `word`, in small letters, is glued by mistake to the capital behind it.
    pub fn is_glued(&self, word: &str) -> bool {
        // Without a table of names nothing long is cut.
        let long = word.len() >= LONG && !self.joined.is_empty() && !self.joined.contains(word);
        long || self.glued.contains(word)
    }

    /// Where the name begins that small letters before a capital end with, though a word is glued to
    /// them by mistake: 6 in `kepadadetik`.
    pub fn glued_until(&self, word: &str) -> Option<usize> {
        let name = |from: &usize| self.joined.contains(&word[*from..]);
        // No listed name is longer, so that an endless word is not looked through again and again.
        let first = word.len().saturating_sub(LONGEST).max(2);
        let from = (first..word.len().saturating_sub(LONG)).find(name);
        from.filter(|_| !self.joined.contains(word))
            .or_else(|| self.is_glued(word).then_some(word.len()))
    }

    /// When the abbreviation `word` (no final point, any case) ends a sentence; `None` if it is none.
    pub fn abbreviation(&self, word: &str) -> Option<Ending> {
        folded(word, |w| self.abbreviations.get(w).copied()).flatten()
    }

    /// Whether `word` opens sentences and is no part of a name.
    pub fn opens_sentence(&self, word: &str) -> bool {
        folded(word, |w| self.openers.contains(w)).unwrap_or(false)
    }

    /// Whether `word` keeps a small letter in a headline.
    pub fn is_minor(&self, word: &str) -> bool {
        folded(word, |w| self.minor_words.contains(w)).unwrap_or(false)
    }

    /// Whether `name` is that of a news outlet.
    pub fn is_outlet(&self, name: &str) -> bool {
        folded(name, |w| self.outlets.contains(w)).unwrap_or(false)
    }

    /// The marks of lines that are no part of the article, as far as they may mark a line that begins
    /// with a byte.
    pub fn line_marks(&self, first: u8) -> impl Iterator<Item = &LineMark> {
        let first = first.to_ascii_lowercase();
        let marks = self.mark_starts.iter().zip(&self.line_marks);
        marks.filter(move |&(&start, _)| start == first || start == ANY).map(|(_, mark)| mark)
    }
}

/// The first byte of a mark that stands anywhere in a line, and of one that stands nowhere: no text has them.
const ANY: u8 = 0xfe;
const NEVER: u8 = 0xff;

/// So long, in bytes, is a word that is no brand's small letter or two (`iPhone`, `mPaspor`).
const LONG: usize = 4;
/// Longest form looked up, in bytes; tables with longer ones are refused.
pub(crate) const LONGEST: usize = 48;

/// Calls `look` with `word` in lower case, without allocating for ASCII; `None` for what is too long to be listed.
fn folded<T>(word: &str, look: impl FnOnce(&str) -> T) -> Option<T> {
    if word.len() > LONGEST {
        return None;
    }
    if !word.is_ascii() {
        return Some(look(&word.to_lowercase()));
    }
    let mut buffer = [0u8; LONGEST];
    let lower = &mut buffer[..word.len()];
    lower.copy_from_slice(word.as_bytes());
    lower.make_ascii_lowercase();
    std::str::from_utf8(lower).ok().map(look)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn look_up_ignores_case() {
        let none: [&str; 0] = [];
        let c = Conventions::new([("Tbk", Ending::Opener)], ["Selain"], none, ["KOMPAS.com"], []);
        assert_eq!(c.abbreviation("TBK"), Some(Ending::Opener));
        assert_eq!(c.abbreviation("tb"), None);
        assert!(c.opens_sentence("selain"));
        assert!(c.is_outlet("Kompas.com"));
        assert!(!c.is_outlet(&"x".repeat(500)));
    }
}
