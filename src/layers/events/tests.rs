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
fn show() {
    for text in [
        "Putin memberikan Kim sebuah mobil Aurus. Kim, sebagai balasannya, memberikan Putin sepasang anjing pemburu Pungsan, yang merupakan jenis anjing asli Korea Utara.",
        "Polisi menangkap dua pelaku di Depok.",
        "Dua pelaku ditangkap polisi.",
        "Penangkapan dua pelaku oleh polisi berlangsung cepat.",
        "Polisi belum menangkap pelaku dan menyita senjata.",
        "Kunjungan Putin ditandai dengan pertukaran hadiah simbolis antara kedua pemimpin.",
    ] {
        println!("{text}\n    {}", events(text).join("\n    "));
    }
}
