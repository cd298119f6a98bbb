//! The pages under docs/ say what is so: the reference is made from the schema and the tables, and the
//! tutorial's commands run. `UPDATE=1 cargo test --test docs` writes what they give now.

mod common;

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use saripati::rules::{RuleId, Tables};
use serde_json::Value;

fn page(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("docs").join(name)
}

/// Compares a page with what it should be, or writes it.
fn settle(name: &str, now: &str) {
    let path = page(name);
    if std::env::var_os("UPDATE").is_some() {
        fs::write(&path, now).unwrap();
    }
    let written = fs::read_to_string(&path).unwrap_or_default();
    assert!(now == written, "docs/{name} says what was; UPDATE=1 writes it anew");
}

fn schema() -> Value {
    let room = common::Room::new(&[]);
    serde_json::from_str(&room.extract(&["schema"]).out).unwrap()
}

/// A description in one line of a table.
fn told(value: &Value) -> String {
    let text = value["description"].as_str().unwrap_or_default();
    text.split_whitespace().collect::<Vec<_>>().join(" ").replace('|', "\\|")
}

/// The type of a field, with links to the tables of other types.
fn kind(value: &Value) -> String {
    if let Some(name) = value["$ref"].as_str() {
        let name = name.rsplit('/').next().unwrap_or_default();
        return format!("[{name}](#{})", name.to_lowercase());
    }
    if let Some(any) = value["anyOf"].as_array().or(value["oneOf"].as_array()) {
        return any.iter().map(kind).collect::<Vec<_>>().join(" or ");
    }
    match &value["type"] {
        Value::String(name) if name == "array" => format!("list of {}", kind(&value["items"])),
        Value::String(name) => name.clone(),
        Value::Array(names) => {
            names.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(" or ")
        }
        _ => value.get("const").map_or("any".to_owned(), |value| format!("`{value}`")),
    }
}

/// Whether a definition is a closed set of words.
fn words(definition: &Value) -> Option<Vec<(&str, String)>> {
    let one = |value: &'_ Value| value["const"].as_str().is_some();
    let all = definition["oneOf"].as_array().filter(|all| all.iter().all(one))?;
    Some(all.iter().map(|v| (v["const"].as_str().unwrap_or_default(), told(v))).collect())
}

fn fields(page: &mut String, definition: &Value) {
    page.push_str("\n| field | type | meaning |\n|---|---|---|\n");
    for (name, field) in definition["properties"].as_object().into_iter().flatten() {
        writeln!(page, "| `{name}` | {} | {} |", kind(field), told(field)).unwrap();
    }
}

#[test]
fn the_record_page_is_the_schema() {
    let schema = schema();
    let mut page = String::from(
        "# The record\n\nMade from `extract schema` by a test; the doc comments of src/record.rs are its source.\n\n\
         Offsets count Unicode code points of the text as read, a byte-order mark dropped, `end` exclusive; `--offsets` asks for\n\
         others. Every field is there in every record unless its meaning says otherwise.\n",
    );
    fields(&mut page, &schema);
    for (name, definition) in schema["$defs"].as_object().unwrap() {
        write!(page, "\n## {name}\n\n{}\n", told(definition)).unwrap();
        if let Some(words) = words(definition) {
            page.push_str("\n| value | meaning |\n|---|---|\n");
            words.iter().for_each(|(w, m)| writeln!(page, "| `{w}` | {m} |").unwrap());
        } else if definition["properties"].is_object() {
            fields(&mut page, definition);
        } else {
            writeln!(page, "\nType: {}.", kind(definition)).unwrap();
        }
    }
    settle("record.md", &page);
}

#[test]
fn the_ontology_page_is_that_of_the_enums_and_the_tables() {
    let (schema, tables) = (schema(), Tables::built_in());
    let rules = |room: &str| {
        let ids: Vec<RuleId> = tables.room(room).iter().collect();
        ids.into_iter().map(|id| tables.rule(id))
    };
    let mut page = String::from(
        "# The ontology\n\nMade from the schema and the rule tables by a test.\n\n## Events\n\n\
         An event is something that happens, happened, is planned, threatened or denied, told by a trigger: the verb or noun that\n\
         names it. The first sixteen types are those of PLOVER (Political Language Ontology for Verifiable Event Records, 2021), with\n\
         the CAMEO root codes that they come from; the others extend it to general news in the same shape. Modes are those that rules make.\n\n\
         | type | what | modes |\n|---|---|---|\n",
    );
    for (kind, what) in words(&schema["$defs"]["EventType"]).unwrap() {
        let of_kind = rules("events").filter(|rule| rule.text("type") == Some(kind));
        let modes: BTreeSet<&str> = of_kind.filter_map(|rule| rule.text("mode")).collect();
        let modes = modes.into_iter().collect::<Vec<_>>().join(", ");
        writeln!(page, "| {kind} | {what} | {modes} |").unwrap();
    }
    for (heading, name, note) in [
        ("Roles", "Role", "The part that an argument plays in its event."),
        ("Modality", "Modality", "How real the text makes an event."),
        ("Polarity", "Polarity", "Whether the text says that it is so."),
        ("Entities", "EntityType", "What kind of thing an entity is."),
        ("Mentions", "MentionKind", "How an entity is spoken of."),
        ("Statements", "StatementKind", "How something said is reported."),
        ("Times", "TimeType", "The TIMEX3 type of a time."),
        ("Quantities", "QuantityType", "What an amount measures."),
    ] {
        let words = words(&schema["$defs"][name]).unwrap();
        write!(page, "\n## {heading}\n\n{note}\n\n| value | meaning |\n|---|---|\n").unwrap();
        words.iter().for_each(|(w, m)| writeln!(page, "| `{w}` | {m} |").unwrap());
    }
    let kinds: BTreeSet<&str> = rules("relations").filter_map(|rule| rule.text("type")).collect();
    let kinds: Vec<&str> = kinds.into_iter().collect();
    write!(
        page,
        "\n## Relations\n\nTypes that the rules of `rules/relations/` make: {}. Others come from columns of lists, such as the capital of a state.\n",
        kinds.join(", ")
    )
    .unwrap();
    settle("ontology.md", &page);
}

/// Runs a command line in a folder with the program on its path.
fn shell(line: &str, folder: &Path) -> String {
    let program = assert_cmd::cargo::cargo_bin!("extract");
    let path = std::env::join_paths(
        [program.parent().unwrap().to_owned()]
            .into_iter()
            .chain(std::env::split_paths(&std::env::var_os("PATH").unwrap_or_default())),
    );
    let ran = Command::new("sh")
        .args(["-c", &format!("{line} 2>&1")])
        .current_dir(folder)
        .env("PATH", path.unwrap())
        .env("NO_COLOR", "1")
        .env_remove("COLUMNS")
        .stdin(Stdio::null())
        .output()
        .unwrap();
    String::from_utf8(ran.stdout).unwrap()
}

#[cfg(unix)]
#[test]
fn the_tutorial_runs_as_it_is_written() {
    let folder = tempfile::tempdir().unwrap();
    let text = fs::read_to_string(page("tutorial.md")).unwrap();
    let (mut now, mut lines, mut commands) = (String::new(), text.lines(), 0);
    while let Some(line) = lines.next() {
        writeln!(now, "{line}").unwrap();
        let Some(kind) = line.strip_prefix("```").filter(|kind| !kind.is_empty()) else { continue };
        let block: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
        if kind == "console" {
            for line in block.iter().filter_map(|line| line.strip_prefix("$ ")) {
                writeln!(now, "$ {line}").unwrap();
                now.push_str(&shell(line, folder.path()));
                commands += 1;
            }
        } else {
            block.iter().for_each(|line| writeln!(now, "{line}").unwrap());
            if let Some((_, name)) = kind.split_once(' ') {
                let path = folder.path().join(name);
                fs::create_dir_all(path.parent().unwrap()).unwrap();
                fs::write(path, block.join("\n") + "\n").unwrap();
            }
        }
        now.push_str("```\n");
    }
    assert!(commands >= 8, "{commands}");
    settle("tutorial.md", &now);
}
