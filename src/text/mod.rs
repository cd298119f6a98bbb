//! Plain text and what can be said of it before any rule is read: spans, layout, sentences, tokens.
//!
//! Nothing here knows a language or a table's format: what the text layer must know of Indonesian and of the press
//! is handed to it as [`Conventions`].

mod conventions;
mod layout;
mod offsets;
mod sentences;
mod span;
mod tokens;

pub use conventions::{Conventions, Ending, LineMark, LineMatch};
pub use layout::{Block, BlockKind, Dateline, Layout, Section, layout};
pub use offsets::Offsets;
pub use sentences::{Sentence, split};
pub use span::Span;
pub use tokens::{Case, Token, TokenKind, tokenize};
