"""The example bots, slow as they are, keep silent when somebody else holds the conversation."""

import os
import pathlib
import queue
import subprocess
import sys
import threading
import time
import unittest

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parents[0] / "support")]

from gateway_bed import EVENTS, GatewayCase  # noqa: E402
from process import wait_until  # noqa: E402

EXAMPLES = HERE.parents[1] / "examples"


class Bot:
    def __init__(self, name, *arguments, **env):
        self.child = subprocess.Popen(
            [sys.executable, str(EXAMPLES / name), *arguments],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1,
            env={**os.environ, **env},
        )
        self.said = queue.Queue()
        threading.Thread(target=self.read, daemon=True).start()

    def read(self):
        for line in self.child.stdout:
            self.said.put(line.split())

    def hears(self, line):
        self.child.stdin.write(line + "\n")
        self.child.stdin.flush()

    def says(self, seconds=15):
        """The next line's first two words: what, and in which conversation."""
        return self.said.get(timeout=seconds)[:2]

    def stop(self):
        self.child.kill()
        self.child.wait()
        self.child.stdin.close()
        self.child.stdout.close()


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
        self.deliver("c1", 1, kind="suppressed", speaker="bot", text=late["text"])
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
        number = 0
        while bot.said.empty() and number < 20:  # until it has joined its group
            number += 1
            self.put("c1", number)
            time.sleep(1)
        self.assertEqual(bot.says(), ["say", "c1"])
        time.sleep(4)  # what it still thinks about c1
        while not bot.said.empty():
            bot.says()
        self.put("c2", 1)
        self.hold("c2", "queue", 1)  # while the model thinks
        self.put("c3", 1)  # has been an agent's since before the start
        time.sleep(5)
        self.assertTrue(bot.said.empty())
        self.hold("c2", "bot", 2)
        self.put("c2", 2)
        self.assertEqual(bot.says(), ["say", "c2"])
        self.assertTrue(
            wait_until(lambda: [e["epoch"] for e in self.bot_events()
                                if e["conversation_id"] == "c2"] == [2], 60)
        )


if __name__ == "__main__":
    unittest.main()
