from urllib.parse import urlencode

from django.utils.translation import gettext as _

from cairn.concerns import handling, raising, reading
from cairn.concerns import known as knowing
from cairn.lib import clock
from cairn.lib.words import Refused
from cairn.lib.words import _ as mark
from cairn.people import access
from cairn.people import reading as people
from cairn.people.acts import Act as Acts
from cairn.people.roles import HEARS

from .. import history, once, typed
from ..page import Page
from . import show

HANDLES = frozenset(HEARS)


class Concerns(Page):
    """What needs a person: open concerns that came to whoever looks, the next due first."""

    roles = HANDLES

    def get(self, request):
        rows = [show.row(row, request.who) for row in reading.handled(request.who)]
        return self.show(request, "concerns/list.html", rows=rows, slug=request.who.organization.slug)


class Closed(Page):
    """Concerns that are closed, newest first."""

    roles = HANDLES

    def get(self, request):
        before = typed.an_id(request.GET.get("before"))
        rows, more = reading.closed(request.who, before=before)
        return self.show(
            request,
            "concerns/closed.html",
            rows=[show.line(row, request.who.zone) for row in rows],
            older=f"{request.path}?{urlencode({'before': rows[-1].pk})}" if more else "",
        )


class One(Page):
    """One concern with its rows, and the one next step."""

    roles = HANDLES

    def get(self, request, pk):
        concern = reading.concern_for(request.who, pk)
        reading.look(concern, by=request.who)
        return self.answer(request, concern)

    def answer(self, request, concern, refusal=None, form=""):
        who = request.who
        events, circle = reading.history(concern), reading.hearers(concern)
        named = history.named(people.names(history.people_in(events) | circle[1]))
        due = reading.due(concern, who.zone)
        values = {
            "concern": {**show.line(concern, who.zone), "id": concern.pk, "sender": show.sender(concern)},
            "said": show.words(concern),
            "named": [person.chosen_name for person in reading.named(concern)],
            "steps": show.steps(reading.steps(concern), who.zone, me=who.person_id),
            "due": show.due(*due, clock.today(who.zone)) if due else "",
            "circle": show.circle(circle[0]),
            "hearers": sorted(named[str(pk)] for pk in circle[1]),
            "days": history.days(events, named, zone=who.zone, me=who.person_id),
            "forms": show.next_forms(concern),
            "tried": {"form": form, **(request.POST.dict() if form else {})},
            "tellings": show.tellings(concern),
            "colleagues": [("", _("Choose somebody"))]
            + [(person.pk, person.chosen_name) for person in reading.assignable(concern)],
            "everybody": [("", _("Choose who is part of it")), *self.to_keep_out(who, concern)],
            "once": once.fresh(request),
        }
        if refusal:
            return self.refuse(request, "concerns/concern.html", refusal, **values)
        return self.show(request, "concerns/concern.html", **values)

    def to_keep_out(self, who, concern):
        """Oneself first, then everybody whom one knows here."""
        rows = [(who.person_id, _("I am part of it myself"))]
        if not concern.around:
            rows.append(("coordinators", _("A coordinator, without a name")))
        return rows + [(person.pk, person.chosen_name) for person in knowing.known(who).people]


class Taken(One):
    """A step is taken: one verb, then the page of the concern again."""

    form = ""
    act = ""
    said = ""

    def get(self, request, pk):
        return self.go("concern", reading.concern_for(request.who, pk).pk)

    def post(self, request, pk):
        concern = reading.concern_for(request.who, pk, self.act)
        try:
            self.take(request, concern, words=request.POST.get("words", ""), by=request.who, pk=once.asked(request))
        except Refused as refusal:
            return self.answer(request, reading.concern_for(request.who, pk), refusal, self.form)
        return self.after(request, concern)

    def take(self, request, concern, **said):
        """The verb; what the form says more is read here."""
        raise NotImplementedError

    def after(self, request, concern):
        """Back to the page, or to the list for whoever cannot see it any more."""
        return self.go("concern", concern.pk, said=_(self.said))


class Acknowledge(Taken):
    """Whoever raised it learns that it was heard."""

    form, act, said = "acknowledgement", Acts.CONCERN_ACKNOWLEDGE, mark("It is acknowledged.")

    def take(self, request, concern, **said):
        handling.acknowledge(concern, **said)


class Assign(Taken):
    """Somebody looks after it from now on."""

    form, act, said = "assignment", Acts.CONCERN_ASSIGN, mark("They look after it now.")

    def take(self, request, concern, **said):
        chosen = typed.an_id(request.POST.get("person"))
        person = next((each for each in reading.assignable(concern) if each.pk == chosen), None)
        handling.assign(concern, person=person, **said)


class Act(Taken):
    """What was done."""

    form, act, said = "action", Acts.CONCERN_ACT, mark("It is written down.")

    def take(self, request, concern, **said):
        handling.act(concern, **said)


class Answer(Taken):
    """Words for whoever raised it."""

    form, act, said = "answer", Acts.CONCERN_ANSWER, mark("Your answer is on their page.")

    def take(self, request, concern, **said):
        handling.answer(concern, **said)


class Settle(Taken):
    """What came of it."""

    form, act, said = "outcome", Acts.CONCERN_SETTLE, mark("It is written down.")

    def take(self, request, concern, **said):
        handling.settle(concern, **said)


class Tell(Taken):
    """Whoever raised it was told."""

    form, act, said = "telling", Acts.CONCERN_TELL, mark("It is written down.")

    def take(self, request, concern, **said):
        handling.tell(concern, how=request.POST.get("how", ""), **said)


class Close(Taken):
    """Nothing is open about it any more."""

    form, act, said = "closure", Acts.CONCERN_CLOSE, mark("It is closed.")

    def take(self, request, concern, **said):
        handling.close(concern, **said)


class Reopen(Taken):
    """It is open again, with a reason."""

    form, act, said = "reopening", Acts.CONCERN_REOPEN, mark("It is open again.")

    def post(self, request, pk):
        reading.concern_for(request.who, pk)  # who raised it opens it again on a page of their own
        return super().post(request, pk)

    def take(self, request, concern, **said):
        raising.reopen(concern, **said)


class Route(Taken):
    """It is led around somebody who turns out to be part of it."""

    form, act, said = "route", Acts.CONCERN_ROUTE, mark("It goes around them now.")

    def take(self, request, concern, **said):
        chosen = request.POST.get("person", "")
        pk = typed.an_id(chosen)
        mine = request.who.person if pk == request.who.person_id else None
        person = mine or knowing.known(request.who).person(pk)
        if person is None and chosen != "coordinators":
            raise Refused(mark("Please choose who is part of it."), field="person")
        handling.route(concern, person=person, **said)

    def after(self, request, concern):
        if access.allows(request.who, Acts.CONCERN_READ, concern):
            return super().after(request, concern)
        return self.go("concerns", said=_("It is handed on. You do not see it here any more."))
