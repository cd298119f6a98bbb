//! Why a fact is in a record, row by row, and why another is not.

mod not;

use crate::document::{Document, Labels, Matcher, Scratch};
use crate::layers::{Context, Memory, names};
use crate::record::{
    Attribution, Entity, EntityId, Event, Mention, MentionKind, Record, Relation, Statement,
};
use crate::rules::{Place, RowId};
use crate::text::Span;
use crate::weights::feature::Sort;
use crate::{Article, Extractor};
use std::ops::Range;

/// Weights that are shown of a name.
const WEIGHTS: usize = 8;

/// One line of a derivation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// How deep it stands: a line rests on those below it that stand deeper.
    pub depth: usize,
    /// What it says.
    pub text: String,
    /// The row or the rule that it speaks of.
    pub place: Option<Place>,
}

/// An article read, ready to be asked.
#[derive(Debug)]
pub struct Why<'a> {
    extractor: &'a Extractor,
    document: Document<'a>,
    labels: Labels,
    article: &'a Article,
    /// The record of the article.
    pub record: Record<'a>,
    /// The byte of every code point, and of the end.
    bytes: Vec<u32>,
}

impl<'a> Why<'a> {
    /// Reads the article.
    pub fn new(extractor: &'a Extractor, article: &'a Article) -> Why<'a> {
        let (tables, date) = (extractor.tables(), article.date);
        let document = Document::read(&article.text, tables);
        let layers = extractor.layers();
        let (_, labels) = layers.labelled(&document, tables, date, &mut Memory::default());
        let ends = article.text.char_indices().map(|(at, _)| at as u32);
        let bytes = ends.chain([article.text.len() as u32]).collect();
        let record = extractor.extract(article);
        Why { extractor, document, labels, article, record, bytes }
    }

    /// The code point at a line and a column, both from 1.
    pub fn point(&self, line: u32, column: u32) -> Option<u32> {
        let mut lines = self.article.text.split_inclusive('\n');
        let before = lines.by_ref().take(line.checked_sub(1)? as usize);
        let before = before.map(|line| line.chars().count() as u32).sum::<u32>();
        let length = lines.next().map_or(0, |line| line.chars().count() as u32);
        (column >= 1 && column <= length).then(|| before + column - 1)
    }

    /// The ids of the facts that stand at a code point: names, triggers, times and amounts; where
    /// there are none, arguments, relations and statements around it.
    pub fn at(&self, point: u32) -> Vec<String> {
        let over = |start: u32, end: u32| start <= point && point < end;
        let record = &self.record;
        let mut ids = Vec::new();
        for e in &record.entities {
            ids.extend(e.mentions.iter().any(|m| over(m.start, m.end)).then(|| e.id.to_string()));
        }
        let told = |v: &&Event<'_>| {
            let also = v.also.iter().any(|t| over(t.start, t.end));
            over(v.trigger.start, v.trigger.end) || also
        };
        ids.extend(record.events.iter().filter(told).map(|v| v.id.to_string()));
        let times = record.times.iter().filter(|t| over(t.start, t.end));
        ids.extend(times.map(|t| t.id.to_string()));
        let quantities = record.quantities.iter().filter(|n| over(n.start, n.end));
        ids.extend(quantities.map(|n| n.id.to_string()));
        if ids.is_empty() {
            let part = |v: &&Event<'_>| v.arguments.iter().any(|a| over(a.start, a.end));
            ids.extend(record.events.iter().filter(part).map(|v| v.id.to_string()));
            let relations = record.relations.iter().filter(|r| over(r.start, r.end));
            ids.extend(relations.map(|r| r.id.to_string()));
            let statements = record.statements.iter().filter(|q| over(q.start, q.end));
            ids.extend(statements.map(|q| q.id.to_string()));
        }
        ids
    }

    /// The derivation of the fact of that id; none if the record has no such fact. Of an entity only
    /// the mentions over `point`, where one is given.
    pub fn fact(&self, id: &str, point: Option<u32>) -> Option<Vec<Line>> {
        let (record, mut lines) = (&self.record, Lines::default());
        if let Some(entity) = record.entities.iter().find(|e| e.id.to_string() == id) {
            self.entity(entity, point, &mut lines);
        } else if let Some(event) = record.events.iter().find(|v| v.id.to_string() == id) {
            self.event(event, &mut lines);
        } else if let Some(statement) = record.statements.iter().find(|q| q.id.to_string() == id) {
            self.statement(statement, &mut lines);
        } else if let Some(relation) = record.relations.iter().find(|r| r.id.to_string() == id) {
            self.relation(relation, &mut lines);
        } else if let Some(t) = record.times.iter().find(|t| t.id.to_string() == id) {
            lines.add(0, format!("{id} {} {:?} = {}", t.kind, t.text, t.value));
            self.rule(&t.rule, t.start..t.end, &mut lines);
            match (record.document.published, record.document.published_from) {
                (Some(day), Some(from)) => {
                    lines.add(1, format!("told by the day of publication, {day} (from: {from})"));
                }
                _ => lines.add(1, "the day of publication is not known".to_owned()),
            }
        } else {
            let n = record.quantities.iter().find(|n| n.id.to_string() == id)?;
            let unit = n.unit.as_deref().unwrap_or("no unit");
            let value = n.amount();
            lines.add(0, format!("{id} {} {:?} = {value} {unit}", n.kind, n.text));
            self.rule(&n.rule, n.start..n.end, &mut lines);
        }
        Some(lines.0)
    }

    /// The row or rule behind a fact, with what the rule's pattern kept there.
    fn rule(&self, rule: &str, points: Range<u32>, lines: &mut Lines) {
        let tables = self.extractor.tables();
        let place = tables.place_of(rule);
        let kind = match (rule.contains('/'), &place) {
            (true, _) => "row",
            (_, Some(_)) => "rule",
            (_, None) => "mechanism",
        };
        lines.at(1, format!("{kind} {rule}"), place);
        for (name, text) in self.captures(rule, self.span(points)) {
            lines.add(2, format!("{name}: {text:?}"));
        }
    }

    fn span(&self, points: Range<u32>) -> Span {
        let byte =
            |point: u32| self.bytes.get(point as usize).copied().unwrap_or_default() as usize;
        Span::new(byte(points.start), byte(points.end))
    }

    /// The tokens that a span covers.
    fn tokens(&self, span: Span) -> Range<u32> {
        let start = self.document.token_at(span.start);
        let end = self.document.tokens.partition_point(|t| t.span.start < span.end) as u32;
        start..end.max(start)
    }

    fn matcher(&self) -> Matcher<'_> {
        let (document, tables) = (&self.document, self.extractor.tables());
        // Which roots without a prefix are verbs, the grammar tells, which stands above what is explained here.
        Matcher { document, labels: &self.labels, tables, bare: &[] }
    }

    /// What a rule's pattern has kept under names where it makes a fact of this span.
    fn captures(&self, rule: &str, span: Span) -> Vec<(String, &str)> {
        let tables = self.extractor.tables();
        let room = tables.room(rule.split('.').next().unwrap_or_default());
        let at = self.document.token_at(span.start);
        let Some(sentence) = self.document.sentence_of(at) else { return Vec::new() };
        let tokens = self.document.sentences[sentence].tokens.clone();
        let mut kept = Vec::new();
        // What made a fact was read as a verb, with or without its prefix.
        let bare: Vec<u32> = self.tokens(span).collect();
        let matcher = Matcher { bare: &bare, ..self.matcher() };
        matcher.matches(room, tokens, &mut Scratch::default(), |found| {
            let program = &tables.rule(found.rule).program;
            let same = *tables.rule(found.rule).id == *rule && kept.is_empty();
            if same && self.document.span(&found.span).overlaps(span) {
                for (index, name) in program.captures.iter().enumerate() {
                    let tokens = found.capture(index);
                    kept.extend(tokens.map(|t| (name.to_string(), self.document.slice(&t))));
                }
                if found.whole != found.span {
                    kept.push(("with its context".into(), self.document.slice(&found.whole)));
                }
            }
        });
        kept
    }

    fn entity(&self, entity: &Entity<'_>, point: Option<u32>, lines: &mut Lines) {
        let Entity { id, kind, name, .. } = entity;
        lines.add(0, format!("{id} {kind} {name:?}"));
        if let Some(wikidata) = &entity.wikidata {
            lines.add(1, format!("Wikidata {wikidata}"));
        }
        for mention in &entity.mentions {
            if point.is_none_or(|point| mention.start <= point && point < mention.end) {
                self.mention(entity, mention, 1, lines);
            }
        }
    }

    fn mention(&self, entity: &Entity<'_>, mention: &Mention<'_>, depth: usize, lines: &mut Lines) {
        let (place, rule) = (self.extractor.tables().place_of(&mention.rule), &mention.rule);
        let text = format!("{} {:?} by {rule}", mention.kind, mention.text);
        lines.at(depth, text, place);
        if mention.kind != MentionKind::Name {
            return lines.add(depth + 1, format!("refers to {:?}", entity.name));
        }
        let tokens = self.tokens(self.span(mention.start..mention.end));
        let weights = self.weights(&tokens, names::sort_of(entity.kind));
        for (feature, weight, place) in weights.iter().take(WEIGHTS) {
            lines.at(depth + 1, format!("{weight:+.2} {feature}"), place.clone());
        }
        if let Some(more) = weights.get(WEIGHTS..).filter(|more| !more.is_empty()) {
            let sum: f32 = more.iter().map(|(_, weight, _)| weight).sum();
            lines.add(depth + 1, format!("{sum:+.2} by {} more", more.len()));
        }
    }

    /// What decided that these tokens are a name of that coarse type: what it is, its weight and its
    /// place; first what rules and the user's own rows add, then the features.
    fn weights(&self, tokens: &Range<u32>, sort: Sort) -> Vec<(String, f32, Option<Place>)> {
        let (layers, tables) = (self.extractor.layers(), self.extractor.tables());
        let published = self.article.date;
        let (document, mut scratch) = (&self.document, Scratch::default());
        let (_, labels) = layers.values(document, tables, published, &mut scratch);
        let cx = Context { document, tables, published, labels: &labels };
        let proposed = layers.names.proposed(&cx, tokens, sort).into_iter();
        let proposed = proposed.map(|(rule, weight)| match rule.map(|rule| tables.rule(rule)) {
            Some(rule) => (format!("by rule {}", rule.id), weight, Some(rule.place.clone())),
            None => ("by a row of a list".to_owned(), weight, None),
        });
        let features = layers.names.explain(&cx, tokens, sort).into_iter();
        let features =
            features.map(|(feature, weight, row)| (feature, weight, Some(self.place(row))));
        proposed.chain(features).collect()
    }

    fn place(&self, row: RowId) -> Place {
        self.extractor.tables().lists.place_of(row)
    }

    /// An entity as one says it, and the mention of it within some code points.
    fn party(&self, id: Option<EntityId>, points: Range<u32>, depth: usize, lines: &mut Lines) {
        let Some(entity) = id.and_then(|id| self.record.entities.get(id.index())) else { return };
        let inside = |m: &&Mention<'_>| m.start < points.end && points.start < m.end;
        match entity.mentions.iter().find(inside) {
            Some(mention) => {
                let place = self.extractor.tables().place_of(&mention.rule);
                let Mention { kind, text, rule, .. } = mention;
                let name =
                    if *text == entity.name { String::new() } else { format!(", {}", entity.name) };
                let told = format!("{}{name}: {kind} {text:?} by {rule}", entity.id);
                lines.at(depth, told, place);
            }
            None => lines.add(depth, format!("{}, {}", entity.id, entity.name)),
        }
    }

    fn event(&self, event: &Event<'_>, lines: &mut Lines) {
        let mode = event.mode.as_deref().map_or(String::new(), |mode| format!("/{mode}"));
        lines.add(0, format!("{} {}{mode} {:?}", event.id, event.kind, event.trigger.text));
        self.rule(&event.rule, event.trigger.start..event.trigger.end, lines);
        for a in &event.arguments {
            lines.add(1, format!("{} {:?}", a.role, a.text));
            self.party(a.entity, a.start..a.end, 2, lines);
        }
        if let Some(t) = event.time.and_then(|t| self.record.times.get(t.index())) {
            let place = self.extractor.tables().place_of(&t.rule);
            lines.at(1, format!("time {} {:?} = {} by {}", t.id, t.text, t.value, t.rule), place);
        }
        lines.add(1, format!("{} and {}", event.modality, event.polarity));
        match event.attribution {
            Some(Attribution::Statement(q)) => {
                lines.add(1, format!("told in the statement {q}"));
                if let Some(q) = self.record.statements.get(q.index()) {
                    self.speaker(q, 2, lines);
                }
            }
            Some(Attribution::Entity(e)) => {
                let name = self.record.entities.get(e.index()).map_or("", |e| &e.name);
                lines.add(1, format!("told by {e}, {name}"));
            }
            None => lines.add(1, "told in the article's own voice".to_owned()),
        }
        for telling in &event.also {
            lines.add(1, format!("told again: {:?} at {}", telling.text, telling.start));
        }
    }

    fn speaker(&self, q: &Statement<'_>, depth: usize, lines: &mut Lines) {
        let Some(speaker) = &q.speaker else {
            return lines.add(depth, "no speaker told".to_owned());
        };
        lines.add(depth, format!("speaker {:?}", speaker.text));
        self.party(speaker.entity, speaker.start..speaker.end, depth + 1, lines);
    }

    fn statement(&self, q: &Statement<'_>, lines: &mut Lines) {
        lines.add(0, format!("{} {} statement {:?}", q.id, q.kind, q.text));
        self.rule(&q.rule, q.start..q.end, lines);
        if let Some(cue) = &q.cue {
            lines.add(1, format!("cue {:?}", cue.text));
        }
        self.speaker(q, 1, lines);
        if let Some(t) = q.time.and_then(|t| self.record.times.get(t.index())) {
            lines.add(1, format!("time {} {:?} = {}", t.id, t.text, t.value));
        }
    }

    fn relation(&self, r: &Relation<'_>, lines: &mut Lines) {
        lines.add(0, format!("{} {} {:?}", r.id, r.kind, r.text));
        self.rule(&r.rule, r.start..r.end, lines);
        for (name, id) in [("subject", r.subject), ("object", r.object)] {
            lines.add(1, name.to_owned());
            self.party(Some(id), r.start..r.end, 2, lines);
        }
    }
}

/// Lines while they are written.
#[derive(Default)]
struct Lines(Vec<Line>);

impl Lines {
    fn add(&mut self, depth: usize, text: String) {
        self.at(depth, text, None);
    }

    fn at(&mut self, depth: usize, text: String, place: Option<Place>) {
        self.0.push(Line { depth, text, place });
    }
}
