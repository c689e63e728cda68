"""What happens to the pods of a namespace while something rolls, by a watch of the API server: no
state between two looks is missed."""

import contextlib
import http.client
import json
import threading
import time
import typing

from process import wait_until

APP = "app.kubernetes.io/name"
CATCH_UP_S = 60


class Change(typing.NamedTuple):
    seconds: float
    gone: bool
    name: str
    uid: str
    app: str
    image: str
    ready: bool
    ending: bool


def change_of(pod, kind="ADDED"):
    meta, status = pod["metadata"], pod.get("status", {})
    ending = "deletionTimestamp" in meta
    conditions = {row["type"]: row["status"] for row in status.get("conditions", [])}
    return Change(
        time.monotonic(),
        kind == "DELETED",
        meta["name"],
        meta["uid"],
        meta["labels"].get(APP, ""),
        pod["spec"]["containers"][0]["image"],
        conditions.get("Ready") == "True" and not ending,
        ending,
    )


class Watch:
    """From its making to the end of the `with` block."""

    def __init__(self, plane, namespace):
        self.plane = plane
        self.path = f"/api/v1/namespaces/{namespace}/pods"
        listed = plane.call("GET", self.path)
        self.before = [change_of(pod) for pod in listed["items"]]
        self.changes = []
        version = listed["metadata"]["resourceVersion"]
        self.stream = plane.open(
            "GET", f"{self.path}?watch=true&resourceVersion={version}", None, "application/json", 900
        )
        self.thread = threading.Thread(target=self.read, daemon=True)

    def read(self):
        with contextlib.suppress(OSError, http.client.HTTPException):  # the API server is stopped
            for line in self.stream:
                event = json.loads(line)
                self.changes.append(change_of(event["object"], event["type"]))

    def __enter__(self):
        self.thread.start()
        return self

    def __exit__(self, *error):
        """Waits for what has happened already."""
        wait_until(self.is_current, CATCH_UP_S)

    def is_current(self):
        there = {change_of(pod)[2:] for pod in self.plane.items(self.path)}
        return there == {change[2:] for change in self.after().values()}

    def after(self):
        """{uid: the last change} of the pods that are there."""
        *_, last = self.states()
        return last

    def states(self, app=None):
        """{uid: change} of the pods that are there, at the beginning and after each change."""
        pods = {change.uid: change for change in self.before if app in (None, change.app)}
        yield dict(pods)
        for change in list(self.changes):
            if app not in (None, change.app):
                continue
            if change.gone:
                pods.pop(change.uid, None)
            else:
                pods[change.uid] = change
            yield dict(pods)

    # --- questions --------------------------------------------------------------------------------

    def made(self, app, image):
        """Names of the new pods of `app` with that image, in their order. A controller that has not
        seen its own change yet makes one of the old version once more."""
        known = {change.uid for change in self.before}
        names = []
        for change in self.changes:
            if change.app == app and change.image == image and change.uid not in known:
                known.add(change.uid)
                names.append(change.name)
        return names

    def least_ready(self, app):
        return min(sum(pod.ready for pod in pods.values()) for pods in self.states(app))

    def most_there(self, app):
        """Without those that are ending."""
        return max(sum(not pod.ending for pod in pods.values()) for pods in self.states(app))

    def least_pause(self, app):
        """Seconds from a new pod's readiness to the next one's turn, the least; None: one pod."""
        old = {change.uid for change in self.before}
        pauses, ready, ended = [], None, set()
        for change in self.changes:
            if change.app != app:
                continue
            if change.uid in old and change.ending and change.uid not in ended:
                ended.add(change.uid)
                if ready is not None:
                    pauses.append(change.seconds - ready)
                ready = None
            elif change.uid not in old and change.ready and ready is None:
                ready = change.seconds
        return min(pauses, default=None)
