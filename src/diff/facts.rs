//! The facts of a record as they can be compared: without ids and order, each with the rule that made it.

use std::collections::BTreeMap;
use std::fmt;

use serde_json::Value;

/// The kinds of facts that are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// Who and what is spoken of.
    Entities,
    /// Where they are spoken of.
    Mentions,
    /// Ties between two entities.
    Relations,
    /// What happens.
    Events,
    /// What is said.
    Statements,
    /// Dates, clock times, durations.
    Times,
    /// Amounts.
    Quantities,
    /// The six answers.
    Summary,
}

impl Kind {
    /// Every kind, in the order of a record.
    pub const ALL: [Kind; 8] = [
        Kind::Entities,
        Kind::Mentions,
        Kind::Relations,
        Kind::Events,
        Kind::Statements,
        Kind::Times,
        Kind::Quantities,
        Kind::Summary,
    ];

    /// Its name on the command line.
    pub fn as_str(self) -> &'static str {
        match self {
            Kind::Entities => "entities",
            Kind::Mentions => "mentions",
            Kind::Relations => "relations",
            Kind::Events => "events",
            Kind::Statements => "statements",
            Kind::Times => "times",
            Kind::Quantities => "quantities",
            Kind::Summary => "summary",
        }
    }

    /// The kind so named.
    pub fn from_name(name: &str) -> Option<Kind> {
        Kind::ALL.into_iter().find(|kind| kind.as_str() == name)
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// One fact. Two facts with the same kind and identity are the same fact told differently.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fact {
    /// What kind of fact.
    pub kind: Kind,
    /// What it is about: the words it stands on, or the things it ties.
    pub identity: String,
    /// What it says.
    pub detail: String,
    /// The rule that made it; empty where records name none.
    pub rule: String,
    /// The sentence that tells it; empty where there is none.
    pub sentence: String,
}

/// Whether facts are told by their place in the text or, where the texts differ, by their words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum By {
    /// Code points.
    Place,
    /// The words, and the how manieth time they come.
    Words,
}

/// The facts of a record, sorted. What a record lacks, as one of another version may, is no fact.
pub fn facts(record: &Value, by: By) -> Vec<Fact> {
    let mut reader = Reader { record, by, seen: BTreeMap::new(), facts: Vec::new() };
    reader.read();
    reader.facts.sort();
    reader.facts
}

struct Reader<'r> {
    record: &'r Value,
    by: By,
    /// How often the words of a kind have come.
    seen: BTreeMap<(Kind, String), u32>,
    facts: Vec<Fact>,
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or("")
}

fn items(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

impl<'r> Reader<'r> {
    fn read(&mut self) {
        for entity in items(&self.record["entities"]) {
            let name = self.entity(&entity["id"]);
            let rule = items(&entity["mentions"]).next().map_or("", |m| text(&m["rule"]));
            let sentence = items(&entity["mentions"]).next().map(|m| &m["sentence"]);
            let aliases: Vec<_> = items(&entity["aliases"]).map(text).collect();
            let roles: Vec<_> = items(&entity["roles"])
                .map(|r| format!("{} {}", text(&r["title"]), self.entity(&r["of"])))
                .collect();
            let detail = format!(
                "{} aliases [{}] roles [{}] {}",
                text(&entity["wikidata"]),
                aliases.join(", "),
                roles.join(", "),
                entity["codes"]
            );
            self.put(Kind::Entities, name, detail, rule, sentence.unwrap_or(&Value::Null));
            for mention in items(&entity["mentions"]) {
                let detail =
                    format!("{} of {}", text(&mention["kind"]), self.entity(&entity["id"]));
                self.spanned(Kind::Mentions, mention, detail);
            }
        }
        for relation in items(&self.record["relations"]) {
            let (subject, object) = (&relation["subject"], &relation["object"]);
            let kind = text(&relation["type"]);
            let identity = format!("{kind}: {} → {}", self.entity(subject), self.entity(object));
            let rule = text(&relation["rule"]);
            self.put(Kind::Relations, identity, String::new(), rule, &relation["sentence"]);
        }
        for event in items(&self.record["events"]) {
            let mut arguments: Vec<_> = items(&event["arguments"])
                .map(|a| {
                    format!("{} {}{}", text(&a["role"]), text(&a["text"]), self.of(&a["entity"]))
                })
                .collect();
            arguments.sort();
            let detail = format!(
                "{} {} {} {} {} [{}] time {} by {}",
                text(&event["type"]),
                text(&event["mode"]),
                text(&event["cameo"]),
                text(&event["modality"]),
                text(&event["polarity"]),
                arguments.join("; "),
                self.time(&event["time"]),
                self.voice(&event["attribution"]),
            );
            let identity = self.identity(Kind::Events, &event["trigger"]);
            self.put(Kind::Events, identity, detail, text(&event["rule"]), &event["sentence"]);
        }
        for statement in items(&self.record["statements"]) {
            let speaker = &statement["speaker"];
            let detail = format!(
                "{} speaker {}{} cue {} at {} time {}",
                text(&statement["kind"]),
                text(&speaker["text"]),
                self.of(&speaker["entity"]),
                text(&statement["cue"]["text"]),
                self.entity(&statement["place"]),
                self.time(&statement["time"]),
            );
            self.spanned(Kind::Statements, statement, detail);
        }
        for time in items(&self.record["times"]) {
            let detail = format!("{} {}", text(&time["type"]), text(&time["value"]));
            self.spanned(Kind::Times, time, format!("{detail} {}", text(&time["offset"])));
        }
        for quantity in items(&self.record["quantities"]) {
            let (kind, unit) = (text(&quantity["type"]), text(&quantity["unit"]));
            let to = quantity.get("to").map_or(String::new(), |to| format!(" to {to}"));
            let detail = format!("{kind} {}{to} {unit}", quantity["value"]);
            self.spanned(Kind::Quantities, quantity, detail);
        }
        self.summary();
    }

    fn summary(&mut self) {
        let summary = &self.record["summary"];
        let who: Vec<_> = items(&summary["who"]).map(|who| text(&who["text"])).collect();
        let mut answer = |question: &str, detail: &str| {
            if !detail.is_empty() {
                self.put(Kind::Summary, question.into(), detail.into(), "", &Value::Null);
            }
        };
        answer("who", &who.join(", "));
        answer("when", text(&summary["when"]));
        for question in ["what", "where", "why", "how"] {
            answer(question, text(&summary[question]["text"]));
        }
    }

    fn put(&mut self, kind: Kind, identity: String, detail: String, rule: &str, sentence: &Value) {
        let sentence = self.item("sentences", sentence).map_or("", |s| text(&s["text"]));
        let (rule, sentence) = (rule.to_owned(), sentence.to_owned());
        self.facts.push(Fact { kind, identity, detail, rule, sentence });
    }

    /// A fact that stands on words.
    fn spanned(&mut self, kind: Kind, fact: &Value, detail: String) {
        let identity = self.identity(kind, fact);
        let sentence = match &fact["sentence"] {
            Value::Null => self.sentence_at(fact["start"].as_u64()),
            sentence => sentence,
        };
        self.put(kind, identity, detail, text(&fact["rule"]), sentence);
    }

    fn identity(&mut self, kind: Kind, span: &Value) -> String {
        let words = text(&span["text"]);
        match self.by {
            By::Place => {
                let place = |name: &str| span[name].as_u64().unwrap_or_default();
                format!("{:>8}..{} {words}", place("start"), place("end"))
            }
            By::Words => {
                let count = self.seen.entry((kind, words.to_owned())).or_default();
                *count += 1;
                format!("{words} ({count})")
            }
        }
    }

    /// The thing of a list with that id. Ids count from 1 in the order of their list.
    fn item(&self, list: &str, id: &Value) -> Option<&'r Value> {
        let number: usize = text(id).get(1..)?.parse().ok()?;
        self.record[list].get(number.checked_sub(1)?)
    }

    fn sentence_at(&self, start: Option<u64>) -> &'r Value {
        let Some(start) = start else { return &Value::Null };
        let holds = |s: &&Value| s["end"].as_u64().is_some_and(|end| end > start);
        let sentences = self.record["sentences"].as_array();
        let found = sentences.and_then(|all| {
            let at = all.partition_point(|s| !holds(&s));
            all.get(at)
        });
        found.map_or(&Value::Null, |s| &s["id"])
    }

    fn entity(&self, id: &Value) -> String {
        self.item("entities", id).map_or(String::new(), |entity| {
            format!("{} {}", text(&entity["type"]), text(&entity["name"]))
        })
    }

    /// An entity behind the words that stand for it.
    fn of(&self, id: &Value) -> String {
        self.item("entities", id).map_or(String::new(), |e| format!(" ({})", text(&e["name"])))
    }

    fn time(&self, id: &Value) -> &'r str {
        self.item("times", id).map_or("", |time| text(&time["value"]))
    }

    fn voice(&self, id: &Value) -> String {
        match text(id).as_bytes().first() {
            Some(b'q') => self
                .item("statements", id)
                .map_or(String::new(), |statement| text(&statement["text"]).to_owned()),
            _ => self.entity(id),
        }
    }
}
