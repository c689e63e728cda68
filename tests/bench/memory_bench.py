"""What each service holds with many live conversations: memory of its own, pages of its store, disk."""

import time

from common import Failed, Load, Memory, metric, say
from services_bench import SERVICES, start

CONVERSATIONS = 100_000
TURNS = 2
CALM_S = 5  # nobody has read anything for so long


def wait_for_calm(running, seconds):
    """Until all have read all: what one writes another reads."""
    until, last, since = time.monotonic() + seconds, None, 0
    while time.monotonic() < until:
        now = [metric(service, "baton_messages_consumed_total") for service in running]
        if now != last:
            last, since = now, time.monotonic()
        elif time.monotonic() - since > CALM_S:
            return now
        time.sleep(0.5)
    raise Failed("the services still read")


def memory(bench):
    """Memory and disk of each service with 100 000 live conversations, fed as a backlog."""
    bed = bench.bed()
    running = start(bench, bed)
    memories = [Memory(service.pid()) for service in running]
    load = Load(bed, CONVERSATIONS * TURNS, CONVERSATIONS, in_turns=True)
    load.send(bed)
    read = wait_for_calm(running, 900)
    rows = []
    for name, service, watched, records in zip(SERVICES, running, memories, read):
        watched.stop()
        entries, disk = (metric(service, f"baton_state_{of}") for of in ("entries", "bytes"))
        say(f"{name}: {records:.0f} records, {entries:.0f} rows")
        rows += [
            (f"{name}: peak RssAnon / RssFile",
             f"{watched.anon_kib / 1024:.0f} / {watched.file_kib / 1024:.0f}", "MiB", ""),
            (f"{name}: store on disk", f"{disk / 2**20:.0f}", "MiB", ""),
            (f"{name}: – a conversation", f"{disk / CONVERSATIONS:.0f}", "bytes", ""),
        ]
        service.stop()
    return rows
