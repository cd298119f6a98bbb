//! JSON-LD in the words of schema.org: the article, and the people, places, events and quotations in it.
//!
//! The context stands in the document, so that no processor fetches anything. What schema.org has
//! no word for is named below `urn:saripati:`.

use std::collections::HashMap;
use std::io::{self, Write};

use serde_json::{Map, Value, json};

use crate::record::{
    Attribution, EntityId, EntityType, EventType, Record, Relation, Role, StatementKind, TimeId,
};

/// Writes one document, indented.
pub fn write(record: &Record<'_>, out: &mut impl Write) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *out, &document(record))?;
    out.write_all(b"\n")
}

/// Relations that schema.org has a property for: from the subject to the object.
const PROPERTIES: &[(&str, &str)] = &[
    ("works_for", "worksFor"),
    ("member_of", "memberOf"),
    ("located_in", "containedInPlace"),
    ("born_in", "birthPlace"),
    ("founded_by", "founder"),
    ("related_to_family", "relatedTo"),
    ("alias_of", "sameAs"),
    ("made_in", "countryOfOrigin"),
];

fn document(record: &Record<'_>) -> Value {
    let d = &record.document;
    let base = format!("urn:saripati:article:{}", d.sha256);
    let mut ties: HashMap<EntityId, Vec<&Relation<'_>>> = HashMap::new();
    for r in &record.relations {
        ties.entry(r.subject).or_default().push(r);
    }
    let ld = Linked { record, base: &base, ties };
    let mut article = Map::new();
    article.insert("@context".into(), context());
    article.insert("@id".into(), json!(base));
    article.insert("@type".into(), json!("NewsArticle"));
    article.insert("identifier".into(), json!(d.id));
    put(&mut article, "headline", d.title.as_ref().map(|t| json!(t.text)));
    put(&mut article, "datePublished", d.published.map(|day| json!(day.to_string())));
    article.insert("inLanguage".into(), json!(d.language));
    article.insert("wordCount".into(), json!(d.words));
    if let Some(dateline) = &d.dateline {
        article.insert("dateline".into(), json!(dateline.text));
        put(&mut article, "locationCreated", dateline.place.map(|id| ld.entity(id)));
        put(&mut article, "publisher", dateline.outlet.map(|id| ld.entity(id)));
    }
    let who = record.summary.who.iter().map(|who| match who.entity {
        Some(entity) => ld.entity(entity),
        // Somebody without a name.
        None => json!({"@type": "Thing", "name": who.text}),
    });
    let what = record.summary.what.iter().map(|what| ld.refer(&what.event));
    article.insert("about".into(), Value::Array(who.chain(what).collect()));
    let entities = (0..record.entities.len()).map(|i| ld.whole_entity(i));
    let events = (0..record.events.len()).map(|i| ld.event(i));
    article.insert("mentions".into(), Value::Array(entities.chain(events).collect()));
    let statements = (0..record.statements.len()).map(|i| ld.statement(i));
    article.insert("hasPart".into(), Value::Array(statements.collect()));
    Value::Object(article)
}

/// Terms of schema.org without a prefix; dates typed; what leads to a thing is its name.
fn context() -> Value {
    json!({
        "@vocab": "https://schema.org/",
        "saripati": "urn:saripati:term:",
        "relation": "urn:saripati:relation:",
        "wikidata": "http://www.wikidata.org/entity/",
        "sameAs": {"@type": "@id"},
        "additionalType": {"@type": "@id"},
        "datePublished": {"@type": "Date"},
    })
}

fn put(map: &mut Map<String, Value>, key: &str, value: Option<Value>) {
    if let Some(value) = value {
        map.insert(key.into(), value);
    }
}

/// Adds to a property that may have several values.
fn add(map: &mut Map<String, Value>, key: &str, value: Value) {
    let values = map.entry(key).or_insert_with(|| json!([]));
    if let Value::Array(values) = values
        && !values.contains(&value)
    {
        values.push(value);
    }
}

/// Names the things of one record.
struct Linked<'r> {
    record: &'r Record<'r>,
    base: &'r str,
    /// The relations of each entity, as their subject.
    ties: HashMap<EntityId, Vec<&'r Relation<'r>>>,
}

impl Linked<'_> {
    fn id(&self, id: &dyn std::fmt::Display) -> String {
        format!("{}#{id}", self.base)
    }

    fn refer(&self, id: &dyn std::fmt::Display) -> Value {
        json!({"@id": self.id(id)})
    }

    fn entity(&self, id: EntityId) -> Value {
        self.refer(&id)
    }

    fn whole_entity(&self, index: usize) -> Value {
        let e = &self.record.entities[index];
        let mut map = Map::new();
        map.insert("@id".into(), json!(self.id(&e.id)));
        map.insert("@type".into(), kind(e.kind));
        map.insert("name".into(), json!(e.name));
        for alias in &e.aliases {
            add(&mut map, "alternateName", json!(alias));
        }
        if let Some(id) = &e.wikidata {
            add(&mut map, "sameAs", json!(format!("wikidata:{id}")));
        }
        for (system, code) in &e.codes {
            let code = json!({"@type": "PropertyValue", "propertyID": system, "value": code});
            add(&mut map, "identifier", code);
        }
        for role in &e.roles {
            if e.kind == EntityType::Person {
                let mut held = Map::new();
                held.insert("@type".into(), json!("Role"));
                held.insert("roleName".into(), json!(role.title));
                put(&mut held, "saripati:of", role.of.map(|of| self.entity(of)));
                add(&mut map, "hasOccupation", Value::Object(held));
                add(&mut map, "jobTitle", json!(role.title));
            }
        }
        for r in self.ties.get(&e.id).into_iter().flatten() {
            let known = PROPERTIES.iter().find(|(name, _)| *name == r.kind);
            match known {
                Some(("alias_of", property)) => add(&mut map, property, json!(self.id(&r.object))),
                Some((_, property)) => add(&mut map, property, self.entity(r.object)),
                None => add(&mut map, &format!("relation:{}", r.kind), self.entity(r.object)),
            }
        }
        Value::Object(map)
    }

    fn event(&self, index: usize) -> Value {
        let v = &self.record.events[index];
        let mut map = Map::new();
        map.insert("@id".into(), json!(self.id(&v.id)));
        // What happens is an event; who does it to whom is told in the words of actions.
        map.insert("@type".into(), json!(["Event", action(v.kind)]));
        let mut kind = format!("urn:saripati:event:{}", v.kind);
        if let Some(mode) = &v.mode {
            kind.push_str(&format!(":{mode}"));
        }
        map.insert("additionalType".into(), json!(kind));
        map.insert("name".into(), json!(v.trigger.text));
        if let Some(code) = &v.cameo {
            map.insert("saripati:cameo".into(), json!(code));
        }
        for a in &v.arguments {
            let value = match a.entity {
                Some(id) => self.entity(id),
                None => json!({"@type": thing(a.role), "name": a.text}),
            };
            add(&mut map, property(a.role), value);
        }
        put(&mut map, "startDate", v.time.and_then(|t| self.day(t)));
        put(&mut map, "saripati:time", v.time.and_then(|t| self.time(t)));
        map.insert("saripati:modality".into(), json!(v.modality.as_str()));
        map.insert("saripati:polarity".into(), json!(v.polarity.as_str()));
        let voice = v.attribution.map(|voice| match voice {
            Attribution::Statement(id) => self.refer(&id),
            Attribution::Entity(id) => self.entity(id),
        });
        put(&mut map, "saripati:attribution", voice);
        Value::Object(map)
    }

    fn statement(&self, index: usize) -> Value {
        let q = &self.record.statements[index];
        let mut map = Map::new();
        map.insert("@id".into(), json!(self.id(&q.id)));
        let (kind, by) = match q.kind {
            StatementKind::Direct => ("Quotation", "spokenByCharacter"),
            StatementKind::Indirect => ("Claim", "author"),
        };
        map.insert("@type".into(), json!(kind));
        map.insert("text".into(), json!(q.text));
        map.insert("inLanguage".into(), json!(self.record.document.language));
        if let Some(speaker) = &q.speaker {
            let value = match speaker.entity {
                Some(id) => self.entity(id),
                None => json!({"@type": "Person", "name": speaker.text}),
            };
            map.insert(by.into(), value);
        }
        put(&mut map, "locationCreated", q.place.map(|id| self.entity(id)));
        put(&mut map, "dateCreated", q.time.and_then(|t| self.day(t)));
        Value::Object(map)
    }

    /// The value of a time, whatever its form.
    fn time(&self, id: TimeId) -> Option<Value> {
        self.record.times.get(id.index()).map(|time| json!(time.value))
    }

    /// The value of a time that is a date, or a date and a time of day, of ISO 8601.
    fn day(&self, id: TimeId) -> Option<Value> {
        let time = self.record.times.get(id.index())?;
        let plain = time.value.bytes().all(|b| b.is_ascii_digit() || b"-:T".contains(&b));
        let value = match (plain, time.value.len(), &time.offset) {
            (true, 16, Some(offset)) => format!("{}{offset}", time.value),
            (true, 4 | 7 | 10 | 16, _) => time.value.to_string(),
            _ => return None,
        };
        let form = if time.value.contains('T') { "DateTime" } else { "Date" };
        Some(json!({"@type": form, "@value": value}))
    }
}

fn kind(kind: EntityType) -> Value {
    match kind {
        EntityType::Person => json!("Person"),
        EntityType::Organization => json!("Organization"),
        EntityType::Gpe => json!(["Place", "AdministrativeArea"]),
        EntityType::Location | EntityType::Facility => json!("Place"),
        EntityType::Product => json!("Product"),
        EntityType::Event => json!("Event"),
        EntityType::Law => json!("Legislation"),
        EntityType::Work => json!("CreativeWork"),
        EntityType::Group => json!("Thing"),
        EntityType::Species => json!("Taxon"),
        EntityType::Language => json!("Language"),
    }
}

/// The kind of action that a type of event is.
fn action(kind: EventType) -> &'static str {
    match kind {
        EventType::Agree => "AgreeAction",
        EventType::Consult => "InteractAction",
        EventType::Support => "EndorseAction",
        EventType::Aid | EventType::Transfer => "TransferAction",
        EventType::Accuse => "DisagreeAction",
        EventType::Reject => "RejectAction",
        EventType::State => "CommunicateAction",
        EventType::Trade => "TradeAction",
        EventType::Build => "CreateAction",
        EventType::Publish => "CreateAction",
        EventType::Move => "MoveAction",
        EventType::Compete => "PlayAction",
        _ => "Action",
    }
}

fn property(role: Role) -> &'static str {
    match role {
        Role::Actor => "agent",
        Role::Recipient => "participant",
        Role::Object => "object",
        Role::Place => "location",
        Role::Instrument => "instrument",
        Role::Amount => "saripati:amount",
        Role::Topic => "about",
        Role::SourcePlace => "fromLocation",
        Role::Destination => "toLocation",
        Role::Cause => "saripati:cause",
    }
}

/// What a participant is that is no entity of the record.
fn thing(role: Role) -> &'static str {
    match role {
        Role::Place | Role::SourcePlace | Role::Destination => "Place",
        _ => "Thing",
    }
}
