"""What the resources of an overlay refer to and do not bring themselves: secrets with their keys,
ConfigMaps, labels of namespaces; and what the lines of a README make of it."""

import pathlib
import re

LABEL = re.compile(r"\bbaton/\w+=\w+")
POD_KINDS = ("StatefulSet", "Deployment", "Job", "CronJob")
# What Strimzi lays in a user's secret.
KEYS = {"tls": {"ca.crt", "user.crt", "user.key"}, "scram-sha-512": {"password"}}


def template(resource):
    """Of the pods that it makes."""
    spec = resource["spec"]
    return spec["jobTemplate"]["spec"]["template"] if "jobTemplate" in spec else spec["template"]


def settings(resources):
    """Name: data, of the ConfigMaps."""
    return {i["metadata"]["name"]: i["data"] for i in resources if i["kind"] == "ConfigMap"}


def sources(volume):
    """(kind, name, keys by path, optional) of the secrets and ConfigMaps in a volume."""
    rows = volume.get("projected", {}).get("sources", [volume])
    for row in rows:
        for kind, field in (("Secret", "secret"), ("ConfigMap", "configMap")):
            if field in row:
                source = row[field]
                items = {item["path"]: item["key"] for item in source.get("items", [])}
                name = source.get("name") or source.get("secretName")
                yield kind, name, items, source.get("optional", False)


def environment(container, maps):
    """(values, the ConfigMaps and secrets that must be there)."""
    values, named = [row.get("value", "") for row in container.get("env", [])], set()
    for row in container.get("envFrom", []):
        for kind, field in (("Secret", "secretRef"), ("ConfigMap", "configMapRef")):
            if field in row and not row[field].get("optional"):
                named.add((kind, row[field]["name"]))
                values += maps.get(row[field]["name"], {}).values() if kind == "ConfigMap" else []
    return values, named


def in_volumes(pod, container, values):
    """(kind, name): keys, of the files that a setting names or whose secret is not optional."""
    mounts = {row["name"]: row["mountPath"] for row in container.get("volumeMounts", [])}
    paths = [pathlib.PurePath(value) for value in values if value.startswith("/")]
    for volume in pod["volumes"]:
        rows = list(sources(volume))
        asked = {path.name for path in paths if str(path.parent) == mounts.get(volume["name"])}
        by_name = {path for _, _, items, _ in rows for path in items}
        for kind, name, items, optional in rows:
            of_it = {items[path] for path in asked & set(items)} if items else asked - by_name
            if of_it or not optional:
                yield (kind, name), of_it


def files(resources):
    """(kind, name): keys, of what pods need to start and to read their settings' files."""
    maps, found = settings(resources), {}
    for resource in resources:
        if resource["kind"] not in POD_KINDS:
            continue
        pod = template(resource)["spec"]
        for container in [*pod.get("initContainers", []), *pod["containers"]]:
            values, named = environment(container, maps)
            for name in named:
                found.setdefault(name, set())
            for name, keys in in_volumes(pod, container, values):
                found.setdefault(name, set()).update(keys)
    return found


def of_keda(resources):
    """The same, of what KEDA comes with."""
    found = {}
    for resource in resources:
        if resource["kind"] == "TriggerAuthentication":
            for kind, field in (("Secret", "secretTargetRef"), ("ConfigMap", "configMapTargetRef")):
                for row in resource["spec"].get(field, []):
                    found.setdefault((kind, row["name"]), set()).add(row["key"])
    return found


def labels(resources):
    """Ours, by which policies know namespaces."""
    found = set()
    for resource in resources:
        if resource["kind"] == "NetworkPolicy":
            pairs = re.findall(r"'(baton/\w+)': '(\w+)'", str(resource["spec"]))
            found |= {f"{name}={value}" for name, value in pairs}
    return found


def labelled(lines):
    return {label for line in lines if "label" in line for label in LABEL.findall(line)}


def made(resources, lines):
    """(kind, name): keys, of what is there by the overlay, by Strimzi or by the lines."""
    found = {("ConfigMap", name): set(data) for name, data in settings(resources).items()}
    for resource in resources:
        if resource["kind"] == "KafkaUser" and "authentication" in resource["spec"]:
            keys = KEYS[resource["spec"]["authentication"]["type"]]
            found["Secret", resource["metadata"]["name"]] = keys
    for line in lines:
        for name, rest in re.findall(r"create secret generic (\S+)([^;&|]*)", line):
            found["Secret", name] = set(re.findall(r"--from-file=(?:\S*/)?([\w.]+)", rest))
    return found
