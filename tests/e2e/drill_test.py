"""`baton drill` on a real installation: its services are restarted under it, and nothing is lost or
doubled; a service that stays away is seen as what is lost; an interrupted drill ends what it began;
and of all that nothing is counted, learnt, asked of others or told to a CRM behind the gateway."""

import json
import os
import pathlib
import signal
import subprocess
import sys
import time
import unittest
import urllib.request

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parents[0] / "support")]

from cluster import BIN, Cluster  # noqa: E402
from gateway_bed import Client, Stream, message  # noqa: E402
from process import wait_until  # noqa: E402
from world import STAGES, World  # noqa: E402

TENANT = "baton-drill"
COUNTED = (
    "handoff-metrics", "agent-performance", "policies", "enrichment-requests", "customer-history",
)  # fmt: skip
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
        cls.world = World(cls.cluster, stages=(*STAGES, "gateway"))
        cls.addClassCleanup(cls.world.close)
        cls.world.start()
        cls.gateway = Client(cls.world.service("gateway").http)
        # The CRM's is the first: what the other one has heard, was there for the CRM too.
        cls.crm = cls.stream(f"/v1/stream/{TENANT}")
        cls.asked = cls.stream(f"/v1/stream/{TENANT}?synthetic=true")

    @classmethod
    def stream(cls, path):
        stream = Stream(cls.gateway, path)
        cls.addClassCleanup(stream.close)
        assert stream.next()[0] == "ready"
        return stream

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

    def counted(self, stage):
        """The stage's own metrics that are not 0."""
        url = f"{self.world.service(stage).http}/metrics"
        with urllib.request.urlopen(url, timeout=10) as answer:
            lines = answer.read().decode().splitlines()
        own = [line.rsplit(" ", 1) for line in lines if line.startswith(f"baton_{stage}_")]
        return [(name, value) for name, value in own if float(value)]

    def ended(self):
        events = self.records("conversation-events")
        begun = {event["conversation_id"] for event in events}
        return begun, {e["conversation_id"] for e in events if e["type"] == "ended"}

    def test_a_killed_stages_are_restarted_and_nothing_is_lost_or_doubled(self):
        """The command asks this test, which is the supervisor, and waits for it."""
        asked = self.cluster.folder / "asked"
        order = ("packager", "router", "switchboard", "detector", "learner")
        programs = [*(self.world.service(stage) for stage in order), self.cluster.broker]
        restarted = []
        drill = self.drill(
            *("--conversations", "30", "--seconds", "26", "--restart-every", "4"),
            *("--restart-command", f"touch {asked}; while [ -e {asked} ]; do sleep 0.05; done"),
        )
        while drill.poll() is None:
            time.sleep(0.02)
            if asked.exists():
                program = programs[len(restarted) % len(programs)]
                program.kill()
                program.start()
                restarted.append(program)
                asked.unlink()
        code, report = self.finished(drill)
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
        for stage in STAGES:
            self.assertEqual([], self.counted(stage), stage)

    def test_b_the_gateway_tells_of_a_drill_whoever_asks_for_it(self):
        self.world.settle()
        deliveries = len(self.records("deliveries"))
        heard = []

        def all_heard():
            while not self.asked.events.empty():
                heard.append(self.asked.next()[:2])
            return [name for name, _ in heard].count("delivery") == deliveries

        self.assertTrue(wait_until(all_heard, 60))
        self.assertEqual({"assignment", "delivery", "package"}, {name for name, _ in heard})
        self.assertEqual([], [event for event in heard if not event[1].get("synthetic")])
        self.assertTrue(self.crm.events.empty())
        page = self.records("context-pages")[0]
        path = f"/v1/conversations/{TENANT}/{page['conversation_id']}"
        views = [self.gateway.get(f"{path}/{view}").json for view in ("package", "assignment")]
        views += self.gateway.get(f"{path}/pages").json["pages"]
        self.assertGreaterEqual(len(views), 3)
        self.assertEqual([], [view for view in views if not view.get("synthetic")])

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

    def test_e_what_comes_twice_is_doubled(self):
        known, _ = self.ended()

        def delivered():
            found = self.world.wire.records("deliveries")
            return [row for row in found if row[1]["conversation_id"] not in known]

        drill = self.drill("--conversations", "1", "--seconds", "20")
        self.assertTrue(wait_until(delivered, 60))
        producer = self.world.wire.producer()
        self.world.wire.send(producer, "deliveries", *delivered()[0])
        self.assertEqual(0, producer.flush(60))
        code, report = self.finished(drill)
        self.assertEqual((1, 0, 1), (code, report["lost"], report["doubled"]), report)

    def test_f_a_command_that_fails_ends_the_drill(self):
        drill = self.drill(
            "--conversations", "2", "--seconds", "60", "--restart-every", "1",
            "--restart-command", "exit 3",
        )  # fmt: skip
        code, report = self.finished(drill, 60)
        self.assertEqual(1, code)
        self.assertEqual([3], [restart["exit_code"] for restart in report["restarts"]])

    def test_g_what_is_real_is_the_first_that_a_crm_hears(self):
        words = {"speaker": "customer", "text": "I want to talk to a human."}
        real = message("real", 1, tenant=TENANT, **words)
        self.assertEqual(202, self.gateway.post("/v1/events", real).status)
        name, data, _ = self.crm.next()
        self.assertEqual(("real", None), (data["conversation_id"], data.get("synthetic")), name)


if __name__ == "__main__":
    unittest.main()
