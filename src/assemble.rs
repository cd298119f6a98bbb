//! Annotations to record: ids by order of appearance, bytes to code points, origins to names.

use crate::annotations::{self as found, Annotations, Origin};
use crate::document::Document;
use crate::record::{self, PublishedFrom, *};
use crate::rules::Tables;
use crate::text::{Offsets, Span};
use std::borrow::Cow;

/// What the record says of the article as a whole and of its making.
pub(crate) struct Frame<'a> {
    pub generator: Generator<'a>,
    pub document: DocumentInfo<'a>,
}

/// Builds the record.
pub(crate) fn record<'a>(
    frame: Frame<'a>,
    document: &Document<'a>,
    found: Annotations<'a>,
    tables: &'a Tables,
) -> Record<'a> {
    let order = entity_order(&found);
    let (offsets, breaks) = (Offsets::new(document.text), LineBreaks::new(document.text));
    Assembler { document, tables, offsets, breaks, order, found }.record(frame)
}

/// A name as the record prints it: a line break inside is a space, mojibake's too.
fn one_line<'a>(name: &Cow<'a, str>) -> Cow<'a, str> {
    match name {
        Cow::Borrowed(name) => in_one_line(name),
        Cow::Owned(name) => Cow::Owned(in_one_line(name).into_owned()),
    }
}

/// For each entity its place in the record: entities count in order of first mention, and one that
/// is never mentioned is none.
fn entity_order(found: &Annotations<'_>) -> Vec<Option<u32>> {
    let mut order = vec![None; found.entities.len()];
    let mut next = 0;
    for mention in &found.mentions {
        let place = &mut order[mention.entity as usize];
        if place.is_none() {
            *place = Some(next);
            next += 1;
        }
    }
    order
}

struct Assembler<'d, 'a> {
    document: &'d Document<'a>,
    tables: &'a Tables,
    offsets: Offsets<'a>,
    breaks: LineBreaks<'a>,
    order: Vec<Option<u32>>,
    found: Annotations<'a>,
}

impl<'a> Assembler<'_, 'a> {
    fn slice(&self, span: Span) -> Slice<'a> {
        let (start, end) = self.offsets.span(span);
        Slice { start, end, text: self.breaks.in_one_line(span.start as usize..span.end as usize) }
    }

    fn entity(&self, entity: u32) -> Option<EntityId> {
        let place = self.order.get(entity as usize).copied().flatten();
        place.map(|place| EntityId::at(place as usize))
    }

    /// The sentence that holds the first byte of a span.
    fn sentence(&self, span: Span) -> Option<SentenceId> {
        let sentences = &self.document.sentences;
        let index = sentences.partition_point(|s| s.span.end <= span.start);
        let inside = sentences.get(index).is_some_and(|s| s.span.start <= span.start);
        inside.then(|| SentenceId::at(index))
    }

    fn origin(&self, origin: Origin) -> Cow<'a, str> {
        match origin {
            Origin::Rule(rule) => Cow::Borrowed(&self.tables.rule(rule).id),
            Origin::Row(row) => Cow::Owned(self.tables.row_name(row)),
            Origin::Mechanism(name) => Cow::Borrowed(name),
        }
    }

    fn record(self, frame: Frame<'a>) -> Record<'a> {
        let mut document = frame.document;
        if document.published.is_none() && self.found.published.is_some() {
            document.published = self.found.published;
            document.published_from = Some(PublishedFrom::Text);
        }
        document.title = self.document.layout.title.map(|span| self.slice(span));
        document.dateline = self.dateline();
        document.characters = self.offsets.code_points(self.document.text.len() as u32);
        document.words = self.document.tokens.iter().filter(|t| t.is_word()).count() as u32;
        Record {
            schema_version: SchemaVersion,
            generator: frame.generator,
            document,
            sections: self.sections(),
            sentences: self.sentences(),
            entities: self.entities(),
            relations: self.relations(),
            events: self.events(),
            statements: self.statements(),
            times: self.times(),
            quantities: self.quantities(),
            summary: self.summary(),
            warnings: self.warnings(),
            input: None,
        }
    }

    /// The dateline, with the entities that are mentioned in its parts.
    fn dateline(&self) -> Option<record::Dateline<'a>> {
        let dateline = self.document.layout.dateline.as_ref()?;
        let Slice { start, end, text } = self.slice(dateline.span);
        let entity = |part: Option<Span>| {
            let part = part?;
            let mention = self.found.mentions.iter().find(|m| part.contains(m.span))?;
            self.entity(mention.entity)
        };
        let (place, outlet) = (entity(dateline.place), entity(dateline.outlet));
        Some(record::Dateline { start, end, text, place, outlet })
    }

    fn sections(&self) -> Vec<record::Section<'a>> {
        let sections = self.document.layout.sections.iter().enumerate();
        sections
            .map(|(i, section)| {
                let (start, end) = self.offsets.span(section.span);
                let heading = section.heading.map(|span| self.slice(span));
                record::Section { id: SectionId::at(i), heading, start, end }
            })
            .collect()
    }

    fn sentences(&self) -> Vec<record::Sentence<'a>> {
        let sections = &self.document.layout.sections;
        let sentences = self.document.sentences.iter().enumerate();
        sentences
            .map(|(i, sentence)| {
                let section = sections.partition_point(|s| s.span.start <= sentence.span.start);
                let Slice { start, end, text } = self.slice(sentence.span);
                let section = SectionId::at(section.saturating_sub(1));
                record::Sentence { id: SentenceId::at(i), section, start, end, text }
            })
            .collect()
    }

    fn entities(&self) -> Vec<record::Entity<'a>> {
        let mut entities: Vec<(u32, record::Entity<'a>)> = Vec::new();
        for (index, entity) in self.found.entities.iter().enumerate() {
            if let Some(place) = self.order[index] {
                entities.push((place, self.one_entity(place, entity)));
            }
        }
        entities.sort_by_key(|&(place, _)| place);
        let mut entities: Vec<_> = entities.into_iter().map(|(_, entity)| entity).collect();
        for mention in &self.found.mentions {
            let Some(place) = self.order[mention.entity as usize] else { continue };
            let Slice { start, end, text } = self.slice(mention.span);
            entities[place as usize].mentions.push(record::Mention {
                sentence: self.sentence(mention.span),
                start,
                end,
                text,
                kind: mention.kind,
                rule: self.origin(mention.origin),
                calibration: None,
            });
        }
        entities
    }

    fn one_entity(&self, place: u32, entity: &found::Entity<'a>) -> record::Entity<'a> {
        let column = |name: &str| {
            let cell = entity.row.map_or("", |row| self.tables.lists.get(row, name));
            Some(cell).filter(|cell| !cell.is_empty())
        };
        let codes = column("codes").unwrap_or_default().split_whitespace();
        let codes = codes.filter_map(|code| code.split_once('='));
        record::Entity {
            id: EntityId::at(place as usize),
            kind: entity.kind,
            name: one_line(&entity.name),
            aliases: entity.aliases.iter().map(one_line).collect(),
            wikidata: column("id").map(Cow::Borrowed),
            codes: codes.map(|(k, v)| (Cow::Borrowed(k), Cow::Borrowed(v))).collect(),
            roles: entity.roles.iter().map(|role| self.role(role)).collect(),
            // Three decimals say all that the measure can.
            salience: (entity.salience * 1000.0).round() / 1000.0,
            mentions: Vec::new(),
        }
    }

    fn role(&self, role: &found::HeldRole) -> EntityRole<'a> {
        EntityRole {
            title: self.slice(role.title).text,
            of: role.of.and_then(|of| self.entity(of)),
            sentence: self.sentence(role.title),
        }
    }

    fn relations(&self) -> Vec<record::Relation<'a>> {
        let known = self.found.relations.iter().filter_map(|relation| {
            Some((relation, self.entity(relation.subject)?, self.entity(relation.object)?))
        });
        known
            .enumerate()
            .map(|(i, (relation, subject, object))| {
                let Slice { start, end, text } = self.slice(relation.span);
                record::Relation {
                    id: RelationId::at(i),
                    kind: Cow::Borrowed(relation.kind),
                    subject,
                    object,
                    sentence: self.sentence(relation.span),
                    start,
                    end,
                    text,
                    rule: self.origin(relation.origin),
                    calibration: None,
                }
            })
            .collect()
    }

    fn events(&self) -> Vec<record::Event<'a>> {
        let events = self.found.events.iter().enumerate();
        events.map(|(i, event)| self.event(EventId::at(i), event)).collect()
    }

    fn event(&self, id: EventId, event: &found::Event<'a>) -> record::Event<'a> {
        let argument = |argument: &found::Argument| {
            let Slice { start, end, text } = self.slice(argument.span);
            let entity = argument.entity.and_then(|e| self.entity(e));
            record::Argument { role: argument.role, entity, start, end, text }
        };
        let telling = |&span: &Span| {
            let Slice { start, end, text } = self.slice(span);
            record::Telling { sentence: self.sentence(span), start, end, text }
        };
        let attribution = event.attribution.and_then(|attribution| match attribution {
            found::Attribution::Statement(q) => {
                Some(Attribution::Statement(StatementId::at(q as usize)))
            }
            found::Attribution::Entity(e) => self.entity(e).map(Attribution::Entity),
        });
        record::Event {
            id,
            kind: event.kind,
            mode: event.mode.map(Cow::Borrowed),
            cameo: event.cameo.map(Cow::Borrowed),
            trigger: self.slice(event.trigger),
            sentence: self.sentence(event.trigger),
            arguments: event.arguments.iter().map(argument).collect(),
            time: event.time.map(|t| TimeId::at(t as usize)),
            modality: event.modality,
            polarity: event.polarity,
            attribution,
            also: event.also.iter().map(telling).collect(),
            rule: self.origin(event.origin),
            calibration: None,
        }
    }

    fn statements(&self) -> Vec<record::Statement<'a>> {
        let statements = self.found.statements.iter().enumerate();
        statements
            .map(|(i, statement)| {
                let Slice { start, end, text } = self.slice(statement.span);
                let speaker = statement.speaker.map(|(span, entity)| {
                    let Slice { start, end, text } = self.slice(span);
                    Speaker { entity: entity.and_then(|e| self.entity(e)), start, end, text }
                });
                record::Statement {
                    id: StatementId::at(i),
                    kind: statement.kind,
                    start,
                    end,
                    text,
                    sentence: self.sentence(statement.span),
                    speaker,
                    cue: statement.cue.map(|span| self.slice(span)),
                    place: statement.place.and_then(|e| self.entity(e)),
                    time: statement.time.map(|t| TimeId::at(t as usize)),
                    rule: self.origin(statement.origin),
                    calibration: None,
                }
            })
            .collect()
    }

    fn times(&self) -> Vec<record::Time<'a>> {
        let times = self.found.times.iter().enumerate();
        times
            .map(|(i, time)| {
                let Slice { start, end, text } = self.slice(time.span);
                record::Time {
                    id: TimeId::at(i),
                    kind: time.kind,
                    value: Cow::Owned(time.value.clone()),
                    offset: time.offset.clone().map(Cow::Owned),
                    start,
                    end,
                    text,
                    rule: self.origin(time.origin),
                    calibration: None,
                }
            })
            .collect()
    }

    fn quantities(&self) -> Vec<record::Quantity<'a>> {
        let quantities = self.found.quantities.iter().enumerate();
        quantities
            .map(|(i, quantity)| {
                let Slice { start, end, text } = self.slice(quantity.span);
                record::Quantity {
                    id: QuantityId::at(i),
                    kind: quantity.kind,
                    value: quantity.value,
                    to: quantity.to,
                    unit: quantity.unit.clone().map(Cow::Owned),
                    start,
                    end,
                    text,
                    rule: self.origin(quantity.origin),
                    calibration: None,
                }
            })
            .collect()
    }

    fn summary(&self) -> record::Summary<'a> {
        let summary = &self.found.summary;
        let named = |entity: u32| {
            let text = one_line(&self.found.entities.get(entity as usize)?.name);
            Some(NamedEntity { entity: self.entity(entity)?, text })
        };
        let party = |party: &found::Party| match *party {
            found::Party::Entity(e) => {
                named(e).map(|n| record::Party { entity: Some(n.entity), text: n.text })
            }
            found::Party::Words(span) => {
                Some(record::Party { entity: None, text: self.slice(span).text })
            }
        };
        record::Summary {
            who: summary.who.iter().filter_map(party).collect(),
            what: summary.what.map(|(event, words)| NamedEvent {
                event: EventId::at(event as usize),
                text: self.slice(words).text,
            }),
            when: summary.when.clone().map(Cow::Owned),
            place: summary.place.and_then(named),
            why: summary.why.map(|span| self.slice(span)),
            how: summary.how.map(|span| self.slice(span)),
        }
    }

    fn warnings(&self) -> Vec<record::Warning<'a>> {
        let warnings = self.found.warnings.iter();
        warnings
            .map(|warning| {
                let (start, end) = self.offsets.span(warning.span);
                let message = Cow::Owned(warning.message.clone());
                record::Warning { code: Cow::Borrowed(warning.code), message, start, end }
            })
            .collect()
    }
}
