"""Doors to participations and their teams."""

from dataclasses import dataclass

from django.db.models import Exists, F, OuterRef, Q

from cairn.audit import reading as audit
from cairn.audit.recording import record
from cairn.lib import clock, keys
from cairn.lib.db import atomic
from cairn.people import access
from cairn.people.acts import Act
from cairn.people.models import Membership, Person
from cairn.people.roles import Role

from .glance import LOOK_LASTS
from .match_reading import building, offer_for, offers, room  # noqa: F401 - the doors of the room, in one place
from .models import Opened, Part, Participation, TeamMember
from .referral_reading import referral_counts, referral_for, waiting_list  # noqa: F401

PAGE = 50
_OPEN_FIRST = F("ended_on").desc(nulls_first=True)  # both databases put what has no day elsewhere


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


def participation_for(who, pk, act=Act.PARTICIPATION_READ, **more):
    """One way that this person may see (or do that act to).

    ``more``: expressions of a room above that are asked in the same query, such as the next session.
    """
    rows = Participation.objects.filter(pk=pk).select_related("person__key", "program")
    found = access.one(who, act, rows.annotate(looked=looked(who, "pk"), **more))
    keys.meet(found.person.key)
    return found


def looked(who, about):
    """An expression, true when this person looked a moment ago at the participation in the field ``about``."""
    since = clock.now() - LOOK_LASTS
    return audit.happened(Act.PARTICIPATION_READ, about=about, by_id=who.person_id, since=since)


def own(who, **more):
    """One's own way, the newest that is open; None when there is none. ``more``: as for ``participation_for``."""
    ways = Participation.objects.filter(person_id=who.person_id).select_related("person", "program").annotate(**more)
    return access.scope(who, Act.PARTICIPATION_READ, ways).order_by(_OPEN_FIRST, "-started_on", "-pk").first()


def own_ways(who):
    """All of one's own ways, the newest first."""
    ways = Participation.objects.filter(person_id=who.person_id).select_related("person", "program")
    return list(access.scope(who, Act.PARTICIPATION_READ, ways).order_by("-started_on", "-pk"))


def earlier(who, participation):
    """The way before this one, when its participant opened it to the team of this one, and for what; else None."""
    rows = Opened.objects.filter(into=participation, ended_at=None).filter(Q(notes=True) | Q(plans=True))
    rows = access.scope(who, Act.PARTICIPATION_READ, rows.select_related("participation__person__key"))
    return rows.order_by("-opened_at").first()


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


def look(participation, *, by, looked=False, act=Act.PARTICIPATION_READ):
    """That somebody looked at this record (or read its history) stands in its history.

    One's own record is looked at freely, and a look lasts a quarter of an hour (``looked``, as the doors say).
    """
    if by.person_id != participation.person_id and not looked:
        with atomic():
            record(act, participation, by=by)


def history(participation, *, before=None, limit=50):
    """What was done and looked at in this record, newest first. The caller came through the door for it."""
    return audit.about_subject(participation.organization_id, participation.person_id, before=before, limit=limit)


def alone(who, *, limit=10):
    """Those in this person's charge who have no supporter, the longest waiting first."""
    rows = access.scope(who, Act.TEAM_JOIN, Participation.objects.filter(ended_on=None)).annotate(alone=_alone())
    rows = list(rows.filter(alone=True).select_related("person", "program").order_by("started_on", "pk")[:limit])
    keys.warm([row.person.key_id for row in rows])
    return rows


def _alone():
    return ~Exists(TeamMember.objects.filter(participation=OuterRef("pk"), part=Part.SUPPORTER, ended_at=None))
