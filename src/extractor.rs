//! provisional
use crate::rules::Tables;
/// The extractor.
pub struct Extractor {
    /// t
    pub tables: Tables,
}
