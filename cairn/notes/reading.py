"""Doors to notes: who may see which, looks recorded, the timeline, search within one record."""

import datetime
import unicodedata
import uuid
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from cairn.audit import reading as audit
from cairn.audit.recording import record
from cairn.goals.models import Step
from cairn.lib import clock, keys
from cairn.lib.db import atomic
from cairn.meetings import reading as meetings
from cairn.meetings.models import Meeting
from cairn.people import access
from cairn.people.acts import Act
from cairn.teams import reading as teams

from . import shown
from .models import Amendment, LateWords, NextStep, Note, Seal, Signature
from .rules.life import Choice, Stage

PAGE = 20
LOOK_LASTS = teams.LOOK_LASTS
_WITH = ("participation__person", "participation__program", "meeting__supporter", "seal")


@dataclass(frozen=True)
class Row:
    """A note in a timeline. ``body`` is the sealed body, None while the note is open."""

    note: Note
    body: dict | None

    @property
    def place(self):
        """Where to go on from: what key paging needs."""
        return f"{self.note.happened_at.timestamp()!r}_{self.note.pk}"


def note_for(who, pk, act=Act.NOTE_READ):
    """One note that this person may read (or do that act to), with all that its page needs in the same query."""
    return access.one(who, act, Note.objects.filter(pk=pk).select_related(*_WITH))


def page_for(who, pk, act=Act.NOTE_READ):
    """The same, with what its pages ask besides.

    ``may_write``: they write, sign and amend it. ``place``: of the seal, in the history of the house. ``late_own``,
    ``late_any``: words of theirs, or anybody's, came when it was closed and are in no amendment.
    ``looked``: a moment ago.
    """
    late = LateWords.objects.filter(note=OuterRef("pk"), let_in_at=None).exclude(Exists(_amended()))
    rows = Note.objects.filter(pk=pk).select_related(*_WITH)
    rows = rows.annotate(
        may_write=Exists(access.scope(who, Act.NOTE_WRITE, Note.objects.filter(pk=OuterRef("pk")))),
        place=audit.place(Act.NOTE_SEAL, about="pk"),
        late_own=Exists(late.filter(person_id=who.person_id)),
        late_any=Exists(late),
        looked=audit.happened(Act.NOTE_READ, about="pk", by_id=who.person_id, since=clock.now() - LOOK_LASTS),
    )
    return access.one(who, act, rows)


def _amended():
    """Amendments that took in this row of late words, or a later one of the same person and part."""
    same = {"late__section": OuterRef("section"), "late__person": OuterRef("person"), "late__gte": OuterRef("pk")}
    return Amendment.objects.filter(note=OuterRef("note"), **same)


def can(who, act, note):
    """True when this person may do that to this note, asked now."""
    return access.allows(who, act, note)


def content(note):
    """The note as it is shown: the sealed body, or put together from the log."""
    if note.stage == Stage.SEALED:
        return note.seal.body
    return shown.whole(note, shown.core(note))


def beside(note, people, *, who=None):
    """What stands beside the words while they are written: ``(wins, next steps, steps still open from before)``.

    ``people``: those of the note, in order. The last are rows, the soonest first; the others as the note shows them.
    """
    place = {str(p.pk): n for n, p in enumerate(people)}
    here = NextStep.objects.filter(note=note, step=OuterRef("pk"))
    rows = Step.objects.filter(participation_id=note.participation_id).annotate(is_here=Exists(here))
    rows = rows.filter(Q(is_here=True) | Q(state=Step.State.OPEN)).select_related("whose").order_by("added_at", "pk")
    if who is not None:  # steps from before may not have passed on to this supporter
        rows = rows.filter(
            Q(is_here=True) | Q(pk__in=access.scope(who, Act.STEP_MARK, Step.objects.all()).values("pk"))
        )
    steps = list(rows)
    keys.warm([s.whose.key_id for s in steps])
    before = sorted((s for s in steps if not s.is_here), key=lambda s: (s.due_on is None, s.due_on, s.added_at))
    return shown.wins(note, place), [shown.step(s, place) for s in steps if s.is_here], before


def names(note):
    """The names and choices that stand under it now, in order."""
    return shown.standing(note)


def names_void(note):
    """Names that stood under this note before its words were opened again, in order."""
    rows = Signature.objects.filter(note=note, voided_at__isnull=False).exclude(choice=Choice.LATER)
    return list(rows.order_by("at", "pk"))


def stones(note):
    """How many notes of this participant are sealed."""
    return Note.objects.filter(participation_id=note.participation_id, stage=Stage.SEALED).count()


def amendments(note):
    """What was added after the seal, in order."""
    return list(Amendment.objects.filter(note=note).order_by("number"))


def timeline(who, participation, *, before="", limit=PAGE):
    """A page of this participant's notes, newest first, and whether there are older ones. Key paging: no offsets."""
    rows = access.scope(who, Act.NOTE_READ, Note.objects.filter(participation=participation))
    if place := _place(before):
        rows = rows.filter(_older(*place))
    rows = list(
        rows.select_related("seal")
        .defer("goals", "feeling", "together_why", "salt")
        .order_by("-happened_at", "-pk")[: limit + 1]
    )
    keys.warm([note.key_id for note in rows])
    return [Row(note, note.seal.body if note.stage == Stage.SEALED else None) for note in rows[:limit]], len(
        rows
    ) > limit


def open_notes(who, *, limit=20):
    """Notes that wait for words or names, newest first."""
    rows = access.scope(who, Act.NOTE_WRITE, Note.objects.exclude(stage=Stage.SEALED))
    return list(
        rows.select_related("participation__person", "meeting__supporter").order_by("-happened_at", "-pk")[:limit]
    )


def note_of(meeting):
    """The id and stage of a meeting's note, or None. The caller came through the meeting's door."""
    return Note.objects.filter(meeting=meeting).values("pk", "stage").first()


def search(who, participation, words, *, limit=50):
    """Sealed notes of one record that hold all these words, newest first, with the sentences they stand in.

    The record is opened in memory: there is no index of anybody's words. Accents, case and kinds of apostrophe do not
    matter. Returns [(Row, [sentence])].
    """
    access.require(who, Act.PARTICIPATION_SEARCH, participation)
    wanted = folded(words).split()
    if not wanted:
        return []
    if who.person_id != participation.person_id:
        with atomic():
            record(Act.PARTICIPATION_SEARCH, participation, by=who)
    seals = Seal.objects.filter(
        note__in=access.scope(who, Act.NOTE_READ, Note.objects.filter(participation=participation))
    )
    found = []
    for seal in seals.select_related("note").order_by("-note__happened_at").iterator(chunk_size=200):
        texts = list(_texts(seal.body))
        whole = folded(" ".join(texts))
        if all(word in whole for word in wanted):
            hits = [s for t in texts for s in _sentences(t) if any(word in folded(s) for word in wanted)]
            found.append((Row(seal.note, seal.body), hits[:3]))
            if len(found) == limit:
                break
    return found


def look(note, *, by):
    """That somebody read this note stands in its history. A look lasts a quarter of an hour (``page_for`` knows).

    One's own record is looked at freely.
    """
    if by.person_id != note.subject_id and not getattr(note, "looked", False):
        with atomic():
            record(Act.NOTE_READ, note, by=by)


def folded(text):
    """Text for comparing: no accents, no case, one kind of apostrophe."""
    text = unicodedata.normalize("NFKD", text.replace("’", "'").replace("ʼ", "'"))
    return "".join(c for c in text if not unicodedata.combining(c)).casefold()


def _texts(body):
    for section in body["sections"]:
        yield shown.text(section)
    parts = body["parts"]
    yield from (w["words"] for w in parts["wins"])
    yield from (s["what"] for s in parts["steps"])
    yield from parts["goals"]
    yield from (a["words"] for a in body["answers"])


def _sentences(text):
    part = ""
    for c in text:
        part += c
        if c in ".!?\n" or len(part) > 240:
            if part.strip():
                yield part.strip()
            part = ""
    if part.strip():
        yield part.strip()


def _place(before):
    try:
        moment, pk = before.split("_")
        return datetime.datetime.fromtimestamp(float(moment), datetime.UTC), uuid.UUID(pk)
    except (ValueError, OverflowError, OSError):
        return None


def _older(at, pk):
    return Q(happened_at__lt=at) | Q(happened_at=at, pk__lt=pk)


def table(who, *, own=False, limit=60):
    """Sessions that ask for something, by their moment: planned, begun, or with a note that waits for words or names.

    Each comes with ``note_id``, ``note_stage`` and ``note_template`` (None where no note is open), ``named`` (this
    person has said their choice under it) and ``looked``. ``own``: only those of one's own record.
    """
    mine = {"subject_id": who.person_id} if own else {}
    notes = access.scope(who, Act.NOTE_WRITE, Note.objects.exclude(stage=Stage.SEALED).filter(**mine))
    this = notes.filter(meeting=OuterRef("pk"))
    names = Signature.objects.filter(note__meeting=OuterRef("pk"), person_id=who.person_id, voided_at=None)
    asking = Q(state__in=meetings.AHEAD) | Q(pk__in=notes.values("meeting_id"))
    rows = access.scope(who, Act.NOTE_WRITE, Meeting.objects.filter(asking, **mine)).annotate(
        note_id=Subquery(this.values("pk")[:1]),
        note_stage=Subquery(this.values("stage")[:1]),
        note_template=Subquery(this.values("template")[:1]),
        named=Exists(names.exclude(choice=Choice.LATER)),
        looked=teams.looked(who, "participation_id"),
    )
    rows = list(
        rows.select_related("participation__person", "supporter").order_by(Coalesce("started_at", "planned_for"), "pk")[
            :limit
        ]
    )
    keys.warm([row.key_id for row in rows] + [row.supporter.key_id for row in rows])
    return rows
