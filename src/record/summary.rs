//! The article in six answers: who, what, when, where, why and how.

use std::borrow::Cow;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{EntityId, EventId, Slice};

/// The article in six answers, taken from the facts above.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Summary<'a> {
    /// Who takes part in the main event: who does it, then whom it befalls; empty where none is told.
    pub who: Vec<Party<'a>>,
    /// The main event; null where there is none.
    pub what: Option<NamedEvent<'a>>,
    /// TIMEX3 value of the main event's day, or of a longer time, without the hour; null where not told.
    pub when: Option<Cow<'a, str>>,
    /// Where the main event happens; null where not told.
    #[serde(rename = "where")]
    pub place: Option<NamedEntity<'a>>,
    /// The words that give its reason; null where not told.
    pub why: Option<Slice<'a>>,
    /// The words that give its manner; null where not told.
    pub how: Option<Slice<'a>>,
}

/// Somebody who takes part in the main event, named or not.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Party<'a> {
    /// The entity; null where the text has no name for them.
    pub entity: Option<EntityId>,
    /// Its name, or the words that tell of them.
    pub text: Cow<'a, str>,
}

/// An entity with its name, so that a summary reads alone.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NamedEntity<'a> {
    /// The entity.
    pub entity: EntityId,
    /// Its name.
    pub text: Cow<'a, str>,
}

/// An event with its trigger, so that a summary reads alone.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NamedEvent<'a> {
    /// The event.
    pub event: EventId,
    /// The text of its trigger.
    pub text: Cow<'a, str>,
}
