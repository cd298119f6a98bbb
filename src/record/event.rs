//! What happens, who and what takes part in it, and where else it is told.

use std::borrow::Cow;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{
    Attribution, Calibrated, EntityId, EventId, EventType, Modality, Polarity, Role, SentenceId,
    Slice, TimeId,
};

/// Something that happens, happened, is planned, threatened or denied. An event told several times
/// is one, at its fullest telling.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Event<'a> {
    /// Id of the event.
    pub id: EventId,
    /// What happens.
    #[serde(rename = "type")]
    pub kind: EventType,
    /// The finer type, from the tables, such as `visit`; null where the type has none that fits.
    pub mode: Option<Cow<'a, str>>,
    /// CAMEO code, digits; null for types outside CAMEO.
    #[schemars(regex(pattern = "^[0-9]{2,4}$"))]
    pub cameo: Option<Cow<'a, str>>,
    /// The word or words that name the event.
    pub trigger: Slice<'a>,
    /// The sentence of the trigger; null outside every sentence, as in a headline.
    pub sentence: Option<SentenceId>,
    /// Who and what takes part, in order of the text. What the grammar does not give is left out.
    pub arguments: Vec<Argument<'a>>,
    /// When it happens; null where not told.
    pub time: Option<TimeId>,
    /// How real the text makes it.
    pub modality: Modality,
    /// Whether the text says that it is so.
    pub polarity: Polarity,
    /// The voice it is told by; null for the reporter's own.
    pub attribution: Option<Attribution>,
    /// Other tellings of the same event, by their triggers, in order of the text.
    pub also: Vec<Telling<'a>>,
    /// The row of a table that made it.
    pub rule: Cow<'a, str>,
    /// How often the rule was right on gold; there only when asked for (`--calibration`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub calibration: Option<Calibrated>,
}

/// Somebody or something that takes part in an event.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Argument<'a> {
    /// The part it plays.
    pub role: Role,
    /// The entity; null for a thing that is no entity of the record. For a place's name that
    /// stands for a state, the state.
    pub entity: Option<EntityId>,
    /// First code point.
    pub start: u32,
    /// One past the last code point.
    pub end: u32,
    /// The slice, each line-break character replaced by one space.
    pub text: Cow<'a, str>,
}

/// A further telling of an event.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Telling<'a> {
    /// The sentence it stands in; null outside every sentence.
    pub sentence: Option<SentenceId>,
    /// First code point of its trigger.
    pub start: u32,
    /// One past the last code point.
    pub end: u32,
    /// The slice, each line-break character replaced by one space.
    pub text: Cow<'a, str>,
}
