"""A thread that stands for the cluster's supervisor and its monitoring: it starts again what ended,
and keeps what /metrics said last of each life of each service."""

import re
import threading
import time
import urllib.request

EVERY_S = 0.25
LINE = re.compile(r"^(\w+)(?:\{(.*)\})? (\S+)$")
LABEL = re.compile(r'(\w+)="((?:[^"\\]|\\.)*)"')


def parse(text):
    """[(name, labels, value)] of Prometheus's text form."""
    found = []
    for line in text.splitlines():
        match = LINE.match(line)
        if match:
            name, labels, value = match.groups()
            found.append((name, dict(LABEL.findall(labels or "")), float(value)))
    return found


def scrape(service):
    """What a service's /metrics says now; None when it does not answer."""
    try:
        with urllib.request.urlopen(f"{service.http}/metrics", timeout=2) as answer:
            return parse(answer.read().decode())
    except (OSError, ValueError):
        return None


class Watch(threading.Thread):
    """What it starts dies with it (Process.tied), so it rests at first and ends when all is over."""

    def __init__(self, run):
        super().__init__(daemon=True)
        self.run_of, self.lives, self.ending = run, {}, threading.Event()
        self.lock = threading.Lock()  # held for a round
        self.resting = False
        self.failure = None

    def look(self, service):
        """Keeps what the service says now, as its present life's word."""
        pid = service.pid()
        found = scrape(service) if pid else None
        if found:
            self.lives[service.name, pid] = found

    def run(self):
        try:
            while not self.ending.wait(EVERY_S):
                with self.lock:
                    if not self.resting:
                        self.round()
        except Exception as error:  # told by the invariants
            self.failure = error
            self.ending.wait()

    def round(self):
        for service in list(self.run_of.services):
            self.look(service)
        self.run_of.restart_ended()

    def rest(self):
        """Nothing is looked at or started any more when this returns."""
        with self.lock:
            self.resting = True

    def total(self, name, **labels):
        """The sum of a metric over all lives and all series that have these labels."""
        return sum(
            value
            for life in list(self.lives.values())
            for found, has, value in life
            if found == name and labels.items() <= has.items()
        )

    def now(self, service, name, **labels):
        """A metric's value in the service's present life; None when it does not answer."""
        found = scrape(service)
        if found is None:
            return None
        return sum(v for n, has, v in found if n == name and labels.items() <= has.items())


def wait_for(condition, seconds, every_s=0.05):
    """When `condition()` came true, in seconds from now; None when it did not in time."""
    began = time.monotonic()
    while not condition():
        if time.monotonic() - began > seconds:
            return None
        time.sleep(every_s)
    return time.monotonic() - began
