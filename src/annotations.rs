//! What the layers find in one article, before ids are given and offsets are converted.
//!
//! Places are byte spans and token ranges of the [`Document`](crate::document::Document); things
//! refer to one another by their place in these lists.

use crate::record::{
    EntityType, EventType, MentionKind, Modality, Number, Polarity, QuantityType, Role,
    StatementKind, TimeType,
};
use crate::rules::{RowId, RuleId};
use crate::text::Span;
use jiff::civil::Date;
use std::borrow::Cow;
use std::ops::Range;

/// What made a fact: it becomes the fact's `rule` in the record.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Origin {
    /// A rule of a rule file.
    Rule(RuleId),
    /// A row of a list.
    Row(RowId),
    /// A mechanism without a row of its own, by its name: `coreference.short_name`.
    Mechanism(&'static str),
}

/// A TIMEX3 expression.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Time {
    /// Its tokens.
    pub tokens: Range<u32>,
    /// Its bytes.
    pub span: Span,
    /// DATE, TIME, DURATION or SET.
    pub kind: TimeType,
    /// The TIMEX3 value.
    pub value: String,
    /// The offset from UTC of a clock time, where the text tells it: `+07:00`.
    pub offset: Option<String>,
    /// What made it.
    pub origin: Origin,
}

/// An amount.
#[derive(Clone, PartialEq, Debug)]
pub struct Quantity {
    /// Its tokens.
    pub tokens: Range<u32>,
    /// Its bytes.
    pub span: Span,
    /// Money, percent, count or measure.
    pub kind: QuantityType,
    /// The number; of a range, the lower end.
    pub value: Number,
    /// Where a range ends.
    pub to: Option<Number>,
    /// ISO 4217 code, `percent`, a unit's symbol, or the noun that is counted.
    pub unit: Option<String>,
    /// What made it.
    pub origin: Origin,
}

/// A name in the text, typed, not yet tied to an entity.
#[derive(Clone, PartialEq, Debug)]
pub struct Name {
    /// Its tokens.
    pub tokens: Range<u32>,
    /// What it names.
    pub kind: EntityType,
    /// The gazetteer row that knows it, if one does.
    pub row: Option<RowId>,
    /// What made it.
    pub origin: Origin,
}

/// A position that the text gives to somebody: `Presiden` of `Rusia`.
#[derive(Clone, PartialEq, Debug)]
pub struct Title {
    /// The name that holds it, by its place among the names.
    pub holder: u32,
    /// The title's own bytes, without the institution.
    pub span: Span,
    /// The institution or state, by its place among the names, where one is told.
    pub of: Option<u32>,
    /// What made it.
    pub origin: Origin,
}

/// A mention of an entity.
#[derive(Clone, PartialEq, Debug)]
pub struct Mention {
    /// The entity, by its place in [`Annotations::entities`].
    pub entity: u32,
    /// Its tokens (for `-nya`, the word that carries it).
    pub tokens: Range<u32>,
    /// Its bytes.
    pub span: Span,
    /// Name, nominal or pronoun.
    pub kind: MentionKind,
    /// What made it.
    pub origin: Origin,
}

/// Somebody or something that the article speaks of.
#[derive(Clone, PartialEq, Debug)]
pub struct Entity<'a> {
    /// Its type.
    pub kind: EntityType,
    /// The fullest name.
    pub name: Cow<'a, str>,
    /// Other names used for it, in order of first use.
    pub aliases: Vec<Cow<'a, str>>,
    /// The gazetteer row that knows it.
    pub row: Option<RowId>,
    /// Its positions, in order of the text.
    pub roles: Vec<HeldRole>,
    /// From 0 to 1: its share of the article.
    pub salience: f64,
}

/// A position of an entity.
#[derive(Clone, PartialEq, Debug)]
pub struct HeldRole {
    /// The title's bytes.
    pub title: Span,
    /// The institution or state, by its place among the entities.
    pub of: Option<u32>,
    /// What made it.
    pub origin: Origin,
}

/// A lasting tie between two entities.
#[derive(Clone, PartialEq, Debug)]
pub struct Relation<'a> {
    /// A relation type of the tables: `head_of_state`.
    pub kind: &'a str,
    /// An entity.
    pub subject: u32,
    /// Another entity.
    pub object: u32,
    /// The bytes that tell it.
    pub span: Span,
    /// What made it.
    pub origin: Origin,
}

/// Who or what takes part in an event.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Argument {
    /// Its part.
    pub role: Role,
    /// The entity, where the span names or refers to one.
    pub entity: Option<u32>,
    /// The bytes that tell it.
    pub span: Span,
}

/// Whose word an event stands on.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Attribution {
    /// A statement, by its place among the statements.
    Statement(u32),
    /// An entity.
    Entity(u32),
}

/// An event.
#[derive(Clone, PartialEq, Debug)]
pub struct Event<'a> {
    /// Its type.
    pub kind: EventType,
    /// The finer type.
    pub mode: Option<&'a str>,
    /// The CAMEO code.
    pub cameo: Option<&'a str>,
    /// The bytes of the trigger.
    pub trigger: Span,
    /// Who and what takes part.
    pub arguments: Vec<Argument>,
    /// When, by its place among the times.
    pub time: Option<u32>,
    /// How real the text makes it.
    pub modality: Modality,
    /// Whether the text says that it is so.
    pub polarity: Polarity,
    /// Whose word it stands on.
    pub attribution: Option<Attribution>,
    /// The triggers of other tellings.
    pub also: Vec<Span>,
    /// What made it.
    pub origin: Origin,
}

/// Something that somebody is reported to have said.
#[derive(Clone, PartialEq, Debug)]
pub struct Statement {
    /// Direct or indirect.
    pub kind: StatementKind,
    /// What is inside the marks, or the reported clause.
    pub span: Span,
    /// Who speaks: the bytes that tell it, and the entity where it is known.
    pub speaker: Option<(Span, Option<u32>)>,
    /// The cue.
    pub cue: Option<Span>,
    /// Where it was said: an entity.
    pub place: Option<u32>,
    /// When it was said, by its place among the times.
    pub time: Option<u32>,
    /// What made it.
    pub origin: Origin,
}

/// The article in six answers.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Summary {
    /// The parties.
    pub who: Vec<Party>,
    /// An event, with the bytes that tell it best.
    pub what: Option<(u32, Span)>,
    /// A TIMEX3 value.
    pub when: Option<String>,
    /// An entity.
    pub place: Option<u32>,
    /// The bytes that tell the cause.
    pub why: Option<Span>,
    /// The bytes that tell the manner.
    pub how: Option<Span>,
}

/// Who takes part in the main event.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Party {
    /// An entity.
    Entity(u32),
    /// Somebody without a name, by the bytes that tell of them.
    Words(Span),
}

/// Something seen that a reader should doubt, or that could not be decided.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Warning {
    /// A stable name: `weekday_contradicts_date`.
    pub code: &'static str,
    /// For people, in English.
    pub message: String,
    /// Where.
    pub span: Span,
}

/// Everything that the layers found in one article.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Annotations<'a> {
    /// The day of publication: as given, or else as the text tells it.
    pub published: Option<Date>,
    /// In order of the text.
    pub times: Vec<Time>,
    /// In order of the text.
    pub quantities: Vec<Quantity>,
    /// Names in order of the text; they never overlap.
    pub names: Vec<Name>,
    /// Positions told with names, in order of the text.
    pub titles: Vec<Title>,
    /// The institutions of datelines and the like have entities too.
    pub entities: Vec<Entity<'a>>,
    /// Mentions of all entities, in order of the text.
    pub mentions: Vec<Mention>,
    /// In order of the text.
    pub statements: Vec<Statement>,
    /// In order of their triggers.
    pub events: Vec<Event<'a>>,
    /// In order of the text.
    pub relations: Vec<Relation<'a>>,
    /// The summary.
    pub summary: Summary,
    /// In order of the text.
    pub warnings: Vec<Warning>,
}

impl Annotations<'_> {
    /// The innermost statement over byte `offset`, by its place. Statements are in order of the text
    /// and never cross, so the nearest one before the offset that reaches behind it is innermost.
    pub fn statement_at(&self, offset: u32) -> Option<usize> {
        /// More statements than this do not stand beside one another in one that holds them all.
        const LOOK_BACK: usize = 64;
        let before = self.statements.partition_point(|s| s.span.start <= offset);
        let nearest = (before.saturating_sub(LOOK_BACK)..before).rev();
        nearest.into_iter().find(|&index| offset < self.statements[index].span.end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_innermost_statement_over_an_offset_is_found() {
        let statement = |start, end| Statement {
            kind: StatementKind::Direct,
            span: Span { start, end },
            speaker: None,
            cue: None,
            place: None,
            time: None,
            origin: Origin::Mechanism("test"),
        };
        let statements =
            vec![statement(0, 50), statement(10, 20), statement(30, 40), statement(60, 70)];
        let found = Annotations { statements, ..Annotations::default() };
        let at = [5, 10, 19, 20, 35, 45, 50, 69, 70].map(|offset| found.statement_at(offset));
        assert_eq!(at, [Some(0), Some(1), Some(1), Some(0), Some(2), Some(0), None, Some(3), None]);
    }
}
