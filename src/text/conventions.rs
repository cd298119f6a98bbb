//! What the text layer must know of a language and its press; filled from tables by the extractor.

use crate::rules::Words;
use crate::rules::flat::{Flat, Reader, Texts, Writer};

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
    const ALL: [Ending; 4] = [Ending::Never, Ending::Number, Ending::Opener, Ending::Capital];

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
    const ALL: [LineMatch; 3] = [LineMatch::Prefix, LineMatch::Line, LineMatch::Contains];

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
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct LineMark<'f> {
    /// The form; ASCII letters match in either case, but for [`LineMatch::Contains`].
    pub form: &'f str,
    /// Where in the line it stands.
    pub how: LineMatch,
    /// Whether it marks a byline (who wrote, edited, owns) and not advertising or navigation.
    pub byline: bool,
}

/// The language and press knowledge of the text layer. An empty one is valid: it splits by shapes alone.
///
/// All of it is flat, so that the program's own is read in place.
#[derive(Clone, Default, Debug)]
pub struct Conventions {
    abbreviations: Words,
    /// For each abbreviation, by its number, the place of its [`Ending`] among all.
    endings: Flat,
    openers: Words,
    minor_words: Words,
    outlets: Words,
    /// The forms of line marks, in order of the byte that a line begins with which they mark, or [`ANY`] for
    /// one that stands anywhere.
    marks: Texts,
    /// For each of them [`MARK`] numbers: that byte, its place in the table, the place of its [`LineMatch`]
    /// among all, and whether it marks a byline.
    mark_kinds: Flat,
    glued: Words,
    joined: Words,
    tails: Words,
    /// In bytes.
    longest_tail: usize,
}

/// Numbers of one line mark.
const MARK: usize = 4;

impl Conventions {
    /// Builds the conventions from the rows of the tables.
    ///
    /// * `abbreviations`: forms without their final point, and when they may end a sentence;
    /// * `openers`: words that begin sentences and are no part of a name;
    /// * `minor_words`: words that keep a small letter in a headline;
    /// * `outlets`: names of the media that sign a dateline;
    /// * `line_marks`: what tells advertising, navigation and bylines.
    pub fn new<'f, S: AsRef<str>>(
        abbreviations: impl IntoIterator<Item = (S, Ending)>,
        openers: impl IntoIterator<Item = S>,
        minor_words: impl IntoIterator<Item = S>,
        outlets: impl IntoIterator<Item = S>,
        line_marks: impl IntoIterator<Item = LineMark<'f>>,
    ) -> Self {
        let mut conventions = Conventions {
            openers: lowered(openers),
            minor_words: lowered(minor_words),
            outlets: lowered(outlets),
            ..Conventions::default()
        };
        let endings = conventions.endings.to_mut();
        for (form, ending) in abbreviations {
            let id = conventions.abbreviations.intern(&form.as_ref().to_lowercase()).0 as usize;
            endings.resize(endings.len().max(id + 1), 0);
            endings[id] = ending as u32;
        }
        let start = |mark: &LineMark<'_>| match mark.how {
            LineMatch::Contains => ANY,
            _ => mark.form.bytes().next().map_or(NEVER, |byte| byte.to_ascii_lowercase()),
        };
        let mut marks: Vec<_> = (0..).zip(line_marks).collect();
        marks.sort_by_key(|(_, mark)| start(mark));
        let kinds = conventions.mark_kinds.to_mut();
        for (place, mark) in marks {
            conventions.marks.push(mark.form);
            let byline = u32::from(mark.byline);
            kinds.extend([u32::from(start(&mark)), place, mark.how as u32, byline]);
        }
        conventions
    }

    /// The same, with small words that the press glues to the name behind them, and beginnings of
    /// names in small letters, which are not cut off.
    pub fn with_glued<S: AsRef<str>>(
        self,
        words: impl IntoIterator<Item = S>,
        names: impl IntoIterator<Item = S>,
    ) -> Self {
        Conventions { glued: lowered(words), joined: lowered(names), ..self }
    }

    /// The same, with words in small letters that the press glues to the name before them.
    pub fn with_tails<S: AsRef<str>>(mut self, words: impl IntoIterator<Item = S>) -> Self {
        for word in words {
            self.tails.intern(word.as_ref());
            self.longest_tail = self.longest_tail.max(word.as_ref().len());
        }
        self
    }

    /// Writes them, to be read back by [`Conventions::read`].
    pub(crate) fn write(&self, to: &mut Writer) {
        self.words().into_iter().for_each(|words| words.write(to));
        self.marks.write(to);
        to.numbers(&self.endings);
        to.numbers(&self.mark_kinds);
        to.numbers(&[self.longest_tail as u32]);
    }

    /// Reads them back, in place.
    pub(crate) fn read(from: &mut Reader) -> Conventions {
        let [abbreviations, openers, minor_words, outlets, glued, joined, tails] =
            std::array::from_fn(|_| Words::read(from));
        let (marks, endings, mark_kinds) = (Texts::read(from), from.numbers(), from.numbers());
        let longest_tail = from.numbers().first().map_or(0, |&bytes| bytes as usize);
        Conventions {
            abbreviations,
            endings,
            openers,
            minor_words,
            outlets,
            marks,
            mark_kinds,
            glued,
            joined,
            tails,
            longest_tail,
        }
    }

    /// All sets of words, in the order in which they are written.
    fn words(&self) -> [&Words; 7] {
        [
            &self.abbreviations,
            &self.openers,
            &self.minor_words,
            &self.outlets,
            &self.glued,
            &self.joined,
            &self.tails,
        ]
    }

    /// Whether `word`, in small letters, may be glued by mistake to the name before it.
    pub fn is_glued_tail(&self, word: &str) -> bool {
        self.tails.get(word).is_known()
    }

    /// The bytes of the longest word that may be.
    pub fn longest_tail(&self) -> usize {
        self.longest_tail
    }

    /// Whether `word`, in small letters, is glued by mistake to the capital behind it.
    pub fn is_glued(&self, word: &str) -> bool {
        // Without a table of names nothing long is cut.
        let long =
            word.len() >= LONG && !self.joined.is_empty() && !self.joined.get(word).is_known();
        long || self.glued.get(word).is_known()
    }

    /// Where the name begins that small letters before a capital end with, though a word is glued to
    /// them by mistake: 6 in `kepadadetik`.
    pub fn glued_until(&self, word: &str) -> Option<usize> {
        let name = |from: &usize| self.joined.get(&word[*from..]).is_known();
        // No listed name is longer, so that an endless word is not looked through again and again.
        let first = word.len().saturating_sub(LONGEST).max(2);
        let from = (first..word.len().saturating_sub(LONG)).find(name);
        from.filter(|_| !self.joined.get(word).is_known())
            .or_else(|| self.is_glued(word).then_some(word.len()))
    }

    /// When the abbreviation `word` (no final point, any case) ends a sentence; `None` if it is none.
    pub fn abbreviation(&self, word: &str) -> Option<Ending> {
        let id = folded(word, |w| self.abbreviations.get(w)).filter(|id| id.is_known())?;
        Ending::ALL.get(*self.endings.get(id.0 as usize)? as usize).copied()
    }

    /// Whether `word` opens sentences and is no part of a name.
    pub fn opens_sentence(&self, word: &str) -> bool {
        folded(word, |w| self.openers.get(w).is_known()).unwrap_or(false)
    }

    /// Whether `word` keeps a small letter in a headline.
    pub fn is_minor(&self, word: &str) -> bool {
        folded(word, |w| self.minor_words.get(w).is_known()).unwrap_or(false)
    }

    /// Whether `name` is that of a news outlet.
    pub fn is_outlet(&self, name: &str) -> bool {
        folded(name, |w| self.outlets.get(w).is_known()).unwrap_or(false)
    }

    /// The marks of lines that are no part of the article, as far as they may mark a line that begins
    /// with a byte; each with its place in the table.
    pub fn line_marks(&self, first: u8) -> impl Iterator<Item = (u32, LineMark<'_>)> {
        let all = self.mark_kinds.as_chunks::<MARK>().0;
        let from = |start: u8| {
            let first = all.partition_point(|mark| mark[0] < u32::from(start));
            let here = all[first..].iter().take_while(move |mark| mark[0] == u32::from(start));
            // Text 0 is the empty one.
            (first as u32 + 1..).zip(here)
        };
        let marks = from(first.to_ascii_lowercase()).chain(from(ANY));
        marks.filter_map(|(form, &[_, place, how, byline])| {
            let how = *LineMatch::ALL.get(how as usize)?;
            Some((place, LineMark { form: self.marks.get(form), how, byline: byline == 1 }))
        })
    }
}

/// Forms in small letters, as a set.
fn lowered<S: AsRef<str>>(forms: impl IntoIterator<Item = S>) -> Words {
    let mut words = Words::default();
    for form in forms {
        words.intern(&form.as_ref().to_lowercase());
    }
    words
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
