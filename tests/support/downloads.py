"""What the tests and `./dev up` need besides Debian's packages, fetched once into a cache.

The broker (its published jars), the schema registry (its published archive), both by the machine's
own Maven settings, and a venv with the Python clients. Versions stand in `versions`; every file's
sha256 is checked when it is fetched. A part is a folder whose name holds a digest of all that it is
made from, complete when it holds `.complete`; a second run reads nothing from the network. An
archive of loaded classes (AppCDS) lies beside each Java program: it makes the start three times as
fast, and is made anew for another JVM.

    downloads.py [broker|registry|python|peer|asyncapi …]    fetches what is missing (default: the
    first three, which most tests need) and prints the folders
"""

import fcntl
import hashlib
import os
import pathlib
import shutil
import subprocess
import sys
import tarfile

SUPPORT = pathlib.Path(__file__).resolve().parent
CACHE = pathlib.Path(
    os.environ.get("BATON_CACHE")
    or pathlib.Path(os.environ.get("XDG_CACHE_HOME") or pathlib.Path.home() / ".cache") / "baton"
)


class DownloadError(Exception):
    """What could not be fetched or does not have its digest; the text says what to do."""


def versions():
    """The file `versions` as a dict."""
    lines = (SUPPORT / "versions").read_text().splitlines()
    return dict(line.split("=", 1) for line in lines if line and not line.startswith("#"))


def packages(group):
    """Of the file `packages`: (Debian's version, package) of each row of the group."""
    lines = (SUPPORT / "packages").read_text().splitlines()
    rows = [[field.strip() for field in line.split("|")] for line in lines if line[:1] != "#"]
    return [(version, package) for name, version, package, _ in rows if name == group]


def pick(what, wanted, known):
    """The one of the versions known that is `wanted`, or begins with it: 3.9 is 3.9.2."""
    for version in known:
        if f"{version}.".startswith(f"{wanted}."):
            return version
    raise DownloadError(f"no {what} {wanted} in tests/support/versions: {', '.join(known)}")


def sha256(path):
    digest = hashlib.sha256()
    with open(path, "rb") as file:
        while chunk := file.read(1 << 20):
            digest.update(chunk)
    return digest.hexdigest()


def part(name, *made_from):
    """The folder of a part; `made_from` are files and texts."""
    digest = hashlib.sha256()
    for source in made_from:
        digest.update(source.read_bytes() if isinstance(source, pathlib.Path) else source.encode())
    return CACHE / f"{name}-{digest.hexdigest()[:12]}"


def is_complete(folder):
    return (folder / ".complete").exists()


def fill(folder, fetch):
    """`fetch(folder)` fills the folder, from empty, unless it is complete. One process at a time
    does it; what `fetch` raises leaves it incomplete."""
    if is_complete(folder):
        return
    CACHE.mkdir(parents=True, exist_ok=True)
    with open(folder.with_name(folder.name + ".lock"), "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if is_complete(folder):  # another process has just done it
            return
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        fetch(folder)
        (folder / ".complete").touch()


def run(what, command, cwd=None):
    """Runs a fetching command; its output is shown only when it fails."""
    print(f"fetching {what}", file=sys.stderr, flush=True)
    done = subprocess.run(
        [str(word) for word in command],
        cwd=cwd,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
    )
    if done.returncode:
        shown = " ".join(str(word) if len(str(word)) < 200 else "…" for word in command)
        raise DownloadError(f"{what} could not be fetched: {shown}\n{done.stdout[-2000:]}")


def maven(what, goal, folder, *settings):
    """Runs a goal of Maven's dependency plugin. It starts where no pom of another project lies."""
    plugin = (
        f"org.apache.maven.plugins:maven-dependency-plugin:{versions()['maven_dependency_plugin']}"
    )
    run(
        what,
        ["mvn", "-q", "-B", f"{plugin}:{goal}", f"-DoutputDirectory={folder}", *settings],
        cwd=CACHE,
    )


# --- the broker -----------------------------------------------------------------------------------


def broker_version():
    """Kafka's: the usual one, or the one that BATON_BROKER_VERSION names."""
    v = versions()
    wanted = os.environ.get("BATON_BROKER_VERSION") or v["kafka"]
    return pick("broker", wanted, [v["kafka"], *v["kafka_others"].split()])


def broker_jars():
    """The list of the jars' digests."""
    return SUPPORT / f"kafka/{broker_version()}.sha256"


def broker_folder():
    v = versions()
    return part(
        "broker", SUPPORT / "kafka/pom.xml", broker_jars(), f"{v['scala']} {v['log4j']}"
    )


def broker_classpath():
    # Each jar by name and in order: an archive of classes is only taken for the very same
    # class path.
    return ":".join(str(jar) for jar in sorted((broker_folder() / "jars").glob("*.jar")))


def fetch_jars(what, pom, digests, folder, **properties):
    """The jars of a pom with these properties, each with the digest that is listed."""
    settings = [f"-D{name}={value}" for name, value in properties.items()]
    settings += ["-f", pom, "-DincludeScope=runtime"]
    maven(what, "copy-dependencies", folder / "jars", *settings)
    listed = dict(reversed(line.split()) for line in digests.read_text().splitlines())
    found = {jar.name: sha256(jar) for jar in (folder / "jars").iterdir()}
    if found != listed:
        wrong = sorted(
            name for name in found.keys() | listed.keys() if found.get(name) != listed.get(name)
        )
        raise DownloadError(f"jars that are not those of {digests.name}: {', '.join(wrong)}")


def fetch_kafka(what, version, pom, digests, folder):
    v = versions()
    fetch_jars(what, pom, digests, folder, kafka=version, scala=v["scala"], log4j=v["log4j"])


def fetch_broker(folder):
    version = broker_version()
    fetch_kafka(f"Kafka {version}", version, SUPPORT / "kafka/pom.xml", broker_jars(), folder)


# --- the peer of tests/bench ----------------------------------------------------------------------

PEER = SUPPORT.parent / "bench/peer"


def peer_folder():
    v = versions()
    return part("peer", PEER / "pom.xml", PEER / "jars.sha256", f"{v['kafka']} {v['log4j']}")


def peer_classpath():
    return ":".join(str(jar) for jar in sorted((peer_folder() / "jars").glob("*.jar")))


def fetch_peer(folder):
    kafka = versions()["kafka"]
    fetch_kafka(f"Kafka Streams {kafka}", kafka, PEER / "pom.xml", PEER / "jars.sha256", folder)


# --- the registry ---------------------------------------------------------------------------------


def registry_folder():
    return part("registry", versions()["apicurio_sha256"])


def registry_jar():
    return registry_folder() / f"apicurio-registry-app-{versions()['apicurio']}-runner.jar"


def fetch_registry(folder):
    v = versions()
    artifact = f"io.apicurio:apicurio-registry-app:{v['apicurio']}:tar.gz:all"
    maven(f"Apicurio Registry {v['apicurio']}", "copy", folder, f"-Dartifact={artifact}")
    archive = folder / f"apicurio-registry-app-{v['apicurio']}-all.tar.gz"
    if sha256(archive) != v["apicurio_sha256"]:
        raise DownloadError(
            f"{archive.name} does not have the digest apicurio_sha256 of tests/support/versions"
        )
    with tarfile.open(archive) as tar:
        tar.extractall(folder)
    archive.unlink()


# --- the Python clients ---------------------------------------------------------------------------


def python_folder():
    return part(
        "python", SUPPORT / "requirements.txt", sys.version, os.path.realpath(sys.executable)
    )


def python():
    """The interpreter that has the clients."""
    return python_folder() / "bin/python"


def fetch_python(folder):
    fetch_packages(folder, "the Python clients", SUPPORT / "requirements.txt")


def fetch_packages(folder, what, requirements):
    run("a Python environment", [sys.executable, "-m", "venv", folder])
    run(
        what,
        [
            folder / "bin/python",
            "-m",
            "pip",
            "install",
            "-q",
            "--disable-pip-version-check",
            "--only-binary",
            ":all:",
            "--require-hashes",
            "-r",
            requirements,
        ],
    )


# --- what the detector is trained with ------------------------------------------------------------

TRAIN_REQUIREMENTS = SUPPORT.parent.parent / "services/detector/train/requirements.txt"


def train_folder():
    return part("train", TRAIN_REQUIREMENTS, sys.version, os.path.realpath(sys.executable))


def train():
    """The interpreter that trains."""
    return train_folder() / "bin/python"


def fetch_train(folder):
    fetch_packages(folder, "what training needs", TRAIN_REQUIREMENTS)


# --- AsyncAPI's parser ----------------------------------------------------------------------------

ASYNCAPI = SUPPORT / "asyncapi"


def asyncapi_folder():
    return part("asyncapi", ASYNCAPI / "package-lock.json")


def fetch_asyncapi(folder):
    # npm compares each package with its digest in the lock file.
    for name in ("package.json", "package-lock.json"):
        shutil.copy(ASYNCAPI / name, folder)
    run(
        "AsyncAPI's parser",
        ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"],
        cwd=folder,
    )


PARTS = {
    "broker": (broker_folder, fetch_broker),
    "registry": (registry_folder, fetch_registry),
    "python": (python_folder, fetch_python),
    "peer": (peer_folder, fetch_peer),
    "train": (train_folder, fetch_train),
    "asyncapi": (asyncapi_folder, fetch_asyncapi),
}
USUAL = ("broker", "registry", "python")  # the others one test, one measurement, or training needs


def ensure(*names):
    """Fetches those parts (the usual ones) that are missing. Raises DownloadError."""
    for name in names or USUAL:
        folder_of, fetch = PARTS[name]
        fill(folder_of(), fetch)


# --- archives of loaded classes -------------------------------------------------------------------


def class_archive(folder):
    """Where the classes of the program in `folder` are archived, for the JVM on the PATH."""
    java = os.path.realpath(shutil.which("java") or "java")
    made = os.stat(java).st_mtime_ns if os.path.exists(java) else 0
    return folder / f"classes-{hashlib.sha256(f'{java} {made}'.encode()).hexdigest()[:12]}.jsa"


def main(arguments):
    unknown = [name for name in arguments if name not in PARTS]
    if unknown:
        sys.exit(f"downloads: no part {unknown[0]!r}: {', '.join(PARTS)}")
    try:
        ensure(*arguments)
    except DownloadError as error:
        sys.exit(f"downloads: {error}")
    for name in arguments or USUAL:
        print(PARTS[name][0]())


if __name__ == "__main__":
    main(sys.argv[1:])
