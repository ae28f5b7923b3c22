import datetime

from django.db import models
from django.db.models import F, OuterRef, Q
from django.db.models.functions import Coalesce

from cairn.lib.fields import Sealed
from cairn.people.models import Person
from cairn.teams.models import OfParticipation, OfParticipationQuery

from . import rules


class MeetingQuery(OfParticipationQuery):
    held_back = "sees_since"

    def passed_on(self):
        """What was said of a session (where, why not) belongs to its note, and passes on with the notes."""
        moment = Coalesce(OuterRef("started_at"), OuterRef("planned_for"))
        return Q(sees_since=None) | Q(sees_since__lte=moment)


class Meeting(OfParticipation):
    """A session of a participant with a supporter: planned, begun, held, missed or cancelled."""

    supporter = models.ForeignKey(Person, models.PROTECT, related_name="+")
    state = models.CharField(max_length=10)
    zone = models.CharField(max_length=60)  # where it takes place; times are shown in it
    planned_for = models.DateTimeField(null=True)
    started_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    breaks = models.JSONField(default=list)  # [[from, to]], ISO moments in UTC
    place_kind = models.CharField(max_length=12, default="community")
    place = Sealed()
    method = models.CharField(max_length=12, default="in_person")
    why = Sealed()  # in a word, why it was missed or cancelled

    objects = MeetingQuery.as_manager()  # type: ignore[misc]  # knows what can be held back

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_at=None) | Q(ended_at__gte=F("started_at")), name="meeting_forward"
            )
        ]
        indexes = [
            models.Index(fields=["participation", "planned_for"], name="meetings_of_way"),
            models.Index(fields=["supporter", "state", "planned_for"], name="meetings_of_supporter"),
        ]

    @property
    def when(self):
        """The moment it stands for in a list."""
        return self.started_at or self.planned_for

    @property
    def pauses(self):
        """The breaks as pairs of moments."""
        return [tuple(datetime.datetime.fromisoformat(moment) for moment in pair) for pair in self.breaks]

    @property
    def minutes(self):
        """Whole minutes together; None while it is not over."""
        return rules.minutes(self.started_at, self.ended_at, self.pauses)
