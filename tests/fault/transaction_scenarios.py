"""Transactions that fail, are in doubt, or take too long."""

import os
import re
import subprocess
import time

from cluster import BIN
from process_scenarios import begin_life
from scenario import Scenario, Seen, counted, metric
from world import message


def meet(point, count, action, **env):
    """The counter meets a failpoint and lives."""

    def inject(run):
        begin_life(run, point, count, action, **env)
        run.until(run.only.is_ready, 60, "not ready")
        mark = f'"failpoint","name":"{point}"'
        run.until(lambda: run.lines_with(mark) > 0, 40, f"{point} was not reached")
        run.goes_on()

    return inject


def the_new_producer_is_quick(run):
    """From the fencing on; the sleep itself is before it."""
    run.expect(max(run.recoveries) <= 5 + SLEEP_S, f"redone only after {max(run.recoveries):.1f} s")


# --- 16, 17: against librdkafka's mock broker, which is quick enough


def abort_at_once(run):
    """A transaction that is aborted before its first delivery report, so many times."""
    rounds = 10_000 if run.seconds >= ABORTS_ALL_S else 1_000
    program = BIN.parent / "tests/runtime_transaction_test"
    done = subprocess.run(
        [program],
        env={**os.environ, "BATON_ABORTS": str(rounds)},
        capture_output=True,
        text=True,
        errors="replace",
    )
    run.expect(done.returncode == 0, done.stdout[-1000:] + done.stderr[-500:])
    said = re.search(r"(\d+) aborts, librdkafka (\S+)", done.stdout)
    if run.expect(said, "it did not say what it did"):
        run.counts["aborts"] += int(said.group(1))
        run.programs.append(said.group(2))


ABORTS_ALL_S = 300


def fill_the_queue(run):
    """The producer's queue takes ten records; a batch has some hundred."""
    run.add_load(rate=2000, name="many")
    run.pause(run.seconds)


# --- 18: records near the limits


def large_texts(run):
    """Events of nearly a megabyte: what is made of them is cut and marked."""
    wire = run.world.wire
    producer = wire.producer()
    until = time.monotonic() + run.seconds
    number = 0
    while time.monotonic() < until:
        number += 1
        said = message("acme", f"large{number % 3}", number, "customer", "so it goes " * 85_000)
        wire.send(producer, "conversation-events", f"acme/large{number % 3}", said)
        producer.flush(10)
        run.pause(0.5)
    run.expect(producer.flush(60) == 0, "not all was delivered")
    run.large = number


def cut_turns(run):
    """Turns in the packager's pages that are marked as cut."""
    found = set()
    for m in run.read("context-pages"):
        page = run.world.wire.unframe(m.value())
        for turn in page["turns"] if page else ():
            if turn["cut"]:
                found.add(turn["event_id"])
    return len(found)


def all_were_cut(run):
    run.expect(cut_turns(run) == run.large, f"{cut_turns(run)} of {run.large} are in pages")


SLEEP_S = 5
SHORT_TXN = {"BATON_KAFKA_TRANSACTION_TIMEOUT_MS": "3000"}

SCENARIOS = [
    Scenario(
        15,
        "a transaction longer than its time-out",
        "transaction",
        meet("after_produce", 3, f"sleep_{SLEEP_S * 1000}", **SHORT_TXN),
        metric("baton_producer_reinits_total"),
        seconds=10,
        check=the_new_producer_is_quick,
    ),
    Scenario(
        16,
        "offsets that are refused: an abort",
        "transaction",
        meet("offsets_error", 3, "error"),
        metric("baton_transactions_total", result="aborted"),
        seconds=10,
    ),
    Scenario(
        16,
        "a commit in doubt",
        "transaction",
        meet("commit_in_doubt", 3, "error"),
        metric("baton_transactions_total", result="dropped"),
        seconds=10,
    ),
    Scenario(
        16,
        "aborts before the first delivery report (mock broker)",
        "transaction",
        abort_at_once,
        counted("aborts", 1_000),
        seconds=ABORTS_ALL_S,
        bed="none",
        weight=0,
    ),
    Scenario(
        17,
        "a producer's queue of ten records",
        "transaction",
        fill_the_queue,
        metric("baton_producer_queue_full_total", 10),
        seconds=60,
        env={"BATON_KAFKA_QUEUE_BUFFERING_MAX_MESSAGES": "10"},
    ),
    Scenario(
        18,
        "texts near the largest record",
        "transaction",
        large_texts,
        Seen("turns cut in pages", cut_turns, 5),
        seconds=60,
        bed="world",
        check=all_were_cut,
        weight=0,
    ),
]
