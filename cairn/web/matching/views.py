from django.urls import reverse
from django.utils.translation import gettext as _

from cairn.lib.words import Refused
from cairn.lib.words import _ as mark
from cairn.people.acts import Act
from cairn.people.roles import Role
from cairn.teams import changing, matching, offering
from cairn.teams import match_reading as matches
from cairn.teams import reading as teams
from cairn.teams import referral_reading as referrals
from cairn.teams.rules import fit

from .. import asking, once, typed
from ..page import Page
from . import show

COORDINATES = frozenset({Role.COORDINATOR})


class Match(Page):
    """Who may fit, with reasons; the coordinator offers, and nothing is decided here."""

    roles = COORDINATES

    def get(self, request, pk):
        return self.answer(request, self.door(request, pk))

    def post(self, request, pk):
        thing = self.door(request, pk)
        try:
            supporter = self.supporter(request)
            reason = request.POST.get("reason", "")
            offering.offer(thing, supporter=supporter, reason=reason, by=request.who, pk=once.asked(request))
        except Refused as refusal:
            return self.answer(request, thing, refusal)
        return self.go_to(request.path, said=_("{name} is asked.").format(name=supporter.chosen_name))

    def supporter(self, request):
        """The supporter whom the form names."""
        if not request.POST.get("supporter"):
            raise Refused(mark("Please choose somebody."), field="supporter")
        return teams.supporter_for(request.who, typed.an_id(request.POST["supporter"]))

    def answer(self, request, thing, refusal=None):
        referral, way = self.both(thing)
        person_id = way.person_id if way else referral.subject_id
        said = matches.wishes_of(way) if way else None
        sides = matches.sides(request.who, referral=referral, person_id=person_id, but=way)
        fitting, hindered = fit.rank(matching.plain(said, referral, way), sides)
        offers = [show.offer(row) for row in matches.offers_of(request.who, referral=referral, participation=way)]
        values = {
            **self.head(referral, way, said),
            "fitting": [show.fit(one) for one in fitting],
            "hindered": [show.fit(one) for one in hindered],
            "open": next((o for o in offers if o["open"]), None),
            "over": [o for o in offers if not o["open"]],
            "once": once.fresh(request),
            "passes": show.passes() if way else [],
            "kinds": show.conflicts(),
            "everybody": [("", _("Choose somebody")), *((s.id, s.name) for s in sides)],
            "conflicts": [
                show.conflict(row) for row in matches.conflicts(request.who, referral=referral, person_id=person_id)
            ],
            **self.beside(request, way, said),
        }
        if refusal:
            return self.refuse(request, "matching/match.html", refusal, **values)
        return self.show(request, "matching/match.html", **values)

    def beside(self, request, way, said):
        """What stands beside, for somebody who is here already."""
        return {"way": None}


class ReferralMatch(Match):
    """Somebody who waits, and who may walk with them."""

    def door(self, request, pk):
        row = referrals.referral_for(request.who, pk, Act.OFFER_MAKE)
        referrals.look(row, by=request.who)
        return row

    def both(self, thing):
        return thing, thing.participation

    def head(self, referral, way, said):
        return {
            "name": referral.name,
            "back": reverse("referral", args=[referral.pk]),
            "asks": referral.asks,
            "wishes": asking.wish_lines(referral.wishes),
            "conflict_to": reverse("referral-conflict", args=[referral.pk]),
        }


class PersonMatch(Match):
    """Another supporter for somebody who is here."""

    def door(self, request, pk):
        way = teams.participation_for(request.who, pk, Act.OFFER_MAKE)
        teams.look(way, by=request.who, looked=way.looked)
        return way

    def both(self, thing):
        return None, thing

    def head(self, referral, way, said):
        return {
            "name": way.person.chosen_name,
            "back": reverse("person-team", args=[way.pk]),
            "asks": said.asks if said else "",
            "wishes": asking.wish_lines(said.wishes if said else {"languages": way.person.languages}),
            "conflict_to": reverse("person-conflict", args=[way.pk]),
        }

    def beside(self, request, way, said):
        handover = matches.handover_of(request.who, way)
        walks = [row for row in teams.team(way) if row.part == "supporter"]
        return {
            "way": way.pk,
            "ask": asking.choices(),
            "said": {**asking.wished(said.wishes if said else {}), "asks": said.asks if said else ""},
            "handover": {"name": handover.leaving.person.chosen_name, "word": handover.word} if handover else None,
            "leaving": walks[0].person.chosen_name if walks else "",
        }


class Said:
    """A conflict of interest is written down on the page of the match."""

    def post(self, request, pk):
        thing = self.door(request, pk)
        try:
            said = request.POST
            supporter = self.supporter(request)
            matching.say_conflict(
                thing, supporter=supporter, kind=said.get("kind", ""), words=said.get("words", ""), by=request.who
            )
        except Refused as refusal:
            return self.answer(request, thing, refusal)
        return self.go(self.back, pk, said=_("It is written down. They are not offered to each other."))


class ReferralConflict(Said, ReferralMatch):
    """Of somebody who was referred."""

    http_method_names = ("post",)
    back = "referral-match"


class PersonConflict(Said, PersonMatch):
    """Of somebody who is here."""

    http_method_names = ("post",)
    back = "person-match"


class ConflictEnd(Page):
    """It stands between them no more."""

    roles = COORDINATES

    def post(self, request, pk):
        row = matches.conflict_for(request.who, pk)
        matching.end_conflict(row, by=request.who)
        if row.referral_id:
            return self.go("referral-match", row.referral_id, said=_("It is changed."))
        return self.go("referrals", said=_("It is changed."))


class PersonWishes(PersonMatch):
    """What the participant wishes for in a supporter, written down by the coordinator."""

    http_method_names = ("post",)

    def post(self, request, pk):
        way, said = self.door(request, pk), asking.typed(request.POST)
        try:
            matching.wish(way, said, asks=said.get("asks", ""), by=request.who)
        except Refused as refusal:
            return self.answer(request, way, refusal)
        return self.go("person-match", pk, said=_("It is kept."))


class PersonHandover(PersonMatch):
    """The supporter who leaves is told, and may leave a word."""

    http_method_names = ("post",)

    def post(self, request, pk):
        way = self.door(request, pk)
        member = next((row for row in teams.team(way) if row.part == "supporter"), None)
        if member is None:
            return self.go("person-match", pk)
        try:
            changing.open_handover(member, by=request.who)
        except Refused as refusal:
            return self.answer(request, way, refusal)
        said = _("{name} is told, and can leave a word.").format(name=member.person.chosen_name)
        return self.go("person-match", pk, said=said)
