"""The example bots, slow as they are, keep silent when somebody else holds the conversation."""

import pathlib
import sys
import time
import unittest

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parents[0] / "support")]

from bots_bed import Bot  # noqa: E402
from gateway_bed import EVENTS, GatewayCase  # noqa: E402
from process import wait_until  # noqa: E402


class BotsTest(GatewayCase):
    def bot_events(self):
        return [event for event in self.records(EVENTS)[0] if event["speaker"] == "bot"]

    def test_the_http_bot_requests_under_the_epoch_it_knew(self):
        bot = Bot("bot_http.py", self.gateway.http, self.tenant)
        self.addCleanup(bot.stop)
        began = time.monotonic()
        bot.hears("c1 my router is dead")
        self.assertTrue(wait_until(lambda: self.records(EVENTS)[0], 60))
        self.assign("c1", 1, 1, "queue")  # while the model thinks
        self.until_epoch("c1", 1)
        self.assertTrue(wait_until(self.bot_events, 60))
        self.assertGreater(time.monotonic() - began, 3)
        (late,) = self.bot_events()
        self.assertEqual((late["disposition"], late["epoch"]), ("requested", 0))
        self.deliver("c1", 1, kind="suppressed", speaker="bot", text="")
        self.assertEqual(bot.says(), ["suppressed", "c1"])
        bot.hears("c1 is somebody there?")  # not the bot's turn any more
        self.assign("c2", 1, 2, "bot")
        self.until_epoch("c2", 2)
        bot.hears("c2 hello")
        self.assertTrue(wait_until(lambda: len(self.bot_events()) == 2, 60))
        back = [event for event in self.bot_events() if event["conversation_id"] == "c2"]
        self.assertEqual([event["epoch"] for event in back], [2])
        self.deliver("c2", 1, kind="say", speaker="bot", text=back[0]["text"])
        self.assertEqual(bot.says(), ["say", "c2"])

    def put(self, conversation, number, **more):
        event = {
            "conversation_id": conversation,
            "event_id": f"{conversation}-{number}",
            "type": "message",
            "speaker": "customer",
            "text": "My router is dead",
            **more,
        }
        self.write(EVENTS, "ConversationEvent", conversation, event)

    def hold(self, conversation, kind, epoch):
        holder = {"kind": kind, "epoch": epoch}
        self.put(conversation, f"h{epoch}", type="holder", speaker="system", epoch=epoch,
                 holder=holder)

    def test_the_kafka_bot_follows_the_holder_events(self):
        self.write(EVENTS, "ConversationEvent", "c0", {"conversation_id": "c0", "event_id": "0"})
        self.hold("c3", "agent", 2)
        bot = Bot("bot_kafka.py", self.tenant, BATON_PREFIX="gw.", **self.cluster.env())
        self.addCleanup(bot.stop)
        for number in range(60):  # until it has begun
            self.put(f"hello-{number}", 1)
            if not bot.said.empty():
                break
            time.sleep(1)
        self.put("c3", 1)  # has been an agent's since before the start
        # A bot that was kept from running for three seconds answers before it reads of the holder:
        # then once more. It answers in order: what it says to the last is said after all else.
        self.assertTrue(any(map(lambda name: self.is_silent(bot, name), ("c4", "c5", "c6"))))
        self.assertNotIn("c3", [event["conversation_id"] for event in self.bot_events()])

    def is_silent(self, bot, name):
        """Whether the bot said nothing while the queue held the conversation; then it says
        something when it holds it again."""
        self.put(name, 1)
        self.hold(name, "queue", 1)  # while the model thinks
        self.put(f"{name}-after", 1)
        while (said := bot.says()) != ["say", f"{name}-after"]:
            if said == ["say", name]:
                return False
        self.hold(name, "bot", 2)
        self.put(name, 2)
        while (said := bot.says()) != ["say", name]:  # another partition's may come later
            self.assertTrue(said[1].startswith("hello-"), said)

        def epochs():
            return [e["epoch"] for e in self.bot_events() if e["conversation_id"] == name]

        self.assertTrue(wait_until(epochs, 60))
        self.assertEqual(epochs(), [2])
        return True


if __name__ == "__main__":
    unittest.main()
