"""Clocks of machines that jump, and of senders that are wrong."""

import collections
import glob
import subprocess
import time

from cluster import BIN
from invariants import is_silent
from process import Failed
from runtime_bed import EVENTS
from scenario import Scenario, Seen, metric
from world import message

JUMPS, SKEWED = "baton_clock_jumps_total", "baton_clock_skew_total"
HOUR_MS = 3600_000

# --- 39: the machine's clock


def fake_clock(run):
    """What makes the counter's clock the file's, but not the time since boot. The sanitizer's
    library has to come first."""
    found = glob.glob("/usr/lib/*/faketime/libfaketimeMT.so.1")
    if not found:
        raise Failed("libfaketime is not installed: ./dev deps")
    linked = subprocess.run(["ldd", run.only.program], capture_output=True, text=True).stdout
    words = [line.split() for line in linked.splitlines()]
    first = [line[2] for line in words if line[0].startswith("libasan") and "=>" in line]
    return {
        "LD_PRELOAD": " ".join([*first, str(BIN.parent / "tests/clock_shim.so"), found[0]]),
        "FAKETIME_TIMESTAMP_FILE": str(clock_file(run)),
        "FAKETIME_CACHE_DURATION": "1",
        "FAKETIME_DONT_FAKE_MONOTONIC": "1",
    }


def clock_file(run):
    return run.cluster.folder / f"clock-{run.prefix}"


def set_clock(run, off):
    clock_file(run).write_text(f"{off}\n")


def live_by_the_file(run):
    """The counter starts again, with a clock that may jump."""
    set_clock(run, "+0")
    run.stop(run.only)
    run.only.extra_env.update(fake_clock(run))
    run.start(run.only)
    run.goes_on()


def jump(run, off):
    before = run.watch.total(JUMPS)
    set_clock(run, off)
    run.until(lambda: run.watch.total(JUMPS) > before, 20, f"the clock has not jumped to {off}")


# An hour ahead and back, an hour back and ahead, and a leap second: 23:59:59 comes twice.
WAY = ("+1h", "+0", "-1h", "+0", "-1", "+0")


def clock_jumps(run):
    """Under load; all time-outs are longer than the run, and shorter than a jump."""
    live_by_the_file(run)
    for off in WAY:
        jump(run, off)
        run.pause(run.seconds / len(WAY))
        run.expect(run.only.is_ready(), f"not ready at {off}")
        run.goes_on(10)


def nothing_was_over(run):
    """No time-out came, of a conversation, a transaction or a client, and none took less than no
    time."""
    said = run.facts.by_conversation()
    silent = [key for key, signals in said.items() if any(map(is_silent, signals))]
    run.expect(not silent, f"{len(silent)} conversations were given up, as {silent[:3]}")
    for result in ("aborted", "dropped"):
        count = run.watch.total("baton_transactions_total", result=result)
        run.expect(count == 0, f"{count:g} transactions were {result}")
    for name in ("baton_transaction_seconds", "baton_process_duration_seconds"):
        took, count = (run.watch.total(f"{name}_{end}") for end in ("sum", "count"))
        run.expect(count > 0 and 0 <= took < 60, f"{name}: {took:g} s for {count:g}")


LONG_IDLE = {"BATON_IDLE_MS": "600000"}


def time_outs_come_in_time(run):
    """By a clock that is an hour ahead or back: a conversation that is left alone is silent after
    IDLE_S, by the broker's clock. The others of its partition go on."""
    live_by_the_file(run)
    run.quiet = []
    for off in WAY[:4]:
        jump(run, off)
        name = f"quiet{len(run.quiet)}"
        run.quiet.append(name)
        run.bed.send(EVENTS, name, run.bed.event(name, 1))
        run.bed.flush()
        run.pause(IDLE_S + 2)


def each_was_silent_in_time(run):
    said = collections.defaultdict(list)
    for record, signal in run.facts.signals:
        said[record.key().decode()].append((signal, record.timestamp()[1]))
    for name in run.quiet:
        (first, _), *more = said[f"t/{name}"]
        spoke = run.facts.inputs[run.facts.cause(first)].timestamp()[1]
        waits = [at - spoke for signal, at in more if is_silent(signal)]
        good = len(waits) == 1 and IDLE_S * 1000 <= waits[0] <= IDLE_S * 1000 + 2000
        run.expect(good, f"{name} was silent after {waits} ms")


IDLE_S = 3
SHORT_IDLE = {"BATON_IDLE_MS": str(IDLE_S * 1000)}

# --- 35: the senders' clocks


def odd_times(run):
    """Conversations whose events tell any time; each event comes twice, and again a little later.
    And one conversation with very many events."""
    now = int(time.time() * 1000)
    times = {
        "y1970": lambda n: 1000 + n,
        "y2100": lambda n: 4102444800000 + n,
        "minus": lambda n: -1,
        "least": lambda n: -(1 << 63) if n % 2 else (1 << 63) - 1,
        "mixed": lambda n: now - HOUR_MS * (n % 2),
    }
    run.odd = {name: ODD_EVENTS for name in times}
    run.odd["huge"] = HUGE_ALL if run.seconds >= HUGE_ALL_S else HUGE_ALL // 10
    producer = run.world.wire.producer()
    for number in range(ODD_EVENTS):
        for name, at in times.items():
            for late in (0, 0, 10):
                if number >= late:
                    tell(run, producer, name, number - late, at(number - late))
    for number in range(run.odd["huge"]):
        tell(run, producer, "huge", number, now)
    run.expect(producer.flush(300) == 0, "not all was delivered")


def tell(run, producer, name, number, at):
    speaker = "customer" if number % 2 == 0 else "bot"
    event = message("acme", name, number, speaker, "And so it goes.", occurred_at=at)
    run.world.wire.send(producer, "conversation-events", f"acme/{name}", event)


def each_event_counts_once(run):
    """In the packager's pages; and no row of any stage has grown without bound."""
    pages = collections.defaultdict(lambda: collections.defaultdict(set))
    for page, turn in run.turns():
        pages[page["conversation_id"]][turn["event_id"]].add(page["number"])
    for name, wanted in run.odd.items():
        sent = {f"{name}-{number}" for number in range(wanted)}
        events = {event: at for event, at in pages[name].items() if event in sent}
        run.expect(len(events) == wanted, f"{name}: {len(events)} of {wanted} events are in pages")
        twice = [event for event, numbers in events.items() if len(numbers) > 1]
        run.expect(not twice, f"{name}: {len(twice)} events are in two pages, as {twice[:3]}")
    largest = {}
    for stage in run.world.stages:
        for m in run.read(f"{stage}-changelog"):
            largest[stage] = max(largest.get(stage, 0), len(m.value() or b""))
    run.expect(max(largest.values()) <= ROW_BYTES, f"the largest rows: {largest}")


def skewed(run):
    return run.watch.total(SKEWED, topic=EVENTS)


ODD_EVENTS = 100
HUGE_ALL, HUGE_ALL_S = 1_000_000, 600
ROW_BYTES = 64 * 1024  # several times what a conversation's largest row may be

SCENARIOS = [
    Scenario(
        35,
        "event times of any year, and a conversation without end",
        "clock",
        odd_times,
        Seen(f"{SKEWED}{{topic={EVENTS}}}", skewed, 4 * ODD_EVENTS),
        seconds=HUGE_ALL_S,
        floor_s=20,
        bed="world",
        recover_s=600,
        check=each_event_counts_once,
        weight=0,
    ),
    Scenario(
        39,
        "the clock jumps by an hour, and a leap second",
        "clock",
        clock_jumps,
        metric(JUMPS, len(WAY)),
        seconds=120,
        env=LONG_IDLE,
        check=nothing_was_over,
    ),
    Scenario(
        39,
        "time-outs by a clock that is an hour off",
        "clock",
        time_outs_come_in_time,
        metric(JUMPS, 4),
        seconds=10,
        env=SHORT_IDLE,
        check=each_was_silent_in_time,
        weight=0,
    ),
]
