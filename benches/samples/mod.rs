//! The texts that are measured: the project's own articles.

use std::fs;
use std::path::Path;

/// The texts of the project's own articles, in order of their files' names.
pub fn texts() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/articles");
    let mut paths: Vec<_> = fs::read_dir(folder)
        .expect("the samples")
        .map(|entry| entry.expect("a file").path())
        .collect();
    paths.sort();
    paths.into_iter().map(|path| fs::read_to_string(path).expect("a text")).collect()
}
