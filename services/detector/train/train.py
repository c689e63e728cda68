#!/usr/bin/env python3
"""Makes the detector's weights from labelled conversations: services/detector/weights_en.bin.

    ./dev train [--data DIR] [--without NAME]… [--with NAME]… [--out DIR]

DIR is a folder as ../shared/data (its README says what the sets are). Written beside the weights:
weights_en.json, what was fitted to what and how well it sees conversations that it was not fitted
to (five folds by conversation); weights_en.expected.jsonl, what they make of this repository's own
conversations, which estimate_test compares with what the detector makes of them.

The same data gives the same bytes: nothing is drawn at random, one thread computes.

MAIA (CC BY-ND 4.0) forbids passing on what is derived from it. Weights that are passed on are made
without it; `--with maia` is for one's own use.
"""

import argparse
import datetime
import hashlib
import json
import os
import pathlib
import sys

for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[variable] = "1"

import numpy as np  # noqa: E402

import logistic  # noqa: E402
import memory  # noqa: E402
import model_file  # noqa: E402
import signals  # noqa: E402
import texts  # noqa: E402
import turns as turns_of  # noqa: E402
import wordings  # noqa: E402

ROOT = pathlib.Path(__file__).resolve().parents[3]
SETS = [
    *("nlupp_banking", "bitext", "rasa", "abredial", "xci", "convabuse", "dbdc3", "tau_airline"),
    *("tau_fewshot", "vader_tweets", "vader_amazon", "goemotions", "clinc150", "banking77"),
    *("multidogo", *wordings.SETS),
]
NEED_ASKING = ["maia"]  # not in weights that are passed on


def say(text):
    print(text, flush=True)


def predicted(turns, table, fitted, needed):
    """(p, signals by turn) by the numbers that are stored, as the detector makes them."""
    inputs = signals.Inputs(turns, table.scores(turns.pieces))
    chances = {}
    for name in signals.SIGNALS:
        own = signals.speaks(turns, name)
        found = logistic.sigmoid(inputs.x @ fitted.weights[name] + fitted.intercepts[name])
        if name in signals.LASTS:
            chances[name] = memory.kept_chances(turns, found, own)
        else:
            chances[name] = np.where(own, found, 0)
    hand = turns.dense[:, len(turns.traits) :] @ turns.hand_weights + signals.BIAS
    score = signals.SLOPE * hand + signals.SHIFT
    for name, weight, base in zip(signals.FITTED, needed.added, needed.bases, strict=True):
        score = score + weight * signals.value(chances[name], base)
    return logistic.sigmoid(score), chances


def own_conversations():
    """This repository's conversations, words alone."""
    for path in sorted((ROOT / "tests/conversations").glob("*.jsonl")):
        for line in path.read_text("utf-8").splitlines():
            conversation = json.loads(line)
            spoken = [t for t in conversation["turns"] if t.get("text")]
            spoken = [t for t in spoken if t["speaker"] in ("customer", "ai")]
            if conversation.get("lang", "en") == "en":
                kept = [{"speaker": t["speaker"], "text": t["text"]} for t in spoken]
                yield {"id": conversation["id"], "turns": kept}


def expected(dump, table, fitted, needed):
    conversations = list(own_conversations())
    lines = [json.dumps(conversation, ensure_ascii=False) for conversation in conversations]
    turns = turns_of.Turns(dump, {"own": lines}, ["own"])
    p, chances = predicted(turns, table, fitted, needed)
    at = 0
    for conversation in conversations:
        for turn in conversation["turns"]:
            turn["p"] = round(float(p[at]), 7)
            turn["signals"] = [round(float(chances[name][at]), 7) for name in signals.SIGNALS]
            at += 1
        yield json.dumps(conversation, ensure_ascii=False) + "\n"


def digest(data, name):
    own = name in wordings.SETS
    path = wordings.FOLDER / f"{name}.txt" if own else data / f"{name}.dev.jsonl.gz"
    return hashlib.sha256(path.read_bytes()).hexdigest()[:16] if path.exists() else ""


def train(arguments):
    names = [name for name in SETS if name not in arguments.without] + arguments.with_
    turns = turns_of.Turns(arguments.dump, arguments.data, names)
    say(f"{len(turns)} turns of {len(names)} sets")
    say("words, each column on conversations that it was not fitted to: AUC")
    table = texts.Table(turns, turns_of.FOLDS, say)
    inputs = signals.Inputs(turns, table.held_out)
    say("signals, the same")
    fitted = signals.Signals(turns, inputs, turns_of.FOLDS, say)
    say("a person is needed, the same")
    needed = signals.Needed(turns, fitted, turns_of.FOLDS, say)
    say(f"a request is sure from {needed.sure:.3f}; weights of what was fitted:")
    for name, weight, base in zip(signals.FITTED, needed.added, needed.bases, strict=True):
        say(f"  {name:13} {weight:.2f} over {base:.2f}")
    return turns, table, fitted, needed, names


def write(arguments, turns, table, fitted, needed, names):
    version = "en-" + arguments.version
    data = model_file.packed(turns, table, fitted, needed, version)
    about = {
        "version": version,
        "sha256": hashlib.sha256(data).hexdigest(),
        "sets": {name: digest(arguments.data, name) for name in names},
        "held_out": {**table.figures, **fitted.figures, **needed.figures},
        "added": dict(zip(signals.FITTED, (round(float(w), 3) for w in needed.added))),
        "sure": round(float(needed.sure), 4),
    }
    arguments.out.mkdir(parents=True, exist_ok=True)
    (arguments.out / "weights_en.bin").write_bytes(data)
    (arguments.out / "weights_en.json").write_text(json.dumps(about, indent=1) + "\n")
    lines = expected(arguments.dump, table, fitted, needed)
    (arguments.out / "weights_en.expected.jsonl").write_text("".join(lines), "utf-8")
    say(f"{arguments.out / 'weights_en.bin'}: {len(data)} bytes, version {version}")


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=pathlib.Path, default=ROOT.parent / "shared/data")
    parser.add_argument("--dump", type=pathlib.Path, default=ROOT / "build/tests/detect_dump")
    parser.add_argument("--out", type=pathlib.Path, default=ROOT / "services/detector")
    parser.add_argument("--without", action="append", default=[], metavar="NAME", choices=SETS)
    parser.add_argument(
        "--with", action="append", default=[], metavar="NAME", dest="with_", choices=NEED_ASKING
    )
    parser.add_argument("--version", default=datetime.date.today().isoformat())
    arguments = parser.parse_args()
    if not (arguments.data / "README.md").exists():
        sys.exit(f"{arguments.data}: no data there; --data DIR")
    write(arguments, *train(arguments))


if __name__ == "__main__":
    main()
