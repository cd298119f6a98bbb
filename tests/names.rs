//! Names of every type, each in several sentences: the table of `fixtures/names` says which name stands whole and of which type.

use std::fs;
use std::path::PathBuf;
use std::sync::LazyLock;

use saripati::record::MentionKind;
use saripati::{Article, Extractor, Tables};

static EXTRACTOR: LazyLock<Extractor> =
    LazyLock::new(|| Extractor::new(Tables::built_in()).expect("the tables that ship"));

/// The rows of a table of so many columns, of which the last ones may be left out.
fn table<const N: usize>(name: &str) -> Vec<[String; N]> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("fixtures/names").join(name);
    let text = fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    let rows = text.lines().filter(|line| !line.starts_with('#')).skip(1);
    let cells = |row: &str| {
        let mut cells = row.split('\t').map(str::to_owned);
        [(); N].map(|()| cells.next().unwrap_or_default())
    };
    rows.map(cells).collect()
}

#[test]
fn names_are_whole_and_of_their_type_in_every_sentence() {
    let (names, contexts) = (table::<3>("names.tsv"), table::<3>("contexts.tsv"));
    let (mut wrong, mut all) = (Vec::new(), 0);
    for [kind, name, but] in &names {
        let but: Vec<&str> = but.split(' ').collect();
        let fits = |context: &&[String; 3]| context[0] == *kind && !but.contains(&&*context[1]);
        for [_, _, sentence] in contexts.iter().filter(fits) {
            all += 1;
            let text = sentence.replace("{}", name) + "\n";
            let article = Article::new("name", text.as_str());
            let record = EXTRACTOR.extract(&article);
            let found = record.entities.iter().map(|e| (e.kind.as_str(), &*e.name));
            let found: Vec<_> = found.collect();
            // Nothing else may stand where the name does.
            let before = &sentence[..sentence.find("{}").unwrap_or_default()];
            let start = before.chars().count();
            let span = start..start + name.chars().count();
            let others =
                record.entities.iter().filter(|e| (e.kind.as_str(), &*e.name) != (kind, name));
            let mut named =
                others.flat_map(|e| &e.mentions).filter(|m| m.kind == MentionKind::Name);
            let doubled =
                named.any(|m| (m.start as usize) < span.end && span.start < m.end as usize);
            if !found.contains(&(kind.as_str(), name.as_str())) || doubled {
                wrong.push(format!("{kind} {name}: {} gives {found:?}", text.trim()));
            }
        }
    }
    assert!(wrong.is_empty(), "{} of {all} do not hold:\n{}", wrong.len(), wrong.join("\n"));
    assert!(all > 0);
}

#[test]
fn sentences_of_all_kinds_of_news_have_their_names_and_no_others() {
    let (mut wrong, mut all, mut later) = (Vec::new(), 0, 0);
    for [topic, sentence, names, yet] in table::<4>("sentences.tsv") {
        let article = Article::new("sentence", format!("{sentence}\n"));
        let record = EXTRACTOR.extract(&article);
        let named = record
            .entities
            .iter()
            .filter(|e| e.mentions.iter().any(|m| m.kind == MentionKind::Name));
        let mut found: Vec<String> =
            named.map(|e| format!("{}:{}", e.kind.as_str(), e.name)).collect();
        let mut wanted: Vec<String> =
            names.split("; ").filter(|n| !n.is_empty()).map(str::to_owned).collect();
        found.sort();
        wanted.sort();
        all += 1;
        match (found == wanted, yet.is_empty()) {
            (false, true) => wrong.push(format!("{topic}: {sentence}\n  {found:?}\n  {wanted:?}")),
            (true, false) => {
                wrong.push(format!("{topic}: {sentence} holds now: take away its mark"))
            }
            (false, false) => later += 1,
            (true, true) => {}
        }
    }
    assert!(wrong.is_empty(), "{} of {all} do not hold:\n{}", wrong.len(), wrong.join("\n"));
    assert!(later * 5 < all, "{later} of {all} are not found yet");
}
