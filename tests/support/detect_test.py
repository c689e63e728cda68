"""`baton detect`: a line for every turn of conversation files, however they come."""

import gzip
import json
import math
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
MEMBERS = ["id", "turn", "p", "kind", "signals", "category", "reasons", "base", "rest", "rest_count"]


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


def timed(name, *said):
    turns = [{"at": at, "speaker": speaker, "text": text} for at, speaker, text in said]
    return (json.dumps({"id": name, "turns": turns}) + "\n").encode()


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
            told = sum(reason["contribution"] for reason in line["reasons"])
            if line["base"]:
                odds = line["base"] + told + line["rest"]
                self.assertAlmostEqual(line["p"], 1 / (1 + math.exp(-odds)), places=3)
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
        given = (json.dumps({"id": "c1", "turns": turns}) + "\n").encode()
        self.assertEqual(["escalate", "none"], [x["kind"] for x in detect("-", given=given)])

    def test_each_conversation_is_played_at_its_own_times_alone(self):
        question = ("customer", "Where is my order 4711?")
        day = {"begin": "2026-03-03", "before": "2026-03-01"}
        lines = [
            timed("begin", (f"{day['begin']}T10:00:00Z", *question)),
            timed("before", (f"{day['before']}T10:00:00Z", *question)),
            conversation(question).replace(b'"c1"', b'"begin"'),  # the same id, without times
            timed(
                "answered",
                (f"{day['before']}T10:00:00Z", *question),
                (f"{day['before']}T10:00:20Z", "ai", "It comes tomorrow."),
            ),
        ]
        together = detect("-", given=b"".join(lines))
        self.assertEqual(
            ["escalate", "escalate", "none", "none", "none"], [x["kind"] for x in together]
        )
        alone = [turn for line in lines for turn in detect("-", given=line)]
        self.assertEqual(alone, together)

    def test_working_hours_are_those_of_the_conversations_time(self):
        """Nobody is at work on a Sunday: what a Monday escalates waits there."""
        said = [
            ("customer", "The router is broken, awful"),
            ("ai", "Is the light red?"),
            ("customer", "yes, it is horrible and I am angry"),
            ("ai", "Please restart it."),
            ("customer", "What a terrible mess, so bad"),
        ]
        week = {"time_zone": "Europe/Berlin", "hours": [{"days": [1], "from": "00:00", "to": "24:00"}]}
        policy = {
            "detector": {"hold_ms": 20000},
            "router": {"teams": {"support": week}, "rules": [{"team": "support"}]},
        }
        kinds = {}
        for day, name in ((1, "Sunday"), (2, "Monday")):
            turns = [(f"2026-03-0{day}T12:00:{3 * i:02}Z", *turn) for i, turn in enumerate(said)]
            turns.append((f"2026-03-0{day}T12:00:20Z", "ai", "One moment."))
            with tempfile.TemporaryDirectory() as folder:
                path = pathlib.Path(folder) / "policy.json"
                path.write_text(json.dumps(policy))
                done = subprocess.run(
                    [BIN / "baton", "replay", "--policy", path, "-"],
                    input=timed("c1", *turns),
                    capture_output=True,
                )
                self.assertEqual(0, done.returncode, done.stderr)
                kinds[name] = [json.loads(x)["is"] for x in done.stdout.splitlines()[:-2]]
        self.assertEqual("hold", kinds["Sunday"][0])
        self.assertEqual([], kinds["Monday"])

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
            differs, count, turns = done.stdout.decode().splitlines()
            found = json.loads(differs)
            self.assertEqual(["c1", 2], [found["id"], found["turn"]])
            self.assertEqual(["none", "escalate"], [found["was"], found["is"]])
            self.assertIn("1 conversations, 3 turns", count)
            self.assertIn("1 more, 0 fewer", count)
            self.assertEqual("1 turns differ: 1 none, now escalate", turns)
            same = subprocess.run([*asked, "--against", policy, "-"], input=given, capture_output=True)
            self.assertEqual(2, len(same.stdout.splitlines()))
            policy.write_text('{"detector": {"threshold": 7}}')
            bad = subprocess.run([*asked, "-"], input=given, capture_output=True)
            self.assertEqual(1, bad.returncode)
            self.assertIn(b"detector.threshold", bad.stderr)
            bad = subprocess.run([*asked, "-"], input=b"", capture_output=True)
            self.assertEqual((1, b""), (bad.returncode, bad.stdout))


if __name__ == "__main__":
    unittest.main()
