from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cairn.goals import reading as goals
from cairn.goals import stepping
from cairn.lib.words import Refused
from cairn.notes import reading as notes
from cairn.people import reading as people
from cairn.people.roles import Role
from cairn.teams import reading as teams

from .. import again, texts
from ..page import Page
from . import charge, own, show, work

LOOKED_LATELY = 30
SAID = {
    "done": _("Well done. It is marked as done."),
    "let_go": _("It is let go. That is fine."),
    "open": _("It is open again."),
}


class Home(Page):
    """For a stranger what this is; for everybody else what matters today."""

    public = True

    def get(self, request):
        if request.who is None:
            return again.ask(request) if request.stale else self.show(request, "home/front.html")
        if note := request.who.sign_in.only_note:
            return self.go("note-write", note)
        if paper := request.who.sign_in.only_paper:
            return self.go("paper", paper)
        for role, face in (
            (Role.SUPPORTER, self.supporter),
            (Role.COORDINATOR, self.coordinator),
            (Role.PARTICIPANT, self.participant),
            (Role.ADMINISTRATOR, self.house),
            (Role.AUDITOR, self.house),
            (Role.ALLY, self.ally),
        ):
            if request.who.is_a(role):
                return face(request, request.who)
        return self.show(request, "home/nothing.html")

    def participant(self, request, who):
        table = notes.table(who, own=True)
        events = people.own_history(who, limit=LOOKED_LATELY)
        return self.show(
            request,
            "home/participant.html",
            greeting=show.greeting(who),
            strengths=show.wins(goals.own_wins(who, limit=4), who),
            notes=show.own_notes(table, who),
            meeting=show.next_meeting(table, who),
            steps=show.steps(goals.own_steps(who), who),
            looks=show.looks(events, people.names(show.lookers(events, who))),
            also=show.also(who),
            **own.values(who),
        )

    def supporter(self, request, who):
        table = notes.table(who)
        first = show.first(table, who)
        if first:
            teams.look(first.participation, by=who, looked=first.looked)
        coordinates = who.is_a(Role.COORDINATOR)
        return self.show(
            request,
            "home/supporter.html",
            greeting=show.greeting(who),
            today=show.today(who),
            first=show.glance(first, who) if first else None,
            steps=show.steps(goals.open_steps(who, first.participation), who) if first else [],
            strengths=show.wins(goals.wins(who, first.participation, limit=4), who, first.subject_id) if first else [],
            drafts=show.drafts(table, who),
            ahead=show.ahead(table, who, but=first),
            also=show.also(who),
            **work.values(who),
            **(charge.values(who) if coordinates else charge.NOTHING),
        )

    def coordinator(self, request, who):
        return self.show(
            request,
            "home/coordinator.html",
            greeting=show.greeting(who),
            today=show.today(who),
            also=show.also(who),
            **charge.values(who),
        )

    def house(self, request, who):
        return self.show(request, "home/house.html", greeting=show.greeting(who), also=show.also(who))

    def ally(self, request, who):
        return self.show(request, "home/ally.html", greeting=show.greeting(who))


class StepMark(Page):
    """A next step is done, let go or open again, with a word about how it went."""

    roles = frozenset({Role.PARTICIPANT, Role.SUPPORTER})

    def post(self, request, pk):
        step = goals.step_for(request.who, pk)
        state = request.POST.get("state", "")
        back = again.safe_next(request, request.POST.get("next") or reverse("home"))
        try:
            stepping.mark(step, state=state, word=request.POST.get("word", "").strip(), by=request.who)
        except Refused as refusal:
            return self.go_to(back, said=texts.refusal(refusal))
        return self.go_to(back, said=SAID[state])
