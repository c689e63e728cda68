"""What an event costs the detector as stored conversations grow: in process, CPU time, no broker."""

import json
import subprocess
import tempfile

from common import TOOLS, say

STORED = (10_000, 200_000, 2_000_000)
ACTIVE = 20_000
TURNS = 10  # of each active conversation: as many at every size, rows grow with them
STEPS = ("decode", "process", "state", "rest", "commit", "checkpoint")


def cost(stored, active, turns):
    """Microseconds of CPU an event, all steps, and those of its state."""
    with tempfile.TemporaryDirectory(prefix="feed-") as folder:
        done = subprocess.run(
            [TOOLS / "feed_bench", folder, str(stored), str(active * turns), str(active)],
            check=True, capture_output=True, text=True, timeout=400,
        )
    parts = json.loads(done.stdout)
    say(f"{stored} stored, {active} active: {parts}")
    return [sum(parts[step] for step in steps) / 1000
            for steps in (STEPS, ("state", "commit", "checkpoint"))]


def growth(bench):
    """The detector's CPU an event with 10 000 to 2 000 000 stored conversations, 20 000 active."""
    rows, first = [], None
    for stored in STORED:
        whole, state = cost(stored, min(stored, ACTIVE), TURNS)
        first = first or whole
        at = f"detector, {stored:,} stored"
        rows += [
            (f"{at}: CPU without Kafka", f"{whole:.1f}", "µs/event", ""),
            (f"{at}: – state", f"{state:.1f}", "µs/event", ""),
        ]
    goal = (f"detector, {STORED[-1]:,} against {STORED[0]:,}", f"{whole / first - 1:+.0%}", "",
            "< +25 %")
    uniform, _ = cost(1_000_000, 1_000_000, 1)
    return rows + [
        goal,
        ("detector, 1,000,000 stored, all active", f"{uniform:.1f}", "µs/event", ""),
    ]
