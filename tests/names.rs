//! Names of every type, each in several sentences: the table of `fixtures/names` says which name stands whole and of which type.

use std::fs;
use std::path::PathBuf;
use std::sync::LazyLock;

use saripati::{Article, Extractor, Tables};

static EXTRACTOR: LazyLock<Extractor> =
    LazyLock::new(|| Extractor::new(Tables::built_in()).expect("the tables that ship"));

/// The rows of a table of three columns, of which the last may be left out.
fn table(name: &str) -> Vec<[String; 3]> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("fixtures/names").join(name);
    let text = fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    let rows = text.lines().filter(|line| !line.starts_with('#')).skip(1);
    let cells = |row: &str| {
        let mut cells = row.split('\t').map(str::to_owned);
        [(); 3].map(|()| cells.next().unwrap_or_default())
    };
    rows.map(cells).collect()
}

#[test]
fn names_are_whole_and_of_their_type_in_every_sentence() {
    let (names, contexts) = (table("names.tsv"), table("contexts.tsv"));
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
            if !found.contains(&(kind.as_str(), name.as_str())) {
                wrong.push(format!("{kind} {name}: {} gives {found:?}", text.trim()));
            }
        }
    }
    assert!(wrong.is_empty(), "{} of {all} do not hold:\n{}", wrong.len(), wrong.join("\n"));
    assert!(all > 0);
}
