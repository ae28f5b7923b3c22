"""What stands beside the words: kept, agreed and said in small forms. A script gets the pieces that changed."""

from collections import defaultdict

from django.http import HttpResponse

from cairn.goals import reading as goals
from cairn.goals import stepping
from cairn.lib.words import NotHere, Refused, _
from cairn.notes import describing, reading
from cairn.notes.rules.life import Stage
from cairn.people.acts import Act

from .. import moments, once, texts
from ..page import Page
from ..typed import a_number
from . import show


class Parts(Page):
    """The pieces beside the words, as they are now."""

    on_lent = True

    def get(self, request, pk):
        note = reading.note_for(request.who, pk, Act.NOTE_WRITE)
        if note.stage != Stage.DRAFT:
            return HttpResponse(status=204)
        return self.show(request, "writing/parts.html", **show.parts(note, request))


class _Part(Page):
    """One small form: it does its one thing and shows the pieces anew, or the page for whoever has no script."""

    on_lent = True
    form, said, anchor = "", "", "#beside"

    def get(self, request, pk, **_named):
        return self.go("note-write", pk, anchor=self.anchor)

    def post(self, request, pk, **named):
        note = reading.note_for(request.who, pk, Act.NOTE_WRITE)
        try:
            self.do(note, request, **named)
        except Refused as refusal:
            return self.wrong(request, note, texts.refusal(refusal))
        if "Cairn-Part" in request.headers:
            return self.show(
                request, "writing/parts.html", **show.parts(note, request) | {"said": texts.sentence(self.said)}
            )
        return self.go("note-write", pk, anchor=self.anchor)

    def wrong(self, request, note, error):
        """The sentence stands in its form, with what was typed."""
        if note.stage != Stage.DRAFT and self.form != "feeling":
            return self.go("note", note.pk)
        wrong = {"wrong": {"form": self.form, "error": error}, "typed": defaultdict(str, request.POST.dict())}
        if "Cairn-Part" in request.headers:
            return self.show(request, "writing/parts.html", 422, **show.parts(note, request) | wrong)
        if note.stage != Stage.DRAFT:
            return self.go("note-reading", note.pk, anchor=self.anchor)
        return self.show(request, "writing/page.html", 422, **show.page(note, request) | wrong)


class Wins(_Part):
    """A strength, a win or something that helped is kept."""

    form, said, anchor = "win", _("Kept."), "#wins"

    def do(self, note, request):
        said = {name: request.POST.get(name, "") for name in ("words", "passage", "section")}
        kind = request.POST.get("kind") or "strength"
        describing.keep_win(note, **said, kind=kind, by=request.who, pk=once.asked(request))


class WinRemoval(_Part):
    """It is no longer kept."""

    form, said, anchor = "win", _("It is no longer kept."), "#wins"

    def do(self, note, request, win):
        describing.let_go_win(note, win, by=request.who)


class Steps(_Part):
    """A next step: who does what, by when."""

    form, said, anchor = "step", _("Noted."), "#steps"

    def do(self, note, request):
        due_on = moments.day(request.POST.get("due_on", ""), "due_on")
        what, mine = request.POST.get("what", ""), request.POST.get("whose") == "mine"
        describing.add_step(note, what=what, mine=mine, due_on=due_on, by=request.who, pk=once.asked(request))


class StepRemoval(_Part):
    """The step was not meant after all."""

    form, said, anchor = "step", _("It is taken out."), "#steps"

    def do(self, note, request, step):
        describing.remove_step(note, step, by=request.who)


class StepMark(_Part):
    """A step from before is done, let go, or still open."""

    form, said, anchor = "before", _("Noted."), "#before"

    def do(self, note, request, step):
        found = goals.step_for(request.who, step)
        if found.participation_id != note.participation_id:
            raise NotHere
        stepping.mark(found, state=request.POST.get("state", ""), word=request.POST.get("word", ""), by=request.who)


class Description(_Part):
    """Which goals it touched, and how it was written together."""

    form, said, anchor = "description", _("Noted."), "#described"

    def do(self, note, request):
        said = request.POST
        goals_said = said["goals"].splitlines() if "goals" in said else None
        describing.describe(
            note, goals=goals_said, together=said.get("together"), together_why=said.get("together_why"), by=request.who
        )


class Feeling(_Part):
    """How the participant feels about it. Theirs alone to say."""

    form, said, anchor = "feeling", _("Noted."), "#feeling"

    def do(self, note, request):
        level = a_number(request.POST.get("feeling"), 0)
        describing.feel(note, feeling=level, words=request.POST.get("words", ""), by=request.who)
