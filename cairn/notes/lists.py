"""Doors to many notes at once: those that wait for words or names. Staff come here."""

import datetime
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import OuterRef, Q, Subquery

from cairn.lib import clock, keys
from cairn.people import access
from cairn.people.acts import Act
from cairn.programs.models import Rules

from .models import Note
from .rules.life import Stage

PAGE = 50
OPEN = (Stage.DRAFT, Stage.OFFERED, Stage.SIGNED)
SORTS = ("oldest", "newest")


@dataclass(frozen=True)
class Waiting:
    """A note that waits: ``due_at`` is the moment by which its program wants it signed (None: no rule), late or not."""

    note: Note
    due_at: datetime.datetime | None
    is_late: bool

    @property
    def place(self):
        """Where to go on from: what key paging needs."""
        return f"{self.note.happened_at.timestamp()!r}_{self.note.pk}"


def waiting(who, *, stage="", late=False, sort="oldest", before="", limit=PAGE):
    """``(rows, there are more)``: notes that wait for words or names, of those one walks with or coordinates.

    ``late``: only those past their program's time. ``limit`` None gives all, for a table that leaves the house.
    """
    rows = _open(who)
    if stage in OPEN:
        rows = rows.filter(stage=stage)
    newest = sort == "newest"
    if place := _place(before):
        rows = rows.filter(_after(*place, newest=newest))
    rows = rows.select_related("participation__person", "participation__program", "meeting__supporter")
    rows = rows.defer("goals", "feeling", "together_why", "salt")
    rows = rows.order_by(*(["-happened_at", "-pk"] if newest else ["happened_at", "pk"]))
    now = clock.now()
    if late:  # the hours are each program's own, so who is late is found row by row
        found = [row for row in (_row(note, now) for note in rows) if row.is_late]
    else:
        found = [_row(note, now) for note in (rows[: limit + 1] if limit else rows)]
    keys.warm([row.note.key_id for row in found] + [row.note.meeting.supporter.key_id for row in found])
    return (found[:limit], len(found) > limit) if limit else (found, False)


def open_of(who, participation):
    """The notes of one way that wait for words or names, the oldest first; as far as this person may see them."""
    rows = access.scope(who, Act.NOTE_READ, Note.objects.filter(participation=participation, stage__in=OPEN))
    rows = rows.select_related("meeting__supporter").defer("goals", "feeling", "together_why", "salt")
    rows = list(rows.order_by("happened_at", "pk"))
    keys.warm([row.meeting.supporter.key_id for row in rows])
    return rows


def counts(who):
    """``{"open": n, "late": n}`` of the same notes. One question."""
    now = clock.now()
    pairs = list(_open(who).values_list("happened_at", "hours"))
    return {"open": len(pairs), "late": sum(_is_late(at, hours, now) for at, hours in pairs)}


def _open(who):
    hours = Rules.objects.filter(program=OuterRef("participation__program")).order_by("-version")
    rows = access.scope(who, Act.NOTE_READ, Note.objects.filter(stage__in=OPEN, participation__ended_on=None))
    return rows.exclude(subject_id=who.person_id).annotate(hours=Subquery(hours.values("sign_within_hours")[:1]))


def _row(note, now):
    due = note.happened_at + timedelta(hours=note.hours) if note.hours else None
    return Waiting(note, due, _is_late(note.happened_at, note.hours, now))


def _is_late(at, hours, now):
    return bool(hours) and at + timedelta(hours=hours) < now


def _place(text):
    stamp, _, pk = text.partition("_")
    try:
        return datetime.datetime.fromtimestamp(float(stamp), datetime.UTC), pk
    except (ValueError, OverflowError, OSError):
        return None


def _after(at, pk, *, newest):
    if newest:
        return Q(happened_at__lt=at) | Q(happened_at=at, pk__lt=pk)
    return Q(happened_at__gt=at) | Q(happened_at=at, pk__gt=pk)
