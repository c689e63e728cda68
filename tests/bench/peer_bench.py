"""The runtime with a trivial process against the same as a program of Kafka Streams.

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

import downloads
from common import ROOT, TOOLS, Failed, Load, Memory, cpu_seconds, metric, say
from latency_bench import publish_at_rate
from process import Process
from runtime_bed import EVENTS, PARTITIONS, SIGNALS

COMMIT_MS = 100
EVERY = 20
HEADER_BYTES = 238  # of a signal of ours
# How much the runtime may have fetched: as it comes, which bounds a backlog's throughput on
# librdkafka before 2.2 (README), and more. A Kafka Streams program has its own default, 50 MiB.
OURS = {
    "runtime, trivial process": {},
    "runtime, larger prefetch": {
        "BATON_KAFKA_QUEUED_MIN_MESSAGES": "30000",
        "BATON_KAFKA_QUEUED_MAX_MESSAGES_KBYTES": "8192",
    },
}
OUT = f"peer-{SIGNALS}"
ROUNDS, WARM = 3, 2  # the load is sent so often; it has been read so often before it counts
RATE, SECONDS = 1000, 10  # events a second, afterwards
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


class Peer(Process):
    """The program in peer/ on a bed's topics. `number` tells its runs on one bed apart."""

    def __init__(self, bed, number, jvm):
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
            "peer.every": EVERY,
            "peer.header.bytes": HEADER_BYTES,
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


def run(bed, program, committed, warm, backlog):
    """Seconds and CPU seconds a record of the backlog, from the first commit after `warm` records
    to the last; of all records up to there, with the program's start; at the steady rate; peak RSS
    and RssAnon in KiB. `committed`: how many records are."""
    program.launch()
    memory = Memory(program.pid())
    seconds, cpu, records = (
        b - a for a, b in zip(*(reach(program, committed, at) for at in (warm, backlog)))
    )
    before = cpu_seconds(program.pid())
    life = before / backlog
    publish_at_rate(bed, RATE, SECONDS, RATE, SECONDS)
    steady = reach(program, committed, backlog + RATE * SECONDS)[1] - before
    memory.stop()
    rss = peak_rss_kib(program.pid())
    program.stop()
    return seconds / records, cpu / records, life, steady / (RATE * SECONDS), rss, memory.anon_kib


def peer(bench):
    """The runtime with a trivial process against Kafka Streams (exactly_once_v2, RocksDB)."""
    compile_peer()
    records = bench.options.records
    load = Load(bench.bed(), records, records // 5)
    found = collections.defaultdict(list)
    for _ in range(bench.options.runs):
        for name, bed, program, count, before in programs(bench, load):
            found[name].append(
                run(bed, program, count, records * WARM, records * ROUNDS + before)
            )
            seconds, cpu, life, steady, rss, anon = found[name][-1]
            say(f"{name}: {1 / seconds:.0f}/s, {cpu * 1e6:.1f} us CPU, {life * 1e6:.1f} with its "
                f"start; at {RATE}/s {steady * 1e6:.0f} us; peak RSS {rss / 1024:.0f} MiB, RssAnon "
                f"{anon / 1024:.0f} MiB")
    return peer_rows(
        {name: [statistics.median(x) for x in zip(*runs)] for name, runs in found.items()}
    )


def filled(bench, load):
    """A new installation with a backlog."""
    bed = bench.bed()
    bed.create({OUT: (PARTITIONS, {"message.timestamp.type": "LogAppendTime"})})
    for _ in range(ROUNDS):
        load.send(bed)
    return bed


def programs(bench, load):
    """In turns: name, installation, program, how to ask how many records it has committed, how many
    wait for it. The peers share an installation: each is a group of its own, and reads what was
    published for those before."""
    for name, env in OURS.items():
        bed = filled(bench, load)
        service = bench.service(bed, "counter", BATON_SIGNAL_EVERY=str(EVERY), **env)
        yield name, bed, service, lambda service=service: committed(service), 0
    for number, (name, jvm) in enumerate(JVMS.items(), 1):
        program = Peer(bed, number, jvm)
        yield f"Kafka Streams, {name}", bed, program, program.committed, number * RATE * SECONDS


def peer_rows(medians):
    rows = []
    for name, (seconds, cpu, life, steady, rss, anon) in medians.items():
        rows += [
            (f"{name}: throughput", f"{1 / seconds:,.0f}", "records/s", ""),
            (f"{name}: CPU", f"{cpu * 1e6:.1f}", "µs/record", ""),
            (f"{name}: CPU with its start", f"{life * 1e6:.1f}", "µs/record", ""),
            (f"{name}: CPU at {RATE:,} events/s", f"{steady * 1e6:.0f}", "µs/record", ""),
            (f"{name}: peak RSS", f"{rss / 1024:.0f}", "MiB", ""),
            (f"{name}: peak RssAnon", f"{anon / 1024:.0f}", "MiB", ""),
        ]
    ratios = (("CPU", 1, "≤ 0.33"), ("CPU with its start", 2, "≤ 0.33"),
              (f"CPU at {RATE:,} events/s", 3, "≤ 0.33"),
              ("peak RSS", 4, "≤ 0.10"), ("peak RssAnon", 5, "≤ 0.10"))
    return rows + [
        (f"{ours} / {name}: {what}", f"{medians[ours][at] / theirs[at]:.2f}", "", goal)
        for ours in OURS
        for name, theirs in medians.items()
        if name not in OURS
        for what, at, goal in ratios
    ]
