"""Somebody asks for support, or is referred. They may not be known here, so a referral has a key of its own."""

from django.db import models
from django.db.models import Exists, OuterRef, Q

from cairn.lib.fields import Sealed, SealedJson
from cairn.lib.models import Key, Noun
from cairn.people.models import Organization, Person, Tied
from cairn.people.roles import Tie
from cairn.programs.models import Program

from ..rules.referral import NAMES, REFERRERS, URGENCY, State
from .walking import Participation, coordinated


class ReferralQuery(Tied):
    def tied(self, tie, who):
        """A program's coordinators; as long as no program is decided, everybody who coordinates one."""
        if tie is Tie.PROGRAM:
            mine = coordinated(who)
            return Q(program_id__in=mine) | Q(Exists(mine), program=None)
        return Q(pk__in=())

    def standing(self):
        """Those that are not merged into another referral."""
        return self.exclude(Exists(Merge.objects.filter(referral=OuterRef("pk"), undone_at=None, person=None)))


class Referral(Noun):
    """The ask: who refers whom, why, what the person asks for, and how it is safe to reach them."""

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    key = models.ForeignKey(Key, models.PROTECT, related_name="+")  # its own, under the organization's
    program = models.ForeignKey(Program, models.PROTECT, null=True, related_name="+")  # null: not decided yet
    state = models.CharField(max_length=10, choices=[(s.value, NAMES[s]) for s in State], default=State.RECEIVED)
    source = models.CharField(max_length=6, choices=[("staff", "staff"), ("public", "public")])
    received_at = models.DateTimeField()
    received_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")  # null: the public page
    reference = Sealed()  # what the sender was given to ask with
    reference_index = models.BinaryField(unique=True)

    name = Sealed()  # the name they go by
    born_on = Sealed()
    phone = Sealed()
    safe_contact = SealedJson()
    referrer = models.CharField(max_length=10, choices=list(REFERRERS.items()))
    referrer_name = Sealed()
    answer_how = Sealed()  # how whoever refers is answered
    why = Sealed()  # in the referrer's words
    asks = Sealed()  # what the person asks for, in their words
    languages = models.CharField(max_length=80, blank=True)  # " es en ": codes with spaces around each
    wishes = SealedJson()
    urgency = models.CharField(max_length=5, choices=list(URGENCY.items()), blank=True)
    urgency_why = Sealed()
    before = SealedJson()  # {"was_here": bool, "code": what they were given when they left}

    subject = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")  # once it is known who it is
    participation = models.ForeignKey(Participation, models.PROTECT, null=True, related_name="+")  # what began

    objects = ReferralQuery.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(state=State.ACCEPTED) | Q(participation__isnull=False), name="accepted_has_a_way"
            )
        ]
        indexes = [
            models.Index(fields=["organization", "state", "received_at", "id"], name="waiting_list"),
            models.Index(fields=["program", "state"], name="referrals_of_program"),
        ]

    @property
    def spoken(self):
        """The codes of the languages, the first the one they like best."""
        return self.languages.split()


class OfReferralQuery(Tied):
    """What hangs on a referral: tied as the referral is."""

    house = "referral__organization_id"

    def tied(self, tie, who):
        return Q(referral__in=Referral.objects.filter(Referral.objects.all().tied(tie, who)).values("pk"))


class OfReferral(Noun):
    """What hangs on a referral, under its key."""

    referral = models.ForeignKey(Referral, models.PROTECT, related_name="+")
    key = models.ForeignKey(Key, models.PROTECT, related_name="+")

    objects = OfReferralQuery.as_manager()

    class Meta:
        abstract = True

    @classmethod
    def of(cls, referral, **fields):
        """A new row, unsaved, on this referral."""
        return cls(referral=referral, key_id=referral.key_id, **fields)

    @property
    def organization_id(self):
        """The organization of the referral."""
        return self.referral.organization_id

    @property
    def subject_id(self):
        """Whom it is about, once that is known."""
        return self.referral.subject_id


class ReferralMove(OfReferral):
    """A referral went from one state to another: who, when, why. Never changed."""

    was = models.CharField(max_length=10, blank=True)
    now = models.CharField(max_length=10)
    by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")  # null: the public page
    at = models.DateTimeField()
    reason = Sealed()

    class Meta:
        indexes = [models.Index(fields=["referral", "at"], name="moves_of_referral")]


class Merge(OfReferral):
    """Somebody found that this referral is about the same person as another referral, or as somebody known here."""

    into = models.ForeignKey(Referral, models.PROTECT, null=True, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    why = Sealed()
    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    undone_why = Sealed()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["referral"], condition=Q(undone_at=None), name="merged_once"),
            models.CheckConstraint(
                condition=Q(into=None, person__isnull=False) | Q(into__isnull=False, person=None),
                name="merged_into_one",
            ),
        ]


class Contact(OfReferral):
    """Somebody got in touch with the person, or tried to."""

    how = models.CharField(max_length=10)  # of people.rules.CHANNELS
    reached = models.BooleanField()
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    words = Sealed()
