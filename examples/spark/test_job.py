"""Runs the job on a local Spark and compares its records, byte for byte, with those of the program alone.

    python examples/spark/test_job.py target/release/extract
"""

import json
import os
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

HERE = Path(__file__).resolve().parent
ARTICLES = HERE.parent.parent / "fixtures" / "articles"
sys.path.insert(0, str(HERE))
os.environ["PYTHONPATH"] = os.pathsep.join([str(HERE), os.environ.get("PYTHONPATH", "")])
os.environ.setdefault("PYSPARK_PYTHON", sys.executable)

from pyspark.sql import SparkSession  # noqa: E402

import extract_job  # noqa: E402

EXTRACT = "extract"


def rows():
    """The sample articles several times over, and rows that are wrong in every way."""
    texts = [(path.stem, path.read_text(encoding="utf-8")) for path in sorted(ARTICLES.glob("*.txt"))]
    found = []
    for turn in range(4):
        for name, text in texts:
            date = f"2024-06-{turn + 10}" if turn else None
            found.append((f"{name}-{turn}", text, date))
    found.insert(5, ("no-text", None, None))
    found.insert(20, ("no-day", "Hujan turun.", "kemarin"))
    found.insert(21, (None, "Hujan turun.", None))
    found.append(("strange", 'Baris\u2028 "baru"\r\n\x00\ttab \U0001f600', None))
    found.append(("empty", "", None))
    return found


def alone(articles):
    """What the program writes for the same rows without Spark: the lines by id."""
    fields = ("id", "text", "date")
    present = ({k: v for k, v in zip(fields, row) if v is not None} for row in articles)
    lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in present)
    call = [EXTRACT, "--from", "jsonl", "--to", "jsonl", "-"]
    ran = subprocess.run(call, input=lines.encode(), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    assert ran.returncode == 1, "some rows are meant to fail"
    return dict(zip((row[0] for row in articles), ran.stdout.decode().removesuffix("\n").split("\n")))


def asked_for(typed, record):
    """A typed value without the fields that a record has only where they are asked for."""
    if isinstance(typed, dict) and isinstance(record, dict):
        told = {k: v for k, v in typed.items() if v is not None or k in record}
        return {k: asked_for(v, record.get(k)) for k, v in told.items()}
    if isinstance(typed, list) and isinstance(record, list) and len(typed) == len(record):
        return [asked_for(a, b) for a, b in zip(typed, record)]
    return typed


class Job(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        builder = SparkSession.builder.master("local[2]").appName("extract-test")
        settings = {
            "spark.ui.enabled": "false",
            "spark.driver.host": "127.0.0.1",
            "spark.driver.bindAddress": "127.0.0.1",
            "spark.driver.memory": "1g",
            "spark.sql.warehouse.dir": cls.folder.name,
        }
        for name, value in settings.items():
            builder = builder.config(name, value)
        cls.spark = builder.getOrCreate()
        cls.spark.sparkContext.setLogLevel("ERROR")
        cls.rows = rows()
        articles = cls.spark.createDataFrame(cls.rows, "id string, text string, date string")
        path = f"{cls.folder.name}/articles"
        articles.repartition(5).write.parquet(path)
        table = cls.spark.read.parquet(path).repartition(5)
        assert table.rdd.getNumPartitions() == 5
        records = extract_job.extract_records(table, EXTRACT)
        records.write.parquet(f"{cls.folder.name}/records")
        cls.records = cls.spark.read.parquet(f"{cls.folder.name}/records")
        cls.found = {row.id: row for row in cls.records.collect()}
        cls.alone = alone(cls.rows)

    @classmethod
    def tearDownClass(cls):
        cls.spark.stop()
        cls.folder.cleanup()

    def test_every_row_is_answered(self):
        self.assertEqual(self.records.count(), len(self.rows))
        self.assertEqual(set(self.found), {row[0] for row in self.rows})

    def test_the_records_are_those_of_the_program_byte_for_byte(self):
        done = [row for row in self.found.values() if row.json is not None]
        self.assertGreater(len(done), 60)
        for row in done:
            self.assertEqual(row.json, self.alone[row.id])
            self.assertIsNone(row.error)

    def test_the_typed_records_say_the_same(self):
        for row in self.found.values():
            if row.json is not None:
                record = json.loads(row.json)
                typed = row.record.asDict(recursive=True)
                self.assertEqual(asked_for(typed, record), record)

    def test_rows_that_are_wrong_have_their_reason(self):
        failed = {row.id: row for row in self.found.values() if row.error is not None}
        self.assertEqual(set(failed), {"no-text", "no-day", None})
        self.assertIn("missing field `text`", failed["no-text"].error)
        self.assertIn("`kemarin` is not a day", failed["no-day"].error)
        self.assertIn("missing field `id`", failed[None].error)
        self.assertTrue(all(row.json is None and row.record is None for row in failed.values()))

    def test_a_program_that_breaks_off_fails_the_task(self):
        articles = self.spark.createDataFrame([("a", "Isi.")], "id string, text string")
        # Refused by the program: nothing comes out, and that must not pass for an empty table.
        broken = articles.mapInArrow(
            lambda batches: extract_job.stream(batches, [EXTRACT, "--from", "pdf"]), extract_job.COLUMNS
        )
        with self.assertRaises(Exception) as raised:
            broken.collect()
        self.assertIn("in mid-stream", str(raised.exception))


if __name__ == "__main__":
    if len(sys.argv) > 1 and not sys.argv[1].startswith("-"):
        EXTRACT = str(Path(sys.argv.pop(1)).resolve())
    unittest.main(verbosity=2)
