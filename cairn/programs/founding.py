"""Programs founded, ruled, and put in somebody's charge."""

from cairn.audit.recording import record
from cairn.lib import clock
from cairn.lib.db import atomic
from cairn.lib.words import Refused, _
from cairn.people import access
from cairn.people.acts import Act
from cairn.people.roles import Role

from .models import Coordinating, Program, Rules

TEMPLATES = ["joint", "short", "pirp", "girp"]


@atomic
def found(name, *, by, templates=TEMPLATES, sign_within_hours=None):
    """A new program with its first rules."""
    access.require(by, Act.PROGRAM_FOUND, by.organization)
    name = " ".join(name.split())
    if not name or len(name) > 120:
        raise Refused(_("Please give the program a name of up to 120 letters."), field="name")
    if Program.objects.filter(organization_id=by.organization_id, name=name).exists():
        raise Refused(_("There is a program of that name already."), field="name")
    now = clock.now()
    program = Program.objects.create(organization_id=by.organization_id, name=name, founded_at=now)
    Rules.objects.create(
        program=program,
        version=1,
        since=now,
        made_by=by.person,
        templates=list(templates),
        sign_within_hours=sign_within_hours,
    )
    record(Act.PROGRAM_FOUND, program, by=by)
    return program


@atomic
def charge(program, *, person, by):
    """This person coordinates the program from now on."""
    access.require(by, Act.PROGRAM_CHARGE, program)
    access.require(by, Act.PROGRAM_CHARGE, person)
    if not person.memberships.now().filter(role=Role.COORDINATOR).exists():
        raise Refused(_("They need the role of a coordinator first."), field="person")
    now = clock.now()
    Coordinating.objects.get_or_create(
        organization_id=by.organization_id, program=program, person=person, ended_at=None, defaults={"started_at": now}
    )
    record(Act.PROGRAM_CHARGE, program, by=by, person=person.pk)


@atomic
def discharge(program, *, person, by):
    """This person no longer coordinates the program."""
    access.require(by, Act.PROGRAM_CHARGE, program)
    Coordinating.objects.filter(program=program, person=person, ended_at=None).update(ended_at=clock.now())
    record(Act.PROGRAM_CHARGE, program, by=by, person=person.pk, ended=True)
