"""Other processes over one PostgreSQL: what one commits, the others hear of and read from the log.

Nothing is sent but that something happened: a log has grown, or the bell rang. Whoever was away reads up on return.
With SQLite there is one process, and nothing between.
"""

import asyncio
import contextlib
import json
import logging
from types import SimpleNamespace

import psycopg
from django.db import connection

from cairn.notes.keeping import CHANNEL

BELL = "cairn_bell"
FACTS = ("act", "seq", "about_id", "organization_id", "subject_id")
log = logging.getLogger(__name__)


class Alone:
    """One process: nobody to hear, nobody to tell."""

    is_listening = True

    async def start(self, grown, rang, back) -> None:
        """Nothing to begin."""

    async def stop(self) -> None:
        """Nothing to end."""

    def ring(self, event) -> None:
        """Nobody else hears."""


class Postgres:
    """Listens on a connection of its own, mended whenever it breaks; tells on another.

    ``grown(note id)`` and ``rang(event)`` are called in the loop for what other processes did, ``back()`` after a gap.
    """

    def __init__(self, name: str):
        self.name, self.is_listening = name, False
        self._tasks: list[asyncio.Task] = []
        self._rung: asyncio.Queue[str] = asyncio.Queue()

    async def start(self, grown, rang, back) -> None:
        """From here on everything is heard."""
        self._loop, self._listening = asyncio.get_running_loop(), asyncio.Event()
        self._tasks = [
            self._loop.create_task(self._keep_up(lambda: self._listen(grown, rang, back))),
            self._loop.create_task(self._keep_up(self._tell)),
        ]
        await asyncio.wait_for(self._listening.wait(), 20)

    async def stop(self) -> None:
        """Nothing is heard any more."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def ring(self, event) -> None:
        """Other processes hear this event. From any thread."""
        facts = {name: str(getattr(event, name) or "") for name in FACTS}
        self._loop.call_soon_threadsafe(self._rung.put_nowait, json.dumps({"from": self.name, **facts}))

    async def _keep_up(self, work) -> None:
        """The work goes on, on a fresh connection whenever the old one breaks."""
        pause = 0.1
        while True:
            try:
                await work()
            except psycopg.Error as failure:
                log.warning("between processes: %s; again in %.1f s", type(failure).__name__, pause)
            self.is_listening = False
            await asyncio.sleep(pause)
            pause = min(5.0, pause * 2) if not self.is_listening else 0.1

    async def _listen(self, grown, rang, back) -> None:
        async with await _connect() as ears:
            await ears.execute(f"LISTEN {CHANNEL}")
            await ears.execute(f"LISTEN {BELL}")
            self.is_listening = True
            self._listening.set()
            back()
            async for heard in ears.notifies():
                with contextlib.suppress(ValueError):  # somebody else's words on our channel are nothing to us
                    self._hear(heard, grown, rang)

    def _hear(self, heard, grown, rang) -> None:
        if heard.channel == CHANNEL:
            sender, _, note_id = heard.payload.partition(" ")
            if sender != self.name:
                grown(note_id)
            return
        facts = json.loads(heard.payload)
        if facts.pop("from") != self.name:
            rang(SimpleNamespace(**facts))

    async def _tell(self) -> None:
        async with await _connect() as mouth:
            while True:
                event = await self._rung.get()
                try:
                    await mouth.execute("SELECT pg_notify(%s, %s)", (BELL, event))
                except psycopg.Error:
                    self._rung.put_nowait(event)
                    raise


async def _connect() -> psycopg.AsyncConnection:
    params = connection.get_connection_params()
    for name in ("cursor_factory", "context"):
        params.pop(name, None)
    return await psycopg.AsyncConnection.connect(**params, autocommit=True)


def neighbors(name: str) -> Alone | Postgres:
    """What stands between this process, known by that name, and others on the same database."""
    return Postgres(name) if connection.vendor == "postgresql" else Alone()
