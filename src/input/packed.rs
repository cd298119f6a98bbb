//! Compressed inputs: gzip and zstd, told by the ending of the file's name.

use std::borrow::Cow;
use std::fs::File;
use std::io::{self, BufReader, Read};
use std::path::Path;

use flate2::read::MultiGzDecoder;

use crate::input::ends_in;

/// Endings of files that are unpacked as they are read.
const ENDINGS: &[&str] = &["gz", "zst"];

/// Whether the file's name says that it is compressed.
pub fn is_packed(path: &Path) -> bool {
    ends_in(path, ENDINGS)
}

/// The path without the ending that tells the compression: what the file would be called unpacked.
pub fn unpacked_name(path: &Path) -> Cow<'_, Path> {
    match is_packed(path) {
        true => Cow::Owned(path.with_extension("")),
        false => Cow::Borrowed(path),
    }
}

/// Opens a file for reading, unpacking it where its name ends in `.gz` or `.zst`. Archives of
/// several members or frames, as parallel compressors write them, are read to their end.
///
/// # Errors
/// When the system refuses it. What is wrong inside is an error of the reader.
pub fn open(path: &Path) -> io::Result<Box<dyn Read + Send>> {
    let file = File::open(path)?;
    if ends_in(path, &["gz"]) {
        return Ok(Box::new(MultiGzDecoder::new(BufReader::new(file))));
    }
    if ends_in(path, &["zst"]) {
        return Ok(Box::new(zstd::Decoder::new(file)?));
    }
    Ok(Box::new(file))
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    fn read(path: &Path) -> io::Result<String> {
        let mut text = String::new();
        open(path)?.read_to_string(&mut text).map(|_| text)
    }

    #[test]
    fn members_and_frames_are_read_to_the_end() {
        let room = tempfile::tempdir().unwrap();
        let (gz, zst) = (room.path().join("a.txt.GZ"), room.path().join("a.txt.zst"));
        let (mut gzip, mut zstandard) = (Vec::new(), Vec::new());
        for part in ["Hujan ", "turun."] {
            let mut member = flate2::write::GzEncoder::new(&mut gzip, Default::default());
            member.write_all(part.as_bytes()).unwrap();
            member.finish().unwrap();
            zstandard.extend(zstd::encode_all(part.as_bytes(), 3).unwrap());
        }
        std::fs::write(&gz, &gzip).unwrap();
        std::fs::write(&zst, &zstandard).unwrap();
        assert_eq!(read(&gz).unwrap(), "Hujan turun.");
        assert_eq!(read(&zst).unwrap(), "Hujan turun.");
        std::fs::write(&gz, &gzip[..gzip.len() - 9]).unwrap();
        std::fs::write(&zst, &zstandard[..zstandard.len() - 3]).unwrap();
        assert!(read(&gz).is_err() && read(&zst).is_err());
        assert_eq!(unpacked_name(&zst), room.path().join("a.txt"));
    }
}
