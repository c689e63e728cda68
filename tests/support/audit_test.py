"""`baton audit`: whether handoffs came in time, what was lost, what was asked again."""

import json
import subprocess
import unittest

from cluster import BIN, ROOT

FILES = sorted((ROOT / "tests/conversations").glob("*.jsonl"))
WANTS_A_PERSON = ("customer", "Let me talk to a human please")
SAID = [
    ("customer", "My order 55120 has not arrived, my e-mail is ida@example.org. I paid $1,126.04."),
    ("ai", "I could not find the order. You will get an answer by Friday."),
]


def run(*arguments, given=None):
    return subprocess.run([BIN / "baton", "audit", *arguments], input=given, capture_output=True)


def audit(*said, **more):
    turns = [{"speaker": speaker, "text": text} for speaker, text in said]
    given = json.dumps({"id": "c1", "turns": turns, **more}).encode()
    done = run("--json", "-", given=given)
    if done.returncode:
        raise AssertionError(done.stderr.decode())
    return json.loads(done.stdout)


class AuditTest(unittest.TestCase):
    def test_it_says_whether_a_person_came_in_time(self):
        calm, agent = ("customer", "What are your hours?"), ("agent", "Hello, I am Kim.")
        for said, timing, late in (
            ((calm, ("ai", "9 to 5.")), "none_needed", 0),
            ((calm, agent), "early", 0),
            ((WANTS_A_PERSON, agent), "in_time", 0),
            ((WANTS_A_PERSON, ("ai", "No."), ("customer", "Please!"), agent), "late", 1),
            ((WANTS_A_PERSON, ("ai", "No.")), "missed", 0),
        ):
            found = audit(*said)
            self.assertEqual((timing, late), (found["timing"], found["turns_late"]), said)

    def test_what_does_not_stand_in_what_was_received_is_lost(self):
        said = [*SAID, WANTS_A_PERSON, ("agent", "Hello.")]
        nothing = audit(*said, handoff={"received": "A customer wants to talk."})
        values = {loss["value"] for loss in nothing["lost"]}
        self.assertLessEqual({"55120", "ida@example.org", "1126.04 $"}, values)
        self.assertIn("commitments", [loss["what"] for loss in nothing["lost"]])
        self.assertTrue(
            all(loss["event"].startswith("c1-") for loss in nothing["lost"] if loss["event"])
        )
        received = {
            "summary": "Order 55120 has not arrived; could not find the order",
            "paid": "1126.04",
        }
        some = audit(*said, handoff={"received": received})
        left = {loss["value"] for loss in some["lost"]}
        self.assertIn("ida@example.org", left)
        self.assertFalse({"55120", "1126.04 $"} & left)
        whole = audit(*said, handoff={"received": "\n".join(text for _, text in said)})
        self.assertEqual([], whole["lost"])
        qualities = [one["quality"]["received"] for one in (nothing, some, whole)]
        self.assertEqual(sorted(qualities), qualities)
        self.assertLess(qualities[0], qualities[2])

    def test_nothing_is_called_lost_where_nobody_says_what_was_received(self):
        found = audit(*SAID, WANTS_A_PERSON, ("agent", "Hello."))
        self.assertEqual(([], None), (found["lost"], found["quality"]["received"]))

    def test_what_was_known_and_is_asked_for_again_is_named(self):
        agent = "What is your order number? Is ida@example.org your e-mail?"
        found = audit(*SAID, WANTS_A_PERSON, ("agent", agent))
        self.assertEqual(
            [("order_number", "c1-3")], [(x["kind"], x["event"]) for x in found["asked_again"]]
        )

    def test_our_conversations_are_audited_and_counted(self):
        done = run(*FILES)
        self.assertEqual(0, done.returncode)
        self.assertRegex(
            done.stdout.decode().splitlines()[-1], r"^18 conversations: \d+ none_needed"
        )

    def test_what_cannot_be_read_is_named(self):
        bad = b'{"id": "c", "turns": [], "handoff": {"turn": 7}}\n'
        done = run("-", given=bad)
        self.assertEqual(1, done.returncode)
        self.assertIn(b"handoff.turn", done.stderr)
        self.assertEqual(2, run().returncode)


if __name__ == "__main__":
    unittest.main()
