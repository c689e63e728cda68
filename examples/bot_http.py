#!/usr/bin/env python3
"""A bot that talks through Baton's gateway, with nothing but Python's library.

    bot_http.py GATEWAY TENANT       the customer's words on stdin, a line each: CONVERSATION TEXT

Its model takes three seconds. What it then wants to say is only *requested*, under the epoch it knew
when it began: if a person took over meanwhile, Baton keeps it back. BATON_TOKEN: its bearer token.
"""

import json
import os
import sys
import threading
import time
import urllib.request
import uuid

gateway, tenant = sys.argv[1:3]
headers = {"Content-Type": "application/json"}
headers["Authorization"] = f"Bearer {os.environ.get('BATON_TOKEN', '')}"


def send(**event):
    body = {"tenant": tenant, "event_id": str(uuid.uuid4()), "type": "message", **event}
    request = urllib.request.Request(gateway + "/v1/events", json.dumps(body).encode(), headers)
    return json.load(urllib.request.urlopen(request))


def answer(conversation, text, epoch):
    time.sleep(3)  # the model thinks
    send(conversation_id=conversation, speaker="bot", disposition="requested", epoch=epoch,
         text=f"About '{text}': have you tried to turn it off and on again?")


def listen():  # what may be said, and what not, is a delivery
    url = f"{gateway}/v1/stream/{tenant}?types=delivery"
    for line in urllib.request.urlopen(urllib.request.Request(url, headers=headers)):
        delivery = json.loads(line[6:]) if line.startswith(b"data: ") else {}
        if delivery.get("speaker") == "bot" and delivery["kind"] in ("say", "suppressed"):
            text = delivery.get("text", "")  # of what is kept back: none
            print(delivery["kind"], delivery["conversation_id"], text, flush=True)


threading.Thread(target=listen, daemon=True).start()
for line in sys.stdin:
    conversation, _, text = line.strip().partition(" ")
    known = send(conversation_id=conversation, speaker="customer", text=text)
    if known["may_speak"]:  # the bot holds the conversation
        threading.Thread(target=answer, args=(conversation, text, known["epoch"])).start()
