//! Comparing records that were made by hand.

use serde_json::json;

use super::*;

/// A record with one event, two entities and a time.
fn record(id: &str, sha: &str) -> Value {
    json!({
        "document": {"id": id, "sha256": sha},
        "sentences": [{"id": "s1", "start": 0, "end": 40, "text": "Polisi menangkap Budi Senin."}],
        "entities": [
            {"id": "e1", "type": "ORGANIZATION", "name": "Polisi", "mentions":
                [{"start": 0, "end": 6, "text": "Polisi", "kind": "name", "rule": "list/a", "sentence": "s1"}]},
            {"id": "e2", "type": "PERSON", "name": "Budi", "mentions":
                [{"start": 17, "end": 21, "text": "Budi", "kind": "name", "rule": "list/b", "sentence": "s1"}]}
        ],
        "events": [{"id": "v1", "type": "COERCE", "trigger": {"start": 7, "end": 16, "text": "menangkap"},
            "arguments": [{"role": "actor", "entity": "e1", "text": "Polisi"},
                {"role": "recipient", "entity": "e2", "text": "Budi"}],
            "time": "t1", "modality": "actual", "polarity": "positive", "rule": "event/arrest", "sentence": "s1"}],
        "times": [{"id": "t1", "type": "DATE", "value": "2025-11-03", "start": 22, "end": 27,
            "text": "Senin", "rule": "time/day"}]
    })
}

fn compared(old: &[Value], new: &[Value]) -> Difference {
    let room = tempfile::tempdir().unwrap();
    let path = |name: &str, records: &[Value]| {
        let path = room.path().join(name);
        let lines: String = records.iter().map(|r| format!("{r}\n")).collect();
        std::fs::write(&path, lines).unwrap();
        path
    };
    compare(&path("old.jsonl", old), &path("new.jsonl", new)).unwrap()
}

#[test]
fn order_and_ids_do_not_count() {
    let mut other = record("a", "x");
    other["entities"].as_array_mut().unwrap().swap(0, 1);
    for (at, id) in ["e1", "e2"].into_iter().enumerate() {
        other["entities"][at]["id"] = id.into();
    }
    let arguments = other["events"][0]["arguments"].as_array_mut().unwrap();
    arguments.swap(0, 1);
    arguments[0]["entity"] = "e1".into();
    arguments[1]["entity"] = "e2".into();
    let difference = compared(&[record("b", "x"), record("a", "x")], &[other, record("b", "x")]);
    assert_eq!(difference.changes, []);
    assert_eq!((difference.articles, difference.all().old, difference.all().new), (2, 12, 12));
}

#[test]
fn what_is_lost_gained_and_changed_is_told_by_its_rule() {
    let mut other = record("a", "x");
    other["events"][0]["modality"] = "planned".into();
    other["events"][0]["rule"] = "event/plan".into();
    other["times"] = json!([]);
    other["quantities"] = json!([{"id": "n1", "type": "count", "value": 3, "unit": null,
        "start": 30, "end": 31, "text": "3", "rule": "quantity/count"}]);
    let difference = compared(&[record("a", "x")], &[other]);
    // The event has lost its time too, and is one change.
    assert_eq!(
        difference.counts(Kind::Events),
        Counts { old: 1, new: 1, changed: 1, ..Counts::default() }
    );
    assert_eq!(difference.counts(Kind::Times), Counts { old: 1, lost: 1, ..Counts::default() });
    assert_eq!(
        difference.counts(Kind::Quantities),
        Counts { new: 1, gained: 1, ..Counts::default() }
    );
    assert_eq!(difference.rules[&(Kind::Times, "time/day".to_owned())].lost, 1);
    assert_eq!(difference.rules[&(Kind::Events, "event/plan".to_owned())].changed, 1);
    let time = difference.changes.iter().find(|c| c.new.is_none()).unwrap().fact().unwrap();
    assert!(time.identity.contains("Senin") && time.sentence.starts_with("Polisi"));
}

#[test]
fn facts_of_a_text_that_differs_are_told_by_their_words() {
    let mut moved = record("a", "y");
    for (list, start) in [("times", 122), ("events", 0)] {
        match list {
            "times" => moved[list][0]["start"] = start.into(),
            _ => moved[list][0]["trigger"]["start"] = 107.into(),
        }
    }
    let difference = compared(&[record("a", "x")], &[moved]);
    assert_eq!((difference.other_text, difference.changes.len()), (1, 0));
}

#[test]
fn articles_and_errors_of_one_set_are_counted() {
    let failed = json!({"id": "c", "error": {"line": 3, "reason": "x"}});
    let difference = compared(&[record("a", "x")], &[record("b", "x"), failed]);
    assert_eq!(difference.lost_articles, ["a"]);
    assert_eq!(difference.gained_articles, ["b"]);
    assert_eq!(difference.failed, (0, 1));
    assert_eq!((difference.all().lost, difference.all().gained), (6, 6));
}

#[test]
fn what_is_no_record_is_refused() {
    let room = tempfile::tempdir().unwrap();
    let path = room.path().join("a.json");
    for text in ["{\"a\": 1}", "[", "nonsense"] {
        std::fs::write(&path, text).unwrap();
        let error = compare(&path, &path).unwrap_err().to_string();
        assert!(error.contains("a.json: "), "{error}");
    }
}
