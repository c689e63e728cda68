"""A rolling upgrade and back, where every schema has a next version with one field more. Of those who
write and read the topics: old and new writers take turns within each conversation, and everybody
reads everything. Of stages: two of them have a next version too, whose rows and outputs have the
field, and which runs beside the old one and in its place."""

import collections
import io
import json
import os
import pathlib
import random
import struct
import sys
import time
import unittest

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parents[0] / "support")]

import fastavro  # noqa: E402
import next_version  # noqa: E402
from cluster import BIN, Cluster  # noqa: E402
from wire import RECORDS, Wire, schema_text  # noqa: E402
from world import (  # noqa: E402
    OFFER_S,
    POLICY,
    REPLAYED,
    STAGES,
    TENANTS,
    Agents,
    Customers,
    World,
)

SEED = int(os.environ.get("BATON_SEED", "20250322"))
SECONDS, A_SECOND = 10, 8  # conversations that begin in each
NEXT = ("packager", "router", "switchboard", "learner")  # CMakeLists.txt builds their next version
# What each alone writes.
WRITE = ("context-packages", "assignments", "routing-decisions", "deliveries", "handoff-outcomes")
ROWS = (
    "packager-changelog-PackagerConversation",
    "router-changelog-RouterCase",
    "switchboard-changelog-SwitchboardConversation",
    "learner-changelog-LearnerConversation",
)
OUTSIDERS = ("conversation-events", "resolutions", "agent-events", "policies")


def newer_text(topic):
    return next_version.newer(schema_text(RECORDS[topic]))


class NextWire(Wire):
    """Writes the next version."""

    def schema_id(self, topic):
        if topic not in self.ids:
            text = newer_text(topic)
            path = f"/subjects/{self.prefix}{topic}-value/versions"
            self.ids[topic] = self.ask("POST", path, {"schema": text})["id"]
            self.schemas[self.ids[topic]] = fastavro.parse_schema(json.loads(text), {})
        return self.ids[topic]

    def frame(self, topic, value):
        return super().frame(topic, {**value, "later": "said"})


class BothWires(NextWire):
    """Either version, by lot, while `next` is set; the old one otherwise."""

    def __init__(self, cluster, old):
        super().__init__(cluster, old.prefix)
        self.old, self.rng, self.next = old, random.Random(SEED), True
        self.sent = collections.Counter()

    def frame(self, topic, value):
        newer = self.next and self.rng.random() < 0.5
        self.sent[topic, newer] += 1
        return super().frame(topic, value) if newer else self.old.frame(topic, value)


class VersionsTest(unittest.TestCase):
    def setUp(self):
        print(f"  seed {SEED}", flush=True)
        self.cluster = self.enterContext(Cluster())
        self.cluster.start()
        self.world = World(self.cluster)
        self.addCleanup(self.world.close)

    def change(self, stages, instance=0, end=""):
        """One stage after the other goes and comes as its old version, or as the next one (`end`).
        The old one as in a roll back: the registry's newest are of the version that went, and
        nothing may be registered any more."""
        for stage in stages:
            service = self.world.service(stage, instance)
            self.world.gone.add(service)
            if service.pid():
                self.assertTrue(service.stop(60), f"{service.name} does not stop")
            service.program = BIN / f"{stage}{end}"
            service.extra_env["BATON_REGISTER_SCHEMAS"] = "true" if end else "false"
            service.start(wait=False)
        for stage in stages:
            self.world.service(stage, instance).wait()
        self.world.gone.clear()

    def read_by_both(self):
        """Each record by a reader of either version. How many were written by the next one."""
        readers = [
            {t: fastavro.parse_schema(json.loads(text(t)), {}) for t in RECORDS}
            for text in (lambda topic: schema_text(RECORDS[topic]), newer_text)
        ]
        written = collections.Counter()
        topics = {
            name: count for name, count in self.world.wire.topics().items() if name in RECORDS
        }
        for record in self.world.wire.read(topics):
            if record.value() is None:
                continue
            writer = self.both.schema_of(struct.unpack(">bI", record.value()[:5])[1])
            old, new = (
                fastavro.schemaless_reader(
                    io.BytesIO(record.value()[5:]), writer, reader[record.topic()]
                )
                for reader in readers
            )
            by_next = any(field["name"] == "later" for field in writer["fields"])
            said = fastavro.schemaless_reader(io.BytesIO(record.value()[5:]), writer, None)
            self.assertEqual(new, {**old, "later": said.get("later", "none")})
            written[record.topic(), by_next] += 1
        return written

    def talk(self, steps, seconds=SECONDS, only=REPLAYED):
        """Conversations, while each of `steps` is done in turn; the next version writes too until
        the last one. Nothing is given up, lost or doubled. How many records either wrote."""
        self.world.start()
        self.both = BothWires(self.cluster, self.world.wire)
        for topic in RECORDS:  # the next version's setup
            self.both.schema_id(topic)
        self.world.wire = self.both
        for tenant in TENANTS:
            self.world.wire.declare(tenant, POLICY)
        agents = Agents(self.both)
        agents.come()
        agents.start()
        customers = Customers(self.both, SEED, A_SECOND * seconds, seconds)
        customers.start()
        time.sleep(seconds * 0.3)
        for step in steps:
            step()
            time.sleep(seconds * 0.1)
        self.both.next = False
        customers.join(300)
        self.assertIsNone(customers.failure)
        self.world.settle(240, OFFER_S + 2)
        until_ms = int(time.time() * 1000) - 3000
        self.assertEqual((self.world.stop(), self.world.ended), ({}, []))
        agents.leaving.set()
        agents.join(120)
        self.assertIsNone(agents.failure)
        self.assertEqual(self.world.failures_in_logs(), [])

        letters = {n: c for n, c in self.both.topics().items() if n.endswith("-dead-letters")}
        self.assertEqual(len(letters), len(STAGES))
        self.assertEqual(self.both.read(letters), [])
        good, said = self.world.judge(until_ms, only=only)
        self.assertTrue(good, said)
        return self.read_by_both()

    def test_writers_and_readers_of_two_versions_run_together_and_go_back(self):
        written = self.talk([lambda: self.change(STAGES)])
        for topic in ("conversation-events", "resolutions", "agent-events"):
            self.assertGreater(written[topic, True], 0, topic)
        by_next = {topic for topic, of_next in written if of_next}
        self.assertEqual(by_next - set(OUTSIDERS), set())

    def test_stages_of_two_versions_run_together_and_go_back(self):
        steps = (
            lambda: self.change(NEXT, 1, "_next"),  # beside the old one, which gives it tasks
            lambda: self.change(NEXT, 0, "_next"),
            lambda: self.change(NEXT, 1),
            lambda: self.change(NEXT, 0),
        )
        # A replay writes the old schema; so it is compared of the one who only reads the next one.
        written = self.talk(steps, 2 * SECONDS, only="detector")
        for topic in WRITE:
            for of_next in (False, True):
                self.assertGreater(written[topic, of_next], 0, (topic, of_next))
        for subject in ROWS:
            self.assertEqual(2, len(self.both.ask("GET", f"/subjects/{subject}/versions")), subject)


if __name__ == "__main__":
    unittest.main()
