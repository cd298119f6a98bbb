//! Saripati reads an Indonesian news article and writes a structured knowledge record.
//!
//! ```
//! use saripati::{Article, Extractor, Tables};
//!
//! let extractor = Extractor::new(Tables::built_in());
//! let article = Article::new("contoh", "Hujan turun sejak pagi.");
//! let record = extractor.extract(&article);
//! record.prove(&article.text)?;
//! assert_eq!(record.document.words, 4);
//! # Ok::<(), saripati::record::Unproved>(())
//! ```

pub mod batch;
mod error;
mod extractor;
pub mod input;
pub mod output;
pub mod record;
pub mod rules;
pub mod text;

pub use error::Error;
pub use extractor::{Extractor, Tables};
pub use input::Article;
pub use record::Record;
