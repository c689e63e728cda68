"""Conversation files as what the detector sees of each turn: hashed pieces, traits, features.

Nothing is measured here: detect_dump --grams is the detector's own code. Files are those that
DATA/README.md describes, `NAME.dev.jsonl.gz` each; MAIA, which lies there in its own format, is
converted in memory by DATA's own program.
"""

import gzip
import hashlib
import json
import subprocess
import sys

import numpy as np
import scipy.sparse

import wordings

FOLDS = 5
# A language, and so a set, whose words the tables know nothing of has no text scores.
LANGUAGE = "en"


def names(dump):
    """What the numbers of a turn are called: {"traits", "features", "weights", "bits", "version"}."""
    return json.loads(subprocess.run([dump, "--names"], capture_output=True, check=True).stdout)


def lines_of(data, name):
    if name in wordings.SETS:
        return wordings.lines(name)
    if name == "maia":
        program, source = data / "maia/maia_to_jsonl.py", data / "maia/pt_br_client_02_a.json"
        done = subprocess.run([sys.executable, program, source], check=True, capture_output=True)
        return [line for line in done.stdout.decode().splitlines() if line.strip()]
    with gzip.open(data / f"{name}.dev.jsonl.gz", "rt", encoding="utf-8") as file:
        return [line for line in file if line.strip()]


def fold_of(conversation):
    """Conversations, never turns, are held out; and with one, all that are alike ("group")."""
    name = conversation.get("group", conversation["id"])
    return hashlib.sha256(name.encode()).digest()[0] % FOLDS


class Turns:
    """The turns of all sets, one behind the other, and of each a row of every array."""

    def __init__(self, dump, data, sets):
        about = names(dump)
        self.traits, self.features = about["traits"], about["features"]
        self.hand_weights = np.array(about["weights"])
        self.rows, self.version = 1 << about["bits"], about["version"]
        self.labels, self.of_set, self.conversation, self.index = [], [], [], []
        self.of_conversation, self.fold, self.english = [], [], []
        heads, pieces, values = [], [], []
        for number, name in enumerate(sets):
            lines = data[name] if isinstance(data, dict) else lines_of(data, name)
            self._read_labels(lines, number)
            for head, rows, dense in self._dumped(dump, lines):
                heads.append(head)
                pieces.append(rows)
                values.append(dense)
        self.sets = list(sets)
        self.bot = np.array([head[0] for head in heads]) == 1
        self.dense = np.array(values, dtype=np.float64)
        self.of_set, self.fold = np.array(self.of_set), np.array(self.fold)
        self.english = np.array(self.english)
        self.conversation = np.array(self.conversation)
        self.pieces = self._matrix(heads, pieces)

    def __len__(self):
        return len(self.labels)

    def _read_labels(self, lines, number):
        for line in lines:
            conversation = json.loads(line)
            english = conversation.get("lang", LANGUAGE) == LANGUAGE
            first = len(self.labels)
            for index, turn in enumerate(conversation["turns"]):
                self.labels.append(turn.get("labels") or {})
                self.of_set.append(number)
                self.conversation.append(first)
                self.index.append(index)
                self.of_conversation.append(conversation["id"])
                self.fold.append(fold_of(conversation))
                self.english.append(english)

    @staticmethod
    def _dumped(dump, lines):
        text = "".join(line.rstrip("\n") + "\n" for line in lines).encode()
        raw = subprocess.run([dump, "--grams"], input=text, capture_output=True, check=True).stdout
        words, at = np.frombuffer(raw, dtype=np.uint32), 0
        while at < len(words):
            head = words[at : at + 4]  # bot, word pieces, pieces, values
            behind = at + 4 + int(head[2])
            yield head, words[at + 4 : behind], words[behind : behind + int(head[3])].view(
                np.float32
            )
            at = behind + int(head[3])

    def _matrix(self, heads, pieces):
        """A row a turn, a column a row of the table: each piece 1 / sqrt(pieces of its kind)."""
        words = np.array([head[1] for head in heads], dtype=np.int64)
        counts = np.array([head[2] for head in heads], dtype=np.int64)
        ends = np.concatenate([[0], np.cumsum(counts)])
        place = np.arange(ends[-1]) - np.repeat(ends[:-1], counts)
        of_words = 1 / np.sqrt(np.maximum(words, 1))
        of_runs = 1 / np.sqrt(np.maximum(counts - words, 1))
        data = np.where(
            place < np.repeat(words, counts),
            np.repeat(of_words, counts),
            np.repeat(of_runs, counts),
        )
        shape = (len(heads), self.rows)
        rows = np.concatenate(pieces).astype(np.int32)
        return scipy.sparse.csr_matrix((data.astype(np.float32), rows, ends), shape=shape)

    def trait(self, name):
        return self.dense[:, self.traits.index(name)]

    def feature(self, name):
        return self.dense[:, len(self.traits) + self.features.index(name)]

    def is_set(self, *sets):
        return np.isin(self.of_set, [self.sets.index(name) for name in sets if name in self.sets])

    def labelled(self, label, *sets):
        """label(labels) of each turn of these sets (none: of all), 0..1, or -1 where it is None."""
        found = np.full(len(self), -1.0)
        for at in np.flatnonzero(self.is_set(*sets)) if sets else range(len(self)):
            y = label(self.labels[at])
            found[at] = -1 if y is None else y
        return found
