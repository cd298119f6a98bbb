//! Every output form is read back by the rules of its format and says what the record says.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use saripati::output::{Form, Sheet, View};
use saripati::record::{MentionKind, OffsetUnit};
use saripati::{Article, Extractor, Record, Tables};
use serde_json::Value;

static EXTRACTOR: LazyLock<Extractor> =
    LazyLock::new(|| Extractor::new(Tables::built_in()).expect("the tables that ship"));

/// Text with everything that a format may stumble over.
const HOSTILE: &str = "Menteri <script>alert('x')</script> \"Budi\" & \\N Rekan \u{1F600}\n\n\
    JAKARTA, KOMPAS — Presiden Joko\r\nWidodo, \"Kami; sudah\tbilang: =1+1 </script>,\" kata \u{1b}[31mJoko Widodo\u{7} \
    kepada Menteri Budi\u{202e} Karya & <u>Sri Mulyani</u>, Senin (3/11/2025). Ia bertemu \u{1F600} Prabowo Subianto \
    di <img src=x onerror=alert(1)> Bandung dan membayar Rp1,5 miliar.\n\nIndonesia–Malaysia dan \
    Indonesia-Vietnam menandatangani perjanjian.\n";

fn articles() -> Vec<Article> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/articles");
    let mut paths: Vec<_> = fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()).collect();
    paths.sort();
    let article = |path: &std::path::PathBuf| {
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        Article::new(name, fs::read_to_string(path).unwrap())
    };
    let hostile = Article::new("a \"<b>\\& \u{1b}", HOSTILE);
    paths.iter().map(article).chain([hostile, Article::new("kosong", "")]).collect()
}

fn written(form: Form, unit: OffsetUnit, article: &Article, record: &Record<'_>) -> String {
    let tables = EXTRACTOR.tables();
    let sheet = Sheet { record, article, tables, unit, home: None };
    let mut bytes = Vec::new();
    form.write(&sheet, &mut bytes).unwrap();
    String::from_utf8(bytes).unwrap()
}

/// Shows every article with its record.
fn each(mut check: impl FnMut(&Article, &Record<'_>)) {
    for article in &articles() {
        check(article, &EXTRACTOR.extract(article));
    }
}

/// The text between two places, by the rules of a unit.
fn cut(text: &str, unit: OffsetUnit, start: usize, end: usize) -> String {
    match unit {
        OffsetUnit::Byte => text[start..end].to_owned(),
        OffsetUnit::Char => text.chars().skip(start).take(end - start).collect(),
        OffsetUnit::Utf16 => {
            let units: Vec<u16> = text.encode_utf16().collect();
            String::from_utf16(&units[start..end]).unwrap()
        }
    }
}

/// Every `start` and `end` with the `text` beside it, wherever they stand.
fn spans<'v>(value: &'v Value, found: &mut Vec<(usize, usize, &'v str)>) {
    match value {
        Value::Object(map) => {
            if let (Some(start), Some(end), Some(Value::String(text))) =
                (map.get("start"), map.get("end"), map.get("text"))
            {
                let place = |v: &Value| v.as_u64().unwrap() as usize;
                found.push((place(start), place(end), text));
            }
            map.values().for_each(|v| spans(v, found));
        }
        Value::Array(list) => list.iter().for_each(|v| spans(v, found)),
        _ => {}
    }
}

fn one_line(text: &str) -> String {
    saripati::record::in_one_line(text).into_owned()
}

#[test]
fn offsets_count_what_they_are_asked_to() {
    each(|article, record| {
        for &unit in OffsetUnit::ALL {
            let json = written(Form::Json, unit, article, record);
            let value: Value = serde_json::from_str(&json).unwrap();
            let mut found = Vec::new();
            spans(&value, &mut found);
            assert!(article.text.is_empty() || found.len() > 30);
            for (start, end, text) in found {
                assert_eq!(one_line(&cut(&article.text, unit, start, end)), text, "{unit}");
            }
            let told = value["document"].get("offsets").and_then(Value::as_str);
            assert_eq!(told, Some(unit.as_str()).filter(|_| unit != OffsetUnit::Char));
            let read: Record<'static> = serde_json::from_value(value).unwrap();
            assert_eq!(read.document.offsets, unit);
        }
    });
}

#[test]
fn conll_gives_back_the_mentions_by_name() {
    each(|article, record| {
        for &unit in OffsetUnit::ALL {
            let conll = written(Form::Conll, unit, article, record);
            let mut spans: BTreeSet<(usize, usize, String)> = BTreeSet::new();
            let mut open: Option<(usize, usize, String)> = None;
            for line in conll.lines() {
                let fields: Vec<&str> = line.split('\t').collect();
                let tag = fields.last().copied().unwrap_or_default();
                let kind = tag.get(2..).unwrap_or_default();
                if !tag.starts_with("I-") {
                    spans.extend(open.take());
                }
                if fields.len() == 1 {
                    assert_eq!(line, "");
                    continue;
                }
                assert_eq!(fields.len(), 4, "{line:?}");
                let (start, end) = (fields[1].parse().unwrap(), fields[2].parse().unwrap());
                if fields[0] != "-DOCSTART-" {
                    assert_eq!(cut(&article.text, unit, start, end), fields[0]);
                    assert_eq!(line.split_whitespace().count(), 4, "{line:?}");
                }
                match tag.get(..2) {
                    Some("B-") => open = Some((start, end, kind.to_owned())),
                    Some("I-") => {
                        let open = open.as_mut().expect("I after B");
                        assert_eq!(open.2, kind);
                        open.1 = end;
                    }
                    _ => assert_eq!(tag, "O"),
                }
            }
            let mut counted = record.clone();
            unit.apply(&mut counted, &article.text);
            let names = counted.entities.iter().flat_map(|e| {
                let names = e.mentions.iter().filter(|m| m.kind == MentionKind::Name);
                names.map(|m| (m.start as usize, m.end as usize, e.kind.to_string()))
            });
            assert_eq!(spans, names.collect(), "{} {unit}", article.id);
        }
    });
}

#[test]
fn brat_finds_every_span_and_every_id() {
    each(|article, record| {
        let chars: Vec<char> = article.text.chars().collect();
        let ann = written(Form::Brat, OffsetUnit::Char, article, record);
        let mut ids = BTreeSet::new();
        let mut events = 0;
        for line in ann.lines() {
            let mut fields = line.split('\t');
            let (id, what) = (fields.next().unwrap(), fields.next().unwrap());
            let text = fields.next();
            assert!(id == "*" || ids.insert(id.to_owned()), "{line}");
            let known = |id: &str| assert!(ids.contains(id), "{line}");
            let (kind, rest) = what.split_once(' ').unwrap_or((what, ""));
            match &id[..1] {
                "T" => {
                    let piece = |piece: &str| {
                        let (start, end) = piece.split_once(' ').unwrap();
                        let (start, end): (usize, usize) =
                            (start.parse().unwrap(), end.parse().unwrap());
                        let piece: String = chars[start..end].iter().collect();
                        assert!(!piece.contains(['\n', '\r']) && piece.trim() == piece, "{line}");
                        piece
                    };
                    let pieces: Vec<String> = rest.split(';').map(piece).collect();
                    // The third field holds whatever the text has, tabs as well.
                    let all = line.splitn(3, '\t').nth(2);
                    assert_eq!(Some(pieces.join(" ").as_str()), all);
                }
                "E" => {
                    events += 1;
                    let mut roles = BTreeSet::new();
                    for argument in what.split(' ') {
                        let (role, of) = argument.split_once(':').unwrap();
                        known(of);
                        assert!(roles.insert(role), "{line}");
                    }
                }
                "R" => rest.split(' ').for_each(|a| known(a.split_once(':').unwrap().1)),
                "A" => known(rest.split(' ').next().unwrap()),
                "*" => rest.split(' ').for_each(known),
                "#" | "N" => {
                    known(rest.split(' ').next().unwrap());
                    assert!(text.is_some(), "{line}");
                }
                _ => panic!("{line}"),
            }
            assert!(!kind.is_empty());
        }
        assert_eq!(events, record.events.len());
    });
}

#[test]
fn tables_hold_every_row_once() {
    let folder = tempfile::tempdir().unwrap();
    let mut files = Vec::new();
    let (mut mentions, mut arguments, mut texts) = (0, 0, BTreeMap::new());
    fs::create_dir(folder.path().join(".rows")).unwrap();
    each(|article, record| {
        let file = format!(".rows/{}.csv", files.len());
        fs::write(folder.path().join(&file), written(Form::Csv, OffsetUnit::Char, article, record))
            .unwrap();
        files.push(file);
        mentions += record.entities.iter().map(|e| e.mentions.len()).sum::<usize>();
        arguments += record.events.iter().map(|v| v.arguments.len()).sum::<usize>();
        for q in &record.statements {
            texts.insert((article.id.clone(), q.id.to_string()), q.text.to_string());
        }
    });
    Form::Csv.finish(folder.path(), files.iter().map(String::as_str)).unwrap();
    let rows = |table: &str| -> Vec<BTreeMap<String, String>> {
        let mut reader = csv::Reader::from_path(folder.path().join(table)).unwrap();
        reader.deserialize().map(|row| row.unwrap()).collect()
    };
    assert_eq!(rows("articles.csv").len(), files.len());
    assert_eq!(rows("mentions.csv").len(), mentions);
    assert_eq!(rows("arguments.csv").len(), arguments);
    let statements = rows("statements.csv");
    let read = statements
        .iter()
        .map(|row| ((row["article"].clone(), row["id"].clone()), row["text"].clone()));
    assert_eq!(read.collect::<BTreeMap<_, _>>(), texts);
    let entities: BTreeSet<_> = rows("entities.csv")
        .iter()
        .map(|row| (row["article"].clone(), row["id"].clone()))
        .collect();
    for mention in rows("mentions.csv") {
        assert!(entities.contains(&(mention["article"].clone(), mention["entity"].clone())));
    }
    fs::write(folder.path().join(".rows/0.csv"), "mentions,a\n").unwrap();
    let error = Form::Csv.finish(folder.path(), files.iter().map(String::as_str)).unwrap_err();
    assert!(error.to_string().contains("0.csv"), "{error}");
}

#[test]
fn a_page_leads_somewhere_and_runs_nothing_of_the_article() {
    each(|article, record| {
        let page = written(Form::Html, OffsetUnit::Char, article, record);
        let values = |attribute: &str| -> Vec<&str> {
            let opens = format!(" {attribute}=\"");
            let parts = page.split(&opens).skip(1);
            parts.map(|rest| rest.split_once('"').unwrap().0).collect()
        };
        let ids = values("id");
        let unique: BTreeSet<&str> = ids.iter().copied().collect();
        assert_eq!(ids.len(), unique.len(), "{}", article.id);
        for href in values("href") {
            let known = match href.strip_prefix('#') {
                Some("why" | "how") => true,
                Some(id) => unique.contains(id),
                None => href.starts_with("https://www.wikidata.org/wiki/Q"),
            };
            assert!(known, "{}: {href}", article.id);
        }
        // What the page's own data, style and script open is all that there is of the kind.
        assert_eq!(page.matches("<script").count(), 2);
        assert_eq!(page.matches("</script").count(), 2);
        assert_eq!(page.matches("<style").count(), 1);
        // No other element is there, and those that are fetch nothing.
        let name = |rest: &str| {
            rest.chars().take_while(|c| c.is_alphanumeric()).collect::<String>().to_lowercase()
        };
        let elements: BTreeSet<String> = page.split('<').skip(1).map(name).collect();
        let known = "a article b blockquote body button circle dd div dl dt footer h1 h2 h3 h4 \
            h5 head header html li main meta nav ol p path pre script section span style svg text \
            time title ul";
        let known: BTreeSet<String> = known.split_whitespace().map(str::to_owned).collect();
        let strange: Vec<_> = elements.difference(&known).filter(|e| !e.is_empty()).collect();
        assert!(strange.is_empty(), "{}: {strange:?}", article.id);
        for not in ["@import", "url("] {
            assert!(!page.contains(not), "{}: {not}", article.id);
        }
        // All of the text is in the page, in order.
        let start = page.find("<h1").unwrap();
        let end = page.find("<div class=\"facts\"").unwrap();
        let shown: String = page[start..end]
            .split('<')
            .filter_map(|part| Some(part.split_once('>')?.1))
            .collect::<String>()
            .replace("&#60;", "<")
            .replace("&#62;", ">")
            .replace("&#34;", "\"")
            .replace("&#39;", "'")
            .replace("&#38;", "&");
        let shown: String = shown.chars().filter(|c| !c.is_whitespace()).collect();
        for sentence in &record.sentences {
            let text: String = sentence.text.chars().filter(|c| !c.is_whitespace()).collect();
            assert!(shown.contains(&text), "{}: {text}", article.id);
        }
    });
}

#[test]
fn an_index_is_made_of_its_pages() {
    let folder = tempfile::tempdir().unwrap();
    let mut files = Vec::new();
    each(|article, record| {
        let file = format!("satu dua/{}.html", files.len());
        fs::create_dir_all(folder.path().join("satu dua")).unwrap();
        let page = written(Form::Html, OffsetUnit::Char, article, record);
        fs::write(folder.path().join(&file), page).unwrap();
        files.push(file);
    });
    Form::Html.finish(folder.path(), files.iter().map(String::as_str)).unwrap();
    let index = fs::read_to_string(folder.path().join("index.html")).unwrap();
    let (_, data) = index.split_once("id=\"data\">").unwrap();
    let data: Vec<Value> = serde_json::from_str(data.split_once("</script>").unwrap().0).unwrap();
    assert_eq!(data.len(), files.len());
    assert_eq!(data[0]["page"], "satu%20dua/0.html");
    assert_eq!(data[0]["published"], "2026-01-16");
    assert_eq!(index.matches("<script").count(), 2);
}

#[test]
fn a_summary_is_as_wide_as_the_terminal_and_plain_in_a_pipe() {
    use unicode_width::UnicodeWidthStr;
    each(|article, record| {
        for columns in [30, 80, 100] {
            let view = |colour| Form::View(View { columns, colour });
            let plain = written(view(false), OffsetUnit::Char, article, record);
            assert!(!plain.contains('\u{1b}') && !plain.contains('\u{7}'), "{}", article.id);
            for line in plain.lines() {
                assert!(line.width() <= usize::from(columns), "{columns}: {line:?}");
            }
            let coloured = written(view(true), OffsetUnit::Char, article, record);
            let stripped = anstream::adapter::strip_str(&coloured).to_string();
            assert_eq!(stripped, plain);
            assert!(coloured.contains('\u{1b}'));
        }
    });
}

#[test]
fn linked_data_names_what_it_speaks_of() {
    each(|article, record| {
        let json = written(Form::Jsonld, OffsetUnit::Char, article, record);
        let value: Value = serde_json::from_str(&json).unwrap();
        assert_eq!(value["@type"], "NewsArticle");
        let mut named = BTreeSet::new();
        let mut met = Vec::new();
        fn walk(value: &Value, named: &mut BTreeSet<String>, met: &mut Vec<String>) {
            match value {
                Value::Object(map) => {
                    if let Some(Value::String(id)) = map.get("@id") {
                        match map.len() {
                            1 => met.push(id.clone()),
                            _ => assert!(named.insert(id.clone()), "{id} twice"),
                        }
                    }
                    map.iter()
                        .filter(|(k, _)| *k != "@context")
                        .for_each(|(_, v)| walk(v, named, met));
                }
                Value::Array(list) => list.iter().for_each(|v| walk(v, named, met)),
                _ => {}
            }
        }
        walk(&value, &mut named, &mut met);
        met.iter().for_each(|id| assert!(named.contains(id), "{id}"));
        let things = 1 + record.entities.len() + record.events.len() + record.statements.len();
        assert_eq!(named.len(), things, "{}", article.id);
    });
}

/// Calls the program.
fn extract(arguments: &[&str], colours: &[(&str, &str)]) -> (i32, String, String) {
    let mut call = std::process::Command::new(env!("CARGO_BIN_EXE_extract"));
    call.args(arguments).env_remove("NO_COLOR").env_remove("CLICOLOR_FORCE").env_remove("COLUMNS");
    let ran = call.envs(colours.iter().copied()).output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (ran.status.code().unwrap(), text(ran.stdout), text(ran.stderr))
}

#[test]
fn forms_of_several_files_want_a_folder() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.txt"), "Presiden Joko Widodo tiba.").unwrap();
    fs::write(folder.path().join("b.txt"), "Presiden Joko Widodo pergi.").unwrap();
    let path = folder.path().to_str().unwrap();
    let one = format!("{path}/a.txt");
    for (arguments, words) in [
        (vec![path, "--to", "html"], "--out"),
        (vec![path, "--to", "brat"], "--out"),
        (vec![&one, "--to", "csv"], "--out"),
        (vec![&one, "--to", "brat", "--offsets", "utf16"], "code points"),
        (vec![&one, "--view", "--to", "json"], "--view"),
    ] {
        let (code, out, err) = extract(&arguments, &[]);
        assert_eq!((code, out.as_str()), (2, ""), "{arguments:?}");
        assert!(err.contains(words), "{err}");
    }
    let (code, out, _) = extract(&[&one, "--to", "html"], &[]);
    assert!(code == 0 && out.starts_with("<!DOCTYPE html>"));
    let (_, out, _) = extract(&[path, "--to", "conll"], &[]);
    assert_eq!(out.matches("-DOCSTART-").count(), 2);
}

#[test]
fn a_folder_of_a_form_is_kept_up_by_later_runs() {
    let folder = tempfile::tempdir().unwrap();
    let input = folder.path().join("in");
    fs::create_dir_all(input.join("sub")).unwrap();
    fs::write(input.join("index.txt"), "Presiden Joko Widodo tiba di Bandung.").unwrap();
    fs::write(input.join("sub/b.txt"), "Menteri Sri Mulyani\npergi ke Bandung.").unwrap();
    for (form, files, kept) in [
        ("html", vec!["%69ndex.html", "sub/b.html", "index.html"], "index.html"),
        ("csv", vec!["entities.csv", "events.csv", ".rows/sub/b.csv"], "articles.csv"),
        ("brat", vec!["index.ann", "index.txt", "sub/b.txt", "annotation.conf"], "annotation.conf"),
        ("dot", vec!["sub/b.dot"], "index.dot"),
        ("jsonld", vec!["sub/b.jsonld"], "index.jsonld"),
    ] {
        let out = folder.path().join(form);
        let arguments = [input.to_str().unwrap(), "--to", form, "--out", out.to_str().unwrap()];
        let (code, _, err) = extract(&arguments, &[]);
        assert_eq!(code, 0, "{form}: {err}");
        for file in files {
            assert!(out.join(file).is_file(), "{form}: {file}");
        }
        let first = fs::read(out.join(kept)).unwrap();
        let (code, _, err) = extract(&arguments, &[]);
        assert_eq!((code, fs::read(out.join(kept)).unwrap()), (0, first), "{form}: {err}");
    }
    let page = fs::read_to_string(folder.path().join("html/sub/b.html")).unwrap();
    assert!(page.contains("href=\"../index.html\""));
    let text = fs::read_to_string(folder.path().join("brat/sub/b.txt")).unwrap();
    assert_eq!(text, "Menteri Sri Mulyani\npergi ke Bandung.");
    // An article that has gone leaves the folder with all its files.
    fs::remove_file(input.join("sub/b.txt")).unwrap();
    for (form, rest) in [("brat", "sub"), ("html", "sub"), ("csv", ".rows/sub")] {
        let out = folder.path().join(form);
        let arguments =
            [input.to_str().unwrap(), "--to", form, "--prune", "--out", out.to_str().unwrap()];
        let (code, _, err) = extract(&arguments, &[]);
        assert!(code == 0 && !out.join(rest).exists(), "{form}: {err}");
    }
    let index = fs::read_to_string(folder.path().join("html/index.html")).unwrap();
    assert!(!index.contains("Sri Mulyani") && index.contains("Joko Widodo"));
    // A folder may be annotated where it stands, if its text is what is read.
    let (code, _, err) =
        extract(&[input.to_str().unwrap(), "--to", "brat", "--out", input.to_str().unwrap()], &[]);
    assert_eq!((code, err.contains("over the input")), (0, false), "{err}");
    fs::write(input.join("index.txt"), b"Presiden Jos\xe9 tiba.").unwrap();
    let arguments = [
        input.to_str().unwrap(),
        "--encoding",
        "windows-1252",
        "--to",
        "brat",
        "--out",
        input.to_str().unwrap(),
    ];
    let (code, _, err) = extract(&arguments, &[]);
    assert!(code == 1 && err.contains("over the input"), "{err}");
    assert_eq!(fs::read(input.join("index.txt")).unwrap(), b"Presiden Jos\xe9 tiba.");
}

#[test]
fn a_summary_is_coloured_only_where_it_may_be() {
    let article = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/articles/putin.txt");
    let (code, plain, _) = extract(&[article, "--view"], &[]);
    assert!(code == 0 && plain.contains("Vladimir Putin") && !plain.contains('\u{1b}'));
    let (_, forced, _) = extract(&[article, "--view"], &[("CLICOLOR_FORCE", "1")]);
    assert!(forced.contains('\u{1b}'));
    let (_, none, _) = extract(&[article, "--view"], &[("NO_COLOR", "1")]);
    assert_eq!(none, plain);
    let (_, narrow, _) = extract(&[article, "--view"], &[("COLUMNS", "40")]);
    assert!(narrow.lines().all(|line| line.chars().count() <= 40));
}
