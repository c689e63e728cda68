"""The manifests: what kustomize makes of each overlay against the schemas of Kubernetes, KEDA, Strimzi and
the Prometheus operator, and against the programs: their options, metrics, rights, probes."""

import copy
import functools
import json
import os
import pathlib
import re
import shutil
import subprocess
import tempfile
import unittest

import jsonschema
import kubernetes_validate
import tools
import yaml

ROOT = pathlib.Path(__file__).resolve().parents[2]
BIN = pathlib.Path(os.environ.get("BATON_BIN") or ROOT / "build/bin")
OVERLAYS = ("dev", "prod")
STAGES = ("detector", "packager", "router", "switchboard", "learner")
SERVICES = (*STAGES, "gateway")
KUBERNETES = "1.36"
RULES = ROOT / "k8s/components/prometheus/rules.yaml"
OTHERS_METRICS = {"up"}  # Prometheus's own
PROMETHEUS_LABELS = {"job", "namespace", "pod", "le"}
SECRETS = "PASSWORD|TOKEN|SECRET|HASH_KEY|JAAS"
# What may be written of a secret: where it lies.
PLACE = "_FILE=/etc/baton/"
EVERY, BATON, GATEWAY = (
    {},
    {"matchLabels": {"app.kubernetes.io/part-of": "baton"}},
    {"matchLabels": {"app.kubernetes.io/name": "gateway"}},
)
# The network policies: whose pods, which way, to or from the namespaces with which label, which
# ports. There are no others.
PASSAGES = {
    "dns": (EVERY, "egress", ("kubernetes.io/metadata.name", "kube-system"), "UDP 53, TCP 53"),
    "kafka": (
        BATON,
        "egress",
        ("baton/kafka", "true"),
        "TCP 9092, TCP 9093, TCP 8080, TCP 8081",
    ),
    "clients": (GATEWAY, "ingress", ("baton/client", "true"), "TCP http"),
    "metrics": (BATON, "ingress", ("baton/monitoring", "true"), "TCP http"),
    "spans": (BATON, "egress", ("baton/monitoring", "true"), "TCP 4318"),
}
# In seconds: the start gives itself up, and the loop calls itself dead, after so long
# (BATON_START_TIMEOUT_MS, BATON_HEALTH_DEAD_MS).
START_S = DEAD_S = 60


def run(*words):
    done = subprocess.run([str(word) for word in words], capture_output=True, text=True, cwd=ROOT)
    if done.returncode:
        raise AssertionError(f"{words[0]}: {done.stdout}{done.stderr}")
    return done.stdout


def kustomize(folder):
    return list(
        yaml.load_all(run(tools.folder() / "bin/kustomize", "build", folder), yaml.CSafeLoader)
    )


def prod_with(component):
    """The overlay prod, with another component in the place of mtls."""
    with tempfile.TemporaryDirectory() as folder:
        made = pathlib.Path(folder) / "k8s"
        shutil.copytree(ROOT / "k8s", made)
        file = made / "overlays/prod/kustomization.yaml"
        file.write_text(file.read_text().replace("components/mtls", f"components/{component}"))
        return kustomize(file.parent)


def named(resource):
    return f"{resource['kind']} {resource['metadata']['name']}"


def of_kind(resources, *kinds):
    return [resource for resource in resources if resource["kind"] in kinds]


def pod_of(resource):
    return resource["spec"]["template"]["spec"]


def containers(resource):
    pod = pod_of(resource)
    return [*pod.get("initContainers", []), *pod["containers"]]


def settings_of(resources):
    """Name: data, of the ConfigMaps."""
    return {item["metadata"]["name"]: item["data"] for item in of_kind(resources, "ConfigMap")}


def environment(container, maps):
    """What the program finds in its environment, but for what optional secrets add."""
    env = {}
    for source in container["envFrom"]:
        env.update(maps[source["configMapRef"]["name"]] if "configMapRef" in source else {})
    return {**env, **{row["name"]: row.get("value", "a-pod-0") for row in container["env"]}}


def closed(schema):
    """The schema of a resource definition as the API server's strict reading has it: no fields but
    those that are named, except where it says that it keeps others."""
    if isinstance(schema, list):
        return [closed(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    made = {key: closed(value) for key, value in schema.items()}
    if isinstance(made.get("pattern"), str):  # Go's, which has flags also behind the anchor
        made["pattern"] = made["pattern"].replace("^(?i)", "(?i)^")
    keeps = schema.get("x-kubernetes-preserve-unknown-fields")
    if isinstance(schema.get("properties"), dict) and "type" in schema and not keeps:
        made.setdefault("additionalProperties", False)
    return made


@functools.cache
def definition(api_version, kind):
    """The schema of a resource that its operator defines, None for Kubernetes' own."""
    group, _, wanted = api_version.rpartition("/")
    file = tools.folder() / f"definitions/{group}_{kind.lower()}s.yaml"
    if not file.exists():
        return None
    versions = yaml.load(file.read_text(), yaml.CSafeLoader)["spec"]["versions"]
    (schema,) = (row["schema"]["openAPIV3Schema"] for row in versions if row["name"] == wanted)
    schema = closed(schema)
    schema["properties"]["metadata"] = {"type": "object"}
    return schema


def metrics():
    """Name: labels, of the tables in the services' READMEs; a histogram has its series too."""
    found = {}
    readmes = [ROOT / "libcommon/runtime/README.md"]
    for readme in readmes + [ROOT / "services" / name / "README.md" for name in SERVICES]:
        for name, kind, labels in re.findall(
            r"^\| `(\w+)` \| (counter|gauge|histogram) \| ([^|]*) \|", readme.read_text(), re.M
        ):
            series = ("_bucket", "_count", "_sum") if kind == "histogram" else ("",)
            for end in series:
                found.setdefault(name + end, set()).update(
                    label.strip() for label in labels.split(",") if label.strip()
                )
    return found


def metrics_in(expression):
    """(name, labels) of each series in a PromQL expression."""
    for name, matchers in re.findall(r"\b((?:baton|process)_\w+|up)\b(?:\{([^}]*)\})?", expression):
        yield name, set(re.findall(r"(\w+)\s*[!=]~?", re.sub(r'"[^"]*"', '""', matchers)))


def written(resource):
    """Name and value of each variable that a resource sets by itself."""
    if resource["kind"] == "ConfigMap":
        yield from resource["data"].items()
        return
    for container in containers(resource):
        for row in container.get("env", []):
            if "value" in row:
                yield row["name"], row["value"]
        for word in (*container.get("command", []), *container.get("args", [])):
            name, _, value = word.partition("=")
            yield name, value


def secrets_written(resource):
    """The variables that hold a secret, and not the place where it lies."""
    return [
        name
        for name, value in written(resource)
        if re.search(SECRETS, name.upper().replace("-", "_"))
        and PLACE not in f"{name}={value}"
    ]


def passage(pods, way, label, ports):
    """The specification of a network policy, as a row of PASSAGES has it."""
    places = [{"namespaceSelector": {"matchLabels": dict([label])}}]
    rows = [tuple(port.split()) for port in ports.split(", ")]
    doors = [{"protocol": p, "port": int(at) if at.isdigit() else at} for p, at in rows]
    rule = {"from" if way == "ingress" else "to": places, "ports": doors}
    return {"podSelector": pods, "policyTypes": [way.title()], way: [rule]}


def patience_s(probe):
    """In how many seconds it has failed for good, when nothing answers."""
    return probe["periodSeconds"] * probe["failureThreshold"]


class ManifestsTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.overlays = {name: kustomize(ROOT / "k8s/overlays" / name) for name in OVERLAYS}
        cls.overlays["scram"] = prod_with("scram")

    def each(self, *kinds):
        """The resources of these kinds, of all overlays."""
        for resources in self.overlays.values():
            yield from of_kind(resources, *kinds)

    def problem(self, resource):
        """What is wrong with a resource by its schema, or None."""
        schema = definition(resource["apiVersion"], resource["kind"])
        try:
            if schema is None:
                kubernetes_validate.validate(resource, KUBERNETES, strict=True)
            else:
                jsonschema.validate(resource, schema)
        except jsonschema.ValidationError as error:
            return str(error)
        except kubernetes_validate.SchemaNotFoundError as error:
            return error.message
        return None

    def test_each_resource_is_valid_strictly(self):
        for overlay, resources in self.overlays.items():
            for resource in resources:
                with self.subTest(overlay=overlay, resource=named(resource)):
                    self.assertIsNone(self.problem(resource))

    def test_a_field_that_does_not_exist_is_found(self):
        for kind in ("StatefulSet", "NetworkPolicy", "ScaledObject", "PrometheusRule", "KafkaUser"):
            wrong = copy.deepcopy(of_kind(self.overlays["prod"], kind)[0])
            wrong["spec"]["replcas"] = 2
            with self.subTest(kind=kind):
                self.assertIsNotNone(self.problem(wrong))

    def test_what_is_generated_is_current(self):
        run("python3", "k8s/generate.py", BIN / "baton", "--check")

    def test_each_service_is_there_and_nothing_else_runs(self):
        for overlay, resources in self.overlays.items():
            stages = [item["metadata"]["name"] for item in of_kind(resources, "StatefulSet")]
            doors = [item["metadata"]["name"] for item in of_kind(resources, "Deployment")]
            with self.subTest(overlay=overlay):
                self.assertEqual(sorted(STAGES), sorted(stages))
                self.assertEqual(["gateway"], doors)

    def test_pods_are_restricted(self):
        for resource in self.each("StatefulSet", "Deployment", "Job"):
            pod = pod_of(resource)
            self.assertIs(False, pod["automountServiceAccountToken"])
            self.assertTrue(pod["securityContext"]["runAsNonRoot"])
            self.assertGreater(pod["securityContext"]["runAsUser"], 0)
            self.assertEqual("RuntimeDefault", pod["securityContext"]["seccompProfile"]["type"])
            for volume in pod["volumes"]:
                kinds = set(volume) - {"name"}
                self.assertLessEqual(kinds, {"configMap", "emptyDir", "projected", "secret"})
            for container in containers(resource):
                context = container["securityContext"]
                self.assertIs(False, context["allowPrivilegeEscalation"])
                self.assertIs(True, context["readOnlyRootFilesystem"])
                self.assertEqual({"drop": ["ALL"]}, context["capabilities"])
                self.assertIn("memory", container["resources"]["limits"])
                self.assertNotIn("cpu", container["resources"]["limits"])
                self.assertLessEqual({"cpu", "memory"}, set(container["resources"]["requests"]))
        for resources in self.overlays.values():
            (namespace,) = of_kind(resources, "Namespace")
            for mode in ("enforce", "warn", "audit"):
                label = f"pod-security.kubernetes.io/{mode}"
                self.assertEqual("restricted", namespace["metadata"]["labels"][label])

    def test_secrets_are_named_and_not_written(self):
        for resources in self.overlays.values():
            self.assertEqual([], of_kind(resources, "Secret"))
        for resource in self.each("ConfigMap", "StatefulSet", "Deployment", "Job"):
            self.assertEqual([], secrets_written(resource), named(resource))

    def test_a_secret_that_is_written_is_found(self):
        prod = self.overlays["prod"]
        for kind, name in (("StatefulSet", "BATON_KAFKA_SASL_PASSWORD"), ("Job", "BATON_TOKEN")):
            wrong = copy.deepcopy(of_kind(prod, kind)[0])
            containers(wrong)[0].setdefault("env", []).append({"name": name, "value": "word"})
            self.assertEqual([name], secrets_written(wrong))
        wrong = copy.deepcopy(of_kind(prod, "Deployment")[0])
        containers(wrong)[0]["args"].append("--registry-password=word")
        self.assertEqual(["--registry-password"], secrets_written(wrong))

    def test_each_variable_is_an_option(self):
        options = {}
        for service in SERVICES:
            table = run(BIN / service, "--options-table")
            options[service] = set(re.findall(r"^\| `\w+` \| `(BATON_\w+)` \|", table, re.M))
        for resources in self.overlays.values():
            maps = settings_of(resources)
            for resource in of_kind(resources, "StatefulSet", "Deployment"):
                (container,) = containers(resource)
                given = environment(container, maps)
                parts = set(re.findall(r"\$\((\w+)\)", " ".join(given.values())))
                ours = {name for name in given if not name.startswith("BATON_KAFKA_")} - parts
                self.assertEqual(set(), ours - options[container["args"][0]], named(resource))

    def test_a_service_takes_its_configuration(self):
        with tempfile.NamedTemporaryFile("w") as file:
            file.write("[]")
            file.flush()
            brought = ("/etc/baton/tokens/tokens.json", "/etc/baton/kafka/password")  # by volumes
            files = {path: file.name for path in brought}
            for resources in self.overlays.values():
                maps = settings_of(resources)
                for resource in of_kind(resources, "StatefulSet", "Deployment"):
                    (container,) = containers(resource)
                    env = environment(container, maps)
                    env = {name: files.get(value, value) for name, value in env.items()}
                    program = [BIN / container["args"][0], "--check-config"]
                    done = subprocess.run(program, capture_output=True, text=True, env=env)
                    self.assertEqual(0, done.returncode, f"{named(resource)}: {done.stderr}")

    def test_an_instance_is_known_by_its_pods_name(self):
        for resource in self.each("StatefulSet", "Deployment"):
            (container,) = containers(resource)
            env = {row["name"]: row for row in container["env"]}
            field = env["BATON_INSTANCE"]["valueFrom"]["fieldRef"]["fieldPath"]
            self.assertEqual("metadata.name", field)
        for resource in self.each("StatefulSet"):
            (claim,) = resource["spec"]["volumeClaimTemplates"]
            (container,) = containers(resource)
            mounted = {row["name"]: row["mountPath"] for row in container["volumeMounts"]}
            env = {row["name"]: row.get("value") for row in container["env"]}
            self.assertEqual(env["BATON_STATE_DIR"], mounted[claim["metadata"]["name"]])
            self.assertEqual("Parallel", resource["spec"]["podManagementPolicy"])
            self.assertEqual(resource["metadata"]["name"], resource["spec"]["serviceName"])

    def test_probes_mean_what_they_say(self):
        for resource in self.each("StatefulSet", "Deployment"):
            (container,) = containers(resource)
            path = {
                kind: container[f"{kind}Probe"]["httpGet"]["path"]
                for kind in ("startup", "readiness", "liveness")
            }
            wanted = {"startup": "/healthz", "readiness": "/readyz", "liveness": "/healthz"}
            self.assertEqual(wanted, path)
            startup, ready, live = (
                container[f"{kind}Probe"] for kind in ("startup", "readiness", "liveness")
            )
            # The program gives up its start earlier, and says why; and is asked often until then.
            self.assertGreater(patience_s(startup), START_S)
            self.assertLess(startup["periodSeconds"], live["periodSeconds"])
            # Who cannot work is out of the way soon; nobody is killed for that, nor for one answer
            # that was slow: the program itself waits before it says that it is dead.
            self.assertLessEqual(patience_s(ready), 15)
            self.assertGreaterEqual(patience_s(live), 2 * patience_s(ready))
            self.assertLess(patience_s(live), DEAD_S)
            self.assertGreaterEqual(live["failureThreshold"], 3)
            self.assertGreaterEqual(live["timeoutSeconds"], ready["timeoutSeconds"])
            for probe in (startup, ready, live):
                self.assertNotIn("initialDelaySeconds", probe, "the startup probe does that")
                self.assertEqual("http", probe["httpGet"]["port"])
            self.assertGreaterEqual(pod_of(resource)["terminationGracePeriodSeconds"], 15)

    def test_each_service_may_be_disrupted_one_at_a_time_and_is_spread(self):
        for resources in self.overlays.values():
            budgets = {
                json.dumps(item["spec"]["selector"], sort_keys=True): item["spec"]
                for item in of_kind(resources, "PodDisruptionBudget")
            }
            for resource in of_kind(resources, "StatefulSet", "Deployment"):
                selector = json.dumps(resource["spec"]["selector"], sort_keys=True)
                self.assertEqual(1, budgets[selector]["maxUnavailable"], named(resource))
                spread = pod_of(resource)["topologySpreadConstraints"]
                keys = {row["topologyKey"] for row in spread}
                self.assertEqual({"topology.kubernetes.io/zone", "kubernetes.io/hostname"}, keys)
                for row in spread:
                    self.assertEqual(resource["spec"]["selector"], row["labelSelector"])

    def test_network_is_denied_but_for_what_is_named(self):
        deny = {"podSelector": {}, "policyTypes": ["Ingress", "Egress"]}
        wanted = {"default-deny": deny}
        wanted.update((name, passage(*row)) for name, row in PASSAGES.items())
        for overlay in ("prod", "scram"):
            resources = self.overlays[overlay]
            policies = {
                item["metadata"]["name"]: item["spec"]
                for item in of_kind(resources, "NetworkPolicy")
            }
            self.assertEqual(wanted, policies)
            for resource in of_kind(resources, "StatefulSet", "Deployment", "Job"):
                labels = resource["spec"]["template"]["metadata"]["labels"]
                self.assertLessEqual(BATON["matchLabels"].items(), labels.items())
                door = GATEWAY["matchLabels"].items() <= labels.items()
                self.assertEqual(resource["metadata"]["name"] == "gateway", door)

    def test_lag_scales_between_two_and_the_partitions(self):
        prod = self.overlays["prod"]
        settings = {}
        for item in of_kind(prod, "ConfigMap"):
            settings.update(item["data"])
        scaled = of_kind(prod, "ScaledObject")
        self.assertEqual(sorted(STAGES), sorted(item["metadata"]["name"] for item in scaled))
        for item in scaled:
            spec = item["spec"]
            self.assertEqual(int(settings["PARTITIONS"]), spec["maxReplicaCount"])
            self.assertEqual(2, spec["minReplicaCount"])
            self.assertGreaterEqual(spec["cooldownPeriod"], 300)
            for trigger in spec["triggers"]:
                metadata = trigger["metadata"]
                self.assertEqual(settings["BATON_BROKERS"], metadata["bootstrapServers"])
                self.assertEqual("earliest", metadata["offsetResetPolicy"])
        for item in of_kind(prod, "StatefulSet"):
            self.assertNotIn("replicas", item["spec"], "KEDA's")

    def test_strimzis_topics_have_the_partitions_of_the_setup(self):
        settings = {}
        for item in of_kind(self.overlays["prod"], "ConfigMap"):
            settings.update(item["data"])
        for topic in of_kind(self.overlays["prod"], "KafkaTopic"):
            wanted = (
                1
                if topic["metadata"]["name"] in ("policies", "load")
                else int(settings["PARTITIONS"])
            )
            self.assertEqual(wanted, topic["spec"]["partitions"])


class AlertsTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.spec = yaml.safe_load(RULES.read_text())["spec"]
        cls.alerts = [rule for group in cls.spec["groups"] for rule in group["rules"]]

    def check_expression(self, expression):
        known = metrics()
        found = list(metrics_in(expression))
        self.assertTrue(found, "names no metric")
        grouped = {
            label.strip()
            for labels in re.findall(r"\bby \(([^)]*)\)", expression)
            for label in labels.split(",")
        }
        for name, labels in found:
            if name not in OTHERS_METRICS:
                self.assertIn(name, known)
                self.assertLessEqual(labels, known[name] | PROMETHEUS_LABELS, name)
        every = PROMETHEUS_LABELS.union(*(known.get(name, set()) for name, _ in found))
        self.assertLessEqual(grouped, every)

    def test_metrics_and_labels_of_the_rules_exist(self):
        for rule in self.alerts:
            with self.subTest(alert=rule["alert"]):
                self.check_expression(rule["expr"])

    def test_each_alert_has_its_section_in_the_runbook(self):
        headings = re.findall(r"^### (\w+)$", (ROOT / "k8s/RUNBOOK.md").read_text(), re.M)
        self.assertEqual(sorted(rule["alert"] for rule in self.alerts), sorted(headings))
        for rule in self.alerts:
            anchor = f"k8s/RUNBOOK.md#{rule['alert'].lower()}"
            self.assertEqual(anchor, rule["annotations"]["runbook"])

    def test_prometheus_takes_the_rules(self):
        with tempfile.NamedTemporaryFile("w", suffix=".yaml") as file:
            yaml.safe_dump(self.spec, file)
            file.flush()
            run(tools.folder() / "bin/promtool", "check", "rules", "--lint-fatal", file.name)

    def test_metrics_of_the_dashboards_exist(self):
        panels = 0
        for file in (ROOT / "k8s/components/prometheus/dashboards").glob("*.json"):
            for panel in json.loads(file.read_text())["panels"]:
                for target in panel.get("targets", []):
                    panels += 1
                    with self.subTest(panel=panel["title"]):
                        self.check_expression(target["expr"])
        self.assertGreater(panels, 8)


if __name__ == "__main__":
    unittest.main()
