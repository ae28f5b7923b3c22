"""Who walks with whom, and who is tied to a participant's record: answered here, once."""

from django.db import models
from django.db.models import Exists, OuterRef, Q

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
        return Q(program_id__in=coordinated(who))
    return Q(pk__in=())


def coordinated(who):
    """The ids of the programs that this person coordinates now, as a subquery."""
    return Coordinating.objects.filter(person_id=who.person_id, ended_at=None).values("program_id")


class ParticipationQuery(Tied):
    def tied(self, tie, who):
        return walked_with(tie, who)


class OfParticipationQuery(Tied):
    """Rows of a participant's record: tied as their participation is.

    Where the participant chose that something does not pass on to a new supporter, that member of the team sees of it
    only what is from a moment on: ``held_back`` names the field of TeamMember that holds the moment, ``moment`` the
    field of these rows that says when they are from. A noun that can be held back names both.
    """

    held_back = ""
    moment = ""

    def tied(self, tie, who):
        if tie is Tie.TEAM and self.held_back:
            members = TeamMember.objects.filter(
                participation=OuterRef("participation_id"),
                person_id=who.person_id,
                ended_at=None,
                part__in=(Part.SUPPORTER, Part.BACKUP),
            )
            return Q(Exists(members.filter(self.passed_on())))
        return Q(participation__in=Participation.objects.filter(walked_with(tie, who)).values("pk"))

    def passed_on(self):
        """A filter (Q) on members of the team: those who may see the row outside."""
        return Q(**{self.held_back: None}) | Q(**{f"{self.held_back}__lte": OuterRef(self.moment)})


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
    # A supporter's, where the participant chose that what was before does not pass on; null: all of it does.
    sees_since = models.DateTimeField(null=True)  # notes, and the wins kept from them
    steps_since = models.DateTimeField(null=True)
    plans_since = models.DateTimeField(null=True)
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


def opened_to(who, what):
    """A filter (Q) on rows of an earlier way: its participant opened them (notes, plans) to a team of ``who``'s."""
    members = TeamMember.objects.filter(person_id=who.person_id, ended_at=None, part__in=(Part.SUPPORTER, Part.BACKUP))
    opened = Opened.objects.filter(into__in=members.values("participation_id"), ended_at=None, **{what: True})
    return Q(participation__in=opened.values("participation_id"))


class OpenedQuery(Tied):
    """Rows about two ways of one person: tied as the later one is."""

    def tied(self, tie, who):
        return Q(into__in=Participation.objects.filter(walked_with(tie, who)).values("pk"))


class Opened(Noun):
    """A participant opened an earlier way to the team of a later one: its sealed notes, its plans. Theirs to end."""

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    participation = models.ForeignKey(Participation, models.PROTECT, related_name="+")  # the earlier one
    into = models.ForeignKey(Participation, models.PROTECT, related_name="+")  # the later one
    notes = models.BooleanField()
    plans = models.BooleanField()
    opened_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    objects = OpenedQuery.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["participation", "into"], condition=Q(ended_at=None), name="opened_once")
        ]

    @property
    def subject_id(self):
        """The participant (needs the later way)."""
        return self.into.person_id


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
