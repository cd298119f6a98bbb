//! The published schema against a full record, and against one with a field too many.

use saripati::Record;
use saripati::record::{SCHEMA_ID, schema};
use serde_json::{Value, json};

const TEXT: &str =
    "Hujan\nJakarta (X) - Menteri A, Kamis, meminta\nwarga pergi: \"Pergilah 10\" karena X.";

/// The span of the first `part` in [`TEXT`], which is ASCII.
fn slice(part: &str) -> Value {
    let start = TEXT.find(part).unwrap();
    json!({"start": start, "end": start + part.len(), "text": part.replace('\n', " ")})
}

/// A record in which every field of every type is filled.
fn full() -> Value {
    let with = |part: &str, more: Value| {
        let mut fields = slice(part);
        fields.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        fields
    };
    json!({
        "schema_version": 1,
        "generator": {"name": "saripati", "version": "0.1.0", "rules": "0f"},
        "document": {
            "id": "a", "source": "a.txt", "sha256": "0".repeat(64), "language": "id",
            "title": slice("Hujan"),
            "dateline": with("Jakarta (X) -", json!({"place": "e1", "outlet": "e2"})),
            "published": "2024-06-20", "published_from": "text",
            "characters": TEXT.len(), "words": 11
        },
        "sections": [{"id": "x1", "heading": slice("Hujan"), "start": 0, "end": TEXT.len()}],
        "sentences": [with("Menteri A, Kamis, meminta\nwarga pergi: \"Pergilah 10\" karena X.",
            json!({"id": "s1", "section": "x1"}))],
        "entities": [
            {"id": "e1", "type": "GPE", "name": "Jakarta", "aliases": [], "wikidata": null,
             "codes": {"iso3166": "ID"}, "roles": [], "salience": 0.5,
             "mentions": [with("Jakarta", json!({"sentence": null, "kind": "name", "rule": "city/jakarta"}))]},
            {"id": "e2", "type": "PERSON", "name": "A", "aliases": ["A"], "wikidata": "Q1", "codes": {},
             "roles": [{"title": "Menteri", "of": "e1", "sentence": "s1"}], "salience": 1.0,
             "mentions": [with("A", json!({"sentence": "s1", "kind": "pronoun", "rule": "r"}))]}
        ],
        "relations": [with("Menteri A", json!({"id": "r1", "type": "works_for", "subject": "e2",
            "object": "e1", "sentence": "s1", "rule": "r"}))],
        "events": [{
            "id": "v1", "type": "REQUEST", "mode": "change", "cameo": "102",
            "trigger": slice("meminta"), "sentence": "s1",
            "arguments": [with("warga", json!({"role": "source_place", "entity": null}))],
            "time": "t1", "modality": "demanded", "polarity": "negative", "attribution": "q1",
            "also": [with("pergi", json!({"sentence": "s1"}))], "rule": "r"
        }],
        "statements": [with("Pergilah 10", json!({"id": "q1", "kind": "direct", "sentence": "s1",
            "speaker": with("Menteri A", json!({"entity": "e2"})), "cue": slice("meminta"),
            "place": "e1", "time": "t1", "rule": "r"}))],
        "times": [with("Kamis", json!({"id": "t1", "type": "DATE", "value": "2024-06-20", "offset": null, "rule": "r"}))],
        "quantities": [
            with("10", json!({"id": "n1", "type": "count", "value": 10, "unit": null, "rule": "r"})),
            with("10", json!({"id": "n2", "type": "money", "value": 1.5, "to": 2, "unit": "IDR", "rule": "r"}))
        ],
        "summary": {
            "who": [{"entity": "e2", "text": "A"}], "what": {"event": "v1", "text": "meminta"},
            "when": "2024-06-20", "where": {"entity": "e1", "text": "Jakarta"},
            "why": slice("karena X"), "how": slice("meminta\nwarga")
        },
        "warnings": [{"code": "c", "message": "m", "start": 0, "end": 5}]
    })
}

/// Calls `change` on copies of `value`, once for each object in it, and hands each copy on.
fn each_object(value: &Value, change: &dyn Fn(&mut Value), check: &mut dyn FnMut(&str, &Value)) {
    fn pointers(value: &Value, at: String, found: &mut Vec<String>) {
        match value {
            Value::Object(fields) => {
                fields.iter().for_each(|(k, v)| pointers(v, format!("{at}/{k}"), found));
                found.push(at);
            }
            Value::Array(items) => {
                let items = items.iter().enumerate();
                items.for_each(|(n, v)| pointers(v, format!("{at}/{n}"), found));
            }
            _ => {}
        }
    }
    let mut found = Vec::new();
    pointers(value, String::new(), &mut found);
    for pointer in found.iter().filter(|pointer| !pointer.ends_with("/codes")) {
        let mut copy = value.clone();
        change(copy.pointer_mut(pointer).unwrap());
        check(pointer, &copy);
    }
}

#[test]
fn a_full_record_is_valid_proved_and_read_back_unchanged() {
    let validator = jsonschema::validator_for(schema().as_value()).unwrap();
    let full = full();
    if let Err(error) = validator.validate(&full) {
        panic!("{error} at {}", error.instance_path());
    }
    let record: Record<'static> = serde_json::from_str(&full.to_string()).unwrap();
    assert_eq!(record.prove(TEXT), Ok(()));
    assert_eq!(serde_json::to_value(&record).unwrap(), full);
    let written = serde_json::to_string(&record).unwrap();
    let again: Record<'static> = serde_json::from_str(&written).unwrap();
    assert_eq!(serde_json::to_string(&again).unwrap(), written);
}

#[test]
fn a_stray_field_anywhere_is_refused() {
    let validator = jsonschema::validator_for(schema().as_value()).unwrap();
    let stray = |object: &mut Value| object["stray"] = json!(1);
    let mut objects = 0;
    each_object(&full(), &stray, &mut |pointer, copy| {
        objects += 1;
        assert!(!validator.is_valid(copy), "{pointer}");
        assert!(serde_json::from_value::<Record>(copy.clone()).is_err(), "{pointer}");
    });
    assert!(objects > 30);
}

#[test]
fn a_field_may_be_null_or_empty_but_not_missing() {
    let validator = jsonschema::validator_for(schema().as_value()).unwrap();
    let full = full();
    let names = ["id", "sentence", "entity", "rule", "place", "warnings", "cameo", "text"];
    for name in names {
        let remove = |object: &mut Value| {
            object.as_object_mut().unwrap().remove(name);
        };
        each_object(&full, &remove, &mut |pointer, copy| {
            assert!(*copy == full || !validator.is_valid(copy), "{name} of {pointer}");
        });
    }
}

#[test]
fn wrong_values_are_refused() {
    let validator = jsonschema::validator_for(schema().as_value()).unwrap();
    let wrong = [
        ("/schema_version", json!(2)),
        ("/document/sha256", json!("0")),
        ("/document/published", json!(20240620)),
        ("/entities/0/id", json!("s1")),
        ("/entities/0/type", json!("person")),
        ("/entities/0/salience", json!(2)),
        ("/events/0/attribution", json!("s1")),
        ("/quantities/0/value", json!([1, 2, 3])),
        ("/sentences/0/start", json!(-1)),
    ];
    for (pointer, value) in wrong {
        let mut copy = full();
        *copy.pointer_mut(pointer).unwrap() = value;
        assert!(!validator.is_valid(&copy), "{pointer}");
    }
}

#[test]
fn a_false_span_is_named_wherever_it_stands() {
    let full = full();
    let shift = |object: &mut Value| {
        if let Some(start) = object.get_mut("start") {
            *start = json!(start.as_u64().unwrap() + 1);
        }
    };
    each_object(&full, &shift, &mut |pointer, copy| {
        // A section and a warning have no text to be wrong.
        let bare = pointer == "/sections/0" || pointer == "/warnings/0";
        let record: Record = serde_json::from_value(copy.clone()).unwrap();
        assert_eq!(record.prove(TEXT).is_ok(), *copy == full || bare, "{pointer}");
    });
}

#[test]
fn the_schema_says_what_it_is() {
    let schema = schema();
    let keys: Vec<_> = schema.as_object().unwrap().keys().take(4).map(String::as_str).collect();
    assert_eq!(keys, ["$schema", "$id", "title", "description"]);
    assert_eq!(schema.get("$id").unwrap(), SCHEMA_ID);
    let fields: Vec<_> =
        schema.get("properties").unwrap().as_object().unwrap().keys().cloned().collect();
    let mut written: Vec<_> = full().as_object().unwrap().keys().cloned().collect();
    // Only asked for (--keep-input) is it there.
    written.push("input".to_owned());
    assert_eq!(fields, written);
}
