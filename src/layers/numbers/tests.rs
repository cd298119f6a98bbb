//! Numbers in digits and words.

use super::*;
use proptest::prelude::*;
use std::sync::LazyLock;

static TABLES: LazyLock<Tables> = LazyLock::new(Tables::built_in);
static NUMBERS: LazyLock<Numbers> = LazyLock::new(|| Numbers::new(&TABLES).unwrap());

fn read(text: &str) -> Option<String> {
    let document = Document::read(text, &TABLES);
    let all = 0..document.tokens.len() as u32;
    NUMBERS.read(&document, all).map(Amount::to_text)
}

const UNITS: [&str; 10] =
    ["", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan"];

/// A number below a thousand in words.
fn small(n: u64) -> String {
    let unit = |n: u64| UNITS[n as usize].to_owned();
    let text = match n {
        0..=9 => unit(n),
        10 => "sepuluh".into(),
        11 => "sebelas".into(),
        12..=19 => format!("{} belas", unit(n - 10)),
        20..=99 => format!("{} puluh {}", unit(n / 10), unit(n % 10)),
        100..=199 => format!("seratus {}", small(n - 100)),
        _ => format!("{} ratus {}", unit(n / 100), small(n % 100)),
    };
    text.trim_end().to_owned()
}

fn words(n: u64) -> String {
    let mut parts = Vec::new();
    let mut rest = n;
    for (scale, name) in
        [(1_000_000_000_000, "triliun"), (1_000_000_000, "miliar"), (1_000_000, "juta")]
    {
        if rest >= scale {
            parts.push(format!("{} {name}", small(rest / scale)));
            rest %= scale;
        }
    }
    match rest / 1000 {
        0 => {}
        1 => parts.push("seribu".into()),
        n => parts.push(format!("{} ribu", small(n))),
    }
    parts.push(small(rest % 1000));
    parts.join(" ")
}

proptest! {
    #[test]
    fn words_say_the_number_that_they_were_made_from(n in 1u64..999_999_999_999_999) {
        prop_assert_eq!(read(words(n).trim_end()), Some(n.to_string()));
    }

    #[test]
    fn digits_with_points_are_whole_numbers(n in 1000u64..99_999_999_999) {
        let (mut digits, mut rest) = (String::new(), n);
        while rest >= 1000 {
            digits = format!(".{:03}{digits}", rest % 1000);
            rest /= 1000;
        }
        let amount = Amount::parse(&format!("{rest}{digits}"));
        prop_assert_eq!(amount.and_then(Amount::to_whole), Some(n as i64));
    }

    #[test]
    fn nothing_panics(text in "[0-9.,]{0,40}") {
        let _ = Amount::parse(&text);
    }
}

#[test]
fn marks_are_read_as_the_news_sets_them() {
    let parse = |text: &str| Amount::parse(text).map(Amount::to_text);
    assert_eq!(parse("5,12").as_deref(), Some("5.12"));
    assert_eq!(parse("13.255.244.538.149").as_deref(), Some("13255244538149"));
    assert_eq!(parse("1.250,75").as_deref(), Some("1250.75"));
    assert_eq!(parse("3.5").as_deref(), Some("3.5"));
    assert_eq!(parse("0.250").as_deref(), Some("0.25"));
    assert_eq!(parse("1,250,000").as_deref(), Some("1250000"));
    assert_eq!(parse("1.2.3"), None);
}

#[test]
fn words_and_digits_compose() {
    for (text, value) in [
        ("2,5 juta", "2500000"),
        ("dua setengah juta", "2500000"),
        ("13,2 triliun", "13200000000000"),
        ("puluhan ribu", "10000"),
        ("belasan", "10"),
        ("setengah", "0.5"),
        ("tiga perempat", "0.75"),
        ("seperempat", "0.25"),
        ("1 (satu)", "1"),
        ("seribu", "1000"),
        ("sejuta", "1000000"),
        ("100 ribu triliun", "100000000000000000"),
    ] {
        assert_eq!(read(text).as_deref(), Some(value), "{text}");
    }
    assert_eq!(read("dua tiga"), None);
    assert_eq!(read("juta"), None);
}
