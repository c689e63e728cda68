"""The manifests on a real control plane: the overlays are applied as k8s/README.md says, and what comes
of it: pods by the controllers under the restricted standard, their places, evictions, upgrades."""

import copy
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import time
import unittest

import plane
import programs
import yaml
from process import wait_until
from rollout import APP, Watch

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests/manifests"))

import tools  # noqa: E402

NAMESPACES = {"dev": "baton-dev", "prod": "baton"}
STAGES = ("detector", "packager", "router", "switchboard", "learner")
WORKLOADS = (*(f"statefulset/{name}" for name in STAGES), "deployment/gateway")
IMAGE = "registry.example.com/baton"  # the README's
VERSION = "0.2.0"
NEWER = "0.3.0"
SETTLE_S = 600  # the machine may do something else
ZONE = "topology.kubernetes.io/zone"
# A pod's security settings, and what the API server says when one is not as `restricted` wants it.
VIOLATIONS = {
    "a root user": (lambda pod: pod["securityContext"].update(runAsUser=0), "runAsUser=0"),
    "root not excluded": (
        lambda pod: pod["securityContext"].pop("runAsNonRoot"),
        "runAsNonRoot != true",
    ),
    "no seccomp": (lambda pod: pod["securityContext"].pop("seccompProfile"), "seccompProfile"),
    "more rights": (
        lambda pod: pod["containers"][0]["securityContext"].pop("allowPrivilegeEscalation"),
        "allowPrivilegeEscalation != false",
    ),
    "capabilities": (
        lambda pod: pod["containers"][0]["securityContext"].pop("capabilities"),
        "unrestricted capabilities",
    ),
    "the node's files": (
        lambda pod: pod["volumes"].append({"name": "etc", "hostPath": {"path": "/etc"}}),
        "restricted volume types",
    ),
}


def of_kind(resources, *kinds):
    return [resource for resource in resources if resource["kind"] in kinds]


def is_settled(pod):
    """Whether it runs and is ready, or is a job's that has done its work."""
    status = pod.get("status", {})
    ready = any(
        row["type"] == "Ready" and row["status"] == "True" for row in status.get("conditions", [])
    )
    return status.get("phase") == "Succeeded" or (status.get("phase") == "Running" and ready)


class ClusterTest(unittest.TestCase):
    """Each test leaves both overlays as they were: version 0.2.0, everything ready."""

    @classmethod
    def setUpClass(cls):
        context = plane.running()
        cls.plane = context.__enter__()
        cls.addClassCleanup(context.__exit__, None, None, None)
        made = tempfile.TemporaryDirectory(prefix="k8s-")
        cls.addClassCleanup(made.cleanup)
        cls.folder = pathlib.Path(made.name)
        shutil.copytree(ROOT / "k8s", cls.folder / "k8s")
        cls.define_resources()
        cls.applied = {"prod": cls.install_prod(), "dev": cls.install_dev()}
        # The README makes its own of `prod`.
        folders = {"dev": "dev", "prod": "mine"}
        cls.overlays = {name: cls.folder / "k8s/overlays" / kind for name, kind in folders.items()}
        cls.rendered = {name: cls.render(folder) for name, folder in cls.overlays.items()}
        for item in of_kind(cls.rendered["prod"], "ScaledObject"):  # KEDA's first deed
            cls.scale(item["spec"]["scaleTargetRef"]["name"], item["spec"]["minReplicaCount"])
        for namespace in NAMESPACES.values():
            # The job is removed five minutes after its end.
            words = ("wait", "--for=condition=complete", "job/setup", "--timeout=10m")
            cls.plane.kubectl("-n", namespace, *words)
            cls.wait_rolled(namespace)

    @classmethod
    def render(cls, folder):
        text = cls.plane.kubectl("kustomize", folder)
        return list(yaml.load_all(text, yaml.CSafeLoader))

    @classmethod
    def define_resources(cls):
        """What Strimzi, KEDA and the Prometheus operator define, where an overlay has it."""
        used = {
            f"{item['apiVersion'].partition('/')[0]}_{item['kind'].lower()}s.yaml"
            for item in cls.render(ROOT / "k8s/overlays/prod")
        }
        for name in sorted(used):
            if (file := tools.folder() / "definitions" / name).exists():
                cls.plane.kubectl("create", "-f", file)
        cls.plane.kubectl("wait", "--for=condition=Established", "crd", "--all", "--timeout=60s")

    @classmethod
    def apply(cls, folder, *more):
        """As the README says, strictly; a warning is an error. The lines that kubectl prints."""
        strictly = ("--validate=strict", "--warnings-as-errors")
        return cls.plane.kubectl("apply", *strictly, *more, "-k", folder).splitlines()

    @classmethod
    def install_prod(cls):
        """Runs the lines of the project's README, all but making the image."""
        for name in ("kafka", "ingress", "monitoring"):
            cls.plane.kubectl("create", "namespace", name)
        secret = ("baton-cluster-ca-cert", "--from-literal=ca.crt=authority")  # Strimzi's
        cls.plane.kubectl("-n", "kafka", "create", "secret", "generic", *secret)
        text = (ROOT / "README.md").read_text()
        (lines,) = (part for part in re.findall(r"```sh\n(.*?)```", text, re.S) if "apply -k" in part)
        done = subprocess.run(
            ["bash", "-euc", f"docker() {{ :; }}\ngit() {{ :; }}\n{lines}"],
            cwd=cls.folder,
            env={
                **os.environ,
                "KUBECONFIG": str(cls.plane.config),
                "PATH": f"{programs.folder() / 'bin'}:{os.environ['PATH']}",
            },
            capture_output=True,
            text=True,
        )
        if done.returncode or done.stderr:
            raise AssertionError(f"README's lines: {done.stdout}{done.stderr}")
        applied = re.findall(r"^\S+/\S+ (?:created|configured|unchanged)$", done.stdout, re.M)
        return applied[applied.index("secret/baton-gateway-tokens created") + 1 :]

    @classmethod
    def install_dev(cls):
        return cls.apply(cls.folder / "k8s/overlays/dev")

    @classmethod
    def scale(cls, stage, count):
        """As KEDA does it."""
        cls.plane.kubectl("-n", "baton", "scale", f"statefulset/{stage}", f"--replicas={count}")

    @classmethod
    def wait_rolled(cls, namespace, workloads=WORKLOADS):
        for workload in workloads:
            words = ("rollout", "status", workload, "--timeout=10m")
            cls.plane.kubectl("-n", namespace, *words)

    def tearDown(self):
        self.plane.check()

    # --- helpers ----------------------------------------------------------------------------------

    def pods(self, namespace, app=None):
        query = "" if app is None else f"?labelSelector={APP}%3D{app}"
        return self.plane.items(f"/api/v1/namespaces/{namespace}/pods{query}")

    def placed(self, namespace, app):
        """{zone: number of pods}, {node: number of pods} of a service."""
        zones, nodes = dict.fromkeys(plane.ZONES, 0), {}
        for pod in self.pods(namespace, app):
            node = pod["spec"]["nodeName"]
            zone = self.plane.call("GET", f"/api/v1/nodes/{node}")["metadata"]["labels"][ZONE]
            zones[zone] += 1
            nodes[node] = nodes.get(node, 0) + 1
        return zones, nodes

    def refusals(self, namespace):
        """What controllers were not allowed to make, in the API server's words. A namespace has no
        account for its pods in its first moment, and they try again."""
        events = self.plane.items(f"/api/v1/namespaces/{namespace}/events")
        said = [event["message"] for event in events if event["reason"] == "FailedCreate"]
        return [text for text in said if "forbidden" in text and "service account" not in text]

    def wait(self, what, condition, seconds=SETTLE_S):
        self.assertTrue(wait_until(condition, seconds), what)

    def changed(self, replaced):
        """The overlay prod of a copy of k8s/, with {old: new} text in its files."""
        made = tempfile.TemporaryDirectory(prefix="k8s-")
        self.addCleanup(made.cleanup)
        copied = shutil.copytree(self.folder / "k8s", pathlib.Path(made.name) / "k8s")
        prod = copied / "overlays" / self.overlays["prod"].name
        for file in prod.glob("*.yaml"):
            text = file.read_text()
            for old, new in replaced.items():
                text = text.replace(old, new)
            file.write_text(text)
        return prod

    def upgrade(self, tag):
        """The README's steps, but for waiting."""
        self.plane.kubectl("-n", "baton", "delete", "job", "setup", "--ignore-not-found")
        self.apply(self.changed({f"newTag: {VERSION}": f"newTag: {tag}"}))

    def undo(self):
        for workload in WORKLOADS:
            self.plane.kubectl("-n", "baton", "rollout", "undo", workload)

    def counts(self):
        return {
            name: self.plane.call("GET", f"/apis/apps/v1/namespaces/baton/{path}")["spec"]["replicas"]
            for name, path in (
                *((stage, f"statefulsets/{stage}") for stage in STAGES),
                ("gateway", "deployments/gateway"),
            )
        }

    # --- what is admitted -------------------------------------------------------------------------

    def test_every_object_is_admitted(self):
        for overlay, resources in self.rendered.items():
            lines = self.applied[overlay]
            left = [line for line in lines if not line.endswith(" created")]
            with self.subTest(overlay=overlay):
                self.assertEqual(len(resources), len(lines))
                self.assertEqual(["namespace/baton unchanged"] if overlay == "prod" else [], left)

    def test_applied_again_nothing_changes(self):
        for overlay, namespace in NAMESPACES.items():
            self.plane.kubectl("-n", namespace, "delete", "job", "setup", "--ignore-not-found")
            self.apply(self.overlays[overlay])
            with self.subTest(overlay=overlay):
                self.assertEqual("", self.plane.kubectl("diff", "-k", self.overlays[overlay]))
        prod = self.changed({"enforce: restricted": "enforce: baseline"})
        self.assertIn("baseline", self.plane.kubectl("diff", "-k", prod, check=False))

    def test_other_ways_to_the_brokers_are_admitted_too(self):
        for kind in ("scram", "oauth"):
            folder = self.changed(
                {
                    "components/mtls": f"components/{kind}",
                    "namespace: baton": f"namespace: {kind}",
                    "name: baton\n  labels": f"name: {kind}\n  labels",
                }
            )
            self.plane.kubectl("apply", "-f", folder / "namespace.yaml")
            self.addCleanup(self.plane.kubectl, "delete", "namespace", kind, "--wait=false")
            lines = self.apply(folder, "--dry-run=server")
            wrong = [line for line in lines if not line.endswith(" created (server dry run)")]
            self.assertEqual([f"namespace/{kind} unchanged (server dry run)"], wrong)

    def test_a_field_that_does_not_exist_is_refused(self):
        tried = set()
        for resource in self.rendered["prod"]:
            kind = resource["kind"]
            if "spec" not in resource or kind in tried:
                continue
            tried.add(kind)
            wrong = copy.deepcopy(resource)
            wrong["metadata"].update(name="wrong", namespace="default")
            for right in (True, False):
                words = ("create", "--dry-run=server", "--validate=strict", "-f", "-")
                said = self.plane.kubectl(*words, given=wrong, check=right)
                with self.subTest(kind=kind, right=right):
                    self.assertIn("created" if right else 'unknown field "spec.replcas"', said)
                wrong["spec"]["replcas"] = 2
        others = {"ScaledObject", "TriggerAuthentication", "ServiceMonitor", "PrometheusRule"}
        self.assertLessEqual(others | {"KafkaTopic", "KafkaUser", "NetworkPolicy"}, tried)

    # --- pods -------------------------------------------------------------------------------------

    def test_all_pods_run_and_none_was_refused(self):
        for overlay, namespace in NAMESPACES.items():
            labels = self.plane.call("GET", f"/api/v1/namespaces/{namespace}")["metadata"]["labels"]
            self.assertEqual("restricted", labels["pod-security.kubernetes.io/enforce"])
            self.wait("pods", lambda: all(map(is_settled, self.pods(namespace))))
            apps = [pod["metadata"]["labels"][APP] for pod in self.pods(namespace)]
            each = 1 if overlay == "dev" else 2
            with self.subTest(overlay=overlay):
                services = sorted(app for app in apps if app != "setup")
                self.assertEqual(sorted((*STAGES, "gateway") * each), services)
                self.assertEqual([], self.refusals(namespace))
            for claim in self.plane.items(f"/api/v1/namespaces/{namespace}/persistentvolumeclaims"):
                self.assertEqual("Bound", claim["status"]["phase"])

    def test_people_get_a_pod_of_their_own_when_they_ask_for_one(self):
        self.assertEqual([], self.pods("baton", "operator"))
        job = ("-n", "baton", "create", "job", "operator", "--from=cronjob/operator")
        self.plane.kubectl(*job)
        try:
            self.wait("pod", lambda: any(map(is_settled, self.pods("baton", "operator"))))
            (pod,) = self.pods("baton", "operator")
            self.assertIn("sleep", pod["spec"]["containers"][0]["args"])
        finally:
            self.plane.kubectl("-n", "baton", "delete", "job", "operator")
        self.wait("pod", lambda: not self.pods("baton", "operator"))

    def stage_pod(self, mutate):
        """A pod as a stage's template has it, but for `mutate`."""
        stage = of_kind(self.rendered["prod"], "StatefulSet")[0]
        pod = copy.deepcopy(stage["spec"]["template"])
        pod["metadata"]["name"] = "alone"
        pod["spec"]["volumes"].append({"name": "state", "emptyDir": {}})
        mutate(pod["spec"])
        return pod

    def test_a_pod_that_is_not_restricted_is_refused(self):
        path = "/api/v1/namespaces/baton/pods?dryRun=All"
        self.plane.call("POST", path, self.stage_pod(lambda pod: None))
        for name, (mutate, word) in VIOLATIONS.items():
            with self.subTest(name), self.assertRaises(plane.Refused) as refused:
                self.plane.call("POST", path, self.stage_pod(mutate))
            self.assertEqual(403, refused.exception.status)
            self.assertIn('violates PodSecurity \\"restricted', str(refused.exception))
            self.assertIn(word, str(refused.exception))

    def test_a_controller_that_is_refused_is_found(self):
        """Else the test that none was refused would prove nothing."""
        wrong = copy.deepcopy(of_kind(self.rendered["dev"], "StatefulSet")[0])
        wrong["metadata"].update(name="wrong", namespace="refused")
        wrong["spec"]["template"]["spec"]["containers"][0]["securityContext"].pop("capabilities")
        labels = {"pod-security.kubernetes.io/enforce": "restricted"}
        space = {"metadata": {"name": "refused", "labels": labels}}
        self.plane.call("POST", "/api/v1/namespaces", space)
        self.addCleanup(self.plane.kubectl, "delete", "namespace", "refused", "--wait=false")
        self.plane.call("POST", "/apis/apps/v1/namespaces/refused/statefulsets", wrong)
        self.wait("event", lambda: self.refusals("refused"))
        self.assertIn("violates PodSecurity", self.refusals("refused")[0])
        self.assertEqual([], self.pods("refused"))

    def test_pods_are_spread_over_zones_and_nodes(self):
        for name in (*STAGES, "gateway"):
            zones, nodes = self.placed("baton", name)
            with self.subTest(name):
                self.assertEqual([0, 1, 1], sorted(zones.values()))
                self.assertEqual([1, 1], list(nodes.values()))
        count = len(plane.ZONES) * plane.NODES_A_ZONE
        self.scale("detector", count)
        self.wait_rolled("baton", ["statefulset/detector"])
        self.wait("pods", lambda: len(self.pods("baton", "detector")) == count)
        zones, nodes = self.placed("baton", "detector")
        self.scale("detector", 2)
        self.assertEqual([plane.NODES_A_ZONE] * len(plane.ZONES), list(zones.values()))
        self.assertEqual([1] * count, list(nodes.values()))
        self.wait("two again", lambda: len(self.pods("baton", "detector")) == 2)
        left = sorted(pod["metadata"]["name"] for pod in self.pods("baton", "detector"))
        self.assertEqual(["detector-0", "detector-1"], left)

    # --- evictions --------------------------------------------------------------------------------

    def budget(self, name):
        path = f"/apis/policy/v1/namespaces/baton/poddisruptionbudgets/{name}"
        return self.plane.call("GET", path)

    def evict(self, pod):
        body = {"apiVersion": "policy/v1", "kind": "Eviction", "metadata": {"name": pod}}
        self.plane.call("POST", f"/api/v1/namespaces/baton/pods/{pod}/eviction", body)

    def test_a_budget_covers_its_service_and_nothing_else(self):
        covered = []
        for name in (*STAGES, "gateway"):
            selector = self.budget(name)["spec"]["selector"]["matchLabels"]
            query = "%2C".join(f"{key}%3D{value}" for key, value in selector.items())
            path = f"/api/v1/namespaces/baton/pods?labelSelector={query}"
            pods = {pod["metadata"]["name"] for pod in self.plane.items(path)}
            self.assertEqual({pod["metadata"]["name"] for pod in self.pods("baton", name)}, pods)
            self.wait(name, lambda: self.budget(name)["status"].get("expectedPods") == 2)
            covered += pods
        running = [pod for pod in self.pods("baton") if pod["metadata"]["labels"][APP] != "setup"]
        self.assertEqual(sorted(pod["metadata"]["name"] for pod in running), sorted(covered))

    def test_a_budget_lets_one_pod_go_and_no_other(self):
        for name in (*STAGES, "gateway"):
            self.wait(name, lambda: self.budget(name)["status"].get("disruptionsAllowed") == 1)
        # What is evicted finds no place until the test is over.
        self.plane.kubectl("cordon", "--selector=kubernetes.io/os=linux")
        try:
            for name in (*STAGES, "gateway"):
                first, second = sorted(pod["metadata"]["name"] for pod in self.pods("baton", name))
                self.evict(first)
                with self.subTest(name), self.assertRaises(plane.Refused) as refused:
                    self.evict(second)
                self.assertEqual(429, refused.exception.status)
                self.assertIn("disruption budget", str(refused.exception))
        finally:
            self.plane.kubectl("uncordon", "--selector=kubernetes.io/os=linux")
        self.wait_rolled("baton")
        self.wait("pods", lambda: all(map(is_settled, self.pods("baton"))))

    # --- upgrades ---------------------------------------------------------------------------------

    def check_rolled(self, watch, counts, tag):
        """Each service went on to `tag`: a stage from its last instance to its first, one at a time,
        each when the one before has been ready for a while; the gateway with a third pod first."""
        pause = of_kind(self.rendered["prod"], "StatefulSet")[0]["spec"]["minReadySeconds"]
        for stage in STAGES:
            count = counts[stage]
            with self.subTest(stage, tag=tag):
                order = [f"{stage}-{number}" for number in reversed(range(count))]
                self.assertEqual(order, watch.made(stage, f"{IMAGE}:{tag}"))
                self.assertEqual(count - 1, watch.least_ready(stage))
                # The API's times are whole seconds.
                self.assertGreaterEqual(watch.least_pause(stage), pause - 1)
        with self.subTest("gateway", tag=tag):
            made = watch.made("gateway", f"{IMAGE}:{tag}")
            self.assertEqual(counts["gateway"], len(made))
            self.assertEqual(counts["gateway"], watch.least_ready("gateway"))
            self.assertEqual(counts["gateway"] + 1, watch.most_there("gateway"))
        images = {pod.image for pod in watch.after().values() if pod.app != "setup"}
        self.assertEqual({f"{IMAGE}:{tag}"}, images)

    def test_an_upgrade_goes_one_by_one_and_back(self):
        self.scale("detector", 3)  # as KEDA has it by then: an upgrade must not set it back
        self.wait_rolled("baton")
        counts = self.counts()
        self.assertEqual({**dict.fromkeys(counts, 2), "detector": 3}, counts)
        with Watch(self.plane, "baton") as watch:
            self.upgrade(NEWER)
            self.wait_rolled("baton")
        self.check_rolled(watch, counts, NEWER)
        self.assertEqual(counts, self.counts())
        with Watch(self.plane, "baton") as watch:
            self.undo()
            self.wait_rolled("baton")
        self.check_rolled(watch, counts, VERSION)
        self.assertEqual([], self.refusals("baton"))
        self.scale("detector", 2)
        self.wait("two again", lambda: len(self.pods("baton", "detector")) == 2)

    def test_a_version_that_does_not_start_stops_at_one_pod(self):
        counts = self.counts()

        def waiting():
            return sorted(
                pod["metadata"]["name"] for pod in self.pods("baton") if not is_settled(pod)
            )

        with Watch(self.plane, "baton") as watch:
            self.upgrade(plane.BROKEN)
            # One of each, of the stages the last; the job, which has the same image, waits too.
            self.wait("one of each waits", lambda: len(waiting()) == len(counts) + 1)
            time.sleep(15)  # and it stays so
            for stage in STAGES:
                self.assertIn(f"{stage}-{counts[stage] - 1}", waiting())
            self.assertEqual(len(counts) + 1, len(waiting()))
            # All that it takes is the README's rollback; no pod has to be removed by hand.
            self.undo()
            self.wait_rolled("baton")
        for stage in STAGES:
            self.assertEqual(counts[stage] - 1, watch.least_ready(stage))
        self.assertEqual(counts["gateway"], watch.least_ready("gateway"))
        self.plane.kubectl("-n", "baton", "delete", "job", "setup", "--ignore-not-found")
        self.apply(self.overlays["prod"])
        self.wait_rolled("baton")
        self.wait("pods", lambda: all(map(is_settled, self.pods("baton"))))


if __name__ == "__main__":
    unittest.main()
