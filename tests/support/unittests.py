"""Runs a folder's Python tests (*_test.py, unittest), each test a line, and adds each one's result
to a file.

unittests.py FOLDER [--results FILE] [WORD…]     with words: only tests whose name has one of them
"""

import argparse
import pathlib
import sys
import time
import unittest

SUPPORT = pathlib.Path(__file__).resolve().parent


class Result(unittest.TestResult):
    """`passed` or `failed`, tab, name, a line each; the traceback on the terminal. A skipped
    test is a failed one: what did not run has proved nothing."""

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
                file.write(f"{word}\t{name}\n")

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
    result = Result(options.results)
    unittest.TestSuite(wanted).run(result)
    sys.exit(0 if wanted and result.wasSuccessful() else 1)


if __name__ == "__main__":
    main()
