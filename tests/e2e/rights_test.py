"""Each right that `baton topics --acls` prints is taken away from a program that runs, one after the
other, and given back: which line says so, that the program is not ready meanwhile, that it goes on
by itself, and that nothing is lost."""

import collections
import json
import pathlib
import shutil
import sys
import time
import unittest

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parents[0] / "support")]

import clients  # noqa: E402
import rights  # noqa: E402
from gateway_bed import Client, message  # noqa: E402
from process import wait_until  # noqa: E402
from security_bed import SecureCase  # noqa: E402
from wire import Wire  # noqa: E402
from world import STAGES  # noqa: E402

TENANT, PARTITIONS = "acme", 4
# What Kafka gives with another right: alone it is missed by nobody.
GIVEN_WITH = {"Describe": ("Read", "Write")}
# What is said in a line about the missing right, in small letters, blanks for underscores.
REFUSED = {
    "topic": "topic authorization failed",
    "group": "group authorization failed",
    "transactionalId": "transactional id authorization failed",
}
# Nobody is there for whom it is: after a second a request is passed on to the pool `main`, which
# writes to each of the router's outputs, and after another second the bot has it back.
POLICY = {"format": 1, "router": {"max_wait_ms": 1000, "overflow_pool": "main"}}
LOOKS = 10


class Asker:
    """What the router is asked: each time a request, an agent's word in a partition that is not its
    own, and a record that nobody can read."""

    def __init__(self, cluster, prefix):
        self.wire, self.count = Wire(cluster, prefix), 0
        self.producer = self.wire.producer()
        self.home = None
        self.say_who(0)
        assert self.producer.flush(60) == 0

    def say_who(self, number, **place):
        """An agent comes. By the topic's partitioner, or to a partition."""
        event = {
            "tenant": TENANT,
            "event_id": f"a{number}",
            "type": "presence",
            "pool": "main",
            "agent": {"id": f"a{number}"},
            "presence": "offline",
        }
        key = f"{TENANT}/main"
        self.wire.send(self.producer, "agent-events", key, event, on_delivery=self.at, **place)

    def at(self, error, record):
        assert not error, error
        self.home = record.partition() if self.home is None else self.home

    def ask(self):
        self.count += 1
        request = {
            "tenant": TENANT,
            "conversation_id": f"c{self.count}",
            "epoch": 0,
            "request_id": f"c{self.count}-r",
            "kind": "request",
            "pool": "night",
        }
        self.wire.send(self.producer, "routing-requests", f"{TENANT}/night", request)
        self.say_who(self.count, partition=(self.home + 1) % PARTITIONS)
        self.wire.send(self.producer, "agent-events", f"{TENANT}/main", b"?", partition=self.home)
        assert self.producer.flush(60) == 0

    # --- what has become of it

    def passed_on(self):
        """How often the router has passed each conversation on."""
        requests = [value for _, value in self.wire.records("routing-requests")]
        return collections.Counter(r["conversation_id"] for r in requests if r["pool"] == "main")

    def is_done(self):
        return len(self.passed_on()) == self.count and self.given_back() == self.passed_on().keys()

    def given_back(self):
        """The conversations whose last word is that the bot has them."""
        last = {a["conversation_id"]: a for _, a in self.wire.records("assignments")}
        return {name for name, a in last.items() if a["holder"]["kind"] == "bot"}

    def forwarded(self):
        found = self.wire.read({"agent-events": PARTITIONS})
        names = [name for message in found for name, _ in message.headers() or []]
        return names.count("baton-forwarded")


class RightsTest(SecureCase):
    def own(self, principal, *operations):
        """The rights with these operations, without those that come with another."""
        found = [r for r in self.rights if r.principal == principal]
        has = {(r.name, r.operation) for r in found}
        return [
            right
            for right in found
            if right.operation in operations
            and not any((right.name, more) in has for more in GIVEN_WITH.get(right.operation, ()))
        ]

    def given_with(self, principal):
        """The others."""
        found = [r for r in self.rights if r[::4] == (principal, "Describe")]
        return [right for right in found if right not in self.own(principal, "Describe")]

    def take(self, right):
        user = self.prefix + right.principal
        self.assertEqual(rights.take_away(self.admin, [right], user), 1, right)

    def give(self, right):
        rights.grant(self.admin, [right], self.prefix + right.principal)

    def says_why(self, service, begin, right):
        """A line behind `begin` of its log names what it may not do, and to what."""
        name, refused = right.name.removeprefix(self.prefix), REFUSED[right.kind]
        fits = lambda line: name in line and refused in plain(line)  # noqa: E731
        found = self.has_line(service, fits, begin, 30)
        self.assertTrue(found, f"{right}: the log is silent:{service.log_end(20)}")

    def is_missed(self, service, right, before=lambda: None, meanwhile=lambda: None):
        """`before`: what makes it write, as soon as the right is away."""
        begin = len(self.text(service))
        self.take(right)
        before()
        self.assertTrue(wait_until(service.why_not_ready, 40), f"ready without {right}")
        self.says_why(service, begin, right)
        self.stays_away(service, right)
        meanwhile()
        self.give(right)
        heals = wait_until(service.is_ready, 60)
        self.assertTrue(heals, f"{right} is back: {service.why_not_ready()}{service.log_end()}")

    def stays_away(self, service, right):
        looks = [time.sleep(0.1) or service.is_ready() for _ in range(LOOKS)]
        self.assertEqual(sum(looks), 0, f"ready by turns without {right}")

    # --- a stage

    def test_each_right_of_a_stage_is_missed_and_it_heals(self):
        self.install("stage.")
        asker = Asker(self.cluster, self.prefix)
        asker.wire.declare(TENANT, json.dumps(POLICY))
        router = self.service("router", self.cluster.user("stage.router"))
        router.start()
        reads, writes = self.own("router", "Read"), self.own("router", "Write")
        (log,) = [right for right in reads if right.name.endswith("router-changelog")]
        (group,) = [right for right in reads if right.kind == "group"]
        (transactions,) = [right for right in writes if right.kind == "transactionalId"]
        for right in reads:
            if right not in (log, group):
                with self.subTest(right):
                    self.is_missed(router, right, meanwhile=asker.ask)
        for right in [group, *writes]:
            if right != transactions:
                with self.subTest(right):
                    self.is_missed(router, right, before=asker.ask)
        with self.subTest(transactions):
            self.ends_without(router, transactions, asker)
        with self.subTest(log):
            self.waits_without(router, log, asker)
        with self.subTest("at the start"):
            self.starts_without(router)
        self.assertEqual((len(reads), len(writes)), (6, 8))
        self.nothing_is_lost(asker)

    def ends_without(self, router, right, asker):
        """A producer that may not use its id is no producer any more: the process ends, by the reason,
        and each time that it is started again."""
        self.take(right)
        for goes_on in (asker.ask, lambda: router.start(wait=False)):
            begin = len(self.text(router))
            goes_on()
            self.assertTrue(wait_until(lambda: not router.pid(), 60), "it goes on")
            self.assertEqual(router.child.returncode, 1)
            self.says_why(router, begin, right)
        self.give(right)
        router.start()

    def waits_without(self, router, right, asker):
        """The changelog is read where there is no store."""
        router.stop()
        shutil.rmtree(router.state)
        begin = len(self.text(router))
        self.take(right)
        router.start(wait=False)
        asker.ask()
        self.assertTrue(wait_until(lambda: right.name in router.why_not_ready(), 60))
        self.says_why(router, begin, right)
        self.stays_away(router, right)
        self.give(right)
        self.assertTrue(wait_until(router.is_ready, 60), f"waits for ever:{router.log_end()}")

    def starts_without(self, router):
        """What comes with other rights, and the right to look at settings: it starts all the same, and
        says which settings it could not look at."""
        wanted = [*self.given_with("router"), *self.own("router", "DescribeConfigs")]
        self.assertEqual(len(wanted), 11 + 4)
        for right in wanted:
            self.take(right)
        router.stop()
        begin = len(self.text(router))
        router.start()
        for right in self.own("router", "DescribeConfigs"):
            self.says_why(router, begin, right)
        lines = self.text(router)[begin:].splitlines()
        self.assertEqual(sum("time_stamps_not_checked" in line for line in lines), 4 + 3)
        for right in wanted:
            self.give(right)

    def nothing_is_lost(self, asker):
        """Each request was passed on once and given back, each misrouted word was forwarded once, each
        unreadable record became one dead letter."""
        self.assertTrue(wait_until(asker.is_done, 60), "not all became what they must")
        once = {f"c{number}": 1 for number in range(1, asker.count + 1)}
        self.assertEqual(dict(asker.passed_on()), once)
        self.assertEqual(asker.given_back(), set(once))
        decided = {value["conversation_id"] for _, value in asker.wire.records("routing-decisions")}
        self.assertEqual(decided, set(once))
        self.assertEqual(asker.forwarded(), asker.count)
        self.assertEqual(len(asker.wire.records("router-dead-letters")), asker.count)
        group = f"{self.prefix}baton-router"
        self.assertTrue(wait_until(lambda: not self.lag(asker.wire, group), 60), "not all is read")

    def lag(self, wire, group):
        parts = [p for p in clients.committed(wire.admin, group) if p.offset >= 0]
        ends = wire.ends({p.topic.removeprefix(self.prefix): PARTITIONS for p in parts})
        return sum(ends[p.topic.removeprefix(self.prefix), p.partition] - p.offset for p in parts)

    # --- the gateway

    def doors(self, client):
        """Topic: what is sent to the door whose records go there; returns the status."""
        asked = {"event_id": "a1", "type": "presence", "pool": "main", "presence": "online"}
        solved = {"conversation_id": "c1", "resolution_id": "r1", "by": "agent"}
        bodies = {
            "conversation-events": ("/v1/events", message("c1", 1)),
            "agent-events": ("/v1/agent-events", {**asked, "agent": {"id": "eva"}}),
            "resolutions": ("/v1/resolutions", {**solved, "outcome": "resolved", "next": "bot"}),
        }
        post = {
            topic: lambda path=path, body=body: client.post(path, {**body, "tenant": TENANT}).status
            for topic, (path, body) in bodies.items()
        }
        return {**post, "policies": lambda: self.put_policy(client)}

    def put_policy(self, client):
        now = client.get(f"/v1/policies/{TENANT}")
        match = {"If-Match": now.headers["ETag"]} if now.status == 200 else {}
        self.policies += 1
        body = {**POLICY, "router": {"max_wait_ms": 1000 + self.policies}}
        path = f"/v1/policies/{TENANT}?author=test&reason=test"
        return client.ask("PUT", path, json.dumps(body).encode(), match).status

    def test_each_right_of_the_gateway_is_missed_and_it_heals(self):
        self.install("door.")
        self.policies = 0
        gateway = self.gateway(self.cluster.user("door.gateway"), BATON_ACK_TIMEOUT_MS="5000")
        doors = self.doors(Client(gateway.http))
        reads, writes = self.own("gateway", "Read"), self.own("gateway", "Write")
        self.assertEqual({right.name.removeprefix("door.") for right in writes}, set(doors))
        self.assertEqual(len(reads), 6)
        for right in reads:
            with self.subTest(right):
                self.is_missed(gateway, right)
        for right in writes:
            with self.subTest(right):
                self.is_refused_at(gateway, right, doors[right.name.removeprefix("door.")])
        self.starts_all_the_same(gateway)

    def is_refused_at(self, gateway, right, send):
        """Not ready by one that was refused, until the right is back: nobody has to send for that. What
        was taken is in the topic, what was refused may be sent again."""
        takes = lambda: send() in (200, 202)  # noqa: E731
        self.assertTrue(wait_until(takes, 30))
        refused = lambda: self.assertTrue(  # noqa: E731
            wait_until(lambda: send() == 503, 30), "still taken"
        )
        self.is_missed(gateway, right, before=refused)
        self.assertTrue(wait_until(takes, 30), "not taken again")
        name = right.name.removeprefix(self.prefix)
        taken = Wire(self.cluster, self.prefix).records(name)
        self.assertGreaterEqual(len(taken), 2, "what was acknowledged is not there")
        self.assertNotIn(None, [value for _, value in taken], "what was asked with was written")

    def starts_all_the_same(self, gateway):
        """As a stage starts without."""
        wanted = [*self.given_with("gateway"), *self.own("gateway", "DescribeConfigs")]
        for right in wanted:
            self.take(right)
        gateway.stop()
        begin = len(self.text(gateway))
        gateway.start()
        for right in self.own("gateway", "DescribeConfigs"):
            self.says_why(gateway, begin, right)

    # --- people

    def test_people_work_with_the_rights_of_the_operator(self):
        """A drill counts, a decision is explained, what was given up is listed and put back, a
        conversation erased; whoever has a bot's rights sees no dead letters."""
        self.install("desk.")
        for stage in STAGES:
            self.service(stage, self.cluster.user(f"desk.{stage}")).start()
        wire = Wire(self.cluster, "desk.")
        works = lambda *words: self.runs_baton(words, "desk.", self.cluster.user("desk.operator"))  # noqa: E731
        self.assertTrue(works("drill", "--conversations", "4", "--seconds", "2"), self.said)
        talked = wire.records("assignments")[0][0]
        self.assertTrue(works("why", talked), self.said)
        self.assertIn("router", self.said)
        self.assertTrue(works("forget", talked), self.said)
        producer = wire.producer()
        wire.send(producer, "conversation-events", f"{TENANT}/c1", b"?")
        self.assertEqual(producer.flush(60), 0)
        listed = lambda: works("dead-letters") and "detector/conversation-events" in self.said  # noqa: E731
        self.assertTrue(wait_until(listed, 30), self.said)
        before = len(wire.records("detector-dead-letters"))
        self.assertNotIn("authorization", self.said.lower())
        self.assertTrue(works("dead-letters", "--replay-all"), self.said)
        again = lambda: len(wire.records("detector-dead-letters")) > before  # noqa: E731
        self.assertTrue(wait_until(again, 30), "it was not put back")
        self.assertFalse(self.runs_baton(["dead-letters"], "desk.", self.cluster.user("desk.bot")))

    # --- the setup

    def test_each_topic_that_may_not_be_made_is_named_and_the_others_are_made(self):
        """As well where they are there already: whoever may not make one learns it each time."""
        self.install("setup.")
        setup, words = self.cluster.user("setup.setup"), ["topics", "--create", "--partitions", "4"]
        create = self.own("setup", "Create")
        self.assertEqual(len(create), 27)
        runs = lambda: self.runs_baton(words, "setup.", setup)  # noqa: E731
        for right in create:
            with self.subTest(right):
                self.take(right)
                self.assertTrue(wait_until(lambda: not runs(), 20), "made all the same")
                (line,) = [line for line in self.said.splitlines() if right.name in line]
                self.assertIn("cannot be created", line)
                self.assertIn("authorization failed", plain(line))
                self.assertEqual(self.said.count("exists "), len(create) - 1)
                self.give(right)
        self.assertTrue(wait_until(runs, 20), self.said)
        self.assertNotRegex(self.said, "(?i)fatal|\\berror\\b", "it says that it failed")


def plain(line):
    return line.lower().replace("_", " ")


if __name__ == "__main__":
    unittest.main()
