"""Restarts: with a store, with one that lags, without."""

import statistics
import subprocess
import time

from common import Failed, Load, metric, run_service
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
