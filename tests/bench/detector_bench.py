"""What the detector costs, by parts."""

import json
import subprocess
import tempfile

from common import TOOLS, Failed, Load, Memory, measure, metric, say, topics_of
from process import wait_until


def feed(conversations, turns):
    """What feed_bench prints of so many conversations of so many turns."""
    with tempfile.TemporaryDirectory(prefix="feed-") as folder:
        command = [TOOLS / "feed_bench", "detector", folder, conversations, conversations * (turns - 1)]
        done = subprocess.run([str(word) for word in command], check=True, capture_output=True,
                              text=True, timeout=200)
    return json.loads(done.stdout)


def detector(bench):
    """CPU an event of the detector by parts, and its memory with 100 000 live conversations."""
    conversations, turns = 100_000, 3
    bed = bench.bed(topics_of("detector"))
    load = Load(bed, conversations * turns, conversations, in_turns=True)
    load.send(bed)
    service = bench.service(bed, "detector")
    service.launch()
    memory = Memory(service.pid())
    per_record = measure(service, len(load.values))
    if not wait_until(lambda: metric(service, "baton_state_entries") >= conversations, 30):
        raise Failed(f"rows are missing:\n{service.log_end()}")
    memory.stop()
    disk = metric(service, "baton_state_bytes")
    service.stop()
    parts = feed(conversations, turns)
    ten_turns = feed(conversations // 2, 10)
    say(f"in process: {parts}")
    micros = {name: parts[name] / 1000 for name in ("decode", "process", "state", "rest")}
    store = (parts["commit"] + parts["checkpoint"]) / 1000
    whole = per_record[1] * 1e6
    return [
        ("detector through the broker, CPU", f"{whole:.1f}", "µs/event", ""),
        ("– decode", f"{micros['decode']:.1f}", "µs/event", ""),
        ("– process", f"{micros['process']:.1f}", "µs/event", ""),
        ("– state: rows read, written", f"{micros['state']:.1f}", "µs/event", ""),
        ("– state: commit and checkpoint of the store", f"{store:.1f}", "µs/event", ""),
        ("– runtime: checks, outputs, headers", f"{micros['rest']:.1f}", "µs/event", ""),
        ("– Kafka and the rest (difference)", f"{whole - sum(micros.values()) - store:.1f}",
         "µs/event", ""),
        ("detector, throughput of one instance", f"{1 / per_record[0]:,.0f}", "events/s", ""),
        ("peak RssAnon, 100 000 live conversations", f"{memory.anon_kib / 1024:.0f}", "MiB", "< 64"),
        ("mapped pages of the store and programs (RssFile)", f"{memory.file_kib / 1024:.0f}", "MiB",
         ""),
        ("store on disk", f"{disk / 2**20:.0f}", "MiB", ""),
        ("store on disk, a conversation of ten turns",
         f"{ten_turns['disk_bytes'] / ten_turns['rows']:.0f}", "bytes", "≤ 600"),
    ]
