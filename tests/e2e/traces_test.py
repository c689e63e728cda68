"""Spans of all services at a collector: a request's way through all stages is one trace, each span's
parent is who caused it, and each body is read by OpenTelemetry's published schema and by the collector's
own parser. Then a collector that is away, and one that takes connections and says nothing."""

import base64
import contextlib
import http.server
import json
import pathlib
import re
import socket
import sys
import threading
import time
import unittest

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parents[0] / "support")]

from door_bed import DoorBed  # noqa: E402
from google.protobuf import json_format  # noqa: E402
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import (  # noqa: E402
    ExportTraceServiceRequest,
)
from opentelemetry.proto.trace.v1.trace_pb2 import Span, Status  # noqa: E402
from process import free_port, wait_until  # noqa: E402
from world import STAGES  # noqa: E402

import otlp  # noqa: E402

TRACE = "4bf92f3577b34da6a3ce929d0e0e4736"
PARENT = "00f067aa0ba902b7"
CANARY = "heliotrope"
IDS = {"traceId": 32, "spanId": 16, "parentSpanId": 16}  # hex digits


def with_bytes(tree):
    """OTLP's JSON has ids in hex, where protobuf's own mapping has base64: the one difference that
    the specification makes; enums are numbers in it."""
    if isinstance(tree, list):
        return [with_bytes(item) for item in tree]
    if not isinstance(tree, dict):
        return tree
    found = {name: with_bytes(value) for name, value in tree.items()}
    for name in IDS.keys() & tree.keys():
        assert re.fullmatch(f"[0-9a-f]{{{IDS[name]}}}", tree[name]), tree
        found[name] = base64.b64encode(bytes.fromhex(tree[name])).decode()
    for name in {"kind", "code"} & tree.keys():
        assert isinstance(tree[name], int), tree
    return found


def without_empty(tree):
    """The collector also writes what is empty."""
    if isinstance(tree, list):
        return [without_empty(item) for item in tree]
    if not isinstance(tree, dict):
        return tree
    found = {name: without_empty(value) for name, value in tree.items()}
    return {name: value for name, value in found.items() if value not in ("", [], {})}


def attributes_of(owner):
    return {
        item.key: getattr(item.value, item.value.WhichOneof("value")) for item in owner.attributes
    }


class Collector:
    """Takes what is posted, by the published schema; `port` stays the same over a pause."""

    def __init__(self):
        self.port = free_port()
        self.bodies, self.wrong, self.lock = [], [], threading.Lock()
        self.open()

    @property
    def url(self):
        return f"http://127.0.0.1:{self.port}"

    def open(self):
        collector = self

        class Door(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self):
                collector.take(self, self.rfile.read(int(self.headers["Content-Length"])))
                answer = b'{"partialSuccess":{}}'
                self.send_response(200)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(answer)))
                self.end_headers()
                self.wfile.write(answer)

            def log_message(self, *_):
                pass

        class Server(http.server.ThreadingHTTPServer):
            daemon_threads = True
            allow_reuse_address = True

            def __init__(self, *arguments):
                self.sockets = set()
                super().__init__(*arguments)

            def process_request(self, request, address):
                self.sockets.add(request)
                super().process_request(request, address)

        self.server = Server(("127.0.0.1", self.port), Door)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def close(self):
        """Also what is open: a connection that lives on would go on working."""
        self.server.shutdown()
        self.server.server_close()
        for connection in self.server.sockets:
            with contextlib.suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)

    def take(self, request, body):
        with self.lock:
            self.bodies.append(body)
            if (request.path, request.headers["Content-Type"]) != ("/v1/traces", "application/json"):
                self.wrong.append((request.path, dict(request.headers)))

    def spans(self):
        """(service, span) of all that came. Raises what the schema does not have."""
        with self.lock:
            bodies = list(self.bodies)
        found = []
        for body in bodies:
            parsed = json_format.ParseDict(with_bytes(json.loads(body)), ExportTraceServiceRequest())
            for part in parsed.resource_spans:
                service = attributes_of(part.resource)["service.name"]
                found += [(service, span) for scope in part.scope_spans for span in scope.spans]
        return found

    def of_trace(self, trace):
        """service and span by the span's id."""
        return {
            span.span_id.hex(): (service, span)
            for service, span in self.spans()
            if span.trace_id.hex() == trace
        }


class TracesTest(DoorBed):
    @classmethod
    def environment(cls):
        cls.collector = Collector()
        return {"BATON_OTLP_ENDPOINT": cls.collector.url}

    def records(self, conversation):
        """(topic, trace, span, value) of what the stages wrote for the conversation."""
        found = []
        topics = [
            "conversation-events", "escalation-signals", "context-packages", "context-pages",
            "routing-requests", "assignments", "deliveries",
        ]  # fmt: skip
        for topic in topics:
            for record in self.world.wire.read({topic: self.world.partitions}):
                value = self.world.wire.unframe(record.value())
                trace = dict(record.headers() or []).get("traceparent", b"").decode()
                if trace and value and value["conversation_id"] == conversation:
                    found.append((topic, trace[3:35], trace[36:52], value))
        return found

    def written_to(self, topic, conversation):
        return [row for row in self.records(conversation) if row[0] == topic]

    def dropped(self, stage):
        reasons = ("queue_full", "no_answer", "refused")
        return sum(
            self.metric(stage, f'baton_spans_dropped_total{{reason="{r}"}}') for r in reasons
        )

    # --- a request's way

    def way(self, spans, span_id):
        """The services from the span up to where the trace came from, and that parent."""
        services = []
        while span_id in spans:
            service, span = spans[span_id]
            services.append(service.removeprefix("baton-"))
            span_id = span.parent_span_id.hex()
        return services, span_id

    def test_a_request_s_way_through_all_stages_is_one_trace(self):
        self.come("ann")
        text = f"I want to talk to a human about my {CANARY}, please."
        self.say("traced", 1, text, traceparent=f"00-{TRACE}-{PARENT}-01")
        self.assertTrue(wait_until(lambda: self.written_to("deliveries", "traced"), 60))
        named = {span for _, trace, span, _ in self.records("traced") if trace == TRACE}
        services = {f"baton-{name}" for name in self.world.stages}
        seen = lambda: {name for name, _ in self.collector.of_trace(TRACE).values()}  # noqa: E731
        self.assertTrue(wait_until(lambda: seen() == services, 30), seen())
        wait_until(lambda: named <= self.collector.of_trace(TRACE).keys(), 30)
        spans = self.collector.of_trace(TRACE)
        self.assertEqual(set(), named - spans.keys(), "spans that records name and nobody sent")
        for topic, trace, span_id, value in self.records("traced"):
            if trace != TRACE:
                continue  # of a timer
            with self.subTest(topic, producer=value["producer"]["name"]):
                services, root = self.way(spans, span_id)
                self.assertEqual((services[-1], root), ("gateway", PARENT))
                writer = value["producer"]["name"]
                self.assertEqual(services[0], writer if writer in STAGES else "gateway")
        (delivery, *_) = self.written_to("deliveries", "traced")
        services, _ = self.way(spans, delivery[2])
        self.assertLessEqual({"gateway", "detector", "packager", "router"}, set(services), services)
        self.look_at(spans.values())
        self.assertNotIn(CANARY.encode(), b"".join(self.collector.bodies))
        self.assertEqual([], self.collector.wrong)

    def look_at(self, spans):
        offsets = set()
        for service, span in spans:
            attributes = attributes_of(span)
            self.assertLess(span.start_time_unix_nano, span.end_time_unix_nano)
            self.assertLess(abs(span.end_time_unix_nano / 1e9 - time.time()), 3600)
            self.assertEqual(Status.STATUS_CODE_UNSET, span.status.code)
            if span.kind == Span.SPAN_KIND_SERVER:
                self.assertEqual(("baton-gateway", "POST /v1/events"), (service, span.name))
                self.assertEqual(202, attributes["http.response.status_code"])
                continue
            self.assertEqual(Span.SPAN_KIND_CONSUMER, span.kind)
            self.assertEqual("kafka", attributes["messaging.system"])
            self.assertEqual(f"process {attributes['messaging.destination.name']}", span.name)
            self.assertEqual(service, attributes["messaging.consumer.group.name"])
            place = ("messaging.destination.name", "messaging.destination.partition.id")
            offsets.add((service, *(attributes[n] for n in place), attributes["messaging.kafka.offset"]))
        self.assertEqual(len(offsets), len(spans) - 1, "a span a record and service")

    def test_a_trace_that_begins_in_a_stage_is_sent_from_there(self):
        self.say("untraced", 1, "A human, please.")
        self.assertTrue(wait_until(lambda: self.written_to("routing-requests", "untraced"), 60))
        (signal, *_) = self.written_to("escalation-signals", "untraced")
        (request, *_) = self.written_to("routing-requests", "untraced")
        self.assertEqual(signal[1], request[1])
        self.assertTrue(wait_until(lambda: request[2] in self.collector.of_trace(signal[1]), 30))
        spans = self.collector.of_trace(signal[1])
        self.assertEqual((["packager", "detector"], ""), self.way(spans, request[2]))

    def test_what_the_caller_does_not_record_is_not_sent(self):
        trace = TRACE[::-1]
        self.say("unrecorded", 1, "A human, please.", traceparent=f"00-{trace}-{PARENT}-00")
        self.assertTrue(wait_until(lambda: self.written_to("routing-requests", "unrecorded"), 60))
        self.say("after", 1, "A human, please.", traceparent=f"00-{'ab' * 16}-{PARENT}-01")
        self.assertTrue(
            wait_until(lambda: b'"after"' in b"".join(self.collector.bodies), 30)
        )
        self.assertEqual({}, self.collector.of_trace(trace))

    # --- the collector's own parser

    def test_x_the_collector_understands_each_body_whole(self):
        """What it has not understood is not there when it writes what it has read."""
        wrong = b'{"resourceSpans":[{"scopeSpans":[{"spans":[{"name":"a","mood":"b"}]}]}]}'
        (read,) = otlp.understood([wrong])
        self.assertNotEqual(json.loads(wrong), without_empty(read["body"]))
        self.say("parsed", 1, "A human, please.", traceparent=f"00-{'cd' * 16}-{PARENT}-01")
        self.assertTrue(wait_until(lambda: len(self.collector.of_trace("cd" * 16)) > 3, 60))
        with self.collector.lock:
            bodies = list(self.collector.bodies)
        understood = otlp.understood(bodies)
        for body, read in zip(bodies, understood, strict=True):
            self.assertNotIn("error", read, body)
            self.assertEqual(without_empty(json.loads(body)), without_empty(read["body"]))
        counted = sum(read["spans"] for read in understood)
        self.assertEqual(counted, b"".join(bodies).count(b'"spanId":'))

    # --- without a collector

    def goes_on(self, conversation):
        """How long it takes until a router is asked, in seconds."""
        begun = time.monotonic()
        self.say(conversation, 1, "A human, please.")
        self.assertTrue(wait_until(lambda: self.written_to("routing-requests", conversation), 60))
        return time.monotonic() - begun

    def test_y_nothing_waits_for_a_collector(self):
        self.goes_on("warm")
        self.collector.close()
        before = self.dropped("detector")
        away = min(self.goes_on(f"away{n}") for n in range(3))
        self.assertTrue(wait_until(lambda: self.dropped("detector") > before, 30), "none is counted")
        with socket.create_server(("127.0.0.1", self.collector.port)):  # says nothing
            silent = min(self.goes_on(f"silent{n}") for n in range(3))
        self.assertLess(max(away, silent), 10)
        self.collector.open()
        self.goes_on("back")
        self.assertTrue(
            wait_until(lambda: b'"back"' in b"".join(self.collector.bodies), 30), "it is not found again"
        )

    def test_z_what_was_written_is_what_a_replay_writes(self):
        self.world.settle(240)
        until_ms = int(time.time() * 1000) - 3000
        self.assertEqual({}, self.world.stop())
        self.assertEqual([], self.world.failures_in_logs())
        good, said = self.world.judge(until_ms, waiting=True)
        self.assertTrue(good, said)


if __name__ == "__main__":
    unittest.main()
