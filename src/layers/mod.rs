//! The layers: each reads the document, the tables and what lower layers found, and adds its own.

use crate::document::{Document, Labels};
use crate::rules::Tables;
use jiff::civil::Date;

/// What every layer reads from.
#[derive(Clone, Copy)]
pub struct Context<'d> {
    /// The article.
    pub document: &'d Document<'d>,
    /// The tables in force.
    pub tables: &'d Tables,
    /// The day on which the article was published, where it is known.
    pub published: Option<Date>,
    /// What lower layers have labelled.
    pub labels: &'d Labels,
}
