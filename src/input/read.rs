//! Plain text: a file or a stream is one article.

use std::io::Read;
use std::path::Path;

use super::decode::decode;
use super::{Article, Error, Reading, open, sha256};
use crate::record::PublishedFrom;

/// Bytes for which room is made at once; most articles are shorter.
const ARTICLE: usize = 1 << 13;

/// Reads one file of plain text, unpacked if it is compressed.
///
/// # Errors
/// When it can't be read, is too large, or is not in the encoding expected.
pub fn read_file(path: &Path, id: String, reading: Reading) -> Result<Article, Error> {
    let article = read_stream(open(path)?, id, reading)?;
    Ok(Article { source: Some(path.to_string_lossy().into_owned()), ..article })
}

/// Reads one article of plain text to the stream's end.
///
/// # Errors
/// As [`read_file`].
pub fn read_stream(stream: impl Read, id: String, reading: Reading) -> Result<Article, Error> {
    let mut bytes = Vec::with_capacity(ARTICLE);
    stream.take(reading.max_bytes as u64 + 1).read_to_end(&mut bytes)?;
    plain(bytes, id, reading)
}

/// Makes an article of the bytes of a plain text. No bytes at all are an empty article.
///
/// # Errors
/// When they are too many, or not in the encoding expected.
pub fn plain(bytes: Vec<u8>, id: String, reading: Reading) -> Result<Article, Error> {
    if bytes.len() > reading.max_bytes {
        return Err(Error::TooLarge(reading.max_bytes));
    }
    let sha256 = sha256(&bytes);
    let text = decode(bytes, reading.encoding)?;
    let date_from = reading.date.map(|_| PublishedFrom::Option);
    Ok(Article { id, text, sha256, date: reading.date, date_from, ..Default::default() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_file_is_an_empty_article() {
        let article = plain(Vec::new(), "a".into(), Reading::default()).unwrap();
        assert_eq!((article.text.as_str(), article.date_from), ("", None));
    }

    #[test]
    fn too_much_is_refused() {
        let endless = read_stream(std::io::repeat(b'a'), "a".into(), Reading::default());
        assert!(matches!(endless, Err(Error::TooLarge(_))));
    }

    #[test]
    fn the_fingerprint_is_of_the_bytes_as_they_came() {
        let bytes = b"\xEF\xBB\xBFa".to_vec();
        let article = plain(bytes.clone(), "a".into(), Reading::default()).unwrap();
        assert_eq!(article.text, "a");
        assert_eq!(article.sha256, sha256(&bytes));
    }
}
