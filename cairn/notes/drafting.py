"""The note while it is written: its log as lines and as a draft to add to, the plain form, words that come late.

Only here, and in ``keeping``, is the log touched. The door to live writing is ``draft_for``.
"""

import random
import uuid
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter

from cairn.lib import clock, keys
from cairn.lib.db import atomic
from cairn.lib.words import Refused, _
from cairn.people import access
from cairn.people.acts import Act
from cairn.people.models import Person
from cairn.teams.models import Part
from cairn.teams.reading import team

from . import keeping
from .keeping import Fate, Ledger, Row
from .lines import opened
from .models import Amendment, Entry, Hand, LateWords, Note
from .rules import chaining, document, life
from .rules.admission import Known, Refusal, admit
from .rules.life import Stage
from .rules.templates import PARTICIPANT, SUPPORTER, template

WHY_NOT = {
    Refusal.SECTION: _("This part is for the other one's own words. You can write in the others."),
    Refusal.BIG: _("This note has grown very long. Please shorten it a little."),
}
LOST = _("These words could not be taken in. Please copy them, load the page again, and add them there.")
AGAIN = _("That did not work just now. Please try again; your words are still in the form.")


@dataclass(slots=True)
class Draft:
    """What one process knows of a note's log: what may be added, where the log ends, what each section says."""

    known: Known
    ledger: Ledger
    states: list[bytes]
    holds_late: bool = False  # late words that wait are known as well, and in no state


def entries(note_id, after=0):
    """The rows of a note's log after that place, in order, opened. The caller came through a door."""
    key_id = Note.objects.values_list("key_id", flat=True).get(pk=note_id)
    return opened(note_id, key_id, after)


def walk(note_id):
    """The hash at the end of the chain, computed anew from every stored row; None when a link does not hold."""
    head = b""
    rows = Entry.objects.filter(note_id=note_id).order_by("seq")
    fields = ("seq", "section", "person_id", "at", "update", "hash")
    for place, (seq, section, person, at, stored, hashed) in enumerate(rows.values_list(*fields).iterator(), start=1):
        head = chaining.link(head, str(note_id), seq, section, str(person), chaining.microseconds(at), bytes(stored))
        if seq != place or head != bytes(hashed):
            return None
    return head


def draft(note):
    """The note's log, read whole. While the note is closed, late words that wait are known too: each is kept once."""
    known, ledger, lines = _read(note)
    places = range(len(known.sections))
    states = [document.merge(line.update for line in lines if line.section == place) for place in places]
    late_rows = _waiting(note) if note.stage != Stage.DRAFT else []
    for row in late_rows:
        admitted = admit(known, row.section, row.person_id, True, _opened(note, row))
        if not isinstance(admitted, Refusal):
            known.take(row.section, row.person_id, admitted)
    return Draft(known, ledger, states, holds_late=bool(late_rows))


def _read(note):
    known = Known(len(template(note.template, note.template_version).sections))
    ledger = Ledger(note.pk, note.key_id, note.organization_id)
    lines = opened(note.pk, note.key_id)
    for line in lines:
        ledger.learn(line.section, known.learn(line.section, line.person_id, line.update))
        ledger.seq = line.seq
    return known, ledger, lines


def places_of(note, by):
    """The numbers of the sections in which this person writes, by who they are to the participant."""
    role = PARTICIPANT if by.person_id == note.subject_id else SUPPORTER
    form = template(note.template, note.template_version)
    return frozenset(n for n, section in enumerate(form.sections) if section.takes(role))


def voices_of(note):
    """Who may be heard in this note: [(Person, voice)], the participant first, then the supporter, then others by age.

    ``note`` came through a door, with participation.person and meeting.supporter.
    """
    participant, supporter = note.participation.person, note.meeting.supporter
    members = [member.person for member in team(note.participation) if member.part != Part.ALLY]
    hands = Hand.objects.filter(note=note).values("person")
    others = {person.pk: person for person in [*members, *Person.objects.filter(pk__in=hands)]}
    rest = [others[pk] for pk in sorted(others) if pk not in (participant.pk, supporter.pk)]
    keys.warm([person.key_id for person in (participant, supporter, *rest)])
    return [(participant, PARTICIPANT), (supporter, SUPPORTER), *((person, "other") for person in rest)]


def stage_of(note_id):
    """The stage of a note at this moment."""
    return Note.objects.values_list("stage", flat=True).get(pk=note_id)


@atomic
def rewrite(note, *, section, text, seq, by):
    """The section says what the plain form says, beside what was written since the form was shown at ``seq``.

    ``section`` is a number. Returns the place in the log; what it was before when nothing changed.
    """
    note.stage = access.one(by, Act.NOTE_WRITE, Note.objects.filter(pk=note.pk).only("stage")).stage
    if sentence := life.why_not_write(note.stage):
        raise Refused(sentence)
    known, ledger, lines = _read(note)
    rows = [(line.seq, line.update) for line in lines if line.section == section]
    update = document.change(rows, seq, text, _new_hand(known))
    if update is None:
        return ledger.seq
    admitted = admit(known, section, by.person_id, section in places_of(note, by), update)
    if isinstance(admitted, Refusal):
        raise Refused(WHY_NOT.get(admitted, LOST))
    row = Row(ledger, section, by.person_id, admitted, by=by, note=note)
    keeping.append([row])
    if row.fate is not Fate.SAVED:
        raise Refused(life.why_not_write(Stage.OFFERED) if row.fate is Fate.LATE else AGAIN)
    return row.seq


def _new_hand(known):
    """An author id that nobody has used in this note."""
    while (client := random.getrandbits(32)) in known.owners:
        pass
    return client


def late(note):
    """Words that came when the note was closed, in no log and no amendment yet: [(LateWords, section key, text)].

    One for each person and section: the newest row stands for those before it, and the text is what all of them add.
    """
    form = template(note.template, note.template_version)
    lines, found = entries(note.pk), []
    rows = sorted(_waiting(note), key=lambda row: (row.section, str(row.person_id)))
    for (section, _person), group in groupby(rows, key=attrgetter("section", "person_id")):
        theirs = list(group)
        before = [line.update for line in lines if line.section == section]
        if words := document.added(before, [_opened(note, row) for row in theirs]).strip():
            found.append((theirs[-1], form.sections[section].key, words))
    return found


def _waiting(note):
    """Late words neither let in nor standing in an amendment, as they came."""
    amended = Amendment.objects.filter(note=note, late__isnull=False).order_by("late_id")
    newest = amended.values_list("late__section", "late__person", "late")
    done = {(section, person): pk for section, person, pk in newest}
    rows = LateWords.objects.filter(note=note, let_in_at=None).order_by("pk")
    return [row for row in rows if row.pk > done.get((row.section, row.person_id), uuid.UUID(int=0))]


def _opened(note, row):
    return keys.decrypt(note.key_id, row.update, chaining.bound_late(str(row.pk)))


@atomic
def let_in(note, *, by):
    """Late words that fit stand in the log again, each under its author's name. Part of reopening, which records it."""
    known, ledger, _lines = _read(note)
    now, rows, inside = clock.now(), [], []
    for late_row in _waiting(note):
        admitted = admit(known, late_row.section, late_row.person_id, True, _opened(note, late_row))
        if isinstance(admitted, Refusal):
            continue
        inside.append(late_row.pk)
        known.take(late_row.section, late_row.person_id, admitted)
        if not admitted.is_known:
            rows.append(Row(ledger, late_row.section, late_row.person_id, admitted))
    keeping.append(rows)
    assert all(row.fate is Fate.SAVED for row in rows), "the note is held, so nothing can have come between"
    LateWords.objects.filter(pk__in=inside).update(let_in_at=now)
    return len(inside)
