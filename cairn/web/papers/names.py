"""Read back and signed: names, a plan's yes, a witness, and that somebody would rather not."""

from django.conf import settings
from django.utils.translation import gettext as _

from cairn.lib.words import Refused
from cairn.papers import agreeing, filling, reading, shown, signing
from cairn.papers.rules import life
from cairn.papers.rules.life import State
from cairn.people import signing_in
from cairn.people.acts import Act

from . import show, show_names
from .page import PaperPage, is_open


class Reading(PaperPage):
    """The paper as it stands, to be read through; under it the names, and room for one's own."""

    on_lent = True

    def get(self, request, pk):
        paper = self.paper(request, pk)
        if not is_open(paper):
            return self.onward(request, paper)
        values = values_of(request, paper)
        reading.look(paper, by=request.who)
        return self.show(request, "papers/reading.html", **values)


def values_of(request, paper, typed=None):
    """What the page on which one reads back and signs shows."""
    laid = shown.laid(paper, language=show.language(request))
    items, zone = show.items(paper, laid, request.who), request.who.zone
    return {
        "paper": show.short(request, paper, laid.sheet["title"]),
        "sheet": laid.sheet,
        "said": show.together(items),
        "open_parts": [item for item in items if item["is_missing"]],
        "lacking": show_names.lacking(paper, laid),
        "conflicts": [item for item in items if item["id"] in laid.conflicts],
        "names": show_names.signatures(laid.names, zone),
        "fallen": show_names.fallen(laid.fallen, zone),
        "still": show_names.still(laid, paper),
        "room": show_names.room(paper, laid, request.who, typed),
        "outdated": paper.outdated,
        "follows": paper.after_id is not None,
    }


class _Under(PaperPage):
    """Something is put under the paper, as it was shown."""

    on_lent = True

    def get(self, request, pk):
        return self.onward(request, self.paper(request, pk), "paper-reading", anchor="#names")

    def post(self, request, pk):
        paper = self.paper(request, pk)
        if not is_open(paper):
            return self.onward(request, paper)
        try:
            self.do(request, paper)
        except Refused as refusal:
            if refusal.sentence == life.PROVE:
                refusal.field = "secret"
            now = reading.paper_for(request.who, pk)
            if not is_open(now):
                return self.onward(request, now)
            typed = {name: request.POST.get(name, "") for name in show_names.TYPED}
            return self.refuse(request, "papers/reading.html", refusal, **values_of(request, now, typed))
        return self.after(request, paper)

    def after(self, request, paper):
        """It stands: to the signed paper, or back to what is still to come."""
        if paper.state == State.SIGNED:
            return self.onward(request, paper, "paper", said=_("Every name stands. This paper stays as it is."))
        return self.onward(request, paper, said=_("It stands under the paper."), anchor="#names")

    def proved(self, request):
        """Who signs, their secret given anew when the form brought it."""
        if secret := request.POST.get("secret", ""):
            try:
                signing_in.prove_again(request.who, secret, network=request.network)
            except Refused as wrong:
                wrong.field = "secret"
                raise
            request.who = signing_in.who(request.COOKIES[settings.SIGNED_COOKIE])
        return request.who

    def method(self, request):
        return "lent device" if request.who.sign_in.lent_for else "secret"

    def said(self, request, *names):
        return {name: request.POST.get(name, "") for name in names}


class Signature(_Under):
    """A name under exactly what was shown."""

    act = Act.PAPER_SIGN

    def do(self, request, paper):
        signing.sign(
            paper,
            **self.said(request, "name", "digest"),
            by=self.proved(request),
            language=show.language(request),
            intent="intent" in request.POST,
            method=self.method(request),
        )


class Agreement(_Under):
    """A yes to a plan: the first puts it forward, the last makes it the plan."""

    act = Act.PAPER_AGREE

    def do(self, request, paper):
        verb = agreeing.propose if paper.state == State.DRAFT else agreeing.agree
        verb(paper, digest=request.POST.get("digest", ""), by=self.proved(request), language=show.language(request))


class Witness(_Under):
    """A witness's name: one's own, or that of somebody beside one."""

    on_lent = False
    act = Act.PAPER_WITNESS

    def do(self, request, paper):
        guest = request.POST.get("guest", "") == "yes"
        try:
            signing.witness(
                paper,
                name=request.POST.get("witness_name", ""),
                words=request.POST.get("witness_words", "") if guest else "",
                digest=request.POST.get("digest", ""),
                by=self.proved(request),
                language=show.language(request),
                intent="intent" in request.POST,
                guest=guest,
                method=self.method(request),
            )
        except Refused as refusal:
            refusal.field = {"name": "witness_name", "intent": "witness_intent"}.get(refusal.field, refusal.field)
            raise


class Refusal(_Under):
    """Somebody would rather not sign. That is fine, and no reason is asked."""

    act = Act.PAPER_DECLINE

    def do(self, request, paper):
        signing.decline(paper, by=request.who, reason=request.POST.get("reason", ""), language=show.language(request))

    def after(self, request, paper):
        return self.onward(request, paper, "paper", said=_("That is fine. It is written down that you chose not to."))


class Finish(_Under):
    """A paper that needs no name is complete."""

    act = Act.PAPER_FINISH

    def do(self, request, paper):
        filling.finish(paper, by=request.who)

    def after(self, request, paper):
        return self.onward(request, paper, "paper", said=_("Thank you. It is kept as you said it."))
