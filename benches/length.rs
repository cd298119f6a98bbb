//! How the time of one article grows with its length, from 1 kB to 10 MB, and what hostile texts cost:
//! `cargo bench --bench length`.

mod samples;

use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use saripati::output::{Form, Sheet};
use saripati::record::OffsetUnit;
use saripati::{Article, Extractor, Tables};

fn main() {
    divan::main();
}

/// News of about so many bytes: the sample articles one after the other, again and again.
fn news(bytes: usize) -> String {
    let all: String = samples::texts().into_iter().map(|text| text + "\n\n").collect();
    cut(&all.repeat(bytes / all.len() + 1), bytes)
}

fn cut(text: &str, bytes: usize) -> String {
    let end = (0..=bytes.min(text.len())).rev().find(|&end| text.is_char_boundary(end));
    text[..end.unwrap_or(0)].to_owned()
}

fn read(bencher: Bencher, text: String) {
    let extractor = Extractor::new(Tables::built_in()).expect("the tables that ship");
    let article = Article::new("a", text);
    bencher.counter(BytesCount::of_str(&article.text)).bench_local(|| {
        let record = extractor.extract(black_box(&article));
        record.prove(&article.text).expect("a sound record");
        let mut bytes = Vec::new();
        let sheet = Sheet {
            record: &record,
            article: &article,
            tables: extractor.tables(),
            unit: OffsetUnit::default(),
            home: None,
        };
        Form::Jsonl.write(&sheet, &mut bytes).expect("memory");
        bytes
    });
}

#[divan::bench(args = [1_000, 10_000, 100_000, 1_000_000, 10_000_000], sample_count = 5, sample_size = 1)]
fn article(bencher: Bencher, bytes: usize) {
    read(bencher, news(bytes));
}

/// Texts that are made to be much work, a megabyte each.
#[divan::bench(
    args = ["(", "\"kata\" ", "polisi menangkap Budi ", "yang ", "Budi ", "dua puluh ", "1.000 ",
        "di Jakarta ", "kata Budi bahwa ", "Senin (3/11/2025) ", "PT BUDI "],
    sample_count = 3,
    sample_size = 1
)]
fn hostile(bencher: Bencher, piece: &str) {
    read(bencher, cut(&piece.repeat(1_000_000 / piece.len() + 1), 1_000_000));
}
