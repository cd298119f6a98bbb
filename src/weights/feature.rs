//! Features of a candidate name: what may speak for or against a span and a type, and how tables write it.
//!
//! A feature is a template with an argument, `before=menurut` or `ends=person_name.given`. While an article is read
//! it is one number, a [`Feature`]; the table of weights holds its text.

use crate::rules::{Tables, WordId};

use super::classes::{ClassId, Classes};
pub use super::look::{Link, Look, Sort, prefix, suffix};

/// What the argument of a template is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Argument {
    /// None: the template alone.
    Nothing,
    /// A word.
    Word,
    /// Two words that follow one another.
    Pair,
    /// A class of list entries.
    Class,
    /// Two classes.
    Classes,
    /// A word and a class.
    WordClass,
    /// The look of one token.
    Look,
    /// The looks of several tokens, runs of one look taken together.
    Looks,
    /// The first or last bytes of a word.
    Affix,
    /// A small number.
    Number,
    /// A set of groups of classes.
    Groups,
    /// Letters, one for each of some tokens, runs of one letter taken together.
    Letters,
    /// One of the coarse types.
    Sort,
    /// A coarse type, and what stands between its name and the span.
    Link,
}

macro_rules! templates {
    ($($(#[$doc:meta])* $name:ident = $text:literal: $argument:ident,)*) => {
        /// What a feature looks at.
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        #[repr(u8)]
        pub enum Template { $($(#[$doc])* $name,)* }

        impl Template {
            const ALL: &'static [(Template, &'static str, Argument)] =
                &[$((Template::$name, $text, Argument::$argument),)*];
        }
    };
}

templates! {
    /// Every candidate has it.
    Bias = "bias": Nothing,
    /// The word before the span.
    Before = "before": Word,
    /// The two words before the span.
    BeforeTwo = "before2": Pair,
    /// The word but one before the span.
    Earlier = "earlier": Word,
    /// The look of the token before the span.
    BeforeLook = "before_look": Look,
    /// An entry of that class ends where the span begins.
    BeforeClass = "before_class": Class,
    /// The ending of the word before the span.
    BeforeSuffix = "before_suffix": Affix,
    /// The word behind the span.
    After = "after": Word,
    /// The two words behind the span.
    AfterTwo = "after2": Pair,
    /// The word but one behind the span.
    Later = "later": Word,
    /// The look of the token behind the span.
    AfterLook = "after_look": Look,
    /// An entry of that class begins where the span ends.
    AfterClass = "after_class": Class,
    /// The beginning of the word behind the span.
    AfterPrefix = "after_prefix": Affix,
    /// The first word.
    First = "first": Word,
    /// The first two words.
    FirstTwo = "first2": Pair,
    /// The look of the first token.
    FirstLook = "first_look": Look,
    /// Its first three letters.
    FirstPrefix = "first_prefix": Affix,
    /// Its last three letters.
    FirstSuffix = "first_suffix": Affix,
    /// The first word is an entry of that class.
    FirstClass = "first_class": Class,
    /// The last word.
    Last = "last": Word,
    /// The last two words.
    LastTwo = "last2": Pair,
    /// The look of the last token.
    LastLook = "last_look": Look,
    /// Its last three letters.
    LastSuffix = "last_suffix": Affix,
    /// Its last two letters.
    LastEnding = "last_ending": Affix,
    /// The last word is an entry of that class.
    LastClass = "last_class": Class,
    /// A word anywhere in the span.
    In = "in": Word,
    /// The last three letters of a word anywhere in the span.
    InSuffix = "in_suffix": Affix,
    /// The first four letters of a word anywhere in the span.
    InPrefix = "in_prefix": Affix,
    /// A word anywhere in the span is an entry of that class.
    InClass = "in_class": Class,
    /// A token of that look is in the span.
    InLook = "in_look": Look,
    /// The only word.
    Only = "only": Word,
    /// The only word is an entry of that class.
    OnlyClass = "only_class": Class,
    /// The ending of the only word.
    OnlySuffix = "only_suffix": Affix,
    /// The span is an entry of that class, of two or more words.
    Whole = "whole": Class,
    /// The span begins with an entry of that class, of two or more words.
    Begins = "begins": Class,
    /// The span ends with an entry of that class.
    Ends = "ends": Class,
    /// The span is a part of an entry of that class.
    Part = "part": Class,
    /// The span cuts through an entry of that class.
    Cuts = "cuts": Class,
    /// How many tokens; 7 is seven or more.
    Length = "length": Number,
    /// The looks of all its tokens.
    Looks = "looks": Looks,
    /// The looks of the token before the span and of its first.
    StartLooks = "start_looks": Looks,
    /// The looks of the last token of the span and of the one behind it.
    EndLooks = "end_looks": Looks,
    /// The classes of the first and of the last word.
    Classes = "classes": Classes,
    /// The word before the span, and the class of its first word.
    BeforeAndClass = "before_and_class": WordClass,
    /// The word behind the span, and the class of its last word.
    AfterAndClass = "after_and_class": WordClass,
    /// The span begins the sentence; the argument is the look of its first token.
    Opens = "opens": Look,
    /// The word that opens the sentence is an entry of that class and of the span.
    OpensClass = "opens_class": Class,
    /// The span is the whole sentence.
    Alone = "alone": Nothing,
    /// The sentence is in capitals.
    Capitals = "capitals": Nothing,
    /// The span stands alone in brackets.
    Bracketed = "bracketed": Look,
    /// Its letters are the first letters of the words before its bracket.
    Acronym = "acronym": Nothing,
    /// It stands in a list of initials.
    Initials = "initials": Nothing,
    /// The same capitals are initials of a person elsewhere in the article.
    InitialsElsewhere = "initials_elsewhere": Nothing,
    /// How the first word stands elsewhere in the article, where its capital says little here.
    FirstCasing = "first_casing": Number,
    /// How the last word does.
    LastCasing = "last_casing": Number,
    /// A number, time or amount of a lower layer is in the span.
    InValue = "in_value": Nothing,
    /// What groups the only word is in.
    OnlyGroups = "only_groups": Groups,
    /// What groups the first of several words is in.
    FirstGroups = "first_groups": Groups,
    /// What groups the last of several words is in.
    LastGroups = "last_groups": Groups,
    /// What groups the word before the span is in.
    BeforeGroups = "before_groups": Groups,
    /// The letters of all its tokens.
    Pattern = "pattern": Letters,
    /// The letters of the token before the span and of its tokens.
    BeforePattern = "before_pattern": Letters,
    /// The letters of its tokens and of the token behind the span.
    AfterPattern = "after_pattern": Letters,
    /// The letters of the tokens before and behind the span, and of its first and last.
    Around = "around": Letters,
    /// The same words are a name of that type elsewhere in the article.
    Same = "same": Sort,
    /// A word of it stands in a name of that type elsewhere in the article.
    Shared = "shared": Sort,
    /// A name of that type stands directly before it.
    Follows = "follows": Sort,
    /// A name of that type stands before it, and between them only a link.
    Joined = "joined": Link,
}

/// One feature: a template and its argument.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct Feature(pub u64);

impl Feature {
    /// A template that needs no argument.
    pub fn plain(template: Template) -> Feature {
        Feature((template as u64) << 56)
    }

    /// A template with a word; none where no table knows the word.
    pub fn word(template: Template, word: WordId) -> Option<Feature> {
        word.is_known().then(|| Feature::number(template, word.0))
    }

    /// A template with two words; none where no table knows them both.
    pub fn pair(template: Template, a: WordId, b: WordId) -> Option<Feature> {
        let both = a.is_known() && b.is_known();
        both.then(|| Feature((template as u64) << 56 | u64::from(a.0) << 28 | u64::from(b.0)))
    }

    /// A template with a class.
    pub fn class(template: Template, class: ClassId) -> Feature {
        Feature::number(template, u32::from(class.0))
    }

    /// A template with two classes.
    pub fn classes(template: Template, a: ClassId, b: ClassId) -> Feature {
        Feature::number(template, u32::from(a.0) << 16 | u32::from(b.0))
    }

    /// A template with a word and a class; none where no table knows the word.
    pub fn word_class(template: Template, word: WordId, class: ClassId) -> Option<Feature> {
        let packed = u64::from(word.0) << 16 | u64::from(class.0);
        word.is_known().then_some(Feature((template as u64) << 56 | packed))
    }

    /// A template with the looks of two tokens.
    pub fn two_looks(template: Template, a: Look, b: Look) -> Feature {
        Feature::number(template, (a as u32) << 4 | b as u32)
    }

    /// A template with a look.
    pub fn look(template: Template, look: Look) -> Feature {
        Feature::number(template, look as u32)
    }

    /// A template with a coarse type.
    pub fn sort(template: Template, sort: Sort) -> Feature {
        Feature::number(template, sort as u32)
    }

    /// The name before is a `sort`, and `link` alone stands between.
    pub fn joined(sort: Sort, link: Link) -> Feature {
        Feature::number(Template::Joined, (sort as u32) << 4 | link as u32)
    }

    /// A template with a number, or with bytes packed into one.
    pub fn number(template: Template, number: u32) -> Feature {
        Feature((template as u64) << 56 | u64::from(number))
    }

    /// A template with letters, one for each of some tokens; of long rows of them, the first.
    pub fn letters(template: Template, letters: impl Iterator<Item = u8>) -> Feature {
        let packed = letters.take(8).fold(0, |all, l| all << 7 | u64::from(l & 127));
        Feature((template as u64) << 56 | packed)
    }

    /// How the table writes it.
    pub fn text(self, tables: &Tables, classes: &Classes) -> String {
        let (_, name, argument) = Template::ALL[(self.0 >> 56) as usize];
        let low = self.0 as u32;
        let value = match argument {
            Argument::Nothing => return name.to_owned(),
            Argument::Word => tables.words.text(WordId(low)).to_owned(),
            Argument::Pair => {
                let mask = (1 << 28) - 1;
                let (a, b) = ((self.0 >> 28) & mask, self.0 & mask);
                let word = |id: u64| tables.words.text(WordId(id as u32));
                format!("{} {}", word(a), word(b))
            }
            Argument::Class => classes.name(ClassId(low as u16)).to_owned(),
            Argument::Classes => {
                let (a, b) = (ClassId((low >> 16) as u16), ClassId(low as u16));
                format!("{} {}", classes.name(a), classes.name(b))
            }
            Argument::WordClass => {
                let word = tables.words.text(WordId((self.0 >> 16) as u32 & ((1 << 28) - 1)));
                format!("{word} {}", classes.name(ClassId(low as u16)))
            }
            Argument::Look => Look::ALL[low as usize].1.to_owned(),
            Argument::Looks => {
                let runs = (0..8).rev().map(|i| (low >> (4 * i)) & 15).skip_while(|&n| n == 0);
                let names: Vec<_> = runs.map(|n| Look::ALL[n as usize].1).collect();
                names.join(" ")
            }
            Argument::Affix => {
                let bytes = low.to_be_bytes();
                String::from_utf8_lossy(&bytes).trim_start_matches('\0').to_owned()
            }
            Argument::Number => low.to_string(),
            Argument::Groups => {
                let set = (0..32u8).filter(|g| low >> g & 1 == 1);
                set.map(|g| char::from(classes.letter(g))).collect()
            }
            Argument::Letters => {
                let letters = (0..8).rev().map(|i| (self.0 >> (7 * i)) as u8 & 127);
                letters.skip_while(|l| *l == 0).map(char::from).collect()
            }
            Argument::Sort => Sort::ALL[low as usize].1.to_owned(),
            Argument::Link => {
                let (sort, link) = (Sort::ALL[low as usize >> 4].1, Link::ALL[low as usize & 15].1);
                format!("{sort} {link}")
            }
        };
        format!("{name}={value}")
    }

    /// Reads what [`Feature::text`] writes; `words` are those that the text speaks of, looked up
    /// when the tables were compiled. `Ok(None)`: nothing that the tables in force know.
    /// `last` is the place of the template that was read last, where the next is looked for first.
    ///
    /// # Errors
    /// The name of the template, if there is no such.
    pub fn parse<'t>(
        text: &'t str,
        mut words: impl Iterator<Item = WordId>,
        classes: &Classes,
        last: &mut usize,
    ) -> Result<Option<Feature>, &'t str> {
        let (name, value) = text.split_once('=').unwrap_or((text, ""));
        if Template::ALL[*last].1 != name {
            *last = Template::ALL.iter().position(|(_, n, _)| *n == name).ok_or(name)?;
        }
        let (template, _, argument) = Template::ALL[*last];
        let class = |name: &str| classes.named(name);
        let look = |name: &str| Look::ALL.iter().find(|(_, n)| *n == name).map(|(l, _)| *l);
        let sort = |name: &str| Sort::ALL.iter().find(|(_, n)| *n == name).map(|(s, _)| *s);
        Ok(match argument {
            Argument::Nothing => Some(Feature::plain(template)),
            Argument::Word => Feature::word(template, words.next().unwrap_or_default()),
            Argument::Pair => {
                let (a, b) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
                Feature::pair(template, a, b)
            }
            Argument::Class => class(value).map(|c| Feature::class(template, c)),
            Argument::Classes => value
                .split_once(' ')
                .and_then(|(a, b)| Some(Feature::classes(template, class(a)?, class(b)?))),
            Argument::WordClass => value.split_once(' ').and_then(|(_, name)| {
                let word = words.next().unwrap_or_default();
                Feature::word_class(template, word, class(name)?)
            }),
            Argument::Look => look(value).map(|l| Feature::look(template, l)),
            Argument::Looks => {
                let packed = value.split(' ').map(|n| look(n).unwrap_or(Look::None) as u32);
                Some(Feature::number(template, packed.fold(0, |all, n| all << 4 | n)))
            }
            Argument::Affix => {
                let packed = value.bytes().fold(0, |all, b| all << 8 | u32::from(b));
                Some(Feature::number(template, packed))
            }
            Argument::Number => value.parse().ok().map(|n| Feature::number(template, n)),
            Argument::Groups => {
                let bits = value.bytes().map(|l| classes.group_named(l).map(|g| 1 << g));
                let set = bits.sum::<Option<u32>>();
                set.map(|set| Feature::number(template, set))
            }
            Argument::Letters => Some(Feature::letters(template, value.bytes())),
            Argument::Sort => sort(value).map(|s| Feature::sort(template, s)),
            Argument::Link => value.split_once(' ').and_then(|(s, l)| {
                let link = Link::ALL.iter().find(|(_, n)| *n == l).map(|(l, _)| *l);
                Some(Feature::joined(sort(s)?, link?))
            }),
        })
    }

    /// The words within a span that the feature speaks of; none for other templates.
    pub fn inner_words(self) -> impl Iterator<Item = WordId> {
        use Template as T;
        let mask = (1 << 28) - 1;
        let words = match Template::ALL[(self.0 >> 56) as usize].0 {
            T::First | T::Last | T::In | T::Only => [self.0 & mask, 0],
            T::FirstTwo | T::LastTwo => [self.0 & mask, (self.0 >> 28) & mask],
            _ => [0, 0],
        };
        words.into_iter().filter(|w| *w != 0).map(|w| WordId(w as u32))
    }

    /// The name of its template.
    pub fn template(self) -> &'static str {
        Template::ALL[(self.0 >> 56) as usize].1
    }

    /// The names of all templates.
    pub fn templates() -> impl Iterator<Item = &'static str> {
        Template::ALL.iter().map(|(_, name, _)| *name)
    }
}
