"""A supporter's own work, and a participant's say about who walks with them."""

from django.utils.translation import gettext as _

from cairn.lib.words import Refused
from cairn.people.roles import Role
from cairn.teams import changing, matching
from cairn.teams import match_reading as matches
from cairn.teams import reading as teams

from .. import asking, typed
from ..page import Page
from . import show


class Profile(Page):
    """What waits for one's yes or no, and what one brings as a supporter."""

    roles = frozenset({Role.SUPPORTER})

    def get(self, request):
        row = matches.profile_of(request.who)
        said = {**asking.wished(row.wishes if row else {"languages": request.who.person.languages})}
        said |= {"capacity": row.capacity if row else None, "paused": bool(row and row.paused_at)}
        return self.answer(request, said)

    def post(self, request):
        said = asking.typed(request.POST)
        said["paused"] = "paused" in request.POST
        try:
            capacity = typed.a_number(said.get("capacity", "").strip())
            if said.get("capacity", "").strip() and capacity is None:
                raise Refused(_("Please give a number from 0 to 200, or leave it empty."), field="capacity")
            matching.keep_profile(said, capacity=capacity, paused=said["paused"], by=request.who)
        except Refused as refusal:
            return self.answer(request, said, refusal)
        return self.go("my-profile", said=_("It is kept."))

    def answer(self, request, said, refusal=None):
        values = {
            "said": said,
            "ask": asking.choices(),
            "offers": [show.asked(one) for one in matches.offers(request.who)],
            "left": [
                {"name": row.participation.person.chosen_name, "by": row.leaving.person.chosen_name, "word": row.word}
                for row in matches.left_for(request.who)
            ],
            "handovers": [
                {"id": row.pk, "name": row.participation.person.chosen_name, "word": row.word}
                for row in matches.handovers(request.who)
            ],
        }
        if refusal:
            return self.refuse(request, "matching/profile.html", refusal, **values)
        return self.show(request, "matching/profile.html", **values)


class HandoverWord(Page):
    """A word for whoever comes."""

    roles = frozenset({Role.SUPPORTER})

    def post(self, request, pk):
        row = matches.handover_for(request.who, pk)
        changing.leave_word(row, words=request.POST.get("word", ""), by=request.who)
        return self.go("my-profile", said=_("Your word is kept. The participant can read it as well."))


class MySupporter(Page):
    """An offered supporter, and asking for another one. No reason is needed."""

    roles = frozenset({Role.PARTICIPANT})

    def get(self, request):
        return self.answer(request)

    def post(self, request):
        way, said = teams.own(request.who), asking.typed(request.POST)
        try:
            if way is None:
                raise Refused(_("Your way in a program has to begin first."))
            matching.wish(way, said, asks=said.get("asks", ""), by=request.who)
            changing.ask(way, words=said.get("words", ""), by=request.who)
        except Refused as refusal:
            return self.answer(request, refusal, said)
        return self.go("my-supporter", said=_("The coordinator knows. Your supporter is not told that you asked."))

    def answer(self, request, refusal=None, said=None):
        who = request.who
        offer, asked = matches.own_offer(who), matches.own_asking(who)
        values = {
            "offer": show.asked(offer) if offer else None,
            "asked": asked is not None,
            "passes": show.passes(),
            "left": [{"by": row.leaving.person.chosen_name, "word": row.word} for row in matches.own_words(who)],
            "said": said or {},
            "ask": asking.choices(),
        }
        if refusal:
            return self.refuse(request, "matching/supporter.html", refusal, **values)
        return self.show(request, "matching/supporter.html", **values)


class Settled(Page):
    """The participant takes it back."""

    roles = frozenset({Role.PARTICIPANT})

    def post(self, request):
        if (asked := matches.own_asking(request.who)) is None:
            return self.go("my-supporter")
        changing.settle(asked, by=request.who)
        return self.go("my-supporter", said=_("It is taken back."))
