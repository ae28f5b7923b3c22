"""What lasts: renewing, a newer text, what changed, looking again, putting away."""

from django.utils.translation import gettext as _

from cairn.lib.words import NotHere, Refused
from cairn.papers import agreeing, filling, library, reading
from cairn.papers.rules.life import State
from cairn.people.acts import Act

from .. import moments, once, texts, typed
from . import show, show_changes, show_closed
from .page import PaperPage, is_open


class Renewal(PaperPage):
    """A new paper in the place of one that runs out, with its answers, to be signed anew."""

    act = Act.PAPER_BEGIN

    def get(self, request, pk):
        return self.onward(request, self.paper(request, pk), "paper")

    def post(self, request, pk):
        made = filling.renew(self.paper(request, pk), by=request.who, pk=once.asked(request))
        return self.onward(request, made, said=_("What you said before is in it. Change what is different now."))


class Newer(PaperPage):
    """There is a newer text: what changed in it, and how to go on with it."""

    on_lent = True
    act = Act.PAPER_BEGIN

    def get(self, request, pk):
        paper = self.paper(request, pk)
        if not paper.newer or not (is_open(paper) or paper.state == State.SIGNED):
            return self.onward(request, paper, "paper")
        version, spoken = library.text_for(request.who, paper.form.key), show.language(request)
        values = show_changes.texts_of(paper, version, spoken)
        return self.show(
            request,
            "papers/newer.html",
            paper=show.short(request, paper, values["title"]),
            once=once.fresh(request),
            is_open=is_open(paper),
            **values,
        )

    def post(self, request, pk):
        paper = self.paper(request, pk)
        if paper.state == State.SIGNED:
            made = filling.renew(paper, by=request.who, pk=once.asked(request))
        else:
            made = filling.bring_up(paper, by=request.who)
        return self.onward(request, made, "paper-filling", said=_("Here is the newer text, with your answers."))


class Changes(PaperPage):
    """What a paper says otherwise than the one before it (or another one of its kind), before and after."""

    def get(self, request, pk):
        paper = self.paper(request, pk)
        earlier = [p for p in reading.plan_versions(request.who, paper.participation, paper.form.key) if p.pk < pk]
        asked = typed.an_id(request.GET.get("from"))
        old = next((p for p in earlier if p.pk == asked), earlier[0] if earlier else None)
        if old is None or (asked and asked != old.pk):
            raise NotHere
        spoken, zone = show.language(request), paper.organization.zone
        page = show_changes.between(old, paper, spoken)
        reading.look(paper, by=request.who)
        return self.show(
            request,
            "papers/changes.html",
            paper=show.short(request, paper, page["title"]),
            changes=page["changes"],
            before=show_changes.named(old, zone),
            now=show_changes.named(paper, zone),
            others=[
                {**show_changes.named(p, zone), "url": show.address(request, "paper-changes", pk, **{"from": p.pk})}
                for p in earlier
                if p.pk != old.pk
            ],
        )


class Review(PaperPage):
    """A living plan was looked at again: it stays as it is until a day."""

    on_lent = True
    act = Act.PAPER_REVIEW

    def get(self, request, pk):
        return self.onward(request, self.paper(request, pk), "paper", anchor="#look-again")

    def post(self, request, pk):
        paper = self.paper(request, pk)
        try:
            made = agreeing.review(
                paper,
                next_on=moments.day(request.POST.get("next_on", ""), "next_on"),
                by=request.who,
                pk=once.asked(request),
            )
        except Refused as refusal:
            return self.refuse(request, "papers/paper.html", refusal, **show_closed.page(request, paper))
        said = _("It stays as it is.")
        if made.next_on:
            said = _("It stays as it is until {day}.").format(day=texts.date(made.next_on))
        return self.onward(request, paper, "paper", said=said)


class Removal(PaperPage):
    """A paper that nobody signed is put away."""

    act = Act.PAPER_LET_GO

    def get(self, request, pk):
        return self.onward(request, self.paper(request, pk))

    def post(self, request, pk):
        paper = self.paper(request, pk)
        back = show.short(request, paper, "")["back"]
        filling.let_go(paper, by=request.who)
        return self.go_to(back, said=_("It is put away. You can begin a new one at any time."))
