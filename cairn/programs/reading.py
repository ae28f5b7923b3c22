"""Doors to programs."""

from cairn.people import access
from cairn.people.acts import Act

from .models import Coordinating, Program, Rules


def coordinated(who):
    """The programs that this person coordinates now."""
    return list(access.scope(who, Act.PARTICIPATION_BEGIN, Program.objects.order_by("name")))


def coordinated_for(who, pk):
    """One of the programs that this person coordinates."""
    return access.one(who, Act.PARTICIPATION_BEGIN, Program.objects.filter(pk=pk))


def house(who):
    """Every program of the house with the ids of its coordinators, for the administrator and the auditor."""
    programs = list(access.scope(who, Act.HOUSE_LOOK, Program.objects.order_by("name")))
    charged = {}
    for row in access.scope(who, Act.HOUSE_LOOK, Coordinating.objects.filter(ended_at=None)):
        charged.setdefault(row.program_id, []).append(row.person_id)
    return [(program, charged.get(program.pk, [])) for program in programs]


def house_for(who, pk):
    """One program, for the administrator."""
    return access.one(who, Act.PROGRAM_FOUND, Program.objects.filter(pk=pk))


def charged_for(who, pk):
    """One program and the ids of who coordinates it now, for the administrator."""
    program = house_for(who, pk)
    rows = Coordinating.objects.filter(program=program, ended_at=None).order_by("started_at")
    return program, list(rows.values_list("person_id", flat=True))


def rules_of(program):
    """The rules in force now."""
    return program.versions.order_by("-version").first()


def templates_of(program_id):
    """The keys of the note templates that a program uses now, the one it proposes first."""
    rules = Rules.objects.filter(program_id=program_id).order_by("-version").first()
    return rules.templates if rules and rules.templates else ["joint"]
