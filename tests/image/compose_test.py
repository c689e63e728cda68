"""docker-compose.yml, run as it is written: everything comes up healthy, plays, answers this machine,
ends well, and comes up again with what it knew."""

import json
import pathlib
import subprocess
import unittest
import urllib.request

import engine
import stand_ins
from confluent_kafka.admin import AdminClient

from cluster import http_status
from process import wait_until

HERE = pathlib.Path(__file__).resolve().parent
FILE = engine.ROOT / "docker-compose.yml"
SERVICES = ("detector", "packager", "router", "switchboard", "learner", "gateway")
JOBS = ("topics", "setup")
ALL = ("kafka", "registry", *JOBS, *SERVICES, "demo")
GATEWAY, REGISTRY = "http://127.0.0.1:8080", "http://127.0.0.1:18081/apis/ccompat/v7"
PROMETHEUS, GRAFANA = "http://127.0.0.1:9090", "http://127.0.0.1:3000"
BROKER = "127.0.0.1:19092"
WAIT_S = 180
UP_S = 900


def container(service):
    return f"baton_{service}_1"


def state(service, field):
    form = f"--format={{{{.State.{field}}}}}"
    return engine.podman("inspect", form, container(service)).stdout.strip()


def last_words(services):
    """For a failure: how each container is and what it said."""
    said = [engine.podman("ps", "-a", check=False).stdout]
    for service in services:
        log = engine.podman("logs", "--tail=15", container(service), check=False)
        said.append(f"{service}: {log.stdout}{log.stderr}")
    return "\n".join(said)


def compose(*words, check=True):
    program = engine.python_folder() / "bin/podman-compose"
    command = [program, "--podman-path", HERE / "podman_for_compose", "-f", FILE, *words]
    try:
        return engine.call(command, check=check, timeout=UP_S)
    except (AssertionError, subprocess.TimeoutExpired) as error:
        raise AssertionError(f"{error}\n{last_words(ALL)}") from error


def take_down(*words):
    """Without a look at the exit code, which tells of containers that were never made."""
    compose("--profile", "observability", "down", *words, check=False)


def ask(url, body=None):
    request = urllib.request.Request(url, headers={"Content-Type": "application/json"})
    with urllib.request.urlopen(request, body and json.dumps(body).encode(), timeout=30) as answer:
        return json.load(answer)


class ComposeTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.absent = stand_ins.missing()
        for image in cls.absent:
            print(
                f"   compose: {image} skipped: it can neither be pulled nor made here", flush=True
            )
        take_down("--volumes")  # what a run that was killed has left
        cls.addClassCleanup(take_down, "--volumes")
        compose("up", "--detach")

    def wait(self, condition, *services):
        self.assertTrue(wait_until(condition, WAIT_S), last_words(services or ALL))

    def shown(self):
        return engine.podman("logs", container("demo")).stdout

    def test_everything_is_up_and_healthy(self):
        for job in JOBS:
            self.assertEqual("0", state(job, "ExitCode"), last_words([job]))
        for service in ("kafka", "registry", *SERVICES):
            engine.podman("healthcheck", "run", container(service))
        for service in ("kafka", "registry", *SERVICES, "demo"):
            self.assertEqual("true", state(service, "Running"), last_words([service]))
            self.assertEqual(
                "0",
                engine.podman(
                    "inspect", "--format={{.RestartCount}}", container(service)
                ).stdout.strip(),
                service,
            )

    def test_the_demonstration_hands_over_and_ends(self):
        """What people are shown: a person is asked for, found, and solves it."""
        for words in ("router", "offered to", "accepted, holder", "resolution"):
            self.wait(lambda: words in self.shown(), "demo", "router")

    def test_an_event_in_gives_an_assignment_out(self):
        agent = {"id": "ada", "name": "Ada", "pool": "main"}
        presence = {"type": "presence", "presence": "online", "capacity": 2, "pool": "main"}
        own = {"tenant": "acme", "event_id": "e-1"}
        ask(f"{GATEWAY}/v1/agent-events", {**own, **presence, "agent": agent})
        said = {"type": "message", "speaker": "customer", "text": "I want to talk to a person"}
        taken = ask(f"{GATEWAY}/v1/events", {**own, "conversation_id": "c-1", **said})
        self.assertEqual(1, taken["accepted"])
        url = f"{GATEWAY}/v1/conversations/acme/c-1/assignment"
        self.wait(lambda: http_status(url) == 200)
        self.wait(lambda: ask(url)["change"] == "offered", "router")
        self.assertEqual("ada", ask(url)["reservations"][-1]["agent_id"])

    def test_broker_and_registry_are_reached_from_this_machine(self):
        admin = AdminClient({"bootstrap.servers": BROKER})
        topics = admin.list_topics(timeout=30).topics
        self.assertEqual(4, len(topics["conversation-events"].partitions))
        self.assertIn("conversation-events-value", ask(f"{REGISTRY}/subjects"))

    def test_prometheus_sees_every_service(self):
        compose("--profile", "observability", "up", "--detach", "prometheus")
        self.wait(lambda: http_status(f"{PROMETHEUS}/-/ready") == 200, "prometheus")

        def seen():
            targets = ask(f"{PROMETHEUS}/api/v1/targets")["data"]["activeTargets"]
            return {t["labels"]["job"] for t in targets if t["health"] == "up"}

        self.wait(lambda: seen() == set(SERVICES), "prometheus")
        if not any(image.startswith("grafana/") for image in self.absent):
            compose("--profile", "observability", "up", "--detach", "grafana")
            self.wait(lambda: http_status(f"{GRAFANA}/api/health") == 200, "grafana")
            self.wait(lambda: len(ask(f"{GRAFANA}/api/search?type=dash-db")) == 1, "grafana")

    def test_what_was_taken_down_comes_up_again_with_what_it_knew(self):
        known = ask(f"{REGISTRY}/subjects/conversation-events-value/versions/latest")
        compose("stop", "--timeout", "30")
        for service in SERVICES:
            self.assertEqual("0", state(service, "ExitCode"), last_words([service]))
        take_down()
        compose("up", "--detach")
        again = ask(f"{REGISTRY}/subjects/conversation-events-value/versions/latest")
        self.assertEqual(known, again)
        self.test_everything_is_up_and_healthy()


if __name__ == "__main__":
    unittest.main()
