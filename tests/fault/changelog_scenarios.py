"""Changelogs that have lost rows: whoever needs them refuses, and an operator rebuilds the state from
the inputs by `baton rebuild`, as libcommon/runtime/README.md says under "Lost rows"."""

import shutil
import struct

import clients
from broker_scenarios import creates
from confluent_kafka.admin import NewTopic
from process import Failed
from process_scenarios import rise
from runtime_bed import CHANGELOG, PARTITIONS, SIGNALS
from scenario import Scenario, metric
from state_scenarios import cut_the_changelog

NOT_OPEN = "baton_tasks_not_open_total"
BATCH_HEAD = struct.Struct(">qiibIh")  # base offset, length, epoch, magic, checksum, attributes
BEFORE_LENGTH = 12  # what a batch's length does not count
CONTROL = 0x20


def lose(how, reason):
    """The changelog loses rows while its service is away, and so is the volume: nobody has them."""

    def inject(run):
        run.rest()
        run.kill(run.only)
        how(run)
        shutil.rmtree(run.only.state)
        run.start(run.only, wait=False)
        run.until(lambda: run.watch.total(NOT_OPEN, reason=reason), 60, f"no {reason} was counted")
        run.pause(run.seconds)
        why = run.only.why_not_ready()
        run.expect(reason in why, f"/readyz does not name {reason}: {why}")
        run.expect(run.lines_with("Lost rows"), "no line names the remedy")
        run.expect(not any(run.bed.lags().values()), "the committed offsets have moved")
        run.expect("members of" in mend(run, "--yes"), "it is rebuilt below a service")
        run.kill(run.only)
        rebuild(run, reason)

    return inject


def mend(run, *options):
    """What `baton rebuild` says, on both streams."""
    try:
        return run.cluster.baton("rebuild", "--service", "counter", *options, prefix=run.prefix)
    except Failed as error:
        return str(error)


def rebuild(run, reason):
    """The outputs are made again: the first ones, which the invariants would count as doubled, are
    deleted. The store stays where it is, and is thrown away by its service."""
    clients.delete_records(run.bed.admin, run.prefix + SIGNALS, run.bed.ends(SIGNALS))
    run.until(lambda: "nothing was changed" in mend(run), 40, "no plan is shown")
    run.expect(reason in mend(run), f"the plan does not name {reason}")
    done = mend(run, "--yes").count(f"mode=from_input reason={reason}")
    run.expect(done == PARTITIONS, f"{done} partitions were rebuilt")
    rise(run, run.only)
    run.add_load(name="new")
    run.goes_on()


def empty(run):
    cut_the_changelog(run, run.bed.ends(CHANGELOG))


def cut(run):
    """Its first records, among them the only ones of some rows."""
    cut_the_changelog(run, {p: end // 2 for p, end in run.bed.ends(CHANGELOG).items()})


def make_anew(run):
    name = run.prefix + CHANGELOG
    partitions, config = run.bed.topics()[CHANGELOG]
    run.bed.admin.delete_topics([name])[name].result(20)
    made = NewTopic(name, partitions, config=config)
    run.until(lambda: creates(run, made), 30, "the topic cannot be made")


def corrupt(run):
    """One byte of one batch of rows in each partition, on the broker's disk."""
    for partition in range(PARTITIONS):
        folder = run.cluster.nodes[0].data / f"data/{run.prefix}{CHANGELOG}-{partition}"
        file = max(folder.glob("*.log"))
        data = bytearray(file.read_bytes())
        last = run.rng.choice(ends_of_batches(data)) - 1
        data[last] ^= 1 << run.rng.randrange(8)
        with open(file, "r+b") as out:
            out.seek(last)
            out.write(data[last : last + 1])


def ends_of_batches(data):
    """Where each batch of records, not of markers, ends."""
    found, at = [], 0
    while at + BATCH_HEAD.size <= len(data):
        _, length, _, _, _, attributes = BATCH_HEAD.unpack_from(data, at)
        at += BEFORE_LENGTH + length
        if not attributes & CONTROL:
            found.append(at)
    return found


SCENARIOS = [
    Scenario(
        22, title, "changelog", lose(how, reason), metric(NOT_OPEN, reason=reason), seconds=30
    )
    for title, how, reason in (
        ("the changelog was emptied", empty, "changelog_empty"),
        ("the start of the changelog was deleted", cut, "changelog_cut"),
        ("the changelog was made anew", make_anew, "changelog_short"),
        ("a record of the changelog is corrupt", corrupt, "changelog_corrupt"),
    )
]
