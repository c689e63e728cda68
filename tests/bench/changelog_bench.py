"""How large the changelogs' logs are against the rows that live in them."""

import time

import clients
from common import PREFETCH_MUCH, Failed, Load, create_topics, run_service, say, topic_bytes
from confluent_kafka import TopicPartition
from runtime_bed import PARTITIONS

# Service: conversations, and how often each is changed.
LOADS = {"detector": (200_000, 4), "packager": (50_000, 4)}
LIVE = "live"  # a topic that holds each row once
CLEANER_S = 40  # the broker looks every 15 s for what it may compact


def settled_bytes(bed, topic):
    """Of the log when the broker has not changed it for a while: nothing is left to compact."""
    size, since, until = None, time.monotonic(), time.monotonic() + 300
    while time.monotonic() - since < CLEANER_S:
        if time.monotonic() > until:
            raise Failed(f"{topic} is compacted without end")
        now = topic_bytes(bed)[topic]
        if now != size:
            size, since = now, time.monotonic()
        time.sleep(0.5)
    return size


def fold(bed, topic, partition):
    """The last value of each key of a partition."""
    consumer = clients.consumer(
        bed.cluster, "fold", **{"enable.partition.eof": True, "queued.max.messages.kbytes": 16384}
    )
    consumer.assign([TopicPartition(bed.prefix + topic, partition, 0)])
    rows, until = {}, time.monotonic() + 120
    while time.monotonic() < until:
        for message in consumer.consume(10_000, 1):
            if message.error():  # the end
                consumer.close()
                return rows
            if message.value() is None:
                rows.pop(message.key(), None)
            else:
                rows[message.key()] = message.value()
    raise Failed(f"{topic} could not be read")


def live_bytes(bed, topic):
    """The log's bytes if each row that lives were written once, and their number."""
    producer = bed.make_producer(
        **{"compression.type": "lz4", "batch.size": 1_000_000, "linger.ms": 50}
    )
    count = 0
    for partition in range(PARTITIONS):
        for key, value in fold(bed, topic, partition).items():
            clients.produce(producer, bed.prefix + LIVE, key=key, value=value, partition=partition)
            count += 1
    if producer.flush(60):
        raise Failed("the rows could not be written")
    return topic_bytes(bed)[LIVE], count


def changelog_rows(bench, name, conversations, turns):
    bed, topic = bench.bed(), f"{name}-changelog"
    create_topics(bench, bed)
    bed.create({LIVE: (PARTITIONS, {"cleanup.policy": "compact"})})
    load = Load(bed, conversations * turns, conversations, in_turns=True)
    load.send(bed)
    service = bench.service(bed, name, **PREFETCH_MUCH)
    run_service(service, len(load.values), seconds=400)
    service.stop(60)
    settled = settled_bytes(bed, topic)
    live, count = live_bytes(bed, topic)
    say(f"{name}: {count} rows, {live / 2**20:.1f} MiB; the log has {settled / 2**20:.1f} MiB")
    return [
        (f"{name}-changelog: live, {count:,} rows of {conversations:,} conversations",
         f"{live / 2**20:.1f}", "MiB", ""),
        (f"{name}-changelog: its log after {turns} turns of each", f"{settled / 2**20:.1f}", "MiB",
         ""),
        (f"{name}-changelog: log / live", f"{settled / live:.2f}", "", "≤ 3"),
    ]


def changelog(bench):
    """The changelogs' size against their live rows, after updates and the broker's compaction."""
    return [row for name, load in LOADS.items() for row in changelog_rows(bench, name, *load)]
