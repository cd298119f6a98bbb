//! Events of sentences, through all layers.

use crate::{Article, Extractor, Tables};
use std::sync::LazyLock;

static EXTRACTOR: LazyLock<Extractor> =
    LazyLock::new(|| Extractor::new(Tables::built_in()).expect("tables"));

/// The events of a text, one a line: `TYPE trigger quality | role:argument …`.
fn events(text: &str) -> Vec<String> {
    let article = Article::new("t", text);
    let record = EXTRACTOR.extract(&article);
    let shown = record.events.iter().map(|e| {
        let arguments = e.arguments.iter().map(|a| format!("{}:{}", a.role, a.text));
        let arguments = arguments.collect::<Vec<_>>().join(" ");
        let quality = format!("{}/{}", e.modality, e.polarity);
        let quality = quality.replace("actual/", "").replace("positive", "");
        format!("{} {} {quality} | {arguments}", e.kind, e.trigger.text)
    });
    shown.collect()
}

#[test]
fn voices_give_the_same_roles() {
    for (text, event) in [
        (
            "Polisi menangkap dua pelaku di Depok.",
            "COERCE menangkap  | actor:Polisi recipient:dua pelaku place:Depok",
        ),
        ("Dua pelaku ditangkap polisi.", "COERCE ditangkap  | recipient:Dua pelaku actor:polisi"),
        (
            "Dua pelaku ditangkap oleh polisi.",
            "COERCE ditangkap  | recipient:Dua pelaku actor:polisi",
        ),
        (
            "Penangkapan dua pelaku oleh polisi berlangsung cepat.",
            "COERCE Penangkapan  | recipient:dua pelaku actor:polisi",
        ),
    ] {
        assert_eq!(events(text), [event], "{text}");
    }
}

#[test]
fn a_verb_that_needs_somebody_or_something_tells_nothing_alone() {
    assert_eq!(events("Dari yang sebelumnya mencapai 40 tahun, izin itu dikurangi."), [""; 0]);
    assert_eq!(events("Cukup masuk akal untuk menolak."), [""; 0]);
    assert_eq!(events("Tiba-tiba diserang.").len(), 1);
}

#[test]
fn what_governs_a_verb_tells_how_real_it_is() {
    for (text, quality) in [
        ("Polisi akan menangkap pelaku.", "planned/"),
        ("Polisi berencana menangkap pelaku.", "planned/"),
        ("Polisi diminta menangkap pelaku.", "demanded/"),
        ("Polisi belum menangkap pelaku.", "negative"),
        ("Polisi gagal menangkap pelaku.", "negative"),
        ("Polisi mungkin menangkap pelaku.", "possible/"),
        ("Polisi senang jika pelaku ditangkap.", "conditional/"),
    ] {
        let found = events(text);
        let coerce = found.iter().find(|e| e.starts_with("COERCE")).expect(text);
        assert!(coerce.contains(&format!(" {quality} |")), "{coerce}");
    }
}

#[test]
fn a_later_telling_joins_the_first() {
    let found = events(
        "Kunjungan Vladimir Putin ke Pyongyang menjadi sorotan. Kunjungan ini berlangsung hangat.",
    );
    assert_eq!(found.len(), 1, "{found:?}");
}

#[test]
fn two_objects_are_receiver_and_gift() {
    let found = events("Putin memberikan Kim sebuah mobil.");
    assert_eq!(found, ["TRANSFER memberikan  | actor:Putin recipient:Kim object:sebuah mobil"]);
}

#[test]
fn who_can_act_is_told_from_what_can_not() {
    for (text, event) in [
        ("Warga meminta agar suku bunga turun.", "recipient"),
        ("Kerugian itu didapat usai membeli tanah.", "actor"),
        ("Harga mencapai 13 persen terhadap target nasional.", "amount:target"),
    ] {
        let found = events(text);
        assert!(!found.is_empty(), "{text}");
        assert!(found.iter().all(|e| !e.contains(event)), "{found:?}");
    }
}

#[test]
fn members_are_found_where_they_are_listed() {
    let article = Article::new(
        "t",
        "Jaksa menetapkan tiga orang sebagai tersangka. Para tersangka berinisial AVD, MJR, YMT. \
         Para tersangka ditahan kemarin.",
    );
    let record = EXTRACTOR.extract(&article);
    for event in &record.events {
        let members = event.arguments.iter().filter(|a| a.role == crate::record::Role::Recipient);
        assert_eq!(members.filter(|a| a.entity.is_some()).count(), 3, "{:?}", event);
    }
}

#[test]
fn only_a_verb_that_takes_an_object_orders() {
    for (text, quality) in [
        ("“Cabut aturan itu,” kata Budi Santoso.", "demanded/"),
        ("“Tewas dalam kecelakaan itu,” kata Budi Santoso.", ""),
    ] {
        let found = events(text);
        let first = found.first().expect(text);
        let told = first.split(" | ").next().expect("a head").split(' ').nth(2).unwrap_or("");
        assert_eq!(told, quality, "{first}");
    }
}

#[test]
fn a_body_tells_in_other_words_what_its_headline_tells() {
    let found =
        events("Napi Dikeroyok di Depok\n\nSeorang narapidana dikeroyok teman sekamar di Depok.\n");
    assert_eq!(found.len(), 1, "{found:?}");
    let found = events(
        "Napi Dikeroyok di Depok\n\nBudi Santoso memuji petugas. Polisi menangkap pelaku.\n",
    );
    assert!(found.len() > 1, "{found:?}");
}
