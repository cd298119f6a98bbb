//! The tables that ship: in canonical form, their examples true, their specification as it runs.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use saripati::rules::{Tables, lint};
use saripati::{Extractor, embedded, examples};

/// The built-in tables, compiled from their files so that rules have their examples.
static EXTRACTOR: LazyLock<Extractor> = LazyLock::new(|| {
    let tables = Tables::with_overlays(&[] as &[&Path]).unwrap_or_else(|e| panic!("{e}"));
    Extractor::new(tables).unwrap_or_else(|e| panic!("{e}"))
});

/// What a layer makes of a rule is read at run time when it is first asked for, and a fault in it then counts as no
/// rule; of tables that were not checked before, all of it is read at once.
#[test]
fn every_rule_says_what_its_layer_can_read() {
    let tables = Tables::with_overlays(&[] as &[&Path]).unwrap_or_else(|e| panic!("{e}"));
    assert!(!tables.is_built_in(), "tables that count as checked are not read through");
    if let Err(faults) = Extractor::new(tables) {
        panic!("{faults}");
    }
}

#[test]
fn every_example_of_every_rule_holds() {
    let checked = examples::check(&EXTRACTOR, |_| true);
    let faults: Vec<String> = checked.faults.iter().map(ToString::to_string).collect();
    let (bad, all) = (faults.len(), checked.examples);
    assert!(faults.is_empty(), "{bad} of {all} examples do not hold:\n{}", faults.join("\n"));
    assert!(all > 0);
}

#[test]
fn every_list_is_sorted_and_says_nothing_twice() {
    let lists = &EXTRACTOR.tables().lists;
    for (id, list) in lists.iter() {
        let forms: Vec<&str> = lists.rows(id).map(|row| lists.cell(row, 0)).collect();
        let lower: Vec<String> = forms.iter().map(|form| form.to_lowercase()).collect();
        // Either order of letter case will do, so long as a form has one place to stand.
        let out_of_order = |keys: &[&str]| keys.windows(2).position(|pair| pair[0] > pair[1]);
        let lower: Vec<&str> = lower.iter().map(String::as_str).collect();
        if let (Some(at), Some(_)) = (out_of_order(&lower), out_of_order(&forms)) {
            panic!("{}: `{}` stands behind `{}`", list.file, forms[at + 1], forms[at]);
        }
    }
}

#[test]
fn nothing_in_them_cannot_be_meant() {
    let own = embedded::sources();
    let doubts = lint::lint(EXTRACTOR.tables(), &own, &own);
    let doubts: Vec<String> = doubts.iter().map(ToString::to_string).collect();
    assert!(doubts.is_empty(), "{}", doubts.join("\n"));
}

/// The named blocks of rules/README.md: what follows ```` ```toml ````, and their contents.
fn blocks() -> Vec<(String, String)> {
    let text = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/rules/README.md")).unwrap();
    let mut blocks = Vec::new();
    let mut parts = text.split("\n```");
    parts.next();
    while let (Some(block), Some(_)) = (parts.next(), parts.next()) {
        let (head, body) = block.split_once('\n').unwrap();
        blocks.push((head.to_owned(), format!("{body}\n")));
    }
    blocks
}

fn lay(folder: &Path, files: &BTreeMap<String, String>) {
    for (name, text) in files {
        let path = folder.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
}

#[test]
fn the_specification_runs_as_it_is_written() {
    let folder = tempfile::tempdir().unwrap();
    let files = blocks().into_iter().filter_map(|(head, body)| {
        let (_, name) = head.split_once(' ').filter(|(_, name)| !name.starts_with("wrong"))?;
        Some((name.to_owned(), body))
    });
    let files: BTreeMap<_, _> = files.collect();
    assert!(files.len() >= 3, "{files:?}");
    lay(folder.path(), &files);
    let tables = Tables::with_overlays(&[folder.path()]).unwrap_or_else(|e| panic!("{e}"));
    let extractor = Extractor::new(tables).unwrap_or_else(|e| panic!("{e}"));
    let mine = |file: &str| Path::new(file).starts_with(folder.path());
    let checked = examples::check(&extractor, |rule| mine(&rule.place.file));
    assert_eq!(checked.faults, []);
    assert!(checked.examples >= 2);
}

#[test]
fn a_wrong_table_is_refused_as_the_specification_says() {
    let all = blocks();
    let wrong = all.iter().position(|(head, _)| head.contains(" wrong ")).unwrap();
    let (name, expected) = (all[wrong].0.rsplit(' ').next().unwrap(), &all[wrong + 1].1);
    let folder = tempfile::tempdir().unwrap();
    lay(folder.path(), &BTreeMap::from([(name.to_owned(), all[wrong].1.clone())]));
    let errors = Tables::with_overlays(&[folder.path()]).unwrap_err().to_string();
    let below = format!("{}/", folder.path().display());
    assert_eq!(errors.replace(&below, "").trim(), expected.trim());
}
