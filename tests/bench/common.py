"""What the measurements share: load, what a process costs, installations on the cluster."""

import collections
import contextlib
import itertools
import os
import pathlib
import re
import statistics
import sys
import threading
import time
import urllib.request

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "tests/support"), str(ROOT / "tests/e2e")]

from cluster import BIN  # noqa: E402
from process import Failed  # noqa: E402
from runtime_bed import EVENTS, PARTITIONS, SIGNALS, Bed  # noqa: E402

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


def cpu_seconds(pid):
    fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICK


def memory_kib(pid):
    """RssAnon and RssFile: what the process holds, and pages of files such as the store's."""
    text = pathlib.Path(f"/proc/{pid}/status").read_text()
    return tuple(int(re.search(rf"{name}:\s+(\d+)", text)[1]) for name in ("RssAnon", "RssFile"))


def metric(service, name, label=".*"):
    """The sum of a metric's samples, or of those with a label."""
    with urllib.request.urlopen(f"{service.http}/metrics", timeout=5) as answer:
        text = answer.read().decode()
    found = re.findall(rf"^{name}(?:\{{{label}\}})? (\S+)$", text, re.M)
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


class Load:
    """Events that are encoded once and sent again and again. `first`: number of the first
    conversation; `said`: what is said in a conversation, by its number, at a turn (None: TEXTS)."""

    def __init__(self, bed, records, conversations, in_turns=False, first=0, said=None):
        self.keys = [f"c{first + n}" for n in range(conversations)]
        self.values = []
        for number in range(records):
            turn, place = divmod(number, conversations)
            speaker = "bot" if in_turns and turn % 2 else "customer"
            text = said(first + place, turn) if said else TEXTS[number % len(TEXTS)]
            self.values.append(bed.event(self.keys[place], turn, text=text, speaker=speaker))
        self.conversations = conversations
        self.value_bytes = statistics.mean(map(len, self.values))

    def records(self):
        """Conversation and event of each."""
        return zip(itertools.cycle(self.keys), self.values)

    def send(self, bed):
        for name, value in self.records():
            bed.send(EVENTS, name, value)
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


# Where memory is plenty: a backlog is read three times as fast (README).
PREFETCH_MUCH = {
    "BATON_KAFKA_QUEUED_MIN_MESSAGES": "100000",
    "BATON_KAFKA_QUEUED_MAX_MESSAGES_KBYTES": "16384",
}


def create_topics(bench, bed):
    """All topics of the product that the bed lacks, as `baton topics --create` makes them."""
    bench.cluster.baton("topics", "--create", "--partitions", PARTITIONS, prefix=bed.prefix)


def topic_bytes(bed):
    """Topic, without prefix: bytes of its log on the broker's disk."""
    found = collections.Counter()
    for folder in bed.cluster.broker.data.glob(f"**/{bed.prefix}*"):
        name = folder.name[len(bed.prefix):].rpartition("-")[0]
        for file in folder.glob("*.log"):
            with contextlib.suppress(FileNotFoundError):  # a segment that was compacted away
                found[name] += file.stat().st_size
    return found


def percentile(values, share):
    return sorted(values)[min(len(values) - 1, int(len(values) * share))]


# --- a service on a full topic ---------------------------------------------------------------------


def run_service(service, records, seconds=120):
    """Starts a service on a full topic: seconds and CPU seconds from the first records that it
    committed to the last, for one record each."""
    service.launch()
    return measure(service, records, seconds)


LOOK_S = 0.1  # each look costs the service an answer of its door, 0.3 ms


def measure(service, records, seconds=120):
    """From the first look that finds records committed to the last that does not find all."""
    looks = []
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        try:
            done = metric(service, "baton_messages_consumed_total")
        except OSError:
            done = 0
        if done > 0 and (done < records or len(looks) < 2):
            looks.append((time.monotonic(), cpu_seconds(service.pid()), done))
        if done >= records:
            first, last = looks[0], looks[-1]
            count = max(1, last[2] - first[2])
            return (last[0] - first[0]) / count, (last[1] - first[1]) / count
        time.sleep(LOOK_S)
    raise Failed(f"{service.name} did not finish:\n{service.log_end()}")
