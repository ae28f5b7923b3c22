"""One note while it is written. No live document: what may be added, where the log ends, what each section says.

Order of things: check, fan out, commit, acknowledge. When a commit fails, everybody is sent back to the log; nothing
was acknowledged, so nothing is lost. All of this runs in the loop and never waits.
"""

import logging

from cairn.notes.keeping import Fate, Row
from cairn.notes.lines import Line
from cairn.notes.rules import document, wire
from cairn.notes.rules.admission import Refusal, admit
from cairn.notes.rules.life import Stage

from . import protocol
from .presence import Presence
from .protocol import Hello, Push
from .seat import Seat
from .writer import Job

SCATTERED = 1_000  # updates of a section that may lie about before they are put together
log = logging.getLogger(__name__)


class Room:
    """``about`` (see ``door``) says what the note is, ``draft`` is its log; ``forget`` is called when all are gone."""

    def __init__(self, about, draft, writer, forget):
        self.note_id, self.subject_id, self.organization_id = about.note_id, about.subject_id, about.organization_id
        self.keys, self.stage, self.seats = about.keys, about.stage, {}
        self.presence = Presence(about.voices, self.seats)
        self.known, self.ledger, self.states = draft.known, draft.ledger, draft.states
        self.fresh: list[list[bytes]] = [[] for _ in self.states]
        self.seq, self.pending = draft.ledger.seq, 0
        self.is_over, self.holds_late, self._begun = False, draft.holds_late, set()
        self._logged = dict(draft.ledger.ends)  # where the log ended when late words began to come
        self._writer, self._forget, self._count = writer, forget, 0

    # Coming and going

    def join(self, seat: Seat, hello: Hello) -> None:
        """They have everything, and everybody knows they are here. ``Malformed`` when their state vectors are not."""
        states = [self._state(n, hello.vectors.get(key)) for n, key in enumerate(self.keys)]
        self._count += 1
        seat.number = self._count
        number = self.presence.number(seat.guest.voice)
        seat.put(protocol.said(
            "welcome", you=number, people=self.presence.people(), authors=self._authors(self.known.owners),
            sections=list(self.keys), mine=[self.keys[n] for n in sorted(seat.guest.places)],
            seq=self.seq, stage=str(self.stage),
        ))  # fmt: skip
        for n, state in enumerate(states):
            seat.put(protocol.state(n, self.seq, state))
        seat.put(protocol.said("ready", seq=self.seq))
        self.seats[seat.number] = seat
        self.presence.come(seat)

    def leave(self, seat: Seat) -> None:
        """They are gone. What they wrote goes on its way: the room stays until all of it is on disk."""
        if self.seats.pop(seat.number, None) is not None and not self.is_over:
            self.presence.go(seat)
        self.tidy()

    def tidy(self) -> None:
        """An empty room with nothing on its way is forgotten."""
        if not self.seats and not self.pending and not self.is_over:
            self._end()

    def fall(self, why: str) -> None:
        """Everybody is sent away and comes back to what the log says."""
        if not self.is_over:
            self.ledger.is_broken = True
            self._end()
            for seat in self.seats.values():
                seat.close(why)

    def _end(self) -> None:
        self.is_over = True
        self.presence.stop()
        self._forget(self)

    def _state(self, place: int, vector: bytes | None) -> bytes:
        self._gather(place)
        return self.states[place] if vector is None else document.lacking(self.states[place], vector)

    def _gather(self, place: int) -> None:
        if self.fresh[place]:
            self.states[place] = document.merge([self.states[place], *self.fresh[place]])
            self.fresh[place] = []

    def gather(self) -> None:
        """What lies about is put together, so that an idle room is small. Done now and then, away from the typing."""
        for place in range(len(self.states)):
            self._gather(place)

    def _authors(self, owners) -> dict[str, int]:
        numbers = self.presence.numbers
        return {str(client): numbers[person] for client, person in owners.items() if person in numbers}

    # What is written

    def push(self, seat: Seat, push: Push, now: float) -> None:
        """The update is on its way to the others and to the disk; or refused with a code."""
        if self.is_over or seat.ending:
            return
        person = seat.guest.voice.person_id
        if seat.limits.is_over(now):
            return self._refuse(seat, push, "minute")
        admitted = admit(self.known, push.section, person, push.section in seat.guest.places, push.update)
        if isinstance(admitted, Refusal):
            return self._refuse(seat, push, admitted)
        seat.is_busy = True
        row = None
        if not admitted.is_known:
            row = self._taken(seat, push.section, person, admitted)
        self.pending += 1
        self._writer.put(Job(self._settled, row, about=(seat, push)))

    def _taken(self, seat: Seat, section: int, person, admitted) -> Row:
        is_late = self.stage != Stage.DRAFT
        if is_late and not self.holds_late:
            ends = ((place, section.ends) for place, section in enumerate(self.known.sections))
            self.holds_late, self._logged = True, {(place, c): end for place, each in ends for c, end in each.items()}
        self.known.take(section, person, admitted)
        if not is_late:
            self._fan(section, admitted.update, dict.fromkeys(admitted.hands, person), seat)
        row = Row(self.ledger, section, person, admitted, is_late)
        if person not in self._begun:
            self._begun.add(person)
            row.by = seat.guest.who
        return row

    def _fan(self, section: int, update: bytes, hands, author: Seat | None) -> None:
        if hands:
            self._all(protocol.said("authors", authors=self._authors(hands)))
        frame = protocol.fan(section, update)
        for seat in self.seats.values():
            if seat is not author:
                seat.put(frame)
        fresh = self.fresh[section]
        fresh.append(update)
        if len(fresh) >= SCATTERED:
            self._gather(section)

    def _refuse(self, seat: Seat, push: Push, code: str) -> None:
        log.info("an update of %d bytes was refused: %s", len(push.update), code)
        seat.put(protocol.nack(push.request, code))

    def _settled(self, job: Job, lines: list[Line]) -> None:
        """The row is on disk, or not. What other processes wrote comes first."""
        self.pending -= 1
        self.hear(lines)
        if not self.is_over:
            self._answer(job.row, *job.about)
            self.tidy()

    def _answer(self, row: Row | None, seat: Seat, push: Push) -> None:
        fate = row.fate if row is not None else self._fate_of(push)
        if fate is Fate.SAVED:
            self.seq = max(self.seq, row.seq if row is not None else 0)
            seat.put(protocol.ack(push.request, self.seq if row is None else row.seq))
        elif fate is Fate.LATE:
            seat.put(protocol.late(push.request))
        if fate in (Fate.STALE, Fate.FAILED) or (fate is Fate.LATE and row is not None and not row.is_late):
            log.warning("a room starts anew from its log: %s", fate)
            self.fall("broken")

    def _fate_of(self, push: Push) -> Fate:
        """What was sent again and is known is in the log; or among the late words, once there are any."""
        return Fate.SAVED if self._is_logged(push.section, wire.read(push.update)) else Fate.LATE

    def _is_logged(self, section: int, update: wire.Update) -> bool:
        if not self.holds_late:
            return self.known.sections[section].knows(update)
        return all(s.clock + s.length <= self._logged.get((section, s.client), 0) for s in update.structs)

    # What happens elsewhere

    @property
    def place(self) -> tuple:
        """Where our knowledge of the log ends: (note, key, seq)."""
        return self.note_id, self.ledger.key_id, self.seq

    def hear(self, lines: list[Line]) -> None:
        """These rows stand in the log, in this order. Those that we know, because they are ours, say nothing new."""
        for line in lines:
            if self.is_over:
                return
            update = wire.read(line.update)
            if self._is_logged(line.section, update):
                continue
            if self.holds_late or line.person_id not in self.presence.numbers:
                return self.fall("broken")  # known as late words and now in the log, or somebody new: begin anew
            hands = {s.client: line.person_id for s in update.structs if s.client not in self.known.owners}
            self.known.learn(line.section, line.person_id, line.update)
            self._fan(line.section, line.update, hands, None)
            self.seq = max(self.seq, line.seq)

    def become(self, stage: str) -> None:
        """The note is in that stage, and everybody knows."""
        if stage == self.stage or self.is_over:
            return
        self.stage = stage
        self._all(protocol.said("stage", stage=str(stage)))
        if stage == Stage.DRAFT and self.holds_late:
            self.fall("broken")

    def parts(self) -> None:
        """Something beside the text has changed."""
        self._all(protocol.said("parts"))

    def _all(self, frame: str) -> None:
        for seat in self.seats.values():
            seat.put(frame)
