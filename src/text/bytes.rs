//! Looks for bytes in short texts, many at a time.

/// Whether a text has a byte of which `is` holds.
///
/// To look at all bytes of a chunk is quicker than to stop at the first, and two chunks that overlap at the end of
/// the text quicker than its last bytes one by one.
#[inline]
pub(crate) fn has_byte(text: &str, is: impl Fn(u8) -> bool + Copy) -> bool {
    match text.len() {
        0..4 => text.bytes().any(is),
        4..16 => has_in_chunks::<4>(text.as_bytes(), is),
        16.. => has_in_chunks::<16>(text.as_bytes(), is),
    }
}

#[inline]
fn has_in_chunks<const N: usize>(bytes: &[u8], is: impl Fn(u8) -> bool) -> bool {
    let mut any = false;
    for chunk in bytes.as_chunks::<N>().0 {
        chunk.iter().for_each(|&byte| any |= is(byte));
    }
    if let Some(chunk) = bytes.last_chunk::<N>() {
        chunk.iter().for_each(|&byte| any |= is(byte));
    }
    any
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_byte_is_seen_wherever_it_stands() {
        for length in 0..70 {
            let mut text = "a".repeat(length);
            assert!(!has_byte(&text, |byte| byte == b'b'), "{length}");
            for at in 0..length {
                text.replace_range(at..=at, "b");
                assert!(has_byte(&text, |byte| byte == b'b'), "{length} {at}");
                text.replace_range(at..=at, "a");
            }
        }
    }
}
