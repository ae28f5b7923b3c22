"""The participant's own way, without an id of theirs."""

from django.utils.translation import gettext as _

from cairn.journey import reading, returning
from cairn.lib.words import NotHere, Refused
from cairn.teams import closing
from cairn.teams import reading as teams

from .. import once, texts
from ..page import Page
from . import show
from .base import OWN, Addresses, OfWay
from .way import waiting


class Way(OfWay):
    """Where one is on one's way, what this part is about, what is next, and every step that led here."""

    roles = OWN

    def get(self, request):
        return self.answer(request)

    def answer(self, request):
        who = request.who
        if teams.own(who) is None:
            return self.show(request, "journey/none.html")
        way = self.way(request, None)
        found, remarks = reading.way(who, way), reading.remarks(who, way)
        earlier = [w for w in teams.own_ways(who) if w.pk == way.after_id]
        base = self.values(request, way, None)
        return self.show(
            request,
            "journey/mine.html",
            **base,
            place=show.place(found, base["today"]),
            asked=show.asked(found.asked, base["to"], base["today"]),
            steps=show.steps(found.moves, remarks),
            ahead=show.ahead(found.reviews, reading.today_of(way)),
            decision=waiting(found.decision),
            began=texts.date(way.started_on),
            coming=coming(reading.coming_of(who, way)) if way.ended_on else None,
            earlier=earlier[0].program.name if earlier else "",
            opens=teams.earlier(who, way) if earlier else None,
            once=once.fresh(request),
        )


def coming(row):
    """The last time one asked to come back, and what was answered; None when one did not ask."""
    if row is None:
        return None
    return {"when": texts.date(row.at), "waits": row.answered_at is None, "answer": row.answer}


class Return(OfWay):
    """Coming back, alone: asked for on one's own page."""

    roles = OWN

    def get(self, request):
        return self.answer(request)

    def post(self, request):
        way, said = self.way(request, None), request.POST
        try:
            returning.ask(
                way,
                words=said.get("words", ""),
                reach=said.get("reach", ""),
                shares_notes=said.get("notes") == "yes",
                shares_plans=said.get("plans") == "yes",
                by=request.who,
            )
        except Refused as refusal:
            return self.answer(request, refusal, said.dict())
        return self.go("my-way", said=_("Good that you are here. Somebody will be in touch with you."))

    def answer(self, request, refusal=None, said=None):
        way = self.way(request, None)
        if way.ended_on is None:
            raise NotHere
        values = {"said": said or {}, "way": Addresses(way.pk, True)["way"]}
        if refusal:
            return self.refuse(request, "journey/return.html", refusal, **values)
        return self.show(request, "journey/return.html", **values)


class Earlier(OfWay):
    """What of an earlier way one's new team may read: nothing until one says so, and nothing when one takes it back."""

    roles = OWN
    http_method_names = ("post",)

    def post(self, request):
        way = self.way(request, None)
        before = next((w for w in teams.own_ways(request.who) if w.pk == way.after_id), None)
        if before is None:
            raise NotHere
        said = request.POST
        closing.open_earlier(before, into=way, notes="notes" in said, plans="plans" in said, by=request.who)
        return self.go("my-way", said=_("It is changed, from this second."))


class Come(Page):
    """The open door for whoever has a code and is not signed in. Nobody learns here who is known."""

    public = True

    def get(self, request):
        return self.show(request, "journey/come.html", said={})

    def post(self, request):
        said = request.POST
        try:
            returning.ask_with_code(
                said.get("code", ""), words=said.get("words", ""), reach=said.get("reach", ""), network=request.network
            )
        except Refused as refusal:
            return self.refuse(request, "journey/come.html", refusal, said=said.dict())
        return self.show(request, "journey/came.html")
