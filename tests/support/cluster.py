"""A broker, a schema registry and Baton's services, to run tests on and for `./dev up`.

    with Cluster() as cluster:                       # in a folder of its own that goes when it ends
        cluster.start()
        detector = cluster.service("detector")
        detector.start()                             # returns when /readyz says so
        cluster.broker.kill(); cluster.broker.start()  # the same port, the same data

From a shell: cluster.py prepare | start DIR [--no-registry] | stop DIR | kill DIR NAME | restart
DIR NAME | env DIR
"""

import argparse
import base64
import fcntl
import json
import os
import pathlib
import re
import shlex
import shutil
import signal
import subprocess
import sys
import tempfile
import urllib.error
import urllib.request
import uuid

import downloads
from process import Failed, Process, free_port

ROOT = pathlib.Path(__file__).resolve().parents[2]
BIN = pathlib.Path(os.environ.get("BATON_BIN") or ROOT / "build/bin")
# What a topic may take at most, and room for the batch around it.
LARGEST_RECORD = 2 * 1024 * 1024 + 128 * 1024

# Quick to start and small: no JIT beyond the first stage, no parallel collector.
JAVA = [
    "java",
    "-XX:TieredStopAtLevel=1",
    "-XX:+UseSerialGC",
    "-Xshare:auto",
    "-Xlog:disable",
    "-Xlog:all=error",
]


def numbered(name, node):
    """Of the first node as if there were no others."""
    return name if node == 1 else f"{name}-{node}"


def new_id():
    """As Kafka writes its ids; it may begin with a dash."""
    return base64.urlsafe_b64encode(uuid.uuid4().bytes).decode().rstrip("=")


class JavaServer(Process):
    """A Java program whose classes are archived in the cache. Subclasses say how it is called."""

    def java(self, program_folder):
        archive = downloads.class_archive(program_folder)
        if self.archive_to:
            return [*JAVA, f"-XX:ArchiveClassesAtExit={self.archive_to}"]
        return [*JAVA, f"-XX:SharedArchiveFile={archive}"] if archive.exists() else JAVA

    archive_to = None
    part = None  # of downloads.py


class Broker(JavaServer):
    """One Kafka node, broker and controller (KRaft). `node`: which of `nodes`; `side_door`: it also
    listens where a proxy (proxy.py) stands before it, and tells clients that come that way the
    proxy's address; `doors`: more listeners, by name, whose protocols `settings` say."""

    part = "broker"

    def __init__(
        self,
        folder,
        ports,
        tied=False,
        settings=None,
        node=1,
        nodes=1,
        side_door=False,
        doors=(),
    ):
        super().__init__(folder, numbered("broker", node), tied)
        self.data = self.folder / self.name
        self.ports, self.node, self.nodes, self.side_door = ports, node, nodes, side_door
        self.doors = doors
        self.settings = settings or {}
        self.cluster_id = new_id

    @property
    def address(self):
        return f"127.0.0.1:{self.ports(self.name)}"

    def side_ports(self):
        """Of the proxy, and of the broker behind it."""
        return self.ports(f"{self.name}-proxy"), self.ports(f"{self.name}-side")

    def listeners(self):
        """Name: address, and the address that clients are told."""
        found = {"PLAINTEXT": (self.address, self.address)}
        if self.side_door:
            proxy, own = self.side_ports()
            found["SIDE"] = (f"127.0.0.1:{own}", f"127.0.0.1:{proxy}")
        return {**found, **{door: (self.door(door), self.door(door)) for door in self.doors}}

    def door(self, name):
        """The address of one of `doors`."""
        return f"127.0.0.1:{self.ports(f'{self.name}-{name.lower()}')}"

    def controller(self, node):
        return f"127.0.0.1:{self.ports(numbered('controller', node))}"

    def properties(self):
        listeners = self.listeners()
        own = [f"{name}://{address}" for name, (address, _) in listeners.items()]
        told = [f"{name}://{address}" for name, (_, address) in listeners.items()]
        voters = [f"{node}@{self.controller(node)}" for node in range(1, self.nodes + 1)]
        copies = min(self.nodes, 3)
        return {
            "process.roles": "broker,controller",
            "node.id": self.node,
            "controller.quorum.voters": ",".join(voters),
            "listeners": ",".join([*own, f"CONTROLLER://{self.controller(self.node)}"]),
            "advertised.listeners": ",".join(told),
            "controller.listener.names": "CONTROLLER",
            "listener.security.protocol.map": "PLAINTEXT:PLAINTEXT,SIDE:PLAINTEXT,CONTROLLER:PLAINTEXT",
            "log.dirs": self.data / "data",
            "auto.create.topics.enable": "false",
            "log.message.timestamp.type": "LogAppendTime",
            "message.max.bytes": LARGEST_RECORD,
            "replica.fetch.max.bytes": LARGEST_RECORD,
            "default.replication.factor": copies,
            "min.insync.replicas": (copies + 1) // 2,
            "offsets.topic.replication.factor": copies,
            "offsets.topic.num.partitions": 4,
            "transaction.state.log.replication.factor": copies,
            "transaction.state.log.min.isr": (copies + 1) // 2,
            "transaction.state.log.num.partitions": 4,
            "group.initial.rebalance.delay.ms": 0,
            # A broker that was killed may register again when its last session is
            # over: 9 s by default.
            "broker.session.timeout.ms": 3000,
            "broker.heartbeat.interval.ms": 500,
            "num.network.threads": 2,
            "num.io.threads": 4,
            "log.cleaner.dedupe.buffer.size": 16 * 1024 * 1024,
            **self.settings,
        }

    def format(self):
        """What `kafka-storage format` would write: its files, formatted once and kept in
        the cache, with new ids."""
        target = self.data / "data"
        shutil.copytree(formatted_storage(), target)
        (target / "meta.properties").write_text(
            f"version=1\nnode.id={self.node}\n"
            f"cluster.id={self.cluster_id()}\ndirectory.id={new_id()}\n"
        )

    def launch(self):
        if not (self.data / "data").exists():
            self.format()
        properties = self.data / "server.properties"
        properties.write_text(
            "".join(f"{name}={value}\n" for name, value in self.properties().items())
        )
        folder = downloads.broker_folder()
        self.start_program(
            [
                *self.java(folder),
                "-Xms256m",
                "-Xmx512m",
                *shlex.split(os.environ.get("BATON_BROKER_JAVA", "")),
                *broker_class("kafka.Kafka"),
                properties,
            ]
        )

    def start_program(self, command):
        super().start(command, cwd=self.data)

    def wait(self, seconds=120):
        # The port opens before requests are taken; the log's line comes when they are.
        self.wait_ready(lambda: "Kafka Server started" in self.log_since_start(), seconds)

    def version(self):
        """What it says of itself since it was started; None: nothing."""
        said = re.search(r"Kafka version: (\S+)", self.log_since_start())
        return said and said.group(1)

    def start(self):
        """Returns when it takes requests. Raises Failed."""
        self.launch()
        self.wait()


def broker_class(name):
    """The end of a command line that runs a class of the broker's jars."""
    return [
        "-cp",
        downloads.broker_classpath(),
        f"-Dlog4j2.configurationFile={downloads.SUPPORT / 'kafka/log4j2.properties'}",
        name,
    ]


def format_storage(folder):
    config = folder / "server.properties"
    config.write_text(
        f"process.roles=broker,controller\nnode.id=1\nlog.dirs={folder}/data\n"
        "controller.quorum.voters=1@127.0.0.1:9093\ncontroller.listener.names=CONTROLLER\n"
        "listeners=PLAINTEXT://127.0.0.1:9092,CONTROLLER://127.0.0.1:9093\n"
    )
    tool = [*JAVA, *broker_class("kafka.tools.StorageTool"), "format"]
    downloads.run(
        "the storage format", [*tool, f"--cluster-id={new_id()}", f"--config={config}"]
    )


def formatted_storage():
    """An empty formatted log folder, made once by Kafka's own tool, which takes as long as the
    broker to start."""
    made = downloads.part("storage", downloads.broker_version())
    downloads.fill(made, format_storage)
    return made / "data"


class Registry(JavaServer):
    """Apicurio Registry, which speaks the Confluent API under /apis/ccompat/v7. Its database is
    a file: a registry that is started again knows its schemas."""

    part = "registry"

    def __init__(self, folder, ports, tied=False):
        super().__init__(folder, "registry", tied)
        self.data = self.folder / "registry"
        self.ports = ports

    @property
    def url(self):
        return f"http://127.0.0.1:{self.ports('registry')}/apis/ccompat/v7"

    def launch(self):
        self.data.mkdir(parents=True, exist_ok=True)
        settings = {
            "quarkus.http.host": "127.0.0.1",
            "quarkus.http.port": self.ports("registry"),
            "quarkus.http.access-log.enabled": "false",
            "apicurio.storage.kind": "sql",
            "apicurio.storage.sql.kind": "h2",
            "apicurio.datasource.url": f"jdbc:h2:file:{self.data}/schemas",
        }
        super().start(
            [
                *self.java(downloads.registry_folder()),
                "-Xmx300m",
                *(f"-D{name}={value}" for name, value in settings.items()),
                "-jar",
                downloads.registry_jar(),
            ],
            cwd=self.data,
        )

    def wait(self, seconds=120):
        health = f"http://127.0.0.1:{self.ports('registry')}/health/ready"
        self.wait_ready(lambda: http_status(health) == 200, seconds)

    def start(self):
        """Returns when it answers. Raises Failed."""
        self.launch()
        self.wait()


def http_status(url):
    """Of a GET; 0 when nobody answers."""
    try:
        with urllib.request.urlopen(url, timeout=2) as answer:
            return answer.status
    except urllib.error.HTTPError as error:
        return error.code
    except OSError:
        return 0


class Service(Process):
    """One instance of one of Baton's programs."""

    def __init__(self, cluster, name, instance, env, program):
        super().__init__(cluster.folder, f"{name}-{instance}", cluster.tied)
        self.cluster, self.service, self.instance, self.program = cluster, name, instance, program
        self.extra_env = env or {}

    @property
    def http(self):
        return f"http://127.0.0.1:{self.cluster.port(self.name)}"

    @property
    def state(self):
        return self.folder / "state" / self.name

    def launch(self):
        self.state.mkdir(parents=True, exist_ok=True)
        super().start(
            [self.program],
            {
                **self.cluster.env(),
                "BATON_INSTANCE": str(self.instance),
                "BATON_STATE_DIR": str(self.state),
                "BATON_HTTP_HOST": "127.0.0.1",
                "BATON_HTTP_PORT": str(self.cluster.port(self.name)),
                **self.extra_env,
            },
        )

    def is_ready(self):
        return http_status(f"{self.http}/readyz") == 200

    def why_not_ready(self):
        """What /readyz says, when that is 503; empty otherwise."""
        try:
            urllib.request.urlopen(f"{self.http}/readyz", timeout=2).close()
        except urllib.error.HTTPError as error:
            return error.read().decode() if error.code == 503 else ""
        except OSError:
            pass
        return ""

    def wait(self, seconds=120):
        self.wait_ready(self.is_ready, seconds)

    def start(self, wait=True):
        """Returns when /readyz says so. Raises Failed."""
        self.launch()
        if wait:
            self.wait()


class Cluster:
    """Broker, registry and services whose state lies in `folder`; another process that names
    the folder finds them. `tied`: they are killed when the process that started them ends.
    `external`: where BATON_BROKERS or BATON_REGISTRY is set, that one is used and none is
    started; `remember` keeps it. `settings`: more of the brokers' properties; `nodes`: how many
    there are, 3 of which have each topic; `side_door`, `doors`: as Broker has them."""

    def __init__(
        self,
        folder=None,
        tied=None,
        external=False,
        settings=None,
        nodes=1,
        side_door=False,
        doors=(),
    ):
        self.owns_folder = folder is None
        self.folder = pathlib.Path(folder or tempfile.mkdtemp(prefix="baton-")).absolute()
        self.tied = folder is None if tied is None else tied
        self.memory = self.folder / "run.json"
        self.known = json.loads(self.memory.read_text()) if self.memory.exists() else {"ports": {}}
        if external:
            names = ("BATON_BROKERS", "BATON_REGISTRY")
            self.known.update({name: os.environ[name] for name in names if os.environ.get(name)})
        self.nodes = [
            Broker(self.folder, self.port, self.tied, settings, node, nodes, side_door, doors)
            for node in range(1, nodes + 1)
        ]
        for broker in self.nodes:
            broker.cluster_id = self.cluster_id
        self.broker = self.nodes[0]
        self.registry = Registry(self.folder, self.port, self.tied)
        self.started = []  # services that this process has started

    def remember(self, **values):
        self.known.update(values)
        self.folder.mkdir(parents=True, exist_ok=True)
        self.memory.write_text(json.dumps(self.known, indent=1) + "\n")

    def port(self, name):
        """The port of a program, chosen when it is first asked for."""
        if name not in self.known["ports"]:
            taken = set(self.known["ports"].values())
            while (port := free_port()) in taken:
                pass
            self.known["ports"][name] = port
            self.remember()
        return self.known["ports"][name]

    def cluster_id(self):
        """The same for all nodes, also when one starts later."""
        if "cluster_id" not in self.known:
            self.remember(cluster_id=new_id())
        return self.known["cluster_id"]

    @property
    def brokers(self):
        given = self.known.get("BATON_BROKERS")
        return given or ",".join(broker.address for broker in self.nodes)

    @property
    def registry_url(self):
        return self.known.get("BATON_REGISTRY") or self.registry.url

    def env(self):
        """What a program of Baton needs to find this cluster."""
        return {"BATON_BROKERS": self.brokers, "BATON_REGISTRY": self.registry_url}

    def servers(self, registry=True):
        return [
            *([] if self.known.get("BATON_BROKERS") else self.nodes),
            *([] if self.known.get("BATON_REGISTRY") or not registry else [self.registry]),
        ]

    def start(self, registry=True):
        """Starts broker and registry side by side. Raises Failed; what has started is
        stopped then."""
        servers = self.servers(registry)
        prepare(servers)
        try:
            for server in servers:
                server.launch()
            for server in servers:
                server.wait()
        except BaseException:
            self.stop()
            raise

    def service(self, name, instance=0, env=None, program=None):
        """An instance of build/bin/NAME, not yet started. It is stopped with the cluster."""
        service = Service(self, name, instance, env, program or BIN / name)
        self.started.append(service)
        return service

    def baton(self, *arguments, check=True, prefix=""):
        """Runs the program `baton`; its output. Raises Failed."""
        done = subprocess.run(
            [str(BIN / "baton"), *map(str, arguments)],
            env={**os.environ, **self.env(), "BATON_PREFIX": prefix},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
        )
        if check and done.returncode:
            raise Failed(
                f"baton {' '.join(map(str, arguments))} ended with {done.returncode}:\n"
                f"{done.stderr}{done.stdout}"
            )
        return done.stdout

    def create_topics(self):
        self.baton("topics", "--create")

    def running(self):
        """Every process of this folder that has a pid file, servers last."""
        servers = {server.name: server for server in (self.registry, *self.nodes)}
        names = sorted(
            file.name for file in (self.folder / "pid").glob("*") if file.name not in servers
        )
        own = {service.name: service for service in self.started}
        return [own.get(name) or Process(self.folder, name) for name in names] + list(
            servers.values()
        )

    def stop(self, seconds=30):
        """Services first, then registry, then brokers; each by SIGTERM, after `seconds` by SIGKILL.
        Returns the names of those that had to be killed."""
        running = self.running()
        services = running[: -1 - len(self.nodes)]
        for service in services:
            service.signal(signal.SIGTERM)
        killed = [service.name for service in services if not service.end(seconds)]
        killed += [] if self.registry.stop(seconds) else [self.registry.name]
        for broker in self.nodes:  # together: one alone waits for the others
            broker.signal(signal.SIGTERM)
        return killed + [broker.name for broker in self.nodes if not broker.end(seconds)]

    def kill(self):
        for process in self.running():
            process.kill()

    def __enter__(self):
        return self

    def __exit__(self, kind, *_):
        try:
            self.stop()
        finally:
            if self.owns_folder and kind is None:
                shutil.rmtree(self.folder, ignore_errors=True)
            elif kind is not None:
                print(f"the cluster's logs are in {self.folder}/log", file=sys.stderr)


def prepare_all():
    """Everything that is downloaded or made once, so that later starts are quick and need no
    network."""
    cluster = Cluster()
    try:
        downloads.ensure()
        prepare([cluster.broker, cluster.registry])
    finally:
        shutil.rmtree(cluster.folder)


def prepare(servers):
    """Downloads what `servers` need, and archives their classes by one start and stop of each
    (once for each JVM)."""
    try:
        downloads.ensure(*{server.part for server in servers})
    except downloads.DownloadError as error:
        raise Failed(str(error)) from error
    folders = {server.part: downloads.PARTS[server.part][0]() for server in servers}
    if all(downloads.class_archive(folder).exists() for folder in folders.values()):
        return
    with open(downloads.CACHE / "classes.lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        missing = {name: downloads.class_archive(folder) for name, folder in folders.items()}
        train({name: archive for name, archive in missing.items() if not archive.exists()})


def train(archives):
    """Starts and stops the servers named, each writing its archive of classes."""
    if not archives:
        return
    print("preparing broker and registry for quick starts (once)", file=sys.stderr, flush=True)
    with Cluster() as cluster:
        servers = [getattr(cluster, name) for name in archives]
        for server in servers:
            server.archive_to = archives[server.name].with_suffix(".new")
            server.launch()
        for server in servers:
            server.wait()
            server.stop(60)
            server.archive_to.rename(archives[server.name])


def main(arguments):
    try:
        command(arguments)
    except (Failed, downloads.DownloadError) as error:
        sys.exit(f"cluster: {error}")


def command(arguments):
    parser = argparse.ArgumentParser(
        prog="cluster.py", description="a broker and a registry in a folder"
    )
    parser.add_argument("verb", choices=["prepare", "start", "stop", "kill", "restart", "env"])
    parser.add_argument("folder", nargs="?")
    parser.add_argument("name", nargs="?", choices=["broker", "registry"])
    parser.add_argument("--no-registry", action="store_true")
    options = parser.parse_args(arguments)
    if options.verb == "prepare":
        return prepare_all()
    if not options.folder:
        parser.error("names a folder")
    cluster = Cluster(options.folder)
    server = getattr(cluster, options.name or "broker")
    if options.verb == "start":
        cluster.start(registry=not options.no_registry)
    elif options.verb == "stop":
        cluster.stop()
    elif options.verb == "kill":
        server.kill()
    elif options.verb == "restart":
        server.stop()
        server.start()
    if options.verb in ("start", "env"):
        for name, value in cluster.env().items():
            print(f"export {name}={shlex.quote(value)}")


if __name__ == "__main__":
    main(sys.argv[1:])
