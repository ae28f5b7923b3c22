"""A way in one look, for pages that are about something else: asked in passing, in a question or two."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Subquery

from cairn.lib import clock
from cairn.people import access
from cairn.people.acts import Act
from cairn.teams import reading as teams
from cairn.teams.models import Participation

from . import known
from .models import Coming, Decision, Move, Review, Say
from .rules import clocks
from .rules.stages import Stage


@dataclass(frozen=True)
class Own:
    """One's own way, on one's first page. ``decision``: the id of one that waits for one's answer; ``review``: one
    that comes up, as (id, kind, day); ``came``: one asked to come back, and nobody has answered yet.
    """

    participation: Participation
    stage: Stage
    visited: frozenset
    since: object
    decision: object
    review: tuple | None
    came: bool


def own(who):
    """One's own way as it is now; None when no way has begun. Two questions."""
    decision = Decision.objects.filter(participation=OuterRef("pk"), settlement=None)
    answered = Say.objects.filter(decision=OuterRef("pk"), person_id=who.person_id)
    review = Review.objects.filter(
        participation=OuterRef("pk"),
        held_on=None,
        set_aside_at=None,
        due_on__lte=clock.today(who.zone) + clocks.SOON * clocks.DAY,
    ).order_by("due_on", "pk")
    way = teams.own(
        who,
        decision_id=Subquery(decision.exclude(Exists(answered)).values("pk")[:1]),
        review_id=Subquery(review.values("pk")[:1]),
        review_kind=Subquery(review.values("kind")[:1]),
        review_on=Subquery(review.values("due_on")[:1]),
        came=Exists(Coming.objects.filter(participation=OuterRef("pk"), answered_at=None)),
    )
    if way is None:
        return None
    moves = list(access.scope(who, Act.WAY_READ, Move.objects.filter(participation=way)).order_by("-number"))
    stage = Stage(moves[0].to_stage) if moves else Stage.TEAM_BUILDING
    return Own(
        participation=way,
        stage=stage,
        visited=frozenset(s for move in moves for s in (move.from_stage, move.to_stage)),
        since=next((m.on for m in moves if m.from_stage != m.to_stage), way.started_on),
        decision=way.decision_id,
        review=(way.review_id, way.review_kind, way.review_on) if way.review_id else None,
        came=way.came,
    )


def stage_for(who, participation):
    """``(stage, tier or None)`` of this way, for somebody who may see where it is; None for anybody else."""
    rows = access.scope(who, Act.WAY_READ, Participation.objects.filter(pk=participation.pk))
    found = rows.values_list(known.move_now("to_stage"), known.move_now("tier")).first()
    return found and (Stage(found[0] or Stage.TEAM_BUILDING), found[1])
