#!/usr/bin/env python3
"""Makes lexicon.gen.c, the mood of words, from two published lexicons.

    python3 libcommon/language/lexicon.py DATA

DATA is a folder with lexicons/vader_lexicon.txt, lexicons/vader_emoji_utf8_lexicon.txt (both MIT) and
lexicons/AFINN-en-165.txt (Apache-2.0), and conversations *.jsonl.gz. A word's value is the mean of what the lexicons say,
on a scale of -100 to 100. The conversations only say how common a word is: the most common ones are kept. Words that
carry a mood elsewhere but none in customer support are left out; a few are added.
"""
import collections
import gzip
import json
import pathlib
import re
import sys

KEEP = 2600
SLOTS = 8192  # a power of two, at least twice the entries
# Polite or topical in support, whatever they are elsewhere.
NEUTRAL = """accept accepted accepting account active agree alert allow allowed approved ask asset award base block blocked
    bonus book boost buy care careful challenge charge charged charges chance clear clearly clean concern confirm credit
    credits cut dear demand drop engage exclusive fine fines fire free freedom fresh gift grand grant greet greeting growth
    hand hard help helping helps hi hello hope huge important increase increased increases interest interested interests
    join kind leave lower matter natural no number opportunity ok okay please positive premium prevent protect protected
    reach ready refund rich risk save saved secure security share shared sharing solution solve sure support supported
    supporting supports top true trust value want yeah yes warranty win wish win stop stops charges pay block certain
    debt trip like united apple commit commitment capable stake stakes number god fun party active sir natural easy kindly
    hey welcome interests gross natural vision chance thirsty cool-off adopt number forget cover cancel cancelled canceled
    cancelling cancels ease create energy engaged hug keen long major novel original play playing resolve resolved sincere
    sincerely special straight strength strong super-saver treasure tops visionary warm warmth x""".split()
# Ours: what customers of software and shops say.
ADDED = {"broken": -55, "crashing": -55, "crashes": -50, "crashed": -50, "crash": -45, "buggy": -55, "unusable": -70,
         "useless": -65, "ridiculous": -65, "unacceptable": -75, "incompetent": -75, "clueless": -60, "nonsense": -55,
         "pathetic": -75, "joke": -35, "scam": -80, "scammers": -80, "ripoff": -75, "fraud": -70, "stuck": -35,
         "waited": -15, "waiting": -20, "glitch": -35, "glitchy": -45, "fails": -45, "failing": -45, "lousy": -65,
         "rude": -60, "fuming": -75, "furious": -80, "infuriating": -80, "frustrating": -60, "frustrated": -60,
         "annoyed": -55, "annoying": -55, "unhelpful": -60, "appalling": -80, "atrocious": -85, "disgusting": -75,
         "disgraceful": -75, "shambles": -65, "nightmare": -65, "wasted": -50, "wasting": -50, "overcharged": -55,
         "unprofessional": -65, "refuse": -30, "refused": -35, "ignored": -45, "ignoring": -50, "lied": -65, "lies": -60,
         "wtf": -75, "ffs": -75, "smh": -40, "ugh": -45, "argh": -50, "grr": -50, "sigh": -35, "meh": -25, "worst": -80,
         "thanks": 35, "thank": 35, "thx": 35, "ty": 30, "cheers": 35, "perfect": 65, "awesome": 70,
         "brilliant": 65, "excellent": 70, "fantastic": 70, "helpful": 45, "works": 20, "worked": 25, "solved": 30,
         "fixed": 30, "yay": 60, "sorted": 30, "lovely": 60, "appreciate": 45, "bot": 0, "shit": -70, "crap": -60,
         "damn": -50, "hell": -50, "fuck": -85, "fucking": -75, "bullshit": -75, "wrong": -35, "sick": -45, "fed": -15}
EMOTICONS = {":)": 40, ":-)": 40, "=)": 40, ":]": 35, ";)": 25, ";-)": 25, ":D": 55, ":-D": 55, "=D": 55, ":P": 20,
             ":p": 20, ":-P": 20, "<3": 50, ":*": 45, ":(": -45, ":-(": -45, "=(": -45, ":[": -40, ":/": -35, ":-/": -35,
             ":\\": -35, ":|": -15, ":-|": -15, ":'(": -55, ">:(": -70, ">:-(": -70, "</3": -55}


def fold(word):
    word = word.lower()
    return word[:-3] + "nt" if word.endswith("n't") else word


def vader(folder):
    out = {}
    for line in (folder / "vader_lexicon.txt").read_text("utf-8").splitlines():
        word, mean = line.split("\t")[:2]
        if re.fullmatch(r"[a-z]+('[a-z]+)?", word):
            out[fold(word)] = float(mean) * 25
    return out


def afinn(folder):
    out = {}
    for line in (folder / "AFINN-en-165.txt").read_text("utf-8").splitlines():
        word, value = line.rsplit("\t", 1)
        if re.fullmatch(r"[a-z]+('[a-z]+)?", word):
            out[fold(word)] = float(value) * 20
    return out


def counts(data):
    out = collections.Counter()
    for path in sorted(data.glob("*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                for turn in json.loads(line)["turns"]:
                    out.update(fold(w) for w in re.findall(r"[a-z]+(?:'[a-z]+)?", turn["text"].lower()))
    return out


def words(data):
    a, b, common = vader(data / "lexicons"), afinn(data / "lexicons"), counts(data)
    both = {w: (a[w] + b[w]) / 2 if w in a and w in b else a.get(w, b.get(w)) for w in set(a) | set(b)}
    both = {w: v for w, v in both.items() if w not in NEUTRAL and abs(v) >= 12}
    kept = sorted(both, key=lambda w: (-common[w], -abs(both[w]), w))[:KEEP]
    out = {w: max(-100, min(100, round(both[w]))) for w in kept}
    out.update(ADDED)
    return {w: v for w, v in out.items() if v}


def emoji(data, lexicon):
    out = {}
    for line in (data / "lexicons" / "vader_emoji_utf8_lexicon.txt").read_text("utf-8").splitlines():
        glyph, text = line.split("\t")
        glyph = glyph.replace("\ufe0f", "")
        found = [lexicon[w] for w in re.findall(r"[a-z]+", text) if w in lexicon]
        if len(glyph) == 1 and ord(glyph) > 0x2000 and found and round(sum(found) / len(found)):
            out.setdefault(glyph, round(sum(found) / len(found)))
    out.update({"\U0001f621": -75, "\U0001f620": -65, "\U0001f92c": -85, "\U0001f624": -55, "\U0001f644": -40,
                "\U0001f44d": 45, "\U0001f44e": -50, "\U0001f595": -80, "\U0001f64f": 25, "\U0001f62d": -50,
                "\U0001f622": -45, "\U0001f44c": 35, "\U0001f612": -35, "\U0001f926": -45, "\U0001f629": -50})
    return out


def fnv1a(data):
    h = 0xcbf29ce484222325
    for byte in data:
        h = (h ^ byte) * 0x100000001b3 & 0xffffffffffffffff
    return h


def place(entries):
    slots = {}
    for word in sorted(entries):
        at = fnv1a(word.encode()) % SLOTS
        while at in slots:
            at = (at + 1) % SLOTS
        slots[at] = word
    return slots


def c_string(word):
    return '"' + "".join("\\%03o" % b if b > 126 or b in (34, 92) else chr(b) for b in word.encode()) + '"'


def main():
    data = pathlib.Path(sys.argv[1])
    entries = words(data)
    entries.update(emoji(data, entries))
    entries.update(EMOTICONS)
    assert len(entries) <= 3000, len(entries)
    lines = ["/* Generated by libcommon/language/lexicon.py. Do not edit. Sources and licences: README.md.",
             " * %d entries, each at its place in a table of open addressing: FNV-1a of the word, then onwards. */"
             % len(entries), '#include "lexicon.h"', "",
             "const struct lexicon_entry lexicon_entries[LEXICON_SLOTS] = {"]
    lines += ["    [%d] = { %s, %d }," % (at, c_string(word), entries[word]) for at, word in sorted(place(entries).items())]
    out = pathlib.Path(__file__).resolve().parent / "lexicon.gen.c"
    out.write_text("\n".join(lines + ["};", ""]), "utf-8")
    print("%d entries" % len(entries))


main()
