"""A program is given new rules. Every version stays, with who made it and when."""

from cairn.audit.recording import record
from cairn.lib import clock
from cairn.lib.db import atomic
from cairn.lib.words import Refused
from cairn.people import access
from cairn.people.acts import Act

from . import rules
from .models import Program, Rules


@atomic
def rule(program, *, by, clocks, part2, templates, sign_within_hours=None):
    """The program goes by these rules from now on; the ones before stay readable. The same once more makes no version.

    ``clocks``: {clock: days}, those that are to differ from ``rules.CLOCKS``; ``part2``: yes, no or undecided.
    """
    access.require(by, Act.PROGRAM_RULE, program)
    sentence, field = rules.why_not_rule(
        clocks=clocks, part2=part2, templates=templates, sign_within_hours=sign_within_hours
    )
    if sentence:
        raise Refused(sentence, field=field)
    Program.objects.select_for_update().get(pk=program.pk)  # two may rule at the same moment
    now = program.versions.order_by("-version").first()
    said = {
        "clocks": {name: days for name, days in clocks.items() if days != rules.CLOCKS[name]},
        "part2": part2,
        "templates": list(templates),
        "sign_within_hours": sign_within_hours,
    }
    if now and all(getattr(now, name) == value for name, value in said.items()):
        return now
    version = now.version + 1 if now else 1
    made = Rules.objects.create(program=program, version=version, since=clock.now(), made_by=by.person, **said)
    record(Act.PROGRAM_RULE, program, by=by, version=version, part2=part2)
    return made
