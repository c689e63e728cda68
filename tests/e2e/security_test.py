"""Installations on a broker that enforces who may do what: with exactly the rights that `baton topics
--acls` prints, each program and each outsider a user of its own; two of them side by side that do
not meet; passwords, tokens and certificates, and how they are changed."""

import collections
import logging
import os
import pathlib
import re
import sys
import threading
import time
import unittest

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parents[0] / "support")]

import clients  # noqa: E402
import librdkafka  # noqa: E402
import rights  # noqa: E402
from confluent_kafka import (  # noqa: E402
    ConsumerGroupTopicPartitions,
    KafkaException,
    Producer,
    TopicPartition,
)
from confluent_kafka.admin import (  # noqa: E402
    AdminClient,
    NewTopic,
    ScramCredentialInfo,
    ScramMechanism,
    UserScramCredentialUpsertion,
)
from gateway_bed import Client, Stream, message  # noqa: E402
from process import wait_until  # noqa: E402
from security_bed import (  # noqa: E402
    KEYSTORE,
    PASSWORDS,
    SEED,
    TRUSTSTORE,
    SecureCase,
    UserWire,
    environment,
)
from wire import Wire  # noqa: E402
from world import (  # noqa: E402
    OFFER_S,
    PERSON,
    POLICY,
    STAGES,
    TENANTS,
    Agents,
    Customers,
    World,
)

CONVERSATIONS, SECONDS = 60, 6
REFUSED = "AUTHORIZATION_FAILED"
OUTSIDERS = ("bot", "crm", "keda")
SILENT = logging.Logger("silent", logging.CRITICAL + 1)  # a refusal that is wanted
STARTING = re.compile(r'"starting".*"librdkafka":"([^"]+)"')


def mended():
    """The environment of a program on a librdkafka that knows SCRAM and has OIDC."""
    return {"LD_LIBRARY_PATH": str(librdkafka.library("2.8.0")[1])}


class SecurityTest(SecureCase):
    # --- whole installations

    def world(self, prefix):
        self.install(prefix)
        world = World(self.cluster, prefix, stages=(*STAGES, "gateway"))
        self.addCleanup(world.close)
        for stage in world.stages:
            world.service(stage, 0, **environment(self.cluster.user(prefix + stage)))
        return world

    def talk(self, world, count, seed):
        """Its customers and its agents, who are the bot's and the CRM's users."""
        for tenant in TENANTS:
            world.wire.declare(tenant, POLICY)
        bot = UserWire(self.cluster, world.prefix, f"{world.prefix}bot")
        crm = UserWire(self.cluster, world.prefix, f"{world.prefix}crm", bot)
        crm.reader = lambda group, **more: UserWire.reader(crm, f"crm-{group}", **more)
        agents = Agents(crm)
        agents.come()
        agents.start()
        customers = Customers(bot, seed, count, SECONDS)
        customers.start()
        return customers, agents

    def seen_by_keda(self, world):
        """The lag of each stage's group, by the rights that KEDA has."""
        keda = UserWire(self.cluster, world.prefix, f"{world.prefix}keda")
        lags = {}
        for stage in STAGES:
            group = f"{world.prefix}baton-{stage}"
            wanted = [p for p in clients.committed(keda.admin, group) if p.offset >= 0]
            names = collections.Counter(p.topic.removeprefix(world.prefix) for p in wanted)
            ends = keda.ends(names)
            lags[stage] = sum(
                ends[p.topic.removeprefix(world.prefix), p.partition] - p.offset for p in wanted
            )
            self.assertTrue(wanted, f"KEDA sees nothing of {group}")
        return lags

    def test_two_installations_run_with_the_rights_that_are_printed_and_do_not_meet(self):
        """The same conversations' ids in both, said by other words in another order; what each
        writes is what its stages make of its own records alone."""
        worlds = {self.world("one."): 1, self.world("two."): 2}
        for world in worlds:
            for stage in world.stages:
                world.service(stage).start(wait=False)
        for world in worlds:
            for stage in world.stages:
                world.service(stage).wait()
        talks = [
            self.talk(world, CONVERSATIONS * number // 2, SEED + number)
            for world, number in worlds.items()
        ]
        for customers, agents in talks:
            customers.join(300)
            self.assertIsNone(customers.failure)
        for world, (customers, agents) in zip(worlds, talks):
            world.settle(240, OFFER_S + 2)
            self.assertEqual(set(self.seen_by_keda(world).values()), {0})
            until_ms = int(time.time() * 1000) - 3000
            self.assertEqual((world.stop(), world.ended), ({}, []))
            agents.leaving.set()
            agents.join(120)
            self.assertIsNone(agents.failure)
            self.assertGreater(agents.resolved, 0)
            self.assertEqual(world.failures_in_logs(), [])
            for service in world.services.values():
                self.assertNotIn(REFUSED, self.text(service), service.name)
            keys = {key for key, _ in world.wire.records("context-packages")}
            self.assertEqual(len(keys), CONVERSATIONS * worlds[world] // 2)
            good, said = world.judge(until_ms)
            self.assertTrue(good, said)

    # --- what each may do, and no more

    def produced(self, user, topics):
        """The topics that take a record of his."""
        taken = set()

        def delivered(error, record):
            if not error:
                taken.add(record.topic())
            else:
                self.assertIn(REFUSED, error.name())

        usual = {"message.timeout.ms": 20000}
        producer = Producer(clients.settings(self.cluster, {**self.cluster.user(user), **usual}))
        for topic in topics:
            producer.produce(topic, b"", partition=0, on_delivery=delivered)
        self.assertEqual(producer.flush(60), 0)
        return taken

    def consumed(self, user, group, topics):
        """The topics that he can read."""
        settings = {**self.cluster.user(user), "enable.partition.eof": True}
        consumer = clients.consumer(self.cluster, group, **settings)
        unseen = {t for t in topics if consumer.list_topics(t, 30).topics[t].error}
        read, refused = set(), set(unseen)
        consumer.assign([TopicPartition(topic, 0, 0) for topic in set(topics) - unseen])
        until = time.monotonic() + 60
        while read | refused < set(topics) and time.monotonic() < until:
            record = consumer.poll(0.5)
            if record and record.error() and REFUSED in record.error().name():
                refused |= {record.topic()} if record.topic() else set(topics) - read  # the group
            elif record and record.topic():
                read.add(record.topic())
        consumer.close()
        self.assertEqual(read | refused, set(topics), "some say nothing")
        return read

    def printed(self, principal, operation, kind="topic"):
        return {r.name for r in self.rights if r[:2] == (principal, kind) and r[4] == operation}

    def test_outsiders_can_do_what_is_printed_for_them_and_nothing_else(self):
        self.install("out.")
        topics = [r.name for r in self.rights if r[::4] == ("setup", "Create")]
        self.assertEqual(self.printed("bot", "Write"), {"out.conversation-events"})
        self.assertEqual(self.printed("crm", "Read"), {"out.assignments"})
        self.assertEqual(self.printed("keda", "Read") | self.printed("keda", "Write"), set())
        for principal in OUTSIDERS:
            with self.subTest(principal):
                user = f"out.{principal}"
                self.assertEqual(self.produced(user, topics), self.printed(principal, "Write"))
                groups = self.printed(principal, "Read", "group") or {"out.keda-"}
                group = f"{groups.pop()}x"
                read = self.consumed(user, group, topics)
                self.assertEqual(read, self.printed(principal, "Read"))
                self.is_refused_beyond(user)

    def is_refused_beyond(self, user):
        """A stage's group, a stage's transactional id, a topic of his own, rights for himself."""
        own, group = self.cluster.user(user), "out.baton-router"
        admin = AdminClient(clients.settings(self.cluster, own))
        offset = ConsumerGroupTopicPartitions(group, [TopicPartition("out.assignments", 0, 1)])
        with self.assertRaisesRegex(KafkaException, "GROUP_AUTHORIZATION_FAILED"):
            done = admin.alter_consumer_group_offsets([offset])[group].result(30)
            raise KafkaException(done.topic_partitions[0].error)
        transactor = {**own, "transactional.id": "out.baton-router-0"}
        producer = Producer(clients.settings(self.cluster, transactor), logger=SILENT)
        with self.assertRaisesRegex(KafkaException, "TRANSACTIONAL_ID_AUTHORIZATION_FAILED"):
            producer.init_transactions(30)
        made = admin.create_topics([NewTopic("out.mine", 1, 1)])["out.mine"]
        with self.assertRaisesRegex(KafkaException, "TOPIC_AUTHORIZATION_FAILED"):
            made.result(30)
        wanted = rights.binding(self.rights[0], user, rights.AclBinding)
        with self.assertRaisesRegex(KafkaException, "CLUSTER_AUTHORIZATION_FAILED"):
            admin.create_acls([wanted])[wanted].result(30)

    # --- passwords and tokens

    def asks(self, client, number):
        """A conversation's one event, which the detector answers by one signal."""
        event = {**message(f"c{number}", 0), "speaker": "customer", "text": PERSON[0]}
        return client.post("/v1/events", {**event, "tenant": "acme"}).status

    def asked(self):
        """The conversations whose event is in the topic, as often as it is."""
        records = Wire(self.cluster, self.prefix).records("conversation-events")
        return dict(collections.Counter(event["conversation_id"] for _, event in records))

    def escalated(self):
        """The conversations that have a signal to escalate, as often as they have."""
        records = Wire(self.cluster, self.prefix).records("escalation-signals")
        signals = [signal for _, signal in records if signal["kind"] == "escalate"]
        return dict(collections.Counter(signal["conversation_id"] for signal in signals))

    def goes_through(self, login, **env):
        """An event in by a gateway that logs in so, and a signal out of the detector."""
        gateway = self.gateway(login, **env)
        self.assertEqual(self.asks(Client(gateway.http), 1), 202)
        self.assertTrue(wait_until(self.escalated, 60), "no signal")
        self.assertEqual((self.asked(), self.escalated()), ({"c1": 1}, {"c1": 1}))

    def scram_user(self, user):
        """Its login; the password is its name backwards."""
        word = user[::-1]
        told = UserScramCredentialUpsertion(
            user, ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, 4096), word.encode()
        )
        for done in self.admin.alter_user_scram_credentials([told]).values():
            done.result(30)
        file = self.secret(f"{user}.password", word)
        return self.cluster.login("SCRAM-SHA-512", sasl_username=user, sasl_password_file=file)

    def test_scram_is_refused_by_an_old_librdkafka_and_lets_in_by_a_mended_one(self):
        self.install("scram.")
        login = self.scram_user("scram.detector")
        for name, env in (("installed", {}), ("mended", mended())):
            with self.subTest(name):
                detector = self.service("detector", login, name, **env)
                detector.start(wait=False)
                self.says(detector, '"starting"')
                (version,) = STARTING.findall(self.text(detector))
                if tuple(map(int, version.split("."))) < (2, 6, 1):
                    self.assertTrue(wait_until(lambda: not detector.pid(), 60), "it goes on")
                    self.assertEqual(detector.child.returncode, 1)
                    self.says(detector, "scram", "2.6.1", "SCRAM-SHA-512")
                else:
                    detector.wait()
                self.assertNotIn("rotceted.marcs", self.text(detector))
        self.goes_through(self.scram_user("scram.gateway"), **mended())

    def token_user(self, user, word):
        """Its login, by a token that it gets for this word."""
        self.cluster.tokens.secrets[user] = word
        return {
            **self.cluster.login("OAUTHBEARER", sasl_oauthbearer_method="oidc"),
            "sasl.oauthbearer.client.id": user,
            "sasl.oauthbearer.client.secret.file": str(self.secret(f"{user}.secret", word)),
            "sasl.oauthbearer.token.endpoint.url": self.cluster.tokens.url,
            "sasl.oauthbearer.scope": "kafka",
        }

    def test_tokens_let_a_stage_in_for_longer_than_one_lives(self):
        self.install("token.")
        tokens = self.cluster.tokens
        wrong = self.secret("token.wrong", "guessed")
        login = self.token_user("token.detector", "of-token")
        stranger = {**login, "sasl.oauthbearer.client.secret.file": str(wrong)}
        with self.subTest("the installed one may be built without: Debian's 2.0.2"):
            installed = self.service("detector", login, "installed")
            installed.start(wait=False)
            self.assertTrue(wait_until(lambda: installed.is_ready() or not installed.pid(), 60))
            if not installed.pid():
                self.says(installed, "sasl.oauthbearer.method=oidc", "not supported in this build")
            installed.stop()
        refused = self.service(
            "detector", stranger, "wrong", BATON_START_TIMEOUT_MS="8000", **mended()
        )
        refused.start(wait=False)
        detector = self.service("detector", login, **mended())
        detector.start()
        given = tokens.given
        self.assertTrue(wait_until(lambda: tokens.given >= given + 2, 3 * tokens.LIFE_S))
        self.assertTrue(detector.is_ready())
        self.assertTrue(wait_until(lambda: not refused.pid(), 60), "it goes on with a wrong secret")
        self.assertGreater(tokens.refused, 0)
        self.says(refused, "401")
        # librdkafka 2.8.0 asks for the length of an answer that has no NUL at its end.
        lenient = f"{os.environ.get('ASAN_OPTIONS', '')}:intercept_strlen=0".lstrip(":")
        login = self.token_user("token.gateway", "of-gateway")
        self.goes_through(login, **mended(), ASAN_OPTIONS=lenient)
        self.assertNotIn("of-token", self.text(detector))

    # --- what is written anew

    def posts(self, gateway, done, statuses):
        """One event after the other, until `done`."""
        client = Client(gateway.http)
        while not done.is_set():
            statuses.append(self.asks(client, len(statuses)))

    def own_files(self, user):
        """As the user, by copies of its files, which may be written anew."""
        own = dict(self.cluster.user(user))
        for name in ("ssl.ca.location", "ssl.certificate.location", "ssl.key.location"):
            own[name] = str(self.secret(f"{user}.{name}", pathlib.Path(own[name]).read_text()))
        return own

    def turn(self, user):
        """Its certificate is one of the second authority now, and that one is trusted as well."""
        made = self.cluster.certificates
        key, certificate = made.signed(made.second, user)
        both = made.second.read_text() + made.first.read_text()
        self.secret(f"{user}.ssl.ca.location", both)
        self.secret(f"{user}.ssl.certificate.location", certificate.read_text())
        self.secret(f"{user}.ssl.key.location", key.read_text())

    def each_once(self, count):
        """That so many events are in the topic, and their signals in the other, each once."""
        wanted = {f"c{number}": 1 for number in range(count)}
        self.assertEqual(self.asked(), wanted)
        wait_until(lambda: len(self.escalated()) == count, 60)
        self.assertEqual(self.escalated(), wanted)

    def test_certificates_are_rotated_under_a_gateway_and_a_stage_and_nothing_is_lost(self):
        """An authority is rotated under a stream, a sender and a detector: nothing is refused, the
        stream lives, and the detector ends in order, to be started again. Then the broker trusts the
        new authority alone."""
        made = self.cluster.certificates
        self.install("turn.")
        gateway = self.gateway(self.own_files("turn.gateway"), BATON_ACK_TIMEOUT_MS="30000")
        detector = self.service("detector", self.own_files("turn.detector"))
        detector.start()
        stream = Stream(Client(gateway.http), "/v1/stream/acme")
        self.addCleanup(stream.close)
        done, statuses = threading.Event(), []
        sender = threading.Thread(target=self.posts, args=(gateway, done, statuses), daemon=True)
        sender.start()
        self.secret("turn.gateway.ssl.key.location", "no key at all")
        self.says(gateway, "file_not_used")
        self.turn("turn.gateway")
        self.says(gateway, "file_changed", "opened anew")
        self.turn("turn.detector")
        self.assertTrue(wait_until(lambda: not detector.pid(), 30), "the file is not read again")
        self.assertEqual(detector.child.returncode, 0)
        detector.start()
        done.set()
        sender.join(60)
        self.assertEqual(set(statuses), {202})
        self.assertGreater(len(statuses), 20)
        self.each_once(len(statuses))
        self.until_given(stream, "turn.", "before")

        self.cluster.broker.stop()
        self.cluster.broker.settings[TRUSTSTORE] = made.second
        self.cluster.broker.settings[KEYSTORE] = made.broker(made.second)
        try:
            self.cluster.broker.start()
            client, last = Client(gateway.http), len(statuses)
            self.assertTrue(wait_until(lambda: self.asks(client, last) == 202, 60), "no way in")
            self.until_given(stream, "turn.", "after")
            self.assertTrue(wait_until(lambda: f"c{last}" in self.escalated(), 90), "no signal")
            self.assertEqual(len(self.escalated()), last + 1)
        finally:
            self.cluster.broker.stop()
            self.cluster.broker.settings[TRUSTSTORE] = made.ca
            self.cluster.broker.settings[KEYSTORE] = made.broker(made.first)
            self.cluster.broker.start()

    def until_given(self, stream, prefix, text):
        """That a delivery comes out of the stream."""
        wire = UserWire(self.cluster, prefix, f"{prefix}gateway")
        wire.own = {}  # the tests' own client: the stage that writes deliveries is not there
        producer = wire.producer()
        delivery = {"tenant": "acme", "conversation_id": "c1", "delivery_id": text, "kind": "say"}
        wire.send(producer, "deliveries", "acme/c1", {**delivery, "text": text})
        self.assertEqual(producer.flush(60), 0)
        while stream.next()[1].get("text") != text:
            pass

    def test_a_password_that_is_written_anew_is_the_one_that_is_used(self):
        """The detector ends for it and the gateway does not."""
        self.install("word.")
        for principal in ("detector", "gateway"):
            for user in PASSWORDS:
                self.grant_to(principal, user)
        password = self.secret("word.password", PASSWORDS["plain"])
        login = self.cluster.login("PLAIN", sasl_username="plain", sasl_password_file=password)
        gateway, detector = self.gateway(login), self.service("detector", login)
        detector.start()
        self.secret("word.password", PASSWORDS["plain"] + "-changed")
        self.assertTrue(wait_until(lambda: not detector.pid(), 30), "the detector goes on")
        self.assertEqual(detector.child.returncode, 0)
        self.says(gateway, "file_changed", "opened anew")
        self.says(gateway, "SASL", "uthentication")  # the broker knows the old one
        self.secret("word.password", PASSWORDS["plain"])
        detector.start()
        client = Client(gateway.http)
        self.assertTrue(wait_until(lambda: self.post(client, 0) == 202, 60), "no way in")
        for service in (gateway, detector):
            self.assertNotIn(PASSWORDS["plain"], self.text(service))


if __name__ == "__main__":
    unittest.main()
