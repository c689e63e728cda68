"""The runtime on a real broker and registry, by the counter: each input record gives one signal
with the conversation's next number, so that what is lost, doubled or counted on a wrong state
shows."""

import json
import os
import pathlib
import random
import signal
import sys
import threading
import time
import unittest

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parents[0] / "support")]

import clients  # noqa: E402
from cluster import Cluster  # noqa: E402
from confluent_kafka.admin import (  # noqa: E402
    AclBinding,
    AclOperation,
    AclPermissionType,
    ResourcePatternType,
    ResourceType,
)
from process import best_of, wait_until  # noqa: E402
from runtime_bed import EVENTS, RESOLUTIONS, SIGNALS, Bed, schema_text  # noqa: E402


def damage(file, key):
    """Turns a bit in the value of each row whose key begins so, under the process that has the file
    mapped."""
    data = file.read_bytes()
    with open(file, "r+b") as store:
        at = data.find(key)
        while at >= 0:
            value = at + len(key) + 6  # behind the key's end and within the value
            store.seek(value)
            store.write(bytes([data[value] ^ 1]))
            at = data.find(key, at + 1)


SEED = int(os.environ.get("BATON_SEED", "20250117"))


class RuntimeTest(unittest.TestCase):
    """One cluster for all; each test an installation of its own on it, by its prefix."""

    @classmethod
    def setUpClass(cls):
        cls.cluster = Cluster()
        cls.cluster.start()

    @classmethod
    def tearDownClass(cls):
        cls.cluster.stop()

    def setUp(self):
        self.prefix = f"{self._testMethodName[:20].replace('_', '-')}."
        self.services = []

    def tearDown(self):
        for service in self.services:
            service.kill()

    def bed(self):
        return Bed(self.cluster, self.prefix)

    def counter(self, instance=0, **env):
        service = self.cluster.service(
            "counter", f"{self._testMethodName[:20]}-{instance}".replace("_", "-"),
            {"BATON_PREFIX": self.prefix, **env}
        )
        self.services.append(service)
        return service

    # --- what must hold in the end

    def assert_caught_up(self, bed, seconds=120):
        if not wait_until(lambda: not any(bed.lags().values()), seconds):
            self.fail(f"lag left: {bed.lags()}")

    def assert_counted(self, bed, expected):
        """`expected`: how many records each conversation had."""
        self.assert_caught_up(bed)
        signals = bed.signals()
        self.assertEqual(set(signals), set(expected))
        wrong = {
            name: [s["sequence"] for s in signals[name]]
            for name, count in expected.items()
            if [s["sequence"] for s in signals[name]] != list(range(1, count + 1))
        }
        self.assertEqual(wrong, {}, self.dead_letters(bed))
        counts = {
            key[1:].decode().removeprefix("t/"): bed.unframe(value)["count"]
            for key, value in bed.table().items()
            if key[:1] == b"c"
        }
        self.assertEqual(counts, expected)
        self.assertEqual(self.dead_letters(bed), [])

    def dead_letters(self, bed):
        return [bed.unframe(m.value()) for m in bed.read("counter-dead-letters")]

    # --- what is published

    def outsider(self, bed):
        """A producer inside a transaction that stays open as long as a slow machine needs."""
        patient = {"transactional.id": self.prefix + "outsider", "transaction.timeout.ms": 600000}
        writer = bed.make_producer(**patient)
        writer.init_transactions()
        writer.begin_transaction()
        return writer

    def publish(self, bed, total, conversations, seconds=0.0):
        expected = {}
        begin = time.monotonic()
        for number in range(total):
            name = f"c{number * 7919 % conversations}"
            expected[name] = expected.get(name, 0) + 1
            bed.send(EVENTS, name, bed.event(name, expected[name]))
            ahead = number / total * seconds - (time.monotonic() - begin)
            if ahead > 0.01:
                time.sleep(ahead)
        bed.flush()
        return expected

    # --- exactly once

    def test_nothing_is_lost_or_doubled_under_kills_and_a_broker_restart(self):
        bed, counter, chance = self.bed(), self.counter(), random.Random(SEED)
        published = {}
        publisher = threading.Thread(
            target=lambda: published.update(self.publish(bed, 20000, 500, seconds=30))
        )
        counter.start()
        publisher.start()
        for round in range(12):
            time.sleep(chance.uniform(0.2, 2.5))
            counter.kill()
            if round == 5:
                self.cluster.broker.kill()
                self.cluster.broker.start()
            counter.start(wait=chance.random() < 0.5)
        publisher.join()
        counter.wait(60)
        self.assert_counted(bed, published)

    def test_a_broker_restart_needs_no_restart_of_the_service(self):
        """Unless the broker was away for longer than the session: a static member that has to join
        again may then be fenced by its own lost answer, and the process ends, to be started again
        (tests/fault, scenario 7)."""
        bed, counter = self.bed(), self.counter()
        counter.start()
        first = self.publish(bed, 500, 20)
        pid = counter.pid()
        self.cluster.broker.kill()
        time.sleep(1)
        self.cluster.broker.start()
        second = self.publish(bed, 500, 20)
        wait_until(lambda: not any(bed.lags().values()) or counter.pid() != pid, 120)
        if counter.pid() != pid:
            self.assertIn("Static consumer fenced by other consumer", counter.log_end())
            counter.start()
        self.assert_counted(bed, {name: first[name] + second[name] for name in first})

    def test_an_idle_service_that_has_lost_the_brokers_is_not_ready(self):
        """Nothing is under way that could fail: only the client's statistics tell."""
        bed, counter = self.bed(), self.counter()
        counter.start()
        expected = self.publish(bed, 100, 20)
        self.assert_caught_up(bed)
        self.cluster.broker.kill()
        try:
            self.assertTrue(wait_until(lambda: not counter.is_ready(), 60), "it is ready")
            self.assertIn("no_broker: no broker is connected", counter.why_not_ready())
        finally:
            self.cluster.broker.start()
        counter.wait(60)
        self.assert_counted(bed, expected)

    def test_a_lost_state_folder_is_restored_from_the_changelog(self):
        bed, counter = self.bed(), self.counter()
        counter.start()
        first = self.publish(bed, 2000, 50)
        self.assert_caught_up(bed)
        counter.kill()
        fresh = self.counter(instance=0, BATON_STATE_DIR=str(counter.state) + "-fresh")
        fresh.start()
        second = self.publish(bed, 2000, 50)
        self.assert_counted(bed, {name: first[name] + second[name] for name in first})

    def test_two_instances_one_leaves_and_one_joins(self):
        bed = self.bed()
        one, two, three = (self.counter(instance) for instance in range(3))
        published = {}
        publisher = threading.Thread(
            target=lambda: published.update(self.publish(bed, 8000, 200, seconds=40))
        )
        one.start()
        publisher.start()
        two.start()
        time.sleep(5)
        self.assertTrue(one.stop(60), "one did not stop")
        time.sleep(3)
        three.start()
        publisher.join()
        self.assert_counted(bed, published)

    def test_a_zombie_is_fenced(self):
        bed = self.bed()
        counter = self.counter()
        counter.start()
        first = self.publish(bed, 500, 20)
        counter.signal(signal.SIGSTOP)
        twin = self.counter(instance=0, BATON_STATE_DIR=str(counter.state) + "-twin",
                            BATON_HTTP_PORT="0")
        twin.name += "-twin"
        twin.pid_file = twin.pid_file.with_name(twin.name)
        twin.start(wait=False)
        second = self.publish(bed, 500, 20)
        self.assert_caught_up(bed)
        counter.signal(signal.SIGCONT)
        gone = wait_until(lambda: not counter.pid(), 60)
        self.assertTrue(gone, "the zombie goes on")
        self.assertEqual(counter.child.poll(), 1)
        third = self.publish(bed, 500, 20)
        self.assert_counted(bed, {n: first[n] + second[n] + third[n] for n in first})

    # --- failpoints: each step of a commit

    def test_a_kill_between_any_two_steps_of_a_commit_leaves_no_trace(self):
        bed = self.bed()
        total = {}
        for step in (
            "after_feed", "before_begin", "after_begin", "after_produce", "after_offsets",
            "before_commit", "after_commit", "after_settle", "before_checkpoint", "after_restore",
        ):
            counter = self.counter(BATON_FAILPOINT=f"{step}:3:kill", BATON_CHECKPOINT_MS="100")
            if step == "after_restore":
                counter.extra_env["BATON_FAILPOINT"] = "after_restore:1:kill"
            counter.start(wait=False)  # what the last one left undone may be enough to reach the step
            for _ in range(12):  # on a busy machine all may come in two transactions
                for name, count in self.publish(bed, 300, 30, seconds=1).items():
                    total[name] = total.get(name, 0) + count
                if wait_until(lambda: not counter.pid(), 10):
                    break
            self.assertFalse(counter.pid(), f"{step} was not reached")
        self.counter().start()
        self.assert_counted(bed, total)

    def test_errors_and_doubts_in_a_commit_are_redone(self):
        bed = self.bed()
        total = {}
        for step in ("offsets_error:3:error", "commit_in_doubt:3:error", "after_produce:3:sleep_12000"):
            counter = self.counter(BATON_FAILPOINT=step)
            counter.start()
            for name, count in self.publish(bed, 600, 30, seconds=1).items():
                total[name] = total.get(name, 0) + count
            self.assert_counted(bed, total)
            self.assertTrue(counter.pid(), f"{step}: the process ended")
            counter.kill()

    # --- stopping

    def test_sigterm_under_load_ends_with_0_in_time(self):
        bed, counter, total = self.bed(), self.counter(), {}

        def stop():
            counter.start()
            for name, count in self.publish(bed, 5000, 100).items():
                total[name] = total.get(name, 0) + count
            began = time.monotonic()
            counter.signal(signal.SIGTERM)
            self.assertEqual(counter.child.wait(60), 0)
            return time.monotonic() - began

        self.assertLess(best_of(3, stop, 5), 5)
        counter.start()
        self.assert_counted(bed, total)

    def test_a_close_that_hangs_is_ended_and_says_so(self):
        """It would sleep for five minutes; what it had committed stands."""
        bed = self.bed()
        counter = self.counter(BATON_FAILPOINT="after_stores_closed:1:sleep_300000")
        counter.start()
        total = self.publish(bed, 500, 20)
        self.assert_counted(bed, total)
        counter.signal(signal.SIGTERM)
        self.assertEqual(counter.child.wait(120), 0)
        self.assertIn('"event":"stop_hung"', counter.log_since_start())
        counter = self.counter()
        counter.start()
        self.assertTrue(counter.stop())
        self.assertNotIn('"event":"stop_hung"', counter.log_since_start())
        self.assert_counted(bed, total)

    # --- timers

    def expected_kinds(self, bed, name, idle_ms):
        """What the counter makes of a conversation, by the times at which its records arrived: it
        is silent after each gap of `idle_ms`. And whether there was none between two records."""
        key = f"t/{name}".encode()
        times = [m.timestamp()[1] for m in bed.read(EVENTS) if m.key() == key]
        gaps = [after - before for before, after in zip(times, times[1:])]
        kinds = ["escalate"]
        for gap in gaps:
            kinds += ["silent", "escalate"] if gap >= idle_ms else ["escalate"]
        return [*kinds, "silent"], not any(gap >= idle_ms for gap in gaps)

    def assert_silences(self, bed, name, idle_ms):
        """Waits for the expected signals and no others; whether nothing was late."""
        expected, in_time = self.expected_kinds(bed, name, idle_ms)

        def kinds():
            return [s["kind"] for s in bed.signals()[name]]

        wait_until(lambda: len(kinds()) >= len(expected), 60)
        self.assertEqual(kinds(), expected)
        return in_time

    def until_one_is_in_time(self, play):
        """A machine that was busy for longer than the idle time has tested something else than what
        the test is about: then once more, with another conversation."""
        self.assertTrue(any(play(name) for name in "abcde"), "no record came before its deadline")

    def sleep_past(self, idle_ms):
        """Until everything that was sent so far has been idle for so long."""
        time.sleep(idle_ms / 1000 + 0.5)

    def test_an_idle_timer_fires_past_an_aborted_transaction(self):
        """It stands at the end of its partition: only markers follow."""
        bed, counter = self.bed(), self.counter(BATON_IDLE_MS="1500")
        counter.start()
        bed.send(EVENTS, "a", bed.event("a", 1))
        bed.flush()
        writer = self.outsider(bed)
        bed.send(EVENTS, "a", bed.event("a", 2), writer)
        writer.flush()
        writer.abort_transaction()
        self.assert_silences(bed, "a", 1500)

    def test_an_idle_timer_waits_for_open_transactions(self):
        """An event that is older than the deadline, but not visible yet, comes before the timer."""
        idle_ms = 6000
        bed, counter = self.bed(), self.counter(BATON_IDLE_MS=str(idle_ms))
        counter.start()
        writer = self.outsider(bed)

        def play(name):
            bed.send(EVENTS, name, bed.event(name, 1))
            bed.flush()
            bed.send(EVENTS, name, bed.event(name, 2), writer)
            writer.flush()
            self.sleep_past(idle_ms)
            writer.commit_transaction()
            writer.begin_transaction()
            return self.assert_silences(bed, name, idle_ms)

        self.until_one_is_in_time(play)

    def test_a_service_that_was_away_fires_after_what_is_in_the_log(self):
        idle_ms = 8000
        bed, counter = self.bed(), self.counter(BATON_IDLE_MS=str(idle_ms))

        def play(name):
            counter.start()
            bed.send(EVENTS, name, bed.event(name, 1))
            bed.flush()
            self.assertTrue(wait_until(lambda: bed.signals()[name], 60))
            counter.kill()
            bed.send(EVENTS, name, bed.event(name, 2))
            bed.flush()
            self.sleep_past(idle_ms)
            counter.start()
            in_time = self.assert_silences(bed, name, idle_ms)
            counter.kill()
            return in_time

        self.until_one_is_in_time(play)

    # --- records that wait

    def partition_of(self, bed, name):
        bed.send(EVENTS, name, bed.event(name, 1))
        bed.flush()
        at = [m for m in bed.read(EVENTS) if m.key() == f"t/{name}".encode()]
        return at[0].partition()

    def test_a_record_waits_for_its_cause_over_a_kill(self):
        bed, counter = self.bed(), self.counter()
        counter.start()
        partition = self.partition_of(bed, "a")
        writer = self.outsider(bed)
        offset = bed.ends(EVENTS)[partition]
        bed.send(EVENTS, "a", bed.event("a", 2), writer)
        writer.flush()
        cause = {"topic": EVENTS, "partition": partition, "offset": offset, "id": "a-2"}
        bed.send(RESOLUTIONS, "a", bed.resolution("a", 1, cause=cause))
        bed.send(RESOLUTIONS, "a", bed.resolution("a", 2))
        bed.flush()
        self.assertTrue(wait_until(lambda: bed.signals()["a"], 60))
        time.sleep(1)
        self.assertEqual(len(bed.signals()["a"]), 1)
        counter.kill()
        counter.start()
        time.sleep(1)
        self.assertEqual(len(bed.signals()["a"]), 1)
        writer.commit_transaction()
        self.assert_counted(bed, {"a": 4})
        causes = [s["cause"]["topic"] for s in bed.signals()["a"]]
        self.assertEqual(causes, [EVENTS, EVENTS, RESOLUTIONS, RESOLUTIONS])

    def test_a_cause_beyond_the_end_of_the_log_is_not_waited_for(self):
        bed, counter = self.bed(), self.counter()
        counter.start()
        partition = self.partition_of(bed, "a")
        cause = {"topic": EVENTS, "partition": partition, "offset": 10**9, "id": ""}
        bed.send(RESOLUTIONS, "a", bed.resolution("a", 1, cause=cause))
        bed.send(RESOLUTIONS, "a", bed.resolution("a", 2))
        bed.flush()
        self.assert_counted(bed, {"a": 3})

    def test_a_partition_that_waits_goes_on_after_a_rebalance(self):
        bed, one, two = self.bed(), self.counter(0), self.counter(1)
        one.start()
        partition = self.partition_of(bed, "a")
        writer = self.outsider(bed)
        offset = bed.ends(EVENTS)[partition]
        bed.send(EVENTS, "a", bed.event("a", 2), writer)
        writer.flush()
        cause = {"topic": EVENTS, "partition": partition, "offset": offset, "id": "a-2"}
        bed.send(RESOLUTIONS, "a", bed.resolution("a", 1, cause=cause))
        bed.flush()
        time.sleep(1)
        two.start()  # all partitions are given up and given anew, the waiting one too
        self.assertTrue(two.stop(60))
        writer.commit_transaction()
        self.assert_counted(bed, {"a": 3})
        bed.send(RESOLUTIONS, "a", bed.resolution("a", 2))
        bed.flush()
        self.assert_counted(bed, {"a": 4})

    def test_a_cause_that_is_no_record_is_not_waited_for(self):
        bed, counter = self.bed(), self.counter()
        partition = self.partition_of(bed, "a")
        writer = self.outsider(bed)
        offset = bed.ends(EVENTS)[partition]
        bed.send(EVENTS, "a", bed.event("a", 2), writer)
        writer.flush()
        writer.abort_transaction()
        counter.start()
        for number in range(2):  # the aborted record, and the marker behind it at the log's end
            cause = {"topic": EVENTS, "partition": partition, "offset": offset + number, "id": ""}
            bed.send(RESOLUTIONS, "a", bed.resolution("a", number, cause=cause))
        bed.flush()
        self.assert_counted(bed, {"a": 3})

    def test_a_cause_that_was_deleted_is_not_waited_for(self):
        bed, counter = self.bed(), self.counter()
        partition = self.partition_of(bed, "a")
        bed.send(EVENTS, "a", bed.event("a", 2))
        cause = {"topic": EVENTS, "partition": partition, "offset": 1, "id": "a-2"}
        bed.send(RESOLUTIONS, "a", bed.resolution("a", 1, cause=cause))
        bed.flush()
        all_of_it = {partition: bed.ends(EVENTS)[partition]}
        clients.delete_records(bed.admin, self.prefix + EVENTS, all_of_it)
        counter.start()
        self.assert_counted(bed, {"a": 1})

    def test_a_registry_that_is_away_holds_only_what_needs_it(self):
        bed, counter = self.bed(), self.counter()
        counter.start()
        names = [f"c{n}" for n in range(40)]
        for name in names:
            bed.send(EVENTS, name, bed.event(name, 1))
        bed.flush()
        self.assert_caught_up(bed)
        self.assertEqual(len(bed.signals()), 40)  # and this test has the schema now
        newer = json.loads(schema_text("ConversationEvent"))
        newer["fields"].append({"name": "later", "type": "string", "default": "", "doc": "Later"})
        old = bed.ids[EVENTS]
        new = bed.register(EVENTS, json.dumps(newer))
        self.assertTrue(self.cluster.registry.stop(60))  # a kill would lose the newest schema
        try:
            bed.send(EVENTS, "c0", bed.event("c0", 2))
            bed.flush()
            time.sleep(1)
            bed.ids[EVENTS] = old
            for name in names:
                bed.send(EVENTS, name, bed.event(name, 3))
            bed.flush()
            self.assertTrue(wait_until(lambda: not counter.is_ready(), 60))
            self.assertRegex(counter.why_not_ready(), '"text":"[a-z_]+: a record is in back-off"')
            self.assertTrue(
                wait_until(lambda: sum(map(len, bed.signals().values())) > 50, 60),
                "the other partitions do not go on",
            )
            self.assertEqual(len(bed.signals()["c0"]), 1)
            line = f'"event":"retry","conversation":"t/c0","topic":"{EVENTS}","partition":'
            self.assertIn(line, counter.log_since_start())
        finally:
            self.cluster.registry.start()
        self.assertNotEqual(old, new)
        self.assert_counted(bed, {name: 3 if name == "c0" else 2 for name in names})
        self.assertTrue(wait_until(counter.is_ready, 60))

    # --- stores

    def test_what_was_made_of_a_damaged_row_is_never_committed(self):
        bed, counter = self.bed(), self.counter(BATON_CHECKPOINT_MS="100")
        counter.start()
        names = [f"c{n}" for n in range(40)]
        for name in names:
            bed.send(EVENTS, name, bed.event(name, 1))
        bed.flush()
        self.assert_caught_up(bed)

        def stored():
            files = [file.read_bytes() for file in counter.state.rglob("data.mdb")]
            return all(any(f"ct/{n}".encode() in file for file in files) for n in names)

        self.assertTrue(wait_until(stored, 60), "no checkpoint")
        time.sleep(1)  # pages are written before the row is dropped from memory
        for file in counter.state.rglob("data.mdb"):
            damage(file, b"ct/c")
        for name in names:
            bed.send(EVENTS, name, bed.event(name, 2))
        bed.flush()
        self.assertTrue(wait_until(lambda: not counter.pid(), 60), "it goes on")
        self.assertEqual(counter.child.poll(), 1)
        self.assertIn("store_damaged", counter.log_since_start())
        counter.start()
        self.assert_counted(bed, {name: 2 for name in names})

    # --- the start

    def refused(self, counter, words, seconds=120):
        counter.start(wait=False)
        self.assertTrue(wait_until(lambda: not counter.pid(), seconds), "it does not end")
        self.assertNotIn(counter.child.poll(), (0, None))
        log = counter.log_since_start()
        lines = [line for line in log.splitlines() if '"error"' in line or "counter: " in line]
        said = [line for line in lines if all(word in line for word in words)]
        self.assertEqual(len(said), 1, log)
        self.assertNotIn("AddressSanitizer", log)

    def bed_with(self, **changed):
        bed = Bed(self.cluster, self.prefix, topics={"unused": (1, {})})
        topics = bed.topics()
        for name, value in changed.items():
            topics[name.replace("_", "-")] = value
        bed.create({name: value for name, value in topics.items() if value})
        return bed

    def test_a_missing_topic_is_said(self):
        self.bed_with(escalation_signals=None)
        self.refused(self.counter(), ["escalation-signals", "baton topics --create"])

    def test_a_wrong_partition_count_is_said(self):
        self.bed_with(resolutions=(3, {"message.timestamp.type": "LogAppendTime"}))
        self.refused(self.counter(), ["resolutions has 3", "same number"])

    def test_create_time_is_said(self):
        self.bed_with(resolutions=(4, {"message.timestamp.type": "CreateTime"}))
        self.refused(self.counter(), ["resolutions", "CreateTime", "LogAppendTime"])

    def test_output_create_time_is_said(self):
        self.bed_with(escalation_signals=(4, {"message.timestamp.type": "CreateTime"}))
        self.refused(self.counter(), ["escalation-signals", "CreateTime", "LogAppendTime"])

    def test_global_create_time_is_said(self):
        self.bed_with(policies=(1, {"message.timestamp.type": "CreateTime"}))
        self.refused(self.counter(), ["policies", "CreateTime", "LogAppendTime"])

    def test_settings_that_may_not_be_seen_are_a_warning(self):
        authorizer = {
            "authorizer.class.name": "org.apache.kafka.metadata.authorizer.StandardAuthorizer",
            "allow.everyone.if.no.acl.found": "true",
        }
        cluster = self.enterContext(Cluster(settings=authorizer))
        cluster.start()
        bed = Bed(cluster, self.prefix)
        rights = [
            AclBinding(
                ResourceType.TOPIC,
                self.prefix,
                ResourcePatternType.PREFIXED,
                "User:ANONYMOUS",
                "*",
                operation,
                permission,
            )
            for operation, permission in (
                (AclOperation.ALL, AclPermissionType.ALLOW),
                (AclOperation.DESCRIBE_CONFIGS, AclPermissionType.DENY),
            )
        ]
        for made in bed.admin.create_acls(rights).values():
            made.result(60)
        counter = cluster.service("counter", 0, {"BATON_PREFIX": self.prefix})
        self.services.append(counter)
        counter.start()
        log = counter.log_since_start()
        for topic in (EVENTS, RESOLUTIONS, SIGNALS, "policies"):
            self.assertIn(f'"time_stamps_not_checked","topic":"{self.prefix}{topic}"', log)

    def test_an_unreachable_broker_is_said(self):
        away = {"BATON_BROKERS": "127.0.0.1:9", "BATON_START_TIMEOUT_MS": "2000"}
        self.refused(self.counter(**away), ["127.0.0.1:9", "no answer"])

    def test_an_unreachable_registry_is_said(self):
        away = {"BATON_REGISTRY": "http://127.0.0.1:9", "BATON_START_TIMEOUT_MS": "2000"}
        self.refused(self.counter(**away), ["127.0.0.1:9", "check --registry"])

    def compatibility(self, bed, subject):
        path = f"/config/{self.prefix}{subject}-value?defaultToGlobal=true"
        return bed.ask("GET", path)["compatibilityLevel"]

    def test_an_incompatible_schema_is_said(self):
        bed = self.bed()
        tenant = {"name": "tenant", "type": "long"}
        foreign = {"type": "record", "name": "EscalationSignal", "fields": [tenant]}
        bed.register(SIGNALS, json.dumps(foreign))
        self.refused(
            self.counter(), [self.prefix + SIGNALS, "incompatible_schema", "remove the version"]
        )
        self.assertEqual(bed.ask("GET", f"/subjects/{self.prefix}{SIGNALS}-value/versions"), [1])

    def test_subjects_become_full_transitive_also_those_of_an_older_start(self):
        bed, counter = self.bed(), self.counter()
        bed.register(SIGNALS, schema_text("EscalationSignal"))
        self.assertEqual(self.compatibility(bed, SIGNALS), "NONE")
        counter.start()
        for subject in (SIGNALS, "counter-dead-letters"):
            self.assertEqual(self.compatibility(bed, subject), "FULL_TRANSITIVE")

    def test_production_says_which_compatibility_to_set(self):
        bed, counter = self.bed(), self.counter()
        counter.start()
        self.assertTrue(counter.stop(10))
        path = f"/config/{self.prefix}{SIGNALS}-value"
        bed.ask("PUT", path, {"compatibility": "BACKWARD"})
        production = self.counter(1, BATON_REGISTER_SCHEMAS="false")
        self.refused(production, [f"PUT {path}", "FULL_TRANSITIVE", "BACKWARD"])
        bed.ask("PUT", path, {"compatibility": "FULL_TRANSITIVE"})
        production.start()

    def test_a_bad_option_is_said(self):
        self.refused(self.counter(BATON_COMMIT_RECORDS="many"), ["commit_records", "many"])

    def test_a_setting_that_exactly_once_rests_on_is_refused(self):
        self.bed()
        self.refused(
            self.counter(BATON_KAFKA_ISOLATION_LEVEL="read_uncommitted"), ["isolation.level"]
        )


if __name__ == "__main__":
    unittest.main()
