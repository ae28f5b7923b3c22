"""The log of live writing as it is read: rows opened with the note's key."""

import uuid
from collections.abc import Iterable
from typing import Any, NamedTuple

from cairn.lib import keys

from .models import Entry
from .plain_sql import Sql
from .rules import chaining

Place = tuple[uuid.UUID, uuid.UUID, int]  # (note, its key, how far its log is known)


class Line(NamedTuple):
    """A row of the log, opened."""

    seq: int
    section: int
    person_id: uuid.UUID
    at: Any
    update: bytes


def opened(note_id: uuid.UUID, key_id: uuid.UUID, after: int = 0) -> list[Line]:
    """The rows of this log after that place, in order, decrypted. ``CannotOpen`` when one does not open."""
    rows = Entry.objects.filter(note_id=note_id, seq__gt=after).order_by("seq")
    fields = rows.values_list("seq", "section", "person_id", "at", "update")
    return [_line(str(note_id), key_id, *row) for row in fields]


def looked_up(places: Iterable[Place]) -> dict[uuid.UUID, list[Line]]:
    """What stands in many logs after these places, in one question."""
    with Sql() as sql:
        return look(sql, places)


def look(sql: Sql, places: Iterable[Place]) -> dict[uuid.UUID, list[Line]]:
    """The same, inside a transaction."""
    wanted = {sql.plain(note_id): (note_id, key_id, after) for note_id, key_id, after in places}
    grown: dict[uuid.UUID, list[Line]] = {}
    if not wanted:
        return grown
    where = " OR ".join(["(note_id = %s AND seq > %s)"] * len(wanted))
    rows = f'SELECT note_id, seq, section, person_id, "update" FROM notes_entry WHERE {where} ORDER BY seq'  # noqa: S608
    found = sql.ask(rows, [value for note, (_, _, after) in wanted.items() for value in (note, after)])
    for note, seq, section, person, stored in found:
        note_id, key_id, _ = wanted[note]
        person_id = person if isinstance(person, uuid.UUID) else uuid.UUID(person)
        grown.setdefault(note_id, []).append(_line(str(note_id), key_id, seq, section, person_id, None, stored))
    return grown


def _line(note: str, key_id: uuid.UUID, seq: int, section: int, person_id: uuid.UUID, at: Any, stored: Any) -> Line:
    return Line(seq, section, person_id, at, keys.decrypt(key_id, stored, chaining.bound(note, seq)))
