//! Made-up sentences and the events that they must give: verbs in constructions, single sentences, headlines.
//!
//! A row added to a table of `tests/constructions/` is tried the next time; every sentence that gives something else is shown.

use saripati::{Article, Extractor, Record, Tables};
use std::fmt::Write;
use std::sync::LazyLock;

static EXTRACTOR: LazyLock<Extractor> =
    LazyLock::new(|| Extractor::new(Tables::built_in()).expect("the tables that ship"));

/// Who does it, and to whom it is done.
const DOER: &str = "Budi Santoso";
const OTHER: &str = "Andi Wijaya";

/// The rows of a table, each with `columns` cells.
fn rows(table: &str, columns: usize) -> Vec<Vec<&str>> {
    let lines = table.lines().filter(|l| !l.starts_with('#')).skip(1);
    let rows = lines.map(|line| line.split('\t').collect::<Vec<_>>()).collect::<Vec<_>>();
    for row in &rows {
        assert_eq!(row.len(), columns, "{row:?}");
    }
    rows
}

/// The events of a record, `TYPE trigger modality polarity: role=who, …` each, with entities by their names.
fn events(record: &Record) -> Vec<String> {
    let shown = record.events.iter().map(|e| {
        let arguments = e.arguments.iter().map(|a| {
            let entity = a.entity.and_then(|id| record.entities.iter().find(|e| e.id == id));
            let name = entity.map_or(a.text.to_string(), |e| e.name.to_string());
            format!("{}={name}", a.role)
        });
        let mut arguments = arguments.collect::<Vec<_>>();
        arguments.sort();
        let head = format!("{} {} {} {}", e.kind, e.trigger.text, e.modality, e.polarity);
        format!("{head}: {}", arguments.join(", "))
    });
    shown.collect()
}

#[test]
fn verbs_give_their_events_in_every_construction() {
    let mut wrong = String::new();
    for verb in rows(include_str!("constructions/verbs.tsv"), 5) {
        let [active, passive, kind, role, not] = verb[..] else { unreachable!() };
        for pattern in rows(include_str!("constructions/patterns.tsv"), 4) {
            let [name, template, modality, polarity] = pattern[..] else { unreachable!() };
            if not.split(' ').any(|n| n == name) {
                continue;
            }
            let form = if template.contains("{aktif}") { active } else { passive };
            let text = template.replace("{A}", DOER).replace("{B}", OTHER);
            let text = text.replace("{aktif}", active).replace("{pasif}", passive);
            let article = Article::new("a", text.as_str());
            let found = events(&EXTRACTOR.extract(&article));
            let head = format!("{kind} {form} {modality} {polarity}: ");
            let (actor, other) = (format!("actor={DOER}"), format!("{role}={OTHER}"));
            let right = |e: &&String| {
                let arguments = e.strip_prefix(&head).map(|a| a.split(", ").collect::<Vec<_>>());
                arguments.is_some_and(|a| {
                    let parties =
                        a.iter().filter(|x| x.starts_with("actor=") || x.starts_with(role));
                    a.contains(&&*actor) && a.contains(&&*other) && parties.count() == 2
                })
            };
            if found.iter().filter(right).count() != 1 {
                writeln!(wrong, "{name}: {text}\n    {found:?}").expect("text");
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

/// Checks a table of texts and their events; `behind` is what each text goes on with.
fn texts_give_their_events(table: &str, behind: &str) {
    let mut wrong = String::new();
    for row in rows(table, 2) {
        let [text, expected] = row[..] else { unreachable!() };
        let article = Article::new("a", format!("{text}{behind}"));
        let found = events(&EXTRACTOR.extract(&article)).join(" + ");
        if found != expected {
            writeln!(wrong, "{text}\n    is   {found}\n    must {expected}").expect("text");
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn sentences_give_their_events() {
    texts_give_their_events(include_str!("constructions/sentences.tsv"), "");
}

#[test]
fn headlines_give_their_events() {
    let body = "\n\nCuaca di luar cerah, dan langit biru sejak tadi.\n";
    texts_give_their_events(include_str!("constructions/headlines.tsv"), body);
}
