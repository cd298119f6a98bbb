#!/usr/bin/env python3
"""Makes word.tsv again: how often each word bears which part of speech in nlp-id's tagged news (only the counts are taken).

    python3 rules/lexicon/make.py [CACHE_DIR]

Function words are better told by function.tsv, which is written by hand.
"""

import os
import re
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict

HERE = os.path.dirname(os.path.abspath(__file__))
PACKAGE = "nlp-id==0.1.23.0"
COARSE = {"NN": "noun", "VB": "verb", "JJ": "adjective", "ADV": "adverb", "NUM": "number", "PR": "pronoun", "IN": "preposition", "SC": "conjunction",
          "CC": "conjunction", "DT": "determiner", "NEG": "negation", "RP": "particle", "UH": "interjection", "FW": "foreign", "NNP": "name"}
LEAST = 2
SECOND = 0.2


def main():
    cache = sys.argv[1] if len(sys.argv) > 1 else tempfile.mkdtemp()
    folder = os.path.join(cache, "py")
    if not os.path.isdir(os.path.join(folder, "nlp_id")):
        subprocess.run([sys.executable, "-m", "pip", "install", "-q", "--no-deps", "--target", folder, PACKAGE], check=True)
    counts = defaultdict(Counter)
    with open(os.path.join(folder, "nlp_id/data/dataset_postag.txt"), encoding="utf-8") as file:
        for line in file:
            word, _, tag = line.rstrip("\n").partition("\t")
            if re.fullmatch(r"[^\W\d_]+(-[^\W\d_]+)*", word) and tag.upper() in COARSE:
                counts[word.lower()][COARSE[tag.upper()]] += 1
    with open(os.path.join(HERE, "word.tsv"), "w", encoding="utf-8", newline="\n") as out:
        out.write("# Words and their usual part of speech in news; n: occurrences; second: another part of speech of at least a fifth of them.\n"
                  "# Proper names are left out unless they are common words too. Source: nlp-id 0.1.23.0, tagged news (MIT), counts only; made by make.py.\n"
                  + "".join(f"#! column {column} = {' | '.join(sorted(set(COARSE.values())))}\n" for column in ("pos", "second"))
                  + "form\tpos\tn\tsecond\n")
        for form in sorted(counts, key=lambda word: word.encode()):
            tags = sorted(counts[form].items(), key=lambda item: (-item[1], item[0]))
            total = sum(counts[form].values())
            common = total - counts[form]["name"]
            if common < LEAST or common < SECOND * total or len(form) < 2:
                continue
            second = tags[1][0] if len(tags) > 1 and tags[1][1] >= SECOND * total else ""
            out.write(f"{form}\t{tags[0][0]}\t{total}\t{second}\n")


if __name__ == "__main__":
    main()
