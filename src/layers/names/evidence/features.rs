//! The features of candidates: what each part of one says of its type.

use super::{Evidence, Ground};
use crate::layers::acronym;
use crate::layers::names::classes::ClassId;
use crate::layers::names::facts::Fact;
use crate::layers::names::feature::{Feature, Look, Template, prefix, suffix};
use crate::layers::names::memory::Memory;
use std::ops::Range;

/// Where a token stands to a candidate. What it says there, apart from its neighbours, follows from
/// its written form alone, wherever in whatever article it is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub enum Part {
    /// Directly before it.
    Before,
    /// Its first token.
    First,
    /// Within it.
    Within,
    /// Its last token.
    Last,
    /// All of it.
    Only,
    /// Directly behind it.
    After,
    /// Directly before it, the first word of a sentence, which has its capital for that.
    Opener,
}

impl Part {
    /// How many there are.
    pub const COUNT: usize = 7;
}

/// What a candidate is made of, in a few numbers: its looks and letters, and those around it.
pub type Shape = [u64; 2];

impl Evidence {
    /// Features of a token of the sentence, or of its edges, in its part of a candidate.
    pub fn form(&self, part: Part, ground: &Ground<'_>, at: u32, emit: &mut impl FnMut(Feature)) {
        use Template as T;
        let (word, look) = (self.word(ground, at), self.look(at));
        let text = if self.holds(at) { ground.document.token_text(at) } else { "" };
        let mut some = |feature: Option<Feature>| feature.into_iter().for_each(&mut *emit);
        let head = |template, length| prefix(text, length).map(|p| Feature::number(template, p));
        let tail = |template, length| suffix(text, length).map(|s| Feature::number(template, s));
        let class = match part {
            Part::Before | Part::Opener => {
                let look = if part == Part::Opener { Look::Lower } else { look };
                some(Feature::word(T::Before, word));
                some(Some(Feature::look(T::BeforeLook, look)));
                some(tail(T::BeforeSuffix, 3));
                return;
            }
            Part::After => {
                some(Feature::word(T::After, word));
                some(Some(Feature::look(T::AfterLook, look)));
                some(head(T::AfterPrefix, 3));
                return;
            }
            Part::First => {
                some(Feature::word(T::First, word));
                some(Some(Feature::look(T::FirstLook, look)));
                some(head(T::FirstPrefix, 3));
                some(tail(T::FirstSuffix, 3));
                T::FirstClass
            }
            Part::Within => {
                some(Feature::word(T::In, word));
                some(Some(Feature::look(T::InLook, look)));
                some(tail(T::InSuffix, 3));
                some(head(T::InPrefix, 4));
                T::InClass
            }
            Part::Last => {
                some(Feature::word(T::Last, word));
                some(Some(Feature::look(T::LastLook, look)));
                some(tail(T::LastSuffix, 3));
                some(tail(T::LastEnding, 2));
                T::LastClass
            }
            Part::Only => {
                some(Feature::word(T::Only, word));
                some(tail(T::OnlySuffix, 3));
                let classes = self.classes_of(ground, at).iter();
                classes.for_each(|&c| some(Some(Feature::class(T::OnlyClass, c))));
                return;
            }
        };
        let classes = self.classes_or_none(ground, at).iter();
        classes.for_each(|&c| some(Some(Feature::class(class, c))));
    }

    /// Features of every candidate that begins at token `at`.
    pub fn start(&self, ground: &Ground<'_>, at: u32, emit: &mut impl FnMut(Feature)) {
        self.form(self.part_before(at.wrapping_sub(1)), ground, at.wrapping_sub(1), emit);
        self.form(Part::First, ground, at, emit);
        self.around_start(ground, at, emit);
    }

    /// The part of the token before a candidate.
    pub fn part_before(&self, at: u32) -> Part {
        if self.opens(at) { Part::Opener } else { Part::Before }
    }

    /// Of those, what the first token says together with its neighbours.
    pub fn around_start(&self, ground: &Ground<'_>, at: u32, emit: &mut impl FnMut(Feature)) {
        use Template as T;
        let before = at.wrapping_sub(1);
        let last = self.word(ground, before);
        let earlier = self.word(ground, at.wrapping_sub(2));
        let mut some = |feature: Option<Feature>| feature.into_iter().for_each(&mut *emit);
        some(Feature::word(T::Earlier, earlier));
        some(Feature::pair(T::BeforeTwo, earlier, last));
        some(ground.casing.of(at).map(|casing| Feature::number(T::FirstCasing, casing)));
        some(Some(Feature::two_looks(T::StartLooks, self.look_before(before), self.look(at))));
        some(Some(Feature::number(T::BeforeGroups, self.known(before).groups)));
        let opens = at == self.tokens.start;
        if opens {
            some(Some(Feature::look(T::Opens, self.look(at))));
            let classes = self.classes_of(ground, at).iter();
            classes.for_each(|&c| some(Some(Feature::class(T::OpensClass, c))));
        }
        if last.is_known() {
            let classes = self.classes_or_none(ground, at).iter();
            classes.for_each(|&c| some(Feature::word_class(T::BeforeAndClass, last, c)));
        }
        for class in self.classes_before(ground, at) {
            some(Some(Feature::class(T::BeforeClass, class)));
        }
    }

    /// Features of every candidate of two tokens and more that begins at token `at`.
    pub fn longer_start(&self, ground: &Ground<'_>, at: u32, emit: &mut impl FnMut(Feature)) {
        let words = (self.word(ground, at), self.word(ground, at + 1));
        Feature::pair(Template::FirstTwo, words.0, words.1).into_iter().for_each(&mut *emit);
        emit(Feature::number(Template::FirstGroups, self.known(at).groups));
    }

    /// Features of every candidate whose last token is the one before `end`.
    pub fn end(&self, ground: &Ground<'_>, end: u32, emit: &mut impl FnMut(Feature)) {
        self.form(Part::Last, ground, end - 1, emit);
        self.form(Part::After, ground, end, emit);
        self.around_end(ground, end, emit);
    }

    /// Of those, what the last token says together with its neighbours.
    pub fn around_end(&self, ground: &Ground<'_>, end: u32, emit: &mut impl FnMut(Feature)) {
        use Template as T;
        let last = end - 1;
        let (next, later) = (self.word(ground, end), self.word(ground, end + 1));
        let mut some = |feature: Option<Feature>| feature.into_iter().for_each(&mut *emit);
        some(Feature::word(T::Later, later));
        some(Feature::pair(T::AfterTwo, next, later));
        some(ground.casing.of(last).map(|casing| Feature::number(T::LastCasing, casing)));
        some(Some(Feature::two_looks(T::EndLooks, self.look(last), self.look(end))));
        if next.is_known() {
            let classes = self.classes_or_none(ground, last).iter();
            classes.for_each(|&c| some(Feature::word_class(T::AfterAndClass, next, c)));
        }
        for entry in self.entries_at(ground, end) {
            some(Some(Feature::class(T::AfterClass, entry.class)));
        }
    }

    /// Features of every candidate of two tokens and more whose last is the one before `end`.
    pub fn longer_end(&self, ground: &Ground<'_>, end: u32, emit: &mut impl FnMut(Feature)) {
        let words = (self.word(ground, end.wrapping_sub(2)), self.word(ground, end - 1));
        Feature::pair(Template::LastTwo, words.0, words.1).into_iter().for_each(&mut *emit);
        emit(Feature::number(Template::LastGroups, self.known(end - 1).groups));
    }

    /// Features of every candidate that holds token `at`.
    pub fn inside(&self, ground: &Ground<'_>, at: u32, emit: &mut impl FnMut(Feature)) {
        self.form(Part::Within, ground, at, emit);
        self.value(ground, at, emit);
    }

    /// Of those, what lower layers say of the token.
    pub fn value(&self, ground: &Ground<'_>, at: u32, emit: &mut impl FnMut(Feature)) {
        if ground.labels.at(at).next().is_some() {
            emit(Feature::plain(Template::InValue));
        }
    }

    /// What [`Evidence::shaped`] speaks of; `row` has taken the tokens of the span.
    pub fn shape(&self, span: &Range<u32>, row: &Row) -> Shape {
        let behind = self.letter_before(span.start.wrapping_sub(1));
        let (last, ahead) = (self.known(span.end - 1).letter, self.known(span.end).letter);
        let length = (span.end - span.start).min(7);
        let around = u64::from(last) << 8 | u64::from(ahead);
        [
            row.letters << 7 | u64::from(behind),
            u64::from(row.looks) << 24 | around << 3 | u64::from(length),
        ]
    }

    /// Adds a token of the sentence to the row of those before it.
    pub fn lengthen(&self, row: &mut Row, at: u32) {
        let Fact { look, letter, .. } = *self.known(at);
        row.push(look, letter);
    }

    /// Features of a candidate that follow from its shape.
    pub fn shaped(&self, span: &Range<u32>, emit: &mut impl FnMut(Feature)) {
        use Template as T;
        let behind = self.letter_before(span.start.wrapping_sub(1));
        let letter = |at| self.known(at).letter;
        let (first, last, ahead) = (letter(span.start), letter(span.end - 1), letter(span.end));
        let letters = || self.letters(span.clone());
        let edge = |letter| [letter, b'_'].into_iter();
        emit(Feature::plain(T::Bias));
        emit(Feature::number(T::Length, (span.end - span.start).min(7)));
        emit(Feature::number(T::Looks, self.packed_looks(span)));
        emit(Feature::letters(T::Pattern, letters()));
        emit(Feature::letters(T::BeforePattern, edge(behind).chain(letters())));
        emit(Feature::letters(T::AfterPattern, edge(ahead).chain(letters())));
        emit(Feature::letters(T::Around, [behind, first, last, ahead].into_iter()));
    }

    /// Features of this one candidate.
    pub fn whole(
        &self,
        ground: &Ground<'_>,
        span: &Range<u32>,
        memory: &Memory,
        emit: &mut impl FnMut(Feature),
    ) {
        self.shaped(span, emit);
        if span.end - span.start == 1 {
            self.form(Part::Only, ground, span.start, emit);
        } else {
            self.longer_start(ground, span.start, emit);
            self.longer_end(ground, span.end, emit);
        }
        self.own(ground, span, emit);
        memory.features(ground.document, span, emit);
    }

    /// Of those, what no part and no shape tells.
    pub fn own(&self, ground: &Ground<'_>, span: &Range<u32>, emit: &mut impl FnMut(Feature)) {
        use Template as T;
        let (start, end) = (span.start, span.end);
        let length = end - start;
        if length == 1 {
            emit(Feature::number(T::OnlyGroups, self.known(start).groups));
        } else {
            for &first in self.classes_or_none(ground, start) {
                for &last in self.classes_or_none(ground, end - 1) {
                    emit(Feature::classes(T::Classes, first, last));
                }
            }
        }
        // Entries stand in order of their first tokens, and none is longer than the longest.
        let near = self.long.partition_point(|e| e.start + self.longest <= start);
        for entry in &self.long[near..] {
            if entry.end <= start {
                continue;
            }
            if entry.start >= end {
                break;
            }
            let template = match (entry.start == start, entry.end == end) {
                (true, true) => T::Whole,
                (true, false) if entry.end < end => T::Begins,
                (false, true) if entry.start > start => T::Ends,
                _ if entry.start <= start && entry.end >= end => T::Part,
                _ if entry.start > start && entry.end < end => continue,
                _ => T::Cuts,
            };
            emit(Feature::class(template, entry.class));
        }
        if self.capitals {
            emit(Feature::plain(T::Capitals));
        }
        let before = self.look(start.wrapping_sub(1));
        if start == self.tokens.start && end + 1 >= self.tokens.end {
            emit(Feature::plain(T::Alone));
        }
        if before == Look::Open && self.look(end) == Look::Close {
            emit(Feature::look(T::Bracketed, self.look(start)));
            if length == 1 && acronym::begins(ground.document, self.tokens.start, start) {
                emit(Feature::plain(T::Acronym));
            }
        }
        if length == 1 && self.initials.contains(&start) {
            emit(Feature::plain(T::Initials));
        }
    }

    /// The classes of the entries that are exactly this one token; that of no entry if there is none.
    fn classes_or_none<'d>(&self, ground: &Ground<'d>, at: u32) -> &'d [ClassId] {
        match self.classes_of(ground, at) {
            [] => &[ClassId(0)],
            classes => classes,
        }
    }

    /// Whether a token is of the sentence.
    pub fn holds(&self, at: u32) -> bool {
        self.tokens.contains(&at)
    }

    /// The looks of a span, four bits each, runs of one look taken together, at most seven.
    fn packed_looks(&self, span: &Range<u32>) -> u32 {
        let mut row = Row::default();
        span.clone().for_each(|at| self.lengthen(&mut row, at));
        row.looks
    }
}

/// Tokens that follow one another: their letters and their looks, packed, runs of one taken together.
#[derive(Clone, Copy, Debug, Default)]
pub struct Row {
    letters: u64,
    looks: u32,
    /// How many runs are packed, at most [`LETTERS`] and [`LOOKS`].
    runs: (u8, u8),
    last: (u8, u8),
}

/// Letters of a row that are told, and looks.
const LETTERS: u8 = 8;
const LOOKS: u8 = 7;

impl Row {
    fn push(&mut self, look: Look, letter: u8) {
        if letter != self.last.0 && self.runs.0 < LETTERS {
            self.letters = self.letters << 7 | u64::from(letter);
            self.runs.0 += 1;
        }
        if look as u8 != self.last.1 && self.runs.1 < LOOKS {
            self.looks = self.looks << 4 | look as u32;
            self.runs.1 += 1;
        }
        self.last = (letter, look as u8);
    }
}
