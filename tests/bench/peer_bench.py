"""The runtime with a trivial process against the same as a program of Kafka Streams; the detector
against one that applies two regular expressions.

Both read the same topic, in turns: first a backlog, the last part of which counts, when the JIT has
seen the first; then a steady rate.
"""

import collections
import pathlib
import re
import shutil
import statistics
import subprocess
import time
import typing

import downloads
import support_talk
from common import ROOT, TOOLS, Failed, Load, Memory, cpu_seconds, metric, say, topics_of
from latency_bench import publish_at_rate
from process import Process
from runtime_bed import EVENTS, PARTITIONS, SIGNALS

COMMIT_MS = 100
EVERY = 20
HEADER_BYTES = 238  # of a signal of ours
# Of ours: more than is fetched by default, which bounds a backlog's throughput on librdkafka before
# 2.2 (README). A Kafka Streams program has its own default, 50 MiB.
PREFETCH = {
    "BATON_KAFKA_QUEUED_MIN_MESSAGES": "30000",
    "BATON_KAFKA_QUEUED_MAX_MESSAGES_KBYTES": "8192",
}
OUT = f"peer-{SIGNALS}"
ROUNDS = 3  # so many parts has the backlog, of which the last counts
RATE, SECONDS = 1000, 10  # events a second, afterwards
CPU, LIFE, AT_RATE = "CPU", "CPU with its start", f"CPU at {RATE:,} events/s"
RSS, ANON = "peak RSS", "peak RssAnon"
POLL_S = 0.2  # each look costs ours an answer of its door
JVMS = {
    "Java's own settings": [],
    "heap of 256 MiB": ["-Xms64m", "-Xmx256m", "-XX:+UseSerialGC"],
}

# What is like ours, and why it is not what Kafka Streams has by default. All else is as it comes.
PROPERTIES = {
    "processing.guarantee": "exactly_once_v2",
    "commit.interval.ms": COMMIT_MS,  # the default with exactly_once_v2, and the runtime's
    "num.stream.threads": 1,  # one thread processes, as in the runtime
    "main.consumer.auto.offset.reset": "earliest",
    "main.consumer.max.poll.records": 5000,  # the runtime's commit_records; 1 000 by default
    "main.consumer.fetch.max.bytes": 8388608,
    "producer.batch.size": 1000000,  # 16 384 by default
    "producer.compression.type": "lz4",  # none by default
}


class Contest(typing.NamedTuple):
    """What is compared, and with what."""

    service: str  # ours
    topics: dict  # of its installation; None: the counter's
    ours: dict  # what it is called: its environment
    rule: dict  # when the peer writes a signal; empty: where a regular expression matches
    backlog: list  # a load for each round
    steady: list  # conversation and event of each record at the steady rate; None: customers' turns
    goals: dict  # of the ratios, by what is measured


class Peer(Process):
    """The program in peer/ on a bed's topics. `number` tells its runs on one bed apart."""

    def __init__(self, bed, number, jvm, rule):
        self.rule = rule
        self.group = f"{bed.prefix}peer-{number}"
        super().__init__(bed.cluster.folder, self.group, tied=True)
        self.bed, self.jvm, self.data = bed, jvm, self.folder / "state" / self.group

    def launch(self):
        (self.data / "tmp").mkdir(parents=True)  # RocksDB's library is unpacked there
        properties = {
            "bootstrap.servers": self.bed.cluster.brokers,
            "application.id": self.group,
            "state.dir": self.data,
            "peer.in": self.bed.prefix + EVENTS,
            "peer.out": self.bed.prefix + OUT,
            "peer.event": ROOT / "schemas/ConversationEvent.avsc",
            "peer.signal": ROOT / "schemas/EscalationSignal.avsc",
            "peer.header.bytes": HEADER_BYTES,
            **self.rule,
            **PROPERTIES,
        }
        self.start(
            [
                "java", *self.jvm, f"-Djava.io.tmpdir={self.data}/tmp",
                f"-Dlog4j2.configurationFile={downloads.SUPPORT}/kafka/log4j2.properties",
                "-cp", f"{TOOLS}/peer:{downloads.peer_classpath()}", "Peer",
                *(f"{name}={value}" for name, value in properties.items()),
            ]
        )

    def committed(self):
        found = re.findall(r"^committed (\d+)$", self.log_since_start(), re.M)
        return int(found[-1]) if found else 0

    def stop(self, seconds=30):
        super().stop(seconds)
        shutil.rmtree(self.data, ignore_errors=True)


def compile_peer():
    downloads.ensure("peer")
    jars = downloads.peer_classpath()
    done = subprocess.run(
        [
            "java", "-cp", jars, "org.eclipse.jdt.internal.compiler.batch.Main", "-17",
            "-proc:none", "-d", TOOLS / "peer", "-cp", jars, ROOT / "tests/bench/peer/Peer.java",
        ],
        capture_output=True, text=True,
    )
    if done.returncode:
        raise Failed(f"Peer.java: {done.stdout}{done.stderr}")


def committed(service):
    try:
        return metric(service, "baton_messages_consumed_total")
    except OSError:  # it has just been started
        return 0


def peak_rss_kib(pid):
    return int(re.search(r"VmHWM:\s+(\d+)", pathlib.Path(f"/proc/{pid}/status").read_text())[1])


def reach(program, committed, records):
    """Waits until so many are committed: time, CPU seconds and records then."""
    until = time.monotonic() + 300
    while (done := committed()) < records:
        if not program.pid() or time.monotonic() > until:
            raise Failed(f"{program.name} did not finish ({done:.0f} records):{program.log_end()}")
        time.sleep(POLL_S)
    return time.monotonic(), cpu_seconds(program.pid()), done


def run(bed, program, committed, warm, backlog, steady):
    """Seconds and CPU seconds a record of the backlog, from the first commit after `warm` records
    to the last; of all records up to there, with the program's start; at the rate of `steady`; peak
    RSS and RssAnon in KiB. `committed`: how many records are."""
    program.launch()
    memory = Memory(program.pid())
    seconds, cpu, records = (
        b - a for a, b in zip(*(reach(program, committed, at) for at in (warm, backlog)))
    )
    before = cpu_seconds(program.pid())
    life = before / backlog
    publish_at_rate(bed, RATE, SECONDS, RATE, SECONDS, background=steady)
    at_rate = reach(program, committed, backlog + RATE * SECONDS)[1] - before
    memory.stop()
    rss = peak_rss_kib(program.pid())
    program.stop()
    return seconds / records, cpu / records, life, at_rate / (RATE * SECONDS), rss, memory.anon_kib


def peer(bench):
    """The runtime with a trivial process against Kafka Streams (exactly_once_v2, RocksDB)."""
    records = bench.options.records
    return compare(bench, Contest(
        service="counter",
        topics=None,
        ours={
            "runtime, trivial process": {"BATON_SIGNAL_EVERY": str(EVERY)},
            "runtime, larger prefetch": {"BATON_SIGNAL_EVERY": str(EVERY), **PREFETCH},
        },
        rule={"peer.every": EVERY},
        backlog=[Load(bench.bed(), records, records // 5)] * ROUNDS,
        steady=None,
        goals={CPU: "≤ 0.33", LIFE: "≤ 0.33", AT_RATE: "≤ 0.33", RSS: "≤ 0.10", ANON: "≤ 0.10"},
    ))


def talk(bed, conversations, first):
    """Whole conversations, customer and bot in turns."""
    return Load(bed, conversations * support_talk.TURNS, conversations, in_turns=True, first=first,
                said=support_talk.said)


def detector_peer(bench):
    """The detector, all signals, against Kafka Streams with two regular expressions."""
    bed, count = bench.bed(), bench.options.records // support_talk.TURNS
    # Other conversations each time: the detector drops an event that it has seen.
    backlog = [talk(bed, count, count * number) for number in range(ROUNDS)]
    steady = talk(bed, RATE * SECONDS // support_talk.TURNS, count * ROUNDS)
    return compare(bench, Contest(
        service="detector",
        topics=topics_of("detector"),
        ours={"detector": {}, "detector, larger prefetch": PREFETCH},
        rule={},
        backlog=backlog,
        steady=list(steady.records()),
        goals={CPU: "≤ 0.5", AT_RATE: "≤ 0.5"},
    ))


def compare(bench, contest):
    compile_peer()
    found = collections.defaultdict(list)
    *warm, last = (len(load.values) for load in contest.backlog)
    for _ in range(bench.options.runs):
        for name, bed, program, count, before in programs(bench, contest):
            found[name].append(
                run(bed, program, count, sum(warm), sum(warm) + last + before, contest.steady)
            )
            seconds, cpu, life, steady, rss, anon = found[name][-1]
            say(f"{name}: {1 / seconds:.0f}/s, {cpu * 1e6:.1f} us CPU, {life * 1e6:.1f} with its "
                f"start; at {RATE}/s {steady * 1e6:.0f} us; peak RSS {rss / 1024:.0f} MiB, RssAnon "
                f"{anon / 1024:.0f} MiB")
    return rows_of(
        contest,
        {name: [statistics.median(x) for x in zip(*runs)] for name, runs in found.items()},
    )


def filled(bench, contest):
    """A new installation with a backlog."""
    bed = bench.bed(contest.topics)
    bed.create({OUT: (PARTITIONS, {"message.timestamp.type": "LogAppendTime"})})
    for load in contest.backlog:
        load.send(bed)
    return bed


def programs(bench, contest):
    """In turns: name, installation, program, how to ask how many records it has committed, how many
    wait for it. The peers share an installation: each is a group of its own, and reads what was
    published for those before."""
    for name, env in contest.ours.items():
        bed = filled(bench, contest)
        service = bench.service(bed, contest.service, **env)
        yield name, bed, service, lambda service=service: committed(service), 0
    for number, (name, jvm) in enumerate(JVMS.items(), 1):
        program = Peer(bed, number, jvm, contest.rule)
        yield f"Kafka Streams, {name}", bed, program, program.committed, number * RATE * SECONDS


def rows_of(contest, medians):
    rows = []
    for name, (seconds, cpu, life, steady, rss, anon) in medians.items():
        rows += [
            (f"{name}: throughput", f"{1 / seconds:,.0f}", "records/s", ""),
            (f"{name}: {CPU}", f"{cpu * 1e6:.1f}", "µs/record", ""),
            (f"{name}: {LIFE}", f"{life * 1e6:.1f}", "µs/record", ""),
            (f"{name}: {AT_RATE}", f"{steady * 1e6:.0f}", "µs/record", ""),
            (f"{name}: {RSS}", f"{rss / 1024:.0f}", "MiB", ""),
            (f"{name}: {ANON}", f"{anon / 1024:.0f}", "MiB", ""),
        ]
    return rows + [
        (f"{ours} / {name}: {what}", f"{medians[ours][at] / theirs[at]:.2f}", "",
         contest.goals.get(what, ""))
        for ours in contest.ours
        for name, theirs in medians.items()
        if name not in contest.ours
        for at, what in enumerate((CPU, LIFE, AT_RATE, RSS, ANON), 1)
    ]
