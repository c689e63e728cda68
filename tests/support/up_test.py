"""`./dev up`, `status`, `play` and `down`, as a developer types them, in a folder of their own."""

import json
import os
import pathlib
import subprocess
import tempfile
import unittest

from cluster import BIN, ROOT, Cluster, http_status
from process import start_time
from up import SERVICES

FILE = ROOT / "tests/conversations/german.jsonl"
LAST_WORDS = "jetzt bitte mit einem Menschen sprechen"


class UpTest(unittest.TestCase):
    def setUp(self):
        folder = self.enterContext(tempfile.TemporaryDirectory(prefix="baton-up-"))
        self.run_folder = pathlib.Path(folder) / "run"
        self.env = {**os.environ, "BATON_RUN": str(self.run_folder), "BATON_BIN": str(BIN)}
        for name in ("BATON_BROKERS", "BATON_REGISTRY", "BATON_PREFIX"):
            self.env.pop(name, None)

    def dev(self, *words, code=0):
        """What it printed, once it has ended with `code`."""
        done = subprocess.run(
            [ROOT / "dev", *map(str, words)],
            env=self.env,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self.assertEqual(code, done.returncode, done.stdout)
        return done.stdout

    def up(self):
        """Starts everything; the state, in which all is ready."""
        self.addCleanup(Cluster(self.run_folder).kill)
        self.dev("up", "--detach")
        state = json.loads(self.dev("status", "--json"))
        rows = state["servers"] + state["services"]
        self.assertEqual(
            ["broker", "registry", *SERVICES], [row["name"] for row in sorted(rows, key=self.rank)]
        )
        self.assertEqual([], [row["name"] for row in rows if not row["ready"]])
        self.assertEqual(200, http_status(f"{state['gateway']}/readyz"))
        self.assertIn("is up already", self.dev("up", "--detach", code=1))
        return state

    @staticmethod
    def rank(row):
        return ["broker", "registry", *SERVICES].index(row["name"])

    def play(self):
        """A file is shown through all stages: what was said, why, who got it, how it ended."""
        shown = self.dev("play", FILE, "--speed", "100", "--agents")
        for words in (LAST_WORDS, "detector", "router", "resolution"):
            self.assertIn(words, shown)

    def test_everything_comes_up_plays_and_goes_down(self):
        state = self.up()
        pids = [row["pid"] for row in state["servers"] + state["services"]]
        self.assertNotIn(None, pids)
        self.play()
        self.dev("down")
        self.assertEqual([None] * len(pids), [start_time(pid) for pid in pids])
        state = json.loads(self.dev("status", "--json", code=1))
        self.assertEqual(
            {"broker": None, "registry": None, "gateway": None},
            {name: state[name] for name in ("broker", "registry", "gateway")},
        )
        self.assertEqual([False, False], [server["ready"] for server in state["servers"]])
        said = self.dev("play", FILE, code=1)
        self.assertIn("no broker and no registry is up. Start it with ./dev up", said)

    def test_brokers_and_registry_of_others_are_used_and_left_running(self):
        cluster = self.enterContext(Cluster())
        cluster.start()
        self.env |= cluster.env()
        cluster.create_topics()
        shown = self.dev("play", FILE, "--speed", "1000")  # nothing is up
        self.assertIn(LAST_WORDS, shown)
        self.assertFalse((self.run_folder / "run.json").exists())

        state = self.up()
        self.assertEqual(
            [(name, True, None) for name in ("broker", "registry")],
            [(row["name"], row["external"], row["pid"]) for row in state["servers"]],
        )
        self.assertEqual(
            list(cluster.env().values()), [row["address"] for row in state["servers"]]
        )
        self.play()
        self.dev("down")
        self.assertEqual([], [s.name for s in (cluster.broker, cluster.registry) if not s.pid()])


if __name__ == "__main__":
    unittest.main()
