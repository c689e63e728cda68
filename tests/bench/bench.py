"""`./dev bench`: the figures of the README, measured on a broker and registry of their own.

    bench.py [--only NAME]… [--records N] [--runs N] [--list]

Each measurement is a function that returns rows (what, value, unit, goal); what is compared is run in
turns (A B A B …) in one session on one machine, and the medians are given. The programs must be
built without sanitizers.
"""

import argparse
import json
import os
import pathlib
import re
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "tests/support"), str(ROOT / "tests/e2e")]

from cluster import BIN, Cluster  # noqa: E402
from confluent_kafka import Consumer, TopicPartition  # noqa: E402
from process import Failed, Process, wait_until  # noqa: E402
from runtime_bed import CHANGELOG, EVENTS, PARTITIONS, SIGNALS, Bed  # noqa: E402

TOOLS = BIN.parent / "bench"
TICK = os.sysconf("SC_CLK_TCK")
TEXTS = [
    "Hello, I ordered a coffee grinder last Tuesday and the parcel has still not arrived.",
    "I have already restarted it twice and the light keeps blinking red, what else can I do?",
    "Thanks, that helped a little, but the invoice still shows the old address of our office.",
    "Could you tell me how long the refund takes once the shop has received the parcel back?",
]


def say(text):
    print(f"  {text}", file=sys.stderr, flush=True)


# --- what a process costs -------------------------------------------------------------------------


def cpu_seconds(pid):
    fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICK


def memory_kib(pid):
    """RssAnon and RssFile: what the process holds, and pages of files such as the store's."""
    text = pathlib.Path(f"/proc/{pid}/status").read_text()
    return tuple(int(re.search(rf"{name}:\s+(\d+)", text)[1]) for name in ("RssAnon", "RssFile"))


def metric(service, name):
    """The sum of a metric's samples."""
    with urllib.request.urlopen(f"{service.http}/metrics", timeout=5) as answer:
        text = answer.read().decode()
    found = re.findall(rf"^{name}(?:\{{.*\}})? (\S+)$", text, re.M)
    return sum(float(value) for value in found)


class Memory(threading.Thread):
    """Watches a process's memory until `stop`; the peaks."""

    def __init__(self, pid):
        super().__init__(daemon=True)
        self.pid, self.anon_kib, self.file_kib, self.ended = pid, 0, 0, threading.Event()
        self.start()

    def run(self):
        while not self.ended.wait(0.02):
            try:
                anon, mapped = memory_kib(self.pid)
            except (OSError, TypeError):
                return
            self.anon_kib, self.file_kib = max(self.anon_kib, anon), max(self.file_kib, mapped)

    def stop(self):
        self.ended.set()
        self.join()


# --- records --------------------------------------------------------------------------------------


class Load:
    """Events that are encoded once and sent again and again."""

    def __init__(self, bed, records, conversations, in_turns=False):
        self.keys = [f"c{n}" for n in range(conversations)]
        self.values = []
        for number in range(records):
            name = self.keys[number % conversations]
            turn = number // conversations
            speaker = "bot" if in_turns and turn % 2 else "customer"
            self.values.append(
                bed.event(name, turn, text=TEXTS[number % len(TEXTS)], speaker=speaker)
            )
        self.conversations = conversations
        self.value_bytes = statistics.mean(map(len, self.values))

    def send(self, bed):
        for number, value in enumerate(self.values):
            bed.send(EVENTS, self.keys[number % self.conversations], value)
        bed.flush()


def topics_of(service):
    """Of a stage that reads events and writes signals."""
    stamped = {"message.timestamp.type": "LogAppendTime"}
    compacted = {**stamped, "cleanup.policy": "compact"}
    return {
        EVENTS: (PARTITIONS, stamped),
        SIGNALS: (PARTITIONS, stamped),
        f"{service}-dead-letters": (PARTITIONS, stamped),
        f"{service}-changelog": (PARTITIONS, compacted),
        "policies": (1, compacted),
    }


class Bench:
    beds = 0  # of all measurements

    def __init__(self, cluster, options):
        self.cluster, self.options = cluster, options

    def bed(self, topics=None):
        """A new installation on the cluster."""
        Bench.beds += 1
        return Bed(self.cluster, f"b{self.beds}.", topics)

    def service(self, bed, name, **env):
        env = {"BATON_PREFIX": bed.prefix, "BATON_LOG_LEVEL": "warn", **env}
        program = BIN / name
        return self.cluster.service(name, f"{bed.prefix}0".replace(".", "-"), env, program)


def percentile(values, share):
    return sorted(values)[min(len(values) - 1, int(len(values) * share))]


# --- runtime against a bare copy ------------------------------------------------------------------


def run_service(service, records, poll_s=0.02):
    """Starts a service on a full topic: seconds and CPU seconds from the first records that it
    committed to the last, for one record each."""
    service.launch()
    return measure(service, records, poll_s)


def measure(service, records, poll_s=0.02):
    begun = None
    until = time.monotonic() + 120
    while time.monotonic() < until:
        try:
            done = metric(service, "baton_messages_consumed_total")
        except OSError:
            done = 0
        now = (time.monotonic(), done)
        if begun is None and done > 0:
            begun, first_cpu = now, cpu_seconds(service.pid())
        if done >= records:
            cpu = cpu_seconds(service.pid()) - first_cpu
            return (now[0] - begun[0]) / (records - begun[1]), cpu / (records - begun[1])
        time.sleep(poll_s)
    raise Failed(f"{service.name} did not finish:\n{service.log_end()}")


def run_bare(bed, cluster, records, shape, commit):
    done = subprocess.run(
        [
            TOOLS / "bare_copy",
            f"--brokers={cluster.brokers}",
            f"--group={bed.prefix}bare",
            f"--in={bed.prefix}{EVENTS}",
            f"--out={bed.prefix}{SIGNALS}",
            f"--changelog={bed.prefix}{CHANGELOG}",
            f"--records={records}",
            *(f"--{name}={round(value)}" for name, value in {**shape, **commit}.items()),
        ],
        capture_output=True,
        text=True,
        timeout=120,
    )
    if done.returncode:
        raise Failed(f"bare_copy: {done.stderr}")
    result = json.loads(done.stdout)
    return tuple(result[name] / result["records"] for name in ("seconds", "cpu_seconds"))


def shape_of(bed):
    """How many and how large records the service has written."""
    rows, outputs = bed.read(CHANGELOG), bed.read(SIGNALS)
    headers = [sum(len(k) + len(v or b"") for k, v in m.headers() or []) for m in outputs]
    return len(rows), len(outputs), {
        "row-bytes": statistics.mean(len(m.value() or b"") for m in rows),
        "out-bytes": statistics.mean(len(m.value()) for m in outputs),
        "header-bytes": statistics.mean(headers),
    }


# How much librdkafka may have fetched: as the runtime has it, which bounds what it reads to about
# 20 000 records a second (tests/bench/README.md), and so much that it bounds nothing.
PREFETCH = {"bounded prefetch": (10000, 4096), "free prefetch": (100_000, 65536)}


def runtime(bench):
    """The runtime with a trivial process against a bare transactional copy."""
    records = bench.options.records
    load = Load(bench.bed(), records, records // 5)
    say(f"{records} events of {load.value_bytes:.0f} bytes")
    return [row for name in PREFETCH for row in runtime_rows(bench, load, name)]


def runtime_rows(bench, load, prefetch):
    records, per_batch = len(load.values), bench.options.commit_records
    messages, kbytes = PREFETCH[prefetch]
    batch = {
        "BATON_COMMIT_RECORDS": str(per_batch),
        "BATON_COMMIT_INTERVAL_MS": "100",
        "BATON_KAFKA_QUEUED_MIN_MESSAGES": str(messages),
        "BATON_KAFKA_QUEUED_MAX_MESSAGES_KBYTES": str(kbytes),
    }
    commit = {
        "commit-records": per_batch,
        "commit-interval-ms": 100,
        "queued-messages": messages,
        "queued-kbytes": kbytes,
    }
    ours, bare, shape = [], [], None
    for run in range(bench.options.runs):
        bed = bench.bed()
        load.send(bed)
        service = bench.service(bed, "counter", BATON_SIGNAL_EVERY="20", **batch)
        ours.append(run_service(service, records))
        service.stop()
        if shape is None:
            rows, outputs, shape = shape_of(bed)
            shape["every"] = records / outputs
            say(f"{rows} changelog records, {outputs} outputs; {shape}")
        bed = bench.bed()
        load.send(bed)
        bare.append(run_bare(bed, bench.cluster, records, shape, commit))
        say(f"{prefetch}, run {run + 1}: runtime {1 / ours[-1][0]:.0f}/s {ours[-1][1] * 1e6:.1f} us "
            f"CPU, bare copy {1 / bare[-1][0]:.0f}/s {bare[-1][1] * 1e6:.1f} us CPU")
    (time_a, cpu_a), (time_b, cpu_b) = ([statistics.median(x) for x in zip(*r)] for r in (ours, bare))
    return [
        (f"{prefetch}: runtime, trivial process", f"{1 / time_a:,.0f}", "records/s", ""),
        (f"{prefetch}: bare transactional copy", f"{1 / time_b:,.0f}", "records/s", ""),
        (f"{prefetch}: runtime / bare copy, medians", f"{time_b / time_a:.2f}", "", "≥ 0.6"),
        (f"{prefetch}: runtime / bare copy, best runs", f"{min(bare)[0] / min(ours)[0]:.2f}", "", ""),
        (f"{prefetch}: runtime, CPU", f"{cpu_a * 1e6:.1f}", "µs/record", ""),
        (f"{prefetch}: bare copy, CPU", f"{cpu_b * 1e6:.1f}", "µs/record", ""),
    ]


# --- detector -------------------------------------------------------------------------------------


def detector(bench):
    """CPU an event of the detector by parts, and its memory with 100 000 live conversations."""
    conversations, turns = 100_000, 3
    bed = bench.bed(topics_of("detector"))
    load = Load(bed, conversations * turns, conversations, in_turns=True)
    load.send(bed)
    service = bench.service(bed, "detector")
    service.launch()
    memory = Memory(service.pid())
    per_record = measure(service, len(load.values))
    if not wait_until(lambda: metric(service, "baton_state_entries") >= conversations, 30):
        raise Failed(f"rows are missing:\n{service.log_end()}")
    memory.stop()
    disk = metric(service, "baton_state_bytes")
    service.stop()
    with tempfile.TemporaryDirectory(prefix="feed-") as folder:
        parts = json.loads(
            subprocess.run(
                [TOOLS / "feed_bench", folder, str(conversations), str(conversations * 2)],
                check=True, capture_output=True, text=True, timeout=200,
            ).stdout
        )
    say(f"in process: {parts}")
    micros = {name: parts[name] / 1000 for name in ("decode", "process", "state", "rest")}
    store = (parts["commit"] + parts["checkpoint"]) / 1000
    whole = per_record[1] * 1e6
    return [
        ("detector through the broker, CPU", f"{whole:.1f}", "µs/event", ""),
        ("– decode", f"{micros['decode']:.1f}", "µs/event", ""),
        ("– process", f"{micros['process']:.1f}", "µs/event", ""),
        ("– state: rows read, written", f"{micros['state']:.1f}", "µs/event", ""),
        ("– state: commit and checkpoint of the store", f"{store:.1f}", "µs/event", ""),
        ("– runtime: checks, outputs, headers", f"{micros['rest']:.1f}", "µs/event", ""),
        ("– Kafka and the rest (difference)", f"{whole - sum(micros.values()) - store:.1f}",
         "µs/event", ""),
        ("detector, throughput of one instance", f"{1 / per_record[0]:,.0f}", "events/s", ""),
        ("peak RssAnon, 100 000 live conversations", f"{memory.anon_kib / 1024:.0f}", "MiB", "< 64"),
        ("mapped pages of the store and programs (RssFile)", f"{memory.file_kib / 1024:.0f}", "MiB",
         ""),
        ("store on disk", f"{disk / 2**20:.0f}", "MiB", ""),
    ]


# --- from "I want a human" to the assignment ------------------------------------------------------


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


def publish_at_rate(bed, rate, seconds, ask_every, warm_s, each=lambda: None):
    """Background turns, and every so many records a person who asks for a human, in a conversation
    of its own; when each was published, without those of the first seconds."""
    producer = bed.make_producer(**{"linger.ms": 0})
    background = [
        (f"bg{n}", bed.event(f"bg{n}", turn, text=TEXTS[(n + turn) % len(TEXTS)]))
        for turn in range(rate * seconds // 2000 + 1)  # none twice: a duplicate costs nothing
        for n in range(2000)
    ]
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


def stages(bench, rate, seconds):
    bed = bench.bed()
    os.environ["BATON_PREFIX"] = bed.prefix
    bench.cluster.baton("topics", "--create", "--partitions", PARTITIONS)
    del os.environ["BATON_PREFIX"]
    running = [bench.service(bed, name) for name in STAGES]
    for service in running:
        service.launch()
    for service in running:
        service.wait()
    agents(bed)
    reader = Reader(bench.cluster.brokers, bed.prefix + "assignments")
    asked = publish_at_rate(bed, rate, seconds, 20, 5, lambda: agents(bed))
    waits = waits_of(asked, reader)
    for service in running:
        service.stop()
    return waits


def hops(bench, rate, seconds, count):
    """As many transactional copies in a row, each writing every record and a changelog record."""
    topics = bench.bed().topics()
    names = [EVENTS, *(f"hop{n}" for n in range(1, count + 1))]
    bed = bench.bed(
        {name: topics[EVENTS] for name in names}
        | {f"hop{n}-log": topics[CHANGELOG] for n in range(1, count + 1)}
    )
    copies = []
    for n in range(1, count + 1):
        copy = Process(bench.cluster.folder, f"{bed.prefix}hop{n}", True)
        copy.start(
            [
                TOOLS / "bare_copy",
                f"--brokers={bench.cluster.brokers}",
                f"--group={bed.prefix}hop{n}",
                f"--in={bed.prefix}{names[n - 1]}",
                f"--out={bed.prefix}{names[n]}",
                f"--changelog={bed.prefix}hop{n}-log",
                "--row-bytes=200",
                "--commit-records=5000",
                "--records=0",
            ]
        )
        copies.append(copy)
    time.sleep(3)
    reader = Reader(bench.cluster.brokers, bed.prefix + names[-1])
    waits = waits_of(publish_at_rate(bed, rate, seconds, 20, 5), reader)
    for copy in copies:
        copy.stop(5)
    return waits


STAGES = ("detector", "packager", "router")


def latency(bench):
    """From "I want a human" to the assignment at 1 000 events/s, against as many bare hops."""
    rate, seconds = bench.options.rate, 20
    ours, bare = stages(bench, rate, seconds), hops(bench, rate, seconds, len(STAGES))
    rows = []
    for name, waits in (("three stages", ours), ("three bare transactional hops", bare)):
        rows += [
            (f"{name}, median", f"{percentile(waits, 0.5):.0f}", "ms", ""),
            (f"{name}, p99", f"{percentile(waits, 0.99):.0f}", "ms", ""),
        ]
    return rows


# --- restart --------------------------------------------------------------------------------------


def seconds_to_ready(service):
    begun = time.monotonic()
    service.launch()
    while not service.is_ready():
        if time.monotonic() - begun > 60:
            raise Failed(f"not ready:\n{service.log_end()}")
        time.sleep(0.005)
    return time.monotonic() - begun


def restart(bench):
    """A killed service with 100 000 conversations in its store, to ready again."""
    conversations = 100_000
    bed = bench.bed()
    load = Load(bed, conversations, conversations)
    load.send(bed)
    service = bench.service(bed, "counter")
    run_service(service, conversations)
    wait_until(lambda: metric(service, "baton_state_entries") >= conversations, 20)
    warm, half, cold = [], [], []
    for _ in range(bench.options.runs):
        service.kill()
        warm.append(seconds_to_ready(service))
        for number in range(20_000):  # rows that no checkpoint has written yet
            bed.send(EVENTS, load.keys[number], load.values[number])
        bed.flush()
        wait_until(lambda: metric(service, "baton_messages_consumed_total") >= 20_000, 20)
        service.kill()
        half.append(seconds_to_ready(service))
    for _ in range(bench.options.runs):
        service.kill()
        subprocess.run(["rm", "-rf", service.state], check=True)
        cold.append(seconds_to_ready(service))
    service.kill()
    return [
        ("restart after SIGKILL, store current", f"{statistics.median(warm):.2f}", "s", ""),
        ("restart after SIGKILL, 20 000 records before it", f"{statistics.median(half):.2f}", "s", ""),
        ("restart without its store (whole changelog)", f"{statistics.median(cold):.2f}", "s", ""),
    ]


MEASUREMENTS = {
    "runtime": runtime,
    "detector": detector,
    "latency": latency,
    "restart": restart,
}


def main(arguments):
    parser = argparse.ArgumentParser(prog="./dev bench", description=__doc__)
    parser.add_argument("--only", action="append", choices=MEASUREMENTS, metavar="NAME")
    parser.add_argument("--records", type=int, default=200_000)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--rate", type=int, default=1000, help="events a second, for latency")
    parser.add_argument("--commit-records", type=int, default=5000)
    parser.add_argument("--list", action="store_true")
    options = parser.parse_args(arguments)
    if options.list:
        print("\n".join(f"{name}: {run.__doc__}" for name, run in MEASUREMENTS.items()))
        return
    rows = []
    with Cluster() as cluster:
        cluster.start()
        for name in options.only or MEASUREMENTS:
            begun = time.monotonic()
            print(f"== {name}: {MEASUREMENTS[name].__doc__}", file=sys.stderr, flush=True)
            rows += [(name, *row) for row in MEASUREMENTS[name](Bench(cluster, options))]
            say(f"took {time.monotonic() - begun:.0f} s")
    print("| measurement | figure | value | | goal |\n| --- | --- | ---: | --- | --- |")
    for row in rows:
        print("| " + " | ".join(row) + " |")


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except Failed as error:
        sys.exit(f"bench: {error}")
