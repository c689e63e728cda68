#!/usr/bin/env python3
"""Checks the schemas: style, shared types, compatibility with every version in the history, examples.

Prints one line per check, `ok` or `not ok`, and ends with `N passed, N failed`. Needs only the
standard library. `--self-test` feeds broken schemas to the same functions and expects a complaint.
The rules are those of README.md in this folder.
"""
import json
import pathlib
import re
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
RECORDS = """AgentEvent AgentPerformance Assignment ContextPackage ContextPage ConversationEvent
CustomerHistory DeadLetter Delivery EnrichmentRequest EscalationSignal HandoffMetric HandoffOutcome
Load Policy Resolution RoutingDecision RoutingRequest""".split()
PRIMITIVES = ("string", "long", "double", "boolean")
NULLABLE = ("long", "double", "boolean", "record")
ENVELOPE = ["occurred_at", "epoch", "sequence", "cause", "seen", "producer", "synthetic",
            "attributes"]
IDENTITY = {"tenant", "conversation_id", "customer_id", "agent_id"}
SNAKE = re.compile(r"^[a-z][a-z0-9]*(_[a-z0-9]+)*$")
CAMEL = re.compile(r"^[A-Z][A-Za-z0-9]*$")
MAX_DEPTH = 8


# -- Reading ----------------------------------------------------------------------------------

def expand(node, named):
    """The schema with each name replaced by its definition; records what is defined in `named`."""
    if isinstance(node, str):
        return named.get(node.split(".")[-1], node)
    if isinstance(node, list):
        return [expand(branch, named) for branch in node]
    out = dict(node)
    if node["type"] == "record":
        out["fields"] = [dict(f, type=expand(f["type"], named)) for f in node["fields"]]
    elif node["type"] == "array":
        out["items"] = expand(node["items"], named)
    elif node["type"] == "map":
        out["values"] = expand(node["values"], named)
    elif isinstance(node["type"], (dict, list)):
        return expand(node["type"], named)
    if "name" in node:
        named[node["name"]] = out
    return out


def kind(node):
    """record, enum, array, map, union, a primitive, or null."""
    if isinstance(node, list):
        return "union"
    return node["type"] if isinstance(node, dict) else node


def strip(node):
    """The branch of a nullable union that is not null, or the node itself."""
    if isinstance(node, list):
        rest = [branch for branch in node if branch != "null"]
        return rest[0] if len(rest) == 1 else node
    return node


# -- Style ------------------------------------------------------------------------------------

def style_of_file(schema, name):
    """What is wrong with the top of one file and with everything in it."""
    if schema.get("type") != "record" or schema.get("name") != name:
        yield f"must be a record named {name}"
        return
    if schema.get("namespace") != "baton":
        yield "namespace must be baton"
    yield from envelope(schema)
    yield from style(schema, name, 1, True)


def envelope(schema):
    """The fields that every record begins with, in their order."""
    names = [f["name"] for f in schema["fields"]]
    if names[:1] != ["tenant"]:
        yield "the first field must be tenant"
    own = 2 if names[1:2] == ["conversation_id"] else 1
    if len(names) <= own or not names[own].endswith("_id"):
        yield "the record's own id must follow tenant and conversation_id"
    if names[own + 1:own + 1 + len(ENVELOPE)] != ENVELOPE:
        yield "after the own id must come " + ", ".join(ENVELOPE)
    for field in schema["fields"]:
        identity = field["name"] in IDENTITY or field["name"] in names[own:own + 1]
        if "default" not in field and not identity:
            yield f"{field['name']} needs a default"
        if "default" in field and field["name"] in ("tenant", *names[own:own + 1]):
            yield f"{field['name']} is the record's identity and must have no default"


def style(node, where, depth, top=False):
    """Rules for one type and all below it; `node` is expanded."""
    if depth > MAX_DEPTH:
        yield f"{where}: nested deeper than {MAX_DEPTH}"
        return
    what = kind(node)
    if isinstance(node, dict) and "name" in node:
        if not node.get("doc"):
            yield f"{where}: {node['name']} has no doc"
        if not CAMEL.match(node["name"]):
            yield f"{where}: {node['name']} must be in CamelCase"
    rule = {"record": style_record, "enum": style_enum, "array": style_array, "map": style_map,
            "union": style_union}.get(what)
    if rule:
        yield from rule(node, where, depth, top)
    elif what == "bytes" and not where.startswith("DeadLetter."):
        yield f"{where}: bytes are for DeadLetter only"
    elif what not in PRIMITIVES + ("bytes",):
        yield f"{where}: {what} is not used here"
    elif isinstance(node, dict) and node.get("logicalType") not in (None, "timestamp-millis"):
        yield f"{where}: {node['logicalType']} is not used here"


def style_record(node, where, depth, top):
    names = [f["name"] for f in node["fields"]]
    if len(set(names)) != len(names):
        yield f"{where}: a field name is used twice"
    for field in node["fields"]:
        path = f"{where}.{field['name']}"
        if not SNAKE.match(field["name"]):
            yield f"{path}: must be in snake_case"
        if not field.get("doc", "").strip():
            yield f"{path}: has no doc"
        if "default" in field:
            yield from default_fits(field["type"], field["default"], path)
        elif not top:
            yield f"{path}: needs a default"
        yield from style(field["type"], path, depth + 1)


def style_enum(node, where, depth, top):
    symbols = node["symbols"]
    if symbols[0] != "unknown" or node.get("default") != "unknown":
        yield f"{where}: the first symbol and the default of an enum must be unknown"
    for symbol in symbols:
        if not SNAKE.match(symbol):
            yield f"{where}: symbol {symbol} must be in snake_case"
        if f" {symbol}: " not in node.get("doc", ""):
            yield f"{where}: symbol {symbol} is not explained in the doc of {node['name']}"


def style_array(node, where, depth, top):
    if kind(node["items"]) not in ("record", "string", "long", "double"):
        yield f"{where}: an array is of records, strings, longs or doubles"
    yield from style(node["items"], where, depth)


def style_map(node, where, depth, top):
    if node["values"] != "string":
        yield f"{where}: a map is of strings"


def style_union(node, where, depth, top):
    if len(node) != 2 or node[0] != "null" or kind(node[1]) not in NULLABLE:
        yield f"{where}: a union is null and one of {', '.join(NULLABLE)}"
        return
    yield from style(node[1], where, depth)


def default_fits(node, value, where):
    """A default must be of the field's type, with every field of a record spelled out."""
    what = kind(node)
    if what == "union":
        if value is not None:
            yield f"{where}: the default of a nullable field is null"
    elif what == "record":
        names = [f["name"] for f in node["fields"]]
        if not isinstance(value, dict) or sorted(value) != sorted(names):
            yield f"{where}: the default must name exactly {', '.join(names)}"
            return
        for field in node["fields"]:
            if value[field["name"]] != field.get("default"):
                yield f"{where}: the default of {field['name']} differs from the type's own"
    elif what == "enum":
        if value != "unknown":
            yield f"{where}: the default of an enum is unknown"
    elif not plain(what, value) or what in ("array", "map") and value:
        yield f"{where}: the default {value!r} is not a {what}"


def plain(what, value):
    """True if a JSON value is of this plain Avro type."""
    if what in ("long", "double"):
        return type(value) is int or what == "double" and type(value) is float
    types = {"string": str, "bytes": str, "boolean": bool, "array": list, "map": dict}
    return type(value) is types.get(what)


def shared(files):
    """Types of one name must be alike, word for word, in all files."""
    first = {}
    for name, named in sorted(files.items()):
        for type_name, node in named.items():
            text = json.dumps(node, ensure_ascii=False)
            if first.setdefault(type_name, (name, text))[1] != text:
                yield f"{type_name} differs between {first[type_name][0]} and {name}"


# -- Compatibility (Avro specification, schema resolution) -------------------------------------

PROMOTIONS = {("int", "long"), ("int", "float"), ("int", "double"), ("long", "float"),
              ("long", "double"), ("float", "double"), ("string", "bytes"), ("bytes", "string")}


def readable(reader, writer, where):
    """What stops data of schema `writer` from being read by schema `reader`; both expanded."""
    if kind(writer) == "union":
        for branch in writer:
            yield from readable(reader, branch, where)
    elif kind(reader) == "union":
        if not any(not list(readable(branch, writer, where)) for branch in reader):
            yield f"{where}: {kind(writer)} is in no branch of the union that reads it"
    elif kind(reader) != kind(writer):
        if (kind(writer), kind(reader)) not in PROMOTIONS:
            yield f"{where}: {kind(writer)} cannot be read as {kind(reader)}"
    else:
        yield from readable_same(reader, writer, where)


def readable_same(reader, writer, where):
    """The same for two types of one kind."""
    what = kind(reader)
    if what in ("record", "enum", "fixed") and reader["name"] != writer["name"]:
        yield f"{where}: the type {writer['name']} became {reader['name']}"
    elif what == "record":
        yield from readable_record(reader, writer, where)
    elif what == "enum":
        lost = [s for s in writer["symbols"] if s not in reader["symbols"]]
        if lost and "default" not in reader:
            yield f"{where}: no default for the symbols {', '.join(lost)}"
    elif what == "array":
        yield from readable(reader["items"], writer["items"], where + "[]")
    elif what == "map":
        yield from readable(reader["values"], writer["values"], where + "{}")
    elif logical(reader) != logical(writer):
        yield f"{where}: {logical(writer)} became {logical(reader)}"


def logical(node):
    return node.get("logicalType", "plain") if isinstance(node, dict) else "plain"


def readable_record(reader, writer, where):
    written = {f["name"]: f["type"] for f in writer["fields"]}
    for field in reader["fields"]:
        path = f"{where}.{field['name']}"
        if field["name"] in written:
            yield from readable(field["type"], written[field["name"]], path)
        elif "default" not in field:
            yield f"{path}: is not in the other version and has no default"


def compatible(new, old, name):
    """FULL: each can read what the other wrote."""
    for what in readable(new, old, name):
        yield f"old data, new reader: {what}"
    for what in readable(old, new, name):
        yield f"new data, old reader: {what}"


def git(*args, folder=HERE):
    done = subprocess.run(("git", "-C", str(folder)) + args, capture_output=True, text=True)
    return done.stdout if done.returncode == 0 else None


def cut_history(folder=HERE):
    """A clone with a part of the history only (`git clone --depth`) proves nothing of the rest."""
    if (git("rev-parse", "--is-shallow-repository", folder=folder) or "").strip() == "true":
        yield "this clone has a part of the history only; `git fetch --unshallow` brings the rest"


def history(name):
    """(commit, text) of every committed version of one file, the newest first; None without git."""
    log = git("log", "--format=%H", "--", f"{name}.avsc")
    if log is None:
        return [] if git("rev-parse", "--git-dir") is not None else None
    texts = ((c, git("show", f"{c}:./{name}.avsc")) for c in log.split())
    return [(c, t) for c, t in texts if t is not None]


# -- Examples ---------------------------------------------------------------------------------

def example_fits(node, value, where):
    """A plain JSON value against a type: fields by name, those with a default may be left out."""
    what = kind(node)
    if what == "union":
        if value is not None:
            yield from example_fits(strip(node), value, where)
    elif what == "record" and isinstance(value, dict):
        fields = {f["name"]: f for f in node["fields"]}
        for name in value:
            if name not in fields:
                yield f"{where}: has no field {name}"
            else:
                yield from example_fits(fields[name]["type"], value[name], f"{where}.{name}")
        for name in fields:
            if "default" not in fields[name] and name not in value:
                yield f"{where}: {name} is missing"
    elif what == "enum":
        if value not in node["symbols"]:
            yield f"{where}: {value!r} is not a symbol of {node['name']}"
    elif what == "array" and isinstance(value, list):
        for i, item in enumerate(value):
            yield from example_fits(node["items"], item, f"{where}[{i}]")
    elif what == "map" and isinstance(value, dict):
        for key, item in value.items():
            yield from example_fits(node["values"], item, f"{where}.{key}")
    elif what in ("array", "map", "record") or not plain(what, value):
        yield f"{where}: {value!r} is not a {what}"


# -- JSON Schemas: the few keywords that the two files use --------------------------------------

def json_fits(schema, value, where, root):
    """A JSON value against the part of JSON Schema 2020-12 that these files use."""
    if "$ref" in schema:
        target = root
        for step in schema["$ref"].lstrip("#/").split("/"):
            target = target[step]
        yield from json_fits(target, value, where, root)
        return
    if "type" in schema and not json_type(schema["type"], value):
        yield f"{where}: is not of type {schema['type']}"
        return
    if "enum" in schema and value not in schema["enum"]:
        yield f"{where}: {value!r} is not allowed"
    if isinstance(value, dict):
        yield from json_object(schema, value, where, root)
    elif isinstance(value, list):
        yield from json_array(schema, value, where, root)
    elif isinstance(value, str):
        if len(value) < schema.get("minLength", 0) or len(value) > schema.get("maxLength", 1 << 30):
            yield f"{where}: is too short or too long"
        if "pattern" in schema and not re.search(schema["pattern"], value):
            yield f"{where}: does not match {schema['pattern']}"
    elif type(value) in (int, float):
        if value < schema.get("minimum", value) or value > schema.get("maximum", value):
            yield f"{where}: {value} is out of bounds"


def json_type(types, value):
    of = {str: "string", bool: "boolean", dict: "object", list: "array", type(None): "null"}
    names = [types] if isinstance(types, str) else types
    if type(value) is int:
        return "integer" in names or "number" in names
    return of.get(type(value), "number") in names


def json_object(schema, value, where, root):
    for name in schema.get("required", []):
        if name not in value:
            yield f"{where}: {name} is missing"
    if len(value) > schema.get("maxProperties", len(value)):
        yield f"{where}: has too many properties"
    for name, item in value.items():
        rule = schema.get("properties", {}).get(name, schema.get("additionalProperties", True))
        if "propertyNames" in schema:
            yield from json_fits(schema["propertyNames"], name, f"{where}, name {name}", root)
        if rule is False:
            yield f"{where}: has no property {name}"
        elif rule is not True:
            yield from json_fits(rule, item, f"{where}.{name}", root)


def json_array(schema, value, where, root):
    if len(value) > schema.get("maxItems", len(value)):
        yield f"{where}: has too many items"
    for i, item in enumerate(value):
        yield from json_fits(schema.get("items", {}), item, f"{where}[{i}]", root)


def json_described(schema, where):
    """Each property has a description; each object says what else is allowed."""
    if schema.get("type") == "object" and "additionalProperties" not in schema:
        yield f"{where}: says nothing on additionalProperties"
    for name, rule in schema.get("properties", {}).items():
        if "description" not in rule:
            yield f"{where}.{name}: has no description"
        yield from json_described(rule, f"{where}.{name}")
    for key in ("items", "additionalProperties"):
        if isinstance(schema.get(key), dict):
            yield from json_described(schema[key], f"{where}.{key}")
    for name, rule in schema.get("$defs", {}).items():
        yield from json_described(rule, f"{where}.{name}")


def json_defaults(schema, where, root):
    """Each default is valid for its own property."""
    if "default" in schema:
        yield from json_fits(schema, schema["default"], f"{where} (default)", root)
    for group in ("properties", "$defs"):
        for name, rule in schema.get(group, {}).items():
            yield from json_defaults(rule, f"{where}.{name}", root)
    for key in ("items", "additionalProperties"):
        if isinstance(schema.get(key), dict):
            yield from json_defaults(schema[key], f"{where}.{key}", root)


# -- Running ----------------------------------------------------------------------------------

class Report:
    """Counts and prints the checks."""

    def __init__(self):
        self.passed = self.failed = 0

    def check(self, title, complaints):
        complaints = list(complaints)
        print(("not ok " if complaints else "ok ") + title)
        for line in complaints:
            print("    " + line)
        if complaints:
            self.failed += 1
        else:
            self.passed += 1

    def end(self):
        print(f"{self.passed} passed, {self.failed} failed")
        return 1 if self.failed else 0


def load(path):
    return json.loads(path.read_text(encoding="utf-8"))


def check_history(report, name, schema):
    versions = history(name)
    if versions is None:
        return False
    complaints = []
    for commit, text in versions:
        old = expand(json.loads(text), {})
        complaints += [f"{commit[:10]}: {c}" for c in compatible(schema, old, name)]
    report.check(f"{name} is compatible with its {len(versions)} committed versions", complaints)
    return True


def check_record(report, name, files):
    """All checks of one record; adds what it defines to `files`."""
    path = HERE / f"{name}.avsc"
    if not path.exists():
        report.check(f"{name} exists", ["the file is missing"])
        return
    files[name] = {}
    schema = expand(load(path), files[name])
    report.check(f"{name} keeps the style rules", style_of_file(schema, name))
    example = HERE / "examples" / f"{name}.json"
    wrong = example_fits(schema, load(example), name) if example.exists() else ["is missing"]
    report.check(f"{name} has an example that fits", wrong)
    if not check_history(report, name, schema):
        print(f"# {name}: not a git checkout, the earlier versions are not compared")


def check_states(report):
    """Rows of the changelogs: instances of two versions read each other's while they are replaced."""
    for path in sorted(HERE.parent.glob("*/*/state/*.avsc")):
        name = f"../{path.relative_to(HERE.parent).with_suffix('').as_posix()}"
        check_history(report, name, expand(load(path), {}))


def check_json(report):
    for name, samples in (("policy", ("policy-declared", "policy-learned")),
                          ("unified-conversation", ("unified-conversation",))):
        schema = load(HERE / f"{name}.schema.json")
        report.check(f"{name}.schema.json describes each property", json_described(schema, name))
        report.check(f"{name}.schema.json has valid defaults", json_defaults(schema, name, schema))
        for sample in samples:
            report.check(f"examples/{sample}.json fits {name}.schema.json",
                         json_fits(schema, load(HERE / "examples" / f"{sample}.json"), name, schema))
    schema = load(HERE / "policy.schema.json")
    body = json.loads(load(HERE / "examples" / "Policy.json")["body"])
    report.check("the body in examples/Policy.json fits policy.schema.json",
                 json_fits(schema, body, "body", schema))


def unexpected():
    """Files that no record of the list stands for."""
    for path in sorted(HERE.glob("*.avsc")):
        if path.stem not in RECORDS:
            yield f"{path.name} is not in the list of records of this program"


def check_all():
    report = Report()
    files = {}
    report.check("the history is whole", cut_history())
    for name in RECORDS:
        check_record(report, name, files)
    report.check("each file is in the list of records", unexpected())
    report.check("shared types are alike in all files", shared(files))
    check_states(report)
    check_json(report)
    return report.end()


if __name__ == "__main__":
    if "--self-test" in sys.argv[1:]:
        sys.dont_write_bytecode = True
        import check_selftest
        sys.exit(check_selftest.run())
    sys.exit(check_all())
