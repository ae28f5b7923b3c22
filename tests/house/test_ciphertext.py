"""Nothing personal lies in the database in the clear: every value of every table is looked at, on both databases."""

import pytest
from django.db import connection

from cairn.notes import amending, answering, describing, shown
from tests import town as people

# Each is written into another kind of field below, or is a name of the town.
WORDS = (
    "Quittenbaum",
    "Löwenzahn",
    "Haselnuss",
    "Mohnblume",
    "Distelfink",
    "Zaunkönig",
    "Ben",
    "Ana",
    "Olga",
    "Library",
    "hope.example",
    "of hope",
    "Certified",
)


def everything():
    """Every value of every table, as bytes."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            if table.startswith("django_"):
                continue
            cursor.execute(f'SELECT * FROM "{table}"')
            for row in cursor.fetchall():
                for value in row:
                    if value is not None:
                        yield table, bytes(value) if isinstance(value, (bytes, memoryview)) else str(value).encode()


@pytest.mark.django_db
def test_no_word_of_a_note_and_no_name_lies_in_the_clear(town):
    people.ally(town)
    note = people.draft(town)
    people.write(note, "Quittenbaum ", by=town.ana)
    people.write(note, "Löwenzahn", by=town.ben, section="own")
    describing.keep_win(note, words="Haselnuss", passage="Mohnblume", by=town.ben)
    describing.add_step(note, what="Distelfink", mine=False, by=town.ben)
    describing.describe(note, goals=["Zaunkönig"], by=town.ana)
    describing.feel(note, feeling=4, words="Quittenbaum", by=town.ben)
    people.offering.offer(note, by=town.ana)
    note = people.fresh(town, note)
    digest = shown.section_digest(shown.core(note), "talked").hex()
    answering.answer(note, section="talked", choice="differ", words="Löwenzahn", digest=digest, by=town.ben)
    people.sign(note, by=town.ana)
    people.sign(note, by=town.ben)
    amending.amend(people.fresh(town, note), words="Mohnblume", reason="Distelfink", by=town.ben)
    found = [(table, word) for table, value in everything() for word in WORDS if word.encode() in value]
    assert found == []


@pytest.mark.django_db
def test_the_scan_sees_what_is_there(town):
    assert any(b"Bridges" in value for _, value in everything())  # a program's name is nobody's
