"""Messages made of wordings that were written for this, with labels: asking.txt, contentment.txt.

What the labelled sets have of requests for a person are few wordings, many times; here are many
wordings, a few times each, and many that only look like one. Nothing is drawn at random: what
stands in a place is chosen by the hash of the wording and of a number.
"""

import hashlib
import itertools
import json
import pathlib
import re

SETS = ("asking", "contentment")
FOLDER = pathlib.Path(__file__).parent
EACH = 16  # messages of one wording
PLACE = re.compile(r"<(\w+)>")
MISSPELT = 8  # one message in so many has two letters in the wrong order
ALONE = 3  # of five messages so many have nothing beside them


def read(path):
    """({name: [what may stand there]}, {"+": [wording], "-": [wording], "~": [wording]})"""
    places, wordings = {}, {"+": [], "-": [], "~": []}
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        line = line.strip()
        if not line or line.startswith("#"):
            continue
        if line[0] in wordings and line[1] == " ":
            wordings[line[0]].append(line[2:])
        elif "=" in line:
            name, _, rest = line.partition("=")
            places[name.strip()] = [word.strip() for word in rest.split("|")]
        else:
            raise SystemExit(f"{path}:{number}: neither a wording nor a place: {line!r}")
    return places, wordings


class Drawn:
    """Numbers that are the same each time, and look like none follows from the others."""

    def __init__(self, name):
        self.name, self.count = name, 0

    def below(self, limit):
        self.count += 1
        digest = hashlib.sha256(f"{self.name} {self.count}".encode()).digest()
        return int.from_bytes(digest[:8], "big") % limit


def filled(wording, places, drawn):
    while PLACE.search(wording):
        wording = PLACE.sub(lambda m: places[m[1]][drawn.below(len(places[m[1]]))], wording)
    return wording


def misspelt(text, drawn):
    """Two neighbouring letters of one longer word change places."""
    words = text.split(" ")
    long = [at for at, word in enumerate(words) if len(word) > 3 and word.isalpha()]
    if not long:
        return text
    at = long[drawn.below(len(long))]
    word, place = words[at], 1 + drawn.below(len(words[at]) - 2)
    words[at] = word[:place] + word[place + 1] + word[place] + word[place + 2 :]
    return " ".join(words)


def message(wording, places, beside, drawn):
    text = filled(wording, places, drawn)
    if drawn.below(MISSPELT) == 0:
        text = misspelt(text, drawn)
    end = ("", "", "", ".", "?", "!", " please", " pls")[drawn.below(8)]
    text += "" if end.strip() in text.split() else end
    if drawn.below(5) < ALONE:
        return text
    other = filled(beside[drawn.below(len(beside))], places, drawn)
    mark = (", ", ". ", " ", "! ")[drawn.below(4)]
    return other + mark + text if drawn.below(3) else text.rstrip(".?!") + mark + other


def conversations(name):
    """Of one message each; all of one wording in one group, so that none of it is held out alone."""
    places, wordings = read(FOLDER / f"{name}.txt")
    for y, sign in ((1, "+"), (0, "-")):
        for wording in dict.fromkeys(wordings[sign]):
            drawn, seen = Drawn(f"{sign} {wording}"), set()
            for number in itertools.count():
                if len(seen) == EACH or number == 2 * EACH:
                    break
                text = message(wording, places, wordings["~"], drawn)
                if text in seen:
                    continue
                seen.add(text)
                yield {
                    "id": f"{name}-{sign}-{wording}-{number}",
                    "group": f"{name}-{sign}-{wording}",
                    "turns": [{"speaker": "customer", "text": text, "labels": {"y": y}}],
                }


def lines(name):
    return [json.dumps(conversation) for conversation in conversations(name)]
