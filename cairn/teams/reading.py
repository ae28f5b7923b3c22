"""Doors to participations and their teams."""

from dataclasses import dataclass

from cairn.audit.recording import record
from cairn.lib import keys
from cairn.lib.db import atomic
from cairn.people import access
from cairn.people.acts import Act
from cairn.people.models import Membership, Person
from cairn.people.roles import Role

from .models import Part, Participation, TeamMember

PAGE = 50


@dataclass(frozen=True)
class Walk:
    """A participation as a list shows it."""

    participation: Participation
    name: str
    initials: str
    pronouns: str
    program: str


def participations(who):
    """The ways this person may see, by the participant's name. Names are opened in memory: nothing indexes them."""
    rows = list(
        access.scope(who, Act.PARTICIPATION_READ, Participation.objects.filter(ended_on=None)).select_related(
            "person", "program"
        )
    )
    keys.warm([row.person.key_id for row in rows])
    walks = [Walk(p, p.person.chosen_name, p.person.initials, p.person.pronouns, p.program.name) for p in rows]
    return sorted(walks, key=lambda w: w.name.casefold())


def participation_for(who, pk, act=Act.PARTICIPATION_READ):
    """One way that this person may see (or do that act to)."""
    return access.one(who, act, Participation.objects.filter(pk=pk).select_related("person", "program"))


def own(who):
    """One's own way, the newest that is open; None when there is none."""
    ways = Participation.objects.filter(person_id=who.person_id).select_related("person", "program")
    return access.scope(who, Act.PARTICIPATION_READ, ways).order_by("ended_on", "-started_on", "-pk").first()


def team(participation):
    """Who walks along now: rows with their person, supporters first. The caller came through a door."""
    rows = list(TeamMember.objects.filter(participation=participation, ended_at=None).select_related("person"))
    keys.warm([row.person.key_id for row in rows])
    order = {Part.SUPPORTER: 0, Part.BACKUP: 1, Part.ALLY: 2}
    return sorted(rows, key=lambda row: (order[row.part], row.started_at))


def member_for(who, pk, act):
    """One member of a team, for the act that is meant."""
    return access.one(who, act, TeamMember.objects.filter(pk=pk).select_related("participation__person", "person"))


def supporters(who):
    """The supporters of the house whom a coordinator can ask, by name."""
    rows = (
        Membership.objects.now()
        .filter(role=Role.SUPPORTER, organization_id=who.organization_id)
        .select_related("person")
    )
    if not who.is_a(Role.COORDINATOR):
        return []
    rows = list(rows.defer("credential"))
    keys.warm([row.person.key_id for row in rows])
    return sorted((row.person for row in rows), key=lambda p: p.chosen_name.casefold())


def supporter_for(who, pk):
    """One of them."""
    return next((p for p in supporters(who) if p.pk == pk), None) or access.one(
        who, Act.HOUSE_LOOK, Person.objects.none()
    )


@atomic
def look(participation, *, by):
    """That somebody looked at this record stands in its history."""
    record(Act.PARTICIPATION_READ, participation, by=by)
