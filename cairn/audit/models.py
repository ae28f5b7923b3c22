from django.db import models


class Chain(models.Model):
    """The head of an organization's history. Moved by the database when an event is added, and by nothing else."""

    organization_id = models.UUIDField(primary_key=True)
    seq = models.BigIntegerField(default=0)
    hash = models.BinaryField(default=b"")


class Event(models.Model):
    """Somebody did something, or looked. Never changed, never deleted: triggers refuse it."""

    organization_id = models.UUIDField()
    seq = models.BigIntegerField()
    at = models.DateTimeField()
    act = models.CharField(max_length=40)
    by_id = models.UUIDField(null=True)
    by_role = models.CharField(max_length=20, blank=True)
    about_kind = models.CharField(max_length=40)
    about_id = models.UUIDField()
    subject_id = models.UUIDField(null=True)  # the participant whose record it touches
    facts = models.TextField(default="{}")  # canonical JSON without personal content
    previous = models.BinaryField()
    hash = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organization_id", "seq"], name="event_place")]
        indexes = [
            models.Index(fields=["subject_id", "-seq"], name="event_of_subject"),
            models.Index(fields=["about_id", "act", "by_id"], name="event_about"),
        ]
