//! How the vocabulary of the record is spelt for people.

use crate::record::EntityType;

/// Kinds of entities that look alike on a page.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Family {
    /// People.
    Person,
    /// Organisations.
    Organization,
    /// Places of all kinds.
    Place,
    /// Everything else.
    Other,
}

impl Family {
    /// The family of a type.
    pub fn of(kind: EntityType) -> Self {
        match kind {
            EntityType::Person => Family::Person,
            EntityType::Organization => Family::Organization,
            EntityType::Gpe | EntityType::Location | EntityType::Facility => Family::Place,
            _ => Family::Other,
        }
    }

    /// Its CSS class.
    pub fn class(self) -> &'static str {
        match self {
            Family::Person => "person",
            Family::Organization => "org",
            Family::Place => "place",
            Family::Other => "other",
        }
    }

    /// Its heading.
    pub fn heading(self) -> &'static str {
        match self {
            Family::Person => "People",
            Family::Organization => "Organisations",
            Family::Place => "Places",
            Family::Other => "Things and groups",
        }
    }
}

/// A name of the vocabulary in words: `source_place` is `source place`, `PERSON` is `person`.
pub fn words(name: &str) -> String {
    match name {
        "GPE" => "country, region or town".to_owned(),
        _ => name.to_lowercase().replace('_', " "),
    }
}

/// The same with a capital.
pub fn heading(name: &str) -> String {
    let words = words(name);
    let mut rest = words.chars();
    rest.next().map_or(String::new(), |first| first.to_uppercase().chain(rest).collect())
}

/// A count with its noun.
pub fn count(n: usize, noun: &str) -> String {
    format!("{n} {noun}{}", if n == 1 { "" } else { "s" })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_spelt_for_people() {
        assert_eq!(words("source_place"), "source place");
        assert_eq!(heading("head_of_state"), "Head of state");
        assert_eq!(count(1, "event"), "1 event");
        assert_eq!(count(0, "event"), "0 events");
    }
}
