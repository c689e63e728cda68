"""Networks that are slow, cut connections, or fall silent: tests/support/proxy.py between the
services and the brokers."""

import time

from scenario import Scenario, Seen


def proxy_count(word, least=1):
    return Seen(f"proxy: {word}", lambda run: sum(p.counts[word] for p in run.proxies), least)


# --- 11: slow, and cut


def slow_and_cut(run):
    for proxy in run.proxies:
        proxy.delay_s, proxy.jitter_s, proxy.resets = 0.5, 0.3, 0.05
    run.pause(run.seconds)
    for proxy in run.proxies:
        proxy.calm()
    run.goes_on()


def cut_often(run):
    """No delay, but connections that never live long."""
    for proxy in run.proxies:
        proxy.resets = 0.3
    until = time.monotonic() + run.seconds
    while time.monotonic() < until:
        run.goes_on()
    for proxy in run.proxies:
        proxy.calm()


# --- 12: half-open connections


def silent(count):
    """Of all open connections, or one after the other, nothing comes through any more."""

    def inject(run):
        until = time.monotonic() + run.seconds
        while True:
            for proxy in run.proxies:
                proxy.silence(count)
            run.goes_on(SOCKET_TIMEOUT_S + 25)
            if time.monotonic() > until:
                return
            run.pause(2)

    return inject


SOCKET_TIMEOUT_S = 15  # of the runtime's settings

SCENARIOS = [
    Scenario(
        11,
        "500 ms +- 300, 5 % of connections reset each second",
        "network",
        slow_and_cut,
        proxy_count("resets"),
        seconds=600,
        floor_s=15,
        proxied=True,
        exits=(1,),  # three transactions that time out in a minute end the process
        recover_s=90,
        weight=0,
    ),
    Scenario(
        11,
        "30 % of connections reset each second",
        "network",
        cut_often,
        proxy_count("resets", 2),
        seconds=120,
        proxied=True,
        exits=(1,),
    ),
    Scenario(
        12,
        "one connection falls silent",
        "network",
        silent(1),
        proxy_count("silenced"),
        seconds=120,
        proxied=True,
        exits=(1,),
    ),
    Scenario(
        12,
        "all connections fall silent",
        "network",
        silent(None),
        proxy_count("silenced", 3),
        seconds=120,
        proxied=True,
        exits=(1,),
        weight=0,
    ),
]
