"""What a caller at the gateway's door sees of one conversation that went through all stages: behind
the assignment's link the package, and the one document of it."""

import json
import pathlib
import sys
import unittest

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parents[0] / "support"), str(HERE.parents[1] / "schemas")]

import check  # noqa: E402
from cluster import Cluster  # noqa: E402
from gateway_bed import Client  # noqa: E402
from process import wait_until  # noqa: E402
from world import STAGES, World  # noqa: E402

TENANT, CONVERSATION = "acme", "c 1/ä"  # an id that a URL and a key must encode
PATH = f"/v1/conversations/{TENANT}/c%201%2F%C3%A4"


def message(number, text):
    return {
        "tenant": TENANT,
        "conversation_id": CONVERSATION,
        "event_id": f"e{number}",
        "type": "message",
        "speaker": "customer",
        "text": text,
    }


class UnifiedTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.cluster = cls.enterClassContext(Cluster())
        cls.cluster.start()
        cls.world = World(cls.cluster, stages=(*STAGES, "gateway"))
        cls.addClassCleanup(cls.world.close)
        cls.world.start()
        cls.client = Client(cls.world.service("gateway").http)
        cls.post("/v1/events", message(1, "I was charged twice for my invoice."))
        cls.post("/v1/events", message(2, "I want to talk to a human."))
        path = f"{PATH}/assignment"
        assert wait_until(lambda: cls.client.get(path).status == 200, 60), "nothing was assigned"

    @classmethod
    def post(cls, path, body):
        answer = cls.client.post(path, body)
        assert answer.status == 202, answer.body

    def messages(self, topic):
        partitions = self.world.wire.topics()[topic]
        return self.world.wire.read({topic: partitions})

    def test_the_assignment_leads_to_the_package(self):
        package = self.client.get(f"{PATH}/assignment").json["package"]
        self.assertEqual(package["link"], f"{PATH}/package")
        self.assertEqual(self.client.get(package["link"]).json["conversation_id"], CONVERSATION)
        (partition,) = {m.partition() for m in self.messages("context-packages")
                        if m.key() == "acme/c 1%2Fä".encode()}
        self.assertEqual(package["partition"], partition)

    def test_the_unified_document_is_that_of_its_schema(self):
        answer = self.client.get(f"{PATH}/unified")
        self.assertEqual(answer.status, 200, answer.body)
        schema = json.loads(
            (HERE.parents[1] / "schemas/unified-conversation.schema.json").read_text()
        )
        self.assertEqual(list(check.json_fits(schema, answer.json, "unified", schema)), [])
        self.assertEqual(answer.json["conversationId"], CONVERSATION)
        said = [m["content"] for m in answer.json["messages"]]
        self.assertIn("I want to talk to a human.", said)
        self.assertEqual(answer.json["escalation"]["trigger"], "explicit_request")
        self.assertEqual(self.client.get("/v1/conversations/acme/none/unified").status, 404)


if __name__ == "__main__":
    unittest.main()
