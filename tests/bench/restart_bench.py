"""Restarts: with a store, with one that lags, without; with a large one."""

import statistics
import subprocess
import time

from common import PREFETCH_MUCH, Failed, Load, create_topics, metric, run_service, say
from process import wait_until
from runtime_bed import EVENTS


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


LARGE = {"detector": 1_000_000, "packager": 200_000}  # service: conversations


def fill(bed, conversations):
    """An event of each conversation. One is encoded: the ids are as long as its id."""
    template = bed.event("c0000000", 0)
    for number in range(conversations):
        name = f"c{number:07}"
        bed.send(EVENTS, name, template.replace(b"c0000000", name.encode()))
    bed.flush()


def wait_written(service, rows):
    """Until so many rows are in the store, and three checkpoints in a row found none to write."""
    found, since, until = 0, time.monotonic(), time.monotonic() + 120
    while found < rows or time.monotonic() - since < 6:
        if time.monotonic() > until:
            raise Failed(f"{found:.0f} rows are written:\n{service.log_end()}")
        now = metric(service, "baton_state_entries")
        if now != found:
            found, since = now, time.monotonic()
        time.sleep(0.5)


def restart_large(bench):
    """As restart, the store intact, with 1 000 000 conversations; packager 200 000."""
    rows = []
    for name, conversations in LARGE.items():
        bed = bench.bed()
        create_topics(bench, bed)
        fill(bed, conversations)
        service = bench.service(bed, name, **PREFETCH_MUCH)
        run_service(service, conversations, seconds=400)
        wait_written(service, conversations)
        stored, disk = metric(service, "baton_state_entries"), metric(service, "baton_state_bytes")
        times = []
        for _ in range(bench.options.runs):
            service.kill()
            times.append(seconds_to_ready(service))
        say(f"{name}: {stored:.0f} rows, {disk / 2**20:.0f} MiB; {times}")
        service.kill()
        rows += [
            (f"{name}: store of {conversations:,} conversations", f"{disk / 2**20:.0f}", "MiB", ""),
            (f"{name}: restart after SIGKILL, {conversations:,} conversations",
             f"{statistics.median(times):.2f}", "s", "< 2"),
        ]
    return rows
