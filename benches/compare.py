#!/usr/bin/env python3
"""Whole processes against one another in one run: ratios, not absolute times.

usage: compare.py EXTRACT ARTICLES [RUNS]

EXTRACT is the release binary, ARTICLES a folder of .txt files. Each command runs RUNS times (20), turn by turn so that
noise falls on all alike; the least user and system time counts. jq takes part where it is installed.
"""
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time


def cost(command):
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    subprocess.run(command, stdout=subprocess.DEVNULL, check=True)
    elapsed, after = time.monotonic() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime, elapsed


def race(commands, runs):
    best = {name: (float("inf"), float("inf")) for name in commands}
    for _ in range(runs):
        for name, command in commands.items():
            best[name] = tuple(map(min, best[name], cost(command)))
    return best


def main():
    binary, folder = sys.argv[1], sys.argv[2]
    runs = int(sys.argv[3]) if len(sys.argv) > 3 else 20
    files = sorted(os.path.join(folder, f) for f in os.listdir(folder) if f.endswith(".txt"))
    size = sum(os.path.getsize(f) for f in files)
    with tempfile.TemporaryDirectory() as scratch:
        source, empty = os.path.join(scratch, "empty.rs"), os.path.join(scratch, "empty")
        with open(source, "w") as out:
            out.write("fn main() {}\n")
        subprocess.run(["rustc", "-O", "-o", empty, source], check=True)
        records = os.path.join(scratch, "records.jsonl")
        with open(records, "wb") as out:
            subprocess.run([binary, folder], stdout=out, check=True)

        start = {"an empty Rust program": [empty], "extract, one article": [binary, files[0]]}
        if shutil.which("jq"):
            start["jq, one line"] = ["jq", "-n", "1"]
        print(f"start-up, the least of {runs} runs")
        for name, (cpu, elapsed) in race(start, runs).items():
            print(f"  {name:28} {cpu * 1e3:7.1f} ms of CPU {elapsed * 1e3:7.1f} ms")

        whole = {
            "extract, one worker": [binary, "--jobs", "1", folder],
            "extract, two workers": [binary, "--jobs", "2", folder],
        }
        if shutil.which("jq"):
            whole["jq -c . over the records"] = ["jq", "-c", ".", records]
        runs = max(3, runs // 4)
        print(f"{len(files)} articles, {size / 1e6:.2f} MB of text, the least of {runs} runs")
        best = race(whole, runs)
        one = best["extract, one worker"][1]
        for name, (cpu, elapsed) in best.items():
            rate = f"{size / 1e6 / elapsed:6.2f} MB/s, {one / elapsed:.2f} times one worker"
            print(f"  {name:28} {cpu:7.2f} s of CPU {elapsed:7.2f} s, {rate}")


if __name__ == "__main__":
    main()
