"""Doors to people: of one's own organization only."""

from cairn.audit import reading as audit
from cairn.audit.recording import record
from cairn.lib import keys
from cairn.lib.db import atomic
from cairn.lib.words import NotHere

from . import access
from .acts import Act
from .models import Membership, Organization, Person, SignIn
from .roles import STAFF, Tie


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


def roles_of(who, person):
    """What this person is here now, for the administrator."""
    return list(
        access.scope(who, Act.HOUSE_LOOK, Membership.objects.now().filter(person=person)).order_by("started_at")
    )


def holding(who, role):
    """Everybody who holds this role now, by name. For the administrator and the auditor."""
    held = access.scope(who, Act.HOUSE_LOOK, Membership.objects.now().filter(role=role)).values("person_id")
    people = list(Person.objects.filter(pk__in=held))
    keys.warm([p.key_id for p in people])
    return sorted(people, key=lambda p: p.chosen_name.casefold())


def membership_for(who, pk):
    """One membership, for the administrator who may end it."""
    return access.one(who, Act.PERSON_REVOKE, Membership.objects.filter(pk=pk).select_related("person"))


def devices(who):
    """One's own devices that are signed in, newest first."""
    return list(SignIn.objects.filter(person_id=who.person_id, ended_at=None).order_by("-seen_at"))


def prove_keys():
    """Nothing when the key of every organization opens; ``CannotOpen`` when the root key is another one."""
    keys.prove(Organization.objects.values_list("key_id", flat=True))


def is_founded(slug):
    """True when an organization with this short name is here. For the command line."""
    return Organization.objects.filter(slug=slug).exists()


def names(people_ids):
    """{id: chosen name} of these people. For sentences; the caller has asked for the rows that name them."""
    return _named(Person.objects.filter(pk__in=set(people_ids)))


def _named(rows):
    people = list(rows)
    keys.warm([p.key_id for p in people])
    return {p.pk: p.chosen_name for p in people}


def own_history(who, *, before=None, limit=50):
    """What was done and looked at in one's own record, newest first."""
    if Tie.SELF not in access.ties(who, Act.HISTORY_READ):
        raise NotHere
    return audit.about_subject(who.organization_id, who.person_id, before=before, limit=limit)


def house_history(who, *, before=None, limit=50):
    """What happened in the whole house, newest first, without contents. For the administrator and the auditor."""
    if Tie.HOUSE not in access.ties(who, Act.HOUSE_LOOK):
        raise NotHere
    return audit.of_house(who.organization_id, before=before, limit=limit)


def look_over(*, by):
    """That somebody read the history of the house stands in it as well."""
    access.require(by, Act.HOUSE_LOOK, by.organization)
    with atomic():
        record(Act.HOUSE_LOOK, by.organization, by=by)


def staff_named(who):
    """{id: chosen name} of everybody who works here now; participants and allies are not named."""
    rows = access.scope(who, Act.HOUSE_LOOK, Membership.objects.now().filter(role__in=[str(r) for r in STAFF]))
    return _named(Person.objects.filter(pk__in=rows.values("person_id")))
