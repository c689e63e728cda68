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
import promtool
import references
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
SECRETS = "PASSWORD|TOKEN(?!_?ENDPOINT)|SECRET|HASH_KEY|JAAS"
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


def run(*words, **env):
    done = subprocess.run(
        [str(word) for word in words],
        capture_output=True,
        text=True,
        cwd=ROOT,
        env={**os.environ, **env},
    )
    if done.returncode:
        raise AssertionError(f"{words[0]}: {done.stdout}{done.stderr}")
    return done.stdout


def kustomize(folder):
    return list(
        yaml.load_all(run(tools.folder() / "bin/kustomize", "build", folder), yaml.CSafeLoader)
    )


def prod_with(component="mtls", prefix="", partitions=0):
    """The overlay prod, with another component in the place of mtls; generated anew where there is
    a prefix or a number of partitions."""
    with tempfile.TemporaryDirectory() as folder:
        made = pathlib.Path(folder) / "k8s"
        shutil.copytree(ROOT / "k8s", made)
        file = made / "overlays/prod/kustomization.yaml"
        text = file.read_text().replace("components/mtls", f"components/{component}")
        brokers = "      - BATON_BROKERS="
        file.write_text(text.replace(brokers, f"      - BATON_PREFIX={prefix}\n{brokers}", 1))
        if prefix or partitions:
            words = [f"--partitions={partitions}"] if partitions else []
            run("python3", made / "generate.py", BIN / "baton", *words, BATON_PREFIX=prefix)
        return kustomize(file.parent)


def named(resource):
    return f"{resource['kind']} {resource['metadata']['name']}"


def of_kind(resources, *kinds):
    return [resource for resource in resources if resource["kind"] in kinds]


def pod_of(resource):
    return references.template(resource)["spec"]


def containers(resource):
    pod = pod_of(resource)
    return [*pod.get("initContainers", []), *pod["containers"]]


def settings_of(resources):
    """Name: data, of the ConfigMaps."""
    return {item["metadata"]["name"]: item["data"] for item in of_kind(resources, "ConfigMap")}


def settings_of_all(resources):
    """Of all ConfigMaps together."""
    return {key: value for data in settings_of(resources).values() for key, value in data.items()}


def environment(container, maps):
    """What the program finds in its environment, but for what optional secrets add."""
    env = {}
    for source in container["envFrom"]:
        env.update(maps[source["configMapRef"]["name"]] if "configMapRef" in source else {})
    return {**env, **{row["name"]: row.get("value", "a-pod-0") for row in container.get("env", [])}}


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
        for component in ("scram", "oauth"):
            cls.overlays[component] = prod_with(component)

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
                (operator,) = of_kind(resources, "CronJob")
                self.assertIs(True, operator["spec"]["suspend"])

    def test_pods_are_restricted(self):
        for resource in self.each(*references.POD_KINDS):
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
        for resource in self.each("ConfigMap", *references.POD_KINDS):
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
                    if "not supported in this build" in done.stderr:  # Debian 12's, of tokens
                        self.assertIn("oauthbearer", done.stderr)
                        continue
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
            for resource in of_kind(resources, *references.POD_KINDS):
                labels = references.template(resource)["metadata"]["labels"]
                self.assertLessEqual(BATON["matchLabels"].items(), labels.items())
                door = GATEWAY["matchLabels"].items() <= labels.items()
                self.assertEqual(resource["metadata"]["name"] == "gateway", door)

    def test_lag_scales_between_two_and_the_partitions(self):
        for resources in (self.overlays["prod"], prod_with(partitions=24)):
            self.check_scaling(resources)

    def check_scaling(self, prod):
        settings = settings_of_all(prod)
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

    def test_an_overlay_has_one_number_of_partitions(self):
        for resources in (*self.overlays.values(), prod_with(partitions=24)):
            partitions = int(settings_of_all(resources)["PARTITIONS"])
            for topic in of_kind(resources, "KafkaTopic"):
                wanted = 1 if topic["metadata"]["name"] in ("policies", "load") else partitions
                self.assertEqual(wanted, topic["spec"]["partitions"])
            for item in of_kind(resources, "ScaledObject"):
                self.assertEqual(partitions, item["spec"]["maxReplicaCount"])
        self.assertEqual(24, partitions)
        self.assertEqual("3", settings_of_all(self.overlays["dev"])["PARTITIONS"])

    def test_keda_comes_as_the_programs_do(self):
        kinds = {"prod": "ssl", "scram": "sasl_ssl", "oauth": "sasl_ssl"}
        for overlay, protocol in kinds.items():
            resources = self.overlays[overlay]
            settings = settings_of_all(resources)
            self.assertEqual(protocol, settings["BATON_KAFKA_SECURITY_PROTOCOL"])
            (item,) = of_kind(resources, "TriggerAuthentication")
            given = {row["parameter"]: row for row in item["spec"]["configMapTargetRef"]}
            self.assertEqual("enable", settings_of(resources)["baton-keda"][given["tls"]["key"]])
            self.assertEqual(protocol == "sasl_ssl", "sasl" in given)
            for scaled in of_kind(resources, "ScaledObject"):
                for trigger in scaled["spec"]["triggers"]:  # KEDA refuses both
                    self.assertEqual(set(), {"tls", "sasl"} & set(trigger["metadata"]))
        settings = settings_of_all(self.overlays["oauth"])
        endpoint = settings["BATON_KAFKA_SASL_OAUTHBEARER_TOKEN_ENDPOINT_URL"]
        self.assertEqual(endpoint, settings["oauthTokenEndpointUri"])

    def test_keda_comes_openly_where_the_programs_do(self):
        """Without the component, and with what goes with it."""
        with tempfile.TemporaryDirectory() as folder:
            made = pathlib.Path(folder) / "k8s"
            shutil.copytree(ROOT / "k8s", made)
            file = made / "overlays/prod/kustomization.yaml"
            text, _, _ = file.read_text().partition("      # Goes with mtls")
            file.write_text(re.sub(r".*components/mtls.*\n", "", text))
            resources = kustomize(file.parent)
        (item,) = of_kind(resources, "TriggerAuthentication")
        self.assertEqual({}, item["spec"])
        self.assertIsNone(self.problem(item))
        self.assertNotIn("BATON_KAFKA_SECURITY_PROTOCOL", settings_of_all(resources))

    def test_tokens_are_fetched_from_a_namespace_that_is_named(self):
        for overlay, wanted in (("prod", False), ("oauth", True)):
            (policy,) = (
                item
                for item in of_kind(self.overlays[overlay], "NetworkPolicy")
                if item["metadata"]["name"] == "kafka"
            )
            self.assertEqual(wanted, "baton/tokens" in json.dumps(policy["spec"]["egress"]))


class ReferencesTest(unittest.TestCase):
    """What an overlay refers to is in it, or is made by the lines of the project's README."""

    @classmethod
    def setUpClass(cls):
        cls.prod = kustomize(ROOT / "k8s/overlays/prod")
        text = (ROOT / "README.md").read_text()
        blocks = re.findall(r"```sh\n(.*?)```", text, re.S)
        (cls.lines,) = (block.splitlines() for block in blocks if "apply -k" in block)

    def missing(self, resources, lines):
        there = references.made(resources, lines)
        wanted = [*references.files(resources).items(), *references.of_keda(resources).items()]
        absent = {
            (*name, key)
            for name, keys in wanted
            for key in keys or {""}
            if name not in there or key and key not in there[name]
        }
        return absent | references.labels(resources) - references.labelled(lines)

    def test_what_prod_refers_to_is_made(self):
        self.assertEqual(set(), self.missing(self.prod, self.lines))
        for component in ("mtls", "scram"):
            for prefix in ("", "eu-"):
                with self.subTest(component=component, prefix=prefix):
                    resources = prod_with(component, prefix)
                    self.assertEqual(set(), self.missing(resources, self.lines))

    def test_a_line_that_is_missing_is_found(self):
        found = 0
        for line in self.lines:
            if "create secret" in line or "label" in line:
                found += 1
                rest = [other for other in self.lines if other != line]
                self.assertNotEqual(set(), self.missing(self.prod, rest), line)
        self.assertGreaterEqual(found, 3)

    def test_a_reference_to_nothing_is_found(self):
        for kind in ("KafkaUser", "ConfigMap"):
            for left_out in of_kind(self.prod, kind):
                if left_out["metadata"]["name"] in ("baton-bot", "baton-crm"):  # outsiders
                    continue
                if "dashboard" in left_out["metadata"]["name"]:
                    continue
                rest = [item for item in self.prod if item is not left_out]
                self.assertNotEqual(set(), self.missing(rest, self.lines), named(left_out))

    def test_brokers_and_registry_are_where_the_label_is(self):
        settings = settings_of_all(self.prod)
        for name in ("BATON_BROKERS", "BATON_REGISTRY"):
            namespace = re.search(r"[\w-]+\.([\w-]+)\.svc\b", settings[name])[1]
            self.assertRegex("\n".join(self.lines), rf"namespace {namespace} baton/kafka=true")

    def test_a_token_needs_its_secret_alone(self):
        wanted = references.files(prod_with("oauth"))
        for service in (*SERVICES, "setup", "operator"):
            self.assertEqual({"password"}, wanted["Secret", f"baton-{service}"])

    def test_two_installations_have_users_of_their_own(self):
        def users(resources):
            return {item["metadata"]["name"] for item in of_kind(resources, "KafkaUser")}

        plain = users(self.prod)
        self.assertIn("baton-detector", plain)
        for component in ("mtls", "scram"):
            resources = prod_with(component, "eu-")
            self.assertEqual({f"eu-{name}" for name in plain}, users(resources))
            for resource in of_kind(resources, *references.POD_KINDS):
                env = environment(containers(resource)[0], settings_of(resources))
                name = env.get("BATON_KAFKA_SASL_USERNAME", "").replace("$(BATON_PREFIX)", "eu-")
                stage = resource["metadata"]["labels"].get("app.kubernetes.io/name", "setup")
                if component == "scram":
                    self.assertEqual(f"eu-baton-{stage}", name.replace("$(STAGE)", stage))
            self.assertEqual("eu-baton-keda", settings_of(resources)["baton-keda"]["username"])

    def test_a_prefix_that_no_object_can_have_is_refused(self):
        with self.assertRaisesRegex(AssertionError, "can be called"):
            prod_with(prefix="eu_")


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
        text = (ROOT / "k8s/RUNBOOK.md").read_text()
        sections = dict(re.findall(r"^### (\w+)$(.*?)(?=^##|\Z)", text, re.M | re.S))
        self.assertEqual(len(sections), text.count("\n### "), "twice")
        self.assertEqual(sorted(rule["alert"] for rule in self.alerts), sorted(sections))
        for rule in self.alerts:
            self.assertGreater(len(sections[rule["alert"]].split()), 8, f"{rule['alert']}: empty")
            anchor = f"k8s/RUNBOOK.md#{rule['alert'].lower()}"
            self.assertEqual(anchor, rule["annotations"]["runbook"])

    def test_prometheus_takes_the_rules_and_they_fire_when_they_should(self):
        """By alerts_test.yaml."""
        with tempfile.TemporaryDirectory() as folder:
            rules = pathlib.Path(folder) / "rules.yaml"
            rules.write_text(yaml.safe_dump(self.spec))
            run(promtool.program(), "check", "rules", "--lint-fatal", rules)
            scenes = shutil.copy(pathlib.Path(__file__).with_name("alerts_test.yaml"), folder)
            run(promtool.program(), "test", "rules", scenes)

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
