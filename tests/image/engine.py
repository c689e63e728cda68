"""Builds images with buildah and calls podman, in storage of its own below the cache.

Bases are pulled; where no container registry is reached, Debian's is made by debootstrap, once, and
other projects' images have stand-ins (stand_ins.py). Needs root and the Debian packages of the group
`image`.

    engine.py storage|driver    prints the folder of the images, and how their layers are kept
    engine.py build             builds all that the tests run
"""

import os
import pathlib
import platform
import re
import shutil
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "support"))

import downloads  # noqa: E402
import librdkafka  # noqa: E402

ROOT = HERE.parents[1]
VERSION = re.search(r"\(baton VERSION (\S+)", (ROOT / "CMakeLists.txt").read_text())[1]
PROGRAMS = ("buildah", "podman", "runc", "debootstrap", "unshare", "ip")
NETWORK = pathlib.Path("/usr/lib/podman")
NAMESPACES = ("--net", "--mount", "--pid", "--fork", "--mount-proc")
DEBIAN = "docker.io/library/debian:13-slim"
OWN_DEBIAN = "localhost/debian:13-slim"
IMAGE = f"localhost/baton:{VERSION}"
PULL_SECONDS = 60


def missing():
    """Why no image can be built and run here; empty: it can."""
    absent = [name for name in PROGRAMS if not shutil.which(name)]
    absent += [name for name in ("netavark", "aardvark-dns") if not (NETWORK / name).exists()]
    if absent:
        return (
            f"no {', '.join(absent)}; the packages are those of `image` in tests/support/packages"
        )
    if os.geteuid() != 0:
        return "not root, and containers of other users were not tried"
    if subprocess.run(["unshare", *NAMESPACES, "true"], capture_output=True).returncode:
        return "this machine lets nobody make namespaces"
    return ""


def storage():
    """Where images lie; as /var/lib/containers/storage while the tests run (`run`)."""
    folder = downloads.CACHE / "containers/root"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def driver():
    """Layers on one another where the kernel can and the cache is not in a container's own file
    system, else copies."""
    kernel = pathlib.Path("/proc/filesystems").read_text().split()
    kind = subprocess.run(
        ["stat", "-f", "-c", "%T", downloads.CACHE], capture_output=True, text=True
    ).stdout.strip()
    return "overlay" if "overlay" in kernel and kind != "overlayfs" else "vfs"


def call(words, check=True, timeout=3600):
    done = subprocess.run(
        ["nice", "-n", "19", *map(str, words)],
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=timeout,
    )
    if check and done.returncode:
        called = " ".join(map(str, words[:4]))
        raise AssertionError(f"{called}: {done.stdout[-3000:]}{done.stderr[-3000:]}")
    return done


def buildah(*words, **more):
    """While images are built: in the storage by its own name."""
    place = (f"--root={storage()}", f"--runroot={storage().parent}/run")
    return call(["buildah", *place, f"--storage-driver={driver()}", *words], **more)


def podman(*words, **more):
    """While the tests run: the storage lies where it looks."""
    return call(["podman", *words], **more)


def exists(image):
    return buildah("inspect", "--type=image", image, check=False).returncode == 0


def label(image, name):
    """Of an image's labels, the one by that name; empty: no such image or label."""
    form = f'{{{{index .OCIv1.Config.Labels "{name}"}}}}'
    return buildah("inspect", "--type=image", "--format", form, image, check=False).stdout.strip()


def pulled(image):
    """Whether `image` is here, as its registry has it."""
    try:
        return not buildah("pull", "-q", image, check=False, timeout=PULL_SECONDS).returncode
    except subprocess.TimeoutExpired:
        return False


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
    """The name of a Debian 13 that this machine has."""
    if pulled(DEBIAN):
        return DEBIAN
    if exists(OWN_DEBIAN):
        return OWN_DEBIAN
    folder = downloads.part("debian", f"trixie minbase {platform.machine()}")
    downloads.fill(folder, make_base)
    container = buildah("from", "scratch").stdout.strip()
    buildah("add", "-q", container, folder / "root.tar", "/")
    buildah("commit", "-q", "--rm", container, OWN_DEBIAN)
    return OWN_DEBIAN


def build(base):
    # chroot: the steps need no namespaces, which a container of its own may lack.
    settings = ("--isolation=chroot", "--network=host", f"--build-arg=BASE={base}")
    buildah("build", "--layers", *settings, "--build-arg=REVISION=test", "-t", IMAGE, ".")


def base():
    """The name of the base that the image was built on."""
    return DEBIAN if exists_in_podman(DEBIAN) else OWN_DEBIAN


def exists_in_podman(image):
    return podman("image", "exists", image, check=False).returncode == 0


def python_folder():
    """The venv with podman-compose and hadolint."""
    return downloads.part(
        "image", HERE / "requirements.txt", sys.version, os.path.realpath(sys.executable)
    )


def fetch_python(folder):
    downloads.fetch_packages(folder, "podman-compose", HERE / "requirements.txt")


def prepare():
    """All that needs the network: the image, and those that the compose file names beside it."""
    import stand_ins

    downloads.fill(python_folder(), fetch_python)
    debian = ensure_base()
    build(debian)
    stand_ins.ensure(debian)


VERBS = {"storage": lambda: print(storage()), "driver": lambda: print(driver()), "build": prepare}


if __name__ == "__main__":
    try:
        VERBS[sys.argv[1]]()
    except (downloads.DownloadError, AssertionError) as error:
        sys.exit(f"image: {error}")
