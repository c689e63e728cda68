"""Fails when `baton package` finds less of what was labelled than it is known to find.

    floors.py [--data DIR] [--baton FILE]    over the conversations that are worked on, none of the kept ones
    floors.py --self-test                    a figure under its floor is found

A floor is a little under what was measured last (`./dev score package`), so that a sentence more or
less does not matter and a change that costs a form of words does. Raise them with the figures.
"""

import argparse
import collections
import pathlib
import sys

import choose

sys.path.insert(0, str(choose.ROOT / "services/packager"))
import score

FLOORS = {  # kind: precision, recall
    "tried": (0.88, 0.85),
    "commitments": (0.90, 0.95),
    "open_questions": (0.80, 0.80),
    "facts": (0.95, 0.91),
}


def missing(data=choose.DATA):
    """Why nothing can be measured here; empty: it can."""
    return "" if data.is_dir() else f"the conversations are not there: {data}"


def figures(counts):
    """Precision and recall by kind; nothing found or nothing labelled is none of it wrong."""
    for kind in FLOORS:
        count = score.all_facts(counts) if kind == "facts" else counts[kind]
        found = count["found"]
        yield kind, tuple(
            found / whole if (whole := found + count[other]) else 1.0
            for other in ("wrong", "missed")
        )


def too_low(counts):
    for kind, measured in figures(counts):
        for what, figure, floor in zip(("precision", "recall"), measured, FLOORS[kind]):
            if figure < floor:
                yield f"{kind}: {what} is {figure:.3f}, and was at least {floor:.2f}"


def self_test():
    """The mistakes of this file itself."""
    good = collections.defaultdict(collections.Counter)
    for kind in ("tried", "commitments", "open_questions", "order", "name"):
        good[kind].update(found=50)
    wrong = list(too_low(good))
    for kind, other in (("tried", "missed"), ("commitments", "wrong"), ("order", "missed")):
        bad = collections.defaultdict(collections.Counter, {k: +c for k, c in good.items()})
        bad[kind][other] += 50
        if not list(too_low(bad)):
            wrong.append(f"not found: {kind} {other}")
    return wrong


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=pathlib.Path, default=choose.DATA)
    parser.add_argument("--baton", type=pathlib.Path, default=choose.ROOT / "build/bin/baton")
    parser.add_argument("--self-test", action="store_true")
    args = parser.parse_args()
    if args.self_test:
        found = self_test()
    else:
        labels = choose.ROOT / "tests/packages/labels"
        tables = score.measure(args.baton.resolve(), args.data, labels, score.FILES)
        print(*(f"{kind}: {p:.3f} / {r:.3f}" for kind, (p, r) in figures(tables[False])), sep="\n")
        found = list(too_low(tables[False]))
    print(*found, sep="\n", end="\n" if found else "")
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()
