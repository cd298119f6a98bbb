//! Bytes to text: UTF-8 checked, other encodings by name, a byte-order mark dropped.

use std::borrow::Cow;
use std::str::Utf8Error;

use encoding_rs::{DecoderResult, Encoding, UTF_8};

use super::Error;

const MARK: char = '\u{FEFF}';

/// The text of `bytes`, without its byte-order mark.
///
/// A byte-order mark wins over the encoding named. Nothing is replaced: a byte that the encoding
/// does not have is an error.
pub fn decode(bytes: Vec<u8>, encoding: Option<&'static Encoding>) -> Result<String, Error> {
    let mut text = match other(encoding) {
        Some(encoding) => by_name(&bytes, encoding)?,
        None => String::from_utf8(bytes)
            .map_err(|error| not_utf8(error.as_bytes(), error.utf8_error()))?,
    };
    if text.starts_with(MARK) {
        text.drain(..MARK.len_utf8());
    }
    Ok(text)
}

/// As [`decode`], without a copy where the bytes are UTF-8.
pub fn view<'b>(
    bytes: &'b [u8],
    encoding: Option<&'static Encoding>,
) -> Result<Cow<'b, str>, Error> {
    if other(encoding).is_some() {
        return decode(bytes.to_owned(), encoding).map(Cow::Owned);
    }
    let text = std::str::from_utf8(bytes).map_err(|error| not_utf8(bytes, error))?;
    Ok(Cow::Borrowed(text.strip_prefix(MARK).unwrap_or(text)))
}

/// The encoding, if it is other than UTF-8.
fn other(encoding: Option<&'static Encoding>) -> Option<&'static Encoding> {
    encoding.filter(|&encoding| encoding != UTF_8)
}

fn not_utf8(bytes: &[u8], error: Utf8Error) -> Error {
    let offset = error.valid_up_to();
    let hint = match bytes {
        [0xFF, 0xFE, ..] => "utf-16le",
        [0xFE, 0xFF, ..] => "utf-16be",
        _ => "windows-1252",
    };
    Error::NotUtf8 { offset, byte: bytes.get(offset).copied().unwrap_or_default(), hint }
}

fn by_name(bytes: &[u8], encoding: &'static Encoding) -> Result<String, Error> {
    let (encoding, mark) = Encoding::for_bom(bytes).unwrap_or((encoding, 0));
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let bytes = &bytes[mark..];
    let room = decoder.max_utf8_buffer_length_without_replacement(bytes.len());
    let mut text = String::with_capacity(room.ok_or(Error::TooLarge(bytes.len()))?);
    match decoder.decode_to_string_without_replacement(bytes, &mut text, true) {
        (DecoderResult::InputEmpty, _) => Ok(text),
        (DecoderResult::OutputFull, _) => Err(Error::TooLarge(bytes.len())),
        (DecoderResult::Malformed(wrong, after), read) => {
            let before = read.saturating_sub(usize::from(wrong) + usize::from(after));
            Err(Error::Malformed { encoding: encoding.name(), offset: mark + before })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn label(name: &str) -> Option<&'static Encoding> {
        Encoding::for_label(name.as_bytes())
    }

    #[test]
    fn nothing_but_the_mark_is_changed() {
        let text = "\0 a\u{A0}b\r\n\u{1F600} e\u{301}\u{FEFF}";
        let bytes = [b"\xEF\xBB\xBF", text.as_bytes()].concat();
        assert_eq!(decode(bytes.clone(), None).unwrap(), text);
        assert_eq!(decode(bytes, label("windows-1252")).unwrap(), text);
        assert_eq!(decode(Vec::new(), None).unwrap(), "");
    }

    #[test]
    fn the_first_wrong_byte_is_told() {
        let message = decode(b"Caf\xE9 baru".to_vec(), None).unwrap_err().to_string();
        assert!(message.contains("byte 3") && message.contains("0xE9"), "{message}");
        assert!(message.contains("--encoding windows-1252"), "{message}");
        let utf16 = decode(b"\xFF\xFEa\0".to_vec(), None).unwrap_err().to_string();
        assert!(utf16.contains("byte 0") && utf16.contains("utf-16le"), "{utf16}");
    }

    #[test]
    fn other_encodings_are_read_by_name() {
        assert_eq!(decode(b"Caf\xE9 \x93x\x94".to_vec(), label("latin1")).unwrap(), "Café “x”");
        assert_eq!(decode(b"\xFF\xFEa\0".to_vec(), label("utf-16le")).unwrap(), "a");
        assert_eq!(decode(b"\xFE\xFF\0a".to_vec(), label("utf-16")).unwrap(), "a");
        let wrong = decode(b"abc\xFF\xFFdef".to_vec(), label("shift_jis")).unwrap_err();
        assert!(matches!(wrong, Error::Malformed { offset: 3, .. }), "{wrong}");
    }
}
