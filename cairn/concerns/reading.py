"""Doors to concerns: for who handles them, for who raised them, and for who holds a code."""

import zoneinfo
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Q

from cairn.audit import reading as audit
from cairn.audit.recording import record
from cairn.lib import clock, keys
from cairn.lib.db import atomic
from cairn.lib.words import Refused, _
from cairn.people import access, secrets
from cairn.people.acts import Act
from cairn.people.models import Membership, Organization, Person
from cairn.people.roles import HEARS, Role
from cairn.programs.models import Coordinating, Rules
from cairn.programs.rules import clocks_of

from .models import Concern, SecondPerson
from .raising import coordinators_of, index
from .rules import handling, routing
from .rules.handling import Stage

PAGE = 50
LOOK_LASTS = timedelta(minutes=15)
NO_SUCH_CODE = _("Nothing is found for that code. Please check each letter; the code has three groups of four.")
WAIT = _("That was wrong a few times in a row, so this waits for fifteen minutes. Nothing is lost.")


@dataclass(frozen=True)
class Handled:
    """An open concern as a list shows it: the clock that runs (a key of ``programs.rules.CLOCKS``) and its last day."""

    concern: Concern
    clock: str
    due_on: object
    is_late: bool


def handled(who):
    """The open concerns that came to this person, the next due first. Never one that names them or that they raised."""
    rows = access.scope(who, Act.CONCERN_READ, Concern.objects.exclude(stage=Stage.CLOSED))
    rows = list(rows.select_related("raised_by", "program", "assigned_to", "organization").order_by("opened_at", "pk"))
    _open(rows)
    clocks, today = _clocks(rows), clock.today(who.zone)
    found = []
    for row in rows:
        name, day = handling.due(row.stage, _day(row.opened_at, who.zone), clocks[row.program_id])
        found.append(Handled(row, name, day, handling.is_late(day, today)))
    return sorted(found, key=lambda each: (each.due_on, each.concern.pk))


def counts(who):
    """``{"open": n, "new": n, "late": n}`` of what this person handles, for a first page. New: not acknowledged yet."""
    rows = handled(who)
    return {
        "open": len(rows),
        "new": sum(each.concern.stage == Stage.RAISED for each in rows),
        "late": sum(each.is_late for each in rows),
    }


def overdue():
    """``[(id, the day that passed, ids of whoever hears of it)]`` of every house. For the night, which asks nobody."""
    rows = list(Concern.objects.exclude(stage=Stage.CLOSED).select_related("organization", "assigned_to"))
    clocks, found = _clocks(rows), []
    for row in rows:
        zone = row.organization.zone
        _name, day = handling.due(row.stage, _day(row.opened_at, zone), clocks[row.program_id])
        if handling.is_late(day, clock.today(zone)):
            found.append((row.pk, day, _heard_by(row)))
    return found


def closed(who, *, before=None, limit=PAGE):
    """``(rows, more)``: closed concerns that this person handled or may open again, newest first."""
    rows = access.scope(who, Act.CONCERN_READ, Concern.objects.filter(stage=Stage.CLOSED))
    if before is not None:
        rows = rows.filter(pk__lt=before)
    rows = list(rows.select_related("raised_by", "program", "assigned_to").order_by("-pk")[: limit + 1])
    _open(rows)
    return rows[:limit], len(rows) > limit


def concern_for(who, pk, act=Act.CONCERN_READ):
    """One concern that this person may do this to; looked for anew each time, so that whoever is named now is out."""
    rows = Concern.objects.filter(pk=pk).select_related("raised_by", "program", "assigned_to", "organization")
    since = clock.now() - LOOK_LASTS
    looked = audit.happened(Act.CONCERN_READ, about="pk", by_id=who.person_id, since=since)
    return access.one(who, act, rows.annotate(looked=looked))


def look(concern, *, by):
    """That somebody read it stands in its own history; a look lasts a quarter of an hour."""
    if not concern.looked:
        with atomic():
            record(Act.CONCERN_READ, concern, by=by)


def own(who):
    """What this person raised themself, newest first."""
    rows = list(access.scope(who, Act.CONCERN_FOLLOW, Concern.objects.order_by("-pk")))
    keys.warm([row.key_id for row in rows])
    return rows


def followed(code, *, network):
    """The concern that this code follows. Wrong codes of every kind: one sentence, after the same work."""
    counted = secrets.code_buckets(network)
    try:
        secrets.ask(counted)
    except Refused:
        raise Refused(WAIT, field="code") from None
    rows = Concern.objects.select_related("organization", "program", "assigned_to")
    found = rows.filter(code_index=index(code)).first()
    if found is None:
        with atomic():
            secrets.count(counted)
        raise Refused(NO_SUCH_CODE, field="code")
    return found


def steps(concern, *, shown=False):
    """Its steps in order, with who took them. ``shown``: only what whoever raised it is shown."""
    rows = concern.steps.select_related("by", "person").order_by("pk")
    rows = list(rows.filter(kind__in=handling.SHOWN) if shown else rows)
    keys.warm([person.key_id for row in rows for person in (row.by, row.person) if person])
    return rows


def history(concern):
    """Who did what with it and who read it, newest first. The caller came through its door."""
    return audit.about(concern.pk)


def named(concern):
    """Who is named in it by name, for who handles it."""
    rows = [row.person for row in concern.kept_out.filter(why="named").select_related("person").order_by("at", "pk")]
    keys.warm([person.key_id for person in rows])
    return rows


def due(concern, zone):
    """``(clock, day)`` of what is asked for next; None when it is closed."""
    return handling.due(concern.stage, _day(concern.opened_at, zone), _clocks([concern])[concern.program_id])


def hearers(concern):
    """``(circle, ids)``: who hears it now (see rules/routing.py)."""
    out = frozenset(concern.kept_out.values_list("person_id", flat=True))
    return routing.hearers(_house(concern), around=concern.around, kept_out=out)


def hearers_of(pk):
    """The ids of everybody who hears of this concern: for news that names nothing."""
    found = Concern.objects.filter(pk=pk).first()
    return _heard_by(found) if found else frozenset()


def _heard_by(concern):
    return hearers(concern)[1] | ({concern.assigned_to_id} - {None})


def assignable(concern):
    """Who can be asked to look after it: coordinators, administrators and the second person, never whoever is out."""
    second = SecondPerson.objects.filter(organization_id=concern.organization_id, ended_at=None).values("person_id")
    held = Membership.objects.now().filter(
        organization_id=concern.organization_id, role__in=[str(Role.COORDINATOR), str(Role.ADMINISTRATOR)]
    )
    auditors = Membership.objects.now().filter(person_id__in=second, role=Role.AUDITOR)
    people = Person.objects.filter(Q(pk__in=held.values("person_id")) | Q(pk__in=auditors.values("person_id")))
    rows = list(people.exclude(pk__in=concern.kept_out.values("person_id")))
    keys.warm([person.key_id for person in rows])
    return sorted(rows, key=lambda person: person.chosen_name.casefold())


def house_with(slug):
    """The organization whose open page this is; None when there is none."""
    return Organization.objects.select_related("key").filter(slug=slug).first()


def only_house():
    """The one organization of this server; None when there are several."""
    found = list(Organization.objects.all()[:2])
    return found[0] if len(found) == 1 else None


def _house(concern):
    holding = Membership.objects.now().filter(organization_id=concern.organization_id)
    coordinators = coordinators_of(concern.organization_id)
    charged = Coordinating.objects.filter(program_id=concern.program_id, ended_at=None)
    second = SecondPerson.objects.filter(organization_id=concern.organization_id, ended_at=None)
    works = holding.filter(role__in=[str(role) for role in HEARS]).values("person_id")
    in_charge = frozenset(charged.values_list("person_id", flat=True)) & coordinators
    return routing.House(
        charged=in_charge if concern.program_id else coordinators,
        second=frozenset(second.filter(person_id__in=works).values_list("person_id", flat=True)),
        administrators=frozenset(holding.filter(role=Role.ADMINISTRATOR).values_list("person_id", flat=True)),
        coordinators=coordinators,
    )


def _clocks(rows):
    """{program id or None: its clocks in days} for these concerns, in one question."""
    wanted = {row.program_id for row in rows} - {None}
    said = {None: None, **dict.fromkeys(wanted)}
    versions = Rules.objects.filter(program_id__in=wanted).order_by("version") if wanted else ()
    said.update({rules.program_id: rules.clocks for rules in versions})
    return {program_id: clocks_of(clocks) for program_id, clocks in said.items()}


def _day(moment, zone):
    return moment.astimezone(zoneinfo.ZoneInfo(zone)).date()


def _open(rows):
    """The keys of these concerns and of the people whom they show are open after one question."""
    people = [person for row in rows for person in (row.raised_by, row.assigned_to) if person]
    keys.warm([row.key_id for row in rows] + [person.key_id for person in people])
