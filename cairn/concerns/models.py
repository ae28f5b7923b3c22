from django.db import models
from django.db.models import Exists, OuterRef, Q

from cairn.audit import recording
from cairn.lib.fields import Sealed
from cairn.lib.models import Key, Noun
from cairn.people.models import Membership, Organization, Person, Tied
from cairn.people.roles import HEARS, Role, Tie
from cairn.programs.models import Coordinating, Program
from cairn.teams.models import OfParticipation, OfParticipationQuery, Participation, walked_with

from .rules.asking import ANSWERS, KINDS, URGENCY
from .rules.handling import Kind, Stage

HISTORY = "concerns"  # the name of the history apart


def history_of(organization_id):
    """The id of the history in which everything of this room stands."""
    return recording.apart(organization_id, HISTORY)


def choices(names):
    """The keys of a rule's table, as the choices of a column."""
    return [(str(name), str(name)) for name in names]


class ConcernQuery(Tied):
    def tied(self, tie, who):
        if tie is Tie.SELF:
            return Q(raised_by_id=who.person_id)
        return handled_by(who) if tie is Tie.HANDLES else Q(pk__in=())


class Concern(Noun):
    """Somebody says that something is wrong. All words are under a key of its own; what was said stays as it was said.

    An anonymous one has no person, no device and no network: only the blind index of the code that follows it.
    """

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    key = models.ForeignKey(Key, models.PROTECT, related_name="+")
    program = models.ForeignKey(Program, models.PROTECT, null=True, related_name="+")
    raised_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    raised_at = models.DateTimeField()
    code_index = models.BinaryField(null=True, unique=True)
    kind = models.CharField(max_length=12, choices=choices(KINDS))
    urgency = models.CharField(max_length=8, choices=choices(URGENCY))
    answer = models.CharField(max_length=8, choices=choices(ANSWERS))
    what = Sealed()
    when = Sealed()
    tried = Sealed()
    wish = Sealed()
    whom = Sealed()  # about whom, in free words
    name = Sealed()  # what somebody from outside says they are called
    contact = Sealed()  # how to answer them safely
    stage = models.CharField(max_length=8, choices=choices(Stage), default=Stage.RAISED)
    opened_at = models.DateTimeField()  # when it was raised, or opened again: from here the clocks run
    around = models.BooleanField(default=False)  # it goes around the coordinators, for good
    assigned_to = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    objects = ConcernQuery.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(raised_by=None) | Q(code_index=None), name="concern_of_a_person_has_no_code"
            )
        ]
        indexes = [
            models.Index(fields=["organization", "stage"], name="concern_open"),
            models.Index(fields=["raised_by"], name="concern_own"),
        ]

    @property
    def history_id(self):
        """Where what happens to it is written: apart."""
        return history_of(self.organization_id)

    @property
    def is_nameless(self):
        """True when nobody said who they are."""
        return self.raised_by_id is None and not self.name


class KeptOut(Noun):
    """Somebody must not handle this concern: they are named in it, or they raised it."""

    class Why(models.TextChoices):
        NAMED = "named", "named"
        RAISED = "raised", "raised"

    concern = models.ForeignKey(Concern, models.PROTECT, related_name="kept_out")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    why = models.CharField(max_length=8, choices=Why.choices)
    by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["concern", "person"], name="kept_out_once")]


class Step(Noun):
    """One thing that happened with a concern: who, when, and their words. Only ever added."""

    concern = models.ForeignKey(Concern, models.PROTECT, related_name="steps")
    key = models.ForeignKey(Key, models.PROTECT, related_name="+")  # the concern's
    kind = models.CharField(max_length=12, choices=choices(Kind))
    by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")  # None: whoever holds the code
    at = models.DateTimeField()
    words = Sealed()
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")  # who was asked, or is named now
    how = models.CharField(max_length=12, blank=True)  # in which way they were told


class SettingQuery(Tied):
    """What an organization sets for itself: tied as the organization is."""


class SecondPerson(Noun):
    """Who hears a concern that must not go to the coordinators, from one moment to another."""

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    since = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    objects = SettingQuery.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organization"], condition=Q(ended_at=None), name="one_second_person")
        ]


class Guidance(Noun):
    """What this organization says to somebody to whom something serious came up, in a version."""

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    words = models.JSONField(default=dict)  # {language: text}
    since = models.DateTimeField()
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")

    objects = SettingQuery.as_manager()


class SeriousQuery(OfParticipationQuery):
    def tied(self, tie, who):
        if tie is Tie.SELF:  # whoever wrote it, for as long as they are with this participant
            return Q(writer_id=who.person_id) & (_walked(Tie.TEAM, who) | _walked(Tie.PROGRAM, who))
        if tie is Tie.PROGRAM:
            return _walked(tie, who)
        return Q(Exists(_second().filter(person_id=who.person_id))) if tie is Tie.HANDLES else Q(pk__in=())


class Serious(OfParticipation):
    """Facts, written down when something serious came up. A record apart from every note, read by few."""

    writer = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    facts = Sealed()  # what was seen and heard
    when = Sealed()
    told = Sealed()  # who was called, and what they said

    objects = SeriousQuery.as_manager()  # type: ignore[misc]  # fewer are tied to it than its base says

    @property
    def history_id(self):
        """Where what happens to it is written: apart."""
        return history_of(self.organization_id)


def handled_by(who):
    """A filter (Q) for the concerns that come to this person now: ``rules.routing.hearers``, in the database's words.

    Whoever is named or raised it is out before anything else is asked, so no role and no assignment brings them in.
    """
    me = who.person_id
    first = Q(Exists(_free(_in_charge()))) | Q(program=None) & Q(Exists(_free(_holding(Role.COORDINATOR))))
    first &= Q(around=False)
    second, third = Q(Exists(_free(_second()))), Q(Exists(_free(_holding(Role.ADMINISTRATOR))))
    mine = Q(assigned_to_id=me) | Q(Exists(_second().filter(person_id=me))) & ~first
    if who.is_a(Role.COORDINATOR):
        mine |= Q(around=False) & (Q(program=None) | Q(Exists(_in_charge().filter(person_id=me))))
        mine |= ~first & ~second & ~third
    if who.is_a(Role.ADMINISTRATOR):
        mine |= ~first & ~second
    return mine & ~Q(Exists(KeptOut.objects.filter(concern_id=OuterRef("pk"), person_id=me)))


def _in_charge():
    """The coordinators of the concern's program."""
    charged = Coordinating.objects.filter(
        program_id=OuterRef(OuterRef("program_id")), person_id=OuterRef("person_id"), ended_at=None
    )
    return _holding(Role.COORDINATOR).filter(Exists(charged))


def _holding(role):
    return Membership.objects.now().filter(organization_id=OuterRef("organization_id"), role=role)


def _second():
    """The second person of the organization, while they hold a role in which they can come to it."""
    works = Membership.objects.now().filter(person_id=OuterRef("person_id"), role__in=[str(r) for r in HEARS])
    named = SecondPerson.objects.filter(organization_id=OuterRef("organization_id"), ended_at=None)
    return named.filter(Exists(works))


def _free(people):
    """Those of these who are not kept out of the concern."""
    out = KeptOut.objects.filter(concern_id=OuterRef(OuterRef("pk")), person_id=OuterRef("person_id"))
    return people.filter(~Exists(out))


def _walked(tie, who):
    return Q(participation__in=Participation.objects.filter(walked_with(tie, who)).values("pk"))
