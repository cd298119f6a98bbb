#!/bin/sh
# Makes the figures of docs/accuracy.md again: docs/accuracy.sh DATA > figures
# DATA is a folder of development data with any of: *.conll (BIO tags), timex/ (TimeML), gold/records with gold/texts
# (the project's gold). What is not there is left out. EXTRACT names the program, or it is the one on the path.
set -eu
cd "$(dirname "$0")/.."
data=${1:?usage: docs/accuracy.sh DATA}
extract=${EXTRACT:-extract}
"$extract" --version
measure() {
    printf '\n$ extract eval %s\n' "$2"
    "$extract" eval "$1"
}
measure fixtures/gold fixtures/gold
for file in "$data"/*.conll; do
    [ ! -f "$file" ] || measure "$file" "$(basename "$file")"
done
[ ! -d "$data/timex" ] || measure "$data/timex" timex/
[ ! -d "$data/gold/records" ] || measure "$data/gold/records" gold/records
