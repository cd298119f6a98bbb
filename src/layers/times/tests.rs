//! The layer over whole texts: what is left open without a day of publication, and what is doubted.

use super::*;
use crate::document::Document;
use crate::document::Labels;
use crate::layers::Context;
use std::sync::LazyLock;

static TABLES: LazyLock<Tables> = LazyLock::new(Tables::built_in);
static TIMES: LazyLock<Times> = LazyLock::new(|| Times::new(&TABLES).unwrap());

fn found(text: &str, published: Option<Date>) -> Annotations<'static> {
    let document = Document::read(text, &TABLES);
    let labels = Labels::new(document.tokens.len());
    let cx = Context { document: &document, tables: &TABLES, published, labels: &labels };
    let mut found = Annotations::default();
    TIMES.read(&cx, &mut Scratch::default(), &mut found);
    found
}

fn values(text: &str) -> Vec<String> {
    found(text, None).times.into_iter().map(|time| time.value).collect()
}

#[test]
fn without_a_day_of_publication_nothing_is_made_up() {
    assert_eq!(values("Ia tiba hari Rabu."), ["XXXX-WXX-3"]);
    assert_eq!(values("Ia tiba kemarin dan pergi pekan depan."), ["XXXX-XX-XX", "XXXX-WXX"]);
    assert_eq!(values("Ia lahir 17 Agustus."), ["XXXX-08-17"]);
    assert_eq!(values("Ia tiba pukul 16.00 WIB."), ["T16:00"]);
}

#[test]
fn the_text_may_tell_its_own_day() {
    let found = found("Ia tiba kemarin, kata polisi, Kamis (25/9/2014).", None);
    assert_eq!(found.published, Some(jiff::civil::date(2014, 9, 25)));
    let values: Vec<_> = found.times.iter().map(|time| &*time.value).collect();
    assert_eq!(values, ["2014-09-24", "2014-09-25"]);
}

#[test]
fn a_weekday_that_contradicts_its_date_is_told_and_the_date_stands() {
    let found = found("Ia bicara di Jakarta, Senin (19/10/2025).", None);
    assert_eq!(found.times[0].value, "2025-10-19");
    assert_eq!(found.warnings[0].code, "weekday_contradicts_date");
    assert!(found.warnings[0].message.contains('1') && found.warnings[0].message.contains('7'));
}

#[test]
fn a_day_that_no_calendar_has_is_no_time() {
    let found = found("Ia lahir pada 31 Februari 2020.", None);
    assert_eq!(found.times, []);
    assert_eq!(found.warnings[0].code, "impossible_date");
}

#[test]
fn a_clock_keeps_its_zone_and_takes_the_day_named_last() {
    let found = found("Minggu (28/12/2014) ia naik. Pukul 06.18 WITA ia hilang.", None);
    assert_eq!(found.times[1].value, "2014-12-28T06:18");
    assert_eq!(found.times[1].offset.as_deref(), Some("+08:00"));
}

#[test]
fn a_planned_day_is_not_that_of_publication() {
    let day = |text: &str| found(text, None).published.map(|day| day.to_string());
    assert_eq!(day("Rapat akan digelar di Bogor, Kamis (23/10/2025)."), None);
    let told = Some("2025-10-20".to_owned());
    assert_eq!(day("\"Kami akan datang,\" kata Budi, Senin (20/10/2025)."), told);
    assert_eq!(day("Rapat akan digelar hari ini, Senin (20/10/2025)."), told);
}

#[test]
fn a_date_in_a_name_is_none() {
    assert!(values("Dosen Universitas Sebelas Maret datang.").is_empty());
    assert!(values("Massa berkumpul di Jalan 10 November.").is_empty());
    assert_eq!(values("Ia datang 10 November."), ["XXXX-11-10"]);
}
