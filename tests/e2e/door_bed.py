"""A whole installation behind the gateway: what customers say and who is there comes in by its door."""

import re
import unittest
import urllib.request

from cluster import Cluster
from gateway_bed import Client
from world import STAGES, World, message

TENANT = "acme"


class DoorBed(unittest.TestCase):
    @classmethod
    def environment(cls):
        """Of all services, beside what World gives them."""
        return {}

    @classmethod
    def setUpClass(cls):
        cls.cluster = cls.enterClassContext(Cluster())
        cls.cluster.start()
        cls.world = World(cls.cluster, stages=(*STAGES, "gateway"), env=cls.environment())
        cls.addClassCleanup(cls.world.close)
        cls.world.start()
        cls.client = Client(cls.world.service("gateway").http)

    def say(self, conversation, number, text, **headers):
        event = message(TENANT, conversation, number, "customer", text)
        answer = self.client.post("/v1/events", event, **headers)
        self.assertEqual(answer.status, 202, answer.body)

    def come(self, agent):
        """An agent is there, in a pool of the test's own tenant."""
        event = {
            "tenant": TENANT,
            "event_id": f"{agent}-comes",
            "type": "presence",
            "pool": "main",
            "presence": "online",
            "capacity": 5.0,
            "agent": {"id": agent, "name": agent.title(), "pool": "main"},
        }
        answer = self.client.post("/v1/agent-events", event)
        self.assertEqual(answer.status, 202, answer.body)

    def ask(self, service, path):
        """The text that a service answers with."""
        url = f"{self.world.service(service).http}{path}"
        with urllib.request.urlopen(url, timeout=10) as answer:
            return answer.read().decode()

    def metric(self, stage, line):
        """The value of a series; 0: it is not there yet."""
        found = re.search(rf"^{re.escape(line)} (\S+)$", self.ask(stage, "/metrics"), re.M)
        return float(found[1]) if found else 0.0
