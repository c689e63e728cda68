"""Records that cannot be used: bytes that are no record, lies, keys and texts of every sort."""

import collections
import json
import struct
import time

import invariants
from broker_scenarios import UNSTABLE, need_copies, transactions_failed, whole
from runtime_bed import EVENTS, RESOLUTIONS
from scenario import Scenario, Seen, counted, metric
from world import message

LETTERS = "baton_dlq_messages_total"


# --- what is sent, and what must become of it


def put(run, conversation, data, expected, topic=EVENTS, producer=None, **more):
    """Sends a record, and notes what must become of it: the reason of its dead letter, several that
    may be, or None where it must be used. `more`: key="…" for another than the conversation's."""
    reasons = expected if isinstance(expected, tuple) else (expected,)

    def delivered(error, m):
        if run.expect(not error, f"not taken by the broker: {error}"):
            run.due[topic, m.partition(), m.offset()] = (reasons, data)

    run.bed.send(topic, conversation, data, producer, on_delivery=delivered, **more)


def all_became_what_they_must(run):
    """Each record that was put: its dead letter has the reason and the bytes; or it has none."""
    letters = {run.facts.source(letter): letter for _, letter in run.facts.letters}
    wrong = []
    for at, (reasons, data) in run.due.items():
        letter = letters.pop(at, None)
        if (letter["reason"] if letter else None) not in reasons:
            found = letter and letter["reason"]
            wrong.append(f"{at}: {found}, not {reasons}: {(data or b'')[:40]}")
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


# --- 31: what crashes or hangs other readers, and bytes changed by lot

def text_bytes(text):
    """Avro's, up to 63 bytes."""
    return bytes([2 * len(text)]) + text.encode()


def event_with(kind):
    """A schema of an event with one field more, which we do not use."""
    fields = [{"name": n, "type": "string"} for n in ("tenant", "conversation_id", "event_id")]
    fields.append({"name": "x", "type": kind})
    return json.dumps({"type": "record", "name": "ConversationEvent", "fields": fields})


def nested(depth):
    return {"type": "array", "items": nested(depth - 1)} if depth else "int"


NULLS = {"type": "record", "name": "N", "fields": [{"name": "n", "type": "null"}]}
LETTERS_AB = {"type": "enum", "name": "E", "symbols": ["a", "b"]}
MANY = b"\x80\x80\x80\x80\x02\0"  # 268 million items
# The type of x, its bytes, what must become of it. What avro-c does with each: hostile_test.c.
TRAPS = (
    ("ConversationEvent", b"", "bad_schema"),
    (["null", "ConversationEvent"], 900_000 * b"\2", "bad_schema"),
    ({"type": "array", "items": "null"}, MANY, "bad_schema"),
    ({"type": "array", "items": NULLS}, MANY, "bad_schema"),
    (nested(400), b"", "bad_schema"),
    ("string", b"\x80\x80\x80\x80\x40", "bad_length"),  # 8 GiB
    ("bytes", b"\x01", "bad_length"),
    ("string", b"\x04a", "bad_length"),
    (LETTERS_AB, b"\xfe\xff\xff\x0f", "bad_index"),
    (["null", "int"], b"\x04", "bad_index"),
    ("int", b"\x80\x80\x80\x80\x20", "bad_number"),
    ({"type": "array", "items": "int"}, b"\xfe\xff\xff\xff\x0f\0", "bad_count"),
    ({"type": "record", "name": "Empty", "fields": []}, b"", None),
)
MUTATED, AT_ONCE = 40_000, 5_000


def send_traps(run):
    for at, (kind, data, expected) in enumerate(TRAPS):
        number, name = 700_000 + at, f"trap{at}"
        run.registry.lies[str(number)] = event_with(kind)
        head = text_bytes("t") + text_bytes(name) + text_bytes("1")
        put(run, name, struct.pack(">bI", 0, number) + head + data, expected)
    for at, spoilt in enumerate((b"a\0b", b"\xc3\x28")):
        whole = run.bed.event(f"spoilt{at}", 1, text="?" * len(spoilt))
        put(run, f"spoilt{at}", whole.replace(b"?" * len(spoilt), spoilt), "bad_text")
    run.bed.flush()


def mutated(run, number):
    """A good event, of which up to four bytes behind the frame are others."""
    data = bytearray(run.bed.event(f"mutated{number % 50}", number, text="as it was"))
    for _ in range(run.rng.randint(1, 4)):
        data[run.rng.randrange(5, len(data))] = run.rng.randrange(256)
    return bytes(data)


def hostile_bytes(run):
    """Each trap, and then so many records changed by lot; memory does not grow with them. What lies
    in queues when it is looked at comes and goes, so the least of the last looks counts."""
    send_traps(run)
    run.until(lambda: run.registry.counts["lie"] >= len(TRAPS), 30, "not all were asked for")
    run.rest()
    sizes = []
    for number in range(MUTATED):
        run.bed.send(EVENTS, f"mutated{number % 50}", mutated(run, number))
        if number % AT_ONCE == AT_ONCE - 1:
            run.bed.flush()
            run.until(run.caught_up, 60, "they are not read")
            sizes.append(run.watch.now(run.only, "process_anonymous_memory_bytes") or 0)
            run.counts["mutated"] += AT_ONCE
    text = f"memory grows: {[round(size / 1e6) for size in sizes]} MB"
    run.expect(min(sizes[-3:]) <= 1.1 * max(sizes[:3]) + (8 << 20), text)


def traps_became_what_they_must(run):
    """The mutated ones have one outcome each, whichever (I6)."""
    for m, letter in list(run.facts.letters):
        if letter["key"].startswith(b"t/mutated"):
            run.facts.letters.remove((m, letter))
            run.counts["refused"] += 1
    run.expect(run.counts["refused"] > MUTATED / 4, "too few of the mutated were refused")
    all_became_what_they_must(run)


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
            put(run, "", data, reason, topic, producer, key=key)
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

BURST, BURSTS = 10_000, 6
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


def latencies(run, window):
    """Milliseconds from an event in the log to its signal in the log, of the neighbours' events
    that came in this window, ascending."""
    began, ended = window
    burst = {partition for _, partition, _ in run.due}
    found = []
    for m, signal in run.facts.new:
        at = run.facts.cause(signal)
        came = run.facts.inputs[at].timestamp()[1]
        if at[1] not in burst and began <= came <= ended:
            found.append(m.timestamp()[1] - came)
    return sorted(found)


def the_neighbours_wait_no_longer(run):
    """In one of the pairs of bursts: what else the machine does makes some wait, and the same in
    each pair is what poison does."""
    all_became_what_they_must(run)
    pairs = []  # p99 beside good records, beside poison
    for windows in zip(run.windows["good"], run.windows["poison"]):
        waits = [latencies(run, window) for window in windows]
        if run.expect(all(len(w) > 20 for w in waits), "too few neighbours"):
            pairs.append(tuple(w[int(len(w) * 0.99)] for w in waits))
    text = f"neighbours' p99 in ms beside good records and beside poison: {pairs}"
    run.expect(any(bad <= WORSE * max(good, 20) for good, bad in pairs), text)


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
        run.until(lambda: not run.only.is_ready(), 40, "ready without dead letters")
        why = run.only.why_not_ready  # first that the loop waits, for as long as it does
        run.until(lambda: "transaction" in why(), 60, "/readyz does not say why")
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


# --- 36: texts

ZALGO = "".join(c + "\u0300\u0316\u0347\u0489\u20dd" * 6 for c in "where is my parcel")
TEXTS = (
    ("a megabyte", "so it goes " * 85_000),
    ("a megabyte without a space", "\U0001f980" * 220_000),
    ("zalgo", ZALGO),
    (
        "right to left",
        "\u202e\u0623\u064a\u0646 \u0637\u0631\u062f\u064a\u061f \u05d0\u05d9\u05e4\u05d4 \u202c ok",
    ),
    (
        "emoji",
        "\U0001f468\u200d\U0001f469\u200d\U0001f467 \U0001f3f3\ufe0f\u200d\U0001f308" * 50,
    ),
    ("formats", "%s%n%s%n%p %1$n {} ${jndi:ldap://x} {{7*7}} $(id) `id`"),
    ("SQL", "'; DROP TABLE conversations; -- \" OR ''='"),
    ("HTML", "<script>alert(1)</script><img src=x onerror=alert(1)>&amp;&#0;]]>"),
    ("JSON", '"}],"type":"holder","epoch":99,"x":{"\\u0000\\ud800'),
    ("controls", "\x01\x02\x07\x08\x1b[31mred\x1b[0m\x7f\u0085\u2028\u2029\ufeff\ufffe\uffff"),
    ("lines", "\r\n\r\n\t\v\f" * 300),
    ("spaces", "\u200b\u00a0\u3000 " * 300),
)
SPOILT = (b"\0", b"a\0b", b"\xc3\x28", b"\xff\xfe", b"\xed\xa0\x80", b"\xf4\x90\x80\x80")
TEXT_READERS = 4  # stages that read conversation-events


def texts_of_every_sort(run):
    """Said by a customer who then asks for a person, so that each goes through all stages."""
    wire = run.world.wire
    producer = wire.producer()

    def say(name, number, said):
        run.counts["texts"] += 1
        wire.send(producer, EVENTS, f"acme/{name}", said)

    for at, (_, text) in enumerate(TEXTS):
        name = f"text{at}"
        say(name, 1, message("acme", name, 1, "customer", text))
        say(name, 2, message("acme", name, 2, "customer", "I want to talk to a human, please."))
    run.spoilt = set()
    for at, data in enumerate(SPOILT):
        mark = b"?" * len(data)
        whole = wire.frame(EVENTS, message("acme", f"spoilt{at}", 1, "customer", mark.decode()))
        run.spoilt.add(whole.replace(mark, data))
        say(f"spoilt{at}", 1, whole.replace(mark, data))
    run.expect(producer.flush(60) == 0, "not all was delivered")
    run.pause(run.seconds)


def texts_in_pages(run):
    """By event: the text in its page, and whether it was cut."""
    return {turn["event_id"]: (turn["text"], turn["cut"]) for _, turn in run.turns()}


def topics_not_utf8(run):
    """Topics that have records which the reader does not take, and how many; not the customers'."""
    topics = {n: c for n, c in run.topic_sizes().items() if not n.endswith("-changelog")}
    found = collections.Counter()
    for m in run.world.wire.read(topics):
        try:
            if m.topic().removeprefix(run.prefix) != EVENTS:
                run.world.wire.unframe(m.value())
        except UnicodeDecodeError:
            found[m.topic()] += 1
    return dict(found)


def texts_are_whole(run):
    """What every stage has written is UTF-8 (the reader takes nothing else), the texts are in their
    pages as they were said, and what is no text is a dead letter of each stage that read it."""
    spoilt = topics_not_utf8(run)
    if not run.expect(not spoilt, f"no UTF-8: records of {spoilt}"):
        return
    pages = texts_in_pages(run)
    for at, (name, text) in enumerate(TEXTS):
        said, cut = pages.get(f"text{at}-1", ("", False))
        whole = said == text or (cut and len(said) > 1000 and text.startswith(said))
        run.expect(whole, f"{name}: {said[:80]!r}, cut: {cut}")
    letters = [(letter["reason"], letter["value"]) for letter in invariants.world_letters(run)]
    for data in run.spoilt:
        count = letters.count(("bad_text", data))
        run.expect(count == TEXT_READERS, f"{count} dead letters of {data[-60:]}")


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
        31,
        "what crashes other readers, and bytes changed by lot",
        "input",
        hostile_bytes,
        counted("mutated", MUTATED),
        seconds=10,
        doubted=True,
        check=traps_became_what_they_must,
        weight=0,
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
        replayed="",
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
    Scenario(
        36,
        "texts of every sort",
        "input",
        texts_of_every_sort,
        metric(LETTERS, TEXT_READERS * len(SPOILT), reason="bad_text"),
        seconds=60,
        bed="world",
        check=texts_are_whole,
        weight=0,
    ),
]
