//! A record as JSON, as `serde_json` writes it: names of fields as they are, texts searched many bytes at a time.

use std::fmt::{self, Display};
use std::io::{self, Write};

use serde::ser::{self, Impossible, Serialize};

/// Writes a value of structs, lists, maps with texts as keys, texts and numbers, in one line.
///
/// # Errors
/// Those of `out`, and of a value of another shape.
pub fn compact(value: &impl Serialize, out: &mut impl Write) -> io::Result<()> {
    value.serialize(Serializer::<_, false> { out, depth: 0 }).map_err(|Error(error)| error)
}

/// The same over several lines, indented by two spaces.
///
/// # Errors
/// As [`compact`].
pub fn indented(value: &impl Serialize, out: &mut impl Write) -> io::Result<()> {
    value.serialize(Serializer::<_, true> { out, depth: 0 }).map_err(|Error(error)| error)
}

/// Why a value is not written.
#[derive(Debug)]
struct Error(io::Error);

impl From<io::Error> for Error {
    fn from(error: io::Error) -> Self {
        Error(error)
    }
}

impl Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl std::error::Error for Error {}

impl ser::Error for Error {
    fn custom<T: Display>(message: T) -> Self {
        Error(io::Error::other(message.to_string()))
    }
}

type Result<T = ()> = std::result::Result<T, Error>;
type Never = Impossible<(), Error>;

/// Writes one value, over several lines or in one.
struct Serializer<'o, W, const INDENTED: bool> {
    out: &'o mut W,
    /// How many lists, maps and structs hold the value.
    depth: usize,
}

/// Bytes that are searched at once.
const CHUNK: usize = 16;

/// Whether JSON writes a byte in another way within a text.
fn is_escaped(byte: u8) -> bool {
    byte < 0x20 || byte == b'"' || byte == b'\\'
}

/// Writes a text between quote marks.
fn text(out: &mut impl Write, text: &str) -> io::Result<()> {
    // To look at all bytes of a chunk is quicker than to stop at the first.
    let mut chunks = text.as_bytes().chunks(CHUNK);
    if chunks.any(|chunk| chunk.iter().fold(false, |any, &byte| any | is_escaped(byte))) {
        return Ok(serde_json::to_writer(out, text)?);
    }
    out.write_all(b"\"")?;
    out.write_all(text.as_bytes())?;
    out.write_all(b"\"")
}

/// Begins a line within so many lists, maps and structs.
fn line(out: &mut impl Write, depth: usize) -> io::Result<()> {
    const BLANKS: [u8; 32] = [b' '; 32];
    out.write_all(b"\n")?;
    let mut blanks = 2 * depth;
    while blanks > 0 {
        let some = blanks.min(BLANKS.len());
        out.write_all(&BLANKS[..some])?;
        blanks -= some;
    }
    Ok(())
}

/// Writes a whole number.
fn number(out: &mut impl Write, mut number: u64) -> io::Result<()> {
    let mut digits = [0; 20];
    let mut at = digits.len();
    loop {
        at -= 1;
        digits[at] = b'0' + (number % 10) as u8;
        number /= 10;
        if number == 0 {
            return out.write_all(&digits[at..]);
        }
    }
}

/// Methods of numbers that are written as a wider one.
macro_rules! as_wider {
    ($($method:ident($narrow:ty) as $wide:ident($wider:ty);)+) => {
        $(fn $method(self, value: $narrow) -> Result {
            self.$wide(<$wider>::from(value))
        })+
    };
}

impl<'o, W: Write, const INDENTED: bool> ser::Serializer for Serializer<'o, W, INDENTED> {
    type Ok = ();
    type Error = Error;
    type SerializeSeq = Items<'o, W, INDENTED>;
    type SerializeTuple = Items<'o, W, INDENTED>;
    type SerializeTupleStruct = Never;
    type SerializeTupleVariant = Never;
    type SerializeMap = Items<'o, W, INDENTED>;
    type SerializeStruct = Items<'o, W, INDENTED>;
    type SerializeStructVariant = Never;

    as_wider! {
        serialize_i8(i8) as serialize_i64(i64);
        serialize_i16(i16) as serialize_i64(i64);
        serialize_i32(i32) as serialize_i64(i64);
        serialize_u8(u8) as serialize_u64(u64);
        serialize_u16(u16) as serialize_u64(u64);
        serialize_u32(u32) as serialize_u64(u64);
    }

    fn serialize_bool(self, value: bool) -> Result {
        Ok(self.out.write_all(if value { b"true" } else { b"false" })?)
    }

    fn serialize_i64(self, value: i64) -> Result {
        if value < 0 {
            self.out.write_all(b"-")?;
        }
        Ok(number(self.out, value.unsigned_abs())?)
    }

    fn serialize_u64(self, value: u64) -> Result {
        Ok(number(self.out, value)?)
    }

    fn serialize_f32(self, value: f32) -> Result {
        Ok(serde_json::to_writer(self.out, &value).map_err(io::Error::from)?)
    }

    fn serialize_f64(self, value: f64) -> Result {
        Ok(serde_json::to_writer(self.out, &value).map_err(io::Error::from)?)
    }

    fn serialize_char(self, value: char) -> Result {
        self.serialize_str(value.encode_utf8(&mut [0; 4]))
    }

    fn serialize_str(self, value: &str) -> Result {
        Ok(text(self.out, value)?)
    }

    fn serialize_bytes(self, _: &[u8]) -> Result {
        Err(ser::Error::custom("a record has no bytes"))
    }

    fn serialize_none(self) -> Result {
        self.serialize_unit()
    }

    fn serialize_some<T: ?Sized + Serialize>(self, value: &T) -> Result {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Result {
        Ok(self.out.write_all(b"null")?)
    }

    fn serialize_unit_struct(self, _: &'static str) -> Result {
        self.serialize_unit()
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> Result {
        self.serialize_str(variant)
    }

    fn serialize_newtype_struct<T: ?Sized + Serialize>(self, _: &'static str, value: &T) -> Result {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: ?Sized + Serialize>(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        value: &T,
    ) -> Result {
        let mut map = self.serialize_map(None)?;
        ser::SerializeMap::serialize_entry(&mut map, variant, value)?;
        map.close()
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Items<'o, W, INDENTED>> {
        Items::open(self, b"[", b"]")
    }

    fn serialize_tuple(self, _: usize) -> Result<Items<'o, W, INDENTED>> {
        Items::open(self, b"[", b"]")
    }

    fn serialize_tuple_struct(self, name: &'static str, _: usize) -> Result<Never> {
        Err(ser::Error::custom(format_args!("a record has no `{name}`")))
    }

    fn serialize_tuple_variant(
        self,
        name: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Never> {
        Err(ser::Error::custom(format_args!("a record has no `{name}`")))
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Items<'o, W, INDENTED>> {
        Items::open(self, b"{", b"}")
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Items<'o, W, INDENTED>> {
        Items::open(self, b"{", b"}")
    }

    fn serialize_struct_variant(
        self,
        name: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Never> {
        Err(ser::Error::custom(format_args!("a record has no `{name}`")))
    }
}

/// A list, map or struct that is being written.
struct Items<'o, W, const INDENTED: bool> {
    out: &'o mut W,
    first: bool,
    close: &'static [u8],
    /// That of what it holds.
    depth: usize,
}

impl<'o, W: Write, const INDENTED: bool> Items<'o, W, INDENTED> {
    fn open(of: Serializer<'o, W, INDENTED>, open: &[u8], close: &'static [u8]) -> Result<Self> {
        of.out.write_all(open)?;
        Ok(Items { out: of.out, first: true, close, depth: of.depth + 1 })
    }

    /// Parts what comes from what stands before it.
    fn part(&mut self) -> Result {
        let first = std::mem::replace(&mut self.first, false);
        if !first {
            self.out.write_all(b",")?;
        }
        if INDENTED {
            line(self.out, self.depth)?;
        }
        Ok(())
    }

    fn value<T: ?Sized + Serialize>(&mut self, value: &T) -> Result {
        value.serialize(Serializer::<_, INDENTED> { out: self.out, depth: self.depth })
    }

    fn close(self) -> Result {
        if INDENTED && !self.first {
            line(self.out, self.depth - 1)?;
        }
        Ok(self.out.write_all(self.close)?)
    }
}

/// Values one behind the other, whether their number is known or not.
macro_rules! values {
    ($($of:ident),+) => {
        $(impl<W: Write, const INDENTED: bool> ser::$of for Items<'_, W, INDENTED> {
            type Ok = ();
            type Error = Error;

            fn serialize_element<T: ?Sized + Serialize>(&mut self, value: &T) -> Result {
                self.part()?;
                self.value(value)
            }

            fn end(self) -> Result {
                self.close()
            }
        })+
    };
}

values!(SerializeSeq, SerializeTuple);

impl<W: Write, const INDENTED: bool> ser::SerializeMap for Items<'_, W, INDENTED> {
    type Ok = ();
    type Error = Error;

    fn serialize_key<T: ?Sized + Serialize>(&mut self, key: &T) -> Result {
        self.part()?;
        match serde_json::to_value(key).map_err(<Error as ser::Error>::custom)? {
            serde_json::Value::String(key) => self.value(&key),
            other => {
                Err(<Error as ser::Error>::custom(format!("`{other}` is no key of an object")))
            }
        }
    }

    fn serialize_value<T: ?Sized + Serialize>(&mut self, value: &T) -> Result {
        self.out.write_all(if INDENTED { b": " } else { b":" })?;
        self.value(value)
    }

    fn end(self) -> Result {
        self.close()
    }
}

impl<W: Write, const INDENTED: bool> ser::SerializeStruct for Items<'_, W, INDENTED> {
    type Ok = ();
    type Error = Error;

    fn serialize_field<T: ?Sized + Serialize>(&mut self, key: &'static str, value: &T) -> Result {
        debug_assert!(!key.bytes().any(is_escaped));
        // Fields are most of a record; what stands around a name is written with its quote marks.
        if INDENTED {
            self.part()?;
            self.out.write_all(b"\"")?;
        } else {
            let first = std::mem::replace(&mut self.first, false);
            self.out.write_all(if first { b"\"" } else { b",\"" })?;
        }
        self.out.write_all(key.as_bytes())?;
        self.out.write_all(if INDENTED { b"\": " } else { b"\":" })?;
        self.value(value)
    }

    fn end(self) -> Result {
        self.close()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Article, Extractor, rules::Tables};
    use proptest::prelude::*;
    use serde_json::{Value, json};

    /// In one line, and over several.
    fn written(value: &impl Serialize) -> [String; 2] {
        let (mut line, mut lines) = (Vec::new(), Vec::new());
        compact(value, &mut line).unwrap();
        indented(value, &mut lines).unwrap();
        [line, lines].map(|bytes| String::from_utf8(bytes).unwrap())
    }

    fn written_by_serde_json(value: &impl Serialize) -> [String; 2] {
        [serde_json::to_string(value).unwrap(), serde_json::to_string_pretty(value).unwrap()]
    }

    #[test]
    fn values_are_written_as_serde_json_writes_them() {
        let value = json!({
            "a": [1, -2, 0.5, 1e300, u64::MAX, i64::MIN, null, true, false],
            "é\n": {"": [], "\"": {}}, "long": "baris pertama\nbaris kedua, lebih panjang",
        });
        assert_eq!(written(&value), written_by_serde_json(&value));
        assert_eq!(written(&(1u8, 'x', Some(f32::NAN), ()))[0], r#"[1,"x",null,null]"#);
    }

    #[test]
    fn a_record_is_written_as_serde_json_writes_it() {
        let extractor = Extractor::new(Tables::built_in()).unwrap();
        let text = "Jakarta - \"Kami siap,\" kata Budi Santoso, Senin (3/11/2025). Harga beras naik 5 persen.";
        let article = Article::new("a", text);
        let record = extractor.extract(&article);
        assert_eq!(written(&record), written_by_serde_json(&record));
        let numbered = std::collections::BTreeMap::from([(1u8, "a")]);
        assert!(compact(&numbered, &mut Vec::new()).is_err(), "no object has a number for a key");
    }

    proptest! {
        #[test]
        fn texts_are_written_as_serde_json_writes_them(text in any::<String>(), n in any::<i64>()) {
            let value = Value::from(vec![Value::from(text), Value::from(n)]);
            prop_assert_eq!(written(&value), written_by_serde_json(&value));
        }
    }
}
