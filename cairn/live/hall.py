"""All rooms of this process: opened by whoever comes first, closed when the house restarts."""

import asyncio
import contextlib
import os
import uuid
from concurrent.futures import ThreadPoolExecutor

from django.db import DatabaseError, close_old_connections, connection

from cairn.notes import drafting

from . import between, door
from .limits import MOST_SEATS
from .room import Room
from .watch import Watch
from .writer import Writer

FLUSH = 3.0  # seconds that sockets get to take their goodbye at a restart


class Hall:
    """``start`` it in the loop that serves the sockets; ``stop`` it there before the loop ends."""

    def __init__(self, writer: Writer | None = None):
        self.name = f"{os.getpid()}-{uuid.uuid4().hex[:8]}"  # by which other processes know this one
        self.writer = writer or Writer(self.name)
        self.rooms: dict[uuid.UUID, asyncio.Task[Room]] = {}
        self.is_open = False

    async def start(self) -> None:
        """Rooms can be opened, and whatever happens in the house is heard."""
        self.loop = asyncio.get_running_loop()
        self._threads = ThreadPoolExecutor(4, thread_name_prefix="live")
        self._reader = ThreadPoolExecutor(1, thread_name_prefix="live-reader")
        self.writer.start(self.loop)
        self.watch = Watch(self, between.neighbors(self.name))
        await self.watch.start()
        self.is_open = True

    async def stop(self) -> None:
        """Everybody was told to come back, and every word that was on its way is on disk."""
        if not self.is_open:
            return
        self.is_open = False
        seats = self.seats()
        for seat in seats:
            seat.close("restart")
        if seats:
            await asyncio.wait([asyncio.ensure_future(seat.said_goodbye()) for seat in seats], timeout=FLUSH)
        await self.watch.stop()
        self.writer.close()
        await self.loop.run_in_executor(None, self.writer.join)
        await self.loop.run_in_executor(self._reader, lambda: connection.close())
        self._reader.shutdown()
        self._threads.shutdown()

    async def ask(self, question, *values):
        """The answer of something that asks the database, without holding up the loop."""
        return await self.loop.run_in_executor(self._threads, _asked, question, values)

    async def read(self, question, *values):
        """The same, of one thread that keeps its connection: for what is asked many times a second."""
        return await self.loop.run_in_executor(self._reader, _read, question, values)

    def open_rooms(self) -> list[Room]:
        """The rooms that are open now."""
        return [room for opening in self.rooms.values() if (room := _room(opening)) is not None]

    def room(self, note_id: uuid.UUID) -> Room | None:
        """The room of this note, if it is open now."""
        return _room(self.rooms.get(note_id))

    def seats(self) -> list:
        """Every socket in every room."""
        return [seat for room in self.open_rooms() for seat in room.seats.values()]

    def is_full(self, room: Room, guest: door.Guest) -> bool:
        """True when this person has as many sockets in this room as anybody may."""
        mine = sum(seat.guest.voice.person_id == guest.voice.person_id for seat in room.seats.values())
        return mine >= MOST_SEATS

    async def enter(self, about: door.About, note) -> Room:
        """The note's room, opened by whoever comes first; whoever comes meanwhile waits for the same one."""
        while True:
            opening = self.rooms.get(about.note_id)
            if opening is None:
                opening = self.rooms[about.note_id] = self.loop.create_task(self._open(about, note))
                opening.add_done_callback(lambda opened: self._opened(about.note_id, opened))
            room = await asyncio.shield(opening)
            if not room.is_over:
                return room

    async def _open(self, about: door.About, note) -> Room:
        return Room(about, await self.ask(drafting.draft, note), self.writer, self._forget)

    def _opened(self, note_id: uuid.UUID, opening: asyncio.Task) -> None:
        """What happened to the note while its log was being read is caught up with."""
        room = _room(opening)
        if room is None:
            self._drop(note_id, opening)
        else:
            self.watch.catch_up(room)

    def _forget(self, room: Room) -> None:
        self._drop(room.note_id, self.rooms.get(room.note_id))

    def _drop(self, note_id: uuid.UUID, opening: asyncio.Task | None) -> None:
        if self.rooms.get(note_id) is opening:
            self.rooms.pop(note_id, None)


def _room(opening: asyncio.Task | None) -> Room | None:
    if opening is None or not opening.done() or opening.cancelled() or opening.exception():
        return None
    return None if opening.result().is_over else opening.result()


def _read(question, values):
    try:
        return question(*values)
    except DatabaseError:
        connection.close()  # the next question gets a new one
        raise


def _asked(question, values):
    close_old_connections()
    try:
        return question(*values)
    finally:
        with contextlib.suppress(Exception):
            close_old_connections()
