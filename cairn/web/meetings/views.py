from django.utils.translation import gettext as _

from cairn.lib.words import NotHere, Refused
from cairn.meetings import reading as meetings
from cairn.notes import reading as notes
from cairn.notes import timing
from cairn.people.acts import Act
from cairn.people.roles import Role
from cairn.programs import reading as programs

from ..page import Page
from . import look, said, show


class Meeting(Page):
    """One session: what it is, and the one next thing."""

    roles = frozenset({Role.SUPPORTER, Role.PARTICIPANT, Role.COORDINATOR})

    def get(self, request, pk):
        meeting, changes = opened(request.who, pk)
        meetings.look(meeting, by=request.who)
        return self.show(request, "meetings/meeting.html", **values(request.who, meeting, changes))


class Times(Page):
    """When it really was, its breaks, and where. Until its note is read back."""

    roles = frozenset({Role.SUPPORTER})

    def get(self, request, pk):
        meeting = meetings.meeting_for(request.who, pk, Act.MEETING_CHANGE)
        if not show.may_correct(meeting, notes.note_of(meeting)):
            return self.go("meeting", pk)
        return self.show(request, "meetings/times.html", **show.times(meeting, request.who))

    def post(self, request, pk):
        meeting = meetings.meeting_for(request.who, pk, Act.MEETING_CHANGE)
        try:
            timing.correct(meeting, by=request.who, **said.place(request.POST), **said.times(request.POST, meeting))
        except Refused as refusal:
            page = show.times(meeting, request.who, typed=request.POST)
            return self.refuse(request, "meetings/times.html", refusal, **page)
        return self.go("meeting", pk, said=_("It is changed."))


def opened(who, pk):
    """``(session, True when this person changes it)``: by the supporter's door first, since theirs is the usual one."""
    if who.is_a(Role.SUPPORTER):
        try:
            return meetings.meeting_for(who, pk, Act.MEETING_CHANGE), True
        except NotHere:
            pass
    return meetings.meeting_for(who, pk), False


def values(who, meeting, changes, *, typed=None, doing=""):
    """What the page of a session shows. ``doing``: the act that was refused, with what was ``typed``."""
    page = show.page(meeting, who, changes, notes.note_of(meeting))
    kinds = programs.templates_of(meeting.participation.program_id) if page["may"]["write"] else []
    known = look.look(who, meeting) if changes else None
    return {
        **page,
        "look": known,
        "templates": show.templates(kinds),
        "typed": show.filled(typed or {}),
        "doing": doing,
    }
