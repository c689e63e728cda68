"""Processes that die, stop, freeze and meet their twins."""

import json
import shutil
import signal
import time

from runtime_bed import EVENTS, RESOLUTIONS, schema_text
from scenario import Scenario, counted, failpoint, logged, metric
from world import POLICY, STAGES, TENANTS


def ready_again(run, service):
    """Seconds until the service says that it is ready."""
    return run.until(service.is_ready, 60, f"{service.name} is not ready again")


def rise(run, service):
    """One that is away starts, and is ready again."""
    run.start(service, wait=False)
    run.recovered(ready_again(run, service))


# --- 1: kills


def kill_the_counter(run):
    until = time.monotonic() + run.seconds
    while time.monotonic() < until:
        run.kill(run.only)
        run.pause(run.rng.random() * 0.5)
        rise(run, run.only)
        run.pause(run.rng.uniform(0.3, 3))


def kill_each_stage(run):
    """Each in turn, in an order that the seed gives; twice when there is time."""
    until = time.monotonic() + run.seconds
    stages = run.rng.sample(STAGES, len(STAGES))
    while stages:
        service = run.stage(stages.pop())
        run.kill(service)
        run.pause(run.rng.random())
        rise(run, service)
        run.pause(run.rng.uniform(1, 3))
        if not stages and time.monotonic() < until:
            stages = run.rng.sample(STAGES, len(STAGES))


def kill_while_it_learns(run):
    """Agents say that many escalations were needless, and a learner in haste moves thresholds under
    the stages that fall."""
    run.agents.needless = 0.6
    bounds = {"min_outcomes": 5, "step": 0.1}
    body = json.dumps({**json.loads(POLICY), "bounds": bounds})
    for tenant in TENANTS:
        run.world.wire.declare(tenant, body, version=2, sequence=2, policy_id=f"{tenant}-2")
    learner = run.stage("learner")
    learner.extra_env["BATON_POLICY_MS"] = "500"
    run.kill(learner)
    run.start(learner)
    kill_each_stage(run)


def it_has_learned(run):
    learned = [
        policy
        for policy in (run.world.wire.unframe(m.value()) for m in run.read("policies"))
        if policy and policy["part"] == "learned"
        and json.loads(policy["body"])["learned"]["thresholds"]
    ]
    run.expect(len(learned) > 1, f"{len(learned)} policies with learned thresholds")


# --- 2, 3: a kill at each step between consume and checkpoint


def begin_life(run, point, count=1, action="kill", **env):
    """Stops the counter and starts it with a failpoint armed."""
    run.stop(run.only)
    run.only.extra_env.update(BATON_FAILPOINT=f"{point}:{count}:{action}", **env)
    run.start(run.only, wait=False)


def fall(point, count=3, action="kill", **env):
    """The counter dies at a failpoint under load; its successor goes on."""

    def inject(run):
        begin_life(run, point, count, action, **env)
        run.until(lambda: run.exits, 40, f"{point} was not reached")
        run.recovered(ready_again(run, run.only))

    return inject


def fall_over_many_rows(point):
    """The counter dies in a checkpoint of so many rows that one slice of time is not enough."""

    def inject(run):
        run.stop(run.only)
        rows = run.add_load(rate=2000, name="row", conversations=100_000)
        run.pause(4)
        rows.stop()
        run.only.extra_env.update(BATON_FAILPOINT=f"{point}:1:kill", BATON_CHECKPOINT_MS="3000")
        run.start(run.only, wait=False)
        run.until(lambda: run.exits, 40, f"{point} was not reached")
        run.recovered(ready_again(run, run.only))

    return inject


def fall_in_a_restore(point, count):
    """The counter dies while it restores a store that is gone."""

    def inject(run):
        run.add_load(rate=2000, name="row", conversations=100_000)
        run.pause(4)
        run.kill(run.only)
        shutil.rmtree(run.only.state)
        run.only.extra_env.update(SMALL, BATON_FAILPOINT=f"{point}:{count}:kill")
        run.start(run.only, wait=False)
        run.until(lambda: run.exits, 40, f"{point} was not reached")
        run.recovered(ready_again(run, run.only))

    return inject


def fall_at_the_end(point):
    """The failpoint lies in what SIGTERM begins."""

    def inject(run):
        begin_life(run, point, 1)
        ready_again(run, run.only)
        run.pause(1)
        run.only.signal(signal.SIGTERM)
        run.until(lambda: run.exits, 40, f"{point} was not reached")
        run.recovered(ready_again(run, run.only))

    return inject


def fall_at_a_rebalance(point):
    """The failpoint lies in what a second member brings about."""

    def inject(run):
        begin_life(run, point, 1)
        ready_again(run, run.only)
        twin = run.counter(1)
        run.start(twin, wait=False)
        run.until(lambda: run.exits, 40, f"{point} was not reached")
        run.recovered(ready_again(run, run.only))

    return inject


def die_with_a_record_held(run):
    """Resolutions wait for an event whose transaction is open; others of their partition's inputs
    and other partitions are committed meanwhile. Then a kill, and the event comes."""
    writer = run.bed.make_producer(**{"transactional.id": f"{run.prefix}outsider"})
    writer.init_transactions()
    writer.begin_transaction()
    at = []
    event = run.bed.event("held", 1)
    run.bed.send(EVENTS, "held", event, writer, on_delivery=lambda error, m: at.append(m))
    writer.flush()
    cause = {"topic": EVENTS, "partition": at[0].partition(), "offset": at[0].offset(), "id": ""}
    for number in range(3):
        run.bed.send(RESOLUTIONS, "held", run.bed.resolution("held", number, cause=cause))
    run.bed.flush()
    run.until(lambda: run.watch.now(run.only, "baton_waiting_records"), 30, "nothing waits")
    run.goes_on()
    run.pause(1)
    run.kill(run.only)
    run.start(run.only)
    run.pause(1)
    writer.commit_transaction()


def only_the_tail_is_replayed(run):
    wiped = run.watch.total("baton_state_wiped_total")
    run.expect(wiped == 0, f"{wiped:g} stores were wiped")


FAST = {"BATON_CHECKPOINT_MS": "100"}
# Of the chunks of a restore.
SMALL = {"BATON_CHECKPOINT_BYTES": "65536"}
# Where a kill may fall, in the order of a record's way: name, inject, of which number.
STEPS = (
    ("after_consume", 3, fall("after_consume", 50)),
    ("after_hold", 3, fall("after_hold", 2)),
    ("after_feed", 3, fall("after_feed", 50)),
    ("before_begin", 3, fall("before_begin")),
    ("after_begin", 3, fall("after_begin")),
    ("after_produce", 3, fall("after_produce")),
    ("after_offsets", 3, fall("after_offsets")),
    ("before_commit", 3, fall("before_commit")),
    ("before_commit, 300 us on", 3, fall("before_commit", 3, "kill_in_300")),
    ("before_commit, 1 ms on", 3, fall("before_commit", 3, "kill_in_1000")),
    ("before_commit, 3 ms on", 3, fall("before_commit", 3, "kill_in_3000")),
    ("after_commit", 2, fall("after_commit")),
    ("after_settle", 2, fall("after_settle")),
    ("before_checkpoint", 2, fall("before_checkpoint", **FAST)),
    ("between_slices", 2, fall_over_many_rows("between_slices")),
    ("after_checkpoint", 2, fall("after_checkpoint", **FAST)),
    ("at_assignment", 3, fall("at_assignment", 1)),
    ("before_restore", 2, fall("before_restore", 1)),
    ("after_restored_row", 2, fall_in_a_restore("after_restored_row", 100)),
    ("after_restore_chunk", 2, fall_in_a_restore("after_restore_chunk", 1)),
    ("after_restore", 2, fall("after_restore", 1)),
    ("after_assign", 3, fall("after_assign", 1)),
    ("at_revocation", 3, fall_at_a_rebalance("at_revocation")),
    ("after_revocation_commit", 3, fall_at_a_rebalance("after_revocation_commit")),
    ("before_close", 3, fall_at_the_end("before_close")),
    ("after_last_commit", 2, fall_at_the_end("after_last_commit")),
    ("after_stores_closed", 2, fall_at_the_end("after_stores_closed")),
)


def step(name, number, inject):
    return Scenario(
        number,
        f"kill at {name}",
        "process",
        inject,
        failpoint(name.partition(",")[0]),
        seconds=5,
        exits=(-9,),
        check=only_the_tail_is_replayed,
    )


def away_past_deadlines(run):
    """The counter is killed, and starts again when the deadline of each conversation's timer has
    passed; in the log lie records that came before it."""
    until = time.monotonic() + run.seconds
    while True:
        run.kill(run.only)
        run.pause(IDLE_MS / 1000 + 1)
        rise(run, run.only)
        run.goes_on()
        if time.monotonic() > until:
            return
        run.pause(run.rng.uniform(1, 3))


IDLE_MS = 2500

# --- 4: a stop under load


def stop_under_load(run):
    until = time.monotonic() + run.seconds
    while True:
        run.pause(run.rng.uniform(0.5, 2))
        began = time.monotonic()
        code = run.stop(run.only, 10)
        took = time.monotonic() - began
        run.expect(code == 0, f"ended with {code}")
        run.expect(took <= 5, f"the stop took {took:.1f} s")
        run.counts["stops"] += 1
        rise(run, run.only)
        if time.monotonic() > until:
            return


# --- 5: a zombie


def freeze(run):
    """SIGSTOP past session and transaction time-outs, while a twin takes over."""
    one, two = run.only, run.counter(1)
    run.start(two)
    run.until(lambda: run.watch.now(two, "baton_tasks") == 2, 30, "no two tasks for the second")
    one.signal(signal.SIGSTOP)
    try:
        took = run.until(
            lambda: run.watch.now(two, "baton_tasks") == 4, 40, "the second takes not over"
        )
        run.recovered(took)
        run.pause(max(run.seconds - (took or 0), 1))
    finally:
        one.signal(signal.SIGCONT)
    run.counts["zombies"] += 1
    run.until(lambda: fenced(run, one), 40, "the zombie was not fenced")


def fenced(run, one):
    """It has noticed: it ended, or lost its partitions and joined again."""
    return (
        run.exits
        or (run.watch.now(one, "baton_rebalances_total", kind="lost") or 0) > 0
        or (run.watch.now(one, "baton_rebalances_total", kind="assigned") or 0) > 2
    )


# --- 6: two that think they are the same instance


def twins(run):
    """Neither is started again: a StatefulSet has one of a name. One stays."""
    one = run.only
    two = run.counter("twin", BATON_INSTANCE=one.instance)
    run.leave_alone(one)
    run.start(two, wait=False)
    run.leave_alone(two)
    run.until(lambda: not (one.pid() and two.pid()), 60, "both go on")
    run.pause(run.seconds)
    gone, left = (one, two) if two.pid() else (two, one)
    run.expect(left.pid(), "both have ended")
    run.expect(gone.child.poll() == 1, f"the fenced one ended with {gone.child.poll()}")
    run.away.discard(left)
    run.goes_on()


def no_flip_flop(run):
    """How often one took the transactional id from the other, until the group's fencing ends it."""
    times = run.lines_with('"producer_dropped"')
    run.expect(times <= 3, f"the producers fenced each other {times} times")


# --- 13: members come and go


def storm(run):
    """A member comes or goes every 3 s; one that goes is silent, so that the group waits for it."""
    until, moved = time.monotonic() + run.seconds, time.monotonic()
    guests = [run.counter(1), run.counter(2)]
    while time.monotonic() < until:
        away = [guest for guest in guests if not guest.pid()]
        if away:
            run.start(away[0], wait=False)
        else:
            run.stop(run.rng.choice(guests))
        run.pause(2.4)
        if run.moves():
            moved = time.monotonic()
        run.expect(time.monotonic() - moved < 30, "no progress in 30 s")

# --- 40: two versions together


def upgrade_and_go_back(run):
    """One instance after the other becomes the next version, whose rows have one field more; then
    back. Senders write a newer schema too. Each version reads what the other has written."""
    old, two = run.only.program, run.counter(1)
    run.start(two)
    write_newer_events(run)
    for program in (old.with_name("counter_next"), old):
        for service in (run.only, two):
            run.stop(service)
            service.program = program
            run.start(service)
            run.counts["version changes"] += 1
            run.pause(run.seconds / 4)
            move_the_tasks(run)


def write_newer_events(run):
    newer = json.loads(schema_text("ConversationEvent"))
    newer["fields"].append({"name": "later", "type": "string", "default": "", "doc": "Later"})
    run.bed.register(EVENTS, json.dumps(newer))
    run.add_load(name="new")


def move_the_tasks(run):
    """A guest comes and goes, so that each instance meets the other's rows."""
    guest = run.counter(2)
    run.start(guest)
    run.pause(1)
    run.stop(guest)
    run.until(lambda: tasks(run) == 4, 30, "the tasks have not come back")


def tasks(run):
    alive = [service for service in run.services if service.pid()]
    return sum(run.watch.now(service, "baton_tasks") or 0 for service in alive)


# Of a member that goes; the least that the broker allows.
SHORT_SESSION = {
    "BATON_KAFKA_SESSION_TIMEOUT_MS": "6000",
    "BATON_KAFKA_TRANSACTION_TIMEOUT_MS": "5000",
}


# --- 14: slower than the group allows


def slow(run):
    begin_life(run, "after_feed", 50, f"sleep_{SLOW_MS}")
    run.until(lambda: run.lines_with('"failpoint"'), 40, "after_feed was not reached")
    run.goes_on()


SLOW_MS = 12000
SHORT_POLL = {**SHORT_SESSION, "BATON_KAFKA_MAX_POLL_INTERVAL_MS": "6000"}

SCENARIOS = [
    Scenario(
        1,
        "kill -9 of the counter every few seconds",
        "process",
        kill_the_counter,
        counted("kills", 2),
        seconds=600,
        floor_s=10,
    ),
    Scenario(
        1,
        "kill -9 of each stage in turn",
        "process",
        kill_each_stage,
        counted("kills", 5),
        seconds=600,
        bed="world",
        weight=0,
        recover_s=120,
    ),
    Scenario(
        1,
        "kill -9 of each stage in turn while thresholds are learned",
        "process",
        kill_while_it_learns,
        metric("baton_learner_moves_total", 3),
        seconds=600,
        bed="world",
        check=it_has_learned,
        replayed="none",
        weight=0,
        recover_s=120,
    ),
    *(step(*row) for row in STEPS),
    Scenario(
        3,
        "kill while records wait for their cause",
        "process",
        die_with_a_record_held,
        counted("kills"),
        seconds=10,
    ),
    Scenario(
        3,
        "kill, and timers due before what lies in the log",
        "process",
        away_past_deadlines,
        counted("kills"),
        seconds=60,
        env={"BATON_IDLE_MS": str(IDLE_MS)},
    ),
    Scenario(
        4,
        "SIGTERM under load",
        "process",
        stop_under_load,
        counted("stops"),
        seconds=60,
    ),
    Scenario(
        5,
        "SIGSTOP and SIGCONT: a zombie",
        "process",
        freeze,
        counted("zombies"),
        seconds=20,
        floor_s=20,
        weight=0,
        exits=(1,),
    ),
    Scenario(
        6,
        "two of one name",
        "process",
        twins,
        logged('"consumer_fatal"'),
        seconds=30,
        check=no_flip_flop,
    ),
    Scenario(
        13,
        "a member comes or goes every 3 s",
        "process",
        storm,
        metric("baton_rebalances_total", 6, kind="assigned"),
        seconds=300,
        floor_s=20,
        env=SHORT_SESSION,
        weight=0,
    ),
    Scenario(
        14,
        "slower than max.poll.interval.ms",
        "process",
        slow,
        logged('"_MAX_POLL_EXCEEDED"'),
        seconds=10,
        env=SHORT_POLL,
        weight=0,
    ),
    Scenario(
        40,
        "an upgrade, both versions together, and back",
        "process",
        upgrade_and_go_back,
        counted("version changes", 4),
        seconds=60,
        env=SHORT_SESSION,
        weight=0,
    ),
]
