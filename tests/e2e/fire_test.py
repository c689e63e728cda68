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
from world import OFFER_S, POLICY, STAGES, TENANTS, Agents, Customers, World  # noqa: E402

SEED = int(os.environ.get("BATON_SEED", "20250321"))
CONVERSATIONS = int(os.environ.get("BATON_FIRE_CONVERSATIONS", "2000"))
SECONDS = float(os.environ.get("BATON_FIRE_SECONDS", "70"))
KILLS = 12


class FireTest(unittest.TestCase):
    def setUp(self):
        print(f"  seed {SEED}", flush=True)
        self.rng = random.Random(SEED)
        self.cluster = self.enterContext(Cluster())
        self.cluster.start()
        self.world = World(self.cluster)
        self.addCleanup(self.world.close)

    def start(self):
        self.world.start()
        for tenant in TENANTS:
            self.world.declare(tenant, POLICY)
        self.agents = Agents(self.world.wire)
        self.agents.come()
        self.agents.start()
        self.customers = Customers(self.world.wire, SEED, CONVERSATIONS, SECONDS)
        self.customers.start()

    def victims(self):
        """Each stage at least once, in any order, the broker in the middle."""
        names = list(STAGES) + self.rng.choices(STAGES, k=KILLS - len(STAGES))
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
        self.customers.join(300)
        self.assertFalse(self.customers.is_alive())
        self.assertIsNone(self.customers.failure)
        self.world.settle(240, OFFER_S + 2)
        self.assertLessEqual(len(self.world.ended), 3, self.world.ended)
        self.agents.leaving.set()
        self.agents.join(120)
        self.assertIsNone(self.agents.failure)
        until_ms = int(time.time() * 1000) - 3000
        self.assertEqual(self.world.stop(), {})
        return until_ms

    def assert_oracle(self, until_ms):
        good, said = self.world.judge(until_ms)
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

    def assert_oracle_sees(self, topic):
        """A run from which one record of `topic` is taken away is not good."""
        folder = self.cluster.folder / "dump-"
        lines = (folder / "records.jsonl").read_text().splitlines()
        of_topic = [i for i, line in enumerate(lines) if json.loads(line)["topic"] == topic]
        del lines[of_topic[len(of_topic) // 2]]
        (folder / "less.jsonl").write_text("\n".join(lines) + "\n")
        done = subprocess.run(
            [
                BIN / "oracle",
                f"--partitions={self.world.partitions}",
                "--only=detector",
                folder / "less.jsonl",
                folder / "schemas.jsonl",
            ],
            capture_output=True,
        )
        self.assertEqual(done.returncode, 1, f"a lost record of {topic} is not seen")

    def test_2000_conversations_are_handled_exactly_once_while_everything_is_killed(self):
        self.start()
        self.fire()
        until_ms = self.finish()
        print(
            f"  {self.customers.sent} events, {self.agents.accepted} accepted, "
            f"{self.agents.resolved} resolved",
            flush=True,
        )
        self.assertEqual(self.world.failures_in_logs(), [])
        self.assert_oracle(until_ms)
        self.assert_oracle_sees("escalation-signals")


if __name__ == "__main__":
    unittest.main()
