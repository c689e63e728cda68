"""What the soak samples, and whether it is flat: the median of the last quarter of a series against
that of its second quarter, after a warm-up. A row of LIMITS says how much more it may be."""

import collections
import dataclasses
import os
import pathlib
import re
import statistics
import threading
import time

MIB = 1 << 20
WARM = 0.2  # of a series that does not count
LIFE_SAMPLES = 20  # a life with fewer says nothing
WINDOWS = 24  # of latency in a run; a minute each when the run is longer


@dataclasses.dataclass(frozen=True)
class Limit:
    """Flat: last <= second * factor + slack."""

    factor: float
    slack: float
    unit: str = "MiB"


LIMITS = {
    # Of a life, from the start that a kill gave it: a leak grows in it whatever the kills hide.
    "memory of a life": Limit(1.1, 1 * MIB),
    "descriptors of a life": Limit(1, 2, ""),  # connections to the broker come and go
    "memory": Limit(1.1, 2 * MIB),
    "descriptors": Limit(1, 2, ""),
    "rows": Limit(1.25, 200, ""),  # what has ended is forgotten
    "store": Limit(1.25, 1 * MIB),  # LMDB keeps the pages of its fullest moment
    "log": Limit(1.25, 1 * MIB),  # whole segments come and go
    "recovery": Limit(1.5, 0.5, "s"),
    "median": Limit(1.5, 0.1, "s"),
    "p99": Limit(2, 0.5, "s"),
}


@dataclasses.dataclass
class Row:
    what: str
    limit: Limit
    start: float  # median of the second quarter
    end: float  # median of the last

    @property
    def allowed(self):
        return self.start * self.limit.factor + self.limit.slack

    @property
    def flat(self):
        return self.end <= self.allowed


def quarters(points):
    """Medians of the second and of the last quarter by time of (time, value), warm-up left out;
    None where there are none."""
    first, last = points[0][0], points[-1][0]
    begin = first + (last - first) * WARM
    quarter = (last - begin) / 4
    parts = [[], []]
    for at, value in points:
        if begin + quarter <= at < begin + 2 * quarter:
            parts[0].append(value)
        elif at >= begin + 3 * quarter:
            parts[1].append(value)
    return tuple(map(statistics.median, parts)) if all(parts) else None


def row_of(what, limit, points):
    """A Row; None when the series is too short to say anything."""
    found = quarters(points) if len(points) > 1 else None
    return Row(what, LIMITS[limit], *found) if found else None


def life_row(what, limit, lives):
    """Of the lives that are long enough the one that grew by the median."""
    rows = [row_of(what, limit, points) for points in lives if len(points) >= LIFE_SAMPLES]
    rows = sorted((row for row in rows if row), key=lambda row: row.end - row.start)
    return rows[len(rows) // 2] if rows else None


def memory_of(pid):
    text = pathlib.Path(f"/proc/{pid}/status").read_text()
    return int(re.search(r"RssAnon:\s+(\d+)", text)[1]) * 1024


def blocks_of(folder, pattern):
    """Bytes on the disk of the files that are there while we look."""
    found = 0
    for file in folder.glob(pattern):
        try:
            found += file.stat().st_blocks * 512
        except FileNotFoundError:  # a segment that was just deleted
            pass
    return found


class Samples(threading.Thread):
    """Looks every so many seconds until `stop`. `series`: (limit, what): [(time, value)]."""

    def __init__(self, run, every_s):
        super().__init__(daemon=True)
        self.run_of, self.every_s = run, every_s
        self.series = collections.defaultdict(list)
        self.lives = collections.defaultdict(list)  # (service, pid): [(time, memory, descriptors)]
        self.ending, self.failure = threading.Event(), None

    def run(self):
        try:
            while not self.ending.wait(self.every_s):
                self.look()
        except Exception as error:  # told by the invariants
            self.failure = error

    def look(self):
        now = time.monotonic()
        for service in self.run_of.services:
            pid = service.pid()
            try:
                memory, descriptors = memory_of(pid), len(os.listdir(f"/proc/{pid}/fd"))
            except (OSError, TypeError):  # it is away, or was killed while we looked
                continue
            self.lives[service.service, pid].append((now, memory, descriptors))
            self.add("memory", service.service, now, memory)
            self.add("descriptors", service.service, now, descriptors)
            self.add("store", service.service, now, blocks_of(service.state, "**/data.mdb"))
            said = self.run_of.watch.lives.get((service.name, pid), ())
            rows = sum(value for name, _, value in said if name == "baton_state_entries")
            if rows:
                self.add("rows", service.service, now, rows)
        for topic, size in self.logs().items():
            self.add("log", topic, now, size)

    def add(self, limit, what, now, value):
        self.series[limit, what].append((now, value))

    def logs(self):
        """Topic: bytes of its log on the broker's disk; those that are not compacted together."""
        found = collections.Counter()
        for folder in self.run_of.cluster.broker.data.glob(f"**/{self.run_of.prefix}*-*"):
            topic = folder.name.removeprefix(self.run_of.prefix).rpartition("-")[0]
            if topic not in self.run_of.compacted:
                topic = "all others"
            found[topic] += blocks_of(folder, "*.log")
        return found

    def stop(self):
        self.ending.set()
        self.join(60)


def latency_series(waits, began, seconds):
    """Median and p99 of each window, by its end, of (when asked, seconds waited)."""
    window = min(60, seconds / WINDOWS)
    by_window = collections.defaultdict(list)
    for asked, wait in waits:
        by_window[int((asked - began) // window)].append(wait)
    found = {"median": [], "p99": []}
    for number, values in sorted(by_window.items()):
        values.sort()
        found["median"].append((number, statistics.median(values)))
        found["p99"].append((number, values[min(len(values) - 1, int(len(values) * 0.99))]))
    return found


def life_rows(lives):
    found = []
    for column, limit in ((1, "memory of a life"), (2, "descriptors of a life")):
        for name in dict.fromkeys(name for name, _ in lives):
            series = [
                [(point[0], point[column]) for point in points]
                for (service, _), points in lives.items()
                if service == name
            ]
            what = f"{name}: {limit}"
            found.append((what, life_row(what, limit, series)))
    return found


def rows_of(samples, recoveries, waits, began, seconds):
    """All Rows; a series that says nothing is a row that is not flat."""
    found = life_rows(samples.lives)
    for (limit, what), points in sorted(samples.series.items()):
        what = f"{limit} of {what}" if limit == "log" else f"{what}: {limit}"
        found.append((what, row_of(what, limit, points)))
    found.append(("recovery from a kill", row_of("recovery from a kill", "recovery", recoveries)))
    for limit, points in latency_series(waits, began, seconds).items():
        what = f"asked to assigned, {limit}"
        found.append((what, row_of(what, limit, points)))
    return [row or Row(f"{what} (too few samples)", Limit(1, 0, ""), 0, 1) for what, row in found]


COLUMNS = "{:<7} {:<40} {:>10} {:>10} {:>8} {:>10}"


def table(rows):
    """Lines: what, start, end, growth, limit."""
    lines = [COLUMNS.format("", "what", "start", "end", "growth", "limit")]
    for row in rows:
        lines.append(
            COLUMNS.format(
                "flat" if row.flat else "GROWS",
                row.what,
                *(text_of(value, row.limit.unit) for value in (row.start, row.end)),
                f"{row.end / row.start - 1:+.1%}" if row.start else "-",
                text_of(row.allowed, row.limit.unit),
            )
        )
    return lines


def text_of(value, unit):
    if unit == "MiB":
        return f"{value / MIB:.2f} MiB"
    if unit == "s":
        return f"{value:.3f} s"
    return f"{value:.0f}"
