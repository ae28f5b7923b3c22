"""One device passed across the table for a paper, and back."""

from django.middleware.csrf import rotate_token

from cairn.lib.words import NotHere, Refused
from cairn.papers import handing
from cairn.people.acts import Act

from ..signed import let_in
from . import show
from .page import WORKS, PaperPage, is_open


class Handover(PaperPage):
    """Staff hand the device over; the participant takes it with their own PIN, for this paper alone."""

    roles = WORKS
    act = Act.PAPER_HAND_OVER

    def get(self, request, pk):
        paper = self.paper(request, pk)
        if not is_open(paper):
            return self.onward(request, paper)
        return self.show(request, "papers/handover.html", **self.values(request, paper))

    def post(self, request, pk):
        paper = self.paper(request, pk)
        secret = request.POST.get("secret", "")
        try:
            _who, token = handing.hand_over(
                paper, secret=secret, by=request.who, device=request.device, network=request.network
            )
        except Refused as refusal:
            return self.refuse(request, "papers/handover.html", refusal, **self.values(request, paper))
        rotate_token(request)
        return let_in(self.onward(request, paper), token)

    def values(self, request, paper):
        title = paper.version.title
        spoken = show.language(request)
        return {
            "paper": show.short(request, paper, title.get(spoken) or title.get("en", "")),
            "me": request.who.person.chosen_name,
        }


class Return(Handover):
    """The lent device goes back to whoever lent it, who gives their own secret."""

    roles = frozenset({*PaperPage.roles})
    on_lent = True
    act = Act.PAPER_HAND_BACK

    def get(self, request, pk):
        return self.show(request, "papers/return.html", **self.values(request, self.lent(request, pk)))

    def post(self, request, pk):
        paper = self.lent(request, pk)
        try:
            token = handing.hand_back(
                paper, secret=request.POST.get("secret", ""), by=request.who, network=request.network
            )
        except Refused as refusal:
            return self.refuse(request, "papers/return.html", refusal, **self.values(request, paper))
        rotate_token(request)
        return let_in(self.onward(request, paper), token)

    def lent(self, request, pk):
        """The paper, on a device that was lent for it."""
        paper = self.paper(request, pk)
        if request.who.sign_in.lent_by_id is None:
            raise NotHere
        return paper
