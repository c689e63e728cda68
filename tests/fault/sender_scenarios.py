"""Senders that do what they should not: records on a wrong partition. Stages are killed meanwhile."""

import collections

from scenario import Scenario, metric
from world import Customers

FOREIGN_FIRST = 50_000  # of the numbers of their conversations
RATE = 6  # their conversations a second


def fall_and_rise(run, *stages):
    """The stages named are killed and started again, one after the other."""
    for stage in stages:
        service = run.stage(stage)
        run.kill(service)
        run.pause(run.rng.uniform(0.2, 1))
        run.start(service, wait=False)
        run.recovered(run.until(service.is_ready, 60, f"{stage} is not ready again"))


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
]
