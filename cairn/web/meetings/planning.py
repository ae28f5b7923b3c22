"""Before there is a session: plan one, begin one, or write down a short contact."""

from django.utils.translation import gettext as _

from cairn.lib.words import Refused
from cairn.meetings import holding
from cairn.notes import contacting
from cairn.people.acts import Act
from cairn.people.roles import Role
from cairn.teams import reading as teams

from .. import moments, once
from ..page import Page
from . import said, show

SUPPORTS = frozenset({Role.SUPPORTER})


class New(Page):
    """A session begins now, or is planned for a day and time."""

    roles = SUPPORTS

    def get(self, request, pk):
        way = teams.participation_for(request.who, pk, Act.MEETING_PLAN)
        return self.show(request, "meetings/new.html", **self.values(request, way, request.GET.get("how"), {}))

    def post(self, request, pk):
        way, how = teams.participation_for(request.who, pk, Act.MEETING_PLAN), request.POST.get("how")
        try:
            meeting = self.make(request, way, how)
        except Refused as refusal:
            values = self.values(request, way, how, request.POST.dict())
            return self.refuse(request, "meetings/new.html", refusal, **values)
        return self.go("meeting", meeting.pk, said=_("It is planned.") if how == "plan" else "")

    def make(self, request, way, how):
        about = {**said.place(request.POST), "by": request.who, "pk": once.asked(request)}
        if how != "plan":
            return holding.begin(way, **about)
        return holding.plan(way, at=moments.said(request.POST.get("at", ""), request.who.zone, "at"), **about)

    def values(self, request, way, how, typed):
        return {
            "head": show.head(way, request.who),
            "once": once.fresh(request),
            "typed": show.filled(typed),
            "how": "plan" if how == "plan" else "now",
            "ways": show.ways(request.path, how),
            **show.choices(),
        }


class Short(Page):
    """A call, a text, an attempt to reach somebody: one page, one press, and on to the name under it."""

    roles = SUPPORTS

    def get(self, request, pk):
        way = teams.participation_for(request.who, pk, Act.MEETING_BEGIN)
        return self.show(request, "meetings/short.html", **self.values(request, way, {"method": "phone"}))

    def post(self, request, pk):
        way = teams.participation_for(request.who, pk, Act.MEETING_BEGIN)
        try:
            note = self.write(request, way)
        except Refused as refusal:
            refusal.field = "at" if refusal.field in ("started_at", "ended_at") else refusal.field
            values = self.values(request, way, request.POST.dict())
            return self.refuse(request, "meetings/short.html", refusal, **values)
        return self.go("note-reading", note.pk)

    def write(self, request, way):
        typed = request.POST
        return contacting.contact(
            way,
            method=typed.get("method", ""),
            line=typed.get("line", ""),
            next=typed.get("next", ""),
            at=moments.said(typed.get("at", ""), request.who.zone, "at"),
            by=request.who,
            pk=once.asked(request),
        )

    def values(self, request, way, typed):
        return {
            "head": show.head(way, request.who),
            "once": once.fresh(request),
            "typed": show.filled(typed),
            "methods": show.short_ways(),
        }
