"""Time-outs and causes over a kill: what is already answered in the log does not time out, and a
record that waits for its cause waits on."""

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
OFFER_MS, EARLY_MS = 3000, 2000


class TimeoutTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.cluster = cls.enterClassContext(Cluster())
        cls.cluster.start()
        cls.world = World(cls.cluster)
        cls.addClassCleanup(cls.world.close)
        cls.world.start()
        cls.world.declare(
            TENANT,
            json.dumps(
                {
                    "format": 1,
                    "router": {
                        "offer_timeout_ms": OFFER_MS,
                        "wrap_up_ms": 0,
                        "heartbeat_timeout_ms": 600000,
                        "away_after_missed": 0,
                    },
                    "switchboard": {"early_ms": EARLY_MS, "queue_update_ms": 0},
                }
            ),
        )
        cls.wire = cls.world.wire
        cls.producer = cls.wire.producer()

    def send(self, topic, key, value):
        self.wire.send(self.producer, topic, key, value)
        self.assertEqual(self.producer.flush(30), 0)

    def say(self, conversation, number, text, speaker="customer", **more):
        self.send(
            "conversation-events",
            f"{TENANT}/{conversation}",
            message(TENANT, conversation, number, speaker, text, **more),
        )

    def agent(self, agent, kind, **more):
        self.send(
            "agent-events",
            f"{TENANT}/main",
            {
                "tenant": TENANT,
                "event_id": f"{kind}-{time.monotonic_ns()}",
                "type": kind,
                "pool": "main",
                "agent": {
                    "id": agent,
                    "name": agent,
                    "external_ids": {},
                    "skills": [],
                    "languages": [],
                    "authority": [],
                    "teams": [],
                    "pool": "main",
                },
                **more,
            },
        )

    def of(self, topic, conversation):
        return [
            v for _, v in self.wire.records(topic) if v and v["conversation_id"] == conversation
        ]

    def changes(self, conversation):
        return [a["change"] for a in self.of("assignments", conversation)]

    def offered(self, conversation):
        self.say(conversation, 0, "I want to talk to a human, please.")
        self.assertTrue(
            wait_until(lambda: "offered" in self.changes(conversation), 20),
            self.changes(conversation),
        )
        return self.of("assignments", conversation)[-1]["reservations"][-1]

    def accept(self, conversation, reservation):
        self.agent(
            reservation["agent_id"],
            "accept",
            conversation_id=conversation,
            reservation_id=reservation["id"],
            reservation_version=reservation["version"],
        )

    def test_an_offer_that_was_accepted_while_the_router_was_away_does_not_time_out(self):
        self.agent("ann", "presence", presence="online", capacity=1.0)
        reservation = self.offered("offer")
        router = self.world.service("router")
        router.kill()
        self.accept("offer", reservation)
        time.sleep(OFFER_MS / 1000 + 1.5)
        router.start()
        self.assertTrue(
            wait_until(lambda: "accepted" in self.changes("offer"), 20), self.changes("offer")
        )
        self.assertNotIn("timed_out", self.changes("offer"))

    def test_an_early_message_whose_epoch_is_decided_already_waits_for_it(self):
        self.agent("bob", "presence", presence="online", capacity=1.0)
        reservation = self.offered("early")
        kinds = lambda: [
            e["holder"]["kind"]
            for e in self.of("conversation-events", "early")  # noqa: E731
            if e["type"] == "holder"
        ]
        self.assertTrue(wait_until(lambda: kinds() == ["queue"], 10))
        switchboard = self.world.service("switchboard")
        switchboard.kill()
        self.accept("early", reservation)
        self.assertTrue(wait_until(lambda: "accepted" in self.changes("early"), 20))
        epoch = self.of("assignments", "early")[-1]["epoch"]
        self.say(
            "early",
            1,
            "I am on it.",
            "agent",
            speaker_id=reservation["agent_id"],
            disposition="requested",
            epoch=epoch,
        )
        time.sleep(EARLY_MS / 1000 + 2)
        switchboard.start()
        said = lambda: {
            d["kind"] for d in self.of("deliveries", "early") if d["event_id"] == "early-1"
        }  # noqa: E731
        self.assertTrue(wait_until(said, 20), "the message came to nothing")
        self.assertEqual(said(), {"say"})
        self.assertNotIn("takeover", [r["kind"] for r in self.of("routing-requests", "early")])

    def test_a_record_that_waits_for_its_cause_waits_over_a_kill(self):
        """The signal that the packager gets first names an event that is written, and not
        visible yet."""
        name, key = "held", f"{TENANT}/held"
        self.say(name, 0, "Where is my parcel?")
        at = [
            m
            for m in self.wire.read({"conversation-events": self.world.partitions})
            if m.key() == key.encode()
        ]
        partition = at[0].partition()
        writer = self.wire.producer(**{"transactional.id": "outsider"})
        writer.init_transactions()
        writer.begin_transaction()
        offset = self.wire.ends({"conversation-events": self.world.partitions})[
            "conversation-events", partition
        ]
        self.wire.send(
            writer,
            "conversation-events",
            key,
            message(TENANT, name, 1, "customer", "It was due on Monday."),
        )
        writer.flush()
        self.send(
            "escalation-signals",
            key,
            {
                "tenant": TENANT,
                "conversation_id": name,
                "signal_id": f"{name}-s1",
                "epoch": 0,
                "sequence": 1,
                "kind": "escalate",
                "event_id": f"{name}-1",
                "category": "shipping",
                "cause": {
                    "topic": "conversation-events",
                    "partition": partition,
                    "offset": offset,
                    "id": f"{name}-1",
                },
                "producer": {"name": "test", "version": "1"},
            },
        )
        packager = self.world.service("packager")
        time.sleep(1)
        self.assertEqual(self.of("routing-requests", name), [])
        packager.kill()
        packager.start(wait=False)
        time.sleep(3)
        self.assertEqual(self.of("routing-requests", name), [])
        writer.commit_transaction()
        packager.wait(30)
        self.assertTrue(
            wait_until(lambda: self.of("routing-requests", name), 20), "it waits for ever"
        )
        request = self.of("routing-requests", name)[0]
        pages = {(p["number"], p["version"]): p for p in self.of("context-pages", name)}
        (package,) = [
            p
            for p in self.of("context-packages", name)
            if p["version"] == request["package"]["version"]
        ]
        turns = [
            t["event_id"]
            for p in package["pages"]
            for t in pages[p["number"], p["version"]]["turns"]
        ]
        self.assertIn(f"{name}-1", turns)

    @classmethod
    def tearDownClass(cls):
        bad = cls.world.stop()
        assert bad == {}, bad
        assert cls.world.failures_in_logs() == [], cls.world.failures_in_logs()


if __name__ == "__main__":
    unittest.main()
