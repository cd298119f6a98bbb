//! Patterns compiled to a small instruction set, and the first tokens that each can begin with.

use super::flat::{Flat, Reader, Writer};
use super::labels::LabelSet;
use super::lists::{CellId, ListId};
use super::roots::RootId;
use super::shapes::{ShapeId, Shapes};
use super::signature::Signature;
use super::words::WordId;
use crate::morphology::Voice;
use std::borrow::Cow;

/// One step of a compiled pattern. `u32` operands of jumps are places in the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Inst {
    /// The token is this word, in any letter case.
    Word(WordId),
    /// The token is this word, and its letters are those of this text.
    Exact(WordId, CellId),
    /// The token has this shape.
    Shape(ShapeId),
    /// The token is a form of this root in one of these voices.
    Root(RootId, Voice),
    /// The token is a form, in one of these voices, of a root in this list.
    RootOf(ListId, Voice),
    /// An entry of this list stands here (with this cell in that column).
    List(ListId, Option<(u8, CellId)>),
    /// A span with one of these labels begins here.
    Label(LabelSet),
    /// A sentence begins here.
    Start,
    /// A sentence has ended here.
    End,
    /// Remembers the token in a slot.
    Save(u8),
    /// Goes on with the next step, or else from there.
    Split(u32),
    /// Goes on from there.
    Jump(u32),
    /// Fails if the steps that follow, up to their `Accept`, match here; else goes on from there.
    Not(u32),
    /// The pattern has matched.
    Accept,
}

impl Inst {
    /// Three numbers that tell the step: kind, and operands.
    pub(super) fn pack(self) -> [u32; 3] {
        match self {
            Inst::Word(word) => [0, word.0, 0],
            Inst::Exact(word, text) => [1, word.0, text.0],
            Inst::Shape(shape) => [2, u32::from(shape.0), 0],
            Inst::Root(root, voices) => [3, u32::from(root.0), u32::from(voices.bits())],
            Inst::RootOf(list, voices) => [4, u32::from(list.0), u32::from(voices.bits())],
            Inst::List(list, None) => [5, u32::from(list.0), 0],
            Inst::List(list, Some((column, cell))) => {
                [6, u32::from(list.0) << 16 | u32::from(column), cell.0]
            }
            Inst::Label(set) => [7, set.bits() as u32, (set.bits() >> 32) as u32],
            Inst::Start => [8, 0, 0],
            Inst::End => [9, 0, 0],
            Inst::Save(slot) => [10, u32::from(slot), 0],
            Inst::Split(there) => [11, there, 0],
            Inst::Jump(there) => [12, there, 0],
            Inst::Not(there) => [13, there, 0],
            Inst::Accept => [14, 0, 0],
        }
    }

    /// The step that [`Inst::pack`] told.
    #[inline]
    pub(super) fn unpack([kind, a, b]: [u32; 3]) -> Inst {
        let voices = Voice::from_bits_truncate(b as u16);
        match kind {
            0 => Inst::Word(WordId(a)),
            1 => Inst::Exact(WordId(a), CellId(b)),
            2 => Inst::Shape(ShapeId(a as u16)),
            3 => Inst::Root(RootId(a as u16), voices),
            4 => Inst::RootOf(ListId(a as u16), voices),
            5 => Inst::List(ListId(a as u16), None),
            6 => Inst::List(ListId((a >> 16) as u16), Some((a as u8, CellId(b)))),
            7 => Inst::Label(LabelSet::from_bits(u64::from(a) | u64::from(b) << 32)),
            8 => Inst::Start,
            9 => Inst::End,
            10 => Inst::Save(a as u8),
            11 => Inst::Split(a),
            12 => Inst::Jump(a),
            13 => Inst::Not(a),
            _ => Inst::Accept,
        }
    }
}

/// The slots of the thing's own span; captures follow, two slots each.
pub const SPAN_SLOTS: usize = 2;

/// A compiled pattern.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Program {
    /// For each step, what [`Inst::pack`] tells, and what the token there must have for a match to be
    /// possible from it on. Read in place: to unpack one step costs less than to keep
    /// them all unpacked.
    code: Flat,
    /// Names of the captures; capture `i` fills slots `2 + 2i` and `3 + 2i`.
    pub captures: Vec<Cow<'static, str>>,
}

/// Numbers of one step.
const STEP: usize = 7;

impl Program {
    /// The program of these steps.
    pub(super) fn new(
        steps: &[Inst],
        captures: Vec<Cow<'static, str>>,
        shapes: &Shapes,
    ) -> Program {
        let ahead = Signature::ahead(steps, shapes);
        let code = steps.iter().zip(ahead).flat_map(|(step, ahead)| {
            let ([kind, a, b], [c, d, e, f]) = (step.pack(), ahead.pack());
            [kind, a, b, c, d, e, f]
        });
        Program { code: code.collect(), captures }
    }

    /// How many steps it has; the pattern begins at the first.
    pub fn len(&self) -> usize {
        self.code.len() / STEP
    }

    /// Whether it has none, as no pattern does.
    pub fn is_empty(&self) -> bool {
        self.code.is_empty()
    }

    /// Its steps, to be run.
    pub fn code(&self) -> Code<'_> {
        Code(self.code.as_chunks().0)
    }

    /// The step at a place.
    pub fn step(&self, at: usize) -> Inst {
        self.code().step(at)
    }

    /// All steps, in order.
    pub fn steps(&self) -> impl DoubleEndedIterator<Item = Inst> + ExactSizeIterator + '_ {
        (0..self.len()).map(|at| self.step(at))
    }

    /// The place of the capture of that name.
    pub fn capture(&self, name: &str) -> Option<usize> {
        self.captures.iter().position(|c| &**c == name)
    }

    /// The steps that can take the first token of a match, with their places. A pattern that can match
    /// without taking a token is refused when it is compiled, so every match begins with one of them.
    pub(super) fn first_steps(&self) -> Vec<(usize, Inst)> {
        let (mut found, mut seen) = (Vec::new(), vec![false; self.len()]);
        let mut todo = vec![0];
        while let Some(pc) = todo.pop() {
            if std::mem::replace(&mut seen[pc], true) {
                continue;
            }
            match self.step(pc) {
                Inst::Split(other) => todo.extend([other as usize, pc + 1]),
                Inst::Jump(there) | Inst::Not(there) => todo.push(there as usize),
                Inst::Save(_) | Inst::Start | Inst::End => todo.push(pc + 1),
                Inst::Accept => {}
                taking => found.push((pc, taking)),
            }
        }
        found
    }

    pub(super) fn write(&self, to: &mut Writer) {
        to.numbers(&self.code);
        to.text(&self.captures.join(" "));
    }

    pub(super) fn read(from: &mut Reader) -> Program {
        let (code, captures) = (from.numbers(), from.text());
        let captures = match captures {
            Cow::Borrowed(names) => names.split_whitespace().map(Cow::Borrowed).collect(),
            Cow::Owned(names) => names.split_whitespace().map(|c| Cow::Owned(c.into())).collect(),
        };
        Program { code, captures }
    }
}

/// The steps of a program, as they are packed.
#[derive(Clone, Copy, Debug)]
pub struct Code<'p>(&'p [[u32; STEP]]);

impl Code<'_> {
    /// The step at a place.
    #[inline]
    pub fn step(self, at: usize) -> Inst {
        let [kind, a, b, ..] = self.0[at];
        Inst::unpack([kind, a, b])
    }

    /// What the token there must have for a match to be possible from the step at a place on.
    #[inline]
    pub fn ahead(self, at: usize) -> Signature {
        let [_, _, _, a, b, c, d] = self.0[at];
        Signature::unpack([a, b, c, d])
    }
}

/// Whether steps can come to their end, or to `Accept`, without taking a token.
pub(super) fn matches_nothing(steps: &[Inst]) -> bool {
    let mut seen = vec![false; steps.len()];
    let mut todo = vec![0];
    while let Some(pc) = todo.pop() {
        if std::mem::replace(&mut seen[pc], true) {
            continue;
        }
        match &steps[pc] {
            Inst::Accept => return true,
            Inst::Split(other) => todo.extend([*other as usize, pc + 1]),
            Inst::Jump(there) | Inst::Not(there) => todo.push(*there as usize),
            Inst::Save(_) | Inst::Start | Inst::End => todo.push(pc + 1),
            _ => {}
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_step_survives_packing() {
        let (word, cell, list) = (WordId(70_000), CellId(5), ListId(300));
        for step in [
            Inst::Word(word),
            Inst::Exact(word, cell),
            Inst::Shape(ShapeId(12)),
            Inst::Root(RootId(2_520), Voice::NOUN),
            Inst::RootOf(list, Voice::VERB),
            Inst::List(list, None),
            Inst::List(list, Some((7, cell))),
            Inst::Label(LabelSet::from_bits(1 << 40 | 3)),
            Inst::Start,
            Inst::End,
            Inst::Save(61),
            Inst::Split(9),
            Inst::Jump(8),
            Inst::Not(7),
            Inst::Accept,
        ] {
            assert_eq!(Inst::unpack(step.pack()), step);
        }
    }
}
