from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from cairn.lib.words import Refused
from cairn.people import granting, joining
from cairn.people import reading as people
from cairn.people.roles import Role
from cairn.programs import founding
from cairn.programs import reading as programs

from .. import codes, history, typed
from ..page import Page
from . import show

RUNS = frozenset({Role.ADMINISTRATOR})
SEES = frozenset({Role.ADMINISTRATOR, Role.AUDITOR})


class House(Page):
    """Who is here in which role, and which programs there are."""

    roles = SEES

    def get(self, request):
        return self.page(request)

    def post(self, request):
        return self.page(request, request.POST.get("q", "").strip())

    def page(self, request, words=""):
        """Everybody, or those whose name holds these words."""
        who = request.who
        everybody = people.house(who)
        rows, page, last, count = show.people(everybody, who, words, typed.a_number(request.GET.get("page"), 1))
        return self.show(
            request,
            "house/house.html",
            rows=rows,
            words=words,
            count=count,
            pages=show.pages(words, page, last),
            counts=show.counts(everybody),
            programs=show.programs(programs.house(who), everybody),
            may=who.is_a(Role.ADMINISTRATOR),
        )


class Welcome(Page):
    """Somebody comes to work here: their roles, and the code that lets them in."""

    roles = RUNS

    def get(self, request):
        return self.show(request, "house/welcome.html", said={}, roles=show.roles(()))

    def post(self, request):
        said, chosen = request.POST, request.POST.getlist("roles")
        roles = [role for role in show.GIVEN if str(role) in chosen]
        try:
            person, code = joining.invite(
                said.get("chosen_name", ""),
                roles=roles,
                email=show.address(said.get("email", "")),
                by=request.who,
                credential=said.get("credential", "").strip()[:120],
            )
        except Refused as refusal:
            return self.refuse(request, "house/welcome.html", refusal, said=said.dict(), roles=show.roles(chosen))
        return self.go_to(person_page(request, person.pk, code))


def person_page(request, pk, code):
    """The page of somebody who works here, with the code that was just made."""
    return f"{reverse('house-person', args=[pk])}?{urlencode({'shown': codes.put(request, code, pk)})}"


class Person(Page):
    """One person as the house knows them: their roles, and a code when they cannot come in."""

    roles = RUNS

    def get(self, request, pk):
        return self.answer(request, pk)

    def answer(self, request, pk, refusal=None):
        person = people.person_for(request.who, pk)
        values = {"person": show.person(person, people.roles_of(request.who, person)), "shown": codes.take(request, pk)}
        if refusal:
            return self.refuse(request, "house/person.html", refusal, **values)
        return self.show(request, "house/person.html", **values)


class Grant(Person):
    """Somebody holds one role more."""

    def get(self, request, pk):
        return self.go("house-person", pk)

    def post(self, request, pk):
        person = people.person_for(request.who, pk)
        role, credential = request.POST.get("role", ""), request.POST.get("credential", "").strip()[:120]
        try:
            if role not in {str(r) for r in show.GIVEN}:
                raise Refused(_("Please choose what they do here."), field="role")
            granting.grant(person, role=role, credential=credential, by=request.who)
        except Refused as refusal:
            return self.answer(request, pk, refusal)
        return self.go("house-person", pk, said=_("They hold that role now."))


class Revoke(Person):
    """A role of somebody's ends."""

    def get(self, request, pk):
        return self.go("house-person", people.membership_for(request.who, pk).person_id)

    def post(self, request, pk):
        membership = people.membership_for(request.who, pk)
        try:
            granting.revoke(membership, by=request.who)
        except Refused as refusal:
            return self.answer(request, membership.person_id, refusal)
        if membership.person_id == request.who.person_id:
            return self.go("home", said=_("That role of yours has ended."))
        return self.go("house-person", membership.person_id, said=_("That role has ended."))


class Code(Person):
    """A code for somebody who works here and cannot come in."""

    def get(self, request, pk):
        return self.go("house-person", pk)

    def post(self, request, pk):
        person = people.person_for(request.who, pk)
        try:
            code = joining.make_code(person, by=request.who, through=person)
        except Refused as refusal:
            return self.answer(request, pk, refusal)
        return self.go_to(person_page(request, pk, code))


class Found(Page):
    """A new program."""

    roles = RUNS

    def get(self, request):
        return self.show(request, "house/found.html", name="")

    def post(self, request):
        name = request.POST.get("name", "")
        try:
            program = founding.found(name, by=request.who)
        except Refused as refusal:
            return self.refuse(request, "house/found.html", refusal, name=name)
        return self.go("house-program", program.pk, said=_("The program is founded."))


class Program(Page):
    """One program, and who coordinates it."""

    roles = RUNS

    def get(self, request, pk):
        return self.answer(request, pk)

    def post(self, request, pk):
        """Somebody coordinates it from now on."""
        program = programs.house_for(request.who, pk)
        try:
            if not (chosen := typed.an_id(request.POST.get("person"))):
                raise Refused(_("Please choose somebody."), field="person")
            person = people.person_for(request.who, chosen)
            founding.charge(program, person=person, by=request.who)
        except Refused as refusal:
            return self.answer(request, pk, refusal)
        return self.go("house-program", pk, said=_("{name} coordinates it now.").format(name=person.chosen_name))

    def answer(self, request, pk, refusal=None):
        who = request.who
        program, charged = programs.charged_for(who, pk)
        coordinators = people.holding(who, Role.COORDINATOR)
        there = set(charged)
        values = {
            "program": {"id": program.pk, "name": program.name},
            "by": [{"id": pk, "name": name} for pk, name in people.names(charged).items()],
            "choices": [("", _("Choose somebody"))]
            + [(p.pk, p.chosen_name) for p in coordinators if p.pk not in there],
        }
        if refusal:
            return self.refuse(request, "house/program.html", refusal, **values)
        return self.show(request, "house/program.html", **values)


class Discharge(Page):
    """Somebody coordinates a program no more."""

    roles = RUNS

    def get(self, request, pk, person):
        return self.go("house-program", pk)

    def post(self, request, pk, person):
        program = programs.house_for(request.who, pk)
        founding.discharge(program, person=people.person_for(request.who, person), by=request.who)
        return self.go("house-program", pk, said=_("They coordinate it no more."))


class History(Page):
    """What happened in the house, without what was in it."""

    roles = SEES

    def get(self, request):
        who, before = request.who, typed.a_number(request.GET.get("before"))
        events, older = history.turned(request.path, people.house_history(who, before=before, limit=history.asked()))
        if before is None:
            people.look_over(by=who)
        names = show.named(people.staff_named(who), events)
        return self.show(
            request,
            "house/history.html",
            older=older,
            days=history.days(events, names, zone=who.zone, me=who.person_id, about=show.about(names)),
        )
