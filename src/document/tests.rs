//! Words, entries and patterns over small documents, by small tables.

use super::{Document, Labels, Matcher, Scratch};
use crate::morphology::Clitic;
use crate::rules::{Errors, LabelId, RuleId, Source, Tables};
use proptest::prelude::*;
use std::borrow::Cow;

fn source(name: &str, text: &str) -> Source {
    Source { name: name.into(), shown: name.into(), text: Cow::Owned(text.into()) }
}

/// Tables of a few lists and of one rule for each pattern.
fn tables(patterns: &[&str]) -> Tables {
    compile(patterns).unwrap_or_else(|e| panic!("{e}"))
}

fn compile(patterns: &[&str]) -> Result<Tables, Errors> {
    let mut rules = String::new();
    for (i, pattern) in patterns.iter().enumerate() {
        rules.push_str(&format!(
            "[[rule]]\nid = 'times.r{i}'\nmatch = '{pattern}'\ntype = 'x'\nvalue = 'x'\nyes = ['a']\nno = ['b']\n"
        ));
    }
    let sources = vec![
        source("times/month.tsv", "form\tvalue\nmei\t05\nhari raya | lebaran\t06\nhari\t07\n"),
        source("times/town.tsv", "#! case = name\nform\nAS\nBatu\nKota Batu\n"),
        source("times/rules.toml", &rules),
        source(
            "morphology/affix.tsv",
            "#! kind = plain\nform\tclass\tvoice\troots\trank\nmeN-…\tmen\tactive\tv\t1\ndi-…\tdi\tpassive\tv\t1\npeN-…-an\tpean\tnoun.process\tv\t1\n",
        ),
        source("morphology/exception.tsv", "#! kind = plain\nform\troot\taffix\tkind\n"),
        source(
            "morphology/root.tsv",
            "#! kind = plain\nform\tpos\taffixes\tinitial\ntangkap\tv\t\t\ntembak\tv\t\t\n",
        ),
        source("times/force.tsv", "#! kind = roots\nform\ntangkap\n"),
        source("text/glued_tail.tsv", "#! kind = plain\nform\nbelum\nitu\n"),
    ];
    Tables::compile(&[sources])
}

/// What each pattern matches in `text`: the spans, `|` between them, by pattern.
fn spans(patterns: &[&str], text: &str) -> Vec<String> {
    let tables = tables(patterns);
    let document = Document::read(text, &tables);
    let mut labels = Labels::new(document.tokens.len());
    if let (Some(person), true) = (LabelId::named("PERSON"), document.tokens.len() >= 2) {
        labels.put(person, 0, 2, 0);
    }
    let matcher = Matcher { document: &document, labels: &labels, tables: &tables, bare: &[] };
    let mut found = vec![Vec::new(); patterns.len()];
    for sentence in &document.sentences {
        let range = sentence.tokens.clone();
        matcher.matches(tables.room("times"), range, &mut Scratch::default(), |m| {
            found[m.rule.0 as usize].push(document.slice(&m.span).to_owned());
        });
    }
    found.into_iter().map(|spans| spans.join("|")).collect()
}

fn one(pattern: &str, text: &str) -> String {
    spans(&[pattern], text).remove(0)
}

#[test]
fn literals_lists_and_shapes_match_their_tokens() {
    assert_eq!(
        one("pada <number> @month", "Pada 12 Mei dan pada 3 lebaran."),
        "Pada 12 Mei|pada 3 lebaran"
    );
    assert_eq!(one("@month[value=05]", "Mei, hari raya."), "Mei");
    assert_eq!(one("\"Mei\"", "mei Mei MEI"), "Mei");
    assert_eq!(one("\"(\" <any> \")\"", "Ini (BPS) itu."), "(BPS)");
}

#[test]
fn roots_match_by_voice_and_by_list() {
    let text = "Polisi menangkap dan ditembak, penangkapan, tangkap.";
    assert_eq!(one("~tangkap.active", text), "menangkap");
    assert_eq!(one("~tangkap.noun.process", text), "penangkapan");
    assert_eq!(one("~@force", text), "menangkap|penangkapan");
    assert_eq!(one("~tembak.passive", text), "ditembak");
}

#[test]
fn brackets_set_the_span_and_the_rest_is_context() {
    assert_eq!(one("pada [ @month ] !lalu", "pada Mei lalu, pada Mei depan"), "Mei");
    assert_eq!(one("[ <number> ] $", "7 dari 9"), "9");
    assert_eq!(one("^ [ <word> ]", "Satu dua."), "Satu");
}

#[test]
fn repetition_takes_as_much_as_leads_to_a_match() {
    assert_eq!(one("a <word>* z", "a b c z"), "a b c z");
    assert_eq!(one("a <word>*1 z", "a b c z"), "");
    assert_eq!(one("a ( b | b c ) z", "a b c z"), "a b c z");
    assert_eq!(one("a b? c+", "a c c"), "a c c");
}

#[test]
fn entries_of_several_lengths_are_tried_longest_first() {
    assert_eq!(one("@month", "hari raya"), "hari raya");
    assert_eq!(one("@month raya", "hari raya"), "hari raya");
}

#[test]
fn labels_match_whole_spans() {
    assert_eq!(one("{PERSON} tiba", "Joko Widodo tiba."), "Joko Widodo tiba");
    assert_eq!(one("{PERSON|GPE}", "Joko Widodo tiba."), "Joko Widodo");
}

#[test]
fn captures_are_told_by_name_and_forgotten_on_the_way_back() {
    let tables = tables(&["( x:<number> a | y:<number> b )"]);
    let document = Document::read("7 b", &tables);
    let labels = Labels::new(document.tokens.len());
    let matcher = Matcher { document: &document, labels: &labels, tables: &tables, bare: &[] };
    let found = matcher.select(tables.room("times"), 0..2, &mut Scratch::default());
    let program = &tables.rule(found[0].rule).program;
    let capture = |name: &str| found[0].capture(program.capture(name).unwrap());
    assert_eq!((capture("x"), capture("y")), (None, Some(0..1)));
}

#[test]
fn the_longest_of_overlapping_matches_wins_then_the_first_rule() {
    let tables = tables(&["mei", "@month", "@month raya", "raya besar"]);
    let document = Document::read("mei hari raya besar", &tables);
    let labels = Labels::new(document.tokens.len());
    let matcher = Matcher { document: &document, labels: &labels, tables: &tables, bare: &[] };
    let found = matcher.select(tables.room("times"), 0..4, &mut Scratch::default());
    let told: Vec<_> = found.iter().map(|m| (m.rule.0, document.slice(&m.span))).collect();
    assert_eq!(told, [(0, "mei"), (1, "hari raya")]);
}

#[test]
fn a_hostile_sentence_costs_a_bounded_number_of_steps() {
    let text = "a ".repeat(3000);
    assert_eq!(one("(a+5 a+5)* z", &text), "");
}

#[test]
fn clitics_are_taken_off_words_and_never_off_names() {
    let tables = tables(&["mei", "kunjungan", "masa", "masalah"]);
    let text = "Kunjungannya masalah KUNJUNGANNYA masakah";
    let document = Document::read(text, &tables);
    let clitics: Vec<_> = document.words.iter().map(|word| word.clitic).collect();
    assert_eq!(clitics, [Some(Clitic::Nya), None, None, Some(Clitic::Kah)]);
}

#[test]
fn names_of_lists_want_their_capitals() {
    let hits = |text: &str| {
        let tables = tables(&["mei"]);
        let document = Document::read(text, &tables);
        let rows = (0..document.tokens.len() as u32).flat_map(|at| document.hits_at(at).to_vec());
        rows.map(|hit| tables.lists.form(hit.row).to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(
        hits("Kota Batu dan AS di KOTA BATU"),
        ["Kota Batu", "Batu", "AS", "Kota Batu", "Batu"]
    );
    assert_eq!(hits("Lempar batu As ke kota batu"), Vec::<String>::new());
    assert_eq!(
        hits("kota batu"),
        ["Kota Batu", "Batu"],
        "a text without capitals says nothing by case"
    );
}

#[test]
fn small_words_are_cut_off_names_that_stand_elsewhere_or_are_known() {
    let tables = tables(&["mei"]);
    let read = |text: &str| {
        let document = Document::read(text, &tables);
        let words: Vec<_> = document.tokens.iter().map(|t| t.span.of(text)).collect();
        words.join(" ")
    };
    assert_eq!(read("Martinbelum pulang, Martin sakit"), "Martin belum pulang , Martin sakit");
    assert_eq!(read("Martinbelum pulang"), "Martinbelum pulang");
    let short = "a short one is a chance";
    assert_eq!(read("Ke Lebaranbelum, Lebaranitu"), "Ke Lebaran belum , Lebaranitu", "{short}");
    assert_eq!(read("Batubelum, Meibelum, Mei"), "Batubelum , Meibelum , Mei", "names are longer");
}

#[test]
fn what_was_read_before_changes_nothing() {
    let tables = tables(&["mei", "@town", "glued"]);
    let (mut vocabulary, mut numbers) = (super::Vocabulary::default(), Vec::new());
    // A text without capitals is read with other eyes, and so is a word behind a bracket.
    for text in ["Kota Batu (batu) Hari Raya", "kota batu as", "AS, Kota (Batu) hari raya mei"] {
        let (kept, fresh) =
            (Document::read_with(text, &tables, &mut vocabulary), Document::read(text, &tables));
        for at in 0..kept.tokens.len() as u32 {
            assert_eq!(kept.hits_at(at), fresh.hits_at(at), "{text} {at}");
            assert_eq!(kept.signature(at), fresh.signature(at), "{text} {at}");
        }
        let (room, all) = (tables.room("times"), 0..kept.tokens.len() as u32);
        assert_eq!(kept.beginnings(room, &all), fresh.beginnings(room, &all), "{text}");
        assert_eq!(kept.words, fresh.words);
        numbers.extend([kept.vocabulary, fresh.vocabulary]);
    }
    numbers.sort_unstable();
    numbers.dedup();
    assert_eq!(numbers.len(), 6);
}

/// Patterns of all elements, some of which no table takes.
fn pattern() -> impl Strategy<Value = String> {
    let leaf = prop::sample::select(vec![
        "mei",
        "a",
        "b",
        "\"AS\"",
        "@month",
        "@month[value=06]",
        "@town",
        "~tangkap.active",
        "~@force",
        "<number>",
        "<word>",
        "<any>",
        "{PERSON}",
        "{PERSON|GPE}",
    ]);
    let element = leaf.prop_map(str::to_owned).prop_recursive(3, 12, 3, |inner| {
        prop_oneof![
            (inner.clone(), inner.clone()).prop_map(|(a, b)| format!("{a} {b}")),
            (inner.clone(), inner.clone()).prop_map(|(a, b)| format!("( {a} | {b} )")),
            inner.clone().prop_map(|a| format!("( {a} )?")),
            inner.clone().prop_map(|a| format!("( {a} )+3")),
            inner.clone().prop_map(|a| format!("!( {a} )")),
            inner.prop_map(|a| format!("[ {a} ]")),
        ]
    });
    prop::collection::vec(element, 1..5).prop_map(|elements| elements.join(" "))
}

proptest! {
    /// Ways in, second tokens, needs and labels only spare attempts that would fail.
    #[test]
    fn rules_match_where_they_match_when_each_is_tried_everywhere(
        pattern in pattern(),
        words in prop::collection::vec(prop::sample::select(vec![
            "mei", "a", "b", "AS", "hari", "raya", "Kota", "Batu", "menangkap", "penangkapan", "7", ",",
        ]), 1..9),
    ) {
        let Ok(tables) = compile(&[&pattern]) else { return Ok(()) };
        let text = words.join(" ");
        let document = Document::read(&text, &tables);
        let mut labels = Labels::new(document.tokens.len());
        if let (Some(person), true) = (LabelId::named("PERSON"), document.tokens.len() >= 3) {
            labels.put(person, 1, 3, 0);
        }
        let matcher = Matcher { document: &document, labels: &labels, tables: &tables, bare: &[] };
        let (program, scratch) = (&tables.rule(RuleId(0)).program, &mut Scratch::default());
        for sentence in &document.sentences {
            let tokens = sentence.tokens.clone();
            let mut found = Vec::new();
            matcher.matches(tables.room("times"), tokens.clone(), scratch, |m| {
                found.push((m.whole, m.span));
            });
            let everywhere = |at| matcher.run(program, at, &tokens, scratch, &mut u32::MAX.clone());
            let expected: Vec<_> = tokens.clone().filter_map(everywhere).collect();
            prop_assert_eq!(found, expected, "{} in {}", pattern, text);
        }
    }
}
