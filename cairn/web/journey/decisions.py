"""The tier: put to both, answered by both, settled. Nothing is chosen before a person chooses it."""

from django.utils.translation import gettext as _

from cairn.goals import reading as goals
from cairn.journey import deciding, reading
from cairn.lib.words import Refused
from cairn.notes import reading as notes
from cairn.papers import reading as papers
from cairn.people import access
from cairn.people.acts import Act
from cairn.people.roles import Role

from .. import moments, once, texts, timeline, typed
from ..page import Page
from . import beside
from . import show_deciding as show
from .base import OWN, WORKS, Addresses, OfWay


class Decide(OfWay):
    """Somebody puts a tier to both, with the reasons and what it rests on."""

    def get(self, request, pk):
        return self.answer(request, pk, self.way(request, pk, Act.DECISION_PROPOSE))

    def post(self, request, pk):
        way, said = self.way(request, pk, Act.DECISION_PROPOSE), request.POST
        chosen = said.getlist("evidence")
        try:
            made = deciding.propose(
                way,
                tier=typed.a_number(said.get("tier")),
                reasons=said.get("reasons", ""),
                supporter_view=said.get("supporter_view", ""),
                rhythm=said.get("rhythm", ""),
                rhythm_words=said.get("rhythm_words", ""),
                next_on=moments.day(said.get("next_on", ""), "next_on"),
                evidence=[each["value"].split(":") for each in self.there(request, way) if each["value"] in chosen],
                review=self.review(request, way),
                by=request.who,
                pk=once.asked(request),
            )
        except Refused as refusal:
            return self.answer(request, pk, way, refusal, {**said.dict(), "evidence": chosen})
        return self.go("decision", made.pk, said=_("It lies before both now. Each answers with their name."))

    def review(self, request, way):
        """The assessment it came from, when there was one."""
        chosen = request.POST.get("review") or request.GET.get("review")
        return next((r for r in reading.reviews(request.who, way) if str(r.pk) == chosen), None)

    def there(self, request, way):
        """What a decision can rest on, of this way, that this person may see."""
        who = request.who
        rows, _more = notes.timeline(who, way, limit=12)
        written = [(row.note.pk, note_named(row.note, who.zone)) for row in rows if row.body]
        surveys = [
            ("paper", p.pk, _("Progress survey, {day}").format(day=texts.date(p.closed_at or p.started_at)))
            for p in papers.papers_of(who, way, key="progress-survey", limit=5)
        ]
        return show.evidence(reading.reviews(who, way), surveys, written, goals.open_steps(who, way))

    def answer(self, request, pk, way, refusal=None, said=None):
        values = {
            **self.values(request, way, pk),
            "tiers": show.tiers(),
            "rhythms": show.rhythms(),
            "evidence": self.there(request, way),
            "once": once.fresh(request),
            "said": said or {"evidence": [], "review": request.GET.get("review", "")},
        }
        if refusal:
            return self.refuse(request, "journey/decide.html", refusal, **values)
        return self.show(request, "journey/decide.html", **values)


def note_named(note, zone):
    """A note in a line: what it is, and when the two met."""
    title = timeline.title(note.template, note.template_version)
    return f"{title}, {texts.local_day(note.happened_at, zone)}"


class Decision(Page):
    """One decision: what is put, on what it rests, both views, and how it was settled."""

    roles = WORKS | OWN

    def get(self, request, pk):
        return self.answer(request, reading.decision_for(request.who, pk))

    def answer(self, request, decision, refusal=None, said=None):
        who, way = request.who, decision.participation
        own = decision.subject_id == who.person_id
        says = reading.says(who, decision=decision)
        values = {
            "decision": show.decision(
                decision, says, me=who.person_id, remarks=reading.remarks(who, way).get(decision.pk, ())
            ),
            "evidence": evidence(decision),
            "way": Addresses(way.pk, own)["way"],
            "own": own,
            "name": way.person.chosen_name,
            "my_name": who.person.chosen_name,
            "may_answer": access.allows(who, Act.DECISION_ANSWER, decision),
            "may_settle": who.is_a(Role.COORDINATOR) and access.allows(who, Act.DECISION_SETTLE, decision),
            "may_withdraw": access.allows(who, Act.DECISION_WITHDRAW, decision),
            "papers": self.follows(request, way, decision, own),
            "answer_by": self.answer_by(way, decision),
            "once": once.fresh(request),
            "said": said or {},
        }
        if refusal:
            return self.refuse(request, "journey/decision.html", refusal, **values)
        return self.show(request, "journey/decision.html", **values)

    def answer_by(self, way, decision):
        """Until when the program looks for both answers; "" once it is settled."""
        if getattr(decision, "settlement", None) is not None:
            return ""
        return texts.date(reading.answers_by(way, decision))

    def follows(self, request, way, decision, own):
        """The papers that a settled decision leads to, as long as the way goes on."""
        settled = getattr(decision, "settlement", None)
        if settled is None or settled.how == "withdrawn" or way.ended_on:
            return []
        return beside.after_decision(request, way, own)


def evidence(decision):
    """What it rests on, with the addresses that open it to whoever may read it."""
    names = {"review": _("A review"), "paper": _("A progress survey"), "note": _("A note"), "step": _("A step")}
    pages = {"review": "review", "paper": "paper", "note": "note"}
    return [
        {"label": names[kind], "url": show.reverse(pages[kind], args=[pk]) if kind in pages else ""}
        for kind, pk in decision.evidence
    ]


class Answer(Decision):
    """They agree with their name, or say how they see it."""

    http_method_names = ("post",)

    def post(self, request, pk):
        decision, said = reading.decision_for(request.who, pk, Act.DECISION_ANSWER), request.POST
        try:
            deciding.answer(
                decision,
                choice=said.get("choice", ""),
                name=said.get("name", ""),
                words=said.get("words", ""),
                by=request.who,
                pk=once.asked(request),
            )
        except Refused as refusal:
            return self.answer(request, decision, refusal, said.dict())
        return self.go("decision", pk, said=_("Your answer stands beside it."))


class Settle(Decision):
    """A coordinator decides, with a reason that both can read."""

    roles = frozenset({Role.COORDINATOR})
    http_method_names = ("post",)

    def post(self, request, pk):
        decision = reading.decision_for(request.who, pk, Act.DECISION_SETTLE)
        try:
            deciding.settle(decision, why=request.POST.get("why", ""), by=request.who)
        except Refused as refusal:
            return self.answer(request, decision, refusal, request.POST.dict())
        return self.go("decision", pk, said=_("It is settled. Both can read why."))


class Withdraw(Decision):
    """It is off the table, with a reason."""

    roles = WORKS
    http_method_names = ("post",)

    def post(self, request, pk):
        decision = reading.decision_for(request.who, pk, Act.DECISION_WITHDRAW)
        try:
            deciding.withdraw(decision, why=request.POST.get("withdraw_why", ""), by=request.who)
        except Refused as refusal:
            refusal.field = "withdraw_why"
            return self.answer(request, decision, refusal, request.POST.dict())
        return self.go("person-way", decision.participation_id, said=_("It is taken back."))
