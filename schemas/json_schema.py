#!/usr/bin/env python3
"""Writes schemas/messages.schema.json: the JSON form of each topic's record (that of examples/, of the gateway and of the
cases) as JSON Schema. A record is `messages.schema.json#/$defs/ConversationEvent`; types that several records share stand
there once.

    python3 schemas/json_schema.py            write it
    python3 schemas/json_schema.py --check    compare only; status 1 when it is out of date
"""
import json
import pathlib
import sys

FOLDER = pathlib.Path(__file__).resolve().parent
TARGET = FOLDER / "messages.schema.json"
PLAIN = {
    "string": {"type": "string"},
    "bytes": {"type": "string", "contentEncoding": "base64", "pattern": "^([A-Za-z0-9+/]{4})*([A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$"},
    "boolean": {"type": "boolean"},
    "long": {"type": "integer", "minimum": -(2**63) + 1, "maximum": 2**63 - 1},
    "double": {"type": "number"},
}
TIME = {"anyOf": [PLAIN["long"], {"type": "string", "format": "date-time"}]}


def absent_too(schema):
    """What may be left out may be null as well, which is the same."""
    return {"anyOf": [schema, {"type": "null"}]}


def form(avro, defs):
    """The JSON Schema of an Avro type; named types go to `defs`."""
    if isinstance(avro, list):
        return form(next(branch for branch in avro if branch != "null"), defs)
    if isinstance(avro, str):
        return PLAIN.get(avro) or {"$ref": "#/$defs/" + avro.rpartition(".")[2]}
    if avro.get("logicalType") == "timestamp-millis":
        return TIME
    kind = avro["type"]
    if kind == "array":
        return {"type": "array", "items": form(avro["items"], defs)}
    if kind == "map":
        return {"type": "object", "additionalProperties": form(avro["values"], defs)}
    if kind not in ("enum", "record"):
        return form(kind, defs)
    if avro["name"] not in defs:
        defs[avro["name"]] = {}  # a place for it, before what it holds
        defs[avro["name"]] = enum(avro) if kind == "enum" else record(avro, defs)
    return {"$ref": "#/$defs/" + avro["name"]}


def enum(avro):
    return {"description": avro.get("doc", ""), "enum": avro["symbols"]}


def record(avro, defs):
    members, required = {}, []
    for field in avro["fields"]:
        schema = form(field["type"], defs)
        if "default" in field:
            schema = absent_too(schema)
        else:
            required.append(field["name"])
        members[field["name"]] = {"description": field.get("doc", ""), **schema}
    return {"description": avro.get("doc", ""), "type": "object", "additionalProperties": False, "required": required,
            "properties": members}


def generate():
    defs, records = {}, []
    for path in sorted(FOLDER.glob("*.avsc")):
        records.append(form(json.loads(path.read_text("utf-8")), defs))
    return json.dumps({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Baton's records as JSON",
        "description": "Generated from schemas/*.avsc by schemas/json_schema.py. Times are milliseconds since 1970 in UTC, or RFC 3339.",
        "anyOf": records,
        "$defs": defs,
    }, indent=1) + "\n"


def main():
    text = generate()
    if "--check" not in sys.argv[1:]:
        TARGET.write_text(text, "utf-8")
    elif not TARGET.exists() or TARGET.read_text("utf-8") != text:
        print("%s is out of date: python3 schemas/json_schema.py" % TARGET.name)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
