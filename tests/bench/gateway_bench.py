"""What the gateway costs: an event by HTTP, alone and in batches, until Kafka has acknowledged it."""

import http.client
import json
import threading
import time

from common import TEXTS, Memory, cpu_seconds, create_topics, percentile, say
from process import Failed

CONNECTIONS = 8
BATCH = 64  # the most that it takes in one request


class Bot(threading.Thread):
    """Sends `requests` requests of `batch` events over one connection, `gap_s` apart, each of a
    conversation of its own."""

    def __init__(self, gateway, name, requests, batch, gap_s):
        super().__init__(daemon=True)
        self.door = http.client.HTTPConnection(gateway.http.removeprefix("http://"), timeout=30)
        self.name, self.requests, self.batch, self.gap_s = name, requests, batch, gap_s
        self.took_ms, self.failure = [], None

    def body(self, request):
        events = [
            {
                "tenant": "acme",
                "conversation_id": f"{self.name}-{request}",
                "event_id": f"{self.name}-{request}-{number}",
                "type": "message",
                "speaker": "customer",
                "text": TEXTS[number % len(TEXTS)],
            }
            for number in range(self.batch)
        ]
        return json.dumps(events if self.batch > 1 else events[0])

    def run(self):
        due = time.monotonic()
        for request in range(self.requests):
            body, due = self.body(request), due + self.gap_s
            time.sleep(max(0, due - time.monotonic()))
            begun = time.monotonic()
            self.door.request("POST", "/v1/events", body, {"Content-Type": "application/json"})
            answer = self.door.getresponse()
            said = answer.read()
            self.took_ms.append((time.monotonic() - begun) * 1000)
            if answer.status != 202:
                self.failure = f"{answer.status} {said[:300]}"
                return


def send(running, name, rate, seconds, batch):
    """CPU seconds of the gateway, and what each request took, in ms."""
    requests = int(rate * seconds / batch / CONNECTIONS)
    gap_s = batch * CONNECTIONS / rate
    bots = [Bot(running, f"{name}-{n}", requests, batch, gap_s) for n in range(CONNECTIONS)]
    before = cpu_seconds(running.pid())
    for bot in bots:
        bot.start()
    for bot in bots:
        bot.join()
        if bot.failure:
            raise Failed(f"the gateway refused: {bot.failure}")
    return cpu_seconds(running.pid()) - before, [ms for bot in bots for ms in bot.took_ms]


def gateway(bench):
    """CPU an event of the gateway and how long a request takes, acknowledged by Kafka."""
    bed, rows = bench.bed(), []
    create_topics(bench, bed)
    running = bench.service(bed, "gateway")
    running.launch()
    running.wait()
    send(running, "warm", 200, 2, 1)
    memory = Memory(running.pid())
    for rate, batch in ((500, 1), (3000, BATCH)):
        cpu, took_ms = send(running, f"{batch}", rate, bench.options.seconds, batch)
        events = len(took_ms) * batch
        what = f"{rate} events/s, {batch} a request"
        shown = " / ".join(f"{percentile(took_ms, share):.0f}" for share in (0.5, 0.99))
        say(f"{what}: {events} events in {len(took_ms)} requests")
        rows += [
            (f"gateway, {what}: CPU", f"{cpu / events * 1e6:.0f}", "µs/event", ""),
            (f"gateway, {what}: a request, median / p99", shown, "ms", ""),
        ]
    memory.stop()
    running.stop()
    return [*rows, ("gateway: peak RssAnon", f"{memory.anon_kib / 1024:.0f}", "MiB", "")]
