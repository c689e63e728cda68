"""Checks the hand-written labels: their form, and against the conversations where these are there.

check.py [--data DIR]    says each mistake in a line
check.py --self-test     each kind of mistake is found in a conversation made up for it
"""

import argparse
import copy
import json
import pathlib
import re
import sys

import choose

LABELS = choose.ROOT / "tests/packages/labels"
SPEAKERS = {"multidogo": "bot", "tau": "bot", "maia": "agent"}  # the helping side of a source

WORDS = r"[^\sA-Z]+( [^\sA-Z]+)*"
CODE = r"[A-Za-z0-9]+"
NUMBER = r"\d+(\.\d+)?"
FORMS = {  # of a value, by kind of fact
    **dict.fromkeys(["order", "invoice", "booking", "ticket", "tracking", "error_code"], CODE),
    **dict.fromkeys(["product", "plan", "device", "address", "name"], WORDS),
    "customer": r"\w+",
    "email": r"[^\sA-Z@]+@[^\sA-Z@]+",
    "phone": r"\+?\d+",
    "url": r"\S+",
    "date": r"\d{4}-\d\d(-\d\d)?|--\d\d-\d\d",
    "amount": rf"{NUMBER}( \S+)?",
    "quantity": rf"\d+ {WORDS}",
    "version": r"\S*\d\S*",
    "card_last4": r"\d{4}",
}
FIELDS = {  # of an entry: name, what it may be
    "facts": {"kind": set(FORMS), "value": str, "turn": int, "by": set},
    "tried": {"action": str, "turn": int, "outcome": {"worked", "failed", "unknown"}},
    "commitments": {
        "by": set,
        "turn": int,
        "due": (str, type(None)),
        "state": {"open", "kept", "broken", "withdrawn"},
        "about": str,
    },
    "open_questions": {"by": set, "turn": int, "about": str},
    "deadlines": {"turn": int, "about": str},
}
MORE = {"facts": {"or": list, "superseded": bool, "optional": bool}}
MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
NUMERALS = "zero one two three four five six seven eight nine ten".split()


# --- a value in a text ----------------------------------------------------------------------------


def squeezed(text):
    """Only letters, digits and `_`, in lower case: codes are written with blanks in between."""
    return re.sub(r"\W", "", text.lower())


def all_words(value, text):
    return all(squeezed(word) in squeezed(text) for word in value.split())


def has_number(number, text):
    plain = text.lower().replace(",", "")
    numeral = NUMERALS[int(number)] if number.isdigit() and int(number) < len(NUMERALS) else "-"
    return bool(re.search(rf"(?<![\d.])0*{re.escape(number)}(?!\.?\d)|\b{numeral}\b", plain))


def has_date(value, text):
    year, month, day = re.fullmatch(r"(\d{4}|-)-(\d\d)-?(\d\d)?", value).groups(default="")
    y, m, d = year.strip("-")[2:], f"0?{month.lstrip('0')}", f"0?{day.lstrip('0')}"
    name = MONTHS[int(month) - 1] + r"\w*"
    ways = [
        value,
        rf"{name},?\W{d}(?!\d)",
        rf"(?<!\d){d}\W?(?:st|nd|rd|th)?\W(?:of )?{name}",
        rf"(?<!\d){m}/{d}/",
        rf"(?<!\d){d}/{m}(?!\d)",
        rf"(?<!\d){month}{day}(?:20)?{y}(?!\d)",
        rf"(?<!\d){day}{month}(?:20)?{y}(?!\d)",
    ]
    return any(re.search(way, text.lower()) for way in ways)


def stands(kind, value, text):
    """Whether a text says a value."""
    if kind == "date":
        return has_date(value, text)
    if kind == "amount":
        number, _, currency = value.partition(" ")
        return has_number(number, text) and currency.lower() in text.lower()
    if kind == "quantity":
        number, _, noun = value.partition(" ")
        return has_number(number, text) and all_words(noun, text)
    if FORMS[kind] == WORDS:
        return all_words(value, text)
    return squeezed(value) in squeezed(text)


# --- the labels -----------------------------------------------------------------------------------


def fits(given, wanted, speakers):
    if wanted is set:
        return given in speakers
    if isinstance(wanted, set):
        return given in wanted
    return isinstance(given, wanted) and given != "" and not (wanted is int and given < 0)


def mistakes_of_entry(part, entry, speakers):
    for name, wanted in FIELDS[part].items():
        if not fits(entry.get(name), wanted, speakers):
            yield f"{name} is {entry.get(name)!r}"
    more = MORE.get(part, {"optional": bool})
    for name in entry.keys() - FIELDS[part]:
        if not isinstance(entry[name], more.get(name, ())):
            yield f"{name} does not belong here"
    if part == "facts" and entry.get("kind") in FORMS:
        for value in [entry.get("value"), *entry.get("or", ())]:
            if not re.fullmatch(FORMS[entry["kind"]], str(value)):
                yield f"value {value!r} is not in the form of its kind"


def mistakes_in_text(part, entry, turns, helper):
    """What an entry says that its turn does not."""
    if entry["turn"] >= len(turns):
        yield f"the conversation ends with turn {len(turns) - 1}"
        return
    turn = turns[entry["turn"]]
    speaker = "customer" if turn["speaker"] == "customer" else helper
    if entry.get("by", speaker) != speaker:
        yield f"{speaker} speaks in this turn"
    if part == "facts" and not stands(entry["kind"], entry["value"], turn["text"]):
        yield f"{entry['value']!r} is not in the text"


def mistakes(label, turns=None):
    """Of the labels of a conversation; `turns` where its text is at hand."""
    helper = SPEAKERS.get(label.get("source"), "")
    if label.keys() != {"source", "id", "kept", *FIELDS} or not helper:
        yield "has not the members that it should have"
        return
    for part, entry in ((part, entry) for part in FIELDS for entry in label[part]):
        found = list(mistakes_of_entry(part, entry, {"customer", helper}))
        if turns is not None and not found:
            found = list(mistakes_in_text(part, entry, turns, helper))
        yield from (f"{part}, turn {entry.get('turn')}: {one}" for one in found)
    values = [(fact.get("kind"), fact.get("value")) for fact in label["facts"]]
    yield from (f"twice: {one}" for one in sorted(set(values)) if values.count(one) > 1)


def mistakes_of_source(name, labels, data):
    source = choose.SOURCES[name]
    if [label["kept"] for label in labels] != [
        choose.is_kept(source, place) for place in range(choose.COUNT)
    ]:
        yield f"{name}: {choose.COUNT} conversations, the last {source.kept} kept"
    texts = {}
    if data.is_dir():
        texts = {one["id"]: one["turns"] for one in choose.chosen(data, source)}
        if list(texts) != [label["id"] for label in labels]:
            yield f"{name}: other ids than choose.py chooses, or another order"
    for label in labels:
        for one in mistakes(label, texts.get(label["id"])):
            yield f"{name}: {label['id']}: {one}"


def self_test():
    turns = [
        {"speaker": "customer", "text": "Order W 12, two lamps for $1,200.50 on May 3rd."},
        {"speaker": "ai", "text": "You will have them on 2024-05-03."},
    ]
    said = {"turn": 0, "by": "customer"}
    good = {"source": "tau", "id": "t", "kept": False, **{part: [] for part in FIELDS}}
    good["facts"] = [
        {"kind": "order", "value": "W12", **said},
        {"kind": "quantity", "value": "2 lamps", **said},
        {"kind": "amount", "value": "1200.50 $", **said},
        {"kind": "date", "value": "--05-03", **said},
        {"kind": "date", "value": "2024-05-03", "turn": 1, "by": "bot"},
    ]
    promise = {"by": "bot", "turn": 1, "due": "2024-05-03", "state": "open", "about": "delivery"}
    good["commitments"] = [promise]
    wrong = [list(mistakes(good, turns))] if list(mistakes(good, turns)) else []
    for part, place, name, value in [
        ("facts", 0, "kind", "colour"),
        ("facts", 0, "value", "W13"),
        ("facts", 0, "turn", 1),
        ("facts", 0, "turn", 2),
        ("facts", 0, "by", "bot"),
        ("facts", 0, "note", "x"),
        ("facts", 1, "value", "4 lamps"),
        ("facts", 2, "value", "$1200.50"),
        ("facts", 2, "value", "200.50 $"),
        ("facts", 3, "value", "--06-03"),
        ("facts", 4, "value", "--05-03"),
        ("commitments", 0, "state", "done"),
        ("commitments", 0, "about", ""),
    ]:
        bad = copy.deepcopy(good)
        bad[part][place][name] = value
        if not list(mistakes(bad, turns)):
            wrong.append(f"not found: {part} {place} {name} = {value!r}")
    return wrong


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=pathlib.Path, default=choose.DATA)
    parser.add_argument("--self-test", action="store_true")
    args = parser.parse_args()
    found = self_test() if args.self_test else []
    for name in () if args.self_test else choose.SOURCES:
        lines = (LABELS / f"{name}.jsonl").read_text().splitlines()
        found += mistakes_of_source(name, [json.loads(line) for line in lines], args.data)
    if not args.self_test and not args.data.is_dir():
        print(f"{args.data} is not there: the form alone was checked")
    print(*found, sep="\n", end="\n" if found else "")
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()
