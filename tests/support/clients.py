"""librdkafka's clients for tests. They say nothing of a broker that cannot be reached: tests kill
theirs on purpose, and a line for each attempt would hide what failed."""

from confluent_kafka import Consumer, Producer
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
