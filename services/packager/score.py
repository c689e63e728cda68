#!/usr/bin/env python3
"""What `baton package` finds in conversations, against what a person wrote down for them.

    ./dev score package [--data DIR] [--labels DIR] [--kept] [--only SOURCE]… [--misses]

Precision and recall per kind, and of what was found the share where what stands beside it is right
too (outcome, state, who, whether a fact still stands), over the conversations of tests/packages
that the extraction may be worked on with; with --kept those that nobody looks at, in a table of
their own. --misses prints what was not found and what nobody labelled, kept ones never. Standard
library only.
"""

import argparse
import collections
import gzip
import json
import pathlib
import re
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
FILES = {
    "multidogo": ("multidogo.dev.jsonl.gz",),
    "tau": ("tau_airline.dev.jsonl.gz", "tau_fewshot.dev.jsonl.gz"),
    "maia": ("maia/pt_br_client_02_a.json",),
}
OUTCOMES = {"worked": "succeeded"}  # as the labels say it: as the package does; others alike
LISTS = ("tried", "commitments", "open_questions", "deadlines")
ARTICLES = {"a", "an", "the", "my", "your", "our"}
CURRENCIES = {
    **dict.fromkeys(("$", "usd", "dollar", "dollars", "us$"), "$"),
    **dict.fromkeys(("€", "eur", "euro", "euros"), "€"),
    **dict.fromkeys(("£", "gbp", "pound", "pounds"), "£"),
}
ALIKE = {"product": 0.5, "device": 0.5, "plan": 0.5, "address": 0.5, "name": 1.0}


# --- values ---------------------------------------------------------------------------------------


def words(value):
    return {word for word in re.findall(r"\w+", value.lower()) if word not in ARTICLES}


def amount(value):
    number = re.search(r"\d[\d.,]*", value)
    rest = re.sub(r"[\d.,\s]", "", value).lower()
    figure = float(number.group().replace(",", "").rstrip(".")) if number else value
    return figure, CURRENCIES.get(rest, rest)


def same(kind, wanted, found):
    """True when two values of a kind are the same one, as tests/packages/README.md says."""
    if kind in ALIKE:
        a, b = words(wanted), words(found)
        return bool(a | b) and len(a & b) / len(a | b) >= ALIKE[kind]
    if kind == "amount":
        (a, money_a), (b, money_b) = amount(wanted), amount(found)
        return a == b and (money_a == money_b or not money_a or not money_b)
    if kind == "quantity":
        return re.findall(r"\d+", wanted)[:1] == re.findall(r"\d+", found)[:1]
    if kind == "date" and wanted.startswith("--"):
        return found.endswith(wanted[1:])
    if kind == "date":
        return found.startswith(wanted)
    if kind == "phone":
        return re.sub(r"\D", "", wanted) == re.sub(r"\D", "", found)
    return re.sub(r"[\s#]", "", wanted).lower() == re.sub(r"[\s#]", "", found).lower()


# --- one conversation -----------------------------------------------------------------------------


def turn_of(event):
    return int(event.rsplit("-", 1)[1]) if event else -1


def details_agree(label, found):
    """What stands beside the match: outcome of an attempt, state of a promise, who asked, whether a
    fact still stands."""
    if "outcome" in label:
        return OUTCOMES.get(label["outcome"], label["outcome"]) == found["outcome"]
    if "state" in label:
        return label["state"] == found["state"]
    if "kind" in label:
        return label.get("superseded", False) == found["superseded"]
    return label.get("by") in (None, found.get("by")) or "customer" not in (
        label["by"],
        found.get("by"),
    )


def match(wanted, found, is_same, count, missed):
    """Pairs of what was wanted and found, each once; counts them, optional ones as nothing."""
    left = list(found)
    for label in sorted(wanted, key=lambda label: label.get("optional", False)):
        exact = (i for i, one in enumerate(left) if label.get("value") == one.get("value", one))
        alike = (i for i, one in enumerate(left) if is_same(label, one))
        place = next(exact, next(alike, None))
        if place is not None:
            agree = details_agree(label, left.pop(place))
            count["alike"] += agree and not label.get("optional")
        if not label.get("optional"):
            count["found" if place is not None else "missed"] += 1
            if place is None:
                missed.append(("missed", label))
    count["wrong"] += len(left)
    missed.extend(("wrong", one) for one in left)


def facts_of(package):
    for fact in package["established"]:
        yield {**fact, "kind": fact["kind"].removesuffix("_number")}


def score(label, package, counts, missed):
    facts = list(facts_of(package))
    for kind in {fact["kind"] for fact in [*facts, *label["facts"]]}:
        match(
            [fact for fact in label["facts"] if fact["kind"] == kind],
            [fact for fact in facts if fact["kind"] == kind],
            lambda wanted, found: any(
                same(found["kind"], value, found["value"])
                for value in (wanted["value"], *wanted.get("or", ()))
            ),
            counts[kind],
            missed,
        )
    for name in LISTS:
        match(
            label[name],
            package[name],
            lambda wanted, found: wanted["turn"] == turn_of(found["event"]),
            counts[name],
            missed,
        )


# --- all ------------------------------------------------------------------------------------------


def labels_of(folder, source):
    path = folder / f"{source}.jsonl"
    lines = path.read_text("utf-8").splitlines() if path.exists() else ()
    return {label["id"]: label for label in map(json.loads, lines)}


def conversations(data, source):
    for name in FILES[source]:
        if name.endswith(".gz"):
            yield from gzip.decompress((data / name).read_bytes()).splitlines()
        else:
            command = [sys.executable, data / "maia/maia_to_jsonl.py", data / name]
            yield from subprocess.run(command, check=True, capture_output=True).stdout.splitlines()


def packages(baton, lines):
    with tempfile.NamedTemporaryFile(suffix=".jsonl") as file:
        file.write(b"\n".join(lines) + b"\n")
        file.flush()
        done = subprocess.run(
            [baton, "package", "--json", file.name], check=True, capture_output=True
        )
    return [json.loads(line) for line in done.stdout.splitlines()]


def ratio(part, *others):
    whole = part + sum(others)
    return f"{part / whole:.2f}" if whole else "-"


def print_table(title, counts):
    print(
        f"{title:<16} {'labelled':>8} {'found':>6} {'wrong':>6} {'precision':>9} {'recall':>7} {'detail':>7}"
    )
    order = sorted(kind for kind in counts if kind not in LISTS)
    for kind in [*order, *LISTS]:
        print_row(kind, counts[kind])
    print_row("all facts", all_facts(counts))
    print()


def print_row(kind, count):
    found, missed, wrong = count["found"], count["missed"], count["wrong"]
    print(
        f"{kind:<16} {found + missed:>8} {found:>6} {wrong:>6}"
        f" {ratio(found, wrong):>9} {ratio(found, missed):>7}"
        f" {ratio(count['alike'], found - count['alike']):>7}"
    )


def print_misses(identity, missed):
    for what, one in missed:
        turn = one["turn"] if what == "missed" else turn_of(one["event"])
        said = [one.get(name) for name in ("kind", "value", "action", "about", "words", "outcome")]
        print(f"{what:<6} {identity} turn {turn}: {' | '.join(x for x in said if x)}")


def measure(baton, data, labels, sources, misses=False):
    """Counts by kind: of the conversations that are worked on (False) and of the kept ones (True)."""
    tables = {kept: collections.defaultdict(collections.Counter) for kept in (False, True)}
    for source in sources:
        labelled = labels_of(labels, source)
        lines = [line for line in conversations(data, source) if json.loads(line)["id"] in labelled]
        for package in packages(baton, lines):
            label, missed = labelled[package["id"]], []
            score(label, package, tables[label["kept"]], missed)
            if misses and not label["kept"]:
                print_misses(package["id"], missed)
    return tables


def all_facts(counts):
    """The counts of all kinds of facts together."""
    return sum((counts[kind] for kind in counts if kind not in LISTS), collections.Counter())


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=pathlib.Path, default=ROOT.parent / "shared/data")
    parser.add_argument("--labels", type=pathlib.Path, default=ROOT / "tests/packages/labels")
    parser.add_argument("--baton", type=pathlib.Path, default=ROOT / "build/bin/baton")
    parser.add_argument("--only", action="append", metavar="SOURCE", choices=FILES)
    parser.add_argument("--kept", action="store_true", help="also those that nobody looks at")
    parser.add_argument("--misses", action="store_true")
    arguments = parser.parse_args()
    tables = measure(
        arguments.baton, arguments.data, arguments.labels, arguments.only or FILES, arguments.misses
    )
    print_table("facts, worked on", tables[False])
    if arguments.kept:
        print_table("facts, kept", tables[True])


if __name__ == "__main__":
    main()
