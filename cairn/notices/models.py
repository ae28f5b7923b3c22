from django.db import models
from django.db.models import Q

from cairn.lib.fields import Sealed
from cairn.lib.models import Key, Noun
from cairn.people import access
from cairn.people.acts import Act
from cairn.people.models import Organization, Person, Tied
from cairn.people.roles import Tie
from cairn.teams.models import Participation

from . import audiences
from .rules import telling


class Own(Tied):
    """Rows that are somebody's own."""

    def tied(self, tie, who):
        return Q(person_id=who.person_id) if tie is Tie.SELF else Q(pk__in=())


class NoticeQuery(Own):
    def tied(self, tie, who):
        """One's own, as long as one may still see what they are about."""
        ways = access.scope(who, Act.PARTICIPATION_READ, Participation.objects.all()).values("pk")
        seen = Q(participation__in=ways) & ~Q(about_kind__in=telling.DOORS)
        seen |= Q(participation=None, about_kind__in=audiences.HOUSEHOLD)
        for kind, act in telling.DOORS.items():
            seen |= Q(about_kind=kind, about_id__in=audiences.seen(who, kind, act))
        return super().tied(tie, who) & seen


class Notice(Noun):
    """Somebody is told of something. It holds no words: the template's name, and which thing it is about."""

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    template = models.CharField(max_length=40)
    about_kind = models.CharField(max_length=40)
    about_id = models.UUIDField()
    participation = models.ForeignKey(Participation, models.PROTECT, null=True, related_name="+")
    occasion = models.CharField(max_length=40)  # the place in the history, or the day, for which it is told once
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)

    objects = NoticeQuery.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "template", "about_id", "occasion"], name="told_once")]
        indexes = [
            models.Index(fields=["person", "-at", "-id"], name="notices_of_person"),
            models.Index(fields=["person"], condition=Q(read_at=None), name="notices_unread"),
        ]


class Cursor(models.Model):
    """How far the history of an organization has been told."""

    organization_id = models.UUIDField(primary_key=True)
    seq = models.BigIntegerField(default=0)


class Wish(Noun):
    """How somebody wants to be written to. Where, is under their own key."""

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    person = models.OneToOneField(Person, models.PROTECT, related_name="+")
    key = models.ForeignKey(Key, models.PROTECT, related_name="+")
    channels = models.JSONField(default=list)
    kinds = models.JSONField(default=list)
    quiet_from = models.PositiveSmallIntegerField()  # minutes of the day in their zone
    quiet_to = models.PositiveSmallIntegerField()
    email = Sealed()
    phone = Sealed()
    chosen_at = models.DateTimeField()

    objects = Own.as_manager()

    @property
    def subject_id(self):
        """It touches its own person's record."""
        return self.person_id


class Letter(Noun):
    """A message that waits, or went. It has no words of its own, so nothing personal can get in."""

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    key = models.ForeignKey(Key, models.PROTECT, related_name="+")
    channel = models.CharField(max_length=10)
    to = Sealed()
    made_at = models.DateTimeField()
    not_before = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    taken_at = models.DateTimeField(null=True)  # a try began; until it says how it ended nobody tries again
    sent_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)  # sent, or not to be tried any more
    why_not = models.CharField(max_length=40, blank=True)  # a code

    objects = Own.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "channel"], condition=Q(done_at=None), name="one_letter_waits"),
            models.CheckConstraint(condition=Q(sent_at=None) | Q(done_at__isnull=False), name="sent_is_done"),
        ]
        indexes = [
            models.Index(fields=["not_before"], condition=Q(done_at=None), name="letters_waiting"),
            models.Index(fields=["person", "channel", "-sent_at"], name="letters_of_person"),
        ]


class Feed(Noun):
    """A secret address under which somebody's own calendar reads their sessions. The row holds only its digest."""

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    token_index = models.BinaryField(unique=True)
    shows_places = models.BooleanField(default=False)  # the kind of place, never which
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    objects = Own.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person"], condition=Q(ended_at=None), name="one_calendar_at_a_time")
        ]

    @property
    def subject_id(self):
        """It touches its own person's record."""
        return self.person_id


class Turn(models.Model):
    """Who does a chore just now, so that two at once do it once; a turn that was never given back runs out."""

    name = models.CharField(max_length=40, primary_key=True)
    taken_until = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)
