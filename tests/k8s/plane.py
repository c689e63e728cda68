"""A Kubernetes control plane of its own on this machine's loopback: etcd, API server, controllers and
scheduler as they are released, and kwok in the place of nodes. Everything lies in one folder and ends
with the process that started it.
"""

import contextlib
import json
import pathlib
import secrets
import ssl
import subprocess
import tempfile
import urllib.error
import urllib.request

import programs
import yaml
from certificates import Certificates
from process import Failed, Process, free_port, takes_connections, wait_until

ZONES = ("a", "b", "c")
NODES_A_ZONE = 2
VOLUMES = 40
READY_MS = 1500  # from a pod's place on a node to its readiness
BROKEN = "broken"  # a pod whose image has this tag never runs
START_S = 600  # the machine may do something else


class Refused(Exception):
    """What the API server said no to; `status` and its words."""

    def __init__(self, status, text):
        super().__init__(f"{status}: {text}")
        self.status = status


class Plane:
    """Started by `running`."""

    def __init__(self, folder):
        self.folder = folder
        self.token = secrets.token_hex(16)
        self.port = free_port()
        self.config = folder / "kubeconfig"
        self.url = f"https://127.0.0.1:{self.port}"
        self.processes = []

    # --- processes --------------------------------------------------------------------------------

    def begin(self, name, *options):
        process = Process(self.folder, name, tied=True)
        self.processes.append(process)
        process.start([programs.program(name), *options])
        return process

    def start(self):
        made = Certificates(self.folder / "certificates")
        authority = made.authority("authority")
        made.trust(authority)
        self.tls = made.signed(authority, "kube-apiserver")
        self.ca = made.ca
        self.trusted = ssl.create_default_context(cafile=self.ca)
        self.trusted.verify_flags &= ~ssl.VERIFY_X509_STRICT  # wants what openssl leaves out
        self.sign = self.folder / "accounts.key"
        made.openssl("genrsa", "-out", self.sign, 2048)
        self.write_access()
        self.start_server(self.start_etcd())
        self.start_controllers()
        self.add_volumes()
        self.add_nodes()

    def write_access(self):
        """The one user, who may do everything, and how the programs log in as him."""
        (self.folder / "tokens.csv").write_text(f'{self.token},admin,admin,"system:masters"\n')
        config = {
            "apiVersion": "v1",
            "kind": "Config",
            "clusters": [
                {
                    "name": "here",
                    "cluster": {"server": self.url, "certificate-authority": str(self.ca)},
                }
            ],
            "users": [{"name": "admin", "user": {"token": self.token}}],
            "contexts": [{"name": "here", "context": {"cluster": "here", "user": "admin"}}],
            "current-context": "here",
        }
        self.config.write_text(json.dumps(config))

    def start_etcd(self):
        client, peer = (f"http://127.0.0.1:{free_port()}" for _ in range(2))
        etcd = self.begin(
            "etcd",
            f"--data-dir={self.folder / 'etcd'}",
            f"--listen-client-urls={client}",
            f"--advertise-client-urls={client}",
            f"--listen-peer-urls={peer}",
            "--unsafe-no-fsync",
        )
        address = client.removeprefix("http://")
        etcd.wait_ready(lambda: takes_connections(address), START_S)
        return client

    def start_server(self, etcd):
        key, certificate = self.tls
        server = self.begin(
            "kube-apiserver",
            f"--etcd-servers={etcd}",
            "--bind-address=127.0.0.1",
            "--advertise-address=127.0.0.1",
            "--endpoint-reconciler-type=none",
            f"--secure-port={self.port}",
            f"--tls-cert-file={certificate}",
            f"--tls-private-key-file={key}",
            f"--token-auth-file={self.folder / 'tokens.csv'}",
            "--authorization-mode=RBAC",
            f"--service-account-key-file={self.sign}",
            f"--service-account-signing-key-file={self.sign}",
            "--service-account-issuer=https://kubernetes.default.svc",
            "--service-cluster-ip-range=10.0.0.0/24",
        )
        server.wait_ready(self.is_ready, START_S)

    def is_ready(self):
        try:
            return self.text("GET", "/readyz") == "ok"
        except (OSError, Refused):
            return False

    def start_controllers(self):
        access = f"--kubeconfig={self.config}"
        alone = ("--leader-elect=false", "--secure-port=0")
        self.begin(
            "kube-controller-manager",
            access,
            *alone,
            f"--service-account-private-key-file={self.sign}",
            f"--root-ca-file={self.ca}",
            "--pvclaimbinder-sync-period=2s",
            "--node-monitor-grace-period=10m",  # a kwok that waits for its turn is no lost node
        )
        self.begin("kube-scheduler", access, *alone)
        stages = self.folder / "stages.yaml"
        stages.write_text(yaml.safe_dump_all(stages_with_delay()))
        self.begin(
            "kwok",
            access,
            f"--config={stages}",
            "--manage-all-nodes=true",
            f"--server-address=127.0.0.1:{free_port()}",
        )

    def check(self):
        """Raises Failed when a program has ended."""
        for process in self.processes:
            if not process.pid():
                raise Failed(f"{process.name} ended{process.how_it_ended()}:{process.log_end(20)}")

    def stop(self):
        # What they would leave in order is thrown away; the API server alone takes a minute for it.
        for process in reversed(self.processes):
            process.kill()

    # --- what a cluster has before anything is applied ------------------------------------------------

    def add_nodes(self):
        size = {"cpu": "16", "memory": "32Gi", "pods": "110"}
        for zone in ZONES:
            for number in range(NODES_A_ZONE):
                name = f"{zone}{number}"
                labels = {
                    "kubernetes.io/hostname": name,
                    "kubernetes.io/os": "linux",
                    "topology.kubernetes.io/region": "here",
                    "topology.kubernetes.io/zone": zone,
                }
                self.call(
                    "POST",
                    "/api/v1/nodes",
                    {
                        "metadata": {"name": name, "labels": labels},
                        "status": {"capacity": size, "allocatable": size},
                    },
                )
        if not wait_until(lambda: all(is_free(node) for node in self.items("/api/v1/nodes")), START_S):
            raise Failed("kwok does not make the nodes ready")

    def add_volumes(self):
        """Disks that lie ready; binding them is the controllers' work."""
        for number in range(VOLUMES):
            spec = {
                "capacity": {"storage": "64Gi"},
                "accessModes": ["ReadWriteOnce"],
                "hostPath": {"path": f"/nowhere/{number}"},
            }
            volume = {"metadata": {"name": f"disk-{number}"}, "spec": spec}
            self.call("POST", "/api/v1/persistentvolumes", volume)

    # --- talking to it ----------------------------------------------------------------------------

    def open(self, method, path, body=None, kind="application/json", timeout=60):
        """The response. Raises Refused."""
        request = urllib.request.Request(
            self.url + path,
            method=method,
            data=None if body is None else json.dumps(body).encode(),
            headers={"Authorization": f"Bearer {self.token}", "Content-Type": kind},
        )
        try:
            return urllib.request.urlopen(request, timeout=timeout, context=self.trusted)
        except urllib.error.HTTPError as error:
            with error:
                raise Refused(error.code, error.read().decode(errors="replace")) from error

    def text(self, method, path, *more):
        with self.open(method, path, *more) as answer:
            return answer.read().decode()

    def call(self, method, path, *more):
        return json.loads(self.text(method, path, *more))

    def items(self, path):
        return self.call("GET", path)["items"]

    def kubectl(self, *words, given=None, check=True):
        """What it printed, both ways. With `check` an AssertionError when it fails."""
        done = subprocess.run(
            [programs.program("kubectl"), f"--kubeconfig={self.config}", *map(str, words)],
            input=None if given is None else json.dumps(given),
            stdin=subprocess.DEVNULL if given is None else None,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=900,
        )
        if check and done.returncode:
            self.check()
            raise AssertionError(f"kubectl {' '.join(map(str, words))}: {done.stdout}")
        return done.stdout


def is_free(node):
    """Whether pods may be placed on a node: it is ready, and no controller has doubts."""
    ready = {row["type"]: row["status"] for row in node["status"].get("conditions", [])}
    return ready.get("Ready") == "True" and not node["spec"].get("taints")


def stages_with_delay():
    """kwok's, but that a pod takes a moment until it is ready, and that some never are."""
    stages = list(yaml.safe_load_all(programs.stages().read_text()))
    (ready,) = (stage for stage in stages if stage["metadata"]["name"] == "pod-ready")
    ready["spec"]["delay"] = {"durationMilliseconds": READY_MS}
    ready["spec"]["selector"]["matchExpressions"].append(
        {
            "key": f'.spec.containers.[] | select( .image | endswith(":{BROKEN}") ) | .name',
            "operator": "DoesNotExist",
        }
    )
    return stages


@contextlib.contextmanager
def running():
    """A plane that runs."""
    with tempfile.TemporaryDirectory(prefix="k8s-", ignore_cleanup_errors=True) as folder:
        plane = Plane(pathlib.Path(folder))
        try:
            plane.start()
            yield plane
        finally:
            plane.stop()
