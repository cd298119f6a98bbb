//! The text layer: any text is cut into blocks, sentences and tokens, in order and whole.

#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use saripati::Tables;
use saripati::text::Segments;

static TABLES: LazyLock<Tables> = LazyLock::new(Tables::built_in);

fuzz_target!(|text: &str| {
    let segments = Segments::new(text, &TABLES.conventions);
    for pair in segments.tokens.windows(2) {
        assert!(pair[0].span.end <= pair[1].span.start);
    }
    for token in &segments.tokens {
        assert!(!text[token.span.range()].is_empty());
    }
    for pair in segments.sentences.windows(2) {
        assert!(pair[0].span.end <= pair[1].span.start);
        assert!(pair[0].tokens.end <= pair[1].tokens.start);
    }
    for sentence in &segments.sentences {
        assert!(!text[sentence.span.range()].is_empty() && !sentence.tokens.is_empty());
    }
});
