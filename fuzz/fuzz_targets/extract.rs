//! The whole extractor: any text has a record that stands on it, in every form, twice the same.

#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use saripati::output::Form;
use saripati::{Article, Extractor, Tables};

static EXTRACTOR: LazyLock<Extractor> =
    LazyLock::new(|| Extractor::new(Tables::built_in()).expect("the tables that ship"));

fuzz_target!(|text: &str| {
    let mut article = Article::new("a", text);
    // Half of the articles have a day, by what they hold.
    article.date = (text.len() % 2 == 0).then(|| "2024-06-20".parse().expect("a day"));
    let bytes = || {
        let record = EXTRACTOR.extract(&article);
        record.prove(&article.text).expect("a sound record");
        let mut bytes = Vec::new();
        Form::Jsonl.write(&record, &mut bytes).expect("memory");
        bytes
    };
    assert_eq!(bytes(), bytes());
});
