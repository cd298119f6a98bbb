//! What one sentence offers to the names: its candidates, and for each the features that speak of it.

mod features;
mod groups;

pub use features::{Part, Row, Shape};

use super::casing::Casing;
use super::classes::{ClassId, Classes};
use super::facts::{Fact, Traits};
use super::feature::{Link, Look};
use super::{Facts, Seed};
use crate::document::{Document, Labels};
use crate::rules::WordId;
use crate::text::{Conventions, Token};
use std::ops::Range;

/// The longest name that is not an entry of a list, in tokens.
const LONGEST: u32 = 10;
/// Tokens within a name that are neither capitalised nor numbers, at most so many on end.
const LONGEST_GAP: u32 = 2;

/// An entry of a list in the sentence.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
struct Entry {
    start: u32,
    end: u32,
    class: ClassId,
}

/// One sentence as the names see it. Reused from sentence to sentence.
#[derive(Clone, Debug, Default)]
pub struct Evidence {
    tokens: Range<u32>,
    /// What is known of each of them; groups and letters are those that they have in the sentence.
    known: Vec<Fact>,
    /// What at least one of them is.
    traits: Traits,
    /// Memory for the making of their letters.
    best: Vec<u8>,
    /// The entries of two or more tokens, in order of their first.
    long: Vec<Entry>,
    /// The same by their ends.
    ended: Vec<(u32, ClassId)>,
    /// Tokens of the longest of them.
    longest: u32,
    capitals: bool,
    /// Whether the sentence's first word has its capital for that, and is no name.
    opener: bool,
    /// Tokens that stand in a list of initials.
    initials: Vec<u32>,
    /// The candidates: token ranges in order of start, then end.
    pub candidates: Vec<Range<u32>>,
}

/// What evidence is read from.
#[derive(Clone, Copy)]
pub struct Ground<'d> {
    /// The article.
    pub document: &'d Document<'d>,
    /// The classes of list entries.
    pub classes: &'d Classes,
    /// How the press writes.
    pub conventions: &'d Conventions,
    /// Labels of lower layers.
    pub labels: &'d Labels,
    /// Classes that names may have within them as small words.
    pub connector: ClassId,
    /// Generic nouns that may begin a name even in small letters.
    pub heads: &'d [ClassId],
    /// What is known of forms.
    pub facts: &'d Facts,
    /// How the article's words are written elsewhere in it.
    pub casing: &'d Casing,
    /// Words that may end a name even in small letters.
    pub tail: ClassId,
    /// Words behind which persons are told by their initials.
    pub initials: ClassId,
}

impl Evidence {
    /// Reads a sentence; whether it has candidates.
    pub(super) fn read(&mut self, ground: &Ground<'_>, tokens: Range<u32>, seeds: &[Seed]) -> bool {
        self.tokens = tokens;
        self.candidates.clear();
        self.read_known(ground);
        let names = self.known.iter().filter(|known| known.look.is_name()).count();
        if names == 0 && seeds.is_empty() {
            return false;
        }
        let lower = self.known.iter().filter(|known| known.look == Look::Lower).count();
        self.capitals = names > 3 && lower * 4 < names;
        self.ended.clear();
        self.ended.extend(self.long.iter().map(|e| (e.end, e.class)));
        self.ended.sort_unstable();
        self.longest = self.long.iter().map(|e| e.end - e.start).max().unwrap_or(0);
        self.read_groups(ground);
        self.read_initials(ground);
        self.opener = !self.capitals && self.is_opener();
        self.read_candidates(ground, seeds);
        !self.candidates.is_empty()
    }

    /// The tokens of the sentence.
    pub fn tokens(&self) -> &Range<u32> {
        &self.tokens
    }

    /// Reads what is known of each token, and the entries of several.
    fn read_known(&mut self, ground: &Ground<'_>) {
        self.known.clear();
        self.long.clear();
        self.traits = Traits::empty();
        for at in self.tokens.clone() {
            let mut known = ground.facts.of(ground.document, at).copied().unwrap_or(Fact::EDGE);
            let from = self.long.len();
            for hit in &ground.document.hits_at(at)[known.entries as usize..] {
                if let Some(class) = ground.classes.of(hit.row) {
                    let entry = Entry { start: at, end: hit.end, class };
                    if !self.long[from..].contains(&entry) {
                        self.long.push(entry);
                    }
                }
            }
            known.traits.set(Traits::LONG, self.long.len() > from);
            self.traits |= known.traits;
            self.known.push(known);
        }
    }

    fn read_candidates(&mut self, ground: &Ground<'_>, mut seeds: &[Seed]) {
        for start in self.tokens.clone() {
            let from = self.candidates.len();
            let known = self.known(start);
            if known.look.is_name() || known.traits.intersects(Traits::HEAD | Traits::LONG) {
                self.candidates_at(ground, start);
            }
            let here = seeds.iter().take_while(|seed| seed.span.start == start).count();
            let (own, others) = seeds.split_at(here);
            seeds = others;
            for seed in own {
                if !self.candidates[from..].contains(&seed.span) {
                    self.candidates.push(seed.span.clone());
                }
            }
            if self.candidates.len() > from + 1 {
                self.candidates[from..].sort_unstable_by_key(|c| c.end);
            }
        }
    }

    /// The candidates that begin at a token by its looks.
    fn candidates_at(&mut self, ground: &Ground<'_>, start: u32) {
        let head = self.head_end(ground, start);
        let is_head = self.known(start).traits.contains(Traits::HEAD);
        if head == start && is_head && self.is_strange(ground, start + 1) {
            self.candidates.push(start..start + 2);
        }
        if !self.look(start).is_name() && head == start {
            return;
        }
        let (mut gap, mut quoted) = (0, false);
        for at in head..self.tokens.end.min(start + LONGEST) {
            let look = self.look(at);
            if look.is_name() || (look == Look::Number && at > start) {
                gap = 0;
                // A name does not reach out of a quote, or into one.
                if quoted {
                    continue;
                }
                self.candidates.push(start..at + 1);
                if self.look(at + 1) == Look::Lower {
                    let tails = self.entries_at(ground, at + 1).filter(|e| e.class == ground.tail);
                    let longest = tails.map(|e| e.end).max();
                    self.candidates.extend(longest.map(|end| start..end));
                }
            } else if gap < LONGEST_GAP && self.connects(ground, at) {
                gap += 1;
                quoted ^= look == Look::Quote && !self.is_inside_word(ground, at);
            } else {
                break;
            }
        }
    }

    /// One past the generic noun at `start` with which the name of a place may begin, `desa` before
    /// a capital; `start` where none stands.
    fn head_end(&self, ground: &Ground<'_>, start: u32) -> u32 {
        if self.look(start) != Look::Lower {
            return start;
        }
        let named = self.entries_at(ground, start).filter(|e| self.look(e.end).is_name());
        let heads = named.filter(|e| ground.heads.contains(&e.class));
        heads.map(|e| e.end).max().unwrap_or(start)
    }

    /// Whether a mark stands between two tokens without a blank: an apostrophe.
    fn is_inside_word(&self, ground: &Ground<'_>, at: u32) -> bool {
        let glued = |at: u32| ground.document.tokens.get(at as usize).is_some_and(|t| t.glued);
        glued(at) && glued(at + 1)
    }

    /// Whether a word in small letters stands here that no list knows.
    fn is_strange(&self, ground: &Ground<'_>, at: u32) -> bool {
        self.look(at) == Look::Lower && self.entries_at(ground, at).next().is_none()
    }

    /// Whether a name may go on over a token that is not like a name itself.
    fn connects(&self, ground: &Ground<'_>, at: u32) -> bool {
        match self.look(at) {
            Look::Dash | Look::Mark | Look::Quote => true,
            Look::Stop => {
                let tokens = &ground.document.tokens;
                let short = tokens[at as usize - 1].span;
                // A point behind a number, or before a word that opens sentences, ends one.
                let ends = || {
                    let next = tokens.get(at as usize + 1).filter(|t| !t.glued);
                    let opens = |t: &Token| {
                        ground.conventions.opens_sentence(t.span.of(ground.document.text))
                    };
                    next.is_some_and(|t| self.look(at - 1) == Look::Number || opens(t))
                };
                tokens[at as usize].glued && short.end - short.start <= 4 && !ends()
            }
            Look::Lower => {
                let connector = |e: &Entry| e.class == ground.connector;
                self.known(at).traits.contains(Traits::CONNECTOR)
                    || self.long_at(at).iter().any(connector)
            }
            _ => false,
        }
    }

    /// What is known of a token of the sentence; of an edge outside of it, that it is one.
    fn known(&self, at: u32) -> &Fact {
        self.known.get(at.wrapping_sub(self.tokens.start) as usize).unwrap_or(&Fact::EDGE)
    }

    /// The look of a token; [`Look::Edge`] outside the sentence.
    fn look(&self, at: u32) -> Look {
        self.known(at).look
    }

    /// The entries of several tokens that begin at a token of the sentence.
    fn long_at(&self, at: u32) -> &[Entry] {
        if !self.known(at).traits.contains(Traits::LONG) {
            return &[];
        }
        let from = &self.long[self.long.partition_point(|e| e.start < at)..];
        &from[..from.iter().take_while(|e| e.start == at).count()]
    }

    /// The entries that begin at a token of the sentence.
    fn entries_at<'e>(&'e self, ground: &Ground<'e>, at: u32) -> impl Iterator<Item = Entry> + 'e {
        let one = ground.facts.classes(self.known(at)).iter();
        let one = one.map(move |&class| Entry { start: at, end: at + 1, class });
        one.chain(self.long_at(at).iter().copied())
    }

    /// The classes of the entries that are exactly this one token.
    fn classes_of<'d>(&self, ground: &Ground<'d>, at: u32) -> &'d [ClassId] {
        ground.facts.telling_classes(self.known(at))
    }

    /// The classes of the entries that end before token `at`.
    fn classes_before<'e>(
        &'e self,
        ground: &Ground<'e>,
        at: u32,
    ) -> impl Iterator<Item = ClassId> + 'e {
        let one = ground.facts.classes(self.known(at.wrapping_sub(1))).iter();
        let from = self.ended.partition_point(|(end, _)| *end < at);
        let long = self.ended[from..].iter().take_while(move |(end, _)| *end == at);
        one.chain(long.map(|(_, class)| class)).copied()
    }

    fn word(&self, ground: &Ground<'_>, at: u32) -> WordId {
        let inside = self.tokens.contains(&at);
        if inside { ground.document.words[at as usize].id } else { WordId::UNKNOWN }
    }

    /// Whether the sentence begins with a common word, in capitals only because it does.
    fn is_opener(&self) -> bool {
        let first = self.known(self.tokens.start);
        first.look == Look::Capital && first.traits.contains(Traits::COMMON)
    }

    /// The look of the token before a candidate: one that opens the sentence looks as it does within.
    fn look_before(&self, at: u32) -> Look {
        if self.opens(at) { Look::Lower } else { self.look(at) }
    }

    /// Whether a token is the common word that opens the sentence.
    fn opens(&self, at: u32) -> bool {
        self.opener && at == self.tokens.start
    }

    /// What links the name that ends before `at` to one that begins behind it.
    pub fn link(&self, at: u32) -> Option<Link> {
        let known = self.known(at);
        match known.look {
            Look::Comma => Some(Link::Comma),
            Look::Dash => Some(Link::Dash),
            Look::Mark => Some(Link::Mark),
            Look::Open => Some(Link::Open),
            Look::Lower if known.traits.contains(Traits::JOINER) => Some(Link::Word),
            _ => None,
        }
    }
}
