//! What each layer costs, and what the size of the lists costs: time by the byte of text.
//!
//! `cargo bench --bench layers`. Each stage holds those before it, so a layer's own cost is the difference.

mod samples;

use std::fmt::Write as _;
use std::fs;

use divan::Bencher;
use divan::counter::BytesCount;
use saripati::document::{Document, Scratch, Vocabulary};
use saripati::layers::{Layers, Memory};
use saripati::{Article, Extractor, Tables};

fn main() {
    divan::main();
}

/// The project's own articles.
fn articles() -> Vec<Article> {
    samples::texts().into_iter().map(|text| Article::new("bench", text)).collect()
}

fn size(articles: &[Article]) -> BytesCount {
    BytesCount::new(articles.iter().map(|article| article.text.len()).sum::<usize>())
}

fn extractor() -> Extractor {
    Extractor::new(Tables::built_in()).expect("the tables that ship")
}

#[divan::bench]
fn a_document(bencher: Bencher) {
    let (articles, tables) = (articles(), Tables::built_in());
    bencher.counter(size(&articles)).bench(|| {
        articles.iter().map(|a| Document::read(&a.text, &tables).tokens.len()).sum::<usize>()
    });
}

#[divan::bench]
fn b_times_and_quantities(bencher: Bencher) {
    let (articles, tables) = (articles(), Tables::built_in());
    let layers = Layers::new(&tables).expect("the tables that ship");
    bencher.counter(size(&articles)).bench(|| {
        let mut scratch = Scratch::default();
        let found = |article: &Article| {
            let document = Document::read(&article.text, &tables);
            layers.values(&document, &tables, article.date, &mut scratch).0.times.len()
        };
        articles.iter().map(found).sum::<usize>()
    });
}

#[divan::bench]
fn c_all_layers(bencher: Bencher) {
    let (articles, tables) = (articles(), Tables::built_in());
    let layers = Layers::new(&tables).expect("the tables that ship");
    bencher.counter(size(&articles)).bench(|| {
        let (mut vocabulary, mut memory) = (Vocabulary::default(), Memory::default());
        let found = |article: &Article| {
            let document = Document::read_with(&article.text, &tables, &mut vocabulary);
            layers.read(&document, &tables, article.date, &mut memory).events.len()
        };
        articles.iter().map(found).sum::<usize>()
    });
}

#[divan::bench]
fn d_record(bencher: Bencher) {
    let (articles, extractor) = (articles(), extractor());
    bencher.counter(size(&articles)).bench(|| {
        articles.iter().map(|article| extractor.extract(article).events.len()).sum::<usize>()
    });
}

#[divan::bench]
fn e_json(bencher: Bencher) {
    let (articles, extractor) = (articles(), extractor());
    bencher.counter(size(&articles)).bench(|| {
        let write = |article| {
            serde_json::to_vec(&extractor.extract(article)).expect("a record is JSON").len()
        };
        articles.iter().map(write).sum::<usize>()
    });
}

/// What a run pays before its first article.
#[divan::bench]
fn start(bencher: Bencher) {
    bencher.bench(extractor);
}

/// The whole record with a user's list of so many rows, all of them names in two words.
#[divan::bench(args = [10_000, 1_000_000], sample_count = 10)]
fn rows(bencher: Bencher, rows: u32) {
    let folder = tempfile::tempdir().expect("a folder");
    let room = folder.path().join("gazetteer");
    fs::create_dir(&room).expect("a room");
    let mut list = "form\ttype\n".to_owned();
    let letter = |n: u32| char::from(b'a' + (n % 26) as u8);
    let word = |n: u32| -> String { (0..5).rev().map(|i| letter(n / 26u32.pow(i))).collect() };
    for row in 0..rows {
        // Writing to a string cannot fail.
        let _ = writeln!(list, "Zz{} {}\tPERSON", word(row), word(row / 7));
    }
    fs::write(room.join("many.tsv"), list).expect("room on the disk");
    let tables = Tables::with_overlays(&[folder.path()]).expect("a sound list");
    let (articles, extractor) =
        (articles(), Extractor::new(tables).expect("the tables that ship, and a list"));
    bencher.counter(size(&articles)).bench(|| {
        articles.iter().map(|article| extractor.extract(article).events.len()).sum::<usize>()
    });
}
