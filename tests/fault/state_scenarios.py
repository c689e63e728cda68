"""Stores that are lost, damaged, old or too small, and logs that have lost their beginning."""

import contextlib
import shutil
import signal
import subprocess
import time

import clients
from clock_scenarios import SHORT_IDLE, fake_clock, set_clock
from load import CONVERSATIONS
from process_scenarios import ready_again, rise
from runtime_bed import CHANGELOG, EVENTS, PARTITIONS
from scenario import Scenario, Seen, counted, metric

PAGE = 4096
META_PAGES = 2
BITS = 16
WIPED, RESTORED = "baton_state_wiped_total", "baton_state_restored_rows_total"
GAPS = "baton_input_gaps_total"


def again(run, service):
    """The service, which is away, starts, and goes on."""
    rise(run, service)
    run.goes_on()


def rounds(run, each):
    """`each(run)` again and again, for the scenario's time."""
    until = time.monotonic() + run.seconds
    while True:
        each(run)
        if time.monotonic() > until:
            return


def files(run):
    """The stores of the first service."""
    found = sorted(run.only.state.rglob("data.mdb"))
    run.expect(len(found) == PARTITIONS, f"{len(found)} stores")
    return found


def wait_for_rows(run):
    """Most conversations have a row on the disk."""
    run.until(lambda: all(n > 60 for n in rows_on_disk(run)), 20, "no checkpoints")


def rows_on_disk(run):
    return [
        run.watch.now(run.only, "baton_state_entries", partition=str(p)) or 0
        for p in range(PARTITIONS)
    ]


# --- 23: the volume is lost


def volume_is_lost(run):
    """Under a service that runs, and of one that was killed. While the changelog is read, which a
    failpoint holds up, it says that it is not ready; how long that took is a metric and a line."""
    shutil.rmtree(run.only.state)
    run.goes_on()
    run.kill(run.only)
    shutil.rmtree(run.only.state, ignore_errors=True)
    run.counts["volumes lost"] += 1
    run.only.extra_env["BATON_FAILPOINT"] = f"after_restored_row:100:sleep_{HOLD_S * 1000}"
    run.start(run.only, wait=False)
    mark = '"failpoint","name":"after_restored_row"'
    run.until(lambda: run.lines_with(mark), 40, "nothing is restored")
    run.expect(run.http_status(run.only, "/readyz") == 503, "ready before it is restored")
    run.recovered(ready_again(run, run.only))
    run.expect(restored_first(run.only), "ready, and only then restored")
    took = run.watch.now(run.only, "baton_state_restore_seconds")
    run.expect(took >= HOLD_S, f"the restore is said to have taken {took} s")
    run.expect(run.lines_with('"restored"') >= 2, "no line says how long it took")
    run.only.extra_env.pop("BATON_FAILPOINT")
    run.goes_on()


def restored_first(service):
    """In this life it was ready after the restore, by its log: while the failpoint holds the restore,
    nothing can say that it is ready."""
    before, ready, _ = service.log_since_start().partition('"event":"ready"')
    return ready and '"event":"restored"' in before


def all_was_restored(run):
    """As many rows as there are conversations, at the least."""
    rows = run.watch.total(RESTORED)
    run.expect(rows >= len(run.facts.by_conversation()) / 2, f"only {rows:g} rows were restored")


HOLD_S = 2

# --- 25: files that are not what was written


def flip(file, at, rng):
    """Another bit in one byte."""
    with open(file, "r+b") as data:
        data.seek(at)
        byte = data.read(1)[0]
        data.seek(at)
        data.write(bytes([byte ^ 1 << rng.randrange(8)]))


def flip_in_each_page(run, file):
    """So many that one of them meets what is in use, in each store."""
    for page in range(META_PAGES, file.stat().st_size // PAGE):
        for _ in range(BITS):
            flip(file, page * PAGE + run.rng.randrange(PAGE), run.rng)


def flip_a_row(run, file):
    """One bit of one row, in all its copies: the hash that stands behind its key."""
    data = file.read_bytes()
    key = run.rng.choice(sorted(keys_in(data)))
    at = data.find(key)
    while at >= 0:
        flip(file, at + len(key) + run.rng.randrange(8), run.rng)
        at = data.find(key, at + 1)


def keys_in(data):
    """Keys of rows whose names have all their digits: none is another's beginning."""
    names = (f"ct/c{number}".encode() for number in range(100, 400))
    return [name for name in names if name in data]


def cut_to_half(run, file):
    with open(file, "r+b") as data:
        data.truncate(file.stat().st_size // 2)


def damage(how):
    """The service is killed, its stores are damaged, and it starts again."""

    def once(run):
        before = damaged(run)
        wait_for_rows(run)
        run.kill(run.only)
        for file in files(run):
            how(run, file)
            run.counts["damages"] += 1
        again(run, run.only)
        run.until(lambda: damaged(run) - before == PARTITIONS, 10, "not all damage was seen")

    return lambda run: rounds(run, once)


def damaged(run):
    return run.watch.total(WIPED, reason="store_damaged")


def flip_below_a_service(run):
    """Rows change while it runs: it reads one, ends, and its successor has them from the log."""
    wait_for_rows(run)
    for file in files(run):
        flip_a_row(run, file)
        run.counts["damages"] += 1
    run.until(lambda: run.exits, 40, "no damage was seen")
    run.recovered(ready_again(run, run.only))
    run.goes_on()


def old_copy_comes_back(run):
    """As of a backup: what has happened since is read from the changelog."""
    backup = run.only.state.with_name("backup")
    run.kill(run.only)
    shutil.rmtree(backup, ignore_errors=True)
    shutil.copytree(run.only.state, backup)
    again(run, run.only)
    run.pause(max(run.seconds - 3, 3))
    before = run.watch.total(RESTORED)
    run.kill(run.only)
    shutil.rmtree(run.only.state)
    backup.rename(run.only.state)
    run.counts["old copies"] += 1
    again(run, run.only)
    rows = run.watch.total(RESTORED) - before
    run.expect(rows > 100, f"only {rows:g} rows were read from the changelog")


# --- 21: retention was quicker than the service


def forget_events(run):
    """All events that are there are deleted; what was made of them is not asked for again."""
    clients.delete_records(run.bed.admin, run.prefix + EVENTS, run.bed.ends(EVENTS))


def a_gap(run):
    """From here on: the gap is counted, and everything that is left is read."""
    run.until(lambda: run.watch.total(GAPS, topic=EVENTS), 60, "no gap was counted")
    run.rest()
    run.forget(EVENTS)
    run.expect(run.lines_with('"input_gap"'), "no line tells of the gap")
    run.add_load(name="new")
    run.goes_on()


def retention_passes_one_that_is_away(run):
    run.rest()
    run.kill(run.only)
    gone = run.add_load(name="gone")
    run.pause(run.seconds)
    gone.stop()
    forget_events(run)
    run.start(run.only, wait=False)
    a_gap(run)


def retention_passes_one_that_is_slow(run):
    run.only.signal(signal.SIGSTOP)
    try:
        run.pause(3)
        for load in run.loads:
            load.stop()
        forget_events(run)
    finally:
        run.only.signal(signal.SIGCONT)
    a_gap(run)


# --- 24: the volume is full


def volume_is_full(run):
    """One partition's folder lies on a small file system, and that fills up: its rows stay in memory,
    the other partitions' reach the disk, and so do these as soon as there is room."""
    run.stop(run.only)
    folder = files(run)[0].parent
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={SMALL_DISK}", "none", folder], check=True)
    try:
        again(run, run.only)
        fill_and_free(run, folder)
    finally:
        run.stop(run.only)
        move_to_the_disk(folder)
    again(run, run.only)


def fill_and_free(run, folder):
    filler = folder / "filler"
    with open(filler, "wb", buffering=0) as data, contextlib.suppress(OSError):
        while True:
            data.write(bytes(PAGE))
    rows = run.add_load(name="more", conversations=4000)
    run.until(lambda: no_room(run) > 1, 40, "the disk was not full")
    before = rows_on_disk(run)
    run.pause(run.seconds)
    after = rows_on_disk(run)
    mine = int(folder.name)
    others = [p for p in range(PARTITIONS) if p != mine]
    run.expect(after[mine] == before[mine], f"rows on a full disk: {before}, then {after}")
    run.expect(all(after[p] > before[p] for p in others), f"others stand: {before}, then {after}")
    run.expect(run.only.is_ready(), "it is not ready")
    filler.unlink()
    took = run.until(lambda: rows_on_disk(run)[mine] > after[mine], 20, "no rows are written again")
    run.recovered(took)
    rows.stop()


def no_room(run):
    return run.watch.total("baton_checkpoint_failures_total", reason="store_disk_full")


def move_to_the_disk(folder):
    """What lies on the small file system, which goes."""
    aside = folder.with_name("aside")
    shutil.copytree(folder, aside)
    subprocess.run(["umount", folder], check=True)
    shutil.rmtree(folder)
    aside.rename(folder)


SMALL_DISK = 2 << 20

# --- 41: a store that the changelog does not continue


def store_before_the_start(run):
    """A copy of a store comes back, with timers that have gone off since, after the changelog has lost
    all that tells so; what it still has is the newest of each row."""
    backup = run.only.state.with_name("backup")
    wait_for_rows(run)
    run.kill(run.only)
    shutil.copytree(run.only.state, backup)
    again(run, run.only)
    run.rest()
    run.until(lambda: timers(run) == 0, 30, "timers are left")
    start = run.bed.ends(CHANGELOG)
    for number in range(CONVERSATIONS):
        run.bed.send(EVENTS, f"c{number}", run.bed.event(f"c{number}", "again"))
    run.bed.flush()
    run.until(run.caught_up, 60, "not all is read")
    run.kill(run.only)
    cut_the_changelog(run, start)
    shutil.rmtree(run.only.state)
    backup.rename(run.only.state)
    run.until(lambda: loss_is_accepted(run), 40, "the loss cannot be accepted")
    rise(run, run.only)
    run.pause(run.seconds)


def loss_is_accepted(run):
    """An operator says so; without that the service would refuse. False while the group still knows
    the member that was killed."""
    words = ("rebuild", "--service", "counter", "--accept-loss", "--yes")
    return "mode=accept_loss" in run.cluster.baton(*words, check=False, prefix=run.prefix)


def cut_the_changelog(run, start):
    clients.cut_compacted(run.bed.admin, run.prefix + CHANGELOG, start)


def timers(run):
    return sum(key[:1] == b"t" for key in run.bed.table())


def store_of_long_ago(run):
    """A store that was current a day ago: its tombstones may be gone from the changelog."""
    wait_for_rows(run)
    run.kill(run.only)
    set_clock(run, "+21h")
    run.only.extra_env.update(fake_clock(run))
    again(run, run.only)
    run.pause(run.seconds)


# --- 26: the map is full


def fill_the_map(run):
    """Rows with long keys until each store is larger than it may be at first; a kill between."""
    rows = run.add_load(rate=2000, name="row" + 180 * "x", conversations=20_000)
    run.until(lambda: grown(run) == PARTITIONS, 120, "the maps have not grown")
    run.kill(run.only)
    again(run, run.only)
    run.pause(run.seconds)
    rows.stop()


def grown(run):
    """Partitions whose store may be larger than was configured."""
    sizes = (run.watch.total("baton_state_map_bytes", partition=str(p)) for p in range(PARTITIONS))
    return sum(size > SMALL_MAP for size in sizes)


def nothing_failed(run):
    failures = run.watch.total("baton_checkpoint_failures_total")
    run.expect(failures == 0, f"{failures:g} checkpoints failed")


SMALL_MAP = 1 << 20


def damaged_row(name, how):
    seen = metric(WIPED, PARTITIONS, reason="store_damaged")
    return Scenario(25, name, "state", damage(how), seen, seconds=60)


SCENARIOS = [
    Scenario(
        21,
        "retention passed the offset of one that was away",
        "state",
        retention_passes_one_that_is_away,
        metric(GAPS, topic=EVENTS),
        seconds=30,
    ),
    Scenario(
        21,
        "retention passed the offset of one that was slow",
        "state",
        retention_passes_one_that_is_slow,
        metric(GAPS, topic=EVENTS),
        seconds=10,
    ),
    Scenario(
        23,
        "the state volume is lost",
        "state",
        volume_is_lost,
        counted("volumes lost"),
        seconds=10,
        check=all_was_restored,
    ),
    Scenario(
        24,
        "the state volume of a partition is full",
        "state",
        volume_is_full,
        Seen("checkpoints without room", no_room, 2),
        seconds=60,
        weight=0,
    ),
    Scenario(
        41,
        "a store from before the changelog's start comes back",
        "state",
        store_before_the_start,
        metric(WIPED, PARTITIONS, reason="behind"),
        seconds=30,
        env=SHORT_IDLE,
        weight=0,
    ),
    Scenario(
        41,
        "a store of long ago comes back",
        "state",
        store_of_long_ago,
        metric(WIPED, PARTITIONS, reason="store_too_old"),
        seconds=30,
    ),
    damaged_row("bits flip in each page of a store", flip_in_each_page),
    damaged_row("a bit flips in a row of a store", flip_a_row),
    damaged_row("a store is cut to half", cut_to_half),
    Scenario(
        25,
        "a bit flips in a row below a service",
        "state",
        flip_below_a_service,
        metric(WIPED, reason="store_damaged"),
        seconds=10,
        exits=(1,),
    ),
    Scenario(
        25,
        "an old copy of a store is put back",
        "state",
        old_copy_comes_back,
        counted("old copies"),
        seconds=60,
    ),
    Scenario(
        26,
        "the store's map is full",
        "state",
        fill_the_map,
        Seen("maps that have grown", grown, PARTITIONS),
        seconds=60,
        env={"BATON_STATE_MAP_BYTES": str(SMALL_MAP)},
        check=nothing_failed,
        weight=0,
    ),
]
