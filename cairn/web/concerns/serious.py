from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from cairn.concerns import serious as doors
from cairn.concerns import writing
from cairn.lib.words import Refused
from cairn.people.acts import Act
from cairn.people.roles import HEARS, Role
from cairn.teams import reading as teams

from .. import once, texts
from ..page import Page
from ..people import show as persons


class Write(Page):
    """Something serious came up: what the organization says about it, whom to call, and a record of the facts."""

    roles = frozenset({Role.SUPPORTER, Role.COORDINATOR})

    def get(self, request, pk):
        return self.answer(request, teams.participation_for(request.who, pk, Act.SERIOUS_WRITE), {})

    def post(self, request, pk):
        way, said = teams.participation_for(request.who, pk, Act.SERIOUS_WRITE), request.POST.dict()
        words = {name: said.get(name, "") for name in ("facts", "when", "told")}
        try:
            made = writing.write(way, by=request.who, pk=once.asked(request), **words)
        except Refused as refusal:
            return self.answer(request, way, words, refusal)
        return self.go("serious", made.pk, said=_("It is written down, apart from the notes."))

    def answer(self, request, way, said, refusal=None):
        who = request.who
        values = {
            "head": persons.head(way, who, ""),
            "guidance": doors.guidance_in(who.organization_id, translation.get_language() or "en"),
            "lines": who.organization.crisis_lines,
            "said": said,
            "rows": [line(row, who.zone) for row in doors.of_way(who, way)],
            "once": once.fresh(request),
        }
        if refusal:
            return self.refuse(request, "concerns/serious-new.html", refusal, **values)
        return self.show(request, "concerns/serious-new.html", **values)


class Written(Page):
    """What was written down, for those to whom it comes."""

    roles = frozenset(HEARS)

    def get(self, request):
        rows = [{**line(row, request.who.zone), "about": row.subject.chosen_name} for row in doors.all_for(request.who)]
        return self.show(request, "concerns/serious-list.html", rows=rows)


class One(Page):
    """One such record."""

    roles = frozenset({Role.SUPPORTER, *HEARS})

    def get(self, request, pk):
        row = doors.serious_for(request.who, pk)
        doors.look(row, by=request.who)
        said = [
            (_("What was seen and heard"), row.facts),
            (_("When and where"), row.when),
            (_("Who was called, and what they said"), row.told),
        ]
        return self.show(
            request,
            "concerns/serious.html",
            name=row.subject.chosen_name,
            line=line(row, request.who.zone),
            said=[(question, answer) for question, answer in said if answer],
        )


def line(row, zone):
    """Who wrote it, and when."""
    return {
        "url": reverse("serious", args=[row.pk]),
        "who": row.writer.chosen_name,
        "when": texts.short_moment(row.at, zone),
    }
