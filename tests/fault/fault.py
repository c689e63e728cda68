"""./dev fault: faults on a running installation, a scenario a row, and what must hold after each.

fault.py [--all] [--seed N] [--minutes M] [--only WORD] [--list] [--short] [--mutants] [--results FILE]
         [--librdkafka VERSION] [--broker VERSION]
fault.py --soak MINUTES [--seed N] [--rate N]
"""

import argparse
import dataclasses
import importlib
import itertools
import os
import pathlib
import random
import sys
import time
import traceback

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent / "e2e"), str(HERE.parent / "support")]
# What is freed is kept for a while by AddressSanitizer: 256 MB by default, which hides every leak
# that grows. What it keeps no longer it gives back every second, not every five.
os.environ["ASAN_OPTIONS"] = ":".join(
    filter(
        None,
        [
            os.environ.get("ASAN_OPTIONS"),
            "quarantine_size_mb=4",
            "allocator_release_to_os_interval_ms=1000",
        ],
    )
)

import invariants  # noqa: E402
import mutants  # noqa: E402
import soak  # noqa: E402
from beds import BEDS  # noqa: E402
from clusters import Clusters  # noqa: E402
from downloads import DownloadError  # noqa: E402
from process import Failed  # noqa: E402
from scenario import KINDS  # noqa: E402
from versions import Versions  # noqa: E402

SHORT_S = 4  # of fault in the short selection
COLUMNS = "{:<7} {:<44} {:>5}  {:<48} {:>8} {:>5} {:>7}"


@dataclasses.dataclass
class Result:
    scenario: object
    wrong: list
    seen: float = 0
    recovery: float | None = None
    lost: int = 0
    doubled: int = 0

    @property
    def passed(self):
        return not self.wrong


def scenarios():
    """All rows of all kinds, by number."""
    found = []
    for kind in KINDS:
        if not (HERE / f"{kind}_scenarios.py").exists():
            continue
        rows = importlib.import_module(f"{kind}_scenarios").SCENARIOS
        assert all(row.kind == kind for row in rows), kind
        found += rows
    titles = [row.title for row in found]
    assert len(set(titles)) == len(titles), "two scenarios of one name"
    return sorted(found, key=lambda row: row.number)


def short_selection(rows, rng):
    """One of each kind; which, the seed says."""
    chosen = []
    for kind in KINDS:
        of_kind = [row for row in rows if row.kind == kind and row.weight > 0]
        if of_kind:
            chosen += rng.choices(of_kind, [row.weight for row in of_kind])
    return chosen


def duration(scenario, options):
    if options.all:
        return scenario.seconds
    if options.short:
        return min(max(SHORT_S, scenario.floor_s), scenario.seconds)
    return max(scenario.seconds / 10, scenario.floor_s)


BACK_S = 20  # in which memory and descriptors come back: allocators and sockets take a moment


def measure_back(run):
    """Memory and descriptors, as soon as they are back or when they had long enough."""
    until = time.monotonic() + BACK_S
    while True:
        after = run.measure()
        if not invariants.sizes_back(run, after) or time.monotonic() > until:
            return after
        time.sleep(0.5)


def go(run, versions):
    """The scenario and the invariants. A Result."""
    scenario = run.scenario
    if scenario.before:
        scenario.before(run)
    run.begin()
    scenario.inject(run)
    recovery = run.settle()
    after = measure_back(run)
    codes = run.end()
    verdict = invariants.check(run, recovery, after, codes)
    if scenario.check:
        scenario.check(run)
    seen = scenario.seen.count(run)
    wrong = run.wrong + verdict.wrong + [f"versions: {w}" for w in versions.wrong_of(run)]
    if seen < scenario.seen.least:
        wrong.append(f"the fault was not seen: {seen:g} of {scenario.seen.least:g}")
    longest = max([*run.recoveries, *([] if recovery is None else [recovery])], default=None)
    return Result(scenario, wrong, seen, longest, verdict.lost, verdict.doubled)


def attempt(scenario, number, clusters, options):
    rng = random.Random(f"{options.seed}/{scenario.title}")
    run = None
    try:
        cluster = clusters.get(scenario.cluster)
        prefix = f"s{number}."
        run = BEDS[scenario.bed](scenario, cluster, prefix, duration(scenario, options), rng)
        return go(run, clusters.versions)
    except Exception as error:  # a failed scenario must not end the suite
        known = isinstance(error, Failed)
        return Result(scenario, [str(error) if known else traceback.format_exc()])
    finally:
        if run:
            run.close()


def seconds_text(seconds):
    return "never" if seconds is None else f"{seconds:.1f} s"


def show(result, took):
    scenario = result.scenario
    faults = f"{result.seen:g} of {scenario.seen.least:g} {scenario.seen.what}"
    print(
        COLUMNS.format(
            "passed" if result.passed else "FAILED",
            scenario.title,
            f"{took:.0f} s",
            faults,
            seconds_text(result.recovery),
            result.lost,
            result.doubled,
        ),
        flush=True,
    )
    for text in result.wrong:
        print("".join(f"  | {line}\n" for line in str(text).splitlines()), end="", flush=True)


def run_all(chosen, options, versions):
    print(f"seed {options.seed}, {len(chosen)} scenarios", flush=True)
    head = ("", "scenario", "took", "faults seen", "recovery", "lost", "doubled")
    print(COLUMNS.format(*head), flush=True)
    ending = time.monotonic() + options.minutes * 60 if options.minutes else None
    results = []
    with Clusters(versions) as clusters:
        for number, scenario in enumerate(chosen):
            if ending and time.monotonic() > ending:
                print(f"the time is over: {len(chosen) - number} scenarios were not run")
                break
            began = time.monotonic()
            result = attempt(scenario, number, clusters, options)
            show(result, time.monotonic() - began)
            results.append(result)
            if not result.passed:
                clusters.discard(scenario.cluster)
            if options.results:
                with open(options.results, "a") as file:
                    word = "passed" if result.passed else "failed"
                    file.write(f"{word}\tfault: {scenario.title}\n")
    return results


def run_mutants(options, versions):
    """Whether the scenarios that must see them do; an exit code."""
    chosen = [
        mutant
        for mutant in mutants.MUTANTS
        if not options.only or any(word in mutant.name for word in options.only)
    ]
    if options.list:
        for mutant in chosen:
            print(f"{mutant.name:<24} {mutant.scenario:<52} {mutant.what}")
        return 0
    print(f"seed {options.seed}, {len(chosen)} mutants", flush=True)
    with Clusters(versions) as clusters:
        numbers = itertools.count()
        passed, failed = mutants.run_all(
            scenarios(),
            chosen,
            lambda scenario: attempt(scenario, next(numbers), clusters, options),
        )
    print(f"{passed} passed, {failed} failed")
    return 1 if failed or not passed else 0


def main():
    parser = argparse.ArgumentParser(prog="./dev fault")
    parser.add_argument("--all", action="store_true", help="the whole times; hours")
    parser.add_argument("--seed", type=int, default=int(os.environ.get("BATON_SEED", "0")))
    parser.add_argument("--minutes", type=float, help="begin no scenario after so many")
    parser.add_argument("--only", action="append", help="those whose title or kind has WORD")
    parser.add_argument("--list", action="store_true")
    parser.add_argument("--short", action="store_true", help="one of each kind, by the seed")
    parser.add_argument("--mutants", action="store_true", help="is broken code found?")
    parser.add_argument("--librdkafka", metavar="VERSION", help="instead of the installed one")
    parser.add_argument("--broker", metavar="VERSION", help="instead of the usual one")
    parser.add_argument("--results", default=os.environ.get("BATON_RESULTS"))
    parser.add_argument("--soak", type=float, metavar="MINUTES", help="soak.py; no scenarios")
    parser.add_argument("--rate", type=float, help="events a second of --soak; else it is found")
    options = parser.parse_args()
    if not options.seed:
        options.seed = 1 if options.short else int(time.time()) % 1_000_000
    if options.soak:
        return soak.main(options)
    try:
        versions = Versions(options.librdkafka, options.broker)
    except DownloadError as error:
        sys.exit(f"./dev fault: {error}")
    if options.mutants:
        return run_mutants(options, versions)
    rows = scenarios()
    if options.only:
        rows = [
            row
            for row in rows
            if any(word == row.kind or word in row.title for word in options.only)
        ]
    elif options.short:
        rows = short_selection(rows, random.Random(options.seed))
    if options.list:
        for row in rows:
            print(f"{row.kind:<12} {row.title:<48} {row.seen.what}, at least {row.seen.least:g}")
        return 0
    if not rows:
        sys.exit("./dev fault: no scenario has this name")
    results = run_all(rows, options, versions)
    failed = sum(not result.passed for result in results)
    print(versions)
    print(f"{len(results) - failed} passed, {failed} failed")
    return 1 if failed or not results else 0


if __name__ == "__main__":
    sys.exit(main())
