"""What the house knows about a way when its checklist is looked at, gathered from the rooms below as plain values."""

import dataclasses
import zoneinfo

from django.db.models import Exists, Max, Min, OuterRef, Subquery

from cairn.goals.models import Win
from cairn.lib import clock
from cairn.meetings.models import Meeting
from cairn.meetings.rules import State
from cairn.programs import reading as programs
from cairn.teams import reading as teams
from cairn.teams.models import Participation

from . import papers_there
from .models import Leaving, LeavingPlan, Move, Pause, ReturnCode, Review, Say, Telling, Tick
from .rules import checklist, clocks, deciding
from .rules.stages import Stage

NEUTRAL = ("community", "clinic", "office", "other")  # anywhere but somebody's home


def last_move(participation):
    """The last step of this way; None while nobody made one."""
    return Move.objects.filter(participation=participation).order_by("-number").first()


def stage_of(participation):
    """Where this way is. Without a move it is in team building."""
    last = Move.objects.filter(participation=participation).order_by("-number").values_list("to_stage", flat=True)
    return Stage(last.first() or Stage.TEAM_BUILDING)


def asked(participation, stage, *, dated=True):
    """What the stage asks of this way, each thing done or open; ``dated``: with the days by which it is looked for."""
    if not checklist.ASKS[Stage(stage)]:
        return []
    found = facts(participation, stage)
    found = dataclasses.replace(found, due=due(participation, stage)) if dated else found
    return checklist.items(stage, found, ticks(participation))


def ticks(participation):
    """{item: how somebody said last that it is done}."""
    rows = list(Tick.objects.filter(participation=participation).select_related("by").order_by("pk"))
    return {row.item: _done(row, participation, row.words) for row in rows}


def _done(row, participation, words=""):
    return checklist.Done(day_of(row.at, participation), row.by.chosen_name, words)


def day_of(moment, participation):
    """The day on which a moment fell where this way is walked."""
    return moment.astimezone(zoneinfo.ZoneInfo(participation.organization.zone)).date()


def facts(participation, stage):
    """The facts that the checklist of this stage looks at."""
    said = {}
    if stage == Stage.TEAM_BUILDING:
        said |= _beginnings(participation)
    else:
        said |= papers_there.facts(participation)
    if stage == Stage.MAINTAINING:
        said["assessed_on"] = assessed_on(participation)
    if stage == Stage.EXITING:
        said |= _end(participation)
    return checklist.Facts(**said)


def _beginnings(participation):
    held = Meeting.objects.filter(participation=OuterRef("pk"), state=State.HELD)
    met = held.filter(method="in_person", place_kind__in=NEUTRAL)
    wins = Win.objects.filter(participation=OuterRef("pk"), kind=Win.Kind.STRENGTH)
    row = Participation.objects.annotate(contact=Exists(held), met=Exists(met), strength=Exists(wins))
    contact, met, strength = row.values_list("contact", "met", "strength").get(pk=participation.pk)
    told = Telling.objects.filter(participation=participation).select_related("by").order_by("pk")
    done = {row.kind: _done(row, participation) for row in told}
    built = {step: row for step, _words, _hint, row in teams.building(participation) if row}
    marked = {item: built[step] for item, step in checklist.BUILDING.items() if step in built}
    return {
        "contacts": int(contact),
        "met_in_neutral_place": met,
        "strengths": int(strength),
        "told": frozenset(done),
        "done": done | {item: _done(row, participation, row.words) for item, row in marked.items()},
    }


def due(participation, stage):
    """{item: the day by which the program looks for it}, by its clocks, without the days of a pause."""
    if stage not in (Stage.TEAM_BUILDING, Stage.GETTING_STARTED):
        return {}
    days = programs.clocks_of(participation.program_id)
    if stage == Stage.TEAM_BUILDING:
        return {"meeting": _after(participation, participation.started_on, days["first_meeting"])}
    day = _after(participation, met_on(participation) or participation.started_on, days["papers"])
    return {item: day for item, *_rest in checklist.ASKS[stage]}


def _after(participation, day, days):
    today = clock.today(participation.organization.zone)
    return clocks.due_after(day, days, pauses=pauses(participation), today=today)


def met_on(participation):
    """The day of the first session that was held; None while there was none."""
    rows = Meeting.objects.filter(participation=participation, state=State.HELD)
    first = rows.aggregate(first=Min("started_at"))["first"]
    return day_of(first, participation) if first else None


def assessed_on(participation):
    """The day of the last formal assessment; None when there was none."""
    rows = Review.objects.filter(participation=participation, kind=Review.Kind.FORMAL, set_aside_at=None)
    return rows.aggregate(last=Max("held_on"))["last"]


def leaving_of(participation):
    """The leaving that is going on, with its latest plan as ``leaving.latest``; None when there is none."""
    found = Leaving.objects.filter(participation=participation, closed_at=None).select_related("asked_by").first()
    if found is not None:
        found.latest = LeavingPlan.objects.filter(leaving=found).select_related("by").order_by("-version").first()
    return found


def says(*, decision=None, plan=None):
    """What was said to this decision or plan, in order."""
    rows = Say.objects.filter(decision=decision) if decision else Say.objects.filter(plan=plan)
    return list(rows.select_related("person").order_by("pk"))


def choices(rows):
    """{role: the last choice} of these says."""
    return {row.role: row.choice for row in rows}


def _end(participation):
    leaving = leaving_of(participation)
    code = ReturnCode.objects.filter(participation=participation, withdrawn_at=None).exists()
    if leaving is None or leaving.latest is None:
        return {"has_code": code}
    said = choices(says(plan=leaving.latest))
    return {"plan": leaving.latest.body, "plan_agreed": deciding.is_agreed(said), "has_code": code}


def pauses(participation):
    """The pauses of this way as (first day, last day or None)."""
    return list(Pause.objects.filter(participation=participation).values_list("first_on", "last_on"))


def move_now(field):
    """An expression: this field of the last move of the participation whose id is ``pk``."""
    return Subquery(Move.objects.filter(participation=OuterRef("pk")).order_by("-number").values(field)[:1])
