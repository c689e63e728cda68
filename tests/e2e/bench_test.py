"""The measurements that run a whole installation still run: what they say is for `./dev bench`."""

import pathlib
import sys
import types
import unittest

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parents[0] / "support"), str(HERE.parents[0] / "bench")]

import gateway_bench  # noqa: E402
import services_bench  # noqa: E402
from cluster import Cluster  # noqa: E402
from common import Bench  # noqa: E402

SHORT = types.SimpleNamespace(seconds=2)


class BenchTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.cluster = cls.enterClassContext(Cluster())
        cls.cluster.start()

    def values(self, measure):
        return {figure: value for figure, value, *_ in measure(Bench(self.cluster, SHORT))}

    def test_the_gateway_is_measured(self):
        values = self.values(gateway_bench.gateway)
        single = [value for figure, value in values.items() if "1 a request: CPU" in figure]
        self.assertGreater(int(single[0]), 0, values)

    def test_all_services_are_measured(self):
        values = self.values(services_bench.services)
        for name in services_bench.SERVICES:
            self.assertGreater(int(values[f"{name}: CPU"]), 0, values)
        self.assertIn("bytes of context-packages on the broker", values)
