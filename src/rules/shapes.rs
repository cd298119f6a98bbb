//! What a token looks like: built-in shapes by kind and letter case, and named regular expressions.

use super::automaton::Automaton;
use super::flat::{Reader, Writer};
use super::signature::Signature;
use crate::text::{Token, TokenKind};
use std::borrow::Cow;

/// A shape, by its place among the built-in ones and then the table's.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct ShapeId(pub u16);

/// The shapes that need no table, in the order of their ids.
pub const BUILT_IN: &[&str] =
    &["any", "word", "lower", "Cap", "UPPER", "Name", "number", "mixed", "punct", "glued"];

/// The kinds of token that shapes of the table look at.
const KINDS: [TokenKind; 4] =
    [TokenKind::Number, TokenKind::Word, TokenKind::Mixed, TokenKind::Punct];

/// A named regular expression over a whole token.
#[derive(Clone, Debug)]
pub struct Shape {
    /// Its name, as patterns write it between `<` and `>`.
    pub name: Cow<'static, str>,
    /// The expression, without anchors.
    pub pattern: Cow<'static, str>,
    /// The only kind of token that it looks at.
    pub on: TokenKind,
}

/// All shapes of the tables in force.
#[derive(Clone, Debug, Default)]
pub struct Shapes {
    table: Vec<Shape>,
    /// All expressions together.
    automaton: Automaton,
}

impl Shapes {
    /// The built-in shapes and those of a table, each sound by itself
    /// ([`check`](super::automaton::check)) and all together no more than [`ShapeSet::MOST`].
    ///
    /// # Errors
    /// When all expressions together take too much room.
    pub(super) fn new(table: Vec<Shape>) -> Result<Shapes, String> {
        let patterns: Vec<_> = table.iter().map(|shape| &*shape.pattern).collect();
        let automaton = Automaton::new(&patterns)?;
        Ok(Shapes { table, automaton })
    }

    pub(super) fn write(&self, to: &mut Writer) {
        to.numbers(&[self.table.len() as u32]);
        for shape in &self.table {
            to.text(&shape.name);
            to.text(&shape.pattern);
            to.numbers(&[KINDS.iter().position(|&kind| kind == shape.on).unwrap_or(0) as u32]);
        }
        self.automaton.write(to);
    }

    pub(super) fn read(from: &mut Reader) -> Shapes {
        let count = from.numbers().first().copied().unwrap_or_default();
        let shape = |_| {
            let (name, pattern, on) = (from.text(), from.text(), from.numbers());
            let on = on.first().and_then(|&on| KINDS.get(on as usize));
            Shape { name, pattern, on: on.copied().unwrap_or(TokenKind::Word) }
        };
        let table = (0..count).map(shape).collect();
        Shapes { table, automaton: Automaton::read(from) }
    }

    /// The shape of that name.
    pub fn named(&self, name: &str) -> Option<ShapeId> {
        let built_in = BUILT_IN.iter().position(|&s| s == name);
        let table = || self.table.iter().position(|s| &*s.name == name).map(|i| i + BUILT_IN.len());
        built_in.or_else(table).map(|i| ShapeId(i as u16))
    }

    /// The names of all shapes.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        BUILT_IN.iter().copied().chain(self.table.iter().map(|s| &*s.name))
    }

    /// The kind of token that a shape looks at, where it is one kind.
    pub fn kind(&self, id: ShapeId) -> Option<TokenKind> {
        match BUILT_IN.get(id.0 as usize) {
            Some(&("word" | "lower" | "Cap" | "UPPER" | "Name")) => Some(TokenKind::Word),
            Some(&"number") => Some(TokenKind::Number),
            Some(&"mixed") => Some(TokenKind::Mixed),
            Some(&"punct") => Some(TokenKind::Punct),
            Some(_) => None,
            None => Some(self.table[id.0 as usize - BUILT_IN.len()].on),
        }
    }

    /// The shapes that `token` of `text` has.
    pub fn of(&self, token: &Token, text: &str) -> ShapeSet {
        let built_in = Signature::looks(token).0 as u64 & ((1 << BUILT_IN.len()) - 1);
        if !KINDS.contains(&token.kind) {
            return ShapeSet(built_in);
        }
        let found = self.automaton.matches(token.span.of(text));
        let own = (0..).zip(&self.table).filter(|(_, shape)| shape.on == token.kind);
        let own = own.fold(0, |all, (place, _)| all | 1 << place);
        ShapeSet(built_in | (found & own) << BUILT_IN.len())
    }
}

/// The shapes of one token.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct ShapeSet(u64);

impl ShapeSet {
    /// So many shapes there may be, the built-in ones among them.
    pub const MOST: usize = u64::BITS as usize;

    /// Whether the shape is one of them.
    pub fn has(self, shape: ShapeId) -> bool {
        self.0 >> shape.0 & 1 == 1
    }
}
