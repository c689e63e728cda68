"""`baton package`: what a person would be given, of conversation files however they come."""

import gzip
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

from cluster import BIN, ROOT

FILES = sorted((ROOT / "tests/conversations").glob("*.jsonl"))
PROMISED = {
    *("id", "card", "briefing", "summary", "established", "tried", "commitments"),
    *("open_questions", "deadlines", "goal", "communication", "opening_line", "quality", "unified"),
}
ENTRIES = {
    "established": {"kind", "value", "by", "event", "superseded"},
    "tried": {"action", "outcome", "detail", "by", "event"},
    "commitments": {"words", "by", "due", "state", "event"},
    "open_questions": {"words", "by", "event", "times"},
    "deadlines": {"words", "at", "event"},
    "communication": {"name", "value", "event"},
}


def baton(*arguments, given=None):
    return subprocess.run([BIN / "baton", "package", *arguments], input=given, capture_output=True)


def package(*arguments, given=None):
    done = baton("--json", *arguments, given=given)
    if done.returncode:
        raise AssertionError(done.stderr.decode())
    return [json.loads(line) for line in done.stdout.splitlines()]


def line(*said, **more):
    turns = [
        {"speaker": turn[0], "text": turn[1], **(turn[2] if len(turn) > 2 else {})} for turn in said
    ]
    return (json.dumps({"id": "c1", "turns": turns, **more}) + "\n").encode()


class PackageTest(unittest.TestCase):
    def test_every_conversation_has_its_line_in_the_shape_that_is_promised(self):
        wanted = [
            json.loads(text)["id"]
            for path in FILES
            for text in path.read_text("utf-8").splitlines()
        ]
        found = package(*FILES)
        self.assertEqual(wanted, [one["id"] for one in found])
        for one in found:
            self.assertEqual(set(), PROMISED - set(one))
            for name, members in ENTRIES.items():
                for entry in one[name]:
                    self.assertEqual(members, set(entry))
                    self.assertTrue(entry["event"].startswith(one["id"] + "-"), entry)
            self.assertTrue(0 <= one["quality"]["overall"] <= 1)
            self.assertEqual(one["id"], one["unified"]["conversationId"])

    def test_plain_gzip_and_standard_input_are_read_alike(self):
        plain = FILES[0].read_bytes()
        with tempfile.TemporaryDirectory() as folder:
            packed = pathlib.Path(folder) / "c.jsonl.gz"
            packed.write_bytes(gzip.compress(plain))
            wanted = package(FILES[0])
            self.assertEqual(wanted, package(packed))
            self.assertEqual(wanted, package("-", given=plain))

    def test_a_destination_shows_what_that_system_would_get(self):
        policy = {"packager": {"card_masks": ["email"]}, "projections": {
            "desk": {"target": "zendesk_ticket", "fields": [
                {"field": "360001", "from": "fact.order_number"}]},
            "crm": {"target": "flat_metadata", "keeps": ["email"]},
        }}
        said = [("customer", "Order 4711-22 never came. Write to ada@example.com."),
                ("ai", "I am sorry."), ("customer", "I want to talk to a human.")]
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder) / "policy.json"
            path.write_text(json.dumps(policy))

            def project(name, given=line(*said)):
                return baton("--policy", path, "--destination", name, "-", given=given)

            (ticket,) = map(json.loads, project("desk").stdout.splitlines())
            self.assertIn({"id": 360001, "value": "4711-22"},
                          [{**f, "id": int(f["id"])} for f in ticket["ticket"]["custom_fields"]])
            self.assertFalse(ticket["ticket"]["comment"]["public"])
            self.assertNotIn("ada@example.com", json.dumps(ticket))
            done = project("crm", line(*said) + line(*said, id="c2"))
            crm = [json.loads(text) for text in done.stdout.splitlines()]
            self.assertEqual(["c1", "c2"], [one["baton_conversation_id"] for one in crm])
            self.assertIn("ada@example.com", json.dumps(crm[0]))
            done = project("slack")
            self.assertEqual((1, b""), (done.returncode, done.stdout))
            self.assertIn(b"desk, crm", done.stderr)
            self.assertEqual(2, baton("--destination", "crm", "-", given=b"").returncode)
            path.write_text('{"projections": {"x": {"target": "fax"}}}')
            done = project("x")
            self.assertEqual(1, done.returncode)
            self.assertIn(b"projections.x.target", done.stderr)

    def test_a_policy_counts_for_the_packages(self):
        given = line(("customer", "My e-mail is ada@example.com and it does not work."))
        with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
            file.write('{"packager": {"pii_masks": ["email"]}}')
            file.flush()
            (masked,) = package("--policy", file.name, "-", given=given)
        self.assertIn("ada@example.com", json.dumps(package("-", given=given)))
        self.assertNotIn("ada@example.com", json.dumps(masked))

    def test_a_package_is_that_of_its_conversation_alone(self):
        text = b"".join(path.read_bytes() for path in FILES)
        lines = text.splitlines(keepends=True)
        together = package("-", given=text)
        for one, alone in zip(together[:8], lines[:8]):
            self.assertEqual([one], package("-", given=alone))
        twice = package("-", given=lines[0] + lines[0])  # an id that comes again is another one
        self.assertEqual(twice[0], twice[1])

    def test_the_last_value_wins_and_the_earlier_one_is_kept(self):
        given = line(
            ("customer", "My e-mail is Ada@Example.org"),
            ("ai", "Thank you."),
            ("customer", "Sorry, I meant ada.l@example.org"),
        )
        facts = package("-", given=given)[0]["established"]
        self.assertEqual(
            [
                ("email", "ada.l@example.org", "c1-2", False),
                ("email", "ada@example.org", "c1-0", True),
            ],
            [(x["kind"], x["value"], x["event"], x["superseded"]) for x in facts],
        )

    def test_a_promise_is_broken_when_its_time_has_passed(self):
        said = [
            ("customer", "Where is my refund?", {"at": "2026-03-02T10:00:00Z"}),
            ("ai", "You will have it by Wednesday.", {"at": "2026-03-02T10:01:00Z"}),
        ]
        open_promise = package("-", given=line(*said))[0]["commitments"][0]
        self.assertEqual(
            ("open", "2026-03-04T23:59:00.000Z"), (open_promise["state"], open_promise["due"])
        )
        said.append(("customer", "Nothing has come.", {"at": "2026-03-06T10:00:00Z"}))
        self.assertEqual("broken", package("-", given=line(*said))[0]["commitments"][0]["state"])

    def test_an_agent_who_speaks_holds_the_conversation(self):
        said = [
            ("customer", "I want a person"),
            ("agent", "Hello, I am Kim."),
            ("ai", "Back again."),
        ]
        one = package("-", given=line(*said))[0]
        self.assertEqual(
            ["customer", "agent", "bot"], [m["speaker"] for m in one["unified"]["messages"]]
        )

    def test_what_is_printed_for_people_has_card_briefing_and_opening_line(self):
        given = line(
            ("customer", "My order 4711 has not arrived\u001b[31m"),
            customer={"id": "u1", "name": "Ada Lovelace"},
        )
        printed = baton("-", given=given).stdout.decode()
        for wanted in ("== c1", "Ada Lovelace", "Known: order number 4711", "your order 4711. I"):
            self.assertIn(wanted, printed)
        self.assertNotIn("\u001b", printed)

    def test_a_line_that_cannot_be_read_is_named_and_the_next_one_is_read(self):
        good = line(("customer", "hello"))
        for bad in (
            b"no JSON\n",
            b'{"id": "c", "turns": [{"speaker": "x"}]}\n',
            b"[" * 3000 + b"\n",
        ):
            done = baton("--json", "-", given=bad + good)
            self.assertEqual(1, done.returncode)
            self.assertIn(b"line 1", done.stderr)
            self.assertEqual("c1", json.loads(done.stdout)["id"])
        cut = gzip.compress(good * 100)
        self.assertEqual(1, baton("--json", "-", given=cut[:-20]).returncode)
        self.assertEqual(1, baton("/nowhere.jsonl").returncode)
        self.assertEqual(2, baton().returncode)

    def test_a_conversation_of_nothing_and_one_of_two_thousand_turns_have_packages(self):
        empty = package("-", given=line())[0]
        self.assertEqual(("c1", []), (empty["id"], empty["unified"]["messages"]))
        said = [(("customer", "ai")[i % 2], f"order {1000 + i} and more") for i in range(2000)]
        long = package("-", given=line(*said))[0]
        self.assertEqual(2000, len(long["unified"]["messages"]))
        self.assertLessEqual(len(long["established"]), 40)

    def test_memory_does_not_grow_with_the_conversations(self):
        said = [(("customer", "ai")[i % 2], f"order {1000 + i} is late, why?") for i in range(20)]
        few, many = (
            b"".join(line(*said, tenant=f"t{i}") for i in range(count)) for count in (128, 512)
        )
        with tempfile.TemporaryDirectory() as folder:
            peaks = []
            for name, text in (("few", few), ("many", many)):
                path = pathlib.Path(folder) / name
                path.write_bytes(text)
                command = [sys.executable, "-c", MEASURE, BIN / "baton", path]
                done = subprocess.run(command, check=True, capture_output=True, env=MEASURED)
                peaks.append(int(done.stdout))
        self.assertLess(peaks[1], 1.3 * peaks[0])


# A sanitizer keeps what was given back for a while.
MEASURED = {**os.environ, "ASAN_OPTIONS": "quarantine_size_mb=1"}
MEASURE = """
import resource, subprocess, sys
subprocess.run([sys.argv[1], "package", "--json", sys.argv[2]], check=True, stdout=subprocess.DEVNULL)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""


if __name__ == "__main__":
    unittest.main()
