"""The load of the counter: events and resolutions of some hundred conversations at a steady rate.
A resolution names an event as its cause as soon as that is in the log, so that some are read first
and wait."""

import collections
import threading
import time

from runtime_bed import EVENTS, RESOLUTIONS

CONVERSATIONS = 400


class Load(threading.Thread):
    """Sends until it is told to stop. `sent`: acknowledged records by conversation."""

    def __init__(self, bed, rng, rate, name="c", conversations=CONVERSATIONS):
        super().__init__(daemon=True)
        self.bed, self.rate, self.prefix, self.rng = bed, rate, name, rng
        self.conversations = conversations
        self.sent = collections.Counter()
        self.refused = collections.Counter()  # by error
        self.number = 0
        self.caused = collections.deque()  # (conversation, cause) of resolutions to be sent
        self.stopping = threading.Event()
        self.failure = None
        self.producer = bed.make_producer()

    def run(self):
        try:
            self.send_all()
        except Exception as error:  # told by the invariants
            self.failure = error

    def send_all(self):
        began = time.monotonic()
        while not self.stopping.is_set():
            self.send_one()
            ahead = self.number / self.rate - (time.monotonic() - began)
            if ahead > 0.01:
                self.producer.poll(0)
                self.stopping.wait(ahead)
        while self.caused or len(self.producer):
            self.send_caused()
            if self.producer.flush(120):
                raise TimeoutError(f"{len(self.producer)} records of the load not delivered")

    def send_one(self):
        self.number += 1
        conversation = f"{self.prefix}{self.rng.randrange(self.conversations)}"
        with_cause = self.number % 5 == 0
        data = self.bed.event(conversation, f"{self.number}")
        self.bed.send(
            EVENTS,
            conversation,
            data,
            self.producer,
            on_delivery=lambda error, m: self.delivered(error, m, conversation, with_cause),
        )
        self.send_caused()

    def send_caused(self):
        while self.caused:
            conversation, cause = self.caused.popleft()
            data = self.bed.resolution(conversation, self.number, cause=cause)
            self.bed.send(
                RESOLUTIONS,
                conversation,
                data,
                self.producer,
                on_delivery=lambda error, m, c=conversation: self.delivered(error, m, c, False),
            )

    def delivered(self, error, message, conversation, with_cause):
        if error:
            self.refused[error.name()] += 1
            return
        self.sent[conversation] += 1
        if with_cause:
            at = {"partition": message.partition(), "offset": message.offset()}
            self.caused.append((conversation, {"topic": EVENTS, **at, "id": ""}))

    def stop(self, seconds=180):
        """Everything sent is acknowledged when this returns."""
        self.stopping.set()
        self.join(seconds)
        if self.is_alive():
            self.failure = TimeoutError("the load does not end")
