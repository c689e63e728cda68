"""Two instances of each service; while conversations run one of each leaves and one comes back:
then the same check as under fire."""

import os
import pathlib
import sys
import time
import unittest

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parents[0] / "support")]

from cluster import Cluster  # noqa: E402
from world import OFFER_S, POLICY, STAGES, TENANTS, Agents, Customers, World  # noqa: E402

SEED = int(os.environ.get("BATON_SEED", "20250322"))
CONVERSATIONS = 600
SECONDS = 30


class ScaleTest(unittest.TestCase):
    def setUp(self):
        print(f"  seed {SEED}", flush=True)
        self.cluster = self.enterContext(Cluster())
        self.cluster.start()
        self.world = World(self.cluster, stages=(*STAGES, "gateway"))
        self.addCleanup(self.world.close)

    def test_an_instance_that_leaves_and_one_that_comes_lose_and_double_nothing(self):
        self.world.start(0)
        self.world.start(1)
        for tenant in TENANTS:
            self.world.wire.declare(tenant, POLICY)
        agents = Agents(self.world.wire)
        agents.come()
        agents.start()
        customers = Customers(self.world.wire, SEED, CONVERSATIONS, SECONDS)
        customers.start()
        time.sleep(SECONDS * 0.2)
        for stage in self.world.stages:  # one leaves
            service = self.world.service(stage, 1)
            self.world.gone.add(service)
            self.assertTrue(service.stop(60), f"{service.name} does not stop")
            self.assertEqual(service.child.returncode, 0, service.log_end())
        time.sleep(SECONDS * 0.2)
        for stage in self.world.stages:  # one comes
            self.world.service(stage, 1).start(wait=False)
        self.world.gone.clear()
        customers.join(300)
        self.assertIsNone(customers.failure)
        self.world.settle(240, OFFER_S + 2)
        self.assertEqual(self.world.ended, [])
        agents.leaving.set()
        agents.join(120)
        self.assertIsNone(agents.failure)
        until_ms = int(time.time() * 1000) - 3000
        self.assertEqual(self.world.stop(), {})
        self.assertEqual(self.world.failures_in_logs(), [])
        good, said = self.world.judge(until_ms)
        print("".join(f"  {line}\n" for line in said.splitlines()), end="", flush=True)
        self.assertTrue(good)


if __name__ == "__main__":
    unittest.main()
