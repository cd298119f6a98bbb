//! Folders: every file with the ending wanted, in path order.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// The files below `folder` that end in one of `endings` (letter case ignored), ordered by their
/// paths, component by component; and the folders that could not be read.
///
/// Hidden files and folders are left out. A link to a file counts as the file; a link to a folder
/// is not followed, so that a loop of links does no harm. `folder` itself may be a link.
pub fn walk(folder: &Path, endings: &[&str]) -> Vec<(PathBuf, io::Result<()>)> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        if let Err(error) = list(&folder, endings, &mut found, &mut folders) {
            found.push((folder, Err(error)));
        }
    }
    found.sort_by(|a, b| a.0.cmp(&b.0));
    found
}

fn list(
    folder: &Path,
    endings: &[&str],
    found: &mut Vec<(PathBuf, io::Result<()>)>,
    folders: &mut Vec<PathBuf>,
) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_name().as_encoded_bytes().starts_with(b".") {
            continue;
        }
        let (path, kind) = (entry.path(), entry.file_type()?);
        if kind.is_dir() {
            folders.push(path);
        } else if ends_in(&path, endings) && !(kind.is_symlink() && path.is_dir()) {
            found.push((path, Ok(())));
        }
    }
    Ok(())
}

/// Whether the path's ending is one of `endings`.
pub fn ends_in(path: &Path, endings: &[&str]) -> bool {
    path.extension().is_some_and(|e| endings.iter().any(|ending| e.eq_ignore_ascii_case(ending)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_come_in_path_order_without_hidden_ones_and_loops() {
        let root = tempfile::tempdir().unwrap();
        let at = |name: &str| root.path().join(name);
        for folder in ["b", "b/c", ".d"] {
            fs::create_dir(at(folder)).unwrap();
        }
        for file in ["b.txt", "a.TXT", "b/z.txt", "b/c/y.txt", ".x.txt", ".d/w.txt", "v.md", "txt"]
        {
            fs::write(at(file), "").unwrap();
        }
        #[cfg(unix)]
        std::os::unix::fs::symlink(root.path(), at("b/loop.txt")).unwrap();
        let found = walk(root.path(), &["txt"]);
        let names: Vec<_> =
            found.iter().map(|(path, _)| path.strip_prefix(root.path()).unwrap()).collect();
        let expected = ["a.TXT", "b/c/y.txt", "b/z.txt", "b.txt"].map(Path::new);
        assert_eq!(names, expected);
        assert!(found.iter().all(|(_, read)| read.is_ok()));
    }

    #[test]
    fn a_folder_that_is_not_there_is_told() {
        let root = tempfile::tempdir().unwrap();
        let found = walk(&root.path().join("nil"), &["txt"]);
        assert!(matches!(&found[..], [(_, Err(_))]));
    }
}
