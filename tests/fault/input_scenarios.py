"""Records that cannot be used: bytes that are no record, lies, keys and texts of every sort."""

import struct

from runtime_bed import EVENTS
from scenario import Scenario, metric

LETTERS = "baton_dlq_messages_total"


# --- what is sent, and what must become of it


def put(run, conversation, data, expected, key=..., topic=EVENTS, producer=None, **more):
    """Sends a record, and notes what must become of it: the reason of its dead letter, several that
    may be, or None where it must be used."""
    if not hasattr(run, "due"):
        run.due = {}  # (topic, partition, offset): (reasons, bytes)
    reasons = expected if isinstance(expected, tuple) else (expected,)

    def delivered(error, m):
        if run.expect(not error, f"not taken by the broker: {error}"):
            run.due[topic, m.partition(), m.offset()] = (reasons, data)

    if key is not ...:
        more["key"] = key
    producer = producer or run.bed.producer
    words = {"key": f"t/{conversation}", **more}
    while True:
        try:
            producer.produce(run.prefix + topic, value=data, on_delivery=delivered, **words)
            producer.poll(0)
            return
        except BufferError:
            producer.poll(0.1)


def all_became_what_they_must(run):
    """Each record that was put: its dead letter has the reason and the bytes; or it has none."""
    letters = {}
    for _, letter in run.facts.letters:
        topic = letter["source_topic"].removeprefix(run.prefix)
        letters[topic, letter["source_partition"], letter["source_offset"]] = letter
    wrong = []
    for at, (reasons, data) in run.due.items():
        letter = letters.pop(at, None)
        if (letter["reason"] if letter else None) not in reasons:
            wrong.append(f"{at}: {letter and letter['reason']}, not {reasons}: {(data or b'')[:40]}")
        elif letter and letter["value"] != (data or b""):
            wrong.append(f"{at}: the dead letter has other bytes")
    wrong += [f"{at}: {letter['reason']}" for at, letter in letters.items()]
    run.expect(not wrong, f"{len(wrong)} became something else: {wrong[:4]}")
    run.expect(len(run.due) > 0, "nothing was put")


def cpu_of(run, put_all):
    """CPU that the service takes for what `put_all` puts, in seconds."""
    name = "process_cpu_seconds_total"
    before = run.watch.now(run.only, name)
    put_all()
    run.bed.flush()
    run.until(run.caught_up, 60, "the poison is not read")
    return run.watch.now(run.only, name) - before


# --- 30: bytes that are no record

# Where a record is cut decides what is missing: a number, a text's bytes, the frame.
CUT = ("truncated", "bad_length", "no_frame")


def poison(run, number):
    """(bytes, reason) of each way to spoil an event."""
    whole = run.bed.event(f"poison-{number}", number, text=f"Number {number}")
    rows = [
        (b"", "no_frame"),
        (whole[:4], "no_frame"),
        (b"\x01" + whole[1:], "no_frame"),
        (b"{" + whole[1:], "no_frame"),
        (struct.pack(">bI", 0, 900_000 + number) + whole[5:], "unknown_schema"),
        (struct.pack(">bI", 0, 0) + whole[5:], "unknown_schema"),
        (b"\0\xff\xff\xff\xff" + whole[5:], "no_frame"),
        (whole + b"\0", "trailing_bytes"),
        (whole + whole, "trailing_bytes"),
    ]
    return rows + [(whole[:size], CUT) for size in range(len(whole))]


ROUNDS = 20
DEAREST = 4  # times what a good record costs; a dead letter is several times as many bytes


def every_way_to_spoil_a_record(run):
    """Each way once, under load; then some thousand as against as many good ones."""
    for data, reason in poison(run, 0):
        put(run, "poison-0", data, reason)
    run.bed.flush()
    run.goes_on()
    run.rest()
    rows = ROUNDS * poison(run, 0)

    def put_good():
        for number in range(len(rows)):
            put(run, f"good{number % 97}", run.bed.event(f"good{number % 97}", number), None)

    def put_bad():
        for number, (data, reason) in enumerate(rows):
            put(run, f"poison-{number % 97}", data, reason)

    spent = cpu_of(run, put_good), cpu_of(run, put_bad)
    run.expect(
        spent[1] <= DEAREST * spent[0],
        f"{len(rows)} poison records took {spent[1]:.2f} s of CPU, good ones {spent[0]:.2f} s",
    )


SCENARIOS = [
    Scenario(
        30,
        "every way to spoil a record",
        "input",
        every_way_to_spoil_a_record,
        metric(LETTERS, 1000),
        seconds=60,
        check=all_became_what_they_must,
    ),
]
