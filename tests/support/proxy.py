"""A TCP proxy that can be made a bad network: slow, cut, refused, or silent.

    with Proxy(listen, target) as proxy:
        proxy.delay_s, proxy.jitter_s = 0.5, 0.3      # of each direction; order is kept
        proxy.resets = 0.05                           # of all connections, each second
        proxy.refuse(); proxy.accept()                # nobody listens; again as it was
        proxy.silence(1)                              # one open connection: nothing comes through

`counts` says what was done: connections, resets, refusals, silenced, swallowed (bytes).
"""

import asyncio
import collections
import random
import socket
import struct
import threading
import time

LINGER_0 = struct.pack("ii", 1, 0)  # close sends RST


class Link:
    """One client's connection and its other half."""

    def __init__(self, proxy, reader, writer):
        self.proxy, self.client = proxy, (reader, writer)
        self.server = None
        self.silent = False

    async def run(self):
        try:
            self.server = await asyncio.open_connection("127.0.0.1", self.proxy.target)
            ways = ((self.client[0], self.server[1]), (self.server[0], self.client[1]))
            pumps = [asyncio.create_task(self.pump(*way)) for way in ways]
            await asyncio.wait(pumps, return_when=asyncio.FIRST_COMPLETED)
            for pump in pumps:
                pump.cancel()
        except OSError:
            self.proxy.counts["refusals"] += 1  # the target is away, so we are
        finally:
            self.reset()

    async def pump(self, reader, writer):
        queue = asyncio.Queue()
        sender = asyncio.create_task(self.send(queue, writer))
        try:
            while data := await reader.read(1 << 16):
                lateness = self.proxy.delay_s + self.proxy.rng.uniform(-1, 1) * self.proxy.jitter_s
                await queue.put((time.monotonic() + max(lateness, 0), data))
            await queue.put((0, b""))
            await sender
        except OSError:
            pass
        finally:
            sender.cancel()

    async def send(self, queue, writer):
        while True:
            due, data = await queue.get()
            await asyncio.sleep(max(due - time.monotonic(), 0))
            if not data:
                return
            if self.silent:
                self.proxy.counts["swallowed"] += len(data)
                continue
            writer.write(data)
            await writer.drain()

    def reset(self):
        for side in (self.client, self.server):
            if side:
                sock = side[1].get_extra_info("socket")
                if sock and sock.fileno() >= 0:
                    sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, LINGER_0)
                side[1].transport.abort()
        self.proxy.links.discard(self)


class Proxy:
    def __init__(self, listen, target, rng=None):
        self.listen, self.target = listen, target
        self.rng = rng or random.Random(0)
        self.delay_s = self.jitter_s = self.resets = 0.0
        self.counts = collections.Counter()
        self.links = set()
        self.server = None
        self.loop = asyncio.new_event_loop()
        self.thread = threading.Thread(target=self.loop.run_forever, daemon=True)
        self.thread.start()
        self.call(self.open())
        self.resetting = asyncio.run_coroutine_threadsafe(self.reset_some(), self.loop)

    def call(self, coroutine):
        return asyncio.run_coroutine_threadsafe(coroutine, self.loop).result(20)

    async def open(self):
        self.server = await asyncio.start_server(self.connected, "127.0.0.1", self.listen)

    async def connected(self, reader, writer):
        link = Link(self, reader, writer)
        self.links.add(link)
        self.counts["connections"] += 1
        await link.run()

    async def reset_some(self):
        while True:
            await asyncio.sleep(1)
            for link in list(self.links):
                if self.rng.random() < self.resets:
                    link.reset()
                    self.counts["resets"] += 1

    async def shut(self):
        self.server.close()
        for link in list(self.links):
            link.reset()

    async def end(self):
        self.resetting.cancel()
        await self.shut()
        if tasks := asyncio.all_tasks() - {asyncio.current_task()}:
            await asyncio.wait(tasks, timeout=5)

    def refuse(self):
        """Nobody listens any more, and all connections are reset."""
        self.counts["refusals"] += 1
        self.call(self.shut())

    def accept(self):
        self.call(self.open())

    def silence(self, count=None):
        """So many of the open connections, or all, stay open and carry nothing: a half-open TCP
        connection as its user sees it. How many they were."""
        links = [link for link in self.links if not link.silent][:count]
        for link in links:
            link.silent = True
        self.counts["silenced"] += len(links)
        return len(links)

    def calm(self):
        """A good network again; what was silenced is reset."""
        self.delay_s = self.jitter_s = self.resets = 0.0
        for link in [link for link in self.links if link.silent]:
            self.loop.call_soon_threadsafe(link.reset)

    def close(self):
        self.call(self.end())
        self.loop.call_soon_threadsafe(self.loop.stop)
        self.thread.join(10)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()
