"""What the tests of the gateway and of the example bots share: its topics, an HTTP client, a reader of
server-sent events, and what the stages would write."""

import json
import queue
import threading
import time
import unittest
import urllib.error
import urllib.request

import clients
from confluent_kafka import KafkaException, TopicPartition
from confluent_kafka.admin import OffsetSpec

from cluster import Cluster
from process import wait_until
from runtime_bed import PARTITIONS, Bed

MIB = 1024 * 1024
EVENTS, AGENTS, RESOLUTIONS = "conversation-events", "agent-events", "resolutions"
ASSIGNMENTS, DELIVERIES, PACKAGES = "assignments", "deliveries", "context-packages"
PAGES, METRICS, POLICIES = "context-pages", "handoff-metrics", "policies"


def topics():
    stamped = {"message.timestamp.type": "LogAppendTime", "max.message.bytes": str(2 * MIB)}
    small = {**stamped, "max.message.bytes": str(MIB)}
    compacted = {**stamped, "cleanup.policy": "compact"}
    plain = {name: (PARTITIONS, stamped) for name in (AGENTS, DELIVERIES, METRICS)}
    return {
        **plain,
        **{name: (PARTITIONS, small) for name in (EVENTS, RESOLUTIONS)},
        **{name: (PARTITIONS, compacted) for name in (ASSIGNMENTS, PACKAGES, PAGES)},
        POLICIES: (1, compacted),
    }


class GatewayBed(Bed):
    def ends(self, topic):
        """As Bed's, also of topics with one partition and after the broker was away."""
        asked = {
            TopicPartition(self.prefix + topic, p): OffsetSpec.latest()
            for p in range(topics()[topic][0])
        }
        for left in range(60, -1, -1):
            try:
                found = self.admin.list_offsets(asked)
                return {at.partition: future.result(30).offset for at, future in found.items()}
            except KafkaException:
                if not left:
                    raise
                time.sleep(0.5)  # a client keeps what it knew of the leaders before
                self.admin = clients.admin(self.cluster)


class Answer:
    def __init__(self, status, headers, body):
        self.status, self.headers, self.body = status, headers, body

    @property
    def json(self):
        return json.loads(self.body)

    @property
    def field(self):
        return self.json["error"].get("field")


class Client:
    def __init__(self, url, token=None):
        self.url, self.token = url, token

    def request(self, method, path, body=None, headers=None):
        headers = dict(headers or {})
        if self.token:
            headers.setdefault("Authorization", f"Bearer {self.token}")
        if body is not None:
            headers.setdefault("Content-Type", "application/json")
            body = body if isinstance(body, bytes) else json.dumps(body).encode()
        return urllib.request.Request(self.url + path, body, headers, method=method)

    def ask(self, *arguments, **more):
        try:
            with urllib.request.urlopen(self.request(*arguments, **more), timeout=90) as answer:
                return Answer(answer.status, answer.headers, answer.read())
        except urllib.error.HTTPError as error:
            return Answer(error.code, error.headers, error.read())

    def get(self, path, **headers):
        return self.ask("GET", path, headers=headers)

    def post(self, path, body, **headers):
        return self.ask("POST", path, body, headers=headers)


class Stream:
    """Server-sent events, read by a thread."""

    def __init__(self, client, path, last_id=None):
        headers = {"Last-Event-ID": last_id} if last_id is not None else {}
        self.answer = urllib.request.urlopen(client.request("GET", path, None, headers), timeout=300)
        self.events = queue.Queue()
        self.thread = threading.Thread(target=self.run, daemon=True)
        self.thread.start()

    def run(self):
        event = {}
        try:
            for line in self.answer:
                name, _, value = line.decode().rstrip("\n").partition(": ")
                if name:
                    event[name] = value
                elif event:
                    self.events.put(event)
                    event = {}
        except (OSError, ValueError, AttributeError):
            pass
        self.events.put(None)

    def next(self, seconds=60):
        """The next event: its name, data and id."""
        event = self.events.get(timeout=seconds)
        assert event is not None, "the stream has ended"
        return event["event"], json.loads(event["data"]), event["id"]

    def ends(self, seconds=60):
        while self.events.get(timeout=seconds) is not None:
            pass
        return True

    def close(self):
        if self.answer.fp:  # not at its end
            self.answer.fp.raw._sock.shutdown(2)
        self.answer.close()


def message(conversation, number, **more):
    return {
        "conversation_id": conversation,
        "event_id": f"{conversation}-{number}",
        "type": "message",
        "speaker": "bot",
        "text": "Hello",
        **more,
    }


class GatewayCase(unittest.TestCase):
    """One broker and one gateway for all; a tenant for each test."""

    @classmethod
    def setUpClass(cls):
        cls.cluster = Cluster()
        cls.cluster.start()
        cls.bed = GatewayBed(cls.cluster, "gw.", topics())
        cls.gateway = cls.make(
            0,
            BATON_ACK_TIMEOUT_MS="60000",
            BATON_PUBLIC_URL="https://baton.example.com",
            BATON_HASH_KEY="a key of the installation",
        )
        cls.gateway.start()

    @classmethod
    def tearDownClass(cls):
        cls.cluster.stop()

    @classmethod
    def make(cls, instance, **env):
        return cls.cluster.service("gateway", instance, {"BATON_PREFIX": "gw.", **env})

    def setUp(self):
        self.tenant = self._testMethodName.removeprefix("test_")[:40]
        self.client = Client(self.gateway.http)
        self.streams = []

    def tearDown(self):
        for stream in self.streams:
            stream.close()

    # --- what the stages would write

    def write(self, topic, schema, key, value, bed=None):
        bed = bed or self.bed
        data = None if value is None else bed.frame(topic, schema, {"tenant": self.tenant, **value})
        partition = 0 if topic == POLICIES else sum(key.encode()) % PARTITIONS
        key = f"{self.tenant}/{key}" if key else self.tenant
        bed.producer.produce(bed.prefix + topic, key=key, value=data, partition=partition)
        bed.flush()

    def assign(self, conversation, sequence, epoch, kind, who="", **more):
        self.write(
            ASSIGNMENTS,
            "Assignment",
            conversation,
            {
                "conversation_id": conversation,
                "assignment_id": f"{conversation}-a1",
                "sequence": sequence,
                "epoch": epoch,
                "holder": {"kind": kind, "id": who, "name": who.title()},
                **more,
            },
        )

    def deliver(self, conversation, number, **more):
        self.write(
            DELIVERIES,
            "Delivery",
            conversation,
            {
                "conversation_id": conversation,
                "delivery_id": f"{conversation}-d{number}",
                "kind": "say",
                "text": f"words {number}",
                **more,
            },
        )

    def stream(self, query="", last_id=None, client=None):
        stream = Stream(client or self.client, f"/v1/stream/{self.tenant}{query}", last_id)
        self.streams.append(stream)
        return stream

    def holder(self, conversation):
        return self.client.get(f"/v1/conversations/{self.tenant}/{conversation}/holder").json

    def until_epoch(self, conversation, epoch):
        self.assertTrue(wait_until(lambda: self.holder(conversation)["epoch"] == epoch, 60))

    def records(self, topic):
        """This tenant's, decoded, in order; and their keys."""
        found = [m for m in self.bed.read(topic) if m.key().decode().split("/")[0] == self.tenant]
        return [self.bed.unframe(m.value()) for m in found], [m.key().decode() for m in found]
