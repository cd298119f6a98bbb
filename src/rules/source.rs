//! Where rule files come from: those built into the binary, and the user's folders laid over them.

use super::error::{Error, Place};
use std::borrow::Cow;
use std::path::Path;

/// One rule file as read.
#[derive(Clone, Debug)]
pub struct Source {
    /// Path below the rules folder with forward slashes: `times/month.tsv`.
    pub name: String,
    /// How to name the file to its reader: `rules/times/month.tsv`, or the path as the user gave it.
    pub shown: String,
    /// The contents.
    pub text: Cow<'static, str>,
}

impl Source {
    /// The room that the file belongs to: its first folder.
    pub fn room(&self) -> &str {
        self.name.split_once('/').map_or("", |(room, _)| room)
    }

    /// The file's name without folder and ending: the name of the list that it holds.
    pub fn stem(&self) -> &str {
        let file = self.name.rsplit('/').next().unwrap_or(&self.name);
        file.rsplit_once('.').map_or(file, |(stem, _)| stem)
    }

    /// The place of byte `offset` of the file.
    pub fn place(&self, offset: usize) -> Place {
        Place::at(&self.shown, &self.text, offset)
    }
}

/// Every `*.tsv` and `*.toml` below `folder`, in path order.
///
/// # Errors
/// When the folder or a file in it cannot be read, is not UTF-8, or the folder holds no table.
pub fn folder(folder: &Path) -> Result<Vec<Source>, Error> {
    let mut sources = Vec::new();
    walk(folder, folder, &mut sources)?;
    if sources.is_empty() {
        let error = Error::new(file_place(folder), "no rule table (*.tsv, *.toml) in this folder");
        return Err(error.help("the layout is that of rules/: ROOM/NAME.tsv and ROOM/NAME.toml"));
    }
    sources.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(sources)
}

fn walk(root: &Path, folder: &Path, sources: &mut Vec<Source>) -> Result<(), Error> {
    let unreadable = |path: &Path, error: std::io::Error| {
        Error::new(file_place(path), format!("cannot be read: {error}"))
    };
    for entry in std::fs::read_dir(folder).map_err(|e| unreadable(folder, e))? {
        let path = entry.map_err(|e| unreadable(folder, e))?.path();
        if path.is_dir() {
            walk(root, &path, sources)?;
        } else if path.extension().is_some_and(|e| e == "tsv" || e == "toml") {
            let text = std::fs::read_to_string(&path).map_err(|e| unreadable(&path, e))?;
            let below = path.strip_prefix(root).unwrap_or(&path);
            sources.push(Source {
                name: below.to_string_lossy().replace('\\', "/"),
                shown: path.to_string_lossy().into_owned(),
                text: Cow::Owned(text),
            });
        }
    }
    Ok(())
}

fn file_place(path: &Path) -> Place {
    Place { file: path.to_string_lossy().into_owned().into(), line: 1, column: 1 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_knows_its_room_and_its_list() {
        let source = Source {
            name: "times/month.tsv".into(),
            shown: "x/times/month.tsv".into(),
            text: Cow::Borrowed("form\n"),
        };
        assert_eq!((source.room(), source.stem()), ("times", "month"));
    }
}
