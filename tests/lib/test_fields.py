"""Encrypted fields: bound to their place, and an error when they do not open."""

import pytest
from django.db import connection

from cairn.lib import keys
from cairn.lib.keys import CannotOpen
from cairn.people.models import Person
from tests import town as people

pytestmark = pytest.mark.django_db


def raw(person, column="chosen_name"):
    """What lies in the database."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {column} FROM people_person WHERE id = %s",
            [person.pk if connection.vendor == "postgresql" else person.pk.hex],
        )
        return bytes(cursor.fetchone()[0])


def put(person, blob, column="chosen_name"):
    """Put these bytes there, past the house."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE people_person SET {column} = %s WHERE id = %s",
            [blob, person.pk if connection.vendor == "postgresql" else person.pk.hex],
        )


def test_a_name_is_nowhere_in_the_row(town):
    assert town.ben.person.chosen_name == "Ben"
    assert b"Ben" not in raw(town.ben.person)


def test_a_name_moved_to_another_row_does_not_open(town):
    put(town.dan.person, raw(town.ben.person))
    with pytest.raises(CannotOpen):
        assert Person.objects.get(pk=town.dan.person_id).chosen_name


def test_a_name_moved_to_another_field_does_not_open(town):
    put(town.ben.person, raw(town.ben.person), "pronouns")
    with pytest.raises(CannotOpen):
        assert Person.objects.get(pk=town.ben.person_id).pronouns


def test_what_does_not_open_is_not_saved_over(town):
    damaged = bytearray(raw(town.ben.person))
    damaged[-1] ^= 1
    put(town.ben.person, bytes(damaged))
    found = Person.objects.get(pk=town.ben.person_id)
    with pytest.raises(CannotOpen):
        assert found.chosen_name
    found.zone = "America/Denver"
    found.save()
    assert raw(found) == bytes(damaged)


def test_an_erased_key_makes_the_record_unreadable(town):
    keys.forget(town.ben.person.key_id)
    keys.ring.fetch, fetch = (lambda ids: {}), keys.ring.fetch
    try:
        with pytest.raises(CannotOpen):
            assert Person.objects.get(pk=town.ben.person_id).chosen_name
    finally:
        keys.ring.fetch = fetch


def test_nothing_is_not_the_same_as_empty(town):
    person = people.who(town.ben.person_id).person
    assert person.legal_name == ""
    assert raw(person, "legal_name")[:1] == keys.VERSION


def test_a_query_cannot_set_an_encrypted_field(town):
    with pytest.raises(TypeError):
        Person.objects.filter(pk=town.ben.person_id).update(chosen_name="Mallory")
