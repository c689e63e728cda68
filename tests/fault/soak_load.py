"""What the soak sends and what it reads: customers who begin conversations at a steady rate for as
long as it takes, and the account of what becomes of them, kept while the topics forget."""

import collections
import heapq
import itertools
import random
import threading
import time

from confluent_kafka import TopicPartition
from world import PERSON, message, script

ASKER_EVERY = 10  # conversations: one begins with "I want a person" and is timed
WHOLE_EVERY = 8  # conversations: of one each turn is looked for on the packager's pages
GAP_S = (0.2, 1.8)  # between two turns
EVENTS_EACH = 6.0  # of a conversation, on average, duplicates included; only to begin with


class Talk(threading.Thread):
    """Customers and their bots, `rate` events a second until `stop`. `numbers` counts conversations
    over all Talks of a run; `customers` people take turns to be the customer."""

    def __init__(self, wire, account, rate, seed, numbers, customers):
        super().__init__(daemon=True)
        self.wire, self.account, self.rate = wire, account, rate
        self.rng, self.numbers, self.customers = random.Random(seed), numbers, customers
        self.ending = threading.Event()
        self.producer = wire.producer()
        self.due = []  # (when, order, tenant, conversation, number, turns): the next turn of each
        self.order = itertools.count()
        self.sent = self.begun = 0
        self.behind_s = 0.0  # the most that it was late
        self.failure = None

    def run(self):
        try:
            self.talk()
        except Exception as error:  # told by the invariants
            self.failure = error

    def talk(self):
        """A turn of a conversation under way where one is due, or else of a new one."""
        began = time.monotonic()
        while not self.ending.is_set():
            when = began + self.sent / self.rate
            ahead = when - time.monotonic()
            self.behind_s = max(self.behind_s, -ahead)
            if ahead > 0.002:
                self.producer.poll(0)
                self.ending.wait(ahead)
                continue
            if not self.due or self.due[0][0] > when:
                self.begin(when)
            self.speak()
        while self.due:  # what was begun is said to its end, in a hurry
            self.speak()
        assert self.producer.flush(60) == 0

    def begin(self, when):
        number = next(self.numbers)
        tenant, conversation, turns = script(self.rng, number)
        if number % ASKER_EVERY == 0:
            turns = [("customer", PERSON[number % len(PERSON)], turns[0][2])]
        name = f"u{number % self.customers}"
        turns[0][2]["customer"] = {"id": name, "name": f"Customer {name}", "tier": "gold"}
        heapq.heappush(self.due, (when, next(self.order), tenant, conversation, 0, turns))
        self.begun += 1

    def speak(self):
        when, _, tenant, conversation, number, turns = heapq.heappop(self.due)
        speaker, text, more = turns[number]
        event = message(tenant, conversation, number, speaker, text, **more)
        key = f"{tenant}/{conversation}"
        self.account.said(key, event["event_id"], len(turns) == 1)
        for _ in range(2 if self.rng.random() < 0.02 else 1):
            self.wire.send(self.producer, "conversation-events", key, event)
            self.sent += 1
        if number + 1 < len(turns):
            when += self.rng.uniform(*GAP_S)
            rest = (tenant, conversation, number + 1, turns)
            heapq.heappush(self.due, (when, next(self.order), *rest))

    def stop(self, seconds=120):
        """Everything that was begun is said, and acknowledged, when this returns."""
        self.ending.set()
        self.join(seconds)
        if self.is_alive():
            self.failure = TimeoutError("the load does not end")


# Topics on which the records of a key are numbered from 1 without a gap.
NUMBERED = ("escalation-signals", "assignments", "deliveries")


class Account(threading.Thread):
    """Reads what has been committed, as it comes, so that nothing has to be kept for the end: of
    each conversation the numbers that its records bear, its epochs, its pages, its answer."""

    def __init__(self, wire):
        super().__init__(daemon=True)
        self.wire, self.ending, self.failure = wire, threading.Event(), None
        self.asked = {}  # key: when, of those that wait for an assignment
        self.waits = []  # (when asked, seconds until the assignment was read)
        self.last = collections.defaultdict(dict)  # topic: key: number
        self.turns = {}  # key: event ids that were sent; of one conversation in WHOLE_EVERY
        self.pages = collections.defaultdict(dict)  # key: page: event ids
        self.open = set()  # assignments that have no tombstone yet
        self.lost, self.doubled = [], []
        self.counts = collections.Counter()  # records by topic
        self.handlers = {
            **dict.fromkeys(NUMBERED, self.numbered),
            "conversation-events": self.event,
            "context-pages": self.page,
        }

    def said(self, key, event_id, asks):
        """An event that is about to be sent."""
        if asks:
            self.asked[key] = time.monotonic()
        if is_whole(key):
            self.turns.setdefault(key, set()).add(event_id)

    def waits_since(self, when):
        """Seconds that those waited who asked since then, or have waited until now."""
        waiting, now = list(self.asked.values()), time.monotonic()
        answered = [seconds for asked, seconds in list(self.waits) if asked >= when]
        return answered + [now - asked for asked in waiting if asked >= when]

    def run(self):
        try:
            counts = self.wire.topics()
            consumer = self.wire.reader("account")
            consumer.assign(
                [
                    TopicPartition(self.wire.prefix + topic, p, 0)
                    for topic in self.handlers
                    for p in range(counts[topic])
                ]
            )
            while not self.ending.is_set():
                for record in consumer.consume(500, 0.1):
                    if not record.error():
                        self.take(record)
            consumer.close()
        except Exception as error:  # told by the invariants
            self.failure = error

    def take(self, record):
        topic = record.topic().removeprefix(self.wire.prefix)
        self.counts[topic] += 1
        self.handlers[topic](topic, record.key().decode(), record)

    def numbered(self, topic, key, record):
        if topic == "assignments":
            asked = self.asked.pop(key, None)
            if asked is not None:
                self.waits.append((asked, time.monotonic() - asked))
            (self.open.discard if record.value() is None else self.open.add)(key)
        if record.value() is not None:
            self.follows(topic, key, self.wire.unframe(record.value())["sequence"])

    def follows(self, topic, key, number):
        """That `number` is the next one of the key."""
        last = self.last[topic].get(key, 0)
        if number <= last:
            self.doubled.append(f"{topic} {key}: {number} after {last}")
        elif number > last + 1:
            self.lost.append(f"{topic} {key}: {number} after {last}")
        self.last[topic][key] = max(number, last)

    def event(self, topic, key, record):
        """Each epoch begins once; only the platform's own events are decoded."""
        if b"holder-" not in record.value():
            return
        event = self.wire.unframe(record.value())
        kind, _, epoch = event["event_id"].partition("-")
        if kind == "holder" and "-" not in epoch:
            self.follows("epochs", key, int(epoch))

    def page(self, topic, key, record):
        """A page's last version counts; its tombstone changes nothing here."""
        if record.value() is None or not is_whole(key):
            return
        page = self.wire.unframe(record.value())
        conversation = f"{page['tenant']}/{page['conversation_id']}"
        self.pages[conversation][page["number"]] = [turn["event_id"] for turn in page["turns"]]

    def stop(self):
        self.ending.set()
        self.join(60)

    def wrong(self):
        """What was lost or doubled, as texts, when all has been read."""
        lost = self.lost + [f"{key} was never answered" for key in self.asked]
        doubled = list(self.doubled)
        for key, sent in self.turns.items():
            seen = collections.Counter(itertools.chain(*self.pages[key].values()))
            lost += [f"{event} is on no page" for event in sent if not seen[event]]
            doubled += [f"{event} is on {n} pages" for event, n in seen.items() if n > 1]
        return lost, doubled


def is_whole(key):
    """Of a conversation's key, or a page's: TENANT/cNUMBER, TENANT/cNUMBER/PAGE."""
    return int(key.split("/")[1][1:]) % WHOLE_EVERY == 0
