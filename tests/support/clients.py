"""librdkafka's clients for tests. They say nothing of a broker that cannot be reached: tests kill
theirs on purpose, and a line for each attempt would hide what failed."""

from confluent_kafka import Consumer, ConsumerGroupTopicPartitions, Producer
from confluent_kafka.admin import AdminClient

CRITICAL = 2  # as syslog's; a refused connection is 3


def settings(cluster, more):
    return {"bootstrap.servers": cluster.brokers, "log_level": CRITICAL, **more}


def producer(cluster, **more):
    return Producer(settings(cluster, {"enable.idempotence": True, **more}))


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


def committed(admin, group):
    """What a group has committed, as TopicPartitions."""
    asked = [ConsumerGroupTopicPartitions(group)]
    return admin.list_consumer_group_offsets(asked)[group].result(30).topic_partitions


def metadata(part):
    """Of a TopicPartition; empty as well when it cannot be read: this client reads beyond its end,
    and what lies there may be no text. The next answer lies elsewhere."""
    try:
        return part.metadata or ""
    except UnicodeDecodeError:
        return ""
