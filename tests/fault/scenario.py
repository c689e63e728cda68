"""What a scenario is: a row. README.md says how one is written."""

import dataclasses
import typing

from world import REPLAYED

# The kinds of fault; each has a file KIND_scenarios.py with a list SCENARIOS.
KINDS = (
    "process",
    "broker",
    "network",
    "transaction",
    "sender",
    "state",
    "input",
    "registry",
    "clock",
    "changelog",
)


@dataclasses.dataclass(frozen=True)
class Seen:
    """By what it is seen that the fault has happened. `count(run)` says how often; less than
    `least` is a failure of the scenario."""

    what: str
    count: typing.Callable
    least: float = 1


def metric(name, least=1, **labels):
    """A metric of the services, over all their lives (a killed life counts as last scraped)."""
    words = ",".join(f'{label}="{value}"' for label, value in labels.items())
    what = f"{name}{{{words}}}" if words else name
    return Seen(what, lambda run: run.watch.total(name, **labels), least)


def logged(text, least=1):
    """Lines with this text in the services' logs."""
    return Seen(f"log: {text}", lambda run: run.lines_with(text), least)


def counted(name, least=1):
    """What the scenario has counted itself: run.count(name)."""
    return Seen(name, lambda run: run.counts[name], least)


def failpoint(name, least=1):
    """Times that a failpoint was reached and acted, a kill too."""
    mark = f'"failpoint","name":"{name}"'
    return Seen(f"failpoint {name}", lambda run: run.lines_with(mark), least)


@dataclasses.dataclass(frozen=True)
class Scenario:
    number: int  # of the list in README.md
    name: str  # a few words; with others of the same number unique
    kind: str  # of KINDS
    inject: typing.Callable  # inject(run): the fault, for about run.seconds
    seen: Seen
    seconds: float  # how long with --all; a tenth of it otherwise, but at least `floor_s`
    floor_s: float = 5
    bed: str = "counter"  # what runs: counter, world, none
    cluster: str = "one"  # on what: a key of clusters.CLUSTERS
    proxied: bool = False  # the services reach the brokers through run.proxies
    doubted: bool = False  # the services reach the registry through run.registry
    env: dict = dataclasses.field(default_factory=dict)  # of the services
    rate: int = 400  # records a second that the load sends
    exits: tuple = ()  # how services may end that the scenario did not end: exit codes, -9
    recover_s: float = 60  # in which all is read and ready again
    before: typing.Callable | None = None  # before(run): before anything runs
    check: typing.Callable | None = None  # check(run): what is wrong, beyond the invariants
    filtered: typing.Callable = lambda message: False  # inputs that give neither output nor letter
    # World: stages that must equal their replay; none where the scenario writes what only stages write.
    replayed: str = REPLAYED
    weight: int = 1  # how often the short selection draws it; 0: never

    @property
    def title(self):
        return f"{self.number} {self.name}"
