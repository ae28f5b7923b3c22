"""Words kept: the log of live writing, added to in groups. The hot path of the house, in plain SQL for both databases.

One transaction takes the rows of many notes, so that one sync of the disk serves them all. What is returned as SAVED is
on disk. Only here, and in ``drafting``, is the log touched.
"""

import logging
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, NamedTuple

from django.db import DatabaseError, connection

from cairn.audit.recording import record
from cairn.lib import clock, ids, keys
from cairn.lib.db import atomic
from cairn.people.acts import Act

from .models import Entry, Note
from .plain_sql import ask, insert, many, plain
from .rules import chaining, wire
from .rules.admission import Admitted
from .rules.life import Stage

CHANNEL = "cairn_notes"  # where PostgreSQL tells other processes that a log has grown
MOST_FAILURES = 3  # one after the other, and it is the database, not a row
log = logging.getLogger(__name__)


class Fate(StrEnum):
    """What became of a row."""

    SAVED = "saved"  # it stands in the log
    LATE = "late"  # the note is no longer written in: kept as late words
    STALE = "stale"  # another process took that place in the log first
    FAILED = "failed"  # it could not be written


class Line(NamedTuple):
    """A row of the log, opened."""

    seq: int
    section: int
    person_id: uuid.UUID
    at: Any
    update: bytes


@dataclass(slots=True, eq=False)
class Ledger:
    """How far the log of a note had come when this process last looked. Rows are added through one, in order."""

    note_id: uuid.UUID
    key_id: uuid.UUID
    organization_id: uuid.UUID
    seq: int = 0
    ends: dict[tuple[int, int], int] = field(default_factory=dict)  # (section, author id) -> next clock
    is_broken: bool = False  # a row was lost, so what was written after it cannot stand either

    def learn(self, section: int, structs: Iterable[wire.Struct]) -> None:
        """These units are in the log."""
        for struct in structs:
            self.ends[section, struct.client] = struct.clock + struct.length


@dataclass(slots=True, eq=False)
class Row:
    """An admitted update on its way into the log. ``by`` comes with somebody's first words, for the history."""

    ledger: Ledger
    section: int
    person_id: uuid.UUID
    admitted: Admitted
    is_late: bool = False  # its author knew that the note is closed
    by: Any = None
    fate: Fate = Fate.FAILED
    seq: int = 0


def append(rows: Sequence[Row], *, looking: Iterable[Ledger] = (), sender: str = "") -> dict[Ledger, list[Line]]:
    """Each row has its fate afterwards. Returns what others added to these logs since their ledgers last looked.

    One transaction for all. When it fails, each row gets one of its own, so that a bad one takes no neighbor along.
    """
    grown: dict[Ledger, list[Line]] = {}
    try:
        _together(rows, looking, sender, grown)
    except (DatabaseError, keys.CannotOpen) as failure:
        log.warning("a group of %d rows failed: %s", len(rows), type(failure).__name__)
        _mend()
        _one_by_one(rows, sender, grown)
    return grown


def _one_by_one(rows: Sequence[Row], sender: str, grown: dict[Ledger, list[Line]]) -> None:
    failures = 0
    for row in rows:
        row.fate = Fate.FAILED
        if not row.ledger.is_broken and failures < MOST_FAILURES:
            try:
                _together([row], (), sender, grown)
                failures = 0
            except (DatabaseError, keys.CannotOpen) as failure:
                failures += 1
                log.error("a row was not written: %s", type(failure).__name__)
                _mend()
        if row.fate is Fate.FAILED:
            row.ledger.is_broken = True


def _mend() -> None:
    """A connection that broke is left for a new one, unless a transaction around this one has yet to hear of it."""
    if not connection.in_atomic_block:
        connection.close_if_unusable_or_obsolete()


def _together(rows: Sequence[Row], looking: Iterable[Ledger], sender: str, grown: dict[Ledger, list[Line]]) -> None:
    batch = _Batch()
    with atomic():
        batch.hold({row.ledger for row in rows} | set(looking))
        for ledger, lines in batch.grown.items():
            grown.setdefault(ledger, []).extend(lines)
        batch.know_hands(rows)
        for row in rows:
            batch.place(row)
        batch.write()
        batch.tell(sender)
    batch.settle()


class _Batch:
    """One transaction's worth of rows: places are given, and nothing is remembered until it is on disk."""

    def __init__(self) -> None:
        self.at = clock.now()
        self.heads: dict[uuid.UUID, list] = {}  # note -> [seq, hash, stage]
        self.hands: dict[tuple[uuid.UUID, int], Any] = {}  # (note, author id) -> whose, as the database has it
        self.grown: dict[Ledger, list[Line]] = {}
        self.ends: dict[tuple[uuid.UUID, int, int], int] = {}  # what rows of this batch add to the ledgers
        self.fates: dict[Row, tuple[Fate, int]] = {}
        self.broken: set[Ledger] = set()
        self.entries: list[tuple] = []
        self.late: list[tuple] = []

    def hold(self, ledgers: set[Ledger]) -> None:
        """Nobody else adds to these notes, or closes them, until we are done; what others added before is read."""
        stored = {plain(ledger.note_id): ledger.note_id for ledger in ledgers}
        held = _locked(sorted(stored))
        self.heads = {stored[note]: [seq, bytes(hashed), stage] for note, seq, hashed, stage in held}
        for ledger in ledgers:
            if ledger.seq < self.heads[ledger.note_id][0]:
                lines = self.grown[ledger] = opened(ledger.note_id, ledger.key_id, after=ledger.seq)
                for line in lines:
                    ledger.learn(line.section, wire.read(line.update).structs)
                ledger.seq = lines[-1].seq

    def know_hands(self, rows: Sequence[Row]) -> None:
        """Whose the author ids are that come for the first time: another process may have met them before us."""
        new = [(plain(row.ledger.note_id), client) for row in rows for client in row.admitted.hands]
        if new:
            places = " OR ".join(["(note_id = %s AND client = %s)"] * len(new))
            hands = "SELECT note_id, client, person_id FROM notes_hand WHERE " + places  # noqa: S608 - only holes
            self.hands = {(note, c): person for note, c, person in ask(hands, [v for place in new for v in place])}

    def place(self, row: Row) -> None:
        """The row's fate, if the commit succeeds."""
        ledger = row.ledger
        head = self.heads[ledger.note_id]
        if ledger.is_broken or ledger in self.broken:
            fate = Fate.FAILED
        elif head[2] != Stage.DRAFT:
            fate = Fate.LATE
            self._keep_late(row)
        elif row.is_late or not self._is_own(row) or not self._follows(row):
            fate = Fate.STALE
        else:
            fate = Fate.SAVED
            self._keep(row, head)
        if fate is not Fate.SAVED and not (fate is Fate.LATE and row.is_late):
            self.broken.add(ledger)
        self.fates[row] = fate, head[0]

    def _is_own(self, row: Row) -> bool:
        note, person = plain(row.ledger.note_id), plain(row.person_id)
        return all(self.hands.setdefault((note, client), person) == person for client in row.admitted.hands)

    def _follows(self, row: Row) -> bool:
        """True when each run begins where the log ends for its author id."""
        note_id, section, ends = row.ledger.note_id, row.section, row.ledger.ends
        for struct in row.admitted.structs:
            place = note_id, section, struct.client
            if struct.clock != self.ends.get(place, ends.get(place[1:], 0)):
                return False
            self.ends[place] = struct.clock + struct.length
        return True

    def _keep(self, row: Row, head: list) -> None:
        ledger, note = row.ledger, str(row.ledger.note_id)
        head[0] += 1
        stored = keys.encrypt(ledger.key_id, row.admitted.update, chaining.bound(note, head[0]))
        head[1] = chaining.link(head[1], note, head[0], row.section, str(row.person_id), self.at, stored)
        self.entries.append((ledger.note_id, head[0], row.section, row.person_id, self.at, stored, head[1]))

    def _keep_late(self, row: Row) -> None:
        ledger, late = row.ledger, ids.uuid7()
        stored = keys.encrypt(ledger.key_id, row.admitted.update, chaining.bound_late(str(late)))
        hashed = chaining.link(b"", str(ledger.note_id), 0, row.section, str(row.person_id), self.at, stored)
        place = ledger.organization_id, ledger.note_id, row.section, row.person_id
        self.late.append((late, *place, self.at, stored, hashed))

    def write(self) -> None:
        """All of it goes to the database."""
        saved = [row for row, (fate, _) in self.fates.items() if fate is Fate.SAVED]
        hands = [(row.ledger.note_id, client, row.person_id) for row in saved for client in row.admitted.hands]
        insert("notes_hand", ("note_id", "client", "person_id"), hands, " ON CONFLICT DO NOTHING")
        insert("notes_entry", _ENTRY, self.entries)
        insert("notes_latewords", _LATE, self.late)
        moved = {row.ledger.note_id: self.heads[row.ledger.note_id] for row in saved}
        many(
            "UPDATE notes_head SET seq = %s, hash = %s WHERE note_id = %s",
            [(seq, hashed, plain(note_id)) for note_id, (seq, hashed, _) in moved.items()],
        )
        for row in saved:
            if row.by is not None:
                record(Act.NOTE_WRITE, Note.objects.get(pk=row.ledger.note_id), by=row.by, seq=self.fates[row][1])

    def tell(self, sender: str) -> None:
        """Other processes hear, once it is committed, that these logs have grown."""
        if self.entries and connection.vendor == "postgresql":
            notes = {entry[0] for entry in self.entries}
            many("SELECT pg_notify(%s, %s)", [(CHANNEL, f"{sender} {note_id}") for note_id in notes])

    def settle(self) -> None:
        """It is on disk: now the ledgers know, and each row has its fate."""
        for row, (row.fate, row.seq) in self.fates.items():
            if row.fate is Fate.SAVED:
                row.ledger.seq = row.seq
                row.ledger.learn(row.section, row.admitted.structs)
        for ledger in self.broken:
            ledger.is_broken = True


_ENTRY = ("note_id", "seq", "section", "person_id", "at", "update", "hash")
_LATE = ("id", "organization_id", "note_id", "section", "person_id", "at", "update", "hash")


def _locked(notes: list) -> list[tuple]:
    """(note, seq, hash, stage) of these notes, held until the transaction ends; in one order, so that none deadlock."""
    if not notes:
        return []
    these = f"({', '.join(['%s'] * len(notes))})"
    hold = "FOR UPDATE" if connection.vendor == "postgresql" else ""
    heads = f"SELECT note_id, seq, hash FROM notes_head WHERE note_id IN {these} ORDER BY note_id {hold}"  # noqa: S608 - only holes
    held = ask(heads, notes)
    # Asked after the heads are held: whoever closes a note holds its head while doing so.
    stages = dict(ask(f"SELECT id, stage FROM notes_note WHERE id IN {these}", notes))  # noqa: S608 - only holes
    return [(note, seq, hashed, stages[note]) for note, seq, hashed in held]


def opened(note_id: uuid.UUID, key_id: uuid.UUID, after: int = 0) -> list[Line]:
    """The rows of this log after that place, in order, decrypted. ``CannotOpen`` when one does not open."""
    rows = Entry.objects.filter(note_id=note_id, seq__gt=after).order_by("seq")
    note = str(note_id)
    return [
        Line(seq, section, person_id, at, keys.decrypt(key_id, stored, chaining.bound(note, seq)))
        for seq, section, person_id, at, stored in rows.values_list("seq", "section", "person_id", "at", "update")
    ]
