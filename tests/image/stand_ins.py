"""Images of other projects that the compose file names: pulled, or where no container registry is
reached, made here under the same name, of the same program where the cache or Debian has it.

What cannot be had (`missing`) is left out of the tests, with a line that says so.
"""

import hashlib
import pathlib
import re
import typing

import downloads
import engine

HERE = pathlib.Path(__file__).resolve().parent
MADE_FROM = "baton.made-from"
# The folder is for the alternatives that the package registers.
INSTALL_JAVA = "mkdir -p /usr/share/man/man1; apt-get install -qy --no-install-recommends openjdk-21-jre-headless"
PUT_PROMETHEUS = (
    "cd /tmp; apt-get download -q prometheus; "
    "dpkg-deb --fsys-tarfile prometheus_*.deb | tar -x -C / ./usr/bin/prometheus; rm prometheus_*.deb"
)


class StandIn(typing.NamedTuple):
    script: str  # run by root, where apt knows Debian's packages
    files: typing.Callable  # (from, to) of files and folders
    user: int
    owned: tuple  # folders that the user may write
    settings: tuple  # of buildah config


def kafka_files():
    return (
        (downloads.broker_folder() / "jars", "/opt/kafka/libs"),
        (HERE / "kafka_run", "/etc/kafka/docker/run"),
        (downloads.SUPPORT / "kafka/log4j2.properties", "/etc/kafka/docker/log4j2.properties"),
    )


def registry_files():
    return (
        (downloads.registry_folder() / "lib", "/deployments/lib"),
        (downloads.registry_jar(), "/deployments/registry.jar"),
    )


STAND_INS = {
    # The real broker; the class that reads KAFKA_* is the published image's.
    "apache/kafka": StandIn(
        INSTALL_JAVA,
        kafka_files,
        1000,
        ("/opt/kafka/config", "/var/lib/kafka/data"),
        (
            "--env=CLUSTER_ID=5L6g3nShT-eMCtK--X86sw",
            "--volume=/var/lib/kafka/data",
            '--cmd=["/etc/kafka/docker/run"]',
        ),
    ),
    # The real registry.
    "apicurio/apicurio-registry": StandIn(
        f"{INSTALL_JAVA} curl",
        registry_files,
        1001,
        (),
        ('--cmd=["java", "-Xmx300m", "-XX:+UseSerialGC", "-jar", "/deployments/registry.jar"]',),
    ),
    # Debian's version of it, not the one that the compose file names.
    "prom/prometheus": StandIn(
        PUT_PROMETHEUS,
        tuple,
        65534,
        ("/prometheus",),
        ("--volume=/prometheus", '--entrypoint=["/usr/bin/prometheus"]'),
    ),
}


def wanted():
    """The images that the compose file names beside Baton's own."""
    text = (engine.ROOT / "docker-compose.yml").read_text()
    return sorted(set(re.findall(r"^    image: (\S+)$", text, re.M)))


def full(image):
    return f"docker.io/{image}"


def missing():
    """Those of `wanted` that this machine does not have. For podman, while the tests run."""
    return [image for image in wanted() if not engine.exists_in_podman(full(image))]


def digest(image, stand_in):
    made_from = hashlib.sha256(f"{image}{stand_in[:1]}{stand_in[2:]}".encode())
    for source, target in stand_in.files():
        made_from.update(f"{source}{target}".encode())
        if source.is_file():
            made_from.update(source.read_bytes())
    return made_from.hexdigest()[:12]


def make(image, stand_in, debian, made_from):
    container = engine.buildah("from", debian).stdout.strip()

    def root(script):
        options = ("--isolation=chroot", "--network=host", "--user=0")
        engine.buildah("run", *options, container, "--", "sh", "-ec", script)

    root(f"apt-get update -q; {stand_in.script}; rm -rf /var/lib/apt/lists/* /var/cache/apt/*")
    for source, target in stand_in.files():
        engine.buildah("copy", "-q", container, source, target)
    for folder in stand_in.owned:
        root(f"install -d -o {stand_in.user} {folder}")
    label = f"--label={MADE_FROM}={made_from}"
    engine.buildah("config", f"--user={stand_in.user}", label, *stand_in.settings, container)
    engine.buildah("commit", "-q", "--rm", container, full(image))


def ensure(debian):
    """Pulls each image, where Debian's could be pulled; makes what is missing or has changed."""
    downloads.ensure("broker", "registry")
    for image in wanted():
        if debian == engine.DEBIAN and engine.pulled(full(image)):
            continue
        stand_in = STAND_INS.get(image.partition(":")[0])
        if not stand_in:
            continue
        made_from = digest(image, stand_in)
        if engine.label(full(image), MADE_FROM) != made_from:
            make(image, stand_in, debian, made_from)
