"""Another librdkafka than the installed one, for programs that are built already: all since 1.0 have
one soname. It is built once, from Debian's source package, into the cache; `versions` pins it by the
digest of its .dsc, which has the digests of its files. Needs the package group `librdkafka`.

    librdkafka.py VERSION       builds what is missing and prints the folder for LD_LIBRARY_PATH
"""

import os
import platform
import shutil
import subprocess
import sys

import downloads

KEYRING = "/usr/share/keyrings/debian-archive-keyring.gpg"


def known():
    """{version: (suite, Debian's version, sha256 of the .dsc)}"""
    prefix = "librdkafka_"
    return {
        name.removeprefix(prefix): value.split()
        for name, value in downloads.versions().items()
        if name.startswith(prefix)
    }


def mirror():
    """Where this machine's own Debian packages come from: the sources lie there too."""
    codename = platform.freedesktop_os_release()["VERSION_CODENAME"]
    listed = subprocess.run(
        ["apt-get", "indextargets", "--format", "$(RELEASE) $(COMPONENT) $(SITE)"],
        capture_output=True,
        text=True,
    ).stdout
    for line in listed.splitlines():
        release, component, site = line.split()
        if (release, component) == (codename, "main"):
            return site
    raise downloads.DownloadError(f"apt has no source of Debian {codename} main")


def apt(folder, suite, kind="deb-src"):
    """The start of a call of apt-get that knows the sources of `suite` (with `kind` deb: its packages)
    and nothing else, with lists of its own."""
    (folder / "lists/partial").mkdir(parents=True)
    (folder / "cache/archives/partial").mkdir(parents=True)
    sources = folder / "sources.list"
    sources.write_text(f"{kind} [signed-by={KEYRING}] {mirror()} {suite} main\n")
    settings = {
        "Dir::Etc::sourcelist": sources,
        "Dir::Etc::sourceparts": "/dev/null",
        "Dir::State::lists": folder / "lists",
        "Dir::Cache": folder / "cache",
        "APT::Sandbox::User": "root",  # the cache may be nobody else's to read
    }
    options = [word for name, value in settings.items() for word in ("-o", f"{name}={value}")]
    return ["apt-get", "-q", *options]


def fetch(version, work):
    """The unpacked source, in `work`."""
    suite, debian, digest = known()[version]
    command = apt(work / "apt", suite)
    downloads.run(f"Debian's list of sources ({suite})", [*command, "update"])
    source = ["source", "--download-only", f"librdkafka={debian}"]
    downloads.run(f"librdkafka {debian}", [*command, *source], cwd=work)
    description = work / f"librdkafka_{debian}.dsc"
    if downloads.sha256(description) != digest:
        raise downloads.DownloadError(
            f"{description.name} does not have the digest librdkafka_{version} of tests/support/versions"
        )
    unpacked = work / "librdkafka"
    downloads.run(f"{description.name}: files", ["dpkg-source", "-x", description, unpacked], work)
    return unpacked


def build(version, folder):
    work = folder / "work"
    work.mkdir()
    source = fetch(version, work)
    for command in (
        ["./configure", f"--prefix={folder}"],
        ["make", f"-j{os.cpu_count()}", "libs"],
        ["make", "-C", "src", "install"],
    ):
        downloads.run(f"librdkafka {version}: {command[0]}", command, source)
    shutil.rmtree(work)


def library(wanted):
    """(version, folder of its librdkafka.so.1), built if it is not there. `wanted` may be its
    beginning, 2.8 for 2.8.0. Raises DownloadError."""
    version = downloads.pick("librdkafka", wanted, list(known()))
    folder = downloads.part("librdkafka", " ".join(known()[version]))
    downloads.fill(folder, lambda empty: build(version, empty))
    return version, folder / "lib"


def use(wanted):
    """All that is started from here on runs on `wanted`. Returns its version. Raises DownloadError."""
    version, folder = library(wanted)
    os.environ["LD_LIBRARY_PATH"] = str(folder)
    return version


if __name__ == "__main__":
    try:
        print(library(sys.argv[1])[1])
    except downloads.DownloadError as error:
        sys.exit(f"librdkafka: {error}")
