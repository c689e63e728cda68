"""What an event costs a stage as stored conversations grow: in process, CPU time, no broker."""

import json
import subprocess
import tempfile

from common import TOOLS, say

ACTIVE = 20_000
TURNS = 10  # of each active conversation: as many at every size, rows grow with them
STEPS = ("decode", "process", "state", "rest", "commit", "checkpoint")

# Stage: records of a turn (feed_load.c), and how many conversations are stored.
STAGES = {
    "detector": (1, (10_000, 200_000, 2_000_000)),
    "packager": (1, (10_000, 50_000, 200_000)),
    "router": (4, (10_000, 200_000, 2_000_000)),
}


def cost(stage, stored, active, turns):
    """Microseconds of CPU an event, all steps, and those of its state."""
    events = active * turns * STAGES[stage][0]
    with tempfile.TemporaryDirectory(prefix="feed-") as folder:
        done = subprocess.run(
            [TOOLS / "feed_bench", stage, folder, str(stored), str(events), str(active)],
            check=True, capture_output=True, text=True, timeout=1800,
        )
    parts = json.loads(done.stdout)
    say(f"{stage}, {stored} stored, {active} active: {parts}")
    return [sum(parts[step] for step in steps) / 1000
            for steps in (STEPS, ("state", "commit", "checkpoint"))]


def growth_of(stage):
    rows, first = [], None
    for stored in STAGES[stage][1]:
        whole, state = cost(stage, stored, min(stored, ACTIVE), TURNS)
        first = first or (stored, whole)
        at = f"{stage}, {stored:,} stored"
        rows += [
            (f"{at}: CPU without Kafka", f"{whole:.1f}", "µs/event", ""),
            (f"{at}: – state", f"{state:.1f}", "µs/event", ""),
        ]
    return rows + [
        (f"{stage}, {stored:,} against {first[0]:,}", f"{whole / first[1] - 1:+.0%}", "", "< +25 %")
    ]


def growth(bench):
    """CPU an event with 10 000 to 2 000 000 (packager 200 000) conversations, 20 000 active."""
    rows = [row for stage in STAGES for row in growth_of(stage)]
    uniform, _ = cost("detector", 1_000_000, 1_000_000, 1)
    return rows + [("detector, 1,000,000 stored, all active", f"{uniform:.1f}", "µs/event", "")]
