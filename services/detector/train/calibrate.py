#!/usr/bin/env python3
"""Fits the two parameters of services/detector/model.c (Platt: p = 1 / (1 + exp(-(slope * score + shift)))).

    calibrate.py DETECT_DUMP FILE... [--measure FILE...]

FILE is a labelled conversation file, .jsonl or .jsonl.gz, one conversation a line: {"id", "turns": [{"speaker",
"text", "labels": {"y": 0 or 1}}, ...]}. `y` says whether this turn calls for a person; a turn without it is context.
The parameters are fitted to all FILEs, each with the same weight, whatever its size. Those behind --measure ask
another question: they are measured, not fitted to.

Prints the parameters, and for each file the expected calibration error (15 bins of equal width): of the logistic
function alone, of the calibration with five-fold cross-validation over conversations, and of the one fitted to the
other files alone. Standard library only.
"""
import argparse
import collections
import gzip
import hashlib
import json
import math
import pathlib
import subprocess

FOLDS, BINS = 5, 15


def sigmoid(x):
    return 1 / (1 + math.exp(-x)) if x > -700 else 0.0


def lines_of(path):
    opened = gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else open(path, encoding="utf-8")
    with opened as file:
        return [line for line in file if line.strip()]


def read(dump, path):
    """[(conversation, score, y)] of the labelled turns of one file."""
    lines = lines_of(path)
    done = subprocess.run([dump], input="".join(lines), capture_output=True, text=True, check=True)
    scores = {}
    for line in done.stdout.splitlines():
        turn = json.loads(line)
        scores[turn["id"], turn["turn"]] = turn["z"]
    turns = []
    for conversation in map(json.loads, lines):
        for index, turn in enumerate(conversation["turns"]):
            y = (turn.get("labels") or {}).get("y")
            if y is not None:
                turns.append((conversation["id"], scores[conversation["id"], index], y))
    return turns


def fold_of(conversation):
    return hashlib.sha256(conversation.encode()).digest()[0] % FOLDS


def weighted(files):
    """{(score, y): weight}, the same weight for each file."""
    rows = collections.Counter()
    for turns in files:
        for _, score, y in turns:
            rows[round(score, 3), y] += 1 / len(turns)
    return rows


def fit(files, rounds=50):
    """slope and shift of the greatest likelihood, by Newton's method."""
    rows, slope, shift = weighted(files), 1.0, 0.0
    for _ in range(rounds):
        ga = gb = hab = 0.0
        haa = hbb = 1e-9
        for (score, y), weight in rows.items():
            p = sigmoid(slope * score + shift)
            error, spread = weight * (y - p), weight * p * (1 - p)
            ga, gb = ga + error * score, gb + error
            haa, hab, hbb = haa + spread * score * score, hab + spread * score, hbb + spread
        det = haa * hbb - hab * hab
        slope, shift = slope + (hbb * ga - hab * gb) / det, shift + (haa * gb - hab * ga) / det
    return slope, shift


def error_of(pairs):
    """Expected calibration error of [(p, y)]."""
    bins = collections.defaultdict(lambda: [0.0, 0.0])
    for p, y in pairs:
        bin_ = bins[min(int(p * BINS), BINS - 1)]
        bin_[0], bin_[1] = bin_[0] + p, bin_[1] + y
    return sum(abs(p - y) for p, y in bins.values()) / len(pairs)


def applied(turns, slope, shift):
    return [(sigmoid(slope * score + shift), y) for _, score, y in turns]


def cross_validated(name, turns, fitted):
    """[(p, y)] of each conversation by parameters that were fitted without it."""
    pairs = []
    for fold in range(FOLDS):
        rest = [[t for t in other if fold_of(t[0]) != fold] for other in fitted.values()]
        pairs += applied([t for t in turns if fold_of(t[0]) == fold], *fit(rest))
    return pairs


def report(name, turns, fitted):
    others = [other for other_name, other in fitted.items() if other_name != name]
    print("%-16s %6d %6d %8.3f %8.3f %8.3f%s" % (
        name, len(turns), sum(y for _, _, y in turns), error_of(applied(turns, 1, 0)),
        error_of(cross_validated(name, turns, fitted)), error_of(applied(turns, *fit(others))),
        "" if name in fitted else "  (not fitted to)"))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("dump", type=pathlib.Path)
    parser.add_argument("files", type=pathlib.Path, nargs="+")
    parser.add_argument("--measure", type=pathlib.Path, nargs="*", default=[])
    arguments = parser.parse_args()
    fitted = {path.name.split(".")[0]: read(arguments.dump, path) for path in arguments.files}
    measured = {path.name.split(".")[0]: read(arguments.dump, path) for path in arguments.measure}
    print("slope %.3f shift %.3f" % fit(list(fitted.values())))
    print("%-16s %6s %6s %8s %8s %8s" % ("file", "turns", "y = 1", "before", "after", "left out"))
    for name, turns in {**fitted, **measured}.items():
        report(name, turns, fitted)


if __name__ == "__main__":
    main()
