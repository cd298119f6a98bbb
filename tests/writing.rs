//! The side jobs for people who write rules: check, new, coverage, why, why-not, eval, calibrate.

mod common;

use std::fs;

use common::Room;
use serde_json::Value;

const NAMES: &[u8] = b"#! case = name\nform\ttype\nKlub Baca Lontar\tORGANIZATION\n";
const ARTICLE: &[u8] =
    "Klub Baca Lontar membedah novel di Bandung, Kamis (20/6/2024).\n".as_bytes();

#[test]
fn a_fault_is_drawn_under_its_line() {
    let rule = b"[[rule]]\nid = 'times.x'\nmatch = 'pada @mont'\ntype = 'DATE'\nvalue = 'X'\nyes = ['pada [Mei]']\nno = ['itu']\n";
    let room = Room::new(&[("mine/times/x.toml", rule)]);
    let ran = room.extract(&["rules", "check", "mine"]);
    ran.refused(&[
        "error: unknown list `@mont`",
        "--> mine/times/x.toml:3:",
        "3 | match = 'pada @mont'",
        "^^^^",
        "help: did you mean `month`?",
    ]);
    assert!(!ran.err.contains('\u{1b}'), "colour in a pipe: {}", ran.err);
    // The same fault ends an extraction in the same words.
    let other = room.extract_from(&["--rules", "mine"], b"Isi.");
    assert_eq!((other.code, other.err), (2, ran.err));
}

#[test]
fn an_example_that_fails_is_shown_whole() {
    let rule = b"[[rule]]\nid = 'times.x'\nmatch = 'musim durian'\ntype = 'DATE'\nvalue = 'PAST_REF'\nyes = ['[musim duku]']\nno = ['itu']\n";
    let room = Room::new(&[("mine/times/x.toml", rule)]);
    room.extract(&["rules", "check", "mine"]).refused(&[
        "makes nothing",
        "'[musim duku]'",
        "^^^^^^^^^^^^",
    ]);
}

#[test]
fn what_cannot_be_meant_is_a_warning() {
    let twice = b"form\ttype\na b\tPERSON\na b | c\tPERSON\n";
    let rules = b"[define]\nx = 'a'\n[[rule]]\nid = 'times.one'\nmatch = 'musim durian'\ntype = 'DATE'\nvalue = 'PAST_REF'\nyes = ['[musim durian]']\nno = ['itu']\n\
        [[rule]]\nid = 'times.two'\nmatch = 'musim durian'\ntype = 'DATE'\nvalue = 'PAST_REF'\nyes = ['[musim durian]']\nno = ['itu']\n";
    let room = Room::new(&[
        ("mine/gazetteer/dua.tsv", twice),
        ("mine/lexicon/sepi.tsv", b"form\tnote\nkata kerja\tx\n"),
        ("mine/times/x.toml", &rules[..rules.len()]),
        ("mine/times/y.toml", b"[define]\nx = 'b'\n"),
        ("mine/names/z.toml", b"[define]\nlong_act = 'b'\n"),
        ("clean/gazetteer/klub.tsv", NAMES),
    ]);
    let clean = room.extract(&["rules", "check", "clean", "--strict"]);
    assert_eq!((clean.code, clean.err.as_str()), (0, ""), "{}", clean.out);
    let ran = room.extract(&["rules", "check", "mine", "--strict"]);
    ran.refused(&[
        "`a b` is a form of line 2 too",
        "nothing reads the list `sepi`",
        "no pattern uses the definition `x`",
        "`times.one` has every match of this rule",
        "`times` defines `x` twice, and means this in both places",
        "built-in rules of `names` that use `&long_act` now mean this",
    ]);
    // The second rule's example fails for that reason.
    for file in ["times/x.toml", "times/y.toml", "names/z.toml"] {
        fs::remove_file(room.path().join("mine").join(file)).unwrap();
    }
    let ran = room.extract(&["rules", "check", "mine"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(ran.out.contains("2 warnings"), "{}", ran.out);
    assert!(ran.err.contains("warning: nothing reads"), "{}", ran.err);
}

#[test]
fn a_row_that_is_built_in_already_is_told() {
    let tables = saripati::embedded::sources();
    let source = tables.iter().find(|s| s.name == "times/month.tsv").unwrap();
    let kept: Vec<&str> = source.text.lines().filter(|l| !l.starts_with('#')).take(2).collect();
    let text = kept.join("\n") + "\n";
    let room = Room::new(&[("mine/times/month.tsv", text.as_bytes())]);
    let ran = room.extract(&["rules", "check", "mine"]);
    assert!(ran.err.contains("stands just so in the tables below"), "{} {}", ran.out, ran.err);
    assert!(ran.out.contains("1 built-in rows and rules replaced"), "{}", ran.out);
}

#[test]
fn a_new_folder_passes_its_own_check() {
    let room = Room::new(&[("full/x", b""), ("a.txt", ARTICLE)]);
    let made = room.extract(&["rules", "new", "mine"]);
    assert_eq!(made.code, 0, "{}", made.err);
    assert!(made.out.contains("mine/README.md") && made.out.contains("next: "), "{}", made.out);
    let checked = room.extract(&["rules", "check", "mine", "--strict"]);
    assert_eq!((checked.code, checked.err.as_str()), (0, ""), "{}", checked.out);
    let record = room.extract(&["a.txt", "--rules", "mine", "--to", "jsonl"]);
    assert_eq!(record.lines()[0]["entities"][0]["name"], "Klub Baca Lontar");
    assert!(record.out.contains("events.klub.bedah_buku"), "{}", record.out);
    room.extract(&["rules", "new", "full"]).refused(&["not empty"]);
}

#[test]
fn coverage_counts_what_rules_make() {
    let room = Room::new(&[("a.txt", ARTICLE), ("mine/gazetteer/k.tsv", NAMES)]);
    let ran = room.extract(&["rules", "coverage", "a.txt", "--rules", "mine"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(ran.out.starts_with("1 articles; 1 of 1 rules made something\n"), "{}", ran.out);
    assert!(ran.out.contains("1  k/Klub Baca Lontar\nnever fired: 0"), "{}", ran.out);
    let all = room.extract(&["rules", "coverage", ".", "--show", "3"]);
    assert!(all.out.contains("times.") && all.out.contains("more (--show "), "{}", all.out);
}

#[test]
fn why_tells_the_rows_behind_a_fact() {
    let room = Room::new(&[("a.txt", ARTICLE), ("mine/gazetteer/k.tsv", NAMES)]);
    let name = room.extract(&["why", "a.txt", "--at", "1:1", "--rules", "mine"]);
    for part in [
        "e1 ORGANIZATION \"Klub Baca Lontar\"",
        "k/Klub Baca Lontar",
        "mine/gazetteer/k.tsv:3:1",
        "rules/names/",
    ] {
        assert!(name.out.contains(part), "{part}: {}{}", name.out, name.err);
    }
    let time = room.extract(&["why", "a.txt", "--at", "1:46"]);
    assert!(time.out.contains("2024-06-20") && time.out.contains("rule times."), "{}", time.out);
    let text =
        fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/articles/putin.txt")).unwrap();
    fs::write(room.path().join("putin.txt"), text).unwrap();
    let event = room.extract(&["why", "putin.txt", "--fact", "v1"]);
    for part in [
        "v1 CONSULT/visit \"Kunjungan\"",
        "rule events.consult",
        "rules/events/consult.toml:",
        "actor ",
        "actual and positive",
    ] {
        assert!(event.out.contains(part), "{part}: {}", event.out);
    }
    room.extract(&["why", "a.txt", "--fact", "v99"]).refused(&["no `v99`"]);
    room.extract(&["why", "a.txt", "--at", "9:1"]).refused(&["no character at line 9"]);
    room.extract(&["why", "a.txt", "--at", "9"]).refused(&["not two numbers"]);
}

#[test]
fn why_not_tells_what_stood_in_the_way() {
    let text = "Rapat itu berlangsung kemarin. Warga bertemu Budi Santoso pada musim.\n";
    let room = Room::new(&[("a.txt", text.as_bytes())]);
    let not = |span: &str, kind: &str| {
        room.extract(&["why-not", "a.txt", "--span", span, "--type", kind]).out
    };
    assert!(not("31:36", "PERSON").contains("PERSON \"Warga\""));
    let person = not("45:57", "ORGANIZATION");
    assert!(person.contains("instead e") && person.contains("with it,"), "{person}");
    let low = not("63:68", "PERSON");
    assert!(low.contains("never weighed"), "{low}");
    let date = not("63:68", "DATE");
    assert!(date.contains("nearest rule times.") || date.contains("none of "), "{date}");
    let there = not("45:57", "PERSON");
    assert!(there.contains("is there: e"), "{there}");
    let room = Room::new(&[("a.txt", b"Isi.")]);
    let ask = |span, kind| room.extract(&["why-not", "a.txt", "--span", span, "--type", kind]);
    ask("0:3", "KUCING").refused(&["no rule makes a `KUCING`"]);
    ask("3:99", "PERSON").refused(&["code points 0 to 4"]);
}

#[test]
fn names_are_measured_against_tags() {
    let conll = "Budi B-PER\nSantoso I-PER\ntiba O\ndi O\nBandung B-LOC\n. O\n\nIa O\npulang O\nMakan B-EVT\n. O\n";
    let room = Room::new(&[("g.conll", conll.as_bytes())]);
    let ran = room.extract(&["eval", "g.conll"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    for part in
        ["entities, g.conll: 1 documents", "LOC ", "PER ", "micro", "F1 1.0000", "not scored: 1"]
    {
        assert!(ran.out.contains(part), "{part}: {}", ran.out);
    }
    let lost = conll.replace("Bandung B-LOC", "Bandung O");
    fs::write(room.path().join("g.conll"), lost).unwrap();
    let ran = room.extract(&["eval", "g.conll", "--errors"]);
    assert!(ran.out.contains("spurious d0: LOC [Bandung]"), "{}", ran.out);
    room.extract(&["eval", "none.conll"]).refused(&["none.conll"]);
}

#[test]
fn times_are_measured_against_timeml() {
    let timeml = "<?xml version=\"1.0\" ?><TimeML><DCT><TIMEX3 value=\"2024-06-20\" functionInDocument=\"CREATION_TIME\">x</TIMEX3></DCT>\
        <TEXT>\nIa tiba <TIMEX3 tid=\"t1\" type=\"DATE\" value=\"2024-06-19\">kemarin</TIMEX3> &amp; pulang <TIMEX3 tid=\"t2\" value=\"2020\">hari ini</TIMEX3>.</TEXT></TimeML>";
    let room = Room::new(&[("t/a.tml", timeml.as_bytes()), ("bad.tml", b"<TimeML>")]);
    let ran = room.extract(&["eval", "t", "--errors", "9"]);
    assert!(
        ran.out.contains("strict F1 1.0000  relaxed F1 1.0000  value F1 0.5000"),
        "{}",
        ran.out
    );
    assert!(
        ran.out.contains("missed a: \"hari ini\" 2020 got [\"hari ini\" 2024-06-20]"),
        "{}",
        ran.out
    );
    room.extract(&["eval", "bad.tml"]).refused(&["bad.tml"]);
}

#[test]
fn whole_records_are_measured_and_rules_calibrated() {
    let root = env!("CARGO_MANIFEST_DIR");
    let (gold, articles) = (format!("{root}/fixtures/gold"), format!("{root}/fixtures/articles"));
    let room = Room::new(&[("a.txt", ARTICLE)]);
    let ran = room.extract(&["eval", &gold, "--errors", "1"]);
    for part in
        ["articles: 16", "  key events ", "  events.CONSULT ", "right: exact types ", "mean 0."]
    {
        assert!(ran.out.contains(part), "{part}: {}", ran.out);
    }
    let one = format!("{gold}/putin.json");
    let alone = room.extract(&["eval", &one, "--articles", &articles]);
    assert!(alone.out.contains("articles: 1\n"), "{} {}", alone.out, alone.err);
    room.extract(&["eval", &one, "--articles", "."]).refused(&["putin.txt is not there"]);

    let ran = room.extract(&["calibrate", &gold, "-o", "c.json"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let record =
        room.extract(&["a.txt", "--calibration", "c.json", "--to", "jsonl"]).lines().remove(0);
    let seen = &record["times"][0]["calibration"];
    assert!(seen["n"].is_u64() && seen.get("precision_seen").is_some(), "{record}");
    let events = record["entities"].as_array().unwrap().iter();
    let all = events.flat_map(|e| e["mentions"].as_array().unwrap());
    assert!(all.clone().count() > 0 && all.clone().all(|m| m["calibration"].is_object()));
    let calibration: Value =
        serde_json::from_str(&fs::read_to_string(room.path().join("c.json")).unwrap()).unwrap();
    for (rule, tally) in calibration["rules"].as_object().unwrap() {
        assert!(tally["right"].as_u64() <= tally["n"].as_u64(), "{rule}");
    }
    let plain = room.extract(&["a.txt", "--to", "jsonl"]);
    assert!(!plain.out.contains("calibration"));
    room.extract(&["a.txt", "--calibration", "a.txt"]).refused(&["--calibration: a.txt"]);
}

#[test]
fn shells_and_man_know_the_program() {
    let room = Room::new(&[]);
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let ran = room.extract(&["completions", shell]);
        assert!(ran.code == 0 && ran.out.contains("why-not"), "{shell}");
    }
    room.extract(&["completions", "tcsh"]).refused(&["tcsh"]);
    let page = room.extract(&["man"]);
    assert!(page.out.contains(".TH extract 1") && page.out.contains("calibration"), "{}", page.out);
    let page = room.extract(&["man", "rules", "check"]);
    assert!(page.out.contains("strict"), "{}", page.out);
    room.extract(&["man", "nothing"]).refused(&["no side job"]);
}
