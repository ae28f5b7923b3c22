"""Kinds of place and ways to meet; what a meeting may become."""

from datetime import timedelta
from enum import StrEnum

from cairn.lib.words import _


class State(StrEnum):
    """Where a meeting is."""

    PLANNED = "planned"
    BEGUN = "begun"
    HELD = "held"
    MISSED = "missed"
    CANCELLED = "cancelled"


PLACES = {
    "community": _("In the community (library, café, park)"),
    "office": _("At our office"),
    "home": _("At their home"),
    "clinic": _("At a clinic or hospital"),
    "remote": _("Not in one place (phone or video)"),
    "other": _("Somewhere else"),
}
METHODS = {
    "in_person": _("In person"),
    "phone": _("By phone"),
    "video": _("By video"),
    "text": _("By text message"),
    "outreach": _("An attempt to reach them"),
}
NEXT = {
    State.PLANNED: {State.BEGUN, State.HELD, State.MISSED, State.CANCELLED},
    State.BEGUN: {State.HELD},
    State.MISSED: {State.PLANNED},
    State.CANCELLED: {State.PLANNED},
    State.HELD: set(),
}


def why_not(state, to):
    """The sentence to read, or "" when a meeting in this state may become ``to``."""
    if to in NEXT[State(state)]:
        return ""
    return {
        State.HELD: _("This session was held already."),
        State.BEGUN: _("This session has begun. Please end it first."),
        State.MISSED: _("This session was missed. You can plan it again."),
        State.CANCELLED: _("This session was cancelled. You can plan it again."),
        State.PLANNED: _("This session has not begun yet."),
    }[State(state)]


def why_not_plan(at, now):
    """The sentence to read, or "" when a session may be planned for then. Today's may be past."""
    if at is None or at < now - timedelta(days=1):
        return _("Please choose a day and time that is still to come.")
    return ""


def why_not_times(started_at, ended_at, breaks, now):
    """The sentence to read, or "" when these moments make sense. ``breaks``: [(from, to)]."""
    if started_at and started_at > now:
        return _("The start is still to come. Please check the time.")
    if started_at and ended_at and ended_at < started_at:
        return _("The end is before the start. Please check the times.")
    if ended_at and ended_at > now:
        return _("The end is still to come. Please check the time.")
    for begun, over in breaks:
        if over < begun or (started_at and begun < started_at) or (ended_at and over > ended_at):
            return _("A break needs to lie within the session, with its start before its end.")
    return ""


def minutes(started_at, ended_at, breaks):
    """Whole minutes together, without the breaks; None while it is not over."""
    if not started_at or not ended_at:
        return None
    away = sum((over - begun).total_seconds() for begun, over in breaks)
    return max(0, round(((ended_at - started_at).total_seconds() - away) / 60))
