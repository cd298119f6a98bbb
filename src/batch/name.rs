//! The file of a record in an output folder, by the article's id: any id has one, inside the folder.

use crate::input::sha256;

/// Longest part of a path that is written out, in bytes; file systems allow 255.
const LONGEST: usize = 180;

/// Path of the record of article `id` below the output folder, its parts parted by `/`.
///
/// Ids are kept readable: a folder's structure stays, and letters, digits and `-_.,+@=` and blanks
/// inside stand as they are. All else is `%` and two hexadecimal digits a byte, so that two ids
/// never share a file and none leads out of the folder. A part that is too long is cut and ends in
/// the fingerprint of the whole.
pub fn record_file(id: &str, ending: &str) -> String {
    let (folders, last) = id.rsplit_once('/').map_or((None, id), |(f, last)| (Some(f), last));
    let mut path = String::with_capacity(id.len() + ending.len() + 1);
    for folder in folders.into_iter().flat_map(|folders| folders.split('/')) {
        part(folder, &mut path);
        path.push('/');
    }
    part(last, &mut path);
    path.push('.');
    path.push_str(ending);
    // The manifest's own name is taken.
    match path.strip_prefix('m') {
        Some(rest) if path.starts_with(super::manifest::FILE) => format!("%6D{rest}"),
        _ => path,
    }
}

fn part(id: &str, path: &mut String) {
    let from = path.len();
    let last = id.chars().count().saturating_sub(1);
    for (at, c) in id.chars().enumerate() {
        let stands = match c {
            // A leading point hides a file or leads upwards; some systems drop what ends a name.
            '.' => at > 0 && at < last,
            ' ' => at > 0 && at < last,
            '-' | '_' | ',' | '+' | '@' | '=' => true,
            c => c.is_alphanumeric(),
        };
        if stands {
            path.push(c);
        } else {
            let mut bytes = [0; 4];
            for byte in c.encode_utf8(&mut bytes).bytes() {
                path.push_str(&format!("%{byte:02X}"));
            }
        }
    }
    if id.is_empty() {
        path.push('%');
    }
    if path.len() - from > LONGEST {
        let cut = (from..=from + LONGEST).rev().find(|&at| path.is_char_boundary(at));
        path.truncate(cut.unwrap_or(from));
        path.push('%');
        path.push_str(&sha256(id.as_bytes())[..32]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_stay_readable_and_inside_the_folder() {
        let cases = [
            ("a.b", "a.b.json"),
            ("2024/06/berita satu", "2024/06/berita satu.json"),
            ("../../etc/passwd", "%2E%2E/%2E%2E/etc/passwd.json"),
            ("/etc", "%/etc.json"),
            ("", "%.json"),
            ("a/", "a/%.json"),
            (".x", "%2Ex.json"),
            ("a\\b:c\0%", "a%5Cb%3Ac%00%25.json"),
            ("Café", "Café.json"),
            ("x. ", "x.%20.json"),
        ];
        for (id, expected) in cases {
            assert_eq!(record_file(id, "json"), expected);
        }
        assert_eq!(record_file("manifest", "jsonl"), "%6Danifest.jsonl");
        assert_eq!(record_file("manifest", "json"), "manifest.json");
        assert_eq!(record_file("dir/manifest", "jsonl"), "dir/manifest.jsonl");
    }

    #[test]
    fn long_ids_are_cut_and_still_differ() {
        let (a, b) = (format!("{}a", "é".repeat(500)), format!("{}b", "é".repeat(500)));
        let (a, b) = (record_file(&a, "json"), record_file(&b, "json"));
        assert!(a != b && a.len() < 255 && b.len() < 255, "{a}");
    }
}
