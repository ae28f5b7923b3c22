"""What happens in the house while people write: news for the rooms, and the door asked again about who sits there."""

import asyncio
import json
import logging
import uuid
from datetime import timedelta

from cairn.audit import bell
from cairn.audit.reading import places
from cairn.lib import clock
from cairn.notes import drafting, lines
from cairn.people.acts import Act
from cairn.people.rules import has_expired

from . import door

SWEEP = 20.0
LIFE_SIGN = timedelta(minutes=5)  # after which writing is written down as a sign of life
AT_ONCE = 50  # people asked about, or logs looked up, in one go
# What never changes who may sit where. Anything else, known or not yet invented, makes us ask again.
HARMLESS = frozenset({
    Act.HISTORY_READ, Act.HOUSE_LOOK, Act.NOTE_ANSWER, Act.NOTE_DESCRIBE, Act.NOTE_FEEL, Act.NOTE_OPEN, Act.NOTE_READ,
    Act.NOTE_WRITE, Act.PARTICIPATION_READ, Act.PARTICIPATION_SEARCH, Act.PERSON_SIGN_IN, Act.STEP_ADD, Act.STEP_MARK,
    Act.STEP_REMOVE, Act.WIN_KEEP, Act.WIN_LET_GO,
})  # fmt: skip
# What changes something that stands beside the words.
BESIDE = frozenset({
    Act.MEETING_CHANGE, Act.MEETING_END, Act.NOTE_ANSWER, Act.NOTE_DESCRIBE, Act.NOTE_FEEL, Act.NOTE_REOPEN,
    Act.NOTE_SIGN, Act.STEP_ADD, Act.STEP_MARK, Act.STEP_REMOVE, Act.WIN_KEEP, Act.WIN_LET_GO,
})  # fmt: skip
log = logging.getLogger(__name__)


class Watch:
    """Keeps the rooms of a hall true to what is committed, in this process and in others."""

    def __init__(self, hall, neighbors):
        self.hall, self.neighbors = hall, neighbors
        self.asked = 0  # how often anything happened that might change who may sit where
        self._histories = Histories()
        self._errands: set[asyncio.Task] = set()
        self._grown: set = set()  # rooms whose logs have grown elsewhere
        self._is_looking = False

    async def start(self) -> None:
        """Everything is heard from here on."""
        await self.neighbors.start(self.grown, self.rang, self.back)
        bell.on(self._hear)
        self._histories.missed(await self.hall.ask(places))
        self._do(self._sweep_on())

    async def stop(self) -> None:
        """Nothing is heard any more."""
        bell.off(self._hear)
        for errand in self._errands:
            errand.cancel()
        await self.neighbors.stop()

    def catch_up(self, room) -> None:
        """The room soon has all of its log, and its stage."""
        self._look(room)
        self._do(self._restage(room))

    def grown(self, note_id: str) -> None:
        """Another process added to this log. A room that is still opening catches up by itself."""
        if room := self.hall.room(uuid.UUID(note_id)):
            self._look(room)

    def back(self) -> None:
        """We were deaf for a while: every room catches up, and everybody is asked about again."""
        for room in self.hall.open_rooms():
            self.catch_up(room)
        self.ask_again(self.hall.seats())

    def rang(self, event) -> None:
        """Something happened in the house. In the loop; ``event`` may come from another process, with ids as text."""
        self._histories.hear(_id(event.organization_id), int(event.seq))
        if event.act == Act.NOTE_WRITE:
            return  # of a log that has grown we hear by other ways, and who wrote may go on
        if room := self.hall.room(_id(event.about_id)):
            self.catch_up(room)
        is_beside, is_harmless = event.act in BESIDE, event.act in HARMLESS
        if is_harmless and not is_beside:
            return
        house, subject = _id(event.organization_id), _id(event.subject_id)
        rooms = [room for room in self.hall.open_rooms() if room.organization_id == house]
        for room in rooms:
            if is_beside and room.subject_id == subject:
                room.parts()
        if not is_harmless:
            self.asked += 1
            self.ask_again([
                seat for room in rooms for seat in room.seats.values()
                if subject in (None, room.subject_id, seat.guest.voice.person_id)
            ])  # fmt: skip

    def ask_again(self, seats: list) -> None:
        """Whoever may not stay any more is gone soon."""
        if seats:
            self._do(self._ask(seats))

    async def sweep(self) -> None:
        """Whoever may not stay is gone, even if nobody told us; whoever wrote has shown a sign of life.

        Where we heard of everything that happened, nobody need be asked about: one question about all histories tells.
        """
        for room in self.hall.open_rooms():
            room.gather()
            await asyncio.sleep(0)  # a keystroke may go before the next room
        seats = [seat for seat in self.hall.seats() if not seat.ending]
        if not seats:
            return
        missed, now = self._histories.missed(await self.hall.ask(places)), clock.now()
        busy = [seat for seat in seats if seat.is_busy and now - seat.guest.who.sign_in.seen_at > LIFE_SIGN]
        for seat in busy:
            seat.is_busy = False
        await self._ask(busy, alive=True)
        await self._ask([
            seat for seat in seats
            if seat.guest.who.organization_id in missed or has_expired(seat.guest.who.sign_in, now)
        ])  # fmt: skip

    def _hear(self, event) -> None:
        """From the bell: committed in this process, in some thread."""
        self.neighbors.ring(event)
        if event.act == Act.NOTE_WRITE and not json.loads(event.facts)["live"]:
            self.hall.loop.call_soon_threadsafe(self.grown, str(event.about_id))
        self.hall.loop.call_soon_threadsafe(self.rang, event)

    def _look(self, room) -> None:
        """Soon the room has what others added to its log. Those that ask while we look are looked up together, next."""
        self._grown.add(room)
        if not self._is_looking:
            self._is_looking = True
            self._do(self._look_on())

    async def _look_on(self) -> None:
        try:
            while self._grown:
                rooms = [room for room in self._grown if not room.is_over][:AT_ONCE]
                self._grown = self._grown.difference(rooms) if rooms else set()
                await self._look_up(rooms)
        finally:
            self._is_looking = False

    async def _look_up(self, rooms: list) -> None:
        try:
            grown = await self.hall.read(lines.looked_up, [room.place for room in rooms])
        except Exception:
            log.exception("a log could not be read")
            for room in rooms:
                room.fall("broken")
            return
        for room in rooms:
            room.hear(grown.get(room.note_id, []))

    async def _restage(self, room) -> None:
        room.become(await self.hall.ask(drafting.stage_of, room.note_id))

    async def _ask(self, seats: list, alive: bool = False) -> None:
        for start in range(0, len(seats), AT_ONCE):
            some = [seat for seat in seats[start : start + AT_ONCE] if not seat.ending]
            answers = await self.hall.ask(_why_leave, [seat.guest for seat in some], alive)
            for seat, why in zip(some, answers, strict=True):
                if why:
                    seat.close(why)

    async def _sweep_on(self) -> None:
        while True:
            await asyncio.sleep(SWEEP)
            try:
                await self.sweep()
            except Exception:
                log.exception("a sweep failed; the next one comes")

    def _do(self, work) -> None:
        errand = self.hall.loop.create_task(work)
        self._errands.add(errand)
        errand.add_done_callback(self._errands.discard)


class Histories:
    """How far we have heard each organization's history, event by event."""

    def __init__(self) -> None:
        self._upto: dict[uuid.UUID, int] = {}
        self._ahead: dict[uuid.UUID, set[int]] = {}

    def hear(self, organization_id, seq: int) -> None:
        """This event was heard. They may come out of order."""
        ahead = self._ahead.setdefault(organization_id, set())
        ahead.add(seq)
        while (following := self._upto.get(organization_id, 0) + 1) in ahead:
            ahead.remove(following)
            self._upto[organization_id] = following

    def missed(self, places: dict[uuid.UUID, int]) -> set[uuid.UUID]:
        """The organizations where something happened that we did not hear of; from here on that is heard as well."""
        missed = {house for house, seq in places.items() if seq > self._upto.get(house, 0)}
        for house in missed:
            self._upto[house] = places[house]
            self._ahead[house] = {seq for seq in self._ahead.get(house, ()) if seq > places[house]}
        return missed


def _id(value) -> uuid.UUID | None:
    return value if value is None or isinstance(value, uuid.UUID) else uuid.UUID(value) if value else None


def _why_leave(guests: list, alive: bool) -> list[str]:
    return [door.why_leave(guest, alive=alive) for guest in guests]
