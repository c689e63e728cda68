#!/usr/bin/env python3
"""Tests of generate.py: what it makes of small schemas, and what it refuses. `python3 schemas/generate_test.py`"""
import importlib.util
import json
import pathlib
import tempfile
import unittest

spec = importlib.util.spec_from_file_location("generate", pathlib.Path(__file__).with_name("generate.py"))
generate = importlib.util.module_from_spec(spec)
spec.loader.exec_module(generate)


def record(name, *fields):
    return {"type": "record", "name": name, "fields": [dict(zip(("name", "type", "default"), f)) for f in fields]}


COLOR = {"type": "enum", "name": "Color", "symbols": ["unknown", "dark-red"]}
POINT = record("Point", ("x", "long", 1), ("y", ["null", "double"], None))


class Generated(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        generate.ROOT = pathlib.Path(folder.name)
        for path in ("schemas", "libcommon/wire", "libcommon/conversation/state", "services/router/state"):
            (generate.ROOT / path).mkdir(parents=True)

    def put(self, schema, folder="schemas"):
        (generate.ROOT / folder / (schema["name"] + ".avsc")).write_text(json.dumps(schema))

    def made(self):
        """{file name: text}, and the complaints."""
        files, wrong = generate.generate()
        return {path.name: text for path, text in files.items()}, [str(w) for w in wrong]

    def refused(self, schema, says):
        self.put(schema)
        with self.assertRaisesRegex(generate.Wrong, says):
            generate.generate()

    def test_each_type_has_its_form_in_c(self):
        self.put(record("RoutingRequest", ("tenant", "string"), ("epoch", "long", -1), ("color", COLOR, "dark-red"),
                        ("points", {"type": "array", "items": POINT}, []), ("first", ["null", "Point"], None),
                        ("words", {"type": "map", "values": "string"}, {}), ("sure", ["null", "boolean"], None)))
        files, _ = self.made()
        for line in ("struct baton_envelope {\n    struct baton_text tenant;\n    int64_t epoch;\n};",
                     "struct baton_routing_request {\n    struct baton_envelope env;\n    enum baton_color color;",
                     "    struct baton_point *points;\n    size_t points_count;",
                     "    struct baton_point *first;", "    struct baton_pair *words;", "    enum baton_maybe sure;",
                     "BATON_COLOR_UNKNOWN = 0,\n    BATON_COLOR_DARK_RED,"):
            self.assertIn(line, files["records.h"])
        for line in (".epoch = -1", ".color = BATON_COLOR_DARK_RED", ".y = NAN", ".required = true",
                     "offsetof(struct baton_routing_request, env.tenant)"):
            self.assertIn(line, files["records.c"])

    def test_words_of_c_get_an_underscore(self):
        self.put(record("R", ("default", "string", ""), ("linux", "long", 0)))
        files, _ = self.made()
        self.assertIn("struct baton_text default_;", files["records.h"])
        self.assertIn('.name = "default"', files["records.c"])
        self.assertIn("linux_", files["records.h"])

    def test_a_shared_type_is_emitted_once_and_state_reuses_it(self):
        self.put(record("A", ("p", POINT)))
        self.put(record("B", ("p", POINT)))
        self.put(record("C", ("p", POINT), ("tenant", "string")), "libcommon/conversation/state")
        self.put(record("D", ("c", record("C", ("p", POINT), ("tenant", "string")))), "services/router/state")
        files, _ = self.made()
        self.assertEqual(sum(text.count("struct baton_point {") for text in files.values()), 1)
        self.assertNotIn("env;", files["conversation_state.gen.h"])
        self.assertIn('#include "conversation_state.gen.h"', files["state.gen.h"])
        self.assertNotIn("struct baton_c {", files["state.gen.h"])

    def test_types_of_one_name_must_be_the_same(self):
        self.put(record("A", ("p", POINT)))
        self.refused(record("B", ("p", record("Point", ("x", "long", 2)))), "Point is not the same in schemas/A.avsc")

    def test_a_wrong_state_schema_does_not_stop_the_others(self):
        self.put(record("A", ("x", "long", 0)))
        self.put(record("S", ("x", "float", 0)), "services/router/state")
        files, wrong = self.made()
        self.assertIn("records.c", files)
        self.assertNotIn("state.gen.c", files)
        self.assertEqual(len(wrong), 1)

    def test_what_has_no_form_in_c_is_refused(self):
        for field, says in ((("x", "int"), "not defined before its use"), (("x", ["string", "null"]), "only union"),
                            (("x", {"type": "map", "values": "long"}), "values are strings"),
                            (("x", "A"), "contains itself"), (("x", ["null", {"type": "array", "items": "long"}]), "no|not"),
                            (("x", {"type": "enum", "name": "E", "symbols": ["red"]}), "must be unknown"),
                            (("x", {"type": "array", "items": "long"}, [1]), "must be empty"),
                            (("x", {"type": "record", "name": "E", "fields": []}), "without fields")):
            with self.subTest(field=field):
                self.refused(record("A", field), says)


if __name__ == "__main__":
    unittest.main()
