"""`./dev bench`: the figures of the README, measured on a broker and registry of their own.

    bench.py [--only NAME]… [--records N] [--runs N] [--librdkafka V] [--list]

Each measurement is a function that returns rows (what, value, unit, goal); what is compared is run in
turns (A B A B …) in one session on one machine, and the medians are given. The programs must be
built without sanitizers.
"""

import argparse
import sys
import time

from common import Bench, Failed, say  # first: it sets the path to the tests' support

import changelog_bench
import detector_bench
import gateway_bench
import growth_bench
import latency_bench
import memory_bench
import packager_bench
import peer_bench
import restart_bench
import runtime_bench
import services_bench
import librdkafka
from cluster import Cluster


MEASUREMENTS = {
    "runtime": runtime_bench.runtime,
    "detector": detector_bench.detector,
    "services": services_bench.services,
    "memory": memory_bench.memory,
    "gateway": gateway_bench.gateway,
    "latency": latency_bench.latency,
    "growth": growth_bench.growth,
    "packager": packager_bench.packager,
    "peer": peer_bench.peer,
    "detector-peer": peer_bench.detector_peer,
    "restore": packager_bench.restore,
    "restart": restart_bench.restart,
    "restart-large": restart_bench.restart_large,
    "changelog": changelog_bench.changelog,
}


def main(arguments):
    parser = argparse.ArgumentParser(prog="./dev bench", description=__doc__)
    parser.add_argument("--only", action="append", choices=MEASUREMENTS, metavar="NAME")
    parser.add_argument("--records", type=int, default=200_000)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--rates", type=int, nargs="+", default=[100, 1000, 3000],
                        help="events a second, for latency")
    parser.add_argument("--seconds", type=int, default=20, help="of each rate")
    parser.add_argument("--commit-records", type=int, default=5000)
    parser.add_argument("--librdkafka", metavar="V", help="2.8.0: another than the installed one")
    parser.add_argument("--list", action="store_true")
    options = parser.parse_args(arguments)
    if options.list:
        print("\n".join(f"{name}: {run.__doc__}" for name, run in MEASUREMENTS.items()))
        return
    if options.librdkafka:
        say(f"on librdkafka {librdkafka.use(options.librdkafka)}")
    rows = []
    with Cluster() as cluster:
        cluster.start()
        for name in options.only or MEASUREMENTS:
            begun = time.monotonic()
            print(f"== {name}: {MEASUREMENTS[name].__doc__}", file=sys.stderr, flush=True)
            rows += [(name, *row) for row in MEASUREMENTS[name](Bench(cluster, options))]
            say(f"took {time.monotonic() - begun:.0f} s")
    print("| measurement | figure | value | | goal |\n| --- | --- | ---: | --- | --- |")
    for row in rows:
        print("| " + " | ".join(row) + " |")


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except Failed as error:
        sys.exit(f"bench: {error}")
