from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from cairn.concerns import appointing
from cairn.concerns import serious as doors
from cairn.concerns.rules import guidance
from cairn.lib.words import Refused
from cairn.people import housekeeping
from cairn.people import reading as people
from cairn.people.roles import Role
from cairn.people.rules import MOST_LINES

from .. import typed
from ..page import Page

EMPTY = {"label": "", "tel": "", "text": ""}


class Concerns(Page):
    """What the organization sets for when something is wrong: the lines for a crisis, the second person, its words."""

    roles = frozenset({Role.ADMINISTRATOR})

    def get(self, request):
        return self.answer(request)

    def answer(self, request, refusal=None, form="", **said):
        who = request.who
        second, own = doors.second_person(who.organization_id), doors.guidance_of(who.organization_id)
        lines = said.get("lines") or list(who.organization.crisis_lines)
        values = {
            "form": form,
            "lines": (lines + [EMPTY] * 2)[: max(MOST_LINES, len(lines))],
            "second": second.pk if second else "",
            "choices": [("", _("Nobody"))] + [(person.pk, person.chosen_name) for person in doors.may_be_second(who)],
            "texts": [
                {
                    "language": language,
                    "name": dict(settings.LANGUAGES)[language],
                    "value": said.get("words", own).get(language) or guidance.CAREFUL[language],
                }
                for language in guidance.CAREFUL
                if language in dict(settings.LANGUAGES)
            ],
            "open_page": request.build_absolute_uri(reverse("concern-open", args=[who.organization.slug])),
        }
        if refusal:
            return self.refuse(request, "concerns/house.html", refusal, **values)
        return self.show(request, "concerns/house.html", **values)


class Lines(Concerns):
    """The lines for a crisis, as they stand on every page of a participant."""

    def get(self, request):
        return self.go("house-concerns")

    def post(self, request):
        said = [
            {name: request.POST.get(f"{name}-{n}", "") for name in EMPTY}
            for n in range(MOST_LINES + 3)
            if f"label-{n}" in request.POST
        ]
        try:
            housekeeping.change_crisis_lines(said, by=request.who)
        except Refused as refusal:
            return self.answer(request, refusal, "lines", lines=said)
        return self.go("house-concerns", said=_("The lines are changed, on every page from now on."))


class Second(Concerns):
    """The second person."""

    def get(self, request):
        return self.go("house-concerns")

    def post(self, request):
        chosen = typed.an_id(request.POST.get("person"))
        try:
            appointing.appoint(people.person_for(request.who, chosen) if chosen else None, by=request.who)
        except Refused as refusal:
            return self.answer(request, refusal, "second")
        return self.go("house-concerns", said=_("It is set."))


class Words(Concerns):
    """What is read when something serious came up."""

    def get(self, request):
        return self.go("house-concerns")

    def post(self, request):
        said = {language: request.POST.get(language, "").strip() for language in guidance.CAREFUL}
        said = {language: "" if same(text, guidance.CAREFUL[language]) else text for language, text in said.items()}
        try:
            appointing.guide(said, by=request.who)
        except Refused as refusal:
            return self.answer(request, refusal, "guidance", words=said)
        return self.go("house-concerns", said=_("Your words are there from now on."))


def same(text, other):
    """True when two texts differ in nothing but how lines end."""
    return text.split() == other.split()
