//! Batches from outside: output folders and their manifests, kills, faults of the disk, streams at their limits.

mod common;

use std::collections::BTreeMap;
use std::fs;
use std::io::{Read, Write};
use std::path::Path;
use std::process::{Command as Process, Stdio};
use std::time::Duration;

use serde_json::{Value, json};

use common::{Ran, Room};

/// Short articles that all differ.
fn articles(count: usize) -> Vec<(String, String)> {
    let article = |n: usize| {
        let text = format!(
            "Warga Desa {n}\n\nBupati Siti Rahma mengunjungi {n} desa pada Senin (3/11/2025). \
             “Kami membantu warga,” kata Siti.\n"
        );
        (format!("in/{}/{n:04}.txt", n % 7), text)
    };
    (0..count).map(article).collect()
}

fn room_of(articles: &[(String, String)]) -> Room {
    let files: Vec<_> = articles.iter().map(|(n, t)| (n.as_str(), t.as_bytes())).collect();
    Room::new(&files)
}

/// All files below a folder with their bytes, hidden ones left out.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(next).unwrap() {
            let path = entry.unwrap().path();
            let name = path.strip_prefix(folder).unwrap().to_str().unwrap().to_owned();
            if path.is_dir() {
                folders.push(path);
            } else if !name.starts_with('.') {
                found.insert(name, fs::read(path).unwrap());
            }
        }
    }
    found
}

fn manifest(room: &Room, folder: &str) -> Vec<Value> {
    let text = fs::read_to_string(room.path().join(folder).join("manifest.jsonl")).unwrap();
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn statuses(room: &Room, folder: &str) -> Vec<(String, String)> {
    let field = |entry: &Value, name: &str| entry[name].as_str().unwrap().to_owned();
    let entries = manifest(room, folder);
    entries.iter().map(|e| (field(e, "path"), field(e, "status"))).collect()
}

fn pair(path: &str, status: &str) -> (String, String) {
    (path.to_owned(), status.to_owned())
}

#[test]
fn an_output_folder_holds_a_record_a_file_and_a_manifest() {
    let room = Room::new(&[("in/b/1.txt", b"Isi."), ("in/a.txt", b"A."), ("in/c.txt", b"\xFF")]);
    let ran = room.extract(&["in", "--out", "out"]);
    assert_eq!((ran.code, ran.out.as_str()), (1, ""));
    assert!(ran.err.starts_with("extract: in/c.txt: not UTF-8"), "{}", ran.err);
    assert!(ran.err.contains("3 articles, 1 failed, "), "{}", ran.err);
    let found = files(&room.path().join("out"));
    assert_eq!(found.keys().collect::<Vec<_>>(), ["a.json", "b/1.json", "manifest.jsonl"]);
    assert_eq!(String::from_utf8_lossy(&found["a.json"]), room.extract(&["in/a.txt"]).out);
    let entries = manifest(&room, "out");
    assert_eq!(entries[0]["path"], "in/a.txt");
    assert_eq!(entries[0]["sha256"].as_str().unwrap().len(), 64);
    assert_eq!(entries[0]["bytes"], found["a.json"].len());
    assert_eq!(entries[1]["record"], "b/1.json");
    assert_eq!((&entries[2]["status"], &entries[2]["record"]), (&json!("failed"), &Value::Null));
    assert!(entries[2]["reason"].as_str().unwrap().contains("not UTF-8"));
    assert_eq!(room.extract(&["in/a.txt", "--out", "one", "--quiet"]).err, "");
    assert_eq!(statuses(&room, "one"), [pair("in/a.txt", "done")]);
}

#[test]
fn a_second_run_does_only_what_has_changed() {
    let room = room_of(&articles(20));
    assert_eq!(room.extract(&["in", "--out", "out"]).code, 0);
    let first = files(&room.path().join("out"));
    let again = room.extract(&["in", "--out", "out"]);
    assert!(again.err.contains("20 articles, 20 unchanged, 0 failed"), "{}", again.err);
    assert_eq!(files(&room.path().join("out")), first);

    // A text, a record and an option that changed.
    fs::write(room.path().join("in/1/0001.txt"), "Lain.").unwrap();
    fs::write(room.path().join("out/2/0002.json"), "{}").unwrap();
    fs::remove_file(room.path().join("out/3/0003.json")).unwrap();
    let changed = room.extract(&["in", "--out", "out"]);
    assert!(changed.err.contains("20 articles, 17 unchanged, 0 failed"), "{}", changed.err);
    let second = files(&room.path().join("out"));
    assert_ne!(second["1/0001.json"], first["1/0001.json"]);
    assert_eq!(second["2/0002.json"], first["2/0002.json"]);
    assert_eq!(second["3/0003.json"], first["3/0003.json"]);
    let dated = room.extract(&["in", "--out", "out", "--date", "2025-11-04"]);
    assert!(dated.err.contains("20 articles, 0 failed"), "{}", dated.err);

    // Another form has other files, and the old ones go.
    room.extract(&["in", "--out", "out", "--to", "jsonl"]);
    let names: Vec<_> = files(&room.path().join("out")).into_keys().collect();
    assert_eq!(names.len(), 21);
    assert!(names.iter().all(|name| name.ends_with(".jsonl")), "{names:?}");
}

#[test]
fn a_record_outlives_a_file_that_cannot_be_read_and_not_one_that_is_no_article() {
    let room = Room::new(&[("a.txt", b"A."), ("b.txt", b"B.")]);
    let call = ["a.txt", "b.txt", "--out", "out"];
    assert_eq!(room.extract(&call).code, 0);
    fs::remove_file(room.path().join("a.txt")).unwrap();
    fs::write(room.path().join("b.txt"), b"\xFF").unwrap();
    assert_eq!(room.extract(&call).code, 1);
    let names: Vec<_> = files(&room.path().join("out")).into_keys().collect();
    assert_eq!(names, ["a.json", "manifest.jsonl"]);
    let entry = &manifest(&room, "out")[0];
    assert_eq!((&entry["status"], &entry["record"]), (&json!("failed"), &json!("a.json")));
    fs::write(room.path().join("a.txt"), b"A.").unwrap();
    fs::write(room.path().join("b.txt"), b"B.").unwrap();
    assert_eq!(room.extract(&call).code, 0);
    assert_eq!(files(&room.path().join("out")).len(), 3);
}

#[test]
fn a_folder_that_is_annotated_where_it_stands_keeps_its_articles() {
    let room = Room::new(&[("in/a.txt", b"A."), ("in/b.txt", b"B.")]);
    let call = ["in", "--to", "brat", "--out", "in"];
    assert_eq!(room.extract(&call).code, 0);
    fs::write(room.path().join("in/a.txt"), b"\xFF").unwrap();
    assert_eq!(room.extract(&call).code, 1);
    assert_eq!(fs::read(room.path().join("in/a.txt")).unwrap(), b"\xFF");
    assert!(!room.path().join("in/a.ann").exists() && room.path().join("in/b.ann").exists());
}

#[test]
fn records_of_articles_that_are_gone_are_told_and_pruned() {
    let room = Room::new(&[("in/a.txt", b"A."), ("in/x/b.txt", b"B."), ("c.txt", b"C.")]);
    assert_eq!(room.extract(&["in", "c.txt", "--out", "out"]).code, 0);
    fs::remove_file(room.path().join("in/x/b.txt")).unwrap();
    // What this run was not told to read is not gone.
    let ran = room.extract(&["in", "--out", "out"]);
    assert_eq!(ran.code, 0);
    assert!(ran.err.contains("extract: x/b.json: its article is gone; kept"), "{}", ran.err);
    assert!(ran.err.contains("1 article, 1 unchanged, 0 failed, 1 gone"), "{}", ran.err);
    let expected = [pair("in/a.txt", "done"), pair("in/x/b.txt", "gone"), pair("c.txt", "done")];
    assert_eq!(statuses(&room, "out"), expected);
    let ran = room.extract(&["in", "--out", "out", "--prune"]);
    assert!(ran.err.contains("extract: x/b.json: its article is gone; removed"), "{}", ran.err);
    let names: Vec<_> = files(&room.path().join("out")).into_keys().collect();
    assert_eq!(names, ["a.json", "c.json", "manifest.jsonl"]);
    assert!(!room.path().join("out/x").exists());
    room.extract(&["in", "--prune"]).refused(&["--out"]);
}

#[test]
fn lines_of_a_stream_have_files_by_their_ids() {
    let stream = |ids: &[&str]| -> Vec<u8> {
        let line = |id: &&str| format!("{}\n", json!({"id": id, "text": format!("Isi {id}.")}));
        ids.iter().map(line).collect::<String>().into_bytes()
    };
    let room = Room::new(&[("s.jsonl", &stream(&["a", "../b", "manifest", "a"]))]);
    let ran = room.extract(&["s.jsonl", "--out", "out", "--to", "jsonl"]);
    assert_eq!(ran.code, 1);
    assert!(ran.err.contains("s.jsonl line 4: another input of this run"), "{}", ran.err);
    let names: Vec<_> = files(&room.path().join("out")).into_keys().collect();
    assert_eq!(names, ["%2E%2E/b.jsonl", "%6Danifest.jsonl", "a.jsonl", "manifest.jsonl"]);
    // Lines move, come and go.
    fs::write(room.path().join("s.jsonl"), stream(&["c", "a"])).unwrap();
    let ran = room.extract(&["s.jsonl", "--out", "out", "--to", "jsonl", "--prune"]);
    assert!(ran.err.contains("2 articles, 1 unchanged, 0 failed, 2 gone"), "{}", ran.err);
    let names: Vec<_> = files(&room.path().join("out")).into_keys().collect();
    assert_eq!(names, ["a.jsonl", "c.jsonl", "manifest.jsonl"]);
}

#[test]
fn a_run_that_is_killed_goes_on_where_it_stopped() {
    let room = room_of(&articles(2000));
    let whole = room.extract(&["in", "--out", "whole", "--jobs", "2"]);
    assert_eq!(whole.code, 0, "{}", whole.err);
    let expected = files(&room.path().join("whole"));
    assert_eq!(expected.len(), 2001);

    // Kills when so many records stand, by a fixed sequence, each run going on from the last.
    let (mut seed, mut kills, mut due): (u32, u32, usize) = (7, 0, 0);
    let out = room.path().join("broken");
    let count = |folder: &Path| fs::read_dir(folder).map_or(0, Iterator::count);
    let written = || (0..7).map(|n| count(&out.join(n.to_string()))).sum::<usize>();
    for run in 0..60 {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        due = due.max(written()) + (seed >> 16) as usize % 80;
        let mut child = room
            .process(&["in", "--out", "broken", "--jobs", "2"])
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        while written() < due && child.try_wait().unwrap().is_none() {
            std::thread::yield_now();
        }
        child.kill().unwrap();
        kills += u32::from(child.wait().unwrap().code().is_none());
        // Whatever the moment, every record is whole.
        let broken = room.path().join("broken");
        if broken.exists() && run % 3 == 0 {
            for (name, bytes) in files(&broken) {
                let whole = name.starts_with("manifest") || expected[&name] == bytes;
                assert!(whole, "{name} is not whole after run {run}");
            }
        }
        if expected.len() == files(&broken).len() && broken.join("manifest.jsonl").exists() {
            break;
        }
    }
    assert!(kills >= 3, "only {kills} runs were killed");
    let last = room.extract(&["in", "--out", "broken", "--jobs", "2"]);
    assert_eq!(last.code, 0, "{}", last.err);
    assert!(last.err.contains(" unchanged"), "{}", last.err);
    assert!(files(&room.path().join("broken")) == expected, "the folders differ");
}

#[test]
fn the_order_of_inputs_and_the_number_of_workers_change_no_record() {
    let articles = articles(60);
    let room = room_of(&articles);
    let mut lines: Vec<String> = articles
        .iter()
        .map(|(name, text)| format!("{}\n", json!({"id": name, "text": text})))
        .collect();
    let sorted = |jobs: &str, lines: &[String]| {
        let ran =
            room.extract_from(&["--from", "jsonl", "-", "--jobs", jobs], lines.concat().as_bytes());
        assert_eq!(ran.code, 0, "{}", ran.err);
        let mut records: Vec<_> = ran.out.lines().map(str::to_owned).collect();
        assert_eq!(records.len(), 60);
        records.sort();
        records
    };
    let expected = sorted("1", &lines);
    for (jobs, step) in [("1", 7), ("2", 11), ("8", 13)] {
        // Every step-th line, around and around: an order of its own for each.
        lines = (0..60).map(|n| lines[n * step % 60].clone()).collect();
        assert!(sorted(jobs, &lines) == expected, "--jobs {jobs}");
    }
    let mut folders = Vec::new();
    for jobs in ["1", "2", "8"] {
        let out = format!("out{jobs}");
        assert_eq!(room.extract(&["in", "--out", &out, "--jobs", jobs]).code, 0);
        folders.push(files(&room.path().join(out)));
    }
    assert!(folders.windows(2).all(|w| w[0] == w[1]));
}

/// Runs the program by a shell that sets limits first.
#[cfg(unix)]
fn limited(room: &Room, script: &str) -> Ran {
    let program = assert_cmd::cargo::cargo_bin!("extract");
    let output = Process::new("sh")
        .args(["-c", script])
        .env("EXTRACT", program)
        .current_dir(room.path())
        .output()
        .unwrap();
    Ran::of(output)
}

#[cfg(unix)]
#[test]
fn a_disk_without_room_fails_single_articles_and_the_next_run_does_them() {
    let long = "Hujan turun di Jakarta. ".repeat(400);
    let room =
        Room::new(&[("in/a.txt", b"A."), ("in/b.txt", long.as_bytes()), ("in/c.txt", b"C.")]);
    // A file of more than 32 KiB can't be written; the signal that tells so is not heard.
    let ran = limited(&room, "trap '' XFSZ; ulimit -f 64; exec \"$EXTRACT\" in --out out");
    assert_eq!(ran.code, 1, "{}", ran.err);
    assert!(ran.err.contains("in/b.txt: its record cannot be written: "), "{}", ran.err);
    assert!(ran.err.contains("3 articles, 1 failed"), "{}", ran.err);
    let names: Vec<_> = files(&room.path().join("out")).into_keys().collect();
    assert_eq!(names, ["a.json", "c.json", "manifest.jsonl"]);
    let again = room.extract(&["in", "--out", "out"]);
    assert!(again.err.contains("3 articles, 2 unchanged, 0 failed"), "{}", again.err);
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_told_and_loses_nothing() {
    let room = room_of(&articles(40));
    fs::create_dir(room.path().join("disk")).unwrap();
    // A small disk of its own, where the system lets us have one.
    let script = "mount -t tmpfs -o size=128k none disk 2> /dev/null || exit 99; \
                  \"$EXTRACT\" in --out disk/out; code=$?; cp -r disk/out kept; exit $code";
    let ran = limited(&room, &format!("unshare --mount sh -c '{script}' || exit $?"));
    if ran.code == 99 || !room.path().join("kept").exists() {
        return; // No right to mount; the limit of a file's size stands in for it above.
    }
    assert_eq!(ran.code, 1, "{}", ran.err);
    assert!(ran.err.contains("No space left on device"), "{}", ran.err);
    let whole = room.extract(&["in", "--out", "whole"]);
    assert_eq!(whole.code, 0);
    let expected = files(&room.path().join("whole"));
    let kept = files(&room.path().join("kept"));
    assert!(kept.len() > 2 && kept.len() < expected.len());
    for (name, bytes) in &kept {
        assert!(name.starts_with("manifest") || expected[name] == *bytes, "{name}");
    }
    assert_eq!(room.extract(&["in", "--out", "kept"]).code, 0);
    assert!(files(&room.path().join("kept")) == expected);
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_standard_output_ends_the_run() {
    let room = Room::new(&[("a.txt", b"A.")]);
    let ran = limited(&room, "\"$EXTRACT\" a.txt > /dev/full");
    assert_eq!(ran.code, 1);
    assert!(ran.err.contains("cannot write the result: No space left"), "{}", ran.err);
}

#[test]
fn a_folder_that_cannot_be_written_to_is_refused_before_anything_is_read() {
    let room = Room::new(&[("a.txt", b"A."), ("other/manifest.jsonl", b"{\"mine\": 1}\n")]);
    room.extract(&["a.txt", "--out", "a.txt/out"]).refused(&["--out a.txt/out: "]);
    room.extract(&["a.txt", "--out", "other"]).refused(&["--out other: ", "no manifest has"]);
    let kept = fs::read(room.path().join("other/manifest.jsonl")).unwrap();
    assert_eq!(kept, b"{\"mine\": 1}\n");
}

#[cfg(unix)]
#[test]
fn two_runs_do_not_write_to_one_folder() {
    let room = Room::new(&[("a.txt", b"A.")]);
    let mut first = room
        .process(&["--from", "jsonl", "-", "--out", "out"])
        .stdin(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    wait_for(|| room.path().join("out/manifest.jsonl.part").exists());
    room.extract(&["a.txt", "--out", "out"]).refused(&["another run"]);
    drop(first.stdin.take());
    assert!(first.wait().unwrap().success());
    assert_eq!(room.extract(&["a.txt", "--out", "out"]).code, 0);
}

fn wait_for(mut there: impl FnMut() -> bool) {
    for _ in 0..3000 {
        if there() {
            return;
        }
        std::thread::sleep(Duration::from_millis(10));
    }
    panic!("waited in vain");
}

#[cfg(unix)]
#[test]
fn a_file_that_vanishes_in_mid_run_is_named_and_the_others_are_done() {
    let room = Room::new(&[("in/b.txt", b"B."), ("in/c.txt", b"C."), ("in/d.txt", b"D.")]);
    let pipe = room.path().join("in/a.txt");
    assert!(Process::new("mkfifo").arg(&pipe).status().unwrap().success());
    let child = room
        .process(&["in", "--jobs", "1"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // Opened when the program reads it: the folder has been listed by then.
    let mut article = fs::OpenOptions::new().write(true).open(&pipe).unwrap();
    fs::remove_file(room.path().join("in/c.txt")).unwrap();
    article.write_all(b"A.").unwrap();
    drop(article);
    let ran = Ran::of(child.wait_with_output().unwrap());
    assert_eq!((ran.code, ran.ids()), (1, ["a", "b", "d"].map(str::to_owned).to_vec()));
    assert!(ran.err.starts_with("extract: in/c.txt: cannot be read: "), "{}", ran.err);
}

#[cfg(unix)]
#[test]
fn a_loop_of_links_is_named_and_the_rest_done() {
    let room = Room::new(&[("in/a.txt", b"A."), ("in/x/b.txt", b"B.")]);
    std::os::unix::fs::symlink(room.path().join("in"), room.path().join("in/x/again")).unwrap();
    let ran = room.extract(&["in"]);
    assert_eq!((ran.code, ran.ids()), (1, ["a", "x/b"].map(str::to_owned).to_vec()));
    assert!(ran.err.contains("in/x/again: a link back to "), "{}", ran.err);
    assert_eq!(ran.err.lines().count(), 1);
}

#[cfg(unix)]
#[test]
fn ctrl_c_finishes_what_is_in_hand_and_writes_the_manifest() {
    let room = Room::new(&[]);
    let mut child = room
        .process(&["--from", "jsonl", "-", "--out", "out"])
        .stdin(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // The stream stays open: the program must not wait for its end.
    let mut input = child.stdin.take().unwrap();
    for id in ["a", "b"] {
        writeln!(input, "{}", json!({"id": id, "text": "Isi."})).unwrap();
    }
    wait_for(|| room.path().join("out/b.json").exists());
    let interrupt = Process::new("kill").args(["-INT", &child.id().to_string()]).status();
    assert!(interrupt.unwrap().success());
    let mut err = String::new();
    child.stderr.take().unwrap().read_to_string(&mut err).unwrap();
    assert_eq!(child.wait().unwrap().code(), Some(130));
    assert!(err.contains("2 articles, 0 failed"), "{err}");
    let expected = [pair("standard input", "done"), pair("standard input", "done")];
    assert_eq!(statuses(&room, "out"), expected);
    drop(input);
}

#[test]
fn fail_fast_stops_at_the_first_failure() {
    let room = Room::new(&[("a.txt", b"A."), ("b.txt", b"\xFF"), ("c.txt", b"C.")]);
    for jobs in ["1", "8"] {
        let call = ["a.txt", "b.txt", "c.txt", "--jobs", jobs];
        let ran = room.extract(&[&call[..], &["--fail-fast"]].concat());
        assert_eq!((ran.code, ran.ids()), (1, vec!["a".to_owned()]));
        assert_eq!(
            room.extract(&[&call[..], &["--fail-fast", "--keep-going"]].concat()).ids().len(),
            2
        );
    }
}

#[test]
fn what_is_too_long_is_an_error_in_its_place() {
    let long = json!({"id": "long", "text": "kata ".repeat(100)}).to_string();
    let input =
        format!("{{\"id\":\"a\",\"text\":\"A.\"}}\n{long}\n{{\"id\":\"b\",\"text\":\"B.\"}}\n");
    let room = Room::new(&[("long.txt", &[b'a'; 201]), ("fits.txt", &[b'a'; 200])]);
    let ran = room.extract_from(&["--from", "jsonl", "-", "--max-bytes", "200"], input.as_bytes());
    assert_eq!(ran.code, 1);
    let lines = ran.lines();
    assert_eq!(lines[0]["document"]["id"], "a");
    assert_eq!((&lines[1]["id"], &lines[1]["error"]["line"]), (&json!("long"), &json!(2)));
    assert!(lines[1]["error"]["reason"].as_str().unwrap().contains("larger than 200 bytes"));
    assert_eq!(lines[2]["document"]["id"], "b");
    let ran = room.extract(&["long.txt", "fits.txt", "--max-bytes", "200"]);
    assert_eq!((ran.code, ran.ids()), (1, vec!["fits".to_owned()]));
    assert!(ran.err.contains("long.txt: larger than 200 bytes"), "{}", ran.err);
    for size in ["0", "2G", "x", "", "1KB"] {
        room.extract(&["fits.txt", "--max-bytes", size]).refused(&["--max-bytes"]);
    }
}

#[test]
fn further_fields_go_into_the_record_when_asked_for() {
    let input = r#"{"url":{"b": 1.0,"a":[12345678901234567890]},"id":"a","text":"A.","n":1e2}"#;
    let room = Room::new(&[]);
    let ran = room.extract_from(&["--from", "jsonl", "-", "--keep-input"], input.as_bytes());
    let fields = r#""input":{"url":{"b": 1.0,"a":[12345678901234567890]},"n":1e2}}"#;
    assert!(ran.out.trim_end().ends_with(fields), "{}", ran.out);
    let ran = room.extract_from(&["--from", "jsonl", "-"], input.as_bytes());
    assert_eq!(ran.lines()[0].get("input"), None);
}

#[test]
fn compressed_inputs_are_unpacked_by_their_endings() {
    let text = "Hujan turun.\n";
    let line = json!({"id": "a", "text": text}).to_string() + "\n";
    let gzip = |bytes: &str| {
        let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        packed.write_all(bytes.as_bytes()).unwrap();
        packed.finish().unwrap()
    };
    let zstd = |bytes: &str| zstd::encode_all(bytes.as_bytes(), 1).unwrap();
    let broken = gzip(&line.repeat(3));
    let room = Room::new(&[
        ("in/a.txt", text.as_bytes()),
        ("in/b.txt.gz", &gzip(text)),
        ("in/c.txt.zst", &zstd(text)),
        ("s.jsonl", line.as_bytes()),
        ("s.jsonl.gz", &gzip(&line)),
        ("s.ndjson.zst", &zstd(&line)),
        ("broken.jsonl.gz", &broken[..broken.len() - 10]),
    ]);
    let ran = room.extract(&["in"]);
    assert_eq!((ran.code, ran.ids()), (0, ["a", "b", "c"].map(str::to_owned).to_vec()));
    let lines = ran.lines();
    assert_eq!(lines[0]["document"]["sha256"], lines[2]["document"]["sha256"]);
    let plain = room.extract(&["s.jsonl"]).out;
    assert_eq!(room.extract(&["s.jsonl.gz"]).out, plain);
    assert_eq!(room.extract(&["s.ndjson.zst"]).out, plain);
    let ran = room.extract(&["broken.jsonl.gz", "s.jsonl"]);
    assert_eq!(ran.code, 1);
    assert!(ran.err.contains("broken.jsonl.gz: cannot be read: "), "{}", ran.err);
    assert!(ran.out.ends_with(&plain));
}

#[test]
fn files_of_a_folder_are_chosen_by_patterns() {
    let room = Room::new(&[("in/a.md", b"A."), ("in/b.txt", b"B."), ("in/x/c.md", b"C.")]);
    assert_eq!(room.extract(&["in", "--glob", "*.md"]).ids(), ["a", "x/c"]);
    assert_eq!(room.extract(&["in", "--glob", "x/*", "--glob", "b.*"]).ids(), ["b", "x/c"]);
    room.extract(&["in", "--glob", "a["]).refused(&["--glob", "a["]);
}
