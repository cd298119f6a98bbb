//! Patterns compiled to a small instruction set, and the first tokens that each can begin with.

use super::labels::LabelSet;
use super::lists::{CellId, ListId};
use super::roots::RootId;
use super::shapes::ShapeId;
use super::words::WordId;
use crate::morphology::Voice;

/// One step of a compiled pattern. `u32` operands of jumps are places in the program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Inst {
    /// The token is this word, in any letter case.
    Word(WordId),
    /// The token is this text, letter by letter.
    Exact(Box<str>),
    /// The token has this shape.
    Shape(ShapeId),
    /// The token is a form of this root in one of these voices.
    Root(RootId, Voice),
    /// The token is a form, in one of these voices, of a root in this list.
    RootOf(ListId, Voice),
    /// An entry of this list stands here (with this cell in that column).
    List(ListId, Option<(u16, CellId)>),
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

/// The slots of the thing's own span; captures follow, two slots each.
pub const SPAN_SLOTS: usize = 2;

/// A compiled pattern.
#[derive(Clone, Debug, Default)]
pub struct Program {
    /// The steps; the pattern begins at the first.
    pub steps: Vec<Inst>,
    /// Names of the captures; capture `i` fills slots `2 + 2i` and `3 + 2i`.
    pub captures: Vec<Box<str>>,
}

impl Program {
    /// The place of the capture of that name.
    pub fn capture(&self, name: &str) -> Option<usize> {
        self.captures.iter().position(|c| &**c == name)
    }

    /// The steps that can take the first token of a match. A pattern that can match without taking
    /// a token is refused when it is compiled, so every match begins with one of them.
    pub fn firsts(&self) -> Vec<&Inst> {
        let (mut found, mut seen) = (Vec::new(), vec![false; self.steps.len()]);
        let mut todo = vec![0];
        while let Some(pc) = todo.pop() {
            if std::mem::replace(&mut seen[pc], true) {
                continue;
            }
            match &self.steps[pc] {
                Inst::Split(other) => todo.extend([*other as usize, pc + 1]),
                Inst::Jump(there) | Inst::Not(there) => todo.push(*there as usize),
                Inst::Save(_) | Inst::Start | Inst::End => todo.push(pc + 1),
                Inst::Accept => {}
                taking => found.push(taking),
            }
        }
        found
    }

    /// Whether a match may take no token at all.
    pub fn matches_nothing(&self) -> bool {
        let mut seen = vec![false; self.steps.len()];
        let mut todo = vec![0];
        while let Some(pc) = todo.pop() {
            if std::mem::replace(&mut seen[pc], true) {
                continue;
            }
            match &self.steps[pc] {
                Inst::Accept => return true,
                Inst::Split(other) => todo.extend([*other as usize, pc + 1]),
                Inst::Jump(there) | Inst::Not(there) => todo.push(*there as usize),
                Inst::Save(_) | Inst::Start | Inst::End => todo.push(pc + 1),
                _ => {}
            }
        }
        false
    }
}
