//! The rule tables: read, checked with file, line and column, compiled, laid over one another, looked up.
//!
//! Nothing here knows what the tables are about; the formats are specified in rules/README.md.

mod automaton;
mod compile;
mod conventions;
mod error;
pub mod example;
mod file;
pub mod flat;
mod index;
mod labels;
pub mod lint;
mod lists;
mod merge;
mod pattern;
mod program;
mod resolved;
mod room;
mod roots;
mod rule;
mod shapes;
mod signature;
mod source;
mod start;
mod tables;
mod tsv;
mod words;

pub use error::{Error, Errors, Place};
pub use file::{Located, Value};
pub(crate) use index::StepIndex;
pub use labels::{LABELS, LabelId, LabelSet};
pub use lists::{CellId, Entry, List, ListId, Lists, RowId, alternatives};
pub use program::{Inst, Program, SPAN_SLOTS};
pub use resolved::{Resolved, ResolvedRows};
pub use room::{Key, KeyKind, ROOMS, Room};
pub use roots::{RootForm, RootId, Roots};
pub use rule::{Rule, RuleId, RuleSet};
pub use shapes::{ShapeId, ShapeSet, Shapes};
pub use signature::Signature;
pub use source::{Source, folder};
pub use start::StartId;
pub use tables::Tables;
pub use tsv::{LetterCase, ListKind};
pub use words::{WordId, Words};
