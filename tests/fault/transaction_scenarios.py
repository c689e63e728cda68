"""Transactions that fail, are in doubt, or take too long."""

from process_scenarios import begin_life
from scenario import Scenario, metric


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
]
