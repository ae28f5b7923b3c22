"""What is done to a referral: getting in touch, where it stands, and that it is somebody who is here already."""

from django.utils.translation import gettext as _

from cairn.lib.words import Refused
from cairn.people.acts import Act
from cairn.teams import merging, referring
from cairn.teams import reading as teams
from cairn.teams import referral_reading as referrals

from .. import typed
from .views import Referral


class Deed(Referral):
    """Only to send; what stands in the way is said on the page of the referral."""

    http_method_names = ("post",)
    act = Act.REFERRAL_READ

    def post(self, request, pk):
        row = referrals.referral_for(request.who, pk, self.act)
        try:
            self.do(request, row)
        except Refused as refusal:
            return self.answer(request, pk, refusal, request.POST.dict())
        return self.go("referral", pk, said=self.said(request))


class Contact(Deed):
    """Somebody got in touch, or tried to."""

    act = Act.REFERRAL_CONTACT

    def do(self, request, row):
        said = request.POST
        referring.contact(
            row, how=said.get("how", ""), reached=said.get("reached") == "yes", words=said.get("words", ""),
            by=request.who,
        )  # fmt: skip

    def said(self, request):
        return _("It is written down.")


MOVES = {
    "wait": referring.wait,
    "decline": referring.decline,
    "withdraw": referring.withdraw,
    "reopen": referring.reopen,
}


class Move(Deed):
    """It stands somewhere else now."""

    def do(self, request, row):
        verb = MOVES.get(request.POST.get("to", ""))
        if verb is None:
            raise Refused(_("Please choose where it stands."))
        verb(row, reason=request.POST.get("reason", ""), by=request.who)

    def said(self, request):
        return _("It is changed.")


class Merge(Deed):
    """It is about the same person as another referral, or as somebody known here."""

    act = Act.REFERRAL_MERGE

    def do(self, request, row):
        who, said = request.who, request.POST
        into = participation = None
        if said.get("into"):
            into = referrals.referral_for(who, typed.an_id(said["into"]), Act.REFERRAL_MERGE)
        elif said.get("participation"):
            participation = teams.participation_for(who, typed.an_id(said["participation"]), Act.REFERRAL_MERGE)
        else:
            raise Refused(_("Please choose who is the same person."))
        merging.merge(row, into=into, participation=participation, why=said.get("why", ""), by=who)

    def said(self, request):
        return _("They are one now. It can be undone.")


class Part(Referral):
    """They are two again."""

    http_method_names = ("post",)

    def post(self, request, pk):
        row = referrals.merge_for(request.who, pk)
        try:
            merging.part(row, why=request.POST.get("why", ""), by=request.who)
        except Refused as refusal:
            return self.answer(request, row.referral_id, refusal)
        return self.go("referral", row.referral_id, said=_("They are two again."))
