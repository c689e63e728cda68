"""The example bots in a whole installation: a customer asks for a person while the model thinks, a
person takes over, and the bot goes on when it gets the conversation back. What may be said is
judged by the places in the log: the bot's words against the last `holder` event before them."""

import json
import pathlib
import sys
import time
import unittest

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parents[0] / "support")]

from bots_bed import Bot  # noqa: E402
from cluster import Cluster  # noqa: E402
from gateway_bed import Client  # noqa: E402
from process import wait_until  # noqa: E402
from world import STAGES, World, message  # noqa: E402

EVENTS = "conversation-events"
POLICY = {
    "format": 1,
    "router": {"offer_timeout_ms": 600000, "heartbeat_timeout_ms": 600000, "wrap_up_ms": 0},
    "switchboard": {"queue_update_ms": 0},
}
QUESTION, PERSON = "Where can I find my invoice?", "I want to talk to a human, please."
SECOND, THIRD = "Is my parcel on its way?", "And which plan am I on?"
THINKS_MS = 3000  # as the examples say
NAMES = [f"c{number}" for number in range(1, 8)]  # one after the other, until one was in time


class BotsHandoverTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.cluster = cls.enterClassContext(Cluster())
        cls.cluster.start()
        cls.world = World(cls.cluster, stages=(*STAGES, "gateway"))
        cls.addClassCleanup(cls.world.close)
        cls.world.start()
        cls.wire = cls.world.wire
        cls.producer = cls.wire.producer()
        cls.gateway = Client(cls.world.service("gateway").http)

    # --- who takes part

    def begin(self, tenant):
        """An agent who is there, and a policy by which offers wait for him."""
        self.tenant = tenant
        self.world.wire.declare(tenant, json.dumps(POLICY))
        self.agent("presence", presence="online", capacity=10.0)

    def send(self, topic, key, value):
        self.wire.send(self.producer, topic, f"{self.tenant}/{key}", value)
        self.assertEqual(self.producer.flush(60), 0)

    def agent(self, kind, **more):
        who = {"id": "ann", "name": "Ann", "external_ids": {}, "pool": "main"}
        lists = dict.fromkeys(("skills", "languages", "authority", "teams"), [])
        event_id = f"{kind}-{time.monotonic_ns()}"
        event = {"tenant": self.tenant, "event_id": event_id, "type": kind, "pool": "main", **more}
        self.send("agent-events", "main", {**event, "agent": {**who, **lists}})

    def resolve(self, assignment, following):
        resolution = {
            "tenant": self.tenant,
            "conversation_id": assignment["conversation_id"],
            "resolution_id": f"{assignment['assignment_id']}-{following}",
            "assignment_id": assignment["assignment_id"],
            "by": "agent",
            "by_id": "ann",
            "outcome": "resolved",
            "next": following,
        }
        self.send("resolutions", assignment["conversation_id"], resolution)

    # --- what is seen

    def of(self, topic, conversation):
        """A conversation's records in order, with the times of their arrival."""
        messages = self.wire.read({topic: self.world.partitions})
        messages.sort(key=lambda m: (m.partition(), m.offset()))
        own = f"{self.tenant}/{conversation}"
        mine = [m for m in messages if m.value() and f"{m.key().decode()}/".startswith(f"{own}/")]
        return [{**self.wire.unframe(m.value()), "at": m.timestamp()[1]} for m in mine]

    def first(self, topic, conversation, condition):
        """Waits for a record for which `condition` holds; the first one."""
        found = []

        def look():
            found[:] = filter(condition, self.of(topic, conversation))
            return found

        self.assertTrue(wait_until(look, 90), self.of(topic, conversation)[-1:])
        return found[0]

    def held_by(self, conversation, kind, epoch=1):
        return self.first(EVENTS, conversation, lambda e: e["type"] == "holder"
                          and (e["holder"]["kind"], e["epoch"] >= epoch) == (kind, True))

    def bot_words(self, conversation):
        """The bot's messages: (epoch, the holder's kind and epoch where it stands in the log)."""
        words, holder = [], ("bot", 0)
        for event in self.of(EVENTS, conversation):
            if event["type"] == "holder":
                holder = (event["holder"]["kind"], event["holder"]["epoch"])
            elif event["speaker"] == "bot" and event["type"] == "message":
                words.append((event, *holder))
        return words

    def said(self, conversation):
        """Ids of the bot's messages that the packager shows as said."""
        pages = {page["number"]: page for page in self.of("context-pages", conversation)}
        turns = [turn for number in sorted(pages) for turn in pages[number]["turns"]]
        return [t["event_id"] for t in turns if t["speaker"] == "bot" and t["state"] == "said"]

    def kinds(self, conversation):
        """Of the deliveries of the bot's messages, by message."""
        found = [d for d in self.of("deliveries", conversation) if d["speaker"] == "bot"]
        return {d["event_id"]: d["kind"] for d in found if d["event_id"]}

    # --- the story

    def take_over(self, conversation):
        """The handoff to Ann, who says something; her assignment."""
        is_offered = lambda a: a["reservations"] and a["change"] == "offered"  # noqa: E731
        offer = self.first("assignments", conversation, is_offered)
        (reservation,) = [r for r in offer["reservations"] if r["state"] == "offered"]
        self.agent("accept", conversation_id=conversation, reservation_id=reservation["id"],
                   reservation_version=reservation["version"])
        held = self.held_by(conversation, "agent")
        words = message(self.tenant, conversation, "ann-1", "agent", "I am on it.",
                        speaker_id="ann", disposition="requested", epoch=held["epoch"])
        self.send(EVENTS, conversation, words)
        heard = self.first("deliveries", conversation, lambda d: d["event_id"] == words["event_id"])
        self.assertEqual(heard["kind"], "say")
        return self.first("assignments", conversation, lambda a: a["change"] == "accepted")

    def play(self, conversation, customer_says, was_late):
        """One conversation from bot to person and back. `was_late`: waits until the model is done,
        and says whether that was after the handoff had begun; if not, this machine was too slow."""
        customer_says(conversation, QUESTION)
        self.assertTrue(wait_until(lambda: self.said(conversation), 90), "the bot does not answer")
        customer_says(conversation, SECOND)  # of which the model still thinks, when
        customer_says(conversation, PERSON)
        assignment = self.take_over(conversation)
        if not was_late(conversation):
            return False
        self.assert_judged(conversation)
        self.assertEqual(len(self.said(conversation)), 1)
        self.resolve(assignment, "bot")
        back = self.held_by(conversation, "bot", assignment["epoch"] + 1)
        self.until_gateway_knows(conversation, back["epoch"])
        customer_says(conversation, THIRD)
        self.assertTrue(wait_until(lambda: len(self.said(conversation)) == 2, 90),
                        "the bot does not go on")
        last, kind, epoch = self.bot_words(conversation)[-1]
        self.assertEqual((kind, epoch, last["epoch"]), ("bot", back["epoch"], back["epoch"]))
        self.assert_judged(conversation)
        return True

    def until_gateway_knows(self, conversation, epoch):
        path = f"/v1/conversations/{self.tenant}/{conversation}/holder"
        self.assertTrue(wait_until(lambda: self.gateway.get(path).json["epoch"] == epoch, 60))

    def assert_judged(self, conversation):
        """What the bot wanted to say while it did not hold the conversation was not said, and
        nothing else was kept back: in the deliveries and in what an agent reads."""
        words = self.bot_words(conversation)
        allowed = [event["event_id"] for event, kind, epoch in words
                   if kind == "bot" and event["epoch"] == epoch]
        asked = {event["event_id"] for event, _, _ in words if event["disposition"] == "requested"}
        uninvited = {event["event_id"] for event, _, _ in words} - asked - {*allowed}
        self.assertEqual(uninvited, set(), "the bot spoke without asking")
        wait_until(lambda: self.kinds(conversation).keys() >= asked, 60)
        wait_until(lambda: self.said(conversation) == allowed, 60)
        self.assertEqual(self.said(conversation), allowed)
        expected = {name: "say" if name in allowed else "suppressed" for name in asked}
        self.assertLessEqual(expected.items(), self.kinds(conversation).items())
        self.assertNotIn("two_voices", [d["kind"] for d in self.of("deliveries", conversation)])

    def test_by_http_it_is_kept_back_while_a_person_holds_and_goes_on_after(self):
        self.begin("by-http")
        gateway = self.world.service("gateway").http
        bot = Bot("bot_http.py", gateway, self.tenant)
        self.addCleanup(bot.stop)

        def says(conversation, text):
            bot.hears(f"{conversation} {text}")

        def was_late(conversation):
            """It wants to say what it was thinking of, and hears that it was kept back."""
            late = self.first(EVENTS, conversation, lambda e: f"'{SECOND}'" in e["text"])
            self.assertEqual((late["speaker"], late["epoch"]), ("bot", 0))
            (kind,) = [k for event, k, _ in self.bot_words(conversation)
                       if event["event_id"] == late["event_id"]]
            while kind != "bot" and bot.says() != ["suppressed", conversation]:
                pass
            return kind != "bot"

        self.assertTrue(any(self.play(name, says, was_late) for name in NAMES))

    def test_by_kafka_alone_it_says_nothing_while_a_person_holds_and_goes_on_after(self):
        self.begin("by-kafka")
        bot = Bot("bot_kafka.py", self.tenant, **self.cluster.env())
        self.addCleanup(bot.stop)
        numbers = iter(range(1000))

        def says(conversation, text):
            event = message(self.tenant, conversation, next(numbers), "customer", text)
            self.send(EVENTS, conversation, event)

        for number in range(90):  # until it has begun
            says(f"hello-{number}", QUESTION)
            if not bot.said.empty():
                break
            time.sleep(1)

        def was_late(conversation):
            """It answers in order: what comes after all else has its answer last. What it says
            just when the handoff begins, it could not know of: that is no test."""
            says(f"{conversation}-after", QUESTION)
            while bot.says() != ["say", f"{conversation}-after"]:
                pass
            asked = self.first(EVENTS, conversation, lambda event: event["text"] == SECOND)
            return self.held_by(conversation, "queue")["at"] - asked["at"] < THINKS_MS - 500

        self.assertTrue(any(self.play(name, says, was_late) for name in NAMES))

    @classmethod
    def tearDownClass(cls):
        bad = cls.world.stop()
        assert bad == {}, bad
        assert cls.world.failures_in_logs() == [], cls.world.failures_in_logs()
        good, said = cls.world.judge(waiting=True)
        assert good, said


if __name__ == "__main__":
    unittest.main()
