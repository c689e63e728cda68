"""`./dev test`: runs the parts, shows each failure with its log when it comes and again at the
end, and counts all in one last line.

A part is a function that yields results; a part of which nothing ran has failed.
"""

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
import typing
import xml.etree.ElementTree

import downloads
from cluster import ROOT

SUPPRESSIONS = downloads.SUPPORT / "tsan.supp"
SANITIZERS = {
    "ASAN_OPTIONS": "detect_leaks=1:print_legend=0",
    "UBSAN_OPTIONS": "print_stacktrace=1:halt_on_error=1",
    "TSAN_OPTIONS": f"suppressions={SUPPRESSIONS}",
}
# What has threads of its own or works beside librdkafka's.
THREADED = "^(runtime/(globals|kafka_client|transaction|http_|probes|span_|trace_)|gateway/|wire/registry)"
LOG_LINES = 60  # of a failure
FUZZ_SECONDS = 5


class Skipped(Exception):
    """What a part, or the rest of one, needs and is not on this machine."""


class Result(typing.NamedTuple):
    passed: bool
    name: str
    log: str = ""
    shown: bool = False  # the log is on the terminal already


def call(command, **more):
    """Runs a command in the repository; its exit code and what it printed."""
    done = subprocess.run(
        [str(word) for word in command],
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        errors="replace",
        **more,
    )
    return done.returncode, done.stdout


def build(kind="sanitize"):
    """The programs and tests with a sanitizer; yields a result only when they cannot be built."""
    code, log = call([ROOT / "dev", "build", f"--{kind}"])
    if code:
        yield Result(False, "build", log)


# --- programs that ctest runs ---------------------------------------------------------------------


def ctest(label, kind="sanitize", only="."):
    """The programs with this label and a name like `only`; a cmocka program counts by its tests."""
    failures = list(build(kind))
    if failures:
        yield from failures
        return
    folder = ROOT / "build" / kind
    report = folder / f"{label}.xml"
    report.unlink(missing_ok=True)
    _, log = call(
        [
            "ctest",
            "--test-dir",
            folder,
            "-L",
            f"^{label}$",
            "-R",
            only,
            "-j",
            os.cpu_count(),
            "--output-junit",
            report,
            "--test-output-size-passed",
            1 << 24,
            "--test-output-size-failed",
            1 << 24,
        ],
        env={**os.environ, **SANITIZERS},
    )
    if not report.exists():
        yield Result(False, f"ctest {label}", log)
        return
    for case in xml.etree.ElementTree.parse(report).iter("testcase"):
        yield from results_of_program(case)


def results_of_program(case):
    """Results of one program: those of the cmocka tests in its output, and its own where it has
    none or it ended badly (a crash, a leak) without naming a test."""
    program = case.get("name")
    log = case.findtext("system-out") or ""
    ok = case.get("status") == "run"
    passed = re.findall(r"^\[ +OK \] (\w+)$", log, re.M)
    failed = sorted(
        set(
            re.findall(
                r"^\[  (?:FAILED|ERROR|SKIPPED)  \] (\w+)$|^\[  SKIPPED \] (\w+)$", log, re.M
            )
        )
    )
    names = [first or second for first, second in failed]
    for name in passed:
        yield Result(True, f"{program}: {name}")
    for name in names:
        yield Result(False, f"{program}: {name}", log)
    if not names and not ok:
        yield Result(False, program, log or case.get("status"))
    elif not names and not passed:
        yield Result(True, program)


# --- Python tests ---------------------------------------------------------------------------------


def unittests(folder, kind="sanitize", words=()):
    """A folder's Python tests (those with one of `words` in their names), with the clients and on
    the sanitized programs; what they print is shown as it comes. A file `run` in the folder is
    called instead of our runner; it adds its results to the file BATON_RESULTS likewise. Without
    `kind` no programs are needed.
    """
    failures = list(build(kind)) if kind else []
    if failures:
        yield from failures
        return
    downloads.ensure("python")
    with tempfile.NamedTemporaryFile("r", prefix="results-") as results:
        own = folder / "run"
        runner = (
            [own]
            if os.access(own, os.X_OK)
            else [
                downloads.python(),
                downloads.SUPPORT / "unittests.py",
                "--results",
                results.name,
                folder,
                *words,
            ]
        )
        code = subprocess.run(
            [str(word) for word in runner],
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            env={
                "BATON_BIN": str(ROOT / "build" / (kind or "") / "bin"),
                **os.environ,
                **SANITIZERS,
                "BATON_RESULTS": results.name,
                "PYTHONPATH": str(downloads.SUPPORT),
                "BATON_PYTHON": str(downloads.python()),
                "PYTHONDONTWRITEBYTECODE": "1",
            },
        ).returncode
        lines = [line.rstrip("\n").split("\t") for line in results]
    for word, name, *text in lines:
        yield Result(word == "passed", name, json.loads(text[0]) if text else "", shown=True)
    if code and all(word == "passed" for word, *_ in lines):
        yield Result(False, f"{folder.name}: the runner ended with exit code {code}")


def threads():
    """What has threads, with ThreadSanitizer: a race ends a program with an exit code."""
    yield from ctest("unit", "threads", THREADED)
    yield from unittests(ROOT / "tests/e2e", "threads", ["gateway_test"])


SCHEMA_CHECKS = [
    "check.py",
    "check.py --self-test",
    "generate.py --check",
    "generate_test.py",
    "json_schema.py --check",
]
LABEL_CHECKS = ["check.py", "check.py --self-test", "floors.py --self-test"]
FLOOR_CHECKS = [
    "floors.py --baton build/sanitize/bin/baton",
    "quality.py --test build/sanitize/tests/cli_quality_test",
]


def checks(folder, commands):
    """Programs that end with an exit code when something is wrong."""
    for command in commands:
        code, log = call([sys.executable, *f"{folder}/{command}".split()])
        yield Result(code == 0, f"{folder}/{command}", log)


def packages():
    """The hand-written labels of context packages, and how much of them `baton package` finds."""
    yield from checks("tests/packages", LABEL_CHECKS)
    sys.path.insert(0, str(ROOT / "tests/packages"))
    import floors

    why = floors.missing()
    if why:
        raise Skipped(why)
    failures = list(build())
    yield from failures or checks("tests/packages", FLOOR_CHECKS)


def fuzz():
    """Each fuzz target for some seconds, from its committed corpus."""
    sys.path.insert(0, str(ROOT / "tests/fuzz"))
    import run as fuzzing

    log = fuzzing.build()
    if log:
        yield Result(False, "fuzz: build", log)
        return
    for done in fuzzing.run_all(fuzzing.targets(), FUZZ_SECONDS, None):
        yield Result(not done.failed and done.executions > 0, f"fuzz: {done.target}", done.log)


def asyncapi():
    """The committed AsyncAPI document, read by AsyncAPI's own parser where Node is. That it is what
    the programs' tables say, topics_test.py checks."""
    if not (shutil.which("npm") and shutil.which("node")):
        raise Skipped("no Node.js (node and npm, 18 or newer)")
    downloads.ensure("asyncapi")
    check = downloads.ASYNCAPI / "check.mjs"
    modules = f"{downloads.asyncapi_folder()}/"
    code, log = call(["node", check, modules, "schemas/asyncapi.json"])
    yield Result(code == 0, "schemas/asyncapi.json", log)


def image():
    """The container image and the compose file, built and run where containers can be."""
    sys.path.insert(0, str(ROOT / "tests/image"))
    import engine

    why = engine.missing()
    if why:
        raise Skipped(why)
    yield from unittests(ROOT / "tests/image")


def k8s():
    """The manifests on a real control plane, where one can be built."""
    sys.path.insert(0, str(ROOT / "tests/k8s"))
    import programs

    why = programs.missing()
    try:
        if not why:
            programs.ensure()
    except programs.NoToolchain as error:
        why = str(error)
    if why:
        raise Skipped(why)
    yield from unittests(ROOT / "tests/k8s", kind=None)


# Part: what it is made of, and whether it is there. Those that need most come last.
PARTS = {
    "unit": (lambda: ctest("unit"), lambda: True),
    # The schemas against their rules and their history, and the code generated from them.
    "schemas": (lambda: checks("schemas", SCHEMA_CHECKS), (ROOT / "schemas/check.py").exists),
    "packages": (packages, (ROOT / "tests/packages").exists),
    # The document of all topics for others' tools.
    "asyncapi": (asyncapi, (ROOT / "schemas/asyncapi.json").exists),
    "cases": (lambda: ctest("cases"), (ROOT / "tests/cases").exists),
    "fuzz": (fuzz, lambda: True),
    "support": (lambda: unittests(downloads.SUPPORT), lambda: True),
    "manifests": (lambda: unittests(ROOT / "tests/manifests"), lambda: True),
    "threads": (threads, lambda: True),
    "e2e": (lambda: unittests(ROOT / "tests/e2e"), (ROOT / "tests/e2e").exists),
    "fault": (lambda: unittests(ROOT / "tests/fault"), (ROOT / "tests/fault").exists),
    # Minutes, and a container engine or a built control plane: only when they are named.
    "image": (image, lambda: False),
    "k8s": (k8s, lambda: False),
}


def show(failure, lines):
    log = failure.log.splitlines()
    print(f"FAILED {failure.name}", *log[max(len(log) - lines, 0):], sep="\n  | ", flush=True)


def run_part(name):
    """The results of a part, and whether it, or the rest of it, was skipped."""
    began = time.monotonic()
    print(f"== {name}", flush=True)
    results, skipped = [], False
    try:
        for result in PARTS[name][0]():
            results.append(result)
    except downloads.DownloadError as error:
        results.append(Result(False, name, str(error)))
    except Skipped as why:
        print(f"   {name}: skipped: {why}", flush=True)
        skipped = True
    if skipped and not results:
        return results, skipped
    results = results or [Result(False, f"{name}: no test ran")]
    for result in results:
        if not result.passed:
            show(result, 0 if result.shown else LOG_LINES)
    good = sum(result.passed for result in results)
    print(
        f"   {name}: {good} passed, {len(results) - good} failed, {time.monotonic() - began:.0f} s",
        flush=True,
    )
    return results, skipped


def main(names):
    unknown = [name for name in names if name not in PARTS]
    if unknown:
        sys.exit(f"./dev test: no part {unknown[0]!r}: {', '.join(PARTS)}")
    there = [name for name in PARTS if PARTS[name][1]()]
    parts = [run_part(name) for name in (names or there)]
    results = [result for of_part, _ in parts for result in of_part]
    failed = [result for result in results if not result.passed]
    if failed:
        print("\n== what failed", flush=True)
    for failure in failed:
        show(failure, LOG_LINES)
    skipped = sum(of_part for _, of_part in parts)  # parts: of how many tests cannot be known
    more = f", {skipped} skipped" if skipped else ""
    print(f"{len(results) - len(failed)} passed, {len(failed)} failed{more}")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main(sys.argv[1:])
