"""A paper as it is kept: on its page, for print, as a PDF; and the copies that were given."""

from django.http import HttpResponse
from django.utils.translation import gettext as _

from cairn.exchange import pdf
from cairn.lib.words import Refused
from cairn.papers import reading, signing
from cairn.papers.rules.life import State
from cairn.people.acts import Act

from .. import once
from . import show_closed, show_pdf
from .page import PaperPage, is_open

FILE = "file"


def download(written, name):
    """A PDF to keep; its name says nothing about anybody."""
    answer = HttpResponse(written, content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="{name}.pdf"'
    return answer


class Show(PaperPage):
    """A paper: signed, all of it and what comes next; still open, where it is gone on with."""

    on_lent = True

    def get(self, request, pk):
        paper = self.paper(request, pk)
        if is_open(paper):
            return self.onward(request, paper)
        values = show_closed.page(request, paper)
        reading.look(paper, by=request.who)
        return self.show(request, "papers/paper.html", **values)


class Print(PaperPage):
    """For paper: all of it on one page."""

    def get(self, request, pk):
        paper = self.paper(request, pk)
        if paper.state != State.SIGNED:
            return self.onward(request, paper)
        values = show_closed.page(request, paper)
        reading.look(paper, by=request.who)
        return self.show(request, "papers/print.html", **values)


class Pdf(PaperPage):
    """The same as a file."""

    def get(self, request, pk):
        paper = self.paper(request, pk)
        if paper.state != State.SIGNED:
            return self.onward(request, paper)
        reading.look(paper, by=request.who)
        return self.file(request, paper)

    def file(self, request, paper):
        """The paper as it was signed, set as a PDF."""
        zone, spoken = paper.organization.zone, show_closed.spoken(request, paper)
        given = [show_closed.copy(row, zone) for row in reading.copies(paper)]
        title = paper.seal.body["version"]["title"]
        written = pdf.typeset(
            "paper",
            show_pdf.paper(paper, spoken, given),
            language=spoken,
            title=title.get(spoken) or title["en"],
            as_of=paper.seal.at,
        )
        return download(written, "paper")


class Copy(Pdf):
    """A copy of it was given: how. As a file it is here at once."""

    on_lent = True
    act = Act.PAPER_COPY

    def get(self, request, pk):
        return self.onward(request, self.paper(request, pk), "paper", anchor="#copy")

    def post(self, request, pk):
        paper, how = self.paper(request, pk), request.POST.get("how", "")
        try:
            signing.give_copy(paper, how=how, by=request.who, pk=once.asked(request))
        except Refused as refusal:
            if is_open(paper):
                return self.onward(request, paper)
            return self.refuse(request, "papers/paper.html", refusal, **show_closed.page(request, paper))
        if how == FILE and not request.who.sign_in.lent_for:
            return self.file(request, paper)
        return self.onward(request, paper, "paper", said=_("It stands beside the paper."), anchor="#copy")
