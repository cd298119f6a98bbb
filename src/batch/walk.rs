//! Folders: the files wanted, in path order, listed as they are asked for.

use std::path::{Path, PathBuf};

use globset::{GlobBuilder, GlobSet, GlobSetBuilder};
use walkdir::{DirEntry, WalkDir};

use crate::input::{Error, ends_in, unpacked_name};

/// Which files of a folder are wanted.
#[derive(Debug, Clone)]
pub enum Wanted {
    /// Those with one of these endings, letter case ignored; compressed ones too (`a.txt.gz`).
    Endings(&'static [&'static str]),
    /// Those that one of the patterns fits.
    Globs(Globs),
}

/// Patterns for the paths of files below a folder.
#[derive(Debug, Clone)]
pub struct Globs {
    /// As they were written.
    written: Vec<String>,
    /// Patterns for a file's name.
    names: GlobSet,
    /// Patterns with a slash, for the path below the folder.
    paths: GlobSet,
}

impl Globs {
    /// Reads patterns of `*`, `?`, `[…]`, `{…,…}` and `**`. One without a slash is for the file's
    /// name, in whatever folder; one with a slash for the whole path below the folder.
    ///
    /// # Errors
    /// What is wrong with the first bad pattern, in words.
    pub fn new(patterns: &[String]) -> Result<Globs, String> {
        let (mut names, mut paths) = (GlobSetBuilder::new(), GlobSetBuilder::new());
        for pattern in patterns {
            let glob = GlobBuilder::new(pattern.trim_start_matches('/'))
                .literal_separator(true)
                .build()
                .map_err(|error| format!("`{pattern}`: {}", error.kind()))?;
            if pattern.contains('/') {
                paths.add(glob)
            } else {
                names.add(glob)
            };
        }
        let build = |set: GlobSetBuilder| set.build().map_err(|error| error.to_string());
        Ok(Globs { written: patterns.to_vec(), names: build(names)?, paths: build(paths)? })
    }
}

impl Wanted {
    /// Whether the file at `path` below the folder is wanted.
    fn has(&self, below: &Path) -> bool {
        match self {
            Wanted::Endings(endings) => ends_in(&unpacked_name(below), endings),
            Wanted::Globs(globs) => {
                let name = below.file_name().is_some_and(|name| globs.names.is_match(name));
                name || globs.paths.is_match(below)
            }
        }
    }

    /// How the files are called in a message.
    fn shown(&self) -> String {
        match self {
            Wanted::Endings(endings) => format!("*.{}", endings.join(" or *.")),
            Wanted::Globs(globs) => globs.written.join(" or "),
        }
    }
}

/// The files below `folder` that are wanted, ordered by their paths, component by component; and
/// what could not be read, in its place. A folder with none is an error.
///
/// Hidden files and folders are left out. A link counts as what it leads to; one that leads back
/// to a folder that it lies in is told and not followed. Only the folders on the way to the
/// present file are held in memory.
pub fn walk(
    folder: PathBuf,
    wanted: Wanted,
) -> impl Iterator<Item = Result<PathBuf, (PathBuf, Error)>> + Send {
    let entries = WalkDir::new(&folder).follow_links(true).sort_by_file_name().into_iter();
    let (root, kind) = (folder.clone(), wanted.clone());
    let mut found = entries
        .filter_entry(|entry| entry.depth() == 0 || !is_hidden(entry))
        .filter_map(move |entry| match entry {
            Ok(entry) if entry.file_type().is_dir() => None,
            Ok(entry) => {
                let below = entry.path().strip_prefix(&root).unwrap_or(entry.path());
                kind.has(below).then(|| Ok(entry.into_path()))
            }
            Err(error) => Some(Err(fault(error, &root))),
        })
        .peekable();
    let empty = found.peek().is_none().then(|| Err((folder, Error::EmptyFolder(wanted.shown()))));
    found.chain(empty)
}

fn is_hidden(entry: &DirEntry) -> bool {
    entry.file_name().as_encoded_bytes().starts_with(b".")
}

/// What could not be read, and why.
fn fault(error: walkdir::Error, root: &Path) -> (PathBuf, Error) {
    let path = error.path().unwrap_or(root).to_owned();
    match error.loop_ancestor() {
        Some(ancestor) => {
            let ancestor = ancestor.to_owned();
            (path, Error::Loop(ancestor))
        }
        None => (
            path,
            Error::Unreadable(
                error
                    .into_io_error()
                    .unwrap_or_else(|| std::io::Error::other("the folder can't be listed")),
            ),
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: Wanted = Wanted::Endings(&["txt"]);

    fn room(files: &[&str]) -> tempfile::TempDir {
        let room = tempfile::tempdir().unwrap();
        for file in files {
            let path = room.path().join(file);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, "").unwrap();
        }
        room
    }

    fn names(room: &tempfile::TempDir, wanted: Wanted) -> Vec<String> {
        let below = |path: PathBuf| path.strip_prefix(room.path()).unwrap().display().to_string();
        walk(room.path().to_owned(), wanted)
            .map(|found| found.map_or_else(|(path, _)| format!("!{}", below(path)), below))
            .collect()
    }

    #[test]
    fn files_come_in_path_order_without_hidden_ones() {
        let room = room(&[
            "b.txt",
            "a.TXT",
            "b/z.txt",
            "b/c/y.txt",
            ".x.txt",
            ".d/w.txt",
            "v.md",
            "txt",
            "b/u.txt.gz",
            "b/t.txt.zst",
            "b/s.gz",
        ]);
        let expected = ["a.TXT", "b/c/y.txt", "b/t.txt.zst", "b/u.txt.gz", "b/z.txt", "b.txt"];
        assert_eq!(names(&room, TEXT), expected);
    }

    #[test]
    #[cfg(unix)]
    fn a_link_is_followed_and_a_loop_of_links_told_in_its_place() {
        let room = room(&["a/1.txt", "b/2.txt", "c.txt"]);
        let link = |to: &str, name: &str| {
            std::os::unix::fs::symlink(room.path().join(to), room.path().join(name)).unwrap();
        };
        link("", "a/back");
        link("b", "a/more");
        link("nowhere", "d.txt");
        let expected = ["a/1.txt", "!a/back", "a/more/2.txt", "b/2.txt", "c.txt", "!d.txt"];
        assert_eq!(names(&room, TEXT), expected);
    }

    #[test]
    fn patterns_choose_by_name_or_by_path() {
        let room = room(&["a/1.md", "a/2.txt", "b/1.md", "b/c/3.md"]);
        let chosen = |patterns: &[&str]| {
            let patterns: Vec<_> = patterns.iter().map(|p| p.to_string()).collect();
            names(&room, Wanted::Globs(Globs::new(&patterns).unwrap()))
        };
        assert_eq!(chosen(&["*.md"]), ["a/1.md", "b/1.md", "b/c/3.md"]);
        assert_eq!(chosen(&["b/*.md", "2.*"]), ["a/2.txt", "b/1.md"]);
        assert_eq!(chosen(&["/b/**"]), ["b/1.md", "b/c/3.md"]);
        assert_eq!(chosen(&["*.pdf"]), ["!"]);
        assert!(Globs::new(&["a[".into()]).unwrap_err().contains("`a[`"));
    }

    #[test]
    fn a_folder_that_is_not_there_or_is_empty_is_told() {
        let room = room(&["a.md"]);
        let found: Vec<_> = walk(room.path().join("nil"), TEXT).collect();
        assert!(matches!(&found[..], [Err((_, Error::Unreadable(_)))]));
        let found: Vec<_> = walk(room.path().to_owned(), TEXT).collect();
        assert!(matches!(&found[..], [Err((_, Error::EmptyFolder(shown)))] if shown == "*.txt"));
    }
}
