//! What the layer makes of real constructions, of lost marks, and of any text.

use crate::{Article, Extractor, Tables};
use proptest::prelude::*;
use std::sync::LazyLock;
use std::time::{Duration, Instant};

static EXTRACTOR: LazyLock<Extractor> =
    LazyLock::new(|| Extractor::new(Tables::built_in()).expect("the layers hold their tables"));

/// Every statement of a text as `kind text | cue | speaker`.
fn said(text: &str) -> Vec<String> {
    let article = Article::new("t", text);
    let record = EXTRACTOR.extract(&article);
    record.prove(text).expect("offsets are right");
    let show = |s: &crate::record::Statement<'_>| {
        let cue = s.cue.as_ref().map_or("-".to_owned(), |c| c.text.to_string());
        let speaker = s.speaker.as_ref().map_or("-".to_owned(), |s| s.text.to_string());
        format!("{} {} | {cue} | {speaker}", s.kind, s.text)
    };
    record.statements.iter().map(show).collect()
}

#[test]
fn marks_of_every_kind_open_and_close() {
    for (open, close) in [("\"", "\""), ("“", "”"), ("”", "”"), ("«", "»"), ("‘", "’"), ("'", "'")]
    {
        let text = format!("{open}Kami siap membantu,{close} kata Andi di Jakarta.");
        assert_eq!(said(&text), ["direct Kami siap membantu, | kata | Andi"], "{text}");
    }
}

#[test]
fn a_quote_may_hold_sentences_and_paragraphs() {
    let one = "“Air naik cepat. Kami lari ke bukit! Semua selamat,” ujar Siti.";
    assert_eq!(
        said(one),
        ["direct Air naik cepat. Kami lari ke bukit! Semua selamat, | ujar | Siti"]
    );
    let two = "“Air naik cepat. Kami lari.\n\n“Semua selamat sampai di bukit,” ujar Siti.";
    assert_eq!(
        said(two),
        [
            "direct Air naik cepat. Kami lari. | - | Siti",
            "direct Semua selamat sampai di bukit, | ujar | Siti",
        ]
    );
}

#[test]
fn a_quote_inside_of_a_quote_has_its_own_speaker() {
    assert_eq!(
        said("\"Warga bilang, 'Jangan lewat sini.' Kami memutar,\" kata Sukirno."),
        [
            "direct Warga bilang, 'Jangan lewat sini.' Kami memutar, | kata | Sukirno",
            "direct Jangan lewat sini. | bilang | Warga",
        ]
    );
}

#[test]
fn lost_marks_are_made_good_by_the_cue() {
    assert_eq!(
        said("\"Kami siap membantu, kata Andi di Jakarta."),
        ["direct Kami siap membantu, | kata | Andi"]
    );
    assert_eq!(
        said("Kami siap membantu,\" kata Andi di Jakarta."),
        ["direct Kami siap membantu, | kata | Andi"]
    );
    assert_eq!(
        said("\"Kami siap, kata Andi. \"Kami juga siap,\" kata Budi."),
        ["direct Kami siap, | kata | Andi", "direct Kami juga siap, | kata | Budi"]
    );
}

#[test]
fn a_title_a_nickname_and_a_word_set_apart_are_no_statements() {
    for text in [
        "Film \"Laskar Pelangi\" diputar di Belitung.",
        "Sutrisno alias \"Si Doel\" ditangkap polisi.",
        "Program \"makan gratis\" itu dikritik warga.",
        "Seminar bertajuk \"Pangan untuk Semua\", Sabtu (6/2/2021), dihadiri bupati.",
    ] {
        assert_eq!(said(text), [""; 0], "{text}");
    }
}

#[test]
fn speakers_stand_in_every_construction() {
    for (text, expected) in [
        (
            "\"Ini penting,\" kata Kepala Dinas Perhubungan Kota Bogor, Eko Prabowo, Selasa (21/10/2025).",
            "direct Ini penting, | kata | Kepala Dinas Perhubungan Kota Bogor, Eko Prabowo",
        ),
        ("\"Ini penting,\" kata dia.", "direct Ini penting, | kata | dia"),
        ("\"Ini penting,\" pungkasnya.", "direct Ini penting, | pungkasnya | nya"),
        (
            "\"Ini penting sekali,\" tulis Kevin di akun X.",
            "direct Ini penting sekali, | tulis | Kevin",
        ),
        (
            "Andi Risdianto, Kepala BPBD Banyumas, mengatakan, \"Sungai meluap.\"",
            "direct Sungai meluap. | mengatakan | Andi Risdianto",
        ),
        (
            "\"Dua etalase dibobol,\" demikian pernyataan resmi kementerian tersebut.",
            "direct Dua etalase dibobol, | demikian pernyataan resmi | kementerian tersebut",
        ),
        (
            "Kepala BPBD Banyumas, Andi Risdianto, saat ditemui di kantornya, Selasa (21/10/2025), mengatakan sungai meluap.",
            "indirect sungai meluap | mengatakan | Kepala BPBD Banyumas, Andi Risdianto",
        ),
        (
            "Sementara itu, Menteri Sosial Budi Santoso yang hadir di sana juga menegaskan bahwa dana akan cair.",
            "indirect dana akan cair | menegaskan | Menteri Sosial Budi Santoso",
        ),
        (
            "Menurut warga, Dinas Kesehatan Garut tidak mengirim obat.",
            "indirect Dinas Kesehatan Garut tidak mengirim obat | Menurut | warga",
        ),
        (
            "Menurut polisi, Budi Santoso mencuri motor.",
            "indirect Budi Santoso mencuri motor | Menurut | polisi",
        ),
        (
            "Menurut Kepala BPBD Banyumas, Andi Risdianto (45), banjir terjadi sejak pagi.",
            "indirect banjir terjadi sejak pagi | Menurut | Kepala BPBD Banyumas, Andi Risdianto",
        ),
        (
            "Dikutip dari Reuters, Selasa (21/10/2025), kedua pihak akan menarik pasukan.",
            "indirect kedua pihak akan menarik pasukan | Dikutip dari | Reuters",
        ),
    ] {
        assert_eq!(said(text), [expected], "{text}");
    }
}

#[test]
fn a_second_quote_goes_on_without_a_cue() {
    assert_eq!(
        said("\"Kami berunding,\" kata Karyono. \"Hari ini kami mogok.\""),
        ["direct Kami berunding, | kata | Karyono", "direct Hari ini kami mogok. | - | Karyono"]
    );
    assert_eq!(
        said("\"Kami berunding,\" kata Karyono, \"tetapi mereka menolak.\"").len(),
        1,
        "a small letter begins no sentence"
    );
}

#[test]
fn verbs_without_a_clause_are_no_cues() {
    for text in [
        "Pemerintah menambah jumlah guru di Papua.",
        "Rapat itu melanjutkan pembahasan anggaran.",
        "Bupati menyampaikan hal itu dalam rapat.",
        "Keputusan ini mendorong investasi asing.",
        "Ia menyebut angka itu.",
    ] {
        assert_eq!(said(text), [""; 0], "{text}");
    }
}

#[test]
fn a_reported_clause_ends_before_another_voice() {
    assert_eq!(
        said("Kamboja mengatakan tiga biksu terluka, tetapi Thailand belum menjawab."),
        ["indirect tiga biksu terluka | mengatakan | Kamboja"]
    );
    assert_eq!(
        said("Menteri mengatakan harga akan turun, dikutip dari Antara, Senin."),
        ["indirect harga akan turun | mengatakan | Menteri"]
    );
}

#[test]
fn ten_thousand_marks_and_five_megabytes_stay_linear() {
    let mut texts = vec!["\"".repeat(10_000), "“a ".repeat(10_000), "” a".repeat(10_000)];
    texts.push("\"Kami siap, ".repeat(10_000));
    texts.push("kata Andi mengatakan bahwa ia menilai, ".repeat(4_000));
    texts.push(format!("“{}” kata Andi.", "Kami siap berangkat. ".repeat(240_000)));
    for text in &texts {
        let start = Instant::now();
        said(text);
        // Generous for slow machines: quadratic work would take minutes.
        assert!(start.elapsed() < Duration::from_secs(20), "{:.40}", text);
    }
}

const PIECES: &[&str] = &[
    "\"",
    "“",
    "”",
    "'",
    "‘",
    "’",
    "«",
    "kata",
    "ujarnya",
    "Andi",
    "mengatakan",
    "bahwa",
    ",",
    ".",
    ":",
    "(",
    ")",
    "menurut",
    "dikutip dari",
    "Selasa",
    "dia",
    "yang",
    "sungai meluap",
    "itu",
    "Kepala Dinas",
    "\n\n",
    "é",
    "😄",
    "?",
    "-",
    "dengan menambahkan",
    "tetapi",
];

#[test]
fn statements_of_broken_quote_marks_do_not_cross() {
    let text = ",dikutip darikata😄dikutip dari\"dia.Andi, «kata";
    let article = Article::new("t", text);
    let record = EXTRACTOR.extract(&article);
    let spans: Vec<_> = record.statements.iter().map(|s| (s.start, s.end)).collect();
    assert_eq!(spans, [(17, 34)]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]
    #[test]
    fn any_sequence_of_marks_and_words_gives_sound_statements(
        pieces in prop::collection::vec((0..PIECES.len(), any::<bool>()), 0..80),
    ) {
        let mut text = String::new();
        for (piece, blank) in pieces {
            text.push_str(PIECES[piece]);
            if blank {
                text.push(' ');
            }
        }
        let article = Article::new("t", text.as_str());
        let record = EXTRACTOR.extract(&article);
        record.prove(&text).expect("offsets are right");
        let spans: Vec<_> = record.statements.iter().map(|s| (s.start, s.end)).collect();
        prop_assert!(spans.is_sorted_by_key(|&(start, end)| (start, std::cmp::Reverse(end))));
        for (i, a) in spans.iter().enumerate() {
            for b in &spans[i + 1..] {
                prop_assert!(b.0 >= a.1 || b.1 <= a.1, "{a:?} crosses {b:?} in {text:?}");
            }
        }
    }
}

#[test]
fn who_is_quoted_by_an_outlet_says_it_and_not_the_outlet() {
    assert_eq!(
        said("Dilansir Antara, Siti mengatakan bahwa air sudah surut."),
        ["indirect air sudah surut | mengatakan | Siti"]
    );
    assert_eq!(
        said("Dilansir Antara, Menteri Budi Santoso, (Mas Budi) mengumumkan harga beras turun."),
        ["indirect harga beras turun | mengumumkan | Menteri Budi Santoso"]
    );
}

#[test]
fn a_person_told_with_a_title_behind_the_name_is_the_speaker() {
    assert_eq!(
        said("Adi Pranoto, Penasihat Media PBB mengatakan bahwa sekolah dibuka lagi."),
        ["indirect sekolah dibuka lagi | mengatakan | Adi Pranoto"]
    );
}

#[test]
fn a_time_that_opens_the_clause_behind_a_cue_is_a_part_of_it() {
    assert_eq!(
        said(
            "Andi hadir. Dinas itu, kata dia, kini ikut mengawasi dapur, dengan mengirim petugas."
        ),
        ["indirect kini ikut mengawasi dapur, dengan mengirim petugas | kata | dia"]
    );
}

#[test]
fn an_adjective_behind_a_noun_that_is_closed_makes_a_clause() {
    let said_of = "indirect gencatan ini rapuh | menilai | Pimchanok";
    assert_eq!(said("Pimchanok menilai gencatan ini rapuh."), [said_of]);
    assert_eq!(said("Pimchanok menilai gencatan ini."), [""; 0]);
}

#[test]
fn a_bracket_behind_a_source_is_no_part_of_what_it_says() {
    assert_eq!(
        said("Padahal menurut Hartono (1987), harga tanah mengikuti harga beras."),
        ["indirect harga tanah mengikuti harga beras | menurut | Hartono"]
    );
    assert_eq!(
        said("Menurut Budi Santoso (45), harga beras naik."),
        ["indirect harga beras naik | Menurut | Budi Santoso"]
    );
}

#[test]
fn a_question_has_who_asks_it_for_its_speaker() {
    assert_eq!(
        said("\"Sudah utuh?\" tanya Budi Santoso kepada Sari Wulandari."),
        ["direct Sudah utuh? | tanya | Budi Santoso"]
    );
}

/// The entities of speakers, in order.
fn speakers(text: &str) -> Vec<String> {
    let article = Article::new("t", text);
    let record = EXTRACTOR.extract(&article);
    let name = |s: &crate::record::Statement<'_>| {
        let entity = s.speaker.as_ref().and_then(|speaker| speaker.entity);
        let entity = entity.and_then(|id| record.entities.iter().find(|e| e.id == id));
        entity.map_or("-".to_owned(), |e| e.name.to_string())
    };
    record.statements.iter().map(name).collect()
}

#[test]
fn a_thing_that_says_something_is_nobody_who_spoke_before() {
    let text = "\"Kami siap,\" kata Budi Santoso. \"Harga beras perlu dijaga,\" tulis laporan itu.";
    assert_eq!(speakers(text), ["Budi Santoso", "-"]);
}

#[test]
fn who_is_named_in_a_quote_does_not_speak_it() {
    let text = "\"Kami siap,\" kata Budi Santoso. Sari Wulandari mengatakan harga beras naik. \
                \"Bu Sari Wulandari sudah bekerja dua hari,\" ujarnya.";
    assert_eq!(speakers(text), ["Budi Santoso", "Sari Wulandari", "Budi Santoso"]);
}

#[test]
fn whose_office_it_is_does_not_speak() {
    let text = "\"Kami siap,\" kata Budi Santoso. Waketum PAN ini menilai harga beras naik. \
                Pejabat Korea Selatan menyebut harga beras naik. Sejumlah warga itu menilai harga beras turun.";
    assert_eq!(speakers(text), ["Budi Santoso", "Budi Santoso", "-", "-"]);
}

#[test]
fn an_ordinal_does_not_part_an_office_from_what_points() {
    let text = "Budi Santoso hadir kemarin. Ketua MPR RI ke-12 ini menilai harga beras naik.";
    assert_eq!(speakers(text), ["Budi Santoso"]);
}
