#!/usr/bin/env bash
# Runs one target, or all of them, for so many seconds each: fuzz/run.sh extract 600. Needs no more than the stable toolchain and a
# C++ compiler: coverage is told to the compiler by hand, as cargo-fuzz does it. A finding ends the run and stands in fuzz/artifacts.
set -euo pipefail
cd "$(dirname "$0")/.."
targets=${1:-all}
seconds=${2:-60}
[ "$targets" = all ] && targets="text extract jsonl rules"
host=$(rustc -vV | sed -n 's/^host: //p')
binaries=${CARGO_TARGET_DIR:-fuzz/target}/$host/release

fuzz/seed.sh
export RUSTFLAGS="--cfg fuzzing -Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=4 \
-Cllvm-args=-sanitizer-coverage-inline-8bit-counters -Cllvm-args=-sanitizer-coverage-pc-table \
-Cllvm-args=-sanitizer-coverage-trace-compares -Ccodegen-units=16"
# With the host named, build scripts are built without coverage.
cargo build --manifest-path fuzz/Cargo.toml --release --target "$host"
for target in $targets; do
    mkdir -p "fuzz/artifacts/$target"
    "$binaries/$target" "fuzz/corpus/$target" -artifact_prefix="fuzz/artifacts/$target/" \
        -max_total_time="$seconds" -timeout=20 -max_len=4096 -rss_limit_mb=4096 -print_final_stats=1
done
