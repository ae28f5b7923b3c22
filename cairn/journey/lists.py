"""Doors to many ways at once: how many are where, who is there, and whose review is due. Staff come here."""

import datetime
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q, Value
from django.db.models.functions import Coalesce

from cairn.lib import clock, keys
from cairn.people import access
from cairn.people.acts import Act
from cairn.teams.models import Part, Participation, TeamMember

from . import known
from .models import Decision, Pause, Review
from .rules import clocks
from .rules.stages import Stage

PAGE = 50
SORTS = ("longest", "newest")


@dataclass(frozen=True)
class Tally:
    """How many people are in a stage with a tier (None: not decided)."""

    stage: Stage
    tier: int | None
    people: int


@dataclass(frozen=True)
class Row:
    """One way in a list."""

    participation: Participation
    stage: Stage
    tier: int | None
    since: datetime.date  # of the stage
    is_alone: bool
    is_paused: bool

    @property
    def place(self):
        """Where to go on from: what key paging needs."""
        return f"{self.participation.started_on.isoformat()}_{self.participation.pk}"


def path_counts(who):
    """How many open ways are in each stage and tier, in the order of the way. One question."""
    rows = _open(who).values("stage", "tier").annotate(people=Count("pk"))
    found = [Tally(Stage(row["stage"]), row["tier"], row["people"]) for row in rows]
    return sorted(found, key=lambda c: (list(Stage).index(c.stage), c.tier or 0))


def on_the_path(who, *, stage="", tier=None, program=None, only="", sort="longest", before="", limit=PAGE):
    """``(rows, there are more)`` of the open ways this person walks with or coordinates. The counts ask the same.

    ``only``: alone, paused or undecided (a decision waits). ``before``: the ``place`` of the last row of the page
    before. Two questions, with one row or three hundred; ``limit`` None gives all, for a table that leaves the house.
    """
    rows = _open(who)
    if stage in list(Stage):
        rows = rows.filter(stage=stage)
    if tier is not None:
        rows = rows.filter(tier=tier)
    if program is not None:
        rows = rows.filter(program_id=program)
    if only in ("alone", "paused", "undecided"):
        rows = rows.filter(**{f"is_{only}": True})
    newest = sort == "newest"
    if place := _place(before):
        rows = rows.filter(_after(*place, newest=newest))
    rows = rows.select_related("person", "program").order_by(
        *(["-started_on", "-pk"] if newest else ["started_on", "pk"])
    )
    rows = list(rows[: limit + 1] if limit else rows)
    more = bool(limit) and len(rows) > limit
    keys.warm([row.person.key_id for row in rows])
    return [_row(row) for row in (rows[:limit] if limit else rows)], more


def reviews_due(who, *, within=clocks.SOON, kind="", before="", limit=PAGE):
    """``(reviews, there are more)`` that are due within so many days, or late, the latest first. Not one's own."""
    today = clock.today(who.zone)
    rows = Review.objects.filter(held_on=None, set_aside_at=None, due_on__lte=today + within * clocks.DAY)
    rows = access.scope(who, Act.WAY_READ, rows).exclude(subject_id=who.person_id).filter(participation__ended_on=None)
    if kind in Review.Kind.values:
        rows = rows.filter(kind=kind)
    if place := _place(before):
        rows = rows.filter(Q(due_on__gt=place[0]) | Q(due_on=place[0], pk__gt=place[1]))
    rows = list(
        rows.select_related("participation__person", "participation__program").order_by("due_on", "pk")[: limit + 1]
    )
    keys.warm([row.participation.person.key_id for row in rows])
    return rows[:limit], len(rows) > limit


def coming_up():
    """Reviews of every house that are due within two weeks. For the night, which asks nobody."""
    last = clock.today() + clocks.SOON * clocks.DAY
    rows = Review.objects.filter(held_on=None, set_aside_at=None, participation__ended_on=None)
    return list(rows.filter(due_on__range=(clock.today(), last)).select_related("participation__person"))


def due_place(review):
    """Where a list of reviews goes on from."""
    return f"{review.due_on.isoformat()}_{review.pk}"


def _open(who):
    here = {"participation": OuterRef("pk")}
    supported = TeamMember.objects.filter(**here, part=Part.SUPPORTER, ended_at=None)
    resting = Pause.objects.filter(**here, ended_at=None, first_on__lte=clock.today(who.zone))
    rows = access.scope(who, Act.WAY_READ, Participation.objects.filter(ended_on=None))
    return rows.exclude(person_id=who.person_id).annotate(
        stage=Coalesce(known.move_now("to_stage"), Value(str(Stage.TEAM_BUILDING))),
        tier=known.move_now("tier"),
        since=Coalesce(known.move_now("on"), "started_on"),
        is_alone=~Exists(supported),
        is_paused=Exists(resting),
        is_undecided=Exists(Decision.objects.filter(**here, settlement=None)),
    )


def _row(row):
    return Row(row, Stage(row.stage), row.tier, row.since, row.is_alone, row.is_paused)


def _place(text):
    day, _, pk = text.partition("_")
    try:
        return datetime.date.fromisoformat(day), pk
    except ValueError:
        return None


def _after(day, pk, *, newest):
    if newest:
        return Q(started_on__lt=day) | Q(started_on=day, pk__lt=pk)
    return Q(started_on__gt=day) | Q(started_on=day, pk__gt=pk)
