#!/usr/bin/env python3
"""What `baton detect` makes of labelled conversations, measured by the data's own scorer.

    ./dev score [--data DIR] [--only NAME]… [--keep DIR]

Trains nothing. One row for each set and signal: ROC-AUC, calibration error (15 bins), recall at
0.5 % false positives, as the scorer prints them. Where the set also trained the weights in the
program (weights_en.json says so) these figures are of what is known by heart; "held out" is the AUC
that training measured by five-fold cross-validation over conversations, and the one to compare with
the baselines (held-out figures of two simple ones, of other conversations of the same kind).
Standard library only.
"""

import argparse
import concurrent.futures
import gzip
import json
import pathlib
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[3]
FALSE_POSITIVES = "0.005"
# set: (signal, phrases + VADER, best logistic): the baselines of the same kind, not the same set.
ROWS = {
    "nlupp_banking": ("explicit", "0.98", "0.998"),
    "bitext": ("explicit", "0.59", "0.992"),
    "rasa": ("explicit", "0.59", "0.992"),
    "maia": ("dissatisfied", "0.65", "0.83"),
    "abredial": ("dissatisfied", "0.69", "0.71"),
    "xci": ("complaint", "0.70", "0.89"),
    "convabuse": ("abusive", "0.81", "0.94"),
    "dbdc3": ("breakdown", "0.57", "0.69"),
    "tau_airline": ("p", "0.77", "0.95"),
    "tau_fewshot": ("p", "0.77", "0.95"),
    "vader_tweets": ("negative", "", ""),
    "vader_amazon": ("negative", "", ""),
    "goemotions": ("negative", "", ""),
    "mhch_makeup": ("p", "", ""),
    "betold": ("p", "", ""),
    "multidogo": ("p", "", ""),
}


def lines_of(data, name):
    if name == "maia":
        program, source = data / "maia/maia_to_jsonl.py", data / "maia/pt_br_client_02_a.json"
        done = subprocess.run([sys.executable, program, source], check=True, capture_output=True)
        return done.stdout
    return gzip.decompress((data / f"{name}.dev.jsonl.gz").read_bytes())


def detected(baton, lines):
    done = subprocess.run([baton, "detect", "-"], input=lines, check=True, capture_output=True)
    return [json.loads(line) for line in done.stdout.splitlines()]


def measured(data, folder, name, signal, turns):
    """The scorer's figures of one signal."""
    predictions = folder / f"{name}.predictions.jsonl"
    with open(predictions, "w", encoding="utf-8") as file:
        for turn in turns:
            p = turn["p"] if signal == "p" else turn["signals"][signal]
            file.write(json.dumps({"id": turn["id"], "turn": turn["turn"], "p": p}) + "\n")
    command = [sys.executable, data / "score.py", folder / f"{name}.jsonl", predictions, "--json"]
    done = subprocess.run(
        [*command, "--fpr", FALSE_POSITIVES], check=True, capture_output=True, text=True
    )
    return json.loads(done.stdout)


def alarms(turns):
    """(conversations that escalate, conversations)"""
    escalated = {turn["id"] for turn in turns if turn["kind"] == "escalate"}
    return len(escalated), len({turn["id"] for turn in turns})


def row_of(arguments, folder, about, name):
    signal, phrases, logistic = ROWS[name]
    lines = lines_of(arguments.data, name)
    (folder / f"{name}.jsonl").write_bytes(lines)
    turns = detected(arguments.baton, lines)
    found = measured(arguments.data, folder, name, signal, turns)
    held = about["held_out"].get(f"{signal} {name}", {})
    escalated, conversations = alarms(turns)
    return (
        name, signal, found["n"], found["pos"], number(found["auc"]), number(held.get("auc")),
        phrases, logistic, number(found["ece"]), number(held.get("ece")),
        number(found["recall_at_fpr"]), f"{100 * escalated / conversations:.1f}",
        "yes" if name in about["sets"] else "no",
    )  # fmt: skip


def number(value):
    return "" if value is None or value != value else f"{value:.3f}"


HEAD = (
    *("set", "signal", "turns", "y = 1", "AUC", "held out", "phrases", "logistic"),
    *("ECE", "held out", "recall", "escal. %", "trained on"),
)


def print_table(rows):
    widths = [max(len(str(row[i])) for row in [HEAD, *rows]) for i in range(len(HEAD))]
    for row in [HEAD, *rows]:
        cells = (
            str(cell).ljust(width) if i < 2 else str(cell).rjust(width)
            for i, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        print("  ".join(cells).rstrip())


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=pathlib.Path, default=ROOT.parent / "shared/data")
    parser.add_argument("--baton", type=pathlib.Path, default=ROOT / "build/bin/baton")
    parser.add_argument(
        "--weights", type=pathlib.Path, default=ROOT / "services/detector/weights_en.json"
    )
    parser.add_argument("--only", action="append", choices=ROWS, metavar="NAME")
    parser.add_argument("--keep", type=pathlib.Path, help="keep the predictions in this folder")
    arguments = parser.parse_args()
    if not (arguments.data / "score.py").exists():
        sys.exit(f"{arguments.data}: no data there; --data DIR")
    about = json.loads(arguments.weights.read_text("utf-8"))
    with tempfile.TemporaryDirectory() as temporary:
        folder = arguments.keep or pathlib.Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        with concurrent.futures.ThreadPoolExecutor(2) as pool:
            names = arguments.only or ROWS
            rows = pool.map(lambda name: row_of(arguments, folder, about, name), names)
            print(
                f"weights {about['version']}; recall is at {float(FALSE_POSITIVES):.1%} false positives"
            )
            print_table(list(rows))


if __name__ == "__main__":
    main()
