"""The wallet card of the Emergency Plan: to be read at a glance, printed, and kept as a file by choice."""

from django.urls import reverse
from django.utils.translation import gettext as _

from cairn.exchange import pdf
from cairn.papers import reading, shown
from cairn.papers.rules.life import State
from cairn.people.acts import Act

from .. import answers, once
from ..page import Page
from ..people import show as people
from . import show, show_pdf
from .copies import download
from .page import OWN, WORKS, own_way, way_for

PLAN = "emergency-plan"


def card_of(request, way):
    """What the card says: the plan that holds, else what has been written of one so far."""
    rows = reading.papers_of(request.who, way, key=PLAN, limit=2)
    agreed = [row for row in rows if row.state == State.SIGNED]
    lines = list(way.organization.crisis_lines)
    base = {"name": way.person.chosen_name, "title": _("Emergency Plan"), "lines": lines, "entries": [], "state": ""}
    if not rows:
        return {**base, "paper": "", "is_agreed": False}
    paper = reading.paper_for(request.who, (agreed or rows)[0].pk)
    laid = shown.laid(paper, language=show.language(request))
    reading.look(paper, by=request.who)
    entries = [
        {
            "id": item["id"],
            "label": item["text"],
            "text": answers.words(item, item["value"]),
            "own": bool(item["hands"]),
        }
        for item in laid.sheet["items"]
        if item["card"] and item["is_visible"]
    ]
    return {
        **base,
        "title": laid.sheet["title"],
        "entries": [entry for entry in entries if entry["text"]],
        "state": "" if agreed else _("Still being written; not agreed yet."),
        "paper": reverse("paper", args=[paper.pk]),
        "is_agreed": bool(agreed),
    }


class Own(Page):
    """One's own card, one tap away."""

    roles = OWN

    def get(self, request):
        way = own_way(request.who)
        if way is None:
            return self.go("my-papers")
        return self.show(
            request,
            "papers/card.html",
            card=card_of(request, way),
            file=reverse("my-card-pdf"),
            begin={"url": reverse("my-paper-begin"), "key": PLAN, "once": once.fresh(request)},
        )


class OwnPdf(Page):
    """The same as a file, for paper or for this device."""

    roles = OWN

    def get(self, request):
        way = own_way(request.who)
        return file_of(request, way) if way else self.go("my-papers")


class Of(Page):
    """The card of somebody one walks with."""

    roles = WORKS

    def get(self, request, pk):
        way = way_for(request.who, pk, Act.PAPER_READ)
        return self.show(
            request,
            "papers/card_of.html",
            head=people.head(way, request.who, "person-papers"),
            card=card_of(request, way),
            file=reverse("person-card-pdf", args=[pk]),
            begin={"url": reverse("person-paper-begin", args=[pk]), "key": PLAN, "once": once.fresh(request)},
        )


class OfPdf(Page):
    """Theirs as a file, to print and hand over."""

    roles = WORKS

    def get(self, request, pk):
        return file_of(request, way_for(request.who, pk, Act.PAPER_READ))


def file_of(request, way):
    """The card as a PDF."""
    said = card_of(request, way)
    written = pdf.typeset(
        "card", show_pdf.card(way.organization, said), language=show.language(request), title=said["title"]
    )
    return download(written, "card")
