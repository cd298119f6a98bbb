//! The pattern language: what a rule's `match` says, as a tree.
//!
//! The grammar is specified, with examples, in rules/README.md.

mod parse;

pub use parse::parse;

/// A fault in a pattern: byte offset into the pattern, what is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PatternError {
    /// Byte offset into the pattern's text.
    pub offset: usize,
    /// What is wrong.
    pub message: String,
}

/// A pattern over tokens, and where each part stands in its text (a byte offset).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Node {
    /// `kata`: a word in any letter case. May be several tokens (`Covid-19`).
    Word(String, usize),
    /// `"Rp"`: a token letter by letter.
    Exact(String, usize),
    /// `@list`, `@list[column=value]`: an entry of a list.
    List {
        /// The list's name.
        name: String,
        /// Only entries whose `column` holds `value`.
        filter: Option<(String, String)>,
        /// Where it stands.
        offset: usize,
    },
    /// `~root.voice`, `~@list.voice`: a form of a root.
    Root {
        /// The root, or the name of a list of roots.
        name: String,
        /// Whether `name` is a list.
        list: bool,
        /// The voices allowed, as written; none means any.
        voices: Vec<String>,
        /// Where it stands.
        offset: usize,
    },
    /// `<shape>`.
    Shape(String, usize),
    /// `{PERSON|time}`: a span that a lower layer has labelled.
    Label(Vec<String>, usize),
    /// `&name`: a pattern that the room defines.
    Use(String, usize),
    /// `^`: the first token of a sentence comes next.
    Start,
    /// `$`: no token of the sentence is left.
    End,
    /// `[`: the thing's span begins.
    Open,
    /// `]`: the thing's span has ended.
    Close,
    /// `!x`: x does not stand here.
    Not(Box<Node>),
    /// One after the other.
    Seq(Vec<Node>),
    /// The first that leads to a match.
    Alt(Vec<Node>),
    /// `x?`, `x*`, `x+`, `x*5`: as many as lead to a match, at least `min`, at most `max`.
    Repeat {
        /// What is repeated.
        node: Box<Node>,
        /// At least so often.
        min: u32,
        /// At most so often; `None` is as often as the sentence has tokens.
        max: Option<u32>,
    },
    /// `name:x`.
    Capture(String, Box<Node>, usize),
}
