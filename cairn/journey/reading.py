"""Doors to the way: where somebody is, what it asks for, who is where, what is due, who wants to come back."""

from dataclasses import dataclass

from cairn.audit.recording import record
from cairn.lib import clock, keys
from cairn.lib.db import atomic
from cairn.lib.words import NotHere
from cairn.people import access
from cairn.people.acts import Act
from cairn.people.roles import Tie
from cairn.programs import reading as programs
from cairn.teams.models import Participation

from . import known
from .models import Coming, Decision, Leaving, LeavingPlan, Move, Pause, Remark, Review, Survey, Telling
from .rules import checklist, clocks, leaving
from .rules.stages import Stage

stage_of = known.stage_of


@dataclass(frozen=True)
class Way:
    """Where a way is: its stage and tier now, the steps that led there (newest first), and what the stage asks for."""

    participation: Participation
    stage: Stage
    tier: int | None
    moves: list
    asked: list  # checklist.Item
    reviews: list  # ahead, the soonest first
    pause: Pause | None
    leaving: Leaving | None
    decision: Decision | None  # the newest

    @property
    def since(self):
        """The day on which this stage began."""
        return next((m.on for m in self.moves if m.from_stage != m.to_stage), self.participation.started_on)


def way(who, participation):
    """Where this way is. The caller came through the participation's own door; what is here asks once more."""
    moves = access.scope(who, Act.WAY_READ, Move.objects.filter(participation=participation))
    moves = list(moves.select_related("by").order_by("-number"))
    stage = Stage(moves[0].to_stage) if moves else Stage.TEAM_BUILDING
    return Way(
        participation=participation,
        stage=stage,
        tier=moves[0].tier if moves else None,
        moves=moves,
        asked=known.asked(participation, stage),
        reviews=ahead(who, participation),
        pause=Pause.objects.filter(participation=participation, ended_at=None).first(),
        leaving=Leaving.objects.filter(participation=participation, closed_at=None).first(),
        decision=decisions(who, participation, limit=1)[0] if stage != Stage.TEAM_BUILDING and moves else None,
    )


def asked(participation, stage):
    """What that stage asks for, each thing done or open. The caller came through the participation's door."""
    return known.asked(participation, stage)


def ended_for(who, pk):
    """A way that has ended, for whoever may write down that its participant wants to come back."""
    rows = Participation.objects.filter(pk=pk).exclude(ended_on=None)
    return access.one(who, Act.RETURN_ASK, rows.select_related("person__key", "program", "organization"))


def ahead(who, participation):
    """Reviews that are still to come, the soonest first."""
    rows = Review.objects.filter(participation=participation, held_on=None, set_aside_at=None)
    return list(access.scope(who, Act.WAY_READ, rows).order_by("due_on"))


def remarks(who, participation):
    """{id of a move, decision or review: what the participant said to it, in order}."""
    found = {}
    for row in access.scope(who, Act.WAY_READ, Remark.objects.filter(participation=participation)).order_by("pk"):
        found.setdefault(row.move_id or row.decision_id or row.review_id, []).append(row)
    return found


def tellings(who, participation):
    """{kind: what was told last}: where they want to grow, what was before, how things were."""
    rows = access.scope(who, Act.WAY_READ, Telling.objects.filter(participation=participation))
    return {row.kind: row for row in rows.select_related("by").order_by("pk")}


def reviews(who, participation):
    """Reviews that were held, newest first, with who wrote them down."""
    rows = Review.objects.filter(participation=participation).exclude(held_on=None)
    return list(access.scope(who, Act.WAY_READ, rows).select_related("held_by").order_by("-held_on", "-pk"))


def decisions(who, participation, *, limit=None):
    """Decisions on the tier, the newest first, with how each was settled; ``[None]`` where one is asked and none is."""
    rows = access.scope(who, Act.WAY_READ, Decision.objects.filter(participation=participation))
    rows = list(rows.select_related("by", "settlement__by").order_by("-number")[:limit])
    return rows or ([None] if limit == 1 else [])


def says(who, *, decision=None, plan=None):
    """What was said to it, in order. The caller came through the door of the decision or the plan."""
    return known.says(decision=decision, plan=plan)


def move_for(who, pk, act=Act.WAY_READ):
    """One move, for the act that is meant."""
    return access.one(who, act, Move.objects.filter(pk=pk).select_related("participation__person"))


def review_for(who, pk, act=Act.WAY_READ):
    """One review, for the act that is meant."""
    rows = Review.objects.filter(pk=pk).select_related("participation__person__key", "participation__organization")
    return access.one(who, act, rows.select_related("held_by", "participation__program"))


def decision_for(who, pk, act=Act.WAY_READ):
    """One decision, for the act that is meant."""
    rows = Decision.objects.filter(pk=pk).select_related("participation__person__key", "participation__organization")
    return access.one(who, act, rows.select_related("by", "review", "settlement__by", "participation__program"))


def answers_by(participation, decision):
    """The day by which the program looks for both answers to a decision."""
    days = programs.clocks_of(participation.program_id)["answer"]
    start = known.day_of(decision.at, participation)
    return clocks.due_after(start, days, pauses=known.pauses(participation), today=today_of(participation))


def leaving_of(who, participation, act=Act.WAY_READ):
    """The leaving that is going on, with its latest plan as ``latest``; None when there is none."""
    found = known.leaving_of(participation)
    if found is not None:
        access.require(who, act, found)
    return found


def last_leaving(who, participation):
    """The plan with which this way ended, or was to end: its last version; None when there is none."""
    rows = access.scope(who, Act.WAY_READ, LeavingPlan.objects.filter(participation=participation))
    return rows.order_by("-at", "-version").first()


def pause_of(who, participation):
    """The pause that is going on or planned, for whoever may end it; None when there is none."""
    rows = Pause.objects.filter(participation=participation, ended_at=None).select_related(
        "participation__organization"
    )
    return access.scope(who, Act.PAUSE_END, rows).first()


def again(participation):
    """{key of a paper: the day of the last assessment}, which asks to look at it again. The caller came by a door."""
    day = known.assessed_on(participation) if participation.ended_on is None else None
    return dict.fromkeys(checklist.AGAIN, day) if day else {}


# -- coming back


def coming_of(who, participation):
    """The last time somebody asked to come back from this way, and what was answered; None when nobody did."""
    rows = access.scope(who, Act.WAY_READ, Coming.objects.filter(participation=participation))
    return rows.order_by("-at").first()


def coming_by(who, person_id):
    """The ask of this person to come back that waits for the coordinator's answer; None when there is none."""
    rows = Coming.objects.filter(subject_id=person_id, answered_at=None).select_related("participation__person__key")
    return access.scope(who, Act.RETURN_ANSWER, rows).first()


def coming_for(who, pk):
    """One ask to come back, for the coordinator who answers it."""
    rows = Coming.objects.filter(pk=pk).select_related("participation__person__key", "participation__program", "way")
    return access.one(who, Act.RETURN_ANSWER, rows)


def returns(who, *, limit=50):
    """Who asked to come back and waits for an answer, the longest waiting first."""
    rows = access.scope(who, Act.RETURN_ANSWER, Coming.objects.filter(answered_at=None))
    rows = list(rows.select_related("participation__person", "participation__program").order_by("at")[:limit])
    keys.warm([row.participation.person.key_id for row in rows])
    return rows


# -- answers without a name


def nameless(who):
    """Answers without a name, in no order, and how many there are; none are shown while they are few. Recorded."""
    if Tie.HOUSE not in access.ties(who, Act.SURVEY_READ):
        raise NotHere
    rows = list(access.scope(who, Act.SURVEY_READ, Survey.objects.all()).order_by("id"))
    with atomic():
        record(Act.SURVEY_READ, who.organization, by=who)
    return ([row.answers for row in rows] if len(rows) >= leaving.FEWEST else []), len(rows)


def look(participation, *, by, looked=False):
    """That somebody looked at where this way is stands in its history; one's own is looked at freely."""
    if by.person_id != participation.person_id and not looked:
        with atomic():
            record(Act.WAY_READ, participation, by=by)


def today_of(participation):
    """The day it is where this way is walked."""
    return clock.today(participation.organization.zone)
