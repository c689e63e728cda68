"""What no stage can use: each such record goes to the dead letters of every stage that reads its
topic, with the reason and the bytes as they were, and whatever stands behind it flows on."""

import io
import json
import pathlib
import struct
import sys
import unittest
from collections import Counter

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parents[0] / "support")]

import fastavro  # noqa: E402
from cluster import Cluster  # noqa: E402
from process import wait_until  # noqa: E402
from wire import schema_text  # noqa: E402
from world import STAGES, World, message  # noqa: E402

EVENTS = "conversation-events"
MIB = 1024 * 1024
# What stands around a value in a record batch, with the key.
ROOM = 200
READERS = ("detector", "packager", "switchboard", "learner")
TENANT = "acme"


class PoisonTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.cluster = cls.enterClassContext(Cluster())
        cls.cluster.start()
        cls.world = World(cls.cluster)
        cls.addClassCleanup(cls.world.close)
        cls.world.start()
        cls.wire = cls.world.wire
        cls.producer = cls.wire.producer()

    def send(self, conversation, data, key=..., **more):
        key = f"{TENANT}/{conversation}" if key is ... else key
        self.wire.send(self.producer, EVENTS, key, data, **more)

    def good(self, conversation, number, text="Where is my parcel?", **more):
        return message(TENANT, conversation, number, "customer", text, **more)

    def frame(self, value):
        return self.wire.frame(EVENTS, value)

    def flush(self):
        self.assertEqual(self.producer.flush(60), 0)

    def letters(self, stage, value):
        """The dead letters of these bytes, as messages and records."""
        topic = f"{stage}-dead-letters"
        found = [
            (m, self.wire.unframe(m.value()))
            for m in self.wire.read({topic: self.world.partitions})
        ]
        return [(m, letter) for m, letter in found if letter["value"] == value]

    def assert_dead(self, value, reason, key, readers=READERS):
        """Once in the dead letters of each reader, complete."""
        self.flush()
        for stage in readers:
            self.assertTrue(
                wait_until(lambda: self.letters(stage, value), 60), f"{stage}: no dead letter"
            )
        for stage in readers:
            ((record, letter),) = self.letters(stage, value)
            self.assertEqual(letter["reason"], reason, (stage, letter["message"]))
            self.assertEqual(letter["service"], stage)
            self.assertEqual(letter["source_topic"], EVENTS)
            self.assertEqual(letter["key"], (key or "").encode())
            self.assertEqual(letter["has_key"], key is not None)
            self.assertEqual(record.key(), key.encode() if key else None)
            self.assertGreaterEqual(letter["source_offset"], 0)
            headers = dict(record.headers())
            self.assertEqual(headers["__baton.errors.code"], reason.encode())
            self.assertEqual(headers["__baton.errors.service"], stage.encode())

    def assert_logged(self, stage, letter, word):
        """One line says which conversation's record it was and where it lies; none says what the
        customer said."""
        place = (letter["source_topic"], letter["source_partition"], letter["source_offset"])
        file = self.world.service(stage).log

        def found():
            lines = [line for line in file.read_text().splitlines() if '"dead_letter"' in line]
            lines = [json.loads(line) for line in lines]
            return [l for l in lines if (l["topic"], l["partition"], l["offset"]) == place]

        self.assertTrue(wait_until(found, 10), stage)  # it is written behind the commit
        (line,) = found()
        self.assertEqual(line["conversation"], letter["key"].decode())
        self.assertEqual(line["code"], letter["reason"])
        self.assertNotIn(word, file.read_text())

    def test_a_dead_letter_is_a_line_in_the_log_without_a_word_of_it(self):
        word = "quetzalcoatlus"
        data = self.frame(self.good("logged", 1, f"My {word} is late"))[:-3] + b"\x02"
        self.send("logged", data)
        self.flush()
        for stage in READERS:
            self.assertTrue(wait_until(lambda: self.letters(stage, data), 60), stage)
            ((_, letter),) = self.letters(stage, data)
            self.assertTrue(letter["message"] and word not in letter["message"])
            self.assert_logged(stage, letter, word)

    def assert_flows(self, conversation):
        """Behind the poison, in its own partition, a conversation is handed over."""
        self.send(
            conversation, self.good(conversation, "after", "I want to talk to a human, please.")
        )
        self.flush()
        key = f"{TENANT}/{conversation}"
        self.assertTrue(
            wait_until(lambda: any(k == key for k, _ in self.wire.records("assignments")), 60),
            "nothing flows behind it",
        )

    def poison(self, conversation, data, reason, **more):
        self.send(conversation, data, headers=[("origin", b"test"), ("empty", None)], **more)
        self.assert_dead(data, reason, f"{TENANT}/{conversation}")
        self.assert_flows(conversation)

    def test_bytes_that_are_not_avro(self):
        self.poison("not-avro", b"hello, this is no Avro", "no_frame")
        self.poison("four-bytes", b"\0\0\0\1", "no_frame")
        self.poison("nothing", b"", "no_frame")
        whole = self.frame(self.good("cut", 1))
        self.poison("cut", whole[:-3], "truncated")
        self.poison("longer", self.frame(self.good("longer", 1)) + b"more", "trailing_bytes")

    def test_an_unknown_schema_id(self):
        data = struct.pack(">bI", 0, 900_001) + self.frame(self.good("unknown-id", 1))[5:]
        self.poison("unknown-id", data, "unknown_schema")

    def test_a_wrong_key(self):
        data = self.frame(self.good("somebody-else", 1))
        self.poison("wrong-key", data, "key_mismatch")
        other = self.frame({**self.good("wrong-tenant", 1), "tenant": "bolt"})
        self.poison("wrong-tenant", other, "key_mismatch")

    def test_a_key_that_is_none(self):
        for key, text in ((None, "without"), ("acme", "too short"), ("ACME!/x", "not a name")):
            data = self.frame(self.good(f"key-{text}", 1, text))
            self.send("", data, key=key)
            self.flush()
            for stage in READERS:
                self.assertTrue(
                    wait_until(lambda: self.letters(stage, data), 60), f"{stage}: {text}"
                )
                ((_, letter),) = self.letters(stage, data)
                self.assertEqual(letter["stage"], "key", letter)
        self.assert_flows("after-keys")

    def test_the_largest_record_that_is_good(self):
        small = self.frame(self.good("large-good", 1, ""))
        size = MIB - ROOM - len(small)
        data = self.frame(self.good("large-good", 1, "word " * (size // 5)))
        self.assertGreater(len(data), MIB - 2 * ROOM)
        self.send("large-good", data)
        self.flush()
        self.assert_flows("large-good")
        for stage in READERS:
            self.assertEqual(self.letters(stage, data), [])
        key = f"{TENANT}/large-good"
        turns = [
            t
            for k, page in self.wire.records("context-pages")
            if k.startswith(key)
            for t in page["turns"]
        ]
        (cut,) = [
            t for t in {t["event_id"]: t for t in turns}.values() if t["event_id"] == "large-good-1"
        ]
        self.assertTrue(cut["cut"])
        self.assertLessEqual(len(cut["text"]), 8192)

    def test_the_largest_record_that_is_bad(self):
        self.poison("large-bad", b"\xff" * (MIB - ROOM), "no_frame")
        whole = self.frame(self.good("large-cut", 1, "x" * (MIB - 2 * ROOM)))
        self.poison("large-cut", whole[: MIB - 3 * ROOM], "bad_length")

    def test_what_is_far_larger_unpacked(self):
        """A few kB on the way: no letter has room for all of it, nor has its topic when the
        switchboard forwards it."""
        producer = self.wire.producer(**{"compression.type": "gzip", "message.max.bytes": 8 * MIB})
        key, wrong = f"{TENANT}/unpacked", f"{TENANT}/unpacked-elsewhere"
        self.wire.send(producer, EVENTS, key, b"\xff" * 5 * MIB)
        for partition in range(self.world.partitions):
            self.wire.send(producer, EVENTS, wrong, b"\xff" * (MIB + 1), partition=partition)
        self.assertEqual(producer.flush(60), 0)
        for stage in READERS:
            self.assertTrue(wait_until(lambda: self.letters_of(stage, key), 60), stage)
            (letter,) = self.letters_of(stage, key)
            self.assertEqual(letter["reason"], "record_too_large")
            self.assertEqual(len(letter["value"]) + letter["cut_bytes"], 5 * MIB)
        said = self.cluster.baton(
            "dead-letters", "--replay", letter["dead_letter_id"], check=False
        )
        self.assertIn("0 put back", said)

        def refused():
            return Counter(l["reason"] for l in self.letters_of("switchboard", wrong))

        all_but_one = self.world.partitions - 1
        expected = {"record_too_large": all_but_one, "no_frame": 1}
        self.assertTrue(wait_until(lambda: refused() == expected, 60), refused())
        for name in ("unpacked", "unpacked-elsewhere"):
            self.assert_flows(name)

    def letters_of(self, stage, key):
        """The dead letters of records with this key."""
        found = self.wire.read({f"{stage}-dead-letters": self.world.partitions})
        letters = [self.wire.unframe(m.value()) for m in found]
        return [letter for letter in letters if letter["key"] == key.encode()]

    def test_invalid_utf8(self):
        data = self.frame(self.good("utf8", 1, "caf?? au lait")).replace(b"caf??", b"caf\xc3(")
        self.poison("utf8", data, "bad_text")

    def test_missing_fields(self):
        """A schema of the sender's own, which lacks what every event must have."""
        schema = json.loads(schema_text("ConversationEvent"))
        schema["fields"] = [f for f in schema["fields"] if f["name"] != "event_id"]
        answer = self.wire.ask(
            "POST", "/subjects/poison-value/versions", {"schema": json.dumps(schema)}
        )
        event = self.good("missing", 1)
        del event["event_id"]
        out = io.BytesIO()
        out.write(struct.pack(">bI", 0, answer["id"]))
        fastavro.schemaless_writer(out, fastavro.parse_schema(schema, {}), event)
        self.send("missing", out.getvalue())
        self.flush()
        for stage in READERS:
            self.assertTrue(wait_until(lambda: self.letters(stage, out.getvalue()), 60), stage)
            ((_, letter),) = self.letters(stage, out.getvalue())
            self.assertIn("event_id", letter["message"])
        self.assert_flows("missing")

    def test_dead_letters_are_listed_and_put_back(self):
        data = b"to be put back"
        self.send("again", data, headers=[("origin", b"test")])
        self.assert_dead(data, "no_frame", f"{TENANT}/again")
        ((_, letter),) = self.letters("detector", data)
        listed = self.cluster.baton("dead-letters", "--service", "detector")
        self.assertIn(letter["dead_letter_id"], listed)
        self.assertIn("no_frame", listed)
        self.assertNotIn("to be put back", listed)
        self.assertIn(
            "1 put back", self.cluster.baton("dead-letters", "--replay", letter["dead_letter_id"])
        )
        again = [m for m in self.wire.read({EVENTS: self.world.partitions}) if m.value() == data]
        self.assertEqual([m.key() for m in again], [f"{TENANT}/again".encode()] * 2)
        self.assertEqual(len({m.partition() for m in again}), 1)
        self.assertEqual([dict(m.headers())["origin"] for m in again], [b"test"] * 2)

    def given_up(self, reason):
        """All letters with this reason: where the record stood, whether it was one put back."""
        letters = self.wire.read({f"{stage}-dead-letters": self.world.partitions for stage in STAGES})
        for letter in (self.wire.unframe(m.value()) for m in letters):
            if letter["reason"] == reason:
                place = letter["source_topic"], letter["source_partition"], letter["source_offset"]
                yield place, any(h["name"] == "baton-replayed" for h in letter["headers"])

    def test_putting_all_back_again_and_again_multiplies_nothing(self):
        data = self.frame(self.good("over-again", 1, "caf?? again")).replace(b"caf??", b"caf\xc3(")
        self.send("over-again", data)
        self.assert_dead(data, "bad_text", f"{TENANT}/over-again")
        for run in (1, 2, 3):
            origins = {place for place, copied in self.given_up("bad_text") if not copied}
            said = self.cluster.baton("dead-letters", "--reason", "bad_text", "--replay-all")
            self.assertIn(f", {len(origins)} put back", said)
            for stage in READERS:
                self.assertTrue(
                    wait_until(lambda: len(self.letters(stage, data)) == run + 1, 60), stage
                )
        copies = [m for m in self.wire.read({EVENTS: self.world.partitions}) if m.value() == data]
        first, *more = sorted(copies, key=lambda m: m.offset())
        place = f"{EVENTS}/{first.partition()}/{first.offset()}".encode()
        self.assertEqual([m.headers() for m in more], [[("baton-replayed", place)]] * 3)

    @classmethod
    def tearDownClass(cls):
        bad = cls.world.stop()
        assert bad == {}, bad
        assert cls.world.failures_in_logs() == [], cls.world.failures_in_logs()
        good, said = cls.world.judge(waiting=True)
        assert good, said


assert set(READERS) < set(STAGES)

if __name__ == "__main__":
    unittest.main()
