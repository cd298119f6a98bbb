//! Texts made to be much work: the time grows with the length, and what is too much is told in the record.

use std::sync::LazyLock;
use std::time::{Duration, Instant};

use saripati::{Article, Extractor, Record, Tables};

static EXTRACTOR: LazyLock<Extractor> =
    LazyLock::new(|| Extractor::new(Tables::built_in()).expect("the tables that ship"));

/// One sentence without end each, or what takes its place.
const PIECES: &[&str] = &[
    "(",
    "(kata ",
    "kata) ",
    "\"",
    "\"kata\" ",
    "“Saya datang,” kata Budi. ",
    "“kata ",
    "polisi menangkap Budi ",
    "kata Budi bahwa ",
    "yang ",
    "Budi ",
    "Budi, ",
    "Budi dan ",
    "PT BUDI ",
    "Presiden Direktur ",
    "di Jakarta ",
    "dua puluh ",
    "1.000 ",
    "Senin (3/11/2025) ",
    "katanya ",
    "Dr. ",
    "a\n",
    "- ",
    "aaaaaaaaa",
    "tentang warga dengan guru ",
    "rapat rutin ",
    "digelar pada Senin (3/11/2025), ",
    "menolak, Terdakwa, Budi, ",
    "Kecamatan Ana, ",
    "Seorang guru bernama Ana tiba di Jakarta. ",
    "Petugas memeriksa wajib pajak (WP) di Bandung. ",
    "Badan Penyelenggara Jaminan Sosial (BPJS) Kesehatan ",
    "KPK Budi Santoso, Lina Maharani (LM), ",
    "Badan Gizi (BG) dan ",
    "Badan Gizi (BG) dan Badan Pangan (BP) sepakat ",
    "Budi yang juga ketua ",
];

fn article(piece: &str, bytes: usize) -> Article {
    Article::new("a", piece.repeat(bytes / piece.len()))
}

fn record(article: &Article) -> Record<'_> {
    let record = EXTRACTOR.extract(article);
    assert_eq!(record.prove(&article.text), Ok(()));
    record
}

#[test]
fn four_times_the_length_takes_about_four_times_as_long() {
    let time = |article: &Article| {
        let start = Instant::now();
        record(article);
        start.elapsed()
    };
    for piece in PIECES {
        let (short, long) = (article(piece, 30_000), article(piece, 120_000));
        // What takes no time at all is hard to compare; what grows with the square takes 16 times.
        // Other work on the machine disturbs, so there are several tries.
        let linear = (0..8).any(|_| {
            let (a, b) = (time(&short).min(time(&short)), time(&long));
            b < a.max(Duration::from_millis(10)) * 10
        });
        assert!(linear, "{piece:?} takes more than ten times as long at four times the length");
    }
}

#[test]
fn a_sentence_that_is_too_much_is_told_and_the_others_are_read() {
    let news = "Polisi menangkap Budi Santoso di Bandung, Senin (3/11/2025).";
    let text = format!("{news}\n\n{}.\n\n{news}", "dua puluh ".repeat(2_000));
    let article = Article::new("a", text);
    let found = record(&article);
    let [warning] = &found.warnings[..] else { panic!("{:?}", found.warnings) };
    assert_eq!(warning.code, "work_budget_spent");
    let news = news.chars().count() as u32;
    assert!(warning.start == news + 2 && warning.end > 15_000, "{warning:?}");
    let behind = found.times.iter().filter(|time| time.start > warning.end).count();
    assert_eq!(found.times.iter().filter(|time| time.end <= news).count(), behind);
    assert!(behind > 0 && found.entities.iter().any(|e| e.name == "Budi Santoso"));
    assert_eq!(found, record(&article));
    // Only by the steps taken, so the same on every machine: no clock has a say.
    assert!(record(&Article::new("b", "dua puluh ".repeat(3))).warnings.is_empty());
}
