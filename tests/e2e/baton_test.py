"""The program `baton` on a cluster with all stages: drills are marked as such in every record and
counted nowhere; `baton why` tells what became of a conversation."""

import os
import pathlib
import subprocess
import sys
import unittest

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parents[0] / "support")]

from cluster import BIN, Cluster, Failed  # noqa: E402
from process import wait_until  # noqa: E402
from world import World  # noqa: E402

FILE = HERE.parents[0] / "conversations/german.jsonl"
TENANT = "demo"
SPOKEN = (
    "conversation-events", "escalation-signals", "context-packages", "context-pages",
    "routing-requests", "assignments", "routing-decisions", "deliveries", "resolutions",
    "handoff-outcomes",
)  # fmt: skip
COUNTED = ("handoff-metrics", "agent-performance", "policies")


class BatonTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.cluster = cls.enterClassContext(Cluster())
        cls.cluster.start()
        cls.world = World(cls.cluster)
        cls.addClassCleanup(cls.world.close)
        cls.world.start()
        cls.cluster.baton("play", FILE, "--agents", "--synthetic", "--quiet", "--speed", "50")
        cls.world.settle()
        events = cls.records("conversation-events")
        ids = {event["conversation_id"] for event in events}
        (cls.escalated,) = (name for name in ids if name.startswith("german-vertrag-mensch"))
        (cls.solved,) = (name for name in ids if name.startswith("german-frage-geloest"))

    @classmethod
    def records(cls, topic):
        return [value for _, value in cls.world.wire.records(topic) if value]

    def test_a_drill_is_marked_in_every_record_and_counted_nowhere(self):
        for topic in SPOKEN:
            found = self.records(topic)
            self.assertNotEqual([], found, topic)
            self.assertEqual([], [value for value in found if not value["synthetic"]], topic)
        for topic in COUNTED:
            self.assertEqual([], self.records(topic), topic)

    def test_z_a_demonstration_is_a_drill(self):
        before = {event["conversation_id"] for event in self.records("conversation-events")}
        demo = subprocess.Popen(
            [BIN / "baton", "demo", FILE],
            env={**os.environ, **self.cluster.env()},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
        )

        def played():
            events = self.records("conversation-events")
            return [event for event in events if event["conversation_id"] not in before]

        try:
            self.assertTrue(wait_until(played, 60))
            self.assertIsNone(demo.poll())  # it stays
        finally:
            demo.terminate()
            self.assertEqual(0, demo.wait(60))
        self.assertEqual({True}, {event["synthetic"] for event in played()})
        agents = self.records("agent-events")
        self.assertEqual({True}, {event["synthetic"] for event in agents})

    def test_why_tells_who_was_chosen_and_against_whom(self):
        said = self.cluster.baton("why", f"{TENANT}/{self.escalated}")
        assignments = [a for a in self.records("assignments")
                       if a["conversation_id"] == self.escalated]  # fmt: skip
        (agent,) = {a["holder"]["name"] for a in assignments if a["holder"]["kind"] == "agent"}
        for words in (
            f"Conversation {TENANT}/{self.escalated}, ",
            "It was escalated at ",
            "The detector asked for a person: chance ",
            f"chosen:  {agent} (",
            "against: ",
            f"From here on it is held by {agent} (",
            f"{agent} (",
            "By policy ",
            "The context package, version ",
        ):
            self.assertIn(words, said)
        self.assertEqual(said, self.cluster.baton("why", self.escalated))  # the tenant is found

    def test_why_tells_that_nobody_was_needed(self):
        said = self.cluster.baton("why", self.solved)
        self.assertIn("It was not escalated: the detector never asked for a person.\n", said)
        self.assertRegex(said, r"a chance of 0\.\d\d after german-frage-geloest-\d+\.")
        self.assertNotIn("The router", said)

    def test_why_knows_what_it_does_not_know(self):
        with self.assertRaisesRegex(Failed, "nothing is kept of a conversation demo/nobody"):
            self.cluster.baton("why", "demo/nobody")


if __name__ == "__main__":
    unittest.main()
