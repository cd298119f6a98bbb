//! The rooms of the rules folder, and the keys that the rules of each room carry.

/// What a key holds.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum KeyKind {
    /// One string (a number or a flag is taken as it is written).
    Text,
    /// A string or an array of strings.
    Texts,
    /// A table of strings.
    Table,
}

/// A key that rules of a room may carry beside the common ones.
#[derive(Clone, Copy, Debug)]
pub struct Key {
    /// As the file writes it.
    pub name: &'static str,
    /// What it holds.
    pub kind: KeyKind,
    /// Whether a rule without it is refused.
    pub required: bool,
}

/// One folder of the rules, read by one layer.
#[derive(Clone, Copy, Debug)]
pub struct Room {
    /// The folder's name, and the first part of its rules' ids.
    pub name: &'static str,
    /// The keys of its rules.
    pub keys: &'static [Key],
}

const fn text(name: &'static str) -> Key {
    Key { name, kind: KeyKind::Text, required: false }
}

const fn texts(name: &'static str) -> Key {
    Key { name, kind: KeyKind::Texts, required: false }
}

const fn table(name: &'static str) -> Key {
    Key { name, kind: KeyKind::Table, required: false }
}

const fn required(key: Key) -> Key {
    Key { required: true, ..key }
}

/// All rooms that hold rules. Folders that are not named here hold lists only.
pub const ROOMS: &[Room] = &[
    Room { name: "times", keys: &[required(text("type")), required(text("value")), text("from")] },
    Room {
        name: "quantities",
        keys: &[required(text("type")), required(text("value")), required(text("unit"))],
    },
    Room { name: "names", keys: &[required(text("type")), text("weight"), text("where")] },
    Room { name: "coreference", keys: &[required(text("kind")), text("type"), text("number")] },
    Room { name: "statements", keys: &[required(text("kind"))] },
    Room {
        name: "events",
        keys: &[
            required(text("type")),
            text("mode"),
            text("cameo"),
            table("roles"),
            table("needs"),
            text("reciprocal"),
            text("bare"),
            text("modality"),
            text("polarity"),
            text("only"),
        ],
    },
    Room { name: "relations", keys: &[required(text("type")), texts("subject"), texts("object")] },
];

/// The room of that name.
pub fn room(name: &str) -> Option<&'static Room> {
    ROOMS.iter().find(|room| room.name == name)
}
