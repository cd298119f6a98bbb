//! The facts of a page as people read them: cards of entities, events, statements, values.

use std::collections::{BTreeMap, HashMap};

use super::rules::Rules;
use super::text::bytes;
use crate::output::words::{Family, count, heading, words};
use crate::output::{Sheet, calendar};
use crate::record::*;

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
    let value = match &quantity.value {
        crate::record::Value::One(n) => number(n),
        crate::record::Value::Range([from, to]) => format!("{} to {}", number(from), number(to)),
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

/// Makes the facts of one record.
pub struct Facts<'s> {
    record: &'s Record<'s>,
    text: &'s str,
    bytes: Vec<usize>,
    pub rules: Rules<'s>,
}

/// Code points of text around a mention.
const AROUND: usize = 28;

impl<'s> Facts<'s> {
    pub fn new(sheet: &Sheet<'s>) -> Self {
        let text = sheet.article.text.as_str();
        Facts { record: sheet.record, text, bytes: bytes(text), rules: Rules::new(sheet) }
    }

    fn rule(&mut self, name: &str) -> Rule {
        Rule { id: self.rules.id(name), name: name.to_owned() }
    }

    /// An entity, under its name.
    pub fn entity(&self, id: EntityId) -> Link {
        let text =
            self.record.entities.get(id.index()).map_or(id.to_string(), |e| e.name.to_string());
        Link { to: id.to_string(), text }
    }

    /// An entity, under the name it has where it is spoken of.
    fn spoken(&self, entity: Option<EntityId>, text: &str) -> Link {
        Link { to: entity.map_or(String::new(), |id| id.to_string()), text: text.to_owned() }
    }

    fn time(&self, id: TimeId) -> Option<Link> {
        let time = self.record.times.get(id.index())?;
        let text = match calendar::resolved(&time.value) {
            Some(value) => format!("{} ({value})", time.text),
            None => time.text.to_string(),
        };
        Some(Link { to: id.to_string(), text })
    }

    fn slice(&self, start: usize, end: usize) -> String {
        let last = self.bytes.len() - 1;
        let range = self.bytes[start.min(last)]..self.bytes[end.min(last)];
        in_one_line(&self.text[range]).into_owned()
    }

    /// The text before a mention, from the beginning of a word on.
    fn before(&self, start: usize) -> String {
        let before = self.slice(start.saturating_sub(AROUND), start);
        match before.split_once(' ') {
            Some((_, words)) if start > AROUND => format!("…{words}"),
            _ => before,
        }
    }

    /// The cards of all entities, by family.
    pub fn groups(&mut self) -> Vec<Group> {
        let mut events: HashMap<EntityId, Vec<(String, Link)>> = HashMap::new();
        for v in &self.record.events {
            let link = Link {
                to: v.id.to_string(),
                text: format!("{}: {}", heading(v.kind.as_str()), v.trigger.text),
            };
            let mut seen = Vec::new();
            for (a, id) in v.arguments.iter().filter_map(|a| Some((a, a.entity?))) {
                if !seen.contains(&(id, a.role)) {
                    seen.push((id, a.role));
                    events.entry(id).or_default().push((words(a.role.as_str()), link.clone()));
                }
            }
        }
        let mut statements: HashMap<EntityId, Vec<Link>> = HashMap::new();
        for q in &self.record.statements {
            if let Some(id) = q.speaker.as_ref().and_then(|s| s.entity) {
                let link = Link { to: q.id.to_string(), text: shortened(&q.text, 70) };
                statements.entry(id).or_default().push(link);
            }
        }
        let mut ties: HashMap<EntityId, Vec<&Relation<'_>>> = HashMap::new();
        for r in &self.record.relations {
            ties.entry(r.subject).or_default().push(r);
            if r.object != r.subject {
                ties.entry(r.object).or_default().push(r);
            }
        }
        let mut cards: BTreeMap<Family, Vec<Card>> = BTreeMap::new();
        for e in &self.record.entities {
            let mut card = self.card(e, ties.get(&e.id).map_or(&[], Vec::as_slice));
            card.events = events.remove(&e.id).unwrap_or_default();
            card.statements = statements.remove(&e.id).unwrap_or_default();
            cards.entry(Family::of(e.kind)).or_default().push(card);
        }
        let group = |(family, mut cards): (Family, Vec<Card>)| {
            cards.sort_by_key(|card| std::cmp::Reverse(card.salience));
            Group { heading: family.heading(), class: family.class(), cards }
        };
        cards.into_iter().map(group).collect()
    }

    fn card(&mut self, e: &Entity<'_>, relations: &[&Relation<'_>]) -> Card {
        let mentions: Vec<Mention> = e
            .mentions
            .iter()
            .map(|m| {
                let (start, end) = (m.start as usize, m.end as usize);
                Mention {
                    anchor: format!("c{start}"),
                    before: self.before(start),
                    text: m.text.to_string(),
                    after: self.slice(end, end + AROUND),
                    kind: m.kind.as_str(),
                    rule: self.rule(&m.rule),
                }
            })
            .collect();
        let ties = relations
            .iter()
            .map(|r| Tie {
                id: r.id.to_string(),
                subject: self.entity(r.subject),
                words: words(&r.kind),
                object: self.entity(r.object),
                own: r.subject == e.id,
                rule: self.rule(&r.rule),
            })
            .collect();
        let mut roles: Vec<(String, Option<Link>)> = Vec::new();
        for role in &e.roles {
            let of = role.of.map(|of| self.entity(of));
            let same = |(title, at): &(String, Option<Link>)| {
                *title == role.title && at.as_ref().map(|l| &l.to) == of.as_ref().map(|l| &l.to)
            };
            if !roles.iter().any(same) {
                roles.push((role.title.to_string(), of));
            }
        }
        Card {
            id: e.id.to_string(),
            name: e.name.to_string(),
            family: Family::of(e.kind).class(),
            kind: heading(e.kind.as_str()),
            aliases: e.aliases.iter().map(|a| a.to_string()).collect(),
            roles,
            codes: e.codes.iter().map(|(k, v)| (k.to_string(), v.to_string())).collect(),
            wikidata: e.wikidata.as_ref().map(|id| id.to_string()),
            salience: (e.salience * 100.0) as u32,
            ties,
            events: Vec::new(),
            statements: Vec::new(),
            count: count(mentions.len(), "mention"),
            mentions,
        }
    }

    /// The events, in order of the text.
    pub fn events(&mut self) -> Vec<Event> {
        let events = self.record.events.iter();
        events.map(|v| self.event(v)).collect()
    }

    fn event(&mut self, v: &crate::record::Event<'_>) -> Event {
        let mut doubts = Vec::new();
        if v.polarity == Polarity::Negative {
            doubts.push("not so".to_owned());
        }
        if v.modality != Modality::Actual {
            doubts.push(v.modality.as_str().to_owned());
        }
        let argument = |a: &Argument<'_>| (words(a.role.as_str()), self.spoken(a.entity, &a.text));
        Event {
            id: v.id.to_string(),
            kind: heading(v.kind.as_str()),
            mode: v.mode.as_deref().map(words),
            cameo: v.cameo.as_deref().map(str::to_owned),
            trigger: v.trigger.text.to_string(),
            doubts,
            arguments: v.arguments.iter().map(argument).collect(),
            time: v.time.and_then(|t| self.time(t)),
            voice: v.attribution.and_then(|voice| self.voice(voice)),
            also: v
                .also
                .iter()
                .map(|t| Link { to: format!("c{}", t.start), text: t.text.to_string() })
                .collect(),
            rule: self.rule(&v.rule),
        }
    }

    fn voice(&self, voice: Attribution) -> Option<Link> {
        match voice {
            Attribution::Entity(id) => Some(self.entity(id)),
            Attribution::Statement(id) => {
                let statement = self.record.statements.get(id.index())?;
                let text = match &statement.speaker {
                    Some(Speaker { entity: Some(entity), .. }) => self.entity(*entity).text,
                    Some(speaker) => speaker.text.to_string(),
                    None => "a quotation".to_owned(),
                };
                Some(Link { to: id.to_string(), text })
            }
        }
    }

    /// The statements by speaker, speakers in order of their first one; last those with none.
    pub fn voices(&mut self) -> Vec<Voice> {
        let mut voices: Vec<Voice> = Vec::new();
        let mut places: HashMap<(String, String), usize> = HashMap::new();
        let mut silent = Vec::new();
        for q in &self.record.statements {
            let statement = Statement {
                id: q.id.to_string(),
                direct: q.kind == StatementKind::Direct,
                text: q.text.to_string(),
                cue: q.cue.as_ref().map(|c| c.text.to_string()),
                place: q.place.map(|p| self.entity(p)),
                time: q.time.and_then(|t| self.time(t)),
                rule: self.rule(&q.rule),
            };
            let Some(speaker) = &q.speaker else {
                silent.push(statement);
                continue;
            };
            let speaker = match speaker.entity {
                Some(id) => self.entity(id),
                None => self.spoken(None, &speaker.text),
            };
            let place =
                *places.entry((speaker.to.clone(), speaker.text.clone())).or_insert(voices.len());
            match voices.get_mut(place) {
                Some(voice) => voice.statements.push(statement),
                None => voices.push(Voice { speaker, statements: vec![statement] }),
            }
        }
        if !silent.is_empty() {
            let speaker = Link { to: String::new(), text: "Speaker not told".to_owned() };
            voices.push(Voice { speaker, statements: silent });
        }
        voices
    }

    /// The times as values.
    pub fn times(&mut self) -> Vec<Value> {
        let record = self.record;
        let value = |t: &Time<'_>| Value {
            id: t.id.to_string(),
            text: t.text.to_string(),
            kind: words(t.kind.as_str()),
            value: match &t.offset {
                Some(offset) => format!("{}{offset}", t.value),
                None => t.value.to_string(),
            },
            rule: self.rule(&t.rule),
        };
        record.times.iter().map(value).collect()
    }

    /// The quantities as values.
    pub fn amounts(&mut self) -> Vec<Value> {
        let record = self.record;
        let value = |n: &Quantity<'_>| Value {
            id: n.id.to_string(),
            text: n.text.to_string(),
            kind: words(n.kind.as_str()),
            value: amount(n),
            rule: self.rule(&n.rule),
        };
        record.quantities.iter().map(value).collect()
    }

    /// The six answers, those that there are.
    pub fn answers(&self) -> Vec<Answer> {
        let s = &self.record.summary;
        let who = s.who.iter().map(|who| self.spoken(who.entity, &who.text));
        let place = s.place.iter().map(|place| self.spoken(Some(place.entity), &place.text));
        let slice = |slice: &Option<Slice<'_>>, to: &str| {
            let link = |s: &Slice<'_>| Link { to: to.to_owned(), text: s.text.to_string() };
            slice.iter().map(link).collect()
        };
        let when = |value: &str| Link {
            to: self
                .record
                .times
                .iter()
                .find(|t| t.value == value)
                .map_or(String::new(), |t| t.id.to_string()),
            text: calendar::told(value),
        };
        let what = s.what.iter().map(|w| {
            let kind = self.record.events.get(w.event.index()).map(|v| heading(v.kind.as_str()));
            let text = format!("{} ({})", w.text, kind.unwrap_or_default().to_lowercase());
            Link { to: w.event.to_string(), text }
        });
        let answers = [
            ("Who", who.collect()),
            ("What", what.collect()),
            ("When", s.when.as_deref().map(when).into_iter().collect()),
            ("Where", place.collect()),
            ("Why", slice(&s.why, "why")),
            ("How", slice(&s.how, "how")),
        ];
        let answers = answers.into_iter().map(|(question, links)| Answer { question, links });
        answers.filter(|answer: &Answer| !answer.links.is_empty()).collect()
    }

    /// The warnings.
    pub fn doubts(&self) -> Vec<Doubt> {
        let doubt = |(i, w): (usize, &Warning<'_>)| Doubt {
            id: format!("w{}", i + 1),
            message: w.message.to_string(),
        };
        self.record.warnings.iter().enumerate().map(doubt).collect()
    }
}

/// The text, cut after so many code points.
pub fn shortened(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some((at, _)) => format!("{}…", text[..at].trim_end()),
        None => text.to_owned(),
    }
}
