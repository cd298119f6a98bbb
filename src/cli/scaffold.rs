//! `extract rules new`: a folder of rule tables to begin with.

use std::fs;
use std::io;
use std::path::Path;

use saripati::Error;

use super::{Outcome, print};

/// The files of a new folder.
const FILES: &[(&str, &str)] = &[
    ("README.md", include_str!("../../templates/overlay/README.md")),
    ("gazetteer/klub_baca.tsv", include_str!("../../templates/overlay/gazetteer/klub_baca.tsv")),
    ("events/bacaan.tsv", include_str!("../../templates/overlay/events/bacaan.tsv")),
    ("events/bedah_buku.toml", include_str!("../../templates/overlay/events/bedah_buku.toml")),
];

/// Makes the folder and its files; refuses one that has anything in it.
pub fn run(folder: &Path) -> anyhow::Result<Outcome> {
    let refused = |what: &dyn std::fmt::Display| {
        Error::Call(format!("rules new: {}: {what}", folder.display()))
    };
    match fs::read_dir(folder) {
        Ok(mut entries) => {
            if entries.next().is_some() {
                return Err(refused(&"not empty; name a folder that does not exist yet").into());
            }
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        Err(error) => return Err(refused(&error).into()),
    }
    let mut told = String::new();
    for (name, text) in FILES {
        let path = folder.join(name);
        let made = path.parent().map_or(Ok(()), fs::create_dir_all);
        made.and_then(|()| fs::write(&path, text)).map_err(|error| refused(&error))?;
        told.push_str(&format!("{}\n", path.display()));
    }
    told.push_str(&format!("next: extract rules check {}\n", folder.display()));
    print(told.as_bytes())
}
