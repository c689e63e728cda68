"""`baton drill` on a real installation: its services are restarted under it, and nothing is lost or
doubled; a service that stays away is seen as what is lost; an interrupted drill ends what it began;
and of all that nothing is counted, learnt or asked of others."""

import json
import os
import pathlib
import signal
import subprocess
import sys
import threading
import unittest

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parents[0] / "support")]

from cluster import BIN, Cluster  # noqa: E402
from process import wait_until  # noqa: E402
from world import World  # noqa: E402

TENANT = "baton-drill"
COUNTED = ("handoff-metrics", "agent-performance", "policies", "enrichment-requests")
MARKED = (
    "conversation-events", "escalation-signals", "context-packages", "context-pages",
    "routing-requests", "assignments", "routing-decisions", "deliveries", "resolutions",
    "agent-events", "handoff-outcomes",
)  # fmt: skip


class DrillTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.cluster = cls.enterClassContext(Cluster())
        cls.cluster.start()
        cls.world = World(cls.cluster)
        cls.addClassCleanup(cls.world.close)
        cls.world.start()

    def drill(self, *arguments):
        return subprocess.Popen(
            [BIN / "baton", "drill", "--json", *arguments],
            env={**os.environ, **self.cluster.env()},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            text=True,
        )

    def finished(self, drill, seconds=300):
        out, _ = drill.communicate(timeout=seconds)
        return drill.returncode, json.loads(out) if out else None

    def records(self, topic):
        return [value for _, value in self.world.wire.records(topic) if value]

    def ended(self):
        events = self.records("conversation-events")
        begun = {event["conversation_id"] for event in events}
        return begun, {e["conversation_id"] for e in events if e["type"] == "ended"}

    def test_a_killed_stages_are_restarted_and_nothing_is_lost_or_doubled(self):
        """The command names a stage; this test is the supervisor that kills and starts it."""
        asked, done = (self.cluster.folder / name for name in ("asked", "done"))
        os.mkfifo(asked)
        os.mkfifo(done)
        stages = ["packager", "router", "switchboard", "detector", "learner"]
        restarted = []

        def supervise():
            while True:
                with open(asked) as fifo:
                    word = fifo.read().strip()
                if word == "leave":
                    return
                stage = stages[len(restarted) % len(stages)]
                self.world.service(stage).kill()
                self.world.service(stage).start()
                restarted.append(stage)
                done.write_text(stage)

        supervisor = threading.Thread(target=supervise, daemon=True)
        supervisor.start()
        code, report = self.finished(
            self.drill(
                *("--conversations", "30", "--seconds", "26", "--restart-every", "4"),
                *("--restart-command", f"echo restart > {asked}; cat {done}"),
            )
        )
        asked.write_text("leave")
        supervisor.join(60)
        self.assertGreaterEqual(len(restarted), 4)
        self.assertEqual((0, 0), (report["lost"], report["doubled"]), report)
        self.assertEqual(0, code)
        self.assertEqual((30, 30, 0), (report["begun"], report["ended"], report["cut"]))
        self.assertGreaterEqual(len(report["restarts"]), 4)
        self.assertGreater(report["recovery_ms"], 0)
        for step, row in report["steps"].items():
            self.assertEqual(row["in"], row["out"], step)
            self.assertGreaterEqual(row["in"], 30, step)

    def test_b_a_drill_leaves_no_trace_in_figures_learning_and_crms(self):
        self.world.settle()
        for topic in MARKED:
            found = self.records(topic)
            self.assertNotEqual([], found, topic)
            self.assertEqual([], [v for v in found if not v["synthetic"]], topic)
            self.assertEqual({TENANT}, {v["tenant"] for v in found}, topic)
        for topic in COUNTED:
            self.assertEqual([], self.records(topic), topic)

    def test_c_an_interrupted_drill_ends_what_it_began(self):
        before, _ = self.ended()
        drill = self.drill("--conversations", "20", "--seconds", "60")
        self.assertTrue(wait_until(lambda: self.ended()[0] - before, 60))
        drill.send_signal(signal.SIGINT)
        code, report = self.finished(drill, 60)
        self.assertEqual(0, code)
        self.assertTrue(report["interrupted"])
        self.assertGreater(report["cut"], 0)
        begun, ended = self.ended()
        self.assertEqual(begun, ended)

    def test_d_what_does_not_come_is_lost(self):
        self.world.service("packager").stop()
        code, report = self.finished(
            self.drill("--conversations", "2", "--seconds", "1", "--wait", "15")
        )
        self.world.service("packager").start()
        self.assertEqual(1, code)
        self.assertEqual(2, report["steps"]["requested"]["lost"], report)
        self.assertEqual((2, 0), (report["lost"], report["doubled"]), report)
        begun, ended = self.ended()
        self.assertEqual(begun, ended)

    def test_e_a_command_that_fails_ends_the_drill(self):
        drill = self.drill(
            "--conversations", "2", "--seconds", "60", "--restart-every", "1",
            "--restart-command", "exit 3",
        )  # fmt: skip
        code, report = self.finished(drill, 60)
        self.assertEqual(1, code)
        self.assertEqual([3], [restart["exit_code"] for restart in report["restarts"]])


if __name__ == "__main__":
    unittest.main()
