"""`baton detect`: a line for every turn of conversation files, however they come."""

import gzip
import json
import pathlib
import subprocess
import tempfile
import unittest

from cluster import BIN, ROOT

FILES = sorted((ROOT / "tests/conversations").glob("*.jsonl"))
KINDS = ("none", "prepare", "escalate", "hold", "withdraw", "phantom", "silent")
SIGNALS = [
    *("explicit", "complaint", "negative", "dissatisfied", "abusive"),
    *("loop", "breakdown", "complex", "topic"),
]
MEMBERS = ["id", "turn", "p", "kind", "signals", "category", "reasons"]


def baton(*arguments, given=None):
    return subprocess.run([BIN / "baton", "detect", *arguments], input=given, capture_output=True)


def detect(*arguments, given=None):
    done = baton(*arguments, given=given)
    if done.returncode:
        raise AssertionError(done.stderr.decode())
    return [json.loads(line) for line in done.stdout.splitlines()]


def conversation(*said, **more):
    turns = [{"speaker": speaker, "text": text} for speaker, text in said]
    return (json.dumps({"id": "c1", "turns": turns, **more}) + "\n").encode()


class DetectTest(unittest.TestCase):
    def test_every_turn_has_its_line_in_the_shape_that_is_promised(self):
        lines = detect(*FILES)
        turns = [
            (c["id"], index)
            for path in FILES
            for c in map(json.loads, path.read_text("utf-8").splitlines())
            for index in range(len(c["turns"]))
        ]
        self.assertEqual(turns, [(line["id"], line["turn"]) for line in lines])
        for line in lines:
            self.assertEqual(MEMBERS, list(line))
            self.assertEqual(SIGNALS, list(line["signals"]))
            for p in (line["p"], *line["signals"].values()):
                self.assertTrue(0 <= p <= 1, line)
            self.assertIn(line["kind"], KINDS)

    def test_plain_gzip_and_standard_input_are_read_alike(self):
        plain = FILES[0].read_bytes()
        with tempfile.TemporaryDirectory() as folder:
            packed = pathlib.Path(folder) / "c.jsonl.gz"
            packed.write_bytes(gzip.compress(plain))
            wanted = detect(FILES[0])
            self.assertEqual(wanted, detect(packed))
            self.assertEqual(wanted, detect("-", given=plain))
            self.assertEqual(wanted, detect("-", given=gzip.compress(plain)))

    def test_a_request_escalates_where_it_is_said_and_once(self):
        given = conversation(
            ("customer", "Where is my order?"),
            ("ai", "It is on its way."),
            ("customer", "Let me talk to a human please"),
            ("ai", "I can help you with that."),
            ("customer", "A human please"),
        )
        lines = detect("-", given=given)
        self.assertEqual(["none", "none", "escalate", "none", "none"], [x["kind"] for x in lines])
        self.assertEqual("explicit_request", lines[2]["reasons"][0]["code"])
        self.assertEqual(["c1-2"], lines[2]["reasons"][0]["event_ids"])
        self.assertIn("human", lines[2]["reasons"][0]["quotes"][0])
        self.assertGreater(lines[4]["signals"]["explicit"], 0.9)  # estimated all the same

    def test_a_turn_is_judged_by_what_was_said_up_to_it(self):
        said = [("customer", "my card does not work"), ("ai", "Sorry, I did not understand that.")]
        more = [*said, ("customer", "You are useless, get me a person!")]
        short, long = detect("-", given=conversation(*said)), detect("-", given=conversation(*more))
        self.assertEqual(short, long[:2])

    def test_time_passes_only_where_the_turns_say_when_they_were(self):
        said = [("customer", "hello, I need help"), ("customer", "are you there, my card is lost")]
        self.assertEqual(
            ["none", "none"], [x["kind"] for x in detect("-", given=conversation(*said))]
        )
        turns = [
            {"speaker": who, "text": text, "at": f"2026-03-03T1{hour}:00:00Z"}
            for hour, (who, text) in enumerate(said)
        ]
        timed = (json.dumps({"id": "c1", "turns": turns}) + "\n").encode()
        self.assertEqual(["escalate", "none"], [x["kind"] for x in detect("-", given=timed)])

    def test_what_cannot_be_read_is_named(self):
        for given, reason in (
            (b"no JSON\n", b"line 1"),
            (b'{"id": "c", "turns": [{"speaker": "x", "text": "y"}]}\n', b"speaker"),
        ):
            done = baton("-", given=given)
            self.assertEqual(1, done.returncode)
            self.assertIn(reason, done.stderr)
        self.assertEqual(1, baton("/nowhere.jsonl").returncode)
        self.assertEqual(2, baton().returncode)

    def test_another_policy_is_asked_what_it_would_have_done(self):
        given = conversation(
            ("customer", "Can you tell me about bicycles?"),
            ("ai", "Of course."),
            ("customer", "And about the unicycle?"),
        )
        with tempfile.TemporaryDirectory() as folder:
            policy = pathlib.Path(folder) / "policy.json"
            policy.write_text('{"detector": {"always_escalate": {"phrases": ["unicycle"]}}}')
            asked = [BIN / "baton", "replay", "--policy", policy]
            done = subprocess.run([*asked, "-"], input=given, capture_output=True)
            differs, count = done.stdout.decode().splitlines()
            found = json.loads(differs)
            self.assertEqual(["c1", 2], [found["id"], found["turn"]])
            self.assertEqual(["none", "escalate"], [found["was"], found["is"]])
            self.assertIn("1 conversations, 3 turns", count)
            self.assertIn("1 more, 0 fewer", count)
            same = subprocess.run([*asked, "--against", policy, "-"], input=given, capture_output=True)
            self.assertEqual(1, len(same.stdout.splitlines()))
            policy.write_text('{"detector": {"threshold": 7}}')
            bad = subprocess.run([*asked, "-"], input=given, capture_output=True)
            self.assertEqual(1, bad.returncode)
            self.assertIn(b"detector.threshold", bad.stderr)


if __name__ == "__main__":
    unittest.main()
