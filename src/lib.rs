//! Saripati reads an Indonesian news article and writes a structured knowledge record.
//!
//! ```
//! use saripati::{Article, Extractor, Tables};
//!
//! let extractor = Extractor::new(Tables::built_in())?;
//! let article = Article::new("contoh", "Hujan turun sejak pagi.");
//! let record = extractor.extract(&article);
//! record.prove(&article.text)?;
//! assert_eq!(record.document.words, 4);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

pub mod annotations;
mod assemble;
pub mod batch;
pub mod calibration;
pub mod diff;
pub mod document;
pub mod embedded;
mod error;
pub mod eval;
pub mod examples;
mod extractor;
pub mod input;
pub mod layers;
pub mod morphology;
pub mod output;
pub mod record;
pub mod rules;
pub mod text;
pub mod weights;
pub mod why;

pub use error::Error;
pub use extractor::Extractor;
pub use input::Article;
pub use record::Record;
pub use rules::Tables;
