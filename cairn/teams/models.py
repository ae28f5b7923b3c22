from django.db import models
from django.db.models import Q

from cairn.lib.models import Key, Noun
from cairn.people.models import Organization, Person, Tied
from cairn.people.roles import Tie
from cairn.programs.models import Coordinating, Program


class Part(models.TextChoices):
    """What somebody does on a team."""

    SUPPORTER = "supporter", "supporter"
    BACKUP = "backup", "backup supporter"
    ALLY = "ally", "ally"


def walked_with(tie, who):
    """A filter (Q) on participations, by how ``who`` is tied to them now."""
    if tie is Tie.SELF:
        return Q(person_id=who.person_id)
    members = TeamMember.objects.filter(person_id=who.person_id, ended_at=None)
    if tie is Tie.TEAM:
        return Q(pk__in=members.filter(part__in=(Part.SUPPORTER, Part.BACKUP)).values("participation_id"))
    if tie is Tie.SHARED:
        return Q(pk__in=members.filter(part=Part.ALLY).values("participation_id"))
    if tie is Tie.PROGRAM:
        mine = Coordinating.objects.filter(person_id=who.person_id, ended_at=None)
        return Q(program_id__in=mine.values("program_id"))
    return Q(pk__in=())


class ParticipationQuery(Tied):
    def tied(self, tie, who):
        return walked_with(tie, who)


class OfParticipationQuery(Tied):
    """Rows of a participant's record: tied as their participation is."""

    def tied(self, tie, who):
        return Q(participation__in=Participation.objects.filter(walked_with(tie, who)).values("pk"))


class Participation(Noun):
    """One person's way through a program. A return is a new one, linked to the old."""

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    program = models.ForeignKey(Program, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    after = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    started_on = models.DateField()
    ended_on = models.DateField(null=True)

    objects = ParticipationQuery.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["program", "person"], condition=Q(ended_on=None), name="one_way_at_a_time")
        ]
        indexes = [models.Index(fields=["person"], name="ways_of_person")]

    @property
    def subject_id(self):
        """The participant."""
        return self.person_id


class TeamMember(Noun):
    """Somebody walks with a participant, from one moment to another. An ally sees what the participant chose."""

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    participation = models.ForeignKey(Participation, models.PROTECT, related_name="team")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    part = models.CharField(max_length=12, choices=Part.choices)
    sees_notes = models.BooleanField(default=False)  # only an ally's: the participant's choice
    sees_until = models.DateField(null=True)  # only an ally's: the last day
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    objects = OfParticipationQuery.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["participation", "person", "part"], condition=Q(ended_at=None), name="on_the_team_once"
            )
        ]
        indexes = [models.Index(fields=["person", "ended_at"], name="teams_of_person")]

    @property
    def subject_id(self):
        """The participant whose team it is (needs the participation)."""
        return self.participation.person_id


class OfParticipation(Noun):
    """What every noun of a participant's record has: whose it is, and the key that opens it."""

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    participation = models.ForeignKey(Participation, models.PROTECT, related_name="+")
    subject = models.ForeignKey(Person, models.PROTECT, related_name="+")  # the participant
    key = models.ForeignKey(Key, models.PROTECT, related_name="+")  # the participant's

    objects = OfParticipationQuery.as_manager()

    class Meta:
        abstract = True

    @classmethod
    def of(cls, participation, **fields):
        """A new row, unsaved, in this participant's record and under their key."""
        return cls(
            organization_id=participation.organization_id,
            participation=participation,
            subject_id=participation.person_id,
            key_id=participation.person.key_id,
            **fields,
        )
