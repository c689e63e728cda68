"""Runs a folder's Python tests (*_test.py, unittest), each test a line, and adds each one's result
to a file.

unittests.py FOLDER [--results FILE] [WORD…]     with words: only tests whose name has one of them
"""

import argparse
import gc
import itertools
import json
import pathlib
import sys
import time
import unittest

SUPPORT = pathlib.Path(__file__).resolve().parent


class Result(unittest.TestResult):
    """`passed` or `failed`, tab, name, a line each; with a failure, tab and its text as JSON. The
    text on the terminal too. A skipped test is a failed one: what did not run has proved nothing.
    """

    def __init__(self, results):
        super().__init__()
        self.results = results

    def startTest(self, test):
        super().startTest(test)
        self.began = time.monotonic()

    def note(self, word, test, text=""):
        name = test.id() if hasattr(test, "id") else str(test)
        seconds = time.monotonic() - getattr(self, "began", time.monotonic())
        print(f"{word:<7} {seconds:6.1f} s  {name}\n{text}", end="", flush=True)
        if self.results:
            with open(self.results, "a") as file:
                file.write(f"{word}\t{name}\t{json.dumps(text)}\n" if text else f"{word}\t{name}\n")

    def addSuccess(self, test):
        self.note("passed", test)

    def addError(self, test, err):
        super().addError(test, err)
        self.note("failed", test, self._exc_info_to_string(err, test))

    def addFailure(self, test, err):
        super().addFailure(test, err)
        self.note("failed", test, self._exc_info_to_string(err, test))

    def addSubTest(self, test, subtest, err):
        super().addSubTest(test, subtest, err)
        if err:
            self.note("failed", subtest, self._exc_info_to_string(err, test))

    def addSkip(self, test, reason):
        self.failures.append((test, reason))
        self.note("failed", test, f"skipped: {reason}\n")


def flat(suite):
    for test in suite:
        if isinstance(test, unittest.TestSuite):
            yield from flat(test)
        else:
            yield test


def run_class(kind, tests, results):
    """Whether all passed. What its fixture has put into the class goes with it: clients of a cluster
    that is gone would look for it until the end."""
    before = set(vars(kind))
    result = Result(results)
    unittest.TestSuite(tests).run(result)
    for name in set(vars(kind)) - before:
        delattr(kind, name)
    gc.collect()
    return result.wasSuccessful()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("folder")
    parser.add_argument("--results")
    parser.add_argument("words", nargs="*")
    options = parser.parse_args()
    sys.path.insert(0, str(SUPPORT))
    found = unittest.defaultTestLoader.discover(options.folder, pattern="*_test.py")
    wanted = [
        test
        for test in flat(found)
        if not options.words or any(word in test.id() for word in options.words)
    ]
    good = [run_class(*group, options.results) for group in itertools.groupby(wanted, type)]
    sys.exit(0 if good and all(good) else 1)


if __name__ == "__main__":
    main()
