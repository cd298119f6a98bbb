//! What a token looks like: built-in shapes by kind and letter case, and named regular expressions.

use super::flat::{Reader, Writer};
use super::signature::Signature;
use crate::text::{Token, TokenKind};
use regex::{Regex, RegexSet};
use std::sync::OnceLock;

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
    pub name: Box<str>,
    /// The expression, without anchors.
    pub pattern: Box<str>,
    /// The only kind of token that it looks at.
    pub on: TokenKind,
}

/// All shapes of the tables in force.
#[derive(Clone, Debug, Default)]
pub struct Shapes {
    table: Vec<Shape>,
    /// For each kind of token its expressions together, in the order of the table: to compile one set
    /// costs less than to compile each, and an article has few kinds of token.
    sets: [OnceLock<RegexSet>; KINDS.len()],
}

impl Shapes {
    /// Adds a shape of the table; the later of one name wins. Expressions are compiled when they
    /// are first needed; [`compile`] checks one beforehand.
    pub(super) fn add(&mut self, name: &str, pattern: &str, on: TokenKind) {
        let shape = Shape { name: name.into(), pattern: pattern.into(), on };
        match self.table.iter_mut().find(|s| &*s.name == name) {
            Some(old) => *old = shape,
            None => self.table.push(shape),
        }
    }

    pub(super) fn write(&self, to: &mut Writer) {
        to.numbers(&[self.table.len() as u32]);
        for shape in &self.table {
            to.text(&shape.name);
            to.text(&shape.pattern);
            to.numbers(&[KINDS.iter().position(|&kind| kind == shape.on).unwrap_or(0) as u32]);
        }
    }

    pub(super) fn read(from: &mut Reader) -> Shapes {
        let mut shapes = Shapes::default();
        for _ in 0..from.numbers().first().copied().unwrap_or_default() {
            let (name, pattern, on) = (from.text(), from.text(), from.numbers());
            let on = on.first().and_then(|&on| KINDS.get(on as usize));
            shapes.add(&name, &pattern, on.copied().unwrap_or(TokenKind::Word));
        }
        shapes
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
        let Some(kind) = KINDS.iter().position(|&kind| kind == token.kind) else {
            return ShapeSet(built_in);
        };
        let own =
            || (BUILT_IN.len()..).zip(&self.table).filter(|(_, shape)| shape.on == token.kind);
        let set = self.sets[kind].get_or_init(|| {
            let patterns = own().map(|(_, shape)| whole(&shape.pattern));
            RegexSet::new(patterns).expect("tables are checked when they are read")
        });
        let found = set.matches(token.span.of(text));
        let found = own().enumerate().filter(|&(place, _)| found.matched(place));
        ShapeSet(found.fold(built_in, |all, (_, (id, _))| all | 1 << id))
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

fn whole(pattern: &str) -> String {
    format!("^(?:{pattern})$")
}

/// Compiles an expression for whole tokens.
///
/// # Errors
/// What the expression's own grammar does not allow.
pub(super) fn compile(pattern: &str) -> Result<Regex, String> {
    Regex::new(&whole(pattern)).map_err(|e| e.to_string())
}
