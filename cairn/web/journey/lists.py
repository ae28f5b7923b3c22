"""Many ways at once: the path with who is where, who wants to come back, and answers without a name."""

from urllib.parse import urlencode

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from cairn.exchange import tables
from cairn.journey import lists, reading, returning
from cairn.journey.rules import stages
from cairn.journey.rules.leaving import FEWEST
from cairn.lib.words import Refused
from cairn.people.roles import Role
from cairn.programs import reading as programs

from .. import once, texts, typed
from ..page import Page
from . import show, show_deciding
from .base import WORKS

COORDINATES = frozenset({Role.COORDINATOR})
TYPES = {"csv": "text/csv; charset=utf-8", "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}


class Path(Page):
    """Who is where on the way: counted, and listed with filters; the list asks what the counts asked."""

    roles = WORKS

    def get(self, request):
        who, said = request.who, chosen(request)
        rows, more = lists.on_the_path(who, before=request.GET.get("before", ""), **asked(said))
        return self.show(
            request,
            "journey/path.html",
            counts=[tally(c) for c in lists.path_counts(who)],
            said=said,
            tables={kind: f"{reverse(f'path-{kind}')}?{urlencode(said)}" for kind in TYPES}
            if who.is_a(Role.COORDINATOR) and rows
            else {},
            rows=[row(r) for r in rows],
            older=f"{request.path}?{urlencode({**said, 'before': rows[-1].place})}" if more else "",
            filtered=any(said[name] for name in ("stage", "tier", "only", "program")),
            stages=[("", _("Every stage"))] + [(str(s), show.name(s)) for s in stages.ORDER[:-1]],
            tiers=[("", _("Every tier"))] + [(str(t), show.tier(t)) for t in stages.TIERS],
            programs=[("", _("Every program"))] + [(str(p.pk), p.name) for p in programs.coordinated(who)]
            if who.is_a(Role.COORDINATOR)
            else [],
            only=[
                ("", _("Everybody")),
                ("alone", _("Without a supporter")),
                ("paused", _("On a pause")),
                ("undecided", _("A decision waits")),
            ],
            sorts=[("longest", _("Longest here first")), ("newest", _("Newest first"))],
        )


class Table(Page):
    """The list as a table that leaves the house: what the page shows with these filters, all of it."""

    roles = COORDINATES

    def get(self, request, kind):
        rows, _more = lists.on_the_path(request.who, limit=None, **asked(chosen(request)))
        columns = [_("Name"), _("Program"), _("Stage"), _("Tier"), _("Since"), _("On the way since"), _("Besides")]
        lines = [line(r) for r in rows]
        made = tables.csv(columns, lines) if kind == "csv" else tables.xlsx(columns, lines, _("The path"))
        answer = HttpResponse(made, content_type=TYPES[kind])
        answer["Content-Disposition"] = f'attachment; filename="path.{kind}"'
        return answer


def line(found):
    """One person as a row of a table; days stay days."""
    said = [_("without a supporter")] * found.is_alone + [_("on a pause")] * found.is_paused
    way = found.participation
    return [
        way.person.chosen_name,
        way.program.name,
        show.name(found.stage),
        show.tier(found.tier),
        found.since,
        way.started_on,
        ", ".join(said),
    ]


def chosen(request):
    """The filters that stand in the address."""
    said = {name: request.GET.get(name, "") for name in ("stage", "tier", "only", "program", "sort")}
    return {**said, "sort": said["sort"] if said["sort"] in lists.SORTS else "longest"}


def asked(said):
    """The same as the door takes them."""
    return {
        "stage": said["stage"],
        "tier": typed.a_number(said["tier"]),
        "only": said["only"],
        "program": typed.an_id(said["program"]),
        "sort": said["sort"],
    }


def tally(count):
    """How many are in a stage and tier, with the list behind it."""
    query = {"stage": str(count.stage), **({"tier": count.tier} if count.tier else {})}
    return {
        "name": show.name(count.stage),
        "tier": show.short_tier(count.tier),
        "people": count.people,
        "url": f"{reverse('path')}?{urlencode(query)}",
    }


def row(found):
    """One person in the list."""
    person = found.participation.person
    return {
        "who": {"name": person.chosen_name, "initials": person.initials, "voice": "participant"},
        "url": reverse("person-way", args=[found.participation.pk]),
        "program": found.participation.program.name,
        "stage": show.name(found.stage),
        "tier": show.short_tier(found.tier),
        "since": texts.date(found.since),
        "alone": found.is_alone,
        "paused": found.is_paused,
    }


class Returns(Page):
    """Who asked to come back and waits for an answer."""

    roles = COORDINATES

    def get(self, request):
        rows = [ask(c) for c in reading.returns(request.who)]
        return self.show(request, "journey/returns.html", rows=rows)


def ask(coming):
    """One ask to come back."""
    person, how = (
        coming.participation.person,
        {
            "self": _("signed in"),
            "code": _("with a code"),
            "staff": _("told somebody"),
        },
    )
    return {
        "id": coming.pk,
        "url": reverse("coming", args=[coming.pk]),
        "who": {"name": person.chosen_name, "initials": person.initials, "voice": "participant"},
        "program": coming.participation.program.name,
        "left": texts.date(coming.participation.ended_on),
        "when": texts.date(coming.at),
        "how": how[coming.how],
        "words": coming.words,
        "reach": coming.reach,
        "notes": coming.shares_notes,
        "plans": coming.shares_plans,
        "waits": coming.answered_at is None,
    }


class Coming(Page):
    """One ask to come back: welcomed on a new way, or told why not now."""

    roles = COORDINATES

    def get(self, request, pk):
        return self.answer(request, reading.coming_for(request.who, pk))

    def post(self, request, pk):
        who, said, coming = request.who, request.POST, reading.coming_for(request.who, pk)
        try:
            if said.get("answer") == "later":
                returning.put_off(coming, words=said.get("words", ""), by=who)
                return self.go("returns", said=_("They can read your answer, and ask again at any time."))
            program = programs.coordinated_for(who, typed.an_id(said.get("program")) or coming.participation.program_id)
            way = returning.welcome(coming, program=program, by=who, pk=once.asked(request))
        except Refused as refusal:
            return self.answer(request, coming, refusal)
        return self.go("person-team", way.pk, said=_("A new way has begun. Who walks with them?"))

    def answer(self, request, coming, refusal=None):
        values = {
            "coming": ask(coming),
            "programs": [(str(p.pk), p.name) for p in programs.coordinated(request.who)],
            "program": str(coming.participation.program_id),
            "once": once.fresh(request),
            "words": request.POST.get("words", ""),
        }
        if refusal:
            return self.refuse(request, "journey/coming.html", refusal, **values)
        return self.show(request, "journey/coming.html", **values)


class Write(Page):
    """Somebody who left called, and a coordinator writes down that they want to come back."""

    roles = COORDINATES
    http_method_names = ("post",)

    def post(self, request, pk):
        way = reading.ended_for(request.who, pk)
        try:
            made = returning.ask(way, words=request.POST.get("words", ""), by=request.who)
        except Refused as refusal:
            return self.go("person-way", pk, said=texts.refusal(refusal))
        return self.go("coming", made.pk)


class Survey(Page):
    """What people said without a name when they left; few voices are not shown."""

    roles = frozenset({Role.COORDINATOR, Role.ADMINISTRATOR})

    def get(self, request):
        found, number = reading.nameless(request.who)
        answers = [show_deciding.answered(each) for each in found]
        return self.show(request, "journey/survey.html", answers=answers, number=number, fewest=FEWEST)
