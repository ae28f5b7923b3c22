"""What happens in the house while people write: news for the rooms, and the door asked again about who sits there."""

import asyncio
import logging
import uuid

from cairn.audit import bell
from cairn.audit.reading import places
from cairn.lib import clock
from cairn.notes import drafting
from cairn.people.acts import Act
from cairn.people.rules import has_expired

from . import door

SWEEP = 20.0
AT_ONCE = 50  # people asked about in one go
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
        self._histories: dict = {}  # organization -> how far its history was when we last swept
        self._errands: set[asyncio.Task] = set()

    async def start(self) -> None:
        """Everything is heard from here on."""
        await self.neighbors.start(self.grown, self.rang, self.back)
        bell.on(self._hear)
        self._do(self._sweep_on())

    async def stop(self) -> None:
        """Nothing is heard any more."""
        bell.off(self._hear)
        for errand in self._errands:
            errand.cancel()
        await self.neighbors.stop()

    def catch_up(self, room) -> None:
        """The room soon has all of its log, and its stage."""
        room.look()
        self._do(self._restage(room))

    def grown(self, note_id: str) -> None:
        """Another process added to this log. A room that is still opening catches up by itself."""
        if room := self.hall.room(uuid.UUID(note_id)):
            room.look()

    def back(self) -> None:
        """We were deaf for a while: every room catches up, and everybody is asked about again."""
        for room in self.hall.open_rooms():
            self.catch_up(room)
        self.ask_again(self.hall.seats())

    def rang(self, event) -> None:
        """Something happened in the house. In the loop; ``event`` may come from another process, with ids as text."""
        house, about, subject = str(event.organization_id), str(event.about_id), str(event.subject_id or "")
        rooms = [room for room in self.hall.open_rooms() if str(room.organization_id) == house]
        for room in rooms:
            if str(room.note_id) == about:
                self.catch_up(room)
            if str(room.subject_id) == subject and event.act in BESIDE:
                room.parts()
        if event.act not in HARMLESS:
            self.ask_again([
                seat for room in rooms for seat in room.seats.values()
                if not subject or subject in (str(room.subject_id), str(seat.guest.voice.person_id))
            ])  # fmt: skip

    def ask_again(self, seats: list) -> None:
        """Whoever may not stay any more is gone soon."""
        if seats:
            self._do(self._ask(seats))

    async def sweep(self) -> None:
        """Whoever may not stay is gone, even if nobody told us; whoever wrote has shown a sign of life.

        Where nothing happened, nobody's rights have changed: one question about all histories saves one about each.
        """
        for room in self.hall.open_rooms():
            room.gather()
            await asyncio.sleep(0)  # a keystroke may go before the next room
        seats = [seat for seat in self.hall.seats() if not seat.ending]
        if not seats:
            return
        busy = [seat for seat in seats if seat.is_busy]
        for seat in busy:
            seat.is_busy = False
        before, self._histories = self._histories, await self.hall.ask(places)
        await self._ask(busy, alive=True)
        now = clock.now()
        await self._ask([
            seat for seat in seats
            if self._histories.get(seat.guest.who.organization_id) != before.get(seat.guest.who.organization_id)
            or has_expired(seat.guest.who.sign_in, now)
        ])  # fmt: skip

    def _hear(self, event) -> None:
        """From the bell: committed in this process, in some thread."""
        self.neighbors.ring(event)
        self.hall.loop.call_soon_threadsafe(self.rang, event)

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


def _why_leave(guests: list, alive: bool) -> list[str]:
    return [door.why_leave(guest, alive=alive) for guest in guests]
