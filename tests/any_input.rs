//! Any bytes at all: a record or an error, the same every time, never a panic.

use std::sync::LazyLock;

use proptest::prelude::*;
use saripati::input::{Line, Reading, plain};
use saripati::{Article, Extractor, Tables};

/// Bytes that are near enough to text to get past the first check.
fn bytes() -> impl Strategy<Value = Vec<u8>> {
    let piece = prop_oneof![
        any::<char>().prop_map(|c| c.to_string().into_bytes()),
        "[A-Za-z0-9 .,\"“”()\r\n-]{1,12}".prop_map(String::into_bytes),
        prop::collection::vec(any::<u8>(), 1..3),
    ];
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

/// The article's record is proved and comes out the same twice.
fn extract(article: &Article) {
    static EXTRACTOR: LazyLock<Extractor> =
        LazyLock::new(|| Extractor::new(Tables::built_in()).expect("the tables that ship"));
    let extractor = &*EXTRACTOR;
    let record = extractor.extract(article);
    assert_eq!(record.prove(&article.text), Ok(()));
    let json = serde_json::to_string(&record).unwrap();
    assert_eq!(json, serde_json::to_string(&extractor.extract(article)).unwrap());
}

proptest! {
    #[test]
    fn a_file_of_any_bytes(bytes in bytes(), label in 0_usize..4) {
        let label = [&b"utf-8"[..], b"windows-1252", b"shift_jis", b"utf-16le"][label];
        let encoding = encoding_rs::Encoding::for_label(label);
        if let Ok(article) = plain(bytes, "a".into(), Reading { encoding, ..Reading::default() }) {
            extract(&article);
        }
    }

    #[test]
    fn a_text_of_any_characters(text in "\\PC{0,200}") {
        extract(&Article::new("a", text));
    }

    #[test]
    fn a_line_of_any_bytes(bytes in bytes(), id in ".{0,9}", text in ".{0,99}") {
        let _ = Line { number: 1, bytes }.article(Reading::default());
        let bytes = serde_json::json!({"id": id, "text": text}).to_string().into_bytes();
        let article = Line { number: 1, bytes }.article(Reading::default()).unwrap();
        prop_assert_eq!((&article.id, &article.text), (&id, &text));
        extract(&article);
    }
}
