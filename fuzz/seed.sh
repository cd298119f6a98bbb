#!/usr/bin/env bash
# Lays the seeds of every target into fuzz/corpus, from what is in the repository.
set -euo pipefail
cd "$(dirname "$0")/.."
for target in text extract jsonl rules; do mkdir -p "fuzz/corpus/$target"; done
cp fixtures/articles/*.txt fuzz/corpus/text/
cp fixtures/articles/*.txt fuzz/corpus/extract/
for article in fixtures/articles/*.txt; do
    name=$(basename "$article" .txt)
    printf '{"id":"%s","text":"Hujan turun.","date":"2024-06-20","url":[1]}\n{"id":7,"text":"\\u0000"}\n' "$name" \
        > "fuzz/corpus/jsonl/$name"
done
for table in rules/*/*.toml rules/*/*.tsv; do
    head -c 3000 "$table" > "fuzz/corpus/rules/$(basename "$(dirname "$table")").$(basename "$table")"
done
