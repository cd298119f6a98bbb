//! Examples of names and titles, with the tables that ship.

use super::feature::Sort;
use super::{Annotations, Context, Memory, Names, Sums};
use crate::document::{Document, Scratch};
use crate::layers::Layers;
use crate::record::EntityType;
use crate::rules::Tables;

/// Reads a text up to the names and shows it with them: `[PERSON Budi] tiba`, and the titles.
fn shown(text: &str) -> (String, Vec<String>) {
    let tables = Tables::built_in();
    let layers = Layers::new(&tables).unwrap();
    let document = Document::read(text, &tables);
    let mut scratch = Scratch::default();
    let (mut found, labels) = layers.values(&document, &tables, None, &mut scratch);
    let cx = Context { document: &document, tables: &tables, published: None, labels: &labels };
    Names::new(&tables).unwrap().read(&cx, &mut scratch, &mut Sums::default(), &mut found);
    (marked(&document, &found), titles(&document, &found))
}

fn marked(document: &Document<'_>, found: &Annotations<'_>) -> String {
    let (mut shown, mut at) = (String::new(), 0);
    for name in &found.names {
        let span = document.span(&name.tokens);
        assert!(at <= span.start as usize, "names overlap");
        shown.push_str(&document.text[at..span.start as usize]);
        shown.push_str(&format!("[{} {}]", name.kind.as_str(), span.of(document.text)));
        at = span.end as usize;
    }
    shown + &document.text[at..]
}

fn titles(document: &Document<'_>, found: &Annotations<'_>) -> Vec<String> {
    let name = |index: u32| document.slice(&found.names[index as usize].tokens);
    let of = |of: Option<u32>| of.map_or(String::new(), |of| format!(" of {}", name(of)));
    let show = |t: &crate::annotations::Title| {
        format!("{}: {}{}", name(t.holder), t.span.of(document.text), of(t.of))
    };
    found.titles.iter().map(show).collect()
}

#[test]
fn a_title_and_its_state_are_no_part_of_the_name() {
    let (names, titles) = shown("Lawatan Presiden Rusia Vladimir Putin ke Hanoi sudah usai.");
    assert_eq!(
        names,
        "Lawatan Presiden [GPE Rusia] [PERSON Vladimir Putin] ke [GPE Hanoi] sudah usai."
    );
    assert_eq!(titles, ["Vladimir Putin: Presiden of Rusia"]);
}

#[test]
fn titles_stand_before_and_behind_names() {
    let text = "Menteri Keuangan Purbaya Yudhi Sadewa hadir. Mantan Ketua KPK Abraham Samad datang. \
                Budi Santoso, Ketua Umum PSSI, ikut.";
    let (_, titles) = shown(text);
    assert_eq!(
        titles,
        [
            "Purbaya Yudhi Sadewa: Menteri Keuangan",
            "Abraham Samad: Mantan Ketua of KPK",
            "Budi Santoso: Ketua Umum of PSSI",
        ]
    );
}

#[test]
fn who_held_an_office_then_is_told_between_it_and_the_name() {
    let (_, titles) = shown("Bupati Garut saat itu, Rudi Wiranto, hadir bersama Sari Wulandari.");
    assert_eq!(titles, ["Rudi Wiranto: Bupati of Garut"]);
}

#[test]
fn a_title_that_begins_a_headline_clause_is_not_of_the_name_before_the_comma() {
    let body = "Setahun lebih Rudi Wiranto memimpin kota itu.";
    let (_, titles) = shown(&format!("Setahun Era Rudi Wiranto, Ketua DPRD Puji Guru\n\n{body}"));
    assert_eq!(titles, [""; 0]);
    let (_, titles) = shown("Ia bertemu Rudi Wiranto, Ketua DPRD.");
    assert_eq!(titles, ["Rudi Wiranto: Ketua of DPRD"]);
}

#[test]
fn an_abbreviation_has_the_type_of_what_it_is_short_for() {
    let (names, _) = shown(
        "Klub itu ikut Kejuaraan Nasional Renang (KNR) di Medan. KNR mengungkap bakat baru. Menurut \
         pelatih, KNR penting.",
    );
    assert_eq!(names.matches("[EVENT KNR]").count(), 3, "{names}");
}

#[test]
fn places_have_their_finer_types() {
    let (names, _) = shown("Ia pergi dari Jakarta ke Gunung Merapi lewat Bandara Soekarno-Hatta.");
    assert!(names.contains("[GPE Jakarta]"), "{names}");
    assert!(names.contains("[LOCATION Gunung Merapi]"), "{names}");
    assert!(names.contains("[FACILITY Bandara Soekarno-Hatta]"), "{names}");
}

#[test]
fn other_types_compete_in_the_same_choice() {
    let (names, _) = shown("Sejak Perang Dingin usai, ia memelihara anjing Pungsan.");
    assert_eq!(names, "Sejak [EVENT Perang Dingin] usai, ia memelihara anjing [SPECIES Pungsan].");
}

#[test]
fn text_without_names_has_none() {
    for text in ["", "hujan turun sejak pagi.", "Hujan turun sejak pagi. Warga senang."] {
        assert_eq!(shown(text).0, text);
    }
}

#[test]
fn the_rows_that_decided_are_told() {
    let tables = Tables::built_in();
    let layers = Layers::new(&tables).unwrap();
    let document = Document::read("Ia tinggal di Jakarta.", &tables);
    let (_, labels) = layers.values(&document, &tables, None, &mut Scratch::default());
    let cx = Context { document: &document, tables: &tables, published: None, labels: &labels };
    let rows = Names::new(&tables).unwrap().explain(&cx, &(3..4), Sort::Place);
    assert!(rows.iter().any(|(feature, weight, _)| feature == "before=di" && *weight > 0.0));
}

#[test]
fn every_feature_in_the_tables_is_read_back_as_it_is_written() {
    use super::feature::Feature;
    let tables = Tables::built_in();
    let names = Names::new(&tables).unwrap();
    let list = tables.need("weight").unwrap();
    for row in tables.lists.rows(list) {
        let form = tables.lists.cell(row, 0);
        let words = tables.lists.words_of(row);
        let feature = Feature::parse(form, words, names.classes(), &mut 0).unwrap();
        let feature = feature.unwrap_or_else(|| panic!("{form} is not known"));
        assert_eq!(feature.text(&tables, names.classes()), form);
    }
}

#[test]
fn all_types_have_a_coarse_type() {
    let sorts: Vec<Sort> = EntityType::ALL.iter().map(|kind| super::sort_of(*kind)).collect();
    assert!(Sort::ALL.iter().all(|(sort, _)| sorts.contains(sort)));
}

#[test]
fn what_was_named_once_is_named_wherever_it_stands_free() {
    let text = "Renita Kusumawati Raih Penghargaan\n\nPolisi memuji Renita Kusumawati pada Senin. \
                Rekan-rekan Renita ikut hadir.";
    let (names, _) = shown(text);
    assert_eq!(names.matches("[PERSON Renita Kusumawati]").count(), 2, "{names}");
    assert!(names.contains("[PERSON Renita] ikut"), "{names}");
}

#[test]
fn a_word_beside_other_capitals_is_no_name_told_again() {
    let (names, _) = shown("Budi Santoso tiba di Medan. Ia bertemu Budi Setyono Prakoso di sana.");
    assert!(!names.contains("[PERSON Budi] Setyono"), "{names}");
}

#[test]
fn brackets_define_the_words_that_spell_them() {
    let (names, _) = shown(
        "Harga dibahas Tim Pengendalian Inflasi Daerah (TPID) kemarin. Gunawan Wibisono (GW) hadir.",
    );
    assert!(
        names.contains("[ORGANIZATION Tim Pengendalian Inflasi Daerah] ([ORGANIZATION TPID])"),
        "{names}"
    );
    assert!(names.contains("[PERSON Gunawan Wibisono] ([PERSON GW])"), "{names}");
}

#[test]
fn brackets_that_spell_nothing_define_nothing() {
    let (names, _) =
        shown("Kepala Dinas Kesehatan (RSU) tiba. Ia bertemu Budi Santoso (PAN) di sana.");
    assert!(!names.contains("[PERSON PAN]"), "{names}");
}

/// Sums that are kept from sentence to sentence are those of the features, one by one.
#[test]
fn what_is_summed_once_is_what_features_say() {
    let tables = Tables::built_in();
    let layers = Layers::new(&tables).unwrap();
    let names = Names::new(&tables).unwrap();
    let mut candidates = 0;
    for file in std::fs::read_dir("fixtures/articles").unwrap() {
        let text = std::fs::read_to_string(file.unwrap().path()).unwrap();
        let document = Document::read(&text, &tables);
        let (_, labels) = layers.values(&document, &tables, None, &mut Scratch::default());
        let cx = Context { document: &document, tables: &tables, published: None, labels: &labels };
        for lattice in names.lattices(&cx, &Memory::default()) {
            for (index, scores) in lattice.scores.iter().enumerate() {
                let mut sum = [0.0; 4];
                lattice.features(index).for_each(|f| names.weights().sums().add(f, &mut sum));
                let span = &lattice.candidates[index];
                let of = |sort| names.proposed(&cx, span, sort).iter().map(|s| s.1 * 100.0).sum();
                let seeds: [f32; 3] = [Sort::Person, Sort::Place, Sort::Organization].map(of);
                for (sort, sum) in Sort::ALL[..3].iter().map(|(s, _)| *s as usize).zip(sum) {
                    assert_eq!(scores[sort], sum + seeds[sort], "{}", document.slice(span));
                }
                candidates += 1;
            }
        }
    }
    assert!(candidates > 1000);
}

#[test]
fn a_bare_title_and_a_degree_are_no_names() {
    let (names, _) = shown("Rapat dihadiri Camat dan Kapolsek. Budi Santoso, M.Hum, hadir.");
    assert!(!names.contains("Camat]") && !names.contains("Kapolsek]"), "{names}");
    assert!(!names.contains("M.Hum]"), "{names}");
    assert!(names.contains("[PERSON Budi Santoso]"), "{names}");
}

#[test]
fn a_foreign_body_is_no_person_and_a_person_no_body() {
    let (names, _) =
        shown("Menurut Northwind Energy, harga turun. Menurut Margaret Holloway, tidak.");
    assert!(names.contains("[ORGANIZATION Northwind Energy]"), "{names}");
    assert!(names.contains("[PERSON Margaret Holloway]"), "{names}");
}

#[test]
fn what_a_list_knows_for_certain_is_filled_in_but_no_common_word() {
    let (names, _) = shown("Warga Kinshasa mengungsi. Harga dolar AS naik. Warga Batu mengungsi.");
    assert!(names.contains("Warga [GPE Kinshasa]"), "{names}");
    assert!(names.contains("dolar AS"), "{names}");
}

#[test]
fn a_prefix_of_given_names_lengthens_only_those() {
    let (names, _) = shown("Menurut I Made Suarta, air surut. Asisten I Budi Santoso hadir.");
    assert!(names.contains("[PERSON I Made Suarta]"), "{names}");
    assert!(!names.contains("I Budi"), "{names}");
    let (names, titles) =
        shown("Bupati I Gde Pasek Suardika hadir. Wakil Ketua II Budi Santoso hadir.");
    assert!(names.contains("[PERSON I Gde Pasek Suardika]"), "{names}");
    assert!(names.contains("II [PERSON Budi Santoso]"), "{names}");
    assert_eq!(titles[0], "I Gde Pasek Suardika: Bupati");
}

#[test]
fn a_firm_is_one_without_its_legal_form_and_another_is_not() {
    let (names, _) = shown(
        "Polisi memeriksa PT Rimba Montara kemarin. Alat itu milik Rimba Montara sejak lama. \
         Alat lain milik Rudi Montara sejak lama.",
    );
    assert!(names.contains("milik [ORGANIZATION Rimba Montara]"), "{names}");
    assert!(!names.contains("[ORGANIZATION Rudi Montara]"), "{names}");
}

#[test]
fn a_person_who_has_the_firms_name_is_one() {
    for text in [
        "Direktur PT Rudi Hartono Abadi, Rudi Hartono Abadi, bertemu Budi Santoso.",
        "Polisi memeriksa PT Rudi Hartono Abadi. Direktur Rudi Hartono Abadi hadir.",
    ] {
        let (names, _) = shown(text);
        assert!(names.contains("[PERSON Rudi Hartono Abadi]"), "{names}");
        assert!(names.contains("[ORGANIZATION PT Rudi Hartono Abadi]"), "{names}");
    }
}

#[test]
fn a_state_of_several_words_is_no_person_behind_a_title() {
    let (names, _) = shown("Perdana Menteri Sri Lanka mengatakan banjir itu sudah surut.");
    assert_eq!(names, "Perdana Menteri [GPE Sri Lanka] mengatakan banjir itu sudah surut.");
}

#[test]
fn brackets_inside_a_name_belong_to_it_and_behind_a_building_to_its_body() {
    let (names, _) = shown(
        "Peserta Badan Penyelenggara Jaminan Sosial (BPJS) Kesehatan bertambah. Ia tiba di Gedung \
         Bursa Efek Indonesia (BEI) kemarin. Korban (Budi) selamat.",
    );
    assert!(
        names.contains("[ORGANIZATION Badan Penyelenggara Jaminan Sosial (BPJS) Kesehatan]"),
        "{names}"
    );
    assert!(names.contains("([ORGANIZATION BEI])"), "{names}");
    assert!(!names.contains("[ORGANIZATION Budi]"), "{names}");
}

#[test]
fn a_listed_word_of_a_headline_is_a_name_between_common_words() {
    for (headline, name) in [
        ("Petani Jatim Panen Kedelai Lebih Awal", "[GPE Jatim]"),
        ("Petani Kawal Pindad Uji Traktor Baru", "[ORGANIZATION Pindad]"),
        ("Warga Kampar Panen Durian Lebih Awal", "[GPE Kampar]"),
    ] {
        let (names, _) = shown(&format!("{headline}\n\nPetani datang pagi-pagi. Mereka senang."));
        assert!(names.contains(name), "{names}");
    }
    let (names, _) = shown("Universitas Pindad Buka Kelas Malam\n\nPetani datang pagi-pagi.");
    assert!(!names.contains("[ORGANIZATION Pindad]"), "{names}");
}
