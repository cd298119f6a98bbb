//! The program from outside: exit codes, messages, streams and folders.

mod common;

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::process::Stdio;
use std::time::Duration;

use serde_json::Value;

use common::Room;

#[test]
fn one_file_is_one_indented_record() {
    let room = Room::new(&[("a.b.txt", "Hujan turun.\r\n".as_bytes())]);
    let ran = room.extract(&["a.b.txt", "--date", "2024-06-20"]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    assert!(ran.out.starts_with("{\n  \"schema_version\": 1,\n"), "{}", ran.out);
    let record: Value = serde_json::from_str(&ran.out).unwrap();
    let document = &record["document"];
    assert_eq!(document["id"], "a.b");
    assert_eq!(document["source"], "a.b.txt");
    assert_eq!(document["characters"], 14);
    assert_eq!(document["published"], "2024-06-20");
    assert_eq!(document["published_from"], "option");
}

#[test]
fn standard_input_is_read_with_and_without_a_dash() {
    let room = Room::new(&[]);
    let (dash, pipe) = (room.extract_from(&["-"], b"Isi."), room.extract_from(&[], b"Isi."));
    assert_eq!(dash.out, pipe.out);
    let record: Value = serde_json::from_str(&dash.out).unwrap();
    assert_eq!(record["document"]["source"], Value::Null);
    assert_eq!(dash.code, 0);
}

#[test]
fn strange_texts_have_records() {
    let long = "kata ".repeat(1_000_000);
    let cases: [(&str, u64); 7] = [
        ("", 0),
        ("\u{FEFF}", 0),
        ("\u{FEFF}a\r\nb", 4),
        ("a\0b", 3),
        ("a\u{A0}\u{1F600}e\u{301}", 5),
        ("\n\n\n", 3),
        (&long, 5_000_000),
    ];
    let room = Room::new(&[]);
    for (text, characters) in cases {
        let ran = room.extract_from(&[], text.as_bytes());
        assert_eq!((ran.code, ran.err.as_str()), (0, ""));
        let record: Value = serde_json::from_str(&ran.out).unwrap();
        assert_eq!(record["document"]["characters"], characters);
    }
}

#[test]
fn a_text_that_is_not_utf8_is_refused_and_read_by_its_encoding() {
    let room = Room::new(&[("a.txt", b"Caf\xE9 baru")]);
    let ran = room.extract(&["a.txt"]);
    assert_eq!((ran.code, ran.out.as_str()), (1, ""));
    for words in ["a.txt: not UTF-8: byte 3", "0xE9", "--encoding windows-1252"] {
        assert!(ran.err.contains(words), "{}", ran.err);
    }
    let ran = room.extract(&["a.txt", "--encoding", "windows-1252"]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    assert!(ran.out.contains("\"characters\": 9"), "{}", ran.out);
    room.extract(&["a.txt", "--encoding", "klingon"]).refused(&["--encoding", "klingon"]);
}

#[test]
fn an_input_that_fails_is_named_and_the_others_are_done() {
    let room =
        Room::new(&[("a.txt", b"A."), ("b.txt", b"\xFF"), ("c.txt", b"C."), ("e/x.md", b"")]);
    let ran = room.extract(&["a.txt", "none.txt", "b.txt", "e", "c.txt"]);
    assert_eq!(ran.code, 1);
    assert_eq!(ran.ids(), ["a", "c"]);
    let errors: Vec<_> = ran.err.lines().collect();
    assert_eq!(errors.len(), 3, "{}", ran.err);
    assert!(errors[0].starts_with("extract: none.txt: cannot be read: "), "{}", ran.err);
    assert!(errors[1].starts_with("extract: b.txt: not UTF-8: byte 0"), "{}", ran.err);
    assert!(errors[2].starts_with("extract: e: no *.txt file"), "{}", ran.err);
    assert_eq!(room.extract(&["none.txt"]).code, 1);
}

#[cfg(unix)]
#[test]
fn an_unreadable_file_is_named() {
    use std::os::unix::fs::PermissionsExt;
    let room = Room::new(&[("a.txt", b"A."), ("b.txt", b"B.")]);
    fs::set_permissions(room.path().join("a.txt"), fs::Permissions::from_mode(0o000)).unwrap();
    if fs::read(room.path().join("a.txt")).is_ok() {
        return; // The superuser reads everything.
    }
    let ran = room.extract(&["."]);
    assert_eq!((ran.code, ran.ids()), (1, vec!["b".to_owned()]));
    assert!(ran.err.contains("a.txt: cannot be read"), "{}", ran.err);
}

#[test]
fn a_folder_is_read_in_path_order_by_any_number_of_workers() {
    let names: Vec<String> = (0..60).map(|n| format!("{}/{n:03}.txt", n % 7)).collect();
    let texts: Vec<String> = (0..60).map(|n| "Kata. ".repeat(n * 37 % 50)).collect();
    let files: Vec<_> = names.iter().zip(&texts).map(|(n, t)| (n.as_str(), t.as_bytes())).collect();
    let room = Room::new(&files);
    fs::write(room.path().join("3/bad.txt"), b"\xFF").unwrap();
    let one = room.extract(&[".", "--jobs", "1"]);
    assert_eq!(one.code, 1);
    let mut expected: Vec<_> =
        names.iter().map(|n| n.trim_end_matches(".txt").to_owned()).collect();
    expected.sort();
    assert_eq!(one.ids(), expected);
    for jobs in ["2", "8"] {
        let ran = room.extract(&[".", "--jobs", jobs]);
        assert!(ran.out == one.out && ran.err == one.err, "--jobs {jobs}");
    }
}

#[test]
fn a_stream_answers_every_line_in_its_place() {
    let input = concat!(
        "{\"id\":\"a\",\"text\":\"A.\",\"date\":\"2024-06-20\",\"url\":[1]}\n",
        "{\"id\":\"b\",\"date\":\"x\",\"text\":\"\"}\n",
        "\n",
        "{nonsense\n",
        "{\"id\":\"c\",\"text\":\"C.\"}"
    );
    let room = Room::new(&[("s.jsonl", input.as_bytes())]);
    for jobs in ["1", "2", "8"] {
        let ran = room.extract_from(
            &["--from", "jsonl", "--to", "jsonl", "-", "--jobs", jobs],
            input.as_bytes(),
        );
        assert_eq!(ran.code, 1);
        let lines = ran.lines();
        assert_eq!(lines.len(), 4);
        assert_eq!(lines[0]["document"]["published_from"], "input");
        assert_eq!(lines[1]["id"], "b");
        assert_eq!(lines[1]["error"]["line"], 2);
        assert!(lines[1]["error"]["reason"].as_str().unwrap().contains("`x` is not a day"));
        assert_eq!(lines[2]["id"], Value::Null);
        assert_eq!(lines[2]["error"]["line"], 4);
        assert_eq!(lines[3]["document"]["id"], "c");
        assert!(ran.err.contains("extract: standard input line 2: "), "{}", ran.err);
        let file = room.extract(&["s.jsonl", "--jobs", jobs]);
        assert_eq!(file.out, ran.out);
        assert!(file.err.contains("extract: s.jsonl line 4: "), "{}", file.err);
    }
}

#[test]
fn a_stream_is_answered_line_by_line() {
    for jobs in ["1", "2"] {
        let mut child = Room::new(&[])
            .process(&["--from", "jsonl", "-", "--jobs", jobs])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut input = child.stdin.take().unwrap();
        let mut answers = BufReader::new(child.stdout.take().unwrap());
        for id in ["a", "b", "c"] {
            writeln!(input, "{{\"id\":\"{id}\",\"text\":\"Isi.\"}}").unwrap();
            let mut answer = String::new();
            answers.read_line(&mut answer).unwrap();
            assert!(answer.contains(&format!("\"id\":\"{id}\"")), "{answer}");
        }
        drop(input);
        assert!(child.wait().unwrap().success());
    }
}

#[test]
fn a_closed_pipe_ends_quietly() {
    let room = Room::new(&[]);
    for jobs in ["1", "2"] {
        let mut child = room
            .process(&["--from", "jsonl", "-", "--jobs", jobs])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        drop(child.stdout.take());
        let mut input = child.stdin.take().unwrap();
        // The stream stays open. More than one line, for a process that another test is just
        // starting may hold the pipe's end for a moment.
        let mut ended = None;
        for _ in 0..1000 {
            let _ = writeln!(input, "{{\"id\":\"a\",\"text\":\"Isi.\"}}");
            ended = child.try_wait().unwrap();
            if ended.is_some() {
                break;
            }
            std::thread::sleep(Duration::from_millis(10));
        }
        let code = ended.expect("the program goes on without a reader").code();
        let mut err = String::new();
        child.stderr.take().unwrap().read_to_string(&mut err).unwrap();
        assert_eq!((code, err.as_str()), (Some(0), ""), "--jobs {jobs}");
    }
}

#[test]
fn wrong_calls_are_refused() {
    let room = Room::new(&[("a.txt", b"A.")]);
    room.extract(&["a.txt", "--date", "20 Juni 2024"]).refused(&["--date", "2024-06-20"]);
    room.extract(&["a.txt", "--date", "2024-02-30"]).refused(&["--date", "2024-02-30"]);
    room.extract(&["a.txt", "--to", "xml"]).refused(&["xml", "json, jsonl"]);
    room.extract(&["a.txt", "--to", "csv"]).refused(&["several files", "--out"]);
    room.extract(&["a.txt", "--from", "pdf"]).refused(&["pdf", "text, jsonl"]);
    room.extract(&["a.txt", "--only", "entities,evnts"]).refused(&["evnts", "events"]);
    room.extract(&["a.txt", "--rules", "nil"]).refused(&["nil", "cannot be read"]);
    room.extract(&["rules", "check", "nil"]).refused(&["nil", "cannot be read"]);
    room.extract(&["a.txt", "--jobs", "0"]).refused(&["--jobs"]);
    room.extract(&["--frm", "text"]).refused(&["--frm", "--from"]);
    room.extract(&["-", "-"]).refused(&["only once"]);
    let utf16 = ["--from", "jsonl", "--encoding", "utf-16le"];
    room.extract(&utf16).refused(&["line by line"]);
}

#[test]
fn side_jobs_do_their_jobs() {
    let table = b"form\tnote\nkata kerja\tcontoh\n";
    let room = Room::new(&[("schema", b"Isi."), ("mine/own/phrase.tsv", table)]);
    let schema = room.extract(&["schema"]);
    assert_eq!(schema.code, 0);
    assert_eq!(serde_json::from_str::<Value>(&schema.out).unwrap()["$id"], "urn:saripati:record:1");
    let file = room.extract(&["./schema"]);
    assert!(file.out.contains("\"id\": \"schema\""), "{}", file.out);
    assert_eq!(room.extract(&["rules", "check", "mine"]).code, 0);
    assert_eq!(room.extract(&["rules", "list"]).code, 0);
    let version = room.extract(&["--version"]).out;
    assert!(version.starts_with("extract ") && version.contains("(rules "), "{version}");
    let help = room.extract(&["--help"]).out;
    assert!(help.contains("Examples:") && help.contains("./schema"), "{help}");
    assert!(help.lines().count() < 60, "{help}");
}

#[test]
fn parts_can_be_kept_alone() {
    let room = Room::new(&[("a.txt", b"A.")]);
    let ran = room.extract(&["a.txt", "--only", "sentences, events", "--to", "jsonl"]);
    assert_eq!(ran.code, 0);
    assert_eq!(ran.lines()[0]["entities"], serde_json::json!([]));
}
