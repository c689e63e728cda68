"""What must hold after every scenario, whatever was done: I1 to I6 of README.md. Each is a function
of a Run that has settled and whose services have stopped; it returns what is wrong, as texts."""

import collections
import dataclasses
import pathlib
import shutil
import subprocess
import tempfile

from cluster import BIN
from confluent_kafka import IsolationLevel, KafkaException, TopicPartition
from confluent_kafka.admin import OffsetSpec
from runtime_bed import EVENTS, RESOLUTIONS
from watch import wait_for

SHOWN = 3  # of many things that are wrong alike
SANITIZERS = ("AddressSanitizer", "LeakSanitizer", "ThreadSanitizer", "runtime error:")
# A sanitized program keeps what it frees for a while (fault.py bounds it), and its first minute is
# its smallest.
MEMORY_SLACK = 24 << 20
FDS_SLACK = 6  # connections to brokers come and go


@dataclasses.dataclass
class Verdict:
    wrong: list = dataclasses.field(default_factory=list)
    lost: int = 0
    doubled: int = 0

    def add(self, name, found):
        self.wrong += [f"{name}: {text}" for text in found]


def some(found):
    """The first few, and how many there are."""
    found = [str(one) for one in found]
    more = len(found) - SHOWN
    return "; ".join(found[:SHOWN]) + (f"; and {more} more" if more > 0 else "")


def text_of(key):
    return key.decode(errors="replace") if key else "-"


def is_silent(signal):
    """Made by a timer (idle_ms), not by a record."""
    return signal["kind"] == "silent"


class CounterFacts:
    """A run of the counter, read back: inputs, signals, dead letters, rows."""

    def __init__(self, run):
        bed = self.bed = run.bed
        self.inputs = {}  # (topic, partition, offset): message
        for topic in (EVENTS, RESOLUTIONS):
            for m in run.read(topic):
                self.inputs[topic, m.partition(), m.offset()] = m
        self.signals = [(m, bed.unframe(m.value())) for m in run.read("escalation-signals")]
        self.letters = [(m, bed.unframe(m.value())) for m in run.read("counter-dead-letters")]
        self.new = [
            (m, s) for m, s in self.signals if (m.partition(), m.offset()) not in run.old_signals
        ]
        self.outcomes = collections.Counter(self.cause(s) for _, s in self.new if not is_silent(s))
        for _, letter in self.letters:
            self.outcomes[self.source(letter)] += 1

    def source(self, letter):
        """Where the record of a dead letter lies."""
        topic = letter["source_topic"].removeprefix(self.bed.prefix)
        return topic, letter["source_partition"], letter["source_offset"]

    @staticmethod
    def cause(signal):
        cause = signal["cause"]
        return cause["topic"], cause["partition"], cause["offset"]

    def by_conversation(self, new=False):
        found = collections.defaultdict(list)
        for m, signal in self.new if new else self.signals:
            found[text_of(m.key())].append(signal)
        return found


# --- I1: the outputs are those of a run without faults


def counter_outputs(run, facts):
    """Each conversation's signals are numbered 1..n, and its row says n."""
    wrong = []
    counts = {}
    for key, signals in facts.by_conversation().items():
        numbers = [signal["sequence"] for signal in signals]
        counts[key] = len(numbers)
        if sorted(numbers) != list(range(1, len(numbers) + 1)):
            wrong.append(f"{key} has the numbers {numbers}")
    rows = {
        key[1:].decode(): run.bed.unframe(value)["count"]
        for key, value in run.bed.table().items()
        if key[:1] == b"c"
    }
    for key in sorted(rows.keys() | counts.keys()):
        if rows.get(key) != counts.get(key):
            wrong.append(f"{key}: row says {rows.get(key)}, signals {counts.get(key)}")
    return [some(wrong)] if wrong else []


def counter_silences(run, facts):
    """A conversation is silent only between two records that arrived so far apart: a timer that
    comes while an older record is still unread says what is not so. And it is so once: a timer that
    went off twice says it again."""
    idle_ms = int(run.env.get("BATON_IDLE_MS", "0"))
    times = {at: message.timestamp()[1] for at, message in facts.inputs.items()}
    wrong = []
    for key, signals in facts.by_conversation(new=True).items():
        for before, silent, after in zip(signals, signals[1:], signals[2:]):
            if not is_silent(silent) or is_silent(before) or is_silent(after):
                continue
            gap = times[facts.cause(after)] - times[facts.cause(before)]
            if gap < idle_ms:
                wrong.append(f"{key} was called silent in a gap of {gap} ms")
        if any(is_silent(one) and is_silent(two) for one, two in zip(signals, signals[1:])):
            wrong.append(f"{key} was called silent twice")
    return [some(wrong)] if wrong else []


def world_outputs(run, verdict):
    """The oracle: replay byte for byte, and the invariants of router and learner."""
    good, said = run.world.judge(run.until_ms, only=run.scenario.replayed)
    run.said = said
    if good:
        return []
    verdict.lost = said.count("only in the replay")  # of those that it shows
    verdict.doubled = said.count("only in the run")
    return [line.strip() for line in said.splitlines() if line.startswith(("FAILED", "  wrong"))][
        : 4 * SHOWN
    ] or [said[-500:]]


# --- I2: order


def counter_order(facts):
    """Of a conversation, the numbers ascend in the topic, and so do the causes of one input."""
    wrong = []
    for key, signals in facts.by_conversation(new=True).items():
        numbers = [signal["sequence"] for signal in signals]
        if numbers != sorted(numbers):
            wrong.append(f"{key}: numbers out of order: {numbers}")
        for topic in (EVENTS, RESOLUTIONS):
            offsets = [s["cause"]["offset"] for s in signals if s["cause"]["topic"] == topic]
            if offsets != sorted(offsets):
                wrong.append(f"{key}: causes in {topic} out of order: {offsets}")
    return [some(wrong)] if wrong else []


# --- I3: each store is its changelog, folded


def store_rows(folder):
    """(offset, rows, complaint) of a store, read from a copy."""
    with tempfile.TemporaryDirectory(prefix="rows-") as copy:
        target = pathlib.Path(copy) / "store"
        shutil.copytree(folder, target)
        done = subprocess.run([BIN / "rows", target], capture_output=True, text=True)
    if done.returncode:
        return 0, {}, done.stderr.strip()
    first, *lines = done.stdout.splitlines()
    rows = {}
    for line in lines:
        key, _, value = line.partition(" ")
        rows[bytes.fromhex(key)] = bytes.fromhex(value)
    return int(first.split()[1]), rows, ""


def fold(messages, end):
    """The rows of the changelog's records before `end`."""
    rows = {}
    for m in messages:
        if m.offset() < end:
            if m.value() is None:
                rows.pop(m.key(), None)
            else:
                rows[m.key()] = m.value()
    return rows


def stores(run):
    """A store equals the fold of its changelog up to the store's own offset, byte for byte. (That of
    an instance which no longer holds the partition is behind, and equals the fold up to there.)"""
    wrong, logs, seen = [], {}, 0
    for topic, partition, folder in run.stores():
        if topic not in logs:
            logs[topic] = run.read(topic)
        mine = [m for m in logs[topic] if m.partition() == partition]
        mine.sort(key=lambda m: m.offset())
        offset, rows, complaint = store_rows(folder)
        expected = fold(mine, offset)
        seen += 1
        if complaint:
            wrong.append(f"{folder.parent.name}/{partition}: {complaint}")
        elif rows != expected:
            other = [k for k in rows.keys() | expected.keys() if rows.get(k) != expected.get(k)]
            wrong.append(f"{topic} {partition}: {len(other)} rows differ, as {some(other)}")
    if not seen:
        wrong.append("there is no store")
    return wrong


# --- I4: everything is read, nothing stays open


def ends(run, isolation):
    admin = run.bed.admin if hasattr(run, "bed") else run.world.wire.admin
    asked = {
        TopicPartition(run.prefix + name, p): OffsetSpec.latest()
        for name, count in run.topic_sizes().items()
        for p in range(count)
    }
    found = admin.list_offsets(asked, isolation_level=isolation, request_timeout=10)
    return {(at.topic, at.partition): f.result(10).offset for at, f in found.items()}


def open_ends(run):
    """Partitions whose last stable offset is not the end of the log."""
    try:
        stable = ends(run, IsolationLevel.READ_COMMITTED)
        last = ends(run, IsolationLevel.READ_UNCOMMITTED)
    except KafkaException as error:
        return [str(error)]
    return [f"{at}: {stable[at]} of {last[at]}" for at in last if stable[at] < last[at]]


def nothing_open(run, recovery):
    wrong = []
    if recovery is None:
        wrong.append(f"lag after {run.scenario.recover_s} s: {some(run.lags().items())}")
    if wait_for(lambda: not open_ends(run), 15, 0.3) is None:
        wrong.append(f"transactions stay open: {some(open_ends(run))}")
    return wrong


# --- I5: processes


def unexpected_exits(run, codes):
    ends = collections.Counter(end for end in run.exits if end[1] not in run.scenario.exits)
    wrong = [
        f"{service.name} ended with {code}, {count} times:{service.log_end(3)}"
        for (service, code), count in ends.items()
    ]
    return wrong + [f"{name} ended with {code} at the stop" for name, code in codes.items()]


def sanitizer_reports(run):
    wrong = []
    for service in run.services:
        text = service.log.read_text(errors="replace") if service.log.exists() else ""
        for mark in SANITIZERS:
            if mark in text:
                at = text.index(mark)
                wrong.append(f"{service.name}: {text[max(0, at - 200):at + 1500]}")
    return wrong


def sizes_back(run, after):
    """Memory and descriptors are what they were before the fault, +-10 % and a slack."""
    wrong = []
    for name, before in run.before.items():
        now = after.get(name)
        if not now:
            continue
        for what, slack in (("memory", MEMORY_SLACK), ("fds", FDS_SLACK)):
            if now[what] > before[what] * 1.1 + slack:
                wrong.append(f"{name}: {what} {before[what]:.0f} before, {now[what]:.0f} after")
    return wrong


# --- I6: nothing goes by the side


def counter_balance(run, facts, verdict):
    """Each input record is the cause of exactly one signal, or the source of exactly one dead letter,
    or one that the scenario says is filtered; and there are as many as the load has sent."""
    wrong = []
    lost = [
        at
        for at, message in facts.inputs.items()
        if not facts.outcomes[at] and not run.scenario.filtered(message)
    ]
    doubled = [at for at, count in facts.outcomes.items() if count > 1]
    unknown = [at for at in facts.outcomes if at not in facts.inputs]
    verdict.lost, verdict.doubled = len(lost), len(doubled)
    for what, found in (("lost", lost), ("doubled", doubled), ("of no input", unknown)):
        if found:
            wrong.append(f"{len(found)} {what}: {some(found)}")
    there = collections.Counter(
        text_of(m.key()).removeprefix("t/") for m in facts.inputs.values()
    )
    for load in run.loads:
        short = {n: c for n, c in load.sent.items() if there[n] < c}
        if short:
            wrong.append(f"acknowledged and not there: {some(short.items())}")
    return wrong


COMPLETE = ("service", "stage", "reason", "message", "source_topic")


def letters_complete(letters):
    wrong = []
    for letter in letters:
        missing = [name for name in COMPLETE if not letter[name]]
        if missing or letter["source_offset"] < 0:
            wrong.append(f"dead letter without {missing}: {letter['reason']}")
    return [some(wrong)] if wrong else []


def world_letters(run):
    topics = {n: c for n, c in run.topic_sizes().items() if n.endswith("-dead-letters")}
    return [run.world.wire.unframe(m.value()) for m in run.world.wire.read(topics)]


# --- all


def harness(run):
    """What went wrong on our side of the wire."""
    threads = [run.watch, *getattr(run, "loads", [])]
    threads += [t for t in (getattr(run, n, None) for n in ("customers", "agents")) if t]
    wrong = [f"{type(t).__name__}: {t.failure!r}" for t in threads if t.failure]
    return wrong


def check_counter(run, verdict):
    facts = run.facts = CounterFacts(run)
    verdict.add("I1", counter_outputs(run, facts))
    verdict.add("I1", counter_silences(run, facts))
    verdict.add("I2", counter_order(facts))
    verdict.add("I6", counter_balance(run, facts, verdict))
    verdict.add("I6", letters_complete([letter for _, letter in facts.letters]))
    if not facts.inputs:
        verdict.add("I6", ["nothing was sent"])


def check_world(run, verdict):
    """The replay covers order (I2) and balance (I6): it is fed every input and compared in order,
    dead letters included."""
    if run.scenario.replayed:
        verdict.add("I1", world_outputs(run, verdict))
    verdict.add("I6", letters_complete(world_letters(run)))


def check(run, recovery, after, codes):
    """All invariants. `recovery`: of Run.settle; `after`: of Run.measure; `codes`: of Run.end."""
    verdict = Verdict()
    verdict.add("harness", harness(run))
    if not run.services:
        return verdict
    (check_world if hasattr(run, "world") else check_counter)(run, verdict)
    verdict.add("I3", stores(run))
    verdict.add("I4", nothing_open(run, recovery))
    verdict.add("I5", unexpected_exits(run, codes))
    verdict.add("I5", sanitizer_reports(run))
    verdict.add("I5", sizes_back(run, after))
    return verdict
