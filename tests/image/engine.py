"""Builds the image with buildah and runs it with podman, in storage of its own below the cache.

The base is pulled; where no container registry is reached, it is made by debootstrap, once. Needs root
(or a user whom both let build), and the Debian packages buildah, podman, runc and debootstrap.
"""

import os
import pathlib
import platform
import shutil
import subprocess

import downloads
import librdkafka

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROGRAMS = ("buildah", "podman", "runc", "debootstrap")
BASE = "localhost/debian:13-slim"
IMAGE = "localhost/baton:test"


def missing():
    """Why no image can be built here; empty: it can."""
    absent = [name for name in PROGRAMS if not shutil.which(name)]
    if absent:
        return f"no {', '.join(absent)}: apt-get install {' '.join(PROGRAMS)}"
    return "" if os.geteuid() == 0 else "not root, and containers of other users were not tried"


def call(program, *words, check=True, timeout=3600):
    store = downloads.CACHE / "containers"
    options = [f"--root={store}/root", f"--runroot={store}/run", "--storage-driver=vfs"]
    if program == "podman":
        options += ["--runtime=runc", "--cgroup-manager=cgroupfs", "--events-backend=file"]
    done = subprocess.run(
        ["nice", "-n", "19", program, *options, *map(str, words)],
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=timeout,
    )
    if check and done.returncode:
        raise AssertionError(f"{program} {words[0]}: {done.stdout[-3000:]}{done.stderr[-3000:]}")
    return done


def buildah(*words, **more):
    return call("buildah", *words, **more)


def podman(*words, **more):
    return call("podman", *words, **more)


def make_base(folder):
    """Debian 13's least system, as an archive."""
    root = folder / "root"
    command = [
        "debootstrap",
        "--variant=minbase",
        f"--keyring={librdkafka.KEYRING}",
        "trixie",
        root,
    ]
    downloads.run("Debian 13", ["nice", *command, librdkafka.mirror()])
    for waste in ("var/cache/apt/archives", "var/lib/apt/lists", "usr/share/doc", "usr/share/man"):
        shutil.rmtree(root / waste, ignore_errors=True)
        (root / waste).mkdir(mode=0o755)
    downloads.run("Debian 13: archive", ["tar", "-C", root, "-cf", folder / "root.tar", "."])
    shutil.rmtree(root)


def ensure_base():
    """The name of a base that this machine has."""
    try:
        if (
            buildah(
                "pull", "-q", "docker.io/library/debian:13-slim", check=False, timeout=60
            ).returncode
            == 0
        ):
            return "docker.io/library/debian:13-slim"
    except subprocess.TimeoutExpired:
        pass
    if buildah("inspect", "--type=image", BASE, check=False).returncode == 0:
        return BASE
    folder = downloads.part("debian", f"trixie minbase {platform.machine()}")
    if not downloads.is_complete(folder):
        with downloads.filling(folder) as empty:
            if empty:
                make_base(folder)
    container = buildah("from", "scratch").stdout.strip()
    buildah("add", "-q", container, folder / "root.tar", "/")
    buildah("commit", "-q", "--rm", container, BASE)
    return BASE


def build(base):
    # chroot: the steps need no namespaces, which a container of its own may lack.
    settings = ("--isolation=chroot", "--network=host", f"--build-arg=BASE={base}")
    buildah("build", "--layers", *settings, "--build-arg=REVISION=test", "-t", IMAGE, ".")
