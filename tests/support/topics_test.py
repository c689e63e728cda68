"""What `baton topics` makes, and the rights that it names, against the table of the design."""

import json
import os
import subprocess
import unittest

import clients
import rights
from cluster import BIN, ROOT, Cluster
from confluent_kafka.admin import ConfigResource, ResourceType

HOUR, DAY, MIB = 3600_000, 24 * 3600_000, 1024 * 1024
STAGES = ("detector", "packager", "router", "switchboard", "learner")
OUTSIDE = ("conversation-events", "resolutions", "agent-events")  # what outsiders write
GLOBAL = ("policies", "load")
# Of each compacted topic: how long each state and each tombstone is kept; 0: the broker's default.
COMPACTED = {
    "context-packages": (0, 0),
    "context-pages": (0, 0),
    "agent-performance": (0, 0),
    "assignments": (7 * DAY, 7 * DAY),
    "policies": (90 * DAY, 0),
    "load": (0, 0),
    **{f"{stage}-changelog": (0, 0) for stage in STAGES},
}
DELETED = (
    *OUTSIDE, "escalation-signals", "routing-requests", "routing-decisions", "deliveries",
    "handoff-metrics", "handoff-outcomes", "customer-history", "enrichment-requests",
    *(f"{stage}-dead-letters" for stage in STAGES),
)  # fmt: skip


# What each program reads, and what it writes; of the forwarders also what they only put right.
READS = {
    "detector": "conversation-events policies load",
    "packager": "conversation-events escalation-signals policies",
    "router": "routing-requests agent-events agent-performance policies",
    "switchboard": "conversation-events assignments resolutions policies",
    "learner": "escalation-signals assignments resolutions conversation-events handoff-outcomes"
    " customer-history enrichment-requests policies",
    "gateway": "context-packages context-pages assignments deliveries handoff-metrics policies",
}
WRITES = {
    "detector": "escalation-signals",
    "packager": "context-packages context-pages routing-requests enrichment-requests",
    "router": "assignments routing-decisions load routing-requests agent-events",
    "switchboard": "conversation-events deliveries routing-requests resolutions",
    "learner": "handoff-outcomes customer-history policies agent-performance handoff-metrics"
    " conversation-events",
    "gateway": "conversation-events agent-events resolutions policies",
}
OUTSIDERS = (
    ("bot", "topic", "literal", "conversation-events", "Read Write Describe"),
    ("bot", "group", "prefixed", "bot-", "Read Describe"),
    ("crm", "topic", "literal", "assignments", "Read Describe"),
    ("crm", "topic", "literal", "resolutions", "Write Describe"),
    ("crm", "topic", "literal", "agent-events", "Write Describe"),
    ("crm", "group", "prefixed", "crm-", "Read Describe"),
)


def rows_of(service):
    """Of a program: principal, kind, pattern, name, operations."""
    for topic in READS[service].split():
        yield service, "topic", "literal", topic, "Read Describe DescribeConfigs"
    for topic in WRITES[service].split():
        yield service, "topic", "literal", topic, "Write Describe"
    if service not in STAGES:
        return
    yield service, "topic", "literal", f"{service}-dead-letters", "Write Describe"
    yield service, "topic", "literal", f"{service}-changelog", "Read Write Describe"
    yield service, "group", "literal", f"baton-{service}", "Read Describe"
    yield service, "transactionalId", "prefixed", f"baton-{service}-", "Write Describe"
    yield "keda", "group", "literal", f"baton-{service}", "Describe"
    for topic in set(READS[service].split()) - set(GLOBAL):
        yield "keda", "topic", "literal", topic, "Describe"


def rows_of_people():
    """All is read but the changelogs; what a stage reads takes dead letters back."""
    put_back = {topic for stage in STAGES for topic in READS[stage].split()} - set(GLOBAL)
    for topic in (*DELETED, *COMPACTED):
        if not topic.endswith("-changelog"):
            operations = "Read Write Describe" if topic in put_back else "Read Describe"
            yield "operator", "topic", "literal", topic, operations
    yield "operator", "group", "literal", "baton-baton", "Describe"


def rights_wanted(prefix):
    """All, one a tuple."""
    rows = [row for service in READS for row in rows_of(service)] + list(OUTSIDERS)
    rows += [("setup", "topic", "literal", name, "Create") for name in (*DELETED, *COMPACTED)]
    rows += list(rows_of_people())
    return {
        (principal, kind, pattern, prefix + name, operation)
        for principal, kind, pattern, name, operations in rows
        for operation in operations.split()
    }


def wanted(topic):
    """The settings of a topic, by Kafka's names."""
    settings = {
        "message.timestamp.type": "LogAppendTime",
        "max.message.bytes": MIB if topic in OUTSIDE else 2 * MIB,
    }
    if topic not in COMPACTED:
        return {**settings, "cleanup.policy": "delete", "retention.ms": 7 * DAY, "segment.ms": DAY}
    lag, tombstones = COMPACTED[topic]
    return {
        **settings,
        "cleanup.policy": "compact",
        "segment.bytes": 4 * MIB,
        "segment.ms": HOUR,
        "min.cleanable.dirty.ratio": 0.1,
        "min.compaction.lag.ms": lag,
        "max.compaction.lag.ms": lag + DAY,
        "delete.retention.ms": tombstones or DAY,
    }


class TopicsTest(unittest.TestCase):
    def test_the_topics_have_the_settings_of_the_design(self):
        with Cluster() as cluster:
            cluster.start(registry=False)
            cluster.baton("topics", "--create", "--partitions", 3)
            admin = clients.admin(cluster)
            found = admin.list_topics(timeout=30).topics
            names = sorted([*COMPACTED, *DELETED])
            self.assertEqual(names, sorted(n for n in found if not n.startswith("__")))
            self.assertEqual(
                {name: 1 if name in GLOBAL else 3 for name in names},
                {name: len(found[name].partitions) for name in names},
            )
            asked = [ConfigResource(ResourceType.TOPIC, name) for name in names]
            for resource, answer in admin.describe_configs(asked).items():
                has = answer.result(30)
                for setting, value in wanted(resource.name).items():
                    with self.subTest(topic=resource.name, setting=setting):
                        self.assertEqual(str(value), has[setting].value)
            again = cluster.baton("topics", "--create", "--partitions", 3)
            self.assertEqual({"exists"}, {line.split()[0] for line in again.splitlines()})

    def test_the_settings_are_printed_as_they_are_made(self):
        done = subprocess.run(
            [BIN / "baton", "topics", "--settings", "--partitions", "3"],
            capture_output=True,
            text=True,
            check=True,
        )
        found = {}
        for line in done.stdout.splitlines():
            name, *settings = line.split()
            found[name] = dict(setting.split("=", 1) for setting in settings)
        self.assertEqual(sorted([*COMPACTED, *DELETED]), sorted(found))
        for name, settings in found.items():
            self.assertEqual("1" if name in GLOBAL else "3", settings.pop("partitions"))
            everything = {key: str(value) for key, value in wanted(name).items()}
            self.assertLessEqual(settings.items(), everything.items(), name)
            left_out = set(everything) - set(settings)  # where the broker's default is wanted
            self.assertLessEqual(left_out, {"min.compaction.lag.ms", "delete.retention.ms"}, name)

    def test_the_asyncapi_document_is_the_committed_one(self):
        def document(prefix=""):
            return subprocess.run(
                [BIN / "baton", "topics", "--asyncapi"],
                env={**os.environ, "BATON_PREFIX": prefix},
                capture_output=True,
                text=True,
                check=True,
            ).stdout

        committed = (ROOT / "schemas/asyncapi.json").read_text()
        self.assertEqual(committed, document(), "baton topics --asyncapi > schemas/asyncapi.json")
        channels = json.loads(document("eu."))["channels"]
        self.assertEqual(
            {f"eu.{name}" for name in channels},
            {channel["address"] for channel in channels.values()},
        )
        for name in (*DELETED, *COMPACTED):
            self.assertEqual(not name.endswith("-changelog"), name in channels, name)

    def test_each_program_has_the_rights_that_it_needs_and_none_besides(self):
        """The whole list, with an installation's prefix: one more is one too many."""
        printed, needed = set(map(tuple, rights.printed("eu."))), rights_wanted("eu.")
        self.assertEqual(sorted(needed - printed), [], "missing")
        self.assertEqual(sorted(printed - needed), [], "superfluous")


if __name__ == "__main__":
    unittest.main()
