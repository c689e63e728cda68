"""Writes the corpora that the fuzz targets start from, and their dictionaries, from what the
repository has anyway: cases, conversations, example records, schemas.

    seeds.py            writes tests/fuzz/corpus/<target>/ and tests/fuzz/dictionaries/ anew
    seeds.py --check    exit code 1 if they are not what would be written

Of many records of one type each set of fields is kept once, the smallest. A file's name is a digest
of its content.
"""

import base64
import datetime
import hashlib
import json
import pathlib
import re
import shutil
import struct
import sys
import zlib

FUZZ = pathlib.Path(__file__).resolve().parent
ROOT = FUZZ.parent.parent
CASES = ROOT / "tests/cases"
LARGEST = 8192  # bytes; larger inputs make a fuzzer slow and teach it nothing more
TOPICS = {  # what the cases feed
    "agent-events": "AgentEvent",
    "agent-performance": "AgentPerformance",
    "assignments": "Assignment",
    "context-packages": "ContextPackage",
    "context-pages": "ContextPage",
    "conversation-events": "ConversationEvent",
    "customer-history": "CustomerHistory",
    "deliveries": "Delivery",
    "enrichment-requests": "EnrichmentRequest",
    "escalation-signals": "EscalationSignal",
    "handoff-metrics": "HandoffMetric",
    "handoff-outcomes": "HandoffOutcome",
    "load": "Load",
    "policies": "Policy",
    "resolutions": "Resolution",
    "routing-decisions": "RoutingDecision",
    "routing-requests": "RoutingRequest",
}
DOORS = {"AgentEvent": "agents", "ConversationEvent": "events", "Resolution": "resolutions"}


def compact(value):
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def schemas():
    return {path.stem: json.loads(path.read_text()) for path in sorted(ROOT.glob("schemas/*.avsc"))}


SCHEMAS = schemas()


# --- records --------------------------------------------------------------------------------------


def shape(value, path=""):
    """The set of fields of a JSON value: two records of one shape go the same way in a reader."""
    if isinstance(value, dict):
        return {path}.union(*(shape(item, f"{path}.{name}") for name, item in value.items()))
    if isinstance(value, list):
        return {path + "[]"}.union(*(shape(item, path + "[]") for item in value))
    return {path}


def records():
    """(type, value) of the examples and of what goes in and out of the cases."""
    found = {}
    for path in sorted((ROOT / "schemas/examples").glob("[A-Z]*.json")):
        found[path.stem, path.stem] = json.loads(path.read_text())
    for path in sorted(CASES.glob("*/*/*.jsonl")):
        for line in path.read_text().splitlines():
            record = json.loads(line)
            kind, value = TOPICS.get(record.get("topic")), record.get("value")
            if not kind or not value or len(compact(value)) > LARGEST:
                continue
            key = (kind, " ".join(sorted(shape(value))))
            if key not in found or len(compact(value)) < len(compact(found[key])):
                found[key] = value
    return [(kind, value) for (kind, _), value in found.items()]


def long(number):
    number = (number << 1) ^ (number >> 63)
    out = bytearray()
    while number > 0x7F:
        out.append(number & 0x7F | 0x80)
        number >>= 7
    return bytes(out) + bytes([number])


def text(value):
    return long(len(value)) + value


def block(items):
    return long(len(items)) + b"".join(items) + b"\0" if items else b"\0"


def named(schema):
    """The types of a schema that have names."""
    if isinstance(schema, dict):
        own = {schema["name"]: schema} if schema.get("type") in ("record", "enum") else {}
        return own | {k: v for item in schema.values() for k, v in named(item).items()}
    if isinstance(schema, list):
        return {k: v for item in schema for k, v in named(item).items()}
    return {}


def binary(kind, value):
    """A record, plain JSON, as Avro binary; what is left out has its default."""
    return avro(SCHEMAS[kind], value, NAMES[kind])


def avro(schema, value, names):
    if isinstance(schema, list):
        branch = 0 if value is None else next(i for i, one in enumerate(schema) if one != "null")
        return long(branch) + (b"" if value is None else avro(schema[branch], value, names))
    if isinstance(schema, str) and schema in names:
        schema = names[schema]
    kind = schema if isinstance(schema, str) else schema["type"]
    if kind == "record":
        return b"".join(
            avro(field["type"], (value or {}).get(field["name"], field.get("default")), names)
            for field in schema["fields"]
        )
    if kind == "array":
        return block([avro(schema["items"], item, names) for item in value or []])
    if kind == "map":
        return block([text(k.encode()) + text(v.encode()) for k, v in (value or {}).items()])
    if kind == "enum":
        return long(schema["symbols"].index(value if value is not None else schema["symbols"][0]))
    if kind == "bytes":
        return text(base64.b64decode(value or ""))
    if kind == "string":
        return text((value or "").encode())
    if kind == "double":
        return struct.pack("<d", value or 0)
    if kind == "boolean":
        return bytes([bool(value)])
    if isinstance(value, str):  # a time as RFC 3339
        value = int(datetime.datetime.fromisoformat(value).timestamp() * 1000)
    return long(value or 0)


NAMES = {kind: named(schema) for kind, schema in SCHEMAS.items()}


# --- what each target starts from -----------------------------------------------------------------


def decode_seeds():
    for kind, value in records():
        yield kind.encode() + b"\n" + binary(kind, value)


def json_seeds():
    for kind, value in records():
        yield f"{kind}\n{compact(value)}".encode()


def without_docs(schema):
    if isinstance(schema, dict):
        return {k: without_docs(v) for k, v in schema.items() if k != "doc"}
    return [without_docs(item) for item in schema] if isinstance(schema, list) else schema


def schema_seeds():
    for kind, schema in SCHEMAS.items():
        example = json.loads((ROOT / f"schemas/examples/{kind}.json").read_text())
        yield compact(without_docs(schema)).encode() + b"\0" + binary(kind, example)


def events_seeds():
    by_door = {}
    for kind, value in records():
        if kind not in DOORS:
            continue
        value = {k: v for k, v in value.items() if k not in ("cause", "seen", "sequence")}
        by_door.setdefault(kind, []).append(value)
        yield f"{DOORS[kind]} {value['tenant']}\n{compact(value)}".encode()
    for kind, values in by_door.items():  # lists, of one conversation or pool
        owner = "pool" if kind == "AgentEvent" else "conversation_id"
        same = [v for v in values if v.get(owner) == values[0].get(owner)][:3]
        yield f"{DOORS[kind]}\n{compact(same)}".encode()


def policy_seeds():
    for part in ("declared", "learned"):
        body = json.loads((ROOT / f"schemas/examples/policy-{part}.json").read_text())
        yield f"{part}\n{compact(body)}".encode()
    for path in sorted(CASES.glob("*/*/conf.json")):
        for policy in json.loads(path.read_text()).get("policies", []):
            yield f"{policy.get('part', 'declared')}\n{policy.get('body', '')}".encode()
    for kind, value in records():
        if kind == "Policy":
            yield f"{value.get('part', 'declared')}\n{value.get('body', '')}".encode()


def pattern_seeds():
    values = ["Ana", "invoice 2026-0117", "{who} {?", "e\u0301" * 9, "\U0001f469\u200d\U0001f467", "a\u202eb\x07", ""]
    patterns = [
        "Hello {who}, it is about {about}. I go on.",
        "Hello{? {who}}, I read it{? about {about:20}{?, {fact.order}}}.",
        "Who: {who|nobody}\nWhat: {about}\n\nNumber: {fact.order_number|}",
        "{{ {?{?{?{?{who}}}}} }}",
        "\u4f60\u597d{who}\u3002{about}\uff01",
        "{who",
        "} {?",
        "{who:0}",
    ]
    for i, pattern in enumerate(patterns):
        for limit in (3, 20, 1000):
            chosen = [values[(i + limit + k) % len(values)] for k in range(3)]
            yield "\n".join([str(limit), *chosen, pattern]).encode()


def projection_seeds():
    targets = json.loads((ROOT / "schemas/policy.schema.json").read_text())
    targets = targets["properties"]["projections"]["additionalProperties"]["properties"]["target"]["enum"]
    texts = ["", "late", '"<&>\\', "a@example.org 49.99 $", "\U0001f469\u200d\U0001f467 " * 40, "l\u00e4nger\n" * 300]
    for i, target in enumerate(targets):
        yield f"{target}\n0\n255\n{texts[i % len(texts)]}".encode()
        yield f"{target}\n1024\n7\n{texts[(i + 3) % len(texts)]}".encode()


def registry_seeds():
    schema = {"schema": compact(without_docs(SCHEMAS["ConversationEvent"]))}
    error = {"error_code": 40403, "message": "Schema 7 not found"}
    refused = {"error_code": 409, "message": "incompatible: field 'x' was removed"}
    bad = {"error_code": 42201, "message": "Invalid schema"}
    for line, body in [
        ("schema 200", schema),
        ("schema 200", {"schema": '"string"', "schemaType": "AVRO", "references": []}),
        ("schema 404", error),
        ("schema 404", {"detail": "no such page"}),
        ("schema 500", {"error_code": 50001, "message": "store"}),
        ("register 200", {"id": 12}),
        ("register 200", {"id": 12, "version": 3, "schema": "{}", "subject": "s"}),
        ("register 409", refused),
        ("register 422", bad),
        ("look-up 200", {"subject": "s", "id": 1, "version": 1, "schema": '"string"'}),
        ("look-up 404", error),
    ]:
        yield f"{line}\n{compact(body)}".encode()
    yield b"schema 200\n<!doctype html><title>Sign in</title>"
    yield b"schema -1\n"
    yield b"register 503\n"


def http_seeds():
    event = compact(
        {
            "tenant": "acme",
            "conversation_id": "c1",
            "event_id": "e-1",
            "type": "message",
            "speaker": "customer",
            "text": "I want to talk to a person",
        }
    )
    policy = (ROOT / "schemas/examples/policy-declared.json").read_text()
    write = "Authorization: Bearer secret\nContent-Type: application/json"
    for request in [
        f"POST /v1/events\n{write}\n\n{event}",
        f"POST /v1/events\n{write}\n\n[{event},{event}]",
        f"POST /v1/events\nContent-Type: application/json; charset=utf-8\n\n{event}",
        "POST /v1/events\nAuthorization: Bearer secret\n\n{}",
        f"PUT /v1/policies/acme?applies=all&author=me&reason=why+not\n{write}\nIf-Match: *\n\n{policy}",
        f'PUT /v1/policies/acme\n{write}\nIf-Match: "d1-ab"\n\n{{}}',
        f"PUT /v1/policies/acme\n{write}\nIf-None-Match: *\n\n{{}}",
        "GET /v1/policies/acme?part=declared\nAuthorization: Bearer read\n",
        "GET /v1/conversations/acme/c1/assignment\nAuthorization: Bearer secret\n",
        "GET /v1/conversations/acme/c1/holder\nAuthorization: Bearer any\n",
        "GET /v1/conversations/acme/c%2F1/package\nAuthorization: Bearer any\n",
        "GET /v1/conversations/acme/c1/package\nAuthorization: bearer any\n",
        "GET /v1/conversations/acme/c1/pages\nAuthorization: Bearer secret\n",
        "GET /v1/stream/acme?types=assignment,delivery&conversation=c1\nAuthorization: Bearer secret\n",
        "GET /v1/stream/acme\nAuthorization: Bearer secret\nLast-Event-ID: a0.1\n",
        "GET /v1/stream/acme\nAuthorization: Bearer secret\nLast-Event-ID: a0.2,d1.4\n",
        "GET /v1/stream/acme?types=%41ssignment&&=&x\nAuthorization: Bearer secret\n",
        "DELETE /v1/events\n",
        "GET /nowhere/%zz\n",
        "GET /v1/stream/%ff\nAuthorization: Bearer any\n",
    ]:
        yield request.encode()
    for kind, path in (("AgentEvent", "agent-events"), ("Resolution", "resolutions")):
        body = json.loads((ROOT / f"schemas/examples/{kind}.json").read_text())
        yield f"POST /v1/{path}\n{write}\n\n{compact(body)}".encode()


def stored_gzip(data):
    """gzip without compressing: the same bytes whatever the zlib."""
    body = struct.pack("<BHH", 1, len(data), 0xFFFF - len(data)) + data
    return b"\x1f\x8b\x08\0\0\0\0\0\0\xff" + body + struct.pack("<II", zlib.crc32(data), len(data))


def extract_seeds():
    """Question, subject and message: of the packager's cases, and the strings of its tests."""
    for path in sorted((CASES / "packager").glob("*/in.jsonl")):
        question = subject = ""
        for line in path.read_text().splitlines():
            value = json.loads(line).get("value") or {}
            text = (value.get("text") or "").replace("\n", " ")
            if not text or len(text) > LARGEST:
                continue
            yield f"{question}\n{subject}\n{text}".encode()
            question, subject = text, subject or text
    for name in ("extract", "tried"):
        rows = (ROOT / f"services/packager/{name}_test.c").read_text()
        for text in re.findall(r'\{ (?:\w+, )?"((?:[^"\\]|\\["x])+)"', rows):
            yield f"\n\n{text}".encode()


def conversation_seeds():
    for path in sorted((ROOT / "tests/conversations").glob("*.jsonl")):
        for line in path.read_bytes().splitlines(keepends=True):
            if len(line) <= LARGEST:
                yield line
    full = {
        "id": "c1",
        "tenant": "acme",
        "lang": "en",
        "customer": {"id": "u1", "tier": "gold", "contract_value": 1200.5, "tenure_months": 3},
        "turns": [
            {"speaker": "customer", "text": "Hello", "at": "2026-03-03T13:05:57Z"},
            {
                "speaker": "ai",
                "text": "Hi",
                "at": 1767690080000,
                "confidence": 0.5,
                "actions": [{"name": "look_up", "outcome": "failed", "detail": "no such order"}],
            },
            {"speaker": "agent", "page": {"url": "https://acme.example", "title": "t", "area": "a"}},
        ],
    }
    lines = (compact(full) + "\n\n" + compact({"id": "c2", "turns": []}) + "\n").encode()
    yield lines
    yield stored_gzip(lines)
    yield b'{"id": ""}\nno JSON\n'


def key_seeds():
    keys = {"acme", "acme/c%2F1", "acme/a%25b/1", "acme/\u00e9/x", "acme/main/agent-1/billing"}
    for path in sorted(CASES.glob("*/*/out.jsonl")):
        keys |= {key for key in re.findall(r'"key": ?"([^"]+)"', path.read_text())}
    by_form = {}
    for key in sorted(keys):
        by_form.setdefault(re.sub(r"[a-z0-9]+", "a", key), key)
    return [key.encode() for key in by_form.values()]


def headers_seeds():
    trace = b"traceparent: 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01\n"
    more = b"baton-forwarded: conversation-events/3/17\n"
    event = json.loads((ROOT / "schemas/examples/ConversationEvent.json").read_text())
    for conversation in ("c1", "conv-7f3a", "c13"):
        event["conversation_id"] = conversation
        value = binary("ConversationEvent", event)
        for headers in (b"", trace, trace + more, more + b"empty\nother: \xff\n"):
            yield headers + b"\nacme/" + conversation.encode() + b"\n" + value
    yield trace + b"\nacme/c1\n\0\0\0\0\x09abc"
    yield b"\nacme\nx"
    yield b"\n\n"


def row_seeds():
    """Each way of an id, words of large and small gaps, and ids of which no message is kept."""

    def packed(texts, *fields):
        number = place = 0
        for value, bits in fields:
            number |= value << place
            place += bits
        head = struct.pack("<BH", 1, len(texts))
        return b"c1\n" + head + texts + number.to_bytes((place + 7) // 8, "little")

    def message(how, size, count=0):
        return (how, 2), (size, 8), (200, 8), (12, 8), (count, 5)

    none = (7, 8), (0, 1), (0, 10)  # the category; scores; chances
    words = (12, 4), (0, 1), (4095, 12), (0, 1), (100, 12)  # low bits; each a gap
    yield packed(b"", *none, (0, 4), (0, 4), (0, 8))
    yield packed(b"-7e9", *none, (1, 4), *message(1, 2), (1, 4), *message(0, 2), (0, 8))
    yield packed(bytes(range(16)), *none, (0, 4), (1, 4), *message(2, 16), (1, 8), (0, 4))
    yield packed(b"e", *none, (1, 4), *message(0, 1, 2), *words, (0, 4), (2, 8), (0, 4),
                 (15, 4), (123456789, 64))
    yield b"c1\n\2later"


def stream_id_seeds():
    return [b"-", b"a0.12,a3.7,d1.44", b"p0.0,m11.9223372036854775807", b"assignment,delivery", b"a0.1,"]


def weights_seeds():
    """The head alone, and single numbers put into the whole file."""
    head = b"BATON-W1" + struct.pack("<7I8s32s4x", 1, 16, 16, 23, 30, 10, 7, b"en", b"en-1")
    yield head
    yield b"at 0\n" + head[:36]
    yield b"at 36\nde\0\0\0\0\0\0v2"
    for place in (80, 336, 344, 352, 2000, 20000):  # steps, slope, shift, sure, a signal, the table
        for value in (0.5, -1000.0, 1000.5, float("nan"), float("inf")):
            yield f"at {place}\n".encode() + struct.pack("<d", value)


SEEDS = {
    name.removesuffix("_seeds"): seeds
    for name, seeds in list(globals().items())
    if name.endswith("_seeds")
}


# --- dictionaries ---------------------------------------------------------------------------------


def words(value):
    """Names and symbols that stand in a schema."""
    if isinstance(value, dict):
        yield from (value[k] for k in ("name",) if isinstance(value.get(k), str))
        yield from value.get("symbols", [])
        for item in value.values():
            yield from words(item)
    if isinstance(value, list):
        for item in value:
            yield from words(item)


def keys_of(value):
    if isinstance(value, dict):
        for name, item in value.items():
            yield name
            yield from keys_of(item)
    if isinstance(value, list):
        for item in value:
            yield from keys_of(item)


def dictionaries():
    types = list(SCHEMAS)
    fields = {f'"{word}"' for word in words(list(SCHEMAS.values()))}
    doors = {f'"{word}"' for word in words([SCHEMAS[kind] for kind in DOORS])}
    policy = json.loads((ROOT / "schemas/policy.schema.json").read_text())
    turns = {f'"{word}"' for word in keys_of(list(json_values("conversation")))}
    return {
        "decode": [f"{name}\n" for name in types],
        "json": [f"{name}\n" for name in types] + sorted(fields),
        "schema": sorted(
            {f'"{word}"' for word in "type name fields items values symbols size default".split()}
            | {f'"{word}"' for word in "record array map enum fixed null boolean int long".split()}
            | {f'"{word}"' for word in "float double bytes string namespace aliases".split()}
            | {f'"{name}"' for name in types}
        ),
        "events": sorted(doors),
        "policy": sorted({f'"{word}"' for word in keys_of(policy)}),
        "conversation": sorted(turns),
        "extract": [
            *(
                "order ",
                "my name is ",
                "card ending in ",
                "street ",
                "zip code ",
                "flight",
                " plan",
            ),
            *(
                "passengers: ",
                "two ",
                "bags",
                "$",
                "2026-03-04",
                "@",
                "error ",
                "confirmation number ",
            ),
            *("I have reset ", "please try ", "I will send ", "?", " - ", "\n", "iphone ", "gb"),
        ],
        "pattern": ["{who}", "{about:", "{fact.", "{? ", "|", "}", "{{", "}}", ". ", "\u3002", "\u0301", "\u200d"],
        "projection": ["\u2026", "\u200b", "\u202e", "4242 ", "a@b.cd ", "+43 660 ", "2026-01-06", "&", "<br>"],
        "registry": ['"error_code":', '"schema":"', '"id":', '"message":"', "schema 200\n"],
        "http": [
            *("GET /v1/", "POST /v1/", "PUT /v1/policies/", "conversations/", "stream/", "%2F"),
            *("\nAuthorization: Bearer ", "secret", "any", "\nLast-Event-ID: ", "\nIf-Match: "),
            *("\nContent-Type: application/json", "types=", "conversation=", "&", "a0.2"),
        ],
        "headers": ["traceparent: 00-", "baton-forwarded: ", "acme/"],
    }


def json_values(target):
    for seed in SEEDS[target]():
        for line in seed.splitlines():
            try:
                yield json.loads(line)
            except ValueError:
                pass


def entry(word):
    """A line of a dictionary: what is not plain is \\xNN."""
    plain = (chr(b) if 32 <= b < 127 and b not in b'"\\' else f"\\x{b:02x}" for b in word.encode())
    return f'"{"".join(plain)}"\n'


# --- writing --------------------------------------------------------------------------------------


def wanted():
    """Every file that should be there, by its path in tests/fuzz."""
    files = {}
    for target, seeds in SEEDS.items():
        for seed in seeds():
            files[f"corpus/{target}/{hashlib.sha256(seed).hexdigest()[:16]}"] = seed
    for target, entries in dictionaries().items():
        files[f"dictionaries/{target}.dict"] = "".join(map(entry, entries)).encode()
    return files


def there():
    return {
        str(path.relative_to(FUZZ)): path.read_bytes()
        for folder in ("corpus", "dictionaries")
        for path in (FUZZ / folder).rglob("*")
        if path.is_file()
    }


def main(arguments):
    files = wanted()
    if arguments == ["--check"]:
        old = there()
        wrong = sorted(name for name in {*files, *old} if files.get(name) != old.get(name))
        for name in wrong:
            print(f"tests/fuzz/{name}: not what seeds.py writes")
        print(f"{len(files)} files, {len(wrong)} wrong")
        sys.exit(1 if wrong else 0)
    for folder in ("corpus", "dictionaries"):
        shutil.rmtree(FUZZ / folder, ignore_errors=True)
    for name, content in files.items():
        (FUZZ / name).parent.mkdir(parents=True, exist_ok=True)
        (FUZZ / name).write_bytes(content)
    size = sum(map(len, files.values()))
    print(f"{len(files)} files, {size} bytes")


if __name__ == "__main__":
    main(sys.argv[1:])
