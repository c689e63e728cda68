"""The program `baton` on a cluster with all stages: drills are marked as such in every record and
counted nowhere."""

import os
import pathlib
import subprocess
import sys
import unittest

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parents[0] / "support")]

from cluster import BIN, Cluster  # noqa: E402
from process import wait_until  # noqa: E402
from world import World  # noqa: E402

FILE = HERE.parents[0] / "conversations/german.jsonl"
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


if __name__ == "__main__":
    unittest.main()
