//! Wrong tables are refused with the place, what is wrong, and what to do.

use std::borrow::Cow;

use saripati::rules::{Source, Tables};

fn source(name: &str, text: &str) -> Source {
    let shown = format!("mine/{name}");
    Source { name: name.to_owned(), shown, text: Cow::Owned(text.to_owned()) }
}

const MONTHS: &str = "form\tvalue\nmei\t05\njuni\t06\n";

/// A rule file of one rule with this pattern.
fn rule(pattern: &str) -> String {
    format!(
        "[[rule]]\nid = 'times.x'\nmatch = '{pattern}'\ntype = 'DATE'\nvalue = 'X'\nyes = ['[a]']\nno = ['b']\n"
    )
}

/// All faults in a folder of the month list and one rule with this pattern.
fn faults(pattern: &str) -> String {
    let sources =
        vec![source("times/month.tsv", MONTHS), source("times/rules.toml", &rule(pattern))];
    Tables::compile(&[sources]).err().map_or("none".to_owned(), |e| e.to_string())
}

#[test]
fn a_sound_table_has_no_faults() {
    assert_eq!(faults("pada [ day:<number> month:@month[value=05] ] !( {time} | ^ )"), "none");
}

#[test]
fn unknown_names_are_refused_with_the_nearest_known() {
    for (pattern, expected) in [
        (
            "pada @mont",
            "mine/times/rules.toml:3:15: unknown list `@mont`\n  help: did you mean `month`?",
        ),
        (
            "@month[valeu=05]",
            "mine/times/rules.toml:3:10: list `@month` has no column `valeu`\n  help: did you mean `value`?",
        ),
        (
            "@month[value=5]",
            "mine/times/rules.toml:3:10: no row of `@month` has `5` in its column `value`",
        ),
        (
            "~tangkap",
            "mine/times/rules.toml:3:10: unknown root `tangkap`\n  help: add it to morphology/root.tsv",
        ),
        (
            "<nmber>",
            "mine/times/rules.toml:3:10: unknown shape `nmber`\n  help: did you mean `number`?",
        ),
        (
            "{PERSN}",
            "mine/times/rules.toml:3:10: unknown label `PERSN`\n  help: did you mean `PERSON`?",
        ),
        ("a &hari", "mine/times/rules.toml:3:12: unknown definition `hari`"),
    ] {
        assert_eq!(faults(pattern), expected, "{pattern}");
    }
}

#[test]
fn a_cell_outside_a_closed_column_is_refused_in_the_files_of_users_too() {
    let below = source("times/month.tsv", "#! column kind = full | short\nform\tkind\nmei\tfull\n");
    let above = source("times/month.tsv", "form\tkind\nmei\tful\njuni\t\njuli\tabbreviation\n");
    let errors = Tables::compile(&[vec![below], vec![above]]).unwrap_err().to_string();
    let expected = "mine/times/month.tsv:2:1: unknown kind `ful`\n  help: did you mean `full`?\n\
                    mine/times/month.tsv:4:1: unknown kind `abbreviation`\n  \
                    help: it may be full, short, or nothing";
    assert_eq!(errors, expected);
}

#[test]
fn a_file_laid_over_another_cannot_change_what_the_list_is() {
    let below = "#! case = name\n#! column kind = full | short\nform\tkind\nMei\tfull\n";
    let above = "#! column kind = full\n#! case = exact\nform\tkind\nJuni\tfull\n";
    let two = |above: &str| {
        let layers = [source("times/month.tsv", below), source("times/month.tsv", above)];
        Tables::compile(&layers.map(|file| vec![file])).err().map(|e| e.to_string())
    };
    assert_eq!(two(below), None, "the same directives may stand there");
    let fault = |line| {
        format!(
            "mine/times/month.tsv:{line}:1: the list's first file, mine/times/month.tsv, does not say so\n  \
             help: leave the directive out, or write the same one"
        )
    };
    assert_eq!(two(above), Some(format!("{}\n{}", fault(2), fault(1))));
    let twice = "#! case = name\n#! case = fold\n#! column form = a\n#! column form = b\nform\na\n";
    let expected = "mine/times/month.tsv:2:3: `case` is already told on line 1\n\
                    mine/times/month.tsv:4:3: `column form` is already told on line 3";
    assert_eq!(two(twice), Some(expected.to_owned()));
}

#[test]
fn what_is_more_or_longer_than_can_be_looked_up_is_refused() {
    let one = |name: &str, text: &str| {
        Tables::compile(&[vec![source(name, text)]])
            .err()
            .map_or("none".to_owned(), |e| e.to_string())
    };
    let word = "x".repeat(49);
    let fault = format!("mine/text/glued_word.tsv:3:1: `{word}` is too long: at most 48 bytes");
    assert_eq!(one("text/glued_word.tsv", &format!("form\n{}\n{word}\n", &word[1..])), fault);
    let header = |columns: usize| format!("form{}\na\n", "\tx".repeat(columns - 1));
    assert_eq!(one("times/month.tsv", &header(256)), "none");
    let fault = "mine/times/month.tsv:1:1: 257 columns, and a list may have 256";
    assert_eq!(one("times/month.tsv", &header(257)), fault);
}

#[test]
fn shapes_are_checked_in_every_layer_and_together() {
    let shapes = |rows: &str| {
        let text = format!("#! kind = plain\nform\tpattern\ton\n{rows}");
        let built = Tables::compile(&[vec![source("text/shape.tsv", &text)]]);
        built.err().map_or("none".to_owned(), |e| e.to_string())
    };
    assert_eq!(shapes("x\t[0-9]+\tnumber\n"), "none");
    let fault = shapes("x\t[0-9+\tnumber\n");
    assert!(fault.starts_with("mine/text/shape.tsv:3:1: not a regular expression:"), "{fault}");
    // Either takes little room, both together the square of it.
    let long = |letter| format!("{letter}\t[abc]*{letter}[abc]{{8}}\tword\n");
    assert_eq!(shapes(&long('a')), "none");
    let fault = shapes(&(long('a') + &long('b') + &long('c')));
    assert!(fault.starts_with("mine/text/shape.tsv:5:1: all shapes together:"), "{fault}");
}

#[test]
fn patterns_that_cannot_be_meant_are_refused() {
    for (pattern, expected) in [
        ("<word>? @month?", "this pattern can match without any token"),
        ("a (b? c?)* d", "a repeated part can match nothing"),
        ("a [ b ] [ c ]", "the span is not one pair of brackets"),
        ("a [ b", "expected `]` here"),
        ("a )", "this closes nothing"),
        ("a # b", "`#` means nothing here"),
    ] {
        let faults = faults(pattern);
        assert!(faults.starts_with("mine/times/rules.toml:3:"), "{pattern}: {faults}");
        assert!(faults.contains(expected), "{pattern}: {faults}");
    }
}

#[test]
fn definitions_may_not_use_themselves() {
    let text = format!("[define]\na = 'x &b'\nb = '&a'\n{}", rule("&a"));
    let errors = Tables::compile(&[vec![source("times/rules.toml", &text)]]).unwrap_err();
    assert!(errors.to_string().contains("uses itself"), "{errors}");
}

#[test]
fn every_fault_is_told_at_once_and_in_order() {
    let sources = vec![
        source("times/month.tsv", "form\tvalue\nmei\t05\nmei\t06\n"),
        source("times/rules.toml", "[[rule]]\nid = 'tmes.x'\nmatch = '@month'\ntpe = 'DATE'\n"),
        source("tmes/other.toml", ""),
    ];
    let errors = Tables::compile(&[sources]).unwrap_err().to_string();
    for expected in [
        "mine/times/month.tsv:3:1: `mei` already stands on line 2",
        "mine/times/rules.toml:4:1: unknown key `tpe`\n  help: did you mean `type`?",
        "mine/times/rules.toml:1:1: a rule without `yes`",
        "`tmes.x` lies in room `times`\n  help: begin the id with `times.`",
        "mine/tmes/other.toml:1:1: no layer reads rules in a folder `tmes`\n  help: did you mean `times`?",
    ] {
        assert!(errors.contains(expected), "{expected}\nis not in\n{errors}");
    }
}

#[test]
fn what_is_not_toml_is_shown_where_it_breaks_off() {
    let errors = Tables::compile(&[vec![source("times/rules.toml", "[[rule]]\nid = 'x\n")]]);
    let errors = errors.unwrap_err().to_string();
    assert!(errors.starts_with("mine/times/rules.toml:2:"), "{errors}");
}

#[test]
fn an_upper_layer_replaces_rows_and_rules_of_the_same_name_and_adds_others() {
    let lower = vec![source("times/month.tsv", MONTHS), source("times/rules.toml", &rule("mei"))];
    let upper = vec![
        source("times/month.tsv", "form\tvalue\nmei\t5\njuli\t07\n"),
        source("times/rules.toml", &rule("juni")),
    ];
    let tables = Tables::compile(&[lower, upper]).unwrap_or_else(|e| panic!("{e}"));
    let months = tables.need("month").unwrap();
    let rows: Vec<_> = tables
        .lists
        .rows(months)
        .map(|r| (tables.lists.form(r), tables.lists.cell(r, 1)))
        .collect();
    assert_eq!(rows, [("mei", "5"), ("juni", "06"), ("juli", "07")]);
    assert_eq!(tables.rule_count(), 1);
    let id = tables.room("times").iter().next().unwrap();
    assert_eq!(tables.rule(id).place.file, "mine/times/rules.toml");
}

#[test]
fn an_upper_layer_may_not_add_columns() {
    let lower = vec![source("times/month.tsv", MONTHS)];
    let upper = vec![source("times/month.tsv", "form\tvalues\nmei\t5\n")];
    let errors = Tables::compile(&[lower, upper]).unwrap_err().to_string();
    assert!(
        errors.contains("list `month` has no column `values`\n  help: did you mean `value`?"),
        "{errors}"
    );
}
