from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from cairn.goals import reading as goals
from cairn.lib.words import Refused
from cairn.lib.words import _ as mark
from cairn.meetings import reading as meetings
from cairn.notes import reading as notes
from cairn.people import access, granting, joining
from cairn.people import reading as people
from cairn.people.acts import Act
from cairn.people.roles import Role
from cairn.programs import reading as programs
from cairn.teams import pairing, receiving
from cairn.teams import reading as teams

from .. import asking, codes, history, once, timeline, typed
from ..home import show as today
from ..page import Page
from . import show

WORKS = frozenset({Role.SUPPORTER, Role.COORDINATOR})
COORDINATES = frozenset({Role.COORDINATOR})


class People(Page):
    """Everybody this person walks with, by name."""

    roles = WORKS | {Role.ALLY}

    def get(self, request):
        return self.listed(request)

    def post(self, request):
        return self.listed(request, request.POST.get("q", "").strip())

    def listed(self, request, words=""):
        """Everybody, or those whose name holds these words."""
        who = request.who
        walks, page, last, count = show.listed(
            teams.participations(who), words, typed.a_number(request.GET.get("page"), 1)
        )
        ahead = meetings.ahead_of(who, [w.participation for w in walks])
        wants = {"for": "session"} if request.GET.get("for") == "session" and who.is_a(Role.SUPPORTER) else {}
        return self.show(
            request,
            "people/list.html",
            words=words,
            count=count,
            rows=[show.row(walk, ahead.get(walk.participation.pk)) for walk in walks],
            pages=show.pages(words, page, last, wants),
            to_begin=bool(wants),
            may_welcome=who.is_a(Role.COORDINATOR),
        )


class New(Page):
    """Somebody new is welcomed into a program, with a supporter beside them."""

    roles = COORDINATES

    def get(self, request):
        return self.show(request, "people/new.html", said={"languages": ["en"]}, **self.choices(request))

    def post(self, request):
        who, said = request.who, request.POST
        kept = {**said.dict(), "languages": said.getlist("languages")}
        try:
            if not said.get("program"):
                raise Refused(mark("Please choose a program."), field="program")
            program = programs.coordinated_for(who, typed.an_id(said["program"]))
            supporter = teams.supporter_for(who, typed.an_id(said["supporter"])) if said.get("supporter") else None
            way = receiving.receive(
                program,
                chosen_name=said.get("chosen_name", ""),
                supporter=supporter,
                by=who,
                pk=once.asked(request),
                pronouns=said.get("pronouns", "").strip()[:40],
                languages=show.in_order(kept["languages"], said.get("first")),
            )
        except Refused as refusal:
            return self.refuse(request, "people/new.html", refusal, said=kept, **self.choices(request))
        return self.go("person", way.pk, said=_("{name} is here now.").format(name=way.person.chosen_name))

    def choices(self, request):
        return {
            "programs": [(p.pk, p.name) for p in programs.coordinated(request.who)],
            "supporters": [("", _("Nobody yet"))] + [(p.pk, p.chosen_name) for p in teams.supporters(request.who)],
            "known": show.languages(()),
            "once": once.fresh(request),
        }


class Person(Page):
    """One person: strengths first, then their way, what is next, and a search in their words."""

    roles = WORKS | {Role.ALLY}

    def get(self, request, pk):
        return self.page(request, pk)

    def post(self, request, pk):
        return self.page(request, pk, request.POST.get("q", "").strip())

    def page(self, request, pk, words=""):
        """Their way, or what was found for these words."""
        who = request.who
        way = teams.participation_for(who, pk, **meetings.soonest(who))
        writes = who.is_a(Role.SUPPORTER) and not who.is_a(Role.COORDINATOR)
        values = {
            "head": show.head(way, who, "person"),
            "words": words,
            "meeting": show.soonest(way),
            "works": who.is_a(Role.SUPPORTER),
            "once": once.fresh(request),
        }
        if words:
            found = timeline.found(notes.search(who, way, words), zone=who.zone, writes=writes)
            return self.show(request, "people/found.html", found=found, counted=timeline.counted(len(found)), **values)
        teams.look(way, by=who, looked=way.looked)
        before = request.GET.get("before", "")
        rows, more = notes.timeline(who, way, before=before)
        return self.show(
            request,
            "people/person.html",
            is_first=not before,
            years=timeline.years(rows, zone=who.zone, writes=writes),
            strengths=[] if before else timeline.strengths(rows),
            steps=today.steps(goals.open_steps(who, way), who),
            older=timeline.older(request.path, rows, more),
            **values,
        )


class About(Page):
    """What somebody goes by, and what the house needs to know of them."""

    roles = WORKS

    def get(self, request, pk):
        way = teams.participation_for(request.who, pk, Act.PERSON_CHANGE)
        teams.look(way, by=request.who, looked=way.looked)
        return self.answer(request, way, self.known(way))

    def known(self, way):
        """What the form about them begins with."""
        person = way.person
        said = {name: getattr(person, name) for name in ("chosen_name", "pronouns", "legal_name")}
        return {**said, "languages": person.languages, "first": person.language}

    def post(self, request, pk):
        way = teams.participation_for(request.who, pk, Act.PERSON_CHANGE)
        said = {name: request.POST.get(name, "").strip() for name in ("chosen_name", "pronouns", "legal_name")}
        chosen, first = request.POST.getlist("languages"), request.POST.get("first", "")
        try:
            granting.change(way.person, by=request.who, through=way, languages=show.in_order(chosen, first), **said)
        except Refused as refusal:
            return self.answer(request, way, {**said, "languages": chosen, "first": first}, refusal)
        return self.go("person-about", pk, said=_("It is changed."))

    def answer(self, request, way, said, refusal=None, reach=None):
        person = way.person
        values = {
            "head": show.head(way, request.who, "person-about"),
            "said": said,
            "ask": asking.choices(),
            "reach": reach or asking.reached(person.safe_contact, phone=person.phone, born_on=person.born_on),
            "known": show.languages(said["languages"]),
        }
        if refusal:
            return self.refuse(request, "people/about.html", refusal, **values)
        return self.show(request, "people/about.html", **values)


class Code(Page):
    """A code with which the person comes in, the first time or after a forgotten PIN: made and told face to face."""

    roles = WORKS

    def get(self, request, pk):
        way = teams.participation_for(request.who, pk, Act.CODE_MAKE)
        return self.show(request, "people/code.html", **self.values(request, way))

    def post(self, request, pk):
        way = teams.participation_for(request.who, pk, Act.CODE_MAKE)
        try:
            code = joining.make_code(way.person, by=request.who, through=way)
        except Refused as refusal:
            return self.refuse(request, "people/code.html", refusal, **self.values(request, way))
        shown = urlencode({"shown": codes.put(request, code, pk)})
        return self.go_to(f"{reverse('person-code', args=[pk])}?{shown}")

    def values(self, request, way):
        return {"head": show.head(way, request.who, "person-about"), "shown": codes.take(request, way.pk)}


class History(Page):
    """Who did what in this record, and who looked."""

    roles = COORDINATES

    def get(self, request, pk):
        who = request.who
        way = teams.participation_for(who, pk, Act.HISTORY_READ)
        before = typed.a_number(request.GET.get("before"))
        events, older = history.turned(request.path, teams.history(way, before=before, limit=history.asked()))
        if before is None:
            teams.look(way, by=who, act=Act.HISTORY_READ)
        names = history.named(people.names(history.people_in(events)))
        return self.show(
            request,
            "people/history.html",
            head=show.head(way, who, "person-history"),
            days=history.days(events, names, zone=who.zone, me=who.person_id),
            older=older,
        )


class Team(Page):
    """Who walks with this person. A coordinator asks somebody along, or takes leave of them."""

    roles = WORKS

    def get(self, request, pk):
        return self.answer(request, teams.participation_for(request.who, pk))

    def post(self, request, pk):
        way = teams.participation_for(request.who, pk, Act.TEAM_JOIN)
        part = "backup" if request.POST.get("part") == "backup" else "supporter"
        try:
            if not request.POST.get("person"):
                raise Refused(_("Please choose somebody."), field="person")
            person = teams.supporter_for(request.who, typed.an_id(request.POST["person"]))
            pairing.join(way, person=person, part=part, by=request.who)
        except Refused as refusal:
            return self.answer(request, way, refusal)
        return self.go("person-team", pk, said=_("{name} is on the team now.").format(name=person.chosen_name))

    def answer(self, request, way, refusal=None):
        may = access.allows(request.who, Act.TEAM_JOIN, way)
        values = {
            "head": show.head(way, request.who, "person-team"),
            "may_change": may,
            "team": [show.member(row) for row in teams.team(way)],
            "supporters": [("", _("Choose somebody"))] + [(p.pk, p.chosen_name) for p in teams.supporters(request.who)]
            if may
            else [],
        }
        if refusal:
            return self.refuse(request, "people/team.html", refusal, **values)
        return self.show(request, "people/team.html", **values)


class TeamEnd(Page):
    """Somebody is on the team no more."""

    roles = COORDINATES

    def post(self, request, pk, member):
        row = teams.member_for(request.who, member, Act.TEAM_LEAVE)
        pairing.leave(row, by=request.who)
        return self.go(
            "person-team",
            row.participation_id,
            said=_("{name} is on the team no more.").format(name=row.person.chosen_name),
        )
