"""An example bot as a program that runs: what it hears, and what it says of itself."""

import os
import pathlib
import queue
import subprocess
import sys
import threading

EXAMPLES = pathlib.Path(__file__).resolve().parents[2] / "examples"


class Bot:
    def __init__(self, name, *arguments, **env):
        self.child = subprocess.Popen(
            [sys.executable, str(EXAMPLES / name), *arguments],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1,
            env={**os.environ, **env},
        )
        self.said = queue.Queue()
        threading.Thread(target=self.read, daemon=True).start()

    def read(self):
        for line in self.child.stdout:
            self.said.put(line.split())

    def hears(self, line):
        self.child.stdin.write(line + "\n")
        self.child.stdin.flush()

    def says(self, seconds=60):
        """The next line's first two words: what, and in which conversation."""
        return self.said.get(timeout=seconds)[:2]

    def stop(self):
        self.child.kill()
        self.child.wait()
        self.child.stdin.close()
        self.child.stdout.close()
