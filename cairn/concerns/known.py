"""Whom and what somebody knows in the house: what a form about a concern may offer them, and nothing beyond."""

from dataclasses import dataclass

from cairn.lib import keys
from cairn.people import access
from cairn.people.acts import Act
from cairn.people.models import Membership, Person
from cairn.people.roles import HEARS, STAFF, Role
from cairn.programs.models import Coordinating, Program
from cairn.teams.models import Part, Participation, TeamMember


@dataclass(frozen=True)
class Known:
    """The people whom somebody can name, by name, and the programs to which their concern can belong."""

    people: list
    programs: list

    def person(self, pk):
        """The one of them with this id; None when there is none."""
        return next((person for person in self.people if person.pk == pk), None)

    def program(self, pk):
        """The one of these programs with this id; the only one there is; else None."""
        if len(self.programs) == 1:
            return self.programs[0]
        return next((program for program in self.programs if program.pk == pk), None)


def known(who):
    """Whom this person knows: their team; who walks with those they support; their colleagues, as their role shows.

    A participant knows their team and its coordinators. An ally knows whom they are an ally of.
    """
    ways = access.scope(who, Act.PARTICIPATION_READ, Participation.objects.filter(ended_on=None))
    ways = list(ways.values_list("pk", "program_id", "person_id"))
    ids = {person_id for _, _, person_id in ways}
    if who.roles != frozenset({Role.ALLY}):
        programs = {program_id for _, program_id, _ in ways}
        ids |= _walking([pk for pk, _, _ in ways], who) | _coordinating(programs)
    if who.is_a(*HEARS):
        held = Membership.objects.now().filter(organization_id=who.organization_id, role__in=[str(r) for r in STAFF])
        ids |= set(held.values_list("person_id", flat=True))
    people = list(Person.objects.filter(pk__in=ids - {who.person_id}))
    keys.warm([person.key_id for person in people])
    return Known(
        sorted(people, key=lambda person: person.chosen_name.casefold()),
        _programs(who, {program_id for _, program_id, _ in ways}),
    )


def _walking(ways, who):
    """Who walks these ways now. Others' allies are theirs to know: only a participant is shown their own."""
    rows = TeamMember.objects.filter(participation__in=ways, ended_at=None)
    if not who.is_a(Role.PARTICIPANT):
        rows = rows.exclude(part=Part.ALLY)
    return set(rows.values_list("person_id", flat=True))


def _coordinating(programs):
    rows = Coordinating.objects.filter(program_id__in=programs, ended_at=None)
    return set(rows.values_list("person_id", flat=True))


def _programs(who, ids):
    """Where they walk, or what they coordinate."""
    rows = Program.objects.filter(pk__in=ids) | access.scope(who, Act.PARTICIPATION_BEGIN, Program.objects.all())
    return list(rows.distinct().order_by("name"))
