"""The load of the live bench, in a process of its own: many sockets, each a person who types. Reads a task as JSON.

A small websocket client of its own, because a library would be busier than the server. Every update is one letter.
"""

import asyncio
import gc
import json
import os
import resource
import sys
import time
from random import Random

import uvloop

from cairn.notes.rules.wire import number, number_at, read

LETTERS = b"etaoinshrdlu "


class Line(asyncio.Protocol):
    """A websocket, as little of it as we need. ``heard(bytes or str)`` for each message."""

    def __init__(self, path, origin, cookie, heard, ended):
        self.head = (
            f"GET {path} HTTP/1.1\r\nHost: {origin}\r\nOrigin: http://{origin}\r\nUpgrade: websocket\r\n"
            f"Connection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n"
            f"Cookie: {cookie}\r\n\r\n"
        ).encode()
        self.heard, self.ended, self.is_open, self.rest = heard, ended, asyncio.get_running_loop().create_future(), b""

    def connection_made(self, transport):
        self.transport = transport
        transport.write(self.head)

    def connection_lost(self, failure):
        if not self.is_open.done():
            self.is_open.set_exception(ConnectionError("closed"))
        self.ended()

    def data_received(self, data):
        data = self.rest + data if self.rest else data
        if not self.is_open.done():
            head, found, data = data.partition(b"\r\n\r\n")
            if not found:
                self.rest = head
                return
            assert b" 101 " in head.split(b"\r\n")[0], head[:80]
            self.is_open.set_result(None)
        at, end = 0, len(data)
        while end - at >= 2:
            size, start = data[at + 1], at + 2
            if size > 125:
                wide = 2 if size == 126 else 8
                size, start = int.from_bytes(data[at + 2 : at + 2 + wide], "big"), at + 2 + wide
            if start + size > end:
                break
            self._frame(data[at] & 15, data[start : start + size])
            at = start + size
        self.rest = data[at:]

    def _frame(self, kind, payload):
        if kind == 2:
            self.heard(payload)
        elif kind == 1:
            self.heard(payload.decode())
        elif kind == 9:
            self.send(payload, 10)
        elif kind == 8:
            self.transport.close()

    def send(self, payload, kind=2):
        """A masked frame; the mask is zero, which the protocol allows and costs nothing."""
        size = len(payload)
        head = bytes([128 | kind, 128 | size]) if size < 126 else bytes([128 | kind, 254]) + size.to_bytes(2, "big")
        self.transport.write(b"".join((head, b"\0\0\0\0", payload)))


class Writer:
    """One person on one socket. ``clock`` letters were typed; ``out`` are those not acknowledged."""

    def __init__(self, load, seat, client, place, ports):
        self.load, self.seat, self.client, self.place, self.ports = load, seat, client, place, ports
        self.clock, self.out, self.times, self.line, self.ready = 0, {}, {}, None, asyncio.Event()
        self.tickets, self.returns, self.made = iter(seat["tickets"]), 0, []

    async def come(self):
        """Connected, greeted, and everything that was not acknowledged sent again."""
        loop, self.ready = asyncio.get_running_loop(), asyncio.Event()
        port = self.ports[self.place % len(self.ports)]
        origin = f"127.0.0.1:{port}"
        _, self.line = await loop.create_connection(
            lambda: Line(f"/live/{self.seat['note']}", origin, self.seat["cookie"], self.hear, self.lost),
            "127.0.0.1",
            port,
        )
        await self.line.is_open
        if self.load.speaks:
            self.line.send(json.dumps({"t": "hello", "ticket": next(self.tickets)}).encode(), 1)
            await asyncio.wait_for(self.ready.wait(), 30)
        for request, update in self.out.items():
            self.line.send(b"\x01" + number(request) + b"\x01" + update)

    def lost(self):
        if not self.load.is_over:
            self.ready.clear()
            self.load.do(self.come_back())

    async def come_back(self):
        self.returns += 1
        while not self.load.is_over:
            try:
                return await self.come()
            except (OSError, TimeoutError, AssertionError):
                await asyncio.sleep(0.2)

    def type(self):
        """The next letter."""
        left = b"\x84" + number(self.client) + number(self.clock - 1) if self.clock else b"\x04\x01\x01t"
        letter = LETTERS[self.clock % len(LETTERS)]
        update = b"\x01\x01" + number(self.client) + number(self.clock) + left + b"\x01" + bytes([letter]) + b"\x00"
        self.clock += 1
        self.made.append(update)
        self.out[self.clock] = update
        self.load.sent[update] = self.times[self.clock] = time.perf_counter()
        if self.ready.is_set() or not self.load.speaks:
            self.line.send(b"\x01" + number(self.clock) + b"\x01" + update)

    def hear(self, frame):
        now = time.perf_counter()
        if isinstance(frame, str):
            if '"t":"ready"' in frame:
                self.ready.set()
            elif '"t":"bye"' in frame and "restart" not in frame:
                print(frame, file=sys.stderr)
        elif frame[0] == 129:
            self._all(frame)
        elif frame[0] in (131, 1):
            self._other(frame[2:] if frame[0] == 131 else frame[number_at(frame, 1)[1] + 1 :], now)
        elif frame[0] == 130:
            self._saved(number_at(frame, 1)[0], now)
        elif frame[0] == 132:
            self.load.refused += 1

    def _other(self, update, now):
        began = self.load.sent.pop(update, None)
        if began is not None:
            self.load.fans.append(now - began)
            if self.load.window and not self.load.speaks:
                self.load.peers[self].type()

    def _all(self, frame):
        """A whole section, as somebody gets it who comes back: what the other wrote meanwhile is in it."""
        _, at = number_at(frame, 1)
        _, at = number_at(frame, at)
        for struct in read(frame[at:]).structs:
            if struct.client == self.load.peers[self].client:
                for update in self.load.peers[self].made[: struct.clock + struct.length]:
                    self.load.sent.pop(update, None)

    def _saved(self, request, now):
        if self.out.pop(request, None) is not None:
            self.load.acks.append(now - self.times.pop(request))
            if self.load.window and not self.load.is_over:
                self.type()


class Load:
    """All of them. ``task``: speaks, seats, ports, rate, seconds, window (closed loop), hold (idle seconds)."""

    def __init__(self, task):
        self.task, self.speaks, self.window = task, task["speaks"], task.get("window", 0)
        self.sent, self.fans, self.acks, self.refused, self.is_over = {}, [], [], 0, False
        self.errands = set()

    def do(self, work):
        errand = asyncio.get_running_loop().create_task(work)
        self.errands.add(errand)
        errand.add_done_callback(self.errands.discard)

    async def run(self):
        seats, ports = self.task["seats"], self.task["ports"]
        self.writers = [Writer(self, seat, 1_000_000 + n, n, ports) for n, seat in enumerate(seats)]
        pairs = [(a, b) for a, b in zip(self.writers[::2], self.writers[1::2], strict=True)]
        self.peers = dict(pairs) | {b: a for a, b in pairs}
        tenth = len(self.writers) // 20 * 2  # both writers of a tenth of the rooms
        for start, end in ((0, tenth), (tenth, len(self.writers))):
            for some in range(start, end, 20):
                await asyncio.gather(*(writer.come() for writer in self.writers[some : min(some + 20, end)]))
            await asyncio.sleep(0.5)
            say(tenth=True)
        say(ready=True)
        loop = asyncio.get_running_loop()
        if not self.task.get("hold"):
            await self.type_on(loop)
        else:
            await asyncio.sleep(self.task["hold"])
        say(typed=True)
        await self.settle()
        self.is_over = True
        say(
            fans=len(self.fans), acks=len(self.acks), fan=[percent(self.fans, p) for p in (50, 99)],
            ack=[percent(self.acks, p) for p in (50, 99)], unheard=len(self.sent), refused=self.refused,
            unacknowledged=sum(len(w.out) for w in self.writers) if self.speaks else 0,
            acknowledged={str(w.client): w.clock - len(w.out) for w in self.writers},
            returns=sum(w.returns for w in self.writers),
        )  # fmt: skip

    async def type_on(self, loop):
        """Warm up, because everybody's first words stand in the history as well; then measure."""
        warm, end = time.perf_counter() + 2.0, time.perf_counter() + 2.0 + self.task["seconds"]
        if self.window:
            for writer in self.writers:
                for _ in range(self.window):
                    writer.type()
        else:
            chance = Random(1)  # everybody has a rhythm of their own
            for writer in self.writers:
                loop.call_later(chance.random() / self.task["rate"], self.beat, loop, writer, end)
        await asyncio.sleep(warm - time.perf_counter())
        self.fans.clear()
        self.acks.clear()
        say(measuring=True)
        await asyncio.sleep(end - time.perf_counter())

    def beat(self, loop, writer, end):
        writer.type()
        if time.perf_counter() < end:
            loop.call_later(1 / self.task["rate"], self.beat, loop, writer, end)

    async def settle(self):
        """What is under way arrives, or is lost."""
        self.window, deadline = 0, time.perf_counter() + 10
        while time.perf_counter() < deadline:
            if not self.sent and not (self.speaks and any(w.out for w in self.writers)):
                return
            await asyncio.sleep(0.05)


def percent(times, p):
    """A percentile in milliseconds."""
    return round(sorted(times)[min(len(times) - 1, len(times) * p // 100)] * 1000, 3) if times else None


def say(**facts):
    print(json.dumps(facts), flush=True)


def main():
    resource.setrlimit(resource.RLIMIT_NOFILE, (resource.getrlimit(resource.RLIMIT_NOFILE)[1],) * 2)
    task = json.load(sys.stdin)
    gc.disable()
    uvloop.run(Load(task).run())
    os._exit(0)


if __name__ == "__main__":
    main()
