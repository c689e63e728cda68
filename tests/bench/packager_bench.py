"""What a turn costs the packager as its conversation grows, and its state restored from the topics."""

import json
import statistics
import subprocess
import tempfile

from common import PREFETCH_MUCH, TOOLS, create_topics, metric, run_service, say
from restart_bench import fill, seconds_to_ready, wait_written

TURN_CONVERSATIONS = 100
RESTORED = 100_000
KIB = 1024


def packager(bench):
    """CPU and bytes to Kafka of a turn, at turns 1 to 1 000 of a conversation; in process."""
    with tempfile.TemporaryDirectory(prefix="turn-") as folder:
        done = subprocess.run(
            [TOOLS / "turn_bench", folder, str(TURN_CONVERSATIONS)],
            check=True, capture_output=True, text=True, timeout=1800,
        )
    rows = []
    for line in done.stdout.splitlines():
        turn = json.loads(line)
        say(line)
        at = f"turn {turn['turn']:,}"
        parts = "head {head}, pages {pages}, other {others}, changelog {changelog}".format(**turn)
        rows += [
            (f"{at}: CPU, median / p99", f"{turn['us']:.0f} / {turn['us_p99']:.0f}", "µs", "flat"),
            (f"{at}: to Kafka, median / p99", f"{turn['bytes']:,} / {turn['bytes_p99']:,}",
             "bytes", "≤ 4 096 / 20 480"),
            (f"{at}: – means: {parts}", "", "bytes", ""),
        ]
    return rows


def restore(bench):
    """The packager's state of 100 000 conversations from its changelog alone."""
    bed = bench.bed()
    create_topics(bench, bed)
    fill(bed, RESTORED)
    service = bench.service(bed, "packager", **PREFETCH_MUCH)
    run_service(service, RESTORED, seconds=400)
    wait_written(service, RESTORED)
    rows, disk = metric(service, "baton_state_entries"), metric(service, "baton_state_bytes")
    log = sum(f.stat().st_size for f in service.folder.rglob("*packager-changelog-*/*.log"))
    times = []
    for _ in range(bench.options.runs):
        service.kill()
        subprocess.run(["rm", "-rf", service.state], check=True)
        times.append(seconds_to_ready(service))
    service.kill()
    say(f"{times}")
    return [
        ("packager, 100 000 conversations from the changelog alone",
         f"{statistics.median(times):.2f}", "s", ""),
        ("– the changelog's segments, compressed", f"{log / KIB / KIB:.1f}", "MiB", ""),
        (f"– the store, {rows:,.0f} rows", f"{disk / KIB / KIB:.1f}", "MiB", ""),
    ]
