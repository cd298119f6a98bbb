//! What is generated is analysed back, for the root table and for roots of any make.

use super::{morphology, read, roots, rows, spellings};
use crate::morphology::{Analysis, Morphology, Root, RootRow, Voice};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// Panics unless every form of `root` is analysed to it with the form's voice and suffix.
fn comes_back(morphology: &Morphology, root: &Root, analyse: &impl Fn(&str) -> Vec<Analysis>) {
    let solid = root.form().replace(' ', "");
    for form in morphology.generate(root) {
        let readings = analyse(&form.text);
        assert!(
            readings.iter().any(|reading| {
                reading.root.replace(' ', "") == solid
                    && reading.affix == form.affix
                    && reading.voice == form.voice
                    && reading.suffix == form.suffix
            }),
            "{} of {}: {readings:?}",
            form.text,
            root.form()
        );
    }
}

#[test]
fn every_form_of_every_listed_root_comes_back() {
    let morphology = morphology();
    let roots = roots(&morphology);
    let known = spellings(&roots);
    for root in &roots {
        comes_back(&morphology, root, &|form: &str| read(&morphology, &known, form));
        let any = |text: &str| known.contains_key(text);
        comes_back(&morphology, root, &|form: &str| morphology.analyse(form, &any));
    }
}

/// Forms that are two things at once: each has been looked at, and context must decide.
const AMBIGUOUS_IN_USE: &[&str] = &["berikan", "seragam", "seimbang", "memerah", "berawan"];

#[test]
fn first_readings_of_common_ambiguous_forms_are_the_usual_ones() {
    let morphology = morphology();
    let roots = roots(&morphology);
    let known = spellings(&roots);
    let first = |form: &str| read(&morphology, &known, form).swap_remove(0).root;
    let expected = ["beri", "seragam", "seimbang", "merah", "rawan"];
    for (form, root) in AMBIGUOUS_IN_USE.iter().zip(expected) {
        assert_eq!(first(form), root, "{form}");
    }
}

#[test]
fn a_root_is_never_another_roots_form_with_another_verbal_voice() {
    // A base form that is also a passive or active of another root would make false triggers.
    let morphology = morphology();
    let roots = roots(&morphology);
    let bare: BTreeSet<_> = roots.iter().map(Root::form).collect();
    let mut clashes = BTreeMap::new();
    for root in &roots {
        for form in morphology.generate(root) {
            let strong = form.voice.intersects(Voice::ACTIVE | Voice::PASSIVE | Voice::AGENT);
            if strong && form.text != root.form() && bare.contains(&*form.text) {
                clashes.insert(form.text.clone(), root.form());
            }
        }
    }
    assert!(clashes.is_empty(), "add a `never` row or restrict the root: {clashes:?}");
}

#[test]
fn the_examples_of_the_affix_table_hold() {
    let morphology = morphology();
    let roots = roots(&morphology);
    for [pattern, .., example] in rows::<7>(super::AFFIXES) {
        let (root, form) = example.split_once(": ").unwrap();
        let root = roots.iter().find(|entry| entry.form() == root);
        let root = root.unwrap_or_else(|| panic!("no root for {example}"));
        let id = morphology.affix_of(pattern).unwrap();
        // A bare root's row has a form of it as its example.
        let made = morphology.generate(root);
        if !morphology.affix(id).is_bare() {
            let found = made.iter().any(|entry| entry.affix == id && entry.text == form);
            assert!(found, "{pattern}: {example}");
        }
    }
}

#[test]
fn every_never_row_bars_a_form_that_would_be_made() {
    let morphology = morphology();
    let roots = roots(&morphology);
    for [form, root, _, kind, _] in rows::<5>(super::EXCEPTIONS) {
        let root = roots.iter().find(|entry| entry.form() == root).expect(form);
        let made = morphology.generate(root).iter().any(|made| made.text == form);
        assert_eq!(made, kind != "never", "{form}");
    }
}

proptest! {
    #[test]
    fn forms_of_any_root_come_back(
        text in "(kh|sy|ng|ny|kl|kr|pr|pl|tr|st|sp|[bcdfghjklmnpqrstvwxyz])?[aeiou]([bcdfghjklmnprstwy]?[bcdfghjklmnprstwy]?[aeiou]){0,3}(ng|[bdfghklmnprst])?",
        pos in "[vnaq]",
        initial in prop::sample::select(vec!["", "stays", "both", "loses-r"]),
    ) {
        let morphology = morphology();
        let row = RootRow { form: &text, pos: &pos, affixes: "", initial };
        let root = morphology.root(&row).unwrap();
        comes_back(&morphology, &root, &|form: &str| {
            morphology.analyse(form, &|candidate: &str| candidate == text)
        });
    }

    #[test]
    fn analysis_of_anything_does_not_panic(text in "\\PC{0,24}") {
        morphology().analyse(&text, &|_: &str| true);
    }
}
