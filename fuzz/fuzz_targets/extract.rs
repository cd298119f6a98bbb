//! The whole extractor: any text has a record that stands on it and can be written in a form, twice the same.

#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use saripati::output::{Form, Sheet};
use saripati::record::OffsetUnit;
use saripati::{Article, Extractor, Tables};

static EXTRACTOR: LazyLock<Extractor> =
    LazyLock::new(|| Extractor::new(Tables::built_in()).expect("the tables that ship"));

const FORMS: [Form; 8] = [
    Form::Json,
    Form::Jsonl,
    Form::Jsonld,
    Form::Csv,
    Form::Conll,
    Form::Brat,
    Form::Html,
    Form::Dot,
];

fuzz_target!(|text: &str| {
    let mut article = Article::new("a", text);
    // Half of the articles have a day, by what they hold.
    article.date = (text.len() % 2 == 0).then(|| "2024-06-20".parse().expect("a day"));
    let form = FORMS[text.len() / 2 % FORMS.len()];
    let bytes = || {
        let record = EXTRACTOR.extract(&article);
        record.prove(&article.text).expect("a sound record");
        let mut bytes = Vec::new();
        let sheet = Sheet {
            record: &record,
            article: &article,
            tables: EXTRACTOR.tables(),
            unit: OffsetUnit::default(),
            home: None,
        };
        form.write(&sheet, &mut bytes).expect("memory");
        bytes
    };
    assert_eq!(bytes(), bytes());
});
