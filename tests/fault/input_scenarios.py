"""Records that cannot be used: bytes that are no record, lies, keys and texts of every sort."""

import struct
import time

from broker_scenarios import UNSTABLE, need_copies, transactions_failed, whole
from runtime_bed import EVENTS, RESOLUTIONS
from scenario import Scenario, Seen, counted, metric

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


# --- 32: tombstones, no key, a very long key

LONG_KEY = "t/" + "k" * 1_000_000


def keys_of_every_sort(run):
    """On each topic that the counter reads: no value, no key, a key of a megabyte."""
    producer = run.bed.make_producer(**{"message.max.bytes": 2_000_000})
    for topic, make in ((EVENTS, run.bed.event), (RESOLUTIONS, run.bed.resolution)):
        good = make("keys", "1")
        rows = (
            ("t/keys", None, "tombstone"),
            (None, good, "no_key"),
            (None, None, "no_key"),
            ("", good, "no_key"),
            (LONG_KEY, good, "bad_key"),
            (LONG_KEY, None, "bad_key"),
        )
        for key, data, reason in rows:
            put(run, "", data, reason, key, topic, producer)
    run.expect(producer.flush(60) == 0, "not all was delivered")
    run.goes_on()


def keys_everywhere(run):
    """The same on every topic of an installation, those too that only stages write."""
    wire = run.world.wire
    producer = wire.producer()

    def delivered(error, m):
        run.counts["records put" if not error else "records that the broker refused"] += 1

    for topic in sorted(wire.topics()):
        if topic.endswith(("-changelog", "-dead-letters")):
            continue
        for key in ("acme/keys", "acme/keys/1", None, LONG_KEY):
            wire.send(producer, topic, key, None, partition=0, on_delivery=delivered)
    run.expect(producer.flush(60) == 0, "not all was delivered")
    run.pause(run.seconds)


# --- 33: very many in a row

BURST, BURSTS = 10_000, 4
WORSE = 2  # times the neighbours' latency beside as many good records


def very_many_in_a_row(run):
    """A conversation sends ten thousand records in a row: good ones, then poison, and again. Its
    neighbours, in other partitions, are asked how long they waited meanwhile."""
    run.windows = {"good": [], "poison": []}
    for number in range(BURSTS * BURST):
        kind = ("good", "poison")[number // BURST % 2]
        if number % BURST == 0:
            began = time.time()
        if kind == "good":
            put(run, "burst", run.bed.event("burst", number), None)
        else:
            put(run, "burst", b"no record %d" % number, "no_frame")
        if number % BURST == BURST - 1:
            run.bed.flush()
            run.until(lambda: all(lag < 200 for lag in run.bed.lags().values()), 60, "not read")
            run.windows[kind].append((began * 1000, time.time() * 1000))
            run.pause(1)


def latencies(run, windows):
    """Milliseconds from an event in the log to its signal in the log, of the neighbours' events
    that came in these windows, ascending."""
    burst = {partition for _, partition, _ in run.due}
    found = []
    for m, signal in run.facts.new:
        at = run.facts.cause(signal)
        came = run.facts.inputs[at].timestamp()[1]
        if at[1] not in burst and any(began <= came <= ended for began, ended in windows):
            found.append(m.timestamp()[1] - came)
    return sorted(found)


def the_neighbours_wait_no_longer(run):
    all_became_what_they_must(run)
    waits = {kind: latencies(run, windows) for kind, windows in run.windows.items()}
    if run.expect(all(len(w) > 100 for w in waits.values()), "too few neighbours"):
        good, bad = (w[int(len(w) * 0.99)] for w in (waits["good"], waits["poison"]))
        text = f"neighbours' p99 {bad} ms beside poison, {good} ms beside good records"
        run.expect(bad <= WORSE * max(good, 20), text)


# --- 34: dead letters that cannot be written

DEAD_LETTERS = "counter-dead-letters"


def dead_letters_away(run):
    """Their topic wants three copies and has two, and takes nothing: what has to go there stops
    where it stands, and is not passed over; when the third is back it goes there."""
    need_copies(run, 3, [DEAD_LETTERS])
    try:
        run.cluster.nodes[2].kill()
        run.goes_on()
        for number in range(3):
            put(run, "poison", b"no record %d" % number, "no_frame")
        run.bed.flush()
        run.until(lambda: not run.only.is_ready(), 40, "ready, though dead letters cannot be written")
        run.pause(run.seconds)
        (partition,) = {partition for _, partition, _ in run.due}
        run.expect(run.bed.lags()[EVENTS, partition], "poison was passed over")
        run.expect(not run.read(DEAD_LETTERS), "there are dead letters")
        run.cluster.nodes[2].start()
    finally:
        need_copies(run, 2, [DEAD_LETTERS])
    run.until(lambda: whole(run), 60, "copies do not catch up")
    run.goes_on()
    run.recovered(run.until(run.only.is_ready, 60, "not ready again"))


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
    Scenario(
        32,
        "no value, no key, a key of 1 MB",
        "input",
        keys_of_every_sort,
        metric(LETTERS, 12),
        seconds=10,
        check=all_became_what_they_must,
    ),
    Scenario(
        32,
        "no value, no key, a key of 1 MB on every topic",
        "input",
        keys_everywhere,
        counted("records put", 40),
        seconds=10,
        bed="world",
        replayed=False,
        weight=0,
    ),
    Scenario(
        33,
        "10 000 poison records in a row",
        "input",
        very_many_in_a_row,
        metric(LETTERS, BURST * BURSTS // 2, reason="no_frame"),
        seconds=10,
        rate=1000,
        check=the_neighbours_wait_no_longer,
        weight=0,
    ),
    Scenario(
        34,
        "dead letters cannot be written",
        "input",
        dead_letters_away,
        Seen("transactions that failed", transactions_failed),
        seconds=60,
        floor_s=15,
        cluster="three",
        exits=UNSTABLE,
        check=all_became_what_they_must,
        weight=0,
    ),
]
