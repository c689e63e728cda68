"""The cases of tests/cases on a real broker: what each stage writes there, byte for byte what out.jsonl says, but for places
in the log and times of arrival.

A tenant of its own for each case ("acme" becomes "acme-7", in keys, in the field `tenant` and in the link to the
package), an installation of its own (BATON_PREFIX) and one instance for each service and pace. A case whose records
span at most LIVE_S seconds is fed at its own pace, so that its timers fire, and once more where the machine could not
keep it; a longer one as fast as it is read. Outputs that were decided after its end are left out. One that needs more
time than that says so in its conf.json ("clock") and runs in one process alone."""

import collections
import concurrent.futures
import datetime
import io
import json
import math
import os
import pathlib
import subprocess
import sys
import time
import typing
import unittest

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parents[0] / "support")]

import fastavro  # noqa: E402
from cluster import BIN, Cluster, Failed  # noqa: E402
import clients  # noqa: E402
from confluent_kafka import KafkaException  # noqa: E402
from wire import RECORDS, Wire, schema_text  # noqa: E402

CASES = HERE.parents[0] / "cases"
# What each service reads by tasks; one partition each.
INPUTS = {
    "detector": ("conversation-events",),
    "packager": ("conversation-events", "escalation-signals"),
    "router": ("routing-requests", "agent-events", "agent-performance"),
    "switchboard": ("conversation-events", "assignments", "resolutions"),
    "learner": ("escalation-signals", "assignments", "resolutions", "conversation-events", "handoff-outcomes",
                "customer-history", "enrichment-requests"),
}
# Whose outputs name days by when something occurred: it is fed the case's own times; all others are fed times as if the case
# happened now, since they compare them with the time of arrival (a promise's day, an answer's age).
NAMES_DAYS = ("learner",)
# A case's own pace ends here; what is due later does not come.
LIVE_S = 82


class Pace(typing.NamedTuple):
    """How fast a service's cases are fed."""

    speed: float = 1
    longest_s: float = math.inf  # a gap in the case's time; for services whose timers are all shorter
    env: dict = {}  # of the service
    # Between two records at the same time: what is due then comes between them, as in one process.
    same_time_s: float = 0.2


# The learner writes a figure at most once in a while, 60 s by default: with its two intervals a case is shortened as a whole.
# The router writes a pool's load at most once a second: what it finds then is what a busy machine has read by then. So short
# cases are drawn out, in all of which that interval is the only time that matters; in the others `load` is not compared.
PACES = {
    "learner": lambda span_s: Pace(30, 120, {"BATON_WRITE_MS": "2000", "BATON_POLICY_MS": "2000"}),
    "router": lambda span_s: Pace(0.1, math.inf, {"BATON_LOAD_INTERVAL_MS": "10000"}, 1.5) if span_s <= 3 else Pace(),
}
SAMPLED = ("load",)
# More than the case says, so that a timer that is due at a record's time is due before it here too.
LATER_S = 0.15
# A line that comes late makes the others late, but for those after a long gap, which may be shorter by a twentieth.
LONG_S = 10
# The records of other cases move a task's time on: what is due at a case's end may be decided so much later.
TASK_S = 0.3
DRAIN_S = 120
# A case one of whose gaps was longer by this is another case; so is one of which something came only after its end. When it
# came out otherwise, it is fed again.
STRETCH_S = 0.5
ROUNDS = 3
EPOCH = datetime.datetime(1970, 1, 1, tzinfo=datetime.timezone.utc)


def lines_of(file):
    return [json.loads(line) for line in file.read_text().splitlines() if line.strip()]


class Case:
    """A folder of tests/cases: what is fed, when, and what is to come of it."""

    def __init__(self, folder, number):
        self.service, self.name = folder.parent.name, folder.name
        self.tenant = f"acme-{number}"
        self.conf = json.loads((folder / "conf.json").read_text()) if (folder / "conf.json").exists() else {}
        self.wanted = lines_of(folder / "out.jsonl")
        self.feed, first, at = [], None, 0
        for line in lines_of(folder / "in.jsonl"):
            at = line.get("at", at)
            first = at if first is None else first
            self.feed.append((at - first, line))
        self.pace = PACES.get(self.service, lambda span_s: Pace())(at / 1000 - first / 1000)
        self.group = self.service if self.pace.speed >= 1 else f"{self.service}-slow"
        self.due = self.plan()
        records = [due for due, (_, line) in zip(self.due, self.feed) if "topic" in line]
        self.at_its_pace = records[-1] - records[0] <= LIVE_S
        self.live = not self.conf.get("clock", False)
        self.first_s = first / 1000
        self.begin()

    def begin(self):
        """Nothing was fed yet."""
        self.fed = 0  # lines so far
        self.moved = self.first_s  # seconds between the case's clock and ours
        self.topic = None  # of the line that was fed last
        self.stretched_s = 0.0  # the most by which a gap between two lines was too long
        self.late_s = 0.0  # the most by which a line came too late
        self.fed_at = 0.0  # seconds after the first, by our clock
        self.end_ms = 0  # what was decided later is no part of the case
        self.past = []  # such outputs, to be shown

    def ours(self, key):
        """The key that a case has, in this case's tenant."""
        tenant, slash, rest = key.partition("/")
        assert tenant == "acme", f"{self.name}: the tenant of every case is acme"
        return self.tenant + slash + rest

    def record(self, line, began):
        """Key and value of a line of in.jsonl; `began`: our time of its first line."""
        value = line["value"]
        key = line.get("key") or f"{value['tenant']}/{value['conversation_id']}"
        if value and self.service not in NAMES_DAYS:
            value = moved(complete(line["topic"], value), datetime.timedelta(seconds=began - self.moved))
        return self.ours(key), value and {**value, "tenant": self.tenant}

    def globals(self):
        """Topic, key and value of what is there before the case begins."""
        for topic, name in (("policies", "part"), ("load", "pool")):
            for value in self.conf.get(topic, []):
                assert value["tenant"] == "acme"
                yield topic, self.ours(f"acme/{value[name]}"), {**value, "tenant": self.tenant}

    def plan(self):
        """Seconds from the first line to each."""
        due, before = [0.0], 0
        for after, _ in self.feed[1:]:
            gap = min((after - before) / 1000, self.pace.longest_s) / self.pace.speed
            due.append(due[-1] + max(gap + LATER_S, self.pace.same_time_s))
            before = after
        return due

    def next_at(self):
        """When the next line is due, in seconds after the first."""
        if not self.at_its_pace or self.fed == 0:
            return 0
        due = min(self.due[self.fed], LIVE_S)
        gap = due - min(self.due[self.fed - 1], LIVE_S)
        if gap < LONG_S or "topic" not in self.feed[self.fed][1]:
            return self.fed_at + gap
        return max(due, self.fed_at + gap * 0.95)

    def is_over(self):
        return self.fed == len(self.feed)

    def was_slow(self):
        return self.stretched_s > STRETCH_S or bool(self.past)

    def is_past(self, value):
        """Whether an output was decided after the case's end."""
        return value is not None and value["occurred_at"] > EPOCH + datetime.timedelta(seconds=self.end_ms / 1000 + TASK_S)

    def may_come(self, began, now, drained_at):
        """Whether the next line is due and nothing before it on another topic is unread; and, when due, why not."""
        if self.is_over() or now < began + self.next_at():
            return False, ""
        if self.feed[self.fed][1].get("topic", self.topic) in (self.topic, None) or drained_at > began + self.fed_at:
            return True, ""
        return False, "unread"

    def next_lines(self, began, now, drained_at):
        """The records that may be fed now: those of one topic and time."""
        ready = []
        while self.may_come(began, now, drained_at)[0]:
            line = self.feed[self.fed][1]
            if ready and line.get("topic", self.topic) != self.topic:
                break
            if "topic" in line:
                self.topic = line["topic"]
                ready.append((self.topic, *self.record(line, began)))
            if self.at_its_pace and self.due[self.fed] <= LIVE_S:
                self.late_s = max(self.late_s, now - began - self.due[self.fed])
                self.stretched_s = max(self.stretched_s, now - began - self.next_at() if self.fed else 0)
            self.fed_at, self.end_ms = now - began, now * 1000
            self.fed += 1
        return ready


def find_cases():
    folders = sorted(folder.parent for folder in CASES.glob("*/*/in.jsonl"))
    return [Case(folder, number) for number, folder in enumerate(folders, 1)]


# --- what is compared

SCHEMAS = {}


def schema_of(topic):
    if topic not in SCHEMAS:
        SCHEMAS[topic] = json.loads(schema_text(RECORDS[topic]))
        SCHEMAS[topic, "parsed"] = fastavro.parse_schema(SCHEMAS[topic], {})
    return SCHEMAS[topic, "parsed"]


def packed(topic, value):
    out = io.BytesIO()
    fastavro.schemaless_writer(out, schema_of(topic), value)
    return out.getvalue()


def complete(topic, value):
    """With every default filled in."""
    return fastavro.schemaless_reader(io.BytesIO(packed(topic, value)), schema_of(topic), None)


# Durations from an arrival: there or not, is all that two runs share.
DURATIONS = ("age_ms", "wait_ms", "first_reply_ms", "handle_ms", "mean_handle_ms", "mean_first_reply_ms")
# Of the same kind in a figure whose unit is ms.
FIGURES = ("value", "numerator", "sum_squares", "minimum", "maximum", "median", "p90")


def moved(value, by):
    """With every time in it so much later."""
    if isinstance(value, datetime.datetime):
        return value + by if value != EPOCH else value
    if isinstance(value, list):
        return [moved(item, by) for item in value]
    return {name: moved(item, by) for name, item in value.items()} if isinstance(value, dict) else value


def without_arrival(value):
    """Without places in the log, without what the clock said at arrival (but with whether it said something)."""
    if isinstance(value, datetime.datetime):
        return 0 if value == EPOCH else 1
    if isinstance(value, list):
        return [without_arrival(item) for item in value]
    if not isinstance(value, dict):
        return value
    return {field: drop_field(value, field) for field in value}


def drop_field(record, field):
    value = record[field]
    if field == "seen" and "inputs" in value:
        return {"inputs": [], "policy_version": "", "model_version": ""}
    if field == "producer":
        return {**value, "version": ""}
    if field in ("partition", "offset") or field.endswith("_offset"):
        return -1
    if field == "bytes" and "page_id" in record:
        return -1  # the turns' offsets are in it, which are a byte longer from 64 on
    measured = field in DURATIONS or (field in FIGURES and record.get("unit") == "ms")
    if field == "expected_wait_ms":
        measured = record.get("mean_handle_ms") is not None  # else from the default
    if measured and value is not None:
        return 0
    return without_arrival(value)


def form(topic, value):
    """What two runs have in common: bytes, and the record to show where they differ."""
    if value is None or topic.endswith("-dead-letters"):
        return json.dumps(value).encode(), value
    common = without_arrival(value)
    return packed(topic, common), common


def differences(wanted, got, path=""):
    """Paths at which two values differ, with both."""
    if isinstance(wanted, dict) and isinstance(got, dict):
        return [d for k in {**wanted, **got} for d in differences(wanted.get(k), got.get(k), f"{path}.{k}")]
    if isinstance(wanted, list) and isinstance(got, list) and len(wanted) == len(got):
        return [d for i, (a, b) in enumerate(zip(wanted, got)) for d in differences(a, b, f"{path}[{i}]")]
    return [] if wanted == got else [f"{path.lstrip('.')}: wanted {wanted!r}, got {got!r}"]


def short(values):
    return "".join(f"\n  {json.dumps(value, default=str)[:600]}" for value in values)


# --- one service, all its cases


class Stage:
    """A service in an installation of its own, fed with its cases."""

    def __init__(self, cluster, name, cases):
        self.cluster, self.service, self.cases, self.prefix = cluster, cases[0].service, cases, f"{name}."
        self.program = cluster.service(self.service, name, {"BATON_PREFIX": self.prefix, **cases[0].pace.env})
        self.outputs = collections.defaultdict(lambda: collections.defaultdict(list))  # by case; topic and key
        self.rounds = 0

    def run(self):
        """Everything until the outputs are read."""
        self.create_topics()
        self.wire = Wire(self.cluster, self.prefix)
        self.producer = self.wire.producer()
        for case in self.cases:
            assert not case.conf.get("options"), f"{case.name}: all cases share an instance, options cannot differ"
            for topic, key, value in case.globals():
                self.wire.send(self.producer, topic, key, value, partition=0)
        assert self.producer.flush(60) == 0
        self.program.start()
        self.feed()
        self.read()
        self.program.stop(60)

    def create_topics(self):
        done = subprocess.run(
            [BIN / "baton", "topics", "--create", "--partitions", "1"],
            env={**os.environ, **self.cluster.env(), "BATON_PREFIX": self.prefix},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
        )
        if done.returncode:
            raise Failed(f"baton topics: {done.stderr}{done.stdout}")

    def feed(self):
        for topic in {line["topic"] for case in self.cases for _, line in case.feed if "topic" in line}:
            self.wire.schema_id(topic)
        began = time.time()
        drained_at = 0.0
        while not all(case.is_over() for case in self.cases):
            now = time.time()
            ready = {case: records for case in self.cases if (records := case.next_lines(began, now, drained_at))}
            for record in (record for records in ready.values() for record in records):
                self.wire.send(self.producer, *record)
            if ready:
                assert self.producer.flush(60) == 0
                for case in ready:
                    case.fed_at = time.time() - began
                self.rounds += 1
            elif any(case.may_come(began, now, drained_at)[1] for case in self.cases):
                self.drain()
                drained_at = time.time()
            else:
                time.sleep(0.02)
        self.drain()

    def drain(self):
        """Until everything that the service reads, its own outputs included, was read and its transaction committed."""
        until = time.monotonic() + DRAIN_S
        while lags := self.lags():
            if time.monotonic() > until:
                raise TimeoutError(f"{self.service} does not read on: {lags}")
            time.sleep(0.01)

    def lags(self):
        """Offsets first: what a transaction wrote is there when its offsets are."""
        group = f"{self.prefix}baton-{self.service}"
        try:
            found = clients.committed(self.wire.admin, group)
        except KafkaException as error:
            return str(error)
        at = {part.topic.removeprefix(self.prefix): part.offset for part in found}
        ends = self.wire.ends(dict.fromkeys(INPUTS[self.service], 1))
        return {name: end - max(at.get(name, 0), 0) for (name, _), end in ends.items() if end > max(at.get(name, 0), 0)}

    def read(self):
        topics = {name: count for name, count in self.wire.topics().items() if not name.endswith("-changelog")}
        cases = {case.tenant: case for case in self.cases}
        records = []  # what the service wrote
        for message in sorted(self.wire.read(topics), key=lambda m: (m.timestamp()[1], m.topic(), m.offset())):
            topic = message.topic().removeprefix(self.prefix)
            value = self.wire.unframe(message.value())
            case = cases[message.key().decode().partition("/")[0]]
            own = not value or topic.endswith("-dead-letters") or value["producer"]["name"] == self.service
            if own:
                records.append((case, topic, message.key().decode(), value))
            if topic in INPUTS[self.service] and not (own and case.is_past(value)):
                case.end_ms = max(case.end_ms, message.timestamp()[1])
        for record in records:
            self.keep(*record)

    def keep(self, case, topic, key, value):
        """An output, in the tenant that the case was written for."""
        if case.is_past(value):
            case.past.append(f"{topic} {key} at {value['occurred_at']}")
            return
        if topic.endswith("-dead-letters"):
            value = {"reason": value["reason"]}
        elif value:
            assert value["tenant"] == case.tenant, f"{topic} {key}: {value['tenant']}"
            value = {**value, "tenant": "acme"}
            if "link" in value.get("package", {}):
                link = value["package"]["link"].replace(f"/{case.tenant}/", "/acme/")
                value["package"] = {**value["package"], "link": link}
        self.outputs[case][topic, "acme" + key.removeprefix(case.tenant)].append(value)


class CasesTest(unittest.TestCase):
    """A test for each case that can run live is added below."""

    maxDiff = None

    @classmethod
    def setUpClass(cls):
        cls.cluster = cls.enterClassContext(Cluster())
        cls.cluster.start()
        cls.stages, cls.failures, cls.outputs = {}, {}, {}
        cls.run_cases(LIVE)
        for number in range(2, ROUNDS + 1):
            slow = [case for case in LIVE if case.was_slow() and cls.came_out_otherwise(case)]
            if slow:
                print(f"  round {number}, the pace was not kept: {', '.join(case.name for case in slow)}", flush=True)
                cls.run_cases(slow, f"-{number}")

    @classmethod
    def run_cases(cls, cases, suffix=""):
        groups = collections.defaultdict(list)
        for case in cases:
            case.begin()
            groups[case.group].append(case)
        stages = {group: Stage(cls.cluster, group + suffix, members) for group, members in groups.items()}
        with concurrent.futures.ThreadPoolExecutor(len(stages)) as pool:
            runs = {group: pool.submit(stage.run) for group, stage in stages.items()}
        for group, run in runs.items():
            cls.failures[group] = cls.failures.get(group) or run.exception()
            cls.outputs.update((case, stages[group].outputs[case]) for case in groups[group])
            cls.stages[group + suffix] = stages[group]

    @classmethod
    def both(cls, case):
        """Topic and key, and what the case wants and got there."""
        wanted, got = collections.defaultdict(list), cls.outputs[case]
        for line in case.wanted:
            value, topic = line["value"], line["topic"]
            if value and not topic.endswith("-dead-letters"):
                value = complete(topic, value)
            wanted[topic, line["key"]].append(value)
        for at in {**wanted, **got}:
            if at[0] not in SAMPLED or case.pace.speed < 1:
                yield at, wanted[at], got.get(at, [])

    @classmethod
    def came_out_otherwise(cls, case):
        return any([form(at[0], value)[0] for value in wanted] != [form(at[0], value)[0] for value in got]
                   for at, wanted, got in cls.both(case))

    def check(self, case):
        self.assertIsNone(self.failures[case.group], f"{case.service} could not be fed or read")
        for at, wanted, got in self.both(case):
            with self.subTest(at):
                self.compare(at, wanted, got, case)

    def compare(self, at, wanted, got, case):
        wanted, got = ([form(at[0], value) for value in values] for values in (wanted, got))
        for number, (a, b) in enumerate(zip(wanted, got), 1):
            if a[0] != b[0]:
                found = "\n  ".join(differences(a[1], b[1]) or ["the order of a map"])
                self.fail(f"{at} record {number} of {len(wanted)}:\n  {found}\nwanted {a[1]}\ngot    {b[1]}")
        missing, more = ([value for _, value in rest] for rest in (wanted[len(got):], got[len(wanted):]))
        past = f"after the end, {datetime.datetime.fromtimestamp(case.end_ms / 1000)}:{short(case.past)}"
        self.assertEqual(len(wanted), len(got), f"{at}\nmissing:{short(missing)}\ntoo many:{short(more)}\n{past}")

    def test_every_service_ends_well_and_no_sanitizer_has_a_word(self):
        for group, stage in self.stages.items():
            with self.subTest(group):
                self.assertIsNone(self.failures[stage.cases[0].group])
                self.assertEqual(stage.program.child.returncode, 0)
                log = stage.program.log.read_text(errors="replace")
                for mark in ("AddressSanitizer", "LeakSanitizer", "runtime error:", '"fatal"'):
                    self.assertNotIn(mark, log)

    def test_most_cases_run_live(self):
        for group, stage in self.stages.items():
            late = max(case.late_s for case in stage.cases)
            print(f"  {group}: {len(stage.cases)} cases, {stage.rounds} rounds, at most {late:.1f} s late", flush=True)
        print(f"  {len(LIVE)} of {len(ALL)} cases live; in one process alone:", flush=True)
        for case in ALL:
            if not case.live:
                print(f"    {case.service}/{case.name}", flush=True)
        self.assertGreater(len(LIVE), len(ALL) * 0.75)


ALL = find_cases()
LIVE = [case for case in ALL if case.live]
for one in LIVE:
    setattr(CasesTest, f"test_{one.service}_{one.name}".replace("-", "_"), lambda self, case=one: self.check(case))


if __name__ == "__main__":
    unittest.main()
