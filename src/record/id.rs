//! Names of things inside one record: `e12` is the twelfth entity, `s1` the first sentence.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;
use std::str::FromStr;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{self, Deserialize, Deserializer, Visitor};
use serde::{Serialize, Serializer};

/// A string that is not an id of the kind wanted.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{found}` is not an id like `{prefix}1`")]
pub struct IdError {
    prefix: char,
    found: String,
}

/// Longest id: one letter and the ten digits of `u32::MAX`.
const LONGEST: usize = 11;

/// Writes `prefix` and `number` into `buffer`, from its end, without allocating.
fn spell(prefix: char, mut number: u32, buffer: &mut [u8; LONGEST]) -> &str {
    let mut at = LONGEST;
    loop {
        at -= 1;
        buffer[at] = b'0' + (number % 10) as u8;
        number /= 10;
        if number == 0 {
            break;
        }
    }
    at -= 1;
    buffer[at] = prefix as u8;
    // The bytes are ASCII; an empty string can't happen and would be seen at once.
    std::str::from_utf8(&buffer[at..]).unwrap_or_default()
}

/// Reads the number of an id; no sign, no leading zero, not zero.
fn number(prefix: char, id: &str) -> Result<u32, IdError> {
    id.strip_prefix(prefix)
        .filter(|digits| digits.starts_with(|c: char| matches!(c, '1'..='9')))
        .filter(|digits| digits.bytes().all(|b| b.is_ascii_digit()))
        .and_then(|digits| digits.parse().ok())
        .ok_or_else(|| IdError { prefix, found: id.to_owned() })
}

macro_rules! id {
    ($name:ident, $prefix:literal, $doc:literal) => {
        #[doc = $doc]
        ///
        /// The number counts from 1 in order of first appearance in the article.
        #[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name(pub u32);

        impl $name {
            /// The id of the thing at `index` (from 0) of the record's list.
            pub fn at(index: usize) -> Self {
                $name(index as u32 + 1)
            }

            /// The place (from 0) in the record's list.
            pub fn index(self) -> usize {
                (self.0 as usize).wrapping_sub(1)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(spell($prefix, self.0, &mut [0; LONGEST]))
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Display::fmt(self, f)
            }
        }

        impl FromStr for $name {
            type Err = IdError;

            fn from_str(id: &str) -> Result<Self, IdError> {
                number($prefix, id).map($name)
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(spell($prefix, self.0, &mut [0; LONGEST]))
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                deserializer.deserialize_str(FromText(concat!("an id like ", $prefix, "1"), PhantomData))
            }
        }

        impl JsonSchema for $name {
            fn schema_name() -> Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                json_schema!({
                    "type": "string",
                    "pattern": concat!("^", $prefix, "[1-9][0-9]*$"),
                    "description": $doc,
                })
            }
        }
    };
}

id!(SectionId, 'x', "A section, `x1`.");
id!(SentenceId, 's', "A sentence, `s1`.");
id!(EntityId, 'e', "An entity, `e1`.");
id!(RelationId, 'r', "A relation, `r1`.");
id!(EventId, 'v', "An event, `v1`.");
id!(StatementId, 'q', "A statement, `q1`.");
id!(TimeId, 't', "A time, `t1`.");
id!(QuantityId, 'n', "A quantity, `n1`.");

/// The voice that an event is told by: a statement of the record, or an entity.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Attribution {
    /// The event stands inside this statement.
    Statement(StatementId),
    /// The event is told on the word of this entity, without a statement of its own.
    Entity(EntityId),
}

impl fmt::Display for Attribution {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Attribution::Statement(id) => id.fmt(f),
            Attribution::Entity(id) => id.fmt(f),
        }
    }
}

impl FromStr for Attribution {
    type Err = IdError;

    fn from_str(id: &str) -> Result<Self, IdError> {
        match id.starts_with('e') {
            true => id.parse().map(Attribution::Entity),
            false => id.parse().map(Attribution::Statement),
        }
    }
}

impl Serialize for Attribution {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Attribution::Statement(id) => id.serialize(serializer),
            Attribution::Entity(id) => id.serialize(serializer),
        }
    }
}

impl<'de> Deserialize<'de> for Attribution {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(FromText("an id like q1 or e1", PhantomData))
    }
}

impl JsonSchema for Attribution {
    fn schema_name() -> Cow<'static, str> {
        "Attribution".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "string",
            "pattern": "^[qe][1-9][0-9]*$",
            "description": "The statement (`q1`) or the entity (`e1`) that an event is told by.",
        })
    }
}

/// Reads any of the types above from a string; holds what to call it in an error.
struct FromText<T>(&'static str, PhantomData<T>);

impl<T: FromStr<Err = IdError>> Visitor<'_> for FromText<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }

    fn visit_str<E: de::Error>(self, id: &str) -> Result<T, E> {
        id.parse().map_err(|_| E::invalid_value(de::Unexpected::Str(id), &self))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_a_letter_and_a_number_from_one() {
        let id = EntityId::at(11);
        assert_eq!(id.to_string(), "e12");
        assert_eq!(serde_json::to_string(&id).unwrap(), r#""e12""#);
        assert_eq!("e12".parse(), Ok(id));
        assert_eq!(EntityId(u32::MAX).to_string(), "e4294967295");
        for bad in ["", "e", "e0", "e01", "e+1", "x1", "e4294967296", "e1 ", "E1", "e1x"] {
            assert!(bad.parse::<EntityId>().is_err(), "{bad}");
        }
    }

    #[test]
    fn an_attribution_is_a_statement_or_an_entity() {
        for id in ["q3", "e9"] {
            let read: Attribution = serde_json::from_str(&format!("{id:?}")).unwrap();
            assert_eq!(read.to_string(), id);
        }
        assert!(serde_json::from_str::<Attribution>(r#""s1""#).is_err());
    }
}
