//! Real forms, each with its root, voice and suffix.

use super::{morphology, read, roots, spellings};
use crate::morphology::{Clitic, Suffix, Voice, strip_clitics};

/// Form, root, voice, suffix.
const FORMS: &str = "
menangkap tangkap active -
ditangkap tangkap passive -
tertangkap tangkap ter -
penangkapan tangkap noun.process an
tangkapan tangkap noun.result an
penangkap tangkap noun.agent -
memukul pukul active -
pukul-memukul pukul ber -
memukul-mukul pukul active -
menyapu sapu active -
mengirim kirim active -
mengirimkan kirim active kan
pengiriman kirim noun.process an
mengebom bom active -
pengeboman bom noun.process an
pengebom bom noun.agent -
dibom bom passive -
melaporkan lapor active kan
melapor lapor active -
pelaporan lapor noun.process an
laporan lapor noun.result an
pelapor lapor noun.agent -
merusak rusak active -
kerusakan rusak noun.result an
perusakan rusak noun.process an
menyanyi nyanyi active -
penyanyi nyanyi noun.agent -
mengajar ajar active -
belajar ajar ber -
pelajar ajar noun.agent -
pengajar ajar noun.agent -
pelajaran ajar noun.process an
pembelajaran ajar noun.process an
mempelajari ajar active i
dipelajari ajar passive i
bekerja kerja ber -
pekerja kerja noun.agent -
pekerjaan kerja noun.process an
dipekerjakan kerja passive kan
berenang renang ber -
memproduksi produksi active -
mempunyai punya active i
mengkritik kritik active -
mentransfer transfer active -
mensponsori sponsor active i
menstabilkan stabil active kan
mengklaim klaim active -
memperoleh peroleh active -
diperoleh peroleh passive -
perolehan peroleh noun.result an
memperkosa perkosa active -
memerkosa perkosa active -
mempengaruhi pengaruh active i
memengaruhi pengaruh active i
memperhatikan hati active kan
memerhatikan hati active kan
diperhatikan hati passive kan
perhatian hati noun.process an
pemerhati hati noun.agent -
mengkaji kaji active -
pengkajian kaji noun.process an
mengkhianati khianat active i
memberi beri active -
memberikan beri active kan
diberikan beri passive kan
pemberian beri noun.process an
kuberikan beri passive kan
kauambil ambil passive -
menyerang serang active -
diserang serang passive -
serangan serang noun.result an
penyerangan serang noun.process an
penyerang serang noun.agent -
mengetahui tahu active i
diketahui tahu passive i
pengetahuan tahu noun.process an
ketahuan tahu noun.result an
mengemukakan muka active kan
dikemukakan muka passive kan
bertemu temu ber -
menemui temu active i
menemukan temu active kan
ditemukan temu passive kan
pertemuan temu noun.process an
penemuan temu noun.process an
mempertemukan temu active kan
membunuh bunuh active -
dibunuh bunuh passive -
terbunuh bunuh ter -
pembunuhan bunuh noun.process an
pembunuh bunuh noun.agent -
menewaskan tewas active kan
kematian mati noun.result an
meninggal tinggal active -
ditinggalkan tinggal passive kan
menandatangani tandatangan active i
ditandatangani tandatangan passive i
penandatanganan tandatangan noun.process an
mempertanggungjawabkan tanggungjawab active kan
pertanggungjawaban tanggungjawab noun.process an
menindaklanjuti tindaklanjut active i
menyalahgunakan salahguna active kan
penyalahgunaan salahguna noun.process an
memberhentikan henti active kan
diberhentikan henti passive kan
pemberhentian henti noun.process an
memberangkatkan angkat active kan
diberlakukan laku passive kan
melakukan laku active kan
dilakukan laku passive kan
pelaku laku noun.agent -
keberhasilan hasil noun.result an
keberlanjutan lanjut noun.result an
berkelanjutan lanjut ber an
keterlibatan libat noun.result an
ketidakadilan adil noun.result an
ketidakpastian pasti noun.result an
kepemimpinan pimpin noun.result an
kependudukan duduk noun.result an
dipimpin pimpin passive -
memimpin pimpin active -
pemimpin pimpin noun.agent -
memperkuat kuat active -
diperkuat kuat passive -
menguatkan kuat active kan
memperbaiki baik active i
diperbaiki baik passive i
perbaikan baik noun.process an
memperkirakan kira active kan
diperkirakan kira passive kan
memutuskan putus active kan
keputusan putus noun.result an
menolak tolak active -
ditolak tolak passive -
penolakan tolak noun.process an
menuduh tuduh active -
tertuduh tuduh ter -
mengecam kecam active -
dikecam kecam passive -
menyita sita active -
penyitaan sita noun.process an
mengakui aku active i
diakui aku passive i
pengakuan aku noun.process an
menyatakan nyata active kan
pernyataan nyata noun.process an
mengatakan kata active kan
dikatakan kata passive kan
berkata kata ber -
menegaskan tegas active kan
ditegaskan tegas passive kan
mengumumkan umum active kan
pengumuman umum noun.process an
menyampaikan sampai active kan
disampaikan sampai passive kan
mengungsi ungsi active -
pengungsi ungsi noun.agent -
pengungsian ungsi noun.process an
kebakaran bakar noun.result an
terbakar bakar ter -
kecelakaan celaka noun.result an
keracunan racun noun.result an
pemilihan pilih noun.process an
terpilih pilih ter -
pemilih pilih noun.agent -
mengesahkan sah active kan
disahkan sah passive kan
pengesahan sah noun.process an
mengecek cek active -
menyebut-nyebut sebut active -
disebut-sebut sebut passive -
berlari-lari lari ber -
tolong-menolong tolong ber -
anak-anak anak base -
besar-besaran besar base an
perundang-undangan undang noun.process an
sehari-hari hari se -
sebaik-baiknya baik se nya
kedua dua ke -
sebesar besar se -
terbesar besar ter -
petani tani noun.agent -
pejabat jabat noun.agent -
menjabat jabat active -
jabatan jabat noun.result an
pegunungan gunung noun.result an
perdagangan dagang noun.process an
pedagang dagang noun.agent -
memperdagangkan dagang active kan
diperdagangkan dagang passive kan
perebutan rebut noun.process an
memperebutkan rebut active kan
merebut rebut active -
perintah perintah base -
memerintahkan perintah active kan
pemerintah perintah noun.agent -
pemerintahan perintah noun.process an
memerlukan perlu active kan
memeriksa periksa active -
pemeriksaan periksa noun.process an
menyetujui setuju active i
persetujuan setuju noun.process an
mensyaratkan syarat active kan
memveto veto active -
memfitnah fitnah active -
mengonfirmasi konfirmasi active -
mengkonfirmasi konfirmasi active -
menyosialisasikan sosialisasi active kan
menaati taat active i
mentaati taat active i
berdasarkan dasar ber kan
berpelukan peluk ber an
berpengalaman alam ber an
merevisi revisi active -
mengevakuasi evakuasi active -
dievakuasi evakuasi passive -
membangun bangun active -
pembangunan bangun noun.process an
bangunan bangun noun.result an
";

fn suffix(cell: &str) -> Suffix {
    match cell {
        "kan" => Suffix::Kan,
        "i" => Suffix::I,
        "an" => Suffix::An,
        "nya" => Suffix::Nya,
        _ => Suffix::None,
    }
}

#[test]
fn real_forms_are_analysed_with_root_voice_and_suffix_first() {
    let morphology = morphology();
    let roots = roots(&morphology);
    let known = spellings(&roots);
    let lines: Vec<_> = FORMS.trim().lines().collect();
    assert!(lines.len() >= 150);
    let mut wrong = Vec::new();
    for line in lines {
        let cells: Vec<_> = line.split(' ').collect();
        let found = read(&morphology, &known, cells[0]);
        let expected = (cells[1], Voice::named(cells[2]).unwrap(), suffix(cells[3]));
        let first = found.first().map(|a| (&*a.root, a.voice, a.suffix));
        if first != Some(expected) {
            wrong.push(format!("{line}: {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn real_forms_are_generated() {
    let morphology = morphology();
    let roots = roots(&morphology);
    for line in FORMS.trim().lines() {
        let cells: Vec<_> = line.split(' ').collect();
        let root = roots.iter().find(|root| root.form().replace(' ', "") == cells[1]);
        let Some(root) = root else { panic!("no root: {line}") };
        let voice = Voice::named(cells[2]).unwrap();
        assert!(
            morphology.generate(root).iter().any(|form| form.text == cells[0]
                && form.voice == voice
                && form.suffix == suffix(cells[3])),
            "{line}"
        );
    }
}

#[test]
fn false_forms_are_not_made() {
    let morphology = morphology();
    let roots = roots(&morphology);
    let pairs = [
        ("dia", "a"),
        ("tersebut", "sebut"),
        ("tersangka", "sangka"),
        ("pemilu", "pilu"),
        ("berii", "beri"),
        ("menanah", "tanah x"),
        ("mengkirim", "kirim"),
        ("mensapu", "sapu"),
        ("memrusak", "rusak"),
        ("berkerja", "kerja"),
        ("berrenang", "renang"),
        ("mengproduksi", "produksi"),
        ("mengbom", "bom"),
        ("membom", "bom"),
        ("divisi", "visi"),
        ("alasan", "alas"),
        ("berajar", "ajar"),
        ("menahui", "tahu"),
        ("melainkan", "lain"),
    ];
    for (form, root) in pairs {
        for root in roots.iter().filter(|entry| entry.form() == root) {
            let forms = morphology.generate(root);
            assert!(forms.iter().all(|made| made.text != form), "{form} of {}", root.form());
        }
    }
}

#[test]
fn a_compound_keeps_its_blank_unless_enclosed() {
    let morphology = morphology();
    let roots = roots(&morphology);
    let forms = |root: &str| -> Vec<String> {
        let root = roots.iter().find(|entry| entry.form() == root).unwrap();
        morphology.generate(root).into_iter().map(|form| form.text).collect()
    };
    let signed = forms("tanda tangan");
    for form in ["tanda tangan", "bertanda tangan", "menandatangani", "penandatanganan"] {
        assert!(signed.iter().any(|made| made == form), "{form}");
    }
    assert!(forms("kerja sama").iter().any(|made| made == "bekerja sama"));
}

#[test]
fn a_doubled_noun_is_read_as_its_half() {
    let morphology = morphology();
    let roots = roots(&morphology);
    let known = spellings(&roots);
    let found = read(&morphology, &known, "tulisan-tulisan");
    assert_eq!((&*found[0].root, found[0].voice, found[0].doubled), ("tulis", Voice::RESULT, true));
    assert!(read(&morphology, &known, "merah-putih").is_empty());
}

#[test]
fn clitics_are_offered_and_the_word_itself_comes_first() {
    let strip = |word| strip_clitics(word).collect::<Vec<_>>();
    assert_eq!(strip("bukunya"), [("bukunya", None), ("buku", Some(Clitic::Nya))]);
    assert_eq!(
        strip("bukunyalah"),
        [("bukunyalah", None), ("bukunya", Some(Clitic::Lah)), ("buku", Some(Clitic::Nya))]
    );
    assert!(strip("kukatakan").contains(&("katakan", Some(Clitic::KuActs))));
    assert!(strip("kauambil").contains(&("ambil", Some(Clitic::KauActs))));
    assert!(strip("rumahmu").contains(&("rumah", Some(Clitic::Mu))));
    assert!(strip("sayapun").contains(&("saya", Some(Clitic::Pun))));
    assert!(strip("adakah").contains(&("ada", Some(Clitic::Kah))));
    assert!(strip("diakulah").contains(&("dia", Some(Clitic::Ku))));
    assert_eq!(strip("nya"), [("nya", None)]);
    assert_eq!(strip(""), [("", None)]);
    for word in ["bukunyalah", "kauambil", "adakah", "rumahku"] {
        for (base, clitic) in strip_clitics(word) {
            let taken = clitic.map_or(0, Clitic::width);
            assert!(base.len() + taken <= word.len());
        }
    }
}
