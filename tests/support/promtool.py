"""promtool, of Debian's package prometheus of the release that this machine has: apt checks the archive's
signature. It checks rules and configuration for tests/manifests, and what services answer at /metrics
for tests/e2e.

    promtool.py     fetches what is missing and prints the program
"""

import platform
import shutil
import subprocess
import sys

import downloads
import librdkafka


def suite():
    return platform.freedesktop_os_release()["VERSION_CODENAME"]


def folder():
    return downloads.part("promtool", f"{suite()} {platform.machine()}")


def program():
    return folder() / "promtool"


def fetch(target):
    work = target / "work"
    work.mkdir()
    command = librdkafka.apt(work / "apt", suite(), "deb")
    downloads.run(f"Debian's list of packages ({suite()})", [*command, "update"])
    downloads.run("promtool", [*command, "download", "prometheus"], cwd=work)
    (package,) = work.glob("prometheus_*.deb")
    downloads.run(package.name, ["dpkg-deb", "-x", package, work / "prometheus"])
    shutil.copy(work / "prometheus/usr/bin/promtool", target)
    shutil.rmtree(work)


def ensure():
    """The program, fetched. Raises DownloadError."""
    downloads.fill(folder(), fetch)
    return program()


def findings(text):
    """What it says against an answer of /metrics: what Prometheus could not read, or what is not
    named as its conventions have it; empty: nothing."""
    done = subprocess.run(
        [ensure(), "check", "metrics"],
        input=text,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    return done.stdout or (f"exit code {done.returncode}" if done.returncode else "")


if __name__ == "__main__":
    try:
        print(ensure())
    except downloads.DownloadError as error:
        sys.exit(f"promtool: {error}")
