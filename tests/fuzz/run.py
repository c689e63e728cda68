"""`./dev fuzz [NAME…] [--minutes M]`: builds the targets with clang into build/fuzz and runs them,
as many at a time as there are processors. Each starts from its committed corpus and from what
earlier runs found, which lies in the cache (downloads.py). What a target fails on is kept in
build/fuzz/findings; one table at the end; exit code 1 on a finding.
"""

import argparse
import concurrent.futures
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import typing

FUZZ = pathlib.Path(__file__).resolve().parent
ROOT = FUZZ.parent.parent
sys.path.insert(0, str(ROOT / "tests/support"))

import downloads  # noqa: E402

BUILD = ROOT / "build/fuzz"
FINDINGS = BUILD / "findings"
CLANGS = ["clang-19", "clang-14", "clang"]
LIMITS = ["-timeout=20", "-rss_limit_mb=2048", "-malloc_limit_mb=256"]
LARGEST = 16384  # bytes of an input
GRACE_S = 60  # reading the corpus is not counted by libFuzzer


class Run(typing.NamedTuple):
    target: str
    executions: int
    edges: int
    corpus: int
    findings: list
    log: str

    @property
    def failed(self):
        return bool(self.findings)


def targets():
    return sorted(path.name.removesuffix("_fuzz.c") for path in FUZZ.glob("*_fuzz.c"))


def clang():
    found = next(filter(None, map(shutil.which, CLANGS)), None)
    return found or sys.exit("fuzz: no clang; ./dev deps fuzz installs it")


def build():
    """What the build says when it fails, else empty."""
    BUILD.mkdir(parents=True, exist_ok=True)
    configure = ["cmake", "-S", ROOT, "-B", BUILD, "-G", "Ninja", "-DBATON_FUZZ=ON"]
    for command in (
        [*configure, "-DCMAKE_BUILD_TYPE=Debug", f"-DCMAKE_C_COMPILER={clang()}"],
        ["ninja", "-C", BUILD, "--quiet", "fuzz_targets"],
    ):
        done = subprocess.run(
            list(map(str, command)), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )
        if done.returncode:
            return done.stdout
    return ""


def number(pattern, log):
    """The last number that stands where the pattern says; 0 if there is none."""
    return int(([0] + re.findall(pattern, log))[-1])


def call(command, limit_s):
    """Exit code and output of a target; one that does not end by itself is ended, with code -1."""
    sanitizers = {
        "ASAN_OPTIONS": "detect_leaks=1:handle_abort=1:quarantine_size_mb=16",
        "UBSAN_OPTIONS": "print_stacktrace=1",
    }
    try:
        done = subprocess.run(
            list(map(str, command)),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            timeout=limit_s,
            env={**os.environ, **sanitizers},
        )
    except subprocess.TimeoutExpired as late:
        return -1, f"{(late.stdout or b'').decode(errors='replace')}\ndid not end in {limit_s} s"
    return done.returncode, done.stdout


def run(target, seconds, new):
    """One target; what it finds new goes to the folder `new`."""
    FINDINGS.mkdir(parents=True, exist_ok=True)
    before = set(FINDINGS.glob(f"{target}-*"))
    folders = [new, FUZZ / "corpus" / target, FUZZ / "regressions" / target]
    dictionary = FUZZ / f"dictionaries/{target}.dict"
    command = [
        BUILD / f"fuzz/{target}_fuzz",
        f"-max_total_time={seconds}",
        f"-max_len={LARGEST}",
        f"-artifact_prefix={FINDINGS}/{target}-",
        "-print_final_stats=1",
        *LIMITS,
        *([f"-dict={dictionary}"] if dictionary.exists() else []),
        *(folder for folder in folders if folder.exists()),
    ]
    code, log = call(command, seconds * 2 + GRACE_S)
    findings = sorted(path.name for path in set(FINDINGS.glob(f"{target}-*")) - before)
    if code and not findings:
        findings = [f"exit code {code}"]
    return Run(
        target,
        number(r"number_of_executed_units: (\d+)", log) or number(r"^#(\d+)\t", log),
        number(r"cov: (\d+)", log),
        number(r"corp: (\d+)/", log),
        findings,
        log,
    )


def run_all(names, seconds, cache):
    """The runs as they end; without `cache` nothing is kept of what they find new."""
    with tempfile.TemporaryDirectory(prefix="baton-fuzz-") as scratch:

        def one(name):
            new = pathlib.Path(cache or scratch) / name
            new.mkdir(parents=True, exist_ok=True)
            return run(name, seconds, new)

        with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
            for done in concurrent.futures.as_completed([pool.submit(one, name) for name in names]):
                yield done.result()


def table(runs):
    head = ("target", "executions", "edges", "corpus", "findings")
    rows = [(r.target, r.executions, r.edges, r.corpus, " ".join(r.findings) or "-") for r in runs]
    for row in [head, *rows]:
        print("{:<14}{:>12}{:>8}{:>8}  {}".format(*row))


def main():
    parser = argparse.ArgumentParser(prog="./dev fuzz", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(targets()))
    parser.add_argument("--minutes", type=float, default=1, help="of each target (1)")
    options = parser.parse_args()
    unknown = [name for name in options.names if name not in targets()]
    if unknown:
        parser.error(f"no target {unknown[0]!r}: {', '.join(targets())}")
    log = build()
    if log:
        sys.exit(log)
    runs = []
    seconds = max(1, round(options.minutes * 60))
    for done in run_all(options.names or targets(), seconds, downloads.CACHE / "fuzz"):
        runs.append(done)
        if done.failed:
            print(done.log[-8000:], flush=True)
        print(f"{done.target}: {done.executions} executions, {len(done.findings)} findings", flush=True)
    table(sorted(runs))
    sys.exit(1 if any(r.failed for r in runs) else 0)


if __name__ == "__main__":
    main()
