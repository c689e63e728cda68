"""The whole line behind the gateway's door: a request's trace goes through every stage, a policy that is
changed there is obeyed by stages that run, Prometheus can read what each service measures, and nobody
logs what is said."""

import json
import pathlib
import sys
import unittest

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parents[0] / "support")]

from door_bed import TENANT, DoorBed  # noqa: E402
from process import wait_until  # noqa: E402
from world import STAGES, message  # noqa: E402

import promtool  # noqa: E402

TRACE = "4bf92f3577b34da6a3ce929d0e0e4736"
PARENT = "00f067aa0ba902b7"
CANARY = "quetzalberry"
EVENTS = "conversation-events"
READERS = ("detector", "packager", "switchboard", "learner")  # of EVENTS
CHAIN = (
    "conversation-events",
    "escalation-signals",
    "context-packages",
    "routing-requests",
    "assignments",
    "deliveries",
)


class DoorTest(DoorBed):
    @classmethod
    def environment(cls):
        return {"BATON_LOG_LEVEL": "debug"}

    def records(self, topic, conversation):
        """Traceparent and value of the conversation's records, in the order of their partition."""
        messages = self.world.wire.read({topic: self.world.partitions})
        messages.sort(key=lambda m: (m.partition(), m.offset()))
        key = f"{TENANT}/{conversation}"
        found = []
        for record in messages:
            value = self.world.wire.unframe(record.value())
            if value and f"{value['tenant']}/{value['conversation_id']}" == key:
                trace = dict(record.headers() or []).get("traceparent")
                found.append((trace.decode() if trace else None, value))
        return found

    @staticmethod
    def origin(value):
        """Which stage wrote it, and what it was doing: the record that it was processing."""
        cause = value["cause"] or {}
        return value["producer"]["name"], *(cause.get(n) for n in ("topic", "partition", "offset"))

    # --- the trace

    def test_a_request_s_trace_goes_through_every_stage(self):
        self.come("ann")
        given = f"00-{TRACE}-{PARENT}-01"
        self.say("traced", 1, "I want to talk to a human, please.", traceparent=given)
        self.assertTrue(
            wait_until(lambda: self.records("deliveries", "traced"), 60), "nothing is delivered"
        )
        self.assertEqual(self.records("conversation-events", "traced")[0][0], given)
        spans = set()  # of what was processed, and the span that its records name
        for topic in CHAIN:
            with self.subTest(topic):
                records = self.records(topic, "traced")
                ours = [row for row in records if row[0] and row[0][3:35] == TRACE]
                self.assertTrue(ours, records)
                spans |= {(self.origin(value), trace[36:52]) for trace, value in ours}
                self.assertEqual({trace[-2:] for trace, _ in ours}, {"01"}, "flags")
        holders = [
            (trace, value["holder"]["kind"])
            for trace, value in self.records("conversation-events", "traced")
            if value["type"] == "holder"
        ]
        self.assertEqual(holders[0][1], "queue")
        self.assertEqual(holders[0][0][3:35], TRACE)
        self.assertEqual(len(spans), len({origin for origin, _ in spans}), spans)
        self.assertEqual(len(spans), len({span for _, span in spans}), spans)

    def test_a_bad_trace_is_counted_and_replaced(self):
        bad = "baton_gateway_bad_traceparent_total"
        before = self.metric("gateway", bad)
        self.say("untraced", 1, "I want a human.", traceparent=f"00-{'0' * 32}-{PARENT}-01")
        self.say("untraced", 2, "A human, please.")
        self.assertEqual(self.metric("gateway", bad), before + 1)
        self.assertTrue(wait_until(lambda: self.records("escalation-signals", "untraced"), 60))
        events = self.records("conversation-events", "untraced")
        self.assertEqual([t for t, v in events if v["speaker"] == "customer"], [None, None])
        made = self.records("escalation-signals", "untraced")[0][0]
        self.assertRegex(made, r"^00-[0-9a-f]{32}-[0-9a-f]{16}-00$")
        self.assertNotEqual(made[3:35], "0" * 32)

    # --- the policy

    def declare(self, words, applies):
        """Changes the tenant's policy; returns its version when every stage has taken it."""
        series = 'baton_global_records_total{topic="policies",result="taken"}'
        before = {stage: self.metric(stage, series) for stage in STAGES if stage != "learner"}
        body = {"format": 1, "detector": {"always_escalate": {"phrases": words}}}
        now = self.client.get(f"/v1/policies/{TENANT}")
        headers = {"If-Match": now.headers["ETag"]} if now.status == 200 else {}
        path = f"/v1/policies/{TENANT}?author=test&reason=test&applies={applies}"
        answer = self.client.ask("PUT", path, json.dumps(body).encode(), headers)
        self.assertEqual(answer.status, 200, answer.body)
        for stage, count in before.items():
            self.assertTrue(wait_until(lambda: self.metric(stage, series) > count, 30), stage)
        return answer.json["policy_id"]

    def escalations(self, conversation):
        """The policy of each escalation, once the detector has read all."""
        lag = lambda: any(stage == "detector" for stage, *_ in self.world.lags())  # noqa: E731
        self.assertTrue(wait_until(lambda: not lag(), 60), self.world.lags())
        return [
            signal["seen"]["policy_version"]
            for _, signal in self.records("escalation-signals", conversation)
            if signal["kind"] == "escalate"
        ]

    def test_a_policy_that_is_changed_is_obeyed_by_stages_that_run(self):
        pids = {stage: self.world.service(stage).pid() for stage in STAGES}
        self.say("plain", 1, "I want to talk to a human, please.")
        self.assertEqual(self.escalations("plain"), ["built-in"])
        self.say("early", 1, "Where do pineapples come from?")
        self.assertEqual(self.escalations("early"), [])
        first = self.declare(["pineapples"], "new_conversations")
        self.say("early", 2, "Are pineapples on their way?")
        self.assertEqual(self.escalations("early"), [], "it keeps the policy that it began under")
        self.say("later", 1, "Where do pineapples come from?")
        self.assertEqual(self.escalations("later"), [f"{first}+"])
        second = self.declare(["pineapples", "bananas"], "all")
        self.say("early", 3, "Then what about bananas?")
        self.assertEqual(self.escalations("early"), [f"{second}+"])
        for topic in ("routing-requests", "assignments"):
            found = lambda: self.records(topic, "early")  # noqa: E731, B023
            self.assertTrue(wait_until(found, 60), topic)
            self.assertEqual(found()[-1][1]["seen"]["policy_version"], f"{second}+", topic)
        self.assertEqual({stage: self.world.service(stage).pid() for stage in STAGES}, pids)

    # --- what is measured and logged

    def delivered(self, conversation):
        """Whether something is, within a minute."""
        return wait_until(lambda: self.records("deliveries", conversation), 60)

    def test_prometheus_reads_what_each_service_measures(self):
        self.assertIn("no help text", promtool.findings("baton_wrong 1\n"))
        self.come("ann")
        self.say("measured", 1, "I want to talk to a human, please.")
        self.assertTrue(self.delivered("measured"))
        for service in self.world.stages:
            with self.subTest(service):
                text = self.ask(service, "/metrics")
                self.assertIn("\nbaton_build_info{", text)
                self.assertEqual("", promtool.findings(text))

    def gave_up(self, stage, conversation):
        """Whether the stage's log has a dead letter of the conversation; it is written behind the
        commit."""
        lines = self.world.service(stage).log.read_text().splitlines()
        return any('"dead_letter"' in line and conversation in line for line in lines)

    def send(self, conversation, value):
        producer = self.world.wire.producer()
        self.world.wire.send(producer, EVENTS, f"{TENANT}/{conversation}", value)
        self.assertEqual(producer.flush(60), 0)

    def test_no_log_and_no_metric_has_a_word_of_what_was_said(self):
        """By either door; also of what cannot be read, or is refused."""
        self.come("ann")
        text = f"I want to talk to a human about my {CANARY}, please."
        self.say("canary-web", 1, text)
        self.send("canary-kafka", message(TENANT, "canary-kafka", 1, "customer", text))
        bad = self.world.wire.frame(EVENTS, message(TENANT, "canary-bad", 1, "customer", text))
        self.send("canary-bad", bad + CANARY.encode())
        for wrong in ({"type": CANARY}, {CANARY: text}):
            event = {**message(TENANT, "canary-web", 2, "customer", text), **wrong}
            self.assertEqual(self.client.post("/v1/events", event).status, 400)
        self.assertTrue(self.delivered("canary-web") and self.delivered("canary-kafka"))
        for stage in READERS:
            self.assertTrue(wait_until(lambda: self.gave_up(stage, "canary-bad"), 60), stage)
        for service in self.world.stages:
            with self.subTest(service):
                self.assertEqual("debug", json.loads(self.ask(service, "/config"))["log_level"])
                self.assertNotIn(CANARY, self.world.service(service).log.read_text())
                self.assertNotIn(CANARY, self.ask(service, "/metrics"))


if __name__ == "__main__":
    unittest.main()
