"""Doors to programs."""

from cairn.people import access
from cairn.people.acts import Act

from . import rules
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


def versions_for(who, pk):
    """One program and every version of its rules, the one in force first, each with who made it."""
    program = house_for(who, pk)
    return program, list(program.versions.select_related("made_by").order_by("-version"))


def clocks_of(program_id):
    """Every clock of a program in days, as its rules say now."""
    found = Rules.objects.filter(program_id=program_id).order_by("-version").values_list("clocks", flat=True).first()
    return rules.clocks_of(found)


def clocks_of_many(program_ids):
    """{program id: its clocks in days} of these programs, in one question."""
    said = {pk: {} for pk in program_ids}
    for pk, clocks in Rules.objects.filter(program_id__in=said).order_by("version").values_list("program_id", "clocks"):
        said[pk] = clocks
    return {pk: rules.clocks_of(clocks) for pk, clocks in said.items()}


def part2_applies(program_id):
    """True unless the program's rules say that Part 2 does not apply; not decided yet counts as yes."""
    found = Rules.objects.filter(program_id=program_id).order_by("-version").values_list("part2", flat=True).first()
    return rules.part2_applies(found)


def templates_of(program_id):
    """The keys of the note templates that a program uses now, the one it proposes first."""
    rules = Rules.objects.filter(program_id=program_id).order_by("-version").first()
    return rules.templates if rules and rules.templates else ["joint"]
