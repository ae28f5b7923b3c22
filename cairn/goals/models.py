from django.db import models

from cairn.lib.fields import Sealed
from cairn.people.models import Person
from cairn.teams.models import OfParticipation


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

    class Meta:
        indexes = [models.Index(fields=["participation", "state", "due_on"], name="steps_of_way")]


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

    class Meta:
        indexes = [models.Index(fields=["participation", "-on"], name="wins_of_way")]
