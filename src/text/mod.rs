//! Plain text and what can be said of it before any rule is read: spans, layout, sentences, tokens.
//!
//! Nothing here knows a language or a table's format: what the text layer must know of Indonesian and of the press
//! is handed to it as [`Conventions`], in the flat form in which tables are kept.

mod conventions;
mod dateline;
mod layout;
mod lines;
mod makeup;
mod offsets;
mod segments;
mod sentences;
mod span;
mod tokens;

pub(crate) use conventions::LONGEST;
pub use conventions::{Conventions, Ending, LineMark, LineMatch};
pub use dateline::Dateline;
pub use layout::{Block, BlockKind, Layout, Section};
pub use offsets::Offsets;
pub use segments::Segments;
pub use sentences::{Sentence, split};
pub use span::Span;
pub use tokens::{Case, Token, TokenKind, tokenize};
