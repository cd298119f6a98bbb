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
    /// Whether its layer tells by the grammar where a bare root is a verb, so that its patterns need not name that form.
    pub reads_bare_roots: bool,
}

const fn room_of(name: &'static str, keys: &'static [Key]) -> Room {
    Room { name, keys, reads_bare_roots: false }
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
    room_of("times", &[required(text("type")), required(text("value")), text("from")]),
    room_of(
        "quantities",
        &[required(text("type")), required(text("value")), required(text("unit"))],
    ),
    room_of("names", &[required(text("type")), text("weight"), text("where")]),
    room_of("coreference", &[required(text("kind")), text("type"), text("number")]),
    room_of("statements", &[required(text("kind"))]),
    Room {
        reads_bare_roots: true,
        ..room_of(
            "events",
            &[
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
        )
    },
    room_of("relations", &[required(text("type")), texts("subject"), texts("object")]),
];

/// The room of that name.
pub fn room(name: &str) -> Option<&'static Room> {
    ROOMS.iter().find(|room| room.name == name)
}
