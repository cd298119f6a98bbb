//! Sentences and the clauses that are read from them.

use super::*;
use crate::document::{Document, Labels};
use crate::layers::Context;
use std::sync::LazyLock;

static TABLES: LazyLock<Tables> = LazyLock::new(Tables::built_in);

/// The clauses of a sentence, one a line: `subject | verb | objects | obliques`.
fn clauses(text: &str) -> Vec<String> {
    let document = Document::read(text, &TABLES);
    let labels = Labels::new(document.tokens.len());
    let cx = Context { document: &document, tables: &TABLES, published: None, labels: &labels };
    let phrases = Phrases::new(&TABLES).expect("tables");
    let chunks = phrases.read(&cx, &mut KnownUnits::default(), &Annotations::default());
    let show = |first: u32| {
        let all: Vec<_> =
            chunks.conjuncts(first).map(|g| document.slice(&chunks.group(g).tokens)).collect();
        all.join(" + ")
    };
    let lead = |g: u32| {
        let lead = chunks.group(g).lead.as_ref();
        lead.map_or(String::new(), |l| document.slice(&l.tokens).to_lowercase() + ":") + &show(g)
    };
    let list = |all: &[u32]| all.iter().map(|&g| lead(g)).collect::<Vec<_>>().join("; ");
    let clauses = chunks.clauses.iter().filter(|c| c.predicate.is_some());
    clauses
        .map(|c| {
            let agent = c.agent.map_or(String::new(), |a| format!(" < {}", show(a)));
            format!(
                "{} | {}{agent} | {} | {}",
                c.subject.map_or(String::new(), show),
                c.predicate.map_or(String::new(), show),
                list(&c.objects),
                list(&c.obliques)
            )
        })
        .collect()
}

#[test]
fn a_plain_clause_has_subject_object_and_obliques() {
    assert_eq!(
        clauses("Polisi menangkap dua pelaku di Depok."),
        ["Polisi | menangkap | dua pelaku | di:Depok"]
    );
    assert_eq!(
        clauses("Dua pelaku telah ditangkap polisi di Depok."),
        ["Dua pelaku | telah ditangkap | polisi | di:Depok"]
    );
    assert_eq!(
        clauses("Pelaku belum ditangkap oleh polisi."),
        ["Pelaku | belum ditangkap |  | oleh:polisi"]
    );
}

#[test]
fn verbs_share_a_subject() {
    assert_eq!(
        clauses("Polisi menangkap pelaku dan menyita senjata."),
        ["Polisi | menangkap | pelaku | ", "Polisi | menyita | senjata | "]
    );
    assert_eq!(
        clauses("Polisi menangkap pelaku, menyita senjata, dan memeriksa saksi."),
        [
            "Polisi | menangkap | pelaku | ",
            "Polisi | menyita | senjata | ",
            "Polisi | memeriksa | saksi | "
        ]
    );
}

#[test]
fn a_governed_verb_takes_its_subject_from_its_governor() {
    assert_eq!(
        clauses("Menteri berencana mengunjungi pabrik."),
        ["Menteri | berencana |  | ", "Menteri | mengunjungi | pabrik | "]
    );
    assert_eq!(
        clauses("Presiden meminta polisi menangkap pelaku."),
        ["Presiden | meminta | polisi | ", "polisi | menangkap | pelaku | "]
    );
    assert_eq!(
        clauses("Presiden meminta polisi untuk menangkap pelaku."),
        ["Presiden | meminta | polisi | ", "polisi | menangkap | pelaku | "]
    );
    assert_eq!(
        clauses("Pelaku diduga mencuri motor."),
        ["Pelaku | diduga |  | ", "Pelaku | mencuri | motor | "]
    );
}

#[test]
fn a_relative_clause_takes_its_antecedent_and_ends_before_the_verb() {
    assert_eq!(
        clauses("Pelaku yang mencuri motor ditangkap polisi."),
        ["Pelaku | ditangkap | polisi | ", "Pelaku | mencuri | motor | "]
    );
    assert_eq!(
        clauses("Gambar itu, yang dirilis oleh media, menunjukkan kedua pemimpin."),
        ["Gambar itu | menunjukkan | kedua pemimpin | ", "Gambar itu | dirilis |  | oleh:media"]
    );
    assert_eq!(
        clauses("Barang yang kami sita rusak."),
        ["Barang | rusak |  | ", "Barang | sita < kami |  | "]
    );
}

#[test]
fn clauses_before_the_main_clause_find_its_subject() {
    assert_eq!(
        clauses("Setelah menangkap pelaku, polisi menyita senjata."),
        ["polisi | menyita | senjata | ", "polisi | menangkap | pelaku | "]
    );
}

#[test]
fn conjuncts_stay_together() {
    assert_eq!(
        clauses("Ketua, sekretaris, dan bendahara menemui gubernur."),
        ["Ketua + sekretaris + bendahara | menemui | gubernur | "]
    );
    assert_eq!(
        clauses("Polisi menangkap pelaku dan korban dibawa ke rumah sakit."),
        ["Polisi | menangkap | pelaku | ", "korban | dibawa |  | ke:rumah sakit"]
    );
}

#[test]
fn a_reported_clause_needs_no_conjunction() {
    assert_eq!(
        clauses("Dia menyebut polisi itu, yang dikeroyok massa, telah ditahan."),
        [
            "Dia | menyebut |  | ",
            "polisi itu | dikeroyok | massa | ",
            "polisi itu | telah ditahan |  | "
        ]
    );
    assert_eq!(
        clauses("Dia menyebut korps itu dalam upaya ini menekankan disiplin."),
        ["Dia | menyebut |  | ", "korps itu | menekankan | disiplin | dalam:upaya ini"]
    );
}

#[test]
fn asides_leave_the_subject_its_verb() {
    assert_eq!(
        clauses("Pantauan di lokasi, massa dari kampus itu tiba siang."),
        ["massa | tiba | siang | di:lokasi; dari:kampus itu"]
    );
    assert_eq!(clauses("Pertama, polisi menyita uang."), ["polisi | menyita | uang | "]);
    assert_eq!(
        clauses("Dapur yang kotor maka ditutup."),
        ["Dapur | kotor |  | ", "Dapur | ditutup |  | "]
    );
}

#[test]
fn purposes_have_the_subject_that_can_have_them() {
    assert_eq!(
        clauses("Aksi itu digelar mahasiswa untuk menuntut keadilan."),
        ["Aksi itu | digelar | mahasiswa | ", "mahasiswa | menuntut | keadilan | "]
    );
    assert_eq!(
        clauses("Polisi membawa korban untuk diperiksa."),
        ["Polisi | membawa | korban | ", "korban | diperiksa |  | "]
    );
    assert_eq!(
        clauses("Polisi memeriksa pelaku yang ditangkap dan menyita senjata."),
        [
            "Polisi | memeriksa | pelaku | ",
            "pelaku | ditangkap |  | ",
            "Polisi | menyita | senjata | "
        ]
    );
}

#[test]
fn what_a_noun_is_for_is_not_the_subject() {
    assert_eq!(
        clauses("Dana untuk korban banjir disalurkan pemerintah."),
        ["Dana | disalurkan | pemerintah | untuk:korban banjir"]
    );
}

#[test]
fn a_relative_clause_ends_where_its_noun_finds_its_verb() {
    assert_eq!(
        clauses("Dua museum menjadi sasaran, dan benda budaya yang mahal telah dicuri."),
        [
            "Dua museum | menjadi | sasaran | ",
            "benda budaya | telah dicuri |  | ",
            "benda budaya | mahal |  | "
        ]
    );
}
