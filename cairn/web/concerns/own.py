from django.utils.translation import gettext as _

from cairn.concerns import known as knowing
from cairn.concerns import raising, reading
from cairn.lib.words import Refused
from cairn.lib.words import _ as mark
from cairn.people import reading as people
from cairn.people.acts import Act

from .. import history, once, typed
from ..page import Page
from . import show


class Raise(Page):
    """Somebody who is signed in says that something is wrong."""

    def get(self, request):
        return self.show(request, "concerns/new.html", **self.values(request, knowing.known(request.who), {}))

    def post(self, request):
        who, said = request.who, request.POST.dict()
        known = knowing.known(who)
        try:
            if said.get("named") and known.person(typed.an_id(said["named"])) is None:
                raise Refused(mark("Please choose from the list, or write below whom it is about."), field="named")
            concern = raising.begin(
                who.organization,
                said=said,
                by=who,
                named=known.person(typed.an_id(said.get("named"))),
                program=known.program(typed.an_id(said.get("program"))),
                pk=once.asked(request),
            )
        except Refused as refusal:
            return self.refuse(request, "concerns/new.html", refusal, **self.values(request, known, said))
        return self.go("my-concern", concern.pk, said=_("It is sent. Thank you for saying it."))

    def values(self, request, known, said):
        return {
            **show.form(said, known=known),
            "once": once.fresh(request),
            "lines": request.who.organization.crisis_lines,
            "slug": request.who.organization.slug,
        }


class Mine(Page):
    """What somebody raised themself, and how it stands."""

    def get(self, request):
        rows = reading.own(request.who)
        return self.show(
            request, "concerns/mine.html", rows=[show.line(row, request.who.zone, mine=True) for row in rows]
        )


class One(Page):
    """One of them: what was said, what was answered, who read it; and room for more words."""

    def get(self, request, pk):
        return self.answer(request, reading.concern_for(request.who, pk, Act.CONCERN_FOLLOW))

    def post(self, request, pk):
        concern = reading.concern_for(request.who, pk, Act.CONCERN_FOLLOW)
        doing = raising.reopen if concern.stage == "closed" else raising.add
        words = request.POST.get("words", "")
        try:
            doing(concern, words=words, by=request.who, pk=once.asked(request))
        except Refused as refusal:
            return self.answer(request, concern, refusal, words)
        return self.go("my-concern", pk, said=_("Your words are there."))

    def answer(self, request, concern, refusal=None, words=""):
        who = request.who
        events = reading.history(concern)
        values = {
            "concern": show.line(concern, who.zone, mine=True),
            "said": show.words(concern),
            "steps": show.steps(reading.steps(concern, shown=True), who.zone, me=who.person_id),
            "waits": show.waits(reading.hearers(concern)[0]),
            "days": history.days(
                _told(events), history.named(people.names(history.people_in(events))), zone=who.zone, me=who.person_id
            ),
            "is_closed": concern.stage == "closed",
            "words": words,
            "once": once.fresh(request),
        }
        if refusal:
            return self.refuse(request, "concerns/my-concern.html", refusal, **values)
        return self.show(request, "concerns/my-concern.html", **values)


def _told(events):
    """Of its history, what whoever raised it is told: not whom somebody asked, nor around whom it was led."""
    return [event for event in events if event.act not in (Act.CONCERN_ASSIGN, Act.CONCERN_ROUTE)]
