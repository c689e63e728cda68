"""Chooses the conversations that have hand-written labels: the same ones each time, by a seed.

    choose.py [--data DIR] [--texts]    their ids, a line each; --texts: with the turns, for reading

Of each source those with enough turns are ordered by the SHA-256 of seed and id; of conversations
about one scripted task only the first is taken. The first COUNT of them are labelled, the last ones
of these (`kept`) are the ones that nobody looks at while the extraction is worked on.
"""

import argparse
import gzip
import hashlib
import itertools
import json
import pathlib
import re
import subprocess
import sys
import typing

ROOT = pathlib.Path(__file__).resolve().parents[2]
DATA = ROOT.parent / "shared/data"
SEED = "packages-1"
COUNT = 20


class Source(typing.NamedTuple):
    files: tuple
    least_turns: int
    kept: int
    same: str = ""  # what in an id tells apart conversations about one task
    converter: str = ""  # a program of the data set that makes our form of its files


SOURCES = {
    # Only the customer's side is there, in short turns.
    "multidogo": Source(("multidogo.dev.jsonl.gz",), 8, 7),
    # Several trials of a task: its number stands before that of the trial.
    "tau": Source(
        ("tau_airline.dev.jsonl.gz", "tau_fewshot.dev.jsonl.gz"), 6, 7, r"(?<=airline-\d\d)-\d+$"
    ),
    "maia": Source(("maia/pt_br_client_02_a.json",), 6, 6, converter="maia/maia_to_jsonl.py"),
}


def lines(data, source):
    for name in source.files:
        if source.converter:
            command = [sys.executable, data / source.converter, data / name]
            made = subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout
            yield from made.splitlines()
        else:
            with gzip.open(data / name) as file:
                yield from file


def chosen(data, source):
    """The conversations of a source, in the order of their hashes; the last ones are kept."""
    found = [json.loads(line) for line in lines(data, source)]
    found = [one for one in found if len(one["turns"]) >= source.least_turns]
    found.sort(key=lambda one: hashlib.sha256(f"{SEED} {one['id']}".encode()).digest())
    tasks = {}
    for one in found:
        tasks.setdefault(re.sub(source.same, "", one["id"]), one)
    return list(itertools.islice(tasks.values(), COUNT))


def is_kept(source, place):
    return place >= COUNT - source.kept


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=pathlib.Path, default=DATA)
    parser.add_argument("--texts", action="store_true")
    args = parser.parse_args()
    for name, source in SOURCES.items():
        for place, one in enumerate(chosen(args.data, source)):
            print(name, one["id"], "kept" if is_kept(source, place) else "")
            for number, turn in enumerate(one["turns"] if args.texts else ()):
                print(f"  {number} {turn['speaker']}: {turn['text']}")


if __name__ == "__main__":
    main()
