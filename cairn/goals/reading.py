"""Doors to steps and wins, for rooms that came through the participation's own door."""

from cairn.people import access
from cairn.people.acts import Act

from .models import Step, Win


def open_steps(who, participation):
    """Steps still open, the soonest first."""
    rows = Step.objects.filter(participation=participation, state=Step.State.OPEN).select_related("whose")
    return _soonest(access.scope(who, Act.STEP_MARK, rows))


def own_steps(who):
    """One's own open steps, and those that others took on for one, the soonest first."""
    rows = Step.objects.filter(subject_id=who.person_id, state=Step.State.OPEN).select_related("whose")
    return _soonest(access.scope(who, Act.STEP_MARK, rows))


def _soonest(rows):
    return sorted(rows, key=lambda s: (s.due_on is None, s.due_on, s.added_at))


def step_for(who, pk):
    """One step that this person may mark."""
    rows = Step.objects.filter(pk=pk).select_related("participation__person", "whose")
    return access.one(who, Act.STEP_MARK, rows)


def wins(who, participation, *, limit=6):
    """What went well lately, newest first."""
    rows = access.scope(who, Act.WIN_KEEP, Win.objects.filter(participation=participation))
    return list(rows.select_related("voice").order_by("-on", "-pk")[:limit])


def own_wins(who, *, limit=6):
    """What went well lately in one's own record, newest first."""
    rows = access.scope(who, Act.WIN_KEEP, Win.objects.filter(subject_id=who.person_id))
    return list(rows.select_related("voice").order_by("-on", "-pk")[:limit])
