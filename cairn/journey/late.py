"""Door to papers of getting started that are late: who lacks which, by the clock of each program."""

import datetime
from dataclasses import dataclass

from django.db.models import Min, OuterRef, Q, Subquery

from cairn.lib import clock, keys
from cairn.meetings.models import Meeting
from cairn.meetings.rules import State
from cairn.papers.models import Paper
from cairn.papers.rules.life import State as PaperState
from cairn.people import access
from cairn.people.acts import Act
from cairn.programs import reading as programs
from cairn.teams.models import Participation

from . import known, lists
from .models import Pause, Tick
from .rules import checklist, clocks
from .rules.stages import Stage

PAGE = 50
KEYS = tuple(item for item, *_rest in checklist.ASKS[Stage.GETTING_STARTED])


@dataclass(frozen=True)
class Late:
    """A way whose papers of getting started are late: which are still open, and since when they are looked for."""

    participation: Participation
    missing: list  # of the checklist's items
    due_on: datetime.date


def starting(who, *, before="", limit=PAGE):
    """``(rows, where the list goes on or "")`` of those one walks with or coordinates, the longest on the way first.

    Counted from the first session that was held; days of a pause do not count. As many questions with one row or 300.
    """
    rows = _starting(who)
    days = programs.clocks_of_many(set(rows.values_list("program_id", flat=True).distinct().order_by()))
    rows = rows.filter(_over(days, who))
    if place := lists._place(before):
        rows = rows.filter(Q(started_on__gt=place[0]) | Q(started_on=place[0], pk__gt=place[1]))
    rows = list(rows.order_by("started_on", "pk")[: limit + 1 if limit else None])
    more = bool(limit) and len(rows) > limit
    rows = rows[:limit] if limit else rows
    keys.warm([row.person.key_id for row in rows])
    done, pauses = _done(rows), _pauses(rows)
    found = [_late(row, days[row.program_id]["papers"], done, pauses, clock.today(who.zone)) for row in rows]
    found = [row for row in found if row.missing and row.due_on < clock.today(who.zone)]
    return found, f"{rows[-1].started_on.isoformat()}_{rows[-1].pk}" if more else ""


def _late(row, days, done, pauses, today):
    start = known.day_of(row.met_at, row) if row.met_at else row.started_on
    due = clocks.due_after(start, days, pauses=pauses.get(row.pk, ()), today=today)
    return Late(row, [key for key in KEYS if key not in done.get(row.pk, ())], due)


def _starting(who):
    """The ways in getting started, with the moment ``met_at`` of their first session, from which the clock counts."""
    met = Meeting.objects.filter(participation=OuterRef("pk"), state=State.HELD).values("participation")
    rows = access.scope(who, Act.WAY_READ, Participation.objects.filter(ended_on=None))
    rows = rows.exclude(person_id=who.person_id).annotate(
        stage=known.move_now("to_stage"),
        met_at=Subquery(met.annotate(first=Min("started_at")).values("first")),
    )
    return rows.filter(stage=str(Stage.GETTING_STARTED)).select_related("person", "program", "organization")


def _over(days, who):
    """A filter (Q): those for whom the clock of their program is over, where it never waited."""
    found, now, today = Q(pk__in=()), clock.now(), clock.today(who.zone)
    for pk, each in days.items():
        span = (each["papers"] - 1) * clocks.DAY  # a day of slack: zones differ, and each row is counted once more
        found |= Q(program_id=pk, met_at__lt=now - span)
        found |= Q(program_id=pk, met_at=None, started_on__lt=today - span)
    return found


def _done(rows):
    """{way: the items that are signed, or said to be done or not needed}."""
    found = {}
    signed = Paper.objects.filter(participation__in=rows, state=PaperState.SIGNED, form__key__in=KEYS)
    said = Tick.objects.filter(participation__in=rows)
    pairs = [*signed.values_list("participation_id", "form__key"), *said.values_list("participation_id", "item")]
    for way, item in pairs:
        found.setdefault(way, set()).add(item)
    return found


def _pauses(rows):
    found = {}
    for way, *days in Pause.objects.filter(participation__in=rows).values_list(
        "participation_id", "first_on", "last_on"
    ):
        found.setdefault(way, []).append(tuple(days))
    return found
