//! Somebody or something that the article speaks of, with the places where it does.

use std::borrow::Cow;
use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Calibrated, EntityId, EntityType, MentionKind, SentenceId};

/// Somebody or something that the article speaks of. A state and its capital are two entities,
/// also where the capital's name stands for the state. An unnamed thing that an event turns on and
/// that is spoken of again is an entity with nominal mentions only.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Entity<'a> {
    /// Id of the entity.
    pub id: EntityId,
    /// What kind of thing it is.
    #[serde(rename = "type")]
    pub kind: EntityType,
    /// Its fullest name in the article or the name that the tables give it, without title; for an
    /// unnamed thing, its fullest noun group.
    pub name: Cow<'a, str>,
    /// The other names the article uses, each once, in order of the text.
    pub aliases: Vec<Cow<'a, str>>,
    /// Wikidata id (`Q7747`); null where the tables know none.
    #[schemars(regex(pattern = "^Q[1-9][0-9]*$"))]
    pub wikidata: Option<Cow<'a, str>>,
    /// Its codes in other systems by the system's name, such as `iso3166`; empty where none is known.
    pub codes: BTreeMap<Cow<'a, str>, Cow<'a, str>>,
    /// Titles and positions told of it, in order of the text.
    pub roles: Vec<EntityRole<'a>>,
    /// How much the article turns on it, 0 to 1.
    #[schemars(range(min = 0, max = 1))]
    pub salience: f64,
    /// Where it is spoken of, in order of the text. A mention of several entities at once stands
    /// under each of them.
    pub mentions: Vec<Mention<'a>>,
}

/// A title or position told of an entity.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct EntityRole<'a> {
    /// The title, as the text has it.
    pub title: Cow<'a, str>,
    /// The entity in which it is held; null where not told.
    pub of: Option<EntityId>,
    /// The sentence that tells it; null where it stands outside every sentence, as in a headline.
    pub sentence: Option<SentenceId>,
}

/// One place where an entity is spoken of.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Mention<'a> {
    /// The sentence it stands in; null outside every sentence, as in a headline or dateline.
    pub sentence: Option<SentenceId>,
    /// First code point.
    pub start: u32,
    /// One past the last code point.
    pub end: u32,
    /// The slice, each line-break character replaced by one space.
    pub text: Cow<'a, str>,
    /// By name, noun group or pronoun.
    pub kind: MentionKind,
    /// The row of a table that made it.
    pub rule: Cow<'a, str>,
    /// How often the rule was right on gold; there only when asked for (`--calibration`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub calibration: Option<Calibrated>,
}
