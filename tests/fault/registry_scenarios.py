"""Rights that are taken away, certificates that are refused, and a registry that is away, slow, or
says what no registry says."""

import json
import ssl
import struct
import time

import clients
import rights
from certificates import ELSEWHERE
from clusters import ACLS_LOGIN, CERTIFICATE
from confluent_kafka.admin import ResourceType
from input_scenarios import all_became_what_they_must, put
from registry_proxy import MODES
from runtime_bed import schema_text
from scenario import Scenario, Seen, counted

BAD = MODES[1:]  # all but the good one


def answered(run):
    """Questions that were answered as no registry should; 0 when one of the ways was never met."""
    counts = [run.registry.counts[mode] for mode in BAD]
    return sum(counts) if all(counts) else 0


def new_schema(run, name):
    """The id of a schema that the services have not met, of the same bytes."""
    schema = {**json.loads(schema_text("ConversationEvent")), "doc": f"{run.prefix}{name}"}
    path = f"/subjects/{run.prefix}{name}-value/versions"
    return run.bed.ask("POST", path, {"schema": json.dumps(schema)})["id"]


def put_under(run, number, conversation, expected):
    """An event that says that it was written under schema `number`."""
    data = struct.pack(">bI", 0, number) + run.bed.event(conversation, "new")[5:]
    put(run, conversation, data, expected)
    run.bed.flush()


# --- 27: rights that are taken away

COUNTER = "counter"


def counters_rights(run):
    """Of what `baton topics --acls` prints, that of a service which reads and writes what the
    counter does: the detector's, and the switchboard's to read resolutions."""
    found = set()
    for right in rights.printed(run.prefix):
        resolutions = right[::3] == ("switchboard", f"{run.prefix}resolutions")
        if right.principal == "detector" or (resolutions and right.operation != "Write"):
            name = right.name.replace("detector", "counter")
            found.add(right._replace(principal=COUNTER, name=name))
    return sorted(found)


def grant_all(run):
    rights.grant(run.bed.admin, counters_rights(run))


# The kind, the name's end, the right, and what says so in the log.
TAKEN = (
    ("topic", "conversation-events", "Read", "TOPIC_AUTHORIZATION_FAILED"),
    ("topic", "escalation-signals", "Write", "TOPIC_AUTHORIZATION_FAILED"),
    ("topic", "counter-changelog", "Write", "TOPIC_AUTHORIZATION_FAILED"),
    ("group", "baton-counter", "Read", "GROUP_AUTHORIZATION_FAILED"),
    ("transactionalId", "baton-counter-", "Write", "Transactional Id authorization failed"),
)


def rights_come_and_go(run):
    """One after the other: not ready while it is away, which the log says, and back with it."""
    all_rights = counters_rights(run)
    for kind, name, word, says in TAKEN:
        at = (kind, run.prefix + name, word)
        (right,) = [r for r in all_rights if (r.kind, r.name, r.operation) == at]
        before = run.lines_with(says)
        run.counts["rights taken away"] += rights.take_away(run.bed.admin, [right])
        what = f"{word} on {kind} {name}"
        run.until(lambda: not run.only.is_ready(), 40, f"ready without {what}")
        run.until(lambda n=before, s=says: run.lines_with(s) > n, 20, f"{what}: the log is silent")
        looks = [not run.pause(0.1) and run.only.is_ready() for _ in range(20)]
        run.expect(not any(looks), f"ready in {sum(looks)} of {len(looks)} looks without {what}")
        rights.grant(run.bed.admin, [right])
        run.recovered(run.until(run.only.is_ready, 60, f"not ready with {what} again"))
        run.goes_on()


# --- 28: certificates


def trust_the_first(run):
    """The services are told where the certificates are that they trust; the broker shows a good
    one, also when the scenario before left another."""
    made = run.cluster.certificates
    made.trust(made.first)
    show(run, made.broker(made.first))
    run.env["BATON_KAFKA_SECURITY_PROTOCOL"] = "SSL"
    run.env["BATON_KAFKA_SSL_CA_LOCATION"] = str(made.ca)


def show(run, certificate):
    """The broker's certificate from now on, for connections that are made from now on."""
    clients.configure(run.bed.admin, ResourceType.BROKER, ["1"], CERTIFICATE, certificate)
    at = ("127.0.0.1", run.cluster.broker.side_ports()[1])
    run.until(
        lambda: ssl.get_server_certificate(at) in certificate.read_text(),
        30,
        "the broker shows another certificate",
    )
    for proxy in run.proxies:
        proxy.refuse()
        proxy.accept()


REFUSED = "certificate verify failed"


def is_refused(run, certificate, why):
    """Not ready, alive, and the log says why; with a good one it goes on by itself."""
    made = run.cluster.certificates
    before = run.lines_with(why)
    show(run, certificate)
    run.until(lambda: run.lines_with(why) > before, 30, f"the log does not say: {why}")
    run.until(lambda: not run.only.is_ready(), 60, f"ready, though {why}")
    run.expect(run.http_status(run.only, "/healthz") == 200, "/healthz says that it is dead")
    run.counts["certificates refused"] += run.lines_with(why) > before
    show(run, made.broker(made.first))
    run.goes_on()
    run.recovered(run.until(run.only.is_ready, 60, "not ready with a good certificate"))


def certificates_to_be_refused(run):
    made = run.cluster.certificates
    is_refused(run, made.broker(made.first, days=-1), "has expired")
    is_refused(run, made.broker(made.first, names=ELSEWHERE), "is another address")
    is_refused(run, made.broker(made.authority("stranger")), "is signed by none")


def the_authority_is_rotated(run):
    """First both are trusted, then the broker shows one of the new, then the old one is not trusted
    any more. Each time that the file is written anew the service ends in order, and is started
    again."""
    made = run.cluster.certificates
    second = made.authority("second")

    def trust(*authorities):
        ended = len(run.exits)
        made.trust(*authorities)
        took = run.until(lambda: len(run.exits) > ended, 20, "the file is not read again")
        run.counts["files read again"] += took is not None
        run.recovered(run.until(run.only.is_ready, 60, "not ready with the new file"))

    trust(made.first, second)
    show(run, made.broker(second))
    run.goes_on()
    trust(second)
    run.goes_on()
    run.expect(run.lines_with(REFUSED) == 0, "a certificate was refused")


# --- 29: at the start


def waits_at_the_start(run):
    """Alive, not ready, and nothing is read."""
    run.pause(1)
    run.expect(run.http_status(run.only, "/healthz") == 200, "/healthz says that it is dead")
    run.expect(run.http_status(run.only, "/readyz") == 503, "ready without a registry")
    run.expect(run.only.pid(), "it has ended")


def away_at_the_start(run):
    run.stop(run.only)
    run.cluster.registry.stop()
    run.counts["starts without a registry"] += 1
    run.start(run.only, wait=False)
    run.until(lambda: run.lines_with('"registry_not_ready"'), 30, "it does not say why it waits")
    waits_at_the_start(run)
    run.cluster.registry.start()
    run.recovered(run.until(run.only.is_ready, 30, "not ready with its registry"))


def hostile_at_the_start(run):
    """Each way in turn is what one start meets; then a registry."""
    run.stop(run.only)
    run.registry.mode = BAD[0]
    run.start(run.only, wait=False)
    for mode in BAD:
        run.registry.mode = mode
        run.until(lambda m=mode: run.registry.counts[m] >= 2, 30, f"{mode}: it does not ask again")
        waits_at_the_start(run)
    run.registry.mode = "good"
    run.recovered(run.until(run.only.is_ready, 30, "not ready with its registry"))


# --- 29: in steady state


def goes_on_beside(run, text):
    """The others' records are committed; the longest time in which none was is noted."""
    took = run.until(run.moves, 10, f"{text}: the others stand still")
    run.recovered(took)


def away_in_steady_state(run):
    """What is known needs no registry; a schema that is new waits for it."""
    number = new_schema(run, "away")
    run.cluster.registry.stop()
    run.counts["registry stops"] += 1
    for _ in range(5):
        goes_on_beside(run, "without a registry")
    run.expect(run.only.is_ready(), "not ready for want of a registry that nobody asks")
    put_under(run, number, "away", None)
    run.until(lambda: not run.only.is_ready(), 20, "ready with a record that waits")
    for _ in range(5):
        goes_on_beside(run, "with a record that waits")
    run.cluster.registry.start()
    run.recovered(run.until(run.only.is_ready, 30, "the record waits for ever"))


SLOW_FOR_S = 9  # the time-out of one question, and the rest after it

# The registry's word, though a strange one: such a schema is too large to be taken.
FINAL = {"huge": "unknown_schema"}


def hostile_in_steady_state(run):
    """A new schema is asked for in each way in turn: its record waits until the registry is one
    again, or is given up; the others go on."""
    for mode in BAD:
        number = new_schema(run, mode)
        run.registry.mode = mode
        put_under(run, number, f"new-{mode}", FINAL.get(mode))
        run.until(lambda m=mode: run.registry.counts[m], 20, f"{mode}: nobody asks")
        if mode not in FINAL:
            run.until(lambda: not run.only.is_ready(), 20, f"{mode}: ready with a record waiting")
        if mode == "slow":
            run.pause(SLOW_FOR_S)
            asked = run.registry.counts[mode]
            run.expect(asked <= 2, f"all stood still for {asked} questions in {SLOW_FOR_S} s")
        for _ in range(3):
            goes_on_beside(run, mode)
        run.registry.mode = "good"
        run.until(run.only.is_ready, 30, f"{mode}: the record waits for ever")


# --- 29: another schema than the writer's


def record(fields, name="ConversationEvent"):
    return json.dumps({"type": "record", "name": name, "fields": fields})


def field(kind):
    return {"name": "x", "type": kind}


LIES = (
    (schema_text("Resolution"), "incompatible_schema"),
    (record([field("ConversationEvent")]), "bad_schema"),
    (record([field(["null", "ConversationEvent"])]), "bad_schema"),
    (record([field({"type": "array", "items": "null"})]), "incompatible_schema"),
    (record([field("string")]) + "}", "bad_schema"),
    (record([{**field("string"), "doc": "x" * 70_000}]), "unknown_schema"),
    ("null", "bad_schema"),
    ("", "bad_schema"),
)


def lies_about_schemas(run):
    """The registry gives another text for an id: refused, each by its reason."""
    for at, (text, reason) in enumerate(LIES):
        number = 800_000 + at
        run.registry.lies[str(number)] = text
        put_under(run, number, f"lie{at}", reason)
    run.until(lambda: run.registry.counts["lie"] >= len(LIES), 20, "not all were asked for")
    run.goes_on()


STRANGERS = 60
STRANGER_S = 0.1  # for each answer: in a row they would hold everything up for six seconds
BESIDE_S = 2


def many_that_the_registry_does_not_know(run):
    """A sender whose every record names another schema, and a registry that takes its time to say
    that there is none: the others' records have most of the time."""
    began = time.monotonic()
    asked = run.registry.counts["good"]
    run.registry.delay_s = STRANGER_S
    for number in range(STRANGERS):
        data = struct.pack(">bI", 0, 810_000 + number) + run.bed.event("stranger", "new")[5:]
        put(run, "stranger", data, "unknown_schema")
    run.bed.flush()
    run.until(lambda: run.registry.counts["good"] > asked, 20, "nobody asks")
    while run.registry.counts["good"] - asked < STRANGERS:
        took = run.until(run.moves, BESIDE_S, "the others stand still")
        if took is None:
            break
        run.recovered(took)
    run.counts["strangers"] = run.registry.counts["good"] - asked
    took = time.monotonic() - began
    run.expect(took >= 4 * STRANGERS * STRANGER_S, f"all stood still for most of {took:.1f} s")
    run.registry.delay_s = 0
    run.until(run.only.is_ready, 30, "a record waits for ever")


def by_tls(name, inject, seen, exits):
    return Scenario(
        28,
        name,
        "registry",
        inject,
        seen,
        seconds=10,
        cluster="tls",
        proxied=True,
        before=trust_the_first,
        exits=exits,
        recover_s=90,
        weight=0,
    )


SCENARIOS = [
    by_tls(
        "certificates that have expired, of another host, of a stranger",
        certificates_to_be_refused,
        counted("certificates refused", 3),
        exits=(1,),
    ),
    by_tls(
        "the authority is rotated",
        the_authority_is_rotated,
        counted("files read again", 2),
        exits=(0,),
    ),
    Scenario(
        27,
        "rights are taken away, and given back",
        "registry",
        rights_come_and_go,
        counted("rights taken away", len(TAKEN)),
        seconds=10,
        cluster="acls",
        proxied=True,
        env=ACLS_LOGIN,
        before=grant_all,
        exits=(1,),  # without the right to its transactional id a service ends
        recover_s=90,
        weight=0,
    ),
    Scenario(
        29,
        "the registry away at the start",
        "registry",
        away_at_the_start,
        counted("starts without a registry"),
        seconds=10,
        weight=0,
    ),
    Scenario(
        29,
        "a start meets HTML, 500, 100 MB, and no end",
        "registry",
        hostile_at_the_start,
        Seen("bad answers", answered, 10),
        seconds=10,
        doubted=True,
        weight=0,
    ),
    Scenario(
        29,
        "the registry away in steady state",
        "registry",
        away_in_steady_state,
        counted("registry stops"),
        seconds=10,
        check=all_became_what_they_must,
    ),
    Scenario(
        29,
        "a new schema meets HTML, 500, 100 MB, and no end",
        "registry",
        hostile_in_steady_state,
        Seen("bad answers", answered, 5),
        seconds=10,
        doubted=True,
        check=all_became_what_they_must,
        weight=0,
    ),
    Scenario(
        29,
        "another schema than the writer's",
        "registry",
        lies_about_schemas,
        Seen("lies", lambda run: run.registry.counts["lie"], len(LIES)),
        seconds=10,
        doubted=True,
        check=all_became_what_they_must,
    ),
    Scenario(
        29,
        "many schemas that a slow registry does not know",
        "registry",
        many_that_the_registry_does_not_know,
        counted("strangers", STRANGERS),
        seconds=10,
        doubted=True,
        check=all_became_what_they_must,
        weight=0,
    ),
]
