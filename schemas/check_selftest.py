"""Broken schemas that check.py must complain about, and sound ones that it must let pass.

Run by `check.py --self-test`.
"""
import json
import subprocess
import tempfile

from check import (MAX_DEPTH, Report, compatible, cut_history, example_fits, expand, json_fits,
                   shared, style, style_of_file)


def small(fields, name="Small"):
    """A record of the fields given as (name, type, default)."""
    return {"type": "record", "name": name, "doc": "x", "fields": [
        dict({"name": n, "type": t, "doc": "x"}, **({} if d is ... else {"default": d}))
        for n, t, d in fields]}


def colour(*symbols, default="unknown"):
    out = {"type": "enum", "name": "Colour", "symbols": list(symbols),
           "doc": "x " + " ".join(f"{s}: x;" for s in symbols)}
    return dict(out, default=default) if default else out


STAMP = {"type": "long", "logicalType": "timestamp-millis"}
BAD_STYLE = [
    ("string united with null", [("a", ["null", "string"], None)]),
    ("int", [("a", "int", 0)]),
    ("float", [("a", "float", 0.0)]),
    ("bytes outside of DeadLetter", [("a", "bytes", "")]),
    ("null second", [("a", ["long", "null"], 0)]),
    ("three branches", [("a", ["null", "long", "double"], None)]),
    ("nullable with another default", [("a", ["null", "long"], 1)]),
    ("no default", [("a", "long", ...)]),
    ("default of another type", [("a", "long", "0")]),
    ("boolean for a number", [("a", "long", True)]),
    ("name not in snake_case", [("aB", "long", 0)]),
    ("twice the same name", [("a", "long", 0), ("a", "long", 0)]),
    ("enum without unknown", [("a", colour("red"), "red")]),
    ("enum without a default of its own", [("a", colour("unknown", default=None), "unknown")]),
    ("enum with another field default", [("a", colour("unknown", "red"), "red")]),
    ("enum with a symbol in capitals", [("a", colour("unknown", "Red"), "unknown")]),
    ("enum with a symbol without doc",
     [("a", dict(colour("unknown"), symbols=["unknown", "red"]), "unknown")]),
    ("map of longs", [("a", {"type": "map", "values": "long"}, {})]),
    ("array of maps",
     [("a", {"type": "array", "items": {"type": "map", "values": "string"}}, [])]),
    ("array with a default that is not empty", [("a", {"type": "array", "items": "long"}, [1])]),
    ("record default with a field missing", [("a", small([("b", "long", 0)], "In"), {})]),
    ("record default that differs", [("a", small([("b", "long", 0)], "In"), {"b": 1})]),
    ("time in microseconds",
     [("a", {"type": "long", "logicalType": "timestamp-micros"}, 0)]),
    ("fixed", [("a", {"type": "fixed", "name": "F", "size": 4, "doc": "x"}, "")]),
]
BASE = [("a", "long", 0)]
INCOMPATIBLE = [
    ("removed without default", [("a", "long", 0), ("b", "long", ...)], BASE),
    ("added without default", BASE, [("a", "long", 0), ("b", "long", ...)]),
    ("type changed", BASE, [("a", "string", "")]),
    ("promoted, one way only", BASE, [("a", "double", 0.0)]),
    ("made nullable, one way only", BASE, [("a", ["null", "long"], None)]),
    ("renamed type", [("a", small([], "One"), {})], [("a", small([], "Two"), {})]),
    ("long became a time", BASE, [("a", STAMP, 0)]),
    ("symbol added, no default", [("a", colour("unknown", default=None), "unknown")],
     [("a", colour("unknown", "red", default=None), "unknown")]),
    ("array items changed", [("a", {"type": "array", "items": "long"}, [])],
     [("a", {"type": "array", "items": "string"}, [])]),
    ("nested field added without default", [("a", small([], "In"), {})],
     [("a", small([("b", "long", ...)], "In"), {})]),
]
COMPATIBLE = [
    ("field added with default", BASE, BASE + [("b", "string", "")]),
    ("field removed with default", BASE + [("b", "string", "")], BASE),
    ("order changed", BASE + [("b", "string", "")], [("b", "string", "")] + BASE),
    ("symbol added", [("a", colour("unknown"), "unknown")],
     [("a", colour("unknown", "red"), "unknown")]),
    ("nested field added", [("a", small([], "In"), {})],
     [("a", small([("b", "long", 0)], "In"), {"b": 0})]),
]
BAD_EXAMPLES = [
    ("unknown field", {"a": 1, "z": 1}), ("text for a number", {"a": "1"}),
    ("ratio for a number", {"a": 1.5}), ("not a symbol", {"a": 1, "c": "blue"}),
    ("missing identity", {}), ("text for a list", {"a": 1, "l": "x"}),
]


def expect(found, wanted):
    if bool(found) != wanted:
        yield "nothing was found" if wanted else "; ".join(found)


def run():
    report = Report()
    for title, fields in BAD_STYLE:
        found = list(style(expand(small(fields), {}), "Small", 1))
        report.check(f"style: {title} is caught", expect(found, True))
    deep = "long"
    for level in range(MAX_DEPTH + 1):
        deep = {"type": "record", "name": f"L{level}", "doc": "x",
                "fields": [{"name": "a", "type": deep, "doc": "x", "default": 0}]}
    report.check("style: too deep is caught",
                 expect([c for c in style(deep, "D", 1) if "deeper" in c], True))
    report.check("style: an envelope without its fields is caught",
                 expect(list(style_of_file(dict(small(BASE), namespace="baton"), "Small")), True))
    for wanted, rows in ((True, INCOMPATIBLE), (False, COMPATIBLE)):
        for title, old, new in rows:
            found = list(compatible(small(new), small(old), "Small"))
            verb = "caught" if wanted else "allowed"
            report.check(f"compatibility: {title} is {verb}", expect(found, wanted))
    self_test_examples(report)
    self_test_history(report)
    return report.end()


def self_test_history(report):
    """A repository of two commits, a whole clone of it and one of the last commit alone."""
    def run_git(*args):
        subprocess.run(("git", "-c", "user.name=x", "-c", "user.email=x@example.com") + args,
                       check=True, capture_output=True)

    with tempfile.TemporaryDirectory() as folder:
        run_git("init", f"{folder}/all")
        for text in ("first", "second"):
            run_git("-C", f"{folder}/all", "commit", "--allow-empty", "-m", text)
        for name, depth in (("whole", ()), ("shallow", ("--depth", "1"))):
            run_git("clone", *depth, f"file://{folder}/all", f"{folder}/{name}")
        report.check("history: a shallow clone is caught",
                     expect(list(cut_history(f"{folder}/shallow")), True))
        report.check("history: a whole clone passes",
                     expect(list(cut_history(f"{folder}/whole")), False))
        report.check("history: no repository passes", expect(list(cut_history(folder)), False))


def self_test_examples(report):
    schema = small([("a", "long", ...), ("c", colour("unknown", "red"), "unknown"),
                    ("l", {"type": "array", "items": "string"}, []), ("n", ["null", "long"], None)])
    for title, value in BAD_EXAMPLES:
        report.check(f"example: {title} is caught",
                     expect(list(example_fits(schema, value, "Small")), True))
    good = {"a": 1, "c": "red", "l": ["x"], "n": None}
    report.check("example: a good one passes", expect(list(example_fits(schema, good, "S")), False))
    twins = {"A": {"T": small(BASE)}, "B": {"T": dict(small(BASE), doc="y")}}
    report.check("shared: another doc is caught", expect(list(shared(twins)), True))
    strict = {"type": "object", "additionalProperties": False,
              "properties": {"a": {"type": "number", "maximum": 1}}}
    for value in ({"b": 1}, {"a": 2}, {"a": "x"}, []):
        report.check(f"policy: {json.dumps(value)} is caught",
                     expect(list(json_fits(strict, value, "p", strict)), True))
