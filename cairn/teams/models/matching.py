"""How two people find each other: what each wishes, what stands in the way, the offer, the change of supporter."""

from django.db import models
from django.db.models import Q

from cairn.lib.fields import Sealed, SealedJson
from cairn.lib.models import Key, Noun
from cairn.people.models import Organization, Person, Tied
from cairn.people.roles import Tie
from cairn.programs.models import Program

from ..rules.fit import CONFLICTS
from ..rules.offer import Outcome, Side
from .referral import Referral
from .walking import OfParticipation, Participation, TeamMember, coordinated


class ProfileQuery(Tied):
    def tied(self, tie, who):
        return Q(person_id=who.person_id) if tie is Tie.SELF else Q(pk__in=())


class Profile(Noun):
    """What a supporter brings, in their own words, and how many people they have room for."""

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    person = models.OneToOneField(Person, models.PROTECT, related_name="+")
    key = models.ForeignKey(Key, models.PROTECT, related_name="+")  # the supporter's
    wishes = SealedJson()
    capacity = models.PositiveSmallIntegerField(null=True)
    paused_at = models.DateTimeField(null=True)
    said_at = models.DateTimeField()

    objects = ProfileQuery.as_manager()

    @property
    def subject_id(self):
        """A supporter's profile is nobody's record but their own."""
        return self.person_id


class Wishes(OfParticipation):
    """What a participant wishes for in a supporter; the latest row is what they wish now."""

    wishes = SealedJson()
    asks = Sealed()
    said_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    said_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["participation", "said_at"], name="wishes_of_way")]


class ConflictQuery(Tied):
    def tied(self, tie, who):
        """Whoever said it, and who coordinates a program of theirs. Never the one about whom it was said."""
        if tie is Tie.SELF:
            return Q(said_by_id=who.person_id)
        if tie is Tie.PROGRAM:
            ways = Participation.objects.filter(program_id__in=coordinated(who))
            asks = Referral.objects.filter(Referral.objects.all().tied(tie, who))
            return Q(person_id__in=ways.values("person_id")) | Q(referral__in=asks.values("pk"))
        return Q(pk__in=())


class Conflict(Noun):
    """Why these two are not to be matched: said of a referral, or of somebody known here.

    It has no subject: what one of the two said about the other stands in no history that the other reads.
    """

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    key = models.ForeignKey(Key, models.PROTECT, related_name="+")
    referral = models.ForeignKey(Referral, models.PROTECT, null=True, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    supporter = models.ForeignKey(Person, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=list(CONFLICTS.items()))
    said_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    said_at = models.DateTimeField()
    words = Sealed()
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    objects = ConflictQuery.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(referral__isnull=False) | Q(person__isnull=False), name="conflict_of_somebody"
            )
        ]
        indexes = [
            models.Index(fields=["referral", "supporter"], name="conflict_of_referral"),
            models.Index(fields=["person", "supporter"], name="conflict_of_person"),
        ]


class OfferQuery(Tied):
    def open(self):
        """Those that wait for an answer."""
        return self.filter(outcome=Outcome.OPEN)

    def tied(self, tie, who):
        """The supporter as long as it is open, the participant, and who coordinates the program."""
        if tie is Tie.SELF:
            return Q(supporter_id=who.person_id, outcome=Outcome.OPEN) | Q(subject_id=who.person_id)
        if tie is Tie.PROGRAM:
            return Q(program_id__in=coordinated(who))
        return Q(pk__in=())


class Offer(Noun):
    """A match that both are asked about: one at a time for each referral, and for each way."""

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    key = models.ForeignKey(Key, models.PROTECT, related_name="+")  # the referral's or the participant's
    program = models.ForeignKey(Program, models.PROTECT, related_name="+")
    referral = models.ForeignKey(Referral, models.PROTECT, null=True, related_name="+")
    participation = models.ForeignKey(Participation, models.PROTECT, null=True, related_name="+")
    subject = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    supporter = models.ForeignKey(Person, models.PROTECT, related_name="+")
    made_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    lapses_on = models.DateField()  # the last day for an answer
    reason = Sealed()  # why it is offered although something stood in the way
    outcome = models.CharField(max_length=10, choices=[(o.value, o.value) for o in Outcome], blank=True)
    ended_at = models.DateTimeField(null=True)

    objects = OfferQuery.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["referral"], condition=Q(outcome=""), name="one_open_offer_of_referral"),
            models.UniqueConstraint(fields=["participation"], condition=Q(outcome=""), name="one_open_offer_of_way"),
            models.UniqueConstraint(
                fields=["referral"], condition=Q(outcome="accepted", participation=None), name="one_match_of_referral"
            ),
            models.CheckConstraint(
                condition=Q(referral__isnull=False) | Q(participation__isnull=False), name="offer_of_somebody"
            ),
        ]
        indexes = [models.Index(fields=["supporter", "outcome"], name="offers_of_supporter")]


class OfOfferQuery(Tied):
    house = "offer__organization_id"

    def tied(self, tie, who):
        return Q(offer__in=Offer.objects.filter(Offer.objects.all().tied(tie, who)).values("pk"))


class OfferAnswer(Noun):
    """One side's yes or no. ``by`` is another than the one who was asked only where it was written down for them."""

    offer = models.ForeignKey(Offer, models.PROTECT, related_name="answers")
    key = models.ForeignKey(Key, models.PROTECT, related_name="+")
    side = models.CharField(max_length=12, choices=[(s.value, s.value) for s in Side])
    choice = models.CharField(max_length=3)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    how = Sealed()  # how the participant said it, when somebody else wrote it down
    passes = models.JSONField(default=list)  # of rules.offer.PASSES: what passes on to the new supporter

    objects = OfOfferQuery.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["offer", "side"], name="one_answer_of_a_side")]


class AskedAnew(OfParticipation):
    """The participant asked for another supporter. No reason is needed."""

    words = Sealed()
    at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["participation"], condition=Q(ended_at=None), name="asked_once")]


class Handover(OfParticipation):
    """One supporter leaves and another comes: what passes on as the participant said, and a word of who leaves."""

    leaving = models.ForeignKey(TeamMember, models.PROTECT, related_name="+")
    coming = models.ForeignKey(TeamMember, models.PROTECT, null=True, related_name="+")
    opened_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    opened_at = models.DateTimeField()
    word = Sealed()
    word_at = models.DateTimeField(null=True)
    passes = models.JSONField(default=list)
    agreed_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["participation"], condition=Q(ended_at=None), name="one_handover_at_a_time")
        ]


class Building(OfParticipation):
    """A step of team building is done (or was tried): when, by whom, with a word."""

    step = models.CharField(max_length=20)
    done = models.BooleanField(default=True)  # false: an attempt at first contact that reached nobody
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    words = Sealed()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["participation", "step"], condition=Q(done=True), name="built_once")
        ]
