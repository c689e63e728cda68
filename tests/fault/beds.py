"""What runs while a fault is injected: the counter with its load, or the whole World. Both are a
Run, which is all that a scenario sees (README.md lists what it may call)."""

import collections
import threading
import time

from cluster import http_status
from load import Load
from process import Failed
from proxy import Proxy
from registry_proxy import RegistryProxy
from runtime_bed import CHANGELOG, EVENTS, RESOLUTIONS, SIGNALS, Bed
from watch import Watch, wait_for
from world import OFFER_S, POLICY, TENANTS, Agents, Customers, World

WARM_S = 3  # of load before the fault


class Run:
    """One scenario on its way. `prefix` keeps its topics and groups apart from others' on the same
    cluster."""

    def __init__(self, scenario, cluster, prefix, seconds, rng):
        self.scenario, self.cluster, self.prefix = scenario, cluster, prefix
        self.seconds, self.rng = seconds, rng
        self.services = []
        self.counts = collections.Counter()  # faults that the scenario counts itself
        self.away = set()  # services that the supervisor leaves alone
        self.exits = []  # (service, code) of what ended by itself
        self.wrong = []  # what a scenario found wrong on its way
        self.recoveries = []  # seconds, where the scenario measured one
        self.before = {}  # memory and descriptors of each service, before the fault
        self.programs = []  # librdkafka's versions, as programs that are no services said them
        self.proxies = []  # one before each broker
        self.lock = threading.RLock()
        self.watch = Watch(self)
        self.env = dict(scenario.env)  # of the services
        if scenario.proxied:
            self.stand_between()
        self.registry = None  # between the services and the registry
        if scenario.doubted:
            self.registry = RegistryProxy(self.cluster.registry_url)
            self.env["BATON_REGISTRY"] = self.registry.url

    def stand_between(self):
        for broker in self.cluster.nodes:
            self.proxies.append(Proxy(*broker.side_ports(), self.rng))
        self.env["BATON_BROKERS"] = ",".join(f"127.0.0.1:{p.listen}" for p in self.proxies)

    # --- services

    def start(self, service, wait=True):
        """Starts a service, and again whenever it ends by itself from now on."""
        with self.lock:
            self.away.discard(service)
            service.start(wait=False)
        if wait:
            service.wait(60)

    def kill(self, service):
        """SIGKILL; it stays away until `start`."""
        self.watch.look(service)
        with self.lock:
            self.away.add(service)
            service.kill()
            code = service.child.wait()
        self.counts["kills"] += code == -9

    def stop(self, service, seconds=10):
        """SIGTERM; it stays away. Its exit code, -9 when it had to be killed."""
        self.watch.look(service)
        with self.lock:
            self.away.add(service)
        service.stop(seconds)
        return service.child.wait()

    def restart_ended(self):
        """As a supervisor does. A failpoint is armed for one life."""
        with self.lock:
            for service in self.services:
                if service in self.away or not service.child or service.child.poll() is None:
                    continue
                code = service.child.returncode
                self.exits.append((service, code))
                service.extra_env.pop("BATON_FAILPOINT", None)
                service.start(wait=False)

    def lines_with(self, text):
        return sum(
            service.log.read_text(errors="replace").count(text)
            for service in self.services
            if service.log.exists()
        )

    def all_ready(self):
        return all(s.is_ready() for s in self.services if s not in self.away)

    def http_status(self, service, path):
        return http_status(service.http + path)

    def measure(self):
        """Anonymous memory and open descriptors of each service that answers."""
        names = {"memory": "process_anonymous_memory_bytes", "fds": "process_open_fds"}
        found = {}
        for service in self.services:
            if service in self.away:
                continue
            sizes = {short: self.watch.now(service, name) for short, name in names.items()}
            if None not in sizes.values():
                found[service.name] = sizes
        return found

    def leave_alone(self, service):
        """It is not started again when it ends."""
        self.away.add(service)

    # --- what a scenario may wait for and say

    def pause(self, seconds):
        time.sleep(seconds)

    def expect(self, good, text):
        """Something that must hold on the way; the scenario fails with `text` otherwise."""
        if not good:
            self.wrong.append(text)
        return good

    def until(self, condition, seconds, text):
        """Waits; the scenario fails with `text` when it does not come true in time."""
        took = wait_for(condition, seconds)
        self.expect(took is not None, f"{text} (not in {seconds} s)")
        return took

    def moves(self, service=None):
        """Whether records are being committed: looks for a while."""
        services = [service] if service else self.services
        name = "baton_messages_consumed_total"
        before = sum(self.watch.now(s, name) or 0 for s in services)
        self.pause(0.3)
        return sum(self.watch.now(s, name) or 0 for s in services) > before

    def goes_on(self, seconds=60):
        """Waits until records are committed again, and notes how long that took."""
        took = self.until(self.moves, seconds, "nothing is committed again")
        self.recovered(took)
        return took

    def recovered(self, seconds):
        """A recovery that the scenario has measured; the table shows the longest."""
        if seconds is not None:
            self.recoveries.append(seconds)

    # --- life

    def begin(self):
        """Everything runs, with load, and has been measured when this returns."""
        raise NotImplementedError

    def settle(self):
        """Ends the load; waits until all is read and all are ready. Seconds that took; None when
        it did not come true in time."""
        raise NotImplementedError

    def end(self):
        """Stops the services. Exit codes other than 0, by name."""
        self.watch.rest()
        running = [s for s in self.services if s.pid()]
        self.away.update(self.services)
        for service in running:
            self.watch.look(service)
            service.signal(15)
        codes = {}
        for service in running:
            service.end(10)
            codes[service.name] = service.child.wait()
        return {name: code for name, code in codes.items() if code}

    def close(self):
        self.watch.rest()
        for service in self.services:
            service.kill()
        self.watch.ending.set()
        for proxy in [*self.proxies, *filter(None, [self.registry])]:
            proxy.close()

    def stores(self):
        """(changelog topic, partition, folder) of each store on the disk."""
        for service in self.services:
            for file in sorted(service.state.rglob("data.mdb")):
                name = service.service
                yield f"{name}-changelog", int(file.parent.name), file.parent


class CounterRun(Run):
    """The counter, one instance or several, under a steady load."""

    topics = (EVENTS, RESOLUTIONS, SIGNALS, CHANGELOG, "counter-dead-letters")

    def __init__(self, *arguments):
        super().__init__(*arguments)
        self.bed = Bed(self.cluster, self.prefix)
        self.loads = []
        self.due = {}  # what must become of records, by position (input_scenarios.put)
        self.old_signals = set()  # positions of those whose inputs are not there any more

    def counter(self, instance=0, **env):
        """An instance of the counter, not started."""
        name = f"{self.prefix}{instance}".replace(".", "-")
        for service in self.services:
            if service.instance == name:
                service.extra_env.update(env)
                return service
        more = {"BATON_PREFIX": self.prefix, **self.env, **env}
        service = self.cluster.service("counter", name, more)
        self.services.append(service)
        self.away.add(service)
        return service

    @property
    def only(self):
        return self.services[0]

    def add_load(self, rate=None, name="c", **more):
        load = Load(self.bed, self.rng, rate or self.scenario.rate, name, **more)
        self.loads.append(load)
        load.start()
        return load

    def begin(self):
        self.start(self.counter())
        self.watch.start()
        self.add_load()
        self.pause(WARM_S)
        self.before = self.measure()

    def caught_up(self):
        try:
            return not any(self.bed.lags().values()) and self.all_ready()
        except Exception:  # a broker that is away
            return False

    def settle(self):
        began = time.monotonic()
        for load in self.loads:
            load.stop()
        took = wait_for(self.caught_up, self.scenario.recover_s, 0.2)
        return None if took is None else time.monotonic() - began

    def rest(self):
        """The load ends, and all of it is read."""
        for load in self.loads:
            load.stop()
        self.until(self.caught_up, 60, "not all is read")

    def forget(self, topic):
        """An input is about to be deleted: what was made of it is not asked for again."""
        self.old_signals = {
            (m.partition(), m.offset())
            for m in self.read(SIGNALS)
            if self.bed.unframe(m.value())["cause"]["topic"] == topic
        }
        for load in self.loads:
            load.sent.clear()

    def lags(self):
        return {name: lag for name, lag in self.bed.lags().items() if lag}

    def sent(self):
        return sum((load.sent for load in self.loads), collections.Counter())

    def read(self, topic):
        return self.bed.read(topic)

    def topic_sizes(self):
        return dict.fromkeys(self.topics, 4)


class WorldRun(Run):
    """All stages, customers and agents."""

    RATE = 12  # conversations a second

    def __init__(self, *arguments):
        super().__init__(*arguments)
        self.world = World(self.cluster, self.prefix, env=self.env)

    def begin(self):
        self.world.start()
        self.services.extend(self.world.services.values())
        self.watch.start()
        for tenant in TENANTS:
            self.world.wire.declare(tenant, POLICY)
        self.agents = Agents(self.world.wire)
        self.agents.come()
        self.agents.start()
        seconds = self.seconds + WARM_S
        seed = self.rng.randrange(1 << 30)
        self.customers = Customers(self.world.wire, seed, int(seconds * self.RATE), seconds)
        self.customers.start()
        self.pause(WARM_S)
        self.before = self.measure()

    def settle(self):
        self.customers.join(180)
        began = time.monotonic()
        caught_up = wait_for(
            lambda: self.world.lag_free() and self.all_ready(), self.scenario.recover_s, 0.2
        )
        took = time.monotonic() - began
        try:
            # An offer that nobody answers runs out, and another agent gets one.
            self.world.settle(self.scenario.recover_s + 60, quiet_s=OFFER_S + 1)
        except Failed as error:
            self.wrong.append(str(error))
        self.agents.leaving.set()
        self.agents.join(60)
        self.until_ms = int(time.time() * 1000) - 3000
        return None if caught_up is None else took

    def stage(self, name):
        return self.world.service(name)

    def lags(self):
        return self.world.lags()

    def read(self, topic):
        return self.world.wire.read({topic: self.world.wire.topics()[topic]})

    def topic_sizes(self):
        return self.world.wire.topics()

    def turns(self):
        """(page, turn) of each turn in each version of each page."""
        for m in self.read("context-pages"):
            page = self.world.wire.unframe(m.value())
            for turn in page["turns"] if page else ():
                yield page, turn

    def close(self):
        super().close()
        self.world.close()


class BareRun(Run):
    """Nothing runs: for a scenario that is a program of its own."""

    def begin(self):
        pass

    def settle(self):
        return 0.0

    def topic_sizes(self):
        return {}


BEDS = {"counter": CounterRun, "world": WorldRun, "none": BareRun}
