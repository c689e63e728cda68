"""The cluster that the other tests stand on."""

import json
import os
import pathlib
import signal
import subprocess
import sys
import tempfile
import unittest
import urllib.request

import clients
import downloads
from cluster import Cluster
from confluent_kafka.admin import NewTopic
from process import Process, Failed, start_time, wait_until


def produce(cluster, topic, value):
    producer = clients.producer(cluster)
    producer.produce(topic, value)
    assert producer.flush(60) == 0


def consume(cluster, topic, count, seconds=60):
    """The first `count` values of the topic, as far as they come in time."""
    consumer = clients.consumer(cluster, "reader")
    consumer.subscribe([topic])
    values = []

    def read():
        message = consumer.poll(0.1)
        if message and not message.error():
            values.append((message.value(), message.timestamp()[0]))
        return len(values) >= count

    wait_until(read, seconds)
    consumer.close()
    return values


def register(registry, schema):
    request = urllib.request.Request(
        f"{registry}/subjects/t-value/versions",
        json.dumps({"schema": schema}).encode(),
        {"Content-Type": "application/vnd.schemaregistry.v1+json"},
    )
    with urllib.request.urlopen(request, timeout=60) as answer:
        return json.load(answer)["id"]


class ClusterTest(unittest.TestCase):
    def test_broker_and_registry_keep_what_they_took_over_a_kill_and_leave_no_process(self):
        with Cluster() as cluster:
            cluster.start()
            admin = clients.admin(cluster)
            for made in admin.create_topics([NewTopic("t", 2, 1)]).values():
                made.result(60)
            produce(cluster, "t", b"before")
            schema = register(cluster.registry_url, '"string"')
            address, pids = cluster.brokers, {p.name: p.pid() for p in cluster.running()}

            cluster.broker.kill()
            cluster.registry.kill()
            self.assertEqual([None, None], [p.pid() for p in cluster.running()])
            cluster.broker.start()
            cluster.registry.start()

            self.assertEqual(address, cluster.brokers)
            self.assertEqual(schema, register(cluster.registry_url, '"string"'))
            produce(cluster, "t", b"after")
            log_append_time = 2
            self.assertEqual(
                {(b"before", log_append_time), (b"after", log_append_time)},
                set(consume(cluster, "t", 2)),
            )
            pids = [*pids.values(), *(p.pid() for p in cluster.running())]
        self.assertEqual([None] * 4, [start_time(pid) for pid in pids])
        self.assertFalse(cluster.folder.exists())


SERVICE = """#!/usr/bin/env python3
import http.server, os, sys
class Ready(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200 if self.path == '/readyz' else 404)
        self.end_headers()
if os.environ.get('BATON_BAD'):
    sys.exit('bad option: what to do')
env = os.environ
has_state = os.path.isdir(env['BATON_STATE_DIR'])
print(env['BATON_BROKERS'], env['BATON_INSTANCE'], has_state, flush=True)
http.server.HTTPServer(('127.0.0.1', int(os.environ['BATON_HTTP_PORT'])), Ready).serve_forever()
"""


class ServiceTest(unittest.TestCase):
    """With a program that answers as a service does."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.program = pathlib.Path(folder.name) / "service"
        self.program.write_text(SERVICE)
        self.program.chmod(0o755)

    def test_it_gets_its_addresses_and_is_waited_for_and_stopped(self):
        with Cluster() as cluster:
            service = cluster.service("detector", instance=1, program=self.program)
            service.start()
            self.assertTrue(service.is_ready())
            self.assertEqual(f"{cluster.brokers} 1 True", service.log_since_start().splitlines()[0])
            service.kill()
            service.start()
            pid = service.pid()
        self.assertIsNone(start_time(pid))

    def test_one_that_refuses_to_start_is_reported_with_its_reason(self):
        with Cluster() as cluster:
            service = cluster.service("detector", env={"BATON_BAD": "1"}, program=self.program)
            with self.assertRaisesRegex(
                Failed, r"(?s)detector-0 ended with exit code 1.*bad option: what to do"
            ):
                service.start()

    def test_two_instances_have_two_ports_and_two_states(self):
        with Cluster() as cluster:
            one, two = (cluster.service("detector", i, program=self.program) for i in (0, 1))
            one.start()
            two.start()
            self.assertNotEqual((one.http, one.state), (two.http, two.state))


class ProcessTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)

    def test_one_that_ends_before_it_is_ready_is_reported_with_its_last_words(self):
        process = Process(self.folder, "short", tied=True)
        process.start(["sh", "-c", "echo the last words; exit 3"])
        with self.assertRaisesRegex(Failed, r"(?s)ended with exit code 3.*the last words"):
            process.wait_ready(lambda: False, 60)

    def test_one_that_ignores_sigterm_is_killed(self):
        process = Process(self.folder, "deaf", tied=True)
        process.start(["sh", "-c", "trap '' TERM; echo deaf; while :; do sleep 0.1; done"])
        process.wait_ready(lambda: "deaf" in process.log_since_start(), 60)
        self.assertFalse(process.stop(0.3))
        self.assertIsNone(process.pid())

    def test_it_is_known_to_another_process_by_its_folder(self):
        process = Process(self.folder, "sleeper", tied=True)
        process.start(["sleep", "60"])
        self.assertEqual(process.pid(), Process(self.folder, "sleeper").pid())
        process.kill()

    def test_a_pid_that_now_belongs_to_another_is_left_alone(self):
        process = Process(self.folder, "gone", tied=True)
        process.pid_file.parent.mkdir()
        process.pid_file.write_text(f"{os.getpid()} {start_time(os.getpid()) + 1}\n")
        self.assertIsNone(process.pid())
        self.assertTrue(process.stop())

    def test_a_tied_one_ends_with_its_starter(self):
        code = (
            "import os, process, signal, sys\n"
            "p = process.Process(sys.argv[1], 'tied', tied=True)\n"
            "p.start(['sleep', '60'])\n"
            "os.kill(os.getpid(), signal.SIGKILL)\n"
        )
        done = subprocess.run([sys.executable, "-c", code, self.folder], cwd=downloads.SUPPORT)
        self.assertEqual(-signal.SIGKILL, done.returncode)
        self.assertTrue(wait_until(lambda: not Process(self.folder, "tied").pid(), 60))


if __name__ == "__main__":
    unittest.main()
