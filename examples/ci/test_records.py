"""Runs the steps of records.yml in a repository of two commits: python examples/ci/test_records.py target/release/extract

Needs PyYAML and jsonschema.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import yaml

HERE = Path(__file__).resolve().parent
ARTICLES = HERE.parent.parent / "fixtures" / "articles"


def run_steps(folder, extract):
    """Runs the steps but the installing one; their exit codes by name."""
    programs = Path(folder, "bin")
    programs.mkdir()
    Path(programs, "extract").symlink_to(Path(extract).resolve())
    path = os.pathsep.join([str(programs), str(Path(sys.executable).parent), os.environ["PATH"]])
    summary = Path(folder, "summary.md")
    env = {**os.environ, "PATH": path, "GITHUB_STEP_SUMMARY": str(summary), "BEFORE": "HEAD~1"}
    steps = yaml.safe_load((HERE / "records.yml").read_text())["jobs"]["records"]["steps"]
    codes = {}
    for step in steps:
        if "run" in step and "cargo install" not in step["run"]:
            call = ["bash", "-e", "-c", step["run"]]
            codes[step["name"]] = subprocess.run(call, env=env, cwd=Path(folder, "repository")).returncode
    return codes, summary.read_text()


def main():
    with tempfile.TemporaryDirectory() as folder:
        articles = Path(folder, "repository", "articles")
        articles.mkdir(parents=True)
        git = ["git", "-C", str(articles.parent), "-c", "user.name=a", "-c", "user.email=a@example.org"]
        subprocess.run([*git, "init", "-q"], check=True)
        for change in (("", ""), ("Putin", "Budi")):
            for name in ("putin.txt", "banjir.txt"):
                text = (ARTICLES / name).read_text(encoding="utf-8").replace(*change, 1)
                (articles / name).write_text(text, encoding="utf-8")
            subprocess.run([*git, "add", "-A"], check=True)
            subprocess.run([*git, "commit", "-q", "-m", "articles"], check=True)
        codes, summary = run_steps(folder, sys.argv[1])
    # The last step finds too much lost, as it is told to.
    assert list(codes.values()) == [0, 0, 0, 1], codes
    assert "too many: lost>0.5%" in summary and "2 articles in both, 1 with another text" in summary, summary
    print(f"{len(codes)} passed, 0 failed")


if __name__ == "__main__":
    main()
