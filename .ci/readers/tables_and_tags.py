"""Reads the CoNLL files with NLTK and the tables with Python's csv, and compares both with the records."""
import csv
import json
import pathlib
import sys
from collections import Counter

import nltk
from nltk.corpus.reader import ConllCorpusReader

forms = pathlib.Path(sys.argv[1]).resolve()
nltk.data.path.append(str(forms))  # NLTK reads nothing outside of its own folders
records = {path.stem: json.loads(path.read_text()) for path in (forms / "json").glob("*.json")}
assert len(records) > 10, records.keys()

columns = ("words", "pos", "ignore", "chunk")
reader = ConllCorpusReader(str(forms / "conll"), r".*\.conll", columns, separator="\t")
for name, record in records.items():
    expected = Counter(
        (entity["type"], "".join(mention["text"].split()))
        for entity in record["entities"]
        for mention in entity["mentions"]
        if mention["kind"] == "name"
    )
    found = Counter()
    for sentence in reader.chunked_sents(f"{name}.conll"):
        for part in sentence:
            if hasattr(part, "label"):
                found[part.label(), "".join(word for word, _ in part.leaves())] += 1
    assert found == expected, (name, found - expected, expected - found)
print(f"NLTK: {len(records)} articles")


def rows(table):
    with open(forms / "csv" / f"{table}.csv", newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


for table in ("sentences", "entities", "relations", "events", "statements", "times", "quantities", "warnings"):
    expected = Counter({name: len(record[table]) for name, record in records.items()})
    assert Counter(row["article"] for row in rows(table)) == +expected, table
texts = {(row["article"], row["id"]): row["text"] for row in rows("statements")}
for name, record in records.items():
    for statement in record["statements"]:
        assert texts[name, statement["id"]] == statement["text"]
arguments = sum(len(event["arguments"]) for record in records.values() for event in record["events"])
assert len(rows("arguments")) == arguments
print("csv: tables as the records")
