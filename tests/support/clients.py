"""librdkafka's clients for tests. They say nothing of a broker that cannot be reached: tests kill
theirs on purpose, and a line for each attempt would hide what failed."""

import time

from confluent_kafka import (
    Consumer,
    ConsumerGroupTopicPartitions,
    KafkaError,
    KafkaException,
    Producer,
    TopicPartition,
)
from confluent_kafka.admin import (
    AdminClient,
    AlterConfigOpType,
    ConfigEntry,
    ConfigResource,
    ConfigSource,
    ResourceType,
)

AWAY = (  # a coordinator that was killed, or is just coming back
    KafkaError._TIMED_OUT,
    KafkaError._TRANSPORT,
    KafkaError._WAIT_COORD,
    KafkaError.COORDINATOR_LOAD_IN_PROGRESS,
    KafkaError.COORDINATOR_NOT_AVAILABLE,
    KafkaError.NOT_COORDINATOR,
    KafkaError.REQUEST_TIMED_OUT,
)
CRITICAL = 2  # as syslog's; a refused connection is 3


def settings(cluster, more):
    return {"bootstrap.servers": cluster.brokers, "log_level": CRITICAL, **more}


def producer(cluster, **more):
    return Producer(settings(cluster, {"enable.idempotence": True, **more}))


def produce(producer, topic, **words):
    """As `producer.produce`, and waits while its queue is full."""
    while True:
        try:
            producer.produce(topic, **words)
            producer.poll(0)
            return
        except BufferError:
            producer.poll(0.1)


def consumer(cluster, group, **more):
    """Of committed records; it commits nothing itself."""
    usual = {
        "group.id": group,
        "isolation.level": "read_committed",
        "enable.auto.commit": False,
        "auto.offset.reset": "earliest",
    }
    return Consumer(settings(cluster, {**usual, **more}))


def admin(cluster):
    return AdminClient(settings(cluster, {}))


def configure(admin, kind, names, setting, value):
    """Another value for a setting of what has these names, of a ResourceType."""
    entry = ConfigEntry(setting, str(value), incremental_operation=AlterConfigOpType.SET)
    wanted = [ConfigResource(kind, name, incremental_configs=[entry]) for name in names]
    for done in admin.incremental_alter_configs(wanted).values():
        done.result(20)


def settings_of(admin, topic):
    """What was set for a topic, without defaults."""
    asked = [ConfigResource(ResourceType.TOPIC, topic)]
    has = admin.describe_configs(asked)[asked[0]].result(20)
    own = ConfigSource.DYNAMIC_TOPIC_CONFIG.value
    return {name: entry.value for name, entry in has.items() if entry.source == own}


def delete_records(admin, topic, before):
    """Those before an offset of each partition: {partition: offset}."""
    parts = [TopicPartition(topic, partition, at) for partition, at in before.items()]
    for done in admin.delete_records(parts).values():
        done.result(60)


def cut_compacted(admin, topic, before, wait_s=20):
    """As a wrong cleanup.policy does: of a topic that is only compacted nothing is deleted. The leader
    of a partition may learn of the policy after the answer was given, and refuses until then."""
    policy = ResourceType.TOPIC, [topic], "cleanup.policy"
    until = time.monotonic() + wait_s
    configure(admin, *policy, "compact,delete")
    while True:
        try:
            delete_records(admin, topic, before)
            break
        except KafkaException as refused:
            code = refused.args[0].code()
            if code != KafkaError.POLICY_VIOLATION or time.monotonic() > until:
                raise
            time.sleep(0.1)
    configure(admin, *policy, "compact")


def committed(admin, group, wait_s=60):
    """What a group has committed, as TopicPartitions. Its coordinator may just have been killed."""
    asked = [ConsumerGroupTopicPartitions(group)]
    until = time.monotonic() + wait_s
    while True:
        try:
            return admin.list_consumer_group_offsets(asked)[group].result(30).topic_partitions
        except KafkaException as refused:
            if refused.args[0].code() not in AWAY or time.monotonic() > until:
                raise
            time.sleep(0.5)


def metadata(part):
    """Of a TopicPartition; empty as well when it cannot be read: this client reads beyond its end,
    and what lies there may be no text. The next answer lies elsewhere."""
    try:
        return part.metadata or ""
    except UnicodeDecodeError:
        return ""
