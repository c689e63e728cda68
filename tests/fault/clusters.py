"""The clusters that scenarios run on, each started when it is first asked for and used by all that
name it, one after the other."""

import pathlib
import sys

from certificates import Certificates
from cluster import Cluster
from process import Failed

# A transaction that is over its time is looked for every 10 s by default.
SETTINGS = {"transaction.abort.timed.out.transaction.cleanup.interval.ms": 500}
# Who comes by the side door says who it is, and may do what it has the right to; the tests and the
# broker itself may do all.
ACLS = {
    "listener.security.protocol.map": "PLAINTEXT:PLAINTEXT,SIDE:SASL_PLAINTEXT,CONTROLLER:PLAINTEXT",
    "listener.name.side.sasl.enabled.mechanisms": "PLAIN",
    "listener.name.side.plain.sasl.jaas.config": (
        "org.apache.kafka.common.security.plain.PlainLoginModule required "
        'user_counter="secret";'
    ),
    "authorizer.class.name": "org.apache.kafka.metadata.authorizer.StandardAuthorizer",
    "super.users": "User:ANONYMOUS",
}
ACLS_LOGIN = {
    "BATON_KAFKA_SECURITY_PROTOCOL": "SASL_PLAINTEXT",
    "BATON_KAFKA_SASL_MECHANISM": "PLAIN",
    "BATON_KAFKA_SASL_USERNAME": "counter",
    "BATON_KAFKA_SASL_PASSWORD": "secret",
}
# The broker's certificate, in Kafka's settings; it may get another name while it runs.
CERTIFICATE = "listener.name.side.ssl.keystore.location"
TLS = {
    "listener.security.protocol.map": "PLAINTEXT:PLAINTEXT,SIDE:SSL,CONTROLLER:PLAINTEXT",
    "listener.name.side.ssl.keystore.type": "PEM",
    "ssl.allow.dn.changes": "true",
    "ssl.allow.san.changes": "true",
}


def tls():
    """A cluster whose side door wants TLS; its `certificates` made the broker's first."""
    settings = {**SETTINGS, **TLS}
    cluster = Cluster(side_door=True, settings=settings)
    made = cluster.certificates = Certificates(cluster.folder / "certificates")
    made.first = made.authority("first")
    made.trust(made.first)
    settings[CERTIFICATE] = made.broker(made.first)
    return cluster


CLUSTERS = {
    "one": lambda: Cluster(side_door=True, settings=SETTINGS),
    "acls": lambda: Cluster(side_door=True, settings={**SETTINGS, **ACLS}),
    "tls": tls,
    "three": lambda: Cluster(nodes=3, side_door=True, settings=SETTINGS),
}


class Clusters:
    def __init__(self, versions):
        self.running, self.versions = {}, versions

    def get(self, name):
        if name not in self.running:
            cluster = CLUSTERS[name]()
            cluster.start()
            self.running[name] = cluster
            wrong = self.versions.wrong_of_cluster(cluster)
            if wrong:
                raise Failed("; ".join(wrong))
        return self.running[name]

    def discard(self, name):
        """After a scenario that failed: the next one gets a fresh cluster; the logs are kept."""
        cluster = self.running.pop(name, None)
        if cluster:
            cluster.owns_folder = False
            cluster.stop()
            print(f"  logs: {pathlib.Path(cluster.folder) / 'log'}", file=sys.stderr)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        for cluster in self.running.values():
            cluster.__exit__(None)
