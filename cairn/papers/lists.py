"""Doors to many papers at once: those that wait for words or names, and those to be renewed or looked at again."""

import datetime

from django.db.models import Q

from cairn.lib import clock
from cairn.people import access
from cairn.people.acts import Act

from . import reading
from .models import Paper
from .rules.life import OPEN, State

PAGE = 50
WAITING, DUE = "waiting", "due"


def waiting(who, *, key="", before="", limit=PAGE):
    """``(rows, there are more)``: papers under way, the oldest first, of those one walks with or coordinates."""
    rows = _open(who)
    rows = rows.filter(form__key=key) if key else rows
    if place := _place(before):
        at = datetime.datetime.fromtimestamp(place[0], datetime.UTC)
        rows = rows.filter(Q(started_at__gt=at) | Q(started_at=at, pk__gt=place[1]))
    found = reading._waiting(rows, limit + 1 if limit else None)
    return (found[:limit], len(found) > limit) if limit else (found, False)


def due(who, *, key="", before="", limit=PAGE):
    """``(rows, there are more)``: signed papers that run out or are to be looked at again soon, the soonest first."""
    rows = _due(who)
    rows = rows.filter(form__key=key) if key else rows
    if place := _place(before):
        day = datetime.date.fromordinal(int(place[0]))
        rows = rows.filter(Q(day__gt=day) | Q(day=day, pk__gt=place[1]))
    found = reading._waiting(rows, limit + 1 if limit else None, "day", "pk")
    return (found[:limit], len(found) > limit) if limit else (found, False)


def place(row):
    """Where a list goes on from after this row."""
    number = row.due_on.toordinal() if row.state == State.SIGNED else row.paper.started_at.timestamp()
    return f"{number!r}_{row.paper.pk}"


def counts(who):
    """``{"waiting": n, "due": n, "late": n}`` of the same papers. Two questions; late: what ran out already."""
    days = list(_due(who).values_list("day", flat=True))
    today = clock.today(who.zone)
    return {WAITING: _open(who).count(), DUE: len(days), "late": sum(day < today for day in days)}


def coming_due():
    """``[(paper, day)]`` of every house: what is renewed or looked at again soon. For the night, which asks nobody."""
    rows = reading.soon(Paper.objects.filter(state=State.SIGNED, participation__ended_on=None), clock.today())
    return [(row, row.day) for row in rows.select_related("participation__person").defer("salt")]


def _open(who):
    rows = Paper.objects.filter(state__in=OPEN, participation__ended_on=None)
    return access.scope(who, Act.PAPER_READ, rows).exclude(subject_id=who.person_id)


def _due(who):
    """Signed papers with the ``day`` on which something is asked, without those that have a newer one."""
    rows = access.scope(who, Act.PAPER_READ, Paper.objects.filter(state=State.SIGNED, participation__ended_on=None))
    return reading.soon(rows.exclude(subject_id=who.person_id), clock.today(who.zone))


def _place(text):
    number, _, pk = text.partition("_")
    try:
        return float(number), pk
    except ValueError:
        return None
