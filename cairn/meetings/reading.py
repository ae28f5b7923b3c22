"""Doors to meetings."""

import datetime

from django.db.models import F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from cairn.audit import reading as audit
from cairn.audit.recording import record
from cairn.lib import clock
from cairn.lib.db import atomic
from cairn.people import access
from cairn.people.acts import Act
from cairn.teams import reading as teams

from .models import Meeting
from .rules import State

AHEAD = (State.PLANNED, State.BEGUN)
KEPT = datetime.timedelta(days=60)  # for how long a calendar shows what is over
MOST_DATES = 500


def meeting_for(who, pk, act=Act.MEETING_READ):
    """One meeting that this person may see (or do that act to); ``looked``: they looked at it a moment ago."""
    since = clock.now() - teams.LOOK_LASTS
    looked = audit.happened(Act.MEETING_READ, about="pk", by_id=who.person_id, since=since)
    rows = Meeting.objects.filter(pk=pk).select_related(
        "participation__person", "participation__organization", "supporter"
    )
    return access.one(who, act, rows.annotate(looked=looked))


def ahead(who, *, participation=None, limit=20):
    """Sessions planned or begun, soonest first."""
    rows = Meeting.objects.filter(state__in=AHEAD)
    if participation is not None:
        rows = rows.filter(participation=participation)
    rows = access.scope(who, Act.MEETING_READ, rows).select_related("participation__person", "supporter")
    return list(rows.order_by("planned_for", "started_at")[:limit])


def soonest(who):
    """What a participation's door asks in passing: its next session's id, state, moment and zone, as ``next_…``."""
    rows = Meeting.objects.filter(participation=OuterRef("pk"), state__in=AHEAD)
    rows = access.scope(who, Act.MEETING_READ, rows).order_by(F("started_at").desc(nulls_last=True), "planned_for")
    at = rows.annotate(moment=Coalesce("started_at", "planned_for"))
    return {
        "next_id": Subquery(rows.values("pk")[:1]),
        "next_state": Subquery(rows.values("state")[:1]),
        "next_at": Subquery(at.values("moment")[:1]),
        "next_zone": Subquery(rows.values("zone")[:1]),
    }


def ahead_of(who, participations):
    """{participation id: its next session} of these, where there is one."""
    rows = Meeting.objects.filter(participation__in=[p.pk for p in participations], state__in=AHEAD)
    rows = access.scope(who, Act.MEETING_READ, rows).defer("place", "why").order_by("planned_for", "started_at")
    found = {}
    for meeting in rows:
        if meeting.participation_id not in found or meeting.state == State.BEGUN:
            found[meeting.participation_id] = meeting
    return found


def dates(who, *, since):
    """One’s own sessions from that moment on, as a participant or as who holds them: when, and no words."""
    rows = Meeting.objects.filter(Q(subject_id=who.person_id) | Q(supporter_id=who.person_id))
    rows = rows.annotate(moment=Coalesce("started_at", "planned_for")).filter(moment__gte=since)
    rows = access.scope(who, Act.MEETING_READ, rows).defer("place", "why")
    return list(rows.order_by("moment", "pk")[:MOST_DATES])


def look(meeting, *, by):
    """That somebody looked at this session stands in the history of its participant. One's own is looked at freely.

    A look lasts a quarter of an hour (``meeting_for`` knows).
    """
    if by.person_id != meeting.subject_id and not getattr(meeting, "looked", False):
        with atomic():
            record(Act.MEETING_READ, meeting, by=by)
