"""A client that is not ours in any way: Confluent's Avro serializer, librdkafka's default
partitioner (CRC32), which puts most conversations on another partition than ours. What it
publishes acts once; a conversation that it leaves alone ends by itself, and nothing is left of
it in the end."""

import collections
import json
import pathlib
import sys
import time
import unittest

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parents[0] / "support")]

import clients  # noqa: E402
from cluster import Cluster  # noqa: E402
from confluent_kafka import TopicPartition  # noqa: E402
from confluent_kafka.schema_registry import SchemaRegistryClient  # noqa: E402
from confluent_kafka.schema_registry.avro import AvroDeserializer, AvroSerializer  # noqa: E402
from confluent_kafka.serialization import MessageField, SerializationContext  # noqa: E402
from process import wait_until  # noqa: E402
from wire import RECORDS, schema_text  # noqa: E402
from world import World, message  # noqa: E402

TENANT = "acme"
EVENTS, RESOLUTIONS, AGENTS = "conversation-events", "resolutions", "agent-events"
ASSIGNMENTS = "assignments"
STAGES = ("detector", "packager", "router", "switchboard", "learner")


class Foreigner:
    """Producer and consumer as their documentation shows them."""

    def __init__(self, cluster, **settings):
        self.registry = SchemaRegistryClient({"url": cluster.registry_url})
        self.producer = clients.producer(cluster, **settings)
        self.serializers = {}

    def send(self, topic, key, value):
        if topic not in self.serializers:
            self.serializers[topic] = AvroSerializer(self.registry, schema_text(RECORDS[topic]))
        data = self.serializers[topic](value, SerializationContext(topic, MessageField.VALUE))
        self.producer.produce(topic, key=key, value=data)

    def flush(self):
        assert self.producer.flush(60) == 0


class ForeignTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.cluster = cls.enterClassContext(Cluster())
        cls.cluster.start()
        cls.world = World(cls.cluster)
        cls.addClassCleanup(cls.world.close)
        cls.world.start()
        cls.world.wire.declare(
            "short",
            json.dumps(
                {
                    "format": 1,
                    "switchboard": {"idle_ms": 25000, "retention_ms": 3000, "queue_update_ms": 0},
                    "router": {"wrap_up_ms": 0, "offer_timeout_ms": 600000},
                }
            ),
        )
        patient = {"format": 1, "router": {"offer_timeout_ms": 600000}}  # a slow agent is none gone
        for tenant in ("one", "two"):
            cls.world.wire.declare(tenant, json.dumps(patient))
        cls.wire = cls.world.wire
        cls.foreigner = Foreigner(cls.cluster)

    def event(
        self, conversation, number, text, tenant=TENANT, foreigner=None, speaker="customer", **more
    ):
        (foreigner or self.foreigner).send(
            EVENTS,
            f"{tenant}/{conversation}",
            message(tenant, conversation, number, speaker, text, **more),
        )

    def agent(self, tenant, agent, kind, **more):
        event = {
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
        }
        self.foreigner.send(AGENTS, f"{tenant}/main", event)
        self.foreigner.flush()

    def resolve(self, tenant, conversation, assignment, following):
        self.foreigner.send(
            RESOLUTIONS,
            f"{tenant}/{conversation}",
            {
                "tenant": tenant,
                "conversation_id": conversation,
                "resolution_id": f"{assignment}-res",
                "version": 1,
                "assignment_id": assignment,
                "by": "agent",
                "outcome": "resolved",
                "next": following,
            },
        )
        self.foreigner.flush()

    # --- what it sees

    def of(self, topic, conversation, tenant=TENANT):
        return [
            value
            for key, value in self.wire.records(topic)
            if value and value["tenant"] == tenant and value["conversation_id"] == conversation
        ]

    def lies_on(self, topic, key):
        """Partitions on which records with this key lie, and how many are forwarders' copies."""
        records = [
            record
            for record in self.wire.read({topic: self.world.partitions})
            if record.key() == key.encode()
        ]
        copies = [r for r in records if "baton-forwarded" in dict(r.headers() or [])]
        return {record.partition() for record in records}, len(copies)

    def assignments(self, conversation, tenant=TENANT):
        return self.of(ASSIGNMENTS, conversation, tenant)

    def until(self, conversation, condition, tenant=TENANT, seconds=90):
        """Waits for an assignment for which `condition` holds; that one."""
        found = []

        def look():
            found[:] = [a for a in self.assignments(conversation, tenant) if condition(a)]
            return found

        self.assertTrue(
            wait_until(look, seconds), [a["change"] for a in self.assignments(conversation, tenant)]
        )
        return found[0]

    def accept(self, conversation, agent, tenant=TENANT):
        offered = self.until(conversation, lambda a: a["change"] == "offered", tenant)
        reservation = offered["reservations"][-1]
        self.assertEqual(reservation["agent_id"], agent)
        self.agent(
            tenant,
            agent,
            "accept",
            reservation_id=reservation["id"],
            reservation_version=reservation["version"],
            conversation_id=conversation,
        )
        return self.until(conversation, lambda a: a["change"] == "accepted", tenant)

    # --- tests

    def test_each_event_acts_once_although_it_first_lies_on_the_wrong_partition(self):
        names = [f"wrong-{n}" for n in range(24)]
        for name in names:
            self.event(name, 0, "Where is my parcel?")
            self.event(name, 1, "I have looked it up.", speaker="bot", disposition="requested")
            self.event(name, 2, "I want to talk to a human, please.")
        self.foreigner.flush()
        for name in names:
            self.until(name, lambda a: a["change"] == "queued")
        self.world.settle()
        lying = collections.defaultdict(set)
        forwarded = collections.Counter()
        for record in self.wire.read({EVENTS: self.world.partitions}):
            name = record.key().decode().partition("/")[2]
            if name in names:
                lying[name].add(record.partition())
                forwarded[name] += "baton-forwarded" in dict(record.headers() or [])
        moved = [name for name in names if len(lying[name]) == 2]
        self.assertGreater(len(moved), len(names) // 2, "the default partitioner has changed")
        self.assertTrue(
            all(forwarded[name] == (3 if name in moved else 0) for name in names), forwarded
        )
        signals, deliveries = self.wire.records("escalation-signals"), self.wire.records(
            "deliveries"
        )
        pages = self.wire.records("context-pages")
        for name in names:
            with self.subTest(name):
                kinds = [v["kind"] for _, v in signals if v["conversation_id"] == name]
                self.assertEqual(kinds.count("escalate"), 1)
                said = [
                    v for _, v in deliveries if v["conversation_id"] == name and v["kind"] == "say"
                ]
                self.assertEqual([v["event_id"] for v in said], [f"{name}-1"])
                turns = {v["page_id"]: v for _, v in pages if v and v["conversation_id"] == name}
                ids = [
                    t["event_id"]
                    for page in turns.values()
                    for t in page["turns"]
                    if t["type"] == "message"
                ]
                self.assertEqual(ids, [f"{name}-{n}" for n in range(3)])
                self.assertEqual([a["change"] for a in self.assignments(name)].count("queued"), 1)

    def test_two_producers_with_different_partitioners_keep_their_order(self):
        ours = Foreigner(self.cluster, partitioner="murmur2_random")
        for number in range(30):
            self.event("both", f"a{number}", f"a {number}", speaker="bot")
            self.event("both", f"b{number}", f"b {number}", foreigner=ours)
        self.foreigner.flush()
        ours.flush()

        def turns():
            pages = {p["number"]: p for p in self.of("context-pages", "both")}
            return [
                t["event_id"]
                for n in sorted(pages)
                for t in pages[n]["turns"]
                if t["type"] == "message"
            ]

        self.assertTrue(wait_until(lambda: len(turns()) == 60, 60), turns())
        partitions, copies = self.lies_on(EVENTS, f"{TENANT}/both")
        self.assertEqual((len(partitions), copies), (2, 30), "the partitioners do not differ")
        for letter in "ab":
            mine = [name for name in turns() if name.startswith(f"both-{letter}")]
            self.assertEqual(mine, [f"both-{letter}{n}" for n in range(30)])

    def test_a_resolution_frees_the_agents_slot_and_ends_the_conversation(self):
        self.agent("one", "ann", "presence", presence="online", capacity=1.0)
        for name in ("first", "second"):
            self.event(name, 0, "I want to talk to a human, please.", tenant="one")
            self.foreigner.flush()
            self.until(name, lambda a: a["change"] in ("queued", "offered"), "one")
        held = self.accept("first", "ann", "one")
        self.assertEqual([a["change"] for a in self.assignments("second", "one")], ["queued"])
        self.resolve("one", "first", held["assignment_id"], "close")
        self.until("second", lambda a: a["change"] == "offered", "one")  # the slot is free
        self.assertTrue(
            wait_until(
                lambda: [e for e in self.of(EVENTS, "first", "one") if e["type"] == "ended"], 60
            )
        )
        self.assertEqual(self.assignments("first", "one")[-1]["end"], "resolved")

    def test_a_resolution_returns_the_conversation_to_the_bot(self):
        self.agent("two", "bob", "presence", presence="online", capacity=1.0)
        self.event("back", 0, "I want to talk to a human, please.", tenant="two")
        self.foreigner.flush()
        held = self.accept("back", "bob", "two")
        self.resolve("two", "back", held["assignment_id"], "bot")
        returned = self.until("back", lambda a: a["holder"]["kind"] == "bot", "two")
        self.assertGreater(returned["epoch"], held["epoch"])
        self.assertEqual(self.lies_on(RESOLUTIONS, "two/back")[1], 1, "it was not forwarded")
        self.assertEqual(self.lies_on(AGENTS, "two/main")[1], 2, "they were not forwarded")
        self.assertTrue(
            wait_until(
                lambda: [
                    e["holder"]["kind"]
                    for e in self.of(EVENTS, "back", "two")
                    if e["type"] == "holder"
                ]
                == ["queue", "agent", "bot"],
                60,
            )
        )
        self.event("back", 1, "And where is my parcel?", tenant="two")
        self.event(
            "back", 2, "It is at the door.", tenant="two", speaker="bot", disposition="requested"
        )
        self.foreigner.flush()
        self.assertTrue(
            wait_until(
                lambda: "back-2"
                in [
                    d["event_id"]
                    for d in self.of("deliveries", "back", "two")
                    if d["kind"] == "say"
                ],
                60,
            ),
            "the bot may not speak again",
        )

    def test_a_conversation_left_alone_ends_and_leaves_nothing(self):
        self.agent("short", "cid", "presence", presence="online", capacity=1.0)
        self.event("alone", 0, "I want to talk to a human, please.", tenant="short")
        self.foreigner.flush()
        self.accept("alone", "cid", "short")
        self.assertTrue(
            wait_until(
                lambda: [e for e in self.of(EVENTS, "alone", "short") if e["type"] == "ended"], 90
            ),
            "it does not end",
        )
        (ended,) = [e for e in self.of(EVENTS, "alone", "short") if e["type"] == "ended"]
        self.assertEqual(ended["end_cause"], "idle")
        compacted = ["context-packages", "context-pages", ASSIGNMENTS]

        def left():
            last = {}
            for topic in compacted:
                for key, value in self.wire.records(topic):
                    if key.startswith("short/alone"):
                        last[topic, key] = value
            return [at for at, value in last.items() if value is not None] or not last

        self.assertTrue(wait_until(lambda: not left(), 60), left())

        def rows():
            last = {}
            for stage in STAGES:
                topic = f"{stage}-changelog"
                for record in self.wire.read({topic: self.world.partitions}):
                    if b"short/alone" in record.key():
                        last[topic, record.key()] = record.value()
            return [at for at, value in last.items() if value is not None]

        self.assertTrue(wait_until(lambda: not rows(), 60), rows())

    def test_its_deserializer_reads_assignments(self):
        self.event("readable", 0, "I want to talk to a human, please.")
        self.foreigner.flush()
        self.until("readable", lambda a: a["change"] == "queued")
        read = AvroDeserializer(self.foreigner.registry)
        consumer = self.wire.reader("crm")
        consumer.assign([TopicPartition(ASSIGNMENTS, p, 0) for p in range(self.world.partitions)])
        found, end = None, time.monotonic() + 60
        while found is None and time.monotonic() < end:
            record = consumer.poll(0.5)
            if record and not record.error() and record.key() == f"{TENANT}/readable".encode():
                found = read(record.value(), SerializationContext(ASSIGNMENTS, MessageField.VALUE))
                headers = dict(record.headers())
        consumer.close()
        self.assertEqual(found["conversation_id"], "readable")
        self.assertEqual(found["holder"]["kind"], "queue")
        self.assertEqual(headers["ce_specversion"], b"1.0")

    @classmethod
    def tearDownClass(cls):
        bad = cls.world.stop()
        assert bad == {}, bad
        assert cls.world.failures_in_logs() == [], cls.world.failures_in_logs()
        good, said = cls.world.judge(waiting=True)
        assert good, said


if __name__ == "__main__":
    unittest.main()
