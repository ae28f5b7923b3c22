from django.db import models
from django.db.models import Q

from cairn.lib.models import Noun
from cairn.people.models import Organization, Person, Tied
from cairn.people.roles import Tie


class ProgramQuery(Tied):
    def tied(self, tie, who):
        if tie is Tie.PROGRAM:
            return Q(pk__in=Coordinating.objects.filter(person_id=who.person_id, ended_at=None).values("program_id"))
        return super().tied(tie, who)


class Program(Noun):
    """What is offered and funded, with its rules."""

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    name = models.CharField(max_length=120)
    founded_at = models.DateTimeField()

    objects = ProgramQuery.as_manager()


class Rules(Noun):
    """A version of a program's rules; what a note was written under stays known."""

    program = models.ForeignKey(Program, models.PROTECT, related_name="versions")
    version = models.PositiveIntegerField()
    since = models.DateTimeField()
    made_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    templates = models.JSONField(default=list)  # keys of note templates, the first is proposed
    sign_within_hours = models.PositiveIntegerField(null=True)
    clocks = models.JSONField(default=dict)  # {clock: days}; what is not said here stands in rules.CLOCKS
    part2 = models.CharField(max_length=10, default="undecided")  # yes, no, undecided (which counts as yes)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["program", "version"], name="one_rules_version")]


class Coordinating(Noun):
    """Somebody coordinates a program, from one moment to another."""

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    program = models.ForeignKey(Program, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    objects = Tied.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["program", "person"], condition=Q(ended_at=None), name="coordinates_once")
        ]
