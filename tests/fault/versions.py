"""Which librdkafka and which broker a run is on: chosen by options, and believed only when services
and brokers have said so themselves at each of their starts."""

import collections
import os
import re

import downloads
import librdkafka

STARTING = re.compile(r'"starting".*"librdkafka":"([^"]+)"')


class Versions:
    """`librdkafka`, `broker`: what is asked for, or None: the installed one, the usual one."""

    def __init__(self, wanted_librdkafka=None, wanted_broker=None):
        self.librdkafka = None  # whichever is installed, but only one
        self.started = collections.Counter()  # programs, by the librdkafka that they said
        self.brokers = collections.Counter()  # starts, by the version that they said
        if wanted_librdkafka:
            self.librdkafka = librdkafka.use(wanted_librdkafka)
        if wanted_broker:
            os.environ["BATON_BROKER_VERSION"] = wanted_broker
        self.broker = downloads.broker_version()

    def saw_program(self, version):
        """A program has said which librdkafka it runs on."""
        self.started[version] += 1
        self.librdkafka = self.librdkafka or version

    def wrong_of(self, run):
        """Services of a run that has ended which ran on another librdkafka, or did not say."""
        wrong = []
        for version in run.programs:
            self.saw_program(version)
            if version != self.librdkafka:
                wrong.append(f"a program ran on librdkafka {version}, not {self.librdkafka}")
        for service in run.services:
            if not service.child:
                continue
            text = service.log.read_text(errors="replace") if service.log.exists() else ""
            said = STARTING.findall(text)
            for version in said:
                self.saw_program(version)
            other = set(said) - {self.librdkafka}
            if other or not said:
                on = ", ".join(sorted(other)) or "an unknown one"
                wrong.append(f"{service.name} ran on librdkafka {on}, not {self.librdkafka}")
        return wrong

    def wrong_of_cluster(self, cluster):
        """Brokers of a cluster that has just been started which are of another version."""
        said = [broker.version() for broker in cluster.nodes]
        self.brokers.update(said)
        return [f"a broker is Kafka {v}, not {self.broker}" for v in said if v != self.broker]

    def __str__(self):
        shown = {"librdkafka": self.started, "broker": self.brokers}
        return "; ".join(
            f"{what} {version} in {count} starts"
            for what, counts in shown.items()
            for version, count in counts.items()
        )
