#!/usr/bin/env python3
"""Writes the C structs and tables of the schemas.

    schemas/*.avsc                         -> libcommon/wire/records.h and records.c
    libcommon/conversation/state/*.avsc    -> libcommon/conversation/conversation_state.gen.h and .c
    services/<service>/state/*.avsc        -> services/<service>/state.gen.h and state.gen.c

How a field looks in C is in libcommon/wire/codec.h. A topic's record begins with `struct baton_envelope env`; state
records have no envelope. A named type that occurs in several files is word for word the same in all, and is emitted
once, in the first of the three places where it occurs.

    python3 schemas/generate.py            write what changed
    python3 schemas/generate.py --check    compare only; status 1 and a diff when something is out of date
"""
import difflib
import json
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
WIDTH = 100
MISSING = object()
ENVELOPE = ["tenant", "conversation_id", "occurred_at", "epoch", "sequence", "cause", "seen", "producer", "synthetic",
            "attributes"]
# Words that a member cannot be called: the language's, and macros of common headers and of gnu11.
TAKEN = set("""auto break case char const continue default do double else enum extern float for goto if inline int long
    register restrict return short signed sizeof static struct switch typedef union unsigned void volatile while bool
    true false asm typeof errno stdin stdout stderr assert unix linux env""".split())
PRIMITIVES = {"string": "STRING", "bytes": "BYTES", "long": "LONG", "double": "DOUBLE", "boolean": "BOOL"}
C_TYPES = {"STRING": "struct baton_text", "BYTES": "struct baton_text", "LONG": "int64_t", "TIME": "int64_t",
           "DOUBLE": "double", "BOOL": "bool"}
NULLS = {"STRING": '{ "", 0 }', "BYTES": '{ "", 0 }', "LONG": "BATON_NULL_LONG", "TIME": "BATON_NULL_LONG",
         "DOUBLE": "NAN", "BOOL": "BATON_MAYBE_UNKNOWN", "RECORD": "NULL"}


class Wrong(Exception):
    """A schema that has no C form; the text says where and why."""


def snake(name):
    name = re.sub(r"([A-Z]+)([A-Z][a-z])", r"\1_\2", name)
    return re.sub(r"([a-z0-9])([A-Z])", r"\1_\2", name).replace("-", "_").lower()


def c_string(text):
    """`text` as one C string literal; bytes beyond ASCII in octal, which no following digit can lengthen."""
    plain = {ord('"'): '\\"', ord("\\"): "\\\\", ord("\n"): "\\n", ord("\t"): "\\t"}
    return '"' + "".join(plain.get(b) or (chr(b) if 32 <= b < 127 and b != ord("?") else
                                          "?" if b == ord("?") else "\\%03o" % b)
                         for b in text.encode("utf-8")) + '"'


def first_sentence(doc):
    doc = " ".join((doc or "").split()).replace("*/", "* /").replace("/*", "/ *")
    match = re.match(r"(.*?[.!?])(?= [A-Z(`\"']|$)", doc)
    return (match.group(1) if match else doc).rstrip(".")


def comment(text, indent, tail=""):
    """A comment of as many lines as it needs."""
    lines, line = [], indent + "/*"
    for word in (text + tail).split():
        if len(line) + 1 + len(word) > WIDTH - 3 and line.strip() not in ("/*", "*"):
            lines.append(line)
            line = indent + " *"
        line += " " + word
    return lines + [line + " */"]


class Field:
    def __init__(self, name, doc, kind, shape, ref, default):
        self.name, self.doc, self.kind, self.shape, self.ref, self.default = name, doc, kind, shape, ref, default
        self.member = name + "_" if name in TAKEN else name

    def c_type(self):
        base = C_TYPES.get(self.kind) or self.ref.c_type()
        if self.shape == "MAP":
            return "struct baton_pair *"
        if self.shape == "ARRAY" or (self.shape == "NULLABLE" and self.kind == "RECORD"):
            return base + " *"
        if self.shape == "NULLABLE" and self.kind == "BOOL":
            return "enum baton_maybe "
        return base + " "

    def same(self):
        return (self.name, self.doc, self.kind, self.shape, self.ref.name if self.ref else None,
                repr(self.default) if self.default is not MISSING else "none")

    def declare(self):
        lines = ["    %s%s;" % (self.c_type(), self.member)]
        if self.shape in ("ARRAY", "MAP"):
            lines.append("    size_t %s_count;" % self.member)
        doc = first_sentence(self.doc)
        if not doc:
            return lines
        if len(lines) == 1 and len(lines[0]) + len(doc) + 7 <= WIDTH:
            return [lines[0] + " /* " + doc + " */"]
        return comment(doc, "    ") + lines

    def initial(self, default=MISSING):
        """The member's initialiser; None for all zero."""
        value = self.default if default is MISSING else default
        if self.shape in ("ARRAY", "MAP"):
            if value is not MISSING and value:
                raise Wrong("%s: the default of an array or map must be empty" % self.name)
            return None
        if self.shape == "NULLABLE":
            if value is not MISSING and value is not None:
                raise Wrong("%s: the default of a nullable field must be null" % self.name)
            return self.ref.constant(0) if self.kind == "ENUM" else NULLS[self.kind]
        return getattr(self, "initial_" + self.kind.lower())(None if value is MISSING else value)

    def initial_string(self, value):
        return "{ %s, %d }" % (c_string(value or ""), len((value or "").encode("utf-8")))

    initial_bytes = initial_string

    def initial_long(self, value):
        if abs(value or 0) >= 2 ** 63:
            raise Wrong("%s: the default %r does not fit" % (self.name, value))
        return ("INT64_C(%d)" if abs(value or 0) >= 2 ** 31 else "%d") % (value or 0)

    initial_time = initial_long

    def initial_double(self, value):
        return repr(float(value or 0))

    def initial_bool(self, value):
        return "true" if value else "false"

    def initial_enum(self, value):
        if value is not None and value not in self.ref.symbols:
            raise Wrong("%s: the default %r is no symbol of %s" % (self.name, value, self.ref.name))
        return self.ref.constant(self.ref.symbols.index(value) if value else 0)

    def initial_record(self, value):
        return self.ref.initial(value or {})

    def table_row(self, struct, prefix):
        path = prefix + self.member
        parts = ['.name = "%s"' % self.name, ".kind = BATON_KIND_" + self.kind, ".shape = BATON_SHAPE_" + self.shape,
                 ".offset = offsetof(struct %s, %s)" % (struct, path)]
        if self.shape in ("ARRAY", "MAP"):
            parts.append(".count_offset = offsetof(struct %s, %s_count)" % (struct, path))
        if self.ref:
            parts.append((".record = &%s_type" if self.kind == "RECORD" else ".symbols = &%s_symbols") % self.ref.c_name)
        if self.default is MISSING:
            parts.append(".required = true")
        return wrap_list(parts, "    { ", "      ", " },")


def wrap_list(parts, head, indent, tail):
    lines, line = [], head
    for i, part in enumerate(parts):
        part += "" if i == len(parts) - 1 else ","
        if len(line) + len(part) + 1 > WIDTH - len(tail) and line.strip():
            lines.append(line.rstrip())
            line = indent
        line += part + " "
    return lines + [line.rstrip() + tail]


class Named:
    def __init__(self, full, doc, where):
        self.full, self.name, self.doc, self.where = full, full.rpartition(".")[2], doc, where
        self.c_name = "baton_" + snake(self.name)


class Enum(Named):
    def __init__(self, full, doc, where, symbols):
        super().__init__(full, doc, where)
        self.symbols = symbols
        if not symbols or symbols[0].lower() != "unknown":
            raise Wrong("%s: the first symbol of enum %s must be unknown" % (where, self.name))

    def c_type(self):
        return "enum " + self.c_name

    def constant(self, index):
        return ("%s_%s" % (self.c_name, snake(self.symbols[index]))).upper()

    def same(self):
        return ("enum", self.name, self.doc, self.symbols)

    def header(self):
        lines = comment(first_sentence(self.doc), "") if self.doc else []
        lines.append("enum %s {" % self.c_name)
        lines += ["    %s%s," % (self.constant(i), " = 0" if i == 0 else "") for i in range(len(self.symbols))]
        return lines + ["};", "extern const struct baton_enum_type %s_symbols;" % self.c_name, ""]

    def source(self):
        base = self.c_name[len("baton_"):]
        return wrap_list(['"%s"' % s for s in self.symbols],
                         "static const char *const %s_names[] = { " % base, "    ", " };") + [
            "const struct baton_enum_type %s_symbols = {" % self.c_name,
            '    "%s", %s_names, sizeof(%s_names) / sizeof(%s_names[0])' % (self.name, base, base, base), "};", ""]


class Record(Named):
    def __init__(self, full, doc, where):
        super().__init__(full, doc, where)
        self.fields, self.top_text, self.envelope = [], None, None

    def c_type(self):
        return "struct " + self.c_name

    def same(self):
        return ("record", self.name, self.doc, [f.same() for f in self.fields])

    def in_envelope(self, field):
        return self.envelope is not None and field.name in ENVELOPE

    def initial(self, overlay):
        unknown = set(overlay) - {f.name for f in self.fields}
        if unknown:
            raise Wrong("%s: the default has no such field: %s" % (self.name, ", ".join(sorted(unknown))))
        parts = []
        if self.envelope is not None:
            own = {f.name: f for f in self.fields}
            parts.append(".env = " + braces([own.get(f.name, f) for f in self.envelope], overlay))
        parts += [braces([f for f in self.fields if not self.in_envelope(f)], overlay, bare=True)]
        return "{ " + ", ".join(p for p in parts if p) + " }"

    def header(self):
        lines = comment(first_sentence(self.doc), "") if self.doc else []
        lines.append("struct %s {" % self.c_name)
        if self.envelope is not None:
            lines.append("    struct baton_envelope env;")
        names = set()
        for field in self.fields:
            if self.in_envelope(field):
                continue
            for name in [field.member] + ([field.member + "_count"] if field.shape in ("ARRAY", "MAP") else []):
                if name in names:
                    raise Wrong("%s: two members are called %s" % (self.name, name))
                names.add(name)
            lines += field.declare()
        return lines + ["};", "extern const struct baton_record_type %s_type;" % self.c_name, ""]

    def source(self):
        base = self.c_name[len("baton_"):]
        lines = ["static const struct baton_field %s_fields[] = {" % base]
        for field in self.fields:
            lines += field.table_row(self.c_name, "env." if self.in_envelope(field) else "")
        lines += ["};", "static const struct %s %s_defaults =" % (self.c_name, base)]
        lines += wrap_words(self.initial({}), "    ")
        lines[-1] += ";"
        if self.top_text is not None:
            lines.append("static const char %s_schema[] =" % base)
            lines += ["    " + c_string(line + "\n") for line in self.top_text.rstrip("\n").split("\n")]
            lines[-1] += ";"
        return lines + [
            "const struct baton_record_type %s_type = {" % self.c_name, '    .name = "%s",' % self.name,
            "    .size = sizeof(struct %s)," % self.c_name, "    .fields = %s_fields," % base,
            "    .field_count = sizeof(%s_fields) / sizeof(%s_fields[0])," % (base, base),
            "    .defaults = &%s_defaults," % base,
            "    .schema_text = %s," % (base + "_schema" if self.top_text is not None else "NULL"), "};", ""]


def braces(fields, overlay, bare=False):
    parts = []
    for field in fields:
        value = field.initial(overlay[field.name]) if field.name in overlay else field.initial()
        if value is not None:
            parts.append(".%s = %s" % (field.member, value))
    text = ", ".join(parts)
    return text if bare else "{ " + (text or "0") + " }"


def wrap_words(text, indent):
    """Breaks an initialiser between members, never inside of a string."""
    members = []
    for word in re.findall(r'(?:"(?:[^"\\]|\\.)*"|[^\s"])+', text):
        if members and not word.startswith("."):
            members[-1] += " " + word
        else:
            members.append(word)
    lines, line = [], indent
    for word in members:
        if len(line) + len(word) + 1 > WIDTH and line.strip():
            lines.append(line.rstrip())
            line = indent + "  "
        line += word + " "
    return lines + [line.rstrip()]


class Reader:
    """Reads one schema file: every type is defined where it first occurs, because the registry gets the file alone."""

    def __init__(self, known, where):
        self.known, self.where, self.local, self.open, self.new = known, where, {}, [], []

    def type(self, schema, space, path):
        """(kind, shape, named type or None)"""
        if isinstance(schema, list):
            if len(schema) != 2 or schema[0] != "null":
                raise Wrong("%s: %s: the only union is [\"null\", X]" % (self.where, path))
            return self.shaped(schema[1], space, path, "NULLABLE")
        if isinstance(schema, dict) and schema.get("type") in ("array", "map"):
            if schema["type"] == "array":
                return self.shaped(schema["items"], space, path, "ARRAY")
            if schema["values"] != "string":
                raise Wrong("%s: %s: a map's values are strings" % (self.where, path))
            return "STRING", "MAP", None
        return self.shaped(schema, space, path, "ONE")

    def shaped(self, schema, space, path, shape):
        if isinstance(schema, dict) and schema.get("type") in ("record", "enum"):
            named = self.define(schema, space, path)
        elif isinstance(schema, dict) and schema.get("type") in PRIMITIVES:
            if schema.get("logicalType") == "timestamp-millis" and schema["type"] == "long":
                return "TIME", shape, None
            return PRIMITIVES[schema["type"]], shape, None
        elif schema in PRIMITIVES if isinstance(schema, str) else False:
            return PRIMITIVES[schema], shape, None
        else:
            named = self.lookup(schema, space, path)
        return "ENUM" if isinstance(named, Enum) else "RECORD", shape, named

    def lookup(self, schema, space, path):
        if not isinstance(schema, str):
            raise Wrong("%s: %s: no C form for %s" % (self.where, path, json.dumps(schema)[:60]))
        full = schema if "." in schema or not space else space + "." + schema
        if full in self.open:
            raise Wrong("%s: %s: %s contains itself" % (self.where, path, full))
        if full not in self.local:
            raise Wrong("%s: %s: %s is not defined before its use in this file" % (self.where, path, full))
        return self.local[full]

    def define(self, schema, space, path):
        name = schema["name"]
        space = name.rpartition(".")[0] if "." in name else schema.get("namespace", space)
        full = name if "." in name or not space else space + "." + name
        if full in self.local or full in self.open:
            raise Wrong("%s: %s: %s is defined twice" % (self.where, path, full))
        self.open.append(full)
        if schema["type"] == "enum":
            named = Enum(full, schema.get("doc"), self.where, schema["symbols"])
        else:
            named = Record(full, schema.get("doc"), self.where)
            named.fields = [self.field(f, space, path + "." + f["name"] if path else f["name"])
                            for f in schema["fields"]]
            if not named.fields:
                raise Wrong("%s: %s: a record without fields" % (self.where, full))
        self.open.pop()
        self.local[full] = self.share(named)
        return self.local[full]

    def field(self, schema, space, path):
        kind, shape, ref = self.type(schema["type"], space, path)
        return Field(schema["name"], schema.get("doc"), kind, shape, ref, schema.get("default", MISSING))

    def share(self, named):
        clash = [k for k in self.known.values() if k.c_name == named.c_name]
        if not clash:
            self.known[named.full] = named
            self.new.append(named)
            return named
        if clash[0].same() != named.same():
            raise Wrong("%s: %s is not the same in %s:\n  %r\n  %r" % (
                self.where, named.full, clash[0].where, named.same(), clash[0].same()))
        return clash[0]


def envelope_of(tops):
    """The envelope's members, each as the first record that has it declares it; all others must agree in C."""
    found = {}
    for record in tops:
        for field in record.fields:
            if field.name in ENVELOPE:
                first = found.setdefault(field.name, (field, record))[0]
                if first.c_type() != field.c_type():
                    raise Wrong("%s: %s is %sbut %sin %s" % (record.where, field.name, field.c_type(), first.c_type(),
                                                             found[field.name][1].where))
    return [found[name][0] for name in ENVELOPE if name in found]


def read_folder(folder, known, with_envelope):
    """(types in the order of their definition, top-level records)"""
    types, tops = [], []
    for path in sorted(folder.glob("*.avsc")):
        where = str(path.relative_to(ROOT))
        text = path.read_text("utf-8")
        try:
            schema = json.loads(text)
        except ValueError as error:
            raise Wrong("%s: %s" % (where, error))
        if not isinstance(schema, dict) or schema.get("type") != "record":
            raise Wrong("%s: not a record" % where)
        reader = Reader(known, where)
        top = reader.define(schema, "", "")
        types += reader.new
        if top in types and top.top_text is None:
            top.top_text = text
        tops.append(top)
    if with_envelope:
        envelope = envelope_of(tops)
        for record in tops:
            record.envelope = envelope
    return types, tops


def envelope_header(types, tops):
    """The envelope's struct; its own types come before it."""
    envelope = tops[0].envelope if tops else None
    if not envelope:
        return []
    lines = ["/* What every record of a topic says about itself; what a schema lacks keeps its default. */",
             "struct baton_envelope {"]
    for field in envelope:
        lines += field.declare()
    return lines + ["};", ""]


def ordered(types, tops):
    """Parts before the whole; what the envelope needs first."""
    done, order = set(), []

    def visit(named):
        if named.full in done or named not in types:
            return
        done.add(named.full)
        for field in getattr(named, "fields", []):
            if field.ref:
                visit(field.ref)
        order.append(named)

    envelope = (tops[0].envelope if tops else None) or []
    for field in envelope:
        if field.ref:
            visit(field.ref)
    first = len(order)
    for named in types:
        visit(named)
    return order[:first], order[first:]


def emit(stem, source, types, tops, table, includes):
    """{path: text} of a header and a source."""
    head, rest = ordered(types, tops)
    mark = "/* Generated from the schemas in %s by schemas/generate.py. Do not edit. */" % source
    guard = "BATON_" + re.sub(r"\W", "_", str(stem.relative_to(ROOT)).upper()) + "_H"
    off = "/* clang-format off */"
    header = [mark, off, "#ifndef " + guard, "#define " + guard, ""]
    header += ['#include "%s"' % name for name in includes] + [""]
    for named in head:
        header += named.header()
    header += envelope_header(types, tops) if any(t.envelope for t in tops if t in types) else []
    for named in rest:
        header += named.header()
    header += ["/* Every record that has a file of its own, NULL behind the last. */",
               "extern const struct baton_record_type *const %s[];" % table, "", "#endif", ""]
    body = [mark, off, '#include "%s.h"' % stem.name, "", "#include <math.h>", "",
            "/* Schemas are longer than the 4095 bytes that C promises for a literal; gcc and clang take any. */",
            '#pragma GCC diagnostic ignored "-Woverlength-strings"', ""]
    for named in head + rest:
        body += named.source()
    body += ["const struct baton_record_type *const %s[] = {" % table]
    body += ["    &%s_type," % t.c_name for t in tops] + ["    NULL,", "};", ""]
    return {stem.with_name(stem.name + ".h"): "\n".join(header), stem.with_name(stem.name + ".c"): "\n".join(body)}


def generate_topics(known):
    types, tops = read_folder(ROOT / "schemas", known, True)
    return types, emit(ROOT / "libcommon/wire/records", "schemas", types, tops, "baton_record_types", ["codec.h"])


def generate_conversation(known):
    folder = ROOT / "libcommon/conversation/state"
    types, tops = read_folder(folder, known, False)
    files = emit(folder.parent / "conversation_state.gen", "libcommon/conversation/state", types, tops,
                 "baton_conversation_state_types", ["records.h"]) if tops else {}
    return types, files


def generate_service(folder, known, conversation):
    service = folder.parent.name
    types, tops = read_folder(folder, known, False)
    if not tops:
        return {}
    used = {f.ref.full for t in types if isinstance(t, Record) for f in t.fields if f.ref} | {t.full for t in tops}
    shared = ["conversation_state.gen.h"] if used & {t.full for t in conversation} else []
    return emit(folder.parent / "state.gen", "services/%s/state" % service, types, tops,
                "baton_%s_state_types" % snake(service), ["records.h"] + shared)


def generate():
    """({path: text}, [what is wrong]); a wrong state schema of one service does not stop the others."""
    known, wrong = {}, []
    _, files = generate_topics(known)
    conversation = []
    try:
        conversation, more = generate_conversation(known)
        files.update(more)
    except Wrong as error:
        wrong.append(error)
    for folder in sorted(ROOT.glob("services/*/state")):
        try:
            files.update(generate_service(folder, known, conversation))
        except Wrong as error:
            wrong.append(error)
    return files, wrong


def check(files):
    stale = 0
    for path, text in files.items():
        name = str(path.relative_to(ROOT))
        old = path.read_text("utf-8") if path.exists() else ""
        if old == text:
            continue
        stale += 1
        diff = list(difflib.unified_diff(old.splitlines(), text.splitlines(), name, name + " (generated)", n=0,
                                         lineterm=""))
        print("\n".join(diff[:40] + (["... %d more lines" % (len(diff) - 40)] if len(diff) > 40 else [])))
    if stale:
        print("%d of %d files are out of date: python3 schemas/generate.py" % (stale, len(files)))
    return 1 if stale else 0


def main():
    try:
        files, wrong = generate()
    except Wrong as error:
        files, wrong = {}, [error]
    for error in wrong:
        print("generate.py: %s" % error, file=sys.stderr)
    if "--check" in sys.argv[1:]:
        return check(files) or (2 if wrong else 0)
    for path, text in files.items():
        if not path.exists() or path.read_text("utf-8") != text:
            path.write_text(text, "utf-8")
            print("wrote %s" % path.relative_to(ROOT))
    return 2 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
