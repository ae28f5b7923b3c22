"""Yes, or not this time: by the one who is asked, or written down for the participant."""

from django.urls import reverse
from django.utils.translation import gettext as _

from cairn.lib.words import NotHere, Refused
from cairn.people.acts import Act
from cairn.people.roles import Role
from cairn.teams import match_reading as matches
from cairn.teams import offering
from cairn.teams.rules.offer import Side

from .. import texts
from ..page import Page


class Answer(Page):
    """One's own answer to an offered match. No reason is asked."""

    roles = frozenset({Role.SUPPORTER, Role.PARTICIPANT})

    def post(self, request, pk):
        offer, who = matches.offer_for(request.who, pk), request.who
        if who.person_id not in (offer.supporter_id, offer.subject_id):
            raise NotHere
        side = Side.SUPPORTER if offer.supporter_id == who.person_id else Side.PARTICIPANT
        back = "my-profile" if side is Side.SUPPORTER else "my-supporter"
        said = request.POST
        try:
            offering.answer(
                offer, side=side, choice=said.get("choice", ""), passes=said.getlist("passes"),
                never="never" in said, by=who,
            )  # fmt: skip
        except Refused as refusal:
            return self.go(back, said=texts.refusal(refusal))
        if said.get("choice") == "yes":
            return self.go(back, said=_("Your yes is here."))
        return self.go(back, said=_("Your answer is here. That is fine, and nobody asks why."))


class OfOffer(Page):
    """What a coordinator does with an offer; the page of the match says how it went."""

    roles = frozenset({Role.COORDINATOR})
    act = Act.OFFER_MAKE

    def post(self, request, pk):
        offer = matches.offer_for(request.who, pk, self.act)
        try:
            said = self.do(request, offer)
        except Refused as refusal:
            said = texts.refusal(refusal)
        if offer.referral_id:
            return self.go_to(reverse("referral-match", args=[offer.referral_id]), said=said)
        return self.go_to(reverse("person-match", args=[offer.participation_id]), said=said)


class Record(OfOffer):
    """The participant's answer, with how they said it."""

    def do(self, request, offer):
        said = request.POST
        offering.answer(
            offer, side=Side.PARTICIPANT, choice=said.get("choice", ""), how=said.get("how", "") or " ",
            passes=said.getlist("passes"), by=request.who,
        )  # fmt: skip
        return _("It is written down.")


class Withdraw(OfOffer):
    """The offer is taken back."""

    act = Act.OFFER_WITHDRAW

    def do(self, request, offer):
        offering.withdraw(offer, by=request.who)
        return _("The offer is taken back.")
