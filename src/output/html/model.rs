//! What a page shows: the facts of a record in the shape of the page's templates.

use crate::record::{Number, Quantity, QuantityType};

/// A name that leads to a fact of the page.
#[derive(Clone)]
pub struct Link {
    /// Id of the fact; empty for a name that leads nowhere.
    pub to: String,
    /// What to call it.
    pub text: String,
}

/// Somebody or something.
pub struct Card {
    pub id: String,
    pub name: String,
    pub family: &'static str,
    pub kind: String,
    pub aliases: Vec<String>,
    pub roles: Vec<(String, Option<Link>)>,
    pub codes: Vec<(String, String)>,
    pub wikidata: Option<String>,
    /// Salience in per cent.
    pub salience: u32,
    /// Lasting ties.
    pub ties: Vec<Tie>,
    /// Events in which it takes part, with its role.
    pub events: Vec<(String, Link)>,
    /// Its statements.
    pub statements: Vec<Link>,
    pub mentions: Vec<Mention>,
    pub count: String,
}

/// A lasting tie, as it stands on the cards of both sides.
pub struct Tie {
    pub id: String,
    pub subject: Link,
    pub words: String,
    pub object: Link,
    /// Whether this is the card of its subject, where its own place is.
    pub own: bool,
    pub rule: Rule,
}

/// A place where an entity is spoken of.
pub struct Mention {
    pub anchor: String,
    pub before: String,
    pub text: String,
    pub after: String,
    pub kind: &'static str,
    pub rule: Rule,
}

/// The rule behind a fact.
pub struct Rule {
    pub id: String,
    pub name: String,
}

/// A group of cards.
pub struct Group {
    pub heading: &'static str,
    pub class: &'static str,
    pub cards: Vec<Card>,
}

/// Something that happens.
pub struct Event {
    pub id: String,
    pub kind: String,
    pub mode: Option<String>,
    pub cameo: Option<String>,
    pub trigger: String,
    /// What to be careful about: planned, possible, denied.
    pub doubts: Vec<String>,
    pub arguments: Vec<(String, Link)>,
    pub time: Option<Link>,
    pub voice: Option<Link>,
    pub also: Vec<Link>,
    pub rule: Rule,
}

/// What one speaker says.
pub struct Voice {
    pub speaker: Link,
    pub statements: Vec<Statement>,
}

/// What somebody is reported to have said.
pub struct Statement {
    pub id: String,
    pub direct: bool,
    pub text: String,
    pub cue: Option<String>,
    pub place: Option<Link>,
    pub time: Option<Link>,
    pub rule: Rule,
}

/// A time or an amount.
pub struct Value {
    pub id: String,
    pub text: String,
    pub kind: String,
    pub value: String,
    /// The value of TIMEX3; empty for an amount.
    pub raw: String,
    pub rule: Rule,
}

/// One of the six answers.
pub struct Answer {
    pub question: &'static str,
    pub links: Vec<Link>,
}

/// What a reader should doubt.
pub struct Doubt {
    pub id: String,
    pub message: String,
}

/// The amount of a quantity with its unit.
pub fn amount(quantity: &Quantity<'_>) -> String {
    let number = |n: &Number| match n {
        Number::Integer(n) => grouped(*n),
        Number::Decimal(d) => d.to_string(),
    };
    let from = number(&quantity.value);
    let value = match &quantity.to {
        None => from,
        Some(to) => format!("{from} to {}", number(to)),
    };
    match (&quantity.unit, quantity.kind) {
        (_, QuantityType::Percent) => format!("{value}%"),
        (Some(unit), QuantityType::Money) => format!("{unit} {value}"),
        (Some(unit), _) => format!("{value} {unit}"),
        (None, _) => value,
    }
}

/// A whole number with thin spaces between groups of three digits.
fn grouped(n: i64) -> String {
    let digits = n.unsigned_abs().to_string();
    let mut shown = String::from(if n < 0 { "−" } else { "" });
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) && digits.len() > 4 {
            shown.push('\u{202f}');
        }
        shown.push(digit);
    }
    shown
}

/// The text, cut after so many code points.
pub fn shortened(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some((at, _)) => format!("{}…", text[..at].trim_end()),
        None => text.to_owned(),
    }
}
