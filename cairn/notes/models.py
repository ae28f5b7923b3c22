from django.db import models
from django.db.models import Q

from cairn.lib import clock
from cairn.lib.fields import Sealed, SealedJson
from cairn.lib.models import Key, Noun
from cairn.meetings.models import Meeting
from cairn.people.models import Organization, Person
from cairn.people.roles import Tie
from cairn.teams.models import OfParticipation, OfParticipationQuery, Part, TeamMember, opened_to

from .rules.life import Stage


class NoteQuery(OfParticipationQuery):
    held_back, moment = "sees_since", "happened_at"

    def tied(self, tie, who):
        if tie is Tie.SHARED:
            return shared_notes("participation_id", who) & Q(stage=Stage.SEALED)
        if tie is Tie.BEFORE:
            return opened_to(who, "notes") & Q(stage=Stage.SEALED)
        return super().tied(tie, who)


def shared_notes(path, who):
    """A filter (Q) on rows whose participation an ally was shown the notes of, today."""
    today = clock.today(who.zone)
    shown = TeamMember.objects.filter(person_id=who.person_id, part=Part.ALLY, ended_at=None, sees_notes=True)
    shown = shown.filter(Q(sees_until=None) | Q(sees_until__gte=today))
    return Q(**{f"{path}__in": shown.values("participation_id")})


class Note(OfParticipation):
    """The shared record of one meeting."""

    meeting = models.OneToOneField(Meeting, models.PROTECT, related_name="+")
    template = models.CharField(max_length=20)
    template_version = models.PositiveIntegerField()
    language = models.CharField(max_length=8)
    stage = models.CharField(max_length=10, choices=[(s.value, s.value) for s in Stage], default=Stage.DRAFT)
    happened_at = models.DateTimeField()  # when the two met: what a timeline is sorted by
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    together = models.CharField(max_length=10, blank=True)
    together_why = Sealed()
    goals = SealedJson()  # in free words, as many as were touched
    feeling = SealedJson()  # the participant's: [] or [1..5, words]
    salt = Sealed()  # so that nobody guesses the words from a digest

    objects = NoteQuery.as_manager()  # type: ignore[misc]  # knows one more tie than its base

    class Meta:
        indexes = [
            models.Index(fields=["participation", "-happened_at", "-id"], name="timeline"),
            models.Index(fields=["organization", "stage"], name="notes_by_stage"),
        ]


class Head(models.Model):
    """How far the log of a note has come. Locked by whoever adds to it, offers, signs or seals."""

    note = models.OneToOneField(Note, models.PROTECT, primary_key=True, related_name="head")
    seq = models.BigIntegerField(default=0)
    hash = models.BinaryField(default=b"")


class Entry(models.Model):
    """One update of the live document, encrypted, by one person, chained to the one before."""

    note = models.ForeignKey(Note, models.PROTECT, related_name="+")
    seq = models.BigIntegerField()
    section = models.SmallIntegerField()
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    update = models.BinaryField()
    hash = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["note", "seq"], name="entry_place")]


class Hand(models.Model):
    """An author id of the live document, bound to the first person who used it."""

    note = models.ForeignKey(Note, models.PROTECT, related_name="+")
    client = models.BigIntegerField()
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["note", "client"], name="one_hand")]


class LateWords(Noun):
    """Words that reached us when the note was no longer being written. Kept, never merged into a sealed note."""

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    note = models.ForeignKey(Note, models.PROTECT, related_name="+")
    section = models.SmallIntegerField()
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    update = models.BinaryField()
    hash = models.BinaryField()
    let_in_at = models.DateTimeField(null=True)  # when reopening brought them into the log


class OfNoteQuery(OfParticipationQuery):
    house = "note__organization_id"

    def tied(self, tie, who):
        return Q(note__in=Note.objects.filter(Note.objects.all().tied(tie, who)).values("pk"))


class OfNote(Noun):
    """What hangs on a note: under the participant's key, frozen with the seal."""

    note = models.ForeignKey(Note, models.PROTECT, related_name="+")
    key = models.ForeignKey(Key, models.PROTECT, related_name="+")

    objects = OfNoteQuery.as_manager()

    class Meta:
        abstract = True

    @classmethod
    def of(cls, note, **fields):
        """A new row, unsaved, on this note."""
        return cls(note=note, key_id=note.key_id, **fields)

    @property
    def organization_id(self):
        """The organization of the note."""
        return self.note.organization_id

    @property
    def subject_id(self):
        """The participant."""
        return self.note.subject_id


class Answer(OfNote):
    """What the participant says to one section as it was read back: right, change it, or I see it differently."""

    section = models.CharField(max_length=30)
    choice = models.CharField(max_length=10)
    words = Sealed()  # seen differently: in the participant's own words
    digest = models.BinaryField()  # of the section as it was shown
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["note", "section"], name="one_answer")]


class NextStep(Noun):
    """A step of the goals room that was agreed in this note."""

    note = models.ForeignKey(Note, models.PROTECT, related_name="+")
    step = models.OneToOneField("goals.Step", models.PROTECT, related_name="+")

    objects = OfNoteQuery.as_manager()


class Kept(Noun):
    """A strength, win or strategy that was kept from this note, and the section where its words stand."""

    note = models.ForeignKey(Note, models.PROTECT, related_name="+")
    win = models.OneToOneField("goals.Win", models.PROTECT, related_name="+")
    section = models.CharField(max_length=30, blank=True)

    objects = OfNoteQuery.as_manager()


class Signature(OfNote):
    """A name under the words, or the participant's other choice. Names and credential as they were on that day."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="+")  # whose choice it is
    put_by = models.ForeignKey(Person, models.PROTECT, related_name="+")  # who recorded it: another only when absent
    role = models.CharField(max_length=20)
    choice = models.CharField(max_length=10)
    name = Sealed()
    credential = Sealed()
    reason = Sealed()
    digest = models.BinaryField()  # of the note's words and parts: the same for all who sign
    shown = models.BinaryField()  # of everything that stood on the page, answers included
    seq = models.BigIntegerField()
    method = models.CharField(max_length=20)  # how the signer proved who they are
    at = models.DateTimeField()
    voided_at = models.DateTimeField(null=True)  # the words changed afterwards

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["note", "person"], condition=Q(voided_at=None), name="one_choice_each")
        ]


class Seal(OfNote):
    """The note as it was when the last needed name stood under it. Nothing can change it."""

    note = models.OneToOneField(Note, models.PROTECT, related_name="seal")
    at = models.DateTimeField()
    seq = models.BigIntegerField()
    log = models.BinaryField()  # the head's hash: the log that gives these words
    digest = models.BinaryField()
    body = SealedJson()


class Amendment(OfNote):
    """Something added after the seal, with author, reason and time. The old text stays as it is."""

    number = models.PositiveIntegerField()
    author = models.ForeignKey(Person, models.PROTECT, related_name="+")
    role = models.CharField(max_length=20)
    name = Sealed()
    reason = Sealed()
    words = Sealed()
    late = models.OneToOneField(LateWords, models.PROTECT, null=True, related_name="+")
    digest = models.BinaryField()
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["note", "number"], name="amendment_number")]
