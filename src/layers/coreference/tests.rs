//! Tests of the layer on small texts whose names and titles are marked by hand.

use super::Coreference;
use crate::annotations::{Annotations, Name, Origin, Title};
use crate::document::{Document, Labels, Scratch};
use crate::layers::phrases::Chunks;
use crate::layers::{Context, label_names};
use crate::record::{EntityType, MentionKind};
use crate::rules::Tables;
use crate::text::Span;
use proptest::prelude::*;
use std::sync::LazyLock;

static READY: LazyLock<(Tables, Coreference)> = LazyLock::new(|| {
    let tables = Tables::built_in();
    let layer = Coreference::new(&tables).unwrap();
    (tables, layer)
});

/// One entity, shown: name, aliases, then its nominal and pronominal mentions.
#[derive(Debug, PartialEq)]
struct Shown {
    name: String,
    aliases: Vec<String>,
    kind: EntityType,
    others: Vec<String>,
}

/// Reads `marked`: `[PERSON Joko Widodo]` marks a name, `<Presiden>` before one its title, and a
/// `<Presiden [GPE Rusia]>` a title with its institution.
fn read(marked: &str) -> Vec<Shown> {
    let (mut text, mut names, mut titles) = (String::new(), Vec::new(), Vec::new());
    let mut title: Option<(usize, usize, Option<usize>)> = None;
    let mut inside = false;
    let mut rest = marked;
    while let Some(at) = rest.find(['[', ']', '<', '>']) {
        text.push_str(&rest[..at]);
        let here = text.len();
        let mark = rest.as_bytes()[at];
        rest = &rest[at + 1..];
        match mark {
            b'<' => {
                title = Some((here, here, None));
                inside = true;
            }
            b'>' => inside = false,
            b'[' => {
                let (kind, after) = rest.split_once(' ').unwrap();
                let kind = EntityType::from_name(kind).unwrap();
                rest = after;
                match title.as_mut() {
                    Some(title) if inside => {
                        (title.1, title.2) = (text.trim_end().len(), Some(names.len()));
                    }
                    Some(title) => {
                        let bytes = match title.2 {
                            Some(_) => title.0..title.1,
                            None => title.0..text.trim_end_matches([' ', ',']).len(),
                        };
                        titles.push((names.len(), Span::new(bytes.start, bytes.end), title.2));
                    }
                    None => {}
                }
                if !inside {
                    title = None;
                }
                names.push((kind, here, 0));
            }
            _ => names.last_mut().unwrap().2 = here,
        }
    }
    text.push_str(rest);
    let (tables, layer) = &*READY;
    let document = Document::read(&text, tables);
    let mut found = Annotations::default();
    for (kind, start, end) in names {
        let tokens = document.token_at(start as u32)..document.token_at(end as u32 - 1) + 1;
        let hits = document.hits_at(tokens.start);
        let list = |row| &*tables.lists.list(tables.lists.list_of(row)).name;
        let row = hits.iter().filter(|h| h.end == tokens.end).map(|h| h.row);
        let known = ["country", "city", "region_id", "organization"];
        let row = row.into_iter().find(|&row| known.contains(&list(row)));
        found.names.push(Name { tokens, kind, row, origin: Origin::Mechanism("test") });
    }
    for (holder, span, of) in titles {
        let (holder, of) = (holder as u32, of.map(|of| of as u32));
        found.titles.push(Title { holder, span, of, origin: Origin::Mechanism("test") });
    }
    let mut labels = Labels::new(document.tokens.len());
    label_names(&found, &mut labels);
    let cx = Context { document: &document, tables, published: None, labels: &labels };
    layer.read(&cx, &mut Scratch::default(), &Chunks::default(), &mut found);
    check(&document, &found);
    let shown = found.entities.iter().enumerate().map(|(index, entity)| {
        let mine = found.mentions.iter().filter(|m| m.entity as usize == index);
        let others = mine.filter(|m| m.kind != MentionKind::Name);
        Shown {
            name: entity.name.to_string(),
            aliases: entity.aliases.iter().map(ToString::to_string).collect(),
            kind: entity.kind,
            others: others.map(|m| m.span.of(document.text).to_owned()).collect(),
        }
    });
    shown.collect()
}

/// What holds of every text.
fn check(document: &Document<'_>, found: &Annotations<'_>) {
    let names = found.mentions.iter().filter(|m| m.kind == MentionKind::Name);
    let in_text = names.filter(|m| !m.tokens.is_empty());
    assert_eq!(in_text.count(), found.names.len(), "every name is a mention of one entity");
    for mention in &found.mentions {
        assert!((mention.entity as usize) < found.entities.len());
        assert!(!mention.span.of(document.text).is_empty());
    }
    for (index, entity) in found.entities.iter().enumerate() {
        assert!((0.0..=1.0).contains(&entity.salience));
        assert!(found.mentions.iter().any(|m| m.entity as usize == index), "{}", entity.name);
    }
    let spans: Vec<_> = found.mentions.iter().map(|m| (m.span.start, m.span.end)).collect();
    assert!(spans.is_sorted());
}

/// The names of the entities.
fn names(marked: &str) -> Vec<String> {
    read(marked).into_iter().map(|e| e.name).collect()
}

/// The entities to which a noun or pronoun is bound, by their names.
fn bound(marked: &str, mention: &str) -> Vec<String> {
    let entities = read(marked).into_iter();
    entities.filter(|e| e.others.iter().any(|m| m == mention)).map(|e| e.name).collect()
}

#[test]
fn a_short_name_is_of_the_full_one_wherever_it_stands() {
    let entities = read(
        "[PERSON Haposan] ditahan\n\n<Jaksa> [PERSON Haposan Hutagalung] diperiksa di [GPE Medan]. \
         [PERSON Hutagalung] membantah. [PERSON HAPOSAN] diam.",
    );
    assert_eq!(entities[0].name, "Haposan Hutagalung");
    assert_eq!(entities[0].aliases, ["Haposan", "Hutagalung"]);
    assert_eq!(entities.len(), 2);
}

#[test]
fn a_well_known_name_is_nobody_else_who_is_named_later_and_ends_in_it() {
    let extractor = crate::Extractor::new(Tables::built_in()).unwrap();
    let persons = |text: &str| {
        let article = crate::Article::new("t", text);
        let record = extractor.extract(&article);
        let persons = record.entities.iter().filter(|e| e.kind == EntityType::Person);
        persons.map(|e| e.name.to_string()).collect::<Vec<_>>()
    };
    let later = "Presiden Prabowo pulang. Warga senang. Camat Rudi Ario Prabowo datang.";
    assert_eq!(persons(later), ["Prabowo", "Rudi Ario Prabowo"]);
    let before = "Camat Rudi Ario Prabowo datang. Warga senang. Lalu Prabowo pulang.";
    assert_eq!(persons(before), ["Rudi Ario Prabowo"]);
}

#[test]
fn two_of_one_family_name_are_kept_apart() {
    let entities = read(
        "[PERSON Rahmat Tarigan] dan [PERSON Yusuf Tarigan] diperiksa. Polisi menyita dokumen. \
         Kasus itu lama. Hakim marah. [PERSON Tarigan] mengaku. [PERSON Yusuf] diam.",
    );
    let names: Vec<_> = entities.iter().map(|e| &*e.name).collect();
    assert_eq!(names, ["Rahmat Tarigan", "Yusuf Tarigan", "Tarigan"]);
    assert_eq!(entities[1].aliases, ["Yusuf"]);
}

#[test]
fn a_shared_name_goes_to_the_one_who_has_the_title_or_stands_near() {
    let text = "<Bupati> [PERSON Rahmat Tarigan] datang. <Jaksa> [PERSON Yusuf Tarigan] pergi. \
                Warga diam. Hujan turun. <Bupati> [PERSON Tarigan] pulang.";
    assert_eq!(read(text)[0].aliases, ["Tarigan"]);
    let text = "[PERSON Rahmat Tarigan] datang. Hujan turun. Warga diam. Jalan licin. \
                [PERSON Yusuf Tarigan] pergi. [PERSON Tarigan] pulang.";
    assert_eq!(read(text)[1].aliases, ["Tarigan"]);
}

#[test]
fn spouses_named_side_by_side_are_two() {
    assert_eq!(
        names("[PERSON Joko Widodo] dan [PERSON Iriana Joko Widodo] hadir."),
        ["Joko Widodo", "Iriana Joko Widodo"]
    );
}

#[test]
fn initials_spellings_and_marks_are_one_person() {
    let entities = read(
        "[PERSON Miranda Swaray Goeltom] hadir. [PERSON Miranda S. Goeltom] bicara. \
         [PERSON Recep Tayyip Erdoğan] tiba. [PERSON Erdogan] pulang. \
         [PERSON Muhammad Yusuf Kalla] duduk. [PERSON M. Yusuf Kalla] berdiri. [PERSON Muh Yusuf Kalla] lari.",
    );
    assert_eq!(entities.len(), 3, "{entities:?}");
}

#[test]
fn initials_alone_are_the_only_person_who_has_them() {
    let one = "[PERSON Lina Kartika] ditahan. Kuasa hukum [PERSON LK] hadir.";
    assert_eq!(names(one), ["Lina Kartika"]);
    let two = "[PERSON Lina Kartika] dan [PERSON Lukman Karim] ditahan. [PERSON LK] hadir.";
    assert_eq!(names(two), ["Lina Kartika", "Lukman Karim", "LK"]);
}

#[test]
fn definitions_in_brackets_and_nicknames_make_aliases() {
    let entities = read(
        "[ORGANIZATION Badan Pusat Statistik] ([ORGANIZATION BPS]) merilis data. \
         [PERSON Basuki Tjahaja Purnama] yang akrab disapa [PERSON Ahok] membaca. [ORGANIZATION BPS] libur.",
    );
    assert_eq!(entities[0].aliases, ["BPS"]);
    assert_eq!(entities[1].aliases, ["Ahok"]);
    assert_eq!(entities.len(), 2);
}

#[test]
fn a_team_in_brackets_behind_a_player_is_no_alias() {
    assert_eq!(names("[PERSON Lionel Messi] ([GPE Argentina]) menang.").len(), 2);
}

#[test]
fn the_gazetteer_knows_other_forms() {
    let entities = read("[GPE Amerika Serikat] menolak. [GPE AS] marah. [GPE Korut] diam.");
    assert_eq!((entities[0].name.as_str(), entities.len()), ("Amerika Serikat", 2));
    assert_eq!(entities[0].aliases, ["AS"]);
}

#[test]
fn a_bare_place_is_the_regency_that_was_named() {
    let entities = read("Banjir di [GPE Kabupaten Bogor]. Warga [GPE Bogor] mengungsi.");
    assert_eq!((entities[0].name.as_str(), entities.len()), ("Kabupaten Bogor", 1));
    assert_eq!(names("Dari [GPE Jakarta] ke [LOCATION Jalan Jakarta].").len(), 2);
}

#[test]
fn heads_of_names_have_spellings() {
    assert_eq!(
        names("[ORGANIZATION Polda Jabar] dan [ORGANIZATION Kepolisian Daerah Jawa Barat].").len(),
        1
    );
    assert_eq!(names("[ORGANIZATION PT Timah Tbk] untung. [ORGANIZATION Timah] naik.").len(), 1);
    assert_eq!(names("[ORGANIZATION Partai Golkar] menang. [ORGANIZATION Golkar] rapat.").len(), 1);
}

#[test]
fn pronouns_go_to_the_subject_and_are_left_open_after_somebody_unnamed() {
    let text = "<Presiden> [PERSON Joko Widodo] tiba di [GPE Bogor]. Ia meninjau bendungan.";
    assert_eq!(bound(text, "Ia"), ["Joko Widodo"]);
    let text = "<Menteri> [PERSON Budi Karya] datang. Seorang warga mengeluh. Ia menangis.";
    assert!(bound(text, "Ia").is_empty());
    let text =
        "[PERSON Budi Karya] datang. Ia bertemu [PERSON Retno Marsudi]. Kepada dia, kata nya.";
    assert!(bound(text, "dia").is_empty());
}

#[test]
fn a_pronoun_goes_to_whom_the_sentence_before_brings_in_by_name() {
    let new = "[PERSON Tono Basuki] dimintai keterangan. Sebelumnya, jaksa memanggil pegawai bernama [PERSON Wahyu Lesmana]. \
               Dia sudah pulang.";
    assert_eq!(bound(new, "Dia"), ["Wahyu Lesmana"]);
    let old =
        "[PERSON Tono Basuki] bertemu pegawai bernama [PERSON Wahyu Lesmana]. Dia lalu pulang.";
    assert_ne!(bound(old, "Dia"), ["Wahyu Lesmana"]);
}

#[test]
fn the_speaker_goes_on_through_quotes() {
    let text = "\"Ini penting,\" kata [PERSON Tito Karnavian]. \"Dia harus datang,\" ujarnya. \
                \"Baik,\" kata dia.";
    assert_eq!(read(text)[0].others, ["nya", "dia"]);
}

#[test]
fn groups_need_as_many_as_they_say() {
    let text = "Kunjungan <Presiden [GPE Rusia]> [PERSON Vladimir Putin] disorot saat ia dan <pemimpin \
                [GPE Korea Utara]>, [PERSON Kim Jong Un], tertawa. Gambar itu menunjukkan kedua pemimpin. \
                Hubungan kedua negara hangat.";
    assert_eq!(bound(text, "kedua pemimpin"), ["Vladimir Putin", "Kim Jong Un"]);
    assert_eq!(bound(text, "kedua negara"), ["Rusia", "Korea Utara"]);
    let text = "[GPE Indonesia], [GPE Malaysia], dan [GPE Brunei] sepakat. Kedua negara hadir.";
    assert!(bound(text, "Kedua negara").is_empty());
}

#[test]
fn they_are_those_set_side_by_side_unless_others_come_between() {
    let text = "[PERSON Putin] dan [PERSON Kim] menegaskan komitmen mereka.";
    assert_eq!(bound(text, "mereka"), ["Putin", "Kim"]);
    let text = "[PERSON Putin] dan [PERSON Kim] menyapa para petani. Mereka senang.";
    assert!(bound(text, "Mereka").is_empty());
    let text = "[GPE Indonesia] dan [GPE Malaysia] kaya. Dua unit mobil tersedia. Keduanya besar.";
    assert!(bound(text, "Keduanya").is_empty());
}

#[test]
fn nouns_point_back_to_what_they_fit() {
    let text =
        "[ORGANIZATION Partai Golkar] dan [ORGANIZATION Bank Mandiri] hadir. Partai itu menang.";
    assert_eq!(bound(text, "Partai itu"), ["Partai Golkar"]);
    let text = "<Gubernur> [PERSON Ridwan Kamil] datang. Menurut saya Gubernur benar. Sang gubernur pergi.";
    assert_eq!(bound(text, "Gubernur"), ["Ridwan Kamil"]);
    assert_eq!(bound(text, "Sang gubernur"), ["Ridwan Kamil"]);
    let text = "<Menteri> [PERSON Budi Karya] dan <Menteri> [PERSON Retno Marsudi] datang. Menteri itu pergi.";
    assert!(bound(text, "Menteri itu").is_empty());
}

#[test]
fn an_unnamed_treaty_that_is_taken_up_again_is_an_entity() {
    let text = "Hasilnya adalah penandatanganan pakta pertahanan antara [GPE Rusia] dan [GPE Korea Utara]. \
                Pakta ini mengikat. Perjanjian pertahanan baru mengundang tanya. Perjanjian damai batal.";
    let entities = read(text);
    let pact = entities.iter().find(|e| e.kind == EntityType::Law).unwrap();
    assert_eq!(pact.name, "pakta pertahanan");
    assert_eq!(pact.others, ["pakta pertahanan", "Pakta ini", "Perjanjian pertahanan baru"]);
    assert!(read("Mereka meneken perjanjian dagang.").is_empty());
}

#[test]
fn a_capital_that_acts_stands_for_its_state() {
    let text = "[GPE Beijing] dan [GPE Moskow] telah menunjukkan dukungan. Ia tiba di [GPE Paris].";
    let entities = read(text);
    let names: Vec<_> = entities.iter().map(|e| &*e.name).collect();
    assert_eq!(names, ["Beijing", "Moskow", "Paris", "Tiongkok", "Rusia"]);
    assert_eq!(entities[3].others, ["Beijing"]);
}

proptest! {
    #[test]
    fn any_text_keeps_the_invariants(words in proptest::collection::vec(
        prop_oneof![
            Just("[PERSON Joko Widodo]"), Just("[PERSON Widodo]"), Just("[PERSON J. Widodo]"),
            Just("[GPE Rusia]"), Just("[GPE Moskow]"), Just("[ORGANIZATION KPK]"), Just("<Presiden> [PERSON Budi]"),
            Just("dan"), Just(","), Just("."), Just("ia"), Just("mereka"), Just("kedua negara"), Just("keduanya"),
            Just("pakta pertahanan"), Just("pakta ini"), Just("\""), Just("katanya"), Just("Presiden"), Just("partai itu"),
            Just("("), Just(")"), Just("menyerang"), Just("é"), Just("\n\n"),
        ], 0..40)) {
        read(&words.join(" "));
    }
}
