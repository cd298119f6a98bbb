//! Inputs: the bytes of a file or of a JSONL line become an article, or an error that says what and where.

mod decode;
mod jsonl;
mod packed;
mod read;

use std::fmt::Write;
use std::io;
use std::path::{Path, PathBuf};

use encoding_rs::Encoding;
use jiff::civil::Date;
use serde_json::value::RawValue;
use sha2::{Digest, Sha256};

use crate::record::PublishedFrom;

pub use jsonl::{Line, Lines};
pub use packed::{is_packed, open, unpacked_name};
pub use read::{plain, read_file, read_stream};

/// The most bytes that one article, or one line of a JSONL stream, may have, unless the call says
/// otherwise.
pub const MAX_BYTES: usize = 16 << 20;

/// One article, as it is handed to the [`Extractor`](crate::Extractor).
#[derive(Debug, Clone, Default)]
pub struct Article {
    /// Name of the article in its record.
    pub id: String,
    /// Path of its file; none for an article from a stream.
    pub source: Option<String>,
    /// The text, a leading byte-order mark dropped and nothing else changed. All offsets of the
    /// record count its code points.
    pub text: String,
    /// The headline given beside the text (`title` of a JSONL line). It is not part of [`text`],
    /// has no offsets and makes no facts: the record's `document.title` is null unless the text
    /// itself opens with it. It may guide the reading of the text, such as telling the first
    /// line for a headline.
    ///
    /// [`text`]: Article::text
    pub title: Option<String>,
    /// The day it was published, where the call or the input tells.
    pub date: Option<Date>,
    /// Who tells the day; none exactly when `date` is none.
    pub date_from: Option<PublishedFrom>,
    /// SHA-256 of the input's bytes in hexadecimal digits: the whole file as unpacked, or the JSONL
    /// line without its line end.
    pub sha256: String,
    /// The further fields of a JSONL line, unread, in their order.
    pub extra: Vec<(String, Box<RawValue>)>,
}

impl Article {
    /// An article made in memory, with nothing known of it but its text.
    pub fn new(id: impl Into<String>, text: impl Into<String>) -> Self {
        let text = text.into();
        let sha256 = sha256(text.as_bytes());
        Article { id: id.into(), text, sha256, ..Default::default() }
    }
}

/// How inputs are read: what the call says about all of them.
#[derive(Debug, Clone, Copy)]
pub struct Reading {
    /// Encoding of the bytes; none for UTF-8, checked.
    pub encoding: Option<&'static Encoding>,
    /// The day of publication of every article; it wins over the input's own.
    pub date: Option<Date>,
    /// The most bytes that an article or a line may have, unpacked.
    pub max_bytes: usize,
}

impl Default for Reading {
    fn default() -> Self {
        Reading { encoding: None, date: None, max_bytes: MAX_BYTES }
    }
}

/// Why an input is not an article. The message leaves out which input it was.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The system refuses it.
    #[error("cannot be read: {0}")]
    Unreadable(#[from] io::Error),
    /// It is too large to hold in memory.
    #[error("larger than {0} bytes; split it into articles, or raise --max-bytes")]
    TooLarge(usize),
    /// It is not UTF-8, and no encoding was named.
    #[error(
        "not UTF-8: byte {offset} (counted from 0) is 0x{byte:02X}; \
         name its encoding, such as --encoding {hint}, or convert it"
    )]
    NotUtf8 {
        /// Place of the first byte that is wrong, from 0.
        offset: usize,
        /// That byte.
        byte: u8,
        /// An encoding that it may be in.
        hint: &'static str,
    },
    /// It is not in the encoding that was named.
    #[error(
        "not {encoding}: no character at byte {offset} (counted from 0); try another --encoding"
    )]
    Malformed {
        /// Name of the encoding.
        encoding: &'static str,
        /// Place of the first byte that is wrong, from 0.
        offset: usize,
    },
    /// A line that is no JSON object with the fields wanted.
    #[error(
        "not an article: {0}; a line is like {{\"id\":\"a1\",\"text\":\"…\",\"date\":\"2024-06-20\"}}"
    )]
    Line(String),
    /// A folder in which there is nothing to read.
    #[error("no {0} file in this folder or below it")]
    EmptyFolder(String),
    /// A link to a folder that it lies in.
    #[error("a link back to {}, which is read already; not followed", .0.display())]
    Loop(PathBuf),
}

/// A day that is not written as one.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a day; write year-month-day, such as 2024-06-20")]
pub struct DayError(String);

/// Reads a day in the form `2024-06-20`.
///
/// # Errors
/// When it has another form, or the calendar has no such day.
pub fn day(text: &str) -> Result<Date, DayError> {
    let form = |(at, b): (usize, u8)| match at {
        4 | 7 => b == b'-',
        _ => b.is_ascii_digit(),
    };
    Some(text)
        .filter(|day| day.len() == 10 && day.bytes().enumerate().all(form))
        .and_then(|day| day.parse().ok())
        .ok_or_else(|| DayError(text.to_owned()))
}

/// Whether the path's ending is one of `endings`, letter case ignored.
pub(crate) fn ends_in(path: &Path, endings: &[&str]) -> bool {
    path.extension().is_some_and(|e| endings.iter().any(|ending| e.eq_ignore_ascii_case(ending)))
}

/// SHA-256 in hexadecimal digits.
pub fn sha256(bytes: &[u8]) -> String {
    let mut digits = String::with_capacity(64);
    for byte in Sha256::digest(bytes) {
        // Writing to a string can't fail.
        let _ = write!(digits, "{byte:02x}");
    }
    digits
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_has_one_form() {
        assert_eq!(day("2024-02-29").unwrap().to_string(), "2024-02-29");
        let wrong = [
            "",
            "2024-02-30",
            "2024-2-3",
            "20240203",
            "2024-13-01",
            "20-06-2024",
            "2024-06-20T",
            "é024-06-1",
        ];
        for text in wrong {
            let message = day(text).unwrap_err().to_string();
            assert!(message.contains(text) && message.contains("2024-06-20"), "{message}");
        }
    }

    #[test]
    fn a_fingerprint_is_the_standard_one() {
        let empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
        assert_eq!(sha256(b""), empty);
    }
}
