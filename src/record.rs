//! The knowledge record, version 1: the output types, whose doc comments are the wire specification.
//!
//! One article in, one JSON object out: the same bytes for the same text, options and rules, on
//! every machine. The JSON Schema is made from these types ([`schema`]).
//!
//! **Offsets** are Unicode code points into the text as read (after a byte-order mark is dropped),
//! `end` exclusive, so that `text[start:end]` in Python gives the span. Every `text` beside a
//! `start` and an `end` is that slice with each line-break character (line feed, carriage return,
//! vertical tab, form feed, U+0085, U+2028, U+2029) replaced by one space, so its length is
//! `end - start`. [`Record::prove`] checks this before a record is written. Where the call asks for
//! another unit, `document.offsets` names it.
//!
//! **Ids** are a letter and a number from 1, in order of first appearance; the thing `e12` is the
//! twelfth of its list. **Every field is always there**, `input` and
//! `document.offsets` alone excepted: what is not known is null or empty.
//!
//! Text is borrowed from the article and the rule tables where it can be, so that a record is
//! written without being copied; a record that is read back owns its text (`Record<'static>`).

mod breaks;
mod entity;
mod event;
mod extra;
mod id;
mod number;
mod part;
mod proof;
mod schema;
mod summary;
mod vocabulary;

use std::borrow::Cow;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

pub use crate::calibration::Calibrated;
pub(crate) use breaks::LineBreaks;
pub use breaks::{in_one_line, is_line_break};
pub use entity::{Entity, EntityRole, Mention};
pub use event::{Argument, Event, Telling};
pub use extra::Extra;
pub use id::*;
pub use number::Number;
pub use part::Part;
pub use proof::{Flaw, Unproved};
pub use schema::{SCHEMA_ID, SchemaVersion, schema};
pub use summary::{NamedEntity, NamedEvent, Party, Summary};
pub use vocabulary::*;

/// The knowledge record of one Indonesian news article: who did what to whom, when and where, who
/// said what, and the span and the rule that each fact stands on.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Record<'a> {
    /// Version of this format, 1. A change of meaning is a new version.
    pub schema_version: SchemaVersion,
    /// The program and the rules that made the record.
    pub generator: Generator<'a>,
    /// The article as a whole.
    pub document: DocumentInfo<'a>,
    /// The article's sections in order of the text. Text before the first heading is a section
    /// without one. Empty only for an article without sentences.
    pub sections: Vec<Section<'a>>,
    /// The sentences in order of the text; advertising lines and bylines belong to none.
    pub sentences: Vec<Sentence<'a>>,
    /// The things and people spoken of, in order of their first mention.
    pub entities: Vec<Entity<'a>>,
    /// Lasting ties between two entities, in order of the text.
    pub relations: Vec<Relation<'a>>,
    /// What happened, is planned, threatened or denied, in order of the triggers.
    pub events: Vec<Event<'a>>,
    /// What somebody is reported to have said, in order of the text.
    pub statements: Vec<Statement<'a>>,
    /// Dates, times of day, durations and recurring times, in order of the text.
    pub times: Vec<Time<'a>>,
    /// Money, percentages, counts and measures, in order of the text.
    pub quantities: Vec<Quantity<'a>>,
    /// The article in six answers.
    pub summary: Summary<'a>,
    /// What a reader of the record should doubt, in order of the text.
    pub warnings: Vec<Warning<'a>>,
    /// The further fields of the JSONL line that the article came in, as they came. There only
    /// when asked for (`--keep-input`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub input: Option<Extra>,
}

/// The program and the rules that made a record.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Generator<'a> {
    /// Name of the program, `saripati`.
    pub name: Cow<'a, str>,
    /// Version of the program.
    pub version: Cow<'a, str>,
    /// Hash of the rule tables in force, the user's own included, in hexadecimal digits.
    pub rules: Cow<'a, str>,
}

/// The article as a whole.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DocumentInfo<'a> {
    /// Name of the article: the file's name without its ending, or `id` of the JSONL line.
    pub id: Cow<'a, str>,
    /// Path of the file as it was given or found; null when read from a stream.
    pub source: Option<Cow<'a, str>>,
    /// SHA-256 of the input's bytes in 64 lower-case hexadecimal digits: of the whole file as
    /// unpacked, or of the JSONL line without its line end.
    #[schemars(regex(pattern = "^[0-9a-f]{64}$"))]
    pub sha256: Cow<'a, str>,
    /// Language by its ISO 639-1 code, `id`.
    pub language: Cow<'a, str>,
    /// The headline where it stands in the text; null where the text has none. A `title` given
    /// beside the text (JSONL) is shown here only if the text opens with it.
    pub title: Option<Slice<'a>>,
    /// The dateline; null where the article has none.
    pub dateline: Option<Dateline<'a>>,
    /// The day that the article was published (`2024-06-20`); null when unknown.
    pub published: Option<Date>,
    /// Where `published` comes from; null exactly when `published` is.
    pub published_from: Option<PublishedFrom>,
    /// Length of the text in code points.
    pub characters: u32,
    /// Number of words in the text.
    pub words: u32,
    /// What offsets count, where that is not code points (`--offsets`); there only then.
    #[serde(default, skip_serializing_if = "OffsetUnit::is_char")]
    pub offsets: OffsetUnit,
}

impl OffsetUnit {
    /// Whether it is the unit that goes without saying.
    fn is_char(&self) -> bool {
        *self == OffsetUnit::Char
    }
}

/// A piece of the article's text.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Slice<'a> {
    /// First code point.
    pub start: u32,
    /// One past the last code point.
    pub end: u32,
    /// The slice, each line-break character replaced by one space.
    pub text: Cow<'a, str>,
}

/// The line that says where an article was written, and by whom.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Dateline<'a> {
    /// First code point.
    pub start: u32,
    /// One past the last code point.
    pub end: u32,
    /// The slice, each line-break character replaced by one space.
    pub text: Cow<'a, str>,
    /// The place it names; null when it names none.
    pub place: Option<EntityId>,
    /// The outlet or agency it names; null when it names none.
    pub outlet: Option<EntityId>,
}

/// A run of paragraphs under one heading, or before the first.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Section<'a> {
    /// Id of the section.
    pub id: SectionId,
    /// The heading; null for what comes before the first.
    pub heading: Option<Slice<'a>>,
    /// First code point, the heading included.
    pub start: u32,
    /// One past the last code point.
    pub end: u32,
}

/// One sentence. It may run over line breaks, never over a paragraph's end.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Sentence<'a> {
    /// Id of the sentence.
    pub id: SentenceId,
    /// The section it stands in.
    pub section: SectionId,
    /// First code point.
    pub start: u32,
    /// One past the last code point, the closing mark included.
    pub end: u32,
    /// The slice, each line-break character replaced by one space.
    pub text: Cow<'a, str>,
}

/// A lasting tie between two entities.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Relation<'a> {
    /// Id of the relation.
    pub id: RelationId,
    /// Type, from the tables: `head_of_state`, `capital_of`, `made_in` and others.
    #[serde(rename = "type")]
    pub kind: Cow<'a, str>,
    /// Whose tie it is.
    pub subject: EntityId,
    /// What it ties to: of `capital_of`, the state.
    pub object: EntityId,
    /// The sentence that tells it; null outside every sentence.
    pub sentence: Option<SentenceId>,
    /// First code point of the words that tell it.
    pub start: u32,
    /// One past the last code point.
    pub end: u32,
    /// The slice, each line-break character replaced by one space.
    pub text: Cow<'a, str>,
    /// The row of a table that made it.
    pub rule: Cow<'a, str>,
    /// How often the rule was right on gold; there only when asked for (`--calibration`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub calibration: Option<Calibrated>,
}

/// What somebody is reported to have said. A direct one spans what stands inside the quotation
/// marks, an indirect one the reported clause without its cue.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Statement<'a> {
    /// Id of the statement.
    pub id: StatementId,
    /// Word for word or not.
    pub kind: StatementKind,
    /// First code point.
    pub start: u32,
    /// One past the last code point.
    pub end: u32,
    /// The slice, each line-break character replaced by one space.
    pub text: Cow<'a, str>,
    /// The sentence in which it starts; null outside every sentence, as in a headline.
    pub sentence: Option<SentenceId>,
    /// Who says it; null where not told.
    pub speaker: Option<Speaker<'a>>,
    /// The words that report it; null for a quotation that goes on without any. Where the speaker
    /// is a clitic of the cue, the cue is the whole word and the speaker's span the clitic.
    pub cue: Option<Slice<'a>>,
    /// Where it was said; null where not told.
    pub place: Option<EntityId>,
    /// When it was said; null where not told.
    pub time: Option<TimeId>,
    /// The row of a table that made it.
    pub rule: Cow<'a, str>,
    /// How often the rule was right on gold; there only when asked for (`--calibration`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub calibration: Option<Calibrated>,
}

/// The speaker of a statement, as named at that statement.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Speaker<'a> {
    /// The entity; null for a speaker that is no entity of the record.
    pub entity: Option<EntityId>,
    /// First code point.
    pub start: u32,
    /// One past the last code point.
    pub end: u32,
    /// The slice, each line-break character replaced by one space.
    pub text: Cow<'a, str>,
}

/// A date, a time of day, a duration or a recurring time.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Time<'a> {
    /// Id of the time.
    pub id: TimeId,
    /// TIMEX3 type.
    #[serde(rename = "type")]
    pub kind: TimeType,
    /// TIMEX3 value: `2024-06-19`, `2024-06`, `2024-W25`, `2024-06-19T16:00`, `P24Y`, `PAST_REF`.
    /// Resolved against `document.published`, and underspecified (`XXXX-WXX-3`) without it.
    pub value: Cow<'a, str>,
    /// Offset from UTC of a clock time, where the text tells its zone (WIB is `+07:00`).
    pub offset: Option<Cow<'a, str>>,
    /// First code point.
    pub start: u32,
    /// One past the last code point.
    pub end: u32,
    /// The slice, each line-break character replaced by one space.
    pub text: Cow<'a, str>,
    /// The row of a table that made it.
    pub rule: Cow<'a, str>,
    /// How often the rule was right on gold; there only when asked for (`--calibration`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub calibration: Option<Calibrated>,
}

/// An amount of something.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Quantity<'a> {
    /// Id of the quantity.
    pub id: QuantityId,
    /// What it measures.
    #[serde(rename = "type")]
    pub kind: QuantityType,
    /// The amount in `unit`, multipliers worked out; of a range, where it begins.
    pub value: Number,
    /// Where a range ends, in `unit`; there only for a range.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<Number>,
    /// Unit: an ISO 4217 code for money, `percent`, the noun counted, a unit of measure; null for
    /// a bare number.
    pub unit: Option<Cow<'a, str>>,
    /// First code point.
    pub start: u32,
    /// One past the last code point.
    pub end: u32,
    /// The slice, each line-break character replaced by one space.
    pub text: Cow<'a, str>,
    /// The row of a table that made it.
    pub rule: Cow<'a, str>,
    /// How often the rule was right on gold; there only when asked for (`--calibration`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub calibration: Option<Calibrated>,
}

impl Quantity<'_> {
    /// The amount alone, as the examples of rules write it: `30`, of a range `[30,50]`.
    pub fn amount(&self) -> String {
        let print = |number| serde_json::to_string(number).unwrap_or_default();
        match &self.to {
            None => print(&self.value),
            Some(to) => format!("[{},{}]", print(&self.value), print(to)),
        }
    }
}

/// Something that a reader of the record should doubt.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Warning<'a> {
    /// A stable name for programs, such as `weekday_contradicts_date`.
    pub code: Cow<'a, str>,
    /// What is doubtful, for people, in English.
    pub message: Cow<'a, str>,
    /// First code point of what it is about; 0 when it is the whole article.
    pub start: u32,
    /// One past the last code point.
    pub end: u32,
}
