"""Records in the Confluent form by clients that are not ours: schemas, frames, producers, whole
topics."""

import functools
import io
import json
import pathlib
import struct
import time
import urllib.error
import urllib.request

import clients
import fastavro
from confluent_kafka import KafkaException, TopicPartition
from confluent_kafka.admin import OffsetSpec

ROOT = pathlib.Path(__file__).resolve().parents[2]
# A topic's record; all others are DeadLetter.
RECORDS = {
    "conversation-events": "ConversationEvent",
    "escalation-signals": "EscalationSignal",
    "context-packages": "ContextPackage",
    "context-pages": "ContextPage",
    "routing-requests": "RoutingRequest",
    "assignments": "Assignment",
    "routing-decisions": "RoutingDecision",
    "load": "Load",
    "deliveries": "Delivery",
    "resolutions": "Resolution",
    "agent-events": "AgentEvent",
    "policies": "Policy",
    "agent-performance": "AgentPerformance",
    "handoff-metrics": "HandoffMetric",
    "handoff-outcomes": "HandoffOutcome",
    "customer-history": "CustomerHistory",
    "enrichment-requests": "EnrichmentRequest",
}


@functools.cache
def schema_text(record):
    return (ROOT / f"schemas/{record}.avsc").read_text()


class Wire:
    """Clients of a cluster. `prefix` as BATON_PREFIX."""

    def __init__(self, cluster, prefix=""):
        self.cluster, self.prefix = cluster, prefix
        self.admin = clients.admin(cluster)
        self.schemas, self.ids = {}, {}

    # --- the registry

    def ask(self, method, path, body=None):
        request = urllib.request.Request(
            self.cluster.registry_url + path,
            method=method,
            data=None if body is None else json.dumps(body).encode(),
            headers={"Content-Type": "application/vnd.schemaregistry.v1+json"},
        )
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:
                return json.load(answer)
        except urllib.error.HTTPError as error:
            raise LookupError(f"{method} {path}: {error} {error.read()[:500]}") from error

    def schema_id(self, topic):
        if topic not in self.ids:
            text = schema_text(RECORDS[topic])
            path = f"/subjects/{self.prefix}{topic}-value/versions"
            self.ids[topic] = self.ask("POST", path, {"schema": text})["id"]
            self.schemas[self.ids[topic]] = fastavro.parse_schema(json.loads(text), {})
        return self.ids[topic]

    def schema_of(self, number):
        if number not in self.schemas:
            text = self.ask("GET", f"/schemas/ids/{number}")["schema"]
            self.schemas[number] = fastavro.parse_schema(json.loads(text), {})
        return self.schemas[number]

    # --- frames

    def frame(self, topic, value):
        number = self.schema_id(topic)
        out = io.BytesIO()
        out.write(struct.pack(">bI", 0, number))
        fastavro.schemaless_writer(out, self.schemas[number], value)
        return out.getvalue()

    def unframe(self, data):
        if data is None:
            return None
        magic, number = struct.unpack(">bI", data[:5])
        assert magic == 0
        return fastavro.schemaless_reader(io.BytesIO(data[5:]), self.schema_of(number), None)

    # --- producing

    def producer(self, **settings):
        usual = {"partitioner": "murmur2_random", "linger.ms": 5, "message.max.bytes": 2_000_000}
        return clients.producer(self.cluster, **{**usual, **settings})

    def send(self, producer, topic, key, value, **more):
        """`value`: a record as a dict, or bytes as they are."""
        data = value if value is None or isinstance(value, bytes) else self.frame(topic, value)
        clients.produce(producer, self.prefix + topic, key=key, value=data, **more)

    def declare(self, tenant, body, **more):
        """A tenant's declared policy."""
        policy = {
            "tenant": tenant,
            "policy_id": f"{tenant}-1",
            "part": "declared",
            "version": 1,
            "sequence": 1,
            "author": "test",
            "reason": "test",
            "applies": "all",
            "body": body,
            **more,
        }
        producer = self.producer()
        self.send(producer, "policies", f"{tenant}/declared", policy, partition=0)
        assert producer.flush(60) == 0

    # --- reading

    def topics(self):
        """Name without prefix: number of partitions."""
        found = self.admin.list_topics(timeout=60).topics
        return {
            name.removeprefix(self.prefix): len(topic.partitions)
            for name, topic in found.items()
            if name.startswith(self.prefix) and not name.startswith("__")
        }

    def ends(self, topics):
        """The end of each log, uncommitted records included, by topic and partition."""
        asked = {
            TopicPartition(self.prefix + name, p): OffsetSpec.latest()
            for name, count in topics.items()
            for p in range(count)
        }
        until = time.monotonic() + 60
        while True:
            try:
                found = self.admin.list_offsets(asked, request_timeout=30)
                return {
                    (at.topic.removeprefix(self.prefix), at.partition): future.result(30).offset
                    for at, future in found.items()
                }
            except KafkaException:  # a broker that has just come back
                if time.monotonic() > until:
                    raise
                time.sleep(0.3)

    def reader(self, group="reader", **settings):
        return clients.consumer(self.cluster, group, **{"fetch.wait.max.ms": 20, **settings})

    def read(self, topics, seconds=120):
        """All committed messages of these topics (name: partitions) that are there now."""
        ends = {at: end for at, end in self.ends(topics).items() if end > 0}
        consumer = self.reader(**{"enable.partition.eof": True})
        consumer.assign([TopicPartition(self.prefix + name, p, 0) for name, p in ends])
        messages, until = [], time.monotonic() + seconds
        while ends and time.monotonic() < until:
            for message in consumer.consume(1000, 0.5):
                if message.error():
                    ends.pop((message.topic().removeprefix(self.prefix), message.partition()), None)
                else:
                    messages.append(message)
        consumer.close()
        if ends:
            raise TimeoutError(f"not read to the end: {ends}")
        return messages

    def records(self, topic):
        """Key and value of each committed record of a topic, those of a partition in order."""
        messages = self.read({topic: self.topics()[topic]})
        messages.sort(key=lambda m: (m.partition(), m.offset()))
        return [(m.key().decode() if m.key() else None, self.unframe(m.value())) for m in messages]
