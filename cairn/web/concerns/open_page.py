from django.utils.translation import gettext as _

from cairn.concerns import raising, reading
from cairn.lib import codes
from cairn.lib.words import NotHere, Refused

from .. import once
from ..page import Page
from . import form_pass, show


class Public(Page):
    """A page for anybody, without an account. It knows nobody: who is signed in here plays no part."""

    public = True


class Open(Public):
    """Somebody from outside, or somebody who does not want to say who they are, says that something is wrong."""

    def get(self, request, slug):
        house = self.house(request, slug)
        return self.show(request, "concerns/open.html", **self.values(house, {}, form_pass.fresh(house)))

    def post(self, request, slug):
        house, said = self.house(request, slug), request.POST.dict()
        if said.get("known") != "yes":
            said = {**said, "name": ""}
        try:
            pk = form_pass.taken(request, house)
            form_pass.pace(request.network)
            _concern, code = raising.receive(house, said=said, pk=pk)
        except Refused as refusal:
            values = self.values(house, request.POST.dict(), form_pass.keep(request, house))
            return self.refuse(request, "concerns/open.html", refusal, **values)
        return self.show(request, "concerns/sent.html", code=code, house=house.name, lines=house.crisis_lines)

    def house(self, request, slug):
        house = reading.house_with(slug)
        if house is None:
            raise NotHere
        request.house = house
        return house

    def values(self, house, said, form_pass_):
        return {
            **show.form(said),
            "house": house.name,
            "lines": house.crisis_lines,
            "pass": form_pass_,
            "trap": form_pass.TRAP,
        }


class Follow(Public):
    """A code is brought: how it stands, what was answered, and room for more words. The code stands in no address."""

    def get(self, request):
        request.house = reading.only_house()
        return self.show(request, "concerns/follow.html", code="")

    def post(self, request):
        request.house, code = reading.only_house(), request.POST.get("code", "")
        try:
            concern = reading.followed(code, network=request.network)
        except Refused as refusal:
            return self.refuse(request, "concerns/follow.html", refusal, code=code)
        request.house = concern.organization
        if "words" not in request.POST:
            return self.answer(request, concern, code)
        return self.more(request, concern, code)

    def more(self, request, concern, code):
        """Words are added; a closed one is opened again by them."""
        words, doing = request.POST["words"], raising.reopen if concern.stage == "closed" else raising.add
        try:
            doing(concern, words=words, by=None, code=code, pk=once.asked(request, concern.pk))
        except Refused as refusal:
            return self.answer(request, concern, code, refusal=refusal, words=words)
        return self.answer(request, concern, code, said=_("Your words are there."))

    def answer(self, request, concern, code, *, refusal=None, words="", said=""):
        zone = concern.organization.zone
        values = {
            "code": codes.spoken(codes.normal(code)),
            "concern": show.line(concern, zone, mine=True),
            "steps": show.steps(reading.steps(concern, shown=True), zone, outside=True),
            "waits": show.waits(reading.hearers(concern)[0]),
            "is_closed": concern.stage == "closed",
            "no_answer": concern.answer == "none",
            "words": words,
            "told": said,
            "once": once.fresh(request, concern.pk),
        }
        if refusal:
            return self.refuse(request, "concerns/followed.html", refusal, **values)
        return self.show(request, "concerns/followed.html", **values)
