//! The tables that ship with the binary: compiled when it was built, and their files for overlays.

use crate::rules::flat::Reader;
use crate::rules::{Errors, Source, Tables, folder};
use crate::weights::Weighing;
use std::borrow::Cow;
use std::path::Path;

/// Numbers are read in place, so the bytes begin on a multiple of eight.
#[repr(C, align(8))]
struct Aligned<B: ?Sized>(B);

/// What the build wrote under a name: numbers, and the text that belongs to them.
macro_rules! built {
    ($name:literal) => {{
        static BYTES: &Aligned<[u8]> =
            &Aligned(*include_bytes!(concat!(env!("OUT_DIR"), "/", $name, ".bin")));
        Reader::new(&BYTES.0, include_str!(concat!(env!("OUT_DIR"), "/", $name, ".txt")))
    }};
}

impl Weighing {
    /// The weights of names that ship with the binary, compiled with its tables.
    pub fn built_in() -> Weighing {
        Weighing::read(built!("weights"))
    }
}

impl Tables {
    /// The tables that ship with the binary.
    pub fn built_in() -> Tables {
        Tables::read(built!("tables"))
    }

    /// The built-in tables with the user's folders laid over them, the last folder uppermost: rows
    /// and rules of the same name are replaced, others are added. Everything is compiled from the
    /// files, so that rules have their examples.
    ///
    /// # Errors
    /// Every fault found, with its file, line and column.
    pub fn with_overlays(folders: &[impl AsRef<Path>]) -> Result<Tables, Errors> {
        let mut layers = vec![sources()];
        for path in folders {
            layers.push(folder(path.as_ref())?);
        }
        Tables::compile(&layers)
    }
}

/// The files of the tables that ship with the binary, in path order.
pub fn sources() -> Vec<Source> {
    const FILES: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/rule_files.rs"));
    let source = |&(name, text): &(&str, &'static str)| Source {
        name: name.to_owned(),
        shown: format!("rules/{name}"),
        text: Cow::Borrowed(text),
    };
    FILES.iter().map(source).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_files_come_in_path_order() {
        assert!(sources().windows(2).all(|pair| pair[0].name < pair[1].name));
    }

    #[test]
    fn compiled_tables_are_those_of_the_files() {
        let (shipped, compiled) = (Tables::built_in(), Tables::compile(&[sources()]).unwrap());
        assert_eq!(shipped.hash(), compiled.hash());
        assert_eq!(shipped.words.bound(), compiled.words.bound());
        assert_eq!(shipped.rule_count(), compiled.rule_count());
        for id in (0..compiled.rule_count() as u32).map(crate::rules::RuleId) {
            let (a, b) = (shipped.rule(id), compiled.rule(id));
            assert_eq!((&a.id, &a.place, &a.program), (&b.id, &b.place, &b.program));
        }
    }
}
