"""A bot that is silent while the packager is away, behind a backlog: the escalation, which a timer
decided, is not lost."""

import json
import pathlib
import sys
import time
import unittest

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parents[0] / "support")]

from cluster import Cluster  # noqa: E402
from process import wait_until  # noqa: E402
from world import World, message  # noqa: E402

TENANT = "acme"
RECEIPTS, RECEIPT_BYTES = 12000, 1000  # more than a consumer fetches ahead
CUSTOMERS = 60
SILENCE_MS = 500


class SilenceTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.cluster = cls.enterClassContext(Cluster())
        cls.cluster.start()
        cls.world = World(cls.cluster)
        cls.addClassCleanup(cls.world.close)
        cls.wire = cls.world.wire
        cls.wire.declare(
            TENANT, json.dumps({"format": 1, "detector": {"bot_silence_ms": SILENCE_MS}})
        )
        cls.world.start()
        cls.producer = cls.wire.producer()

    def send(self, conversation, event):
        self.wire.send(self.producer, "conversation-events", f"{TENANT}/{conversation}", event)

    def backlog(self):
        """Receipts of conversations that nobody knows: the packager has only to read them."""
        for number in range(RECEIPTS):
            name = f"read-{number % 500}"
            receipt = message(TENANT, name, number, "system", "x" * RECEIPT_BYTES)
            self.send(name, {**receipt, "type": "receipt"})

    def signals(self):
        return [s for _, s in self.wire.records("escalation-signals") if s]

    def test_an_escalation_by_a_timer_waits_for_the_turn_that_it_is_about(self):
        packager = self.world.service("packager")
        packager.kill()
        self.backlog()
        for number in range(CUSTOMERS):
            self.send(
                f"left-{number}",
                message(TENANT, f"left-{number}", 0, "customer", "Where is my parcel?"),
            )
        self.assertEqual(self.producer.flush(60), 0)
        self.assertTrue(
            wait_until(lambda: len(self.signals()) == CUSTOMERS, 60), len(self.signals())
        )
        self.assertEqual({s["trigger"] for s in self.signals()}, {"bot_silent"})
        packager.start()
        self.world.settle()
        asked = {
            r["signal_id"]
            for _, r in self.wire.records("routing-requests")
            if r and r["kind"] == "request"
        }
        self.assertEqual({s["signal_id"] for s in self.signals()} - asked, set(), "never asked")
        until_ms = int(time.time() * 1000) - 3000
        self.assertEqual(self.world.stop(), {})
        good, said = self.world.judge(until_ms, waiting=True)
        self.assertTrue(good, said)
        self.assertIn("each escalation has a routing request", said)
        self.assertEqual(self.world.failures_in_logs(), [])


if __name__ == "__main__":
    unittest.main()
