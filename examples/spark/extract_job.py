"""Articles in a Parquet table to knowledge records in another, on Apache Spark.

    spark-submit --py-files record_schema.py extract_job.py \\
        --extract /opt/bin/extract --input articles.parquet --output records.parquet

The input has the columns `id` and `text`, and may have `title` and `date` (a date or its text). The output has
for each of its rows, in the same partition and order:

    id      the row's own
    record  the record as a typed struct; null where the row failed
    json    the record as `extract` wrote it, byte for byte; null where the row failed
    error   why the row failed; null where it did not

Each task starts one `extract` and streams its partition through it, so that the rule tables are loaded once for
thousands of articles. The binary must stand at the same path on every worker, or travel with `--files`.
"""

import argparse
import json
import queue
import subprocess
import threading

from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as f

from record_schema import record_schema

FIELDS = ("id", "text", "title", "date")
COLUMNS = "id string, json string, error string"

# Rows under way between the thread that writes and the one that reads: bounds the memory of a task.
AHEAD = 256


def extract_records(articles: DataFrame, extract: str, options=()) -> DataFrame:
    """The records of `articles`, one row each, by the program at the path `extract`."""
    present = [name for name in FIELDS if name in articles.columns]
    columns = [f.col(name).cast("string").alias(name) for name in present]
    # One core a task is what Spark counts with.
    command = [extract, "--from", "jsonl", "--to", "jsonl", "--jobs", "1", *options, "-"]
    lines = articles.select(*columns).mapInArrow(lambda batches: stream(batches, command), COLUMNS)
    record = f.from_json("json", record_schema(extract), {"mode": "FAILFAST"})
    return lines.select("id", record.alias("record"), "json", "error")


def stream(batches, command):
    """Runs the rows of one partition through one process of `command`; batches of `COLUMNS`."""
    import pyarrow as pa

    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    sent = queue.Queue(maxsize=AHEAD)
    broken = []

    def feed():
        try:
            for batch in batches:
                for row in batch.to_pylist():
                    article = {name: value for name, value in row.items() if value is not None}
                    line = json.dumps(article, ensure_ascii=False) + "\n"
                    sent.put(row["id"])
                    process.stdin.write(line.encode("utf-8", "replace"))
                process.stdin.flush()
        except BaseException as error:  # Told to Spark by the reading thread.
            broken.append(error)
        finally:
            try:
                process.stdin.close()
            except OSError:
                pass
            sent.put(None)

    threading.Thread(target=feed, daemon=True).start()
    schema = pa.schema([("id", pa.string()), ("json", pa.string()), ("error", pa.string())])
    rows = []

    def batch():
        columns = [pa.array(column, pa.string()) for column in zip(*rows)]
        rows.clear()
        return pa.RecordBatch.from_arrays(columns, schema=schema)

    ended = False
    try:
        for line in process.stdout:
            rows.append(answer(line, sent))
            if len(rows) == AHEAD:
                yield batch()
        if rows:
            yield batch()
        ended = True
    finally:
        # A consumer that has seen enough leaves the process behind.
        if not ended:
            process.kill()
        code = process.wait()
    # 1: some rows failed, and each has its error.
    if broken or code not in (0, 1) or sent.get() is not None:
        raise RuntimeError(f"{command[0]} ended with code {code} in mid-stream: {broken}")


def answer(line, sent):
    """One line of output as a row: a record, or the error that stands in its place."""
    text = line.decode("utf-8").rstrip("\n")
    # Every line of input has one of output, in its order.
    name = sent.get()
    if text.startswith('{"schema_version"'):
        return name, text, None
    return name, None, json.loads(text)["error"]["reason"]


def main():
    parser = argparse.ArgumentParser(description="Articles in Parquet to knowledge records in Parquet")
    parser.add_argument("--extract", default="extract", help="path of the program on every worker")
    parser.add_argument("--input", required=True, help="Parquet with id, text and perhaps title, date")
    parser.add_argument("--output", required=True, help="where the Parquet of the records goes")
    parser.add_argument("--partitions", type=int, help="number of tasks [default: as the input is cut]")
    parser.add_argument("--option", action="append", default=[], help="a further option of extract")
    call = parser.parse_args()
    spark = SparkSession.builder.appName("extract").getOrCreate()
    articles = spark.read.parquet(call.input)
    if call.partitions:
        articles = articles.repartition(call.partitions)
    records = extract_records(articles, call.extract, call.option)
    records.write.mode("overwrite").parquet(call.output)
    spark.stop()


if __name__ == "__main__":
    main()
