"""Doors to meetings."""

from cairn.people import access
from cairn.people.acts import Act

from .models import Meeting
from .rules import State


def meeting_for(who, pk, act=Act.MEETING_READ):
    """One meeting that this person may see (or do that act to)."""
    rows = Meeting.objects.filter(pk=pk).select_related("participation__person", "supporter")
    return access.one(who, act, rows)


def ahead(who, *, participation=None, limit=20):
    """Sessions planned or begun, soonest first."""
    rows = Meeting.objects.filter(state__in=(State.PLANNED, State.BEGUN))
    if participation is not None:
        rows = rows.filter(participation=participation)
    rows = access.scope(who, Act.MEETING_READ, rows).select_related("participation__person", "supporter")
    return list(rows.order_by("planned_for", "started_at")[:limit])
