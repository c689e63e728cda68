"""Erasure: a word that was said in conversations, and stands in their customer's name, in files,
enrichments, resolutions and dead letters, is first shown to be in every topic, store and view where it
is expected; after `baton forget` it is in no view and no live row within a minute, also where records
from before come behind it, and when the times have passed, here seconds, in no file."""

import json
import pathlib
import queue
import sys
import time
import unittest

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parents[0] / "support")]

import clients  # noqa: E402
from confluent_kafka.admin import ResourceType  # noqa: E402
from cluster import Cluster  # noqa: E402
from gateway_bed import Client, Stream  # noqa: E402
from process import wait_until  # noqa: E402
from segments import contents  # noqa: E402
from world import STAGES, Agents, World, message  # noqa: E402

TENANT = "acme"
CANARY = "quokkaviolet"  # with what follows it, in each place another word
ALONE, ENDED, HELD = "alone-1", "shared-1", "shared-2"  # the last two are one customer's
CUSTOMERS = {ALONE: "u-alone", ENDED: "u-shared", HELD: "u-shared"}
# A week and a day, in seconds: what a test can wait for.
BROKER = {
    "log.cleaner.backoff.ms": 300,
    "log.retention.check.interval.ms": 1000,
    "log.segment.delete.delay.ms": 500,
    "log.index.size.max.bytes": 65536,  # made as large as that, and read again and again here
}
SOON = {"file.delete.delay.ms": 500, "segment.ms": 1000}
PLAIN = {"retention.ms": 5000}
COMPACTED = {
    "min.compaction.lag.ms": 0,
    "max.compaction.lag.ms": 1000,
    "delete.retention.ms": 1000,
    "min.cleanable.dirty.ratio": 0.001,
}
# Where it must be before, or the test shows nothing.
TOPICS = {
    "conversation-events",
    "context-packages",
    "context-pages",
    "routing-requests",
    "assignments",
    "deliveries",
    "resolutions",
    "handoff-outcomes",
    "customer-history",
    "enrichment-requests",
    *(f"{stage}-changelog" for stage in ("packager", "learner", "router", "switchboard")),
    *(f"{stage}-dead-letters" for stage in ("detector", "packager", "switchboard", "learner")),
}
STORES = {"packager", "learner", "router"}


def holds(data):
    return CANARY.encode() in data.lower()


class People(Agents):
    """They say the word and write it into resolutions; one conversation they keep."""

    def __init__(self, wire):
        super().__init__(wire)
        self.served = set()

    def answer(self, assignment):
        for reservation in assignment["reservations"]:
            name = (reservation["id"], reservation["version"])
            if reservation["state"] == "offered" and name not in self.done:
                self.done.add(name)
                self.event(
                    TENANT,
                    reservation["agent_id"],
                    "accept",
                    f"accept-{reservation['id']}-{reservation['version']}",
                    conversation_id=assignment["conversation_id"],
                    assignment_id=assignment["assignment_id"],
                    reservation_id=reservation["id"],
                    reservation_version=reservation["version"],
                )

    def serve(self, assignment):
        conversation, name = assignment["conversation_id"], assignment["assignment_id"]
        if name in self.done:
            return
        self.done.add(name)
        self.served.add(conversation)
        agent, key = assignment["holder"]["id"], f"{TENANT}/{conversation}"
        word = CANARY if conversation in CUSTOMERS else ""  # others' talk goes on to the end
        said = f"I have read about {word}agent."
        event = message(TENANT, conversation, f"{name}-said", "agent", said, speaker_id=agent)
        event.update(disposition="requested", epoch=assignment["epoch"])
        self.wire.send(self.producer, "conversation-events", key, event)
        if conversation == HELD:
            return
        resolution = {
            "tenant": TENANT,
            "conversation_id": conversation,
            "resolution_id": f"{name}-resolved",
            "version": 1,
            "assignment_id": name,
            "by": "agent",
            "by_id": agent,
            "outcome": "resolved",
            "next": "close",
            "solution": f"Replaced the {word}part.",
            "occurred_at": int(time.time() * 1000),
        }
        self.wire.send(self.producer, "resolutions", key, resolution)


class ForgetTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.cluster = cls.enterClassContext(Cluster(settings=BROKER))
        cls.cluster.start()
        cls.world = World(cls.cluster, partitions=1, stages=(*STAGES, "gateway"))
        cls.addClassCleanup(cls.world.close)
        cls.world.start()
        cls.wire, cls.producer = cls.world.wire, cls.world.wire.producer()
        cls.gateway = Client(cls.world.service("gateway").http)
        cls.others = 0

    # --- what is said

    def say(self, conversation, number, speaker, text, **more):
        event = message(TENANT, conversation, number, speaker, text, **more)
        key = f"{TENANT}/{conversation}"
        self.wire.send(self.producer, "conversation-events", key, event)

    def talk(self, conversation):
        customer = {"id": CUSTOMERS[conversation], "name": f"Ann {CANARY}name", "tier": "gold"}
        file = {"id": "f1", "kind": "document", "name": f"{CANARY}file.pdf"}
        text = f"My {CANARY}text is broken, order number 4711{CANARY}order."
        self.say(conversation, 1, "customer", text, customer=customer, attachments=[file])
        found = {
            "kind": "crm",
            "source": "crm",
            "state": "arrived",
            "values": {"note": f"{CANARY}note"},
        }
        self.say(conversation, 2, "system", "", type="enrichment", enrichment=found)
        text = f"This {CANARY}thing is terrible! I want to talk to a human, please."
        self.say(conversation, 3, "customer", text)
        bad = b"\0\0\0\0\1" + f"\xff\xff{CANARY}bytes".encode("latin-1")
        self.wire.send(self.producer, "conversation-events", f"{TENANT}/{conversation}", bad)

    def stir(self):
        """Others' talk: a segment that nothing is written to is not closed."""
        ForgetTest.others += 1
        conversation = f"other-{self.others}"
        customer = {"id": conversation, "name": "Ben", "tier": "gold"}
        self.say(conversation, 1, "customer", "Where is my parcel?", customer=customer)
        self.say(conversation, 2, "customer", "I want to talk to a human, please.")
        bad = b"\0\0\0\0\1\xff\xff"
        self.wire.send(self.producer, "conversation-events", f"{TENANT}/{conversation}", bad)
        self.producer.flush(60)

    # --- where it is

    def topics(self, last=False):
        """Topics that hold it. `last`: in the last value of a key, of those that are compacted."""
        counts = self.wire.topics()
        found, values = set(), {}
        for record in self.wire.read(counts):
            topic = record.topic()
            values[topic, record.partition(), record.key()] = record.value() or b""
            if not last and holds((record.key() or b"") + (record.value() or b"")):
                found.add(topic)
        return found or {t for (t, _, _), v in values.items() if last and holds(v)}

    def compacted(self):
        admin = self.wire.admin
        return {
            name
            for name in self.wire.topics()
            if clients.settings_of(admin, name).get("cleanup.policy") == "compact"
        }

    def views(self):
        found = set()
        for conversation in CUSTOMERS:
            for view in ("holder", "assignment", "package", "pages", "unified"):
                path = f"/v1/conversations/{TENANT}/{conversation}/{view}"
                if holds(self.gateway.get(path).body):
                    found.add(f"{conversation} {view}")
        return found | self.streams()

    def streams(self):
        """The same of a reader that comes back for all of it; `reset`: he is given nothing."""
        stream = Stream(self.gateway, f"/v1/stream/{TENANT}", last_id="a0.0,d0.0,p0.0")
        found = set()
        try:
            while (event := stream.events.get(timeout=0.5)) and event["event"] != "reset":
                if holds(event.get("data", "").encode()):
                    found.add(f"stream of {event['event']}")
        except queue.Empty:
            pass
        stream.close()
        return found

    def files(self):
        """Files that hold it, of everything that broker, registry and services have written."""
        found = set()
        for file in self.cluster.folder.rglob("*"):
            try:
                if file.is_file() and any(holds(data) for data in contents(file)):
                    found.add(str(file.relative_to(self.cluster.folder)))
            except FileNotFoundError:
                pass  # deleted meanwhile
        return found

    def expect(self, condition, seconds, told):
        began = time.monotonic()
        self.assertTrue(wait_until(condition, seconds), told() if callable(told) else told)
        print(f"  {time.monotonic() - began:.1f} s", flush=True)

    # --- the test

    def check_before(self):
        self.expect(lambda: not TOPICS - self.topics(), 60, lambda: TOPICS - self.topics())
        views = {f"{c} {v}" for c in CUSTOMERS for v in ("package", "pages", "unified")}
        views |= {"stream of delivery", "stream of package"}
        self.expect(lambda: not views - self.views(), 60, lambda: views - self.views())
        def stores():
            return {f.split("/")[1].split("-")[0] for f in self.files() if f.startswith("state/")}
        self.expect(lambda: not STORES - stores(), 30, lambda: STORES - stores())
        segments = {pathlib.Path(f).parent.name for f in self.files() if f.endswith(".log")}
        self.assertLessEqual({f"{topic}-0" for topic in TOPICS}, segments)

    def forget(self):
        self.cluster.baton("forget", f"{TENANT}/{ALONE}")
        self.cluster.baton("forget", "--customer", f"{TENANT}/{CUSTOMERS[HELD]}")
        compacted = self.compacted()
        live = lambda: self.topics(last=True) & compacted  # noqa: E731
        self.expect(lambda: not self.views() and not live(), 60, lambda: (self.views(), live()))

    def come_late(self):
        """Records from before the erasure that arrive behind it, those that were there among them."""

        def said(text, **more):
            return {"text": f"{CANARY}{text}", "occurred_at": self.began, **more}

        for conversation in CUSTOMERS:
            customer = {"id": CUSTOMERS[conversation], "name": f"Ann {CANARY}name"}
            found = {"request_id": f"{conversation}-e1", "kind": "crm", "source": "crm"}
            found.update(state="arrived", values={"note": f"{CANARY}note"})
            late = (
                (1, "customer", said("text is broken")),
                ("late", "customer", said("late", customer=customer)),
                ("late-bot", "bot", said("answer")),
                ("edit", "customer", said("edit", type="edit", replaces=f"{conversation}-1")),
            )
            for number, speaker, more in late:
                # to the person who holds, a customer's word is passed on all the same
                if conversation != HELD or speaker == "bot" or number == 1:
                    self.say(conversation, number, speaker, **more)
            self.say(conversation, "answer", "system", "", type="enrichment", enrichment=found)
        self.producer.flush(60)
        self.world.settle(quiet_s=1)
        live = self.topics(last=True) & self.compacted()
        self.assertEqual((self.views(), live), (set(), set()))

    def restart(self):
        """The stores are copied, and the gateway reads all of its topics anew."""
        self.assertEqual(self.world.stop(), {})
        self.world.start()
        self.assertEqual(self.views(), set())

    def let_time_pass(self):
        admin, compacted = self.wire.admin, self.compacted()
        plain = set(self.wire.topics()) - compacted
        for names, settings in ((plain, SOON | PLAIN), (compacted, SOON | COMPACTED)):
            for name, value in settings.items():
                clients.configure(admin, ResourceType.TOPIC, sorted(names), name, value)

    def test_what_is_forgotten_is_in_no_view_at_once_and_in_no_file_in_the_end(self):
        self.began = int(time.time() * 1000)
        people = People(self.wire)
        people.come()
        people.start()
        for conversation in CUSTOMERS:
            self.talk(conversation)
        self.producer.flush(60)
        # what is said after the erasure is not erased
        self.expect(lambda: people.served >= set(CUSTOMERS), 60, lambda: people.served)
        self.world.settle(quiet_s=1)
        self.check_before()
        self.forget()
        self.come_late()
        self.restart()
        self.let_time_pass()

        def gone():
            self.stir()
            return not self.files()

        self.expect(gone, 120, lambda: json.dumps(sorted(self.files()), indent=1))
        self.assertEqual(self.topics(), set())
        self.assertEqual(self.views(), set())
        people.leaving.set()
        people.join()
        self.assertIsNone(people.failure)
        self.assertEqual(self.world.failures_in_logs(), [])


if __name__ == "__main__":
    unittest.main()
