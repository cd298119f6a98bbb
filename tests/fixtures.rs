//! Every article under fixtures/: its record is proved, valid, the same every time, and the one that
//! was reviewed. `UPDATE=1 cargo test` writes the records anew, to be read before they are kept.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use saripati::record::{Generator, schema};
use saripati::{Article, Extractor, Record, Tables};
use serde_json::Value;

static EXTRACTOR: LazyLock<Extractor> =
    LazyLock::new(|| Extractor::new(Tables::built_in()).expect("the tables that ship"));

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures").join(name)
}

/// The articles, each with its name and the day it was published.
fn articles() -> Vec<Article> {
    let mut paths: Vec<_> =
        fs::read_dir(folder("articles")).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let article = |path: &PathBuf| {
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        let gold = fs::read_to_string(folder("gold").join(format!("{name}.json"))).unwrap();
        let gold: Value = serde_json::from_str(&gold).unwrap();
        let mut article = Article::new(name, fs::read_to_string(path).unwrap());
        article.date = gold["published"].as_str().map(|day| day.parse().unwrap());
        article
    };
    paths.iter().map(article).collect()
}

#[test]
fn every_record_is_proved_valid_and_reads_back() {
    let schema = serde_json::to_value(schema()).unwrap();
    let schema = jsonschema::validator_for(&schema).unwrap();
    let articles = articles();
    assert!(articles.len() >= 13, "{}", articles.len());
    for article in &articles {
        let record = EXTRACTOR.extract(article);
        assert_eq!(record.prove(&article.text), Ok(()), "{}", article.id);
        let json = serde_json::to_value(&record).unwrap();
        let faults: Vec<String> =
            schema.iter_errors(&json).map(|e| format!("{e} at {}", e.instance_path())).collect();
        assert!(faults.is_empty(), "{}: {}", article.id, faults.join("\n"));
        let read: Record<'static> = serde_json::from_value(json).unwrap();
        assert_eq!(read, record, "{}", article.id);
        let mut stray = serde_json::to_value(&record).unwrap();
        stray["stray"] = Value::Null;
        assert!(!schema.is_valid(&stray), "{}", article.id);
    }
}

#[test]
fn every_record_is_the_one_that_was_reviewed() {
    let update = std::env::var_os("UPDATE").is_some();
    let mut changed = Vec::new();
    for article in &articles() {
        let mut record = EXTRACTOR.extract(article);
        // A new row anywhere changes the tables' hash; it is no part of what was reviewed.
        record.generator = Generator { rules: "…".into(), ..record.generator };
        let now = serde_json::to_string_pretty(&record).unwrap() + "\n";
        let path = folder("records").join(format!("{}.json", article.id));
        if update {
            fs::create_dir_all(folder("records")).unwrap();
            fs::write(&path, &now).unwrap();
        }
        let kept = fs::read_to_string(&path).unwrap_or_default();
        if let Some((at, (was, is))) =
            kept.lines().zip(now.lines()).enumerate().find(|(_, (was, is))| was != is)
        {
            changed.push(format!("{}:{}:\n  was {was}\n  is  {is}", path.display(), at + 1));
        } else if kept.len() != now.len() {
            changed.push(format!("{}: longer or shorter than it was", path.display()));
        }
    }
    let changed = changed.join("\n");
    assert!(changed.is_empty(), "records differ; see them with UPDATE=1 and git diff:\n{changed}");
}

#[test]
fn an_article_leaves_no_trace_in_the_next() {
    let articles = articles();
    let alone: Vec<String> =
        articles.iter().map(|a| serde_json::to_string(&EXTRACTOR.extract(a)).unwrap()).collect();
    for (article, alone) in articles.iter().zip(&alone).rev() {
        assert_eq!(&serde_json::to_string(&EXTRACTOR.extract(article)).unwrap(), alone);
    }
}
