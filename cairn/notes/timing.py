"""When and where it really was. The session belongs to what both sign, so it changes only while its note is written."""

from cairn.lib.db import atomic
from cairn.lib.words import Refused
from cairn.meetings import holding
from cairn.people import access
from cairn.people.acts import Act

from .models import Note
from .offering import hold
from .rules import life
from .rules.life import Stage


@atomic
def end(meeting, *, by, ended_at=None):
    """The session was held; what its note says of it is as true as before."""
    access.require(by, Act.MEETING_END, meeting)
    _may_change(meeting, but=Stage.SEALED)  # a session whose note is sealed already is over all the same
    holding.end(meeting, by=by, ended_at=ended_at)


@atomic
def correct(meeting, *, by, **about):
    """Start, end, breaks, place and way to meet are as they really were."""
    access.require(by, Act.MEETING_CHANGE, meeting)
    _may_change(meeting)
    holding.change(meeting, by=by, **about)


def _may_change(meeting, *, but=None):
    note = Note.objects.filter(meeting=meeting).first()
    if note is None or note.stage == but:
        return
    hold(note)
    if sentence := life.why_not_time(note.stage):
        raise Refused(sentence)
