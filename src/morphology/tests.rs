//! Tests over the real tables, by hand-made examples and by generated roots.

mod examples;
mod properties;

use super::{AffixRow, Analysis, ExceptionRow, Morphology, Root, RootRow};
use std::collections::BTreeMap;

const AFFIXES: &str = include_str!("../../rules/morphology/affix.tsv");
const EXCEPTIONS: &str = include_str!("../../rules/morphology/exception.tsv");
const ROOTS: &str = include_str!("../../rules/morphology/root.tsv");

/// The data rows of a table as cells, without comments and header.
fn rows<const N: usize>(table: &'static str) -> Vec<[&'static str; N]> {
    let lines = table.lines().filter(|line| !line.starts_with('#')).skip(1);
    lines
        .map(|line| {
            let mut cells = line.split('\t');
            let row = std::array::from_fn(|_| {
                cells.next().unwrap_or_else(|| panic!("a cell is missing: {line}"))
            });
            assert_eq!(cells.next(), None, "a cell too many: {line}");
            row
        })
        .collect()
}

fn morphology() -> Morphology {
    let affixes = rows::<7>(AFFIXES);
    let exceptions = rows::<5>(EXCEPTIONS);
    Morphology::new(
        affixes.iter().map(|&[form, class, voice, roots, rank, _, _]| AffixRow {
            form,
            class,
            voice,
            roots,
            rank,
        }),
        exceptions.iter().map(|&[form, root, affix, kind, _]| ExceptionRow {
            form,
            root,
            affix,
            kind,
        }),
    )
    .unwrap()
}

fn roots(morphology: &Morphology) -> Vec<Root> {
    rows::<5>(ROOTS)
        .iter()
        .map(|&[form, pos, affixes, initial, _]| {
            morphology.root(&RootRow { form, pos, affixes, initial }).unwrap()
        })
        .collect()
}

/// Roots by spelling, compounds with blanks and without.
fn spellings(roots: &[Root]) -> BTreeMap<String, &Root> {
    let with = roots.iter().map(|root| (root.form().to_owned(), root));
    with.chain(roots.iter().map(|root| (root.form().replace(' ', ""), root))).collect()
}

/// The readings of `form` over listed roots.
fn read(morphology: &Morphology, known: &BTreeMap<String, &Root>, form: &str) -> Vec<Analysis> {
    morphology.analyse_by(form, &|root, affix| {
        known.get(root).is_some_and(|root| root.affixes().contains(affix))
    })
}

fn is_sorted(table: &'static str) {
    let forms: Vec<_> = table
        .lines()
        .filter(|line| !line.starts_with('#'))
        .skip(1)
        .map(|line| line.split('\t').next().unwrap_or_default())
        .collect();
    for pair in forms.windows(2) {
        assert!(pair[0] < pair[1], "not sorted, or twice: {} {}", pair[0], pair[1]);
    }
}

#[test]
fn tables_are_sorted_without_duplicates() {
    is_sorted(AFFIXES);
    is_sorted(EXCEPTIONS);
    is_sorted(ROOTS);
}

#[test]
fn the_root_table_is_large_enough() {
    assert!(rows::<5>(ROOTS).len() >= 800);
}

#[test]
fn a_bad_cell_is_named() {
    let row = AffixRow { form: "meN-…", class: "men", voice: "aktif", roots: "v", rank: "1" };
    let error = Morphology::new([row], []).unwrap_err();
    assert_eq!(error.to_string(), "meN-…: unknown voice `aktif`");
    let morphology = morphology();
    let row = RootRow { form: "tangkap", pos: "v", affixes: "-mem", initial: "" };
    let error = morphology.root(&row).unwrap_err();
    assert_eq!(error.to_string(), "tangkap: unknown affix class `-mem`");
}
