"""What the runtime's end-to-end tests share: topics, events in and signals out, in the Confluent
form, by a client that is not ours."""

import collections
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
from confluent_kafka.admin import NewTopic, OffsetSpec

ROOT = pathlib.Path(__file__).resolve().parents[2]
EVENTS, RESOLUTIONS, SIGNALS = "conversation-events", "resolutions", "escalation-signals"
CHANGELOG = "counter-changelog"
PARTITIONS = 4


def schema_text(name):
    return (ROOT / f"schemas/{name}.avsc").read_text()


class Bed:
    """A cluster with the counter's topics, and clients for it. `prefix` as BATON_PREFIX."""

    def __init__(self, cluster, prefix="", topics=None):
        self.cluster, self.prefix = cluster, prefix
        self.admin = clients.admin(cluster)
        self.schemas = {}
        self.ids = {}
        self.create(topics or self.topics())
        self.producer = self.make_producer()

    def topics(self):
        """Name without prefix: partitions and settings."""
        stamped = {"message.timestamp.type": "LogAppendTime"}
        topics = {name: (PARTITIONS, stamped) for name in (EVENTS, RESOLUTIONS, SIGNALS)}
        topics["counter-dead-letters"] = (PARTITIONS, stamped)
        topics[CHANGELOG] = (PARTITIONS, {**stamped, "cleanup.policy": "compact"})
        topics["policies"] = (1, {**stamped, "cleanup.policy": "compact"})
        return topics

    def create(self, topics):
        new = [
            NewTopic(self.prefix + name, partitions, config=config)
            for name, (partitions, config) in topics.items()
        ]
        for made in self.admin.create_topics(new).values():
            made.result(60)

    def make_producer(self, **settings):
        usual = {"partitioner": "murmur2_random", "linger.ms": 5}
        return clients.producer(self.cluster, **{**usual, **settings})

    # --- the wire form

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
            raise AssertionError(f"{method} {path}: {error} {error.read()[:500]}") from error

    def register(self, topic, text):
        """The id of a schema, which is from then on the one that `frame` writes with."""
        path = f"/subjects/{self.prefix}{topic}-value/versions"
        self.ids[topic] = self.ask("POST", path, {"schema": text})["id"]
        self.schemas[self.ids[topic]] = fastavro.parse_schema(json.loads(text), {})
        return self.ids[topic]

    def frame(self, topic, name, value):
        if topic not in self.ids:
            self.register(topic, schema_text(name))
        out = io.BytesIO()
        out.write(struct.pack(">bI", 0, self.ids[topic]))
        fastavro.schemaless_writer(out, self.schemas[self.ids[topic]], value)
        return out.getvalue()

    def unframe(self, data):
        magic, number = struct.unpack(">bI", data[:5])
        assert magic == 0
        if number not in self.schemas:
            text = self.ask("GET", f"/schemas/ids/{number}")["schema"]
            self.schemas[number] = fastavro.parse_schema(json.loads(text), {})
        return fastavro.schemaless_reader(io.BytesIO(data[5:]), self.schemas[number], None)

    # --- in

    def event(self, conversation, number, **more):
        return self.frame(
            EVENTS,
            "ConversationEvent",
            {
                "tenant": "t",
                "conversation_id": conversation,
                "event_id": f"{conversation}-{number}",
                "type": "message",
                "speaker": "customer",
                "text": "Where is my parcel?",
                **more,
            },
        )

    def resolution(self, conversation, number, **more):
        value = {"tenant": "t", "conversation_id": conversation, "resolution_id": str(number)}
        return self.frame(RESOLUTIONS, "Resolution", {**value, **more})

    def send(self, topic, conversation, data, producer=None, **more):
        words = {"key": f"t/{conversation}", "value": data, **more}
        clients.produce(producer or self.producer, self.prefix + topic, **words)

    def flush(self):
        assert self.producer.flush(60) == 0

    # --- out

    def ends(self, topic):
        """The end of each partition's log, uncommitted records included."""
        asked = {
            TopicPartition(self.prefix + topic, p): OffsetSpec.latest()
            for p in range(PARTITIONS)
        }
        until = time.monotonic() + 60
        while True:
            found = self.admin.list_offsets(asked)
            try:
                return {at.partition: future.result(30).offset for at, future in found.items()}
            except KafkaException:  # a broker that has just come back
                if time.monotonic() > until:
                    raise
                time.sleep(0.2)
                self.admin = clients.admin(self.cluster)

    def read(self, topic):
        """All committed records of a topic that are there now, by partition and offset."""
        ends = self.ends(topic)
        consumer = clients.consumer(self.cluster, "reader", **{"enable.partition.eof": True})
        at = [TopicPartition(self.prefix + topic, p, 0) for p in ends if ends[p] > 0]
        records, open_parts = [], {part.partition for part in at}
        consumer.assign(at)
        until = time.monotonic() + 120
        while open_parts and time.monotonic() < until:
            message = consumer.poll(1)
            if message is None:
                continue
            if message.error():
                open_parts.discard(message.partition())
            else:
                records.append(message)
        consumer.close()
        assert not open_parts, f"{topic} could not be read"
        return sorted(records, key=lambda m: (m.partition(), m.offset()))

    def signals(self):
        """By conversation: the signals in order."""
        found = collections.defaultdict(list)
        for message in self.read(SIGNALS):
            found[message.key().decode().removeprefix("t/")].append(self.unframe(message.value()))
        return found

    def lags(self, topics=(EVENTS, RESOLUTIONS)):
        """Records between the group's offset and the end, by topic and partition. A partition
        that nothing was ever written to has none."""
        group = f"{self.prefix}baton-counter"
        parts = clients.committed(self.admin, group)
        committed = {(part.topic, part.partition): part.offset for part in parts}
        return {
            (topic, p): end - max(committed.get((self.prefix + topic, p), 0), 0)
            for topic in topics
            for p, end in self.ends(topic).items()
        }

    def table(self):
        """The changelog folded: the last row of each key."""
        rows = {}
        for message in self.read(CHANGELOG):
            key = message.key()
            if message.value() is None:
                rows.pop(key, None)
            else:
                rows[key] = message.value()
        return rows
