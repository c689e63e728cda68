"""The runtime with a trivial process, and the detector, against a bare transactional copy."""

import json
import statistics
import subprocess

from common import TOOLS, Failed, Load, run_service, say, topics_of
from runtime_bed import EVENTS, SIGNALS


def run_bare(bed, cluster, log, records, shape, commit):
    done = subprocess.run(
        [
            TOOLS / "bare_copy",
            f"--brokers={cluster.brokers}",
            f"--group={bed.prefix}bare",
            f"--in={bed.prefix}{EVENTS}",
            f"--out={bed.prefix}{SIGNALS}",
            f"--changelog={bed.prefix}{log}",
            f"--records={records}",
            *(f"--{name}={round(value)}" for name, value in {**shape, **commit}.items()),
        ],
        capture_output=True,
        text=True,
        timeout=120,
    )
    if done.returncode:
        raise Failed(f"bare_copy: {done.stderr}")
    result = json.loads(done.stdout)
    return tuple(result[name] / result["records"] for name in ("seconds", "cpu_seconds"))


def shape_of(bed, log, records):
    """How large records the service has written, and every how many an output."""
    rows, outputs = bed.read(log), bed.read(SIGNALS)
    headers = [sum(len(k) + len(v or b"") for k, v in m.headers() or []) for m in outputs]
    say(f"{len(rows)} changelog records, {len(outputs)} outputs")
    return {
        "every": records / len(outputs),
        "rows": 100 * len(rows) / records,
        "row-bytes": statistics.mean(len(m.value() or b"") for m in rows),
        "out-bytes": statistics.mean(len(m.value()) for m in outputs),
        "header-bytes": statistics.mean(headers),
    }


# How much librdkafka may have fetched: as the runtime has it, which bounds what it reads to about
# 20 000 records a second (tests/bench/README.md), and so much that it bounds nothing.
PREFETCH = {"bounded prefetch": (10000, 4096), "free prefetch": (100_000, 65536)}


# What is measured: the program, its environment, how many events a conversation has, the goal.
TRIVIAL = ("counter", {"BATON_SIGNAL_EVERY": "20"}, 5, "≥ 0.8")
DETECTOR = ("detector", {}, 5, "≥ 0.6")


def runtime(bench):
    """The runtime with a trivial process, and the detector, against a bare transactional copy."""
    return [row for of in (TRIVIAL, DETECTOR) for name in PREFETCH for row in rows_of(bench, of, name)]


def settings_of(bench, prefetch):
    """The same for both: of the service's environment, of bare_copy's options."""
    per_batch, (messages, kbytes) = bench.options.commit_records, PREFETCH[prefetch]
    return {
        "BATON_COMMIT_RECORDS": str(per_batch),
        "BATON_COMMIT_INTERVAL_MS": "100",
        "BATON_KAFKA_QUEUED_MIN_MESSAGES": str(messages),
        "BATON_KAFKA_QUEUED_MAX_MESSAGES_KBYTES": str(kbytes),
    }, {
        "commit-records": per_batch,
        "commit-interval-ms": 100,
        "queued-messages": messages,
        "queued-kbytes": kbytes,
    }


def in_turns(bench, name, env, load, prefetch):
    """Seconds and CPU seconds a record of each run: ours, bare_copy's."""
    batch, commit = settings_of(bench, prefetch)
    topics = None if name == "counter" else topics_of(name)  # a Bed has the counter's by itself
    log, records = f"{name}-changelog", len(load.values)
    ours, bare, shape = [], [], None
    for run in range(bench.options.runs):
        bed = bench.bed(topics)
        load.send(bed)
        service = bench.service(bed, name, **env, **batch)
        ours.append(run_service(service, records))
        service.stop()
        shape = shape or shape_of(bed, log, records)
        bed = bench.bed(topics)
        load.send(bed)
        bare.append(run_bare(bed, bench.cluster, log, records, shape, commit))
        say(f"{prefetch}, run {run + 1}: {name} {1 / ours[-1][0]:.0f}/s {ours[-1][1] * 1e6:.1f} us "
            f"CPU, bare copy {1 / bare[-1][0]:.0f}/s {bare[-1][1] * 1e6:.1f} us CPU")
    return ours, bare


def rows_of(bench, of, prefetch):
    name, env, turns, goal = of
    records = bench.options.records
    load = Load(bench.bed(), records, records // turns, in_turns=name == "detector")
    ours, bare = in_turns(bench, name, env, load, prefetch)
    (time_a, cpu_a), (time_b, cpu_b) = ([statistics.median(x) for x in zip(*r)] for r in (ours, bare))
    at = f"{name}, {prefetch}"
    return [
        (f"{at}: throughput", f"{1 / time_a:,.0f}", "records/s", ""),
        (f"{at}: bare transactional copy", f"{1 / time_b:,.0f}", "records/s", ""),
        (f"{at}: {name} / bare copy, medians", f"{time_b / time_a:.2f}", "", goal),
        (f"{at}: {name} / bare copy, best runs", f"{min(bare)[0] / min(ours)[0]:.2f}", "", ""),
        (f"{at}: CPU", f"{cpu_a * 1e6:.1f}", "µs/record", ""),
        (f"{at}: bare copy, CPU", f"{cpu_b * 1e6:.1f}", "µs/record", ""),
    ]
