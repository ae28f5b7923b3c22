"""One socket of one person in one note. What it is sent waits in a queue, so that a slow one holds up nobody."""

import asyncio

from .limits import MOST_WAITING, MOST_WAITING_BYTES, Limits
from .protocol import CODES, Here, bye

PATIENCE = 5.0  # seconds in which a socket that is being closed may still take what waits for it
NOWHERE = Here(0, b"")


class Seat:
    """``guest`` is who sits here (see ``door``), None until they said hello; ``number`` is the room's number for it.

    A frame goes out at once where the server can do that (see ``config.serving``). Else it waits, and a task sends what
    waits, as the socket takes it, and ends with it: a seat where nothing happens costs nothing.
    """

    __slots__ = (
        "_abort", "_bytes", "_pump", "_send", "_waiting", "_write",
        "ending", "guest", "here", "is_busy", "limits", "number",
    )  # fmt: skip

    def __init__(self, send, extensions=None):
        more = extensions or {}
        self._send, self._write, self._abort = send, more.get("cairn.write"), more.get("cairn.abort")
        self._waiting: list[bytes | str] = []  # nearly always empty, and a deque is large even then
        self._bytes = 0
        self._pump: asyncio.Task | None = None
        self.guest, self.number, self.here = None, 0, NOWHERE
        self.limits, self.is_busy, self.ending = Limits(), False, ""

    def put(self, frame: bytes | str) -> None:
        """The frame goes out when the socket takes it. A socket that takes none for too long is given up."""
        if self.ending:
            return
        if self._pump is None and self._write is not None and isinstance(frame, bytes) and self._write(frame):
            return
        self._bytes += len(frame)
        if len(self._waiting) >= MOST_WAITING or self._bytes > MOST_WAITING_BYTES:
            self._waiting.clear()
            self._bytes = 0
            self.close("busy")
            return
        self._waiting.append(frame)
        if self._pump is None:
            self._pump = asyncio.get_running_loop().create_task(self._run())

    def close(self, why: str) -> None:
        """Says goodbye with a reason after what waits, and closes. Nothing is sent or believed any more."""
        if self.ending:
            return
        self.put(bye(why))
        self.ending = self.ending or why

    async def _run(self) -> None:
        try:
            while self._waiting:
                frame = self._waiting.pop(0)
                self._bytes -= len(frame)
                await self._send({"type": "websocket.send", "text" if isinstance(frame, str) else "bytes": frame})
            if self.ending:
                await self._send({"type": "websocket.close", "code": int(CODES[self.ending])})
        except Exception:  # the socket is gone, and whoever reads from it hears so
            self._waiting.clear()
        finally:
            self._pump = None

    async def said_goodbye(self) -> None:
        """What waited is sent, as far as the socket took it."""
        if self._pump is not None:
            await asyncio.wait([self._pump])

    async def gone(self) -> None:
        """Nothing is left of the socket afterwards; what it never took is thrown away, by force if it must be."""
        self.ending = self.ending or "restart"
        pump = self._pump
        if pump is None:
            return
        done, _ = await asyncio.wait([pump], timeout=PATIENCE)
        if not done:
            pump.cancel()
            if self._abort is not None:
                self._abort()
