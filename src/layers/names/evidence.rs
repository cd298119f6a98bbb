//! What one sentence offers to the names: its candidates, and for each the features that speak of it.

mod features;
mod groups;

pub use features::{Part, Shape};

use super::casing::Casing;
use super::classes::{ClassId, Classes};
use super::feature::{Link, Look};
use super::{Facts, Seed, seeds_at};
use crate::document::{Document, Labels};
use crate::rules::WordId;
use crate::text::{Conventions, Token};
use std::ops::Range;

/// The longest name that is not an entry of a list, in tokens.
const LONGEST: u32 = 10;
/// Tokens within a name that are neither capitalised nor numbers, at most so many on end.
const LONGEST_GAP: u32 = 2;

/// No group of classes.
pub(super) const NO_GROUP: u8 = u8::MAX;

/// An entry of a list in the sentence.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
struct Entry {
    start: u32,
    end: u32,
    class: ClassId,
}

/// One sentence as the names see it. Reused from sentence to sentence.
#[derive(Debug, Default)]
pub struct Evidence {
    tokens: Range<u32>,
    /// A class that says nothing of words with capitals.
    tail: ClassId,
    looks: Vec<Look>,
    entries: Vec<Entry>,
    /// `entry_index[i]` is the first entry that begins at token `i` of the sentence or later.
    entry_index: Vec<u32>,
    /// Those of two tokens and more by their ends.
    ended: Vec<(u32, ClassId)>,
    /// Of each token, the set of groups that its entries are in, and its letter.
    groups: Vec<(u32, u8)>,
    /// Memory for the making of `groups`.
    best: Vec<u8>,
    /// Which entries have two or more tokens.
    long: Vec<Entry>,
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
    /// Words that join names of one kind.
    pub joiner: ClassId,
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
        let document = ground.document;
        self.tokens = tokens.clone();
        self.tail = ground.tail;
        self.looks.clear();
        self.candidates.clear();
        let look = |at| ground.facts.of(document, at).map_or(Look::Edge, |fact| fact.look);
        self.looks.extend(tokens.clone().map(look));
        let names = self.looks.iter().filter(|l| l.is_name()).count();
        if names == 0 && seeds.is_empty() {
            return false;
        }
        let lower = self.looks.iter().filter(|l| **l == Look::Lower).count();
        self.capitals = names > 3 && lower * 4 < names;
        self.read_entries(ground);
        self.opener = !self.capitals && self.is_opener(ground);
        self.read_candidates(ground, seeds);
        !self.candidates.is_empty()
    }

    /// The tokens of the sentence.
    pub fn tokens(&self) -> &Range<u32> {
        &self.tokens
    }

    fn read_entries(&mut self, ground: &Ground<'_>) {
        self.entries.clear();
        self.entry_index.clear();
        self.groups.clear();
        self.long.clear();
        for at in self.tokens.clone() {
            self.entry_index.push(self.entries.len() as u32);
            let Some(fact) = ground.facts.of(ground.document, at) else { continue };
            let one = |&class| Entry { start: at, end: at + 1, class };
            self.entries.extend(ground.facts.classes(fact).iter().map(one));
            self.groups.push(fact.groups);
            let from = self.entries.len();
            for hit in &ground.document.hits_at(at)[fact.entries as usize..] {
                if let Some(class) = ground.classes.of(hit.row) {
                    let entry = Entry { start: at, end: hit.end, class };
                    if !self.entries[from..].contains(&entry) {
                        self.entries.push(entry);
                    }
                }
            }
            self.long.extend_from_slice(&self.entries[from..]);
        }
        self.entry_index.push(self.entries.len() as u32);
        self.ended.clear();
        self.ended.extend(self.long.iter().map(|e| (e.end, e.class)));
        self.ended.sort_unstable();
        self.longest = self.long.iter().map(|e| e.end - e.start).max().unwrap_or(0);
        self.read_groups(ground);
        self.read_initials(ground);
    }

    fn read_candidates(&mut self, ground: &Ground<'_>, seeds: &[Seed]) {
        for start in self.tokens.clone() {
            let from = self.candidates.len();
            let head = self.head_end(ground, start);
            if head == start && self.is_strange(start + 1) && self.is_head(ground, start) {
                self.candidates.push(start..start + 2);
            }
            if self.look(start).is_name() || head > start {
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
                        let tails = self.entries_at(at + 1).filter(|e| e.class == ground.tail);
                        let longest = tails.map(|e| e.end).max();
                        let tail = longest.filter(|_| self.look(at + 1) == Look::Lower);
                        self.candidates.extend(tail.map(|end| start..end));
                    } else if gap < LONGEST_GAP && self.connects(ground, at) {
                        gap += 1;
                        quoted ^= look == Look::Quote && !self.is_inside_word(ground, at);
                    } else {
                        break;
                    }
                }
            }
            for seed in seeds_at(seeds, start) {
                if !self.candidates[from..].contains(&seed.span) {
                    self.candidates.push(seed.span.clone());
                }
            }
            self.candidates[from..].sort_unstable_by_key(|c| c.end);
        }
    }

    /// One past the generic noun at `start` with which the name of a place may begin, `desa` before
    /// a capital; `start` where none stands.
    fn head_end(&self, ground: &Ground<'_>, start: u32) -> u32 {
        if self.look(start) != Look::Lower {
            return start;
        }
        let named = self.entries_at(start).filter(|e| self.look(e.end).is_name());
        let heads = named.filter(|e| ground.heads.contains(&e.class));
        heads.map(|e| e.end).max().unwrap_or(start)
    }

    /// Whether a mark stands between two tokens without a blank: an apostrophe.
    fn is_inside_word(&self, ground: &Ground<'_>, at: u32) -> bool {
        let glued = |at: u32| ground.document.tokens.get(at as usize).is_some_and(|t| t.glued);
        glued(at) && glued(at + 1)
    }

    /// Whether a generic noun of places stands here.
    fn is_head(&self, ground: &Ground<'_>, at: u32) -> bool {
        self.entries_at(at).any(|e| e.end == at + 1 && ground.heads.contains(&e.class))
    }

    /// Whether a word in small letters stands here that no list knows.
    fn is_strange(&self, at: u32) -> bool {
        self.look(at) == Look::Lower && self.entries_at(at).next().is_none()
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
            Look::Lower => self.entries_at(at).any(|e| e.class == ground.connector),
            _ => false,
        }
    }

    /// The look of a token; [`Look::Edge`] outside the sentence.
    fn look(&self, at: u32) -> Look {
        let index = at.wrapping_sub(self.tokens.start) as usize;
        self.looks.get(index).copied().unwrap_or(Look::Edge)
    }

    /// The entries that begin at a token of the sentence.
    fn entries_at(&self, at: u32) -> impl Iterator<Item = &Entry> {
        let index = at.wrapping_sub(self.tokens.start) as usize;
        let range = match (self.entry_index.get(index), self.entry_index.get(index + 1)) {
            (Some(&from), Some(&to)) => from as usize..to as usize,
            _ => 0..0,
        };
        self.entries[range].iter()
    }

    /// The classes of the entries that are exactly this one token.
    fn classes_of(&self, at: u32) -> impl Iterator<Item = ClassId> {
        let one = self.entries_at(at).filter(move |e| e.end == at + 1);
        one.map(|e| e.class).filter(|class| *class != self.tail)
    }

    /// The classes of the entries that end before token `at`.
    fn classes_before(&self, at: u32) -> impl Iterator<Item = ClassId> {
        let before = at.wrapping_sub(1);
        let one = self.entries_at(before).filter(move |e| e.end == at).map(|e| e.class);
        let from = self.ended.partition_point(|(end, _)| *end < at);
        let long = self.ended[from..].iter().take_while(move |(end, _)| *end == at);
        one.chain(long.map(|(_, class)| *class))
    }

    fn word(&self, ground: &Ground<'_>, at: u32) -> WordId {
        let inside = self.tokens.contains(&at);
        if inside { ground.document.words[at as usize].id } else { WordId::UNKNOWN }
    }

    /// Whether the sentence begins with a common word, in capitals only because it does.
    fn is_opener(&self, ground: &Ground<'_>) -> bool {
        let first = self.tokens.start;
        let common = |class: ClassId| ground.classes.is_common(class);
        self.look(first) == Look::Capital && self.classes_of(first).any(common)
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
    pub fn link(&self, ground: &Ground<'_>, at: u32) -> Option<Link> {
        match self.look(at) {
            Look::Comma => Some(Link::Comma),
            Look::Dash => Some(Link::Dash),
            Look::Mark => Some(Link::Mark),
            Look::Open => Some(Link::Open),
            Look::Lower if self.classes_of(at).any(|c| c == ground.joiner) => Some(Link::Word),
            _ => None,
        }
    }
}
