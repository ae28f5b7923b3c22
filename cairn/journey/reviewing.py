"""Reviews: planned by the clock or asked for, held, set aside. The formal one is the assessment of the year."""

import datetime

from cairn.audit.recording import record
from cairn.lib import clock
from cairn.lib.db import atomic
from cairn.lib.words import Refused, _
from cairn.people import access
from cairn.people.acts import Act
from cairn.programs import reading as programs
from cairn.teams.models import Participation

from . import known
from .models import Review
from .rules import clocks
from .rules.stages import REVIEWED, Stage

CLOCK_OF = {Review.Kind.TALK: "review", Review.Kind.FORMAL: "assessment"}
LONGEST, MOST = 4000, 30


@atomic
def plan(participation, *, kind, due_on, by, why=""):
    """A review stands on the calendar for that day; one that is ahead already takes the earlier of the two days."""
    access.require(by, Act.REVIEW_PLAN, participation)
    if kind not in Review.Kind.values:
        raise Refused(_("Please choose what kind of review it is."), field="kind")
    if due_on is None or due_on < clock.today(by.zone):
        raise Refused(_("Please choose a day that is still to come."), field="due_on")
    if participation.ended_on is not None:
        raise Refused(_("This way has ended. It can be begun anew."))
    Participation.objects.select_for_update(of=("self",)).get(pk=participation.pk)
    review = _ahead(participation).get(kind)
    if review is not None and review.due_on <= due_on:
        return review
    return _put(participation, review, kind=kind, due_on=due_on, by=by, why=why)


@atomic
def hold(review, *, held_on, talked, by, words="", own_words=""):
    """It was held on that day, and this was talked about; the next one is planned by the clock. Pressed twice, once.

    ``talked``: [(goal in words, what was said)].
    """
    access.require(by, Act.REVIEW_HOLD, review)
    now = Review.objects.select_for_update(of=("self",)).get(pk=review.pk)
    if now.held_on is not None:
        return now
    talked = [[goal.strip()[:300], said.strip()[:LONGEST]] for goal, said in talked if goal.strip() or said.strip()]
    if now.set_aside_at is not None:
        raise Refused(_("This review was set aside. You can plan another one."))
    if held_on is None or held_on > clock.today(by.zone):
        raise Refused(_("Please give the day on which you talked. It cannot be still to come."), field="held_on")
    if not (talked or words.strip() or own_words.strip()):
        raise Refused(_("Please say in a few words what you talked about."), field="words")
    if len(talked) > MOST or len(words) > LONGEST or len(own_words) > LONGEST:
        raise Refused(_("Please say it in up to four thousand letters."), field="words")
    now.held_on, now.held_by, now.held_at = held_on, by.person, clock.now()
    now.talked, now.words, now.own_words = talked, words.strip(), own_words.strip()
    now.save()
    record(Act.REVIEW_HOLD, now, by=by, kind=now.kind)
    look_ahead(now.participation, stage=known.stage_of(now.participation))
    return now


@atomic
def set_aside(review, *, why, by):
    """It will not be held, and why stands there. The clock plans the next one when the time comes."""
    access.require(by, Act.REVIEW_SET_ASIDE, review)
    now = Review.objects.select_for_update(of=("self",)).get(pk=review.pk)
    if now.set_aside_at is not None:
        return now
    if now.held_on is not None:
        raise Refused(_("This review was held already."))
    if not why.strip():
        raise Refused(_("Please say in a few words why it is set aside."), field="why")
    now.set_aside_at, now.set_aside_why = clock.now(), why.strip()[:1000]
    now.save()
    record(Act.REVIEW_SET_ASIDE, now, by=by, kind=now.kind)
    return now


@atomic
def look_ahead(participation, *, stage, days=None):
    """The reviews that the clocks ask for stand on the calendar, on the right day. Asked again, nothing changes.

    Returns how many were put there or moved. ``days``: the program's clocks, where they are known already.
    """
    if stage not in REVIEWED:
        return 0
    days = days or programs.clocks_of(participation.program_id)
    today, ahead, moved = clock.today(participation.organization.zone), _ahead(participation), 0
    for kind, counted_from in _counted_from(participation).items():
        due = clocks.due_after(counted_from, days[CLOCK_OF[kind]], pauses=known.pauses(participation), today=today)
        review = ahead.get(kind)
        if review is None or (review.counted_from is not None and review.due_on != due):
            _put(participation, review, kind=kind, due_on=due, counted_from=counted_from)
            moved += 1
    return moved


def due_tonight():
    """Every open way has its reviews on the calendar. Safe to run twice; returns how many were put there or moved.

    Each way's day is the day of its organization.
    """
    rows = Participation.objects.filter(ended_on=None).select_related("organization", "person")
    rows = list(rows.annotate(stage_now=known.move_now("to_stage")).filter(stage_now__in=[str(s) for s in REVIEWED]))
    days = programs.clocks_of_many({row.program_id for row in rows})
    return sum(look_ahead(row, stage=Stage(row.stage_now), days=days[row.program_id]) for row in rows)


def _ahead(participation):
    rows = Review.objects.filter(participation=participation, held_on=None, set_aside_at=None)
    return {Review.Kind(row.kind): row for row in rows}


def _counted_from(participation):
    """{kind: the day the clock counts from}: the last one held or set aside, else the day the work on goals began."""
    found = {}
    for row in Review.objects.filter(participation=participation).exclude(held_on=None, set_aside_at=None):
        day = row.held_on or row.set_aside_at.date()
        found[row.kind] = max(found.get(row.kind, datetime.date.min), day)
    if Review.Kind.FORMAL in found:  # the assessment is a talk about the goals as well
        found[Review.Kind.TALK] = max(found.get(Review.Kind.TALK, datetime.date.min), found[Review.Kind.FORMAL])
    begun = _begun_on(participation) if len(found) < 2 else None
    return {kind: found.get(kind, begun) for kind in Review.Kind}


def _begun_on(participation):
    moves = known.Move.objects.filter(participation=participation, to_stage__in=[str(s) for s in REVIEWED])
    return moves.order_by("number").values_list("on", flat=True).first() or participation.started_on


def _put(participation, review, *, kind, due_on, by=None, why="", counted_from=None):
    review = review or Review.of(participation, kind=kind, planned_at=clock.now())
    review.due_on, review.counted_from = due_on, counted_from
    review.asked_by, review.asked_why = by.person if by else None, why.strip()[:1000]
    review.save()
    record(Act.REVIEW_PLAN, review, by=by, kind=kind)
    return review
