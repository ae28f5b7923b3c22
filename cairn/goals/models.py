from django.db import models
from django.db.models import OuterRef, Q

from cairn.lib.fields import Sealed
from cairn.people.models import Person
from cairn.teams.models import OfParticipation, OfParticipationQuery


class StepQuery(OfParticipationQuery):
    held_back, moment = "steps_since", "added_at"


class Step(OfParticipation):
    """Somebody said they would do something, perhaps by a day. It comes back at the next meeting."""

    class State(models.TextChoices):
        OPEN = "open", "open"
        DONE = "done", "done"
        LET_GO = "let_go", "let go"

    what = Sealed()
    whose = models.ForeignKey(Person, models.PROTECT, related_name="+")
    due_on = models.DateField(null=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    word = Sealed()  # a word about how it went
    added_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    marked_at = models.DateTimeField(null=True)

    objects = StepQuery.as_manager()  # type: ignore[misc]  # knows what can be held back

    class Meta:
        indexes = [models.Index(fields=["participation", "state", "due_on"], name="steps_of_way")]


class WinQuery(OfParticipationQuery):
    held_back = "sees_since"

    def passed_on(self):
        """A win holds a passage of a note, and passes on with the notes. It knows only its day: that day's do not."""
        return Q(sees_since=None) | Q(sees_since__date__lt=OuterRef("on"))


class Win(OfParticipation):
    """A strength, a win or something that helped, kept with the words it stands in and whose words they are."""

    class Kind(models.TextChoices):
        STRENGTH = "strength", "strength"
        WIN = "win", "win"
        STRATEGY = "strategy", "strategy"

    kind = models.CharField(max_length=10, choices=Kind.choices)
    words = Sealed()  # its name: "Preparation", "Made the call"
    passage = Sealed()  # the sentence it stands in, as it was written
    voice = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    on = models.DateField()

    objects = WinQuery.as_manager()  # type: ignore[misc]

    class Meta:
        indexes = [models.Index(fields=["participation", "-on"], name="wins_of_way")]
