"""Brokers that die, come back, hand over, are away, or refuse to take records."""

import time

import clients
from confluent_kafka import KafkaException
from confluent_kafka.admin import NewPartitions, NewTopic, ResourceType
from runtime_bed import EVENTS
from scenario import Scenario, Seen, counted, logged, metric

FROM_START = "baton_input_from_start_total"

# A static member whose JoinGroup is repeated by its client after the broker has come back may be
# fenced by itself; the design lets a fatal error of the consumer end the process.
FENCED_BY_ITSELF = (1,)
# Several handles that time out within a minute end the process, and the supervisor begins anew.
UNSTABLE = (1,)


# --- 7, 8: brokers that die


def kill_the_broker(run):
    pid = run.only.pid()
    for _ in range(max(1, int(run.seconds / 30))):
        run.cluster.broker.kill()
        run.counts["broker kills"] += 1
        run.pause(run.rng.uniform(0.5, 3))
        run.cluster.broker.start()
        run.goes_on()
    run.expect(run.exits or run.only.pid() == pid, "the service was restarted")


def roll(run):
    """Each broker in turn: stopped, started, waited for."""
    until = time.monotonic() + run.seconds
    while time.monotonic() < until:
        for broker in run.cluster.nodes:
            broker.stop(30)
            run.counts["broker stops"] += 1
            run.goes_on()
            broker.start()
            run.until(lambda: whole(run), 60, "copies do not catch up")


def whole(run):
    """All copies of all partitions are in sync, and each broker leads."""
    try:
        topics = run.bed.admin.list_topics(timeout=5).topics.values()
    except KafkaException:
        return False
    parts = [part for topic in topics for part in topic.partitions.values()]
    return all(len(part.isrs) == len(run.cluster.nodes) for part in parts)


def kill_coordinator(find, word):
    def inject(run):
        until = time.monotonic() + run.seconds
        while True:
            broker = run.cluster.nodes[find(run) - 1]
            broker.kill()
            run.counts[word] += 1
            run.goes_on()
            run.pause(2)
            broker.start()
            run.until(lambda: whole(run), 60, "copies do not catch up")
            if time.monotonic() > until:
                return

    return inject


def leader_of(run, topic, name):
    """The node that leads the partition of `topic` on which Kafka keeps what it knows of `name`."""
    number = 0
    for letter in name:  # Java's hash of a string
        number = (number * 31 + ord(letter)) & 0xFFFFFFFF
    parts = run.bed.admin.list_topics(topic, timeout=10).topics[topic].partitions
    return parts[(number & 0x7FFFFFFF) % len(parts)].leader


def group_coordinator(run):
    return leader_of(run, "__consumer_offsets", f"{run.prefix}baton-counter")


def transaction_coordinator(run):
    name = f"{run.prefix}baton-counter-{run.only.instance}"
    return leader_of(run, "__transaction_state", name)


def the_stall_was_short(run):
    longest = max(run.recoveries, default=0)
    run.expect(longest <= 15, f"nothing was committed for {longest:.1f} s")


# --- 9: all brokers away


def all_away(run):
    """The services find nobody; the load does not notice."""
    lines, began = log_lines(run), time.monotonic()
    memory = run.before[run.only.name]["memory"]
    for proxy in run.proxies:
        proxy.refuse()
    run.until(lambda: not run.only.is_ready(), 30, "it says that it is ready")
    while time.monotonic() < began + run.seconds:
        run.expect(lives(run), "/healthz says that it is dead")
        run.pause(1)
    took, lines = time.monotonic() - began, log_lines(run) - lines
    run.expect(lines <= took + 20, f"{lines} log lines in {took:.0f} s")
    now = run.watch.now(run.only, "process_anonymous_memory_bytes") or 0
    run.expect(now < memory * 1.1 + (48 << 20), f"memory {memory:.0f}, then {now:.0f}")
    for proxy in run.proxies:
        proxy.accept()
    back = run.goes_on()
    run.expect(back is None or back <= 15, f"back only after {back} s")


def log_lines(run):
    return run.lines_with("\n")


def lives(run):
    return run.exits or run.http_status(run.only, "/healthz") == 200


# --- 10: too few copies in sync


def too_few_copies(run):
    """The outputs want three copies, and one broker is gone: records are refused, not lost."""
    need_copies(run, 3)
    try:
        run.cluster.nodes[2].kill()
        run.pause(run.seconds)
        run.cluster.nodes[2].start()
    finally:
        need_copies(run, 2)
    run.until(lambda: whole(run), 60, "copies do not catch up")
    run.goes_on()


def transactions_failed(run):
    name = "baton_transactions_total"
    return sum(run.watch.total(name, result=result) for result in ("aborted", "dropped"))


def need_copies(run, count, names=("escalation-signals", "counter-changelog")):
    topics = [run.prefix + name for name in names]
    clients.configure(run.bed.admin, ResourceType.TOPIC, topics, "min.insync.replicas", count)


# --- 19, 20: topics that change under a running service


def partitions_are_added(run):
    """A topic grows, and keys with it would move away from their state: the service ends and says
    why, and does not start again before somebody has decided."""
    run.rest()
    run.leave_alone(run.only)
    grown = NewPartitions(run.prefix + EVENTS, 6)
    run.bed.admin.create_partitions([grown])[run.prefix + EVENTS].result(20)
    run.until(lambda: not run.only.pid(), 40, "the service goes on")
    run.expect(run.only.child.poll() == 1, f"ended with {run.only.child.poll()}")
    run.only.start(wait=False)
    run.until(lambda: not run.only.pid(), 40, "the service starts again")


def a_topic_is_made_anew(run):
    """Not ready while it is away; then its new log is read from the start, and that is counted."""
    run.rest()
    run.forget(EVENTS)
    before = run.watch.total(FROM_START, topic=EVENTS)
    name = run.prefix + EVENTS
    run.bed.admin.delete_topics([name])[name].result(20)
    run.until(lambda: not run.only.is_ready(), 40, "ready without its topic")
    run.pause(run.seconds)
    run.expect(lives(run), "/healthz says that it is dead")
    partitions, config = run.bed.topics()[EVENTS]
    made = NewTopic(name, partitions, config=config)
    run.until(lambda: creates(run, made), 30, "the topic cannot be made")
    run.add_load(name="new")
    run.goes_on()
    run.expect(run.watch.total(FROM_START, topic=EVENTS) > before, "a silent reset")


def creates(run, topic):
    """A topic that is being deleted cannot be made yet."""
    try:
        run.bed.admin.create_topics([topic])[topic.topic].result(20)
    except KafkaException:
        return False
    return True


# How often the client looks for partitions: 5 minutes by default.
LOOK_OFTEN = {"BATON_KAFKA_TOPIC_METADATA_REFRESH_INTERVAL_MS": "1000"}

SCENARIOS = [
    Scenario(
        7,
        "kill -9 and restart of the only broker",
        "broker",
        kill_the_broker,
        counted("broker kills"),
        seconds=300,
        exits=FENCED_BY_ITSELF,
    ),
    Scenario(
        8,
        "rolling restart of three brokers",
        "broker",
        roll,
        counted("broker stops", 3),
        seconds=300,
        cluster="three",
        exits=FENCED_BY_ITSELF,
        check=the_stall_was_short,
        weight=0,
    ),
    Scenario(
        8,
        "kill of the transaction coordinator",
        "broker",
        kill_coordinator(transaction_coordinator, "coordinator kills"),
        counted("coordinator kills"),
        seconds=60,
        cluster="three",
        exits=FENCED_BY_ITSELF,
        check=the_stall_was_short,
        weight=0,
    ),
    Scenario(
        8,
        "kill of the group coordinator",
        "broker",
        kill_coordinator(group_coordinator, "coordinator kills"),
        counted("coordinator kills"),
        seconds=60,
        cluster="three",
        exits=FENCED_BY_ITSELF,
        check=the_stall_was_short,
        weight=0,
    ),
    Scenario(
        9,
        "all brokers away",
        "broker",
        all_away,
        metric("baton_kafka_errors_total", code="_ALL_BROKERS_DOWN"),
        seconds=300,
        proxied=True,
        weight=0,
    ),
    Scenario(
        10,
        "too few copies in sync",
        "broker",
        too_few_copies,
        Seen("transactions that failed", transactions_failed),
        seconds=120,
        floor_s=20,
        cluster="three",
        exits=UNSTABLE,
        weight=0,
    ),
    Scenario(
        19,
        "partitions are added to a topic",
        "broker",
        partitions_are_added,
        logged('"partition_count"', 2),
        seconds=10,
        env=LOOK_OFTEN,
    ),
    Scenario(
        20,
        "a topic is deleted and made anew",
        "broker",
        a_topic_is_made_anew,
        metric("baton_tasks_not_open_total", reason="topic_missing"),
        seconds=60,
        env=LOOK_OFTEN,
    ),
]
