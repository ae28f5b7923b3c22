"""What is done to a session: one press, sometimes with a word. Pressing twice does it once."""

from django.utils.translation import gettext as _

from cairn.lib.words import Refused
from cairn.meetings import holding
from cairn.meetings import reading as meetings
from cairn.meetings.rules import State
from cairn.notes import opening, timing
from cairn.people.acts import Act
from cairn.people.roles import Role

from .. import moments, timeline
from ..page import Page
from . import said
from .views import opened, values


class _Doing(Page):
    """One act. What stands in the way is said on the page of the session, with what was typed."""

    roles = frozenset({Role.SUPPORTER})
    act: Act
    becomes: State | None = None

    def get(self, request, pk):
        return self.go("meeting", pk)

    def post(self, request, pk):
        meeting = meetings.meeting_for(request.who, pk, self.act)
        if meeting.state == self.becomes:
            return self.go("meeting", pk)
        try:
            return self.do(request, meeting)
        except Refused as refusal:
            meeting, changes = opened(request.who, pk)
            doing = type(self).__name__.lower()
            page = values(request.who, meeting, changes, typed=request.POST.dict(), doing=doing)
            return self.refuse(request, "meetings/meeting.html", refusal, **page)


class Begin(_Doing):
    """The planned session begins now."""

    act, becomes = Act.MEETING_BEGIN, State.BEGUN

    def do(self, request, meeting):
        holding.start(meeting, by=request.who)
        return self.go("meeting", meeting.pk)


class End(_Doing):
    """It was held; it ends now or ended at the time that was typed."""

    act, becomes = Act.MEETING_END, State.HELD

    def do(self, request, meeting):
        ended_at = moments.said(request.POST.get("ended_at", ""), meeting.zone, "ended_at")
        timing.end(meeting, ended_at=ended_at, by=request.who)
        return self.go("meeting", meeting.pk)


class Miss(_Doing):
    """It did not come to pass, with a word when there is one. Nobody is blamed."""

    act, becomes = Act.MEETING_MISS, State.MISSED

    def do(self, request, meeting):
        holding.miss(meeting, why=said.word(request.POST), by=request.who)
        return self.go("meeting", meeting.pk, said=_("It is written down. You can plan it again whenever it fits."))


class Cancel(_Doing):
    """It is called off, by the participant or the supporter."""

    roles = frozenset({Role.SUPPORTER, Role.PARTICIPANT})
    act, becomes = Act.MEETING_CANCEL, State.CANCELLED

    def do(self, request, meeting):
        holding.cancel(meeting, why=said.word(request.POST), by=request.who)
        return self.go("meeting", meeting.pk, said=_("The session is called off."))


class Move(_Doing):
    """It takes place at another time; a missed or cancelled one is planned again."""

    act = Act.MEETING_CHANGE

    def do(self, request, meeting):
        holding.move(meeting, at=moments.said(request.POST.get("at", ""), meeting.zone, "at"), by=request.who)
        return self.go("meeting", meeting.pk, said=_("It is planned."))


class Note(_Doing):
    """Its note is open for both to write in."""

    act = Act.NOTE_OPEN

    def do(self, request, meeting):
        note = opening.open(meeting, key=request.POST.get("template", ""), by=request.who)
        return self.go_to(timeline.note_url(note.pk, note.stage))
