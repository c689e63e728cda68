"""The JSON Schema of the records takes the examples, which the codec takes too, and refuses what the
codec refuses."""

import copy
import json
import pathlib
import unittest

import jsonschema

SCHEMAS = pathlib.Path(__file__).resolve().parents[2] / "schemas"
MESSAGES = json.loads((SCHEMAS / "messages.schema.json").read_text())
RECORDS = [path.stem for path in sorted(SCHEMAS.glob("*.avsc"))]


def complaints(record, value):
    schema = {"$ref": f"#/$defs/{record}", "$defs": MESSAGES["$defs"]}
    return [error.message for error in jsonschema.Draft202012Validator(schema).iter_errors(value)]


class JsonSchemaTest(unittest.TestCase):
    def setUp(self):
        self.examples = {
            name: json.loads((SCHEMAS / f"examples/{name}.json").read_text()) for name in RECORDS
        }

    def test_it_is_a_schema(self):
        jsonschema.Draft202012Validator.check_schema(MESSAGES)

    def test_the_examples_are_taken(self):
        for name, value in self.examples.items():
            self.assertEqual([], complaints(name, value), name)

    def test_what_is_not_known_or_is_missing_is_refused(self):
        for name, value in self.examples.items():
            self.assertNotEqual([], complaints(name, {**value, "nobody_knows": 1}), name)
            without = copy.deepcopy(value)
            del without["tenant"]
            self.assertNotEqual([], complaints(name, without), name)

    def test_values_of_a_wrong_kind_are_refused(self):
        event = self.examples["ConversationEvent"]
        for member, wrong in (
            ("tenant", None),
            ("type", "massage"),
            ("occurred_at", 1.5),
            ("epoch", "1"),
            ("epoch", 2**63),
            ("synthetic", 0),
            ("actions", {}),
            ("attributes", {"a": 1}),
        ):
            self.assertNotEqual(
                [], complaints("ConversationEvent", {**event, member: wrong}), member
            )
        letter = self.examples["DeadLetter"]
        self.assertNotEqual([], complaints("DeadLetter", {**letter, "value": "AAA"}))

    def test_times_are_numbers_or_texts_and_what_may_be_absent_may_be_null(self):
        event = self.examples["ConversationEvent"]
        for member, good in (
            ("occurred_at", 0),
            ("occurred_at", "2026-03-03T13:05:57Z"),
            ("customer", None),
            ("type", None),
        ):
            self.assertEqual([], complaints("ConversationEvent", {**event, member: good}), member)


if __name__ == "__main__":
    unittest.main()
