"""Who is in a room and where. Names are those the server knows; a client sends only where its cursor is."""

import asyncio
from dataclasses import dataclass

from .protocol import Here, here, said
from .seat import NOWHERE, Seat

RHYTHM = 0.05  # seconds in which cursor moves are gathered


@dataclass(frozen=True, slots=True)
class Voice:
    """Somebody who may be heard in this note, as pages name them. ``voice``: participant, supporter, other."""

    person_id: object
    name: str
    initials: str
    voice: str


class Presence:
    """The people of one room, numbered: the participant is 0, the supporter 1, then whoever else comes.

    ``seats`` are those of the room: the same dictionary, so that a beat reaches whoever is there when it comes.
    """

    def __init__(self, voices: list[Voice], seats: dict[int, Seat]):
        self.voices, self.seats = list(voices), seats
        self.numbers = {voice.person_id: number for number, voice in enumerate(voices)}
        self._moved: set[Seat] = set()
        self._timer: asyncio.TimerHandle | None = None

    def number(self, voice: Voice) -> int:
        """This person's number; the next one when they were not known here."""
        if voice.person_id not in self.numbers:
            self.numbers[voice.person_id] = len(self.voices)
            self.voices.append(voice)
        return self.numbers[voice.person_id]

    def people(self) -> list[dict]:
        """Everybody with a number."""
        return [
            {"n": number, "name": voice.name, "initials": voice.initials, "voice": voice.voice}
            for number, voice in enumerate(self.voices)
        ]

    def come(self, seat: Seat) -> None:
        """Everybody knows that they are here, and they see where the others are."""
        for other in self.seats.values():
            if other is not seat and other.here is not NOWHERE:
                seat.put(self._frame(other))
        self._tell()

    def go(self, seat: Seat) -> None:
        """Everybody knows that they are gone."""
        self._moved.discard(seat)
        if seat.here is not NOWHERE:
            seat.here = NOWHERE
            self._show(seat)
        self._tell()

    def move(self, seat: Seat, there: Here) -> None:
        """Their cursor is there; the others hear it with the next beat."""
        seat.here = there
        self._moved.add(seat)
        if self._timer is None:
            self._timer = asyncio.get_running_loop().call_later(RHYTHM, self._beat)

    def stop(self) -> None:
        """No beat any more."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _beat(self) -> None:
        self._timer = None
        moved, self._moved = self._moved, set()
        for seat in moved:
            self._show(seat)

    def _show(self, seat: Seat) -> None:
        frame = self._frame(seat)
        for other in self.seats.values():
            if other is not seat:
                other.put(frame)

    def _frame(self, seat: Seat) -> bytes:
        return here(self.numbers[seat.guest.voice.person_id], seat.number, seat.here)

    def _tell(self) -> None:
        present = sorted({self.numbers[seat.guest.voice.person_id] for seat in self.seats.values()})
        frame = said("people", people=self.people(), here=present)
        for seat in self.seats.values():
            seat.put(frame)
