"""What each service costs while all of them run: CPU a record by parts, memory, bytes written."""

import collections
import os
import pathlib
import re
import shutil
import subprocess
import tempfile
import time

from common import Memory, cpu_seconds, create_topics, metric, say, topic_bytes
from latency_bench import agents, ask_every, publish_at_rate

SERVICES = ("detector", "packager", "router", "learner", "switchboard")
SAMPLES_PER_SECOND = 499

# Whose time a sample of the service's own thread is, by the library that its function is from.
# librdkafka's threads (rdk:…) are Kafka's whatever they call. What libc and the kernel do for the
# service's own thread cannot be told apart without stacks.
PARTS = ("Kafka", "decode", "process", "state", "runtime", "libc and kernel")
LIBRARIES = {
    "baton_wire": "decode",
    "baton_store": "state",
    "baton_runtime": "runtime",
    "baton_base": "runtime",
    "librdkafka": "Kafka",
    "liblz4": "Kafka",
    "libavro": "decode",
    "liblmdb": "state",
}


def symbols():
    """Function: the library of Baton that it is from."""
    found = {}
    for archive in (pathlib.Path(os.environ["BATON_BIN"]).parent).glob("[ls]*/**/libbaton_*.a"):
        listed = subprocess.run(["nm", archive], check=True, capture_output=True, text=True).stdout
        for name in re.findall(r" [tT] (\S+)$", listed, re.M):
            found.setdefault(name, archive.stem[3:])
    return found


def part_of(comm, symbol, library, known):
    if comm.startswith("rdk:"):
        return "Kafka"
    for prefix, part in LIBRARIES.items():
        if library.startswith(prefix):
            return part
    own = known.get(symbol.split(".")[0])  # gcc's x.part.0, x.isra.0
    if own:
        return LIBRARIES.get(own, "process")
    return "libc and kernel"


class Profile:
    """perf on one process, where there is one on the machine."""

    def __init__(self, service, folder):
        self.file, self.perf = f"{folder}/{service.name}.data", None
        if shutil.which("perf"):
            self.perf = subprocess.Popen(
                ["perf", "record", "-q", "-e", "cpu-clock", "-F", str(SAMPLES_PER_SECOND),
                 "-o", self.file, "-p", str(service.pid())],
                stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            )

    def stop(self, known):
        """Part: its share of the samples; the functions seen most."""
        if not self.perf:
            return {}, []
        self.perf.terminate()
        self.perf.wait()
        text = subprocess.run(
            ["perf", "script", "-i", self.file, "-F", "comm,ip,sym,dso"],
            check=True, capture_output=True, text=True,
        ).stdout
        parts, functions = collections.Counter(), collections.Counter()
        for comm, symbol, library in re.findall(
            r"^\s*(\S+)\s+[0-9a-f]+ (.*?) \(([^()]*)\)$", text, re.M
        ):
            parts[part_of(comm, symbol, library.rpartition("/")[2], known)] += 1
            functions[symbol] += 1
        whole = sum(parts.values()) or 1
        return (
            {part: parts[part] / whole for part in PARTS},
            [(name, count / whole) for name, count in functions.most_common(6)],
        )


def disk_bytes(pid):
    """Written by a process so far, as the kernel counts it."""
    return int(re.search(r"^write_bytes: (\d+)", pathlib.Path(f"/proc/{pid}/io").read_text(), re.M)[1])


def counts(service):
    return (
        metric(service, "baton_messages_consumed_total"),
        cpu_seconds(service.pid()),
        disk_bytes(service.pid()),
    )


def start(bench, bed):
    create_topics(bench, bed)
    running = [bench.service(bed, name) for name in SERVICES]
    for service in running:
        service.launch()
    for service in running:
        service.wait()
    agents(bed)
    return running


def services(bench):
    """CPU a record of each service by parts, memory and bytes written, at 1 000 events/s."""
    rate, seconds, known = 1000, bench.options.seconds, symbols()
    bed = bench.bed()
    running = start(bench, bed)
    publish_at_rate(bed, rate, 3, ask_every(rate), 3, lambda: agents(bed))
    with tempfile.TemporaryDirectory(prefix="perf-") as folder:
        profiles = [Profile(service, folder) for service in running]
        memories = [Memory(service.pid()) for service in running]
        before, logs = [counts(service) for service in running], topic_bytes(bed)
        publish_at_rate(bed, rate, seconds, ask_every(rate), seconds, lambda: agents(bed))
        time.sleep(2)  # a checkpoint's interval: what was written belongs to these events
        after, grown = [counts(service) for service in running], topic_bytes(bed)
        rows = []
        for name, a, b, memory, profile in zip(SERVICES, before, after, memories, profiles):
            memory.stop()
            rows += service_rows(name, [y - x for x, y in zip(a, b)], memory, profile.stop(known),
                                 rate * seconds)
    for service in running:
        service.stop()
    return rows + [
        (f"bytes of {topic} on the broker", f"{(grown[topic] - logs[topic]) / (rate * seconds):.0f}",
         "bytes/event", "")
        for topic in sorted(grown)
        if grown[topic] > logs[topic]
    ]


def service_rows(name, counted, memory, profile, events):
    records, cpu, written = counted
    parts, functions = profile
    say(f"{name}: {records:.0f} records; " + ", ".join(f"{f} {s:.1%}" for f, s in functions))
    micros = cpu / max(records, 1) * 1e6
    return [
        (f"{name}: CPU", f"{micros:.0f}", "µs/record", ""),
        *((f"{name}: – {part}", f"{micros * share:.1f}", "µs/record", "")
          for part, share in parts.items()),
        (f"{name}: CPU", f"{cpu / events * 1e6:.0f}", "µs/event of the installation", ""),
        (f"{name}: peak RssAnon", f"{memory.anon_kib / 1024:.0f}", "MiB", ""),
        (f"{name}: written to its disk", f"{written / events:.0f}", "bytes/event", ""),
    ]
