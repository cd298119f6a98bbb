//! A few bits for each token that tell which steps of a pattern may take it, and which surely cannot.

use super::labels::LabelSet;
use super::lists::ListId;
use super::program::Inst;
use super::roots::RootId;
use super::shapes::{BUILT_IN, ShapeId, Shapes};
use super::words::WordId;
use crate::text::{Case, Token, TokenKind};
use std::ops::{BitOr, BitOrAssign};

/// What a token is, or what a step wants of one: built-in shapes have a bit each, and words, roots,
/// lists and labels share some. A step cannot take a token that has none of its bits, so the matcher
/// need not try; one with a bit of them may still be something else.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Signature(pub u128);

/// Where the bits of each kind begin, and how many they are; shapes have those below the labels'.
const LABELS: (u32, u32) = (10, 22);
const END: u32 = 32;
const LISTS: (u32, u32) = (33, 31);
const ROOTS: (u32, u32) = (64, 28);
const WORDS: (u32, u32) = (92, 36);

const _: () = {
    assert!(BUILT_IN.len() == LABELS.0 as usize && LABELS.0 + LABELS.1 == END);
    assert!(END + 1 == LISTS.0 && LISTS.0 + LISTS.1 == ROOTS.0);
    assert!(ROOTS.0 + ROOTS.1 == WORDS.0 && WORDS.0 + WORDS.1 == u128::BITS);
};

const fn bit((first, count): (u32, u32), number: u32) -> Signature {
    Signature(1 << (first + number % count))
}

impl Signature {
    /// No token: the end of a sentence. What can follow anything wants it too.
    pub const END: Signature = Signature(1 << END);
    /// What takes every token, or none.
    pub const ALL: Signature = Signature(u128::MAX);

    /// As four numbers.
    pub(super) fn pack(self) -> [u32; 4] {
        let all = self.0;
        [all as u32, (all >> 32) as u32, (all >> 64) as u32, (all >> 96) as u32]
    }

    /// The signature that [`Signature::pack`] told.
    #[inline]
    pub(super) fn unpack([a, b, c, d]: [u32; 4]) -> Signature {
        let (low, high) = (u64::from(a) | u64::from(b) << 32, u64::from(c) | u64::from(d) << 32);
        Signature(u128::from(low) | u128::from(high) << 64)
    }

    /// Whether what is told here may be what is wanted there.
    #[inline]
    pub const fn meets(self, wanted: Signature) -> bool {
        self.0 & wanted.0 != 0
    }

    /// That of a word.
    pub fn word(word: WordId) -> Signature {
        if word.is_known() { bit(WORDS, word.0) } else { Signature::default() }
    }

    /// That of an entry of a list, and of a form of one of its roots.
    pub fn list(list: ListId) -> Signature {
        bit(LISTS, u32::from(list.0))
    }

    /// That of a form of a root.
    pub fn root(root: RootId) -> Signature {
        bit(ROOTS, u32::from(root.0))
    }

    /// That of a span with one of these labels.
    pub fn labels(set: LabelSet) -> Signature {
        set.iter().fold(Signature::default(), |all, label| all | bit(LABELS, u32::from(label.0)))
    }

    /// That of a token by its looks.
    pub fn looks(token: &Token) -> Signature {
        // The places are those of the built-in shapes.
        let kind = match (token.kind, token.case) {
            (TokenKind::Word, Case::Lower) => 1 << 1 | 1 << 2,
            (TokenKind::Word, Case::Capital) => 1 << 1 | 1 << 3 | 1 << 5,
            (TokenKind::Word, Case::Upper) => 1 << 1 | 1 << 4 | 1 << 5,
            (TokenKind::Word, Case::Inner) => 1 << 1 | 1 << 5,
            (TokenKind::Word, Case::None) => 1 << 1,
            (TokenKind::Number, _) => 1 << 6,
            (TokenKind::Mixed, _) => 1 << 7,
            (TokenKind::Punct, _) => 1 << 8,
            (TokenKind::Symbol, _) => 0,
        };
        Signature(1 | kind | u128::from(token.glued) << 9)
    }

    /// What a shape wants: a shape of the table, its kind of token.
    fn shape(shape: ShapeId, shapes: &Shapes) -> Signature {
        let kind = |kind| match kind {
            TokenKind::Word => 1,
            TokenKind::Number => 6,
            TokenKind::Mixed => 7,
            TokenKind::Punct => 8,
            TokenKind::Symbol => 0,
        };
        match shapes.kind(shape) {
            _ if usize::from(shape.0) < BUILT_IN.len() => Signature(1 << shape.0),
            Some(only) => Signature(1 << kind(only)),
            None => Signature::ALL,
        }
    }

    /// What a step that takes a token wants; nothing of those that take none.
    fn wanted(step: &Inst, shapes: &Shapes) -> Signature {
        match *step {
            Inst::Word(word) | Inst::Exact(word, _) => Signature::word(word),
            Inst::Shape(shape) => Signature::shape(shape, shapes),
            Inst::Root(root, _) => Signature::root(root),
            Inst::RootOf(list, _) | Inst::List(list, _) => Signature::list(list),
            Inst::Label(set) => Signature::labels(set),
            _ => Signature::default(),
        }
    }

    /// For each step, what the token there must have for a match to be possible from that step on.
    pub(super) fn ahead(steps: &[Inst], shapes: &Shapes) -> Vec<Signature> {
        let (mut seen, mut todo) = (vec![usize::MAX; steps.len()], Vec::new());
        let from = |start: usize| {
            let mut all = Signature::default();
            todo.push(start);
            while let Some(at) = todo.pop() {
                if std::mem::replace(&mut seen[at], start) == start {
                    continue;
                }
                match steps[at] {
                    Inst::Accept | Inst::End => all = Signature::ALL,
                    Inst::Split(other) => todo.extend([other as usize, at + 1]),
                    Inst::Jump(there) | Inst::Not(there) => todo.push(there as usize),
                    Inst::Save(_) | Inst::Start => todo.push(at + 1),
                    ref taking => all |= Signature::wanted(taking, shapes),
                }
            }
            all
        };
        (0..steps.len()).map(from).collect()
    }
}

impl BitOr for Signature {
    type Output = Signature;

    #[inline]
    fn bitor(self, other: Signature) -> Signature {
        Signature(self.0 | other.0)
    }
}

impl BitOrAssign for Signature {
    fn bitor_assign(&mut self, other: Signature) {
        self.0 |= other.0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Conventions, Span, tokenize};

    #[test]
    fn looks_are_those_of_the_built_in_shapes() {
        let text = "Kata (mPaspor) 25 KPK Rp13 —! x";
        let mut tokens = Vec::new();
        tokenize(text, Span::new(0, text.len()), &Conventions::default(), &mut tokens);
        let shapes = Shapes::default();
        for token in &tokens {
            for id in (0..BUILT_IN.len() as u16).map(ShapeId) {
                let wanted = Signature::shape(id, &shapes);
                let is = shapes.of(token, text).has(id);
                assert_eq!(Signature::looks(token).meets(wanted), is, "{token:?} {id:?}");
            }
        }
    }

    #[test]
    fn a_step_looks_as_far_as_the_next_token() {
        let word = |n| Inst::Word(WordId(n));
        // ( a | b )? c
        let steps = [
            Inst::Split(5),
            Inst::Split(4),
            word(1),
            Inst::Jump(5),
            word(2),
            word(3),
            Inst::Accept,
        ];
        let ahead = Signature::ahead(&steps, &Shapes::default());
        let all = Signature::word(WordId(1)) | Signature::word(WordId(2));
        assert_eq!(ahead[0], all | Signature::word(WordId(3)));
        assert_eq!(ahead[1], all);
        assert_eq!((ahead[5], ahead[6]), (Signature::word(WordId(3)), Signature::ALL));
        assert!(Signature::END.meets(ahead[6]) && !Signature::END.meets(ahead[5]));
    }
}
