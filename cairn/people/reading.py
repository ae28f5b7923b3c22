"""Doors to people: of one's own organization only."""

from cairn.lib import keys

from . import access
from .acts import Act
from .models import Membership, Organization, Person, SignIn


def house(who):
    """Everybody who holds or held a role here, with their roles now, by name. For the administrator and the auditor."""
    people = list(access.scope(who, Act.HOUSE_LOOK, Person.objects.all()))
    keys.warm([p.key_id for p in people])
    roles = {}
    for membership in access.scope(who, Act.HOUSE_LOOK, Membership.objects.now()).defer("credential"):
        roles.setdefault(membership.person_id, []).append(membership)
    return sorted(((p, roles.get(p.pk, [])) for p in people), key=lambda row: row[0].chosen_name.casefold())


def person_for(who, pk):
    """One person of the house, for the administrator."""
    return access.one(who, Act.HOUSE_LOOK, Person.objects.filter(pk=pk))


def membership_for(who, pk):
    """One membership, for the administrator who may end it."""
    return access.one(who, Act.PERSON_REVOKE, Membership.objects.filter(pk=pk).select_related("person"))


def devices(who):
    """One's own devices that are signed in, newest first."""
    return list(SignIn.objects.filter(person_id=who.person_id, ended_at=None).order_by("-seen_at"))


def is_founded(slug):
    """True when an organization with this short name is here. For the command line."""
    return Organization.objects.filter(slug=slug).exists()


def names(people_ids):
    """{id: chosen name} of these people. For sentences; the caller has asked for the rows that name them."""
    people = list(Person.objects.filter(pk__in=set(people_ids)))
    keys.warm([p.key_id for p in people])
    return {p.pk: p.chosen_name for p in people}
