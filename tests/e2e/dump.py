"""Writes a run's committed records and schemas to two files, for the oracle (tests/e2e/oracle)."""

import base64
import json
import struct
import subprocess


def text_of(data):
    return None if data is None else base64.b64encode(data).decode()


def line_of(wire, message):
    return json.dumps(
        {
            "topic": message.topic().removeprefix(wire.prefix),
            "partition": message.partition(),
            "offset": message.offset(),
            "time_ms": message.timestamp()[1],
            "key": text_of(message.key()),
            "value": text_of(message.value()),
            "headers": [[name, text_of(value)] for name, value in message.headers() or []],
        },
        separators=(",", ":"),
    )


def schema_ids(messages):
    """The ids in the frames; a record that is no frame may name any."""
    return {
        struct.unpack(">I", m.value()[1:5])[0]
        for m in messages
        if m.value() and len(m.value()) > 5 and m.value()[0] == 0
    }


def write(wire, folder):
    """The paths of the two files, and how many records there are."""
    topics = {n: c for n, c in wire.topics().items() if not n.endswith("-changelog")}
    messages = wire.read(topics)
    records, schemas = folder / "records.jsonl", folder / "schemas.jsonl"
    with open(records, "w") as file:
        file.writelines(line_of(wire, message) + "\n" for message in messages)
    known = [number for number in schema_ids(messages) if number < 100_000]
    with open(schemas, "w") as file:
        for number in range(1, max(known, default=0) + 1):
            try:
                text = wire.ask("GET", f"/schemas/ids/{number}")["schema"]
            except LookupError:
                continue
            file.write(json.dumps({"id": number, "schema": text}) + "\n")
    return records, schemas, len(messages)


def consult(program, wire, folder, options):
    """Runs the oracle. Whether all is as it should be, and what it says."""
    records, schemas, _ = write(wire, folder)
    done = subprocess.run(
        [program, *options, records, schemas],
        capture_output=True,
        text=True,
        errors="replace",
    )
    return done.returncode == 0, done.stdout + done.stderr
