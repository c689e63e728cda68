"""A rolling upgrade of those who write and read the topics, and back: every schema has a next version
with one field more, old and new writers take turns within each conversation, and everybody reads
everything. Stages whose own rows and outputs change are tests/fault's scenario 40."""

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
from cluster import Cluster  # noqa: E402
from wire import RECORDS, Wire, schema_text  # noqa: E402
from world import OFFER_S, POLICY, STAGES, TENANTS, Agents, Customers, World  # noqa: E402

SEED = int(os.environ.get("BATON_SEED", "20250322"))
CONVERSATIONS, SECONDS = 80, 10
LATER = {"name": "later", "type": "string", "default": "none", "doc": "Of the next version"}
OUTSIDERS = ("conversation-events", "resolutions", "agent-events", "policies")


def newer_text(topic):
    schema = json.loads(schema_text(RECORDS[topic]))
    return json.dumps({**schema, "fields": [*schema["fields"], LATER]})


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

    def restart_all(self):
        """As a roll back does: the registry's newest are of the version that went, and nothing may be
        registered any more."""
        for stage in STAGES:
            service = self.world.service(stage)
            self.world.gone.add(service)
            self.assertTrue(service.stop(60), f"{service.name} does not stop")
            service.extra_env["BATON_REGISTER_SCHEMAS"] = "false"
            service.start(wait=False)
        for stage in STAGES:
            self.world.service(stage).wait()
        self.world.gone.clear()

    def read_by_both(self):
        """Each record by a reader of either version. How many were written by the next one."""
        readers = [
            {t: fastavro.parse_schema(json.loads(text(t)), {}) for t in RECORDS}
            for text in (lambda topic: schema_text(RECORDS[topic]), newer_text)
        ]
        newer = collections.Counter()
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
            self.assertEqual(new, {**old, "later": "said" if by_next else "none"})
            newer[record.topic()] += by_next
        return newer

    def test_writers_and_readers_of_two_versions_run_together_and_go_back(self):
        self.world.start()
        self.both = BothWires(self.cluster, self.world.wire)
        for topic in RECORDS:  # the next version's setup
            self.both.schema_id(topic)
        self.world.wire = self.both
        for tenant in TENANTS:
            self.world.declare(tenant, POLICY)
        agents = Agents(self.both)
        agents.come()
        agents.start()
        customers = Customers(self.both, SEED, CONVERSATIONS, SECONDS)
        customers.start()
        time.sleep(SECONDS * 0.4)
        self.restart_all()
        time.sleep(SECONDS * 0.2)
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
        newer = self.read_by_both()
        for topic in ("conversation-events", "resolutions", "agent-events"):
            self.assertGreater(newer[topic], 0, topic)
        self.assertEqual({topic for topic in newer if newer[topic]} - set(OUTSIDERS), set())
        good, said = self.world.judge(until_ms)
        self.assertTrue(good, said)


if __name__ == "__main__":
    unittest.main()
