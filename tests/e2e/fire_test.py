"""Exactly once under fire: 2 000 conversations while services and the broker are killed at
random moments; then what was committed is held against the in-process replay of the committed
inputs."""

import json
import os
import pathlib
import random
import subprocess
import sys
import time
import unittest

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parents[0] / "support")]

from cluster import BIN, Cluster  # noqa: E402
from world import (  # noqa: E402
    OFFER_S,
    POLICY,
    REPLAYED,
    STAGES,
    TENANTS,
    Agents,
    Customers,
    WebCustomers,
    World,
)

SEED = int(os.environ.get("BATON_SEED", "20250321"))
CONVERSATIONS = int(os.environ.get("BATON_FIRE_CONVERSATIONS", "2000"))
SECONDS = float(os.environ.get("BATON_FIRE_SECONDS", "70"))
KILLS = 13
SERVICES = (*STAGES, "gateway")
WRITE_MS = "1000"  # of the learner's figures: the last ones are written before it is quiet
# A topic of each stage: what it writes, and the oracle misses when it is missing.
WRITTEN = ("escalation-signals", "routing-requests", "assignments", "deliveries")


def double(records, record):
    """The same record once more at the end of its partition."""
    place = record["topic"], record["partition"]
    last = max(r["offset"] for r in records if (r["topic"], r["partition"]) == place)
    records.append({**record, "offset": last + 1})


class FireTest(unittest.TestCase):
    def setUp(self):
        print(f"  seed {SEED}", flush=True)
        self.rng = random.Random(SEED)
        self.cluster = self.enterContext(Cluster())
        self.cluster.start()
        self.world = World(self.cluster, stages=SERVICES, env={"BATON_WRITE_MS": WRITE_MS})
        self.addCleanup(self.world.close)

    def start(self):
        self.world.start()
        for tenant in TENANTS:
            self.world.wire.declare(tenant, POLICY)
        self.agents = Agents(self.world.wire)
        self.agents.come()
        self.agents.start()
        by_web = CONVERSATIONS // 10
        self.customers = [
            Customers(self.world.wire, SEED, CONVERSATIONS - by_web, SECONDS, first=by_web),
            WebCustomers(self.world.service("gateway"), self.world.wire, SEED + 1, by_web, SECONDS),
        ]
        for customers in self.customers:
            customers.start()

    def victims(self):
        """Each service at least once, in any order, the broker in the middle."""
        names = list(SERVICES) + self.rng.choices(SERVICES, k=KILLS - len(SERVICES))
        self.rng.shuffle(names)
        names.insert(len(names) // 2, "broker")
        return names

    def shoot(self, name):
        if name == "broker":
            self.cluster.broker.kill()
            self.cluster.broker.start()
            return
        service = self.world.service(name)
        service.kill()
        service.child.wait()
        time.sleep(self.rng.random())
        service.start(wait=False)

    def fire(self):
        began = time.monotonic()
        times = sorted(self.rng.uniform(2, SECONDS) for _ in range(KILLS + 1))
        for at, name in zip(times, self.victims()):
            while time.monotonic() < began + at:
                self.world.restart_ended()
                time.sleep(0.1)
            print(f"  {time.monotonic() - began:5.1f} s  kill -9 {name}", flush=True)
            self.shoot(name)

    def finish(self):
        for customers in self.customers:
            customers.join(300)
            self.assertFalse(customers.is_alive())
            self.assertIsNone(customers.failure)
        self.world.settle(240, OFFER_S + 2)
        self.assertLessEqual(len(self.world.ended), 3, self.world.ended)
        self.agents.leaving.set()
        self.agents.join(120)
        self.assertIsNone(self.agents.failure)
        until_ms = int(time.time() * 1000) - 3000
        self.assertEqual(self.world.stop(), {})
        return until_ms

    def assert_oracle(self, until_ms):
        good, said = self.world.judge(until_ms, sums=True)
        print("".join(f"  {line}\n" for line in said.splitlines()), end="", flush=True)
        self.assertTrue(good, "the oracle finds fault with the run")
        for stage, topic in (
            ("detector", "escalation-signals"),
            ("packager", "context-packages"),
            ("packager", "routing-requests"),
            ("router", "assignments"),
            ("router", "routing-decisions"),
            ("switchboard", "deliveries"),
            ("switchboard", "conversation-events"),
        ):
            self.assertIn(f"passed {stage}: {topic} equals the replay", said)
        self.assertIn("passed the learner's figures count each conversation's outcome once", said)

    def assert_oracle_sees(self, what, change):
        """A run of which `change` has altered one record of each stage's topic is not good."""
        folder = self.cluster.folder / "dump-"
        records = [json.loads(line) for line in (folder / "records.jsonl").open()]
        for topic in WRITTEN:
            of_topic = [r for r in records if r["topic"] == topic and r["value"]]
            change(records, of_topic[len(of_topic) // 2])
        (folder / "altered.jsonl").write_text("".join(json.dumps(r) + "\n" for r in records))
        done = subprocess.run(
            [
                BIN / "oracle",
                f"--partitions={self.world.partitions}",
                f"--only={REPLAYED}",
                folder / "altered.jsonl",
                folder / "schemas.jsonl",
            ],
            capture_output=True,
            text=True,
            errors="replace",
        )
        self.assertEqual(done.returncode, 1, done.stderr)
        for topic in WRITTEN:  # by the stage whose record it was: routing-requests has two writers
            self.assertRegex(done.stdout, rf"FAILED \w+: {topic} equals the replay", what)

    def test_2000_conversations_are_handled_exactly_once_while_everything_is_killed(self):
        self.start()
        self.fire()
        until_ms = self.finish()
        print(
            f"  {sum(c.sent for c in self.customers)} events, {self.agents.accepted} accepted, "
            f"{self.agents.resolved} resolved",
            flush=True,
        )
        self.assertEqual(self.world.failures_in_logs(), [])
        self.assert_oracle(until_ms)
        self.assert_oracle_sees("lost", list.remove)
        self.assert_oracle_sees("doubled", double)


if __name__ == "__main__":
    unittest.main()
