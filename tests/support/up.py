"""`./dev up`, `./dev down`, `./dev status`: Baton on this machine, in one folder (build/run, or
BATON_RUN).

Every `up` begins with an empty broker. A program that ends while Baton is up takes the others down
with it: what is shown is the whole or nothing.
"""

import argparse
import json
import os
import pathlib
import shlex
import shutil
import signal
import subprocess
import sys
import time

from cluster import BIN, ROOT, Cluster, http_status
from process import Failed, takes_connections

# In the order in which records pass; those whose sources exist are started.
SERVICES = ["detector", "packager", "router", "switchboard", "learner", "gateway"]
CONVERSATIONS = sorted((ROOT / "tests/conversations").glob("*.jsonl"))
RUN = pathlib.Path(os.environ.get("BATON_RUN") or ROOT / "build/run").absolute()
SHORT_STEP_S = 0.2


def say(text):
    print(text, flush=True)


def services():
    """The names of the services there are. Raises Failed when one is not built."""
    names = [name for name in SERVICES if (ROOT / "services" / name / "main.c").exists()]
    unbuilt = [name for name in names if not os.access(BIN / name, os.X_OK)]
    if unbuilt:
        raise Failed(f"not built: {', '.join(unbuilt)}. Run ./dev build")
    return names


def clear():
    for name in ("broker", "registry", "state", "log", "pid"):
        shutil.rmtree(RUN / name, ignore_errors=True)
    (RUN / "run.json").unlink(missing_ok=True)


def start(cluster, with_services):
    """Broker and registry, then topics, then all services at once; returns the services when
    all are ready."""
    names = services() if with_services else []
    began = time.monotonic()
    cluster.start()
    say(f"broker    {cluster.brokers}\nregistry  {cluster.registry_url}")
    if names:
        cluster.create_topics()
    started = [cluster.service(name) for name in names]
    for service in started:
        service.launch()
    for service in started:
        service.wait()
        say(f"{service.service:<9} {service.http}")
    say(f"up in {time.monotonic() - began:.1f} s; logs in {RUN}/log")
    return started


def watch(cluster, started, play):
    """Shows the demonstration, and stays until Ctrl-C. Raises Failed when a program ends."""
    show = None
    if play and started and (BIN / "baton").exists():
        show = subprocess.Popen(
            [BIN / "baton", "demo", "--loop", *CONVERSATIONS],
            env={**os.environ, **cluster.env()},
        )
    say("Ctrl-C stops it")
    try:
        while True:
            for process in [*cluster.servers(), *started]:
                if not process.pid():
                    raise Failed(
                        f"{process.name} ended{process.how_it_ended()}, "
                        f"log {process.log}:{process.log_end()}"
                    )
            if show and show.poll():
                raise Failed(f"the demonstration ended with exit code {show.returncode}")
            time.sleep(SHORT_STEP_S)
    finally:
        if show and show.poll() is None:
            show.terminate()
            show.wait()


def up(options):
    if any(process.pid() for process in Cluster(RUN).running()):
        raise Failed(f"is up already in {RUN}. ./dev status shows it, ./dev down stops it")
    clear()
    cluster = Cluster(RUN, external=True)
    cluster.remember()
    stays = False
    try:
        started = start(cluster, not options.no_services)
        if not options.detach:
            watch(cluster, started, not options.no_play)
        stays = True
    except KeyboardInterrupt:
        say("\nstopping")
    finally:
        if not stays:
            for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
                signal.signal(number, signal.SIG_IGN)
            cluster.stop()


def down(_):
    killed = Cluster(RUN).stop()
    if killed:
        raise Failed(f"did not end by SIGTERM and had to be killed: {', '.join(killed)}")


def servers(cluster):
    """Broker and registry; those that others run have no pid here."""
    own = {server.name: server for server in cluster.servers()}
    ready = {
        "broker": lambda: any(map(takes_connections, cluster.brokers.split(","))),
        "registry": lambda: 200 <= http_status(f"{cluster.registry_url}/subjects") < 500,
    }
    for name, address in (("broker", cluster.brokers), ("registry", cluster.registry_url)):
        pid = own[name].pid() if name in own else None
        there = pid or name not in own
        yield {
            "name": name,
            "address": address if there else None,
            "external": name not in own,
            "pid": pid,
            "ready": bool(there) and ready[name](),
        }


def state(cluster):
    """What runs, as `status --json` prints it."""
    rows = []
    for process in cluster.running()[:-2]:
        name, _, instance = process.name.rpartition("-")
        http = f"http://127.0.0.1:{cluster.port(process.name)}"
        rows.append(
            {
                "name": name,
                "instance": int(instance),
                "pid": process.pid(),
                "http": http,
                "ready": bool(process.pid()) and http_status(f"{http}/readyz") == 200,
            }
        )
    gateway = next((row["http"] for row in rows if row["name"] == "gateway" and row["pid"]), None)
    backing = list(servers(cluster))
    addresses = {server["name"]: server["address"] for server in backing}
    return {**addresses, "gateway": gateway, "servers": backing, "services": rows}


def in_words(row):
    return "ready" if row["ready"] else "not ready" if row["pid"] else "ended"


def status(options):
    now = state(Cluster(RUN))
    if options.json:
        print(json.dumps(now, indent=1))
    else:
        for row in now["servers"]:
            whose = "not ours" if row["external"] else f"pid {row['pid'] or '-'}"
            print(f"{row['name']:<12} {row['address'] or 'down'}  {whose}  {in_words(row)}")
        print(f"{'gateway':<12} {now['gateway'] or 'down'}")
        for row in now["services"]:
            print(f"{row['name']:<12} {row['http']}  pid {row['pid'] or '-'}  {in_words(row)}")
    complete = all(row["ready"] for row in [*now["servers"], *now["services"]])
    sys.exit(0 if complete else 1)


def env(_):
    """Addresses for a shell: `eval "$(… env)"`. Those in the environment go before what is up."""
    cluster = Cluster(RUN, external=True)
    down = [server.name for server in cluster.servers() if not server.pid()]
    if down:
        raise Failed(
            f"no {' and no '.join(down)} is up. Start it with ./dev up, or set BATON_BROKERS and "
            "BATON_REGISTRY"
        )
    for name, value in cluster.env().items():
        print(f"export {name}={shlex.quote(value)}")


def interrupted(*_):
    raise KeyboardInterrupt


def main(arguments):
    parser = argparse.ArgumentParser(prog="./dev")
    verbs = parser.add_subparsers(required=True)
    verb = verbs.add_parser("up")
    verb.add_argument(
        "--detach", action="store_true", help="leave it running and return when all is ready"
    )
    verb.add_argument("--no-play", action="store_true", help="start everything and play nothing")
    verb.add_argument("--no-services", action="store_true", help="broker and registry alone")
    verb.set_defaults(run=up)
    verbs.add_parser("down").set_defaults(run=down)
    verb = verbs.add_parser("status")
    verb.add_argument("--json", action="store_true")
    verb.set_defaults(run=status)
    verbs.add_parser("env").set_defaults(run=env)
    options = parser.parse_args(arguments)
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, interrupted)
    try:
        options.run(options)
    except Failed as error:
        sys.exit(f"./dev: {error}")


if __name__ == "__main__":
    main(sys.argv[1:])
