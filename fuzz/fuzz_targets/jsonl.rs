//! The JSONL reader: any stream is lines in bounds, each an article or an error with a reason.

#![no_main]

use libfuzzer_sys::fuzz_target;
use saripati::input::{Lines, Reading};

fuzz_target!(|stream: &[u8]| {
    let max_bytes = 200;
    let reading = Reading { max_bytes, ..Reading::default() };
    let (mut last, mut total) = (0, 0);
    for line in Lines::new(stream, max_bytes) {
        let line = line.expect("memory can be read");
        assert!(line.number > last && line.bytes.len() <= max_bytes + 1);
        (last, total) = (line.number, total + line.bytes.len());
        match line.article(reading) {
            Ok(article) => {
                // An id that is good for the article is good for its error too.
                let id = line.id(reading);
                assert!(id.as_str().is_none_or(|id| id == article.id));
                assert!(!id.is_null());
                assert_eq!(article.date.is_some(), article.date_from.is_some());
            }
            Err(error) => assert!(!error.to_string().is_empty()),
        }
    }
    assert!(total <= stream.len());
});
