"""Changelogs that have lost rows: whoever needs them refuses, and an operator rebuilds the state from
the inputs by `baton rebuild`, as libcommon/runtime/README.md says under "Lost rows"."""

import shutil
import struct

import clients
from broker_scenarios import creates
from confluent_kafka.admin import NewTopic
from process import Failed
from process_scenarios import rise
from runtime_bed import CHANGELOG, EVENTS, PARTITIONS, SIGNALS
from scenario import Scenario, metric
from state_scenarios import cut_the_changelog

NOT_OPEN = "baton_tasks_not_open_total"
CORRUPT = "baton_corrupt_batches_total"
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
        run.until(lambda: refused_below(run), 20, "a rebuild below a service is not refused")
        run.kill(run.only)
        rebuild(run, reason)

    return inject


def mend(run, *options):
    """What `baton rebuild` says, on both streams."""
    try:
        return run.cluster.baton("rebuild", "--service", "counter", *options, prefix=run.prefix)
    except Failed as error:
        return str(error)


def refused_below(run):
    """It names the members, unless it cannot be said just now; in no case is anything rebuilt."""
    said = mend(run, "--yes")
    run.expect("mode=" not in said, f"it is rebuilt below a service: {said}")
    return "members of" in said


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
        file = log_file(run, CHANGELOG, partition)
        _, end = run.rng.choice(batches(file.read_bytes()))
        flip(file, end - 1, run.rng.randrange(8))


def log_file(run, topic, partition):
    return max((run.cluster.nodes[0].data / f"data/{run.prefix}{topic}-{partition}").glob("*.log"))


def flip(file, at, bit):
    """Twice: as it was."""
    with open(file, "r+b") as log:
        log.seek(at)
        byte = log.read(1)[0] ^ 1 << bit
        log.seek(at)
        log.write(bytes([byte]))


def committed(run, topic, partition):
    """The group's offset."""
    parts = clients.committed(run.bed.admin, f"{run.prefix}baton-counter")
    return {(p.topic, p.partition): p.offset for p in parts}[run.prefix + topic, partition]


def input_corrupt(run):
    """One byte of the last batch in one partition of an input, which its service has not read yet;
    after a while it is mended, as a replica that takes over would."""
    run.kill(run.only)
    run.pause(3)
    file = log_file(run, EVENTS, 0)
    offset, end = batches(file.read_bytes())[-1]
    run.expect(committed(run, EVENTS, 0) <= offset, "the batch was read already")
    flip(file, end - 1, 0)
    run.start(run.only, wait=False)
    run.until(lambda: run.watch.total(CORRUPT, topic=EVENTS), 60, "no damage was counted")
    run.until(run.moves, 20, "the other partitions stand still")
    run.pause(max(run.seconds, 6))
    run.expect(run.moves(), "the other partitions stand still")
    run.expect("corrupt_batch" in run.only.why_not_ready(), "/readyz does not name it")
    run.expect(committed(run, EVENTS, 0) <= offset, "its offset has passed the batch")
    flip(file, end - 1, 0)
    run.recovered(run.until(run.only.is_ready, 30, "it stands before a batch that is mended"))


def batches(data):
    """Of each batch of records, not of markers: its first offset, and where it ends."""
    found, at = [], 0
    while at + BATCH_HEAD.size <= len(data):
        offset, length, _, _, _, attributes = BATCH_HEAD.unpack_from(data, at)
        at += BEFORE_LENGTH + length
        if not attributes & CONTROL:
            found.append((offset, at))
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
SCENARIOS.append(
    Scenario(
        44,
        "a batch of an input is corrupt",
        "changelog",
        input_corrupt,
        metric(CORRUPT, topic=EVENTS),
        seconds=60,
    )
)
