//! The README's recipes give what it shows. `UPDATE=1 cargo test` writes what they give now.

use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use jaq_core::load::{Arena, File, Loader};
use jaq_core::{Compiler, Ctx, Vars, data, unwrap_valr};
use jaq_json::{Val, read};
use saripati::{Article, Extractor, Tables};
use serde_json::Value;

static EXTRACTOR: LazyLock<Extractor> =
    LazyLock::new(|| Extractor::new(Tables::built_in()).expect("the tables that ship"));

const README: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/README.md");

/// The record of a fixture, as `extract` prints it.
fn record(path: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    let id = path.file_stem().unwrap().to_string_lossy().into_owned();
    let article = Article::new(id, fs::read_to_string(&path).unwrap());
    serde_json::to_string(&EXTRACTOR.extract(&article)).unwrap()
}

/// What `jq FLAG FILTER` prints for `input`.
fn jq(flag: &str, filter: &str, input: &str) -> String {
    let defs = jaq_core::defs().chain(jaq_std::defs()).chain(jaq_json::defs());
    let funs = jaq_core::funs().chain(jaq_std::funs()).chain(jaq_json::funs());
    let arena = Arena::default();
    let modules = Loader::new(defs).load(&arena, File { code: filter, path: () });
    let modules = modules.unwrap_or_else(|_| panic!("{filter}: no filter"));
    let filter = Compiler::default().with_funs(funs).compile(modules);
    let filter = filter.unwrap_or_else(|_| panic!("a name in a filter is unknown"));
    let input = read::parse_single(input.as_bytes()).unwrap();
    let ctx = Ctx::<data::JustLut<Val>>::new(&filter.lut, Vars::new([]));
    let mut printed = String::new();
    for value in filter.id.run((ctx, input)).map(unwrap_valr) {
        let json = value.unwrap_or_else(|e| panic!("{e}")).to_string();
        let value: Value = serde_json::from_str(&json).unwrap();
        let line = match (flag, &value) {
            ("-r", Value::String(text)) => text.clone(),
            ("-c", value) => value.to_string(),
            (_, value) => serde_json::to_string_pretty(value).unwrap(),
        };
        printed.push_str(&line);
        printed.push('\n');
    }
    printed
}

/// `$ extract PATH | jq [FLAG] 'FILTER'`
fn run(command: &str) -> String {
    let (extract, jq_call) = command.split_once(" | jq ").unwrap();
    let path = extract.strip_prefix("$ extract ").unwrap();
    let (flag, filter) = jq_call.split_once('\'').unwrap();
    jq(flag.trim(), filter.strip_suffix('\'').unwrap(), &record(path))
}

#[test]
fn recipes_give_what_the_readme_shows() {
    let text = fs::read_to_string(README).unwrap();
    let (mut now, mut rest, mut recipes) = (String::new(), text.as_str(), 0);
    while let Some((before, block)) = rest.split_once("```console\n") {
        let (shown, after) = block.split_once("```\n").unwrap();
        let command = shown.lines().next().unwrap();
        now.push_str(&format!("{before}```console\n{command}\n{}```\n", run(command)));
        (rest, recipes) = (after, recipes + 1);
    }
    now.push_str(rest);
    assert!(recipes >= 6, "{recipes}");
    if std::env::var_os("UPDATE").is_some() {
        fs::write(README, &now).unwrap();
    }
    let written = fs::read_to_string(README).unwrap();
    assert!(now == written, "the README shows what was; see it with UPDATE=1 and git diff:\n{now}");
}
