"""Words kept: the log of live writing, added to in groups. The hot path of the house, in plain SQL for both databases.

One transaction takes the rows of many notes, so that one sync of the disk serves them all. What is returned as SAVED is
on disk. Only here, and in ``drafting``, is the log touched.
"""

import logging
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from django.db import DatabaseError, connection

from cairn.audit.recording import record
from cairn.lib import clock, ids, keys
from cairn.lib.db import atomic
from cairn.people.acts import Act

from .lines import Line, look
from .models import Note
from .plain_sql import Sql
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
    """An admitted update on its way into the log. ``by`` comes with somebody's first words, for the history.

    ``note``: the note itself, when the caller has it.
    """

    ledger: Ledger
    section: int
    person_id: uuid.UUID
    admitted: Admitted
    is_late: bool = False  # its author knew that the note is closed
    by: Any = None
    note: Any = None
    fate: Fate = Fate.FAILED
    seq: int = 0


def append(rows: Sequence[Row], *, sender: str = "") -> dict[Ledger, list[Line]]:
    """Each row has its fate afterwards. Returns what others added to these logs since their ledgers last looked.

    One transaction for all. When it fails, each row gets one of its own, so that a bad one takes no neighbor along.
    """
    grown: dict[Ledger, list[Line]] = {}
    try:
        _together(rows, sender, grown)
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
                _together([row], sender, grown)
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


def _together(rows: Sequence[Row], sender: str, grown: dict[Ledger, list[Line]]) -> None:
    with atomic(), Sql() as sql:
        batch = _Batch(sql)
        batch.hold({row.ledger for row in rows})
        for ledger, lines in batch.grown.items():
            grown.setdefault(ledger, []).extend(lines)
        batch.know_hands(rows)
        for row in rows:
            batch.place(row)
        batch.write(is_live=bool(sender))
        batch.tell(sender)
    batch.settle()


class _Head:
    """The end of a log, held: where it is, and where rows of this batch move it."""

    __slots__ = ("hashed", "key", "name", "note", "seq", "stage")

    def __init__(self, ledger: Ledger, note: Any, seq: int, hashed: bytes, stage: str):
        self.note, self.name, self.key = note, str(ledger.note_id), ledger.key_id
        self.seq, self.hashed, self.stage = seq, hashed, stage


class _Batch:
    """One transaction's worth of rows: places are given, and nothing is remembered until it is on disk."""

    def __init__(self, sql: Sql) -> None:
        now = clock.now()
        self.sql, self.at, self.plain_at = sql, chaining.microseconds(now), sql.plain(now)
        self.people: dict[uuid.UUID, tuple[Any, str]] = {}  # each id as the driver takes it, and as the chain spells it
        self.heads: dict[uuid.UUID, _Head] = {}
        self.hands: dict[tuple[Any, int], Any] = {}  # (note, author id) -> whose, as the database has it
        self.grown: dict[Ledger, list[Line]] = {}
        self.ends: dict[tuple[Any, int, int], int] = {}  # what rows of this batch add to the ledgers
        self.fates: list[tuple[Row, Fate, int]] = []
        self.broken: set[Ledger] = set()
        self.entries: list[tuple] = []
        self.late: list[tuple] = []
        self.new_hands: list[tuple] = []
        self.moved: set[uuid.UUID] = set()

    def hold(self, ledgers: set[Ledger]) -> None:
        """Nobody else adds to these notes, or closes them, until we are done; what others added before is read."""
        stored = {self.sql.plain(ledger.note_id): ledger for ledger in ledgers}
        for note, seq, hashed, stage in _locked(self.sql, sorted(stored)):
            ledger = stored[note]
            self.heads[ledger.note_id] = _Head(ledger, note, seq, bytes(hashed), stage)
        behind = [ledger for ledger in ledgers if ledger.seq < self.heads[ledger.note_id].seq]
        grown = look(self.sql, [(ledger.note_id, ledger.key_id, ledger.seq) for ledger in behind])
        for ledger in behind:
            self.grown[ledger] = grown[ledger.note_id]
            for line in grown[ledger.note_id]:
                ledger.learn(line.section, wire.read(line.update).structs)
                ledger.seq = line.seq

    def know_hands(self, rows: Sequence[Row]) -> None:
        """Whose the author ids are that come for the first time: another process may have met them before us."""
        new = [(self.heads[row.ledger.note_id].note, client) for row in rows for client in row.admitted.hands]
        if new:
            places = f"(note_id, client) IN (VALUES {', '.join(['(%s, %s)'] * len(new))})"
            hands = f"SELECT note_id, client, person_id FROM notes_hand WHERE {places}"  # noqa: S608 - only holes
            found = self.sql.ask(hands, [value for place in new for value in place])
            self.hands = {(note, client): person for note, client, person in found}

    def place(self, row: Row) -> None:
        """The row's fate, if the commit succeeds."""
        ledger = row.ledger
        head = self.heads[ledger.note_id]
        if ledger.is_broken or ledger in self.broken:
            fate = Fate.FAILED
        elif head.stage != Stage.DRAFT:
            fate = Fate.LATE
            self._keep_late(row, head)
        elif row.is_late or not self._is_own(row, head) or not self._follows(row, head):
            fate = Fate.STALE
        else:
            fate = Fate.SAVED
            self._keep(row, head)
        if fate is not Fate.SAVED and not (fate is Fate.LATE and row.is_late):
            self.broken.add(ledger)
        self.fates.append((row, fate, head.seq))

    def _is_own(self, row: Row, head: _Head) -> bool:
        if not row.admitted.hands:
            return True
        person, _ = self._person(row)
        return all(self.hands.setdefault((head.note, client), person) == person for client in row.admitted.hands)

    def _follows(self, row: Row, head: _Head) -> bool:
        """True when each run begins where the log ends for its author id."""
        for struct in row.admitted.structs:
            place = head.note, row.section, struct.client
            if struct.clock != self.ends.get(place, row.ledger.ends.get(place[1:], 0)):
                return False
            self.ends[place] = struct.clock + struct.length
        return True

    def _keep(self, row: Row, head: _Head) -> None:
        person, name = self._person(row)
        head.seq += 1
        stored = keys.encrypt(head.key, row.admitted.update, chaining.bound(head.name, head.seq))
        head.hashed = chaining.link(head.hashed, head.name, head.seq, row.section, name, self.at, stored)
        self.entries.append((head.note, head.seq, row.section, person, self.plain_at, stored, head.hashed))
        self.moved.add(row.ledger.note_id)
        if row.admitted.hands:
            self.new_hands += [(head.note, client, person) for client in row.admitted.hands]

    def _keep_late(self, row: Row, head: _Head) -> None:
        late, plain, (person, name) = ids.uuid7(), self.sql.plain, self._person(row)
        stored = keys.encrypt(head.key, row.admitted.update, chaining.bound_late(str(late)))
        hashed = chaining.link(b"", head.name, 0, row.section, name, self.at, stored)
        place = plain(row.ledger.organization_id), head.note, row.section, person
        self.late.append((plain(late), *place, self.plain_at, stored, hashed))

    def _person(self, row: Row) -> tuple[Any, str]:
        found = self.people.get(row.person_id)
        if found is None:
            found = self.people[row.person_id] = self.sql.plain(row.person_id), str(row.person_id)
        return found

    def write(self, *, is_live: bool) -> None:
        """All of it goes to the database, and the history tells who began."""
        self.sql.insert("notes_hand", ("note_id", "client", "person_id"), self.new_hands, " ON CONFLICT DO NOTHING")
        self.sql.insert("notes_entry", _ENTRY, self.entries)
        self.sql.insert("notes_latewords", _LATE, self.late)
        moved = [(head.note, head.seq, head.hashed) for head in map(self.heads.__getitem__, self.moved)]
        self.sql.insert("notes_head", ("note_id", "seq", "hash"), moved, _MOVE)
        for row, fate, seq in self.fates:
            if row.by is not None and fate is Fate.SAVED:
                note = row.note or Note.objects.get(pk=row.ledger.note_id)
                record(Act.NOTE_WRITE, note, by=row.by, seq=seq, live=is_live)

    def tell(self, sender: str) -> None:
        """Other processes hear, once it is committed, that these logs have grown."""
        if self.moved and not self.sql.is_sqlite:
            heard = [(CHANNEL, f"{sender} {note_id}") for note_id in self.moved]
            self.sql.many("SELECT pg_notify(%s, %s)", heard)

    def settle(self) -> None:
        """It is on disk: now the ledgers know, and each row has its fate."""
        for row, fate, seq in self.fates:
            row.fate, row.seq = fate, seq
            if fate is Fate.SAVED:
                row.ledger.seq = seq
                row.ledger.learn(row.section, row.admitted.structs)
        for ledger in self.broken:
            ledger.is_broken = True


_MOVE = " ON CONFLICT (note_id) DO UPDATE SET seq = excluded.seq, hash = excluded.hash"
_ENTRY = ("note_id", "seq", "section", "person_id", "at", "update", "hash")
_LATE = ("id", "organization_id", "note_id", "section", "person_id", "at", "update", "hash")


def _locked(sql: Sql, notes: list) -> list[tuple]:
    """(note, seq, hash, stage) of these notes, held until the transaction ends; in one order, so that none deadlock."""
    if not notes:
        return []
    these = f"({', '.join(['%s'] * len(notes))})"
    if not sql.is_sqlite:
        # Held first, and asked after that: whoever closes a note holds its head while doing so.
        sql.ask(f"SELECT 1 FROM notes_head WHERE note_id IN {these} ORDER BY note_id FOR UPDATE", notes)  # noqa: S608
    heads = "SELECT h.note_id, h.seq, h.hash, n.stage FROM notes_head h JOIN notes_note n ON n.id = h.note_id"
    return sql.ask(f"{heads} WHERE h.note_id IN {these}", notes)
