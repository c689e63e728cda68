"""From "I want a human" to the assignment, and through as many bare transactional hops."""

import statistics
import threading
import time

from common import TEXTS, TOOLS, Failed, create_topics, metric, percentile, say
from confluent_kafka import Consumer, TopicPartition
from process import Process, wait_until
from runtime_bed import CHANGELOG, EVENTS, PARTITIONS


class Reader(threading.Thread):
    """Reads a topic from its end, committed records only: when each key was first seen."""

    def __init__(self, brokers, topic, group="latency"):
        super().__init__(daemon=True)
        self.seen, self.ended, self.assigned = {}, threading.Event(), threading.Event()
        self.consumer = Consumer(
            {
                "bootstrap.servers": brokers,
                "group.id": group,
                "isolation.level": "read_committed",
                "enable.auto.commit": False,
            }
        )
        parts = [TopicPartition(topic, p) for p in range(PARTITIONS)]
        for part in parts:
            part.offset = self.consumer.get_watermark_offsets(part, 10)[1]
        self.consumer.assign(parts)
        self.start()

    def run(self):
        while not self.ended.is_set():
            message = self.consumer.poll(0.1)
            if message is not None and not message.error():
                self.seen.setdefault(message.key(), time.monotonic())
        self.consumer.close()

    def stop(self):
        self.ended.set()
        self.join()


def turns_of_customers(bed, records):
    """At least so many: conversation and event. None twice: a duplicate costs nothing."""
    return [
        (f"bg{n}", bed.event(f"bg{n}", turn, text=TEXTS[(n + turn) % len(TEXTS)]))
        for turn in range(records // 2000 + 1)
        for n in range(2000)
    ]


def publish_at_rate(bed, rate, seconds, ask_every, warm_s, each=lambda: None, background=None):
    """Background turns (None: customers'), and every so many records a person who asks for a
    human, in a conversation of its own; when each was published, without those of the first
    seconds."""
    producer = bed.make_producer(**{"linger.ms": 0})
    background = background or turns_of_customers(bed, rate * seconds)
    asked, begun = {}, time.monotonic()
    for number in range(rate * seconds):
        ahead = number / rate - (time.monotonic() - begun)
        if ahead > 0:
            time.sleep(ahead)
        if number % 1000 == 0:
            each()
        if number % ask_every:
            bed.send(EVENTS, *background[number], producer)
            continue
        name = f"ask{number}"
        value = bed.event(name, 0, text="I want to talk to a human, please.")
        if number >= rate * warm_s:
            asked[f"t/{name}".encode()] = time.monotonic()
        bed.send(EVENTS, name, value, producer)
    if producer.flush(30):
        raise Failed("the events could not be published")
    say(f"{rate * seconds} events in {time.monotonic() - begun:.1f} s, {len(asked)} asked")
    return asked


def waits_of(asked, reader, seconds=30):
    wait_until(lambda: all(key in reader.seen for key in asked), seconds)
    reader.stop()
    lost = [key for key in asked if key not in reader.seen]
    if lost:
        raise Failed(f"{len(lost)} of {len(asked)} were never answered, such as {lost[0]}")
    return [(reader.seen[key] - at) * 1000 for key, at in asked.items()]


def agents(bed, number=[0]):
    """One event of each of ten agents who have room for everybody."""
    number[0] += 1
    for agent in range(10):
        value = {
            "tenant": "t",
            "event_id": f"agent{agent}-{number[0]}",
            "type": "presence",
            "agent": {"id": f"agent{agent}", "name": f"Agent {agent}"},
            "presence": "online",
            "capacity": 10_000.0,
        }
        bed.send("agent-events", "main", bed.frame("agent-events", "AgentEvent", value))
    bed.producer.poll(0)


STAGES = ("detector", "packager", "router")
STEPS = ("deliver", "offsets", "end")


def transactions(service):
    """Of a service so far: how many, their seconds, and of these by step."""
    whole = [metric(service, f"baton_transaction_seconds_{n}") for n in ("count", "sum")]
    steps = [
        metric(service, "baton_transaction_step_seconds_total", f'step="{step}"') for step in STEPS
    ]
    return whole + steps


def stages(bench, rate, seconds):
    """Waits in ms through the three stages, and of each stage its transactions: how many a second,
    their mean in ms."""
    bed = bench.bed()
    create_topics(bench, bed)
    running = [bench.service(bed, name) for name in STAGES]
    for service in running:
        service.launch()
    for service in running:
        service.wait()
    agents(bed)
    reader = Reader(bench.cluster.brokers, bed.prefix + "assignments")
    before = [transactions(service) for service in running]
    asked = publish_at_rate(bed, rate, seconds, ask_every(rate), 3, lambda: agents(bed))
    after = [transactions(service) for service in running]
    waits = waits_of(asked, reader)
    for service in running:
        service.stop()
    ended = [[y - x for x, y in zip(a, b)] for a, b in zip(before, after)]
    return waits, [
        (count / seconds, *(spent / max(count, 1) * 1000 for spent in times))
        for count, *times in ended
    ]


def bare_hop(bench, bed, number, source):
    copy = Process(bench.cluster.folder, f"{bed.prefix}hop{number}", True)
    copy.start(
        [
            TOOLS / "bare_copy",
            f"--brokers={bench.cluster.brokers}",
            f"--group={bed.prefix}hop{number}",
            f"--in={bed.prefix}{source}",
            f"--out={bed.prefix}hop{number}",
            f"--changelog={bed.prefix}hop{number}-log",
            "--row-bytes=200",
            "--commit-records=5000",
            "--records=0",
        ]
    )
    return copy


def hops(bench, rate, seconds, count):
    """Waits in ms through as many transactional copies in a row, each writing every record and a
    changelog record. One more copies the events beside them: in the stages they have two readers,
    detector and packager."""
    topics = bench.bed().topics()
    every = range(1, count + 2)
    bed = bench.bed(
        {EVENTS: topics[EVENTS]}
        | {f"hop{n}": topics[EVENTS] for n in every}
        | {f"hop{n}-log": topics[CHANGELOG] for n in every}
    )
    sources = [EVENTS, *(f"hop{n}" for n in range(1, count)), EVENTS]
    copies = [bare_hop(bench, bed, n, source) for n, source in zip(every, sources)]
    time.sleep(3)  # they join their groups and say nothing of it
    reader = Reader(bench.cluster.brokers, f"{bed.prefix}hop{count}")
    waits = waits_of(publish_at_rate(bed, rate, seconds, ask_every(rate), 3), reader)
    for copy in copies:
        copy.stop(5)
    return waits


def ask_every(rate):
    """About fifty people a second ask, at small rates every fifth record."""
    return max(5, rate // 50)


def latency(bench):
    """From "I want a human" to the assignment at several rates, against as many bare hops."""
    stages(bench, 1000, 10)  # a broker that has just started is slow at first
    return [row for rate in bench.options.rates for row in latency_rows(bench, rate)]


def latency_rows(bench, rate):
    """Of runs in turns; of each share the median of the runs."""
    ours, bare, seconds = [], [], bench.options.seconds
    for _ in range(bench.options.runs):
        waits, ended = stages(bench, rate, seconds)
        ours.append(waits)
        bare.append(hops(bench, rate, seconds, len(STAGES)))
    rows = []
    for name, share in (("median", 0.5), ("p99", 0.99), ("p99.9", 0.999)):
        a, b = ([percentile(run, share) for run in runs] for runs in (ours, bare))
        ratio = statistics.median(a) / statistics.median(b)
        goal = "≤ 1.5" if name == "p99" and rate == 1000 else ""
        at = f"{rate:,} events/s, {name}"
        rows += [
            (f"{at}: three stages, each run", ", ".join(f"{x:.0f}" for x in a), "ms", ""),
            (f"{at}: three bare hops, each run", ", ".join(f"{x:.0f}" for x in b), "ms", ""),
            (f"{at}: stages / hops, medians", f"{ratio:.2f}", "", goal),
        ]
    return rows + [
        (f"{rate:,} events/s, {name}: transactions; their time, to deliver, offsets, end",
         f"{count:.1f}/s; " + ", ".join(f"{spent:.0f}" for spent in times), "ms", "")
        for name, (count, *times) in zip(STAGES, ended)
    ]
