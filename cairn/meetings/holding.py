"""Sessions planned, begun, held, missed, cancelled."""

import zoneinfo

from cairn.audit.recording import record
from cairn.lib import clock
from cairn.lib.db import atomic
from cairn.lib.words import Refused, _
from cairn.people import access
from cairn.people.acts import Act

from . import rules
from .models import Meeting
from .rules import State


@atomic
def plan(participation, *, at, by, place_kind="community", place="", method="in_person", zone="", pk=None):
    """A session is planned for that moment. ``pk``: as in ``begin``."""
    access.require(by, Act.MEETING_PLAN, participation)
    if there := _there(participation, pk):
        return there
    if sentence := rules.why_not_plan(at, clock.now()):
        raise Refused(sentence, field="at")
    meeting = _new(participation, by, State.PLANNED, place_kind, place, method, zone, pk)
    meeting.planned_for = at
    meeting.save(force_insert=True)
    record(Act.MEETING_PLAN, meeting, by=by)
    return meeting


@atomic
def begin(participation, *, by, place_kind="community", place="", method="in_person", zone="", pk=None):
    """A session begins now, planned or not.

    ``pk``: its id, made by the server for the form, so that pressing twice begins one session.
    """
    access.require(by, Act.MEETING_BEGIN, participation)
    if there := _there(participation, pk):
        return there
    meeting = _new(participation, by, State.BEGUN, place_kind, place, method, zone, pk)
    meeting.started_at = clock.now()
    meeting.save(force_insert=True)
    record(Act.MEETING_BEGIN, meeting, by=by)
    return meeting


@atomic
def start(meeting, *, by):
    """The planned session begins now."""
    _become(meeting, State.BEGUN, Act.MEETING_BEGIN, by, started_at=clock.now())


@atomic
def end(meeting, *, by, ended_at=None):
    """The session was held; it ends now, or ended at that moment."""
    ended_at = ended_at or clock.now()
    if sentence := rules.why_not_times(meeting.started_at, ended_at, meeting.pauses, clock.now()):
        raise Refused(sentence, field="ended_at")
    _become(meeting, State.HELD, Act.MEETING_END, by, ended_at=ended_at)


@atomic
def miss(meeting, *, why, by):
    """It did not come to pass, without blame."""
    _become(meeting, State.MISSED, Act.MEETING_MISS, by, why=why)


@atomic
def cancel(meeting, *, why, by):
    """It will not take place."""
    _become(meeting, State.CANCELLED, Act.MEETING_CANCEL, by, why=why)


def _call_off(participation, *, by):
    """What is planned on a way that ends will not take place. A part of ending, which asks whether ``by`` may."""
    for meeting in Meeting.objects.select_for_update(of=("self",)).filter(
        participation=participation, state=State.PLANNED
    ):
        meeting.state = State.CANCELLED
        meeting.save(update_fields=["state"])
        record(Act.MEETING_CANCEL, meeting, by=by)


@atomic
def move(meeting, *, at, by):
    """It is planned for another moment; a missed or cancelled one is planned again."""
    access.require(by, Act.MEETING_CHANGE, meeting)
    if meeting.state in (State.BEGUN, State.HELD):
        raise Refused(rules.why_not(meeting.state, State.PLANNED))
    if sentence := rules.why_not_plan(at, clock.now()):
        raise Refused(sentence, field="at")
    meeting.planned_for, meeting.state = at, State.PLANNED
    meeting.save(update_fields=["planned_for", "state"])
    record(Act.MEETING_CHANGE, meeting, by=by)


@atomic
def change(meeting, *, by, started_at=None, ended_at=None, breaks=(), place_kind=None, place=None, method=None):
    """Where, how and when it really was. Only until the note about it is sealed (the notes room asks)."""
    access.require(by, Act.MEETING_CHANGE, meeting)
    if sentence := rules.why_not_times(started_at, ended_at, breaks, clock.now()):
        raise Refused(sentence, field="started_at")
    _known(place_kind or meeting.place_kind, method or meeting.method)
    meeting.started_at, meeting.ended_at = started_at or meeting.started_at, ended_at or meeting.ended_at
    meeting.breaks = [[a.isoformat(), b.isoformat()] for a, b in breaks]
    for name, value in (("place_kind", place_kind), ("place", place), ("method", method)):
        if value is not None:
            setattr(meeting, name, value)
    if meeting.started_at and meeting.ended_at:
        meeting.state = State.HELD
    meeting.save()
    record(Act.MEETING_CHANGE, meeting, by=by)


def _there(participation, pk):
    return Meeting.objects.filter(pk=pk, participation=participation).first() if pk else None


def _new(participation, by, state, place_kind, place, method, zone, pk=None):
    _known(place_kind, method)
    zone = zone or by.zone
    if zone not in zoneinfo.available_timezones():
        raise Refused(_("That time zone is not known here."), field="zone")
    return Meeting.of(
        participation,
        **({"pk": pk} if pk else {}),
        supporter=by.person,
        state=state,
        zone=zone,
        place_kind=place_kind,
        place=place[:200],
        method=method,
    )


def _known(place_kind, method):
    if place_kind not in rules.PLACES or method not in rules.METHODS:
        raise Refused(_("Please choose a kind of place and a way to meet from the list."))


def _become(meeting, state, act, by, **fields):
    access.require(by, act, meeting)
    # Two may press at the same moment: the state is read anew, and held until this is done.
    meeting.state = Meeting.objects.select_for_update().values_list("state", flat=True).get(pk=meeting.pk)
    if sentence := rules.why_not(meeting.state, state):
        raise Refused(sentence)
    meeting.state = state
    for name, value in fields.items():
        setattr(meeting, name, value)
    meeting.save(update_fields=["state", *fields])
    record(act, meeting, by=by)
