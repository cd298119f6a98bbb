//! The facts of a page as people read them: cards of entities, events, statements, values.

use std::collections::{BTreeMap, HashMap};

use super::model::*;
use super::rules::Rules;
use super::text::bytes;
use crate::output::words::{Family, count, heading, words};
use crate::output::{Sheet, calendar};
use crate::record::{
    Argument, Attribution, Entity, EntityId, Modality, Polarity, Quantity, Record, Relation, Slice,
    Speaker, StatementKind, Time, TimeId, Warning, in_one_line,
};

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
        match self.record.entities.get(id.index()) {
            Some(e) => Link { to: id.to_string(), text: e.name.to_string() },
            // A record of chosen parts may name what it does not hold.
            None => Link { to: String::new(), text: id.to_string() },
        }
    }

    /// An entity, under the name it has where it is spoken of.
    fn spoken(&self, entity: Option<EntityId>, text: &str) -> Link {
        let held = entity.filter(|id| id.index() < self.record.entities.len());
        Link { to: held.map_or(String::new(), |id| id.to_string()), text: text.to_owned() }
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
            value: calendar::told(&t.value),
            raw: match &t.offset {
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
            raw: String::new(),
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
