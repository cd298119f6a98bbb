//! The closed vocabularies of the record: types, roles and qualities, each spelt one way.

use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Makes an enum whose variants each have one spelling, used in JSON, in rule tables and in messages.
macro_rules! vocabulary {
    ($(#[$meta:meta])* $name:ident { $($(#[$note:meta])+ $variant:ident = $text:literal,)+ }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
        #[derive(Serialize, Deserialize, JsonSchema)]
        pub enum $name {
            $($(#[$note])+ #[serde(rename = $text)] $variant,)+
        }

        impl $name {
            /// Every value, in the order of the specification.
            pub const ALL: &'static [$name] = &[$($name::$variant,)+];

            /// The spelling in JSON and in rule tables.
            pub fn as_str(self) -> &'static str {
                match self {
                    $($name::$variant => $text,)+
                }
            }

            /// The value so spelt; letter case counts.
            pub fn from_name(name: &str) -> Option<Self> {
                match name {
                    $($text => Some($name::$variant),)+
                    _ => None,
                }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(self.as_str())
            }
        }
    };
}

pub(super) use vocabulary;

vocabulary! {
    /// Where the publication date comes from.
    PublishedFrom {
        /// The call: `--date`.
        Option = "option",
        /// The input's own field: `date` of a JSONL line.
        Input = "input",
        /// The article's text, such as its dateline.
        Text = "text",
    }
}

vocabulary! {
    /// What the offsets of a record count.
    #[derive(Default)]
    OffsetUnit {
        /// Code points: `text[start:end]` of Python and jq.
        #[default]
        Char = "char",
        /// Bytes of UTF-8: slices of Rust and Go.
        Byte = "byte",
        /// Code units of UTF-16: slices of JavaScript, Java and C#.
        Utf16 = "utf16",
    }
}

vocabulary! {
    /// What kind of thing an entity is.
    EntityType {
        /// A human being, alive, dead or in a story.
        Person = "PERSON",
        /// A state body, company, party, court, club, outlet.
        Organization = "ORGANIZATION",
        /// A country, province, regency, city, district or village.
        Gpe = "GPE",
        /// A natural place, a region, a street.
        Location = "LOCATION",
        /// A building or a work of engineering: airport, stadium, bridge, hospital.
        Facility = "FACILITY",
        /// Goods, vehicles, weapons, brands, programs.
        Product = "PRODUCT",
        /// A named event: a war, a tournament, an election.
        Event = "EVENT",
        /// A law, treaty or programme.
        Law = "LAW",
        /// A film, book, song.
        Work = "WORK",
        /// A nationality, religion or ethnic group.
        Group = "GROUP",
        /// A breed or species of animal or plant.
        Species = "SPECIES",
        /// A language.
        Language = "LANGUAGE",
    }
}

vocabulary! {
    /// How a mention refers.
    MentionKind {
        /// By a proper name. Mentions of this kind never overlap one another.
        Name = "name",
        /// By a noun group.
        Nominal = "nominal",
        /// By a pronoun.
        Pronoun = "pronoun",
    }
}

vocabulary! {
    /// What happens in an event: PLOVER's sixteen political types (Political Language Ontology
    /// for Verifiable Event Records, 2021), then the extension for general news.
    EventType {
        /// Agree, promise, offer or pledge to cooperate (CAMEO 03).
        Agree = "AGREE",
        /// Meet, visit, call, negotiate, mediate (CAMEO 04).
        Consult = "CONSULT",
        /// Praise, endorse, recognise; sign or ratify an agreement (CAMEO 05).
        Support = "SUPPORT",
        /// Ease a restriction or yield to a demand, in words (CAMEO 08).
        Concede = "CONCEDE",
        /// Material cooperation that serves both sides (CAMEO 06).
        Cooperate = "COOPERATE",
        /// Material help that serves the recipient (CAMEO 07).
        Aid = "AID",
        /// Release, return, withdraw, cease fire, resign (CAMEO 08).
        Retreat = "RETREAT",
        /// Demand, order, appeal (CAMEO 10).
        Request = "REQUEST",
        /// Disapprove, criticise, allege, sue, investigate (CAMEO 09 and 11).
        Accuse = "ACCUSE",
        /// Refuse, reject, veto, deny a request (CAMEO 12).
        Reject = "REJECT",
        /// Threaten, give an ultimatum (CAMEO 13).
        Threaten = "THREATEN",
        /// Demonstrate, strike, boycott, riot (CAMEO 14).
        Protest = "PROTEST",
        /// Reduce or break relations, stop aid, expel (CAMEO 16).
        Sanction = "SANCTION",
        /// Show or raise military or police power (CAMEO 15).
        Mobilize = "MOBILIZE",
        /// Arrest, seize, ban, deport, restrict, censor (CAMEO 17).
        Coerce = "COERCE",
        /// Use physical force (CAMEO 18 to 20).
        Assault = "ASSAULT",
        /// Say something whose saying is the news; the content is a statement.
        State = "STATE",
        /// A step of a court case other than an arrest.
        Justice = "JUSTICE",
        /// A crime told as such.
        Crime = "CRIME",
        /// Born, married, ill, injured, dead, with no attacker told.
        Life = "LIFE",
        /// A natural hazard.
        Disaster = "DISASTER",
        /// A crash, fire, collapse, poisoning.
        Accident = "ACCIDENT",
        /// Appoint, nominate, dismiss, promote, elect.
        Personnel = "PERSONNEL",
        /// Make, change or revoke a rule, plan or budget.
        Policy = "POLICY",
        /// Give, hand over, exchange or pay, other than aid.
        Transfer = "TRANSFER",
        /// Buy, sell, invest, lend, export, import.
        Trade = "TRADE",
        /// A figure moves or stands.
        Indicator = "INDICATOR",
        /// Build, repair, open, close, launch.
        Build = "BUILD",
        /// Release, publish, broadcast.
        Publish = "PUBLISH",
        /// Go, come, leave, transport, drive.
        Move = "MOVE",
        /// A contest with a result.
        Compete = "COMPETE",
        /// Commemorate, award, hold a public event.
        Ceremony = "CEREMONY",
    }
}

vocabulary! {
    /// The part that an argument plays in its event. A reciprocal event has every party as actor.
    Role {
        /// Does it.
        Actor = "actor",
        /// Is on the receiving end: met, accused, attacked, helped, given to, arrested; the victim.
        Recipient = "recipient",
        /// The thing acted on: a treaty, a gift, a law, a figure.
        Object = "object",
        /// Where it happens.
        Place = "place",
        /// What it is done with.
        Instrument = "instrument",
        /// Money, a count, a percentage.
        Amount = "amount",
        /// What it is about.
        Topic = "topic",
        /// Where a movement starts.
        SourcePlace = "source_place",
        /// Where a movement goes.
        Destination = "destination",
        /// What brought it about.
        Cause = "cause",
    }
}

vocabulary! {
    /// How real the text makes an event.
    Modality {
        /// Told as a fact, past or present.
        Actual = "actual",
        /// Intended, scheduled or expected.
        Planned = "planned",
        /// Told as a possibility or a suspicion.
        Possible = "possible",
        /// Required or asked for.
        Demanded = "demanded",
        /// Depends on a condition.
        Conditional = "conditional",
    }
}

vocabulary! {
    /// Whether the text says that an event is so or is not so.
    Polarity {
        /// It is so.
        Positive = "positive",
        /// It is not, not yet, or was called off.
        Negative = "negative",
    }
}

vocabulary! {
    /// How a statement is reported.
    StatementKind {
        /// Word for word, inside quotation marks.
        Direct = "direct",
        /// In the reporter's words.
        Indirect = "indirect",
    }
}

vocabulary! {
    /// The TIMEX3 type of a time.
    TimeType {
        /// A day, month, year, season or a vaguer point.
        Date = "DATE",
        /// A time of day, with or without its day.
        Time = "TIME",
        /// A length of time.
        Duration = "DURATION",
        /// A time that recurs.
        Set = "SET",
    }
}

vocabulary! {
    /// What a quantity measures.
    QuantityType {
        /// An amount of money; the unit is an ISO 4217 code.
        Money = "money",
        /// A percentage; the unit is `percent`.
        Percent = "percent",
        /// A number of people or things; the unit is the noun counted.
        Count = "count",
        /// A length, weight, area, temperature and the like.
        Measure = "measure",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_and_tables_spell_a_value_alike() {
        for &kind in EventType::ALL {
            assert_eq!(serde_json::to_value(kind).unwrap(), kind.as_str());
            assert_eq!(EventType::from_name(kind.as_str()), Some(kind));
        }
        assert_eq!(EventType::ALL.len(), 32);
        assert_eq!(Role::from_name("source_place"), Some(Role::SourcePlace));
        assert_eq!(EntityType::from_name("person"), None);
    }
}
