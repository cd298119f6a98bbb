//! The layer over whole texts: who, when, where, why and how of their main event.

use crate::record::Record;
use crate::{Article, Extractor, Tables};
use std::sync::LazyLock;

static EXTRACTOR: LazyLock<Extractor> =
    LazyLock::new(|| Extractor::new(Tables::built_in()).unwrap());

fn with<T>(text: &str, see: impl Fn(&Record<'_>) -> T) -> T {
    let article = Article::new("a", text);
    see(&EXTRACTOR.extract(&article))
}

fn who(text: &str) -> Vec<String> {
    with(text, |r| r.summary.who.iter().map(|w| w.text.to_string()).collect())
}

#[test]
fn who_is_described_first_and_named_later_is_a_party() {
    let text = "Guru Jadi Tersangka\n\nSeorang guru di Palembang bernama Yuli Mirza ditangkap polisi \
                di Bogor, Senin (20/10/2025). Polisi memeriksa lima saksi.";
    assert!(who(text).contains(&"Yuli Mirza".to_owned()), "{:?}", who(text));
}

#[test]
fn who_tells_of_it_stands_in_for_parties_without_a_name() {
    let text = "Dua Pria Ditangkap\n\nKapolres Bogor Budi Santoso mengatakan dua pria ditangkap. \
                Keduanya mengaku bersalah.";
    assert!(who(text).contains(&"Budi Santoso".to_owned()), "{:?}", who(text));
}

#[test]
fn the_day_of_the_statement_is_that_of_the_news() {
    let text = "Menteri Wajibkan Pajak\n\nMenteri Keuangan Purbaya Yudhi Sadewa mewajibkan pajak baru. \
                \"Aturan itu berlaku segera,\" kata Purbaya di Jakarta, Senin (20/10/2025).";
    let when = with(text, |r| r.summary.when.as_ref().map(|when| when.to_string()));
    assert_eq!(when.as_deref(), Some("2025-10-20"));
}

#[test]
fn a_sentence_that_takes_the_event_up_tells_why() {
    let text = "Jembatan Ditutup\n\nPemerintah Kota Medan menutup jembatan itu, Senin (20/10/2025). \
                Penutupan ini dilakukan karena kerusakan berat pada tiang.";
    let why = with(text, |r| r.summary.why.as_ref().map(|why| why.text.to_string()));
    assert_eq!(why.as_deref(), Some("kerusakan berat pada tiang"));
    // What is asked is no reason.
    let text =
        "Menteri Minta Warga Pindah\n\nMenteri Budi Karya Sumadi meminta warga untuk mengungsi.";
    assert!(with(text, |r| r.summary.why.is_none()));
}

#[test]
fn what_is_told_by_the_way_is_not_the_main_event() {
    let text = "Menteri Keuangan Waspadai Risiko Global\n\nKementerian Keuangan mewaspadai risiko \
                global. Risiko itu disebut besar sejak kenaikan harga minyak.";
    assert!(with(text, |r| r.summary.what.is_none()));
    assert_eq!(who(text), ["Kementerian Keuangan"]);
}

#[test]
fn an_outlet_that_is_quoted_is_no_party() {
    let text = "Ribuan Orang Berdemo\n\nDilansir AFP, Minggu (19/10/2025), sebanyak tujuh ribu orang \
                mengikuti demo di Paris.";
    assert!(!who(text).contains(&"AFP".to_owned()), "{:?}", who(text));
}

#[test]
fn when_is_a_day_and_no_hour() {
    let text =
        "Gudang Terbakar\n\nSebuah gudang di Bekasi terbakar, Senin (20/10/2025) pukul 04.30 WIB.";
    let when = with(text, |r| r.summary.when.as_ref().map(|when| when.to_string()));
    assert_eq!(when.as_deref(), Some("2025-10-20"));
}
