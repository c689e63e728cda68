"""Time-outs and causes over a kill: what is already answered in the log does not time out, and a
record that waits for its cause waits on."""

import json
import pathlib
import re
import sys
import time
import unittest

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parents[0] / "support")]

from cluster import Cluster  # noqa: E402
import clients  # noqa: E402
from process import wait_until  # noqa: E402
from world import World, message  # noqa: E402

TENANT = "acme"
HASTY = "hasty"  # whose offers run out soon
OFFER_MS, EARLY_MS = 10000, 2000
MARGIN_MS = 3000  # an offer is decided before its record arrives


class TimeoutTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.cluster = cls.enterClassContext(Cluster())
        cls.cluster.start()
        cls.world = World(cls.cluster)
        cls.addClassCleanup(cls.world.close)
        cls.world.start()
        for tenant, offer_ms in ((TENANT, 600000), (HASTY, OFFER_MS)):
            cls.world.wire.declare(
                tenant,
                json.dumps(
                    {
                        "format": 1,
                        "router": {
                            "offer_timeout_ms": offer_ms,
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
        self.assertEqual(self.producer.flush(60), 0)

    def say(self, conversation, number, text, speaker="customer", tenant=TENANT, **more):
        self.send(
            "conversation-events",
            f"{tenant}/{conversation}",
            message(tenant, conversation, number, speaker, text, **more),
        )

    def agent(self, agent, kind, tenant=TENANT, **more):
        self.send(
            "agent-events",
            f"{tenant}/main",
            {
                "tenant": tenant,
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

    def offered(self, conversation, tenant=TENANT):
        self.say(conversation, 0, "I want to talk to a human, please.", tenant=tenant)
        self.assertTrue(
            wait_until(lambda: "offered" in self.changes(conversation), 60),
            self.changes(conversation),
        )
        return self.of("assignments", conversation)[-1]["reservations"][-1]

    def accept(self, conversation, reservation, tenant=TENANT):
        self.agent(
            reservation["agent_id"],
            "accept",
            tenant,
            conversation_id=conversation,
            reservation_id=reservation["id"],
            reservation_version=reservation["version"],
        )

    def read_times(self, partition):
        """By input of the router, what its group has committed: the offset, and the time up to
        which the input had been read; None where that is not known. The client asks again where it
        cannot read the text (clients.metadata); the time has 13 digits, what may follow is not its."""
        times = {}
        for _ in range(10):
            for part in clients.committed(self.wire.admin, f"{self.world.prefix}baton-router"):
                if part.partition == partition:
                    name = part.topic.removeprefix(self.world.prefix)
                    read = re.search(r"read=(\d{13})", clients.metadata(part))
                    known = times.get(name, (None, None))[1]
                    times[name] = part.offset, int(read[1]) if read else known
            if times and all(read for _, read in times.values()):
                break
        return times

    def test_a_killed_router_knows_how_far_it_had_read(self):
        """Its timers are due by that, so its successor's stand where they stood."""
        self.agent("eve", "presence", presence="online", capacity=1.0)
        key = f"{TENANT}/main".encode()
        told = self.wire.read({"agent-events": self.world.partitions})
        partition = next(m.partition() for m in told if m.key() == key)
        # The pool's load is due after a second: by then each input was read to its end.
        self.assertTrue(
            wait_until(
                lambda: len(self.read_times(partition)) == 3
                and all(read for _, read in self.read_times(partition).values()),
                60,
            ),
            self.read_times(partition),
        )
        router = self.world.service("router")
        router.kill()
        before = self.read_times(partition)
        self.agent("eve", "heartbeat")  # changes nothing, and sets no timer
        router.start()
        moved = lambda: self.read_times(partition)["agent-events"][0]  # noqa: E731
        self.assertTrue(wait_until(lambda: moved() > before["agent-events"][0], 60))
        after = self.read_times(partition)
        for topic in ("routing-requests", "agent-performance"):
            self.assertIsNotNone(after[topic][1], f"{topic}: {before} {after}")
            self.assertGreaterEqual(after[topic][1], before[topic][1])

    def arrived(self, topic, conversation, is_wanted):
        """When a conversation's first such record arrived, by the broker's clock."""
        times = []
        for record in self.wire.read({topic: self.world.partitions}):
            value = self.wire.unframe(record.value())
            if value and value["conversation_id"] == conversation and is_wanted(value):
                times.append(record.timestamp()[1])
        return min(times)

    def accepted_while_away(self, name):
        """Whether an offer was accepted in time, which then must not time out; a machine that was
        too busy for it shows nothing."""
        agent = f"agent-{name}"
        self.agent(agent, "presence", HASTY, presence="online", capacity=1.0)
        reservation = self.offered(name, HASTY)
        router = self.world.service("router")
        router.kill()
        self.accept(name, reservation, HASTY)
        time.sleep(OFFER_MS / 1000 + 1.5)
        router.start()
        offer = self.arrived("assignments", name, lambda a: a["change"] == "offered")
        answer = self.arrived("agent-events", name, lambda e: e["type"] == "accept")
        if answer - offer >= OFFER_MS - MARGIN_MS:
            return False
        self.assertTrue(
            wait_until(lambda: "accepted" in self.changes(name), 60), self.changes(name)
        )
        self.assertNotIn("timed_out", self.changes(name))
        return True

    def test_an_offer_that_was_accepted_while_the_router_was_away_does_not_time_out(self):
        tries = ("offer-1", "offer-2", "offer-3")
        self.assertTrue(any(map(self.accepted_while_away, tries)), "none was accepted in time")

    def test_an_early_message_whose_epoch_is_decided_already_waits_for_it(self):
        self.agent("bob", "presence", presence="online", capacity=10.0)
        reservation = self.offered("early")
        kinds = lambda: [
            e["holder"]["kind"]
            for e in self.of("conversation-events", "early")  # noqa: E731
            if e["type"] == "holder"
        ]
        self.assertTrue(wait_until(lambda: kinds() == ["queue"], 60))
        switchboard = self.world.service("switchboard")
        switchboard.kill()
        self.accept("early", reservation)
        self.assertTrue(wait_until(lambda: "accepted" in self.changes("early"), 60))
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
        self.assertTrue(wait_until(said, 60), "the message came to nothing")
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
        writer = self.wire.producer(
            **{"transactional.id": "outsider", "transaction.timeout.ms": 600000}
        )
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
        packager.wait()
        self.assertTrue(
            wait_until(lambda: self.of("routing-requests", name), 60), "it waits for ever"
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
