//! Plain text and what can be said of it before any rule is read: spans, layout, sentences, tokens.

mod span;

pub use span::Span;
