"""What somebody typed about a session, as values for a verb. ``Refused`` when it cannot be read."""

from cairn.lib.words import Refused, _
from cairn.meetings.rules import State

from .. import moments

LONGEST_PLACE, LONGEST_WORD = 200, 300
AFAR = ("phone", "video", "text")


def place(typed):
    """Where and how. By phone, video or text and without a place, the session is in no one place."""
    where, method = typed.get("place", "").strip(), typed.get("method", "in_person")
    kind = typed.get("place_kind", "community")
    if len(where) > LONGEST_PLACE:
        raise Refused(_("Please say where in up to two hundred letters."), field="place")
    if method in AFAR and not where:
        kind = "remote"
    return {"place": where, "method": method, "place_kind": kind}


def word(typed):
    """A word about why."""
    why = typed.get("why", "").strip()
    if len(why) > LONGEST_WORD:
        raise Refused(_("Please say it in up to three hundred letters."), field="why")
    return why


def times(typed, meeting):
    """When it really was, with its breaks. A session that never began here needs its start and its end."""
    started_at = moments.said(typed.get("started_at", ""), meeting.zone, "started_at")
    ended_at = moments.said(typed.get("ended_at", ""), meeting.zone, "ended_at")
    if started_at is None:
        raise Refused(_("Please say when it began."), field="started_at")
    if ended_at is None and meeting.state != State.BEGUN:
        raise Refused(_("Please say when it ended."), field="ended_at")
    pairs = zip(typed.getlist("from"), typed.getlist("to"), strict=False)
    breaks = [_pause(a, b, started_at, meeting.zone) for a, b in pairs if a.strip() or b.strip()]
    return {"started_at": started_at, "ended_at": ended_at, "breaks": breaks}


def _pause(begun, over, started_at, zone):
    if not begun.strip() or not over.strip():
        raise Refused(_("A break needs its start and its end."), field="breaks")
    first = moments.after(begun, started_at, zone, "breaks")
    return first, moments.after(over, first, zone, "breaks")
