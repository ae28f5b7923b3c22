"""One socket of one person in one note. What it is sent waits in a queue, so that a slow one holds up nobody."""

import asyncio
import contextlib
from collections import deque

from .limits import MOST_WAITING, MOST_WAITING_BYTES, Limits
from .protocol import CODES, Here, bye

PATIENCE = 5.0  # seconds in which a socket that is being closed may still take what waits for it
NOWHERE = Here(0, b"")


class Seat:
    """``guest`` is who sits here (see ``door``), None until they said hello; ``number`` is the room's number for it."""

    __slots__ = (
        "_abort", "_bytes", "_pump", "_send", "_waiting", "_wake",
        "ending", "guest", "here", "is_busy", "limits", "number",
    )  # fmt: skip

    def __init__(self, send, abort=None):
        self._send, self._abort = send, abort
        self._waiting: deque = deque()
        self._bytes = 0
        self._wake: asyncio.Future | None = None
        self.guest, self.number, self.here = None, 0, NOWHERE
        self.limits, self.is_busy, self.ending = Limits(), False, ""
        self._pump = asyncio.get_running_loop().create_task(self._run())

    def put(self, frame: bytes | str) -> None:
        """The frame goes out when the socket takes it. A socket that takes none for too long is given up."""
        if self.ending:
            return
        self._bytes += len(frame)
        if len(self._waiting) >= MOST_WAITING or self._bytes > MOST_WAITING_BYTES:
            self._waiting.clear()
            self._bytes = 0
            self.close("busy")
            return
        self._waiting.append(frame)
        if self._wake is not None:
            self._wake.set_result(None)
            self._wake = None

    def close(self, why: str) -> None:
        """Says goodbye with a reason after what waits, and closes. Nothing is sent or believed any more."""
        if self.ending:
            return
        self.put(bye(why))
        self.ending = self.ending or why

    async def _run(self) -> None:
        waiting = self._waiting
        while True:
            while waiting:
                frame = waiting.popleft()
                self._bytes -= len(frame)
                await self._send({"type": "websocket.send", "text" if isinstance(frame, str) else "bytes": frame})
            if self.ending:
                await self._send({"type": "websocket.close", "code": int(CODES[self.ending])})
                return
            self._wake = asyncio.get_running_loop().create_future()
            await self._wake

    async def said_goodbye(self) -> None:
        """What waited is sent, as far as the socket took it."""
        await asyncio.wait([self._pump])

    async def gone(self) -> None:
        """Nothing is left of the socket afterwards; what it never took is thrown away, by force if it must be."""
        self.ending = self.ending or "restart"
        if self._wake is not None:
            self._pump.cancel()
        done, _ = await asyncio.wait([self._pump], timeout=PATIENCE)
        if not done:
            self._pump.cancel()
            if self._abort is not None:
                self._abort()
        with contextlib.suppress(asyncio.CancelledError, Exception):
            await self._pump
