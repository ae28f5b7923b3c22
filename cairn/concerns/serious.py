"""Doors to what was written down when something serious came up, and to what the organization says about it."""

from datetime import timedelta

from cairn.audit import reading as audit
from cairn.audit.recording import record
from cairn.lib import clock, keys
from cairn.lib.db import atomic
from cairn.people import access
from cairn.people.acts import Act
from cairn.people.models import Membership, Person
from cairn.people.roles import HEARS

from .models import Guidance, SecondPerson, Serious
from .rules import guidance

LOOK_LASTS = timedelta(minutes=15)


def of_way(who, participation):
    """What this person may read about this way, newest first."""
    rows = access.scope(who, Act.SERIOUS_READ, Serious.objects.filter(participation=participation))
    rows = list(rows.select_related("writer").order_by("-pk"))
    keys.warm([row.key_id for row in rows] + [row.writer.key_id for row in rows])
    return rows


def all_for(who):
    """What this person may read in the whole house, newest first: for the second person, who knows no ways."""
    rows = access.scope(who, Act.SERIOUS_READ, Serious.objects.all())
    rows = list(rows.select_related("writer", "subject").order_by("-pk")[:50])
    keys.warm([key for row in rows for key in (row.key_id, row.writer.key_id)])
    return rows


def serious_for(who, pk):
    """One such record, with who wrote it."""
    since = clock.now() - LOOK_LASTS
    looked = audit.happened(Act.SERIOUS_READ, about="pk", by_id=who.person_id, since=since)
    rows = Serious.objects.filter(pk=pk).select_related("writer", "subject", "participation__program")
    return access.one(who, Act.SERIOUS_READ, rows.annotate(looked=looked))


def look(row, *, by):
    """That somebody else read it stands in its own history."""
    if row.writer_id != by.person_id and not row.looked:
        with atomic():
            record(Act.SERIOUS_READ, row, by=by)


def guidance_of(organization_id):
    """What the organization itself says, ``{language: text}``; empty until it does."""
    newest = Guidance.objects.filter(organization_id=organization_id).order_by("-since", "-pk").first()
    return newest.words if newest else {}


def guidance_in(organization_id, language):
    """The text to read, in this language."""
    return guidance.said(guidance_of(organization_id), language)


def second_person(organization_id):
    """Who hears what must not go to the coordinators; None when nobody is named."""
    row = SecondPerson.objects.filter(organization_id=organization_id, ended_at=None).select_related("person").first()
    return row.person if row else None


def may_be_second(who):
    """Who can be named for it, by name. For the administrator."""
    access.require(who, Act.ORGANIZATION_CHANGE, who.organization)
    roles = [str(role) for role in HEARS]
    held = Membership.objects.now().filter(organization_id=who.organization_id, role__in=roles)
    people = list(Person.objects.filter(pk__in=held.values("person_id")))
    keys.warm([person.key_id for person in people])
    return sorted(people, key=lambda person: person.chosen_name.casefold())
