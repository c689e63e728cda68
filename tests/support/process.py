"""A program that runs in the background: its log, its pid in a file, and the ways it ends.

The pid file makes it known to other processes: what one command started another can stop. It names
the start time beside the pid, so that a pid which the system has given to somebody else is never
signalled.
"""

import ctypes
import os
import pathlib
import random
import signal
import socket
import subprocess
import time

POLL_S = 0.05


class Failed(Exception):
    """Something did not start, did not become ready or did not stop; the text says what and
    shows its log's end."""


def free_port():
    """A port that nobody listens on, outside the range from which the kernel gives ports to
    outgoing connections: a broker that is killed and started again finds its port free, and no
    client that keeps trying gets connected to itself.
    """
    while True:
        port = random.randrange(20000, 32000)
        with socket.socket() as s:
            try:
                s.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port


def takes_connections(address):
    """Whether somebody listens on HOST:PORT."""
    host, _, port = address.rpartition(":")
    try:
        socket.create_connection((host, int(port)), 2).close()
    except (OSError, ValueError):
        return False
    return True


def wait_until(condition, seconds):
    """Polls `condition`; whether it came true within `seconds`."""
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            return False
        time.sleep(POLL_S)
    return True


def best_of(times, measure, enough):
    """The least of up to `times` measurements; the first that is under `enough` will do. A promise
    of a time is the program's, and a machine that does something else breaks it now and then."""
    least = float("inf")
    for _ in range(times):
        least = min(least, measure())
        if least < enough:
            break
    return least


def start_time(pid):
    """When `pid` was started, in the kernel's ticks; None when it does not run (a zombie does
    not)."""
    try:
        fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return None
    return None if fields[0] in "ZX" else int(fields[19])


def die_with_parent():
    """In the child, between fork and exec: SIGKILL when the thread that started it ends
    (PR_SET_PDEATHSIG)."""
    ctypes.CDLL(None).prctl(1, signal.SIGKILL)


class Process:
    """`folder`/log/NAME.log and `folder`/pid/NAME. `tied`: killed when its starter ends, for
    tests."""

    def __init__(self, folder, name, tied=False):
        self.folder = pathlib.Path(folder)
        self.name = name
        self.tied = tied
        self.log = self.folder / "log" / f"{name}.log"
        self.pid_file = self.folder / "pid" / name
        self.child = None
        self.log_start = 0

    def pid(self):
        """Of the program while it runs, else None."""
        if self.child:
            self.child.poll()  # reaps it
        try:
            pid, started = map(int, self.pid_file.read_text().split())
        except (OSError, ValueError):
            return None
        if start_time(pid) == started:
            return pid
        if self.child and self.child.pid == pid:
            self.child.wait()  # it may have become a zombie since: its exit code is known from here
        return None

    def start(self, command, env=None, cwd=None):
        """`env` is added to this process's environment. Raises Failed."""
        if self.pid():
            raise Failed(f"{self.name} runs already (pid {self.pid()})")
        self.log.parent.mkdir(parents=True, exist_ok=True)
        self.pid_file.parent.mkdir(parents=True, exist_ok=True)
        try:
            with open(self.log, "ab") as log:
                self.log_start = log.tell()
                self.child = subprocess.Popen(
                    [str(word) for word in command],
                    stdin=subprocess.DEVNULL,
                    stdout=log,
                    stderr=log,
                    cwd=cwd,
                    env={**os.environ, **(env or {})},
                    start_new_session=True,
                    preexec_fn=die_with_parent if self.tied else None,
                )
        except OSError as error:
            raise Failed(f"{self.name} could not be started: {error}") from error
        self.pid_file.write_text(f"{self.child.pid} {start_time(self.child.pid) or 0}\n")

    def log_since_start(self):
        with open(self.log, "rb") as log:
            log.seek(self.log_start)
            return log.read().decode(errors="replace")

    def log_end(self, lines=8):
        """The log's last lines, indented for a message."""
        try:
            text = self.log.read_text(errors="replace")
        except OSError:
            return ""
        return "".join(f"\n  {self.name}| {line}" for line in text.splitlines()[-lines:])

    def wait_ready(self, is_ready, seconds):
        """Waits for `is_ready()`. Raises Failed when the program ends before, or time runs out."""
        if not wait_until(lambda: not self.pid() or is_ready(), seconds):
            raise Failed(
                f"{self.name} is not ready after {seconds} s, log {self.log}:{self.log_end()}"
            )
        if not self.pid():
            raise Failed(f"{self.name} ended{self.how_it_ended()}, log {self.log}:{self.log_end()}")

    def how_it_ended(self):
        code = self.child.poll() if self.child else None
        if code is None:
            return ""
        return f" by signal {signal.Signals(-code).name}" if code < 0 else f" with exit code {code}"

    def signal(self, number):
        pid = self.pid()
        if pid:
            os.kill(pid, number)

    def kill(self):
        """SIGKILL, and waits until it is gone."""
        self.signal(signal.SIGKILL)
        self.wait_gone(60)

    def stop(self, seconds=10):
        """SIGTERM, and after `seconds` SIGKILL. Returns whether it ended by itself."""
        self.signal(signal.SIGTERM)
        return self.end(seconds)

    def end(self, seconds):
        """Waits for one that was told to stop, as `stop` does."""
        graceful = wait_until(lambda: not self.pid(), seconds)
        if not graceful:
            self.kill()
        self.wait_gone(60)
        return graceful

    def wait_gone(self, seconds):
        if not wait_until(lambda: not self.pid(), seconds):
            raise Failed(f"{self.name} (pid {self.pid()}) does not end")
        self.pid_file.unlink(missing_ok=True)
