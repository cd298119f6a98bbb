//! The rule reader: any file of any room is compiled, or refused at a place in it.

#![no_main]

use std::borrow::Cow;

use libfuzzer_sys::fuzz_target;
use saripati::rules::{ROOMS, Source};
use saripati::{Extractor, Tables};

fuzz_target!(|file: (u8, bool, &str)| {
    let (room, is_list, text) = file;
    let room = ROOMS[usize::from(room) % ROOMS.len()].name;
    let name = format!("{room}/fuzz.{}", if is_list { "tsv" } else { "toml" });
    let text = Cow::Owned(text.to_owned());
    let source = Source { shown: name.clone(), name, text };
    match Tables::compile(&[vec![source]]) {
        Ok(tables) => {
            // The layers want lists that are not there, and must say so.
            let _ = Extractor::new(tables);
        }
        Err(errors) => {
            assert!(!errors.0.is_empty());
            for error in &errors.0 {
                assert!(error.place.line >= 1 && error.place.column >= 1, "{error}");
            }
            assert!(!errors.to_string().is_empty());
        }
    }
});
