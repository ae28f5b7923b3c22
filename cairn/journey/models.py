from django.db import models
from django.db.models import F, Q

from cairn.lib.fields import Sealed, SealedJson
from cairn.lib.models import Key
from cairn.people.models import Organization, Person, Tied
from cairn.teams.models import OfParticipation, Participation

from .rules.stages import NAMES, Stage

STAGES = [(stage.value, NAMES[stage]) for stage in Stage]


class Decision(OfParticipation):
    """A tier that people put to each other after talking it over, with what it rests on. Nothing works it out."""

    number = models.PositiveIntegerField()
    tier = models.PositiveSmallIntegerField()
    review = models.ForeignKey("Review", models.PROTECT, null=True, related_name="+")
    evidence = models.JSONField(default=list)  # [[kind, id]] of reviews, papers, notes, steps, chosen by people
    supporter_view = Sealed()
    reasons = Sealed()
    rhythm = models.CharField(max_length=10)
    rhythm_words = Sealed()
    next_on = models.DateField()  # when it is looked at again
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["participation", "number"], name="decisions_in_order"),
            models.CheckConstraint(condition=Q(tier__in=(1, 2, 3)), name="three_tiers"),
        ]


class Settlement(OfParticipation):
    """A decision is over: both agreed, a coordinator decided, or it was taken back."""

    class How(models.TextChoices):
        BOTH = "both", "both agreed"
        COORDINATOR = "coordinator", "a coordinator decided"
        WITHDRAWN = "withdrawn", "taken back"

    decision = models.OneToOneField(Decision, models.PROTECT, related_name="settlement")
    how = models.CharField(max_length=12, choices=How.choices)
    why = Sealed()
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()


class Move(OfParticipation):
    """A way went from one stage to another (or was given a tier): who, when, why. The moves of a way are one chain."""

    number = models.PositiveIntegerField()
    from_stage = models.CharField(max_length=20, choices=STAGES)
    to_stage = models.CharField(max_length=20, choices=STAGES)
    tier = models.PositiveSmallIntegerField(null=True)  # only from a decision
    decision = models.OneToOneField(Decision, models.PROTECT, null=True, related_name="+")
    why = Sealed()
    open_items = models.JSONField(default=list)  # what the stage asked for and was still open
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["participation", "number"], name="moves_one_chain"),
            models.CheckConstraint(
                condition=Q(tier=None, decision=None) | Q(tier__isnull=False, decision__isnull=False),
                name="tier_only_by_decision",
            ),
            models.CheckConstraint(condition=~Q(from_stage=Stage.EXITED.value), name="nothing_after_the_end"),
        ]
        indexes = [models.Index(fields=["participation", "-number"], name="moves_of_way")]


class Remark(OfParticipation):
    """What the participant says about a move, a decision or a review, in their own words. It stays as it was said."""

    move = models.ForeignKey(Move, models.PROTECT, null=True, related_name="+")
    decision = models.ForeignKey(Decision, models.PROTECT, null=True, related_name="+")
    review = models.ForeignKey("Review", models.PROTECT, null=True, related_name="+")
    words = Sealed()
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(move__isnull=False, decision=None, review=None)
                | Q(move=None, decision__isnull=False, review=None)
                | Q(move=None, decision=None, review__isnull=False),
                name="remark_on_one_thing",
            )
        ]


class Tick(OfParticipation):
    """Somebody said in words that a thing on the checklist is done, or is not needed."""

    item = models.CharField(max_length=40)
    words = Sealed()
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()


class Telling(OfParticipation):
    """What was told at the beginning: where somebody wants to grow, what was before, how it is. The last counts."""

    kind = models.CharField(max_length=10)
    words = Sealed()
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["participation", "kind"], name="tellings_of_way")]


class Review(OfParticipation):
    """Goals talked over: planned by the clock or asked for, then held. The formal one is once a year."""

    class Kind(models.TextChoices):
        TALK = "talk", "talk"
        FORMAL = "formal", "formal"

    kind = models.CharField(max_length=10, choices=Kind.choices)
    counted_from = models.DateField(null=True)  # the day the clock counts from; null: somebody asked for it
    due_on = models.DateField()
    asked_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    asked_why = Sealed()
    planned_at = models.DateTimeField()
    held_on = models.DateField(null=True)
    held_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    held_at = models.DateTimeField(null=True)
    talked = SealedJson()  # [[goal in words, what was said], ...]
    words = Sealed()  # what else was talked about
    own_words = Sealed()  # what the participant said, as it was taken down
    set_aside_at = models.DateTimeField(null=True)
    set_aside_why = Sealed()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["participation", "kind"],
                condition=Q(held_on=None, set_aside_at=None),
                name="one_review_ahead",
            ),
            models.CheckConstraint(
                condition=Q(held_on=None, held_by=None) | Q(held_on__isnull=False, held_by__isnull=False),
                name="held_by_somebody",
            ),
        ]
        indexes = [models.Index(fields=["participation", "kind", "-held_on"], name="reviews_of_way")]


class Pause(OfParticipation):
    """A way rests for a while, as the participant or the team asked. The clocks wait."""

    first_on = models.DateField()
    last_on = models.DateField(null=True)  # null: until somebody says that it goes on
    words = Sealed()
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["participation"], condition=Q(ended_at=None), name="one_pause_at_a_time"),
            models.CheckConstraint(condition=Q(last_on=None) | Q(last_on__gte=F("first_on")), name="pause_forward"),
        ]


class Leaving(OfParticipation):
    """The last part of a way: asked for or decided, planned, and then parted or stayed after all."""

    class End(models.TextChoices):
        PARTED = "parted", "parted"
        STAYED = "stayed", "stayed"

    asked_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    why = Sealed()
    begun_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    end = models.CharField(max_length=10, choices=End.choices, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["participation"], condition=Q(closed_at=None), name="one_leaving_at_a_time")
        ]


class LeavingPlan(OfParticipation):
    """A version of the exit plan: end goals, taper, supports, resources, how to come back."""

    leaving = models.ForeignKey(Leaving, models.PROTECT, related_name="+")
    version = models.PositiveIntegerField()
    body = SealedJson()  # rules.leaving.EMPTY
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["leaving", "version"], name="one_leaving_version")]


class Say(OfParticipation):
    """What somebody said to a decision or an exit plan: that they agree, with their name, or how they see it."""

    decision = models.ForeignKey(Decision, models.PROTECT, null=True, related_name="+")
    plan = models.ForeignKey(LeavingPlan, models.PROTECT, null=True, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    role = models.CharField(max_length=12)  # participant or supporter
    choice = models.CharField(max_length=10)
    name = Sealed()  # as they typed it, on that day
    words = Sealed()
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(plan=None, decision__isnull=False) | Q(plan__isnull=False, decision=None),
                name="said_to_one_thing",
            )
        ]


class ReturnCode(OfParticipation):
    """A code for coming back, given at the end of a way. It has no last day and works once."""

    code_index = models.BinaryField(unique=True)
    made_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)


class Coming(OfParticipation):
    """Somebody asks to come back: alone, with a code, or through the public page. It hangs on the way that ended."""

    class How(models.TextChoices):
        SELF = "self", "signed in"
        CODE = "code", "with a code"
        STAFF = "staff", "somebody wrote it down for them"

    how = models.CharField(max_length=10, choices=How.choices)
    words = Sealed()
    reach = Sealed()  # how to reach them safely, in their words
    shares_notes = models.BooleanField(null=True)  # null: not asked yet, which is no
    shares_plans = models.BooleanField(null=True)
    asked_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    answer = Sealed()
    way = models.OneToOneField(Participation, models.PROTECT, null=True, related_name="+")  # the new one

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["participation"], condition=Q(answered_at=None), name="one_coming_open")
        ]


class Survey(models.Model):
    """Answers without a name. Nothing here leads to a person: no way, no moment, and an id that tells no order."""

    id = models.UUIDField(primary_key=True)
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    key = models.ForeignKey(Key, models.PROTECT, related_name="+")  # the organization's
    month = models.DateField()
    answers = SealedJson()

    objects = Tied.as_manager()
