"""A whole installation under load, for the tests that disturb it: services, customers and bots
who talk by a seeded script, agents who answer by what they see, and the end of it all, checked
by the oracle."""

import collections
import json
import os
import pathlib
import random
import shutil
import sys
import threading
import time
import urllib.error
import urllib.request

sys.path[:0] = [str(pathlib.Path(__file__).resolve().parents[1] / "support")]

import clients  # noqa: E402
import dump  # noqa: E402
from cluster import BIN, Failed  # noqa: E402
from confluent_kafka import (
    KafkaException,
    TopicPartition,
)  # noqa: E402
from confluent_kafka.admin import ResourceType  # noqa: E402
from process import wait_until  # noqa: E402
from wire import Wire  # noqa: E402

PARTITIONS = 4
STAGES = ("detector", "packager", "router", "switchboard", "learner")
TENANTS = ("acme", "bolt", "cora")
OFFER_S = 8  # more than an agent needs to answer, on a slow machine too
# Frozen: a replay does not know between which events a learned policy came, nor how busy a pool
# was then.
POLICY = (
    '{"format":1,"bounds":{"frozen":true},'
    f'"router":{{"offer_timeout_ms":{OFFER_S * 1000},"wrap_up_ms":300,"away_after_missed":0,'
    '"heartbeat_timeout_ms":600000,"max_wait_ms":600000},"switchboard":{"queue_update_ms":0},'
    '"detector":{"hold_when_busy":false}}'
)

CALM = (
    "Where can I find my invoice?",
    "How do I change my address?",
    "Is my parcel on its way?",
    "Which plan am I on?",
    "Thanks, that worked.",
    "Can I pay by card?",
    "What are your hours?",
)
UPSET = (
    "That is not what I asked.",
    "It still does not work!",
    "This is ridiculous.",
    "You already told me that.",
    "I am really disappointed.",
    "Nothing works, this is terrible.",
)
PERSON = (
    "I want to talk to a human.",
    "Please connect me to a real person.",
    "Let me speak to an agent now.",
    "Get me a human please.",
)
ANSWERS = (
    "I have checked this for you.",
    "Please try again.",
    "I am sorry to hear that.",
    "I could not find anything about this.",
    "It is in transit.",
)


def message(tenant, conversation, number, speaker, text, **more):
    return {
        "tenant": tenant,
        "conversation_id": conversation,
        "event_id": f"{conversation}-{number}",
        "occurred_at": int(time.time() * 1000),
        "type": "message",
        "speaker": speaker,
        "text": text,
        **more,
    }


def script(rng, number):
    """Tenant, id and the (speaker, text, more) of a conversation's turns."""
    tenant, conversation = TENANTS[number % len(TENANTS)], f"c{number:05}"
    upset = rng.random() < 0.35
    turns = []
    for _ in range(rng.randint(2, 4)):
        turns.append(("customer", rng.choice(UPSET if upset else CALM), {}))
        more = {"disposition": "requested"} if rng.random() < 0.3 else {}
        if rng.random() < 0.2:
            outcome = rng.choice(["failed", "succeeded"])
            more["actions"] = [{"name": "look_up", "outcome": outcome}]
        turns.append(("bot", rng.choice(ANSWERS), more))
    if rng.random() < 0.4:
        turns.insert(rng.randrange(1, len(turns) + 1), ("customer", rng.choice(PERSON), {}))
    customer = {"id": f"u{number % 700}", "name": f"Customer {number % 700}", "tier": "gold"}
    speaker, text, more = turns[0]
    turns[0] = (speaker, text, {**more, "customer": customer})
    return tenant, conversation, turns


class Customers(threading.Thread):
    """Customers and their bots: `count` conversations, mixed, in `seconds`. Some events are sent
    twice, as senders do that are not sure. `settings`: of their Kafka client."""

    def __init__(self, wire, seed, count, seconds, first=0, **settings):
        super().__init__(daemon=True)
        self.wire, self.seconds, self.settings = wire, seconds, settings
        self.numbers = range(first, first + count)
        self.rng = random.Random(seed)
        self.failure = None
        self.sent = 0

    def plan(self):
        """(when, tenant, conversation, number, speaker, text, more), by time."""
        events = []
        for number in self.numbers:
            tenant, conversation, turns = script(self.rng, number)
            at = self.rng.random() * self.seconds * 0.8
            for turn, (speaker, text, more) in enumerate(turns):
                events.append((at, tenant, conversation, turn, speaker, text, more))
                at += self.rng.random() * self.seconds * 0.06
        return sorted(events, key=lambda event: event[0])

    def run(self):
        try:
            self.talk()
        except Exception as error:  # told to the test by `failure`
            self.failure = error

    def talk(self):
        self.producer = self.wire.producer(**self.settings)
        began = time.monotonic()
        for at, tenant, conversation, turn, speaker, text, more in self.plan():
            wait = began + at - time.monotonic()
            if wait > 0:
                self.producer.poll(0)
                time.sleep(wait)
            event = message(tenant, conversation, turn, speaker, text, **more)
            for _ in range(2 if self.rng.random() < 0.02 else 1):
                self.publish(event)
            self.sent += 1
        assert self.producer.flush(60) == 0

    def publish(self, event):
        key = f"{event['tenant']}/{event['conversation_id']}"
        self.wire.send(self.producer, "conversation-events", key, event)


class WebCustomers(Customers):
    """As Customers, by way of a gateway: an event is sent again until it is acknowledged, so that
    one may come twice when the gateway was killed before it answered."""

    def __init__(self, gateway, *more, **options):
        super().__init__(*more, **options)
        self.gateway = gateway

    def publish(self, event):
        body = json.dumps(event).encode()
        kind = {"Content-Type": "application/json"}
        request = urllib.request.Request(f"{self.gateway.http}/v1/events", body, kind)
        if not wait_until(lambda: self.accepted(request), 120):
            raise Failed(f"the gateway takes no event: {self.refusal}")

    def accepted(self, request):
        try:
            with urllib.request.urlopen(request, timeout=10) as answer:
                return answer.status == 202
        except urllib.error.HTTPError as error:
            self.refusal = f"{error} {error.read()[:300]}"
            assert error.code in (429, 503), self.refusal
        except OSError as error:
            self.refusal = error
        return False


class Agents(threading.Thread):
    """The people of all tenants: each offer that they see is accepted, declined or left alone,
    by its reservation's id; who holds a conversation says something and resolves it."""

    PEOPLE = 20
    CAPACITY = 10

    def __init__(self, wire):
        super().__init__(daemon=True)
        self.wire = wire
        self.producer = wire.producer()
        self.sequences = collections.defaultdict(int)
        self.done = set()  # what was done once: a reservation's answer, a stretch's resolution
        self.leaving = threading.Event()
        self.needless = 0.0  # part of the conversations of which they say that nobody was needed
        self.failure = None
        self.seen = self.accepted = self.resolved = 0
        self.last = time.monotonic()

    def event(self, tenant, agent, kind, event_id, **more):
        value = {
            "tenant": tenant,
            "event_id": event_id,
            "type": kind,
            "pool": "main",
            "occurred_at": int(time.time() * 1000),
            "agent": {
                "id": agent,
                "name": agent.title(),
                "external_ids": {},
                "skills": [],
                "languages": [],
                "authority": [],
                "teams": [],
                "pool": "main",
            },
            **more,
        }
        self.wire.send(self.producer, "agent-events", f"{tenant}/main", value)

    def come(self):
        for tenant in TENANTS:
            for number in range(self.PEOPLE):
                agent = f"agent-{number}"
                self.event(
                    tenant,
                    agent,
                    "presence",
                    f"{agent}-comes",
                    presence="online",
                    capacity=float(self.CAPACITY),
                )
        assert self.producer.flush(60) == 0

    def answer(self, assignment):
        """The newest offer of the assignment."""
        for reservation in assignment["reservations"]:
            name = (reservation["id"], reservation["version"])
            if reservation["state"] != "offered" or name in self.done:
                continue
            self.done.add(name)
            choice = random.Random(f"{assignment['tenant']}/{reservation['id']}").random()
            if choice < 0.04:
                continue  # asleep: the offer runs out
            kind = "decline" if choice < 0.12 else "accept"
            self.event(
                assignment["tenant"],
                reservation["agent_id"],
                kind,
                f"{kind}-{reservation['id']}-{reservation['version']}",
                conversation_id=assignment["conversation_id"],
                assignment_id=assignment["assignment_id"],
                reservation_id=reservation["id"],
                reservation_version=reservation["version"],
                reason="too_busy" if kind == "decline" else "",
            )
            self.accepted += kind == "accept"

    def serve(self, assignment):
        tenant, conversation = assignment["tenant"], assignment["conversation_id"]
        agent, name = assignment["holder"]["id"], assignment["assignment_id"]
        if (tenant, name, agent) in self.done:
            return
        self.done.add((tenant, name, agent))
        key = f"{tenant}/{conversation}"
        said = message(
            tenant,
            conversation,
            f"{name}-{agent}",
            "agent",
            "I have read it all; I am on it.",
            speaker_id=agent,
            disposition="requested",
            epoch=assignment["epoch"],
        )
        self.wire.send(self.producer, "conversation-events", key, said)
        back = random.Random(f"{tenant}/{name}").random() < 0.2
        needless = random.Random(f"needless {tenant}/{name}").random() < self.needless
        self.wire.send(
            self.producer,
            "resolutions",
            key,
            {
                "tenant": tenant,
                "conversation_id": conversation,
                "resolution_id": f"{name}-resolved",
                "version": 1,
                "assignment_id": name,
                "by": "agent",
                "by_id": agent,
                "outcome": "resolved",
                "next": "bot" if back else "close",
                "necessary": not needless,
                "occurred_at": int(time.time() * 1000),
            },
        )
        self.resolved += 1

    def see(self, assignment):
        key = (assignment["tenant"], assignment["conversation_id"])
        if assignment["sequence"] <= self.sequences[key]:
            return
        self.sequences[key] = assignment["sequence"]
        self.seen += 1
        self.last = time.monotonic()
        if assignment["holder"]["kind"] == "agent" and assignment["status"] == "active":
            self.serve(assignment)
        else:
            self.answer(assignment)

    def run(self):
        try:
            consumer = self.wire.reader("agents")
            topic = self.wire.prefix + "assignments"
            consumer.assign([TopicPartition(topic, p, 0) for p in range(PARTITIONS)])
            while not self.leaving.is_set():
                for record in consumer.consume(500, 0.1):
                    if not record.error() and record.value() is not None:
                        self.see(self.wire.unframe(record.value()))
                self.producer.poll(0)
            consumer.close()
            assert self.producer.flush(60) == 0
        except Exception as error:  # told to the test by `failure`
            self.failure = error


REPLAYED = "detector,packager,router,switchboard"  # compared with their replay


class World:
    """Services on a running cluster, their topics, and what talks to them."""

    def __init__(self, cluster, prefix="", partitions=PARTITIONS, stages=STAGES, env=None):
        self.cluster, self.prefix, self.partitions = cluster, prefix, partitions
        self.wire = Wire(cluster, prefix)
        self.stages, self.env = stages, env or {}
        self.services = {}
        self.gone = set()  # services that are to stay away
        self.ended = []  # what ended by itself, and was started again
        self.create_topics()

    def create_topics(self):
        arguments = ("topics", "--create", "--partitions", self.partitions)
        self.cluster.baton(*arguments, prefix=self.prefix)
        # The oracle compares every version; in a long run the broker would leave out the older ones.
        names = [f"{self.prefix}{name}" for name in ("context-packages", "context-pages")]
        clients.configure(
            self.wire.admin, ResourceType.TOPIC, names, "min.compaction.lag.ms", 86_400_000
        )

    def service(self, stage, instance=0, **env):
        name = (stage, instance)
        if name not in self.services:
            self.services[name] = self.cluster.service(
                stage,
                f"{self.prefix}{instance}".replace(".", "-"),
                {"BATON_PREFIX": self.prefix, "BATON_INSTANCE": str(instance), **self.env, **env},
            )
        return self.services[name]

    def start(self, instance=0):
        for stage in self.stages:
            self.service(stage, instance).start(wait=False)
        for stage in self.stages:
            self.service(stage, instance).wait()

    def restart_ended(self):
        """As a supervisor does: a service that gave up (a fatal error of its consumer ends the
        process) is started again."""
        for service in self.services.values():
            if service.child and service.child.poll() is not None and service not in self.gone:
                self.ended.append(
                    f"{service.name}{service.how_it_ended()}: {service.log_end(1)[-300:]}"
                )
                print(f"  ended: {self.ended[-1]}", flush=True)
                service.start(wait=False)

    # --- quiet

    def lags(self):
        """Records that a stage has not read yet, by stage, topic and partition."""
        lags, counts = {}, self.wire.topics()
        for stage in self.stages:
            group = f"{self.prefix}baton-{stage}"
            parts = [p for p in clients.committed(self.wire.admin, group) if p.offset >= 0]
            names = {p.topic.removeprefix(self.prefix) for p in parts}
            ends = self.wire.ends({name: counts[name] for name in names}) if names else {}
            for part in parts:
                name = part.topic.removeprefix(self.prefix)
                if ends[name, part.partition] > part.offset:
                    lags[stage, name, part.partition] = ends[name, part.partition] - part.offset
        return lags

    def lag_free(self):
        try:
            return not self.lags()
        except KafkaException:
            return False

    def is_quiet(self, seconds):
        """Nothing was written for so long, and everything was read."""
        self.restart_ended()
        topics = {n: c for n, c in self.wire.topics().items() if not n.endswith("-changelog")}
        before = self.wire.ends(topics)
        time.sleep(seconds)
        return before == self.wire.ends(topics) and self.lag_free()

    def settle(self, seconds=120, quiet_s=3.0):
        """Waits until all is quiet; `quiet_s`: longer than any time-out that may be under way.
        Raises Failed when it does not become so."""
        if not wait_until(lambda: self.is_quiet(quiet_s), seconds):
            raise Failed(f"no quiet after {seconds} s; lag: {self.lags()}")

    # --- the end

    def failures_in_logs(self):
        """What a sanitizer, or a service that gave up, has left in a log."""
        found = []
        for service in self.services.values():
            text = service.log.read_text(errors="replace") if service.log.exists() else ""
            for mark in ("AddressSanitizer", "LeakSanitizer", "runtime error:", '"fatal"'):
                if mark in text:
                    at = text.index(mark)
                    found.append(f"{service.name}: {text[max(0, at - 200):at + 1500]}")
        return found

    def stop(self):
        """All services, gracefully; their names and exit codes where these are not 0."""
        bad = {}
        running = [s for s in self.services.values() if s.pid()]
        for service in running:
            service.signal(15)
        for service in running:
            if not service.end(60) or service.child.returncode != 0:
                bad[service.name] = service.child.returncode
        return bad

    def judge(self, until_ms=0, waiting=False, sums=False, only=REPLAYED):
        """The oracle's word on what has been committed. The services are stopped. `waiting`:
        customers may be left who still wait for a person. The learner is judged by its invariants:
        its inputs have no common order. `sums`: it has written its last figures. `only`: the stages
        that are compared with their replay."""
        folder = self.cluster.folder / f"dump-{self.prefix}"
        folder.mkdir(exist_ok=True)
        options = [
            f"--partitions={self.partitions}",
            f"--until={until_ms}",
            f"--only={only}",
            *(["--waiting"] if waiting else []),
            *(["--sums"] if sums else []),
        ]
        return dump.consult(BIN / "oracle", self.wire, folder, options)

    def close(self):
        """Ends what still runs. BATON_KEEP: a folder to which logs and dumps are copied, to look
        at them."""
        for service in self.services.values():
            service.kill()
        if os.environ.get("BATON_KEEP"):
            for part in self.cluster.folder.glob("*"):
                if part.name == "log" or part.name.startswith("dump-"):
                    shutil.copytree(
                        part, pathlib.Path(os.environ["BATON_KEEP"]) / part.name, dirs_exist_ok=True
                    )
