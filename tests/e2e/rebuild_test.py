"""`baton rebuild`: a service whose changelog has lost rows refuses, is mended and goes on; by the
counter, whose numbers show on what state it went on."""

import json
import pathlib
import shutil
import sys
import unittest

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parents[0] / "support")]

import clients  # noqa: E402
from cluster import Cluster, Failed  # noqa: E402
from confluent_kafka import KafkaException  # noqa: E402
from confluent_kafka.admin import NewTopic, ResourceType  # noqa: E402
from process import wait_until  # noqa: E402
from runtime_bed import CHANGELOG, EVENTS, PARTITIONS, Bed  # noqa: E402

NAMES = [f"c{number}" for number in range(40)]
LATER = [f"d{number}" for number in range(40)]


class RebuildTest(unittest.TestCase):
    """One cluster for all; each test an installation of its own on it, by its prefix."""

    @classmethod
    def setUpClass(cls):
        cls.cluster = cls.enterClassContext(Cluster())
        cls.cluster.start()

    def setUp(self):
        self.prefix = f"{self._testMethodName[5:25].replace('_', '-')}."
        self.bed = Bed(self.cluster, self.prefix)
        name = self.prefix.rstrip(".")
        self.counter = self.cluster.service("counter", name, {"BATON_PREFIX": self.prefix})
        self.addCleanup(self.counter.kill)
        self.sent = {}  # by conversation
        self.counter.start()
        self.send(NAMES, 2)

    # --- doing

    def send(self, names, times=1):
        """So many events more in each conversation, which the running counter reads."""
        for name in names:
            for _ in range(times):
                self.sent[name] = self.sent.get(name, 0) + 1
                self.bed.send(EVENTS, name, self.bed.event(name, self.sent[name]))
        self.bed.flush()
        self.caught_up()

    def caught_up(self):
        lags = self.bed.lags
        if not wait_until(lambda: not any(lags().values()), 60):
            self.fail(f"lag left: {lags()}; {self.counter.why_not_ready()}")

    def rebuild(self, *options):
        """What it says; raises Failed."""
        return self.cluster.baton(
            "rebuild", "--service", "counter", *options, prefix=self.prefix
        )

    def empty_group(self):
        """Waits until Kafka has forgotten the member that has ended."""

        def has_none():
            try:
                return self.rebuild("--partition", 0, "--whole") is not None
            except Failed as error:
                self.assertIn("members of", str(error))
                return False

        self.assertTrue(wait_until(has_none, 60))

    def stop(self, lose_the_store=False):
        self.counter.stop(30)
        if lose_the_store:
            shutil.rmtree(self.counter.state)

    def configure(self, setting, value):
        clients.configure(
            self.bed.admin, ResourceType.TOPIC, [self.prefix + CHANGELOG], setting, value
        )

    def cut(self, before):
        clients.cut_compacted(self.bed.admin, self.prefix + CHANGELOG, before)

    def make_anew(self):
        name = self.prefix + CHANGELOG
        partitions, config = self.bed.topics()[CHANGELOG]
        self.bed.admin.delete_topics([name])[name].result(20)

        def made():
            try:
                new = NewTopic(name, partitions, config=config)
                self.bed.admin.create_topics([new])[name].result(20)
                return True
            except KafkaException:  # it is still being deleted
                return False

        self.assertTrue(wait_until(made, 60))

    # --- what must hold

    def assert_refuses(self, reason):
        """It says so at its door, and goes on refusing."""
        self.counter.start(wait=False)
        self.assertTrue(wait_until(lambda: reason in self.counter.why_not_ready(), 60))
        (why,) = json.loads(self.counter.why_not_ready())["reasons"]
        self.assertIn(f"{self.prefix}{CHANGELOG} [", why["text"])
        with self.assertRaisesRegex(Failed, "members of .*: 1, as .*; stop all instances of"):
            self.rebuild("--yes")
        self.assertIn(reason, self.counter.why_not_ready())

    def numbers(self, name):
        return [signal["sequence"] for signal in self.bed.signals()[name]]

    def test_a_changelog_made_anew_is_rebuilt_from_input(self):
        self.stop()
        self.make_anew()
        self.assert_refuses("changelog_short")
        self.stop()
        self.empty_group()
        before = self.bed.lags()
        plan = self.rebuild()
        self.assertEqual(PARTITIONS, plan.count(": changelog_short\n"), plan)
        self.assertEqual(PARTITIONS, plan.count("  rows        0 are left"), plan)
        self.assertTrue(plan.endswith("nothing was changed: --yes does it\n"), plan)
        self.assertEqual(before, self.bed.lags())
        self.configure("cleanup.policy", "compact,delete")  # as one that was interrupted leaves it
        self.configure("retention.ms", 86400000)
        done = self.rebuild("--yes")
        audit = [line for line in done.splitlines() if " rebuilt service=counter " in line]
        self.assertEqual(PARTITIONS, len(audit), done)
        self.assertIn("mode=from_input reason=changelog_short changelog=0-0 was=0-", audit[0])
        self.assertEqual(
            {**self.bed.topics()[CHANGELOG][1], "retention.ms": "86400000"},
            clients.settings_of(self.bed.admin, self.prefix + CHANGELOG),
        )
        self.counter.start()  # its store is of the old log: it is thrown away
        self.caught_up()
        self.send(NAMES)
        self.assertEqual({(1, 2, 1, 2, 3)}, {tuple(self.numbers(name)) for name in NAMES})
        self.assertEqual("counter: no partition has lost rows\n", self.rebuild())

    def test_an_accepted_loss_keeps_the_rows_that_are_left(self):
        half = self.bed.ends(CHANGELOG)
        self.send(LATER, 2)
        self.stop(lose_the_store=True)
        self.cut(half)
        self.assert_refuses("changelog_cut")
        self.stop()
        self.empty_group()
        plan = self.rebuild("--accept-loss")
        self.assertEqual(PARTITIONS, plan.count("are left: they are kept"), plan)
        left = sum(int(line.split()[1]) for line in plan.splitlines() if "are left" in line)
        self.assertEqual(len(LATER), left)
        self.assertEqual(PARTITIONS, self.rebuild("--accept-loss", "--yes").count("accept_loss"))
        self.counter.start()
        self.send(NAMES + LATER)
        self.assertEqual({(1, 2, 1)}, {tuple(self.numbers(name)) for name in NAMES})
        self.assertEqual({(1, 2, 3)}, {tuple(self.numbers(name)) for name in LATER})

    def test_a_store_that_has_all_goes_on_and_its_loss_is_seen(self):
        self.stop()
        self.cut({p: end // 2 for p, end in self.bed.ends(CHANGELOG).items()})
        self.counter.start()
        self.assertIn('"changelog_cut"', self.counter.log_since_start())
        self.send(NAMES)
        self.assertEqual({(1, 2, 3)}, {tuple(self.numbers(name)) for name in NAMES})
        self.stop(lose_the_store=True)
        self.assert_refuses("changelog_cut")

    def test_what_is_whole_is_only_rebuilt_when_that_is_asked_for(self):
        self.stop()
        self.counter.start()  # its store reaches the log's very end now, markers included
        self.stop()
        self.empty_group()
        with self.assertRaisesRegex(Failed, "partition 1 has lost nothing; with --whole"):
            self.rebuild("--partition", 1, "--yes")
        done = self.rebuild("--partition", 1, "--whole", "--yes")
        self.assertIn("partition=1 mode=from_input reason=none", done)
        self.assertEqual(1, done.count(" rebuilt service="))
        self.counter.start()  # with that store
        self.caught_up()
        self.send(NAMES)
        numbers = {tuple(self.numbers(name)) for name in NAMES}
        self.assertEqual({(1, 2, 3), (1, 2, 1, 2, 3)}, numbers)

    def test_what_is_not_there_is_said(self):
        with self.assertRaisesRegex(Failed, "nobody-changelog: .*is nobody a service"):
            self.cluster.baton("rebuild", "--service", "nobody", prefix=self.prefix)
        with self.assertRaisesRegex(Failed, "has the partitions 0 to 3"):
            self.rebuild("--partition", 4)
        with self.assertRaisesRegex(Failed, "ended with 2"):
            self.rebuild("--partition", "all")


if __name__ == "__main__":
    unittest.main()
