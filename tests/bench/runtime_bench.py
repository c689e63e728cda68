"""The runtime with a trivial process against a bare transactional copy."""

import json
import statistics
import subprocess

from common import TOOLS, Failed, Load, run_service, say
from runtime_bed import CHANGELOG, EVENTS, SIGNALS


def run_bare(bed, cluster, records, shape, commit):
    done = subprocess.run(
        [
            TOOLS / "bare_copy",
            f"--brokers={cluster.brokers}",
            f"--group={bed.prefix}bare",
            f"--in={bed.prefix}{EVENTS}",
            f"--out={bed.prefix}{SIGNALS}",
            f"--changelog={bed.prefix}{CHANGELOG}",
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


def shape_of(bed):
    """How many and how large records the service has written."""
    rows, outputs = bed.read(CHANGELOG), bed.read(SIGNALS)
    headers = [sum(len(k) + len(v or b"") for k, v in m.headers() or []) for m in outputs]
    return len(rows), len(outputs), {
        "row-bytes": statistics.mean(len(m.value() or b"") for m in rows),
        "out-bytes": statistics.mean(len(m.value()) for m in outputs),
        "header-bytes": statistics.mean(headers),
    }


# How much librdkafka may have fetched: as the runtime has it, which bounds what it reads to about
# 20 000 records a second (tests/bench/README.md), and so much that it bounds nothing.
PREFETCH = {"bounded prefetch": (10000, 4096), "free prefetch": (100_000, 65536)}


def runtime(bench):
    """The runtime with a trivial process against a bare transactional copy."""
    records = bench.options.records
    load = Load(bench.bed(), records, records // 5)
    say(f"{records} events of {load.value_bytes:.0f} bytes")
    return [row for name in PREFETCH for row in runtime_rows(bench, load, name)]


def runtime_rows(bench, load, prefetch):
    records, per_batch = len(load.values), bench.options.commit_records
    messages, kbytes = PREFETCH[prefetch]
    batch = {
        "BATON_COMMIT_RECORDS": str(per_batch),
        "BATON_COMMIT_INTERVAL_MS": "100",
        "BATON_KAFKA_QUEUED_MIN_MESSAGES": str(messages),
        "BATON_KAFKA_QUEUED_MAX_MESSAGES_KBYTES": str(kbytes),
    }
    commit = {
        "commit-records": per_batch,
        "commit-interval-ms": 100,
        "queued-messages": messages,
        "queued-kbytes": kbytes,
    }
    ours, bare, shape = [], [], None
    for run in range(bench.options.runs):
        bed = bench.bed()
        load.send(bed)
        service = bench.service(bed, "counter", BATON_SIGNAL_EVERY="20", **batch)
        ours.append(run_service(service, records))
        service.stop()
        if shape is None:
            rows, outputs, shape = shape_of(bed)
            shape["every"] = records / outputs
            say(f"{rows} changelog records, {outputs} outputs; {shape}")
        bed = bench.bed()
        load.send(bed)
        bare.append(run_bare(bed, bench.cluster, records, shape, commit))
        say(f"{prefetch}, run {run + 1}: runtime {1 / ours[-1][0]:.0f}/s {ours[-1][1] * 1e6:.1f} us "
            f"CPU, bare copy {1 / bare[-1][0]:.0f}/s {bare[-1][1] * 1e6:.1f} us CPU")
    (time_a, cpu_a), (time_b, cpu_b) = ([statistics.median(x) for x in zip(*r)] for r in (ours, bare))
    return [
        (f"{prefetch}: runtime, trivial process", f"{1 / time_a:,.0f}", "records/s", ""),
        (f"{prefetch}: bare transactional copy", f"{1 / time_b:,.0f}", "records/s", ""),
        (f"{prefetch}: runtime / bare copy, medians", f"{time_b / time_a:.2f}", "", "≥ 0.8"),
        (f"{prefetch}: runtime / bare copy, best runs", f"{min(bare)[0] / min(ours)[0]:.2f}", "", ""),
        (f"{prefetch}: runtime, CPU", f"{cpu_a * 1e6:.1f}", "µs/record", ""),
        (f"{prefetch}: bare copy, CPU", f"{cpu_b * 1e6:.1f}", "µs/record", ""),
    ]
