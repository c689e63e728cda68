"""Senders that do what they should not: records on a wrong partition, words and requests of an epoch
that is over. Stages are killed meanwhile."""

import collections
import time

from process_scenarios import rise
from scenario import Scenario, counted, metric
from world import Customers, message

FOREIGN_FIRST = 50_000  # of the numbers of their conversations
RATE = 6  # their conversations a second


def fall_and_rise(run, *stages):
    """The stages named are killed and started again, one after the other."""
    for stage in stages:
        service = run.stage(stage)
        run.kill(service)
        run.pause(run.rng.uniform(0.2, 1))
        rise(run, service)


# --- 42: another partitioner


def wrong_partitions(run):
    """Customers whose client spreads keys by CRC32, librdkafka's default."""
    foreigners = Customers(
        run.world.wire,
        run.rng.randrange(1 << 30),
        int(run.seconds * RATE),
        run.seconds,
        first=FOREIGN_FIRST,
        partitioner="consistent_random",
    )
    foreigners.start()
    run.pause(run.seconds / 3)
    fall_and_rise(run, "switchboard", "packager")
    foreigners.join(180)
    run.expect(not foreigners.failure, f"the foreigners failed: {foreigners.failure}")


def copies(run):
    """By place of a misrouted record: how many copies of it there are."""
    found = collections.Counter()
    for m in run.read("conversation-events"):
        source = dict(m.headers() or []).get("baton-forwarded")
        if source:
            found[source] += 1
    return found


def one_copy_each(run):
    more = [place for place, count in copies(run).items() if count > 1]
    run.expect(not more, f"I6: {len(more)} records have several copies, as {more[:3]}")


# --- 43: an epoch that is over


def words_of_old_epochs(run):
    """Of each conversation that came back to its bot: what its bot says and asks as if it had never
    been away. The stages that must refuse it are killed meanwhile."""
    until = time.monotonic() + run.seconds
    known = set()
    while time.monotonic() < until:
        send_stale(run, known)
        fall_and_rise(run, run.rng.choice(("switchboard", "router")))
        send_stale(run, known)
        run.pause(1)
    run.counts["stale"] = len(known)


def send_stale(run, known):
    wire = run.world.wire
    producer = wire.producer()
    for key in sorted(came_back(run) - known):
        known.add(key)
        tenant, _, conversation = key.partition("/")
        said = message(
            tenant, conversation, "stale", "bot", "As I said.", disposition="requested", epoch=0
        )
        wire.send(producer, "conversation-events", key, said)
        request = {
            "tenant": tenant,
            "conversation_id": conversation,
            "request_id": f"{conversation}-stale",
            "pool": "main",
            "kind": "request",
            "epoch": 0,
            "producer": {"name": "test", "version": "1"},
        }
        wire.send(producer, "routing-requests", f"{tenant}/main", request)
    run.expect(producer.flush(60) == 0, "not all was delivered")


def came_back(run):
    """Keys of the conversations that a bot holds again."""
    held = {}
    for m in run.read("conversation-events"):
        event = run.world.wire.unframe(m.value())
        if event["type"] == "holder":
            held[m.key().decode()] = event["holder"]["kind"] == "bot"
        elif event["type"] == "ended":
            held[m.key().decode()] = False
    return {key for key, by_bot in held.items() if by_bot}


def none_was_said(run):
    said = [
        d["event_id"]
        for d in (run.world.wire.unframe(m.value()) for m in run.read("deliveries"))
        if d and d["kind"] == "say" and d["event_id"].endswith("-stale")
    ]
    run.expect(not said, f"I1: {len(said)} words of an old epoch were said, as {said[:3]}")
    asked = {
        a["request_id"]
        for a in (run.world.wire.unframe(m.value()) for m in run.read("assignments"))
        if a and a["request_id"].endswith("-stale")
    }
    run.expect(not asked, f"I1: {len(asked)} requests of an old epoch were taken: {list(asked)[:3]}")


SCENARIOS = [
    Scenario(
        42,
        "records on a wrong partition",
        "sender",
        wrong_partitions,
        metric("baton_misrouted_total", 20, action="forwarded"),
        seconds=120,
        floor_s=10,
        bed="world",
        check=one_copy_each,
        weight=0,
        recover_s=90,
    ),
    Scenario(
        43,
        "words and requests of an old epoch",
        "sender",
        words_of_old_epochs,
        counted("stale", 3),
        seconds=120,
        floor_s=15,
        bed="world",
        check=none_was_said,
        weight=0,
        recover_s=90,
    ),
]
