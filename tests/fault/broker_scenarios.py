"""The broker dies and comes back."""

from scenario import Scenario, counted, metric


def kill_the_broker(run):
    pid = run.only.pid()
    rounds = max(1, int(run.seconds / 30))
    for _ in range(rounds):
        run.cluster.broker.kill()
        run.counts["broker kills"] += 1
        run.pause(run.rng.uniform(0.5, 3))
        run.cluster.broker.start()
        run.recovered(run.until(lambda: processed_again(run), 60, "nothing is processed again"))
    run.pid_before = pid


def processed_again(run):
    """A record that came after the broker was back has its signal: the counter of records moves."""
    before = run.watch.now(run.only, "baton_messages_consumed_total") or 0
    run.pause(0.3)
    return (run.watch.now(run.only, "baton_messages_consumed_total") or 0) > before


def the_process_stayed(run):
    run.expect(run.exits or run.pid_before == run.only.pid(), "the service was restarted")


SCENARIOS = [
    Scenario(
        7,
        "kill -9 and restart of the only broker",
        "broker",
        kill_the_broker,
        counted("broker kills"),
        seconds=300,
        # A static member whose JoinGroup is repeated by its client after the broker has come back
        # may be fenced by itself; the design lets a fatal error of the consumer end the process.
        exits=(1,),
    ),
]
