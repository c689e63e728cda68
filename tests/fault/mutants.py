"""./dev fault --mutants: whether the suite finds what it is there to find. Each mutant is the product
with one rule broken on purpose (libcommon/base/mutant.h); the scenario beside it must pass on the
same build without the mutant, and fail with it: by the invariant that stands here, not by a crash."""

import dataclasses

# As scenarios' failures begin where the harness or a process has failed, not an invariant.
NOT_JUDGED = ("harness", "I5", "versions", "Traceback", "the fault was not seen")
COLUMNS = "{:<7} {:<24} {:<52} {}"


@dataclasses.dataclass(frozen=True)
class Mutant:
    name: str  # BATON_MUTANT of the services
    what: str  # that is wrong
    scenario: str  # title of the one that must see it
    wrong: tuple  # how what is wrong must begin, one of these


MUTANTS = (
    Mutant(
        "offsets_outside",
        "offsets are committed after the transaction, not in it",
        "2 kill at after_commit",
        ("I6", "doubled"),
    ),
    Mutant(
        "store_before_commit",
        "rows are in the store before Kafka has committed them",
        "3 kill at before_commit",
        ("I1", "numbers"),
    ),
    Mutant(
        "position_over_held",
        "the position that is committed passes a record that waits",
        "3 kill while records wait for their cause",
        ("I6", "lost"),
    ),
    Mutant(
        "timer_with_unread_input",
        "a timer fires while an input is not read up to its deadline",
        "3 kill, and timers due before what lies in the log",
        ("I1", "silent"),
    ),
    Mutant(
        "no_dedupe",
        "an event that was sent twice acts twice",
        "42 records on a wrong partition",
        ("I1", "equals the replay"),
    ),
    Mutant(
        "two_forwarders",
        "every reader forwards a record that lies on a wrong partition",
        "42 records on a wrong partition",
        ("I6", "several copies"),
    ),
    Mutant(
        "epoch_of_message",
        "a message is judged by its speaker, whatever its epoch",
        "43 words and requests of an old epoch",
        ("I1", "were said"),
    ),
    Mutant(
        "epoch_of_request",
        "the router takes a request of an epoch that is over",
        "43 words and requests of an old epoch",
        ("I1", "were taken"),
    ),
)


def judge(mutant, result):
    """Why a mutant's run does not count; None: it was found, by what it had to be found by."""
    invariant, words = mutant.wrong
    other = [text for text in result.wrong if text.startswith(NOT_JUDGED)]
    if other:
        return f"not by an invariant: {other[0]}"
    if not result.wrong:
        return "it was not found"
    if not found_by(mutant, result):
        return f"not by {invariant} ({words}): {result.wrong[0]}"
    return None


def first_line(text):
    return " ".join(str(text).split())[:160]


def show(good, name, what, said):
    print(COLUMNS.format("passed" if good else "FAILED", name, what, first_line(said)), flush=True)


def found_by(mutant, result):
    """What was wrong in the way that the mutant's row names; None: nothing."""
    invariant, words = mutant.wrong
    good = (text for text in result.wrong if text.startswith(invariant) and words in text)
    return next(good, None)


def run_all(scenarios, chosen, attempt):
    """Number of passed and of failed; `attempt(scenario)` runs one and returns its Result."""
    rows = {scenario.title: scenario for scenario in scenarios}
    unbroken = {}  # by title: the Result
    good = []
    print(COLUMNS.format("", "mutant", "scenario", "what was wrong"), flush=True)
    for mutant in chosen:
        scenario = rows[mutant.scenario]
        if scenario.title not in unbroken:
            result = unbroken[scenario.title] = attempt(scenario)
            said = "-" if result.passed else result.wrong[0]
            show(result.passed, "(none)", scenario.title, said)
            good.append(result.passed)
        env = {**scenario.env, "BATON_MUTANT": mutant.name}
        result = attempt(dataclasses.replace(scenario, env=env))
        why_not = judge(mutant, result)
        show(not why_not, mutant.name, scenario.title, why_not or found_by(mutant, result))
        good.append(not why_not)
    return sum(good), len(good) - sum(good)
