"""The Spark schema of a knowledge record, made from the JSON Schema that `extract schema` prints."""

import json
import subprocess

from pyspark.sql import types as t


def record_schema(extract: str) -> t.StructType:
    """The type of a record, asked of the program that will write the records."""
    schema = json.loads(subprocess.check_output([extract, "schema"]))
    return _Reader(schema["$defs"]).type_of(schema)


class _Reader:
    """Turns the parts of one JSON Schema into Spark types."""

    def __init__(self, definitions):
        self.definitions = definitions

    def type_of(self, schema) -> t.DataType:
        if "$ref" in schema:
            return self.type_of(self.definitions[schema["$ref"].rsplit("/", 1)[1]])
        if "const" in schema:
            return t.LongType() if isinstance(schema["const"], int) else t.StringType()
        for union in ("anyOf", "oneOf"):
            if union in schema:
                return self.union(schema[union])
        kind = schema.get("type")
        if isinstance(kind, list):
            (kind,) = (k for k in kind if k != "null")
        if kind == "object":
            return self.object(schema)
        if kind == "array":
            return t.ArrayType(self.type_of(schema["items"]), containsNull=False)
        return {
            "string": t.StringType(),
            "boolean": t.BooleanType(),
            "integer": t.LongType(),
            "number": t.DoubleType(),
        }[kind]

    def union(self, alternatives) -> t.DataType:
        """One type for several: null is no type of its own, whole numbers and others are doubles, and
        other types that Spark can't hold in one column are kept as JSON text."""
        types = []
        for alternative in alternatives:
            if alternative.get("type") != "null":
                found = self.type_of(alternative)
                if found not in types:
                    types.append(found)
        if len(types) > 1 and all(found in (t.LongType(), t.DoubleType()) for found in types):
            return t.DoubleType()
        return types[0] if len(types) == 1 else t.StringType()

    def object(self, schema) -> t.DataType:
        if "properties" in schema:
            return t.StructType(
                [t.StructField(name, self.type_of(s)) for name, s in schema["properties"].items()]
            )
        if isinstance(schema.get("additionalProperties"), dict):
            value = self.type_of(schema["additionalProperties"])
            return t.MapType(t.StringType(), value, valueContainsNull=False)
        # An object of anybody's fields: JSON text.
        return t.StringType()
