"""What is added after the seal: by whom, with what reason, and that it stays."""

import pytest
from django.db import DatabaseError, connection

from cairn.lib import canonical
from cairn.lib.db import atomic
from cairn.lib.words import NotHere, Refused
from cairn.notes import amending, reading, verifying
from cairn.notes.models import Amendment
from cairn.people.acts import Act
from tests import town as towns


def amend(note, by, words="He called back.", reason="I heard it later", **more):
    return amending.amend(note, words=words, reason=reason, by=by, **more)


def test_an_amendment_has_author_reason_time_digest_and_place(town, told):
    note = towns.sealed(town)
    before = note.seal.body
    amend(note, town.ben)
    amend(note, town.ana, words=" And it rained. ", reason="  for   the record ")
    found = reading.amendments(note)
    assert [(a.number, a.name, a.role, a.words, a.reason) for a in found] == [
        (1, "Ben", "participant", "He called back.", "I heard it later"),
        (2, "Ana", "supporter", "And it rained.", "for the record"),
    ]
    assert [bytes(a.digest) for a in found] == [canonical.digest(amending.manifest(a, note.salt)) for a in found]
    assert told(note)[-2:] == [(Act.NOTE_AMEND, town.ben.person_id), (Act.NOTE_AMEND, town.ana.person_id)]
    assert towns.fresh(town, note).seal.body == before


def test_the_walk_proves_amendments(town):
    amend(towns.sealed(town), town.ben)
    found = verifying.seals(town.house.pk)
    assert (found.notes, found.amendments, found.broken) == (1, 1, "")


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"words": "  "}, "words"),
        ({"reason": " "}, "reason"),
        ({"words": "a" * 8001}, "words"),
        ({"reason": "a" * 301}, "words"),
    ],
)
def test_an_amendment_needs_words_and_a_reason(town, given, field):
    note = towns.sealed(town)
    with pytest.raises(Refused) as refused:
        amend(note, town.ben, **given)
    assert refused.value.field == field
    assert reading.amendments(note) == []


@pytest.mark.parametrize("make", [towns.draft, towns.offered])
def test_an_open_note_is_written_in_instead(town, make):
    with pytest.raises(Refused, match="not sealed yet"):
        amend(make(town), town.ana)


@pytest.mark.parametrize("name", ["chloe", "dan", "eva", "finn", "gus", "hana", "zoe", "yan", "xia", "wim"])
def test_nobody_else_amends(town, name):
    note = towns.sealed(town)
    with pytest.raises(NotHere):
        amend(note, town.cast[name])
    assert reading.amendments(note) == []


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE notes_amendment SET number = 7",
        "DELETE FROM notes_amendment",
        "UPDATE notes_amendment SET words = reason",
    ],
)
def test_an_amendment_stays_as_it_was_written(town, sql):
    note = towns.sealed(town)
    amend(note, town.ben)
    with pytest.raises(DatabaseError, match="stays as it was written"), atomic(), connection.cursor() as cursor:
        cursor.execute(sql)
    with pytest.raises(DatabaseError, match="stays as it was written"), atomic():
        Amendment.objects.update(role="supporter")
    assert [(a.number, a.words) for a in reading.amendments(note)] == [(1, "He called back.")]
