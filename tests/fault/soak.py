"""./dev fault --soak MINUTES: all stages at half of the rate that this machine carries, killed one
after another, and everything that could grow sampled: memory, descriptors, stores, logs, latency.

What is kept is kept for a short time, so that what comes in and what goes are the same soon after
the start: conversations end by themselves, their rows are forgotten, the topics are cleaned.
"""

import itertools
import json
import random
import statistics
import time

import clients
import invariants
from beds import WorldRun
from cluster import Cluster
from confluent_kafka.admin import ResourceType
from process import Failed
from scenario import Scenario, counted
from soak_load import EVENTS_EACH, Account, Talk
from soak_series import WARM, Samples, rows_of, table
from watch import wait_for
from world import OFFER_S, STAGES, TENANTS, Agents

BROKER = {
    "transaction.abort.timed.out.transaction.cleanup.interval.ms": 500,
    # Kafka looks every 5 minutes for what is too old, and waits 15 s after each cleaning.
    "log.retention.check.interval.ms": 2000,
    "log.cleaner.backoff.ms": 1000,
}
IDLE_S = 20  # longer than an offer and its answer: nobody is cut off in the queue
CONTACTS = 200  # conversations that the learner remembers of a customer
KILLS = 20  # in a run, but not more than one in
KILL_EVERY_S = 15
FIRST_RATE, STEP, STEP_S = 100, 1.4, 8  # of the calibration
LASTS_S = 60  # so long the highest rate is looked at: what ends and is forgotten costs as well
TRIES = 2  # of a rate: others may use the machine
ANSWERED_S = 1  # in which half of those who ask are answered when the machine carries the rate
TOO_LATE_S = IDLE_S / 2  # beyond it those who wait would be taken for gone, and their memory dropped


def is_compacted(admin, topic):
    return clients.settings_of(admin, topic).get("cleanup.policy") == "compact"


class SoakRun(WorldRun):
    """An installation whose memory is `kept_s` long."""

    def __init__(self, scenario, cluster, prefix, seconds, rng):
        super().__init__(scenario, cluster, prefix, seconds, rng)
        self.kept_s = min(120, max(20, seconds / 12))
        self.numbers = itertools.count()
        self.samples = None  # from the beginning of the run on
        self.configure_topics()

    def configure_topics(self):
        """As `baton topics` makes them, only sooner; and not so soon that a stage which is away for
        some seconds would not find each state of an assignment."""
        wire = self.world.wire
        names = [wire.prefix + name for name in wire.topics()]
        compacted = [name for name in names if is_compacted(wire.admin, name)]
        self.compacted = {name.removeprefix(wire.prefix) for name in compacted}
        kept_ms = int(self.kept_s * 1000)
        for chosen, setting, value in (
            (names, "segment.ms", kept_ms // 4),
            (names, "file.delete.delay.ms", 1000),
            (set(names) - set(compacted), "retention.ms", 2 * kept_ms),
            (compacted, "min.compaction.lag.ms", kept_ms),  # first: it may not be above the next
            (compacted, "max.compaction.lag.ms", 2 * kept_ms),
            (compacted, "delete.retention.ms", kept_ms),
        ):
            clients.configure(wire.admin, ResourceType.TOPIC, chosen, setting, value)

    def policy(self):
        return (
            '{"format":1,"bounds":{"frozen":true},'
            f'"router":{{"offer_timeout_ms":{OFFER_S * 1000},"wrap_up_ms":300,'
            '"away_after_missed":0,"heartbeat_timeout_ms":86400000,"max_wait_ms":600000},'
            f'"switchboard":{{"queue_update_ms":0,"idle_ms":{IDLE_S * 1000},'
            f'"retention_ms":{int(self.kept_s * 1000)}}}}}'
        )

    def begin(self):
        self.world.start()
        self.services.extend(self.world.services.values())
        self.watch.start()
        for tenant in TENANTS:
            self.world.wire.declare(tenant, self.policy())
        self.agents = Agents(self.world.wire)
        self.agents.come()
        self.agents.start()
        self.account = Account(self.world.wire)
        self.account.start()

    def talk(self, rate):
        """Customers at this rate. Each has had as many conversations as are remembered before the
        warm-up is half over."""
        begun = rate / EVENTS_EACH * self.seconds * WARM / 2
        customers = max(1, int(begun / CONTACTS / len(TENANTS))) * len(TENANTS)
        seed = self.rng.randrange(1 << 30)
        self.customers = Talk(self.world.wire, self.account, rate, seed, self.numbers, customers)
        self.customers.start()

    def caught_up(self):
        return self.world.lag_free() and self.all_ready()

    def settle(self):
        """As WorldRun, and until what was handed over has been forgotten."""
        self.customers.stop()
        began = time.monotonic()
        caught_up = wait_for(self.caught_up, self.scenario.recover_s, 0.2)
        took = time.monotonic() - began
        forgotten_s = IDLE_S + self.kept_s + 3 * OFFER_S + 30
        self.until(lambda: not self.account.open, forgotten_s, "assignments without an end")
        try:
            self.world.settle(120)
        except Failed as error:
            self.wrong.append(str(error))
        self.agents.leaving.set()
        self.agents.join(60)
        self.account.stop()
        return None if caught_up is None else took


# --- the maximum rate


def carries(run, rate, seconds=STEP_S):
    """Whether those who ask towards the end of so many seconds of this rate are answered soon."""
    run.talk(rate)
    run.pause(seconds / 2)
    half = time.monotonic()
    run.pause(seconds / 2)
    waits, late = run.account.waits_since(half), run.customers.behind_s
    run.customers.stop()
    wait_for(run.caught_up, 60, 0.2)
    median = statistics.median(waits) if waits else 0
    said = f"{median:.2f} s to an answer, sender {late:.2f} s late"
    print(f"  {rate:.0f} events/s: {said}", flush=True)
    return median < ANSWERED_S and late < 1


def calibrate(cluster, options):
    """The highest rate that is carried for a while, in steps, on an installation of its own."""
    run = SoakRun(scenario(0), cluster, "calibration.", LASTS_S, random.Random(options.seed))
    try:
        run.begin()
        carries(run, FIRST_RATE)  # to get warm
        rate = FIRST_RATE
        if not any(carries(run, rate) for _ in range(TRIES)):
            raise Failed(f"this machine does not carry {rate} events/s")
        while any(carries(run, rate * STEP) for _ in range(TRIES)):
            rate *= STEP
        while not carries(run, rate, LASTS_S):
            if rate <= FIRST_RATE:
                raise Failed(f"this machine does not carry {rate:.0f} events/s for {LASTS_S} s")
            rate /= STEP
        return rate
    finally:
        run.close()


# --- the run


def demand_pace(run, since):
    """A soak says nothing where the machine does not carry the rate all along."""
    waits = run.account.waits_since(since)
    if waits and statistics.median(waits) > TOO_LATE_S:
        raise Failed(
            f"half of those who asked waited for {statistics.median(waits):.0f} s: the machine does "
            "not carry this rate any more; is it used by others? Else give a lower --rate"
        )


def kill_one_after_another(run):
    """Each stage in turn, in an order that the seed gives, until the time is over."""
    every_s = max(KILL_EVERY_S, run.seconds / KILLS)
    stages, next_at = [], run.began + every_s
    while next_at < run.began + run.seconds:
        run.pause(max(0, next_at - time.monotonic()))
        demand_pace(run, next_at - every_s)
        stages = stages or run.rng.sample(STAGES, len(STAGES))
        service = run.stage(stages.pop())
        run.kill(service)
        run.pause(run.rng.random())
        killed = time.monotonic()
        run.start(service, wait=False)
        took = run.until(service.is_ready, 60, f"{service.name} is not ready again")
        if took is not None:
            run.killed.append((killed, took))
        next_at += every_s
    run.pause(max(0, run.began + run.seconds - time.monotonic()))


def scenario(least):
    """As a row would have it, for the invariants; nothing may end but by a kill."""
    return Scenario(
        0, "soak", "process", kill_one_after_another, counted("kills", least), 0, replayed=""
    )


def whole_account(run):
    """I6, and I2: what each conversation's records say of their own number, and of its turns."""
    lost, doubled = run.account.wrong()
    found = [f"{len(lost)} lost: {invariants.some(lost)}"] if lost else []
    found += [f"{len(doubled)} doubled: {invariants.some(doubled)}"] if doubled else []
    letters = run.watch.total("baton_dlq_messages_total")
    gaps = run.watch.total("baton_input_gaps_total")
    found += [f"{letters:.0f} dead letters"] if letters else []
    found += [f"{gaps:.0f} gaps in the input"] if gaps else []
    failures = [t.failure for t in (run.account, run.samples) if t.failure]
    return found + [f"harness: {failure!r}" for failure in failures]


def kills_seen(run):
    """Each kill has begun another life, and there was no other."""
    kills, lives = run.counts["kills"], len(run.samples.lives)
    if kills >= run.scenario.seen.least and lives == len(STAGES) + kills:
        return []
    return [f"{kills} kills, {lives} lives of {len(STAGES)} stages"]


def checks(run, recovery, codes):
    """(name, what is wrong) of all that must hold at the end."""
    verdict = invariants.check(run, recovery, {}, codes)
    by_name = {name: [] for name in ("harness", "I3", "I4", "I5", "I6")}
    for text in verdict.wrong:
        name, _, what = text.partition(": ")
        by_name[name].append(what)
    by_name["I2, I6 numbers, epochs, turns, answers"] = whole_account(run)
    by_name["kills"] = kills_seen(run)
    by_name["on the way"] = run.wrong
    return by_name


def soak(run, rate):
    """Rows and checks of a run at this rate."""
    run.begin()
    run.began, run.killed = time.monotonic(), []
    run.talk(rate)
    run.samples = Samples(run, max(1, run.seconds / 720))
    run.samples.start()
    run.scenario.inject(run)
    run.samples.stop()
    recovery = run.settle()
    waits = [w for w in run.account.waits if w[0] < run.began + run.seconds]
    rows = rows_of(run.samples, run.killed, waits, run.began, run.seconds)
    return rows, checks(run, recovery, run.end())


def report(run, rate, rows, found):
    """The table; how many passed and failed."""
    account, kills = run.account, run.counts["kills"]
    print("\n".join(table(rows)))
    for name, wrong in found.items():
        print(f"{'FAILED' if wrong else 'holds':<7} {name}")
        for text in wrong:
            print("".join(f"  | {line}\n" for line in str(text).splitlines()), end="")
    print(
        f"{run.customers.sent} events at {rate:.0f}/s in {run.customers.begun} conversations, "
        f"{len(account.waits)} asked, {run.agents.resolved} resolved by agents, {kills} kills;"
        f" records read: {', '.join(f'{n} {t}' for t, n in sorted(account.counts.items()))}"
    )
    failed = sum(not row.flat for row in rows) + sum(map(bool, found.values()))
    return len(rows) + len(found) - failed, failed


def keep_series(run, file):
    """All that was sampled, to look at: [seconds from the beginning, value]."""
    series = {f"{what}: {limit}": points for (limit, what), points in run.samples.series.items()}
    series |= {"recoveries": run.killed, "waits": run.account.waits}
    since = {n: [(round(at - run.began, 1), v) for at, v in s] for n, s in series.items()}
    file.write_text(json.dumps(since))


def main(options):
    """What ./dev fault --soak does; an exit code."""
    print(f"seed {options.seed}, {options.soak:g} minutes", flush=True)
    seconds = options.soak * 60
    with Cluster(settings=BROKER) as cluster:
        cluster.start()
        most = 2 * options.rate if options.rate else calibrate(cluster, options)
        print(f"maximum {most:.0f} events/s; running at {most / 2:.0f}", flush=True)
        least = int(seconds / max(KILL_EVERY_S, seconds / KILLS)) - 1
        run = SoakRun(scenario(least), cluster, "soak.", seconds, random.Random(options.seed))
        try:
            rows, found = soak(run, most / 2)
            passed, failed = report(run, most / 2, rows, found)
        except Failed as error:
            print(f"FAILED  {error}")
            passed, failed = 0, 1
        finally:
            run.close()
        if failed:
            cluster.owns_folder = False
            if run.samples:
                keep_series(run, cluster.folder / "log" / "series.json")
            print(f"  logs and series: {cluster.folder / 'log'}")
    print(f"{passed} passed, {failed} failed")
    return 1 if failed or not passed else 0
